"""What is taken out of the summary without names: one line a thing, left or taken back by a key, and what leaves follows."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.services.grille.documents import FichiersGrille
from droits_usagers.services.grille.imprimee import FormeGrille
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.grille.tri import LAISSE, RETIRE, EcranSansNom, PassageRetire
from tests.ecarts import grille, plain
from tests.services.grilles import pages
from tests.ui.avec_coffre import said
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import focused, press

L, R = Qt.Key.Key_L, Qt.Key.Key_R
DITE = "Rien n'est jamais effacé à Colmar, dit Rose Petit à la piscine. Rose Petit part."


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    chemin = tmp_path / "grille.toml"
    chemin.write_bytes(FichiersGrille.write(replace(grille(("observation", "conservation", DITE)), titre="Suivi")))
    return chemin


@pytest.fixture
def ecran(ouverte: PageGrille, qtbot: QtBot) -> EcranSansNom:
    ouverte.editeur.show_suites()
    ouverte.editeur.ecran_suites.sans_nom.click()
    ecran = ouverte.editeur.ecran_sans_nom
    qtbot.waitUntil(lambda: bool(ecran.passages))
    ecran.focus_first()
    return ecran


def states(ecran: EcranSansNom) -> dict[str, str]:
    return {une.passage.texte: une.etat for une in ecran.passages}


def test_all_is_taken_out_until_a_key_leaves_it(ecran: EcranSansNom) -> None:
    assert states(ecran) == {"Colmar": RETIRE, "Rose Petit": RETIRE}
    assert plain(ecran.compte.text()).startswith("2 passages relevés : 2 retirés. Un nom qui est aussi un mot courant")
    ici = focused()
    assert isinstance(ici, PassageRetire)
    assert "Passage 1 sur 2" in plain(ici.accessibleName())
    assert "Colmar" in ici.accessibleName()

    press(L)
    assert plain(ecran.compte.text()).startswith("2 passages relevés : 1 retiré, 1 laissé par vous (Colmar).")
    # Enter decides nothing; the next one has the focus.
    assert focused() is ecran.passages[1]
    press(Qt.Key.Key_Return)
    ecran.passages[0].setFocus()
    press(R)
    assert states(ecran) == {"Colmar": RETIRE, "Rose Petit": RETIRE}


def test_what_leaves_follows_what_was_decided(ecran: EcranSansNom, sorties: SortiesFausses, qtbot: QtBot) -> None:
    press(L)
    ecran.mot.setText("la piscine")
    ecran.retirer.click()
    qtbot.waitUntil(lambda: "la piscine" in states(ecran))
    assert "« la piscine » est retiré partout" in plain(said(ecran))
    ecran.mot.setText("le marché")
    ecran.mot.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "nulle part" in said(ecran), timeout=20_000)

    ecran.papiers[FormeGrille.SYNTHESE_SANS_NOM, "pdf"].click()
    qtbot.waitUntil(lambda: bool(sorties.fichiers), timeout=20_000)
    lu = plain(" ".join(pages(sorties.fichiers[0].read_bytes())))
    assert "à Colmar, dit [nom masqué] à [nom masqué] »" in lu
    assert "3 passages relevés : 2 retirés, 1 laissé." in lu
    assert states(ecran) == {"Colmar": LAISSE, "Rose Petit": RETIRE, "la piscine": RETIRE}


def test_it_is_hidden_with_the_rest_and_another_grille_begins_anew(
    ouverte: PageGrille, ecran: EcranSansNom, qtbot: QtBot
) -> None:
    press(L)
    ouverte.be_discreet(discreet=True)
    assert "Rose Petit" not in said(ecran)
    ouverte.be_discreet(discreet=False)
    ecran.retour.click()
    assert ouverte.editeur.ecran_suites.isVisible()
    with qtbot.waitSignal(ouverte.editeur.examined):
        ouverte.editeur.begin()
    assert ecran.passages == ()
    ouverte.editeur.show_suites()
    ouverte.editeur.ecran_suites.sans_nom.click()
    qtbot.waitUntil(lambda: states(ecran) == {"Colmar": RETIRE, "Rose Petit": RETIRE})
