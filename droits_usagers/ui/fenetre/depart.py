"""« Personne suivante »: what will be lost, the files that were saved, the way back first; then everything is erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
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
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import GROUPE
from droits_usagers.ui.composants.mise_en_page import keep_in_sight
from droits_usagers.ui.composants.theme import Teinte


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
