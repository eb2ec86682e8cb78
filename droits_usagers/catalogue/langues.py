"""Reads `notices/langues/`: the fixed sentences of a notice in the languages of those who read it."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.catalogue.textes import flatten
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.textes import Langue
from droits_usagers.domain.socle.errors import Panne


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
