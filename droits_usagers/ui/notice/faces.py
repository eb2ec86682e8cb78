"""The two ways of showing what will be printed: its pages, or its words, which can be selected, enlarged and read aloud.

What is asked first is above them, or where the height is short behind a tab of its own.
"""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from droits_usagers.ui.apercu.copie import CopieTexte, Source
from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.composants import Avis, Colonne
from droits_usagers.ui.composants.lecture import TexteMontre
from droits_usagers.ui.composants.mise_en_page import DefilementAjuste
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.disposition import BAS
from droits_usagers.ui.socle.page import Contexte


class FaceNotice(IntEnum):
    """In the order of the tabs."""

    CHOIX = 0
    PAGE = 1
    TEXTE = 2


class Faces(QWidget):
    """Shows what it is given, on the side that is open; covered, it shows neither."""

    def __init__(self, contexte: Contexte, choix: QWidget, source: Source) -> None:
        """`source`: what lets the text shown go, for who takes words of it."""
        super().__init__()
        dire = contexte.textes
        self.onglets = QTabBar()
        self.onglets.setDrawBase(False)
        self.onglets.setExpanding(False)
        self.onglets.setAccessibleName(dire("notices.apercu.faces"))
        for nom in ("notices.apercu.choix", "assistant.apercu.page", "assistant.apercu.texte"):
            self.onglets.addTab(dire(nom))
        self._short = False
        # No more than what is asked takes: the document scrolls, not both.
        self.choix = DefilementAjuste(choix)
        self.feuilles = Feuilles()
        self.feuilles.setAccessibleName(dire("notices.apercu.nom"))
        self.feuilles.setAccessibleDescription(dire("notices.apercu.aide"))
        self.texte = TexteMontre()
        self.texte.setAccessibleName(dire("notices.apercu.texte_nom"))
        self._copie = copie = CopieTexte(contexte, self.texte, source)
        self._masque = False
        cache = QWidget()
        dedans = Colonne(cache)
        dedans.addWidget(Avis(dire("notices.apercu.masque"), mot=dire("commun.avis.information")))
        dedans.addStretch(1)
        self._pile = QStackedWidget()
        for widget in (self.feuilles, self.texte, cache):
            self._pile.addWidget(widget)
        self._pile.setMinimumHeight(1)
        self._colonne = Colonne(self, ecart=4)
        for widget in (self.choix, self.onglets, self._pile):
            self._colonne.addWidget(widget)
        self._colonne.addWidget(copie)
        self._colonne.addStretch()
        self.onglets.currentChanged.connect(self._refresh)
        self._arrange()

    def show_choice(self, widget: QWidget) -> None:
        """Brings a part of what is asked into view."""
        if self._short:
            self.onglets.setCurrentIndex(FaceNotice.CHOIX)
        self.choix.bring_into_view(widget)

    def _arrange(self) -> None:
        """The tabs under what is asked, or above where that is behind one of them."""
        self._colonne.removeWidget(self.onglets)
        self._colonne.insertWidget(0 if self._short else 1, self.onglets)
        self.choix.part = 1.0 if self._short else 0.4
        self.onglets.setTabVisible(FaceNotice.CHOIX, self._short)
        self.onglets.setCurrentIndex(FaceNotice.CHOIX if self._short else FaceNotice.PAGE)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again, where the height became short or no longer is."""
        super().resizeEvent(event)
        short = self.height() / current_theme().zoom < BAS
        if short is not self._short:
            self._short = short
            self._arrange()

    def show_document(self, pages: Sequence[QImage], texte: str) -> None:
        """Shows it, where the reading was."""
        self.feuilles.show_pages(pages)
        self.texte.show_where_read(texte)

    def conceal(self, *, masque: bool) -> None:
        """Covers it, or shows it again."""
        self._masque = masque
        self._refresh()

    def clear(self) -> None:
        """Holds nothing."""
        self.show_document((), "")
        self._copie.forget()
        self.conceal(masque=False)

    def _refresh(self) -> None:
        on_choice = self.onglets.currentIndex() == FaceNotice.CHOIX
        self.choix.setVisible(on_choice or not self._short)
        # What is asked is at the top, whatever is under it.
        self._pile.setVisible(not on_choice)
        for place, prend in ((2, not on_choice), (3, on_choice)):
            self._colonne.setStretch(place, int(prend))
        self._pile.setCurrentIndex(2 if self._masque else self.onglets.currentIndex() - FaceNotice.PAGE)
