"""Every screen in a longer language, written right to left, up to 200 %: no word is cut, no button is out of reach."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import Libelle
from droits_usagers.ui.composants.peinture import Peint
from droits_usagers.ui.fenetre.application import Incident
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.grille.editeur import EditeurGrille
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.socle.destination import (
    Destination,
    VersArticle,
    VersDemarche,
    VersDossier,
    VersFiche,
    VersModele,
    VersPartie,
)
from tests.chaque import chaque
from tests.ui.avec_coffre import demande, open_coffre
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import begin_a_letter

#: Every screen, in two languages and two sizes.
pytestmark = pytest.mark.lent

TOLERANCE = 1


def _hide(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre, ecrans=1)
    fenetre.garde.protect()


def _leave(fenetre: Fenetre) -> None:
    fenetre.contexte.services.seance.remember_file(Path(__file__))
    fenetre.start_over()


def _fiche(fenetre: Fenetre, partie: str, cote: str = "") -> None:
    """A part of an invented fiche."""
    fenetre.pages.go_to("notices", VersModele("service-social"))
    fenetre.pages.go_to("notices", VersPartie(partie))
    page = fenetre.pages.currentWidget()
    if cote and isinstance(page, PageNotices):
        page.editeur.disposition.show_side(cote)


def _grille(fenetre: Fenetre, geste: Callable[[EditeurGrille], object]) -> None:
    """An invented grille, after a gesture."""
    fenetre.pages.go_to("grille", VersModele("circonscription-2012"))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageGrille)
    geste(page.editeur)


ECRANS: dict[str, Callable[[Fenetre], object]] = {
    "ouverture": lambda fenetre: fenetre.pages.go_to("accueil"),
    "refus": lambda fenetre: fenetre.pages.go_to("refus"),
    "refus_attente": lambda fenetre: fenetre.pages.go_to("assistant", VersDemarche("opposition")),
    "fiches": lambda fenetre: fenetre.pages.go_to("fiches"),
    "fiches_secret": lambda fenetre: fenetre.pages.go_to("fiches", VersFiche("secret")),
    "notices": lambda fenetre: fenetre.pages.go_to("notices"),
    "notices_modele": lambda fenetre: _fiche(fenetre, "donnees"),
    "notices_verification": lambda fenetre: _fiche(fenetre, "dpo", "verification"),
    "notices_apercu": lambda fenetre: _fiche(fenetre, "dpo", "apercu"),
    "notices_suites": lambda fenetre: _fiche(fenetre, "suites"),
    "grille": lambda fenetre: fenetre.pages.go_to("grille"),
    "grille_ecarts": lambda fenetre: _grille(fenetre, lambda editeur: editeur.disposition.show_side("ecarts")),
    "grille_case": lambda fenetre: _grille(fenetre, lambda editeur: editeur.table.cell_opened.emit()),
    "grille_source": lambda fenetre: _grille(fenetre, lambda editeur: editeur.tete.ajouter.click()),
    "grille_ajouter": lambda fenetre: _grille(fenetre, lambda editeur: editeur.ecarts.ajouter.click()),
    "grille_effacer": lambda fenetre: _grille(fenetre, lambda editeur: editeur.table.removal_wanted.emit()),
    "grille_sujet": lambda fenetre: _grille(fenetre, lambda editeur: editeur.show_subject()),
    "grille_suites": lambda fenetre: _grille(fenetre, lambda editeur: editeur.show_suites()),
    "textes": lambda fenetre: fenetre.pages.go_to("textes", VersArticle("rgpd-15")),
    "textes_liste": lambda fenetre: fenetre.pages.go_to("textes"),
    "textes_ancien": lambda fenetre: fenetre.pages.go_to("textes", VersArticle("2011-34")),
    "numeros": lambda fenetre: fenetre.pages.go_to("numeros"),
    "aide": lambda fenetre: fenetre.pages.go_to("aide"),
    "reglages": lambda fenetre: fenetre.pages.go_to("reglages"),
    "assistant": begin_a_letter,
    "voile": _hide,
    "depart": _leave,
}


#: Screens that one goes to and leaves as they are.
PASSAGES = (
    "ouverture",
    "refus",
    "fiches",
    "fiches_secret",
    "notices",
    "textes",
    "textes_liste",
    "textes_ancien",
    "numeros",
    "aide",
    "reglages",
    "refus_attente",
)


def cut(fenetre: QWidget) -> Iterator[str]:
    """What is shown less high or less wide than its words, or lies outside what one can see or scroll to."""
    for widget in fenetre.findChildren(QWidget):
        if isinstance(widget, Peint | Libelle) and widget.isVisible() and widget.text():
            if widget.height() + TOLERANCE < widget.heightForWidth(widget.width()):
                yield f"{type(widget).__name__} {widget.accessibleName() or widget.text()}: {widget.size()}"
            if not _reachable(widget, fenetre):
                yield f"{type(widget).__name__} {widget.accessibleName() or widget.text()}: out of reach"


def _reachable(widget: QWidget, fenetre: QWidget) -> bool:
    """True if it is whole in its window, or in what a scroll area goes down to."""
    cadre: QWidget = fenetre
    parent = widget.parentWidget()
    while parent is not None and cadre is fenetre:
        dessus = parent.parentWidget()
        if dessus is not None and isinstance(dessus.parentWidget(), QScrollArea):
            cadre = parent
        parent = dessus
    place = QRect(widget.mapTo(cadre, QPoint(0, 0)), widget.size())
    return cadre.rect().adjusted(-TOLERANCE, -TOLERANCE, TOLERANCE, TOLERANCE).contains(place)


def make_small(make_fenetre: MakeFenetre, langue: str, zoom: float) -> Fenetre:
    """A window on a small laptop."""
    fenetre = make_fenetre(langue=langue)
    carnet = fenetre.contexte.services.carnet
    carnet.set(replace(carnet.reglages, zoom=zoom), keep=False)
    fenetre.allure.apply()
    fenetre.resize(1366, 768)
    return fenetre


def check(fenetre: Fenetre, qtbot: QtBot) -> None:
    """Once what is read elsewhere has come and found its place."""

    def whole() -> None:
        assert (fenetre.width(), fenetre.height()) == (1366, 768)
        assert list(cut(fenetre)) == []

    qtbot.waitUntil(whole)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("langue", ["fr", "pseudo"])
def test_no_word_is_cut_from_one_screen_to_the_next(make_fenetre: MakeFenetre, qtbot: QtBot, langue: str, zoom: float) -> None:
    """Those one only goes to, in one window: a new one costs more than all there is to see in it."""
    fenetre = make_small(make_fenetre, langue, zoom)

    @chaque("ecran", PASSAGES)
    def whole(ecran: str) -> None:
        ECRANS[ecran](fenetre)
        check(fenetre, qtbot)

    whole()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("ecran", sorted(set(ECRANS) - set(PASSAGES)))
@pytest.mark.parametrize("langue", ["fr", "pseudo"])
def test_no_word_is_cut(make_fenetre: MakeFenetre, qtbot: QtBot, langue: str, ecran: str, zoom: float) -> None:
    fenetre = make_small(make_fenetre, langue, zoom)
    ECRANS[ecran](fenetre)
    check(fenetre, qtbot)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("langue", ["fr", "pseudo"])
def test_no_word_is_cut_in_a_coffre(make_fenetre: MakeFenetre, qtbot: QtBot, tmp_path: Path, langue: str, zoom: float) -> None:
    fenetre = make_small(make_fenetre, langue, zoom)
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande(envoyee=40, recue=38), demande("Diallo")])
    for destination in (
        Destination("accueil"),
        Destination("suivi"),
        Destination("suivi", VersDossier("2026-0001")),
        Destination("refus", VersDossier("2026-0001")),
        Destination("coffre", VersPartie("etat")),
        Destination("coffre", VersPartie("changement")),
    ):
        fenetre.pages.follow(destination)
        check(fenetre, qtbot)
    fenetre.contexte.services.selection.give(("2026-0001", "2026-0002"))
    for page in ("agenda", "export"):
        fenetre.pages.go_to(page)
        check(fenetre, qtbot)
    fenetre.garde.protect()
    check(fenetre, qtbot)


def test_a_defect_of_the_program_fits_its_words(make_fenetre: MakeFenetre, qtbot: QtBot) -> None:
    fenetre = make_small(make_fenetre, "pseudo", 2.0)
    incident = Incident(ZeroDivisionError(), fenetre.contexte.textes, fenetre)
    qtbot.addWidget(incident)
    incident.show()
    QApplication.processEvents()
    assert list(cut(incident)) == []


def test_a_language_written_right_to_left_turns_the_window_round(make_fenetre: MakeFenetre) -> None:
    make_fenetre(langue="pseudo")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    make_fenetre()
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
