"""A table becomes dossiers from the keyboard; what is refused is said and saved; all of it is taken back as easily."""

import datetime as dt
import re
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
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.reprise.remarques import remarks_of
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.colonnes import ApercuTableau, EtapeColonnes
from droits_usagers.ui.reprise.essai import EtapeEssai
from droits_usagers.ui.reprise.fait import EtapeFait, EtapeTravail
from droits_usagers.ui.reprise.mots import EtapeMots, EtapeNoms, EtapeOrganismes
from droits_usagers.ui.reprise.page import PageReprise
from droits_usagers.ui.reprise.source import EtapeSource
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


def _left(page: PageReprise, etape: object) -> bool:
    return page.etape is not etape


def to_essai(page: PageReprise, rangees: object, qtbot: QtBot) -> EtapeEssai:
    """Accepts all that is proposed, up to the dry run."""
    give(page, rangees, qtbot)
    while not isinstance(page.etape, EtapeEssai):
        avant = page.etape
        page.suite.click()
        qtbot.waitUntil(partial(_left, page, avant))
        page.etape.finish()
    return page.etape


def _says(page: PageReprise, mots: str) -> bool:
    return mots in said(page)


def plain(texte: str) -> str:
    """Without the spaces that do not break."""
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def take_over(page: PageReprise, qtbot: QtBot) -> None:
    """Twelve dossiers, from a table."""
    to_essai(page, table(12), qtbot)
    page.suite.click()
    wait_for(page, EtapeFait, qtbot)


def choose(liste: QWidget, code: str) -> None:
    """Chooses in a list that opens, as someone does."""
    assert isinstance(liste, QComboBox)
    liste.setCurrentIndex(liste.findData(code))
    liste.activated.emit(liste.currentIndex())


