"""What is really drawn: colours read back from the pixels of a widget, and how much they stand out."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

#: Below this share of light, sRGB is linear (IEC 61966-2-1).
_SEUIL_LINEAIRE = 0.04045
#: Fewer pixels than this are the edge of a curve, and no colour anyone sees.
_ASSEZ = 6


def contrast(une: str, autre: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 computes it (« relative luminance »)."""

    def luminance(couleur: str) -> float:
        canaux = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
        rouge, vert, bleu = (c / 12.92 if c <= _SEUIL_LINEAIRE else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
        return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu

    claire, sombre = sorted((luminance(une), luminance(autre)), reverse=True)
    return (claire + 0.05) / (sombre + 0.05)


def grab(widget: QWidget) -> QImage:
    """The widget as it is on screen, with what is behind it."""
    QApplication.processEvents()
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    return widget.window().grab(place).toImage()


def _colours(image: QImage, place: QRect) -> Iterator[str]:
    for x in range(place.left(), place.right() + 1):
        for y in range(place.top(), place.bottom() + 1):
            yield image.pixelColor(x, y).name()


def ink_contrast(image: QImage, marge: int = 4) -> float:
    """Of what is written or drawn inside, away from its edges: how much its colour stands out from what is under it."""
    place = image.rect().adjusted(marge, marge, -marge, -marge)
    (fond, _), *encres = Counter(_colours(image, place)).most_common()
    return max((contrast(encre, fond) for encre, nombre in encres if nombre >= _ASSEZ), default=1.0)


def edge_contrast(image: QImage, dehors: QColor) -> float:
    """Of the line around a field, along the middle of its left edge: how much it stands out from what is around it."""
    milieu = image.height() // 2
    bord = Counter(image.pixelColor(x, y).name() for x in range(3) for y in range(milieu - 4, milieu + 4))
    return max(contrast(couleur, dehors.name()) for couleur, nombre in bord.items() if nombre >= _ASSEZ)


def change_contrast(avant: QImage, apres: QImage) -> float:
    """Of what has changed over at least half of the outline: how much it stands out from what was there before."""
    paires = Counter(
        (avant.pixelColor(x, y).name(), apres.pixelColor(x, y).name())
        for x in range(avant.width())
        for y in range(avant.height())
        if avant.pixel(x, y) != apres.pixel(x, y)
    )
    assez = avant.width()
    return max((contrast(*paire) for paire, nombre in paires.items() if nombre >= assez), default=1.0)
