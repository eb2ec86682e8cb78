"""Which territory the postcode of an address tells, and nothing else of it."""

from collections.abc import Sequence

from droits_usagers.domain.droit.feries import is_territoire

#: Postcodes whose first digits are not those of their département: two islands that were of Guadeloupe, cedex of La Réunion.
_AUTREMENT = {"97133": "977", "97150": "978", "9709": "977", "978": "974"}


def territoire_of(adresse: Sequence[str]) -> str:
    """The code du département a postcode tells (Corsica's 20 splits in two, overseas ones have three digits); empty if none.

    For what is in France: five figures may be of a town of another country (`Demeures`).

    >>> territoire_of(("Hôtel du département", "93006 Bobigny cedex")), territoire_of(("20200 Bastia",))
    ('93', '2B')
    """
    codes = (code for ligne in reversed(adresse) if (code := read_postcode(ligne)))
    territoire = territoire_of_postcode(next(codes, ""))
    return territoire if is_territoire(territoire) else ""


def read_postcode(ligne: str) -> str:
    """The five figures that a line begins with; empty if it does not."""
    code, *_ = ligne.split(maxsplit=1) or ("",)
    return code if len(code) == len("93000") and code.isascii() and code.isdigit() else ""


def territoire_of_postcode(code: str) -> str:
    """What the first digits of a postcode tell, also of a territory whose holidays are not known (the Pacific).

    >>> territoire_of_postcode("98714"), territoire_of_postcode("20200")
    ('987', '2B')
    """
    if code.startswith("20"):
        return "2A" if code < "20200" else "2B"
    for debut, territoire in _AUTREMENT.items():
        if code.startswith(debut):
            return territoire
    return code[:3] if code.startswith(("97", "98")) else code[:2]
