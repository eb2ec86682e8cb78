"""The icon of the program in as many points as asked, from its one drawing."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.livraison.rapport import RACINE

DESSIN = RACINE / "resources" / "icones" / "application.svg"


def draw(cote: int) -> bytes:
    """A square PNG of that many points."""
    image = QImage(cote, cote, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    peintre = QPainter(image)
    QSvgRenderer(str(DESSIN)).render(peintre)
    peintre.end()
    octets = QByteArray()
    tampon = QBuffer(octets)
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(tampon, QByteArray(b"PNG")).write(image)
    return bytes(octets.data())
