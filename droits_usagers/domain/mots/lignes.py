"""Finds the line of a key in TOML text: the standard parser keeps no position, and a refusal must say where to look.

A small scanner, not a parser: it follows table headers, keys and the brackets and multi-line strings that span lines. It never
fails; at worst the line of the nearest enclosing table is given.
"""

import re
from collections import Counter

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"([^"]*)"|'([^']*)'""")
# What matters inside a value: strings (skipped whole when they end on the line), comments, brackets.
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]')
# Ours have four parts at most.
_CLE_SANS_FIN = re.compile(r"""(?:^|[\[{,])[ \t]*(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}""", re.MULTILINE)


def lines_of(texte: str) -> dict[str, int]:
    """The line (from 1) of every key and table, by dotted place as `lecture.Table` writes it (« groupe[2].question[1].id »)."""
    scanner = _Scanner()
    for numero, ligne in enumerate(texte.splitlines(), start=1):
        scanner.read(numero, ligne)
    return scanner.found


def line_of(texte: str, cle: str) -> int:
    """The line of a place, or of the nearest place that encloses it; 1 when nothing is found."""
    found = lines_of(texte)
    while cle:
        if cle in found:
            return found[cle]
        cle = cle[: cle.rindex("[")] if cle.endswith("]") else cle.rpartition(".")[0]
    return 1


def key_at(texte: str, numero: int) -> str:
    """The last key or table that begins on this line or before; empty when there is none."""
    before = [(ligne, cle) for cle, ligne in lines_of(texte).items() if ligne <= numero]
    return max(before, default=(0, ""))[1] if before else ""


class _Scanner:
    """The state between two lines: the table we are in, and whether a value is still open."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}
        self._ranks: Counter[str] = Counter()
        self._table = ""
        self._quote = ""
        self._depth = 0

    def read(self, numero: int, ligne: str) -> None:
        if self._quote or self._depth:
            self._follow(ligne)
            return
        header = _HEADER.match(ligne)
        if header:
            self._enter(numero, header[2], is_array=header[1] == "[[")
            return
        key = _KEY.match(ligne)
        if key:
            place = ".".join(_parts(key[1]))
            self.found.setdefault(f"{self._table}.{place}" if self._table else place, numero)
            self._follow(ligne[key.end() :])

    def _enter(self, numero: int, header: str, *, is_array: bool) -> None:
        parts = _parts(header)
        place = ""
        for rang, part in enumerate(parts, start=1):
            place = f"{place}.{part}" if place else part
            if is_array and rang == len(parts):
                self._ranks[place] += 1
            if self._ranks[place]:
                place = f"{place}[{self._ranks[place]}]"
        self._table = place
        self.found.setdefault(place, numero)

    def _follow(self, reste: str) -> None:
        """Read the rest of a value, to know whether it goes on to the next line."""
        while reste:
            if self._quote:
                end = reste.find(self._quote)
                if end < 0:
                    return
                reste, self._quote = reste[end + 3 :], ""
                continue
            token = _TOKEN.search(reste)
            if token is None:
                return
            self._count(token[0])
            reste = reste[token.end() :]

    def _count(self, token: str) -> None:
        if token in {'"""', "'''"}:
            self._quote = token
        elif token in {"[", "{"}:
            self._depth += 1
        elif token in {"]", "}"}:
            self._depth = max(0, self._depth - 1)


def _parts(dotted: str) -> list[str]:
    return [found[0].strip("\"'") for found in _PART.finditer(dotted)]


def endless_key_line(texte: str) -> int | None:
    """The line of a key of keys of keys…, to be refused before it is parsed; None in any document of ours.

    `tomllib` needs room as the square of their number: 100 KB of them would take gigabytes.
    """
    found = _CLE_SANS_FIN.search(texte)
    return texte.count("\n", 0, found.end()) + 1 if found else None
