"""« Colonnes du tableau »: which ones, in which order, how wide; with the keyboard as with the mouse on the header."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.suivi.colonnes import Colonnes
from droits_usagers.services.suivi.lignes import Rubrique
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, Defilement, Libelle, Option, Rangee, Titre
from droits_usagers.ui.composants.choix import CarteMultiple
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.suivi.table import LARGEURS

_PAS = 40


class ReglageColonnes(QWidget):
    """Beside the list. Says each change at once."""

    #: A new `Colonnes`.
    arranged = Signal(object)
    closed = Signal()

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        self._textes = textes
        self._say = self._textes.under("liste.colonnes")
        self._colonnes = Colonnes()
        self.setAccessibleName(self._say("titre"))
        fermer = BoutonLien(self._say("fermer"), icone="fermer")
        fermer.clicked.connect(self.closed)
        debut = BoutonSecondaire(self._say("au_debut"))
        debut.clicked.connect(lambda: self._arrange(Colonnes()))
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(2, 2, 12, 16))
        colonne.addWidget(Titre(self._say("titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("aide"), teinte=Teinte.DOUX))
        self._lignes = Colonne(ecart=12)
        colonne.addLayout(self._lignes)
        colonne.addWidget(debut, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addStretch(1)
        page = Colonne(self, ecart=8)
        page.addWidget(fermer, 0, Qt.AlignmentFlag.AlignLeading)
        page.addWidget(Defilement(contenu), 1)
        self.cartes: dict[Rubrique, CarteMultiple] = {}
        self._vues = {rubrique: self._line(rubrique) for rubrique in Rubrique}

    def _line(self, rubrique: Rubrique) -> QWidget:
        nom = self._textes(f"suivi.colonnes.{rubrique}")
        self.cartes[rubrique] = carte = CarteMultiple(Option(rubrique, nom))
        carte.clicked.connect(lambda: self._arrange(self._colonnes.toggled(rubrique)))
        boutons = Rangee(ecart=4)
        gestes = (
            ("avancer", self._move, -1),
            ("reculer", self._move, 1),
            ("elargir", self._widen, _PAS),
            ("retrecir", self._widen, -_PAS),
        )
        for id_, geste, pas in gestes:
            bouton = BoutonLien(self._say(id_))
            bouton.setAccessibleName(self._say(f"nom_{id_}", colonne=nom))
            bouton.clicked.connect(partial(geste, rubrique, pas))
            boutons.addWidget(bouton)
        boutons.addStretch(1)
        vue = QWidget()
        colonne = Colonne(vue, ecart=0)
        colonne.addWidget(carte)
        colonne.addLayout(boutons)
        return vue

    def show_columns(self, colonnes: Colonnes) -> None:
        """As they are."""
        self._colonnes = colonnes
        for place, rubrique in enumerate(colonnes.ordre):
            self._lignes.removeWidget(self._vues[rubrique])
            self._lignes.insertWidget(place, self._vues[rubrique])
            self.cartes[rubrique].setChecked(rubrique not in colonnes.masquees)

    def focus_first(self) -> None:
        """Puts the focus on the first column."""
        self.cartes[self._colonnes.ordre[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, rubrique: Rubrique, pas: int, _coche: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt
        self._arrange(self._colonnes.moved(rubrique, pas))

    def _widen(self, rubrique: Rubrique, pas: int, _coche: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt
        largeur = self._colonnes.largeurs.get(rubrique, LARGEURS[rubrique][0])
        self._arrange(self._colonnes.widened(rubrique, largeur + pas))

    def _arrange(self, colonnes: Colonnes) -> None:
        self.show_columns(colonnes)
        self.arranged.emit(colonnes)
