"""Where steps, questions and letter go, by the room there is: side by side, then the letter behind a tab, then one column."""

from enum import IntEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants import Colonne, Rangee
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.lettre.etapes import Etapes, StepCourant

#: Widths at 100 %, the size of text apart.
LARGE = 1100
MOYEN = 800
STEPS = 156
#: A column of 560 with its margins and its scroll bar.
COLONNE = 592
#: What Qt takes for no limit (QWIDGETSIZE_MAX).
_SANS_LIMITE = (1 << 24) - 1


class Onglet(IntEnum):
    """What is shown where there is room for one thing."""

    QUESTIONS = 0
    LETTRE = 1


class DispositionLettre(QWidget):
    """Holds the three parts, which know nothing of where they are. `letter_shown`: the letter has just come into view."""

    letter_shown = Signal()

    def __init__(
        self, textes: Textes, *, etapes: Etapes, questions: QWidget, apercu: Apercu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._etapes, self._questions, self._apercu = etapes, questions, apercu
        self.step_courant = StepCourant(textes)
        self._onglets = QTabBar()
        self._onglets.setDrawBase(False)
        self._onglets.setExpanding(False)
        self._onglets.setAccessibleName(textes("assistant.onglets"))
        for onglet in Onglet:
            self._onglets.addTab(textes(f"assistant.onglet.{onglet.name.lower()}"))
        self._has_letter = False
        self._was_shown = False
        self._build()
        self._onglets.currentChanged.connect(self.arrange)

    def _build(self) -> None:
        colonne = Colonne(self, ecart=8, marges=(24, 16, 24, 16))
        tete = Rangee(ecart=24)
        tete.addWidget(self._onglets)
        tete.addWidget(self.step_courant, 1, Qt.AlignmentFlag.AlignVCenter)
        colonne.addLayout(tete)
        self._corps = Rangee(ecart=16)
        self._questions.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._apercu.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._corps.addWidget(self._etapes)
        self._corps.addWidget(self._questions)
        self._corps.addWidget(self._apercu)
        self.favour_letter(favoured=False)
        colonne.addLayout(self._corps, 1)

    def favour_letter(self, *, favoured: bool) -> None:
        """Gives the letter the larger part when it is to be read, the smaller one while questions are answered."""
        questions, lettre = (4, 5) if favoured else (6, 5)
        self._corps.setStretchFactor(self._questions, questions)
        self._corps.setStretchFactor(self._apercu, lettre)

    def show_letter_place(self, *, has_letter: bool) -> None:
        """Gives the letter its place as soon as there is one to write."""
        self._has_letter = has_letter
        self.arrange()

    def show_questions(self) -> None:
        """Comes back to the questions, where only one thing is shown."""
        self._onglets.setCurrentIndex(Onglet.QUESTIONS)

    @property
    def letter_in_view(self) -> bool:
        """True if the letter has a place on screen now."""
        return not self._apercu.isHidden()

    def effective_width(self) -> float:
        """Width of the page at the size of text it would have at 100 %."""
        return self.width() / current_theme().zoom

    def arrange(self) -> None:
        """Shows each part where it fits."""
        largeur = self.effective_width()
        side_by_side = largeur >= LARGE
        on_letter = self._onglets.currentIndex() == Onglet.LETTRE
        self._onglets.setVisible(self._has_letter and not side_by_side)
        self._etapes.setVisible(largeur >= MOYEN)
        self.step_courant.setVisible(largeur < MOYEN)
        self._questions.setVisible(side_by_side or not self._has_letter or not on_letter)
        self._apercu.setVisible(self._has_letter and (side_by_side or on_letter))
        # Beside the letter, all that a column of questions does not need is the letter's.
        self._questions.setMaximumWidth(current_theme().px(COLONNE) if side_by_side and self._has_letter else _SANS_LIMITE)
        self._etapes.setFixedWidth(current_theme().px(STEPS))
        if self.letter_in_view and not self._was_shown:
            self.letter_shown.emit()
        self._was_shown = self.letter_in_view

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self.arrange()
