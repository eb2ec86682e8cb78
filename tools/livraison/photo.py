"""Photographs a screen once a program has drawn its window and nothing moves any more.

    xvfb-run python -m tools.livraison.photo IMAGE PROGRAM [ARGUMENT…]

The program goes on: whoever began it ends it. 1 when nothing was drawn in time.
"""

import os
import subprocess
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QImage

#: Between two pictures, in milliseconds; how many may be taken; how many in a row must be the same.
PAS_MS, IMAGES_MAX, PAREILLES = 2000, 300, 4
#: Of the screen, what the window covers at least: a box that says that it could not open covers far less.
COUVERT = 0.5


class Photographe:
    """Takes pictures until the last ones are the same, and show something."""

    def __init__(self, fichier: str) -> None:
        self._fichier = fichier
        self._derniere = QImage()
        self._pareilles = 0
        self._prises = 0

    def take(self) -> None:
        """One picture; ends the application after the right one, or after too many."""
        image = QGuiApplication.primaryScreen().grabWindow(0).toImage()
        self._prises += 1
        self._pareilles = self._pareilles + 1 if image == self._derniere and shows_something(image) else 0
        self._derniere = image
        if self._pareilles >= PAREILLES or self._prises >= IMAGES_MAX:
            image.save(self._fichier)
            QGuiApplication.exit(0 if self._pareilles >= PAREILLES else 1)


def shows_something(image: QImage) -> bool:
    """True for a window, by what it hides of the bare screen, which is seen in a corner."""
    vus = [image.pixel(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)]
    return vus.count(image.pixel(0, 0)) < COUVERT * len(vus)


def main(fichier: str, *commande: str) -> int:
    """Starts the program, and photographs it."""
    subprocess.Popen(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    application = QGuiApplication(["photo"])
    photographe = Photographe(fichier)
    horloge = QTimer(interval=PAS_MS)
    horloge.timeout.connect(photographe.take)
    horloge.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
