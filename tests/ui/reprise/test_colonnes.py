"""The columns that nobody understands are named, kept unless someone says otherwise, and said in one choice."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.colonnes import EtapeColonnes
from droits_usagers.ui.reprise.fait import EtapeFait
from droits_usagers.ui.reprise.page import PageReprise
from tests.ui.avec_coffre import ask, open_coffre, page_of, plain, said
from tests.ui.gestes import settle
from tests.ui.reprise.test_page import choose, give

ENTETES = ("Nom", "Organisme", "Démarche", "Envoyé le", "Sortie", "Tél.", "Rangé")
LIGNES = [(f"Tissier{rang}", "CAF du Canal", "accès", "3/10/2026", "✓", "06 39 98 12 34", "") for rang in range(3)]


def _left(page: PageReprise, etape: object) -> bool:
    return page.etape is not etape


def test_a_column_that_nobody_understands_is_named_kept_and_said_in_one_choice(
    fenetre: Fenetre, chemin: Path, qtbot: QtBot
) -> None:
    coffre = open_coffre(fenetre, chemin, qtbot)
    fenetre.pages.go_to("reprise")
    settle()
    page = page_of(fenetre, PageReprise)
    give(page, (ENTETES, *LIGNES), qtbot)
    etape = page.etape
    assert isinstance(etape, EtapeColonnes)
    assert "ne comprend pas : Sortie." in plain(said(page))
    sortie, tel = (etape.lignes[rang].editeur for rang in (4, 5))
    assert isinstance(sortie, QComboBox)
    assert isinstance(tel, QComboBox)
    assert [plain(une.currentText()) for une in (sortie, tel)] == ["Pas comprise : garder à vérifier", "Laisser de côté"]

    choose(sortie, "clos")
    assert "ne comprend pas" not in said(page)
    choose(sortie, "garder")
    assert "ne comprend pas : Sortie." in plain(said(page))
    while not isinstance(page.etape, EtapeFait):
        avant = page.etape
        page.suite.click()
        qtbot.waitUntil(partial(_left, page, avant))
        page.etape.finish()

    lus = ask(
        fenetre.contexte.services,
        lambda: [coffre.dossiers.read(ligne.reference) for ligne in coffre.liste.page().lignes],
        qtbot,
    )
    assert [[(une.colonne, une.texte) for une in lu.a_verifier] for lu in lus] == [[("Sortie", "✓")]] * 3
