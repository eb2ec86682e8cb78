"""Once everything is erased: what became of each file that was saved. Leaves by itself, for it names files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Avis, BoutonPrimaire, Colonne, Libelle, Nature, Rangee, Titre
from droits_usagers.ui.composants.mise_en_page import keep_in_sight

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
        for supprime, nature in ((True, Nature.BIEN), (False, Nature.ATTENTION)):
            noms = [f"{sort.chemin.name} ({sort.chemin.parent})" for sort in sorts if sort.supprime is supprime]
            if noms:
                mot = textes("bilan.supprimes" if supprime else "bilan.gardes")
                colonne.addWidget(Avis("\n".join(noms), mot=mot, nature=nature))
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
