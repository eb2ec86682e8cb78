"""« Personne suivante », « Tout effacer », closing: what is asked before, what is said after. The window erases in between."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.accueil.seance import Seance
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.fenetre.bilan import BilanEffacement, SortFichier
from droits_usagers.ui.fenetre.depart import Depart, FichierLaisse


class SortiePersonne(QObject):
    """Shows its two screens in the pile of the window, and throws each away: they name files."""

    #: Nothing was erased: back to where one was.
    abandoned = Signal()
    #: Everything but the files must be erased now.
    erasing_wanted = Signal()
    #: It is over, and said; true when the window closes.
    finished = Signal(bool)

    def __init__(self, textes: Textes, seance: Seance, pile: QStackedWidget, *, occupied: Callable[[], bool]) -> None:
        super().__init__(pile)
        self._textes, self._seance, self._pile, self._occupied = textes, seance, pile, occupied
        self._ecran: Depart | BilanEffacement | None = None
        #: Files of this leaving that are gone already, since others of them could not be deleted.
        self._supprimes: dict[Path, None] = {}

    def ask(self, *, closing: bool) -> None:
        """Says what would be lost, and which files remain."""
        fichiers = [FichierLaisse(chemin, self._seance.changed_since(chemin)) for chemin in self._seance.fichiers]
        depart = Depart(
            self._textes,
            fichiers,
            occupied=self._occupied(),
            closing=closing,
            partage=self._seance.mode is Mode.POSTE_PARTAGE,
        )
        depart.abandoned.connect(self._on_abandoned)
        depart.confirmed.connect(lambda chemins: self._on_confirmed(depart, chemins, closing=closing))
        self._show(depart)
        self._supprimes.clear()
        depart.arrive()

    def drop(self) -> None:
        """Neither screen is there any more."""
        ecran, self._ecran = self._ecran, None
        if ecran is not None:
            self._pile.removeWidget(ecran)
            ecran.setParent(None)
            ecran.deleteLater()

    def _show(self, ecran: Depart | BilanEffacement) -> None:
        self.drop()
        self._ecran = ecran
        montre: QWidget = ecran
        self._pile.addWidget(montre)
        self._pile.setCurrentWidget(montre)

    def _on_abandoned(self) -> None:
        self.drop()
        self.abandoned.emit()

    def _on_confirmed(self, depart: Depart, chemins: tuple[Path, ...], *, closing: bool) -> None:
        saved = self._seance.fichiers
        restes = self._seance.delete_files(chemins)
        self._supprimes |= dict.fromkeys(chemin for chemin in chemins if chemin in saved and chemin not in restes)
        if restes:
            depart.show_left_over(restes)
            return
        self.erasing_wanted.emit()
        sorts = [
            SortFichier(chemin, supprime=chemin in self._supprimes) for chemin in {**self._supprimes, **dict.fromkeys(saved)}
        ]
        self._supprimes.clear()
        if not sorts:
            self.finished.emit(closing)
            return
        bilan = BilanEffacement(self._textes, sorts, closing=closing)
        bilan.done.connect(lambda: self._on_done(closing=closing))
        self._show(bilan)
        bilan.arrive()

    def _on_done(self, *, closing: bool) -> None:
        self.drop()
        self.finished.emit(closing)
