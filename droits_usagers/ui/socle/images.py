"""Pictures made again from their points alone: what a camera wrote beside them (place, day, device) does not come along.

Runs on any thread: no widget is touched. A format is always said: to guess one, Qt asks what reads SVG, which connects a signal
while Python waits; a window that destroys widgets at that moment waits for Python, and both wait for ever.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import PageImage, image_format

#: A picture of more points takes more memory to open than many computers have.
POINTS_MAX = 50_000_000
_MILLION = 1_000_000
_QUALITE = 88


def renew(contenu: bytes, nom: str) -> bytes:
    """The same picture, upright, as a new file that holds nothing but its points: JPEG from a JPEG, else PNG.

    Raises ExpectedError IMAGE_DEMESUREE or IMAGE_ILLISIBLE.
    """
    format_, image = _read(contenu, nom)
    propre = QImage(image.size(), QImage.Format.Format_ARGB32 if image.hasAlphaChannel() else QImage.Format.Format_RGB32)
    propre.fill(0)
    # Painted rather than converted: a converted image keeps the texts of the first.
    painter = QPainter(propre)
    painter.drawImage(0, 0, image)
    painter.end()
    sortie = QBuffer()
    sortie.open(QIODevice.OpenModeFlag.WriteOnly)
    if format_ == "jpeg":
        propre.save(sortie, "JPEG", _QUALITE)  # type: ignore[call-overload] # a name of format may be a str
    else:
        propre.save(sortie, "PNG")  # type: ignore[call-overload]
    return bytes(sortie.data().data())


def read_image(contenu: bytes) -> QImage:
    """A picture that was kept. Raises ExpectedError PIECE_ILLISIBLE."""
    try:
        return _read(contenu, "")[1]
    except ExpectedError as error:
        raise ExpectedError(Panne.PIECE_ILLISIBLE) from error


def _read(contenu: bytes, nom: str) -> tuple[str, QImage]:
    tampon = QBuffer()
    tampon.setData(QByteArray(contenu))
    tampon.open(QIODevice.OpenModeFlag.ReadOnly)
    format_ = image_format(contenu)
    if not format_:
        raise ExpectedError(Panne.IMAGE_ILLISIBLE, fichier=nom)
    lecteur = QImageReader(tampon, QByteArray(format_.encode()))
    lecteur.setAutoDetectImageFormat(False)
    lecteur.setAutoTransform(True)
    taille = lecteur.size()
    if not taille.isValid():
        raise ExpectedError(Panne.IMAGE_ILLISIBLE, fichier=nom)
    if taille.width() * taille.height() > POINTS_MAX:
        raise ExpectedError(Panne.IMAGE_DEMESUREE, fichier=nom, maximum=str(POINTS_MAX // _MILLION))
    image = lecteur.read()
    if image.isNull():
        raise ExpectedError(Panne.IMAGE_ILLISIBLE, fichier=nom)
    # As screens show it: a picture of which the space of colours is left out is taken for one of these.
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return format_, image


def drawn(png: bytes) -> QImage:
    """A page that typst drew."""
    return QImage.fromData(png, "PNG")  # type: ignore[arg-type] # a name of format may be a str, and may not be bytes


def image_of(page: PageImage) -> QImage:
    """A page of a PDF, as a picture that owns its bytes."""
    return QImage(page.octets, page.largeur, page.hauteur, 4 * page.largeur, QImage.Format.Format_RGB32).copy()
