"""The demarches as a mapping that reads each file when it is asked for: there are dozens, and a session uses one or two."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from droits_usagers.catalogue.demarches import COMMUNS, References, demarche_ids, load_demarche
from droits_usagers.catalogue.textes import PSEUDO, french, translated
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.mots.textes import Textes


@dataclass(frozen=True, slots=True)
class _Lue:
    demarche: Demarche
    textes: Textes


class Demarches(Mapping[str, Demarche]):
    """The demarches of a folder by id, in alphabetical order, and their texts in one language."""

    def __init__(self, dossier: Path, langue: str, references: Callable[[], References]) -> None:
        self._dossier = dossier
        self._langue = langue
        self._references = references
        self._ids = demarche_ids(dossier)
        self._lues: dict[str, _Lue] = {}

    def __getitem__(self, id_: str) -> Demarche:
        return self._read(id_).demarche

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id_: object) -> bool:
        """True if there is such a demarche; its file is not read."""
        return id_ in self._ids

    def textes(self, id_: str) -> Textes:
        """The texts of one demarche. Raises KeyError for an unknown one."""
        return self._read(id_).textes

    def _read(self, id_: str) -> _Lue:
        if id_ not in self._ids:
            raise KeyError(id_)
        if id_ not in self._lues:
            references = self._references()
            demarche, textes = load_demarche(self._dossier, id_, references)
            source = french(textes)
            if self._langue != PSEUDO:
                source = translated(source, self._sidecar(COMMUNS), self._langue, connus=references.communs.textes)
            self._lues[id_] = _Lue(demarche, translated(source, self._sidecar(id_), self._langue, connus=textes))
        return self._lues[id_]

    def _sidecar(self, stem: str) -> Path:
        """Where the translation of a file is, if there is one: acces.ar.toml."""
        return self._dossier / f"{stem}.{self._langue}.toml"
