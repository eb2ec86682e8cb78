"""Runs what a screen asks for outside the window's thread, and brings the answer home by one queued signal.

A worker is handed a number, and the work; what to do with the answer stays here under that number, and so does the work itself,
until the worker says that it let go of it: a widget must never die in another thread than the window's.

The only place of the window where any failure at all is met: an expected one goes back to the screen as a sentence, a bug goes
to whoever shows bugs, without a word of what it was about.
"""

import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from queue import SimpleQueue
from types import TracebackType
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.ecriture import watching
from droits_usagers.services.socle.pannes import sentence_of
from droits_usagers.services.socle.travail import Avancement, Priorite, Rappels, Tache, Travailleur

T = TypeVar("T")

#: What a backup can mend.
ABIMES = frozenset({Panne.COFFRE_ABIME, Panne.COFFRE_VIDE})
#: What closed the opened coffre: it has to be opened again.
ROMPUS = frozenset({Panne.COFFRE_RELU, Panne.COFFRE_NON_RELU, Panne.PHRASE_INCERTAINE})


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


class _Nouvelle(Enum):
    """What a worker has to say."""

    REUSSIE = auto()
    ECHOUEE = auto()
    AVANCE = auto()
    ANNULEE = auto()
    #: It holds nothing of the task any more.
    RENDUE = auto()
    #: A failure of the program, met in whatever thread.
    BOGUE = auto()


@dataclass(slots=True)
class _Attente:
    """What must die in the window's thread, all of it at once when the worker let go of it."""

    reponses: Reponses
    #: What the worker runs: a callable of a screen, which may hold the screen.
    travail: object
    suite: str = ""
    #: What it came to, for the frames of an exception hold whatever they were at.
    recu: object = None


