"""Every screen in a longer language, written right to left, up to 200 %: no word is cut, no button is out of reach."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from droits_usagers.ui.composants import Libelle
from droits_usagers.ui.composants.peinture import Peint
from droits_usagers.ui.fenetre import Fenetre
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import begin_a_letter

TOLERANCE = 1


def _hide(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre, ecrans=1)
    fenetre.garde.protect()


def _leave(fenetre: Fenetre) -> None:
    fenetre.contexte.services.seance.remember_file(Path(__file__))
    fenetre.start_over()


ECRANS: dict[str, Callable[[Fenetre], object]] = {
    "ouverture": lambda fenetre: fenetre.pages.go_to("accueil"),
    "textes": lambda fenetre: fenetre.pages.go_to("textes", "rgpd-15"),
    "aide": lambda fenetre: fenetre.pages.go_to("aide"),
    "reglages": lambda fenetre: fenetre.pages.go_to("reglages"),
    "assistant": begin_a_letter,
    "voile": _hide,
    "depart": _leave,
}


def cut(fenetre: Fenetre) -> Iterator[str]:
    """What is shown less high or less wide than its words, or lies outside what one can see or scroll to."""
    for widget in fenetre.findChildren(QWidget):
        if isinstance(widget, Peint | Libelle) and widget.isVisible() and widget.text():
            if widget.height() + TOLERANCE < widget.heightForWidth(widget.width()):
                yield f"{type(widget).__name__} {widget.accessibleName() or widget.text()}: {widget.size()}"
            if not _reachable(widget, fenetre):
                yield f"{type(widget).__name__} {widget.accessibleName() or widget.text()}: out of reach"


def _reachable(widget: QWidget, fenetre: Fenetre) -> bool:
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


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("ecran", ECRANS)
@pytest.mark.parametrize("langue", ["fr", "pseudo"])
def test_no_word_is_cut(make_fenetre: MakeFenetre, langue: str, ecran: str, zoom: float) -> None:
    fenetre = make_fenetre(langue=langue)
    carnet = fenetre.contexte.services.carnet
    carnet.set(replace(carnet.reglages, zoom=zoom), keep=False)
    fenetre.allure.apply()
    fenetre.resize(1366, 768)
    ECRANS[ecran](fenetre)
    for _ in range(3):
        QApplication.processEvents()
    assert (fenetre.width(), fenetre.height()) == (1366, 768)
    assert list(cut(fenetre)) == []


def test_a_language_written_right_to_left_turns_the_window_round(make_fenetre: MakeFenetre) -> None:
    make_fenetre(langue="pseudo")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    make_fenetre()
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
