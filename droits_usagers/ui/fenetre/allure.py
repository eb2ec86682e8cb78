"""Dresses the application: what the settings ask for, what the system says, and Ctrl with +, - or 0."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from droits_usagers.services.socle.reglages import Carnet, Reglages
from droits_usagers.ui.composants.feuille import apply_theme
from droits_usagers.ui.composants.theme import ZOOMS, Apparence, choose_theme


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
