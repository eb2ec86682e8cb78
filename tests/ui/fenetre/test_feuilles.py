"""Every page that is read is the same sheet: in the middle of the window, and what is pressed under it at its edges."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.ui.composants import BoutonPrimaire, Defilement
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.mise_en_page import Centre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.disposition import stops_in
from tests.coffres import fast
from tests.ui.gestes import settle
from tools.scenes import SCENES

#: Of what has no table, and no letter beside.
LUES = (
    "assistant",
    "coffre-creer",
    "coffre-ouvrir",
    "coffre-etat",
    "accueil",
    "agenda",
    "export",
    "export-noms",
    "serie",
    "serie-auteur",
    "serie-questions",
    "serie-fait",
    "reprise",
    "reprise-mots",
    "reprise-noms",
    "reprise-organismes",
    "reprise-essai",
    "reprise-fait",
    "reglages",
    "aide",
)
#: A table: it starts at the edge, and what is pressed is under it.
BUREAUX = ("refus", "courrier-du-jour", "grille-suites", "serie-listes", "serie-verifier", "reprise-colonnes")
#: A scroll bar may be beside, and half of it on each side.
BARRE = 16


def edges(page: QWidget) -> tuple[int, int]:
    """Where what is read starts and ends, in the page."""
    zones = [zone for zone in page.findChildren(Defilement) if zone.isVisible()]
    dedans = max(zones, key=lambda une: une.width() * une.height()).widget()
    colonne = dedans.contenu if isinstance(dedans, Centre) else dedans
    assert colonne is not None
    disposition = colonne.layout()
    assert disposition is not None
    marges = disposition.contentsMargins()
    debut = colonne.mapTo(page, QPoint(0, 0)).x()
    return debut + marges.left(), debut + colonne.width() - marges.right()


def under(page: QWidget) -> list[Bouton]:
    """The buttons that are seen, and do not scroll."""
    zones = page.findChildren(Defilement)
    return [un for un in page.findChildren(Bouton) if un.isVisible() and not any(zone.isAncestorOf(un) for zone in zones)]


def foot(page: QWidget) -> tuple[int | None, int | None]:
    """Where the first button under it starts, and the last one ends; None where there is none."""
    boutons = under(page)
    suites = [bouton for bouton in boutons if isinstance(bouton, BoutonPrimaire)]
    retours = [bouton for bouton in boutons if bouton not in suites]
    debut = min((bouton.mapTo(page, QPoint(0, 0)).x() for bouton in retours), default=None)
    fin = max((bouton.mapTo(page, QPoint(0, 0)).x() + bouton.width() for bouton in suites), default=None)
    return debut, fin


def shown(fenetre: Fenetre, scene: str) -> QWidget:
    """The page of a scene, on the screen of a laptop."""
    fast(fenetre.contexte.services)
    SCENES[scene](fenetre)
    return resized(fenetre, 1366, 768)


def resized(fenetre: Fenetre, largeur: int, hauteur: int) -> QWidget:
    """The page shown, in a window of that size."""
    fenetre.resize(largeur, hauteur)
    settle()
    page = fenetre.pages.currentWidget()
    assert page is not None
    return page


def check_sheet(fenetre: Fenetre, scene: str) -> None:
    """What is read is a sheet in the middle, or a table from edge to edge, and what is pressed is at its edges."""
    for largeur, hauteur in ((1366, 768), (1920, 1080)):
        page = resized(fenetre, largeur, hauteur)
        debut, fin = edges(page)
        if scene in LUES:
            assert abs(debut - (page.width() - fin)) <= BARRE, (debut, page.width() - fin)
            assert 480 <= fin - debut <= 640
        else:
            assert abs(debut - 24) <= 2
            assert page.width() - fin <= 56
        retour, suite = foot(page)
        assert retour is None or abs(retour - debut) <= 2, (retour, debut)
        assert suite is None or abs(suite - fin) <= 2, (suite, fin)


@pytest.mark.parametrize("scene", ["assistant-attente", "reprise", "serie", "masse-relance", "mandats", "agenda", "fiches"])
def test_what_is_pressed_under_a_screen_is_as_low_on_each(fenetre: Fenetre, scene: str) -> None:
    page = shown(fenetre, scene)
    bas = max(bouton.mapTo(page, QPoint(0, 0)).y() + bouton.height() for bouton in under(page))
    assert page.height() - bas == 8


@pytest.mark.parametrize(
    "scene", ["serie", "serie-auteur", "serie-listes", "serie-verifier", "reprise", "reprise-colonnes", "reprise-essai"]
)
def test_tab_meets_what_is_on_a_step_before_what_is_pressed_under_it(fenetre: Fenetre, scene: str) -> None:
    page = shown(fenetre, scene)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    arrets = [un for un in stops_in(fenetre) if un.isVisible() and page.isAncestorOf(un)]
    sous = [un for un in arrets if un in under(page) and un.mapTo(page, QPoint(0, 0)).y() > page.height() - 80]
    assert sous
    assert arrets[-len(sous) :] == sous


@pytest.mark.parametrize("scene", ["agenda", "export"])
def test_tab_goes_down_what_is_read_then_to_what_is_pressed_under_it(fenetre: Fenetre, scene: str) -> None:
    page = shown(fenetre, scene)
    arrets = [un for un in stops_in(fenetre) if un.isVisible() and page.isAncestorOf(un)]
    sous = [un for un in arrets if un in under(page)]
    assert arrets[-len(sous) :] == sous
    hauts = [un.mapTo(page, QPoint(0, 0)).y() for un in arrets[: -len(sous)]]
    assert hauts == sorted(hauts)
