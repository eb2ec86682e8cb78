"""« Organismes »: the bodies of the coffre and how many dossiers each has; several made one, or one corrected, everywhere."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.reprise.denominations import Rapprocheur
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.annuaire import report
from droits_usagers.services.reprise.organismes import CorrectionOrganismes, OrganismeCompte
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Progres,
    Rangee,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.liste import LigneCochee, ListeCochee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.destination import Quoi
from droits_usagers.ui.socle.disposition import BAS
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.page_liste import PageListe

if TYPE_CHECKING:
    from pathlib import Path

    from droits_usagers.domain.personnes.annuaire import ImportAnnuaire
    from droits_usagers.services.annuaire.coffre import BilanAnnuaire
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.socle.travail import Avancement, Tache, Unites


class FichiersOrganismes(QWidget):
    """Names nobody. `told`: what was just done, in words; `failed`: why it was not."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._services, self._acces = contexte.services, AccesCoffre(contexte)
        self._say = contexte.textes.under("organismes.fichiers")
        self._tache: Tache | None = None
        #: Counts the times it was emptied: what was asked before is not told after.
        self._tour = 0
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("ajouter"), self._say("filtre"))
        self.ajouter = BoutonSecondaire(self._say("ajouter"))
        self.progres = Progres(self._say("arreter"))
        self._lignes = Colonne(ecart=8)
        colonne = Colonne(self, ecart=12)
        colonne.addWidget(Titre(self._say("titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("phrase"), teinte=Teinte.DOUX))
        colonne.addLayout(self._lignes)
        colonne.addWidget(self.ajouter, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self.progres)
        self.ajouter.clicked.connect(self._add)
        self.progres.stop_asked.connect(self._stop)

    def show_files(self, imports: "Sequence[ImportAnnuaire]") -> None:
        """Those that the coffre knows, the latest first."""
        self.ajouter.hold(self._acces.raison)
        replace_all(self._lignes, [])
        for un in imports:
            id_ = "ligne_un" if un.entrees == 1 else "ligne"
            source = self._services.catalogue.textes(f"annuaire.fichiers.source_{un.source}")
            dit = self._say(
                id_, source=source[:1].upper() + source[1:], jour=date_courte(un.fait_le.date()), combien=un.entrees
            )
            lien = BoutonLien(self._say("retirer"), icone="retour")
            lien.setAccessibleDescription(dit)
            lien.hold(self._acces.raison)
            lien.clicked.connect(partial(self._take_back, un.numero))
            rangee = Rangee(ecart=12)
            rangee.addWidget(Libelle(dit), 1)
            rangee.addWidget(lien)
            self._lignes.addLayout(rangee)

    def clear(self) -> None:
        """What is being taken in is given up, and nobody is told."""
        self._tour += 1
        self._stop()
        self._end()

    def _add(self) -> None:
        chemin = self.ask_file()
        if chemin is None:
            return
        listes = self._services.listes

        def take_in(coffre: "Coffre") -> "Unites[BilanAnnuaire]":
            return listes.taking_in(coffre, chemin)

        self._work(take_in, lambda bilan: " ".join(report(bilan, self._services.catalogue.textes)))

    def _take_back(self, numero: int) -> None:
        self._work(lambda coffre: coffre.annuaire.undoing(numero), lambda _: self._say("retire"))

    def _work(self, action: "Callable[[Coffre], Unites[object]]", dire: Callable[..., str]) -> None:
        """One at a time, and it can be stopped."""
        if self._tache is not None:
            return
        self.ajouter.setEnabled(False)
        self.progres.begin(self._say("en_cours"))
        reponses = Reponses(
            self,
            self._answer(lambda fait: self._finish(dire(fait))),
            self._answer(self._fail),
            self._answer(self._advance),
            self._answer(lambda _: self._finish(self._say("arrete"))),
        )
        self._tache = self._acces.work(action, reponses)
        if self._tache is None:
            self._end()

    def _answer(self, hear: Callable[..., object]) -> Callable[[object], None]:
        tour = self._tour

        def answer(dit: object) -> None:
            if tour == self._tour:
                hear(dit)

        return answer

    def _advance(self, avancement: "Avancement") -> None:
        self.progres.show_progress(avancement)
        self.progres.say(self._say("avance", fait=avancement.fait))

    def _stop(self) -> None:
        if self._tache is not None:
            self._tache.cancel()

    def _finish(self, phrase: str) -> None:
        self._end()
        self.told.emit(phrase)
        self.ajouter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: ExpectedError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._tache = None
        self.progres.end()
        self.ajouter.setEnabled(True)


if TYPE_CHECKING:
    from droits_usagers.domain.personnes.annuaire import ImportAnnuaire
    from droits_usagers.domain.reprise.denominations import ChangementOrganisme
    from droits_usagers.services.coffres import Coffre

    _Lus: TypeAlias = tuple[tuple[OrganismeCompte, ...], tuple[ChangementOrganisme, ...], tuple[ImportAnnuaire, ...]]

#: Bodies shown at most; beyond, one searches.
_MONTRES = 300
_HAUTEUR = 300
SUITE = "organismes"


class PageOrganismes(PageListe):
    """Holds names of bodies, some of which are people, until `clear`."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "organismes", parent)
        self._rapprocheur = Rapprocheur(contexte.services.catalogue.lexique_reprise)
        self._tous: tuple[OrganismeCompte, ...] = ()
        self._changements: Sequence[ChangementOrganisme] = ()
        self._coches: dict[str, None] = {}
        self.cherche = LigneTexte(cherche=True)
        self.liste = ListeCochee()
        self.nom, self.adresse = LigneTexte(), TexteLong(lignes=3)
        self.corriger = BoutonPrimaire("")
        self.fichiers = FichiersOrganismes(contexte)
        self._faits = Colonne(ecart=8)
        self._reste = Libelle(teinte=Teinte.DOUX)
        self._champs = QWidget()
        self._lay_out(self._column())
        self.cherche.textChanged.connect(self._show)
        self.liste.lignes.ticked.connect(self._on_ticked)
        self.corriger.clicked.connect(self._on_correct)
        self.fichiers.told.connect(self._on_file)
        self.fichiers.failed.connect(self._on_failure)
        bind("Ctrl+F", self, self.cherche.setFocus)
        self._label()

    def _column(self) -> QWidget:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(2, 0, 12, 0))
        colonne.addWidget(Libelle(self._say("phrase"), teinte=Teinte.DOUX))
        colonne.addLayout(self._dit)
        colonne.addWidget(Champ(Intitule(self._say("chercher")), self.cherche))
        self.liste.setAccessibleName(self._say("titre"))
        colonne.addWidget(self.liste, 1)
        colonne.addWidget(self._reste)
        champs = Colonne(self._champs, ecart=12)
        champs.addWidget(Champ(Intitule(self._say("nom"), self._say("nom_aide")), self.nom))
        champs.addWidget(Champ(Intitule(self._say("adresse"), self._say("adresse_aide")), self.adresse))
        champs.addWidget(self.corriger, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._champs)
        colonne.addLayout(self._faits)
        colonne.addWidget(self.fichiers)
        return contenu

    # What the window asks of a page

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - there is one way in
        """Reads them again."""
        self._read()
        self.cherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._tour += 1
        self._tous, self._changements, self._coches, self._discreet = (), (), {}, False
        self.fichiers.clear()
        self.fichiers.show_files(())
        for champ in (self.cherche, self.nom, self.adresse):
            champ.clear()
        # What was being written is not waited for.
        self.corriger.setEnabled(True)
        replace_all(self._dit, [])
        self._show()
        self._label()
        self._show_changes()

    def be_discreet(self, *, discreet: bool) -> None:
        """A body may be someone: a doctor, a guardian."""
        self._discreet = discreet
        for part in (self.cherche, self.liste):
            part.setVisible(not discreet)
        self._show_fields()
        self._show_changes()

    # The list

    def _read(self) -> None:
        rapprocheur = self._rapprocheur

        def look(coffre: "Coffre") -> "_Lus":
            return coffre.organismes.all(rapprocheur), coffre.organismes.changes(), coffre.annuaire.imports()

        self._acces.ask_latest(look, self._answer(self._on_read), suite=SUITE)

    def _answer(self, on_success: Callable[..., object]) -> Reponses:
        tour = self._tour

        def answer(resultat: object) -> None:
            if tour == self._tour:
                on_success(resultat)

        return Reponses(self, answer, self._on_failure)

    def _on_read(self, lus: "_Lus") -> None:
        self._tous, self._changements, imports = lus
        self.fichiers.show_files(imports)
        connus = {un.cle for un in self._tous}
        self._coches = {cle: None for cle in self._coches if cle in connus}
        self._show()
        self._label()
        self._show_changes()

    def _show(self) -> None:
        mots = words(self.cherche.text())
        trouves = [un for un in self._tous if all(mot in " ".join(words(un.nom)) for mot in mots)]
        lignes = [LigneCochee(un.cle, self._line(un)) for un in trouves[:_MONTRES]]
        self.liste.show_lines(lignes, self._coches)
        reste = len(trouves) - len(lignes)
        self._reste.setText(self._say("plus", nombre=reste) if reste else "" if trouves else self._say("aucun"))
        self._reste.setVisible(bool(self._reste.text()))
        self._arrange()

    def _arrange(self) -> None:
        """Where the height is short, one thing scrolls, not two."""
        self.liste.be_whole(whole=self.height() < current_theme().px(BAS), sinon=_HAUTEUR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._arrange()

    def _line(self, un: OrganismeCompte) -> str:
        id_ = "ligne_semblable" if un.semblable else "ligne"
        nom = self._say("homonyme", nom=un.nom, territoire=un.territoire) if un.homonyme and un.territoire else un.nom
        return self._say(id_, nom=nom, dossiers=self._dossiers(un.dossiers))

    def _dossiers(self, nombre: int) -> str:
        return self._say("dossiers_un" if nombre == 1 else "dossiers", nombre=nombre)

    def _on_ticked(self, cle: str, coche: bool) -> None:  # noqa: FBT001 - Qt
        if coche:
            self._coches[cle] = None
        else:
            self._coches.pop(cle, None)
        self._label()

    def _chosen(self) -> list[OrganismeCompte]:
        return [un for un in self._tous if un.cle in self._coches]

    def _label(self) -> None:
        """What would be done to those that are ticked."""
        self._show_fields()
        choisis = self._chosen()
        if not choisis:
            return
        premier = max(choisis, key=lambda un: un.dossiers)
        adresses = {un.adresse for un in choisis} - {()}
        self.nom.setText(premier.nom)
        self.adresse.setPlainText("\n".join(next(iter(adresses))) if len(adresses) == 1 else "")
        self.corriger.set_up(self._say("corriger") if len(choisis) == 1 else self._say("reunir", nombre=len(choisis)))

    def _show_fields(self) -> None:
        self._champs.setVisible(bool(self._chosen()) and not self._acces.lecture_seule and not self._discreet)

    # Changes

    def _on_file(self, phrase: str) -> None:
        self._tell(phrase)
        self._read()

    def _on_correct(self) -> None:
        nom = " ".join(self.nom.text().split())
        if not nom:
            self._tell(self._say("sans_nom"), nature=Nature.ATTENTION)
            self.nom.setFocus()
            return
        adresse = tuple(ligne.strip() for ligne in self.adresse.toPlainText().splitlines() if ligne.strip())
        correction = CorrectionOrganismes([ecrit for un in self._chosen() for ecrit in un.ecrits], nom, adresse or None)
        self.corriger.setEnabled(False)
        self._tell(self._say("en_cours"), nature=Nature.INFORMATION)
        fait = self._answer(lambda _: self._on_done(correction))
        self._acces.work(lambda coffre: coffre.organismes.correcting(correction), fait)

    def _on_done(self, correction: CorrectionOrganismes) -> None:
        self.corriger.setEnabled(True)
        self._coches = {}
        id_ = "fait_un" if correction.dossiers == 1 else "fait"
        avis = self._tell(self._say(id_, nombre=correction.dossiers))
        annuler = BoutonSecondaire(self._say("annuler"))
        annuler.clicked.connect(lambda _checked=False: self._undo(correction.numero))
        avis.add_button(annuler)
        annuler.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _undo(self, numero: int) -> None:
        def done(_: object) -> None:
            self._tell(self._say("annule"))
            self._read()
            self.cherche.setFocus(Qt.FocusReason.OtherFocusReason)

        self._acces.work(lambda coffre: coffre.organismes.undoing(numero), self._answer(done))

    def _show_changes(self) -> None:
        replace_all(self._faits, [Titre(self._say("changements"), niveau=2)] if self._changements else [])
        for un in self._changements:
            nom = self.textes("suivi.nom_masque") if self._discreet else un.nom
            dit = self._say("changement", nom=nom, dossiers=self._dossiers(un.dossiers), date=date_courte(un.fait_le.date()))
            lien = BoutonLien(self._say("annuler_ce_changement"), icone="retour")
            lien.setAccessibleDescription(dit)
            if self._acces.raison:
                lien.hold(self._acces.raison)
            lien.clicked.connect(lambda _checked=False, numero=un.numero: self._undo(numero))
            rangee = Rangee(ecart=12)
            rangee.addWidget(Libelle(dit), 1)
            rangee.addWidget(lien)
            self._faits.addLayout(rangee)

    def _on_failure(self, error: ExpectedError) -> None:
        self.corriger.setEnabled(True)
        super()._on_failure(error)
