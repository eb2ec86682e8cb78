"""A table becomes dossiers from the keyboard; what is refused is said and saved; all of it is taken back as easily."""

import datetime as dt
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.colonnes import EtapeColonnes
from droits_usagers.ui.reprise.essai import EtapeEssai
from droits_usagers.ui.reprise.fait import EtapeFait
from droits_usagers.ui.reprise.mots import EtapeMots
from droits_usagers.ui.reprise.page import PageReprise
from droits_usagers.ui.reprise.source import EtapeSource
from droits_usagers.ui.reprise.travail import EtapeTravail
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import Horloge, files_holding
from tests.tableaux import as_text, table, xlsx
from tests.ui.avec_coffre import AUJOURDHUI, ask, button, demande, focused, open_coffre, page_of, said
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import CANARI, CTRL, ENTREE, everything_shown, press, settle, type_in
from tests.ui.test_pseudo import check, make_small

W = type[QWidget]
PETIT = (
    ("Usager", "Type de demande", "Organisme", "Envoyé le", "AR reçu le", "Observations"),
    ("ROUX Zoé", "accès", "CAF du Canal", "3/10/2026", "5/10/2026", ""),
    ("DIALLO Abdou", "tout savoir", "CAF du Canal", "3/10/2026", "1/10/2026", CANARI),
    ("Œuvrard Élodie", "accès", "CCAS de Pantin", "", "", ""),
)


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, [demande()])


@pytest.fixture
def page(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> PageReprise:
    assert not coffre.lecture_seule
    fenetre.pages.go_to("reprise")
    page = page_of(fenetre, PageReprise)
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeSource) and focused() is page.etape.choisir)
    return page


def wait_for(page: PageReprise, etape: W, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: isinstance(page.etape, etape))
    page.etape.finish()


def give(page: PageReprise, rangees: object, qtbot: QtBot, etape: W = EtapeColonnes) -> None:
    """Pastes a table, and reads it."""
    assert isinstance(page.etape, EtapeSource)
    page.etape.paste(as_text(rangees))  # type: ignore[arg-type]
    page.suite.click()
    wait_for(page, etape, qtbot)


def _says(page: PageReprise, mots: str) -> bool:
    return mots in said(page)


def take_over(page: PageReprise, qtbot: QtBot) -> None:
    """Twelve dossiers, from a table."""
    give(page, table(12), qtbot)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    page.suite.click()
    wait_for(page, EtapeFait, qtbot)


def choose(liste: QWidget, code: str) -> None:
    """Chooses in a list that opens, as someone does."""
    assert isinstance(liste, QComboBox)
    liste.setCurrentIndex(liste.findData(code))
    liste.activated.emit(liste.currentIndex())


def total(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> int:
    return ask(fenetre.contexte.services, lambda: coffre.page().total, qtbot)


def test_three_hundred_pasted_lines_take_five_keys(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    fenetre.pages.go_to("suivi")
    qtbot.waitUntil(lambda: page_of(fenetre, EcranSuivi).modele.rowCount() == 1)
    QGuiApplication.clipboard().setText(as_text(table(300)))
    press(fenetre, Qt.Key.Key_I, CTRL)
    page = page_of(fenetre, PageReprise)
    press(fenetre, Qt.Key.Key_V, CTRL)
    press(fenetre, ENTREE)
    wait_for(page, EtapeColonnes, qtbot)
    press(fenetre, ENTREE)
    wait_for(page, EtapeEssai, qtbot)
    assert "300 lignes seront reprises, 1 refusée." in said(page)
    press(fenetre, ENTREE)
    wait_for(page, EtapeFait, qtbot)
    assert "300 dossiers sont dans le coffre." in said(page)
    assert total(fenetre, coffre, qtbot) == 301
    assert not page.occupied
    press(fenetre, ENTREE)
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 300)


def test_a_file_is_read_and_known_again_the_next_time(page: PageReprise, qtbot: QtBot, tmp_path: Path, maison: Path) -> None:
    chemin = tmp_path / "suivi.xlsx"
    chemin.write_bytes(xlsx([("x",)], PETIT))
    source = page.etape
    assert isinstance(source, EtapeSource)
    page.suite.click()
    assert "Choisissez un fichier" in said(page)
    source.chemin.setText(str(tmp_path / "absent.xlsx"))
    page.suite.click()
    qtbot.waitUntil(lambda: "absent.xlsx" in said(page) and "n’existe pas" in said(page))
    source.chemin.setText(str(chemin))
    page.suite.click()
    wait_for(page, EtapeColonnes, qtbot)
    assert isinstance(page.etape, EtapeColonnes)
    choose(page.etape.feuille, "1")
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeColonnes) and page.etape.chantier.feuille == 1)
    page.etape.finish()
    # One column left aside, one thing said of all lines: remembered with the words.
    choose(page.etape.lignes[5].editeur, "")
    choose(page.etape.constantes[ChampReprise.GENRE].editeur, "caf")
    page.suite.click()
    wait_for(page, EtapeMots, qtbot)
    mots = page.etape
    assert isinstance(mots, EtapeMots)
    assert focused() is mots.lignes[0].editeur
    choose(mots.lignes[0].editeur, "acces")
    assert "Tous les mots sont compris" in said(page)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    page.suite.click()
    wait_for(page, EtapeFait, qtbot)
    button(page, "Reprendre un autre tableau").click()
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeSource) and "Tableaux déjà repris" in said(page))
    give(page, PETIT, qtbot)
    assert "comme la dernière fois" in said(page)
    assert page.etape.chantier.correspondance.colonnes[5] is None
    assert page.etape.chantier.correspondance.constantes == {ChampReprise.GENRE: "caf"}
    page.suite.click()
    # The word explained then is known; and what was taken over is not taken over twice.
    wait_for(page, EtapeEssai, qtbot)
    assert "Lignes qui semblent déjà là" in said(page)
    assert not page.suite.isVisible()
    button(page, "Les reprendre toutes").click()
    assert page.suite.titre == "Reprendre 2 dossiers"
    # Neither what it holds, nor where it is, is written anywhere but in the coffre.
    assert files_holding(maison, "Abdou") == files_holding(maison, "suivi.xlsx") == []
    assert files_holding(tmp_path, "suivi.xlsx") == []


