"""The first lines of a table, as they stand in it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from droits_usagers.domain.socle.tableaux import Rangee, shown
from droits_usagers.ui.composants.theme import current_theme

LIGNES = 6
_COLONNES = 60
#: At 100 %: the least width of a column, and the most, however long what is in it.
_LARGEURS = (72, 320)


class ApercuTableau(QTableWidget):
    """Read with the arrows; Tab goes past it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rangees: Sequence[Rangee], entete: int, entetes: Sequence[str]) -> None:
        """The line of headings, and some after it, numbered as on the sheet."""
        montrees = rangees[entete + 1 : entete + 1 + LIGNES]
        self.setRowCount(len(montrees))
        self.setColumnCount(min(len(entetes), _COLONNES))
        self.setHorizontalHeaderLabels(
            [f"{letter_of(rang)} · {texte}" if texte else letter_of(rang) for rang, texte in enumerate(entetes)]
        )
        self.setVerticalHeaderLabels([str(entete + 2 + rang) for rang in range(len(montrees))])
        for y, rangee in enumerate(montrees):
            for x, cellule in enumerate(rangee[:_COLONNES]):
                texte = " ".join(shown(cellule).split())
                item = QTableWidgetItem(texte)
                item.setToolTip(texte)
                self.setItem(y, x, item)
        self._fit()

    def _fit(self) -> None:
        theme = current_theme()
        haut = max(theme.px(32), self.fontMetrics().lineSpacing() + theme.px(10))
        self.verticalHeader().setDefaultSectionSize(haut)
        self.horizontalHeader().setFixedHeight(haut)
        moins, plus = map(theme.px, _LARGEURS)
        for colonne in range(self.columnCount()):
            voulue = max(self.sizeHintForColumn(colonne), self.horizontalHeader().sectionSizeHint(colonne))
            self.setColumnWidth(colonne, min(max(voulue, moins), plus))
        barre = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(haut * (self.rowCount() + 1) + barre + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()


def letter_of(rang: int) -> str:
    """The name a spreadsheet gives to a column.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    lettres = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(ord("A") + reste) + lettres
    return lettres
