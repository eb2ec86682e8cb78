"""Runs what a screen asks for outside the window's thread, and brings the answer home by one queued signal.

The only place of the window where any failure at all is met: an expected one goes back to the screen as a sentence, a bug goes
to whoever shows bugs, without a word of what it was about.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.textes import Textes
from droits_usagers.services.travail import Avancement, Priorite, Rappels, Tache, Travailleur

T = TypeVar("T")

#: What a backup can mend.
_ABIMES = frozenset({Panne.COFFRE_ABIME, Panne.COFFRE_VIDE})


@dataclass(frozen=True, slots=True)
class Reponses:
    """What to do with the answer, in the window's thread. Nothing is called once `pour` is gone."""

    #: The widget that asks.
    pour: QObject
    on_success: Callable[..., object]
    #: An expected failure; its sentence is `Operations.sentence(error)`.
    on_failure: Callable[[ExpectedError], object]
    on_progress: Callable[[Avancement], object] = field(default=lambda _: None)
    on_cancelled: Callable[[Avancement], object] = field(default=lambda _: None)


class Operations(QObject):
    """One per window."""

    #: A failure of the program itself: an exception.
    bug_met = Signal(object)
    #: Something read in a coffre was not what had been written: the name of its file. Whoever asked is told too.
    coffre_damaged = Signal(str)
    #: Someone wants to see what can be done about the opened coffre.
    secours_wanted = Signal()
    _arrived = Signal(object)

    def __init__(self, textes: Textes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._latest: dict[str, Tache] = {}
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        travailleur: Travailleur,
        task: Callable[[], T],
        reponses: Reponses,
        *,
        priorite: Priorite = Priorite.PAGE_VISIBLE,
    ) -> Tache:
        """Runs `task` on this worker. It must touch no widget."""
        return travailleur.submit(
            task,
            priorite=priorite,
            on_success=lambda resultat: self._bring(reponses, lambda: reponses.on_success(resultat)),
            on_failure=lambda error: self._bring_failure(reponses, error),
        )

    def run_latest(self, travailleur: Travailleur, task: Callable[[], T], reponses: Reponses, *, suite: str) -> None:
        """Runs `task`; an earlier one of the same `suite` that has not answered yet never will (a preview while typing)."""
        if suite in self._latest:
            self._latest[suite].cancel()
        place: list[Tache] = []

        def answer(resultat: T) -> None:
            if self._latest.get(suite) is place[0]:
                reponses.on_success(resultat)

        def fail(error: ExpectedError) -> None:
            if self._latest.get(suite) is place[0]:
                reponses.on_failure(error)

        place.append(self.run(travailleur, task, Reponses(reponses.pour, answer, fail)))
        self._latest[suite] = place[0]

    def forget(self, suite: str) -> None:
        """What was asked in this `suite` and has not answered yet never will."""
        if suite in self._latest:
            self._latest.pop(suite).cancel()

    def run_units(self, travailleur: Travailleur, units: Callable[..., object], reponses: Reponses) -> Tache:
        """Runs long work unit by unit, saying how far it is; the task given back can be cancelled."""
        return travailleur.submit_units(
            units,  # type: ignore[arg-type] # an iterator of Avancement
            Rappels(
                on_progress=lambda a: self._bring(reponses, lambda: reponses.on_progress(a)),
                on_success=lambda a: self._bring(reponses, lambda: reponses.on_success(a)),
                on_failure=lambda error: self._bring_failure(reponses, error),
                on_cancelled=lambda a: self._bring(reponses, lambda: reponses.on_cancelled(a)),
            ),
        )

    def attempt(self, action: Callable[[], T], on_failure: Callable[[ExpectedError], object]) -> T | None:
        """Does something short here and now (printing, saving where the person says); None after an expected failure."""
        try:
            return action()
        except ExpectedError as error:
            on_failure(error)
            return None

    def sentence(self, error: ExpectedError) -> str:
        """What happened, what is safe, what to do."""
        return self._textes(f"pannes.{error.panne}", **error.faits)

    def meet_bug(self, error: BaseException) -> None:
        """Hands a failure of the program to whoever shows it. From any thread."""
        self._arrived.emit(lambda: self.bug_met.emit(error))

    def on_uncaught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """For `sys.excepthook`."""
        self.meet_bug(error)

    def on_uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        """For `threading.excepthook`."""
        if arguments.exc_value is not None:
            self.meet_bug(arguments.exc_value)

    def _bring(self, reponses: Reponses, appel: Callable[[], object]) -> None:
        self._arrived.emit(lambda: shiboken6.isValid(reponses.pour) and appel())

    def _bring_failure(self, reponses: Reponses, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            if error.panne in _ABIMES:
                self._arrived.emit(lambda: self.coffre_damaged.emit(error.faits.get("fichier", "")))
            self._bring(reponses, lambda: reponses.on_failure(error))
        else:
            self.meet_bug(error)

    def _on_arrived(self, appel: Callable[[], object]) -> None:
        try:
            appel()
        except Exception as error:
            self.bug_met.emit(error)
