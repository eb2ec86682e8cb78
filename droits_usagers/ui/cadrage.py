"""Keeps the window on the screen, its frame included: a footer under the edge of a screen is one nobody can press."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

#: What a frame takes at most, as far as is known before a window has one: a title bar, and borders.
CADRE = QMargins(8, 40, 8, 8)


def first_size(fenetre: QWidget, voulue: QSize) -> QSize:
    """The size wanted, or what the screen has room for, of a window that was not shown yet."""
    return voulue.boundedTo(fenetre.screen().availableGeometry().marginsRemoved(CADRE).size())


def keep_on_screen(fenetre: QWidget) -> None:
    """Makes a window smaller, then moves it, so that all of it and of its frame can be seen. Nothing changes if it can."""
    if not fenetre.isVisible() or fenetre.isMaximized() or fenetre.isFullScreen():
        return
    place = fenetre.screen().availableGeometry().marginsRemoved(fenetre.windowHandle().frameMargins())
    ici = fenetre.geometry()
    if not place.contains(ici):
        taille = ici.size().boundedTo(place.size())
        fin = place.bottomRight() - QPoint(taille.width() - 1, taille.height() - 1)
        coin = QPoint(max(place.x(), min(ici.x(), fin.x())), max(place.y(), min(ici.y(), fin.y())))
        fenetre.setGeometry(QRect(coin, taille))