def test_refused_lines_are_said_and_saved(
    page: PageReprise, fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(page, PETIT, qtbot)
    page.suite.click()
    wait_for(page, EtapeMots, qtbot)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    assert isinstance(page.etape, EtapeEssai)
    assert "1 ligne sera reprise, 1 refusée." in said(page)
    lignes = page.etape.refusees.lignes
    assert "« tout savoir » n’est pas compris" in lignes.line(0).sous_titre.replace("\u00a0", " ")
    assert "est avant" in lignes.line(0).sous_titre
    ecrits: list[tuple[str, bytes]] = []

    def save(_self: object, libre: Libre[bytes], nom: str) -> Path:
        ecrits.append((nom, libre.contenu))
        return tmp_path / nom

    monkeypatch.setattr("droits_usagers.ui.socle.sorties.SortiesEcran.save_file", save)
    for extension in ("xlsx", "csv"):
        button(page, f"Enregistrer ces lignes (.{extension})").click()
        qtbot.waitUntil(partial(_says, page, f"lignes-a-revoir.{extension}"))
    assert [nom for nom, _ in ecrits] == ["lignes-a-revoir.xlsx", "lignes-a-revoir.csv"]
    assert CANARI in ecrits[1][1].decode("utf-8-sig")
    # Back to the words, then to the columns.
    button(page, "Revoir le sens des mots").click()
    wait_for(page, EtapeMots, qtbot)
    press(fenetre, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert isinstance(page.etape, EtapeColonnes)


def test_cells_are_pasted_where_they_go_too_and_the_last_ones_count(page: PageReprise, fenetre: Fenetre) -> None:
    source = page.etape
    assert isinstance(source, EtapeSource)
    source.colle.setFocus()
    for rangees in (table(80), PETIT):
        QGuiApplication.clipboard().setText(as_text(rangees))
        press(fenetre, Qt.Key.Key_V, CTRL)
        assert source.colle.cellules == as_text(rangees).replace("\r\n", "\n")
        assert len(source.colle.toPlainText()) <= 2_000
    type_in(source.colle, "z")
    assert "z" in source.colle.cellules
    source.chemin.setText("suivi.xlsx")
    press(fenetre, ENTREE)
    assert "Effacez l’un des deux" in said(page)
    source.chemin.clear()
    source.colle.clear()
    assert source.is_empty


def test_nothing_is_read_without_a_demarche(page: PageReprise, fenetre: Fenetre, qtbot: QtBot) -> None:
    give(page, (("Usager", "Organisme"), ("ROUX Zoé", "CAF")), qtbot)
    etape = page.etape
    assert isinstance(etape, EtapeColonnes)
    page.suite.click()
    assert "Il manque la démarche" in said(page)
    assert focused() is etape.constantes[ChampReprise.DEMARCHE].editeur
    choose(etape.constantes[ChampReprise.DEMARCHE].editeur, "acces")
    service = etape.constantes[ChampReprise.SERVICE].editeur
    service.setFocus()
    service.setText("Archives")  # type: ignore[attr-defined]
    press(fenetre, ENTREE)
    wait_for(page, EtapeEssai, qtbot)
    assert isinstance(page.etape, EtapeEssai)
    (nouveau,) = page.etape.nouveaux
    assert (nouveau.demande.demarche, nouveau.demande.organisme.service) == ("acces", "Archives")


def test_all_of_it_is_taken_back_but_what_was_worked_on(
    *, page: PageReprise, fenetre: Fenetre, coffre: Coffre, horloge: Horloge, qtbot: QtBot
) -> None:
    take_over(page, qtbot)
    assert isinstance(page.etape, EtapeFait)
    touche = page.etape.reprise.references[0]
    relance = Evenement(AUJOURDHUI - dt.timedelta(1), TypeEvenement.RELANCE_ENVOYEE)
    horloge.advance(seconds=30)
    ask(fenetre.contexte.services, lambda: coffre.record_event(touche, relance), qtbot)
    button(page, "Annuler toute la reprise").click()
    qtbot.waitUntil(lambda: f"sont gardés : {touche}." in said(page))
    assert "11 dossiers sont à la corbeille" in said(page)
    assert total(fenetre, coffre, qtbot) == 2
    button(page, "Les mettre aussi à la corbeille").click()
    qtbot.waitUntil(lambda: "1 dossier est à la corbeille" in said(page))
    assert total(fenetre, coffre, qtbot) == 1


def test_stopped_nothing_of_it_is_kept(page: PageReprise, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    give(page, table(300), qtbot)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    page.suite.click()
    assert isinstance(page.etape, EtapeTravail)
    # Enter pressed once too often stops nothing.
    press(fenetre, ENTREE)
    press(fenetre, Qt.Key.Key_Tab)
    assert focused() is page.etape.progres.arreter
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "La reprise a été arrêtée. Rien n’a été écrit." in said(page))
    # Everything is there to begin again.
    assert page.suite.titre == "Reprendre 300 dossiers"
    assert total(fenetre, coffre, qtbot) == 1


def test_a_former_table_is_taken_back_once_asked(page: PageReprise, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    take_over(page, qtbot)
    button(page, "Reprendre un autre tableau").click()
    qtbot.waitUntil(lambda: "12 dossiers, repris le 24 novembre 2026" in said(page))
    button(page, "Annuler cette reprise").click()
    assert focused() is button(page, "Ne rien annuler")
    press(fenetre, ENTREE)
    assert total(fenetre, coffre, qtbot) == 13
    button(page, "Annuler cette reprise").click()
    press(fenetre, Qt.Key.Key_Tab)
    press(fenetre, ENTREE)
    wait_for(page, EtapeFait, qtbot)
    assert "La reprise est annulée" in said(page)
    assert total(fenetre, coffre, qtbot) == 1


def test_names_are_hidden_and_nothing_stays(page: PageReprise, fenetre: Fenetre, qtbot: QtBot) -> None:
    rangees = (PETIT[0], (CANARI, "accès", CANARI, "3/10/2026", "", CANARI))
    give(page, rangees, qtbot)
    assert CANARI in said(page)
    assert page.occupied
    fenetre.pages.toggle_discreet()
    assert CANARI not in said(page)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    assert CANARI not in said(page)
    page.clear()
    settle()
    assert not page.occupied
    QGuiApplication.clipboard().clear()
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_a_table_is_kept_when_the_coffre_is_locked_and_gone_on_with(page: PageReprise, coffre: Coffre, qtbot: QtBot) -> None:
    finis: list[str] = []
    page.keep_draft(finis.append)
    assert finis == [""]
    give(page, PETIT, qtbot)
    page.keep_draft(finis.append)
    qtbot.waitUntil(lambda: finis == ["", ""])
    page.clear()

    page.arrive()

    wait_for(page, EtapeColonnes, qtbot)
    assert isinstance(page.etape, EtapeColonnes)
    assert page.etape.chantier.retrouve
    assert page.etape.chantier.entetes == PETIT[0]
    # It is kept no longer.
    page.clear()
    page.arrive()
    qtbot.waitUntil(lambda: focused() is page.etape.choisir)  # type: ignore[attr-defined] # the first screen
    assert ask(page.contexte.services, lambda: coffre.reglages.read("reprise.brouillon"), qtbot) is None
    assert not page.occupied


def test_no_word_is_cut_in_a_longer_language_twice_as_large(make_fenetre: MakeFenetre, qtbot: QtBot, chemin: Path) -> None:
    fenetre = make_small(make_fenetre, "pseudo", 2.0)
    open_coffre(fenetre, chemin, qtbot, [demande()])
    fenetre.pages.go_to("reprise")
    page = page_of(fenetre, PageReprise)
    check(fenetre, qtbot)
    give(page, PETIT, qtbot)
    for etape in (EtapeMots, EtapeEssai, EtapeFait):
        check(fenetre, qtbot)
        page.suite.click()
        wait_for(page, etape, qtbot)
    check(fenetre, qtbot)