def total(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> int:
    return ask(fenetre.contexte.services, lambda: coffre.liste.page().total, qtbot)


def test_three_hundred_pasted_lines_take_six_keys(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    fenetre.pages.go_to("suivi")
    qtbot.waitUntil(lambda: page_of(fenetre, EcranSuivi).modele.rowCount() == 1)
    QGuiApplication.clipboard().setText(as_text(table(300)))
    press(fenetre, Qt.Key.Key_I, CTRL)
    page = page_of(fenetre, PageReprise)
    press(fenetre, Qt.Key.Key_V, CTRL)
    press(fenetre, ENTREE)
    wait_for(page, EtapeColonnes, qtbot)
    press(fenetre, ENTREE)
    # What each status implies is seen once, and accepted by the same key.
    wait_for(page, EtapeMots, qtbot)
    assert "note un refus, au jour de la réponse" in said(page)
    press(fenetre, ENTREE)
    wait_for(page, EtapeEssai, qtbot)
    assert "300 lignes seront reprises, 1 reste de côté." in said(page)
    press(fenetre, ENTREE)
    wait_for(page, EtapeFait, qtbot)
    assert "300 dossiers ont été créés." in said(page)
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
    wait_for(page, EtapeNoms, qtbot)
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
    wait_for(page, EtapeNoms, qtbot)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    assert "Lignes qui semblent déjà là" in said(page)
    assert not page.suite.isVisible()
    button(page, "Les reprendre toutes").click()
    assert page.suite.titre == "Reprendre 3 dossiers"
    # Neither what it holds, nor where it is, is written anywhere but in the coffre.
    assert files_holding(maison, "Abdou") == files_holding(maison, "suivi.xlsx") == []
    assert files_holding(tmp_path, "suivi.xlsx") == []


def test_lines_left_out_are_said_and_saved(
    page: PageReprise, fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    etape = to_essai(page, (*PETIT, ("", "accès", "", "3/10/2026", "", CANARI)), qtbot)
    assert "2 lignes seront reprises, 1 reste de côté." in said(page)
    assert "1 a des mots à vérifier" in said(page)
    dites = plain(said(page))
    assert "« tout savoir » n’est pas compris" in dites
    assert "ne va pas avec" in dites
    assert "rien à écrire" in etape.refusees.lignes.line(0).sous_titre
    ecrits: list[tuple[str, bytes]] = []

    def save(_self: object, libre: Libre[bytes], nom: str, _original: Path | None) -> Path:
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


def test_columns_left_in_the_table_are_said_before_anything_is_written(page: PageReprise, qtbot: QtBot) -> None:
    to_essai(page, [(*PETIT[0], "Date", "Tél"), *((*ligne, "13/10/2026", "") for ligne in PETIT[1:])], qtbot)
    assert "restent dans votre tableau : Tél." in said(page)
    assert "ne comprend pas : Date." in said(page)


def test_each_status_says_what_it_implies_and_what_is_chosen_instead(page: PageReprise, qtbot: QtBot) -> None:
    entetes = ("Usager", "Type de demande", "Envoyé le", "AR reçu le", "Suite donnée")
    lignes = [(f"ROUX {nom}", "accès", "3/9/2026", "5/9/2026", mot) for nom, mot in (("A", "reçu"), ("B", "reçu"), ("C", "vu"))]
    give(page, (entetes, *lignes), qtbot)
    page.suite.click()
    wait_for(page, EtapeMots, qtbot)
    mots = page.etape
    assert isinstance(mots, EtapeMots)
    assert [plain(ligne.exemples.text()) for ligne in mots.lignes[:2]] == [
        "1 ligne : reste à vérifier, et passe après les autres tant que personne ne l\N{RIGHT SINGLE QUOTATION MARK}a dit",
        "2 lignes : note que la lettre est arrivée, au jour de réception",
    ]
    choose(mots.lignes[0].editeur, "")
    assert plain(mots.lignes[0].exemples.text()) == "1 ligne : ne note rien"
    choose(mots.lignes[1].editeur, "reponse_complete")
    assert "note une réponse complète" in mots.lignes[1].exemples.text()
    choose(mots.lignes[1].editeur, "recu")
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    assert isinstance(page.etape, EtapeEssai)
    # What a word means says nothing else of it: « vu » is read once, as it would be without a word.
    assert [une.texte for une in remarks_of(page.etape.tel_quel)] == ["vu"]
    page.etape.lues.click()
    assert page.etape.essai.a_verifier == 0
    # Seen once: the words are known from now on.
    page.retour.click()
    wait_for(page, EtapeMots, qtbot)
    page.retour.click()
    assert isinstance(page.etape, EtapeColonnes)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)


NOMS = (
    ("Usager", "Type de demande"),
    *((f"{nom} Éric", "accès") for nom in ("DURAND", "ROUX", "DIALLO", "PETIT", "MARTIN")),
    ("Paul Simon", "accès"),
    ("Éric Berthelot", "accès"),
    ("Ben Ali Mohamed", "accès"),
)


def test_doubtful_names_are_shown_together_and_swapped_with_a_key(page: PageReprise, fenetre: Fenetre, qtbot: QtBot) -> None:
    give(page, NOMS, qtbot)
    page.suite.click()
    wait_for(page, EtapeNoms, qtbot)
    noms = page.etape
    assert isinstance(noms, EtapeNoms)
    modele = noms.noms.lignes
    # The one whose first name others bear is not asked about.
    assert [plain(modele.line(rang).titre) for rang in range(modele.rowCount())] == [
        "Prénom : Simon. Nom : Paul.",
        "Prénom : aucun. Nom : Ben Ali Mohamed.",
    ]
    assert focused() is noms.noms
    press(fenetre, Qt.Key.Key_Space)
    assert plain(modele.line(0).titre) == "Prénom : Paul. Nom : Simon."
    press(fenetre, Qt.Key.Key_Down)
    press(fenetre, Qt.Key.Key_Space)
    assert plain(modele.line(1).titre) == "Prénom : Mohamed. Nom : Ben Ali."
    fenetre.pages.toggle_discreet()
    assert "Mohamed" not in said(page)
    assert "Mohamed" not in modele.line(1).titre
    fenetre.pages.toggle_discreet()
    press(fenetre, ENTREE)
    wait_for(page, EtapeEssai, qtbot)
    assert isinstance(page.etape, EtapeEssai)
    noms_lus = [nouveau.demande.concerne for nouveau in page.etape.nouveaux]
    assert [(lu.prenom, lu.nom) for lu in noms_lus if lu][5:] == [
        ("Paul", "Simon"),
        ("Éric", "Berthelot"),
        ("Mohamed", "Ben Ali"),
    ]
    # Gone back to, they are as they were left.
    page.retour.click()
    wait_for(page, EtapeNoms, qtbot)
    assert isinstance(page.etape, EtapeNoms)
    assert plain(page.etape.noms.lignes.line(0).titre) == "Prénom : Paul. Nom : Simon."


ORGANISMES = (
    ("Usager", "Type de demande", "Organisme"),
    ("ROUX A", "accès", "CD 93"),
    ("ROUX B", "accès", "Conseil départemental de la Seine-Saint-Denis"),
    ("ROUX C", "accès", "ccas pantin"),
    ("ROUX D", "accès", "C.C.A.S. de Pantin"),
)
CD_93 = "Conseil départemental de la Seine-Saint-Denis"


def _bodies(page: PageReprise) -> list[str]:
    assert isinstance(page.etape, EtapeEssai)
    return [nouveau.demande.organisme.nom for nouveau in page.etape.nouveaux]


def test_spellings_of_a_body_are_accepted_as_one_and_separated_with_a_key(
    page: PageReprise, fenetre: Fenetre, qtbot: QtBot
) -> None:
    give(page, ORGANISMES, qtbot)
    page.suite.click()
    wait_for(page, EtapeOrganismes, qtbot)
    etape = page.etape
    assert isinstance(etape, EtapeOrganismes)
    assert focused() is etape.groupes
    textes = [str(etape.groupes.model().index(rang, 0).data()) for rang in range(2)]
    assert plain(textes[0]) == f"{CD_93}\nÉcrit aussi : CD 93 (1 ligne)"
    # The body of the coffre keeps its name.
    assert textes[1].startswith("CCAS de Pantin")
    press(fenetre, ENTREE)
    wait_for(page, EtapeEssai, qtbot)
    assert _bodies(page) == [CD_93, CD_93, "CCAS de Pantin", "CCAS de Pantin"]
    page.retour.click()
    wait_for(page, EtapeOrganismes, qtbot)
    press(fenetre, Qt.Key.Key_Space)
    press(fenetre, ENTREE)
    wait_for(page, EtapeEssai, qtbot)
    assert _bodies(page) == ["CD 93", CD_93, "CCAS de Pantin", "CCAS de Pantin"]
    # As it was left.
    page.retour.click()
    wait_for(page, EtapeOrganismes, qtbot)
    assert isinstance(page.etape, EtapeOrganismes)
    assert len(page.etape.groupes.lignes.coches) == 1


def test_a_second_sheet_gives_the_addresses_of_bodies(page: PageReprise, qtbot: QtBot, tmp_path: Path) -> None:
    chemin = tmp_path / "suivi.xlsx"
    adresses = (("Organisme", "Adresse", "CP", "Ville"), ("CCAS Pantin", "84 avenue X", "93500", "Pantin"))
    chemin.write_bytes(xlsx(ORGANISMES, adresses))
    assert isinstance(page.etape, EtapeSource)
    page.etape.chemin.setText(str(chemin))
    page.suite.click()
    wait_for(page, EtapeColonnes, qtbot)
    # Which of two sheets is meant is never guessed.
    page.suite.click()
    assert "le programme ne choisit pas pour vous" in said(page)
    choose(page.etape.feuille, "0")  # type: ignore[attr-defined] # the columns
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeColonnes) and not page.etape.chantier.asks_sheet)
    for attendue in (("84 avenue X", "93500 Pantin"), ()):
        page.suite.click()
        wait_for(page, EtapeOrganismes, qtbot)
        assert isinstance(page.etape, EtapeOrganismes)
        if not attendue:
            choose(page.etape.feuille, "")
        page.suite.click()
        wait_for(page, EtapeEssai, qtbot)
        assert isinstance(page.etape, EtapeEssai)
        assert page.etape.nouveaux[2].demande.organisme.adresse == attendue
        page.passages[1].go()
        wait_for(page, EtapeColonnes, qtbot)


