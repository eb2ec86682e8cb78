"""Reads a parsed document strictly: each key by its type, nothing left over, and every refusal names the file and the key.

Shared by our own data (`catalogue`) and by what people hand in (`exchange`), which must be refused in the same words. It sees
only values already parsed (TOML), never a file.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from droits_usagers.domain.socle.errors import ExpectedError, Panne

_E = TypeVar("_E", bound=StrEnum)

#: The format of most files; a file that announces a greater one than is known comes from a newer program.
FORMAT = 1

# Beyond these years, a slip of the keyboard; within, months can be added to any date and Easter can be computed.
_PREMIERE_ANNEE = 1850
_DERNIERE_ANNEE = 2200

# A key is shown on a screen or a terminal: long enough to be recognised, too short to flood.
_KEY_SHOWN = 60


def readable_key(cle: str) -> str:
    """A key as it may be shown: cut short, and without the characters that would act on a terminal."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cle)
    return shown if len(shown) <= _KEY_SHOWN else shown[: _KEY_SHOWN - 1] + "…"


def _iso_date(texte: str) -> dt.date | None:
    """A date written 2026-11-24, and in no other way."""
    try:
        jour = dt.date.fromisoformat(texte)
    except ValueError:
        return None
    return jour if jour.isoformat() == texte else None


