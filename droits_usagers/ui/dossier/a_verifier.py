"""The cells of a table that were not read for sure: their words under their column, each put away once someone has seen it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.ecran import CelluleMontree
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, Rangee, Titre
from droits_usagers.ui.composants.theme import Teinte


class VueAVerifier(QWidget):
    """Those of a dossier. `seen`: one of them, by its number; masked with the names, for they may name someone."""

    seen = Signal(int)
    #: None of these words asks for the address to be withheld.
    address_freed = Signal()

    def __init__(
        self, textes: Textes, cellules: tuple[CelluleMontree, ...], *, tue: bool, discreet: bool, lecture_seule: bool
    ) -> None:
        """`tue`: the address of the person is written on no paper."""
        super().__init__()
        colonne = Colonne(self)
        if cellules:
            colonne.addWidget(Titre(textes("a_verifier.titre"), niveau=2))
            colonne.addWidget(Libelle(textes("a_verifier.phrase"), teinte=Teinte.DOUX))
        for cellule in cellules:
            dite = textes("a_verifier.masquee") if discreet else cellule.dite
            rangee = Rangee(ecart=12)
            rangee.addWidget(Libelle(dite), 1)
            if not lecture_seule:
                vu = BoutonSecondaire(textes("a_verifier.vu"))
                vu.setAccessibleDescription(dite)
                vu.clicked.connect(lambda _checked=False, numero=cellule.numero: self.seen.emit(numero))
                rangee.addWidget(vu)
            colonne.addLayout(rangee)
        if tue:
            rangee = Rangee(ecart=12)
            rangee.addWidget(Libelle(textes("a_verifier.tue" if cellules else "a_verifier.tue_vue")), 1)
            # Nobody decides of words that are hidden.
            if not (discreet or lecture_seule):
                ecrire = BoutonSecondaire(textes("a_verifier.ecrire"))
                ecrire.clicked.connect(self.address_freed)
                rangee.addWidget(ecrire)
            colonne.addLayout(rangee)
