"""Dresses the application: what the settings ask for, what the system says, and Ctrl with +, - or 0."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.services.socle.reglages import Carnet, Reglages
from droits_usagers.ui.composants.theme import ZOOMS, Apparence, apply_theme, choose_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow


class Allure(QObject):
    """Applies the theme again whenever something that decides of it changes."""

    changed = Signal()

    def __init__(self, app: QApplication, carnet: Carnet, icones: Path) -> None:
        super().__init__(app)
        self._app = app
        self._carnet = carnet
        self._icones = icones
        # The wrappers must be held: Qt owns the objects, and Python would drop its side of them.
        self._hints = QGuiApplication.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.apply)
        self._accessibility.contrastPreferenceChanged.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        """Dresses everything, open windows included, as the settings ask."""
        reglages = self._carnet.reglages
        apparence = Apparence(reglages.apparence) if reglages.apparence in set(Apparence) else Apparence.SYSTEME
        zoom = min(max(reglages.zoom, ZOOMS[0]), ZOOMS[-1])
        apply_theme(self._app, choose_theme(apparence, zoom=zoom, icones=self._icones))
        self.changed.emit()

    def zoom_by(self, crans: int, *, keep: bool) -> None:
        """Makes text larger or smaller by so many steps; 0 goes back to the ordinary size."""
        actuel = self._carnet.reglages.zoom
        rang = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - actuel))
        zoom = ZOOMS[min(max(rang + crans, 0), len(ZOOMS) - 1)] if crans else 1.0
        self._wear(replace(self._carnet.reglages, zoom=zoom), keep=keep)

    def dress(self, apparence: Apparence, *, keep: bool) -> None:
        """Light, dark, or as the system is."""
        self._wear(replace(self._carnet.reglages, apparence=apparence), keep=keep)

    def _wear(self, reglages: Reglages, *, keep: bool) -> None:
        self._carnet.set(reglages, keep=keep)
        self.apply()


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
