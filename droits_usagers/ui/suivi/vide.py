"""What stands in place of the list when it has no line: what a dossier is, or how to find one again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Centre, Colonne, Defilement, Libelle, Puce, Rangee, Titre
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.entendre import PartNommee
from droits_usagers.ui.composants.theme import Teinte


class ListeVide(PartNommee):
    """Says why there is nothing, and offers what to do about it, first of all one thing. `[suivi.<id>]` holds its words."""

    way_out_wanted = Signal()

    def __init__(self, textes: Textes, id_: str, bouton: Bouton) -> None:
        super().__init__()
        self.bouton = bouton
        # Why there is nothing is heard before what one can do about it.
        self.setAccessibleName(textes(f"suivi.{id_}.titre"))
        contenu = QWidget()
        self._colonne = Colonne(contenu, ecart=16, marges=(0, 4, 0, 0))
        self._colonne.addWidget(Titre(textes(f"suivi.{id_}.titre"), niveau=2))
        self._colonne.addWidget(Libelle(textes(f"suivi.{id_}.texte"), teinte=Teinte.DOUX))
        self._colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        self._colonne.addStretch(1)
        bouton.clicked.connect(self.way_out_wanted)
        Colonne(self).addWidget(Defilement(Centre(contenu)))
        self.setFocusProxy(bouton)

    def show_example(self, etat: str, ligne: str) -> None:
        """What a line will look like."""
        exemple = Rangee(ecart=12)
        exemple.addWidget(Puce(etat, Teinte.ATTENTE))
        exemple.addWidget(Libelle(ligne, teinte=Teinte.DOUX), 1)
        self._colonne.insertLayout(self._colonne.indexOf(self.bouton), exemple)

    def offer(self, bouton: Bouton) -> None:
        """Another way to begin, after those already there."""
        self._colonne.insertWidget(self._colonne.count() - 1, bouton, 0, Qt.AlignmentFlag.AlignLeading)
