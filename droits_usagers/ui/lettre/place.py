"""Where the person is in the wizard: the steps, which of them are done, and what the two buttons do here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import ATTENTE, FIN, Step, steps_of
from droits_usagers.services.lettre.provenance import Blanc
from droits_usagers.ui.apercu.feuilles import GRANDEUR_NATURE, MARGE
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Pied, Rangee
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.disposition import BAS
from droits_usagers.ui.socle.page import Renvoi

#: All at 100 %, the size of text apart. Of a column of questions: the least, the most, and its margins and scroll bar.
QUESTIONS = (480, 640)
AUTOUR = 14 + 12
#: The least width of a page beside them, and what is around it.
PAGE = 620
BORDS = 2 * MARGE + 12
#: Between the two, and before the first.
ECART, MARGE_DEBUT, MARGE_FIN = 16, 22, 16
#: What holds both.
LARGE = MARGE_DEBUT + QUESTIONS[0] + AUTOUR + ECART + PAGE + BORDS + MARGE_FIN


class Onglet(IntEnum):
    """What is shown where there is room for one thing."""

    QUESTIONS = 0
    LETTRE = 1


class DispositionLettre(QWidget):
    """Holds the two parts, which know nothing of where they are. `letter_shown`: the letter has just come into view."""

    letter_shown = Signal()

    def __init__(
        self, textes: Textes, *, questions: QWidget, pied: Pied, apercu: Apercu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._questions, self._apercu = questions, apercu
        self._onglets = QTabBar()
        self._onglets.setDrawBase(False)
        self._onglets.setProperty("serre", True)
        self._onglets.setExpanding(False)
        self._onglets.setAccessibleName(textes("assistant.onglets"))
        for onglet in Onglet:
            self._onglets.addTab(textes(f"assistant.onglet.{onglet.name.lower()}"))
        #: To each, from the other, where there is no room for tabs.
        self.vers = {onglet: BoutonSecondaire(self._onglets.tabText(onglet)) for onglet in Onglet}
        for onglet, bouton in self.vers.items():
            bouton.hide()
            bouton.clicked.connect(partial(self._turn, onglet))
        pied.insertWidget(pied.count() - 1, self.vers[Onglet.LETTRE])
        apercu.tete.insertWidget(0, self.vers[Onglet.QUESTIONS])
        self._has_letter = False
        self._was_shown = False
        self._build()
        self._onglets.currentChanged.connect(self.arrange)

    def _build(self) -> None:
        self._colonne = colonne = Colonne(self, ecart=8)
        colonne.addWidget(self._onglets, 0, Qt.AlignmentFlag.AlignLeading)
        # Beside nothing, what is read is in the middle: the gaps before and after it are the same.
        self._corps = corps = Rangee(ecart=ECART)
        corps.addStretch(0)
        self._questions.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._apercu.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        corps.addWidget(self._questions, 1000)
        corps.addWidget(self._apercu, 1000)
        corps.addStretch(1)
        colonne.addLayout(corps, 1)

    def show_letter_place(self, *, has_letter: bool) -> None:
        """Gives the letter its place as soon as there is one to write."""
        self._has_letter = has_letter
        self.arrange()

    def _turn(self, onglet: Onglet, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt
        self._onglets.setCurrentIndex(onglet)
        self.vers[Onglet(1 - onglet)].setFocus(Qt.FocusReason.OtherFocusReason)

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
        side_by_side = self.effective_width() >= LARGE
        on_letter = self._onglets.currentIndex() == Onglet.LETTRE
        one_at_a_time = self._has_letter and not side_by_side
        short = self.height() / current_theme().zoom < BAS
        self._onglets.setVisible(one_at_a_time and not short)
        for bouton in self.vers.values():
            bouton.setVisible(one_at_a_time and short)
        self._questions.setVisible(side_by_side or not self._has_letter or not on_letter)
        self._apercu.setVisible(self._has_letter and (side_by_side or on_letter))
        # The same for every question: what goes on is always at the same place.
        self._questions.setMaximumWidth(current_theme().px(self._column(side_by_side=side_by_side) + AUTOUR))
        # What is answered has at its end the room of its scroll bar.
        haut = 4 if one_at_a_time and not short else 16
        self._colonne.space_out(8, (MARGE_DEBUT, haut, MARGE_FIN if self.letter_in_view else 0, 8))
        self._corps.setStretch(0, int(not (side_by_side and self._has_letter)))
        if self.letter_in_view and not self._was_shown:
            self.letter_shown.emit()
        self._was_shown = self.letter_in_view

    def _column(self, *, side_by_side: bool) -> float:
        """How wide questions may be: beside a letter, what it does not need to be as large as on paper."""
        least, most = QUESTIONS
        if not (side_by_side and self._has_letter):
            return most
        reste = self.effective_width() - LARGE + least + PAGE - GRANDEUR_NATURE
        return min(max(reste, least), most)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self.arrange()


@dataclass(slots=True, kw_only=True)
class PlaceLettre:
    """Says it. A step is done once it was seen and nothing that the letter needs is missing there."""

    textes: Textes
    assistant: Assistant
    disposition: DispositionLettre
    retour: Bouton
    suite: Bouton
    #: Goes to a step.
    go: Callable[[Step], None]
    #: Called when what is said of the steps has changed.
    changed: Callable[[], None]
    #: What the letter leaves in dotted lines, as last counted; and whether it is to be counted again.
    manques: tuple[Blanc, ...] = ()
    a_compter: bool = False
    _dit: tuple[str, ...] = ()

    def take(self, manques: tuple[Blanc, ...]) -> None:
        """What is missing was counted."""
        self.manques, self.a_compter = manques, False
        self._tell()

    def is_done(self, step: Step) -> bool:
        """True for a step behind that leaves nothing to fill."""
        if not self.assistant.was_seen(step) or (step is Step.DEMANDE and self.assistant.obstacle() is not None):
            return False
        return all(manque.ecran.partition(".")[0] != step for manque in self.manques)

    def show(self, *, at_start: bool) -> None:
        """Everything, for the screen just come to; `at_start`: the sentences to choose from."""
        ecran = self.assistant.ecran
        step = ecran.step
        started = self.assistant.demarche is not None
        # In the place of the reading of the letter, and nothing after it.
        at_end = step is Step.RELIRE and self.assistant.obstacle() is not None
        self._tell()
        # Before anything is answered, there is only what can be expected to read.
        has_letter = started and not at_start and not at_end and ecran != ATTENTE
        self.disposition.show_letter_place(has_letter=has_letter)
        self.retour.setVisible(not at_start)
        self.suite.setVisible(not at_start and not at_end)
        id_ = "assistant.tout_imprimer" if ecran == FIN else "assistant.suite"
        self.suite.set_up(self.textes(id_), note=self.textes("commun.entree"))

    # The title of the page

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the demarche chosen; none before one is."""
        return () if self.assistant.demarche is None else steps_of(self.assistant.demarche)

    @property
    def rang(self) -> tuple[int, int] | None:
        """Where one is among the steps, from 1, and how many there are."""
        steps = self.steps
        return (steps.index(self.assistant.ecran.step) + 1, len(steps)) if steps else None

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """One for each step; its state is in its words too, for a screen reader."""
        steps = self.steps
        ici = self.assistant.ecran.step if steps else None
        return tuple(self._passage(step, ici) for step in steps)

    def _passage(self, step: Step, ici: Step | None) -> Renvoi:
        fait = self.is_done(step)
        etat = "ici" if step is ici else "faite" if fait else "incomplete" if self.assistant.was_seen(step) else "a_venir"
        titre = self.textes(f"assistant.etat_step.{etat}", nom=self.textes(f"assistant.steps.{step}"))
        return Renvoi(titre, partial(self.go, step))

    def _tell(self) -> None:
        demarche = self.assistant.demarche
        dit = (demarche.id if demarche else "", str(self.rang), *(passage.titre for passage in self.passages))
        if dit != self._dit:
            self._dit = dit
            self.changed()
