"""Which characters the PDF can show, and what it is told of those it cannot.

PDF/UA refuses a character that no font has. Such a character becomes □ here, and nowhere else, and it is said which and where.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.letters.lettre import polices

# Shown as nothing, whatever the font (Unicode, Default_Ignorable_Code_Point), beside the format characters.
_INVISIBLES = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_PLAN_14 = 0xE0000
#: PDF/UA forbids this one; it means the same as the word joiner, which it accepts.
_BOM, _JOINT = "\ufeff", "\u2060"
#: Marks upon one letter, counted among what is neither letter nor space: typst needs room as the square of their number.
_MARQUES_MAX = 30
_MARQUES = re.compile(rf"[^\w\s]{{{_MARQUES_MAX + 1},}}")
#: How typst names what it cannot show.
_REFUSE = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.*?)"`', re.DOTALL)
_ECHAPPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


@dataclass(slots=True)
class Sans:
    """Characters shown as □, each with the part of the document where it was first met."""

    refuses: set[str] = field(default_factory=set)
    lieux: dict[str, str] = field(default_factory=dict)

    def shown(self, texte: str, lieu: str) -> str:
        """The text as the PDF can show it."""
        if texte.isascii():
            return texte.replace("\t", "    ")
        texte = _MARQUES.sub(lambda suite: _relieve(suite[0]), texte)
        if polices.covered().issuperset(texte) and self.refuses.isdisjoint(texte):
            return texte.replace("\t", "    ")
        return "".join(self._shown(signe, lieu) for signe in texte)

    def _shown(self, signe: str, lieu: str) -> str:
        if signe == "\t":
            return "    "
        if signe == _BOM:
            return _JOINT
        if signe not in self.refuses and (signe in polices.covered() or _is_invisible(signe)):
            return signe
        self.lieux.setdefault(signe, lieu)
        return polices.ABSENT

    def remarks(self) -> tuple[Remarque, ...]:
        """Which characters, and where."""
        return tuple(
            Remarque("caractere_absent", (("caractere", signe), ("code", f"U+{ord(signe):04X}"), ("ou", lieu)))
            for signe, lieu in sorted(self.lieux.items())
        )


def _is_invisible(signe: str) -> bool:
    return signe in _INVISIBLES or unicodedata.category(signe) == "Cf" or ord(signe) >> 12 == _PLAN_14 >> 12


def _relieve(suite: str) -> str:
    """The same with something invisible between marks that pile up, where a letter could stand."""
    return "".join(
        signe + _JOINT if rang % _MARQUES_MAX == 0 and unicodedata.category(signe).startswith("M") else signe
        for rang, signe in enumerate(suite, start=1)
    )


def refused(message: str) -> set[str]:
    """The characters that an error of typst names, out of its quotes and escapes."""
    trouve = _REFUSE.search(message)
    if trouve is None:
        return set()
    return set(_ECHAPPE.sub(lambda echappe: chr(int(echappe[1], 16)) if echappe[1] else echappe[2], trouve[1]))
