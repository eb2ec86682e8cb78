"""The list of a bulk: rows of one height, boxes to tick, columns that give way when there is no room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    LibelleEtat,
    Nature,
    Pied,
    Progres,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.peinture import lay_out, paint_check, text_height
from droits_usagers.ui.composants.table import DEJA_DIT, ModeleDit, TableListe
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.page import Contexte

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LigneMontree:
    """A dossier: its cells, and whether its box is ticked (None: it has none)."""

    reference: str
    cellules: tuple[str, ...]
    cochee: bool | None = None
    #: True for what is left aside: said more quietly.
    a_part: bool = False
    #: True for what is ticked on its own, once it was read.
    a_lire: bool = False
    #: Why, said to whoever asks.
    aide: str = ""


class ModeleMasse(ModeleDit):
    """Cells already in words."""

    #: The ticks changed.
    ticks_changed = Signal()
    #: One box was ticked, or no longer, by whoever read its line.
    ticked_by_hand = Signal(str, bool)

    A_PART = Qt.ItemDataRole.UserRole + 1

    def __init__(self, entetes: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entetes = tuple(entetes)
        self._rangees: list[LigneMontree] = []
        self._cochables = False

    def show_rows(self, rangees: Sequence[LigneMontree]) -> None:
        """Replaces every row."""
        self.beginResetModel()
        self._rangees = list(rangees)
        self._cochables = any(rangee.cochee is not None for rangee in rangees)
        self.endResetModel()

    def change_rows(self, rangees: Sequence[LigneMontree]) -> None:
        """Replaces the words of the same rows: whoever reads one stays where she is."""
        self._rangees = list(rangees)
        if self._rangees:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rangees) - 1, len(self._entetes) - 1))

    @property
    def rows(self) -> tuple[LigneMontree, ...]:
        """Every row, as it is shown."""
        return tuple(self._rangees)

    def row(self, rang: int) -> LigneMontree:
        """The row at this place."""
        return self._rangees[rang]

    @property
    def has_boxes(self) -> bool:
        """True when some rows can be ticked."""
        return self._cochables

    @property
    def ticked(self) -> tuple[str, ...]:
        """The references of what is ticked, in the order shown."""
        return tuple(rangee.reference for rangee in self._rangees if rangee.cochee)

    def tick(self, references: frozenset[str], *, cochees: bool) -> None:
        """Ticks these, or no longer."""
        change = False
        for rang, rangee in enumerate(self._rangees):
            if rangee.reference in references and rangee.cochee is (not cochees):
                self._rangees[rang] = replace(rangee, cochee=cochees)
                change = True
        if change:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rangees) - 1, 0))
            self.ticks_changed.emit()

    def toggle(self, rang: int) -> None:
        """Ticks a row, or no longer; nothing where there is no box."""
        if 0 <= rang < len(self._rangees) and (cochee := self._rangees[rang].cochee) is not None:
            reference = self._rangees[rang].reference
            self.tick(frozenset({reference}), cochees=not cochee)
            self.ticked_by_hand.emit(reference, not cochee)

    def toggle_all(self) -> None:
        """Ticks all that can be, or nothing when all is."""
        cochables = frozenset(rangee.reference for rangee in self._rangees if rangee.cochee is not None and not rangee.a_lire)
        self.tick(cochables, cochees=not cochables <= set(self.ticked))

    # Qt's.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._rangees)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns."""
        return 0 if parent.isValid() else len(self._entetes)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._entetes[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and what a screen reader says of the row."""
        if not index.isValid():
            return None
        rangee = self._rangees[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return rangee.cellules[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                derniere = index.column() == len(self._entetes) - 1
                return "\n".join(filter(None, (rangee.cellules[index.column()], rangee.aide if derniere else "")))
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0 and rangee.cochee is not None:
                # As a number: that is what assistive technologies ask the model for.
                return (Qt.CheckState.Checked if rangee.cochee else Qt.CheckState.Unchecked).value
            case Qt.ItemDataRole.AccessibleTextRole:
                colonne = index.column()
                if self.colonne_dite is None:
                    return f"{self._entetes[colonne]} : {rangee.cellules[colonne]}"
                dits = (self.before(index.row()), *rangee.cellules, rangee.aide)
                return " ; ".join(filter(None, dits)) if colonne == self.colonne_dite else DEJA_DIT
            case self.A_PART:
                return rangee.a_part
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A row can be read; its box can be ticked."""
        ordinaires = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cochable = index.isValid() and index.column() == 0 and self._rangees[index.row()].cochee is not None
        return ordinaires | Qt.ItemFlag.ItemIsUserCheckable if cochable else ordinaires


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


class CadreMasse(QWidget):
    """A subclass fills `corps`, and does its one thing in `go_on`."""

    back_asked = Signal()
    #: The name of the key that does its one thing.
    touche = "commun.entree"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.textes = contexte.textes
        #: What it is for, said by the title line of the window.
        self.titre = ""
        self.compte = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self.dit, self.corps = Colonne(), Colonne(ecart=12)
        self.progres = Progres(self.textes("masse.annuler"))
        self.retour = BoutonSecondaire(self.textes("masse.retour"), icone="retour")
        self.suite = BoutonPrimaire("", touche=self.textes(self.touche))
        self._lay_out()
        self.suite.bind_enter(self)
        self.suite.clicked.connect(self.go_on)
        self.retour.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(24, 20, 24, 4))
        colonne.addWidget(self.compte)
        colonne.addLayout(self.dit)
        colonne.addLayout(self.corps, 1)
        # Where the text is large or the window low, everything is still within reach.
        self.defilement = Defilement(contenu)
        page = Colonne(self, ecart=8)
        page.addWidget(self.defilement, 1)
        bas = Colonne(ecart=12, marges=(24, 4, 24, 8))
        bas.addWidget(self.progres)
        bas.addLayout(Pied(self.retour, self.suite))
        page.addLayout(bas)

    def go_on(self) -> None:
        """Does the one thing this screen is for."""

    def show_action(self, texte: str, *, possible: bool = True, raison: str = "") -> None:
        """Says what the thing to do is now; or why it cannot be done."""
        self.suite.set_up(texte, note=self.textes(self.touche))
        self.suite.hold(raison)
        self.suite.setEnabled(possible and not raison)

    def tell(self, texte: str, *, nature: Nature) -> Avis:
        """Says something in place of what was said before."""
        avis = Avis(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self.dit, (avis,))
        self.defilement.bring_into_view(avis)
        return avis

    def tell_failure(self, error: ExpectedError) -> None:
        """Says what happened, what is safe, what to do."""
        self.tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self.dit, ())
