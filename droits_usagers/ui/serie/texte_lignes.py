"""A long text whose lines bear their number, so that « ligne 17 » is found at once; those to look at again are marked."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from droits_usagers.ui.composants import TexteLong
from droits_usagers.ui.composants.theme import Teinte, current_theme


class TexteLignes(TexteLong):
    """Lines are not folded: one is one person."""

    def __init__(self, *, lignes: int = 9, parent: QWidget | None = None) -> None:
        super().__init__(lignes=lignes, parent=parent)
        self.setLineWrapMode(TexteLong.LineWrapMode.NoWrap)
        self._marquees: frozenset[int] = frozenset()
        self._marge = _Marge(self)
        self.blockCountChanged.connect(self._fit_margin)
        self.updateRequest.connect(self._on_update)
        self._fit_margin()

    def mark(self, rangs: Iterable[int]) -> None:
        """Marks these lines, from 1."""
        self._marquees = frozenset(rangs)
        self._marge.update()

    def go_to_line(self, rang: int) -> None:
        """Puts the cursor at the beginning of a line, in view."""
        curseur = QTextCursor(self.document().findBlockByNumber(rang - 1))
        self.setTextCursor(curseur)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def append_lines(self, lignes: Iterable[str]) -> None:
        """Adds lines at the end, where one can take them away again with Undo."""
        curseur = QTextCursor(self.document())
        curseur.movePosition(QTextCursor.MoveOperation.End)
        debut = "\n" if self.toPlainText() and not self.toPlainText().endswith("\n") else ""
        curseur.insertText(debut + "\n".join(lignes))
        self.setTextCursor(curseur)

    def end_lines_with(self, mention: str, *, sauf: Collection[int]) -> None:
        """Adds a cell to the lines of the cursor that are not empty, once on each; Undo takes it away again.

        Not to the lines of these ranks, from 1.
        """
        curseur = self.textCursor()
        document = self.document()
        premier, dernier = (document.findBlock(ou).blockNumber() for ou in (curseur.selectionStart(), curseur.selectionEnd()))
        if premier < dernier and document.findBlockByNumber(dernier).position() == curseur.selectionEnd():
            # Nothing of that line is selected.
            dernier -= 1
        curseur.beginEditBlock()
        for rang in range(premier, dernier + 1):
            bloc = document.findBlockByNumber(rang)
            texte = bloc.text().rstrip(" ;\t")
            if texte and rang + 1 not in sauf and not texte.endswith(mention):
                curseur.setPosition(bloc.position() + len(bloc.text()))
                signe = next((signe for signe in "\t;," if signe in bloc.text()), ";")
                curseur.insertText((signe if signe == "\t" else f" {signe} ") + mention)
        curseur.endEditBlock()

    def conceal(self, *, masque: bool) -> None:
        """Nothing is drawn, and nothing is lost."""
        viewport = self.viewport()
        viewport.setUpdatesEnabled(not masque)
        viewport.setVisible(not masque)

    def margin_width(self) -> int:
        """Room for the greatest number and a mark."""
        theme = current_theme()
        chiffres = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("0" * chiffres) + theme.px(24)

    def _fit_margin(self, _lignes: int = 0) -> None:
        largeur = self.margin_width()
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(0 if a_droite else largeur, 0, largeur if a_droite else 0, 0)

    def _on_update(self, _rect: QRect, deplacement: int) -> None:
        if deplacement:
            self._marge.scroll(0, deplacement)
        else:
            self._marge.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin follows."""
        super().resizeEvent(event)
        dedans, largeur = self.contentsRect(), self.margin_width()
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = dedans.right() - largeur + 1 if a_droite else dedans.left()
        self._marge.setGeometry(QRect(x, dedans.top(), largeur, dedans.height()))

    def paint_margin(self, painter: QPainter, rect: QRect) -> None:
        """The number of each line in view; a coloured bar and a heavier number for those to look at again."""
        theme = current_theme()
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(rect, theme.survol)
        bloc = self.firstVisibleBlock()
        haut = round(self.blockBoundingGeometry(bloc).translated(self.contentOffset()).top())
        while bloc.isValid() and haut <= rect.bottom():
            bas = haut + round(self.blockBoundingRect(bloc).height())
            rang = bloc.blockNumber() + 1
            marque = rang in self._marquees
            if marque:
                bord = rect.right() + 1 - theme.px(4) if a_droite else rect.left()
                painter.fillRect(QRect(bord, haut, theme.px(4), bas - haut), theme.color(Teinte.SEMAINE))
            painter.setFont(theme.font(gras=marque))
            painter.setPen(theme.color(Teinte.SEMAINE if marque else Teinte.DOUX))
            debut = rect.left() + (theme.px(8) if a_droite else 0)
            place = QRect(QPoint(debut, haut), QSize(rect.width() - theme.px(8), self.fontMetrics().height()))
            cote = Qt.AlignmentFlag.AlignLeft if a_droite else Qt.AlignmentFlag.AlignRight
            painter.drawText(place, cote | Qt.AlignmentFlag.AlignAbsolute, str(rang))
            bloc, haut = bloc.next(), bas


class _Marge(QWidget):
    """Beside the text; a screen reader hears line numbers in the notice below instead."""

    def __init__(self, texte: TexteLignes) -> None:
        super().__init__(texte)
        self._texte = texte

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers."""
        painter = QPainter(self)
        self._texte.paint_margin(painter, QRect(0, event.rect().top(), self.width(), event.rect().height()))
        painter.end()
