"""What moves and what follows the system: nothing of ours is animated, and a wish of the system is heard at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from droits_usagers.ui.composants import theme as themes
from droits_usagers.ui.composants.theme import SOMBRE, Teinte, current_theme
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tests.ui.gestes import settle

#: What Qt makes things move, blink or fade with.
_ANIMEES = re.compile(
    r"\b(?:Q\w*Animation\w*|QTimeLine|QMovie|QGraphics\w*Effect|setCursorFlashTime|setEffectEnabled|setAnimated|QScroller)\b"
)


def test_nothing_of_ours_moves_blinks_or_fades(racine: Path) -> None:
    """And no one changes how fast a caret blinks, which is for the system to say."""
    fautifs = {
        fichier.name: trouves
        for fichier in (racine / "droits_usagers" / "ui").rglob("*.py")
        if (trouves := _ANIMEES.findall(fichier.read_text("utf-8")))
    }
    assert fautifs == {}


def test_the_caret_blinks_as_the_system_says(qapp: QApplication, fenetre: Fenetre) -> None:
    indices = QGuiApplication.styleHints()
    avant = indices.cursorFlashTime()
    fenetre.allure.apply()
    assert indices.cursorFlashTime() == avant
    assert qapp.cursorFlashTime() == avant


def test_a_window_turns_dark_when_the_system_does(fenetre: Fenetre, monkeypatch: pytest.MonkeyPatch) -> None:
    class Indices:
        """A system that has just turned dark: the one under test cannot."""

        @staticmethod
        def colorScheme() -> Qt.ColorScheme:  # noqa: N802 - Qt's own name
            return Qt.ColorScheme.Dark

    indices = QGuiApplication.styleHints()
    monkeypatch.setattr(themes, "system_wants_contrast", lambda: False)
    monkeypatch.setattr(QGuiApplication, "styleHints", Indices)
    indices.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    settle()

    assert current_theme().couleurs == SOMBRE
    assert fenetre.isVisible()


def test_a_window_takes_the_contrast_of_the_system_when_it_is_asked_for(
    fenetre: Fenetre, monkeypatch: pytest.MonkeyPatch
) -> None:
    indices = QGuiApplication.styleHints()
    acces = indices.accessibility()
    monkeypatch.setattr(themes, "system_wants_contrast", lambda: True)
    acces.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    settle()

    assert current_theme().contraste
    assert current_theme().hexa(Teinte.DOUX) == current_theme().hexa(Teinte.TEXTE)
    assert fenetre.isVisible()

    monkeypatch.setattr(themes, "system_wants_contrast", lambda: False)
    acces.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    settle()
    assert not current_theme().contraste
