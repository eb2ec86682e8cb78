"""The fonts of the PDF, and the characters they hold. They are packages of their own: fonts of the system are never used."""

import struct
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

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
