"""The sentences of the program: one TOML file per language, flattened to dotted ids, French behind every other language.

French typography is applied to a text the first time it is asked for: most are never shown in a session.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document, read_text
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne

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


FRANCAIS = "fr"
#: A made-up language, longer than French and written right to left, to see what a window does with a real one.
PSEUDO = "pseudo"


class Typographies(Mapping[str, str]):
    """French texts by id, set in French typography on first use."""

    def __init__(self, bruts: Mapping[str, str]) -> None:
        self._bruts = bruts
        self._faits: dict[str, str] = {}

    def __getitem__(self, id_: str) -> str:
        texte = self._faits.get(id_)
        if texte is None:
            from droits_usagers.domain.mots.typographie import typographie

            texte = self._faits[id_] = typographie(self._bruts[id_])
        return texte

    def __iter__(self) -> Iterator[str]:
        return iter(self._bruts)

    def __len__(self) -> int:
        return len(self._bruts)


def french(bruts: Mapping[str, str], promesses: Mapping[str, frozenset[str]] | None = None) -> Textes:
    """French texts, in French typography."""
    return Textes(FRANCAIS, Typographies(bruts), promesses=promesses)


def load_promesses(chemin: Path) -> dict[str, frozenset[str]]:
    """The sentences that promise something, by id, and the functions that must have looked before each is said."""
    with open_document(chemin) as root:
        return {
            phrase: frozenset(preuve.texts("preuve"))
            for preuve in root.tables("promesse")
            for phrase in preuve.texts("phrases")
        }


def flatten(table: Table, prefixe: str = "", sauf: frozenset[str] = frozenset()) -> dict[str, str]:
    """Every text of a table and of its sub-tables, by dotted id. Anything that is not a text is refused."""
    found: dict[str, str] = {}
    for cle in table:
        if cle in sauf:
            continue
        sub = table.table(cle) if isinstance(table.raw(cle), dict) else None
        found |= {prefixe + cle: table.text(cle)} if sub is None else flatten(sub, f"{prefixe}{cle}.")
    return found


def load_textes(dossier: Path, langue: str, promesses: Mapping[str, frozenset[str]] | None = None) -> Textes:
    """The texts of the window and of the command line (`resources/textes/`) in one language.

    Each part of the French file is read when one of its texts is asked for: what is wrong in a part nobody asks for is only
    refused by going through all the texts.
    """
    chemin = dossier / f"{FRANCAIS}.toml"
    source = french(Parties(read_text(chemin), flatten, cache(lambda: _read(chemin, FRANCAIS))), promesses)
    return translated(source, dossier / f"{langue}.toml", langue)


def translated(source: Textes, sidecar: Path, langue: str, *, connus: Collection[str] | None = None) -> Textes:
    """The same texts in another language: its file when there is one, French where it is silent.

    `connus` are the ids the file may hold, those of `source` unless given. Raises ExpectedError (RESSOURCE_ABIMEE) for another.
    """
    if langue == PSEUDO:
        return Textes(PSEUDO, {id_: pseudo(source.wording(id_)) for id_ in source}, source)
    if langue == FRANCAIS or not sidecar.is_file():
        return source
    return Textes(langue, _read(sidecar, langue, frozenset(source) if connus is None else connus), source)


def _read(chemin: Path, langue: str, connus: Collection[str] | None = None) -> dict[str, str]:
    with open_document(chemin) as root:
        if root.text("langue", None) != langue:
            raise root.refusal(Panne.VALEUR_REFUSEE, "langue")
        found = flatten(root, sauf=frozenset({"format", "langue"}))
        unknown = next((id_ for id_ in found if connus is not None and id_ not in connus), None)
        if unknown is not None:
            raise root.refusal(Panne.CLE_INCONNUE, unknown)
    return found


_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_ACCENTS = str.maketrans("aeiounycAEIOUNYC", "àéîôûñÿçÀÉÎÔÛÑŸÇ")
_RLI, _PDI, _RLM = "\u2067", "\u2069", "\u200f"


def pseudo(texte: str) -> str:
    """The text in the pseudo-language: about 40 % longer, wrapped in a right-to-left isolate, its placeholders untouched."""
    parts = _PLACEHOLDER.split(texte)
    accented = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    visible = sum(len(part) for part in parts if not part.startswith("{"))
    padding = " ~" * max(1, round(visible * 0.2))
    return f"{_RLI}[{accented}{padding}]{_RLM}{_PDI}"
