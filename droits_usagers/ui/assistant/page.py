"""« Faire valoir un droit »: the page that ties the questions, the letter being written and the state of the wizard."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.situations import Situation
from droits_usagers.services.assistant import Assistant
from droits_usagers.services.ecrans import ATTENTE, SITUATION, Step
from droits_usagers.services.situations import search_situations
from droits_usagers.ui.assistant.apercu import Apercu
from droits_usagers.ui.assistant.dessinateur import Dessin, Dessinateur
from droits_usagers.ui.assistant.disposition import Disposition
from droits_usagers.ui.assistant.ecran import EcranAssistant
from droits_usagers.ui.assistant.ecran_fin import EcranFin, Faite
from droits_usagers.ui.assistant.ecran_situation import EcranSituation
from droits_usagers.ui.assistant.ecrans import Ecrans
from droits_usagers.ui.assistant.etapes import Etapes
from droits_usagers.ui.assistant.remise import Remise
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Rangee
from droits_usagers.ui.page import Contexte, Page


class AssistantPage(Page):
    """Reports what happens in it; holds nothing of anyone once cleared.

    `demande_changed`: an answer or a move, worth keeping as a draft. `letter_finished`: a Demande whose letter has just left
    the program, on paper or as a file. `keeping_asked`: a Demande to keep as a dossier; `sending_reported`: one that the person
    says they sent.
    """

    demande_changed = Signal()
    letter_finished = Signal(object)
    keeping_asked = Signal(object)
    sending_reported = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        services = contexte.services
        self._assistant = Assistant(services.catalogue.demarches, services.today)
        self._ecrans = Ecrans(contexte, self._assistant, self._on_answer)
        #: The demarches that answer the situation chosen.
        self._parmi: tuple[str, ...] = ()
        self._discreet = False
        self._etapes = Etapes(self.textes)
        self._apercu = Apercu(self.textes)
        self._pile = QStackedWidget()
        self._suite = BoutonPrimaire("")
        self._retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self._disposition = Disposition(self.textes, etapes=self._etapes, questions=self._questions(), apercu=self._apercu)
        Colonne(self, ecart=0).addWidget(self._disposition)
        self._dessinateur = Dessinateur(services, contexte.operations, self)
        self._remise = Remise(contexte, self)
        self._situations = self._make_situations()
        self._affiche: EcranAssistant = self._situations
        self._pile.addWidget(self._affiche)
        self._connect()
        self._show_screen()

    def _say(self, id_: str, **valeurs: object) -> str:
        return self.textes(f"assistant.{id_}", **valeurs)

    def _questions(self) -> QWidget:
        questions = QWidget()
        colonne = Colonne(questions, ecart=12)
        colonne.addWidget(self._pile, 1)
        pied = Rangee(marges=(2, 0, 12, 0))
        pied.addWidget(self._retour)
        pied.addStretch(1)
        pied.addWidget(self._suite)
        colonne.addLayout(pied)
        return questions

    def _make_situations(self) -> EcranSituation:
        situations = self.contexte.services.catalogue.situations
        ecran = EcranSituation(self.textes, lambda mots: search_situations(situations, mots))
        ecran.situation_chosen.connect(self._on_situation)
        ecran.paper_brought.connect(self._on_paper)
        return ecran

    def _connect(self) -> None:
        self._suite.bind_enter(self)
        self._suite.clicked.connect(self._on_forward)
        self._retour.clicked.connect(self._on_back)
        arriere = QShortcut(QKeySequence("Alt+Left"), self)
        arriere.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        arriere.activated.connect(self._on_back)
        self._etapes.step_chosen.connect(self._on_step)
        self._disposition.letter_shown.connect(self._redraw)
        self._apercu.width_changed.connect(self._redraw)
        self._dessinateur.drawn.connect(self._on_drawn)
        self._dessinateur.impeded.connect(self._on_impeded)
        self._remise.delivered.connect(self._on_delivered)

    # What the window asks of a page

    @property
    def occupied(self) -> bool:
        """True if anything was answered."""
        return not self._assistant.is_untouched

    @property
    def keeps_dossiers(self) -> bool:
        """True where a letter can become a dossier."""
        coffre = self.contexte.services.seance.coffre
        return coffre is not None and not coffre.lecture_seule

    def arrive(self, element: str = "") -> None:
        """Puts the focus where one starts; `element` may be a demarche to start from."""
        if element in self.contexte.services.catalogue.demarches:
            self._parmi = (element,)
            self._assistant.choose(element)
            self._go(lambda: self._assistant.go_to(ATTENTE.cle))
        self._focus()

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._assistant.clear()
        self._dessinateur.clear()
        self._apercu.clear()
        self._situations.clear()
        self._parmi = ()
        self._discreet = False
        self._show_screen()

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers the letter and every name, or shows them again."""
        self._discreet = discreet
        self._apercu.conceal(masque=discreet)
        self._affiche.conceal(masque=discreet)

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - the assistant asks for the day by itself
        """The letter bears the date of the new day."""
        self._redraw()

    # Drafts

    def draft(self) -> tuple[Demande, str] | None:
        """What to keep in order to go on another day, and the position to give back with it; None when there is nothing yet."""
        demande = self._assistant.draft()
        return None if demande is None else (demande, self._assistant.position)

    def restore(self, demande: Demande, position: str = "") -> None:
        """Goes on with what was kept."""
        self.clear()
        self._assistant.restore(demande, position)
        self._parmi = (demande.demarche,)
        self._go(lambda: None)

    # Moves

    def _on_situation(self, situation: Situation) -> None:
        self._parmi = situation.demarches
        self._assistant.choose(situation.demarches[0], situation.etape)
        self._go(self._assistant.forward)

    def _on_paper(self) -> None:
        self._go(self._assistant.resume)

    def _on_forward(self) -> None:
        if not self._affiche.go_on():
            self._go(self._assistant.forward)

    def _on_back(self) -> None:
        self._go(self._assistant.back)

    def _on_step(self, step: Step) -> None:
        self._go(lambda: self._assistant.go_to_step(step))

    def _go(self, move: Callable[[], None]) -> None:
        move()
        self._disposition.show_questions()
        self._show_screen()
        self._focus()
        self._on_answer()

    def _on_answer(self) -> None:
        self._redraw()
        self.demande_changed.emit()

    # Screens

    def _show_screen(self) -> None:
        avant, self._affiche = self._affiche, self._make_screen()
        if self._affiche is not avant:
            self._pile.addWidget(self._affiche)
            self._pile.setCurrentWidget(self._affiche)
            if avant is not self._situations:
                self._pile.removeWidget(avant)
                avant.deleteLater()
        self._affiche.conceal(masque=self._discreet)
        self._show_place()

    def _make_screen(self) -> EcranAssistant:
        ecran, demarche = self._assistant.ecran, self._assistant.demarche
        if ecran == SITUATION or demarche is None:
            return self._situations
        if ecran == ATTENTE:
            return self._ecrans.attente(demarche.id, self._parmi)
        match ecran.step:
            case Step.RELIRE:
                return self._ecrans.relire(ecran)
            case Step.FIN:
                return self._make_fin()
            case _:
                return self._ecrans.questions(ecran)

    def _make_fin(self) -> EcranFin:
        fin = EcranFin(self.contexte, self._remise, self._finished())
        if self.keeps_dossiers:
            fin.offer_dossier()
            fin.keeping_asked.connect(lambda: self.keeping_asked.emit(self._finished().demande))
            fin.sending_reported.connect(lambda: self.sending_reported.emit(self._finished().demande))
        return fin

    def _finished(self) -> Faite:
        demande = self._assistant.demande()
        if demande is None:
            msg = "there is no letter before a demarche was chosen"
            raise ValueError(msg)
        return Faite(demande, self._assistant.etape)

    def _show_place(self) -> None:
        """Says where the person is, and what the two buttons do here."""
        step = self._assistant.ecran.step
        started = self._assistant.demarche is not None
        at_start = self._affiche is self._situations
        self._etapes.show_steps(step, self._assistant.was_seen, reachable=started)
        self._disposition.step_courant.show_step(step)
        self._disposition.show_letter_place(has_letter=started and not at_start)
        self._retour.setVisible(not at_start)
        self._suite.setVisible(not at_start)
        self._suite.set_up(self._say("tout_imprimer" if step is Step.FIN else "suite"), note=self.textes("commun.entree"))

    def _focus(self) -> None:
        if not self._affiche.begin():
            self._suite.setFocus(Qt.FocusReason.OtherFocusReason)

    # The letter

    def _redraw(self) -> None:
        demande = self._assistant.demande()
        if demande is not None and self._affiche is not self._situations:
            self._dessinateur.ask(demande, self._assistant.etape, self._apercu.page_width())

    def _on_drawn(self, dessin: Dessin) -> None:
        self._apercu.show_letter(dessin.pages, dessin.texte)
        self._affiche.show_letter(dessin.lettre)

    def _on_impeded(self, error: ExpectedError) -> None:
        phrase = self._explain(error)
        self._apercu.show_explanation(phrase)
        self._affiche.show_explanation(phrase)

    def _explain(self, error: ExpectedError) -> str:
        """Why there is no letter: in the words of the demarche, where it is an answer that excludes it."""
        demarche = self._assistant.demarche
        if error.panne is not Panne.PAS_DE_LETTRE or demarche is None:
            return self.contexte.operations.sentence(error)
        return self.contexte.services.catalogue.textes_demarche(demarche.id)(f"refus.{error.faits['question']}")

    def _on_delivered(self) -> None:
        self.letter_finished.emit(self._finished().demande)
