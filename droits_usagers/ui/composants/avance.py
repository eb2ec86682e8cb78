"""Enter in a form: from a short field to the next, and from the last to the screen after. Ctrl+Enter goes on from anywhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from droits_usagers.ui.composants.raccourcis import bind
from droits_usagers.ui.composants.saisie import LigneTexte

if TYPE_CHECKING:
    from droits_usagers.ui.composants.boutons import Bouton

_CHAMPS = (QLineEdit, QPlainTextEdit, QComboBox, QRadioButton, QCheckBox)


class Avance(QObject):
    """What Enter does in a page, and the key its main button shows: `courte`, or `longue` where Enter does something else."""

    def __init__(self, bouton: "Bouton", page: QWidget, *, courte: str = "", longue: str = "") -> None:
        super().__init__(page)
        self._bouton, self._page = bouton, page
        self._courte, self._longue = courte, longue
        for touche in ("Return", "Enter"):
            bind(touche, page, self._on_enter)
        for touche in ("Ctrl+Return", "Ctrl+Enter"):
            bind(touche, page, bouton.click)
        app = QApplication.instance()
        if longue and isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_enter(self) -> None:
        ici = QApplication.focusWidget()
        suivant = self._next(ici)
        if suivant is None:
            self._bouton.click()
        else:
            groupe = suivant.parentWidget() if isinstance(suivant, QRadioButton) else None
            # Of cards one of which is chosen, that one.
            (suivant if groupe is None else groupe.focusProxy() or suivant).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_focus(self, _avant: QObject | None, ici: QObject | None) -> None:
        if isinstance(ici, QWidget) and self._page.isAncestorOf(ici):
            long = isinstance(ici, QPlainTextEdit) and not ici.isReadOnly()
            ailleurs = long or self._next(ici) is not None
            note = self._longue if ailleurs else self._courte
            if note != self._bouton.note:
                self._bouton.set_up(self._bouton.titre, self._bouton.sous_titre, note)

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
