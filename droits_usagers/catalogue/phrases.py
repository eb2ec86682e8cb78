"""What a guesser tries first: words against which the strength of a phrase is measured."""

from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document


def load_mots_devinables(chemin: Path) -> tuple[str, ...]:
    """The words of `resources/phrases.toml`, the most likely first. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(chemin) as racine:
        return tuple(mot for liste in ("temps", "courants", "prenoms", "villes") for mot in racine.texts(liste))
