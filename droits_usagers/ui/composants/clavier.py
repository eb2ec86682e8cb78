"""Keys: those that do something on a screen and nothing elsewhere; and Enter in a form.

Enter goes from a short field to the next, and from the last to the screen after; on a choice where nothing is ticked, it first
says what leaving it so means. Ctrl+Enter goes on from anywhere.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from droits_usagers.ui.composants.choix import ChoixUnique
from droits_usagers.ui.composants.saisie import LigneTexte


def bind(touche: str | QKeySequence.StandardKey, dans: QWidget, action: object, *, une_fois: bool = False) -> None:
    """`action`, something to call or a signal, when this key is pressed in this widget.

    Held down, Enter is pressed once, and so is a key that decides something (`une_fois`).
    """
    raccourci = QShortcut(QKeySequence(touche), dans)
    raccourci.setAutoRepeat(not une_fois and not str(touche).endswith(("Return", "Enter")))
    raccourci.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    raccourci.activated.connect(action)


_CHAMPS = (QLineEdit, QPlainTextEdit, QComboBox, QRadioButton, QCheckBox, ChoixUnique)


class Avance(QObject):
    """What Enter does in a page: to the next field, or what its main button does.

    `show_key` is told whether Enter is that button's key where one is, or does something else there; never when None.
    """

    def __init__(self, bouton: QPushButton, page: QWidget, *, show_key: Callable[[bool], None] | None = None) -> None:
        super().__init__(page)
        self._bouton, self._page, self._show_key = bouton, page, show_key
        for touche in ("Return", "Enter"):
            bind(touche, page, self._on_enter)
        for touche in ("Ctrl+Return", "Ctrl+Enter"):
            bind(touche, page, bouton.click)
        app = QApplication.instance()
        if show_key is not None and isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_enter(self) -> None:
        ici = QApplication.focusWidget()
        suivant = self._next(ici)
        if isinstance(ici, ChoixUnique) and ici.stay_once():
            return
        if suivant is None:
            self._bouton.click()
        else:
            groupe = suivant.parentWidget() if isinstance(suivant, QRadioButton) else None
            # Of cards one of which is chosen, that one.
            (suivant if groupe is None else groupe.focusProxy() or suivant).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_focus(self, _avant: QObject | None, ici: QObject | None) -> None:
        if self._show_key is not None and isinstance(ici, QWidget) and self._page.isAncestorOf(ici):
            long = isinstance(ici, QPlainTextEdit) and not ici.isReadOnly()
            self._show_key(not long and self._next(ici) is None)

    def _next(self, ici: QWidget | None) -> QWidget | None:
        """The field that follows a short one, further down; None from anything else, and from the last."""
        if not (isinstance(ici, LigneTexte) and ici.passe):
            return None
        return next((champ for champ in self._after(ici) if _is_below(champ, ici)), None)

    def _after(self, ici: QWidget) -> Iterator[QWidget]:
        suivant = ici.nextInFocusChain()
        while suivant is not None and suivant not in (ici, self._bouton):
            if isinstance(suivant, _CHAMPS) and self._page.isAncestorOf(suivant) and _is_open(suivant):
                yield suivant
            suivant = suivant.nextInFocusChain()


def _is_open(champ: QWidget) -> bool:
    """True for a field one can answer in."""
    if isinstance(champ, QLineEdit | QPlainTextEdit) and champ.isReadOnly():
        return False
    return champ.isVisible() and champ.isEnabled() and bool(champ.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_below(champ: QWidget, ici: QWidget) -> bool:
    """Further in the order one reads: the chain of Tab comes back to the top."""
    fenetre = ici.window()
    la, ci = champ.mapTo(fenetre, QPoint(0, 0)), ici.mapTo(fenetre, QPoint(0, 0))
    return la.y() >= ci.y() + ici.height() or (la.y() >= ci.y() and la.x() != ci.x())
