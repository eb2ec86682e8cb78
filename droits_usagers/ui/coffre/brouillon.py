"""What is being typed, kept encrypted in the coffre a moment after each answer. One draft at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.errors import ExpectedError
from droits_usagers.ui.coffre.acces import AccesCoffre
from droits_usagers.ui.operations import Operations, Reponses

#: After the last answer: long enough not to write at each key, short enough to lose nothing that matters.
REPIT_MS = 800


class Brouillon(QObject):
    """`draft` gives what to keep and the position in the wizard, or None when there is nothing yet."""

    def __init__(
        self,
        acces: AccesCoffre,
        operations: Operations,
        *,
        draft: Callable[[], tuple[Demande, str] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._acces = acces
        self._operations = operations
        self._draft = draft
        #: Its key in the coffre, empty before it was first kept; the dossier being edited, empty for a new one.
        self.cle, self.reference = "", ""
        self._change = False
        #: Which draft an answer is about: another may have been begun meanwhile.
        self._rang = 0
        self._repit = QTimer(self, interval=REPIT_MS, singleShot=True)
        self._repit.timeout.connect(self.flush)

    def touch(self) -> None:
        """Something was answered."""
        if self._acces.is_open and not self._acces.lecture_seule:
            self._change = True
            self._repit.start()

    def begin(self, *, cle: str = "", reference: str = "") -> None:
        """Goes on with this draft, or with a new one. What was not kept of the former is forgotten: `flush` first."""
        self._repit.stop()
        self._rang += 1
        self._change = False
        self.cle, self.reference = cle, reference

    def flush(self, done: Callable[[str], None] | None = None) -> None:
        """Keeps it now if it changed, then calls `done` with nothing, or with the reason why it could not be kept."""
        self._repit.stop()
        courant = self._draft() if self._change and self._acces.is_open else None
        if courant is None:
            _tell(done, "")
            return
        demande, position = courant
        self._change = False
        cle, reference, rang = self.cle, self.reference, self._rang

        def kept(nouvelle: str) -> None:
            if rang == self._rang:
                self.cle = nouvelle
            _tell(done, "")

        def failed(error: ExpectedError) -> None:
            self._change = self._change or rang == self._rang
            _tell(done, self._operations.sentence(error))

        self._acces.write(
            lambda coffre: coffre.save_draft(demande, cle=cle, position=position, reference=reference),
            Reponses(self, kept, failed),
        )


def _tell(done: Callable[[str], None] | None, raison: str) -> None:
    if done is not None:
        done(raison)
