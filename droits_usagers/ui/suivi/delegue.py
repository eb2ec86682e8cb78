"""Draws the cells: an icon, a word and a colour for the état, a colour for a date that presses, two lines of text at most."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from droits_usagers.services.suivi_ecran import Rubrique, Urgence
from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.libelles import ICONE_ETAT
from droits_usagers.ui.composants.peinture import lay_out
from droits_usagers.ui.suivi.modele import CHOIX, ModeleSuivi
from droits_usagers.ui.theme import Teinte, current_theme

_RUBRIQUES = tuple(Rubrique)
_PRESSE = frozenset({Urgence.RETARD, Urgence.SEMAINE})
LIGNES = 2


class DelegueSuivi(QStyledItemDelegate):
    """The cells of the Suivi."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The background as Qt draws it, then the words."""
        self.initStyleOption(option, index)
        texte, option.text = option.text, ""
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        if index.data(ModeleSuivi.CHOISIE):
            option.backgroundBrush = QBrush(QColor(current_theme().choisi))
        # The whole row is marked instead of one cell.
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if index.data(ModeleSuivi.PREMIERE_PROCHE):
            painter.fillRect(
                QRectF(option.rect.x(), option.rect.y(), option.rect.width(), 2), current_theme().color(Teinte.SEMAINE)
            )
        if index.column() == CHOIX:
            paint_check(painter, QRectF(option.rect), checked=bool(index.data(ModeleSuivi.CHOISIE)))
            return
        theme, rubrique, urgence = current_theme(), _RUBRIQUES[index.column()], index.data(ModeleSuivi.URGENCE)
        marge = theme.px(10)
        cadre = QRectF(option.rect).adjusted(marge, 0, -theme.px(4), 0)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            cadre = QRectF(option.rect).adjusted(theme.px(4), 0, -marge, 0)
        painter.save()
        if rubrique is Rubrique.ETAT and urgence is not None:
            cadre = _paint_icon(painter, cadre, Teinte(urgence), direction=option.direction)
        couleur = theme.color(_ink(rubrique, urgence))
        _paint_text(painter, cadre, texte, police=theme.font(gras=rubrique is Rubrique.ETAT), couleur=couleur)
        painter.restore()


def paint_check(painter: QPainter, place: QRectF, *, checked: bool, partly: bool = False) -> None:
    """A square in the middle of this place: empty, ticked, or with a bar when only some are chosen."""
    theme = current_theme()
    cote = theme.px(18)
    carre = QRectF(place.center().x() - cote / 2, place.center().y() - cote / 2, cote, cote).adjusted(1, 1, -1, -1)
    plein = checked or partly
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(Teinte.PRIMAIRE if plein else Teinte.DOUX), 1.5))
    painter.setBrush(theme.color(Teinte.PRIMAIRE if plein else Teinte.SURFACE))
    painter.drawRoundedRect(carre, theme.px(3), theme.px(3))
    if plein:
        crayon = QPen(theme.color(Teinte.SUR_PRIMAIRE), cote / 9)
        crayon.setCapStyle(Qt.PenCapStyle.RoundCap)
        crayon.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(crayon)
        points = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.30)) if checked else ((0.25, 0.5), (0.75, 0.5))
        painter.drawPolyline([QPointF(carre.x() + x * carre.width(), carre.y() + y * carre.height()) for x, y in points])
    painter.restore()


def _ink(rubrique: Rubrique, urgence: str | None) -> Teinte:
    if urgence is None:
        return Teinte.DOUX
    if rubrique is Rubrique.ETAT or (rubrique is Rubrique.ECHEANCE and urgence in _PRESSE):
        return Teinte(urgence)
    return Teinte.TEXTE


def _paint_icon(painter: QPainter, cadre: QRectF, teinte: Teinte, *, direction: Qt.LayoutDirection) -> QRectF:
    """Draws the icon of an état at the reading start; what is left for its word."""
    theme = current_theme()
    cote, ecart = theme.px(18), theme.px(8)
    a_droite = direction is Qt.LayoutDirection.RightToLeft
    x = cadre.right() - cote if a_droite else cadre.left()
    paint_icon(painter, QRectF(x, cadre.center().y() - cote / 2, cote, cote), ICONE_ETAT[teinte], couleur=theme.hexa(teinte))
    return cadre.adjusted(0, 0, -cote - ecart, 0) if a_droite else cadre.adjusted(cote + ecart, 0, 0, 0)


def _paint_text(painter: QPainter, cadre: QRectF, texte: str, *, police: QFont, couleur: QColor) -> None:
    """At most two lines; what does not fit is whole in the tooltip."""
    mesure = QFontMetricsF(police)
    lignes = lines_of(texte, police, cadre.width(), direction=painter.layoutDirection())
    painter.setFont(police)
    painter.setPen(couleur)
    y = cadre.center().y() - mesure.lineSpacing() * len(lignes) / 2 + mesure.ascent()
    a_droite = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for ligne in lignes:
        x = cadre.right() - mesure.horizontalAdvance(ligne) if a_droite else cadre.left()
        painter.drawText(QPointF(x, y), ligne)
        y += mesure.lineSpacing()


def lines_of(texte: str, police: QFont, largeur: float, *, direction: Qt.LayoutDirection) -> list[str]:
    """At most two lines of this width. What comes first is said first, and of a name that is too long, its end stays whole."""
    mesure = QFontMetricsF(police)
    # Qt hands a new line over as its own separator.
    d_abord, _, ensuite = texte.replace("\u2028", "\n").partition("\n")
    lignes = _wrapped(d_abord, police, largeur, direction=direction)
    if len(lignes) > LIGNES:
        fin = _end_of(d_abord, mesure, largeur)
        debut = d_abord[: len(d_abord) - len(fin)].rstrip()
        return [_cut(debut, mesure, largeur), fin]
    if ensuite and len(lignes) < LIGNES:
        lignes.append(mesure.elidedText(ensuite, Qt.TextElideMode.ElideRight, largeur))
    return lignes


def _wrapped(texte: str, police: QFont, largeur: float, *, direction: Qt.LayoutDirection) -> list[str]:
    mise = lay_out(texte, police, largeur, direction=direction)
    return [texte[ligne.textStart() :][: ligne.textLength()].strip() for ligne in map(mise.lineAt, range(mise.lineCount()))]


def _end_of(texte: str, mesure: QFontMetricsF, largeur: float) -> str:
    """Its last words, as many as fit; the end of the last one if it does not."""
    mots = texte.split(" ")
    fin = mots.pop()
    while mots and mesure.horizontalAdvance(f"{mots[-1]} {fin}") <= largeur:
        fin = f"{mots.pop()} {fin}"
    return fin if mesure.horizontalAdvance(fin) <= largeur else mesure.elidedText(fin, Qt.TextElideMode.ElideLeft, largeur)


def _cut(texte: str, mesure: QFontMetricsF, largeur: float) -> str:
    """Its beginning, and a mark that something is missing."""
    return mesure.elidedText(f"{texte} …", Qt.TextElideMode.ElideRight, largeur)
