"""A list one reads: each line has a title and a line under it, whole, on as many lines as they need; and a state, if any."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QListView, QScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.libelles import ICONE_ETAT
from droits_usagers.ui.composants.peinture import Mesure, lay_out, paint_check, text_height
from droits_usagers.ui.composants.theme import Teinte, current_theme, paint_icon

Index = QModelIndex | QPersistentModelIndex
#: Room for the icon of a state and for what is after it, at 100 %.
ICONE = 28
#: What a line keeps on each side of its words.
_BORD = 16


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line: its id, its title, what is under it; above, in what state it is: a word, the role of its colour, and its icon."""

    id: str
    titre: str
    sous_titre: str = ""
    mot: str = ""
    etat: Teinte = Teinte.CLOS
    #: Empty: that of the role.
    icone: str = ""


class ModeleListe(QAbstractListModel):
    """Lines prepared for the view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lignes: tuple[Ligne, ...] = ()

    def show_lines(self, lignes: Sequence[Ligne]) -> None:
        """Replaces every line."""
        self.beginResetModel()
        self._lignes = tuple(lignes)
        self.endResetModel()

    def change_line(self, ligne: Ligne) -> None:
        """Replaces the line of the same id, as high as it was."""
        rang = self.place(ligne.id)
        self._lignes = (*self._lignes[:rang], ligne, *self._lignes[rang + 1 :])
        self.dataChanged.emit(self.index(rang), self.index(rang))

    def line(self, rang: int) -> Ligne:
        """The line at this place."""
        return self._lignes[rang]

    def place(self, id_: str) -> int:
        """Where a line is, or -1."""
        return next((rang for rang, ligne in enumerate(self._lignes) if ligne.id == id_), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._lignes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is written, and what a screen reader says."""
        if not index.isValid():
            return None
        ligne = self._lignes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return ligne.titre
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "\n".join(texte for texte in (ligne.titre, ligne.mot, ligne.sous_titre) if texte)
        return None


class _Trace(QStyledItemDelegate):
    """Draws a line, wrapped to the width of the list."""

    def __init__(self, modele: ModeleListe, liste: QListView) -> None:
        super().__init__(liste)
        self._modele = modele
        self._liste = liste
        #: The words of each line measured, in this look: the view asks for every height, each time its width changes.
        self._mesures: dict[Ligne, tuple[Mesure, Mesure, Mesure]] = {}
        self._allure: object = None
        modele.modelAboutToBeReset.connect(self._mesures.clear)
        modele.dataChanged.connect(self._mesures.clear)

    def _measured(self, index: Index) -> tuple[Mesure, Mesure, Mesure]:
        ligne, theme, sens = self._modele.line(index.row()), current_theme(), self._liste.layoutDirection()
        if self._allure != (theme, sens):
            self._allure = theme, sens
            self._mesures.clear()
        if ligne not in self._mesures:
            gras = theme.font(gras=True)
            self._mesures[ligne] = (
                Mesure(ligne.mot, theme.font(), sens),
                Mesure(ligne.titre, gras, sens),
                Mesure(ligne.sous_titre, theme.font(), sens),
            )
        return self._mesures[ligne]

    @staticmethod
    def _inside(largeur: int) -> int:
        """The room for words in a line this wide."""
        return largeur - 2 * current_theme().px(_BORD)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words."""
        theme, largeur = current_theme(), self._liste.viewport().width()
        dedans = self._inside(largeur)
        mot, titre, dessous = self._measured(index)
        haut = mot.height(dedans - theme.px(ICONE)) + titre.height(dedans) + dessous.height(dedans)
        return QSize(largeur, max(theme.px(40), round(haut + 2 * theme.px(8))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Its background, its words, and a bar beside the one that is chosen."""
        theme = current_theme()
        rect = QRect(option.rect)
        etat = option.state
        painter.save()
        if etat & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.choisi)
            barre = QRect(rect)
            barre.setWidth(theme.px(4))
            if self._liste.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                barre.moveRight(rect.right())
            painter.fillRect(barre, theme.color(Teinte.PRIMAIRE))
        elif etat & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.survol)
        dedans = self._inside(rect.width())
        etat_dit, titre_dit, dessous_dit = self._measured(index)
        mot, titre, dessous = etat_dit.lines(dedans - theme.px(ICONE)), titre_dit.lines(dedans), dessous_dit.lines(dedans)
        x, y = rect.x() + theme.px(_BORD), rect.y() + theme.px(8)
        if mot.text():
            place = QRect(x, y, dedans, 0)
            self._paint_state(painter, place, mot, ligne=self._modele.line(index.row()))
            y += round(text_height(mot))
        painter.setPen(theme.color(Teinte.TEXTE))
        titre.draw(painter, QPointF(x, y))
        painter.setPen(theme.color(Teinte.DOUX))
        dessous.draw(painter, QPointF(x, y + text_height(titre)))
        painter.setPen(QPen(theme.filet))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_state(self, painter: QPainter, rect: QRect, mot: QTextLayout, *, ligne: Ligne) -> None:
        """An icon at the reading start, and the word beside it."""
        theme = current_theme()
        cote, a_droite = theme.px(20), self._liste.layoutDirection() is Qt.LayoutDirection.RightToLeft
        icone = QRectF(rect.right() + 1 - cote if a_droite else rect.x(), rect.y(), cote, cote)
        paint_icon(painter, icone, ligne.icone or ICONE_ETAT[ligne.etat], couleur=theme.hexa(ligne.etat))
        painter.setPen(theme.color(ligne.etat))
        mot.draw(painter, QPointF(rect.x() + (0 if a_droite else theme.px(ICONE)), rect.y()))


