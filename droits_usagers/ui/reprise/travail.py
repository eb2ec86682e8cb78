"""While dossiers are made, or put in the bin: how far it is, and a way to stop."""

from PySide6.QtCore import Signal

from droits_usagers.services.socle.travail import Avancement
from droits_usagers.ui.composants import Progres
from droits_usagers.ui.reprise.etape import EtapeReprise
from droits_usagers.ui.socle.page import Contexte


class EtapeTravail(EtapeReprise):
    """`stopped`: the person wants nothing of it to be kept."""

    stopped = Signal()

    def __init__(self, contexte: Contexte, id_: str, total: int) -> None:
        super().__init__(contexte, id_)
        self.progres = Progres(self.say("arreter"))
        self.colonne.addWidget(self.progres)
        self.colonne.addStretch(1)
        self.progres.begin(self.say("avance", fait=0, total=total) if total else self.titre.text())
        self.progres.stop_asked.connect(self.stopped)

    @property
    def way_on(self) -> str:
        """None: it goes on by itself."""
        return ""

    def focus_first(self) -> bool:
        """On how far it is: Enter pressed once too often stops nothing."""
        self.progres.take_focus()
        return True

    def go_on(self) -> bool:
        """Nothing to do but wait."""
        return True

    def advance(self, avancement: Avancement) -> None:
        """So far."""
        self.progres.show_progress(avancement)
        self.progres.say(self.say("avance", fait=avancement.fait, total=avancement.total))
