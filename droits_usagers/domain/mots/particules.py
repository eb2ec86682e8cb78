"""The small words of names, as `fold` leaves them: they go with the word after them."""

PARTICULES = frozenset(
    {
        "de",
        "du",
        "des",
        "d",
        "d'",
        "la",
        "le",
        "les",
        "da",
        "dos",
        "di",
        "von",
        "van",
        "den",
        "der",
        "el",
        "al",
        "ben",
        "bin",
        "ould",
    }
)
