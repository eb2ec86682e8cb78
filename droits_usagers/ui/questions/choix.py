"""An answer to choose: among two or three, side by side where there is room; among twenty, a few first, then by searching."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonLien, ChoixUnique, Colonne, Libelle, LigneTexte, Option, Vide
from droits_usagers.ui.composants.theme import Teinte

#: Ids of what resembles these words, the closest first; of everything, in the order to show it, for no word.
Recherche = Callable[[str], Sequence[str]]
#: Shown before anything is searched for.
PREMIERES = 6


class ChoixCherche(QWidget):
    """`choice_changed`: another one was chosen. What is chosen stays in view, whatever is searched for."""

    choice_changed = Signal()

    def __init__(self, options: Sequence[Option], search: Recherche, textes: Textes) -> None:
        super().__init__()
        self._search = search
        connues = {option.id: option for option in options}
        self._ids = tuple(search(""))
        self._mots = LigneTexte(indice=textes("assistant.choix_cherche.indice"))
        self._mots.setAccessibleName(textes("assistant.choix_cherche.chercher"))
        self._rien = QWidget()
        Colonne(self._rien, marges=(0, 16, 0, 16)).addWidget(
            Libelle(textes("assistant.choix_cherche.rien"), teinte=Teinte.DOUX)
        )
        self._choix = ChoixUnique([connues[id_] for id_ in self._ids], self, vide=Vide.of(textes, options))
        self._toutes = BoutonLien(textes("assistant.choix_cherche.toutes", nombre=len(self._ids)), icone="deplier")
        colonne = Colonne(self, ecart=8)
        for widget in (self._mots, self._rien, self._choix):
            colonne.addWidget(widget)
        colonne.addWidget(self._toutes, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self._mots)
        self._mots.installEventFilter(self)
        self._mots.textChanged.connect(self._arrange)
        self._choix.choice_changed.connect(self.choice_changed)
        self._toutes.clicked.connect(self._show_all)
        self._arrange()

    def setAccessibleName(self, nom: str) -> None:
        """Of the cards too: as long as none is chosen, they have the focus together."""
        super().setAccessibleName(nom)
        self._choix.setAccessibleName(nom)

    def _arrange(self) -> None:
        mots = self._mots.text()
        found = self._search(mots)
        shown = {self.value(), *(found if mots or self._toutes.isHidden() else self._ids[:PREMIERES])}
        for id_ in self._ids:
            self._choix.card(id_).setVisible(id_ in shown)
        self._rien.setVisible(not found)

    def _show_all(self) -> None:
        self._mots.clear()
        self._toutes.hide()
        self._arrange()
        self._choix.setFocus(Qt.FocusReason.TabFocusReason)

    def value(self) -> str:
        """The id chosen, or nothing."""
        return self._choix.value()

    def set_value(self, id_: str) -> None:
        """Chooses one."""
        self._choix.set_value(id_)
        self._arrange()

    def choose_found(self) -> bool:
        """Chooses what resembles most the words being typed; False when none are."""
        if not self._mots.hasFocus() or not self._mots.text():
            return False
        found = self._search(self._mots.text())
        if found:
            self._choix.set_value(found[0])
            self._choix.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the words to the cards."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            if not self.choose_found():
                self._choix.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)


#: More than that reads better as a list.
MAXIMUM = 3


def is_short(options: Sequence[Option]) -> bool:
    """True for a few choices that explain themselves."""
    return len(options) <= MAXIMUM and not any(option.aide for option in options)


class ChoixCourt(ChoixUnique):
    """The same cards in a row, as long as each can be read on one line; else in a column."""

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None, *, vide: Vide | None = None) -> None:
        super().__init__(options, parent, en_ligne=True, vide=vide or Vide())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a row or in a column, by the room there is."""
        super().resizeEvent(event)
        boite = self._rangee
        if boite is None or not self._cartes:
            return
        widest = max(carte.sizeHint().width() for carte in self._cartes.values())
        room = (self.width() - boite.spacing() * (len(self._cartes) - 1)) // len(self._cartes)
        sens = QBoxLayout.Direction.LeftToRight if widest <= room else QBoxLayout.Direction.TopToBottom
        if sens is not boite.direction():
            boite.setDirection(sens)
            self.updateGeometry()
