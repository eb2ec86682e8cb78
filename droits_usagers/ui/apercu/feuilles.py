"""The printed pages, one under the other, as wide as the room there is."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStyle, QWidget

from droits_usagers.ui.composants.theme import Teinte, current_theme

#: Height of an A4 page for a width of one.
A4 = 297 / 210
#: Around the pages, at 100 %.
MARGE = 4
#: Width of a page on paper, at 96 points an inch: larger, one would see less of it at once.
GRANDEUR_NATURE = 794


class Feuilles(QScrollArea):
    """Shows pages already drawn. `width_changed`: they should be drawn again at `page_width` (in device pixels)."""

    width_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rouleau = _Rouleau()
        self.setWidget(self._rouleau)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._asked_width = 0

    def page_width(self) -> int:
        """Width of a page on this screen, in device pixels."""
        # As if the scroll bar were there: pages must not change width by coming out longer.
        barre = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        largeur = min(self.width() - barre - 2 * current_theme().px(MARGE), current_theme().px(GRANDEUR_NATURE))
        return round(max(largeur, 1) * self.devicePixelRatioF())

    @property
    def has_pages(self) -> bool:
        """True once something was shown."""
        return bool(self._rouleau.pages)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Shows these pages, where the reading was."""
        self._asked_width = self.page_width()
        self._rouleau.show_pages(pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says that the pages have another width; until they are drawn again, they are stretched."""
        super().resizeEvent(event)
        self._rouleau.set_page_width(self.page_width() / self.devicePixelRatioF())
        if self._rouleau.pages and self.page_width() != self._asked_width:
            self.width_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End, as in any text; arrows and Page Up and Down are Qt's own."""
        barre = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            barre.setValue(barre.minimum())
        elif event.key() == Qt.Key.Key_End:
            barre.setValue(barre.maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus ring, around the whole."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(current_theme().color(Teinte.FOCUS), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()


class _Rouleau(QWidget):
    """Every page on one long surface."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[QImage, ...] = ()
        self._largeur = 1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_page_width(self, largeur: float) -> None:
        self._largeur = round(largeur)
        self._fit()

    def show_pages(self, pages: Sequence[QImage]) -> None:
        papiers = [_shape(page) for page in self.pages]
        self.pages = tuple(pages)
        if papiers != [_shape(page) for page in pages]:
            self._fit()
        self.update()

    def _height(self, rang: int) -> int:
        """As its paper is: upright unless it was drawn otherwise."""
        page = self.pages[rang] if rang < len(self.pages) else QImage()
        return round(self._largeur * (A4 if page.isNull() else page.height() / page.width()))

    def _rect(self, rang: int) -> QRect:
        marge, ecart = current_theme().px(MARGE), current_theme().px(12)
        haut = marge + sum(self._height(avant) + ecart for avant in range(rang))
        return QRect((self.width() - self._largeur) // 2, haut, self._largeur, self._height(rang))

    def _fit(self) -> None:
        dernier = self._rect(max(len(self.pages) - 1, 0))
        self.setFixedHeight(dernier.bottom() + current_theme().px(MARGE) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        for rang, page in enumerate(self.pages):
            rect = self._rect(rang)
            if rect.intersects(event.rect()):
                if page.size() != rect.size() * self.devicePixelRatioF():
                    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(rect, page)
                painter.setPen(QPen(theme.color(Teinte.TRAIT), 1))
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        painter.end()


def _shape(page: QImage) -> float:
    """How high a page is for its width, as far as one sees."""
    return 0.0 if page.isNull() else round(page.height() / page.width(), 2)
