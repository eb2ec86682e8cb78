"""The process that waits to take the place of another: it has read all that concerns nobody, and shows nothing until called."""

import base64
from dataclasses import replace
from typing import Any

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.lignee import LA, AppelPlace, Lignee
from droits_usagers.ui.fenetre.application import load_ahead, make_application, make_window, run

#: The window is looked at so often until it is seen, and no longer than that, in milliseconds.
REGARD_MS, VUE_MS = 10, 1_000
#: Time for a call that was made before this process was there to be heard, in milliseconds.
APPEL_MS = 50


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

    # Between two of these it may be called, and goes.
    QTimer.singleShot(APPEL_MS, venu, lambda: load_ahead(services))
    QTimer.singleShot(2 * APPEL_MS, venu, lambda: rehearse(app, services))
    app.exec()
    if not venu.consignes:
        return 0
    carnet, dits = services.carnet, venu.consignes
    carnet.set(replace(carnet.reglages, apparence=dits["apparence"], zoom=dits["zoom"]), keep=False)
    return run(services, lignee=lignee, show=venu.show)


def rehearse(app: QApplication, services: Services) -> None:
    """Makes a window, draws it without showing it, and throws it away: the one that will be shown comes at once.

    That one reads the settings and what the desk decided as they are then, and its clocks begin then: this one is not kept.
    """
    essai = replace(services)
    operations, fenetre = make_window(app, essai)
    fenetre.grab()
    for objet in (fenetre, operations, fenetre.allure):
        shiboken6.delete(objet)
    essai.travail.stop()
    essai.rendu.stop()
