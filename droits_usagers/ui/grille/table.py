"""The grille itself: arrows go from cell to cell, Enter writes in one, Delete asks what to take away."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from droits_usagers.services.grille.examen import Case, Examen
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.peinture import lay_out, text_height
from droits_usagers.ui.composants.table import TableListe
from droits_usagers.ui.composants.theme import Teinte, Theme, current_theme, mix, paint_icon
from droits_usagers.ui.grille.modele import ICONES, POINTS, TEINTES, CelluleGrille, Entete, ModeleGrille

_MARGE, _SERREE, _ICONE_ENTETE = 8, 4, 18
#: Of a name, less would tell nothing.
_NOMMABLE = 48


def _margin(*, serree: bool) -> int:
    return current_theme().px(_SERREE if serree else _MARGE)


class EnteteSources(QHeaderView):
    """The families, each over its columns, then the sources. A click on one leads to it."""

    def __init__(self, modele: ModeleGrille, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._modele = modele
        #: True: there is no room for words; letters tell the sources apart.
        self.serree = False
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _entete(self, section: int) -> Entete:
        entete = self._modele.headerData(section, Qt.Orientation.Horizontal, ModeleGrille.ENTETE)
        assert isinstance(entete, Entete)  # noqa: S101 - the model is ours
        return entete

    def _texts(self, section: int) -> tuple[QTextLayout, QTextLayout]:
        theme, entete, sens = current_theme(), self._entete(section), self.layoutDirection()
        large = self.sectionSize(section) - 2 * _margin(serree=self.serree)
        if self.serree:
            nom = self.fontMetrics().elidedText(entete.genre, Qt.TextElideMode.ElideRight, large)
            dessous = [nom, entete.annee] if large >= theme.px(_NOMMABLE) else [entete.annee]
            return (
                lay_out(entete.lettre, theme.font(gras=True), large, direction=sens),
                lay_out("\n".join(filter(None, dessous)), theme.font(), large, direction=sens),
            )
        reste = large - (theme.px(_ICONE_ENTETE) + theme.px(4) if entete.document else 0)
        return (
            lay_out(entete.genre, theme.font(gras=True), reste, direction=sens),
            lay_out(entete.quand, theme.font(), large, direction=sens),
        )

    def _band(self) -> int:
        """Height of the line of the families."""
        return self.fontMetrics().height() + current_theme().px(6)

    def sizeHint(self) -> QSize:
        """As high as the highest of them."""
        hauts = [sum(map(text_height, self._texts(section))) for section in range(self.count())]
        haut = round(max(hauts, default=0)) + self._band() + 2 * _margin(serree=self.serree)
        return QSize(super().sizeHint().width(), haut)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """A part of the band of its family, then its words."""
        theme, entete = current_theme(), self._entete(section)
        painter.save()
        painter.setClipRect(rect)
        ici = self.serree and self.selectionModel().currentIndex().column() == section
        painter.fillRect(rect, QColor(theme.choisi) if ici else theme.color(Teinte.FOND))
        self._paint_family(painter, rect, section)
        marge, cote, joint = _margin(serree=self.serree), theme.px(_ICONE_ENTETE), entete.document and not self.serree
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        genre, quand = self._texts(section)
        x, y = rect.x() + marge, rect.y() + self._band() + marge
        if joint:
            debut = rect.x() + marge if a_droite else rect.right() - marge - cote
            paint_icon(painter, QRectF(debut, y, cote, cote), "trombone", couleur=theme.hexa(Teinte.DOUX))
        painter.setPen(theme.color(Teinte.TEXTE))
        decale = cote + theme.px(4) if joint and a_droite else 0
        genre.draw(painter, QRectF(x + decale, y, 0, 0).topLeft())
        painter.setPen(theme.color(Teinte.DOUX))
        quand.draw(painter, QRectF(x, y + text_height(genre), 0, 0).topLeft())
        painter.setPen(QPen(theme.color(Teinte.TRAIT), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(QColor(theme.filet), 1))
        painter.drawLine(rect.right(), rect.y() + self._band(), rect.right(), rect.bottom())
        painter.restore()

    def _paint_family(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Its name once over all its columns, wherever the first of them is."""
        theme, famille = current_theme(), self._entete(section).famille
        siennes = [rang for rang in range(self.count()) if self._entete(rang).famille == famille]
        debut = min(self.sectionViewportPosition(rang) for rang in siennes)
        large = sum(self.sectionSize(rang) for rang in siennes)
        bande = QRect(debut, rect.y(), large, self._band())
        painter.fillRect(bande, QColor(theme.choisi))
        # In sight even when its first column is not.
        vue = bande.intersected(self.viewport().rect())
        painter.setFont(theme.font())
        painter.setPen(theme.color(Teinte.PRIMAIRE))
        marge = theme.px(_MARGE)
        bords = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(self.layoutDirection())
        place = vue.adjusted(marge, 0, -marge, 0)
        dite = painter.fontMetrics().elidedText(famille, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, bords, dite)


