"""Long work in place: what is being done, how far it is, and a button to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from droits_usagers.services.socle.travail import Avancement
from droits_usagers.ui.composants.boutons import BoutonSecondaire
from droits_usagers.ui.composants.libelles import Libelle
from droits_usagers.ui.composants.mise_en_page import Colonne, Rangee


class Progres(QWidget):
    """Hidden until something is done. The work itself belongs to whoever shows it."""

    stop_asked = Signal()

    def __init__(self, arreter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texte = Libelle(gras=True)
        self.barre = QProgressBar()
        self.barre.setTextVisible(False)
        self.barre.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.arreter = BoutonSecondaire(arreter)
        self.arreter.clicked.connect(self._on_stop)
        colonne = Colonne(self, ecart=6)
        colonne.addWidget(self._texte)
        rangee = Rangee()
        rangee.addWidget(self.barre, 1, Qt.AlignmentFlag.AlignVCenter)
        rangee.addWidget(self.arreter)
        colonne.addLayout(rangee)
        self.hide()

    def begin(self, texte: str) -> None:
        """Says what is being done. The focus is one Tab from what can stop it: a key held down a moment too long does not."""
        self._texte.setText(texte)
        self.barre.setAccessibleName(texte)
        self.barre.setRange(0, 0)
        self.arreter.setEnabled(True)
        self.show()
        self.take_focus()

    def take_focus(self) -> None:
        """On how far it is."""
        self.barre.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, texte: str) -> None:
        """Says something else about it; what listens to the screen hears it when it asks."""
        self._texte.setText(texte)
        self.barre.setAccessibleName(texte)

    def show_progress(self, avancement: Avancement) -> None:
        """How far; a bar that only moves while nobody knows out of how many."""
        self.barre.setRange(0, avancement.total)
        if avancement.total:
            self.barre.setValue(avancement.fait)

    def end(self) -> None:
        """It is over."""
        self.hide()

    def _on_stop(self) -> None:
        self.arreter.setEnabled(False)
        self.stop_asked.emit()
