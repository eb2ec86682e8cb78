"""What is said, once, over any screen, when the opened coffre is damaged or had to be closed: what is safe, where to go."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.accueil.seance import Seance
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire
from droits_usagers.ui.fenetre.boite import Boite
from droits_usagers.ui.socle.operations import ABIMES, Operations


class Accident(StrEnum):
    """What happened to the opened coffre; the command that leads on is `rail.<accident>`."""

    AUCUN = ""
    ABIME = "abime"
    #: Closed after a failure that nobody understood.
    ROMPU = "rompu"


class CoffreEnPanne(Boite):
    """Accepted: to its backups, or to its phrase. Given up: back to the screen, whose commands go on leading there."""

    def __init__(self, textes: Textes, accident: Accident, parties: Sequence[str], *, parent: QWidget | None = None) -> None:
        rester = BoutonSecondaire(textes("panne_coffre.rester"))
        suite = BoutonPrimaire(textes(f"panne_coffre.{accident}.aller"), touche=textes("commun.entree"))
        super().__init__(textes(f"panne_coffre.{accident}.titre"), parties, (rester, suite), parent=parent)
        self.rester, self.suite = rester, suite
        self.setWindowTitle(textes("commun.nom"))
        self.rester.clicked.connect(self.reject)
        self.suite.clicked.connect(self.accept)


class PannesCoffre(QObject):
    """Says once what happened, and remembers where the commands must lead meanwhile. One per window."""

    #: An Accident: the commands must lead somewhere else.
    happened = Signal(object)
    #: The coffre is to be locked, drafts kept if they can be: its backups, or its phrase, come next.
    locking_wanted = Signal()

    def __init__(self, operations: Operations, textes: Textes, *, seance: Seance, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self._operations, self._textes, self._seance, self._fenetre = operations, textes, seance, fenetre
        self._accident = Accident.AUCUN
        #: Once locked, its backups are to be shown.
        self._backups_wanted = False
        operations.coffre_failed.connect(self._on_failed)
        operations.secours_wanted.connect(self.look_at_backups)

    def forget(self) -> None:
        """Another coffre, the same opened again, or none: only what could be read of a damaged one stays damaged."""
        coffre = self._seance.coffre
        self._happen(Accident.ABIME if coffre is not None and coffre.lacunes is not None else Accident.AUCUN)

    @property
    def accident(self) -> Accident:
        """What happened to it, if anything did."""
        return self._accident

    def look_at_backups(self) -> None:
        """From any screen."""
        self._backups_wanted = True
        self.locking_wanted.emit()

    def go_on(self) -> None:
        """To the backups of what is damaged; to the phrase of what had to be closed."""
        if self._accident is Accident.ABIME:
            self.look_at_backups()
        else:
            self.locking_wanted.emit()

    def take_wish(self) -> bool:
        """True once, if its backups are to be shown now that it is locked."""
        voulu, self._backups_wanted = self._backups_wanted, False
        return voulu

    def _happen(self, accident: Accident) -> None:
        if accident is not self._accident:
            self._accident = accident
            self.happened.emit(accident)

    def _on_failed(self, error: ExpectedError) -> None:
        """What one is looking at may be the last that can be read: it stays until one has read this."""
        coffre = self._seance.coffre
        if coffre is None or coffre.chemin.name != error.faits.get("fichier") or self._accident is not Accident.AUCUN:
            return
        accident = Accident.ABIME if error.panne in ABIMES else Accident.ROMPU
        self._happen(accident)
        parties = [self._operations.sentence(error)] if accident is Accident.ROMPU else []
        parties.append(self._textes(f"panne_coffre.{accident}.suite", fichier=coffre.chemin.name))
        boite = CoffreEnPanne(self._textes, accident, parties, parent=self._fenetre)
        boite.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        boite.accepted.connect(self.go_on)
        boite.open()
