"""The exhibits of a grille that someone looks at before they leave: ticked, they leave as they are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.services.dossier.joints import tell_found
from droits_usagers.services.dossier.pieces_a_voir import PieceAVoir, RelevePieces
from droits_usagers.ui.composants import Champ, Colonne, Intitule
from droits_usagers.ui.composants.liste_cochee import LigneCochee, ListeCochee
from droits_usagers.ui.socle.page import Contexte


class PiecesGrilleAVoir(QWidget):
    """Hidden while there is nothing to look at."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = contexte.textes
        self._say = self._textes.under("grille.suites")
        self._masque = False
        #: What was found, and decided: the same for each try.
        self.releve = RelevePieces()
        self.liste = ListeCochee()
        Colonne(self).addWidget(Champ(Intitule(self._say("pieces_a_voir"), self._say("pieces_a_voir_aide")), self.liste))
        self.hide()

    def show_pieces(self) -> None:
        """Each in which something is to be decided; on the first."""
        lignes = [LigneCochee(vue.cle, self._line(vue)) for vue in self.releve.vues.values() if vue.lue.asks]
        self.liste.show_lines(lignes, [cle for cle, part in self.releve.decidees.items() if part])
        self._be_seen()
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def decide(self) -> None:
        """What is ticked leaves as it is, what is not stays."""
        if self.liste.lignes.rowCount():
            coches = self.liste.lignes.coches
            self.releve.decidees = {vue.cle: vue.cle in coches for vue in self.releve.vues.values() if vue.lue.asks}

    def conceal(self, *, masque: bool) -> None:
        """Hides what was found, or shows it again."""
        self._masque = masque
        self._be_seen()

    def clear(self) -> None:
        """Nothing of it stays."""
        self.releve = RelevePieces()
        self.liste.show_lines((), ())
        self._be_seen()

    def _be_seen(self) -> None:
        self.setVisible(self.liste.lignes.rowCount() > 0 and not self._masque)

    def _line(self, vue: PieceAVoir) -> str:
        quoi = self._textes("masse.trouve_puis").join(tell_found(vue.lue, self._textes))
        return self._say("piece_a_voir", rang=vue.rang, titre=vue.titre, quoi=quoi)
