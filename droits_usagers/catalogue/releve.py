"""Reads `resources/releve/`: what a text is read with to tell what in it is not ordinary French."""

from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document, read_packed
from droits_usagers.domain.releve.vocabulaire import BlocDeMots, LexiqueReleve

_LISTES = ("usuels", "sigles", "civilites", "nomme", "proches", "voies", "organisations")


def load_lexique(dossier: Path) -> LexiqueReleve:
    """Both vocabularies, what is added to them, and the words that announce a name. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(dossier / "mots.toml") as root:
        listes = {nom: frozenset(root.texts(nom)) for nom in _LISTES}
    ordinaires, noms = (BlocDeMots(read_packed(dossier / f"{nom}.txt.xz")) for nom in ("ordinaires", "noms"))
    return LexiqueReleve(ordinaires, noms, **listes)
