"""One page of a document, as wide as the room there is or wider: it scrolls both ways, and turns at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QStyle, QWidget

from droits_usagers.domain.socle.masques import ZoneMasquee
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
    #: While parts of the page are covered: one was drawn, another was chosen (its place among them, -1 for none), the one
    #: that is chosen is to be moved and made larger (two pairs of parts of the page), or taken away.
    zone_drawn = Signal(object)
    zone_chosen = Signal(int)
    zone_moved = Signal(object, object)
    zone_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feuille = _Feuille()
        self.setWidget(self._feuille)
        self._feuille.zone_drawn.connect(self.zone_drawn)
        self._feuille.zone_chosen.connect(self.zone_chosen)
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

    def cover(self, zones: Sequence[ZoneMasquee], choisie: int = -1, *, dessine: bool) -> None:
        """Shows what is covered of the page, and which part is chosen; `dessine`: others can be drawn on it."""
        self._feuille.cover(tuple(zones), choisie, dessine=dessine)

    def show_zone(self, zone: ZoneMasquee) -> None:
        """Scrolls to a part of the page."""
        x, y = (zone.gauche + zone.droite) / 2 * self._feuille.width(), (zone.haut + zone.bas) / 2 * self._feuille.height()
        large, haute = (zone.droite - zone.gauche) * self._feuille.width(), (zone.bas - zone.haut) * self._feuille.height()
        self.ensureVisible(round(x), round(y), round(large / 2) + MARGE, round(haute / 2) + MARGE)

    @property
    def in_sight(self) -> tuple[float, float]:
        """The middle of what is seen of the page, as parts of it."""
        vue, feuille = self.viewport(), self._feuille
        place = feuille.mapFrom(vue, vue.rect().center())
        return (
            min(max(place.x() / max(feuille.width(), 1), 0.0), 1.0),
            min(max(place.y() / max(feuille.height(), 1), 0.0), 1.0),
        )

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
        if self._feuille.choisie >= 0 and self._change_zone(event):
            return
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

    def _change_zone(self, event: QKeyEvent) -> bool:
        """Arrows move what is chosen, with Shift they make it larger or smaller, Delete takes it away; False for other keys."""
        touche = Qt.Key(event.key())
        if touche in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.zone_removed.emit()
        elif touche in _FLECHES:
            x, y = _FLECHES[touche]
            pas, rien = (x * PAS, y * PAS), (0.0, 0.0)
            agrandit = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.zone_moved.emit(*((rien, pas) if agrandit else (pas, rien)))
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """The focus ring, around what scrolls."""
        vu = super().event(event)
        if event.type() is QEvent.Type.Paint and self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(current_theme().color(Teinte.FOCUS), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()
        return vu


#: How far an arrow moves what is chosen, as a part of the page.
PAS = 0.01
_FLECHES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_GESTES: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


#: A rectangle smaller than that, in pixels of the screen, was a click.
_CLIC = 4


class _Feuille(QWidget):
    zone_drawn = Signal(object)
    zone_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self._largeur = 1
        self.zones: tuple[ZoneMasquee, ...] = ()
        self.choisie = -1
        self._dessine = False
        self._depart: QPointF | None = None
        self._tire = QRectF()

    def show_image(self, image: QImage, largeur: int) -> None:
        self.image = image
        self._largeur = largeur
        self._fit()

    def set_page_width(self, largeur: int) -> None:
        self._largeur = largeur
        self._fit()

    def cover(self, zones: tuple[ZoneMasquee, ...], choisie: int, *, dessine: bool) -> None:
        self.zones, self.choisie, self._dessine = zones, choisie, dessine
        self._depart, self._tire = None, QRectF()
        if dessine:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()
        self.update()

    def _fit(self) -> None:
        hauteur = round(self._largeur * self.image.height() / self.image.width()) if not self.image.isNull() else 1
        self.setFixedSize(QSize(self._largeur, hauteur))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._dessine or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._depart = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._depart is not None:
            self._tire = QRectF(self._depart, event.position()).normalized() & QRectF(self.rect())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        depart, tire = self._depart, self._tire
        self._depart, self._tire = None, QRectF()
        if depart is None:
            return
        large, haut = self.width(), self.height()
        if tire.width() > _CLIC and tire.height() > _CLIC:
            self.zone_drawn.emit(
                ZoneMasquee(tire.left() / large, tire.top() / haut, tire.right() / large, tire.bottom() / haut)
            )
        else:
            ici = [rang for rang, zone in enumerate(self.zones) if self._place(zone).contains(event.position())]
            self.zone_chosen.emit(ici[-1] if ici else -1)
        self.update()

    def _place(self, zone: ZoneMasquee) -> QRectF:
        large, haut = self.width(), self.height()
        return QRectF(zone.gauche * large, zone.haut * haut, (zone.droite - zone.gauche) * large, (zone.bas - zone.haut) * haut)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), self.image)
        self._paint_zones(painter)
        painter.setPen(QPen(current_theme().color(Teinte.TRAIT), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_zones(self, painter: QPainter) -> None:
        """Not quite black, for one still sees what is covered; the one that is chosen has a ring."""
        voile, anneau = QColor(0, 0, 0, 200), current_theme().color(Teinte.FOCUS)
        for rang, zone in enumerate(self.zones):
            place = self._place(zone)
            painter.fillRect(place, voile)
            painter.setPen(QPen(anneau if rang == self.choisie else QColor("white"), ANNEAU if rang == self.choisie else 1))
            painter.drawRect(place)
        if not self._tire.isEmpty():
            painter.fillRect(self._tire, voile)
