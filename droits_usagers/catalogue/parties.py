"""The texts of a big file, part by part: a command that says three sentences does not read the six hundred others.

A part is everything under one top-level table. Reading the whole file, as iterating does and as the tests do, checks it whole;
reading a part checks that part, and turns to the whole file to say what is wrong with it.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.socle.errors import ExpectedError

#: The header of a table, down to the name of its part.
_TETE = re.compile(r"^\[([A-Za-z0-9_-]+)", re.MULTILINE)

Lecture = Callable[[], Mapping[str, str]]
Aplatir = Callable[[Table, str], Mapping[str, str]]


class Parties(Mapping[str, str]):
    """Texts by dotted id. `flatten` gives those of a table, `read_all` those of the whole file, refusing what is wrong."""

    def __init__(self, texte: str, flatten: Aplatir, read_all: Lecture) -> None:
        self._morceaux = _split(texte)
        self._flatten = flatten
        self._read_all = read_all
        self._lues: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, id_: str) -> str:
        nom = id_.partition(".")[0]
        partie = self._lues.get(nom)
        if partie is None:
            partie = self._lues[nom] = self._read(nom)
        return partie[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read_all())

    def __len__(self) -> int:
        return len(self._read_all())

    def _read(self, nom: str) -> Mapping[str, str]:
        try:
            return self._flatten(Table(tomllib.loads(self._morceaux.get(nom, "")), fichier=nom), "")
        except (tomllib.TOMLDecodeError, ExpectedError):
            return self._read_all()


def _split(texte: str) -> dict[str, str]:
    """The lines of each part, put together wherever they stand in the file; those before any table are of no part."""
    tetes = list(_TETE.finditer(texte))
    fins = [*(tete.start() for tete in tetes[1:]), len(texte)]
    morceaux: defaultdict[str, str] = defaultdict(str)
    for tete, fin in zip(tetes, fins, strict=True):
        morceaux[tete[1]] += texte[tete.start() : fin]
    return dict(morceaux)
