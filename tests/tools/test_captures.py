"""A picture of the README whose screen has changed is refused; what does not change what is read is not a change."""

import hashlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tools import captures, scenes_fenetre
from tools.empreintes import digest, lines
from tools.scenes import SCENES

PNG = b"a picture"
MARQUE = {"ecran": "abc", "image": hashlib.sha256(PNG).hexdigest()}


@pytest.mark.lent
def test_the_pictures_of_the_readme_show_the_screens_of_today(racine: Path) -> None:
    """If this fails: `python -m tools.captures`, then look at each picture before committing it with empreintes.toml."""
    # A process of its own: what other tests left of the window, of its language or of its colours changes nothing.
    fini = subprocess.run(
        [sys.executable, "-m", "tools.captures", "--verifier"],
        cwd=racine,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert fini.stdout.splitlines() == [], f"python -m tools.captures\n{fini.stderr}"
    assert fini.returncode == 0, fini.stderr


def test_every_picture_of_the_readme_has_its_scene_and_its_digest(racine: Path) -> None:
    noms = captures.pictures((racine / "README.md").read_text("utf-8"))

    assert noms
    assert set(noms) <= set(SCENES)
    assert {chemin.stem for chemin in captures.CAPTURES.glob("*.png")} == set(noms)
    assert set(tomllib.loads(captures.EMPREINTES.read_text("utf-8"))) == set(noms)


def test_a_picture_as_it_was_made_is_let_through() -> None:
    assert captures.changes({"suivi": MARQUE}, {"suivi": "abc"}, {"suivi": PNG}) == []


@pytest.mark.parametrize(
    ("gardees", "ecrans", "fichiers", "dit"),
    [
        ({"suivi": MARQUE}, {"suivi": "abd"}, {"suivi": PNG}, "its screen has changed"),
        ({"suivi": MARQUE}, {"suivi": "abc"}, {"suivi": b"another"}, "not the file"),
        ({"suivi": MARQUE}, {"suivi": "abc"}, {}, "never made"),
        ({}, {"suivi": "abc"}, {"suivi": PNG}, "never made"),
        ({"suivi": MARQUE}, {}, {"suivi": PNG}, "not in the README"),
    ],
)
def test_any_other_is_refused_with_why(
    gardees: dict[str, dict[str, str]], ecrans: dict[str, str], fichiers: dict[str, bytes], dit: str
) -> None:
    (ligne,) = captures.changes(gardees, ecrans, fichiers)

    assert ligne.startswith("suivi: ")
    assert dit in ligne


class _Ecran(QWidget):
    """A little of everything that a screen is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.libelle, self.champ, self.case, self.liste = QLabel("Bonjour"), QLineEdit("Lison"), QCheckBox("Oui"), QListView()
        self.modele = QStringListModel(["un", "deux"])
        self.liste.setModel(self.modele)
        colonne = QVBoxLayout(self)
        for widget in (self.libelle, self.champ, self.case, self.liste):
            colonne.addWidget(widget)

    def add(self, texte: str) -> None:
        QLabel(texte, self).show()


@pytest.fixture
def ecran(qtbot: QtBot) -> _Ecran:
    ecran = _Ecran()
    qtbot.addWidget(ecran)
    ecran.show()
    return ecran


def test_a_screen_is_told_by_what_it_says_in_order(ecran: _Ecran) -> None:
    assert [ligne.strip() for ligne in lines(ecran)] == [
        "QWidget",
        "QLabel | Bonjour",
        "QLineEdit | Lison",
        "QCheckBox | Oui | False",
        "QListView | 1 | un | deux",
    ]


def test_neither_its_size_nor_its_font_nor_its_colours_tell_a_screen(ecran: _Ecran) -> None:
    avant = digest(ecran)

    ecran.resize(900, 120)
    ecran.setStyleSheet("* { color: red; font-size: 30pt; }")

    assert digest(ecran) == avant


GESTES: dict[str, Callable[[_Ecran], object]] = {
    "a text": lambda ecran: ecran.libelle.setText("Bonsoir"),
    "what is typed": lambda ecran: ecran.champ.setText("Lise"),
    "what is ticked": lambda ecran: ecran.case.setChecked(True),
    "a line": lambda ecran: ecran.modele.setStringList(["un", "trois"]),
    "a name that is heard": lambda ecran: ecran.champ.setAccessibleName("Prénom"),
    "a widget hidden": lambda ecran: ecran.libelle.hide(),
    "a widget more": lambda ecran: ecran.add("de plus"),
    "what cannot be used": lambda ecran: ecran.champ.setEnabled(False),
}


@pytest.mark.parametrize("geste", GESTES)
def test_what_a_reader_would_notice_tells_a_screen(geste: str, ecran: _Ecran) -> None:
    avant = digest(ecran)

    GESTES[geste](ecran)

    assert digest(ecran) != avant


def test_a_scene_that_never_comes_is_an_error_and_not_a_picture(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - time passes in Qt
    monkeypatch.setattr(scenes_fenetre, "PATIENCE", 1)

    scenes_fenetre.until(lambda: True)
    with pytest.raises(TimeoutError):
        scenes_fenetre.until(lambda: False)


def test_a_picture_of_many_colours_is_reduced_to_those_that_a_byte_can_name(qapp: object) -> None:  # noqa: ARG001 - colours need Qt
    image = QImage(50, 20, QImage.Format.Format_RGB32)
    for x in range(50):
        for y in range(20):
            image.setPixelColor(x, y, QColor(x * 5, y * 10, x * y % 256))

    contenu = captures.compress(image)

    relue = QImage.fromData(contenu)
    assert (relue.width(), relue.height()) == (50, 20)
    assert len(relue.colorTable()) <= captures.COULEURS


def test_a_picture_of_few_colours_loses_none(qapp: object) -> None:  # noqa: ARG001 - colours need Qt
    image = QImage(31, 7, QImage.Format.Format_RGB32)
    image.fill(QColor("#faf8f5"))
    for x, couleur in enumerate(("#0f5c5f", "#ffffff", "#a61c28")):
        image.setPixelColor(x, 3, QColor(couleur))

    relue = QImage.fromData(captures.compress(image)).convertToFormat(QImage.Format.Format_RGB32)

    assert relue == image