class ListeDessinee(QListView):
    """A view whose lines are drawn, as high as their words need; nothing is edited or dragged."""

    _whole = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def be_whole(self, *, whole: bool, sinon: int) -> None:
        """As high as its lines, where what it is in scrolls; else at least this high, at 100 %, and scrolled by itself."""
        self._whole = whole
        entiere = sum(map(self.sizeHintForRow, range(self.model().rowCount()))) + 2 * self.frameWidth() + 2
        self.setMinimumHeight(entiere if whole else current_theme().px(sinon))

    def currentChanged(self, courant: Index, precedent: Index) -> None:
        """The line one is on stays in sight."""
        super().currentChanged(courant, precedent)
        autour = self.parentWidget()
        while autour is not None and not isinstance(autour, QScrollArea):
            autour = autour.parentWidget()
        contenu = autour.widget() if autour is not None else None
        if self._whole and autour is not None and contenu is not None and self.hasFocus():
            ligne = self.visualRect(courant)
            place = self.viewport().mapTo(contenu, ligne.center())
            autour.ensureVisible(place.x(), place.y(), 0, ligne.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ListeMontree(ListeDessinee):
    """The view. Arrows move, Enter or a click opens."""

    #: Id of the line under the cursor, empty when there is none.
    line_reached = Signal(str)
    #: Id of the line that was opened.
    line_opened = Signal(str)
    #: What was last said of the line come to, where the list is walked from a field.
    dit = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lignes = ModeleListe(self)
        self.setModel(self.lignes)
        self.setItemDelegate(_Trace(self.lignes, self))
        self.setMouseTracking(True)
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_lines(self, lignes: Sequence[Ligne]) -> None:
        """Replaces every line; the cursor stays on the same one if it is still there."""
        avant = self.current()
        self.lignes.show_lines(lignes)
        self.go_to(avant)

    def be_walked_from(self, champ: QWidget, textes: Textes) -> None:
        """By the arrows of a field, that keeps the focus: nothing else would say on which line one is, and that Enter takes."""

        def tell(id_: str) -> None:
            rang = self.lignes.place(id_)
            if rang < 0 or not self.isVisible():
                return
            quoi = ", ".join(str(self.lignes.index(rang).data(Qt.ItemDataRole.AccessibleTextRole)).splitlines())
            dit = textes("commun.ligne", quoi=quoi, rang=rang + 1, total=self.lignes.rowCount())
            if dit != self.dit:
                self.dit = dit
                announce(champ, dit)

        self.line_reached.connect(tell)

    def current(self) -> str:
        """Id of the line under the cursor, or an empty string."""
        index = self.currentIndex()
        return self.lignes.line(index.row()).id if index.isValid() else ""

    def go_to(self, id_: str) -> None:
        """Puts the cursor on a line and chooses it alone, if it is there: whatever key is still held."""
        rang = self.lignes.place(id_)
        if rang >= 0:
            seule = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.lignes.index(rang), seule)

    def _on_current(self, apres: QModelIndex, _avant: QModelIndex) -> None:
        self.line_reached.emit(self.lignes.line(apres.row()).id if apres.isValid() else "")

    def _open(self, index: QModelIndex) -> None:
        self.line_opened.emit(self.lignes.line(index.row()).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in ENTREE and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)


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


class _TraceCochee(QStyledItemDelegate):
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
        self.setItemDelegate(_TraceCochee(self))
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
