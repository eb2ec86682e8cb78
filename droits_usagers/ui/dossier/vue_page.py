"""One page of a document, as wide as the room there is or wider: it scrolls both ways, and turns at its end."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QStyle, QWidget

from droits_usagers.ui.composants.theme import Teinte, current_theme

#: How much larger than what fits, one after the other.
GROSSISSEMENTS = (1.0, 1.5, 2.0, 3.0)
#: Width of a page on paper, at 96 points an inch, and of the widest that is asked for.
GRANDEUR_NATURE = 794
LARGEUR_MAX = 4000
MARGE = 4
#: In pixels of the screen.
ANNEAU = 3


class VuePage(QScrollArea):
    """Shows a page already drawn. `width_changed`: it should be drawn again at `page_width` (in device pixels)."""

    width_changed = Signal()
    #: Another page, so many further (-1: the one before).
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feuille = _Feuille()
        self.setWidget(self._feuille)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Room for the focus ring.
        self.setViewportMargins(ANNEAU, ANNEAU, ANNEAU, ANNEAU)
        self._rang_grossissement = 0
        self._demandee = 0

    @property
    def shown(self) -> bool:
        """True while there is a page."""
        return not self._feuille.image.isNull()

    @property
    def can_grow(self) -> bool:
        """True if it can be made larger."""
        return self._rang_grossissement < len(GROSSISSEMENTS) - 1

    @property
    def can_shrink(self) -> bool:
        """True if it can be made smaller."""
        return self._rang_grossissement > 0

    def page_width(self) -> int:
        """Width of a page on this screen, in device pixels."""
        return round(self._width() * self.devicePixelRatioF())

    def _width(self) -> int:
        # As if the scroll bar were there: a page must not change width by coming out longer.
        barre = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        place = self.width() - barre - 2 * current_theme().px(MARGE)
        tient = max(min(place, current_theme().px(GRANDEUR_NATURE)), 1)
        return min(round(tient * GROSSISSEMENTS[self._rang_grossissement]), LARGEUR_MAX)

    def show_page(self, image: QImage, *, from_end: bool = False) -> None:
        """Shows a page from its top, or from its end when one comes back to it; none for a null image."""
        self._demandee = self.page_width()
        meme = self._feuille.image.size() == image.size() and self.shown
        self._feuille.show_image(image, self._width())
        barre = self.verticalScrollBar()
        if from_end:
            barre.setValue(barre.maximum())
        elif not meme:
            barre.setValue(barre.minimum())

    def redraw_page(self, image: QImage) -> None:
        """The same page, sharper: what is read stays where it is."""
        self._demandee = self.page_width()
        self._feuille.show_image(image, self._width())

    def zoom(self, pas: int) -> None:
        """Larger or smaller by so many steps."""
        rang = max(0, min(self._rang_grossissement + pas, len(GROSSISSEMENTS) - 1))
        if rang != self._rang_grossissement:
            self._rang_grossissement = rang
            self._feuille.set_page_width(self._width())
            self.width_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says that the page has another width; until it is drawn again, it is stretched."""
        super().resizeEvent(event)
        self._feuille.set_page_width(self._width())
        if self.shown and self.page_width() != self._demandee:
            self.width_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Down at the end of a page goes to the next, Page Up at its top to the one before; + and - change the size."""
        barre = self.verticalScrollBar()
        touche = event.key()
        if touche in {Qt.Key.Key_PageDown, Qt.Key.Key_Space} and barre.value() == barre.maximum():
            self.turned.emit(1)
        elif touche == Qt.Key.Key_PageUp and barre.value() == barre.minimum():
            self.turned.emit(-1)
        elif touche in _GESTES:
            barre.triggerAction(_GESTES[touche])
        elif event.text() in {"+", "-"}:
            self.zoom(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The focus ring, around what scrolls."""
        vu = super().event(event)
        if event.type() is QEvent.Type.Paint and self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(current_theme().color(Teinte.FOCUS), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()
        return vu


_GESTES: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class _Feuille(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self._largeur = 1

    def show_image(self, image: QImage, largeur: int) -> None:
        self.image = image
        self._largeur = largeur
        self._fit()

    def set_page_width(self, largeur: int) -> None:
        self._largeur = largeur
        self._fit()

    def _fit(self) -> None:
        hauteur = round(self._largeur * self.image.height() / self.image.width()) if not self.image.isNull() else 1
        self.setFixedSize(QSize(self._largeur, hauteur))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), self.image)
        painter.setPen(QPen(current_theme().color(Teinte.TRAIT), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
