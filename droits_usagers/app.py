"""The root of the program: the only reader of the clock, the maker of the services, and the last to meet a failure.

Importing it loads neither Qt nor click: each way in loads its own.
"""

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from droits_usagers.chargement import fails_to_load
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import SUFFIXE_COFFRE, find_places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.lignee import DERNIER, REMPLACANT, Lignee, wait_for_the_last
from droits_usagers.services.socle.pannes import sentence_of
from droits_usagers.vidage import forbid_core_files

EXIT_BUG = 1
EXIT_CANNOT = 3


def now() -> dt.datetime:
    """The present instant, in the time zone of the computer."""
    return dt.datetime.now(dt.UTC).astimezone()  # noqa: TID251 - the clock, read here and nowhere else


def today() -> dt.date:
    """The day it is where the computer is."""
    return now().date()


def make_services() -> Services:
    """The services of this program, each built when it is first asked for."""
    return Services(places=find_places(), today=today, now=now)


def run(arguments: Sequence[str]) -> int:
    """The window when nothing is asked, or only a coffre to open in it; a command otherwise. Returns the exit code."""
    match arguments:
        case []:
            return run_window()
        case [mot, *temoin] if mot == REMPLACANT:
            return run_window(lignee=Lignee(*map(int, temoin)), called=True)
        case [mot, temoin] if mot == DERNIER:
            return wait_for_the_last(int(temoin))
        case [fichier] if fichier.casefold().endswith(SUFFIXE_COFFRE):
            return run_window(Path(fichier))
        case _:
            return run_command_line(arguments)


def run_command_line(arguments: Sequence[str]) -> int:
    """Runs a command and returns its exit code; 1 is a bug, told without personal data."""
    from droits_usagers.cli.programme import run

    forbid_core_files()
    try:
        return run(arguments, make_services())
    except Exception as error:
        return _tell_bug(error)


def run_window(coffre: Path | None = None, lignee: Lignee | None = None, *, called: bool = False) -> int:
    """Opens the window, on this coffre if one is given; its exit code once it is closed, 3 where there is no screen for it.

    `lignee`: what it is one of. `called`: it shows nothing before the process that began it gives its place.
    """
    lignee = lignee or Lignee()
    return lignee.end(_run_window(coffre, lignee, called=called))


def _run_window(coffre: Path | None, lignee: Lignee, *, called: bool) -> int:
    forbid_core_files()
    services = make_services()
    try:
        _require_screen()
        if called:
            from droits_usagers.ui.fenetre.nouveau_venu import stand_by

            return stand_by(services, lignee)
        from droits_usagers.ui.fenetre.application import run

        return run(services, coffre and _absolute(coffre), lignee=lignee)
    except ExpectedError as error:
        _write(sentence_of(error, services.catalogue.textes))
        return EXIT_CANNOT
    except Exception as error:
        return _tell_bug(error)


def _absolute(chemin: Path) -> Path:
    """Wherever one is later; as it was given where the current folder is gone, for the window to say that it is not there."""
    with contextlib.suppress(OSError):
        return chemin.absolute()
    return chemin


def _require_screen() -> None:
    """Refuses in words where Qt would abort the program: Linux without X11, Wayland or a platform asked for."""
    if sys.platform == "linux" and not any(os.environ.get(nom) for nom in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise ExpectedError(Panne.PAS_D_ECRAN)


def _tell_bug(error: Exception) -> int:
    if fails_to_load(error):
        raise error
    from droits_usagers.services.socle.pannes import anonymous_report

    _write(anonymous_report(error))
    return EXIT_BUG


def _write(phrase: str) -> None:
    """On stderr, where there is one: a windowed program on Windows has none."""
    if sys.stderr is not None:
        sys.stderr.write(phrase + "\n")
