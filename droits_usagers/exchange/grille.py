"""C.toml: a grille, read strictly and written back the same.

Format 2 says `document` and `passage`; format 1, which said `source` and `constat`, is read too.
"""

from collections.abc import Collection
from itertools import count
from typing import Any, NamedTuple

from droits_usagers.domain.grille import EcartSaisi, GenreSource, Grille, NaturePassage, PassageMarque, Point, Source
from droits_usagers.domain.grille.valeurs import RubriqueGrille
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.exchange.demandes import dump, plain_organisme, read_organisme
from droits_usagers.exchange.toml import parse

FORMAT = 2
_GRAVITES = range(4)


class _Cles(NamedTuple):
    """How a format calls a document, what it says, and the documents of a finding."""

    document: str
    passage: str
    documents: str


_CLES = {1: _Cles("source", "constat", "sources"), FORMAT: _Cles("document", "passage", "documents")}


def read_grille_file(contenu: bytes, fichier: str, *, regles: Collection[str], droit: Collection[str]) -> Grille:
    """What C.toml holds; `regles` are the rules that may be reworded or dropped, `droit` the articles that may be cited.

    Raises ExpectedError, always of the kind `is_input`: CLE_INCONNUE, CLE_ABSENTE, VALEUR_REFUSEE, DATE_REFUSEE…
    """
    root = parse(contenu, fichier, connu=FORMAT)
    cles = _CLES[root.read_format(FORMAT)]
    organisme = root.table("organisme")
    titre = root.text("titre")
    sources: dict[str, Source] = {}
    for table in root.tables(cles.document):
        source = _read_source(table)
        if not source.id.strip() or source.id in sources:
            raise table.refusal(Panne.VALEUR_REFUSEE, "id")
        sources[source.id] = source
    passages = _read_passages(root.tables(cles.passage), cles, sources)
    lecteur = _LecteurEcarts(cles, sources, frozenset(passage.id for passage in passages), regles, droit)
    grille = Grille(
        titre,
        Organisme() if organisme is None else read_organisme(organisme),
        sources=tuple(sources.values()),
        passages=passages,
        saisis=tuple(map(lecteur.read, root.tables("ecart"))),
    )
    root.close()
    return grille


def write_grille_file(grille: Grille) -> bytes:
    """C.toml. What it reads back is the same grille."""
    valeurs: dict[str, Any] = {
        "titre": grille.titre,
        "organisme": {} if grille.organisme == Organisme() else plain_organisme(grille.organisme),
        "document": list(map(_plain_source, grille.sources)),
        "passage": list(map(_plain_passage, grille.passages)),
        "ecart": list(map(_plain_saisi, grille.saisis)),
    }
    return dump(_said(**valeurs), format_=FORMAT)


def _read_source(table: Table) -> Source:
    source = Source(
        table.text("id", None),
        table.code("genre", GenreSource),
        date=table.date("date"),
        fichier=table.text("fichier"),
        nom=table.text("nom"),
        auteur=table.text("auteur"),
        promis_le=table.date("promis_le"),
        recu_le=table.date("recu_le"),
        empreinte=table.text("empreinte"),
        refus=tuple(map(_read_required_place, table.tables("refus"))),
    )
    table.close()
    return source


def _read_passages(tables: Collection[Table], cles: _Cles, sources: Collection[str]) -> tuple[PassageMarque, ...]:
    """The passages, each with an id of its own: one that has none is given one."""
    dits = [table.text("id") for table in tables]
    libres = (id_ for id_ in (f"p{rang}" for rang in count(1)) if id_ not in dits)
    passages: list[PassageMarque] = []
    for table, dit in zip(tables, dits, strict=True):
        if dit and any(passage.id == dit for passage in passages):
            raise table.refusal(Panne.VALEUR_REFUSEE, "id")
        source = table.text(cles.document, None)
        if source not in sources:
            raise table.refusal(Panne.VALEUR_REFUSEE, cles.document)
        passages.append(
            PassageMarque(
                source,
                table.code("point", Point),
                table.text("texte", None),
                nature=table.code("nature", NaturePassage) if "nature" in table else None,
                id=dit or next(libres),
                place=_read_place(table),
                page=table.count("page"),
                rubrique=table.code("rubrique", RubriqueGrille) if "rubrique" in table else None,
            )
        )
        table.close()
    return tuple(passages)


