"""The sentences of the program: one TOML file per language, flattened to dotted ids, French behind every other language.

French typography is applied to a text the first time it is asked for: most are never shown in a session.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document, read_text
from droits_usagers.catalogue.parties import Parties
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import Panne

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
        from droits_usagers.catalogue.pseudo import pseudo

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
