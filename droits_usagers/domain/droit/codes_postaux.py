"""Which territory the postcode of an address tells, and nothing else of it."""

from collections.abc import Sequence

from droits_usagers.domain.droit.feries import is_territoire

#: Postcodes whose first digits are not those of their département: two islands that were of Guadeloupe, cedex of La Réunion.
_AUTREMENT = {"97133": "977", "97150": "978", "9709": "977", "978": "974"}


def territoire_of(adresse: Sequence[str]) -> str:
    """The code du département a postcode tells (Corsica's 20 splits in two, overseas ones have three digits); empty if none.

    >>> territoire_of(("Hôtel du département", "93006 Bobigny cedex")), territoire_of(("20200 Bastia",))
    ('93', '2B')
    """
    code = residence_of(adresse)
    return code if is_territoire(code) else ""


def residence_of(adresse: Sequence[str]) -> str:
    """The same, also for a territory whose holidays are not known (the Pacific): empty if no line begins with a postcode.

    >>> residence_of(("12 rue des Lilas", "98714 Papeete")), residence_of(("Rue Haute 4", "Bruxelles"))
    ('987', '')
    """
    for ligne in reversed(adresse):
        code, *_ = ligne.split(maxsplit=1) or ("",)
        if len(code) == len("93000") and code.isascii() and code.isdigit():
            return _first_digits(code)
    return ""


def _first_digits(code: str) -> str:
    """What the first digits of a postcode tell."""
    if code.startswith("20"):
        return "2A" if code < "20200" else "2B"
    for debut, territoire in _AUTREMENT.items():
        if code.startswith(debut):
            return territoire
    return code[:3] if code.startswith(("97", "98")) else code[:2]
