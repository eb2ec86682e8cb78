"""What was wrong with the command itself, in one French sentence found by id: click's own messages are in English."""

import contextlib
import os
from pathlib import Path

import click
from click.exceptions import BadOptionUsage, NoArgsIsHelpError, NoSuchCommand

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne


def sentence_of(error: click.UsageError, textes: Textes, *, programme: str) -> str:
    """One sentence for a command that cannot be run, ending with where to read more."""
    id_, faits = _id_of(error)
    # An option without its value is met before click says of which command.
    commande = error.ctx.command_path if error.ctx else programme
    return f"{textes(f'cli.usage.{id_}', **faits)} {textes('cli.usage.voir', commande=commande)}"


def _id_of(error: click.UsageError) -> tuple[str, dict[str, str]]:
    """Which sentence, and what fills it. Never the value that was typed: only names of options and commands."""
    match error:
        case NoSuchCommand():
            return "commande_inconnue", {"commande": error.command_name}
        case NoArgsIsHelpError():
            return "commande_absente", {}
        case click.NoSuchOption():
            return "option_inconnue", {"option": error.option_name}
        case click.MissingParameter():
            return "option_absente", {"option": name_of(error.param)}
        case BadOptionUsage():
            return "option_sans_valeur", {"option": error.option_name}
        case click.BadParameter():
            # A value that an option does not take, with those it takes when they are a short list.
            if error.param is not None and isinstance(error.param.type, click.Choice):
                return "choix_refuse", {
                    "option": name_of(error.param),
                    "attendu": ", ".join(str(choix) for choix in error.param.type.choices),
                }
            return "valeur_refusee", {"option": name_of(error.param)}
        case _:
            return "autre", {}


def name_of(param: click.Parameter | None) -> str:
    """As one types it: the long spelling of an option, the metavar of an argument."""
    if param is None:
        return "?"
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name


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
