"""Once everything is erased: what became of each file that was saved. Leaves by itself, for it names files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.ecriture import are_gone
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
