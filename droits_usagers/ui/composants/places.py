"""Where something stands in a text, as Qt counts: beyond the basic plane, a character is two."""


def qt_place(texte: str, place: int | None = None) -> int:
    """How many characters Qt counts before this place (code points), or in the whole text."""
    return len(texte[:place].encode("utf-16-le")) // 2
