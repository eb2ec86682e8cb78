"""« Aide »: what the program does, what it keeps, who can see, and its keys. One page, read in two minutes."""

from PySide6.QtWidgets import QGridLayout, QWidget

from droits_usagers.ui.composants import Centre, Colonne, Defilement, Libelle, Titre
from droits_usagers.ui.page import Contexte, Page

PARTIES = ("lettre", "memoire", "regards", "internet")
TOUCHES = ("entree", "ctrl_entree", "tab", "f1", "f9", "ctrl_k", "ctrl_l", "ctrl_s", "ctrl_plus")


class PageAide(Page):
    """Nothing is typed here."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=24, marges=(24, 24, 24, 24))
        colonne.addWidget(Titre(self.textes("aide.titre")))
        for partie in PARTIES:
            groupe = Colonne(ecart=4)
            groupe.addWidget(Titre(self.textes(f"aide.{partie}.titre"), niveau=2))
            groupe.addWidget(Libelle(self.textes(f"aide.{partie}.texte")))
            colonne.addLayout(groupe)
        colonne.addWidget(Titre(self.textes("aide.touches.titre"), niveau=2))
        colonne.addLayout(self._keys())
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(contenu, largeur=640))
        page = Colonne(self)
        page.addWidget(self._defilement)

    def _keys(self) -> QGridLayout:
        grille = QGridLayout()
        grille.setColumnStretch(1, 1)
        for rang, touche in enumerate(TOUCHES):
            grille.addWidget(Libelle(self.textes(f"aide.nom_touche.{touche}"), gras=True), rang, 0)
            grille.addWidget(Libelle(self.textes(f"aide.touche.{touche}")), rang, 1)
        return grille

    def arrive(self, element: str = "") -> None:  # noqa: ARG002 - nothing on it can be named
        """Read with the arrow keys."""
        self._defilement.setFocus()
