"""Icons: our own SVG files, drawn in a colour of the theme. Always beside a word, never alone."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from droits_usagers.ui.composants.theme import Teinte, current_theme

#: Those that show a way: turned round where one reads from right to left.
ORIENTEES = frozenset({"retour", "suite", "deplier", "personne_suivante"})


@lru_cache(maxsize=256)
def _renderer(fichier: Path, couleur: str) -> QSvgRenderer:
    source = fichier.read_text("utf-8").replace("currentColor", couleur)
    return QSvgRenderer(QByteArray(source.encode()))


def paint_icon(painter: QPainter, rect: QRectF, nom: str, *, couleur: str) -> None:
    """Draws `resources/icones/<nom>.svg` in this rectangle. Raises FileNotFoundError for an icon that does not exist."""
    dossier = current_theme().icones
    if dossier is None:
        return
    painter.save()
    if nom in ORIENTEES and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    _renderer(dossier / f"{nom}.svg", couleur).render(painter, rect)
    painter.restore()


class Icone(QWidget):
    """An icon in a layout. Says nothing to a screen reader: the word beside it does."""

    def __init__(self, nom: str, *, teinte: Teinte = Teinte.TEXTE, taille: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nom, self._teinte, self._taille = nom, teinte, taille
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, nom: str, teinte: Teinte) -> None:
        """Draws another one."""
        self._nom, self._teinte = nom, teinte
        self.update()

    def sizeHint(self) -> QSize:
        """A square that follows the size of text."""
        cote = current_theme().px(self._taille)
        return QSize(cote, cote)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws it."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._nom, couleur=current_theme().hexa(self._teinte))
        painter.end()
