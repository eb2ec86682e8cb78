"""What is said of a defect of the program: that nothing is lost, how to go on, and a text one can copy that names nobody."""

import hashlib
from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.pannes import anonymous_report
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    Rangee,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte, current_theme


def incident_number(rapport: str) -> str:
    """The same few signs for the same defect, on any computer."""
    return hashlib.sha256(rapport.encode()).hexdigest()[:8]


class Incident(QDialog):
    """A box, for once: the only thing that has to be seen wherever one is."""

    neutre = True

    def __init__(self, error: BaseException, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(textes("commun.nom"))
        rapport = anonymous_report(error)
        self.numero = incident_number(rapport)
        contenu = QWidget()
        colonne = Colonne(contenu, marges=(24, 24, 24, 12))
        colonne.addWidget(Titre(textes("incident.titre")))
        colonne.addWidget(Libelle(textes("incident.phrase")))
        colonne.addWidget(Libelle(textes("incident.suite")))
        colonne.addWidget(Libelle(textes("incident.numero", numero=self.numero), gras=True))
        colonne.addWidget(Libelle(textes("incident.detail"), teinte=Teinte.DOUX))
        self.rapport = TexteLong(f"{self.numero}\n{rapport}", lignes=6)
        self.rapport.setReadOnly(True)
        self.rapport.setAccessibleName(textes("incident.detail"))
        colonne.addWidget(self.rapport)
        colonne.addStretch(1)
        pied = self._make_buttons(textes)
        page = Colonne(self, ecart=0)
        page.addWidget(Defilement(contenu), 1)
        page.addLayout(pied)
        self._fit(colonne.totalHeightForWidth, pied.sizeHint().height())
        self.continuer.setFocus()

    def _make_buttons(self, textes: Textes) -> Rangee:
        bas = Rangee(marges=(24, 12, 24, 24))
        copier = BoutonSecondaire(textes("incident.copier"), icone="copier")
        copier.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.rapport.toPlainText()))
        self.continuer = BoutonPrimaire(textes("incident.continuer"), touche=textes("commun.entree"))
        self.continuer.clicked.connect(self.accept)
        self.continuer.bind_enter(self)
        bas.addWidget(copier)
        bas.addStretch(1)
        bas.addWidget(self.continuer)
        return bas

    def _fit(self, height_for: Callable[[int], int], pied: int) -> None:
        """As large as its words, and no larger than the screen."""
        ecran = QGuiApplication.primaryScreen().availableGeometry()
        largeur = min(current_theme().px(560), ecran.width())
        self.resize(largeur, min(height_for(largeur) + pied, ecran.height()))
