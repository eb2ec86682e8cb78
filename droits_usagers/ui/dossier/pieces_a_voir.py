"""The exhibits that someone looks at before they leave: each file in which something was found, ticked to leave as it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.services.dossier.pieces import PieceAVoir, RelevePieces, tell_found
from droits_usagers.ui.composants import BoutonSecondaire, Champ, Colonne, Intitule, Rangee
from droits_usagers.ui.composants.liste import LigneCochee, ListeCochee
from droits_usagers.ui.socle.page import Contexte

#: More of them than that scroll by themselves, in so much room at 100 %.
_ENTIERES, _HAUTEUR = 40, 420


class PiecesAVoir(QWidget):
    """In the words of where it is (`dire`). `asked`: to where the one under the cursor is kept, by its reference."""

    asked = Signal(str)

    def __init__(self, contexte: Contexte, dire: Callable[..., str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes, self._say = contexte.textes, dire
        self._masque = False
        #: What was found, and decided: the same for each try.
        self.releve = RelevePieces()
        self.liste = ListeCochee()
        self.voir = BoutonSecondaire(dire("voir_piece"))
        self.voir.clicked.connect(self._open)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Champ(Intitule(dire("pieces_a_voir"), dire("pieces_a_voir_aide")), self.liste))
        #: What is done of the one under the cursor.
        self.gestes = Rangee(ecart=8)
        self.gestes.addWidget(self.voir)
        self.gestes.addStretch(1)
        colonne.addLayout(self.gestes)
        self.hide()

    @property
    def montrees(self) -> tuple[PieceAVoir, ...]:
        """Those in which something is to be decided, decided or not."""
        return tuple(vue for vue in self.releve.vues.values() if vue.lue.asks)

    def show_pieces(self) -> None:
        """Each of them; ticked, those that leave as they are. On the first."""
        lignes = [LigneCochee(vue.cle, self._line(vue)) for vue in self.montrees]
        self.liste.show_lines(lignes, [cle for cle, part in self.releve.decidees.items() if part])
        self._be_seen()
        self._arrange()
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def decide(self) -> None:
        """What is ticked leaves as it is, what is not stays."""
        if self.liste.lignes.rowCount():
            coches = self.liste.lignes.coches
            self.releve.decidees = {vue.cle: vue.cle in coches for vue in self.montrees}

    def conceal(self, *, masque: bool) -> None:
        """Hides what people wrote, or shows it again."""
        self._masque = masque
        self._be_seen()

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self.releve = RelevePieces()
        self.liste.show_lines((), ())
        self._be_seen()

    def _arrange(self) -> None:
        """Whatever is found in one is read whole: one thing scrolls, not two."""
        self.liste.be_whole(whole=self.liste.lignes.rowCount() <= _ENTIERES, sinon=_HAUTEUR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._arrange()

    def _be_seen(self) -> None:
        self.setVisible(self.liste.lignes.rowCount() > 0 and not self._masque)

    def _line(self, vue: PieceAVoir) -> str:
        quoi = self._textes("masse.trouve_puis").join(tell_found(vue.lue, self._textes))
        return self._say("piece_a_voir", reference=vue.reference, rang=vue.rang, titre=vue.titre, quoi=quoi)

    @property
    def here(self) -> str:
        """Of the one under the cursor, where it is kept."""
        rang = self.liste.currentIndex().row()
        return self.montrees[rang].reference if 0 <= rang < len(self.montrees) else ""

    def _open(self) -> None:
        if self.here:
            self.asked.emit(self.here)
