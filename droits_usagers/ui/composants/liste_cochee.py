"""A list whose lines are ticked: Space ticks the one under the cursor, a click does too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from droits_usagers.ui.composants.liste import Index, ListeDessinee
from droits_usagers.ui.composants.peinture import lay_out, paint_check, text_height
from droits_usagers.ui.composants.theme import Teinte, current_theme


@dataclass(frozen=True, slots=True)
class LigneCochee:
    """A line: its id, its words, and whether it can be ticked."""

    id: str
    texte: str = field(repr=False)
    possible: bool = True


class ModeleCoche(QAbstractListModel):
    """`ticked`: a line was ticked or not any more; its id, and whether it now is."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lignes: tuple[LigneCochee, ...] = ()
        self._coches: set[str] = set()

    def show_lines(self, lignes: Sequence[LigneCochee], coches: Iterable[str]) -> None:
        """Replaces every line."""
        self.beginResetModel()
        self._lignes, self._coches = tuple(lignes), set(coches)
        self.endResetModel()

    @property
    def coches(self) -> frozenset[str]:
        """Ids of what is ticked."""
        return frozenset(self._coches)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._lignes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is written, and whether it is ticked."""
        if not index.isValid():
            return None
        ligne = self._lignes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return ligne.texte
        if role == Qt.ItemDataRole.CheckStateRole and ligne.possible:
            # As a number: that is what assistive technologies ask the model for.
            return (Qt.CheckState.Checked if ligne.id in self._coches else Qt.CheckState.Unchecked).value
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ticks."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        ligne = self._lignes[index.row()]
        coche = Qt.CheckState(value) is Qt.CheckState.Checked
        (self._coches.add if coche else self._coches.discard)(ligne.id)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit(ligne.id, coche)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Those that can be are ticked by Space or by a click on the box."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self._lignes[index.row()].possible:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


class _Trace(QStyledItemDelegate):
    """Draws the box and the words, wrapped to the width of the list; a click anywhere on a line ticks it."""

    def __init__(self, liste: QListView) -> None:
        super().__init__(liste)
        self._liste = liste

    def _text(self, index: Index, largeur: int) -> QTextLayout:
        theme = current_theme()
        dedans = largeur - theme.px(16 + 20 + 12 + 16)
        return lay_out(str(index.data()), theme.font(), dedans, direction=self._liste.layoutDirection())

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words."""
        theme, largeur = current_theme(), self._liste.viewport().width()
        haut = text_height(self._text(index, largeur)) + 2 * theme.px(8)
        return QSize(largeur, max(theme.px(40), round(haut)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The box if it can be ticked, and its words; a ring where one is."""
        theme, rect = current_theme(), QRect(option.rect)
        a_droite = self._liste.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color(Teinte.FOCUS), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), theme.px(4), theme.px(4))
        cote, bord = theme.px(20), theme.px(16)
        x = rect.right() + 1 - bord - cote if a_droite else rect.x() + bord
        coche = index.data(Qt.ItemDataRole.CheckStateRole)
        if coche is not None:
            paint_check(
                painter, QRectF(x, rect.y() + theme.px(8), cote, cote), checked=Qt.CheckState(coche) is Qt.CheckState.Checked
            )
        painter.setPen(theme.color(Teinte.TEXTE if coche is not None else Teinte.DOUX))
        debut = rect.x() + (bord if a_droite else bord + cote + theme.px(12))
        self._text(index, rect.width()).draw(painter, QPointF(debut, rect.y() + theme.px(8)))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(theme.filet))
        painter.restore()

    def editorEvent(  # noqa: PLR0917 - Qt's signature
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click ticks, wherever on the line; keys as usual."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        if event.type() is QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton:
            coche = index.data(Qt.ItemDataRole.CheckStateRole)
            if coche is not None:
                deja = Qt.CheckState(coche) is Qt.CheckState.Checked
                oui = Qt.CheckState.Unchecked if deja else Qt.CheckState.Checked
                return bool(model.setData(index, oui, Qt.ItemDataRole.CheckStateRole))
        return False


class ListeCochee(ListeDessinee):
    """The view. Lines wrap."""

    #: The line one is on was not measured yet when it was to be shown.
    _a_montrer = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lignes = ModeleCoche(self)
        self.setModel(self.lignes)
        self.setItemDelegate(_Trace(self))
        # Hundreds of lines are measured some at a time.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(40)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)

    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Shows this line: at once, or as soon as it is measured."""
        super().scrollTo(index, hint)
        self._a_montrer = not self.visualRect(index).isValid()

    def updateGeometries(self) -> None:
        """Once lines were measured."""
        super().updateGeometries()
        if self._a_montrer:
            self.scrollTo(self.currentIndex())

    def show_lines(self, lignes: Sequence[LigneCochee], coches: Iterable[str]) -> None:
        """Replaces every line; the cursor stays where it was, or goes to the first."""
        rang = self.currentIndex().row()
        self.lignes.show_lines(lignes, coches)
        if lignes:
            self.setCurrentIndex(self.lignes.index(min(max(rang, 0), len(lignes) - 1)))
