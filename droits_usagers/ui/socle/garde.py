"""Protects what is on screen when nobody is there: asks the session what time requires, and says what must be done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from droits_usagers.services.accueil.seance import Ordre, Seance
from droits_usagers.ui.socle.touche_cacher import ToucheCacher
from droits_usagers.ui.socle.veille import VeilleActivite
from droits_usagers.ui.socle.verrou_systeme import VerrouSysteme


class Garde(QObject):
    """One per window. `occupied` tells whether anything was typed."""

    hiding_ordered = Signal()
    #: It is hidden already: what was begun on what covers it goes.
    covering_ordered = Signal()
    locking_ordered = Signal()
    erasing_ordered = Signal()
    #: While hidden: the time left before everything is erased, as a timedelta.
    time_left_changed = Signal(object)

    def __init__(self, seance: Seance, occupied: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seance = seance
        self._occupied = occupied
        self.veille = VeilleActivite(self)
        self.veille.touched.connect(seance.touch)
        self.veille.beaten.connect(self.beat)
        self.systeme = VerrouSysteme(self)
        self.systeme.locked.connect(self.protect)
        self.touche = ToucheCacher(self)
        self.touche.pressed.connect(self.protect)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def beat(self) -> None:
        """What time requires, every second."""
        self._obey(self._seance.tick(occupied=self._occupied()))
        reste = self._seance.time_left()
        if self._seance.hidden and reste is not None:
            self.time_left_changed.emit(reste)

    def protect(self) -> None:
        """Now, whatever is on screen: Ctrl+L, or the computer is locking or going to sleep."""
        self._obey(self._seance.protect())

    def _on_window(self, _fenetre: QWindow | None) -> None:
        """A box that was on its way when the screen was hidden shows names too, unless it says that it is `neutre`."""
        if self._seance.hidden:
            QTimer.singleShot(0, self, lambda: close_dialogs(neutres=False))

    def _obey(self, ordre: Ordre) -> None:
        match ordre:
            case Ordre.CACHER:
                self.hiding_ordered.emit()
            case Ordre.RECOUVRIR:
                self.covering_ordered.emit()
            case Ordre.VERROUILLER:
                self.locking_ordered.emit()
            case Ordre.EFFACER:
                self.erasing_ordered.emit()
            case Ordre.RIEN:
                pass


def close_dialogs(*, neutres: bool = True) -> None:
    """Gives up every dialog and menu that is open: they show names too, and would stay above what covers the window."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible() and (neutres or not getattr(widget, "neutre", False)):
            widget.reject()
    popup: QWidget | None = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        suivant = QApplication.activePopupWidget()
        popup = None if suivant is popup else suivant
    QToolTip.hideText()
