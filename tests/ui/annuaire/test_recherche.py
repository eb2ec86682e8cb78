"""A body looked for in the wizard: what is found, taken by the keyboard, and still typed by hand."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.annuaire.recherche import RechercheService
from droits_usagers.ui.socle.operations import Operations
from droits_usagers.ui.socle.page import Contexte
from tests.ui.lettre.conftest import MAINTENANT


def made(places: Places) -> Services:
    return Services(places, today=lambda: dt.date(2026, 11, 24), now=lambda: MAINTENANT)


@pytest.fixture
def champ(places: Places, qtbot: QtBot) -> Iterator[RechercheService]:
    services = made(places)
    yield opened(services, qtbot)
    services.rendu.stop()


def opened(services: Services, qtbot: QtBot) -> RechercheService:
    contexte = Contexte(services, Operations(services.catalogue.textes), sorties=lambda: pytest.fail("nothing goes out"))
    champ = RechercheService(contexte)
    qtbot.addWidget(champ)
    champ.resize(640, 480)
    champ.show()
    qtbot.waitExposed(champ)
    champ.activateWindow()
    champ.mots.setFocus()
    return champ


def find(champ: RechercheService, tape: str, qtbot: QtBot) -> None:
    QTest.keyClicks(champ.mots, tape)
    qtbot.waitUntil(lambda: champ.liste.isVisible() and champ.liste.lignes.rowCount() > 0)


def test_each_line_shows_its_address_and_its_month(champ: RechercheService, qtbot: QtBot) -> None:
    find(champ, "pmi blanc mesnil", qtbot)
    qtbot.waitUntil(lambda: "Blanc-Mesnil" in champ.liste.lignes.line(0).titre)

    dessous = champ.liste.lignes.line(0).sous_titre
    assert "Département de la Seine-Saint-Denis" in dessous
    assert "3 rue de la Justice, 93150 Le Blanc-Mesnil" in dessous
    assert "octobre 2019" in dessous


def test_arrows_move_and_enter_takes_without_leaving_the_field(champ: RechercheService, qtbot: QtBot) -> None:
    prises: list[str] = []
    champ.taken.connect(lambda entree: prises.append(entree.genre))
    find(champ, "roubaix", qtbot)
    qtbot.waitUntil(lambda: champ.liste.lignes.line(0).titre == "Mairie de Roubaix")

    QTest.keyClick(champ.mots, Qt.Key.Key_Down)
    assert champ.mots.hasFocus()
    # Who listens is told what Enter takes.
    assert "CCAS" in champ.liste.dit
    assert champ.liste.dit.endswith(f"2 sur {champ.liste.lignes.rowCount()}")
    QTest.keyClick(champ.mots, Qt.Key.Key_Return)

    assert prises == ["ccas"]
    assert champ.mots.text() == ""
    assert not champ.liste.isVisible()


@pytest.mark.parametrize("geste", ["echap", "effacer", "masquer"])
def test_what_was_typed_is_forgotten(geste: str, champ: RechercheService, qtbot: QtBot) -> None:
    find(champ, "roubaix", qtbot)
    if geste == "echap":
        QTest.keyClick(champ.mots, Qt.Key.Key_Escape)
    elif geste == "effacer":
        champ.clear()
    else:
        champ.conceal(masque=True)

    assert champ.mots.text() == ""
    assert champ.liste.lignes.rowCount() == 0


def test_nothing_found_is_one_line(champ: RechercheService, qtbot: QtBot) -> None:
    QTest.keyClicks(champ.mots, "xyzzy")
    qtbot.waitUntil(champ._dit.isVisible)  # noqa: SLF001 - what is said is not part of what it offers

    assert not champ.liste.isVisible()


def test_what_is_only_at_the_same_place_is_said_above_it(champ: RechercheService, qtbot: QtBot) -> None:
    find(champ, "msa amiens", qtbot)
    qtbot.waitUntil(lambda: champ.liste.lignes.line(0).titre == "Mairie d'Amiens")

    assert champ._dit.text().startswith("Nous n’avons pas ce service-là")  # noqa: SLF001


def test_without_the_annuaire_one_line_says_that_all_is_typed(places: Places, qtbot: QtBot, tmp_path: Path) -> None:
    shutil.copytree(places.resources, tmp_path / "resources")
    (tmp_path / "resources" / "annuaire" / "services.csv.xz").unlink()
    services = made(replace(places, resources=tmp_path / "resources"))
    champ = opened(services, qtbot)

    QTest.keyClicks(champ.mots, "roubaix")
    qtbot.waitUntil(champ._dit.isVisible)  # noqa: SLF001

    assert not champ.liste.isVisible()
    services.rendu.stop()


def test_who_listens_is_told_how_many_are_found(champ: RechercheService, qtbot: QtBot, annonces: list[str]) -> None:
    find(champ, "pmi blanc mesnil", qtbot)
    qtbot.waitUntil(lambda: f"Services trouvés\u00a0: {champ.liste.lignes.rowCount()}" in annonces)
