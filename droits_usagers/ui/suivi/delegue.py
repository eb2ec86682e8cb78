"""Draws the cells: the sign of the état, a colour for the date of a right that can be lost, two lines of text at most.

Everything that is drawn again and again is kept until the list or the look changes: the window is never held by its rows.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from droits_usagers.services.suivi.lignes import Rubrique, SigneEtat
from droits_usagers.ui.composants.peinture import lay_out, paint_check
from droits_usagers.ui.composants.theme import Teinte, Theme, current_theme, paint_icon
from droits_usagers.ui.suivi.modele import CHOIX, CelluleSuivi, ModeleSuivi

_RUBRIQUES = tuple(Rubrique)
LIGNES = 2
#: What is said on a line of its own, whatever comes before it.
_EN_DEUX = frozenset({Rubrique.ETAT, Rubrique.A_FAIRE, Rubrique.LEURS})
_ICONE, _MARGE, _FIN = 18, 10, 4


@dataclass(slots=True)
class _Trousse:
    """What drawing needs, for one look."""

    theme: Theme
    police: QFont
    mesure: QFontMetricsF
    #: Lines of a text of this width, in this column.
    lignes: dict[tuple[str, int, Rubrique], list[tuple[str, bool]]] = field(default_factory=dict)
    images: dict[tuple[str, str, float], QPixmap] = field(default_factory=dict)


class DelegueSuivi(QStyledItemDelegate):
    """The cells of the Suivi."""

    _trousse: _Trousse | None = None

    def forget(self) -> None:
        """Nothing of anyone stays here either."""
        self._trousse = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The background, then the words."""
        trousse, cellule = self._kit(), index.data(ModeleSuivi.CELLULE)
        if not isinstance(cellule, CelluleSuivi):
            return
        theme, place = trousse.theme, QRectF(option.rect)
        # What a line stands on: where one is, what is chosen, what is under the mouse; and a rule before what only resembles.
        ici = bool(option.state & QStyle.StateFlag.State_Selected)
        if ici or cellule.choisie or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.choisi if ici else theme.survol))
        if cellule.premiere_proche:
            painter.fillRect(QRectF(option.rect.x(), option.rect.y(), option.rect.width(), 2), theme.color(Teinte.SEMAINE))
        if index.column() == CHOIX:
            if option.state & QStyle.StateFlag.State_Selected:
                # A bar at the reading start of the line where one is: it may be among lines that are chosen too.
                barre = QRectF(option.rect.x(), option.rect.y(), theme.px(4), option.rect.height())
                if option.direction is Qt.LayoutDirection.RightToLeft:
                    barre.moveRight(option.rect.x() + option.rect.width())
                painter.fillRect(barre, theme.color(Teinte.PRIMAIRE))
            if cellule.lue:
                _paint_image(painter, place, trousse, nom="coche" if cellule.choisie else "", couleur="")
            return
        rubrique = _RUBRIQUES[index.column()]
        a_droite = option.direction is Qt.LayoutDirection.RightToLeft
        debut, fin = (_FIN, -_MARGE) if a_droite else (_MARGE, -_FIN)
        cadre = place.adjusted(theme.px(debut), 0, theme.px(fin), 0)
        if rubrique is Rubrique.ETAT and cellule.signe is not None:
            cadre = _paint_state(painter, cadre, trousse, signe=cellule.signe, a_droite=a_droite)
        _paint_text(painter, cadre, trousse, texte=cellule.texte, rubrique=rubrique, encres=_inks(rubrique, cellule))

    def _kit(self) -> _Trousse:
        theme = current_theme()
        if self._trousse is None or self._trousse.theme is not theme:
            self._trousse = _Trousse(theme, theme.font(), QFontMetricsF(theme.font()))
        return self._trousse


def _inks(rubrique: Rubrique, cellule: CelluleSuivi) -> tuple[Teinte, Teinte]:
    """Of what comes first in a cell, and of what is under it: softer, but the mark of a consigne."""
    if cellule.signe is None:
        return Teinte.DOUX, Teinte.DOUX
    if rubrique is Rubrique.ETAT:
        return Teinte(cellule.signe.couleur), Teinte.TEXTE
    if rubrique is Rubrique.A_FAIRE:
        return (Teinte.RETARD, Teinte.RETARD) if cellule.presse else (Teinte.TEXTE, Teinte.TEXTE)
    return Teinte.TEXTE, Teinte.SEMAINE if cellule.en_retard and rubrique is Rubrique.LEURS else Teinte.DOUX


