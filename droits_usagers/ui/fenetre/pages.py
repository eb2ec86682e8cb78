"""The pile of screens: each is built when first shown, and thrown away when nothing of it may remain."""

import datetime as dt
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.dossier.oubli import DouteOubli, Oubli
from droits_usagers.ui.fenetre.ecrans import screens
from droits_usagers.ui.socle.destination import Destination, Quoi
from droits_usagers.ui.socle.disposition import let_go
from droits_usagers.ui.socle.page import Contexte, Page


class Pages(QStackedWidget):
    """Emits `page_shown` with the id of the screen, after it took the focus."""

    page_shown = Signal(str)
    #: See Page.
    mode_changed = Signal()
    #: What is half typed, there or in the coffre, may be about someone erased: a `DouteOubli` to decide.
    doubted = Signal(object)
    #: A screen was built: whoever listens to some of its signals connects them now.
    page_built = Signal(str, object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._built: dict[str, Page] = {}
        self._discreet = False
        #: What lost the focus by being hidden, and what has it instead.
        self._cachee: tuple[QWidget | None, QWidget | None] = (None, None)
        # Said where the coffre is worked on.
        contexte.operations.erased.connect(self._on_erased, Qt.ConnectionType.QueuedConnection)

    def follow(self, destination: Destination) -> None:
        """Where someone wants to go."""
        self.go_to(destination.ecran, destination.quoi)

    def go_to(self, id_: str, quoi: Quoi | None = None) -> None:
        """Shows a screen, and something on it.

        What does not exist in the present mode is not shown, and nothing is said: no button leads there.
        """
        if not self.prepare(id_):
            return
        page = self._built[id_]
        if page is not self.currentWidget():
            let_go(self.currentWidget())
        self.setCurrentWidget(page)
        page.arrive(quoi)
        if self.window().focusWidget() is None:
            # The window would be deaf to its keys.
            page.setFocus()
        self.page_shown.emit(id_)

    def prepare(self, id_: str) -> bool:
        """Builds a screen, if it was not yet: nothing is shown or asked. False for what does not exist in the present mode."""
        ecran = next((ecran for ecran in screens(self._contexte.services.seance.mode) if ecran.id == id_), None)
        if ecran is not None and id_ not in self._built:
            page = ecran.make(self._contexte)
            page.page_wanted.connect(self.follow)
            page.mode_changed.connect(self.mode_changed)
            page.discretion_wanted.connect(self.toggle_discreet)
            page.be_discreet(discreet=self._discreet)
            self._built[id_] = page
            self.addWidget(page)
            self.page_built.emit(id_, page)
        return ecran is not None

    def _on_erased(self, oubli: Oubli) -> None:
        ici: dict[str, DouteOubli | None] = {}
        for page in self._built.values():
            page.let_go(oubli)
            cle, dits = page.typed
            if cle:
                # A screen knows what is typed on it better than the coffre, that has it two seconds later.
                ici[cle] = oubli.doubt(cle, dits)
        gardes = (doute for doute in oubli.doutes if not (doute.dernier and doute.cle in ici))
        for doute in (*filter(None, ici.values()), *gardes):
            self.doubted.emit(doute)

    def give_up(self, doute: DouteOubli) -> None:
        """What may be about someone erased is not wanted, on the screen where it is typed."""
        for page in self._built.values():
            if doute.dernier and page.typed[0] == doute.cle:
                page.give_up()

    @property
    def current_id(self) -> str:
        """The screen being shown."""
        return next((id_ for id_, page in self._built.items() if page is self.currentWidget()), "")

    @property
    def place(self) -> Destination:
        """The screen being shown and what is shown on it: what `follow` takes to come back to it."""
        page = self._built.get(self.current_id)
        return Destination(self.current_id, page.place if page is not None else None)

    def __iter__(self) -> Iterator[Page]:
        """Those that were built, shown or not."""
        return iter(tuple(self._built.values()))

    @property
    def occupied(self) -> bool:
        """True if something was typed in any of them."""
        return any(page.occupied for page in self)

    @property
    def discreet(self) -> bool:
        """True while names are hidden."""
        return self._discreet

    def toggle_discreet(self) -> None:
        """F9, for every screen at once: a name must not come back because one changed screens."""
        self._discreet = not self._discreet
        avant = self.window().focusWidget()
        for page in self:
            page.be_discreet(discreet=self._discreet)
        cachee, depuis = self._cachee
        self._cachee = (avant, self.window().focusWidget()) if self._discreet else (None, None)
        # Whoever went elsewhere meanwhile stays there.
        if cachee is not None and avant is depuis and shiboken6.isValid(cachee) and cachee.isVisible():
            cachee.setFocus(Qt.FocusReason.OtherFocusReason)

    def day_changed(self, today: dt.date) -> None:
        """Another day has begun."""
        for page in self:
            page.day_changed(today)

    def discard(self, *, keep_occupied: bool = False) -> None:
        """Empties every screen, then throws it away with its undo stacks and models."""
        for id_, page in tuple(self._built.items()):
            if not (keep_occupied and page.occupied):
                del self._built[id_]
                page.clear()
                self.removeWidget(page)
                page.setParent(None)
                page.deleteLater()
        self._contexte.services.selection.clear()
        if not keep_occupied:
            self._discreet = False
