"""Draws the cells of a grille: the numbers of the findings that rest on them, then what is written, as far as it holds."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.peinture import lay_out
from droits_usagers.ui.composants.theme import Teinte, Theme, current_theme, mix
from droits_usagers.ui.grille.modele import ICONES, TEINTES, CelluleGrille, ModeleGrille

Index = QModelIndex | QPersistentModelIndex
#: Lines of a cell at most: the rest is in the panel, the tooltip and what is read aloud.
LIGNES = 5
#: What of a very long text is ever laid out.
_DEBUT = 800
_MARGE, _BANDE, _ICONE = 8, 24, 16


def text_lines(cellule: CelluleGrille, largeur: float) -> int:
    """How many lines its text takes, no more than are shown."""
    return min(_laid_out(cellule.texte, largeur).lineCount(), LIGNES) if cellule.texte else 0


def cell_height(cellule: CelluleGrille, largeur: int) -> int:
    """How high a cell wants to be."""
    theme = current_theme()
    ligne = QFontMetricsF(theme.font()).lineSpacing()
    dedans = largeur - 2 * theme.px(_MARGE)
    bande = theme.px(_BANDE) if cellule.trouves else 0
    return round(text_lines(cellule, dedans) * ligne + bande + 2 * theme.px(_MARGE))


def _laid_out(texte: str, largeur: float, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QTextLayout:
    return lay_out(texte[:_DEBUT], current_theme().font(), largeur, direction=direction)


class TraceGrille(QStyledItemDelegate):
    """The cells of a grille."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The background, the numbers, the words."""
        cellule = index.data(ModeleGrille.CELLULE)
        if not isinstance(cellule, CelluleGrille):
            return
        theme, place = current_theme(), QRectF(option.rect)
        painter.save()
        painter.setClipRect(place)
        paint_ground(painter, option, cellule, theme=theme)
        marge = theme.px(_MARGE)
        cadre = place.adjusted(marge, marge, -marge, -marge)
        if cellule.trouves:
            bande = QRectF(cadre.x(), cadre.y(), cadre.width(), theme.px(_BANDE))
            _paint_marks(painter, bande, cellule, theme=theme)
            cadre.setTop(bande.bottom())
        painter.setPen(theme.color(Teinte.TEXTE))
        _paint_text(painter, cadre, cellule.texte)
        painter.restore()


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, cellule: CelluleGrille, *, theme: Theme) -> None:
    """Where one is; what the finding being looked at rests on; a rule under and beside each."""
    ici = bool(option.state & QStyle.StateFlag.State_Selected)
    rect = QRectF(option.rect)
    if cellule.surlignee:
        teinte = theme.hexa(TEINTES[cellule.surlignee])
        painter.fillRect(rect, QColor(mix(theme.hexa(Teinte.SURFACE), teinte, 0.14)))
    elif ici:
        painter.fillRect(rect, QColor(theme.choisi))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(theme.survol))
    painter.setPen(QPen(QColor(theme.filet), 1))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
    if cellule.surlignee:
        painter.setPen(QPen(theme.color(TEINTES[cellule.surlignee]), 2))
        painter.drawRect(rect.adjusted(2, 2, -3, -3))
    if ici:
        painter.setPen(QPen(theme.color(Teinte.FOCUS if option.state & QStyle.StateFlag.State_Active else Teinte.DOUX), 2))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _paint_marks(painter: QPainter, bande: QRectF, cellule: CelluleGrille, *, theme: Theme) -> None:
    """The shape and the number of each finding, from the reading start; dots when there is no room for all."""
    police = theme.font(gras=True)
    mesure, cote, ecart = QFontMetricsF(police), theme.px(_ICONE), theme.px(4)
    a_droite = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    painter.setFont(police)
    x = 0.0
    for rang, trouve in enumerate(cellule.trouves):
        numero = str(trouve.numero)
        large = cote + ecart + mesure.horizontalAdvance(numero) + 2 * ecart
        reste = mesure.horizontalAdvance("…") if rang < len(cellule.trouves) - 1 else 0
        if rang and x + large + reste > bande.width():
            numero, large, teinte = "…", mesure.horizontalAdvance("…"), Teinte.DOUX
        else:
            teinte = TEINTES[trouve.ecart.gravite]
        debut = bande.right() - x - large if a_droite else bande.x() + x
        painter.setPen(theme.color(teinte))
        if numero != "…":
            paint_icon(painter, QRectF(debut, bande.y(), cote, cote), ICONES[trouve.ecart.gravite], couleur=theme.hexa(teinte))
            debut += cote + ecart
        haut = bande.y() + (cote - mesure.height()) / 2 + mesure.ascent()
        painter.drawText(QPointF(debut, haut), numero)
        if numero == "…":
            return
        x += large


def _paint_text(painter: QPainter, cadre: QRectF, texte: str) -> None:
    """Whole lines; the last one says when there is more."""
    if not texte:
        return
    mesure = QFontMetricsF(current_theme().font())
    # A text is never drawn over by the next row: half a line is none.
    lignes = max(1, min(LIGNES, int((cadre.height() + 1) // mesure.lineSpacing())))
    sens = painter.layoutDirection()
    mise = _laid_out(texte, cadre.width(), sens)
    if mise.lineCount() > lignes:
        debut = mise.lineAt(lignes - 1).textStart()
        suite = " ".join(texte[debut:_DEBUT].split())
        suite = mesure.elidedText(f"{suite}…", Qt.TextElideMode.ElideRight, cadre.width())
        mise = _laid_out(texte[:debut] + suite, cadre.width(), sens)
    mise.draw(painter, cadre.topLeft())
