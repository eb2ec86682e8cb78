"""« Conservation », from the keyboard: nothing is erased that was not ticked and named, and nothing of it is left."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.coffre.valeurs import Effacement, FaitANoter, FaitPris, Sauvegarde
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.conservation import EcranConservation, PageConservation
from droits_usagers.ui.coffre.effacement import say_left
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.recherche import Recherche
from tests.coffres import AUTRE_PHRASE, PHRASE, Horloge
from tests.ui.avec_coffre import ask, button, demande, focused, open_coffre, page_of, said, wait_for_upkeep
from tests.ui.gestes import CTRL, ENTREE, everything_shown, press, type_in

ESPACE = Qt.Key.Key_Space


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    """Two closed for long, one closed lately, one not closed."""
    noms = ("Vieux", "Ancien", "Récent", "Ouvert")
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande(nom, envoyee=3) for nom in noms])

    def close() -> None:
        for numero, jour in enumerate((dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2026, 11, 22)), start=1):
            reference = f"2026-{numero:04}"
            coffre.faits.give_back(FaitPris(reference, coffre.dossiers.read(reference).faits[0].numero))
            coffre.faits.take(FaitANoter(reference, Evenement(jour, TypeEvenement.CLOS)))

    ask(fenetre.contexte.services, close, qtbot)
    return coffre


@pytest.fixture
def ecran(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> EcranConservation:  # noqa: ARG001 - opened
    fenetre.pages.go_to("conservation")
    ecran = page_of(fenetre, PageConservation).ecran
    qtbot.waitUntil(lambda: len(ecran.liste.traces) == 2)
    return ecran


def lines(ecran: EcranConservation) -> list[str]:
    modele = ecran.liste.lignes
    return [str(modele.index(rang).data(Qt.ItemDataRole.AccessibleTextRole)) for rang in range(modele.rowCount())]


def names(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> list[str]:
    page = ask(fenetre.contexte.services, coffre.liste.page, qtbot)
    return sorted(ligne.personne.removeprefix("Élodie ") for ligne in page.lignes)


def test_what_is_ticked_and_confirmed_is_erased_from_the_keyboard(
    fenetre: Fenetre, coffre: Coffre, ecran: EcranConservation, qtbot: QtBot
) -> None:
    ask(fenetre.contexte.services, coffre.backup, qtbot)
    assert focused() is ecran.liste
    assert not ecran.suite.isEnabled()
    assert "0 sur 2" in said(ecran)
    press(fenetre, Qt.Key.Key_Down)
    press(fenetre, ESPACE)
    assert [ligne.split("\n")[1] for ligne in lines(ecran)] == ["Gardé", "Sera effacé"]
    press(fenetre, ENTREE)
    assert "1 dossier ou brouillon sera perdu (2026-0002)" in said(ecran)
    # The way back has the focus.
    press(fenetre, ENTREE)
    assert names(fenetre, coffre, qtbot) == ["Ancien", "Ouvert", "Récent", "Vieux"]
    press(fenetre, ENTREE)
    button(ecran, "Effacer pour toujours").click()
    qtbot.waitUntil(lambda: "C’est effacé, ici et dans les sauvegardes" in said(ecran))
    qtbot.waitUntil(lambda: len(ecran.liste.traces) == 1)
    assert names(fenetre, coffre, qtbot) == ["Ouvert", "Récent", "Vieux"]
    assert "C’est effacé" in said(ecran)


def test_who_searched_for_it_starts_in_the_list_too(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    qtbot.waitUntil(recherche.isActiveWindow)
    type_in(recherche.champ, "conservation")
    QTest.keyClick(recherche.champ, ENTREE)
    ecran = page_of(fenetre, PageConservation).ecran
    qtbot.waitUntil(lambda: len(ecran.liste.traces) == 2 and fenetre.focusWidget() is ecran.liste)


def test_all_are_ticked_or_none_at_once(fenetre: Fenetre, ecran: EcranConservation) -> None:
    press(fenetre, Qt.Key.Key_A, CTRL)
    assert "2 sur 2" in said(ecran)
    ecran.tout.click()
    assert "0 sur 2" in said(ecran)


def test_a_click_ticks(ecran: EcranConservation) -> None:
    rect = ecran.liste.visualRect(ecran.liste.lignes.index(1))
    QTest.mouseClick(ecran.liste.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert [trace.id for trace in ecran.liste.cochees] == ["2026-0002"]


def test_another_length_is_remembered_in_the_coffre(fenetre: Fenetre, ecran: EcranConservation, qtbot: QtBot) -> None:
    ecran.mois.setCurrentIndex(ecran.mois.findData("24"))
    ecran.mois.activated.emit(ecran.mois.currentIndex())
    qtbot.waitUntil(lambda: [trace.id for trace in ecran.liste.traces] == ["2026-0001"])
    fenetre.pages.discard()
    fenetre.pages.go_to("conservation")
    nouvel = page_of(fenetre, PageConservation).ecran
    qtbot.waitUntil(lambda: len(nouvel.liste.traces) == 1)
    assert nouvel.mois.value() == "24"


def test_a_person_is_erased_everywhere(fenetre: Fenetre, coffre: Coffre, ecran: EcranConservation, qtbot: QtBot) -> None:
    services = fenetre.contexte.services
    ask(services, lambda: coffre.brouillons.save(demande("Ouvert")), qtbot)
    ask(services, lambda: coffre.corbeille.put("2026-0003"), qtbot)
    ecran.choose("personne")
    assert focused() is ecran.nom
    assert "tout ce qui la nomme viendra ici" in said(ecran)
    type_in(ecran.nom, "ouvert")
    qtbot.waitUntil(lambda: len(lines(ecran)) == 2)
    assert "Commencé, pas enregistré" in lines(ecran)[1]
    ecran.tout.click()
    ecran.suite.click()
    button(ecran, "Effacer pour toujours").click()
    qtbot.waitUntil(lambda: "Rien dans ce coffre ne porte ce nom" in said(ecran))
    assert "C’est effacé" in said(ecran)
    assert names(fenetre, coffre, qtbot) == ["Ancien", "Vieux"]
    assert ask(services, coffre.brouillons.latest, qtbot) == ()
    assert len(ask(services, coffre.corbeille.content, qtbot)) == 1


def test_backups_out_of_reach_are_named_with_the_day_they_go(
    fenetre: Fenetre, coffre: Coffre, ecran: EcranConservation, qtbot: QtBot
) -> None:
    services = fenetre.contexte.services
    wait_for_upkeep(services, qtbot)
    ask(services, lambda: coffre.change_phrase(PHRASE, AUTRE_PHRASE), qtbot)
    press(fenetre, ESPACE)
    press(fenetre, ENTREE)
    button(ecran, "Effacer pour toujours").click()
    qtbot.waitUntil(lambda: "C’est effacé ici. Il en reste une copie" in said(ecran))
    # One at the opening, one before the phrase changed: of two that were made in the same second, the second says another.
    assert "2026-11-24_101501.coffre, parmi les sauvegardes les plus récentes" in said(ecran)


def test_each_copy_left_is_said_with_what_becomes_of_it(fenetre: Fenetre) -> None:
    textes, dossier = fenetre.contexte.textes, Path("/x")
    hors = [
        Sauvegarde(dossier / f"{nom}.coffre", Horloge().now(), phrase_actuelle=False, retiree_le=jour)
        for nom, jour in (("a", None), ("b", dt.date(2027, 1, 2)))
    ]
    dits = say_left(Effacement(1, tuple(hors), (dossier / "c (conflicted copy).coffre",)), textes)
    assert [dit.split(",")[0] for dit in dits] == ["a.coffre", "b.coffre", "c (conflicted copy).coffre"]
    assert "le 2 janvier 2027" in dits[1]
    assert say_left(Effacement(1), textes) == ()


def test_midnight_proposes_what_has_now_been_closed_for_a_year(
    fenetre: Fenetre, ecran: EcranConservation, horloge: Horloge, qtbot: QtBot
) -> None:
    horloge.advance(days=400)
    fenetre.jour.look()
    qtbot.waitUntil(lambda: len(ecran.liste.traces) == 3)


def test_f9_hides_names_and_locking_forgets_them(fenetre: Fenetre, ecran: EcranConservation, qtbot: QtBot) -> None:
    press(fenetre, Qt.Key.Key_F9)
    assert not any("Ancien" in texte for texte in everything_shown())
    press(fenetre, Qt.Key.Key_F9)
    assert any("Ancien" in ligne for ligne in lines(ecran))
    press(fenetre, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is None)
    assert not any("Ancien" in texte for texte in everything_shown())


def test_back_leads_to_the_suivi(fenetre: Fenetre, ecran: EcranConservation) -> None:
    ecran.retour.click()
    assert fenetre.pages.current_id == "suivi"
