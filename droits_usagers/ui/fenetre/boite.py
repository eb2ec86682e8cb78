"""A box over any screen: a title, some sentences, and two gestures, the second of which Enter does."""

from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Defilement, Libelle, Rangee, Titre
from droits_usagers.ui.composants.theme import current_theme


class Boite(QDialog):
    """As large as its words, four fifths of the screen at most; what does not fit scrolls, its gestures stay."""

    def __init__(
        self, titre: str, phrases: Iterable[str], gestes: tuple[BoutonSecondaire, BoutonPrimaire], *, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        premier, second = gestes
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 24, 24, 12))
        colonne.addWidget(Titre(titre))
        for phrase in phrases:
            colonne.addWidget(Libelle(phrase))
        colonne.addStretch(1)
        pied = Rangee(marges=(24, 12, 24, 24))
        second.bind_enter(self)
        pied.addWidget(premier)
        pied.addStretch(1)
        pied.addWidget(second)
        page = Colonne(self, ecart=0)
        page.addWidget(Defilement(contenu), 1)
        page.addLayout(pied)
        ecran = QGuiApplication.primaryScreen().availableGeometry()
        largeur = min(current_theme().px(560), ecran.width())
        self.resize(largeur, min(colonne.totalHeightForWidth(largeur) + pied.sizeHint().height(), ecran.height() * 4 // 5))
        second.setFocus()
