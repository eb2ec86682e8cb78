"""The two ways of showing what will be printed: its pages, or its words, which can be selected, enlarged and read aloud."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QTabBar, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.composants import Avis, Colonne


class FaceNotice(IntEnum):
    """In the order of the tabs."""

    PAGE = 0
    TEXTE = 1


class Faces(QWidget):
    """Shows what it is given, on the side that is open; covered, it shows neither."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dire = textes
        self.onglets = QTabBar()
        self.onglets.setDrawBase(False)
        self.onglets.setExpanding(False)
        self.onglets.setAccessibleName(dire("notices.apercu.faces"))
        for face in FaceNotice:
            self.onglets.addTab(dire(f"assistant.apercu.{face.name.lower()}"))
        self.feuilles = Feuilles()
        self.feuilles.setAccessibleName(dire("notices.apercu.nom"))
        self.feuilles.setAccessibleDescription(dire("notices.apercu.aide"))
        self.texte = QPlainTextEdit()
        self.texte.setReadOnly(True)
        self.texte.setUndoRedoEnabled(False)
        # Qt lets a text that is only read be selected with the mouse alone.
        self.texte.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.texte.setAccessibleName(dire("notices.apercu.texte_nom"))
        self._masque = False
        cache = QWidget()
        dedans = Colonne(cache)
        dedans.addWidget(Avis(dire("notices.apercu.masque"), mot=dire("commun.avis.information")))
        dedans.addStretch(1)
        self._pile = QStackedWidget()
        for widget in (self.feuilles, self.texte, cache):
            self._pile.addWidget(widget)
        self._pile.setMinimumHeight(1)
        colonne = Colonne(self, ecart=4)
        colonne.addWidget(self.onglets)
        colonne.addWidget(self._pile, 1)
        self.onglets.currentChanged.connect(self._refresh)

    def show_document(self, pages: Sequence[QImage], texte: str) -> None:
        """Shows it, where the reading was."""
        self.feuilles.show_pages(pages)
        if self.texte.toPlainText() != texte:
            barre = self.texte.verticalScrollBar()
            place = barre.value()
            self.texte.setPlainText(texte)
            barre.setValue(place)

    def conceal(self, *, masque: bool) -> None:
        """Covers it, or shows it again."""
        self._masque = masque
        self._refresh()

    def clear(self) -> None:
        """Holds nothing."""
        self.show_document((), "")
        self.conceal(masque=False)

    def _refresh(self) -> None:
        self._pile.setCurrentIndex(2 if self._masque else self.onglets.currentIndex())
