"""Asks how many dossiers each filter would leave: once the list is shown, behind everything else, and only the latest."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from droits_usagers.domain.dossier.dossiers import Affaire, Filtre
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Tache, Unites
from droits_usagers.services.suivi.criteres import Criteres, Decompte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses

#: Nothing is counted while someone types.
ATTENTE_MS = 200


class ChargementDecompte(QObject):
    """Emits `counted` with groups of facettes."""

    counted = Signal(object)
    failed = Signal(object)

    def __init__(self, acces: AccesCoffre, decompte: Decompte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acces = acces
        self._decompte = decompte
        self._filtre, self._criteres = Filtre(), Criteres()
        self._tache: Tache | None = None
        #: Tells the present question from former ones.
        self._question = 0
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE_MS)
        self._attente.timeout.connect(self._start)

    def ask(self, filtre: Filtre, criteres: Criteres) -> None:
        """Counts for this filter, in a moment; what was being counted is dropped."""
        self.stop()
        self._filtre, self._criteres = filtre, criteres
        self._attente.start()

    def stop(self) -> None:
        """Counts nothing more."""
        self._question += 1
        self._attente.stop()
        if self._tache is not None:
            self._tache.cancel()
            self._tache = None

    def _start(self) -> None:
        question, criteres = self._question, self._criteres

        def show(resultat: tuple[object, Sequence[Affaire]]) -> None:
            if question == self._question:
                comptes, affaires = resultat
                self.counted.emit(self._decompte.groups(comptes, criteres, affaires))  # type: ignore[arg-type] # its own counts

        self._tache = self._acces.work(self._count, Reponses(self, show, self._on_failure))

    def _count(self, coffre: Coffre) -> Unites[tuple[object, Sequence[Affaire]]]:
        comptes = yield from coffre.liste.counting(self._filtre)
        return comptes, coffre.affaires.all()

    def _on_failure(self, error: ExpectedError) -> None:
        self.failed.emit(error)
