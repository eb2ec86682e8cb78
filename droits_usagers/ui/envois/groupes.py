"""What is left aside, one line for each reason, and a button where the letters may be made all the same."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.envois.ecran import GroupeEcarte
from droits_usagers.services.envois.tri import Motif
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, Rangee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte


class GroupesLaisses(QWidget):
    """Read before anything is made."""

    #: The letters of this motif are to be made, or no longer.
    group_toggled = Signal(object, bool)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._colonne = Colonne(self, ecart=4)
        self.boutons: dict[Motif, BoutonSecondaire] = {}

    def show_groups(self, groupes: Sequence[GroupeEcarte]) -> None:
        """Replaces every line."""
        self.boutons = {}
        lignes: list[QWidget] = [Libelle(self._textes("masse.laissees"), gras=True)] if groupes else []
        replace_all(self._colonne, [*lignes, *map(self._line, groupes)])

    def _line(self, groupe: GroupeEcarte) -> QWidget:
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=12)
        texte = self._textes("masse.groupe", nombre=groupe.nombre, motif=groupe.texte)
        rangee.addWidget(Libelle(texte, teinte=Teinte.TEXTE if groupe.cochable else Teinte.DOUX), 1)
        if groupe.cochable:
            bouton = BoutonSecondaire(self._textes("masse.cocher_quand_meme"))
            bouton.setCheckable(True)
            bouton.setAccessibleDescription(texte)
            bouton.toggled.connect(lambda coche: self._on_toggled(groupe.motif, coche))
            self.boutons[groupe.motif] = bouton
            rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        return ligne

    def _on_toggled(self, motif: Motif, coche: bool) -> None:  # noqa: FBT001 - Qt
        self.boutons[motif].set_up(self._textes("masse.decocher" if coche else "masse.cocher_quand_meme"))
        self.group_toggled.emit(motif, coche)
