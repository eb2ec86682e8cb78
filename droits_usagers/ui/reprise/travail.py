"""While dossiers are made, or put in the bin: how far it is, and a way to stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from droits_usagers.services.travail import Avancement
from droits_usagers.ui.composants import BoutonSecondaire, Libelle
from droits_usagers.ui.page import Contexte
from droits_usagers.ui.reprise.etape import EtapeReprise


class EtapeTravail(EtapeReprise):
    """`stopped`: the person wants nothing of it to be kept."""

    stopped = Signal()

    def __init__(self, contexte: Contexte, id_: str, total: int) -> None:
        super().__init__(contexte, id_, largeur=640)
        self.barre = QProgressBar()
        self.barre.setRange(0, max(total, 1))
        self.barre.setTextVisible(False)
        self.barre.setAccessibleName(self.titre.text())
        self.compte = Libelle(self.say("avance", fait=0, total=total) if total else "")
        self.arreter = BoutonSecondaire(self.say("arreter"), icone="fermer")
        for widget in (self.barre, self.compte):
            self.colonne.addWidget(widget)
        self.colonne.addWidget(self.arreter, 0, Qt.AlignmentFlag.AlignLeading)
        self.colonne.addStretch(1)
        self.arreter.clicked.connect(self.stopped)

    @property
    def way_on(self) -> str:
        """None: it goes on by itself."""
        return ""

    def focus_first(self) -> bool:
        """On the only thing one can do."""
        self.arreter.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_on(self) -> bool:
        """Nothing to do but wait."""
        return True

    def advance(self, avancement: Avancement) -> None:
        """So far."""
        self.barre.setMaximum(max(avancement.total, 1))
        self.barre.setValue(avancement.fait)
        self.compte.setText(self.say("avance", fait=avancement.fait, total=avancement.total))
