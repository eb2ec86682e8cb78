"""The keys that are told are those that are heard: of the code, and of the windows it makes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.droit.fiches import CLAVIER
from droits_usagers.services.socle.clavier import CARTE, keyboard_map
from droits_usagers.ui.accueil.aide import PageAide
from droits_usagers.ui.composants import Libelle, Titre
from droits_usagers.ui.droit.fiches import PageFiches
from droits_usagers.ui.fenetre.ecrans import screens
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tests.ui.avec_coffre import demande, open_coffre
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import settle

_TOUCHE = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9+=-]|Left|Right|Up|Down|Return|Enter|Tab)|F\d+|Esc(?:ape)?|Del")
#: Heard by Qt itself, or by a list or a page that has the focus: no shortcut is made for these.
_ENTENDUES = {
    *("Tab", "Shift+Tab", "Return", "Space", "Shift+Space", "PgUp", "PgDown", "Home", "End", "Up", "Down", "+", "-"),
    *("Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right", "Ctrl+Up", "Ctrl+Down", "Ctrl+A", "Ctrl+Z", "Ctrl+P"),
}
#: A letter alone is any letter to whoever reads the code: on a line to decide (`tests/ui/lettre/test_lignes.py`).
_LETTRES = {"L", "R", "E"}
#: The same key under another name.
_AUTRES_NOMS = {"Enter": "Return", "Ctrl+Enter": "Ctrl+Return", "Escape": "Esc", "Delete": "Del"}


def told() -> set[str]:
    """Every key of the map."""
    return {touche for lignes in CARTE.values() for touches, _ in lignes for touche in touches}


def keys_of(ou: str) -> set[str]:
    """Those of a place."""
    return {touche for touches, _ in CARTE[ou] for touche in touches}


def written(racine: Path) -> Iterator[str]:
    """Every key that the code of the window names."""
    for fichier in (racine / "droits_usagers" / "ui").rglob("*.py"):
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
            if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str) and _TOUCHE.fullmatch(noeud.value):
                yield _AUTRES_NOMS.get(noeud.value, noeud.value)


def heard(fenetre: Fenetre) -> set[str]:
    """Every shortcut there is in a window now."""
    touches = (
        raccourci.key().toString(QKeySequence.SequenceFormat.PortableText) for raccourci in fenetre.findChildren(QShortcut)
    )
    return {_AUTRES_NOMS.get(touche, touche) for touche in touches if touche}


def test_every_key_that_the_code_names_is_told_and_no_other(racine: Path) -> None:
    assert set(written(racine)) - told() == set()
    assert told() - set(written(racine)) - _ENTENDUES - _LETTRES == set()


def test_every_shortcut_of_the_screens_is_told(make_fenetre: MakeFenetre, qtbot: QtBot, tmp_path: Path) -> None:
    fenetre = make_fenetre()
    entendues = set[str]()
    for _ in range(2):
        for ecran in screens(fenetre.contexte.services.seance.mode):
            fenetre.pages.go_to(ecran.id)
            settle()
            entendues |= heard(fenetre)
        if fenetre.contexte.services.seance.coffre is None:
            open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande()])

    assert entendues - told() == set()
    assert len(entendues) > 25


@pytest.mark.parametrize("ou", CARTE)
def test_no_key_does_two_things_in_one_place(ou: str) -> None:
    touches = [touche for lignes, _ in CARTE[ou] for touche in lignes]
    assert len(touches) == len(set(touches))


@pytest.mark.parametrize("ou", sorted(CARTE.keys() - {"partout"}))
def test_a_key_that_is_heard_everywhere_does_nothing_else_anywhere(ou: str) -> None:
    assert keys_of(ou) & keys_of("partout") == set()


def test_aide_tells_them_all_and_leads_to_the_page_to_print(fenetre: Fenetre, catalogue: Catalogue, qtbot: QtBot) -> None:
    fenetre.pages.go_to("aide")
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageAide)
    dits = {libelle.text() for libelle in page.findChildren(Libelle)} | {titre.text() for titre in page.findChildren(Titre)}
    for ou, lignes in keyboard_map(catalogue.textes):
        assert {ou, *(mot for ligne in lignes for mot in ligne)} <= dits

    page.imprimer.click()
    fiches = fenetre.pages.currentWidget()
    assert isinstance(fiches, PageFiches)
    qtbot.waitUntil(lambda: fiches.liste.current() == CLAVIER)
