"""A text as the eye reads it: without what does not show, each letter in its plain shape, and where each sign comes from."""

import re
import unicodedata
from dataclasses import dataclass, field

#: Letters of other scripts that are taken for ours, and shapes that decomposition leaves.
_SEMBLABLES = str.maketrans(
    "аеорсухіјѕԁһѵкмтвнАЕОРСУХІЈЅВКМНТαινορυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡøØłŁđĐ",
    "aeopcyxijsdhvkmtbhAEOPCYXIJSBKMHTaivopukABEZHIKMNOPTYXiagoOlLdD",
)
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "№": "n°", "…": "...", "⁄": "/"}
_LIGATURES |= dict.fromkeys("’ʼ′‘`´＇ʹ", "'")
#: Blanks of every kind, and short dashes, by category of Unicode.
_PLATS = {"Zs": " ", "Zl": " ", "Zp": " ", "Cc": " ", "Pd": "-"}
#: What turns the writing round: the text between is read the other way.
RETOURNE = re.compile("[\u202b\u202d\u202e\u2066-\u2068][^\n\u202c\u2069]*")
#: What is read as it is written; any other sign, one by one.
_SIMPLES = re.compile(r"([ -~\n]+)|.", re.DOTALL)
#: The name of « 🅻 », of « 🇱 »: what is called a letter is read as one.
_LETTRE = re.compile(r" LETTER ([A-Z])$")
#: Letters that are shown as nothing.
_VIDES = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe0f\ufe0e\u2800")


@dataclass(frozen=True, slots=True)
class TexteVu:
    """What is read of a text. `places[i]`: where the sign i of `lu` stands in the text; one more at the end."""

    brut: str = field(repr=False)
    lu: str = field(repr=False)
    places: tuple[int, ...] = field(repr=False)

    def place(self, debut: int, fin: int) -> tuple[int, int]:
        """Where a stretch of what is read stands in the text."""
        return self.places[debut], self.places[fin - 1] + 1

    def written(self, debut: int, fin: int) -> str:
        """A stretch, as written."""
        depuis, jusque = self.place(debut, fin)
        return self.brut[depuis:jusque]


def see(texte: str) -> TexteVu:
    """A text as it is read: no accent, one kind of apostrophe, of dash and of space; capitals stay."""
    if texte.isascii() and texte.isprintable():
        return TexteVu(texte, texte, tuple(range(len(texte) + 1)))
    lu: list[str] = []
    places: list[int] = []
    for trouve in _SIMPLES.finditer(texte):
        debut, fin = trouve.span()
        if trouve.lastindex:
            lu.append(trouve[0])
            places.extend(range(debut, fin))
        else:
            vu = _seen(trouve[0])
            lu.append(vu)
            places.extend([debut] * len(vu))
    places.append(len(texte))
    return TexteVu(texte, "".join(lu), tuple(places))


def _seen(signe: str) -> str:
    genre = unicodedata.category(signe)
    if signe in _VIDES or genre in ("Mn", "Me", "Cf"):
        return ""
    if genre in _PLATS:
        # Long dashes open what is said; short ones join.
        return signe if signe in "–—" else _PLATS[genre]
    if genre == "Nd" or (genre == "No" and not unicodedata.decomposition(signe)):
        # « ➏ » too, which no decomposition makes a 6.
        return f"{unicodedata.numeric(signe):g}"
    if signe in _LIGATURES:
        return _LIGATURES[signe]
    plat = "".join(un for un in unicodedata.normalize("NFKD", signe) if not unicodedata.combining(un))
    if genre == "So" and (lettre := _LETTRE.search(unicodedata.name(signe, ""))):
        return lettre[1]
    return plat.translate(_SEMBLABLES)
