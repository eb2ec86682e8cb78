"""What stands in place of the list when it has no line: what a dossier is, or how to find one again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Centre, Colonne, Libelle, Puce, Rangee, Titre
from droits_usagers.ui.theme import Teinte


class SuiviVide(QWidget):
    """No dossier yet: teaches, and leads to the first one."""

    creation_wanted = Signal()

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(0, 32, 0, 0))
        colonne.addWidget(Titre(textes("suivi.vide.titre"), niveau=2))
        colonne.addWidget(Libelle(textes("suivi.vide.texte"), teinte=Teinte.DOUX))
        exemple = Rangee(ecart=12)
        exemple.addWidget(Puce(textes("suivi.vide.exemple_etat"), Teinte.ATTENTE))
        exemple.addWidget(Libelle(textes("suivi.vide.exemple"), teinte=Teinte.DOUX), 1)
        colonne.addLayout(exemple)
        self.creer = BoutonPrimaire(textes("suivi.vide.creer"))
        self.creer.clicked.connect(self.creation_wanted)
        colonne.addWidget(self.creer, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addStretch(1)
        Colonne(self).addWidget(Centre(contenu))
        self.setFocusProxy(self.creer)


class SansResultat(QWidget):
    """Dossiers, but none that the search keeps."""

    everything_wanted = Signal()

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(0, 32, 0, 0))
        colonne.addWidget(Titre(textes("suivi.sans_resultat.titre"), niveau=2))
        colonne.addWidget(Libelle(textes("suivi.sans_resultat.texte"), teinte=Teinte.DOUX))
        self.tout_voir = BoutonSecondaire(textes("suivi.sans_resultat.tout_voir"))
        self.tout_voir.clicked.connect(self.everything_wanted)
        colonne.addWidget(self.tout_voir, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addStretch(1)
        Colonne(self).addWidget(Centre(contenu))
        self.setFocusProxy(self.tout_voir)
