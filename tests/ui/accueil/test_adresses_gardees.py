"""« Réglages » of a desk: what it proposes to everyone can be let go of, and what nobody looked at is not even shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.places import Places
from droits_usagers.services.socle.permanence import read_permanence
from droits_usagers.ui.accueil.reglages import AdressesGardees
from droits_usagers.ui.composants import BoutonSecondaire
from tests.ui.avec_coffre import said
from tests.ui.conftest import MakeFenetre

AVANT = """
poste_partage = true
garder_adresses = true
[[adresses]]
nom = "CAF du Canal"
adresse = ["5 rue Neuve"]
code_postal = "59200"
ville = "Tourcoing"
relue = true
[[adresses]]
nom = "CAF du Canal"
adresse = ["12 rue des Lilas"]
code_postal = "59100"
"""


@pytest.fixture
def reglages(make_fenetre: MakeFenetre, places: Places, programme: Path) -> Callable[[str], AdressesGardees]:
    def write(contenu: str) -> AdressesGardees:
        (programme / "permanence.toml").write_text(contenu, "utf-8")
        fenetre = make_fenetre(places=replace(places, programme=programme))
        fenetre.pages.go_to("reglages")
        widget = fenetre.findChild(AdressesGardees)
        assert isinstance(widget, AdressesGardees)
        return widget

    return write


def buttons(widget: QWidget) -> list[BoutonSecondaire]:
    return [bouton for bouton in widget.findChildren(BoutonSecondaire) if bouton.isVisibleTo(widget)]


def test_one_is_let_go_and_that_is_undone(reglages: Callable[[str], AdressesGardees], programme: Path) -> None:
    widget = reglages(AVANT)
    assert "5 rue Neuve" in said(widget)
    oter = buttons(widget)[-1]
    assert "CAF du Canal" in oter.accessibleName()
    oter.click()
    assert read_permanence(programme).adresses == ()
    annuler = buttons(widget)[0]
    assert QApplication.focusWidget() is annuler
    annuler.click()
    assert [entree.adresse for entree in read_permanence(programme).adresses] == [("5 rue Neuve",)]


def test_those_that_nobody_looked_at_are_counted_and_taken_away(
    reglages: Callable[[str], AdressesGardees], programme: Path
) -> None:
    widget = reglages(AVANT)
    assert "Lilas" not in said(widget)
    buttons(widget)[0].click()
    assert "Lilas" not in (programme / "permanence.toml").read_text("utf-8")
    assert len(read_permanence(programme).adresses) == 1


def test_a_desk_that_keeps_none_is_told_nothing(reglages: Callable[[str], AdressesGardees]) -> None:
    assert reglages("poste_partage = true\n").isHidden()
