"""What is left of a text once what people type in their own way is put aside: how texts are compared, searched and sorted."""

import unicodedata

#: Letters that decomposition leaves whole, and that people type otherwise.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "’": "'"})


def fold(texte: str) -> str:
    """The text without case, accents, ligatures or typographic apostrophes.

    >>> fold("L’Œuvre d’Étienne")
    "l'oeuvre d'etienne"
    """
    decompose = unicodedata.normalize("NFKD", texte.casefold())
    # Ligatures last: « ǽ » is one only once its accent is off.
    return "".join(signe for signe in decompose if not unicodedata.combining(signe)).translate(_LIGATURES)