def test_going_back_loses_nothing_of_what_was_given_and_said(page: PageReprise, qtbot: QtBot, tmp_path: Path) -> None:
    chemin = tmp_path / "suivi.xlsx"
    chemin.write_bytes(xlsx([("x", "y"), ("a", "b")], PETIT))
    source = page.etape
    assert isinstance(source, EtapeSource)
    source.chemin.setText(str(chemin))
    page.suite.click()
    wait_for(page, EtapeColonnes, qtbot)
    choose(page.etape.feuille, "1")  # type: ignore[attr-defined] # the columns
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeColonnes) and page.etape.chantier.feuille == 1)
    page.etape.finish()
    choose(page.etape.lignes[5].editeur, "")  # type: ignore[attr-defined] # idem
    # Another sheet and back: its columns are as they were.
    choose(page.etape.feuille, "0")  # type: ignore[attr-defined] # idem
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeColonnes) and page.etape.chantier.feuille == 0)
    choose(page.etape.feuille, "1")  # type: ignore[attr-defined] # idem
    assert isinstance(page.etape, EtapeColonnes)
    assert page.etape.chantier.correspondance.colonnes[5] is None
    page.suite.click()
    wait_for(page, EtapeMots, qtbot)
    assert isinstance(page.etape, EtapeMots)
    choose(page.etape.lignes[0].editeur, "acces")
    # To the very beginning: the file is there, and so is all the rest.
    page.passages[0].go()
    assert isinstance(page.etape, EtapeSource)
    assert page.etape.chemin.text() == str(chemin)
    assert page.occupied
    page.suite.click()
    wait_for(page, EtapeColonnes, qtbot)
    assert isinstance(page.etape, EtapeColonnes)
    assert (page.etape.chantier.feuille, page.etape.chantier.correspondance.colonnes[5]) == (1, None)
    page.suite.click()
    wait_for(page, EtapeNoms, qtbot)
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    assert page.compte == "6/6"
    assert [(passage.titre.split(",")[0], passage.permis) for passage in page.passages] == [
        ("Le tableau", True), ("Les colonnes", True), ("Les mots", True), ("Les noms", True),
        ("Les organismes", False), ("L’essai", True),
    ]  # fmt: skip
    page.passages[1].go()
    assert isinstance(page.etape, EtapeColonnes)
    assert page.etape.chantier.feuille == 1


