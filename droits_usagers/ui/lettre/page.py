"""« Écrire une lettre »: the page that ties the questions, the letter being written and the state of the wizard."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.domain.dossier.faits import sent_as
from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.promesses import Preuve
from droits_usagers.services.dossier.garde import LettreFaite
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import ATTENTE, FIN, SITUATION, Step, screen_with
from droits_usagers.services.lettre.provenance import Blanc
from droits_usagers.services.lettre.retraits import Decidees
from droits_usagers.ui.apercu.dessinateur import Dessin, Dessinateur, Souhait
from droits_usagers.ui.apercu.lettre import Apercu, Explication
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Libelle, LibelleEtat, Pied
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.lettre.ecran_fin import EcranFin, Faite
from droits_usagers.ui.lettre.ecran_situation import EcranSituation
from droits_usagers.ui.lettre.ecrans import Ecrans
from droits_usagers.ui.lettre.garde import GardeLettre, TravailEnCours
from droits_usagers.ui.lettre.place import DispositionLettre, Onglet, PlaceLettre
from droits_usagers.ui.lettre.remise import A_PART, Remise
from droits_usagers.ui.questions.ecran import SOUS_ECRAN, EcranAssistant
from droits_usagers.ui.socle.destination import (
    DepuisEcran,
    Destination,
    Quoi,
    VersAmorce,
    VersBrouillon,
    VersDemarche,
    VersDossier,
    VersNouveau,
    VersUneLettre,
)
from droits_usagers.ui.socle.disposition import chain, let_go
from droits_usagers.ui.socle.page import Contexte, Page, Renvoi

if TYPE_CHECKING:
    from droits_usagers.domain.controle.valeurs import Alerte


class AssistantPage(Page):
    """Reports what happens in it; holds nothing of anyone once cleared.

    `demande_changed`: an answer or a move. `letter_finished`: a Demande whose letter has just left the program.
    """

    demande_changed = Signal()
    letter_finished = Signal(object)

    #: The template of the letter shown, and of the one that left the program, if it did.
    _montre: GabaritUtilise | None = None
    _sorti: GabaritUtilise | None = None

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        services = contexte.services
        self._assistant = Assistant(services.catalogue.demarches, services.today)
        self._remise = Remise(contexte, self)
        self._ecrans = Ecrans(contexte, self._assistant, self._on_answer, gestes=self._remise.gestes)
        #: What was decided of the letters of this sitting.
        self._decidees = Decidees(self._remise.gestes, self._ecrans.retraits)
        #: The demarches that answer the situation chosen.
        self._parmi: tuple[str, ...] = ()
        self._discreet = False
        #: The question that each part of the letter shown comes from, once that was asked.
        self._origines: tuple[Blanc | None, ...] = ()
        #: What the control says of the letter as it is; None until it is read for the last time.
        self._relue: tuple[Alerte, ...] | None = None
        #: The dossier being made is to be shown with its sending to confirm.
        self._sent = False
        self._apercu = Apercu(contexte, self._source)
        self._pile = QStackedWidget()
        self._suite = BoutonPrimaire("")
        #: What the coffre keeps, under what is answered; and why it does not, always in sight.
        self._garde, self._perdu = Libelle(teinte=Teinte.DOUX), LibelleEtat(teinte=Teinte.SEMAINE)
        self._perdu.hide()
        self._retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        # As wide as what is answered above it, whose scroll bar is beside.
        pied = Pied(self._retour, self._suite, marges=SOUS_ECRAN)
        questions = self._questions(pied)
        self._disposition = DispositionLettre(self.textes, questions=questions, pied=pied, apercu=self._apercu)
        Colonne(self, ecart=0).addWidget(self._disposition)
        self._place = PlaceLettre(
            textes=self.textes,
            assistant=self._assistant,
            disposition=self._disposition,
            retour=self._retour,
            suite=self._suite,
            go=lambda step: self._go(lambda: self._assistant.go_to_step(step)),
            changed=self.titled.emit,
        )
        self._dessinateur = Dessinateur(services, contexte.operations, self)
        self._garde_lettre = GardeLettre(contexte, self._work, self)
        self._situations = self._make_situations()
        self._affiche: EcranAssistant = self._situations
        self._pile.addWidget(self._affiche)
        self._affiche.numbers_wanted.connect(self._show_numbers)
        self._connect()
        self._show_screen()

    def _questions(self, pied: Pied) -> QWidget:
        questions = QWidget()
        colonne = Colonne(questions, ecart=8)
        colonne.addWidget(self._pile, 1)
        perdu = Colonne(marges=SOUS_ECRAN)
        perdu.addWidget(self._perdu)
        colonne.addLayout(perdu)
        colonne.addLayout(pied)
        return questions

    def _make_situations(self) -> EcranSituation:
        ecran = self._ecrans.situation()
        ecran.situation_chosen.connect(self._on_situation)
        ecran.paper_brought.connect(lambda: self._go(self._assistant.resume))
        ecran.draft_chosen.connect(lambda cle: self.arrive(VersBrouillon(cle)))
        return ecran

    def _connect(self) -> None:
        self._suite.bind_enter(self, courte=self.textes("commun.entree"), longue=self.textes("commun.ctrl_entree"))
        self._suite.clicked.connect(self._on_forward)
        self._retour.clicked.connect(self._on_back)
        bind("Alt+Left", self, self._on_back)
        self._disposition.letter_shown.connect(self._redraw)
        self._apercu.width_changed.connect(self._redraw)
        self._apercu.hide_asked.connect(self.discretion_wanted)
        self._apercu.demarche_wanted.connect(self._on_detour)
        self._apercu.looked_at.connect(self._dessinateur.trace)
        self._apercu.part_chosen.connect(self._on_part)
        self._dessinateur.drawn.connect(self._on_drawn)
        self._dessinateur.impeded.connect(self._on_impeded)
        self._dessinateur.counted.connect(self._on_counted)
        self._dessinateur.traced.connect(self._on_traced)
        self._remise.delivered.connect(self._on_delivered)
        self._garde_lettre.resumed.connect(self._on_resumed)
        self._garde_lettre.kept.connect(self._say_keeping)
        self._garde_lettre.failed.connect(self._on_not_kept)
        self._garde_lettre.begun.connect(self._ecrans.offer_to(self._situations))
        self._garde_lettre.filed.connect(self._on_filed)

    # What the window asks of a page

    @property
    def titre(self) -> str:
        """The demarche, once one is chosen."""
        demarche = self._assistant.demarche
        return "" if demarche is None else self.contexte.services.catalogue.textes_demarche(demarche.id)("titre")

    @property
    def rang(self) -> tuple[int, int] | None:
        """How far one is among the steps."""
        return self._place.rang

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """The steps."""
        return self._place.passages

    @property
    def occupied(self) -> bool:
        """True if anything was answered, or even searched for."""
        return self._situations.has_words or not self._assistant.is_untouched

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Puts the focus where one starts: a demarche, what another screen handed, or in a coffre what is gone on with."""
        if self.contexte.services.seance.coffre is not None and isinstance(quoi, VersNouveau | VersAmorce | VersUneLettre):
            # What is on screen is kept before anything takes its place.
            self._garde_lettre.keep_now(lambda raison: self._on_kept(raison, quoi))
            return
        match quoi:
            case VersDemarche(id_) if id_ in self.contexte.services.catalogue.demarches:
                self._on_detour(id_)
            case VersAmorce():
                self._go(self._take_up)
            case _:
                self._come_back()

    def _come_back(self) -> None:
        self._say_keeping()
        self._garde_lettre.look_for_draft()
        if self.occupied and not self._garde_lettre.cle:
            # Begun before there was a coffre.
            self._garde_lettre.touch()
        self._focus()

    @property
    def place(self) -> VersBrouillon | None:
        """The draft, to come back to it."""
        return VersBrouillon(self._garde_lettre.cle) if self._garde_lettre.cle else None

    def let_go(self, oubli: Oubli) -> None:
        """The draft it was, or its dossier, is no more."""
        if self._garde_lettre.is_about(oubli):
            self._leave()
        self._decidees.forget(oubli)

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._leave()
        self._decidees.clear()

    def _leave(self) -> None:
        """Gives up this letter. What was decided of it waits."""
        self._decidees.put_aside(self._garde_lettre.noms)
        self._assistant.clear()
        self._place.manques = ()
        self._garde_lettre.begin()
        self._dessinateur.clear()
        self._remise.clear()
        self._apercu.clear()
        self._situations.clear()
        self._parmi = ()
        self._discreet = self._sent = False
        self._montre = self._sorti = self._relue = None
        self._origines = ()
        self._say_keeping()
        self._show_screen()

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers the letter and every name, or shows them again."""
        self._discreet = discreet
        self._apercu.conceal(masque=discreet)
        self._affiche.conceal(masque=discreet)

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - the assistant asks for the day by itself
        """The letter bears the date of the new day."""
        self._redraw()

    # What a coffre keeps

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """Keeps what was typed in the last second too, and what was begun before there was a coffre."""
        if self.occupied and not self._garde_lettre.cle:
            self._garde_lettre.touch()
        self._garde_lettre.keep_now(done)

    def _work(self) -> TravailEnCours | None:
        demande = self._assistant.draft()
        return None if demande is None else TravailEnCours(demande, self._assistant.position)

    def _on_kept(self, raison: str, quoi: VersNouveau | VersAmorce | VersUneLettre) -> None:
        if raison:
            self._say_lost(raison)
        elif isinstance(quoi, VersNouveau):
            self._leave()
        elif isinstance(quoi, VersAmorce):
            self._leave()
            self._go(self._take_up)
        else:
            self._garde_lettre.resume(quoi)
        self._focus()

    def _on_resumed(self, travail: TravailEnCours) -> None:
        discreet = self._discreet
        self._leave()
        self._decidees.come_back(travail.noms)
        self._discreet = discreet
        self._assistant.restore(travail.demande, travail.position, step=travail.step, answered=travail.answered)
        self._place.a_compter = True
        self._parmi = (travail.demande.demarche,)
        self._show()
        self._redraw()

    def _say_keeping(self, garde: Preuve | None = None) -> None:
        """What becomes of what is typed; nothing without a coffre."""
        dit = self._garde_lettre.words(self.textes, garde)
        if garde is not None and dit != self._garde.text():
            # Once: the same is seen on every screen.
            announce(self._garde, dit)
        self._garde.setText(dit)
        self._garde.setVisible(bool(dit))
        self._perdu.clear()
        self._perdu.hide()

    def _say_lost(self, raison: str) -> None:
        """Why what is typed is not kept."""
        self._garde.clear()
        self._garde.hide()
        self._perdu.setText(raison)
        self._perdu.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen will list this draft: it must be there."""
        super().hideEvent(event)
        self._garde_lettre.keep_now(lambda _: None)

    # Moves

    def _on_situation(self, situation: Situation) -> None:
        self._parmi = situation.demarches
        self._assistant.begin(situation)
        self._go(self._assistant.forward)

    def _on_detour(self, demarche: str) -> None:
        """From the start of a demarche, or on to another letter (« /étape ») of this one; people and organisme are kept."""
        self._origines = ()
        self._apercu.lead(())
        autre, _, etape = demarche.partition("/")
        if not autre:
            self._go(lambda: self._assistant.follow(etape))
            return
        self._parmi = (demarche,)
        self._assistant.choose(demarche)
        self._go(lambda: self._assistant.go_to(ATTENTE.cle))

    def _take_up(self) -> None:
        amorce = self.contexte.services.relais.begin(self._assistant)
        self._parmi = (amorce.demarche,) if amorce.demarche else self._parmi
        self._garde_lettre.begin(voisin=amorce.voisin)
        self._say_keeping()

    def _on_forward(self) -> None:
        if not self._affiche.go_on():
            self._go(self._assistant.forward)

    def _on_back(self) -> None:
        self._go(self._assistant.back)

    def go_to(self, ecran: str, question: str) -> None:
        """To a question, on a screen of the path (by its key): to complete what is missing, or to answer otherwise."""
        if self._assistant.ecran.cle != ecran:
            self._go(lambda: self._assistant.go_to(ecran))
        self._disposition.show_questions()
        self._affiche.focus_on(question)

    def _go(self, move: Callable[[], None]) -> None:
        move()
        self._place.a_compter = True
        self._show()
        self._redraw()
        self._garde_lettre.follow()
        self.demande_changed.emit()

    def _show(self) -> None:
        self._disposition.show_questions()
        self._show_screen()
        self._focus()
        announce(self._affiche, self._ecrans.take_news())

    def _on_answer(self) -> None:
        self._redraw()
        self._garde_lettre.touch()
        self.demande_changed.emit()

    # Screens

    def _show_screen(self) -> None:
        avant, self._affiche = self._affiche, self._make_screen()
        # Taken from the former before that one goes.
        self._affiche.dessous.addWidget(self._garde)
        if self._affiche is not avant:
            self._affiche.demarche_wanted.connect(self._on_detour)
            self._affiche.question_wanted.connect(self.go_to)
            if self._affiche is not self._situations:
                self._affiche.numbers_wanted.connect(self._show_numbers)
            self._affiche.say_place(self.rang_dit)
            # In its place before it is laid out: once is enough.
            self._affiche.resize(self._pile.size())
            self._pile.addWidget(self._affiche)
            let_go(avant)
            self._pile.setCurrentWidget(self._affiche)
            if avant is not self._situations:
                self._pile.removeWidget(avant)
                avant.deleteLater()
        self.order_tabs()
        self._affiche.conceal(masque=self._discreet)
        self._place.show(at_start=self._affiche is self._situations)

    def focusNextPrevChild(self, suivant: bool) -> bool:  # noqa: FBT001 - Qt's
        """Tab goes down what is there now: some of it came once the screen was shown."""
        self.order_tabs()
        return super().focusNextPrevChild(suivant)

    def order_tabs(self) -> None:
        """Down the screen, then what is pressed under it, then the letter."""
        pied = (self._retour, self._disposition.vers[Onglet.LETTRE], self._suite)
        apres = (self._disposition.vers[Onglet.QUESTIONS], *self._apercu.stops())
        chain((*self._affiche.order_tabs()[-1:], *pied, *apres))

    def _make_screen(self) -> EcranAssistant:
        ecran, demarche = self._assistant.ecran, self._assistant.demarche
        if ecran == SITUATION or demarche is None:
            return self._situations
        if ecran == ATTENTE:
            return self._ecrans.attente(demarche.id, self._parmi)
        match ecran.step:
            case Step.RELIRE:
                obstacle = self._assistant.obstacle()
                return self._ecrans.relire(ecran, self._mend) if obstacle is None else self._make_detour(obstacle)
            case Step.FIN if ecran == FIN:
                return self._make_fin()
            case _:
                return self._ecrans.questions(ecran)

    def _mend(self, champ: str) -> None:
        """To the question to answer otherwise; to the reading of the letter where there is none."""
        self.go_to(screen_with(self._assistant.screens, champ), champ)

    def _show_numbers(self) -> None:
        self.page_wanted.emit(Destination("numeros", DepuisEcran("assistant")))

    def _make_detour(self, obstacle: str) -> EcranAssistant:
        detour = self._ecrans.detour(obstacle)
        if self._garde_lettre.can_note(self._finished().demande):
            detour.offer_noting()
            detour.noting_asked.connect(lambda: self._garde_lettre.note(self._finished().demande))
        return detour

    def _make_fin(self) -> EcranFin:
        prete = self._relue is not None and self._remise.would_release(self._relue)
        fin = EcranFin(self.contexte, self._remise, replace(self._finished(), prete=prete))
        fin.mend_asked.connect(self._mend)
        if self._garde_lettre.active:
            fin.offer_dossier()
            fin.keeping_asked.connect(lambda: self._file(sent=False))
            fin.sending_reported.connect(lambda: self._file(sent=True))
        faite = self._finished()
        autres, premier = self._ecrans.other_letters(faite.demande, faite.etape), self._ecrans.first_day(faite.demande)
        if autres is not None:
            fin.offer_letters(autres)
        if premier:
            fin.say_first(premier)
        return fin

    def _finished(self) -> Faite:
        demande = self._assistant.demande()
        if demande is None:
            raise ValueError
        return Faite(demande, self._assistant.etape)

    def _focus(self) -> None:
        if not self._affiche.begin():
            self._suite.setFocus(Qt.FocusReason.OtherFocusReason)

    # The letter

    def _redraw(self) -> None:
        demande = self._assistant.demande()
        self._relue = None
        if demande is not None and self._affiche is not self._situations:
            largeur, is_proof = self._apercu.page_width(), self._affiche.is_proof
            compte = is_proof or self._place.a_compter
            self._decidees.write(demande, self._assistant.etape)
            decisions = self._remise.gestes.decisions
            self._dessinateur.ask(
                Souhait(demande, self._assistant.etape, largeur, is_proof=is_proof, compte=compte, decisions=decisions)
            )

    def _source(self) -> Callable[[], Libre[str]] | None:
        """What lets the letter go, for who takes words of it."""
        demande = self._assistant.demande()
        return None if demande is None else self._remise.words_of(demande, self._assistant.etape)

    def _on_drawn(self, dessin: Dessin) -> None:
        self._montre = dessin.document.gabarit
        self._origines = ()
        if self._dessinateur.idle and self._decidees.compose(dessin.document):
            # The control hears it too.
            self._redraw()
        if self._dessinateur.idle and dessin.lignes is not None:
            self._relue = dessin.alertes
        self._apercu.show_letter(dessin.pages, dessin.texte, dessin.parties)
        self._affiche.show_letter(dessin)

    def _on_counted(self, manques: tuple[Blanc, ...]) -> None:
        self._place.take(manques)
        self._affiche.show_missing(manques)

    def _on_traced(self, origines: tuple[Blanc | None, ...]) -> None:
        self._origines = origines
        if origines:
            self._apercu.lead(tuple(map(self._ecrans.lead, origines)))

    def _on_part(self, rang: int) -> None:
        """To the question that this part of the letter comes from."""
        origine = self._origines[rang] if rang < len(self._origines) else None
        if origine is not None:
            self.go_to(origine.ecran, origine.question)

    def _on_impeded(self, error: ExpectedError) -> None:
        if error.panne is Panne.PAS_DE_LETTRE:
            obstacle = self._assistant.obstacle()
            if obstacle is None:
                # Answered otherwise since: that letter is being drawn.
                return
            explication = self._ecrans.explication(obstacle)
        else:
            explication = Explication(self.contexte.operations.sentence(error))
        self._apercu.show_explanation(explication)
        self._affiche.show_explanation(explication)

    def _on_delivered(self, fait: str) -> None:
        if fait == A_PART:
            return
        self._sorti = self._montre
        self.letter_finished.emit(self._finished().demande)

    # The dossier

    def _file(self, *, sent: bool) -> None:
        demarche = self._assistant.demarche
        if demarche is not None:
            self._sent = sent
            lettre = LettreFaite(demarche, self._assistant.etape, self._sorti, self._remise.confirmees)
            self._garde_lettre.file(self._finished().demande, lettre)

    def _on_filed(self, reference: str) -> None:
        demarche = self._assistant.demarche
        etape = None if demarche is None or not self._sent else demarche.etape(self._assistant.etape)
        parti = None if demarche is None or etape is None else sent_as(etape, demarche, self._finished().demande)
        self._leave()
        self.page_wanted.emit(Destination("suivi", VersDossier(reference, parti)))

    def _on_not_kept(self, error: ExpectedError) -> None:
        self._say_lost(self.contexte.operations.sentence(error))
