"""« Aide »: what the program does, what it keeps, who can see, and its keys. One page, read in two minutes."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from droits_usagers.services.droit.fiches import CLAVIER
from droits_usagers.services.socle.clavier import keyboard_map
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import BoutonLien, Centre, Colonne, Defilement, Libelle, Titre
from droits_usagers.ui.socle.destination import Destination, Quoi, VersFiche
from droits_usagers.ui.socle.page import Contexte, Page

PARTIES = ("lettre", "numeros", "refus", "ecarts", "memoire", "regards", "internet")


class PageAide(Page):
    """Nothing is typed here."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=24, marges=(24, 24, 24, 24))
        for partie in PARTIES:
            groupe = Colonne(ecart=4)
            groupe.addWidget(Titre(self.textes(f"aide.{partie}.titre"), niveau=2))
            groupe.addWidget(Libelle(self.textes(f"aide.{partie}.texte")))
            colonne.addLayout(groupe)
        colonne.addWidget(Titre(self.textes("aide.carte.titre"), niveau=2))
        self.imprimer = BoutonLien(self.textes("aide.carte.imprimer"), icone="imprimer")
        self.imprimer.clicked.connect(lambda _checked=False: self.page_wanted.emit(Destination("fiches", VersFiche(CLAVIER))))
        # The page to print is among the fiches, that a shared computer does not have.
        partage = contexte.services.seance.mode is Mode.POSTE_PARTAGE
        colonne.addWidget(self.imprimer, 0, Qt.AlignmentFlag.AlignLeading)
        if partage:
            self.imprimer.hide()
        for ou, lignes in keyboard_map(self.textes, partout=partage):
            colonne.addWidget(Titre(ou, niveau=3))
            colonne.addLayout(self._grid(lignes))
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(contenu, largeur=640, au_milieu=True))
        page = Colonne(self)
        page.addWidget(self._defilement)

    @staticmethod
    def _grid(lignes: Iterable[tuple[str, str]]) -> QGridLayout:
        grille = QGridLayout()
        grille.setColumnStretch(1, 1)
        for rang, (touche, geste) in enumerate(lignes):
            grille.addWidget(Libelle(touche, gras=True), rang, 0)
            grille.addWidget(Libelle(geste), rang, 1)
        return grille

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - nothing on it can be named
        """Read with the arrow keys."""
        self._defilement.setFocus()