def test_another_table_is_one_gesture_away_from_each_step(page: PageReprise, coffre: Coffre, qtbot: QtBot) -> None:
    give(page, PETIT, qtbot)
    assert isinstance(page.etape, EtapeColonnes)
    choose(page.etape.lignes[5].editeur, "")
    assert page.passages[4].permis is False
    page.autre.click()
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeSource) and page.etape.is_empty)
    assert not page.occupied
    assert page.passages == ()
    # What was said of the former one is known when it comes back.
    qtbot.waitUntil(lambda: ask(page.contexte.services, lambda: coffre.reglages.read("reprise"), qtbot) is not None)


def test_a_table_read_again_keeps_what_was_said_while_its_headings_are_the_same(
    page: PageReprise, qtbot: QtBot, tmp_path: Path
) -> None:
    chemin = tmp_path / "suivi.xlsx"
    for rangees, garde in ((PETIT, True), ((*PETIT, PETIT[1]), True), ((("Vu", *PETIT[0][1:]), *PETIT[1:]), False)):
        chemin.write_bytes(xlsx(rangees))
        assert isinstance(page.etape, EtapeSource)
        page.etape.chemin.setText(str(chemin))
        page.suite.click()
        wait_for(page, EtapeColonnes, qtbot)
        assert isinstance(page.etape, EtapeColonnes)
        if rangees is PETIT:
            choose(page.etape.lignes[5].editeur, "")
        assert (page.etape.chantier.correspondance.colonnes[5] is None) is garde
        assert len(page.etape.chantier.rangees) == len(rangees)
        page.retour.click()


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


REMARQUES = (
    ("Usager", "Type de demande", "Organisme", "Adresse", "Remarques"),
    ("ROUX Zoé", "accès", "CAF du Canal", "12 rue des Lilas", "logée clandestinement"),
    ("DIALLO Abdou", "accès", "CAF du Canal", "4 rue des Lilas", "relancé le 3"),
    ("ŒUVRARD Élodie", "accès", "CAF du Canal", "5 rue des Lilas", "relancé le 3"),
    ("KONÉ Awa", "accès", "CAF du Canal", "6 rue des Lilas", "ne rien envoyer chez elle"),
)


def _withheld(page: PageReprise) -> list[bool]:
    assert isinstance(page.etape, EtapeEssai)
    personnes = [nouveau.demande.concerne for nouveau in page.etape.nouveaux]
    return [personne is not None and personne.adresse_protegee for personne in personnes]


