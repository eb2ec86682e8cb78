"""What notices are checked against (`resources/mentions/`): its formats are at the head of its files."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from droits_usagers.catalogue.demarches import known, new_id
from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.catalogue.textes import flatten
from droits_usagers.domain.mots.durees import Durees
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.textes import Langue
from droits_usagers.domain.notice import MENTIONS, Mention, ReferenceMentions, Vague
from droits_usagers.domain.socle.errors import Panne


def load_reference(dossier: Path, droit: Collection[str]) -> ReferenceMentions:
    """The mentions in the order in which they are shown, the vague words and those for lengths of time."""
    with open_document(dossier / "mentions.toml") as root:
        found: dict[str, Mention] = {}
        for table in root.tables("mention"):
            id_ = new_id(table, found)
            if id_ not in MENTIONS:
                raise table.refusal(Panne.VALEUR_REFUSEE, "id")
            found[id_] = _read_mention(table, id_, droit)
        mentions = tuple(found.values())
    with open_document(dossier / "vagues.toml") as root:
        vagues = tuple(map(_read_vague, root.tables("vague")))
        articles, enfants = root.texts("articles"), frozenset(root.texts("enfants"))
        mots = [
            root.texts(cle)
            for cle in ("sensibles", "ordinaires", "publics", "pays", "criteres", "apposes", "maisons", "porteurs", "creux")
        ]
    with open_document(dossier / "durees.toml") as root:
        durees = _read_durees(root)
    return ReferenceMentions(mentions, vagues, durees, articles, enfants, *mots)


def _read_mention(table: Table, id_: str, droit: Collection[str]) -> Mention:
    toujours = known(table, "articles", droit)
    mention = Mention(
        id_,
        known(table, "directs", droit) + toujours,
        known(table, "indirects", droit) + toujours,
        conditionnelle=table.boolean("conditionnelle"),
    )
    table.close()
    return mention


def _read_vague(table: Table) -> Vague:
    vague = Vague(
        table.text("conseil", None),
        frozenset(table.texts("ou")),
        table.texts("contient"),
        table.texts("entier"),
        table.texts("toujours"),
        table.texts("sauf"),
        table.boolean("logee"),
        table.texts("creux"),
    )
    table.close()
    return vague


def _read_durees(root: Table) -> Durees:
    nombres, unites = (_read_numbers(root, cle) for cle in ("nombres", "unites"))
    mots = (root.texts(cle) for cle in ("sans_fin", "conditions", "fausses", "sans_plafond"))
    return Durees({mot: int(nombre) for mot, nombre in nombres.items()}, unites, *mots)


def _read_numbers(root: Table, cle: str) -> dict[str, float]:
    table = root.table(cle)
    if table is None:
        raise root.refusal(Panne.CLE_ABSENTE, cle)
    nombres: dict[str, float] = {}
    for mot in table:
        nombre = table.raw(mot)
        if not isinstance(nombre, int | float):
            raise table.refusal(Panne.VALEUR_REFUSEE, mot)
        nombres[mot] = nombre
    return nombres


def load_langues(dossier: Path, phrases: Collection[str]) -> dict[str, Langue]:
    """The languages by code, in the order of their names in French; each has all these `phrases`, and no other.

    Raises ExpectedError (RESSOURCE_ABIMEE).
    """
    lues = [_load(chemin, phrases) for chemin in dossier.glob("*.toml")]
    return {langue.code: langue for langue in sorted(lues, key=lambda langue: langue.nom_fr)}


def _load(chemin: Path, phrases: Collection[str]) -> Langue:
    with open_document(chemin) as root:
        code = root.text("langue", None)
        if code != chemin.stem:
            raise root.refusal(Panne.VALEUR_REFUSEE, "langue")
        table = root.table("phrases")
        dites = {} if table is None else flatten(table)
        if set(dites) != set(phrases):
            raise root.refusal(Panne.VALEUR_REFUSEE, "phrases")
        return Langue(code, root.text("nom", None), root.text("nom_fr", None), dites, *_review(root))


def _review(root: Table) -> tuple[str, dt.date | None]:
    """By whom and when it was read again: both, or neither."""
    par, jour = root.text("relue_par"), root.date("relue_le")
    if bool(par) != (jour is not None):
        raise root.refusal(Panne.VALEUR_REFUSEE, "relue_le")
    return par, jour
