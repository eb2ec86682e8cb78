"""« Créer en série »: from the demarche to the dossiers made, screen by screen. Nothing is written before the last."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Brouillon, PositionSerie
from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.lettre.ecrans import Ecran, Step
from droits_usagers.services.lettre.formulaires import SIGNATURE, Section
from droits_usagers.services.serie.coffre import SerieFaite
from droits_usagers.services.serie.serie import Collees, Serie, draft_of, take_up
from droits_usagers.services.suivi.lignes import Tranche
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Centre, Colonne, Libelle, Pied
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import is_listening
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.questions.ecran import SOUS_ECRAN, EcranAssistant
from droits_usagers.ui.questions.entrees import Intitules
from droits_usagers.ui.serie.ecran_listes import EcranListes
from droits_usagers.ui.serie.ecran_questions import EcranDemarche, EcranQuestionsSerie, GroupeCommun
from droits_usagers.ui.serie.ecran_verifier import EcranFait, EcranVerifier
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import (
    Destination,
    Quoi,
    VersBrouillon,
    VersDemarche,
    VersEnvois,
    VersPartie,
    VersSelection,
)
from droits_usagers.ui.socle.disposition import let_go, put_under
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page, Renvoi
from droits_usagers.ui.socle.saisies import Regard

DEMARCHE, AUTEUR, LISTES, QUESTIONS, VERIFIER = range(5)
#: The steps, as their texts are called.
_PAS = ("demarche", "auteur", "listes", "questions", "verifier")
#: What the screen of letters in bulk is asked for: the first letter of each.
PREMIERES = "demande"


class PageSerie(Page):
    """Holds names until `clear`. A screen is made anew each time it is come to; what was said is kept in the series."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("serie")
        self._acces = AccesCoffre(contexte)
        self._serie = Serie(contexte.services.catalogue.demarches)
        self._collees = Collees()
        self._pas = DEMARCHE
        self._discreet = self._writing = False
        #: The draft it was kept as when the coffre was last locked.
        self._cle = ""
        #: Counts the times it was emptied: what was asked before is not shown after.
        self._tour = 0
        self._ou = Libelle(teinte=Teinte.DOUX)
        self._pile = QStackedWidget()
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.suite = BoutonPrimaire("")
        feuille = QWidget()
        colonne = Colonne(feuille, ecart=12)
        colonne.addWidget(self._ou)
        colonne.addWidget(self._pile, 1)
        colonne.addLayout(Pied(self.retour, self.suite, marges=SOUS_ECRAN))
        self._place = Centre(feuille)
        Colonne(self, marges=(22, 20, 0, 8)).addWidget(self._place)
        self.suite.bind_enter(self, courte=self.textes("commun.entree"), longue=self.textes("commun.ctrl_entree"))
        self.suite.clicked.connect(self._on_forward)
        self.retour.clicked.connect(self._on_back)
        bind("Alt+Left", self, self._on_back)
        self.ecran: EcranAssistant = self._show(self._make())
        self._regard = Regard(self, read=self._to_keep, keep=self._keep)

    # What the window asks of a page

    @property
    def rang(self) -> tuple[int, int] | None:
        """Which step, of how many; nothing once it is done."""
        return None if isinstance(self.ecran, EcranFait) else (self._pas + 1, len(_PAS))

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """The steps; one goes back to any, and on by the main button."""
        if self._writing or isinstance(self.ecran, EcranFait):
            return ()
        return tuple(self._step(pas, id_) for pas, id_ in enumerate(_PAS))

    def _step(self, pas: int, id_: str) -> Renvoi:
        nom = self._say(f"{id_}.titre")
        ici = pas == self._pas
        return Renvoi(
            self.textes("entete.ici", nom=nom) if ici else nom, partial(self._go_back_to, pas), permis=pas <= self._pas
        )

    @property
    def occupied(self) -> bool:
        """True if anything was chosen or pasted, and not made yet."""
        return not isinstance(self.ecran, EcranFait) and not (
            self._serie.is_untouched and not any((self._collees.personnes, self._collees.organismes))
        )

    @property
    def place(self) -> VersBrouillon | None:
        """The draft, to come back to it."""
        return VersBrouillon(self._cle) if self._cle else None

    def arrive(self, quoi: Quoi | None = None) -> None:
        """As it was left; from a demarche, or to go on with a draft."""
        match quoi:
            case VersDemarche(id_) if id_ in self._serie.demarches:
                self._serie.choose(id_)
                self._go(AUTEUR)
            case VersBrouillon(cle) if cle != self._cle:
                self._acces.ask(
                    lambda coffre: coffre.brouillons.latest(),
                    Reponses(self, partial(self._take_up, self._tour, cle), lambda _: None),
                )
            case _:
                self._focus()

    def _take_up(self, tour: int, cle: str, drafts: Sequence[Brouillon]) -> None:
        brouillon = next((un for un in drafts if un.cle == cle), None)
        if brouillon is not None and isinstance(brouillon.position, PositionSerie) and tour == self._tour:
            self._collees, self._cle = take_up(self._serie, brouillon.demande), cle
            pas = brouillon.position.pas
            self._go(min(pas, LISTES))
            if pas > LISTES and isinstance(self.ecran, EcranListes):
                # They have to be read again before what follows; where they cannot be any more, one is at them.
                self.ecran.settle(partial(self._go, pas))

    def _to_keep(self) -> tuple[Demande, int] | None:
        """What would be lost, and where one is."""
        if self._writing or not self.occupied or self._acces.lecture_seule or not self._acces.is_open:
            return None
        demande = draft_of(self._serie, self._collees, self.contexte.services.today())
        return None if demande is None else (demande, self._pas)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """What was said and pasted, as a draft; its lists are read again when one comes back, where one was."""
        self._regard.keep_now(done)

    def _keep(self, done: Callable[[str], None]) -> None:
        actuel = self._to_keep()
        if actuel is None:
            done("")
            return
        demande, pas = actuel
        cle, position = self._cle, PositionSerie(pas)

        tour = self._tour

        def keep(nouvelle: str) -> None:
            if tour == self._tour:
                self._cle = nouvelle
            done("")

        reponses = Reponses(self, keep, lambda error: done(self.contexte.operations.loss(error)))
        self._acces.write(lambda coffre: coffre.brouillons.save(demande, cle=cle, position=position), reponses)

    def let_go(self, oubli: Oubli) -> None:
        """The draft it was is no more."""
        if self._cle in oubli.brouillons:
            self.clear()

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._forget()
        self._discreet = self._writing = False
        self._pas = DEMARCHE
        self.ecran = self._show(self._make())

    def _forget(self) -> None:
        self._tour += 1
        self._serie.clear()
        self._collees, self._cle = Collees(), ""
        self._regard.forget()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names and the letter."""
        self._discreet = discreet
        self.ecran.conceal(masque=discreet)

    # Moves

    def _on_forward(self) -> None:
        ecran = self.ecran
        if self._writing or ecran.go_on():
            return
        if isinstance(ecran, EcranFait):
            self._hand_over(ecran.faite, Destination("masse", VersEnvois(PREMIERES)))
        elif isinstance(ecran, EcranVerifier):
            self._create(ecran)
        elif isinstance(ecran, EcranListes):
            ecran.settle(lambda: self._go(QUESTIONS))
        else:
            self._go(self._pas + 1)

    def _on_back(self) -> None:
        if self._writing:
            return
        if self._pas == DEMARCHE or isinstance(self.ecran, EcranFait):
            self.page_wanted.emit(Destination("suivi"))
        else:
            self._go(self._pas - 1)

    def _go_back_to(self, pas: int) -> None:
        if not self._writing:
            self._go(pas)

    def _go(self, pas: int) -> None:
        self._pas = pas
        self.ecran = self._show(self._make())
        self._focus()

    def _show(self, ecran: EcranAssistant) -> EcranAssistant:
        while (ancien := self._pile.currentWidget()) is not None:
            let_go(ancien)
            if isinstance(ancien, EcranListes | EcranQuestionsSerie):
                ancien.forget()
            self._pile.removeWidget(ancien)
            ancien.hide()
            ancien.deleteLater()
        self._place.hold(largeur=ecran.largeur, au_milieu=not ecran.is_desk)
        # Once it is what is shown: what is done is no step.
        self.ecran = ecran
        ecran.say_place(self.rang_dit)
        ecran.resize(self._pile.size())
        self._pile.addWidget(ecran)
        self._pile.setCurrentWidget(ecran)
        if self._discreet:
            ecran.conceal(masque=True)
        self._tell(self._say("lecture_seule") if self._acces.lecture_seule else "")
        self.titled.emit()
        self._label(ecran)
        return ecran

    def focusNextPrevChild(self, suivant: bool) -> bool:  # noqa: FBT001 - Qt's
        """What is pressed under a screen comes after what is on it, though some of that is made later."""
        put_under(self.ecran, self.retour, self.suite)
        return super().focusNextPrevChild(suivant)

    def _tell(self, texte: str) -> None:
        """Above the step: nothing, most of the time."""
        self._ou.setText(texte)
        self._ou.setVisible(bool(texte))

    def _label(self, ecran: EcranAssistant) -> None:
        """What the main button does here."""
        titre, raison = self._say("suite"), self._acces.raison
        if isinstance(ecran, EcranVerifier):
            nombre = len(ecran.demandes)
            titre = self._say("verifier.creer_un") if nombre == 1 else self._say("verifier.creer", nombre=nombre)
            raison = raison or ("" if nombre else self.textes("commun.rien_de_coche"))
        elif isinstance(ecran, EcranFait):
            titre = self._say("fait.etablir")
        self.suite.set_up(titre, note=self.textes("commun.ctrl_entree" if isinstance(ecran, EcranListes) else "commun.entree"))
        self.suite.hold(raison)

    def _focus(self) -> None:
        if not self.ecran.begin():
            self.suite.setFocus(Qt.FocusReason.OtherFocusReason)

    # Screens

    def _make(self) -> EcranAssistant:
        match self._pas:
            case 1:
                return self._questions("auteur", self._author())
            case 2:
                return EcranListes(self.contexte, self._serie, self._collees)
            case 3:
                return self._questions("questions", self._letter())
            case 4:
                return self._make_check()
            case _:
                return EcranDemarche(self.contexte, self._serie)

    def _questions(self, id_: str, groupes: list[GroupeCommun]) -> EcranQuestionsSerie:
        return EcranQuestionsSerie(self.contexte, self._serie, groupes, id_=id_, intitules=self._intitules)

    def _author(self) -> list[GroupeCommun]:
        return [
            GroupeCommun(Section.VOUS, self._serie.author_questions()),
            GroupeCommun(Section.SIGNATURE, SIGNATURE[:1]),
        ]

    def _letter(self) -> list[GroupeCommun]:
        demarche = self._serie.demarche
        if demarche is None:
            return []
        intitules = self._intitules(demarche.id)
        return [
            GroupeCommun(demarche.id, groupe.questions, intitules.titre(Ecran(Step.DEMANDE, groupe.id)))
            for groupe in self._serie.groupes()
        ]

    def _intitules(self, section: str) -> Intitules:
        communs = self.textes
        if section in tuple(Section):
            return Intitules(communs, communs, racine="assistant.")
        return Intitules(self.contexte.services.catalogue.textes_demarche(section), communs)

    def _make_check(self) -> EcranVerifier:
        projet = self._serie.projet(self.contexte.services.today())
        ecran = EcranVerifier(self.contexte, projet, self._collees)
        ecran.ready.connect(lambda: self._label(ecran))
        ecran.planned.connect(self._on_planned)
        ecran.hide_asked.connect(self.discretion_wanted)
        return ecran

    def _on_planned(self) -> None:
        """What is made was said: the way on is the next thing to do; not for who is listening to the lines."""
        if self.suite.isEnabled() and not is_listening():
            self.suite.setFocus(Qt.FocusReason.OtherFocusReason)

    # Making

    def _create(self, ecran: EcranVerifier) -> None:
        demandes, mandats = ecran.demandes, ecran.with_mandates
        if not demandes:
            return
        self._writing = True
        self.suite.setEnabled(False)
        reponses = Reponses(self, self._on_made, lambda error: self._on_not_made(ecran, error))

        def create() -> None:
            self._acces.write(partial(_create, demandes=demandes, mandats=mandats, brouillon=self._cle), reponses)

        # The draft that goes away with it must be known.
        self._regard.when_kept(create)

    def _on_made(self, faite: SerieFaite) -> None:
        self._writing = False
        self._forget()
        ecran = EcranFait(self.contexte, faite)
        ecran.to_suivi.connect(lambda: self._hand_over(faite, Destination("suivi", VersSelection(Tranche.A_ENVOYER))))
        ecran.to_mandats.connect(lambda: self.page_wanted.emit(Destination("mandats", VersPartie("a_signer"))))
        ecran.again.connect(lambda: self._go(DEMARCHE))
        ecran.undo_asked.connect(lambda: self._undo(ecran))
        self.ecran = self._show(ecran)
        self._focus()

    def _on_not_made(self, ecran: EcranVerifier, error: ExpectedError) -> None:
        self._writing = False
        self._label(ecran)
        ecran.tell_failure(error)

    def _hand_over(self, faite: SerieFaite, vers: Destination) -> None:
        self.contexte.services.selection.give(faite.references)
        self.page_wanted.emit(vers)

    def _undo(self, ecran: EcranFait) -> None:
        references = ecran.faite.references
        self._writing = True
        reponses = Reponses(self, lambda _: self._on_undone(len(references)), lambda error: self._on_not_undone(ecran, error))
        self._acces.work(lambda coffre: coffre.liste.discarding(references), reponses)

    def _on_undone(self, nombre: int) -> None:
        self._writing = False
        self._go(DEMARCHE)
        self._tell(self._say("fait.annulee", nombre=nombre))

    def _on_not_undone(self, ecran: EcranFait, error: ExpectedError) -> None:
        self._writing = False
        ecran.tell_failure(error)


def _create(coffre: Coffre, *, demandes: Sequence[Demande], mandats: bool, brouillon: str) -> SerieFaite:
    faite = coffre.series.create(demandes, mandats=mandats)
    coffre.brouillons.delete(brouillon)
    return faite
