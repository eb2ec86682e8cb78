"""Between a screen and the coffre: what is typed in a form and not given yet, kept as it is typed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.services.coffre.saisies import SaisieGardee, keep_saisies, read_saisies
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: After the last key, in milliseconds: often enough to lose little, rarely enough to leave the disk alone.
REPIT_MS = 800
#: After the first key that is not kept yet: two seconds at most, the time of writing included.
LIMITE_MS = 1_500
#: Between two glances at a page: a choice seen at two of them is one to keep.
COUP_D_OEIL_MS = 300


class Cadence(QObject):
    """Counts from `touch`; stopped by `stop`, and by itself once `due` was said."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._repit = QTimer(self, singleShot=True, interval=REPIT_MS)
        self._limite = QTimer(self, singleShot=True, interval=LIMITE_MS)
        for rythme in (self._repit, self._limite):
            rythme.timeout.connect(self._ring)

    @property
    def is_counting(self) -> bool:
        """True while `due` is to come."""
        return self._limite.isActive()

    def touch(self) -> None:
        """A key: what it changed is to be kept."""
        self._repit.start()
        if not self._limite.isActive():
            self._limite.start()

    def stop(self) -> None:
        """There is nothing more to keep."""
        self._repit.stop()
        self._limite.stop()

    def _ring(self) -> None:
        self.stop()
        self.due.emit()


class Regard(QObject):
    """For a page of many fields: looks at what is being written while it is shown, and has it kept when it is not as it was.

    `read` gives what is to be kept, or None; `keep` keeps it, and calls what it is given once that is done or could not be.
    """

    def __init__(self, page: QWidget, *, read: Callable[[], object], keep: Callable[[Callable[[str], None]], None]) -> None:
        super().__init__(page)
        self._read = read
        self._keep = keep
        self._vu: object = None
        #: Of what is not kept yet: as it was at the last glance, and how many ago it was first seen.
        self._entrevu: object = None
        self._coups = 0
        self._keeping = False
        self._apres: list[Callable[[], None]] = []
        self._rythme = QTimer(self, interval=COUP_D_OEIL_MS)
        self._rythme.timeout.connect(self._glance)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        """Looks only while there is something to look at."""
        if event.type() is QEvent.Type.Show:
            self._rythme.start()
        elif event.type() is QEvent.Type.Hide:
            self.when_kept(self.look)
            self._rythme.stop()
        return False

    def _glance(self) -> None:
        """Kept once one stops changing it, or soon anyway; what changes while it is being kept, as soon as that is done."""
        actuel = self._read()
        if actuel is None or actuel == self._vu:
            self._entrevu, self._coups = None, 0
            return
        pose, self._entrevu = actuel == self._entrevu, actuel
        self._coups += 1
        if not self._keeping and (pose or self._coups * COUP_D_OEIL_MS >= LIMITE_MS):
            self._begin(actuel, lambda _: None)

    def look(self) -> None:
        """Now, unless something is being kept already."""
        actuel = None if self._keeping else self._read()
        if actuel is not None and actuel != self._vu:
            self._begin(actuel, lambda _: None)

    def keep_now(self, done: Callable[[str], None]) -> None:
        """Keeps it whether or not it changed, then calls `done`: with an empty text, or with why it could not be."""
        self.when_kept(lambda: self._keep_or_not(done))

    def when_kept(self, action: Callable[[], None]) -> None:
        """At once, or when what is being kept is."""
        if self._keeping:
            self._apres.append(action)
        else:
            action()

    def hold(self, tenu: object) -> None:
        """What is kept already."""
        self._vu = tenu

    def forget(self) -> None:
        """Nothing of what was seen stays."""
        self._vu = None

    def _keep_or_not(self, done: Callable[[str], None]) -> None:
        actuel = self._read()
        if actuel is None:
            done("")
        else:
            self._begin(actuel, done)

    def _begin(self, actuel: object, done: Callable[[str], None]) -> None:
        # One at a time: the key of a first draft is only known once it is kept.
        self._vu, self._keeping = actuel, True
        self._entrevu, self._coups = None, 0
        self._keep(lambda raison: self._on_kept(raison, done))

    def _on_kept(self, raison: str, done: Callable[[str], None]) -> None:
        self._keeping = False
        done(raison)
        while self._apres and not self._keeping:
            self._apres.pop(0)()
        if self._coups:
            self._glance()


class GardeSaisie(QObject):
    """Keeps what is typed on a screen in the coffre, every two seconds at most, and finds it again.

    `read` gives what is typed and not given yet, form by form. Without a coffre, nothing here does anything.
    """

    def __init__(self, contexte: Contexte, ecran: str, page: QWidget, *, read: Callable[[], Sequence[SaisieGardee]]) -> None:
        super().__init__(page)
        self._acces, self._operations, self._ecran = AccesCoffre(contexte), contexte.operations, ecran
        self._read = read
        #: Whether one knows what the coffre keeps, and it keeps something.
        self._connue = self._tenue = False
        self._regard = Regard(page, read=self._current, keep=self._keep)
        #: Now, where what was typed has just been given.
        self.look = self._regard.look

    def take(self, found: Callable[[SaisieGardee], None]) -> None:
        """What was typed and not given before, form by form; what is typed is kept from then on."""

        def give(saisies: Sequence[SaisieGardee]) -> None:
            self._connue, self._tenue = True, bool(saisies)
            self._regard.hold(tuple(saisies))
            for saisie in saisies:
                found(saisie)

        self._acces.ask(partial(read_saisies, ecran=self._ecran), Reponses(self, give, lambda _: None))

    def keep_now(self, done: Callable[[str], None]) -> None:
        """Calls `done` once they are there, or with why they are not."""
        self._regard.keep_now(done)

    def keep_again(self) -> None:
        """What the coffre keeps was changed by something else: what is typed now takes its place, were it nothing."""
        if self._connue:
            self._tenue = True
            self._regard.forget()
            self._regard.when_kept(self._regard.look)

    def forget(self) -> None:
        """What is typed is about to be cleared, and that is not to be kept."""
        self._connue = False
        self._regard.forget()

    def _current(self) -> tuple[SaisieGardee, ...] | None:
        if not self._connue or not self._acces.is_open or self._acces.lecture_seule:
            return None
        return tuple(self._read())

    def _keep(self, done: Callable[[str], None]) -> None:
        saisies = self._current()
        if saisies is None or not (saisies or self._tenue):
            done("")
            return
        self._tenue = bool(saisies)
        reponses = Reponses(self, lambda _: done(""), lambda error: done(self._operations.loss(error)))
        self._acces.write(lambda coffre: keep_saisies(coffre, self._ecran, saisies), reponses)
