"""The list itself: rows of one height, columns that give way when there is no room, the keyboard first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from droits_usagers.domain.dossier.dossiers import Tri
from droits_usagers.services.suivi.colonnes import Colonnes
from droits_usagers.services.suivi.lignes import INVERSES, TRIS, Rubrique, SigneEtat
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.peinture import lay_out, paint_check
from droits_usagers.ui.composants.table import TableListe
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


class EnteteSuivi(QHeaderView):
    """Says what the person did to columns; nothing when it is the table that arranges them."""

    #: The columns are in another order, or of another width: a new `Colonnes`.
    arranged = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.colonnes = Colonnes()
        #: Whether every line is chosen, or some of them.
        self._tous, self._quelques = False, False
        #: True while the table arranges columns itself.
        self._nous = False
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionMoved.connect(self._on_moved)
        self.sectionResized.connect(self._on_resized)

    def lay_out(self, largeurs: dict[Rubrique, int], choix: int) -> None:
        """Shows these columns in the order kept, each this wide, after the squares."""
        self._nous = True
        self.moveSection(self.visualIndex(CHOIX), 0)
        self.resizeSection(CHOIX, choix)
        self.setSectionResizeMode(CHOIX, QHeaderView.ResizeMode.Fixed)
        for place, rubrique in enumerate(self.colonnes.ordre, start=1):
            section = _RUBRIQUES.index(rubrique)
            self.moveSection(self.visualIndex(section), place)
            self.setSectionHidden(section, rubrique not in largeurs)
            if rubrique in largeurs:
                self.resizeSection(section, largeurs[rubrique])
        self._nous = False

    def show_chosen(self, *, tous: bool, quelques: bool) -> None:
        """Ticks the first square, or bars it."""
        self._tous, self._quelques = tous, quelques
        self.viewport().update()

    def _on_moved(self, section: int, _avant: int, _apres: int) -> None:
        if self._nous:
            return
        if section == CHOIX or self.visualIndex(CHOIX) != 0:
            self._nous = True
            self.moveSection(self.visualIndex(CHOIX), 0)
            self._nous = False
        sections = [self.logicalIndex(place) for place in range(self.count())]
        ordre = tuple(_RUBRIQUES[section] for section in sections if section != CHOIX)
        montrees = tuple(rubrique for rubrique in ordre if rubrique not in self.colonnes.masquees)
        self.arranged.emit(self.colonnes.ordered(montrees))

    def _on_resized(self, section: int, _avant: int, largeur: int) -> None:
        if not self._nous and section != CHOIX and not self.isSectionHidden(section):
            self.colonnes = self.colonnes.widened(_RUBRIQUES[section], round(largeur / current_theme().zoom))
            self.arranged.emit(self.colonnes)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """As Qt draws it, and the square of the first one."""
        super().paintSection(painter, rect, section)
        if section == CHOIX:
            paint_check(painter, QRectF(rect), checked=self._tous, partly=self._quelques)


#: Of each column, at 100 %: the least width, the one at which it is at ease, and its share of what is left over.
LARGEURS: Mapping[Rubrique, tuple[int, int, int]] = MappingProxyType(
    {
        Rubrique.ETAT: (114, 131, 1),
        Rubrique.REFERENCE: (93, 93, 0),
        Rubrique.DEMARCHE: (106, 106, 1),
        Rubrique.PERSONNE: (93, 93, 2),
        Rubrique.ORGANISME: (132, 164, 4),
        Rubrique.ENVOYEE: (148, 148, 0),
        Rubrique.A_FAIRE: (192, 192, 2),
        Rubrique.LEURS: (163, 163, 0),
        Rubrique.ETAPE: (136, 136, 1),
    }
)
_CHOIX_LARGEUR = 40
#: A date is on one line, and how late it is is never cut: whatever someone chose, these are no narrower.
_ENTIERES = frozenset({Rubrique.ENVOYEE, Rubrique.A_FAIRE, Rubrique.LEURS})
#: In which order columns are kept when the window is narrow or the text large: what tells dossiers apart first.
_D_ABORD = (
    Rubrique.ETAT,
    Rubrique.PERSONNE,
    Rubrique.A_FAIRE,
    Rubrique.LEURS,
    Rubrique.ORGANISME,
    Rubrique.REFERENCE,
    Rubrique.DEMARCHE,
    Rubrique.ETAPE,
    Rubrique.ENVOYEE,
)
#: Those that are worth being less at ease; the others are shown where all are.
_ESSENTIELLES = frozenset(_D_ABORD[:5])
_MAJ, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class TableSuivi(TableListe):
    """Shows the model, says which dossier is looked at, and which ones the person wants to choose."""

    #: Another row is the current one: its reference (empty when it is not read yet).
    dossier_selected = Signal(str)
    #: Enter, or a double click: the person wants to go into it.
    dossier_opened = Signal(str)
    #: The header of a column one can sort by was clicked.
    sort_asked = Signal(object)
    #: Letters typed in the list: they are meant for the search.
    search_typed = Signal(str)
    #: Space, or a click on its square: this dossier is to be chosen, or no longer.
    choice_toggled = Signal(str)
    #: A range begins: what is chosen so far stays so.
    range_begun = Signal()
    #: Shift and a move: the lines between these two are to be chosen, in place of those of the move before.
    range_wanted = Signal(int, int)
    #: Ctrl+A, or the square of the header.
    all_wanted = Signal()

    def __init__(self, modele: ModeleSuivi, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entete = EnteteSuivi(self)
        self.setHorizontalHeader(self.entete)
        # Qt says that no line is the current one as soon as there is a model.
        self.modele = modele
        self.setModel(modele)
        #: The order of the lines.
        self._tri = Tri.URGENCE
        #: The dossier last said to be looked at.
        self._dite = ""
        #: Where a range chosen with Shift began; -1 when none is being chosen.
        self._ancre = -1
        delegue = DelegueSuivi(self)
        self.setItemDelegate(delegue)
        modele.modelReset.connect(delegue.forget)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        # A notice above it, where text is large, must leave the foot of the screen in sight.
        self.setMinimumHeight(1)
        self.entete.sectionClicked.connect(self._on_header)
        self.doubleClicked.connect(self._on_double_click)

    def reference(self) -> str:
        """The dossier looked at, empty when there is none."""
        return str(self.currentIndex().data(ModeleSuivi.REFERENCE) or "")

    def select_row(self, rang: int) -> None:
        """Makes a row the current one, and brings it into view."""
        if 0 <= rang < self.modele.rowCount():
            courant = self.currentIndex()
            self.setCurrentIndex(self.modele.index(rang, max(courant.column(), 0) if courant.isValid() else 0))

    def show_columns(self, colonnes: Colonnes) -> None:
        """Columns as someone arranged them."""
        self.entete.colonnes = colonnes
        toujours = Qt.ScrollBarPolicy.ScrollBarAsNeeded if colonnes.masquees else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(toujours)
        self.fit(again=True)

    def show_sort(self, tri: Tri) -> None:
        """Marks the column by which lines are sorted."""
        self._tri = tri
        rubrique = next(rubrique for rubrique, autre in TRIS.items() if tri in {autre, INVERSES.get(autre)})
        sens = Qt.SortOrder.AscendingOrder if TRIS[rubrique] is tri else Qt.SortOrder.DescendingOrder
        self.entete.setSortIndicatorShown(True)
        self.entete.setSortIndicator(_RUBRIQUES.index(rubrique), sens)

    def lay_out(self, place: int) -> None:
        """The columns there is room for, or those someone chose."""
        theme = current_theme()
        self.verticalHeader().setDefaultSectionSize(max(theme.px(48), self.fontMetrics().lineSpacing() * 2 + theme.px(8)))
        choix = theme.px(_CHOIX_LARGEUR)
        largeurs = self._kept(place - choix)
        reste = max(0, place - choix - sum(largeurs.values()))
        souples = [rubrique for rubrique in largeurs if rubrique not in self.entete.colonnes.largeurs]
        for rubrique in souples:
            plus = min(reste, self._width(rubrique, 1) - largeurs[rubrique])
            largeurs[rubrique] += plus
            reste -= plus
        parts = sum(LARGEURS[rubrique][2] for rubrique in souples) or 1
        for rubrique in souples:
            largeurs[rubrique] += reste * LARGEURS[rubrique][2] // parts
        self.entete.lay_out(largeurs, choix)

    def _kept(self, place: int) -> dict[Rubrique, int]:
        """The columns there is room for, and the least width of each; all of those chosen once someone chose among them."""
        colonnes = self.entete.colonnes
        moindres, aises = ({une: self._width(une, rang) for une in colonnes.montrees} for rang in (0, 1))
        if colonnes.masquees:
            return moindres
        gardees: list[Rubrique] = []
        for rubrique in _D_ABORD:
            voulues = moindres if rubrique in _ESSENTIELLES else aises
            if gardees and sum(voulues[une] for une in (*gardees, rubrique)) > place:
                break
            gardees.append(rubrique)
        return {une: moindres[une] for une in gardees}

    def _width(self, rubrique: Rubrique, rang: int) -> int:
        """At least, or at ease; what someone chose, unless a date would not be whole."""
        choisie = self.entete.colonnes.largeurs.get(rubrique, LARGEURS[rubrique][rang])
        return current_theme().px(max(choisie, LARGEURS[rubrique][0]) if rubrique in _ENTIERES else choisie)

    # Qt's events.

    def currentChanged(
        self, courant: QModelIndex | QPersistentModelIndex, precedent: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Says which dossier is looked at."""
        super().currentChanged(courant, precedent)
        if courant.row() != precedent.row():
            self._say_selected()

    def dataChanged(
        self,
        debut: QModelIndex | QPersistentModelIndex,
        fin: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Says it too when the row one is on has just been read."""
        super().dataChanged(debut, fin, roles)
        if debut.row() <= self.currentIndex().row() <= fin.row() and self._dite != self.reference():
            self._say_selected()

    def _say_selected(self) -> None:
        self._dite = self.reference()
        self.dossier_selected.emit(self._dite)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the dossier, Space chooses it, Shift and a move choose those passed over, Ctrl+A all."""
        if event.key() in ENTREE and self.reference():
            self.dossier_opened.emit(self.reference())
        elif event.key() == Qt.Key.Key_Space:
            self._ancre = -1
            self.choice_toggled.emit(self.reference())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_wanted.emit()
        else:
            avant = self.currentIndex().row()
            # A move with Shift or Ctrl goes where it goes without them.
            super().keyPressEvent(event)
            self._extend(avant, extends=bool(event.modifiers() & _MAJ))

    def _extend(self, avant: int, *, extends: bool) -> None:
        rang = self.currentIndex().row()
        if not extends:
            self._ancre = self._ancre if rang == avant else -1
        elif rang >= 0 and rang != avant:
            if self._ancre < 0:
                self._ancre = max(avant, 0)
                self.range_begun.emit()
            self.range_wanted.emit(self._ancre, rang)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on its square, or with Ctrl, chooses a line; with Shift, those up to it."""
        index, avant = self.indexAt(event.position().toPoint()), self.currentIndex().row()
        touches = event.modifiers()
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        if touches & _MAJ:
            self._extend(avant, extends=True)
        else:
            self._ancre = -1
            if index.column() == CHOIX or touches & _CTRL:
                self.choice_toggled.emit(str(index.data(ModeleSuivi.REFERENCE) or ""))

    def keyboardSearch(self, texte: str) -> None:
        """Letters go to the search, which looks in the whole coffre, instead of Qt's walk through every row."""
        if texte.strip():
            self.search_typed.emit(texte)

    def forget_range(self) -> None:
        """The next range begins where one is: the list is another one."""
        self._ancre = -1

    def _on_header(self, section: int) -> None:
        if section == CHOIX:
            self.all_wanted.emit()
            return
        tri = TRIS.get(_RUBRIQUES[section])
        if tri is not None:
            self.sort_asked.emit(INVERSES.get(tri, tri) if tri is self._tri else tri)

    def _on_double_click(self, index: QModelIndex) -> None:
        if self.reference() and index.column() != CHOIX:
            self.dossier_opened.emit(self.reference())