def _rows(etape: EtapeEssai) -> list[tuple[str, bool]]:
    modele = etape.remarques.lignes
    indexes = [modele.index(rang) for rang in range(modele.rowCount())]
    return [(str(un.data()), bool(un.data(Qt.ItemDataRole.CheckStateRole))) for un in indexes]


def test_no_address_is_told_before_someone_has_read_the_remarks(page: PageReprise, fenetre: Fenetre, qtbot: QtBot) -> None:
    etape = to_essai(page, REMARQUES, qtbot)
    dites = [mots.split(" (")[0] for mots, _ in _rows(etape)]
    assert dites == ["ne rien envoyer chez elle", "logée clandestinement", "relancé le 3"]
    assert [coche for _, coche in _rows(etape)] == [True, False, False]
    assert _withheld(page) == [True] * 4

    etape.remarques.setFocus()
    press(fenetre, Qt.Key.Key_Down)
    press(fenetre, Qt.Key.Key_Space)
    assert _withheld(page) == [True] * 4
    button(page, "J’ai lu ces remarques").click()
    assert _withheld(page) == [True, False, False, True]
    assert "Adresses à taire : 2." in plain(said(page))
    # Pressed again, what was not ticked is to be read again.
    etape.lues.click()
    assert _withheld(page) == [True] * 4
    etape.lues.click()

    # Gone back and come again, it is as it was said.
    button(page, "Retour").click()
    qtbot.waitUntil(lambda: not isinstance(page.etape, EtapeEssai))
    while not isinstance(page.etape, EtapeEssai):
        avant = page.etape
        page.suite.click()
        qtbot.waitUntil(partial(_left, page, avant))
    assert _withheld(page) == [True, False, False, True]


def test_a_warning_that_is_heard_is_unticked_only_when_said_twice(page: PageReprise, fenetre: Fenetre, qtbot: QtBot) -> None:
    etape = to_essai(page, REMARQUES, qtbot)
    etape.remarques.setFocus()
    press(fenetre, Qt.Key.Key_Space)
    assert focused() is button(page, "La garder cochée")
    press(fenetre, ENTREE)
    assert focused() is etape.remarques
    assert _rows(etape)[0][1]
    press(fenetre, Qt.Key.Key_Space)
    button(page, "Écrire l’adresse quand même").click()
    assert not _rows(etape)[0][1]
    assert _withheld(page) == [True, True, True, False]


def test_all_of_it_is_taken_back_but_what_was_worked_on(
    *, page: PageReprise, fenetre: Fenetre, coffre: Coffre, horloge: Horloge, qtbot: QtBot
) -> None:
    take_over(page, qtbot)
    assert isinstance(page.etape, EtapeFait)
    touche = page.etape.reprise.references[0]
    relance = Evenement(AUJOURDHUI - dt.timedelta(1), TypeEvenement.RELANCE_ENVOYEE)
    horloge.advance(seconds=30)
    ask(fenetre.contexte.services, lambda: coffre.faits.take(FaitANoter(touche, relance)), qtbot)
    button(page, "Annuler toute la reprise").click()
    qtbot.waitUntil(lambda: f"sont gardés : {touche}." in said(page))
    assert "11 dossiers sont à la corbeille" in said(page)
    assert total(fenetre, coffre, qtbot) == 2
    button(page, "Les mettre aussi à la corbeille").click()
    qtbot.waitUntil(lambda: "1 dossier est à la corbeille" in said(page))
    assert total(fenetre, coffre, qtbot) == 1


def test_stopped_nothing_of_it_is_kept(page: PageReprise, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    to_essai(page, table(300), qtbot)
    page.suite.click()
    assert isinstance(page.etape, EtapeTravail)
    # Enter pressed once too often stops nothing.
    press(fenetre, ENTREE)
    press(fenetre, Qt.Key.Key_Tab)
    assert focused() is page.etape.progres.arreter
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "La reprise a été arrêtée avant la fin." in said(page))
    # Everything is there to begin again.
    assert page.suite.titre == "Reprendre 300 dossiers"
    assert total(fenetre, coffre, qtbot) == 1


