"""What covers everything while nobody is there: nothing of anyone, the time left, and two buttons."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Centre, Colonne, Icone, Libelle, Rangee, Titre
from droits_usagers.ui.theme import Teinte


def write_duration(textes: Textes, duree: dt.timedelta) -> str:
    """« 4 min 07 s »."""
    secondes = round(duree.total_seconds())
    return textes("commun.duree", minutes=secondes // 60, secondes=f"{secondes % 60:02d}")


class Voile(QWidget):
    """« Reprendre / Effacer tout »."""

    resumed = Signal()
    erasing_wanted = Signal()

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 24, 24, 24))
        colonne.addStretch(2)
        colonne.addWidget(Icone("cacher", taille=40, teinte=Teinte.DOUX))
        colonne.addWidget(Titre(textes("voile.titre")))
        colonne.addWidget(Libelle(textes("voile.phrase")))
        self.compte = Libelle(gras=True)
        colonne.addWidget(self.compte)
        bas = Rangee()
        self.effacer = BoutonSecondaire(textes("voile.effacer"), icone="corbeille")
        self.effacer.clicked.connect(self.erasing_wanted)
        self.reprendre = BoutonPrimaire(textes("voile.reprendre"), touche=textes("commun.entree"))
        self.reprendre.clicked.connect(self.resumed)
        self.reprendre.bind_enter(self)
        bas.addWidget(self.effacer)
        bas.addStretch(1)
        bas.addWidget(self.reprendre)
        colonne.addSpacing(8)
        colonne.addLayout(bas)
        colonne.addStretch(3)
        page = Colonne(self)
        page.addWidget(Centre(contenu, largeur=480, au_milieu=True))

    def show_time_left(self, reste: dt.timedelta) -> None:
        """Says when everything will be erased."""
        self.compte.setText(self._textes("voile.compte", duree=write_duration(self._textes, reste)))

    def arrive(self) -> None:
        """Enter resumes."""
        self.reprendre.setFocus(Qt.FocusReason.OtherFocusReason)