class EntetePoints(QHeaderView):
    """The points, on as many lines as they need."""

    LARGEUR = 148

    def __init__(self, modele: ModeleGrille, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._modele = modele
        #: True: rows are as low as their name.
        self.serree = False
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _text(self, section: int) -> QTextLayout:
        theme = current_theme()
        texte = str(self._modele.headerData(section, Qt.Orientation.Vertical))
        return lay_out(texte, theme.font(), theme.px(self.LARGEUR - 2 * _MARGE), direction=self.layoutDirection())

    def heights(self) -> list[int]:
        """How high each wants to be."""
        marges = 2 * _margin(serree=self.serree)
        return [round(text_height(self._text(section))) + marges for section in range(len(POINTS))]

    def sizeHint(self) -> QSize:
        """As wide as it is."""
        return QSize(current_theme().px(self.LARGEUR), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Its words, quiet where nothing is said."""
        theme = current_theme()
        ici = self.serree and self.selectionModel().currentIndex().row() == section
        dit = any(self._modele.index(section, rang).data() for rang in range(self._modele.columnCount()))
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(theme.choisi) if ici else theme.color(Teinte.FOND))
        painter.setPen(theme.color(Teinte.TEXTE if dit else Teinte.DOUX))
        debut = QPointF(rect.x() + theme.px(_MARGE), rect.y() + _margin(serree=self.serree))
        self._text(section).draw(painter, debut)
        painter.setPen(QPen(QColor(theme.filet), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


Index = QModelIndex | QPersistentModelIndex
#: Lines of a cell at most: the rest is in the panel, the tooltip and what is read aloud.
LIGNES = 5
#: What of a very long text is ever laid out.
_DEBUT = 800
_MARGE_TRAIT, _BANDE, _ICONE_TRAIT = 8, 24, 16


def text_lines(cellule: CelluleGrille, largeur: float) -> int:
    """How many lines its text takes, no more than are shown."""
    return min(_laid_out(cellule.texte, largeur).lineCount(), LIGNES) if cellule.texte else 0


def cell_height(cellule: CelluleGrille, largeur: int) -> int:
    """How high a cell wants to be."""
    theme = current_theme()
    ligne = QFontMetricsF(theme.font()).lineSpacing()
    dedans = largeur - 2 * theme.px(_MARGE_TRAIT)
    bande = theme.px(_BANDE) if cellule.trouves else 0
    return round(text_lines(cellule, dedans) * ligne + bande + 2 * theme.px(_MARGE_TRAIT))


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
        marge = theme.px(_MARGE_TRAIT)
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
    mesure, cote, ecart = QFontMetricsF(police), theme.px(_ICONE_TRAIT), theme.px(4)
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


_RANGEE = 36
#: Held with a letter, these only make it another letter.
_SEULES = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)


class TableGrille(TableListe):
    """Shows the model; a `Case` is an id of a source and a point."""

    #: Another cell is the current one; none when there is no source.
    cell_reached = Signal(object)
    #: The person wants to write in the current cell.
    cell_opened = Signal()
    #: …with this already typed.
    cell_typed = Signal(str)
    #: …to paste in it.
    paste_wanted = Signal()
    #: …to take away what it says, or its source.
    removal_wanted = Signal()
    #: Where cells only say how many passages they hold, one came to another, or clicked (True): they are to be shown.
    cell_looked = Signal(bool)
    #: The header of a source was clicked: its id.
    source_chosen = Signal(str)

    def __init__(self, modele: ModeleGrille, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = modele
        self._points = EntetePoints(modele, self)
        self._sources = EnteteSources(modele, self)
        self.setVerticalHeader(self._points)
        self.setHorizontalHeader(self._sources)
        self.setModel(modele)
        self._traces = {False: TraceGrille(self), True: TraceMatrice(self)}
        self.setItemDelegate(self._traces[False])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMouseTracking(True)
        self._sources.sectionClicked.connect(self._on_header)
        # The name of a family follows the view: what was drawn cannot just be moved.
        self.horizontalScrollBar().valueChanged.connect(lambda _place: self._sources.viewport().update())
        self.doubleClicked.connect(lambda _index: self.cell_opened.emit())
        self.clicked.connect(lambda _index: self._look(clicked=True))

    @property
    def case(self) -> Case | None:
        """The current cell."""
        index = self.currentIndex()
        return self.modele.case(index) if index.isValid() else None

    def show_grille(self, examen: Examen) -> None:
        """Shows it; one stays in the same cell, or on the same point when its source is gone."""
        ici = self.case
        self.modele.show_grille(examen)
        self._points.show()
        self.fit(again=True)
        if ici is not None and not self.currentIndex().isValid():
            self.go_to(ici)
        if not self.currentIndex().isValid() and self.modele.sources:
            rang = POINTS.index(ici[1]) if ici is not None else 0
            self.setCurrentIndex(self.modele.index(rang, 0))

    def go_to(self, case: Case) -> None:
        """Makes a cell the current one, if it is there."""
        index = self.modele.place(case)
        if index.isValid():
            self.setCurrentIndex(index)

    def reveal(self, case: Case) -> None:
        """Brings a cell into view; the current one stays so."""
        index = self.modele.place(case)
        if index.isValid():
            self.scrollTo(index)

    @property
    def is_matrix(self) -> bool:
        """True where there is no room for words: cells say how many passages they hold."""
        return self._sources.serree

    def lay_out(self, place: int) -> None:
        """Columns share the room there is, in words or in numbers, or go beyond it; rows are as high as what they say."""
        theme, nombre = current_theme(), len(self.modele.sources)
        self._points.setFixedWidth(theme.px(EntetePoints.LARGEUR))
        if not nombre:
            return
        # As if both bars were there: what is decided must not depend on whether rows, once laid out, need one.
        barre = self.verticalScrollBar().sizeHint().width()
        serree = is_needed(nombre, self.width() - 2 * self.frameWidth() - self._points.width() - barre)
        if serree is not self.is_matrix:
            self._sources.serree = self._points.serree = serree
            self.setItemDelegate(self._traces[serree])
        large = max(theme.px(COLONNE), place // nombre)
        for rang in range(nombre):
            self.setColumnWidth(rang, large)
        for rang, haut in enumerate(self._points.heights()):
            hauts = [theme.px(RANGEE)] if serree else [theme.px(_RANGEE), *self._heights(rang, large)]
            self.setRowHeight(rang, max(haut, *hauts))
        self._sources.updateGeometry()
        self.updateGeometries()

    def _heights(self, rang: int, large: int) -> Iterator[int]:
        """How high each cell of a row that says something wants to be."""
        cellules = (self.modele.index(rang, colonne).data(ModeleGrille.CELLULE) for colonne in range(len(self.modele.sources)))
        return (cell_height(une, large) for une in cellules if isinstance(une, CelluleGrille) and une.texte)

    # Qt's events

    def currentChanged(
        self, courant: QModelIndex | QPersistentModelIndex, precedent: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Says which cell is read."""
        super().currentChanged(courant, precedent)
        self.cell_reached.emit(self.modele.case(courant) if courant.isValid() else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Back in the cell one was in, whatever finding was looked at meanwhile; a click says itself which one."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes, any letter begins to, Ctrl+V pastes, Delete asks."""
        if event.key() in ENTREE:
            self.cell_opened.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        elif event.text().strip() and event.text().isprintable() and event.modifiers() in _SEULES:
            self.cell_typed.emit(event.text())
        else:
            avant = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != avant:
                self._look(clicked=False)

    def _look(self, *, clicked: bool) -> None:
        if self.is_matrix and self.currentIndex().isValid():
            self.cell_looked.emit(clicked)

    def keyboardSearch(self, texte: str) -> None:
        """Letters do nothing: Qt would go looking for a cell that begins so."""

    def _on_header(self, section: int) -> None:
        ici = self.currentIndex()
        self.setCurrentIndex(self.modele.index(max(ici.row(), 0), section))
        self.source_chosen.emit(self.modele.sources[section].id)
