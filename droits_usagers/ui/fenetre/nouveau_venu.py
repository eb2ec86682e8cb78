"""The process that waits to take the place of another: it has read all that concerns nobody, and shows nothing until called."""

import base64
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.lignee import Lignee
from droits_usagers.services.socle.remplacant import LA, PRET, AppelPlace
from droits_usagers.ui.fenetre.application import load_ahead, make_application, run

#: The window is looked at so often until it is seen, and no longer than that, in milliseconds.
REGARD_MS, VUE_MS = 10, 1_000


class NouveauVenu(QObject):
    """What is known of the place that is taken."""

    #: From another thread.
    called = Signal(object)

    def __init__(self, app: QApplication, lignee: Lignee) -> None:
        super().__init__(app)
        self._app, self._lignee = app, lignee
        self._consignes: dict[str, Any] = {}
        self.called.connect(self._on_called)
        self._appel = AppelPlace(self.called.emit)

    @property
    def consignes(self) -> dict[str, Any]:
        """What the one before said; nothing before it did."""
        return self._consignes

    def ready(self) -> None:
        """To be called as soon as it may be."""
        self._appel.say(PRET)

    def show(self, fenetre: QWidget) -> None:
        """Where the window of the one before was, and in front."""
        fenetre.restoreGeometry(QByteArray(base64.b64decode(self._consignes["place"])))
        fenetre.show()
        fenetre.raise_()
        fenetre.activateWindow()
        restent = iter(range(VUE_MS // REGARD_MS))
        regard = QTimer(fenetre, interval=REGARD_MS)

        def look() -> None:
            poignee = fenetre.windowHandle()
            if next(restent, None) is None or poignee.isExposed():
                regard.stop()
                self._lignee.arrive()
                self._appel.say(LA)

        regard.timeout.connect(look)
        regard.start()

    def _on_called(self, consignes: dict[str, Any]) -> None:
        self._consignes = consignes
        self._app.quit()


def stand_by(services: Services, lignee: Lignee) -> int:
    """Waits to be called, then is the window; its exit code. Ends with the process that began it."""
    app = make_application(services)
    venu = NouveauVenu(app, lignee)

    def prepare() -> None:
        load_ahead(services)
        venu.ready()

    QTimer.singleShot(0, venu, prepare)
    app.exec()
    if not venu.consignes:
        return 0
    carnet, dits = services.carnet, venu.consignes
    carnet.set(replace(carnet.reglages, apparence=dits["apparence"], zoom=dits["zoom"]), keep=False)
    return run(services, lignee=lignee, show=venu.show)
