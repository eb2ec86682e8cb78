"""Keeps the window on the screen, its frame included: a footer under the edge of a screen is one nobody can press."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

#: What a frame takes at most, as far as is known before a window has one: a title bar, and borders.
CADRE = QMargins(8, 40, 8, 8)
#: In pixels, the width under which a screen is small.
PETIT = 1500


def is_small(fenetre: QWidget) -> bool:
    """True on a screen where a window is better off with all there is."""
    return fenetre.screen().availableGeometry().width() < PETIT


def first_size(fenetre: QWidget, voulue: QSize) -> QSize:
    """The size wanted, or what the screen has room for, of a window that was not shown yet."""
    return voulue.boundedTo(fenetre.screen().availableGeometry().marginsRemoved(CADRE).size())


def is_on_screen(fenetre: QWidget) -> bool:
    """True if all of it can be seen: a window that someone stretched over two screens, or pushed aside, is left alone."""
    return _room(fenetre).contains(fenetre.geometry())


def keep_on_screen(fenetre: QWidget) -> None:
    """Makes a window smaller, then moves it, so that all of it and of its frame can be seen. Nothing changes if it can."""
    if not fenetre.isVisible() or fenetre.isMaximized() or fenetre.isFullScreen():
        return
    place = _room(fenetre)
    ici = fenetre.geometry()
    if not place.contains(ici):
        taille = ici.size().boundedTo(place.size())
        fin = place.bottomRight() - QPoint(taille.width() - 1, taille.height() - 1)
        coin = QPoint(max(place.x(), min(ici.x(), fin.x())), max(place.y(), min(ici.y(), fin.y())))
        fenetre.setGeometry(QRect(coin, taille))


def _room(fenetre: QWidget) -> QRect:
    """Where the inside of a window can be; before it is shown, it has no frame."""
    poignee: QWindow | None = fenetre.windowHandle()
    marges = poignee.frameMargins() if poignee is not None else QMargins()
    return fenetre.screen().availableGeometry().marginsRemoved(marges)