def test_a_former_table_is_taken_back_once_asked(page: PageReprise, fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    take_over(page, qtbot)
    button(page, "Reprendre un autre tableau").click()
    qtbot.waitUntil(lambda: "12 dossiers, repris le 24 novembre 2026" in said(page))
    assert re.search(r"24 novembre 2026 à \d+ h \d\d", plain(said(page)))
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


def test_a_cell_is_quoted_by_no_step_while_names_are_hidden(page: PageReprise, fenetre: Fenetre, qtbot: QtBot) -> None:
    entetes = ("Usager", "Type de demande", "Organisme", "Envoyé le", "État")
    give(page, (entetes, (CANARI, CANARI, CANARI, CANARI, CANARI)), qtbot)
    assert isinstance(page.etape, EtapeColonnes)
    combo = page.etape.entete
    assert any(CANARI in combo.itemText(rang) for rang in range(combo.count()))
    fenetre.pages.toggle_discreet()
    assert not any(CANARI in combo.itemText(rang) for rang in range(combo.count()))
    page.suite.click()
    wait_for(page, EtapeMots, qtbot)
    assert isinstance(page.etape, EtapeMots)
    page.etape.finish()
    assert CANARI not in said(page)
    assert not any(CANARI in ligne.editeur.accessibleName() for ligne in page.etape.lignes)
    fenetre.pages.toggle_discreet()
    assert CANARI in said(page)
    fenetre.pages.toggle_discreet()
    page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    assert "mots masqués" in said(page)
    assert CANARI not in said(page)


INCONNUS = (
    ("Usager", "Type de demande", "Organisme", "Adresse"),
    ("ROUX Zoé", "accès", "Foncia", "12 rue des Lilas"),
    ("DIALLO Abdou", "accès", "Nexity Studéa", "4 rue des Lilas"),
)


def test_names_that_nobody_knows_are_written_in_one_gesture(page: PageReprise, qtbot: QtBot) -> None:
    etape = to_essai(page, INCONNUS, qtbot)
    assert [plain(mots) for mots, _ in _rows(etape)] == [
        "Nom d’organisme ? Foncia (ligne 2)",
        "Nom d’organisme ? Nexity Studéa (ligne 3)",
    ]
    assert (_bodies(page), _withheld(page)) == (["", ""], [True, True])
    button(page, "J’ai lu ces remarques").click()
    assert (_bodies(page), _withheld(page)) == (["Foncia", "Nexity Studéa"], [False, False])
    assert "Foncia » dit plus" not in plain(said(page))
    button(page, "Finalement, je ne les ai pas toutes lues").click()
    assert (_bodies(page), _withheld(page)) == (["", ""], [True, True])


def test_no_word_is_cut_in_a_longer_language_twice_as_large(make_fenetre: MakeFenetre, qtbot: QtBot, chemin: Path) -> None:
    fenetre = make_small(make_fenetre, "pseudo", 2.0)
    open_coffre(fenetre, chemin, qtbot, [demande()])
    fenetre.pages.go_to("reprise")
    page = page_of(fenetre, PageReprise)
    check(fenetre, qtbot)
    give(page, PETIT, qtbot)
    for etape in (EtapeMots, EtapeNoms, EtapeEssai, EtapeFait):
        check(fenetre, qtbot)
        page.suite.click()
        wait_for(page, etape, qtbot)
    check(fenetre, qtbot)


def test_the_first_lines_are_shown_whole_where_there_is_room(page: PageReprise, qtbot: QtBot) -> None:
    entetes = ("Civ.", "Nom et prénom de la personne", "Type de demande")
    give(page, (entetes, ("M.", "Kerbrat-Quetzalcóatl Maximilienne", "Accès"), ("M.", "x" * 300, "Accès")), qtbot)
    apercu = page.findChild(ApercuTableau)
    assert apercu is not None
    titres = apercu.horizontalHeader()
    for rang in range(apercu.columnCount()):
        titre = apercu.horizontalHeaderItem(rang)
        assert titre is not None
        assert titres.fontMetrics().horizontalAdvance(titre.text()) <= titres.sectionSize(rang), titre.text()
    assert apercu.fontMetrics().horizontalAdvance("Kerbrat-Quetzalcóatl Maximilienne") < titres.sectionSize(1)
    assert titres.sectionSize(1) < apercu.width() / 2
    assert titres.sectionSize(0) < titres.sectionSize(2)
