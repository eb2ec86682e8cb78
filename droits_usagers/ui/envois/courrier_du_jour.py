"""« Courrier du jour »: a line to type, and under it the lines of today with what each changed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QListView, QWidget

from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.saisies import SaisieGardee, saisie_key
from droits_usagers.services.dossier.faits import Refus
from droits_usagers.services.envois.courrier_du_jour import CourrierDuJour, LigneNotee, SaisieCourrier
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Pied,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.envois.courrier_saisie import LigneSaisie
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, Quoi
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page
from droits_usagers.ui.socle.saisies import GardeSaisie

#: What is being typed: a later search drops it.
SUITE = "courrier_du_jour"
#: Height of the list at least, at 100 %.
HAUTEUR = 220
_PAR_FOIS = 30


@dataclass(frozen=True, slots=True)
class _Ecrite:
    """A line of the list: being recorded, recorded, refused, or taken back."""

    reference: str
    qui: str = field(repr=False)
    #: What is being recorded.
    dit: str
    notee: LigneNotee | None = None
    refus: str = ""
    #: To be taken back as soon as it is recorded.
    a_annuler: bool = False


class PageCourrierDuJour(Page):
    """Nothing waits: the next line is typed while the one before is being written."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("courrier_du_jour")
        services = contexte.services
        self._acces = AccesCoffre(contexte)
        self.courrier = CourrierDuJour(Presentation(services.catalogue, services.today), services.suivant)
        #: In the order they were typed, by a number of their own.
        self._ecrites: dict[int, _Ecrite] = {}
        self._rang = 0
        self._discreet = False
        contenu = QWidget()
        self.saisie = LigneSaisie(self.textes, services.today, self, prevoir=self.courrier.foresee)
        self.liste = ListeMontree()
        # The lines of a long day are laid out a few at a time.
        self.liste.setLayoutMode(QListView.LayoutMode.Batched)
        self.liste.setBatchSize(_PAR_FOIS)
        self._compte = Titre(niveau=2)
        self._aucune = Libelle(self._say("aucune_ligne"), teinte=Teinte.DOUX)
        self.annuler = BoutonSecondaire(self._say("annuler"))
        self.annuler.set_up(self._say("annuler"), note=self._say("annuler_touche"))
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.noter = BoutonPrimaire(self._say("noter"), touche=self._say("noter_aide"))
        self._dit = Colonne()
        self._lay_out(contenu)
        self._connect()
        self._show_lines()
        self._garde_saisie = GardeSaisie(contexte, SUITE, self, read=self._typed)
        self._garde_saisie.take(lambda saisie: self.saisie.put_back(saisie.champs))

    def _lay_out(self, contenu: QWidget) -> None:
        colonne = Colonne(contenu, ecart=12, marges=(24, 20, 24, 12))
        colonne.addWidget(Libelle(self._say("phrase"), teinte=Teinte.DOUX))
        colonne.addWidget(self.saisie)
        colonne.addLayout(self._dit)
        colonne.addWidget(self._compte)
        colonne.addWidget(self._aucune)
        colonne.addWidget(self.liste, 100)
        rangee = Rangee()
        rangee.addWidget(self.annuler)
        rangee.addWidget(Libelle(self._say("annuler_aide"), teinte=Teinte.DOUX), 1, Qt.AlignmentFlag.AlignVCenter)
        self._sous_la_liste = QWidget()
        self._sous_la_liste.setLayout(rangee)
        colonne.addWidget(self._sous_la_liste)
        colonne.addStretch(1)
        self.liste.setMinimumHeight(current_theme().px(HAUTEUR))
        page = Colonne(self, ecart=0)
        self._defilement = Defilement(contenu)
        page.addWidget(self._defilement, 1)
        page.addLayout(Pied(self.retour, self.noter, marges=(24, 4, 24, 8)))

    def _connect(self) -> None:
        self.saisie.search_asked.connect(self._search)
        self.saisie.line_given.connect(self._record)
        self.saisie.said.connect(self._defilement.bring_into_view)
        self.saisie.undo_asked.connect(self._undo_last)
        self.noter.bind_enter(self.saisie)
        self.noter.clicked.connect(self.saisie.go_on)
        self.retour.clicked.connect(lambda: self.page_wanted.emit(Destination("suivi")))
        self.annuler.clicked.connect(self._undo_chosen)
        for touche, ou, action in (
            (QKeySequence.StandardKey.Undo, self, self._undo_last),
            (QKeySequence.StandardKey.Delete, self.liste, self._undo_chosen),
        ):
            bind(touche, ou, action)

    # What the window asks of a page.

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - nothing on it can be named
        """Puts the cursor where a line begins."""
        lecture_seule = self._acces.lecture_seule
        for widget in (self.saisie, self.noter):
            widget.setEnabled(not lecture_seule)
        if lecture_seule:
            self._tell(self._say("lecture_seule"), Nature.ATTENTION)
        self._ask_today()
        (self.retour if lecture_seule else self.saisie.dossier).setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """The line being typed."""
        self._garde_saisie.keep_now(done)

    def _typed(self) -> list[SaisieGardee]:
        champs = self.saisie.typed
        return [SaisieGardee(champs)] if champs else []

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._garde_saisie.forget()
        self.saisie.clear()
        self._ecrites = {}
        self._show_lines()
        replace_all(self._dit, ())

    @property
    def typed(self) -> tuple[str, object]:
        """The line being typed."""
        return (saisie_key(SUITE), self.saisie.typed)

    def give_up(self) -> None:
        """Another line."""
        self.saisie.clear()
        self._garde_saisie.keep_again()

    def let_go(self, oubli: Oubli) -> None:
        """Neither the line that is about someone erased, nor those written today."""
        super().let_go(oubli)
        if self.saisie.reference in oubli.references:
            self.saisie.clear()
        self._ecrites = {rang: une for rang, une in self._ecrites.items() if une.reference not in oubli.references}
        self._show_lines()
        self._garde_saisie.keep_again()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        self.saisie.be_discreet(discreet=discreet)
        self._show_lines()

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """Yesterday's lines are in the dossiers."""
        self._ecrites = {}
        self._show_lines()
        self._ask_today()

    # Finding.

    def _search(self, texte: str) -> None:
        reponses = Reponses(self, self.saisie.show_found, self._on_search_failure)
        self._acces.ask_latest(partial(self.courrier.find, texte=texte), reponses, suite=SUITE)

    def _on_search_failure(self, error: ExpectedError) -> None:
        self.saisie.give_up()
        self._on_failure(error)

    # Recording.

    def _record(self, saisie: SaisieCourrier) -> None:
        replace_all(self._dit, ())
        candidat = saisie.candidat
        rang = self._put(_Ecrite(candidat.reference, candidat.qui, self._said(saisie)))
        reponses = Reponses(self, partial(self._on_recorded, rang), partial(self._on_not_recorded, rang))
        self._acces.write(partial(self.courrier.record, saisie=saisie), reponses)

    def _on_recorded(self, rang: int, resultat: LigneNotee | Refus) -> None:
        ecrite = self._ecrites.get(rang)
        if ecrite is None:
            return
        if isinstance(resultat, Refus):
            autre = self.textes(f"suivi.faits.{resultat.autre}") if resultat.autre is not None else ""
            texte = self.textes(f"suivi.refus.{resultat.id}", fait=autre, **resultat.faits)
            self._put(replace(ecrite, refus=texte), rang)
            self._tell(texte, Nature.ATTENTION)
            return
        self._put(replace(ecrite, notee=resultat), rang)
        self._garde_saisie.look()
        ligne = self._line(rang, self._ecrites[rang])
        announce(self.liste, f"{ligne.mot}. {ligne.titre}. {ligne.sous_titre}")
        if ecrite.a_annuler:
            self._undo(rang)

    def _on_not_recorded(self, rang: int, error: ExpectedError) -> None:
        texte = self.contexte.operations.sentence(error)
        if rang in self._ecrites:
            self._put(replace(self._ecrites[rang], refus=texte), rang)
        self._tell(texte, Nature.ATTENTION)

    def _ask_today(self) -> None:
        self._acces.ask(self.courrier.today_lines, Reponses(self, self._on_today, self._on_failure))

    def _on_today(self, lignes: tuple[LigneNotee, ...]) -> None:
        """Lines recorded before a lock come back; those cancelled elsewhere meanwhile say so."""
        tenues = {_key(ligne): ligne for ligne in reversed(lignes)}
        for rang, ecrite in self._ecrites.items():
            if ecrite.notee is not None:
                tenue = tenues.pop(_key(ecrite.notee), None)
                self._ecrites[rang] = replace(ecrite, notee=tenue or replace(ecrite.notee, annulee=True))
        for ligne in tenues.values():
            self._rang += 1
            self._ecrites[self._rang] = _Ecrite(ligne.reference, ligne.qui, ligne.fait, ligne)
        self._show_lines()

    # Taking back.

    def _undo_last(self) -> None:
        """Ctrl+Z: the last line that still holds."""
        self._undo(next((rang for rang in reversed(self._ecrites) if _holds(self._ecrites[rang])), None))

    def _undo_chosen(self) -> None:
        choisi = self.liste.current()
        self._undo(int(choisi) if choisi and _holds(self._ecrites[int(choisi)]) else None)

    def _undo(self, rang: int | None) -> None:
        if rang is None:
            self._tell(self._say("rien_a_annuler"), Nature.INFORMATION)
            return
        ecrite = self._ecrites[rang]
        if ecrite.notee is None:
            self._put(replace(ecrite, a_annuler=True), rang)
            return
        reponses = Reponses(self, partial(self._on_undone, rang), self._on_failure)
        self._acces.write(partial(self.courrier.cancel, ligne=ecrite.notee), reponses)

    def _on_undone(self, rang: int, ligne: LigneNotee) -> None:
        if rang in self._ecrites:
            self._put(replace(self._ecrites[rang], notee=ligne), rang)
        id_ = "note_retiree" if ligne.est_note else "annulation_faite"
        self._tell(self._say(id_, reference=ligne.reference, fait=ligne.fait), Nature.BIEN)

    # Saying.

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self.contexte.operations.sentence(error), Nature.ATTENTION)

    def _tell(self, texte: str, nature: Nature) -> None:
        avis = Avis(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self._dit, (avis,))
        self._defilement.bring_into_view(avis)

    def _put(self, ecrite: _Ecrite, rang: int | None = None) -> int:
        """Adds a line, or changes one."""
        if rang is None:
            self._rang += 1
            rang = self._rang
        self._ecrites[rang] = ecrite
        self._show_lines()
        return rang

    def _show_lines(self) -> None:
        derniers = reversed(self._ecrites.items())
        self.liste.show_lines([self._line(rang, ecrite) for rang, ecrite in derniers])
        notees = sum(ecrite.notee is not None and not ecrite.notee.annulee for ecrite in self._ecrites.values())
        id_ = {0: "aujourd_hui", 1: "compte_une"}.get(notees, "compte")
        self._compte.setText(self._say(id_, nombre=notees))
        self.liste.setAccessibleName(self._compte.text())
        self.liste.setVisible(bool(self._ecrites))
        self._sous_la_liste.setVisible(bool(self._ecrites) and not self._acces.lecture_seule)
        self._aucune.setVisible(not self._ecrites)

    def _line(self, rang: int, ecrite: _Ecrite) -> Ligne:
        notee = ecrite.notee
        if notee is not None:
            mot, teinte = ("annulee", Teinte.CLOS) if notee.annulee else ("notee", Teinte.REPONSE)
            dit = self._say("ligne", fait=notee.fait, change=notee.change)
        else:
            mot, teinte = ("refusee", Teinte.SEMAINE) if ecrite.refus else ("en_cours", Teinte.ATTENTE)
            dit = ecrite.refus or ecrite.dit
        return Ligne(str(rang), self._head(ecrite.reference, ecrite.qui), dit, self._say(mot), teinte)

    def _said(self, saisie: SaisieCourrier) -> str:
        libelle = next(choix.libelle for choix in saisie.candidat.choix if choix.id == saisie.choix)
        return self._say("fait", fait=libelle, date=date_courte(saisie.date))

    def _head(self, reference: str, qui: str) -> str:
        masque = self.textes("suivi.nom_masque") if self._discreet and qui else qui
        return f"{reference} · {masque or self.textes('suivi.anonyme')}"


def _key(ligne: LigneNotee) -> tuple[bool, int]:
    """What a line is of: a fact or a note."""
    return ligne.est_note, ligne.numero


def _holds(ecrite: _Ecrite) -> bool:
    """True unless it was refused or taken back."""
    return not ecrite.refus and not ecrite.a_annuler and not (ecrite.notee is not None and ecrite.notee.annulee)
