"""What a cell proposes, under it and over what follows: it takes no focus, arrows in the cell move through it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import current_theme

#: Height at most, at 100 %; width at least, where lines are long or short: what is found is read beside short ones.
HAUTEUR, LARGE, ETROITE = 300, 520, 240


class Propositions(ListeMontree):
    """One list for every cell of a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def propose(self, lignes: Sequence[Ligne], *, sous: QWidget, courante: str | None = "") -> None:
        """Shows these under this cell; hides when there is none.

        The first one is ready to be taken unless another is named; None when Enter would take none of them.
        """
        self.lignes.show_lines(lignes)
        if not lignes:
            self.hide()
            return
        if courante is None:
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()
        else:
            self.go_to(courante or lignes[0].id)
        self._put_under(sous, LARGE if any(ligne.sous_titre for ligne in lignes) else ETROITE)
        self.show()
        self.raise_()

    def move_by(self, pas: int) -> None:
        """One line further, or back."""
        rang = self.currentIndex().row() + pas
        if 0 <= rang < self.lignes.rowCount():
            self.setCurrentIndex(self.lignes.index(rang))

    def _put_under(self, cellule: QWidget, au_moins: int) -> None:
        autour = self.parentWidget()
        if autour is None:
            return
        theme, coin = current_theme(), cellule.mapTo(autour, QPoint(0, cellule.height() + 2))
        largeur = min(max(cellule.width(), theme.px(au_moins)), autour.width() - theme.px(16))
        x = min(coin.x(), autour.width() - largeur - theme.px(8))
        self.resize(largeur, theme.px(40))
        haut = sum(self.sizeHintForRow(rang) for rang in range(self.lignes.rowCount())) + 2 * self.frameWidth()
        self.setGeometry(
            max(x, 0), coin.y(), largeur, min(haut, theme.px(HAUTEUR), max(autour.height() - coin.y(), theme.px(80)))
        )

    def sizeHint(self) -> QSize:
        """Placed by hand."""
        return self.size()
