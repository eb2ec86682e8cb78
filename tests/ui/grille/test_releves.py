"""What is not ordinary French in a grille: left or taken out by a key, and papers and letters follow; the grille does not."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.services.grille.documents import FichiersGrille
from droits_usagers.services.grille.imprimee import FormeGrille
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.grille.tri import LAISSE, RETIRE, EcranReleves, PassageRetire
from tests.ecarts import grille, plain
from tests.services.grilles import pages
from tests.ui.avec_coffre import said
from tests.ui.grille.gestes import confirm_all
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import focused, press

L, R = Qt.Key.Key_L, Qt.Key.Key_R
DITE = "Rien n'est jamais effacé à Colmar, dit Rose Petit. Elle part à la piscine."


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    chemin = tmp_path / "grille.toml"
    chemin.write_bytes(FichiersGrille.write(replace(grille(("observation", "conservation", DITE)), titre="Suivi")))
    return chemin


@pytest.fixture
def ecran(ouverte: PageGrille, qtbot: QtBot) -> EcranReleves:
    confirm_all(ouverte, qtbot)
    return to_found(ouverte, qtbot)


def to_found(page: PageGrille, qtbot: QtBot) -> EcranReleves:
    page.editeur.show_suites()
    qtbot.waitUntil(page.editeur.ecran_suites.isEnabled)
    page.editeur.ecran_suites.releves.click()
    ecran = page.editeur.ecran_releves
    qtbot.waitUntil(lambda: bool(ecran.passages))
    ecran.focus_first()
    return ecran


def states(ecran: EcranReleves) -> dict[str, str]:
    return {une.passage.texte: une.etat for une in ecran.passages}


def back(page: PageGrille, qtbot: QtBot) -> None:
    page.editeur.ecran_releves.retour.click()
    qtbot.waitUntil(page.editeur.ecran_suites.isEnabled)


def test_each_thing_is_decided_by_a_key_and_counted(ecran: EcranReleves, qtbot: QtBot) -> None:
    # In a sentence where someone is named, a place may be theirs.
    assert states(ecran) == {"Colmar": RETIRE, "Rose Petit": RETIRE}
    press(L)
    assert plain(ecran.compte.text()).startswith("2 passages relevés : 1 retiré, 1 laissé.")
    ici = focused()
    assert isinstance(ici, PassageRetire)
    assert "Passage 2 sur 2 : Retiré" in plain(ici.accessibleName())
    ecran.mot.setText("la piscine")
    ecran.retirer.click()
    qtbot.waitUntil(lambda: "la piscine" in states(ecran))
    assert "écrit dans la grille." in plain(said(ecran))
    assert states(ecran) == {"Colmar": LAISSE, "Rose Petit": RETIRE, "la piscine": RETIRE}


def test_papers_and_letters_follow_and_the_grille_does_not(
    ouverte: PageGrille, ecran: EcranReleves, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    ecran.passages[1].setFocus()
    press(L)
    ecran.mot.setText("la piscine")
    ecran.retirer.click()
    back(ouverte, qtbot)
    suites = ouverte.editeur.ecran_suites
    suites.papiers[FormeGrille.GRILLE, "pdf"].click()
    qtbot.waitUntil(lambda: bool(sorties.fichiers), timeout=20_000)
    lu = plain(" ".join(pages(sorties.fichiers[0].read_bytes())))
    assert "à [nom masqué], dit Rose Petit. Elle part à [nom masqué]." in lu
    assert "3 passages relevés : 2 retirés, 1 laissé" in lu
    with qtbot.waitSignal(suites.letter_wanted) as ecrite:
        suites.boutons["plainte_cnil"].click()
    amorce = ecrite.args[0]
    assert isinstance(amorce, Amorce)
    assert "Rose Petit" in str(amorce.reponses)
    assert all(dit not in str(amorce.reponses) for dit in ("Colmar", "la piscine"))
    assert [un.texte for un in ouverte.atelier.grille.passages] == [DITE]


def test_it_is_hidden_with_the_rest_and_forgotten_with_the_grille(
    ouverte: PageGrille, ecran: EcranReleves, qtbot: QtBot
) -> None:
    press(L)
    ouverte.be_discreet(discreet=True)
    assert "Rose Petit" not in said(ecran)
    ouverte.be_discreet(discreet=False)
    with qtbot.waitSignal(ouverte.editeur.examined):
        ouverte.editeur.begin()
    assert ecran.passages == ()
    assert states(to_found(ouverte, qtbot))["Colmar"] == RETIRE


@pytest.fixture
def martin(chemin: Path) -> None:
    """The same grille, whose title is that of a software called as someone may be."""
    chemin.write_bytes(FichiersGrille.write(replace(grille(("observation", "conservation", DITE)), titre="Martin Social")))


@pytest.mark.usefixtures("martin")
def test_a_title_taken_for_someone_is_told_before_anything_leaves(ouverte: PageGrille, qtbot: QtBot) -> None:
    confirm_all(ouverte, qtbot)
    ecran = to_found(ouverte, qtbot)
    suites = ouverte.editeur.ecran_suites
    assert states(ecran)["Martin Social"] == RETIRE
    back(ouverte, qtbot)
    assert "Le titre (« Martin Social »)" in plain(said(suites))
    to_found(ouverte, qtbot)
    next(une for une in ecran.passages if une.passage.texte == "Martin Social").setFocus()
    press(L)
    back(ouverte, qtbot)
    qtbot.waitUntil(lambda: "Martin Social" not in said(suites))
