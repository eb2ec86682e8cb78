"""A sentence of which some stretches are underlined, on a tint: a colour never says it alone."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout

from droits_usagers.ui.composants.libelles import Libelle, paint_ring
from droits_usagers.ui.composants.places import qt_place
from droits_usagers.ui.composants.theme import Teinte, current_theme


class PhraseMarquee(Libelle):
    """`places`: where each stands in the text, from its first sign to after its last (code points)."""

    def __init__(self, texte: str, places: Sequence[tuple[int, int]]) -> None:
        super().__init__(texte, lu=False)
        self._places = tuple((qt_place(texte, debut), qt_place(texte, fin)) for debut, fin in places)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines, and what is marked in them."""
        painter, theme = QPainter(self), current_theme()
        painter.setPen(theme.color(Teinte.TEXTE))
        self._measured().lines(self.width()).draw(painter, self.contentsRect().topLeft(), [*map(_marked, self._places)])
        if self.hasFocus():
            paint_ring(painter, self)
        painter.end()


def _marked(place: tuple[int, int]) -> QTextLayout.FormatRange:
    marque, allure = QTextLayout.FormatRange(), QTextCharFormat()
    allure.setBackground(QColor(current_theme().choisi))
    allure.setForeground(current_theme().color(Teinte.TEXTE))
    allure.setFontUnderline(True)
    marque.start, marque.length, marque.format = place[0], place[1] - place[0], allure
    return marque
