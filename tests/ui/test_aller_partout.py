"""Ctrl+K leads to what is done in a coffre, not only to the screens of the rail."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.recherche import Recherche
from tests.ui.avec_coffre import open_coffre
from tests.ui.gestes import CTRL, ENTREE, press, type_in


@pytest.mark.parametrize(("mots", "ecran"), [("serie", "serie"), ("agenda", "agenda"), ("reprendre tableau", "reprise")])
def test_a_screen_reached_from_the_suivi_is_found_by_its_name(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot, mots: str, ecran: str
) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, mots)
    QTest.keyClick(recherche.champ, ENTREE)
    assert fenetre.pages.current_id == ecran


def test_without_a_coffre_none_of_them_is_offered(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, "mandats")
    titres = [recherche.liste.lignes.line(rang).titre for rang in range(recherche.liste.lignes.rowCount())]
    assert "Mandats" not in titres
