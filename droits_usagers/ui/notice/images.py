"""Pictures put beside a fiche: made again from their points alone, no larger than they are ever printed.

Runs on any thread: no widget is touched.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage

from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.dossier.pieces import Recu, read_file
from droits_usagers.services.notice.notices import Notices
from droits_usagers.ui.socle.images import read_image, renew

#: The longest side, in points: of a photo, then of a logo until it is light enough.
_COTE_PHOTO = 2000
_COTES_LOGO = (1200, 700, 400, 200)
_LOGO_LEGER = 500_000
_QUALITE = 85


def make_photo(chemin: Path) -> tuple[bytes, str]:
    """A photo of this computer, and how its name ends. Raises ExpectedError as `read_file` and `renew`."""
    recu = read_file(chemin)
    image = _smaller(_renewed(recu), _COTE_PHOTO)
    return _written(image.convertToFormat(QImage.Format.Format_RGB32), "JPEG"), "jpg"


def make_logo(chemin: Path, notices: Notices) -> tuple[bytes, str]:
    """A logo of this computer, and how its name ends. Raises ExpectedError also as `Notices.check_logo`."""
    recu = read_file(chemin)
    if recu.genre is not GenreFichier.IMAGE:
        # A drawing, or nothing one can print: the check tells which.
        return notices.check_logo(recu.contenu, recu.nom), "svg"
    image = _renewed(recu)
    tailles = (_written(_smaller(image, cote), "PNG") for cote in _COTES_LOGO)
    contenu = next((taille for taille in tailles if len(taille) <= _LOGO_LEGER), b"")
    if not contenu:
        raise ExpectedError(Panne.IMAGE_ILLISIBLE, fichier=readable_key(recu.nom))
    notices.check_logo(contenu, recu.nom)
    return contenu, "png"


def _renewed(recu: Recu) -> QImage:
    if recu.genre is not GenreFichier.IMAGE:
        raise ExpectedError(Panne.IMAGE_ILLISIBLE, fichier=readable_key(recu.nom))
    return read_image(renew(recu.contenu, recu.nom))


def _smaller(image: QImage, cote: int) -> QImage:
    if max(image.width(), image.height()) <= cote:
        return image
    proportions, lisse = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(cote, cote, proportions, lisse)


def _written(image: QImage, format_: str) -> bytes:
    sortie = QBuffer()
    sortie.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(sortie, format_, _QUALITE)  # type: ignore[call-overload] # a name of format may be a str
    return bytes(sortie.data().data())
