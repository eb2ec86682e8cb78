"""A grille with no room for the words of its documents: in each cell how many passages, and the mark of the worst finding."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.grille.modele import ICONES, TEINTES, CelluleGrille, ModeleGrille
from droits_usagers.ui.grille.trace import paint_ground

Index = QModelIndex | QPersistentModelIndex
#: At 100 %: under which width words of a column can no longer be read, as narrow as a cell goes, and as low.
LISIBLE, COLONNE, RANGEE = 132, 46, 28
_ICONE, _ECART = 16, 4


def is_needed(nombre: int, place: int) -> bool:
    """True when so many columns of words do not hold in so many pixels."""
    return nombre * current_theme().px(LISIBLE) > place


class TraceMatrice(QStyledItemDelegate):
    """The cells, drawn small: nothing where nothing is said."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The number and the mark, each in its place: one reads down a column."""
        cellule = index.data(ModeleGrille.CELLULE)
        if not isinstance(cellule, CelluleGrille):
            return
        theme, place = current_theme(), QRect(option.rect)
        cote, ecart, police = theme.px(_ICONE), theme.px(_ECART), theme.font()
        painter.save()
        painter.setClipRect(place)
        paint_ground(painter, option, cellule, theme=theme)
        chiffres = round(QFontMetricsF(police).horizontalAdvance("00"))
        debut = place.x() + (place.width() - chiffres - ecart - cote) // 2
        sens = painter.layoutDirection()
        if cellule.nombre:
            bords = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            painter.setFont(police)
            painter.setPen(theme.color(Teinte.TEXTE))
            # From the edge of the cell: three figures hold too.
            dits = QRect(place.x(), place.y(), debut + chiffres - place.x(), place.height())
            painter.drawText(QStyle.visualRect(sens, place, dits), bords, str(cellule.nombre))
        if cellule.trouves:
            pire = max(trouve.ecart.gravite for trouve in cellule.trouves)
            marque = QRect(debut + chiffres + ecart, place.center().y() - cote // 2, cote, cote)
            marque = QStyle.visualRect(sens, place, marque)
            paint_icon(painter, QRectF(marque), ICONES[pire], couleur=theme.hexa(TEINTES[pire]))
        painter.restore()
