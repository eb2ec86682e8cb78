"""In a coffre: what it has is found first, and what is corrected goes into it. « Effacer » forgets what does not."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.coffre import corrected
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.annuaire.garder import drop_kept, keep_chosen
from droits_usagers.ui.annuaire.recherche import RechercheService
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.operations import Reponses
from tests.ui.avec_coffre import ask, open_coffre
from tests.ui.conftest import MakeFenetre


@pytest.fixture
def fenetre(make_fenetre: MakeFenetre) -> Fenetre:
    return make_fenetre()


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [])


def dite_of(fenetre: Fenetre) -> EntreeAnnuaire:
    (mairie,) = fenetre.contexte.services.annuaire.search("mairie de roubaix", 1)
    return corrected(mairie, adresse=("5 rue Neuve", "59100 Roubaix"), service="", today=dt.date(2026, 11, 24))


def keep(fenetre: Fenetre) -> None:
    keep_chosen(fenetre.contexte, dite_of(fenetre), Reponses(fenetre, lambda _: None, lambda _: None))


def test_what_is_taken_back_is_in_the_coffre_no_more(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    services = fenetre.contexte.services
    keep(fenetre)
    qtbot.waitUntil(lambda: len(ask(services, lambda: coffre.annuaire.search("roubaix", 2), qtbot)) == 1)
    faits: list[object] = []
    drop_kept(fenetre.contexte, dite_of(fenetre), Reponses(fenetre, faits.append, faits.append))
    qtbot.waitUntil(lambda: faits == [None])
    assert ask(services, lambda: coffre.annuaire.search("roubaix", 2), qtbot) == ()


def test_what_is_corrected_is_kept_in_the_coffre_and_found_first(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    keep(fenetre)
    qtbot.waitUntil(lambda: len(ask(fenetre.contexte.services, lambda: coffre.annuaire.search("roubaix", 2), qtbot)) == 1)
    champ = RechercheService(fenetre.contexte)
    qtbot.addWidget(champ)
    champ.show()
    QTest.keyClicks(champ.mots, "roubaix")
    qtbot.waitUntil(lambda: champ.liste.isVisible() and "5 rue Neuve" in champ.liste.lignes.line(0).sous_titre)

    assert "24 novembre 2026" in champ.liste.lignes.line(0).sous_titre.replace("\u00a0", " ")
    titres = [champ.liste.lignes.line(rang).titre for rang in range(champ.liste.lignes.rowCount())]
    assert titres.count("Mairie de Roubaix") == 1
    assert not fenetre.contexte.services.corrections.toutes


def test_erasing_all_forgets_what_was_corrected_without_a_coffre(fenetre: Fenetre) -> None:
    keep(fenetre)
    assert fenetre.contexte.services.corrections.toutes
    fenetre._erase()  # noqa: SLF001 - what the person chose, once they confirmed it
    assert not fenetre.contexte.services.corrections.toutes