def _read_place(table: Table) -> tuple[int, int] | None:
    return _read_span(table) if "debut" in table or "fin" in table else None


def _read_required_place(table: Table) -> tuple[int, int]:
    place = _read_span(table)
    table.close()
    return place


def _read_span(table: Table) -> tuple[int, int]:
    debut, fin = table.count("debut"), table.count("fin")
    if fin <= debut:
        raise table.refusal(Panne.VALEUR_REFUSEE, "fin")
    return debut, fin


class _LecteurEcarts(NamedTuple):
    """Reads what was decided of the findings; what it names must be there."""

    cles: _Cles
    sources: Collection[str]
    passages: Collection[str]
    regles: Collection[str]
    droit: Collection[str]

    def read(self, table: Table) -> EcartSaisi:
        """One of them."""
        saisi = EcartSaisi(
            table.text("regle"),
            table.text("phrase"),
            ecarte=table.boolean("ecarte"),
            point=table.code("point", Point) if "point" in table else None,
            sources=table.texts(self.cles.documents),
            gravite=table.count("gravite"),
            articles=table.texts("articles"),
            confirme=table.boolean("confirme"),
            passages=table.texts("passages"),
            vu=table.text("vu"),
        )
        table.close()
        if not saisi.phrase and saisi.regle not in self.regles:
            # Neither one of ours to decide about, nor a finding in words.
            raise table.refusal(Panne.VALEUR_REFUSEE, "regle") if saisi.regle else table.refusal(Panne.CLE_ABSENTE, "phrase")
        for cle, valeurs, connus in (
            (self.cles.documents, saisi.sources, self.sources),
            ("articles", saisi.articles, self.droit),
            ("passages", saisi.passages, self.passages),
        ):
            if any(valeur not in connus for valeur in valeurs):
                raise table.refusal(Panne.VALEUR_REFUSEE, cle)
        if saisi.gravite not in _GRAVITES:
            raise table.refusal(Panne.VALEUR_REFUSEE, "gravite")
        return saisi


def _plain_source(source: Source) -> dict[str, Any]:
    return _said(
        id=source.id,
        nom=source.nom,
        genre=source.genre.value,
        auteur=source.auteur,
        date=source.date,
        promis_le=source.promis_le,
        recu_le=source.recu_le,
        fichier=source.fichier,
        empreinte=source.empreinte,
        refus=[{"debut": debut, "fin": fin} for debut, fin in source.refus],
    )


def _plain_passage(passage: PassageMarque) -> dict[str, Any]:
    debut, fin = passage.place or (None, None)
    return {
        "id": passage.id,
        "document": passage.source,
        "point": passage.point.value,
        **({"nature": passage.nature.value} if passage.nature else {}),
        **({"debut": debut, "fin": fin} if passage.place else {}),
        **({"page": passage.page} if passage.page else {}),
        **({"rubrique": passage.rubrique.value} if passage.rubrique else {}),
        "texte": passage.texte,
    }


def _plain_saisi(saisi: EcartSaisi) -> dict[str, Any]:
    return _said(
        regle=saisi.regle,
        phrase=saisi.phrase,
        point=saisi.point and saisi.point.value,
        documents=list(saisi.sources),
        passages=list(saisi.passages),
        gravite=saisi.gravite,
        articles=list(saisi.articles),
        vu=saisi.vu,
    ) | {"ecarte": saisi.ecarte, **({"confirme": True} if saisi.confirme else {})}


def _said(**valeurs: Any) -> dict[str, Any]:  # noqa: ANN401 - a TOML document holds anything
    """Only what was said."""
    return {cle: valeur for cle, valeur in valeurs.items() if valeur or isinstance(valeur, bool)}