class Operations(QObject):
    """One per window. It is always someone's, the application's if nobody's: whoever holds it last does not destroy it."""

    #: A failure of the program itself: an exception.
    bug_met = Signal(object)
    #: A coffre turned out to be damaged, or had to be closed: the ExpectedError. Whoever asked is told too.
    coffre_failed = Signal(object)
    #: The backup that follows many writings, or comes before an import, could not be made: the ExpectedError. Nothing is lost.
    backup_missed = Signal(object)
    #: Someone wants to see what can be done about the opened coffre.
    secours_wanted = Signal()
    #: Something was erased for good (an `Oubli`): what is half typed about it is not to be kept again.
    erased = Signal(object)
    _arrived = Signal()

    def __init__(self, textes: Textes, parent: QObject | None = None) -> None:
        super().__init__(parent or QCoreApplication.instance())
        self._textes = textes
        self._numeros = itertools.count(1)
        self._attentes: dict[int, _Attente] = {}
        self._courrier: SimpleQueue[tuple[int, _Nouvelle, object]] = SimpleQueue()
        #: The last of each suite: its number, and how to cancel it.
        self._latest: dict[str, tuple[int, Tache]] = {}
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
        return self._submit(travailleur, task, self._await(reponses, task), priorite=priorite)

    def run_latest(self, travailleur: Travailleur, task: Callable[[], T], reponses: Reponses, *, suite: str) -> None:
        """Runs `task`; an earlier one of the same `suite` that has not answered yet never will (a preview while typing)."""
        self.forget(suite)
        numero = self._await(reponses, task, suite)
        self._latest[suite] = numero, self._submit(travailleur, task, numero, priorite=Priorite.PAGE_VISIBLE)

    def forget(self, suite: str) -> None:
        """What was asked in this `suite` and has not answered yet never will."""
        if suite in self._latest:
            self._latest.pop(suite)[1].cancel()

    def run_units(self, travailleur: Travailleur, units: Callable[..., Iterator[Avancement]], reponses: Reponses) -> Tache:
        """Runs long work unit by unit, saying how far it is; the task given back can be cancelled."""
        numero = self._await(reponses, units)
        rappels = Rappels(
            on_progress=partial(self._deposit, numero, _Nouvelle.AVANCE),
            on_success=partial(self._deposit, numero, _Nouvelle.REUSSIE),
            on_failure=partial(self._deposit, numero, _Nouvelle.ECHOUEE),
            on_cancelled=partial(self._deposit, numero, _Nouvelle.ANNULEE),
            on_released=partial(self._deposit, numero, _Nouvelle.RENDUE, None),
        )

        def watched() -> Iterator[Avancement]:
            with watching():
                return (yield from units())

        return travailleur.submit_units(watched, rappels)

    def attempt(self, action: Callable[[], T], on_failure: Callable[[ExpectedError], object]) -> T | None:
        """Does something short here and now (printing, saving where the person says); None after an expected failure."""
        try:
            with watching():
                return action()
        except ExpectedError as error:
            on_failure(error)
            return None

    def sentence(self, error: ExpectedError) -> str:
        """What happened, what is safe, what to do."""
        return sentence_of(error, self._textes)

    def loss(self, error: ExpectedError) -> str:
        """Why what was begun is not kept: no word of trying again, nor that nothing is lost."""
        id_ = f"verrou.pannes.{error.panne}"
        return self._textes(id_, **error.faits) if id_ in self._textes else self.sentence(error)

    @property
    def idle(self) -> bool:
        """True when whatever was asked has been answered, and that is known."""
        return not self._attentes and self._courrier.empty()

    def meet_bug(self, error: BaseException) -> None:
        """Hands a failure of the program to whoever shows it. From any thread."""
        self._deposit(0, _Nouvelle.BOGUE, error)

    def on_uncaught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """For `sys.excepthook`."""
        self.meet_bug(error)

    def on_uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        """For `threading.excepthook`."""
        if arguments.exc_value is not None:
            self.meet_bug(arguments.exc_value)

    def _await(self, reponses: Reponses, travail: object, suite: str = "") -> int:
        """The number under which an answer is awaited."""
        numero = next(self._numeros)
        self._attentes[numero] = _Attente(reponses, travail, suite)
        return numero

    def _submit(self, travailleur: Travailleur, task: Callable[[], object], numero: int, *, priorite: Priorite) -> Tache:
        def watched() -> object:
            with watching():
                return task()

        return travailleur.submit(
            watched,
            priorite=priorite,
            on_success=partial(self._deposit, numero, _Nouvelle.REUSSIE),
            on_failure=partial(self._deposit, numero, _Nouvelle.ECHOUEE),
            on_released=partial(self._deposit, numero, _Nouvelle.RENDUE, None),
        )

    def _deposit(self, numero: int, nouvelle: _Nouvelle, valeur: object) -> None:
        self._courrier.put((numero, nouvelle, valeur))
        self._arrived.emit()

    def _on_arrived(self) -> None:
        numero, nouvelle, valeur = self._courrier.get()
        try:
            self._tell(numero, nouvelle, valeur)
        except Exception as error:
            self.bug_met.emit(error)

    def _tell(self, numero: int, nouvelle: _Nouvelle, valeur: object) -> None:
        if nouvelle is _Nouvelle.BOGUE:
            self.bug_met.emit(valeur)
        elif nouvelle is _Nouvelle.RENDUE:
            del self._attentes[numero]
        else:
            self._answer(numero, nouvelle, valeur)

    def _answer(self, numero: int, nouvelle: _Nouvelle, valeur: object) -> None:
        attente = self._attentes[numero]
        attente.recu = valeur
        if nouvelle is _Nouvelle.ECHOUEE and not isinstance(valeur, ExpectedError):
            self.bug_met.emit(valeur)
            # Whoever asked is told too: no screen waits for ever.
            valeur = ExpectedError(Panne.DEFAUT)
        if isinstance(valeur, ExpectedError) and valeur.panne in ABIMES | ROMPUS:
            self.coffre_failed.emit(valeur)
        if shiboken6.isValid(attente.reponses.pour) and self._is_awaited(numero, attente.suite):
            _callback(attente.reponses, nouvelle)(valeur)

    def _is_awaited(self, numero: int, suite: str) -> bool:
        return not suite or (suite in self._latest and self._latest[suite][0] == numero)


def _callback(reponses: Reponses, nouvelle: _Nouvelle) -> Callable[..., object]:
    match nouvelle:
        case _Nouvelle.REUSSIE:
            return reponses.on_success
        case _Nouvelle.ECHOUEE:
            return reponses.on_failure
        case _Nouvelle.AVANCE:
            return reponses.on_progress
        case _:
            return reponses.on_cancelled
