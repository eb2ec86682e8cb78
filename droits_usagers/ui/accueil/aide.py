"""« Aide »: what the program does, what it keeps, who can see, and its keys. One page, read in two minutes."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QWidget

from droits_usagers.ui.composants import Centre, Colonne, Defilement, Libelle, Titre
from droits_usagers.ui.socle.actes import TOUS, key_name, name
from droits_usagers.ui.socle.destination import Quoi
from droits_usagers.ui.socle.page import Contexte, Page

PARTIES = ("lettre", "refus", "ecarts", "memoire", "regards", "internet")
TOUCHES = ("entree", "ctrl_entree", "tab", "f1", "f9", "ctrl_k", "ctrl_l", "ctrl_s", "ctrl_plus")
#: What one does in the list of the Suivi.
GESTES = ("chercher", "filtrer", "choisir", "plusieurs", "tous", "aucun")


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
        colonne.addWidget(Titre(self.textes("aide.touches.titre"), niveau=2))
        colonne.addLayout(self._keys((f"aide.nom_touche.{touche}", f"aide.touche.{touche}") for touche in TOUCHES))
        if contexte.services.seance.regles.may_open_coffre:
            colonne.addWidget(Titre(self.textes("liste.aide.titre"), niveau=2))
            colonne.addLayout(self._keys((f"liste.aide.touche.{geste}", f"liste.aide.geste.{geste}") for geste in GESTES))
            colonne.addLayout(
                self._grid((key_name(self.textes, acte.touche), name(self.textes, acte)) for acte in TOUS if acte.touche)
            )
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(contenu, largeur=640, au_milieu=True))
        page = Colonne(self)
        page.addWidget(self._defilement)

    def _keys(self, ids: Iterable[tuple[str, str]]) -> QGridLayout:
        return self._grid((self.textes(touche), self.textes(geste)) for touche, geste in ids)

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
