"""C.toml: the constats of a grille d'écarts, read strictly and written back the same."""

from collections.abc import Collection
from typing import Any

from droits_usagers.domain.grille import Constat, EcartSaisi, GenreSource, Grille, Point, Source
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.exchange.ecriture import dump, plain_organisme
from droits_usagers.exchange.parties import read_organisme
from droits_usagers.exchange.toml import parse

_GRAVITES = range(4)


def read_constats(contenu: bytes, fichier: str, *, regles: Collection[str], droit: Collection[str]) -> Grille:
    """What C.toml holds; `regles` are the rules that may be reworded or dropped, `droit` the articles that may be cited.

    Raises ExpectedError, always of the kind `is_input`: CLE_INCONNUE, CLE_ABSENTE, VALEUR_REFUSEE, DATE_REFUSEE…
    """
    root = parse(contenu, fichier)
    organisme = root.table("organisme")
    titre = root.text("titre")
    sources: dict[str, Source] = {}
    for table in root.tables("source"):
        source = _read_source(table)
        if not source.id.strip() or source.id in sources:
            raise table.refusal(Panne.VALEUR_REFUSEE, "id")
        sources[source.id] = source
    grille = Grille(
        titre,
        Organisme() if organisme is None else read_organisme(organisme),
        sources=tuple(sources.values()),
        constats=tuple(_read_constat(table, sources) for table in root.tables("constat")),
        saisis=tuple(_read_saisi(table, sources, regles=regles, droit=droit) for table in root.tables("ecart")),
    )
    root.close()
    return grille


def write_constats(grille: Grille) -> bytes:
    """C.toml. What it reads back is the same grille."""
    valeurs: dict[str, Any] = {
        "titre": grille.titre,
        "organisme": {} if grille.organisme == Organisme() else plain_organisme(grille.organisme),
        "source": [
            _said(id=source.id, genre=source.genre.value, date=source.date, fichier=source.fichier) for source in grille.sources
        ],
        "constat": [
            {"source": constat.source, "point": constat.point.value, "texte": constat.texte} for constat in grille.constats
        ],
        "ecart": [_plain_saisi(saisi) for saisi in grille.saisis],
    }
    return dump(_said(**valeurs))


def _read_source(table: Table) -> Source:
    source = Source(
        table.text("id", None), table.code("genre", GenreSource), date=table.date("date"), fichier=table.text("fichier")
    )
    table.close()
    return source


def _read_constat(table: Table, sources: Collection[str]) -> Constat:
    source = table.text("source", None)
    if source not in sources:
        raise table.refusal(Panne.VALEUR_REFUSEE, "source")
    constat = Constat(source, table.code("point", Point), table.text("texte", None))
    table.close()
    return constat


def _read_saisi(table: Table, sources: Collection[str], *, regles: Collection[str], droit: Collection[str]) -> EcartSaisi:
    saisi = EcartSaisi(
        table.text("regle"),
        table.text("phrase"),
        ecarte=table.boolean("ecarte"),
        point=table.code("point", Point) if "point" in table else None,
        sources=table.texts("sources"),
        gravite=table.count("gravite"),
        articles=table.texts("articles"),
        confirme=table.boolean("confirme"),
    )
    table.close()
    if not saisi.phrase and saisi.regle not in regles:
        # Neither one of ours to decide about, nor a finding in words.
        raise table.refusal(Panne.VALEUR_REFUSEE, "regle") if saisi.regle else table.refusal(Panne.CLE_ABSENTE, "phrase")
    for cle, valeurs, connus in (("sources", saisi.sources, sources), ("articles", saisi.articles, droit)):
        if any(valeur not in connus for valeur in valeurs):
            raise table.refusal(Panne.VALEUR_REFUSEE, cle)
    if saisi.gravite not in _GRAVITES:
        raise table.refusal(Panne.VALEUR_REFUSEE, "gravite")
    return saisi


def _plain_saisi(saisi: EcartSaisi) -> dict[str, Any]:
    return _said(
        regle=saisi.regle,
        phrase=saisi.phrase,
        point=saisi.point and saisi.point.value,
        sources=list(saisi.sources),
        gravite=saisi.gravite,
        articles=list(saisi.articles),
    ) | {"ecarte": saisi.ecarte, **({"confirme": True} if saisi.confirme else {})}


def _said(**valeurs: Any) -> dict[str, Any]:  # noqa: ANN401 - a TOML document holds anything
    """Only what was said."""
    return {cle: valeur for cle, valeur in valeurs.items() if valeur or isinstance(valeur, bool)}
