"""What is said, once, over any screen, when the opened coffre turns out to be damaged: that nothing is erased, where to go."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Defilement, Libelle, Rangee, Titre
from droits_usagers.ui.theme import current_theme


class CoffreAbime(QDialog):
    """Accepted: to its backups. Given up: back to the screen, whose commands go on leading there."""

    def __init__(self, textes: Textes, fichier: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(textes("commun.nom"))
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 24, 24, 12))
        colonne.addWidget(Titre(textes("abime.titre")))
        for id_ in ("phrase", "suite"):
            colonne.addWidget(Libelle(textes(f"abime.{id_}", fichier=fichier)))
        colonne.addStretch(1)
        pied = Rangee(marges=(24, 12, 24, 24))
        self.rester = BoutonSecondaire(textes("abime.rester"))
        self.rester.clicked.connect(self.reject)
        self.secours = BoutonPrimaire(textes("abime.secours"), touche=textes("commun.entree"))
        self.secours.clicked.connect(self.accept)
        self.secours.bind_enter(self)
        pied.addWidget(self.rester)
        pied.addStretch(1)
        pied.addWidget(self.secours)
        page = Colonne(self, ecart=0)
        page.addWidget(Defilement(contenu), 1)
        page.addLayout(pied)
        ecran = QGuiApplication.primaryScreen().availableGeometry()
        largeur = min(current_theme().px(560), ecran.width())
        self.resize(largeur, min(colonne.totalHeightForWidth(largeur) + pied.sizeHint().height(), ecran.height() * 4 // 5))
        self.secours.setFocus()