def _paint_state(painter: QPainter, cadre: QRectF, trousse: _Trousse, *, signe: SigneEtat, a_droite: bool) -> QRectF:
    """Draws the icon of an état at the reading start; what is left for its word."""
    theme = trousse.theme
    cote, ecart = theme.px(_ICONE), theme.px(8)
    x = cadre.right() - cote if a_droite else cadre.left()
    place = QRectF(x, cadre.y(), cote, cadre.height())
    _paint_image(painter, place, trousse, nom=signe.icone, couleur=theme.hexa(Teinte(signe.couleur)))
    return cadre.adjusted(0, 0, -cote - ecart, 0) if a_droite else cadre.adjusted(cote + ecart, 0, 0, 0)


def _paint_image(painter: QPainter, place: QRectF, trousse: _Trousse, *, nom: str, couleur: str) -> None:
    """An icon in this colour, or without any the square of a line, in the middle of this place."""
    cote = trousse.theme.px(_ICONE)
    finesse = painter.device().devicePixelRatioF()
    cle = (nom, couleur, finesse)
    if cle not in trousse.images:
        trousse.images[cle] = _draw_image(nom, couleur, cote, finesse=finesse)
    painter.drawPixmap(QPointF(place.center().x() - cote / 2, place.center().y() - cote / 2), trousse.images[cle])


def _draw_image(nom: str, couleur: str, cote: int, *, finesse: float) -> QPixmap:
    image = QPixmap(round(cote * finesse), round(cote * finesse))
    image.setDevicePixelRatio(finesse)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    place = QRectF(0, 0, cote, cote)
    if couleur:
        paint_icon(painter, place, nom, couleur=couleur)
    else:
        paint_check(painter, place, checked=bool(nom))
    painter.end()
    return image


def _paint_text(
    painter: QPainter, cadre: QRectF, trousse: _Trousse, *, texte: str, rubrique: Rubrique, encres: tuple[Teinte, Teinte]
) -> None:
    """At most two lines; what does not fit is whole in the tooltip. `encres`: of what comes first, and of what is under it."""
    if not texte:
        return
    cle = (texte, round(cadre.width()), rubrique)
    if cle not in trousse.lignes:
        sens = painter.layoutDirection()
        trousse.lignes[cle] = lines_of(texte, trousse.police, cadre.width(), rubrique=rubrique, direction=sens)
    lignes, mesure = trousse.lignes[cle], trousse.mesure
    painter.setFont(trousse.police)
    y = cadre.center().y() - mesure.lineSpacing() * len(lignes) / 2 + mesure.ascent()
    a_droite = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for ligne, dessous in lignes:
        x = cadre.right() - mesure.horizontalAdvance(ligne) if a_droite else cadre.left()
        painter.setPen(trousse.theme.color(encres[dessous]))
        painter.drawText(QPointF(x, y), ligne)
        y += mesure.lineSpacing()


def lines_of(
    texte: str, police: QFont, largeur: float, *, rubrique: Rubrique, direction: Qt.LayoutDirection
) -> list[tuple[str, bool]]:
    """At most two lines of this width, and whether each follows the line break: what comes first is said first.

    What is too long is cut at its end, where one sees that it goes on. What follows the break is said whatever comes before it
    where it is the mark of a consigne, or a date.
    """
    mesure = QFontMetricsF(police)
    d_abord, _, ensuite = texte.partition("\n")
    places = LIGNES - 1 if rubrique in _EN_DEUX and ensuite else LIGNES
    lignes = [(ligne, False) for ligne in _wrapped(d_abord, police, largeur, places=places, direction=direction)]
    if ensuite and len(lignes) < LIGNES:
        lignes.append((mesure.elidedText(ensuite, Qt.TextElideMode.ElideRight, largeur), True))
    return lignes


def _wrapped(texte: str, police: QFont, largeur: float, *, places: int, direction: Qt.LayoutDirection) -> list[str]:
    mise = lay_out(texte, police, largeur, direction=direction)
    debuts = [mise.lineAt(rang).textStart() for rang in range(mise.lineCount())][:places]
    if not debuts:
        return []
    lignes = [texte[debut:fin].strip() for debut, fin in pairwise(debuts)]
    reste = texte[debuts[-1] :].strip()
    return [*lignes, QFontMetricsF(police).elidedText(reste, Qt.TextElideMode.ElideRight, largeur)]
