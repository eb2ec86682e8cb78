"""The fonts of the PDF, and the characters they hold. They are packages of their own: fonts of the system are never used."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from droits_usagers.domain.lettre.lettre import Remarque

#: In the order in which they are tried: module of the package → family.
FAMILLES = {
    "fontpkg_noto_sans": "Noto Sans",
    # Before Noto for Arabic: text drawn with several glyphs a letter comes out twice when it is copied from the PDF (tried).
    "fontpkg_almarai": "Almarai",
    "fontpkg_noto_sans_arabic": "Noto Sans Arabic",
    "fontpkg_heebo": "Heebo",
    "fontpkg_noto_sans_tamil": "Noto Sans Tamil",
    "fontpkg_noto_sans_devanagari": "Noto Sans Devanagari",
    "fontpkg_noto_sans_khmer": "Noto Sans Khmer",
    "fontpkg_noto_sans_thai": "Noto Sans Thai",
}
#: Shipped inside typst: the only one that holds the □ which stands for a character no font has.
SECOURS = "DejaVu Sans Mono"
ABSENT = "□"

_TABLE = struct.Struct(">4sIII")


def chain() -> list[str]:
    """The families, in the order in which they are tried for each character."""
    return [*FAMILLES.values(), SECOURS]


@cache
def folders() -> tuple[Path, ...]:
    """Where the files of the fonts are."""
    return tuple(Path(import_module(module).ROOT) / "files" for module in FAMILLES)


@cache
def covered() -> frozenset[str]:
    """Every character that some font holds."""
    fichiers = (fichier for dossier in folders() for fichier in sorted(dossier.iterdir()))
    return frozenset(chr(code) for fichier in fichiers for code in _codes(fichier.read_bytes())) | {ABSENT}


def _codes(police: bytes) -> Iterator[int]:
    """The characters of an OpenType font: its table "cmap", formats 4 and 12 (OpenType 1.9)."""
    debut = _table(police, b"cmap")
    for rang in range(_short(police, debut + 2)):
        table = debut + _long(police, debut + 4 + 8 * rang + 4)
        match _short(police, table):
            case 4:
                yield from _format_4(police, table)
            case 12:
                yield from _format_12(police, table)
            case _:
                pass


def _table(police: bytes, nom: bytes) -> int:
    for rang in range(_short(police, 4)):
        etiquette, _, debut, _ = _TABLE.unpack_from(police, 12 + 16 * rang)
        if etiquette == nom:
            return int(debut)
    raise KeyError(nom)


def _format_4(police: bytes, table: int) -> Iterator[int]:
    double = _short(police, table + 6)
    for segment in range(0, double, 2):
        fin = _short(police, table + 14 + segment)
        debut = _short(police, table + 16 + double + segment)
        if fin != 0xFFFF:  # noqa: PLR2004 - the closing segment that the format requires
            yield from range(debut, fin + 1)


def _format_12(police: bytes, table: int) -> Iterator[int]:
    for groupe in range(_long(police, table + 12)):
        debut, fin, _ = struct.unpack_from(">III", police, table + 16 + 12 * groupe)
        yield from range(debut, fin + 1)


def _short(police: bytes, position: int) -> int:
    return int.from_bytes(police[position : position + 2], "big")


def _long(police: bytes, position: int) -> int:
    return int.from_bytes(police[position : position + 4], "big")


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
        if covered().issuperset(texte) and self.refuses.isdisjoint(texte):
            return texte.replace("\t", "    ")
        return "".join(self._shown(signe, lieu) for signe in texte)

    def _shown(self, signe: str, lieu: str) -> str:
        if signe == "\t":
            return "    "
        if signe == _BOM:
            return _JOINT
        if signe not in self.refuses and (signe in covered() or _is_invisible(signe)):
            return signe
        self.lieux.setdefault(signe, lieu)
        return ABSENT

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
