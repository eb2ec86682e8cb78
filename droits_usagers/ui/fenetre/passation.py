"""« Personne suivante », once all is erased and printed: a new process takes the place of this one, and this one ends.

The one that will is begun a moment after the window came, or after one that waited was lost. Without one it is begun on the
spot, and told at once; if that fails too, it is said, and what is not promised any more.
"""

import base64
import contextlib
import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.lignee import LA, Lignee, Remplacant
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Libelle, Pied, Titre
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.impression import FIL_IMPRESSION
from droits_usagers.ui.socle.operations import Operations

#: The window has been there for so long; what is under way is looked at so often; an answer is late; nobody answers any more.
#: In milliseconds.
REPIT_MS, REGARD_MS, RETARD_MS, PATIENCE_MS = 1_000, 10, 5_000, 60_000


class Passation(QObject):
    """One per window."""

    #: (which process, what it said), from another thread.
    _said = Signal(int, str)

    def __init__(self, services: Services, operations: Operations, fenetre: Fenetre, *, lignee: Lignee) -> None:
        super().__init__(fenetre)
        self._services, self._operations, self._fenetre, self._lignee = services, operations, fenetre, lignee
        self._rang = 0
        self._remplacant: Remplacant | None = None
        self._voulue = self._essaye = False
        self._attente: Attente | None = None
        self._repit = QTimer(self, singleShot=True, interval=REPIT_MS)
        self._repit.timeout.connect(self._prepare)
        self._regard = QTimer(self, interval=REGARD_MS)
        self._regard.timeout.connect(self._go_on)
        self._fin = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._fin.timeout.connect(self._give_up)
        self._retard = QTimer(self, singleShot=True, interval=RETARD_MS)
        self._retard.timeout.connect(self._tell_delay)
        self._said.connect(self._on_said)
        fenetre.pages.mode_changed.connect(self._on_mode)
        fenetre.person_gone.connect(self.pass_on)
        self._repit.start()

    def stop(self) -> None:
        """The window is closed, or someone else's."""
        self._repit.stop()
        self._regard.stop()
        self._fin.stop()
        self._retard.stop()
        self._dismiss()

    # The one that waits.

    def _on_mode(self) -> None:
        """There is no « Personne suivante » in a coffre."""
        if self._services.seance.mode is Mode.COFFRE:
            self._repit.stop()
            self._dismiss()
        elif self._remplacant is None:
            self._repit.start()

    def _prepare(self) -> None:
        if self._remplacant is None and self._services.seance.mode is not Mode.COFFRE:
            self._begin()

    def _begin(self) -> None:
        """Begins one. Where the system refuses, there is none."""
        self._rang += 1
        try:
            self._remplacant = Remplacant(self._lignee, partial(self._hear, self._rang))
        except OSError:
            self._remplacant = None

    def _dismiss(self) -> None:
        remplacant, self._remplacant = self._remplacant, None
        if remplacant is not None:
            self._rang += 1
            remplacant.dismiss()

    def _hear(self, rang: int, mot: str) -> None:
        """In the thread that listens to it."""
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._said.emit(rang, mot)

    def _on_said(self, rang: int, mot: str) -> None:
        if rang != self._rang:
            return
        if mot == LA:
            self._leave()
        elif not mot:
            self._dismiss()
            if self._voulue:
                self._regard.start()
            else:
                # One that cannot wait here is not begun over and over.
                self._repit.start(2 * self._repit.interval())

    # The place.

    def pass_on(self) -> None:
        """The person is gone, and nothing of theirs is shown: gives the place as soon as nothing of theirs is under way."""
        self._voulue, self._essaye = True, False
        self._repit.stop()
        self._attente = Attente(self._services.catalogue.textes)
        self._fenetre.cover(self._attente)
        self._fin.start()
        self._regard.start()
        self._go_on()

    def _go_on(self) -> None:
        if not self._operations.idle or _is_printing():
            # As long as it takes: a printer may be slow.
            self._fin.start()
            return
        if self._remplacant is None:
            if self._essaye:
                self._give_up()
                return
            self._essaye = True
            self._begin()
            announce(self._fenetre, self._services.catalogue.textes("passation.attente"))
        if self._remplacant is not None:
            self._regard.stop()
            self._call(self._remplacant)

    def _call(self, remplacant: Remplacant) -> None:
        reglages = self._services.carnet.reglages
        consignes = {
            "place": base64.b64encode(self._fenetre.saveGeometry().data()).decode(),
            "apparence": reglages.apparence,
            "zoom": reglages.zoom,
        }
        try:
            remplacant.call(consignes)
            self._retard.start()
        except OSError:
            self._dismiss()
            self._regard.start()

    def _tell_delay(self) -> None:
        """It was called, and may be stuck: nobody is kept before a screen without a way out."""
        if self._attente is not None:
            self._attente.tell_delay(self._fenetre.close)

    def _leave(self) -> None:
        """The other one is shown."""
        self._fin.stop()
        self._retard.stop()
        self._lignee.pass_on()
        self._rang += 1
        self._remplacant = None
        self._fenetre.hide()
        QApplication.exit(0)

    def _give_up(self) -> None:
        """None could be begun, or it does not answer."""
        self.stop()
        self._voulue = False
        if self._attente is not None:
            self._attente.tell_failure(self._stay, self._fenetre.close)

    def _stay(self) -> None:
        attente, self._attente = self._attente, None
        if attente is not None:
            self._fenetre.uncover(attente)


class Attente(QWidget):
    """Instead of the screens, while the place is given: the next person types nothing that would be lost."""

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        self._textes = textes
        self._colonne = Colonne(self, ecart=24, marges=(24, 40, 24, 24))
        self._titre = Titre(textes("passation.titre"))
        self._colonne.addWidget(self._titre)
        self._phrase = Libelle(textes("passation.attente"))
        self._colonne.addWidget(self._phrase)
        self._colonne.addStretch(1)
        self._pied: QWidget | None = None

    def tell_delay(self, close: Callable[[], object]) -> None:
        """The other process does not answer yet: it may still, and one may close, which leaves nothing."""
        self._offer(self._textes("passation.retard"), self._closing(close))

    def tell_failure(self, stay: Callable[[], object], close: Callable[[], object]) -> None:
        """No other process: says what that leaves, and offers to close, which leaves nothing."""
        continuer = BoutonSecondaire(self._textes("passation.continuer"))
        continuer.clicked.connect(lambda _checked=False: stay())
        self._offer(self._textes("passation.manquee"), continuer, self._closing(close))

    def _closing(self, close: Callable[[], object]) -> BoutonPrimaire:
        fermer = BoutonPrimaire(self._textes("passation.fermer"))
        fermer.clicked.connect(lambda _checked=False: close())
        return fermer

    def _offer(self, phrase: str, *boutons: BoutonPrimaire | BoutonSecondaire) -> None:
        """Says this, and ends the page with these buttons, the last of which has the focus."""
        self._phrase.setText(phrase)
        if self._pied is not None:
            self._pied.hide()
            self._pied.deleteLater()
        self._pied = QWidget()
        Pied(*boutons, dans=self._pied, marges=(0, 12, 0, 0))
        self._colonne.addWidget(self._pied)
        boutons[-1].setFocus()
        announce(self, phrase)


def _is_printing() -> bool:
    """A dialog that prints ends with what it prints; so does its thread."""
    ouverts = any(isinstance(un, QDialog) and un.isVisible() for un in QApplication.topLevelWidgets())
    return ouverts or any(fil.name == FIL_IMPRESSION for fil in threading.enumerate())
