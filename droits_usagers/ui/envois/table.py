"""The list of a bulk: rows of one height, boxes to tick, columns that give way when there is no room."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from droits_usagers.ui.composants.peinture import lay_out, paint_check, text_height
from droits_usagers.ui.composants.table import TableListe
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.envois.modele import ModeleMasse

#: Room for a box, at 100 %.
CASE = 34
#: Lines of text in a row.
_LIGNES = 2
#: Of the list, at least, at 100 %: four rows under their header.
_HAUTEUR = 230


@dataclass(frozen=True, slots=True)
class Largeur:
    """What a column needs at 100 %, its share of what is left over, and whether it goes first when there is no room."""

    minimum: int
    part: int = 0
    cede: bool = False


class TableMasse(TableListe):
    """Arrows move, Space ticks, Ctrl+A ticks all; Enter is left to the page."""

    #: Another row is the current one.
    row_reached = Signal(int)

    def __init__(self, modele: ModeleMasse, largeurs: Sequence[Largeur], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._largeurs = tuple(largeurs)
        self.modele = modele
        self.setModel(modele)
        self.setItemDelegate(_Trace(self))
        entete = self.horizontalHeader()
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        entete.setHighlightSections(False)
        entete.setSectionsClickable(False)
        self.fit()

    def go_to(self, rang: int) -> None:
        """Makes a row the current one."""
        if 0 <= rang < self.modele.rowCount():
            self.setCurrentIndex(self.modele.index(rang, 0))

    def lay_out(self, place: int) -> None:
        """Columns that give way, where there is no room."""
        theme = current_theme()
        self.setMinimumHeight(theme.px(_HAUTEUR))
        self.verticalHeader().setDefaultSectionSize(
            max(theme.px(40), self.fontMetrics().lineSpacing() * _LIGNES + theme.px(10))
        )
        voulues = {rang: theme.px(largeur.minimum) for rang, largeur in enumerate(self._largeurs)}
        for rang in [rang for rang, largeur in enumerate(self._largeurs) if largeur.cede]:
            if sum(voulues.values()) > place:
                del voulues[rang]
        reste = max(0, place - sum(voulues.values()))
        parts = sum(self._largeurs[rang].part for rang in voulues) or 1
        for rang, largeur in enumerate(self._largeurs):
            self.setColumnHidden(rang, rang not in voulues)
            if rang in voulues:
                self.setColumnWidth(rang, voulues[rang] + reste * largeur.part // parts)

    # Qt's events.

    def currentChanged(
        self, courant: QModelIndex | QPersistentModelIndex, precedent: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Says which row is read."""
        super().currentChanged(courant, precedent)
        if courant.row() != precedent.row():
            self.row_reached.emit(courant.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Ctrl+A ticks all."""
        if event.key() == Qt.Key.Key_Space:
            self.modele.toggle(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.modele.toggle_all()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a box ticks it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and self.box_at(index).contains(event.position()):
            self.modele.toggle(index.row())

    def box_at(self, index: QModelIndex | QPersistentModelIndex) -> QRectF:
        """Where the box of a row is."""
        cadre, large = QRectF(self.visualRect(index)), current_theme().px(CASE)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            cadre.setLeft(cadre.right() - large)
        else:
            cadre.setWidth(large)
        return cadre


class _Trace(QStyledItemDelegate):
    """Draws the box, then the words on two lines at most, whole in the tooltip."""

    def __init__(self, table: TableMasse) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The background as Qt draws it, then what is ours."""
        self.initStyleOption(option, index)
        texte, option.text = option.text, ""
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        theme = current_theme()
        marge = theme.px(8)
        debut = marge
        if index.column() == 0 and self._table.modele.has_boxes:
            debut = theme.px(CASE)
            cochee = index.data(Qt.ItemDataRole.CheckStateRole)
            if cochee is not None:
                paint_check(painter, self._table.box_at(index), checked=Qt.CheckState(cochee) is Qt.CheckState.Checked)
        cadre = QRectF(option.rect).adjusted(debut, 0, -marge, 0)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            cadre = QRectF(option.rect).adjusted(marge, 0, -debut, 0)
        painter.save()
        painter.setPen(theme.color(Teinte.DOUX if index.data(ModeleMasse.A_PART) else Teinte.TEXTE))
        _draw(painter, cadre, texte, theme.font(gras=index.column() == 0))
        painter.restore()


def _draw(painter: QPainter, cadre: QRectF, texte: str, police: QFont) -> None:  # noqa: PLR0917
    """In the middle of its height; what does not hold on two lines is elided."""
    mise = lay_out(texte, police, cadre.width(), direction=painter.layoutDirection())
    if mise.lineCount() > _LIGNES:
        derniere = mise.lineAt(_LIGNES - 1).textStart()
        reste = QFontMetricsF(police).elidedText(texte[derniere:], Qt.TextElideMode.ElideRight, cadre.width())
        mise = lay_out(texte[:derniere] + reste, police, cadre.width(), direction=painter.layoutDirection())
    mise.draw(painter, QPointF(cadre.x(), cadre.center().y() - text_height(mise) / 2))