class Table:
    """One table of a document. Ask for the keys you know, then `close()`: a key nobody asked for is refused.

    `chemin` is the dotted place of this table (« evenement[2] », counted from 1), used in the refusals. Every reader raises
    ExpectedError (CLE_ABSENTE, VALEUR_REFUSEE, DATE_REFUSEE…) with the facts `fichier` and `cle`.
    """

    __slots__ = ("_lues", "_valeurs", "chemin", "fichier")

    def __init__(self, valeurs: Mapping[str, object], *, fichier: str, chemin: str = "") -> None:
        self._valeurs = valeurs
        self._lues: set[str] = set()
        self.fichier = fichier
        self.chemin = chemin

    def place(self, cle: str) -> str:
        """The dotted place of one key of this table."""
        return f"{self.chemin}.{readable_key(cle)}" if self.chemin else readable_key(cle)

    def refusal(self, panne: Panne, cle: str = "") -> ExpectedError:
        """The refusal of a key, or of the whole table when `cle` is empty, to be raised."""
        return ExpectedError(panne, fichier=self.fichier, cle=self.place(cle) if cle else self.chemin)

    def __contains__(self, cle: str) -> bool:
        """True if the document gives this key."""
        return cle in self._valeurs

    def __iter__(self) -> Iterator[str]:
        """Every key the document gives here, in its order."""
        return iter(self._valeurs)

    def raw(self, cle: str) -> object:
        """The value as parsed, or None: for answers, whose type depends on their question."""
        self._lues.add(cle)
        return self._valeurs.get(cle)

    def read_format(self, connu: int = FORMAT) -> int:
        """The format of the document, 1 when it does not say. Refuse one newer than `connu`."""
        valeur = self.raw("format")
        if valeur is None:
            return 1
        if not isinstance(valeur, int) or isinstance(valeur, bool) or valeur < 1:
            raise self.refusal(Panne.VALEUR_REFUSEE, "format")
        if valeur > connu:
            raise self.refusal(Panne.FORMAT_PLUS_RECENT, "format")
        return valeur

    def text(self, cle: str, defaut: str | None = "") -> str:
        """A string. `defaut=None` makes the key required."""
        valeur = self.raw(cle)
        if valeur is None:
            if defaut is None:
                raise self.refusal(Panne.CLE_ABSENTE, cle)
            return defaut
        if not isinstance(valeur, str):
            raise self.refusal(Panne.VALEUR_REFUSEE, cle)
        return valeur

    def boolean(self, cle: str, *, defaut: bool = False) -> bool:
        """True or false."""
        valeur = self.raw(cle)
        if valeur is None:
            return defaut
        if not isinstance(valeur, bool):
            raise self.refusal(Panne.VALEUR_REFUSEE, cle)
        return valeur

    def count(self, cle: str) -> int:
        """A whole number, zero when absent; never negative."""
        valeur = self.raw(cle)
        if valeur is None:
            return 0
        if not isinstance(valeur, int) or isinstance(valeur, bool) or valeur < 0:
            raise self.refusal(Panne.VALEUR_REFUSEE, cle)
        return valeur

    def date(self, cle: str) -> dt.date | None:
        """A calendar date, written bare or between quotes (2026-11-24)."""
        valeur = self.raw(cle)
        return None if valeur is None else self.as_date(valeur, cle)

    def required_date(self, cle: str) -> dt.date:
        """A calendar date that must be there."""
        found = self.date(cle)
        if found is None:
            raise self.refusal(Panne.CLE_ABSENTE, cle)
        return found

    def as_date(self, valeur: object, cle: str) -> dt.date:
        """Read one parsed value as a date, or refuse it under this key. A moment (date and hour) is not a date."""
        jour = _iso_date(valeur) if isinstance(valeur, str) else valeur
        if (
            not isinstance(jour, dt.date)
            or isinstance(jour, dt.datetime)
            or not _PREMIERE_ANNEE <= jour.year <= _DERNIERE_ANNEE
        ):
            raise self.refusal(Panne.DATE_REFUSEE, cle)
        return jour

    def dates(self, cle: str) -> tuple[dt.date, ...]:
        """A list of dates, empty when absent."""
        return tuple(self.as_date(valeur, cle) for valeur in self._items(cle))

    def texts(self, cle: str) -> tuple[str, ...]:
        """A list of strings, empty when absent."""
        items = self._items(cle)
        strings = tuple(item for item in items if isinstance(item, str))
        if len(strings) != len(items):
            raise self.refusal(Panne.VALEUR_REFUSEE, cle)
        return strings

    def code(self, cle: str, codes: type[_E], defaut: _E | None = None) -> _E:
        """One of the codes of an enum; required when there is no default."""
        valeur = self.text(cle, None if defaut is None else defaut.value)
        return self.as_code(valeur, cle, codes)

    def codes(self, cle: str, codes: type[_E]) -> tuple[_E, ...]:
        """A list of codes, empty when absent."""
        return tuple(self.as_code(valeur, cle, codes) for valeur in self.texts(cle))

    def as_code(self, valeur: str, cle: str, codes: type[_E]) -> _E:
        """Read one string as a code, or refuse it under this key."""
        try:
            return codes(valeur)
        except ValueError:
            raise self.refusal(Panne.VALEUR_REFUSEE, cle) from None

    def table(self, cle: str) -> "Table | None":
        """A sub-table, None when absent."""
        valeur = self.raw(cle)
        if valeur is None:
            return None
        if not isinstance(valeur, dict):
            raise self.refusal(Panne.VALEUR_REFUSEE, cle)
        return Table(valeur, fichier=self.fichier, chemin=self.place(cle))

    def tables(self, cle: str) -> tuple["Table", ...]:
        """An array of tables, empty when absent."""
        place = self.place(cle)
        found: list[Table] = []
        for rang, item in enumerate(self._items(cle), start=1):
            if not isinstance(item, dict):
                raise self.refusal(Panne.VALEUR_REFUSEE, cle)
            found.append(Table(item, fichier=self.fichier, chemin=f"{place}[{rang}]"))
        return tuple(found)

    def close(self) -> None:
        """Refuse the first key nobody asked for."""
        for cle in self._valeurs:
            if cle not in self._lues:
                raise self.refusal(Panne.CLE_INCONNUE, cle)

    def _items(self, cle: str) -> list[object]:
        valeur = self.raw(cle)
        if valeur is None:
            return []
        if not isinstance(valeur, list):
            raise self.refusal(Panne.VALEUR_REFUSEE, cle)
        return valeur


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
