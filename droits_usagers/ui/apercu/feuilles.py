"""The printed pages, one under the other, as wide as the room there is."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStyle, QWidget

from droits_usagers.ui.apercu.texte import PartieVue
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.theme import CLAIR, PAPIER, Teinte, current_theme, mix

#: Height of an A4 page for a width of one.
A4 = 297 / 210
#: Around the pages, at 100 %.
MARGE = 4
#: Width of a page on paper, at 96 points an inch: larger, one would see less of it at once.
GRANDEUR_NATURE = 794
#: Around the words of a part, and the bar beside one that has just changed.
AUTOUR, BARRE = 4, 3
_PAS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Feuilles(QScrollArea):
    """Shows pages already drawn. `width_changed`: they should be drawn again at `page_width` (in device pixels).

    Arrows go from one part of the letter to the next, where its parts are known. `looked_at`: someone is at it, who may want
    to be led; `part_chosen`: by a click, or Enter on the part come to.
    """

    width_changed = Signal()
    looked_at = Signal()
    part_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rouleau = _Rouleau()
        self.setWidget(self._rouleau)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._asked_width = 0
        self._liens: Sequence[str] = ()
        self._rouleau.pointed.connect(self._on_pointed)
        self._rouleau.clicked.connect(self._choose)

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

    def show_pages(self, pages: Sequence[QImage], parties: Sequence[PartieVue] = ()) -> None:
        """Shows these pages, where the reading was; that their parts lead somewhere is to be said again."""
        self._asked_width = self.page_width()
        self._rouleau.show_pages(pages)
        if [partie.texte for partie in parties] != [partie.texte for partie in self._rouleau.parties]:
            self._rouleau.courante = -1
        self._rouleau.parties = tuple(parties)
        self.lead(())

    def lead(self, liens: Sequence[str]) -> None:
        """What each part leads to, in words; empty for one that leads nowhere."""
        self._liens = liens
        self._point(-1)

    def tint(self, parties: Collection[int]) -> None:
        """Tints these parts, and no other."""
        self._rouleau.teintees = frozenset(parties)
        self._rouleau.update()

    def places(self, rang: int) -> tuple[QRect, ...]:
        """Where a part is, on what scrolls."""
        return tuple(self._rouleau.places(rang))

    def _leads(self, rang: int) -> bool:
        return 0 <= rang < len(self._liens) and bool(self._liens[rang])

    def _on_pointed(self, rang: int) -> None:
        self.looked_at.emit()
        self._point(rang)

    def _point(self, rang: int) -> None:
        """Says where a click leads."""
        leads = self._leads(rang)
        self._rouleau.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self._rouleau.setToolTip(self._liens[rang] if leads else "")

    def _choose(self, rang: int) -> None:
        if self._leads(rang):
            self.part_chosen.emit(rang)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says that the pages have another width; until they are drawn again, they are stretched."""
        super().resizeEvent(event)
        self._rouleau.set_page_width(self.page_width() / self.devicePixelRatioF())
        if self._rouleau.pages and self.page_width() != self._asked_width:
            self.width_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """On no part yet: Enter goes on."""
        super().focusInEvent(event)
        self._go_to(-1)
        self.looked_at.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """On no part any more."""
        super().focusOutEvent(event)
        self._go_to(-1)

    def event(self, event: QEvent) -> bool:
        """Keeps Enter for itself on a part that leads somewhere, before the page takes it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_choice(event):
            event.accept()
            return True
        return super().event(event)

    def _is_choice(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and event.key() in ENTREE and self._leads(self._rouleau.courante)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End, as in any text; Page Up and Down are Qt's own, and arrows where no part is known."""
        barre = self.verticalScrollBar()
        pas = _PAS.get(Qt.Key(event.key()))
        if self._is_choice(event):
            self.part_chosen.emit(self._rouleau.courante)
        elif pas is not None and self._rouleau.parties:
            rang = self._rouleau.courante + pas
            self._go_to(min(max(rang, 0), len(self._rouleau.parties) - 1))
        elif event.key() == Qt.Key.Key_Home:
            barre.setValue(barre.minimum())
        elif event.key() == Qt.Key.Key_End:
            barre.setValue(barre.maximum())
        else:
            super().keyPressEvent(event)

    def _go_to(self, rang: int) -> None:
        """To a part, brought into view and said."""
        self._rouleau.courante = rang
        self._rouleau.update()
        if rang < 0:
            return
        self.looked_at.emit()
        for place in self.places(rang)[:1]:
            self.ensureVisible(self._rouleau.width() // 2, place.bottom(), 0, AUTOUR)
            self.ensureVisible(self._rouleau.width() // 2, place.top(), 0, AUTOUR)
        dit = "\n".join((self._rouleau.parties[rang].texte, *(self._liens[rang : rang + 1])))
        announce(self, dit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus ring, around the whole."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(current_theme().color(Teinte.FOCUS), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()


class _Rouleau(QWidget):
    """Every page on one long surface. `pointed`: the mouse is on a part, or on none (-1); `clicked`, on one."""

    pointed = Signal(int)
    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[QImage, ...] = ()
        self.parties: tuple[PartieVue, ...] = ()
        self.teintees: frozenset[int] = frozenset()
        #: The part come to with the arrows, or -1.
        self.courante = -1
        self._largeur = 1
        self.setMouseTracking(True)
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

    def places(self, rang: int) -> Iterator[QRect]:
        """Where a part is, with a little room around its words; nowhere, once the letter no longer has it."""
        if not 0 <= rang < len(self.parties):
            return
        autour = current_theme().px(AUTOUR)
        for lieu in self.parties[rang].lieux:
            page, part = self._rect(lieu.page), lieu.rect
            x, y = page.x() + part.x() * page.width(), page.y() + part.y() * page.height()
            mots = QRect(round(x), round(y), round(part.width() * page.width()), round(part.height() * page.height()))
            yield mots.adjusted(-autour, -autour, autour, autour)

    def _part_at(self, point: QPoint) -> int:
        rangs = (rang for rang in range(len(self.parties)) if any(place.contains(point) for place in self.places(rang)))
        return next(rangs, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self._part_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(self._part_at(event.position().toPoint()))

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
        self._mark(painter)
        painter.end()

    def _mark(self, painter: QPainter) -> None:
        """A soft tint under what has just changed, with a bar beside it; the focus ring around the part come to."""
        # Paper is white in every theme.
        primaire, focus, barre = QColor(CLAIR[Teinte.PRIMAIRE]), QColor(CLAIR[Teinte.FOCUS]), current_theme().px(BARRE)
        for rang in self.teintees:
            for place in self.places(rang):
                # As if the paper were tinted: the words keep their ink.
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(place, QColor(mix(PAPIER, primaire.name(), 0.14)))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
                painter.fillRect(place.x() - 2 * barre, place.y(), barre, place.height(), primaire)
        if self.courante >= 0:
            painter.setPen(QPen(focus, 2))
            for place in self.places(self.courante):
                painter.drawRect(place)


def _shape(page: QImage) -> float:
    """How high a page is for its width, as far as one sees."""
    return 0.0 if page.isNull() else round(page.height() / page.width(), 2)
