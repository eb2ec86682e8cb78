"""As much of a text as tells it from another."""


def excerpt(texte: str, longueur: int) -> str:
    """On one line of at most so many characters, and « … »: cut after a word, or inside the only one that does not hold.

    >>> excerpt("Tout le personnel peut lire, modifier et effacer.", 28)
    'Tout le personnel peut lire…'
    """
    ligne = " ".join(texte.split())
    if len(ligne) <= longueur:
        return ligne
    # The character after: a word that ends right there is whole.
    entier = ligne[: longueur + 1].rpartition(" ")[0] or ligne[:longueur]
    return entier.rstrip(" ,;:") + "…"
