"""What the coffre remembers of how someone arranged the list: its columns, whether the filters stay open beside it."""

from PySide6.QtCore import QObject, QTimer, Signal

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.suivi.colonnes import CLE, Colonnes, colonnes_of
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses

#: A change is kept once it has settled.
_GARDE_MS = 600
_CLE_VOLET = "suivi.volet"


class Memoire(QObject):
    """Reads it once, keeps each change."""

    #: How it was left: its `Colonnes`, and whether the filters were open.
    recalled = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, acces: AccesCoffre, parent: QObject) -> None:
        super().__init__(parent)
        self._acces = acces
        self._a_garder: dict[str, object] = {}
        self._rappelee = False
        self._garde = QTimer(self, singleShot=True, interval=_GARDE_MS)
        self._garde.timeout.connect(self.flush)

    def recall(self) -> None:
        """Asks how it was left, the first time; what was changed since is already shown."""
        if self._rappelee:
            return
        self._rappelee = True
        reponses = Reponses(self, lambda lus: self.recalled.emit(colonnes_of(lus[0]), lus[1] is True), self.failed.emit)
        self._acces.ask(lambda coffre: (coffre.reglages.read(CLE), coffre.reglages.read(_CLE_VOLET)), reponses)

    def keep_columns(self, colonnes: Colonnes) -> None:
        """Columns as they are now."""
        self._a_garder[CLE] = colonnes.as_json()
        self._garde.start()

    def keep_filters_open(self, *, ouvert: bool) -> None:
        """Whether the filters stay open."""
        self._a_garder[_CLE_VOLET] = ouvert or None
        self._garde.start()

    def flush(self) -> None:
        """Keeps now what is not kept yet: before a coffre is closed."""
        self._garde.stop()
        a_garder, self._a_garder = self._a_garder, {}
        for cle, valeur in a_garder.items():
            reponses = Reponses(self, lambda _: None, self._on_failure)
            self._acces.write(lambda coffre, c=cle, v=valeur: coffre.reglages.keep(c, v), reponses)  # type: ignore[misc]

    def _on_failure(self, error: ExpectedError) -> None:
        self.failed.emit(error)
