"""« Reprendre un tableau »: from the file to the dossiers, screen by screen. Nothing is written before the last."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.reprise.correspondance import Valeur
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.tableaux import shown
from droits_usagers.services.reprise.chemin import (
    TABLE,
    CheminReprise,
    RepriseGardee,
    StepReprise,
    TableDonnee,
    keep_reprise,
    read_reprise,
)
from droits_usagers.services.reprise.coffre import Annulation, Reprise
from droits_usagers.services.reprise.ecran import PresentationReprise, is_whole
from droits_usagers.services.reprise.organismes import AtelierOrganismes, OrganismesLus
from droits_usagers.services.reprise.reprise import (
    MEMOIRE,
    ChantierReprise,
    Essai,
    LecteurReprise,
    nouveaux_of,
    read_colle,
    read_tableau,
    sort_out,
)
from droits_usagers.services.reprise.valeurs import LigneReprise
from droits_usagers.ui.composants import BoutonLien, BoutonPrimaire, BoutonSecondaire, Centre, Colonne, Pied
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.questions.ecran import SOUS_ECRAN
from droits_usagers.ui.reprise.colonnes import EtapeColonnes
from droits_usagers.ui.reprise.essai import EtapeEssai
from droits_usagers.ui.reprise.etape import EtapeReprise
from droits_usagers.ui.reprise.fait import EtapeFait, EtapeTravail
from droits_usagers.ui.reprise.mots import EtapeMots, EtapeNoms, EtapeOrganismes
from droits_usagers.ui.reprise.source import EtapeSource, ask_to_undo
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, Quoi, VersLot
from droits_usagers.ui.socle.disposition import let_go, put_under
from droits_usagers.ui.socle.livraison import say_there
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page, Renvoi
from droits_usagers.ui.socle.saisies import Regard

if TYPE_CHECKING:
    from droits_usagers.domain.socle.tableaux import Classeur
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.socle.travail import Tache, Unites

#: The step each of these screens is.
_STEPS: Mapping[type[EtapeReprise], StepReprise] = {
    EtapeSource: StepReprise.SOURCE,
    EtapeColonnes: StepReprise.COLONNES,
    EtapeMots: StepReprise.MOTS,
    EtapeNoms: StepReprise.NOMS,
    EtapeOrganismes: StepReprise.ORGANISMES,
    EtapeEssai: StepReprise.ESSAI,
}
_AVEC_CHANTIER = EtapeColonnes | EtapeMots | EtapeNoms | EtapeOrganismes | EtapeEssai

#: What is being done: texts of these screens.
TRAVAIL, ANNULATION = "travail", "annulation"


@dataclass(frozen=True, slots=True)
class RepriseEnCours:
    """What is to be kept of a table being taken over, and the step one is at; no table: nothing."""

    table: TableDonnee = field(default_factory=TableDonnee)
    chemin: CheminReprise = field(default_factory=CheminReprise, repr=False)
    step: StepReprise = StepReprise.SOURCE


def _written(actuel: RepriseEnCours | RepriseGardee) -> RepriseGardee | None:
    if isinstance(actuel, RepriseGardee):
        return actuel
    dit = actuel.chemin.written()
    return RepriseGardee(actuel.table, dit and dit | {"step": actuel.step}) if actuel.table.source else None


class PageReprise(Page):
    """Holds the table until `clear`; a screen is made anew each time it is come to."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._acces = AccesCoffre(contexte)
        self._dit = PresentationReprise(contexte.services.catalogue)
        self._lecteur = LecteurReprise(contexte.services.catalogue)
        #: The bodies of the coffre: their names are kept.
        self._connus: tuple[Organisme, ...] = ()
        self._discreet = False
        self._tache: Tache | None = None
        #: What is being taken over, and what was said of it.
        self._chemin = CheminReprise()
        #: What the coffre kept of a table, until that table is read again; whether one knows what it keeps, and it keeps one.
        self._gardee: RepriseGardee | None = None
        self._connue = self._tenue = False
        #: Counts the tables: what was asked about a former one is dropped.
        self._tour = 0
        #: Something is being read: what comes next depends on it.
        self._waiting = False
        self._pile = QStackedWidget()
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.suite = BoutonPrimaire("", touche=self.textes("commun.entree"))
        feuille = QWidget()
        self._place = Centre(feuille)
        Colonne(self, marges=(22, 20, 0, 8)).addWidget(self._place)
        colonne = Colonne(feuille, ecart=12)
        colonne.addWidget(self._pile, 1)
        self.autre = BoutonLien(self.textes("reprise.autre"), icone="ouvrir")
        pied = Pied(self.retour, self.suite, marges=SOUS_ECRAN)
        pied.insertWidget(1, self.autre)
        colonne.addLayout(pied)
        self.autre.clicked.connect(self._leave_table)
        self.suite.bind_enter(self)
        self.suite.clicked.connect(self._on_forward)
        self.retour.clicked.connect(self._on_back)
        bind("Alt+Left", self, self._on_back)
        bind("Ctrl+V", self, self._paste)
        self.etape: EtapeReprise = self._source()
        self._show(self.etape)
        self._regard = Regard(self, read=self._to_keep, keep=self._keep)

    # What the window asks of a page

    @property
    def rang(self) -> tuple[int, int] | None:
        """Which step, of how many; nothing once it is done, or while something is read."""
        step = self._step
        return (tuple(StepReprise).index(step) + 1, len(StepReprise)) if step is not None else None

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """Every step: those one went through can be gone back to."""
        return tuple(map(self._passage, StepReprise)) if self._step is not None and self._chemin.chantier is not None else ()

    def _passage(self, step: StepReprise) -> Renvoi:
        atteint = step in self._chemin.atteints
        etat = "ici" if step is self._step else "faite" if atteint else "a_venir"
        titre = self.textes(f"assistant.etat_step.{etat}", nom=self.textes(f"reprise.steps.{step}"))
        return Renvoi(titre, partial(self._open, step), permis=atteint)

    @property
    def _step(self) -> StepReprise | None:
        return _STEPS.get(type(self.etape))

    @property
    def occupied(self) -> bool:
        """True if a table was given, and not taken over yet."""
        return not isinstance(self.etape, EtapeFait) and not (isinstance(self.etape, EtapeSource) and self.etape.is_empty)

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - there is one way in
        """As it was left, even before the coffre was locked."""
        if isinstance(self.etape, EtapeFait) or (isinstance(self.etape, EtapeSource) and self.etape.is_empty):
            self._begin()
            self._acces.ask(read_reprise, self._answer(self._take_up))
        else:
            self._focus()

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """The table being taken over, all that was said of it and where one is, in the coffre."""
        chantier = self._chemin.chantier
        if chantier is not None and self._acces.is_open and not self._acces.lecture_seule:
            self._remember(chantier)
        self._regard.keep_now(done)

    def _to_keep(self) -> RepriseEnCours | RepriseGardee | None:
        """What would be lost; nothing where that is not known, or cannot be kept."""
        if not self._connue or not self._acces.is_open or self._acces.lecture_seule:
            return None
        etape, chemin = self.etape, self._said()
        if not isinstance(etape, EtapeSource):
            vide = not self.occupied
            return RepriseEnCours() if vide else RepriseEnCours(chemin.table, chemin, self._step or chemin.atteints[-1])
        table = etape.table
        if self._gardee is not None and self._gardee.table.source == table.source:
            return self._gardee
        return RepriseEnCours(table, chemin if chemin.table.source == table.source else CheminReprise())

    def _keep(self, done: Callable[[str], None]) -> None:
        actuel = self._to_keep()
        if actuel is None or not (actuel.table.source or self._tenue):
            done("")
            return
        self._tenue = bool(actuel.table.source)
        reponses = Reponses(self, lambda _: done(""), lambda error: done(self.contexte.operations.loss(error)))
        self._acces.write(lambda coffre: keep_reprise(coffre, _written(actuel)), reponses)

    def _take_up(self, gardee: RepriseGardee | None) -> None:
        self._connue, self._tenue = True, gardee is not None
        if gardee is None or not isinstance(self.etape, EtapeSource) or not self.etape.is_empty:
            return
        self._gardee = gardee
        self.etape.show_table(gardee.table)
        if gardee.table.lue:
            self._on_forward()

    def _remember(self, chantier: ChantierReprise) -> None:
        """How this table is understood, for the next one like it."""
        memoire = self._lecteur.remember(chantier)
        self._acces.write(lambda coffre: coffre.reglages.keep(MEMOIRE, memoire), self._answer(lambda _: None))

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._forget_asked()
        self._chemin, self._gardee, self._connue = CheminReprise(), None, False
        self._regard.forget()
        self._connus = ()
        if self._tache is not None:
            self._tache.cancel()
        self._tache = None
        self._discreet = False
        self.etape = self._source()
        self._show(self.etape)

    @property
    def typed(self) -> tuple[str, object]:
        """The table, and what was said of it."""
        actuel = self._to_keep()
        gardee = None if actuel is None else _written(actuel)
        return ("", "") if gardee is None else (TABLE, (gardee.table.chemin, gardee.table.colle, gardee.dit))

    def give_up(self) -> None:
        """From the beginning, with another table."""
        self._begin()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows what is written in the table."""
        self._discreet = discreet
        self.etape.conceal(masque=discreet)

    # Moves

    def _forget_asked(self) -> None:
        self._tour += 1
        self._waiting = False

    def _begin(self) -> None:
        """From the beginning, with another table."""
        self._chemin, self._gardee = CheminReprise(), None
        self._to_source()

    def _leave_table(self) -> None:
        """Another table; what was said of the present one is remembered for the next time."""
        self._take()
        chantier = self._chemin.chantier
        if chantier is not None and not self._acces.lecture_seule:
            self._remember(chantier)
        self._begin()

    def _take(self) -> None:
        """What is said on the screen that is shown."""
        self._chemin = self._said()

    def _said(self) -> CheminReprise:
        etape, chemin = self.etape, self._chemin
        if isinstance(etape, _AVEC_CHANTIER):
            chemin = chemin.understood(etape.chantier)
        if isinstance(etape, EtapeEssai):
            chemin = replace(chemin, gardes=frozenset(etape.doublons.lignes.coches), decisions=etape.decisions)
        return chemin

    def _open(self, step: StepReprise) -> None:
        """A step one went through, as it was left."""
        self._take()
        chantier = self._chemin.chantier
        if step is StepReprise.SOURCE or chantier is None:
            self._to_source()
        elif step is StepReprise.COLONNES:
            self._to_columns(chantier)
        elif step is StepReprise.MOTS:
            self._to_words(chantier)
        else:
            self._try(chantier, depuis=step)

    def _to_source(self) -> None:
        self._forget_asked()
        etape = self._source()
        etape.show_table(self._chemin.table)
        self._go(etape)

        def look(coffre: "Coffre") -> tuple[object, object, tuple[Organisme, ...]]:
            return coffre.reprise.faites(), coffre.reglages.read(MEMOIRE), coffre.reprise.organismes()

        self._acces.ask(look, self._answer(self._on_known))

    def _on_known(self, connu: tuple[object, object, tuple[Organisme, ...]]) -> None:
        faites, memoire, self._connus = connu
        self._lecteur = LecteurReprise(self.contexte.services.catalogue, memoire)
        if isinstance(self.etape, EtapeSource):
            self.etape.show_former(faites)  # type: ignore[arg-type] # lots
            self.etape.conceal(masque=self._discreet)
            if self._acces.lecture_seule:
                self.etape.tell(self.textes("liste.lecture_seule"))

    def _source(self) -> EtapeSource:
        etape = EtapeSource(self.contexte)
        etape.given.connect(self._read)
        etape.colle.validated.connect(self._on_forward)
        etape.undo_wanted.connect(lambda lot: ask_to_undo(etape, lot, lambda: self._undo(Annulation(lot.numero))))
        return etape

    def _on_forward(self) -> None:
        etape = self.etape
        if self._waiting or not etape.way_on or etape.go_on():
            return
        self._take()
        if isinstance(etape, EtapeColonnes):
            self._after_columns(etape.chantier)
        elif isinstance(etape, EtapeMots):
            self._try(etape.chantier, depuis=StepReprise.NOMS)
        elif isinstance(etape, EtapeNoms):
            self._try(etape.chantier, depuis=StepReprise.ORGANISMES)
        elif isinstance(etape, EtapeOrganismes):
            self._try(etape.chantier, depuis=StepReprise.ESSAI)
        elif isinstance(etape, EtapeEssai):
            self._take_over(etape)
        elif isinstance(etape, EtapeFait):
            self._see(etape.reprise)

    def _on_back(self) -> None:
        if isinstance(self.etape, EtapeTravail):
            return
        avant = self._chemin.before(self._step) if self._step is not None else None
        if avant is None:
            self.page_wanted.emit(Destination("suivi"))
        else:
            self._open(avant)

    def _go(self, etape: EtapeReprise) -> None:
        step = _STEPS.get(type(etape))
        if step is not None:
            self._chemin = self._chemin.reached(step)
        if not isinstance(etape, EtapeSource):
            self._gardee = None
        self.etape = etape
        self._show(etape)
        self._focus()
        # Where one is, before it takes a while to go further.
        self._regard.look()

    def _show(self, etape: EtapeReprise) -> None:
        while (ancien := self._pile.currentWidget()) is not None:
            let_go(ancien)
            self._pile.removeWidget(ancien)
            ancien.hide()
            ancien.deleteLater()
        self._place.hold(largeur=etape.largeur, au_milieu=not etape.is_desk)
        etape.say_place(self.rang_dit)
        etape.resize(self._pile.size())
        self._pile.addWidget(etape)
        self._pile.setCurrentWidget(etape)
        if self._discreet:
            etape.conceal(masque=True)
        self.titled.emit()
        self._label(etape)

    def focusNextPrevChild(self, suivant: bool) -> bool:  # noqa: FBT001 - Qt's
        """What is pressed under a screen comes after what is on it, though some of that is made later."""
        put_under(self.etape, self.retour, self.autre, self.suite)
        return super().focusNextPrevChild(suivant)

    def _label(self, etape: EtapeReprise) -> None:
        """What the main button does here."""
        texte = etape.way_on
        self.suite.setVisible(bool(texte))
        self.suite.set_up(texte, note=self.textes("commun.entree"))
        self.suite.hold(self._acces.raison if isinstance(etape, EtapeEssai) else "")
        self.retour.setVisible(not isinstance(etape, EtapeTravail))
        self.autre.setVisible(isinstance(etape, _AVEC_CHANTIER))

    def _focus(self) -> None:
        if not self.etape.begin():
            (self.suite if self.suite.isEnabled() and self.suite.isVisible() else self.retour).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _answer(self, on_success: Callable[..., object]) -> Reponses:
        """What to do with an answer, unless the table is another by then."""
        tour = self._tour

        def answer(resultat: object) -> None:
            if tour == self._tour:
                self._waiting = False
                on_success(resultat)

        def fail(error: ExpectedError) -> None:
            if tour == self._tour:
                self._waiting = False
                self.etape.tell_failure(error)

        return Reponses(self, answer, fail)

    # Reading

    def _paste(self) -> None:
        if isinstance(self.etape, EtapeSource):
            self.etape.paste(QGuiApplication.clipboard().text())

    def _read(self, table: TableDonnee) -> None:
        lecteur, source = self._lecteur, table.source
        chemin = self._chemin = self._chemin.given(table)
        lire: Callable[[], Classeur] = (
            partial(read_tableau, source) if isinstance(source, Path) else partial(read_colle, source)
        )

        dit = self._gardee.dit if self._gardee is not None and self._gardee.table.source == source else {}

        def read() -> CheminReprise | ChantierReprise:
            classeur = lire()
            return chemin.taken_up(dit, classeur) or chemin.renewed(classeur) or lecteur.open(classeur)

        def go_on(lu: CheminReprise | ChantierReprise) -> None:
            if isinstance(lu, ChantierReprise):
                self._to_columns(lu)
            else:
                self._chemin = lu
                self._open(max(StepReprise(str(dit["step"])), StepReprise.COLONNES, key=tuple(StepReprise).index))

        self._work(read, go_on)

    def _work(self, task: Callable[[], object], on_success: Callable[..., object]) -> None:
        """Outside the window's thread, and the coffre's. Until it is done, the main button does nothing more."""
        self._waiting = True
        self.contexte.operations.run(self.contexte.services.rendu, task, self._answer(on_success))

    def _to_columns(self, chantier: ChantierReprise) -> None:
        self._chemin = self._chemin.understood(chantier)
        etape = EtapeColonnes(self.contexte, chantier)
        etape.reopened.connect(partial(self._reopen, chantier))
        self._go(etape)

    def _reopen(self, chantier: ChantierReprise, feuille: int, entete: int) -> None:
        lecteur = self._lecteur
        rang = entete if entete >= 0 else None
        self._take()
        self._chemin = self._chemin.left_sheet()
        if rang is None and feuille in self._chemin.feuilles:
            self._to_columns(replace(self._chemin.feuilles[feuille], feuille_dite=True))
            return
        # Another line of headings says nothing of the sheet.
        dite = chantier.feuille_dite or rang is None

        def read() -> ChantierReprise:
            return replace(lecteur.open(chantier.classeur, feuille=feuille, entete=rang), feuille_dite=dite)

        self._work(read, self._to_columns)

    def _after_columns(self, chantier: ChantierReprise) -> None:
        """To the words, if one of them is to be seen; else to the dry run."""

        def go_on(valeurs: Sequence[Valeur]) -> None:
            if any(valeur.a_montrer for valeur in valeurs):
                self._go(EtapeMots(self.contexte, chantier, valeurs))
            else:
                self._try(chantier, depuis=StepReprise.NOMS)

        self._understand(chantier, go_on)

    def _understand(self, chantier: ChantierReprise, on_success: Callable[[Sequence[Valeur]], None]) -> None:
        lecteur = self._lecteur
        self._work(lambda: lecteur.values(chantier), on_success)

    def _to_words(self, chantier: ChantierReprise) -> None:
        self._understand(chantier, lambda valeurs: self._go(EtapeMots(self.contexte, chantier, valeurs)))

    def _try(self, chantier: ChantierReprise, *, depuis: StepReprise) -> None:
        """Reads every line; to the names, then to the bodies, if it is their turn and there is something to say of them."""
        lecteur, today, connus = self._lecteur, self.contexte.services.today(), self._connus
        atelier = AtelierOrganismes(self.contexte.services.catalogue, self.contexte.services.annuaire.identify)

        def read() -> tuple[tuple[LigneReprise, ...], OrganismesLus]:
            lignes = lecteur.read(chantier, today)
            return lignes, atelier.look(chantier, lignes, connus)

        def go_on(lu: tuple[tuple[LigneReprise, ...], OrganismesLus]) -> None:
            lignes, organismes = lu
            if depuis is StepReprise.NOMS and any(ligne.nom_douteux is not None for ligne in lignes):
                self._go(EtapeNoms(self.contexte, chantier, lignes))
            elif depuis is not StepReprise.ESSAI and organismes:
                self._go(EtapeOrganismes(self.contexte, chantier, organismes))
            else:
                dit = atelier.agree(chantier, organismes, dits=chantier.memes, feuille=chantier.adresses)
                self._on_read(chantier, atelier.apply(lignes, dit))

        self._work(read, go_on)

    def _on_read(self, chantier: ChantierReprise, lignes: tuple[LigneReprise, ...]) -> None:
        self._waiting = True

        def sort(coffre: "Coffre") -> Essai:
            return coffre.reprise.look_again(sort_out(lignes, coffre.reprise.connus(nouveaux_of(lignes))))

        self._acces.ask(sort, self._answer(partial(self._on_tried, chantier)))

    def _on_tried(self, chantier: ChantierReprise, essai: Essai) -> None:
        # What was said of the doubles and the remarks of the former dry run, until now.
        self._take()
        etape = EtapeEssai(self.contexte, chantier, essai, gardes=self._chemin.gardes, decisions=self._chemin.decisions)
        etape.words_wanted.connect(partial(self._to_words, chantier))
        etape.struck_wanted.connect(lambda avec: self._try(replace(chantier, avec_barrees=avec), depuis=StepReprise.ESSAI))
        etape.report_wanted.connect(partial(self._save_report, etape))
        etape.counted_again.connect(partial(self._label, etape))
        self._go(etape)

    def _save_report(self, etape: EtapeEssai, extension: str) -> None:
        ecrire = self._dit.rapport_xlsx if extension == "xlsx" else self._dit.rapport_csv
        chantier, refusees = etape.chantier, etape.essai.refusees
        nom = f"{etape.say('fichier')}.{extension}"
        controle, dit = self.contexte.services.controle, self._dit

        def make() -> Libre[bytes]:
            entetes, lignes = dit.rapport(chantier, refusees)
            textes = map(shown, (*entetes, *(cellule for ligne in lignes for cellule in ligne)))
            return controle.release_texts(refusees, textes, id_="tableau", nom=nom).map(partial(ecrire, chantier))

        self._work(make, lambda contenu: self._save(etape, contenu, nom))

    def _save(self, etape: EtapeEssai, contenu: Libre[bytes], nom: str) -> None:
        chemin = self.contexte.operations.attempt(lambda: self.contexte.sorties().save_file(contenu, nom), etape.tell_failure)
        if chemin is not None:
            say_there(self.contexte, etape.tell, chemin, dit="reprise.essai.enregistre", fichier=chemin.name)

    # Writing

    def _take_over(self, essai: EtapeEssai) -> None:
        reprise = Reprise(essai.nouveaux, ajouts=essai.ajouts)
        self._remember(essai.chantier)
        tout = is_whole(essai.chantier, essai.essai)
        fait = partial(self._on_taken_over, reprise, len(essai.essai.refusees), tout=tout)
        again = partial(self._on_tried, essai.chantier, essai.tel_quel)
        self._run(
            lambda coffre: coffre.reprise.creating(reprise),
            fait,
            total=len(reprise.nouveaux) + len(reprise.ajouts),
            again=again,
        )

    def _run(
        self,
        action: "Callable[[Coffre], Unites[None]]",
        fait: Callable[[object], object],
        *,
        total: int,
        again: Callable[[], object],
    ) -> None:
        """Long work that can be stopped; `again` goes back to where one was when it did not come to its end.

        `total`: dossiers to make; 0 when some are taken back.
        """
        travail = EtapeTravail(self.contexte, TRAVAIL if total else ANNULATION, total)

        def stopped(_: object) -> None:
            again()
            self.etape.tell(travail.say("arrete"))

        def failed(error: ExpectedError) -> None:
            again()
            self.etape.tell_failure(error)

        self._go(travail)
        reponses = Reponses(travail, fait, failed, travail.advance, stopped)
        self._tache = self._acces.work(action, reponses)
        if self._tache is not None:
            travail.stopped.connect(self._tache.cancel)

    def _on_taken_over(self, reprise: Reprise, refusees: int, _rien: object, *, tout: bool) -> None:
        self._done(reprise, refusees, tout=tout)

    def _done(self, reprise: Reprise, refusees: int = 0, *, tout: bool = False) -> EtapeFait:
        self._tache = None
        etape = EtapeFait(self.contexte, reprise, refusees, tout=tout)
        etape.again.connect(self._begin)
        etape.undo_wanted.connect(self._undo)
        self._go(etape)
        # What is done is not to be gone on with.
        self._regard.look()
        return etape

    def _undo(self, annulation: Annulation) -> None:
        fait = partial(self._on_undone, annulation)
        self._run(lambda coffre: coffre.reprise.undoing(annulation), fait, total=0, again=self._begin)

    def _on_undone(self, annulation: Annulation, _rien: object) -> None:
        self._done(Reprise((), annulation.lot)).say_undone(annulation)

    def _see(self, reprise: Reprise) -> None:
        """The dossiers just made, alone in the list; the whole list after an undo."""
        self.page_wanted.emit(Destination("suivi", VersLot(reprise.lot) if reprise.references else None))
