"""What will be made and what will not, with the letter of the line one is on; then making it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.demarche.demande import is_protected
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.envois.chantier import Chantier, FormeEnvoi
from droits_usagers.services.envois.controle import VerdictEnvoi
from droits_usagers.services.envois.envoi import GroupeEcarte, ParolesMasse, arranged
from droits_usagers.services.envois.tri import Geste, LigneTriee, Motif, Trieur
from droits_usagers.services.socle.travail import Avancement, Tache, Unites
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Libelle, ListeDeroulante, Nature, Rangee
from droits_usagers.ui.composants.choix import LigneMultiple, Option
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.dossier.pieces_a_voir import PiecesAVoir
from droits_usagers.ui.envois.controle import ARRETEES, RETENUES, ControleMasse
from droits_usagers.ui.envois.fabrication import (
    CommandeEnvois,
    DessinLettre,
    Fabrication,
    GroupesLaisses,
    left_to_do,
    made_where,
    make_chantier,
)
from droits_usagers.ui.envois.table import CadreMasse, Largeur, LigneMontree, ModeleMasse, TableMasse
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import VersLettre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

COLONNES = ("reference", "personne", "demarche", "organisme", "controle", "etat")
LARGEURS = (
    *(Largeur(130), Largeur(120, 1), Largeur(100, 1, cede=True)),
    *(Largeur(130, 3, cede=True), Largeur(120), Largeur(150, 5)),
)
#: Under this width, at 100 %, there is no room for the letter beside the list.
AVEC_APERCU = 1060
#: Of the letter, and what it leaves to the list.
_LARGEURS_APERCU, _LISTE = (420, 620), 880
#: Under this one, what the letters are to be is on several lines.
AVEC_CHOIX = 800
#: What is remembered in the coffre: where letters were written last, and in which form.
REGLAGE = "masse"


@dataclass(frozen=True, slots=True)
class _Bilan:
    """What becomes of the dossiers, in words."""

    lignes: Sequence[LigneTriee] = ()
    montrees: Sequence[LigneMontree] = ()
    groupes: Sequence[GroupeEcarte] = ()


class EcranPreparer(CadreMasse):
    """Holds what is typed in the letters until `clear`."""

    #: The letters just made are to be noted as sent: their references, in the order they were made.
    envoi_asked = Signal(object)
    #: The letter of a dossier is to be written again: `VersLettre`.
    letter_asked = Signal(object)
    #: A dossier is to be opened.
    dossier_asked = Signal(str)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        services = contexte.services
        self._acces = AccesCoffre(contexte)
        self._paroles = ParolesMasse(Presentation(services.catalogue, services.today))
        self._geste = Geste.RELANCE
        self._lignes: dict[str, LigneTriee] = {}
        self._groupes: Sequence[GroupeEcarte] = ()
        self._ou: Path | None = None
        self._chantier: Chantier | None = None
        self._discreet = False
        #: What is being read of the dossiers, and how many times something was.
        self._lecture: Tache | None = None
        self._tour = 0
        self.fabrication = Fabrication(contexte, self)
        self.modele = ModeleMasse([self.textes(f"masse.colonnes.{id_}") for id_ in COLONNES], self)
        self.table = TableMasse(self.modele, LARGEURS)
        self.table.setAccessibleName(self.textes("masse.liste"))
        #: Where the dates are of those whose letters bear none.
        self.protegees = Libelle(self.textes("masse.protegees"))
        self.groupes = GroupesLaisses(self.textes)
        self.controle = ControleMasse(contexte)
        #: What is looked at before it leaves with the letters, and the folder they were to go to.
        self.a_voir = PiecesAVoir(contexte, self.textes.under("masse"))
        self._repris: Path | None = None
        self.apercu = Apercu(contexte, self._source)
        self._dessin = DessinLettre(contexte, self.apercu, self.tell_failure)
        self.forme = ListeDeroulante([(forme, self.textes(f"masse.formes.{forme}")) for forme in FormeEnvoi])
        self.forme.setAccessibleName(self.textes("masse.forme"))
        self.pieces = LigneMultiple(Option("", self.textes("masse.pieces_jointes")))
        self.references = LigneMultiple(Option("", self.textes("masse.references")))
        self.references.setChecked(True)
        self._fill()
        self._connect()

    def _fill(self) -> None:
        self.forme.setMinimumContentsLength(24)
        self._choix = choix = Rangee(ecart=16)
        choix.addWidget(self.forme)
        choix.addWidget(self.references)
        choix.addWidget(self.pieces)
        choix.addStretch(1)
        gauche = Colonne(ecart=10)
        gauche.addWidget(self.table, 1)
        gauche.addWidget(self.protegees)
        gauche.addWidget(self.controle)
        gauche.addWidget(self.a_voir)
        gauche.addWidget(self.groupes)
        gauche.addLayout(choix)
        rangee = Rangee(ecart=20)
        rangee.addLayout(gauche, 1)
        rangee.addWidget(self.apercu)
        self.corps.addLayout(rangee, 1)

    def _connect(self) -> None:
        self.modele.ticks_changed.connect(self._on_ticks)
        self.groupes.group_toggled.connect(self._on_group)
        self.modele.ticked_by_hand.connect(self._on_box)
        self.controle.changed.connect(self._on_looked)
        self.controle.rewritten.connect(self._on_rewritten)
        self.controle.liste.mend_asked.connect(lambda _: self._mend())
        self.a_voir.asked.connect(self.dossier_asked)
        self.table.row_reached.connect(self._draw)
        self.apercu.width_changed.connect(self._draw)
        self.forme.currentIndexChanged.connect(self._on_ticks)
        self.references.toggled.connect(lambda _: self._draw())
        self.progres.stop_asked.connect(self._stop)
        self.fabrication.progressed.connect(self._on_progress)
        self.fabrication.finished.connect(self._on_finished)
        self.fabrication.failed.connect(self._on_failed)

    # What the page tells it.

    def start(self, geste: Geste, references: Sequence[str]) -> None:
        """Reads these dossiers, and shows what becomes of them."""
        # What was made the last time is made.
        self._geste, self._chantier, self._repris = geste, None, None
        self.a_voir.clear()
        for widget in (self.groupes, self.forme, self.references, self.pieces):
            widget.setEnabled(True)
        self.titre = self.textes(f"masse.titres.{geste}")
        self.pieces.setVisible(geste is Geste.PLAINTE_CNIL)
        self.pieces.setChecked(geste is Geste.PLAINTE_CNIL)
        self._show(_Bilan())
        if not references:
            self.tell(self.textes("masse.aucune"), nature=Nature.INFORMATION)
            self.retour.setFocus()
            return
        self.hush()
        self.compte.setText(self.textes("masse.lecture", fait=0, total=len(references)))
        services, today = self.contexte.services, self.contexte.services.today()
        trieur = Trieur(services.catalogue, services.suivant)

        def examine(coffre: Coffre) -> Unites[_Bilan]:
            lignes: list[LigneTriee] = []
            yield from trieur.examining(coffre, references, geste, today=today, lignes=lignes)
            rangees = arranged(lignes)
            # Here rather than in the window's thread: a thousand lines take a moment to say.
            return _Bilan(rangees, [self._row(ligne) for ligne in rangees], self._paroles.groupes(rangees))

        tour = self._leave_reading()
        reponses = Reponses(
            self,
            lambda bilan: self._show(bilan) if tour == self._tour else None,
            self.tell_failure,
            on_progress=lambda avancement: self._on_reading(avancement) if tour == self._tour else None,
        )
        self._acces.ask(lambda coffre: coffre.reglages.read(REGLAGE), Reponses(self, self._remember, self.tell_failure))
        self._lecture = self._acces.work(examine, reponses)
        self.table.present(f"{self.titre}, {self.table.accessibleName()}")
        self.table.setFocus()

    def _leave_reading(self) -> int:
        """What is being read is not wanted any more. Gives the number of the next reading: others are not heard."""
        self._tour += 1
        if self._lecture is not None:
            self._lecture.cancel()
            self._lecture = None
        return self._tour

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves gives up what was being prepared; letters being written are finished."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.fabrication.under_way:
            self._leave_reading()
            self.controle.stop()

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._leave_reading()
        self.fabrication.stop()
        self.controle.clear()
        self.a_voir.clear()
        self._chantier, self._repris = None, None
        self._lignes = {}
        self.modele.show_rows(())
        self.groupes.show_groups(())
        self.apercu.clear()
        self.hush()
        self.compte.setText("")

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides names and the letter, or shows them again."""
        self._discreet = discreet
        self.apercu.conceal(masque=discreet)
        self.controle.conceal(masque=discreet)
        self.a_voir.conceal(masque=discreet)
        self._say_dates()
        self.modele.change_rows([self._renamed(rangee) for rangee in self.modele.rows])

    # What becomes of each.

    def _on_reading(self, avancement: Avancement) -> None:
        self.compte.setText(self.textes("masse.lecture", fait=avancement.fait, total=avancement.total))

    def _remember(self, reglage: object) -> None:
        if isinstance(reglage, dict):
            self._ou = Path(str(reglage["dossier"])) if reglage.get("dossier") else None
            self.forme.setCurrentIndex(max(0, self.forme.findData(reglage.get("forme"))))

    def _show(self, bilan: _Bilan) -> None:
        self._lignes = {ligne.reference: ligne for ligne in bilan.lignes}
        self.modele.show_rows(bilan.montrees)
        self._say_dates()
        self._groupes = bilan.groupes
        self.groupes.show_groups(bilan.groupes)
        self.controle.start(bilan.lignes)
        self._arrange()
        self.table.go_to(0)
        self._on_ticks()
        # Once everything has its place: a page is drawn as wide as it will be seen.
        QTimer.singleShot(0, self, self._draw)

    def _say_dates(self) -> None:
        """Where the dates of protected letters are: that there is one is nobody else's business."""
        lettres = (ligne.lettre for ligne in self._lignes.values() if ligne.lettre is not None)
        self.protegees.setVisible(not self._discreet and any(is_protected(lettre.demande) for lettre in lettres))

    def _row(self, ligne: LigneTriee) -> LigneMontree:
        paroles, avis = self._paroles, self.controle.of(ligne.reference)
        etat = self.textes("masse.laissee") if avis in RETENUES and ligne.ready else paroles.etat(ligne)
        mot = self.controle.word(ligne)
        cellules = (paroles.reference(ligne), self._name(ligne), paroles.demarche(ligne.demarche), ligne.organisme, mot, etat)
        cochee = (
            (ligne.ready and avis is not VerdictEnvoi.A_CONFIRMER) if ligne.may_be_ticked and avis not in ARRETEES else None
        )
        a_part = ligne.motif is not None or avis in RETENUES
        return LigneMontree(
            ligne.reference,
            cellules,
            cochee,
            a_part=a_part,
            a_lire=avis is VerdictEnvoi.A_CONFIRMER,
            aide=paroles.pourquoi(ligne),
        )

    def _name(self, ligne: LigneTriee) -> str:
        return self.textes("suivi.nom_masque") if self._discreet and ligne.personne else ligne.personne

    def _renamed(self, rangee: LigneMontree) -> LigneMontree:
        """The same, whatever became of its letter, with its name hidden or shown."""
        reference, _, *suite = rangee.cellules
        return replace(rangee, cellules=(reference, self._name(self._lignes[rangee.reference]), *suite))

    # What the control says of them.

    def _on_looked(self) -> None:
        """Words change, and what is held back is left aside; what was ticked or not by hand stays so."""
        if self._chantier is not None:
            return
        avant = {rangee.reference: rangee for rangee in self.modele.rows}
        rangees = []
        for ligne in self._lignes.values():
            rangee, ancienne = self._row(ligne), avant[ligne.reference]
            meme = rangee.cochee is not None and ancienne.cochee is not None and rangee.a_lire == ancienne.a_lire
            rangees.append(replace(rangee, cochee=ancienne.cochee) if meme else rangee)
        self.modele.change_rows(rangees)
        self.groupes.show_groups((*self.controle.groups(tuple(self._lignes.values())), *self._groupes))
        self._on_ticks()

    def _on_rewritten(self, lignes: Sequence[LigneTriee]) -> None:
        """Their letters say something else."""
        self._lignes |= {ligne.reference: ligne for ligne in lignes}
        self._draw()

    def _on_box(self, reference: str, cochee: bool) -> None:  # noqa: FBT001 - Qt
        self.controle.keep(reference, gardee=cochee)
        self._on_looked()

    def _mend(self) -> None:
        lettre = self._lignes[self._reference()].lettre
        if lettre is not None:
            self.letter_asked.emit(VersLettre(self._reference(), lettre.demande.demarche, lettre.etape))

    def _on_group(self, motif: Motif, coche: bool) -> None:  # noqa: FBT001 - Qt
        references = frozenset(ligne.reference for ligne in self._lignes.values() if ligne.motif is motif)
        self.modele.tick(references, cochees=coche)

    def _on_ticks(self) -> None:
        nombre, total = len(self.modele.ticked), self.modele.rowCount()
        compte = {0: "compte_zero", 1: "compte_un"}.get(nombre, "compte")
        self.compte.setText(self.textes(f"masse.{compte}", nombre=nombre, total=total) if total else "")
        geste = "imprimer" if self.forme.value() == FormeEnvoi.IMPRIMER else "ecrire"
        if self._chantier is None:
            action = self.textes(f"masse.{geste}_un" if nombre == 1 else f"masse.{geste}", nombre=nombre)
            self.show_action(action, raison=self._acces.raison or ("" if nombre else self.textes("commun.rien_de_coche")))
        self.pieces.setEnabled(geste == "ecrire")

    # The letter of a line.

    def _reference(self) -> str:
        """The dossier of the line one is on."""
        index = self.table.currentIndex()
        return self.modele.row(index.row()).reference if index.isValid() and self.modele.rowCount() else ""

    def _draw(self, _rang: int = 0) -> None:
        reference = self._reference()
        self.controle.show_line(reference)
        ligne = self._lignes.get(reference)
        if ligne is None or ligne.lettre is None or self.apercu.isHidden():
            self.apercu.show_letter((), self.textes("masse.sans_apercu") if ligne is not None else "")
            return
        # Another line, or nothing any more, since it was asked for.
        self._dessin.draw(
            ligne.lettre,
            lambda: bool(self._lignes) and self._reference() == reference,
            reference=reference if self.references.isChecked() else "",
        )

    def _source(self) -> Callable[[], Libre[str]] | None:
        reference, services = self._reference(), self.contexte.services
        ligne = self._lignes.get(reference)
        if ligne is None or ligne.lettre is None:
            return None
        lettre, dite = ligne.lettre, reference if self.references.isChecked() else ""
        letter = partial(services.departs.letter, lettre.demande, lettre.etape, reference=dite)
        return lambda: letter(gestes=self.controle.gestes.get(reference)).map(services.courriers.text)

    # Making them.

    def go_on(self) -> None:
        """Makes the letters that are ticked; or, once they are made, goes on to note that they were sent."""
        if self.fabrication.under_way:
            return
        if self._chantier is not None:
            self.envoi_asked.emit([fait.reference for fait in self._chantier.faits])
            return
        forme = FormeEnvoi(self.forme.value())
        dossier = Path() if forme is FormeEnvoi.IMPRIMER else self._repris or self._ask_where(forme)
        lignes = tuple(self._lignes[reference] for reference in self.modele.ticked)
        if dossier is None or not lignes:
            return
        avec_pieces = self.pieces.isVisibleTo(self) and self.pieces.isChecked()
        self.a_voir.decide()
        self._repris = dossier
        self._chantier = make_chantier(
            self.contexte,
            CommandeEnvois(
                self._geste,
                forme,
                lignes,
                dossier,
                avec_pieces=avec_pieces,
                gestes=self.controle.gestes,
                releve=self.a_voir.releve,
                references=self.references.isChecked(),
            ),
        )
        self._work(en_cours=True)
        self.progres.begin(self.textes("masse.avancement", fait=0, total=len(lignes)))
        self.fabrication.start(self._chantier)

    def _ask_where(self, forme: FormeEnvoi) -> Path | None:
        """The folder, remembered for the next time; None if the person gave up."""
        # Enter pressed twice in a row asks once.
        self.suite.setEnabled(False)
        choisi = self.contexte.operations.attempt(lambda: self.contexte.sorties().choose_folder(self._ou), self.tell_failure)
        self.suite.setEnabled(True)
        if choisi is not None:
            self._ou = choisi
            reglage = {"dossier": str(choisi), "forme": forme.value}
            self._acces.write(lambda coffre: coffre.reglages.keep(REGLAGE, reglage), Reponses(self, _ignore, _ignore))
        return choisi

    def _work(self, *, en_cours: bool) -> None:
        for widget in (
            self.table,
            self.controle,
            self.a_voir,
            self.groupes,
            self.forme,
            self.references,
            self.pieces,
            self.suite,
        ):
            widget.setEnabled(not en_cours)
        if not en_cours:
            self.progres.end()

    def _stop(self) -> None:
        self.fabrication.stop()
        self.progres.say(self.textes("masse.arret"))

    def _on_progress(self, avancement: Avancement) -> None:
        self.progres.show_progress(avancement)
        if self._chantier is not None and not self._chantier.cancelled:
            suite = self._chantier.suite
            lues = suite.regardes if suite is not None and not avancement.fait else avancement.total
            pas, fait = ("lecture_pieces", lues) if lues < avancement.total else ("avancement", avancement.fait)
            self.progres.say(self.textes(f"masse.{pas}", fait=fait, total=avancement.total))

    def _on_finished(self) -> None:
        self._work(en_cours=False)
        chantier = self._chantier
        if chantier is None:
            return
        faits, total = len(chantier.faits), chantier.total
        if not faits and chantier.suite is not None and chantier.suite.a_decider:
            self._chantier = None
            self.a_voir.show_pieces()
            self.tell(self.textes("masse.pieces_regardees"), nature=Nature.ATTENTION)
            self._on_ticks()
            return
        self._repris = None
        if not faits:
            self._chantier = None
            dits = (self.textes("masse.annule_rien"), *left_to_do(chantier, self.textes))
            self._offer_held(self.tell("\n".join(dits), nature=Nature.INFORMATION), chantier)
            self._on_ticks()
        else:
            entier = faits + len(chantier.retenues) == total
            dit = self.textes("masse.fait_un" if faits == 1 else "masse.fait", nombre=faits)
            texte = dit if entier else self.textes("masse.annule", fait=faits, total=total)
            self._tell_made(chantier, texte, nature=Nature.BIEN if entier else Nature.INFORMATION)

    def _tell_made(self, chantier: Chantier, texte: str, *, nature: Nature) -> Avis:
        avis = self.tell(
            "\n".join((texte, *made_where(chantier, self.textes), *left_to_do(chantier, self.textes))), nature=nature
        )
        if len(chantier.fichiers) == 1:
            ouvrir = BoutonSecondaire(self.textes("masse.ouvrir"), icone="ouvrir")
            fichier = chantier.fichiers[0]
            ouvrir.clicked.connect(lambda: self._open(fichier))
            avis.add_button(ouvrir)
        self._offer_held(avis, chantier)
        for widget in (self.groupes, self.forme, self.references, self.pieces):
            widget.setEnabled(False)
        self.a_voir.clear()
        self.compte.setText("")
        self._show_made({fait.reference for fait in chantier.faits})
        self.show_action(self.textes("masse.envoyees_suite"))
        self.suite.setFocus()
        return avis

    def _offer_held(self, avis: Avis, chantier: Chantier) -> None:
        """The way to what was left aside."""
        for reference in tuple(chantier.retenues)[:1]:
            bouton = BoutonSecondaire(self.textes("masse.voir_retenue", reference=reference))
            bouton.clicked.connect(lambda _checked=False, vers=reference: self.dossier_asked.emit(vers))
            avis.add_button(bouton)

    def _show_made(self, faites: set[str]) -> None:
        """Says of each line whether its letter was written; there is nothing left to tick."""
        ecrite = self.textes("masse.ecrite")
        rangees = [self._row(ligne) for ligne in self._lignes.values()]
        self.modele.change_rows(
            [
                replace(rangee, cellules=(*rangee.cellules[:-1], ecrite), cochee=None, a_part=False)
                if rangee.reference in faites
                else replace(rangee, cochee=None, a_part=True)
                for rangee in rangees
            ]
        )

    def _open(self, fichier: Path) -> None:
        self.contexte.operations.attempt(lambda: self.contexte.sorties().open_file(fichier), self.tell_failure)

    def _on_failed(self, error: ExpectedError) -> None:
        self._repris = None
        self._work(en_cours=False)
        chantier, phrase = self._chantier, self.contexte.operations.sentence(error)
        faits = len(chantier.faits) if chantier is not None else 0
        if chantier is None or not faits:
            self._chantier = None
            self.tell(self.textes("masse.echec_rien", phrase=phrase), nature=Nature.ATTENTION)
            self._on_ticks()
        else:
            texte = self.textes("masse.echec", phrase=phrase, fait=faits, total=chantier.total)
            self._tell_made(chantier, texte, nature=Nature.ATTENTION)

    def read_again(self) -> None:
        """What is due is not what was due yesterday: reads again, unless letters were made."""
        if self._chantier is None and self._lignes:
            self.start(self._geste, tuple(self._lignes))

    # Where things go.

    def _arrange(self) -> None:
        theme = current_theme()
        self.apercu.setVisible(self.width() >= theme.px(AVEC_APERCU) and bool(self._lignes))
        moins, plus = map(theme.px, _LARGEURS_APERCU)
        self.apercu.setFixedWidth(min(max(self.width() - theme.px(_LISTE), moins), plus))
        # One under the other where they do not fit beside each other: they would make the list wider than the window.
        large = self.width() >= theme.px(AVEC_CHOIX)
        self._choix.setDirection(QBoxLayout.Direction.LeftToRight if large else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._arrange()


def _ignore(_: object) -> None:
    """What is only remembered for convenience may be forgotten."""
