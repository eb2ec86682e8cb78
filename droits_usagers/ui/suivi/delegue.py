"""Draws the cells that carry urgency: an icon, a word and a colour for the état, a colour for a date that presses."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from droits_usagers.services.suivi_ecran import Rubrique, Urgence
from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.libelles import ICONE_ETAT
from droits_usagers.ui.suivi.modele import ModeleSuivi
from droits_usagers.ui.theme import Teinte, current_theme

_RUBRIQUES = tuple(Rubrique)
_PRESSE = frozenset({Urgence.RETARD, Urgence.SEMAINE})


class DelegueSuivi(QStyledItemDelegate):
    """The cells of the Suivi."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Colours a date that presses; says in grey what is not loaded yet."""
        super().initStyleOption(option, index)
        # The whole row is marked instead of one cell.
        option.state &= ~QStyle.StateFlag.State_HasFocus
        urgence = index.data(ModeleSuivi.URGENCE)
        teinte = None
        if urgence is None:
            teinte = Teinte.DOUX
        elif _RUBRIQUES[index.column()] is Rubrique.ECHEANCE and urgence in _PRESSE:
            teinte = Teinte(urgence)
        if teinte is not None:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, current_theme().color(teinte))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draws the état as icon and word; anything else as Qt does."""
        urgence = index.data(ModeleSuivi.URGENCE)
        if _RUBRIQUES[index.column()] is not Rubrique.ETAT or urgence is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        mot, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        self._paint_state(painter, option, mot=mot, teinte=Teinte(urgence))

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, *, mot: str, teinte: Teinte) -> None:
        theme = current_theme()
        cote, marge = theme.px(18), theme.px(10)
        cadre = QRectF(option.rect)
        a_droite = option.direction is Qt.LayoutDirection.RightToLeft
        x = cadre.right() - marge - cote if a_droite else cadre.left() + marge
        paint_icon(
            painter, QRectF(x, cadre.center().y() - cote / 2, cote, cote), ICONE_ETAT[teinte], couleur=theme.hexa(teinte)
        )
        reste = (
            cadre.adjusted(marge, 0, -cote - 2 * marge, 0)
            if a_droite
            else cadre.adjusted(cote + marge + theme.px(8), 0, -theme.px(4), 0)
        )
        painter.save()
        painter.setFont(theme.font(gras=True))
        painter.setPen(theme.color(teinte))
        drapeaux = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        painter.drawText(reste, int(drapeaux), mot)
        painter.restore()
