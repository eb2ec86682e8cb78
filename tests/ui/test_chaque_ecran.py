"""Every screen, made once: in the largest text and little room, on the screen of a laptop, then heard.

In a window 960 pixels wide, nothing is cut or out of reach, and nothing scrolls sideways but tables and pages. On the screen of
a laptop, what does not scroll takes a quarter of the height at most. Heard: all that can take the focus says what it is, the
title and the step are said on the way in, all that is written is reached. What is read is a sheet in the middle. Hidden, by its
key then by the system, nothing of it is seen.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.dossier.vue_page import VuePage
from droits_usagers.ui.fenetre.corps import TitreFenetre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tests.coffres import fast
from tests.ui.ecouter import missed_by_tab, silent_titles, tree, unnamed, unreachable
from tests.ui.fenetre.test_barres import bars
from tests.ui.fenetre.test_cacher import check_hiding
from tests.ui.fenetre.test_cadrage import set_zoom
from tests.ui.fenetre.test_feuilles import BUREAUX, LUES, check_sheet
from tests.ui.gestes import settle
from tests.ui.test_pseudo import cut
from tools.scenes import SCENES
from tools.screenshots import Vue, shown

#: Every scene.
pytestmark = pytest.mark.lent

PORTABLE, ETROIT = (1366, 768), (960, 720)
#: It makes another window of its own.
AILLEURS = "depart"
#: It comes over the screen, and keeps the focus until it is left.
RECHERCHE = "recherche"
#: What is looked at as it would be printed has two dimensions (WCAG 1.4.10 leaves it out).
_PAGES = (Feuilles, VuePage)


def sideways(fenetre: QWidget) -> Iterator[str]:
    """What asks to be scrolled from side to side."""
    for zone in fenetre.findChildren(QScrollArea):
        trop = zone.horizontalScrollBar().maximum()
        if zone.isVisible() and not isinstance(zone, _PAGES) and trop > 0:
            yield f"{type(zone).__name__} in {type(zone.parentWidget()).__name__}: {trop} too wide"


def untold(fenetre: QWidget) -> Iterator[str]:
    """A title that is cut and says so nowhere."""
    for titre in fenetre.findChildren(TitreFenetre):
        if titre.isVisible() and titre.width() < titre.sizeHint().width() and titre.toolTip() != titre.text():
            yield titre.text()


def clipped(fenetre: QWidget) -> Iterator[str]:
    """Plain labels of Qt less wide than their only line."""
    for libelle in fenetre.findChildren(QLabel):
        simple = type(libelle) is QLabel and libelle.isVisible() and not libelle.wordWrap()
        if simple and libelle.text() and libelle.width() < libelle.sizeHint().width():
            yield f"QLabel {libelle.text()}"


def lost(vue: QWidget) -> list[str]:
    """What of a window is not there for who reads large text in little room."""
    return [*cut(vue), *sideways(vue), *untold(vue), *clipped(vue)]


def unheard(fenetre: Fenetre, montre: QWidget, scene: str) -> list[str]:
    """What of it is not told to who listens to it."""
    racine = tree(montre)
    fautes = unnamed(racine) + silent_titles(racine) + unreachable(racine)
    return fautes if scene == RECHERCHE else fautes + missed_by_tab(fenetre)


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("scene", sorted(SCENES.keys() - {AILLEURS}))
def test_large_text_loses_nothing_all_is_heard_and_all_is_hidden(fenetre: Fenetre, scene: str, qtbot: QtBot) -> None:
    fast(fenetre.contexte.services)
    set_zoom(fenetre, 2.0)
    fenetre.resize(*ETROIT)
    montre = SCENES[scene](fenetre)
    settle()
    assert fenetre.width() == ETROIT[0]
    # A box is a window of its own.
    fautes = lost(montre.window())
    fenetre.resize(*PORTABLE)
    # Words take other lines, then what they are in takes another height.
    settle()
    settle()
    if bars(fenetre) > fenetre.height() / 4:
        fautes.append(f"what does not scroll takes {bars(fenetre)} of the height")
    set_zoom(fenetre, 1.0)
    assert fautes + unheard(fenetre, montre, scene) == []
    if scene in {*LUES, *BUREAUX}:
        check_sheet(fenetre, scene)
    check_hiding(fenetre, qtbot)


@pytest.mark.usefixtures("listening")
def test_what_is_left_to_the_next_person_is_heard_and_hidden(qtbot: QtBot) -> None:
    with shown(Vue("fr", "claire", 1.0, PORTABLE), SCENES[AILLEURS]) as (fenetre, montre):
        assert unheard(fenetre, montre, AILLEURS) == []
        check_hiding(fenetre, qtbot)
