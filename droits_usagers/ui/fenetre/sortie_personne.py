"""« Personne suivante », « Tout effacer », closing: what is asked before, what is said after. The window erases in between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.accueil.seance import Seance
from droits_usagers.services.socle.ecriture import are_gone
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    Colonne,
    Intitule,
    Libelle,
    Nature,
    Option,
    Pied,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import GROUPE
from droits_usagers.ui.composants.mise_en_page import keep_in_sight
from droits_usagers.ui.composants.theme import Teinte

#: After this, in milliseconds, nobody is reading any more.
DUREE_MS = 60_000


@dataclass(frozen=True, slots=True)
class SortFichier:
    """What became of a file: gone, or still where it was."""

    chemin: Path
    supprime: bool


class BilanEffacement(QWidget):
    """Built for one leaving. `done`: the next person may come."""

    done = Signal()

    def __init__(self, textes: Textes, sorts: Sequence[SortFichier], *, closing: bool) -> None:
        super().__init__()
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=24, marges=(24, 40, 24, 24))
        colonne.addWidget(Titre(textes("bilan.titre")))
        colonne.addWidget(Libelle(textes("bilan.phrase")))
        supprimes = [sort.chemin for sort in sorts if sort.supprime and are_gone(sort.chemin)]
        partis = are_gone(*supprimes)
        if supprimes and partis is not None:
            mot = textes.promise("bilan.supprimes", partis)
            colonne.addWidget(Avis(_names(supprimes), mot=mot, nature=Nature.BIEN))
        gardes = [sort.chemin for sort in sorts if sort.chemin not in supprimes]
        if gardes:
            colonne.addWidget(Avis(_names(gardes), mot=textes("bilan.gardes"), nature=Nature.ATTENTION))
        colonne.addStretch(1)
        pied = QWidget()
        rangee = Rangee(pied, marges=(24, 12, 24, 24))
        rangee.addStretch(1)
        self.finir = BoutonPrimaire(textes("bilan.fermer" if closing else "bilan.finir"), touche=textes("commun.entree"))
        self.finir.clicked.connect(self.done)
        self.finir.bind_enter(self)
        rangee.addWidget(self.finir)
        keep_in_sight(pied, self, contenu)
        self._repit = QTimer(self, interval=DUREE_MS, singleShot=True)
        self._repit.timeout.connect(self.done)
        self._repit.start()

    def arrive(self) -> None:
        """Enter goes on."""
        self.finir.setFocus(Qt.FocusReason.OtherFocusReason)


def _names(chemins: Sequence[Path]) -> str:
    return "\n".join(f"{chemin.name} ({chemin.parent})" for chemin in chemins)


@dataclass(frozen=True, slots=True)
class FichierLaisse:
    """A file of this sitting. `change`: something else than this program wrote in it since."""

    chemin: Path
    change: bool = False


class Depart(QWidget):
    """Built for one leaving: it names files, that the next person must not see."""

    entendu = GROUPE

    abandoned = Signal()
    #: The files to delete, as a tuple of paths.
    confirmed = Signal(object)

    def __init__(
        self, textes: Textes, fichiers: Sequence[FichierLaisse], *, occupied: bool, closing: bool = False, partage: bool = False
    ) -> None:
        """`partage`: on a shared computer, every file is ticked, but those that something else wrote in since."""
        super().__init__()
        self._textes = textes
        self._fichiers = {str(rang): fichier for rang, fichier in enumerate(fichiers)}
        self._partage = partage
        contenu = QWidget()
        self._colonne = Colonne(contenu, ecart=24, marges=(24, 40, 24, 24))
        titre = textes("depart.titre_fermer" if closing else "depart.titre")
        # All that is to be known before anything is pressed; what is lost is a notice, said as it comes.
        self.setAccessibleName(titre if occupied else f"{titre}. {textes('depart.rien_perdu')}")
        self._colonne.addWidget(Titre(titre, lu=False))
        if occupied:
            perdu = Avis(textes("depart.perdu"), mot=textes("commun.avis.attention"), nature=Nature.ATTENTION)
            self._colonne.addWidget(perdu)
        else:
            self._colonne.addWidget(Libelle(textes("depart.rien_perdu")))
        self.choix: ChoixMultiples | None = self._add_files() if self._fichiers else None
        self._restes = Avis(mot="", nature=Nature.ARRET)
        self._restes.hide()
        self._colonne.addWidget(self._restes)
        self._colonne.addStretch(1)
        keep_in_sight(self._buttons(closing=closing), self, contenu)

    def _add_files(self) -> ChoixMultiples:
        textes = self._textes
        choix = ChoixMultiples([Option(id_, un.chemin.name, self._place(un)) for id_, un in self._fichiers.items()])
        if self._partage:
            choix.set_value([id_ for id_, un in self._fichiers.items() if not un.change])
        aide = textes("depart.fichiers_coches" if self._partage else "depart.fichiers_aide")
        self._colonne.addWidget(Champ(Intitule(textes("depart.fichiers"), aide), choix))
        self._colonne.addWidget(Libelle(textes("depart.disque"), teinte=Teinte.DOUX))
        return choix

    def _place(self, fichier: FichierLaisse) -> str:
        dossier = str(fichier.chemin.parent)
        return self._textes("depart.change_depuis", dossier=dossier) if fichier.change else dossier

    def _buttons(self, *, closing: bool) -> QWidget:
        textes = self._textes
        self.revenir = BoutonSecondaire(textes("depart.revenir"), icone="retour")
        self.revenir.clicked.connect(self.abandoned)
        self.effacer = BoutonPrimaire(
            textes("depart.effacer_fermer" if closing else "depart.effacer"), touche=textes("commun.ctrl_entree")
        )
        self.effacer.clicked.connect(self._confirm)
        self.effacer.bind_enter(self, plain=False)
        bind("Esc", self, self.abandoned)
        pied = QWidget()
        Pied(self.revenir, self.effacer, dans=pied, marges=(24, 12, 24, 24))
        return pied

    def _confirm(self) -> None:
        chosen = self.choix.value() if self.choix is not None else ()
        self.confirmed.emit(tuple(self._fichiers[id_].chemin for id_ in chosen))

    def show_left_over(self, restes: Sequence[Path]) -> None:
        """Says which files could not be deleted: nothing was erased yet, one can try again."""
        noms = ", ".join(chemin.name for chemin in restes)
        textes = self._textes
        self._restes.say(textes("depart.restes", fichiers=noms), mot=textes("commun.avis.arret"), nature=Nature.ARRET)
        self._restes.show()

    def arrive(self) -> None:
        """The way back has the focus: Enter must not erase."""
        self.revenir.setFocus(Qt.FocusReason.OtherFocusReason)


class SortiePersonne(QObject):
    """Shows its two screens in the pile of the window, and throws each away: they name files."""

    #: Nothing was erased: back to where one was.
    abandoned = Signal()
    #: Everything but the files must be erased now.
    erasing_wanted = Signal()
    #: It is over, and said; true when the window closes.
    finished = Signal(bool)

    def __init__(self, textes: Textes, seance: Seance, pile: QStackedWidget, *, occupied: Callable[[], bool]) -> None:
        super().__init__(pile)
        self._textes, self._seance, self._pile, self._occupied = textes, seance, pile, occupied
        self._ecran: Depart | BilanEffacement | None = None
        #: Files of this leaving that are gone already, since others of them could not be deleted.
        self._supprimes: dict[Path, None] = {}

    def ask(self, *, closing: bool) -> None:
        """Says what would be lost, and which files remain."""
        fichiers = [FichierLaisse(chemin, self._seance.changed_since(chemin)) for chemin in self._seance.fichiers]
        depart = Depart(
            self._textes,
            fichiers,
            occupied=self._occupied(),
            closing=closing,
            partage=self._seance.mode is Mode.POSTE_PARTAGE,
        )
        depart.abandoned.connect(self._on_abandoned)
        depart.confirmed.connect(lambda chemins: self._on_confirmed(depart, chemins, closing=closing))
        self._show(depart)
        self._supprimes.clear()
        depart.arrive()

    def drop(self) -> None:
        """Neither screen is there any more."""
        ecran, self._ecran = self._ecran, None
        if ecran is not None:
            self._pile.removeWidget(ecran)
            ecran.setParent(None)
            ecran.deleteLater()

    def _show(self, ecran: Depart | BilanEffacement) -> None:
        self.drop()
        self._ecran = ecran
        montre: QWidget = ecran
        self._pile.addWidget(montre)
        self._pile.setCurrentWidget(montre)

    def _on_abandoned(self) -> None:
        self.drop()
        self.abandoned.emit()

    def _on_confirmed(self, depart: Depart, chemins: tuple[Path, ...], *, closing: bool) -> None:
        saved = self._seance.fichiers
        restes = self._seance.delete_files(chemins)
        self._supprimes |= dict.fromkeys(chemin for chemin in chemins if chemin in saved and chemin not in restes)
        if restes:
            depart.show_left_over(restes)
            return
        self.erasing_wanted.emit()
        sorts = [
            SortFichier(chemin, supprime=chemin in self._supprimes) for chemin in {**self._supprimes, **dict.fromkeys(saved)}
        ]
        self._supprimes.clear()
        if not sorts:
            self.finished.emit(closing)
            return
        bilan = BilanEffacement(self._textes, sorts, closing=closing)
        bilan.done.connect(lambda: self._on_done(closing=closing))
        self._show(bilan)
        bilan.arrive()

    def _on_done(self, *, closing: bool) -> None:
        self.drop()
        self.finished.emit(closing)
