"""The session: in which mode, since when nobody touched anything, what it saved. In memory only, and told nothing about anyone.

It says what must be done; the window does it. Time is given by `now`: a computer that slept is known by the gap it leaves.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from droits_usagers.services.socle.modes import REGLES, Mode, ReglesMode
from droits_usagers.vault.fichiers import remove

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

#: The size of a file, and when something was written in it.
_Empreinte: TypeAlias = tuple[int, int]

#: `tick` is called every second or so: a longer gap means that the computer slept.
SOMMEIL = dt.timedelta(minutes=1)


class Ordre(StrEnum):
    """What the window must do now."""

    RIEN = "rien"
    #: Put the screen « Reprendre / Effacer tout » over everything; memory is kept, but for phrases.
    CACHER = "cacher"
    #: It is covered already: forget what was begun on the cover itself, a code or a phrase.
    RECOUVRIR = "recouvrir"
    #: Save the draft in the coffre, empty every screen, close the coffre.
    VERROUILLER = "verrouiller"
    #: Empty every screen.
    EFFACER = "effacer"


class Seance:
    """Not thread-safe: it belongs to the window."""

    def __init__(self, mode: Mode, now: Callable[[], dt.datetime]) -> None:
        self._mode = mode
        self._now = now
        self._hidden = False
        #: True: everything was erased by time, and nobody came since.
        self._deserted = False
        #: True while hidden, until someone touches anything: nothing was begun on the cover itself.
        self._covered = False
        #: Each with what it was like once written; None where that is not known yet.
        self._fichiers: dict[Path, _Empreinte | None] = {}
        self._coffre: Coffre | None = None
        self._last_seen = self._last_touch = self._last_tick = now()

    @property
    def mode(self) -> Mode:
        """In which way the program is used at present."""
        return self._mode

    @property
    def regles(self) -> ReglesMode:
        """What that allows."""
        return REGLES[self._mode]

    @property
    def hidden(self) -> bool:
        """True while the screen is covered or locked."""
        return self._hidden

    @property
    def coffre(self) -> "Coffre | None":
        """The opened coffre, which only its worker may use; None while there is none, or while it is locked."""
        return self._coffre

    def open_coffre(self, coffre: "Coffre") -> None:
        """Goes on in an opened coffre: a new one, or the same after it was locked. What is hidden stays so until `resume`."""
        self._mode = Mode.COFFRE
        self._coffre = coffre
        self.touch()

    def take_coffre(self) -> "Coffre | None":
        """Gives up the coffre to whoever closes it: nobody else can reach it any more."""
        coffre, self._coffre = self._coffre, None
        return coffre

    def leave_coffre(self) -> None:
        """Goes on without a coffre, once it is closed: nothing is kept from now on."""
        self._mode = Mode.SANS_ENREGISTREMENT
        self.forget()

    def touch(self) -> None:
        """Someone is at the computer. While hidden this puts nothing off: only « Reprendre » does."""
        self._last_touch = self._now()
        self._deserted = self._covered = False
        if not self._hidden:
            self._last_seen = self._last_touch

    def tick(self, *, occupied: bool) -> Ordre:
        """What time requires, `occupied` telling whether anything was typed. To be called about every second."""
        now = self._now()
        # A clock set back must not keep a screen open for hours.
        self._last_seen, self._last_touch = min(self._last_seen, now), min(self._last_touch, now)
        slept = now - self._last_tick > SOMMEIL
        self._last_tick = now
        if self._deserted and not occupied:
            return Ordre.RIEN
        if self.regles.erase_after is not None and now - self._last_seen >= self.regles.erase_after:
            self._deserted = True
            return Ordre.EFFACER
        if slept or now - (self._last_touch if self._hidden else self._last_seen) >= self.regles.hide_after:
            return self.protect() if not self._covered else Ordre.RIEN
        return Ordre.RIEN

    def protect(self) -> Ordre:
        """What hiding means here, whatever is on screen and whoever asks: Ctrl+L, time, the computer locking or sleeping."""
        hidden, self._hidden, self._covered = self._hidden, True, True
        if hidden:
            return Ordre.RECOUVRIR
        return Ordre.VERROUILLER if self._mode is Mode.COFFRE else Ordre.CACHER

    def resume(self) -> None:
        """The person came back."""
        self._hidden = False
        self.touch()

    def time_left(self) -> dt.timedelta | None:
        """How long before everything is erased; None where nothing is erased on its own."""
        limite = self.regles.erase_after
        return None if limite is None else max(limite - (self._now() - self._last_seen), dt.timedelta())

    def forget(self) -> None:
        """The next person starts: nothing is remembered of the one before, not even which files were saved."""
        self._fichiers.clear()
        deserted, self._hidden = self._deserted, False
        self.touch()
        self._deserted = deserted

    def remember_file(self, chemin: Path) -> None:
        """A file was saved, or is about to be, that the next person must not find."""
        self._fichiers[chemin] = _look_at(chemin)

    def changed_since(self, chemin: Path) -> bool:
        """True if something else than this program wrote in a file that it saved: someone's corrections may be in it."""
        avant = self._fichiers.get(chemin)
        return avant is not None and _look_at(chemin) != avant

    @property
    def fichiers(self) -> tuple[Path, ...]:
        """The files saved since the last person left, and still there."""
        return tuple(chemin for chemin in self._fichiers if _look_at(chemin) is not None)

    def delete_files(self, chemins: Iterable[Path]) -> tuple[Path, ...]:
        """Deletes files that this session saved; returns those that could not be."""
        restes = []
        for chemin in chemins:
            if chemin in self._fichiers:
                try:
                    remove(chemin)
                except OSError:
                    restes.append(chemin)
        return tuple(restes)


def _look_at(chemin: Path) -> _Empreinte | None:
    """None where there is nothing to see."""
    try:
        etat = chemin.stat()
    except OSError:
        return None
    return etat.st_size, etat.st_mtime_ns
