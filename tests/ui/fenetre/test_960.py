"""Text at 200 % in a window 960 pixels wide: nothing is cut or out of reach, nothing scrolls sideways but tables and pages."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.dossier.vue_page import VuePage
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.ligne_titre import TitreFenetre
from tests.coffres import fast
from tests.ui.fenetre.test_cadrage import set_zoom
from tests.ui.gestes import settle
from tests.ui.test_pseudo import cut
from tools.scenes import SCENES

#: Every scene, in the largest text.
pytestmark = pytest.mark.lent

LARGEUR, HAUTEUR = 960, 720
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


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene != "depart"])
def test_nothing_is_lost(fenetre: Fenetre, scene: str) -> None:
    fast(fenetre.contexte.services)
    set_zoom(fenetre, 2.0)
    fenetre.resize(LARGEUR, HAUTEUR)
    # A box is a window of its own.
    vue = SCENES[scene](fenetre).window()
    settle()

    assert fenetre.width() == LARGEUR
    assert [*cut(vue), *sideways(vue), *untold(vue), *clipped(vue)] == []
