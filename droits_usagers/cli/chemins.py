"""A path typed on the command line. One that no disk takes is refused before anything is read or written."""

import contextlib
import os
from pathlib import Path

import click

from droits_usagers.cli.usage import name_of
from droits_usagers.domain.socle.errors import ExpectedError, Panne

#: What common systems take, in bytes: one name, and the whole path with what ends it.
_NOM_MAX = 255
_CHEMIN_MAX = 4095
#: Where something is written, other files are made beside it, whose names are longer: being written, locks, backups.
_A_COTE = 55


class Chemin(click.Path):
    """A file, or a `dossier`. `ecrit`: something is written there, or beside it."""

    def __init__(self, *, ecrit: bool = False, dossier: bool = False) -> None:
        super().__init__(path_type=Path)
        self._dossier = dossier
        self._a_cote = _A_COTE if ecrit else 0

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path. Raises ExpectedError NOM_TROP_LONG (`option`), BadParameter where it names no file."""
        chemin = Path(value)
        if not (os.fspath(value) if self._dossier else chemin.name.strip(".")):
            self.fail(name_of(param), param, ctx)
        with contextlib.suppress(OSError):  # where the current folder is gone
            chemin = chemin.absolute()
        noms = (_size(nom) for nom in chemin.parts)
        dernier = _size(chemin.name) + self._a_cote
        if max(*noms, dernier) > _NOM_MAX or _size(str(chemin)) + self._a_cote > _CHEMIN_MAX:
            raise ExpectedError(Panne.NOM_TROP_LONG, option=name_of(param))
        return super().convert(value, param, ctx)


def _size(nom: str) -> int:
    return len(os.fsencode(nom))
