"""An address that is taken off the screen once typed: it only serves to check that nothing shows it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent

from droits_usagers.domain.demarche.questions import Question, Valeur
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import TexteLong
from droits_usagers.ui.questions.entrees import Entree
from droits_usagers.ui.questions.intitules import Intitules

_ENCORE_LA = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})


class EntreeTue(Entree):
    """Several lines, gone from the screen as soon as one goes on; what is typed next takes their place."""

    def __init__(self, textes: Textes) -> None:
        widget = TexteLong(lignes=3)
        super().__init__(widget)
        self._texte, self._textes, self._gardee = widget, textes, ""
        widget.textChanged.connect(self.changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes it off when the focus goes on to something else; a menu or another window is not yet that."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _ENCORE_LA and self._is_typed():
            self.show(self._texte.toPlainText())
        return super().eventFilter(watched, event)

    def _is_typed(self) -> bool:
        return bool(self._texte.toPlainText().strip())

    def read(self) -> Valeur | None:
        """What is being typed, or else what was."""
        return self._texte.toPlainText() if self._is_typed() else self._gardee

    def show(self, valeur: Valeur | None) -> None:
        """Says that there is one, and never which."""
        self._gardee = valeur if isinstance(valeur, str) else ""
        self._texte.blockSignals(True)
        self._texte.clear()
        self._texte.blockSignals(False)
        self._texte.setPlaceholderText(self._textes("assistant.adresse_tue.gardee") if self._gardee.strip() else "")

    def conceal(self, *, masque: bool) -> None:
        """While it is being typed too."""
        self._texte.conceal(masque=masque)


class IntitulesTus(Intitules):
    """The same words around every question but an address that is to be written nowhere."""

    def __init__(self, autres: Intitules, tues: frozenset[str]) -> None:
        super().__init__(autres.textes, autres.communs, racine=autres.racine, autre_nom=autres.autre_nom)
        self._tues = tues

    def _id(self, question: Question, suite: str) -> str:
        if question.id in self._tues:
            return f"{self.racine}questions.adresse_tue.{suite}"
        return super()._id(question, suite)
