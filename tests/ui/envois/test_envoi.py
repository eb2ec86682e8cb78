"""What was sent is noted with the numbers pasted, line by line, and taken back exactly."""

from pytestqt.qtbot import QtBot

from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersEnvois
from tests.ui.avec_coffre import ask, button, said
from tests.ui.envois.conftest import SILENCE, Masse, T, coffre_of, late


def cells(page_modele: object, colonne: int) -> list[str]:
    return [page_modele.row(rang).cellules[colonne] for rang in range(page_modele.rowCount())]  # type: ignore[attr-defined]


def test_numbers_are_shown_beside_their_letters_and_what_is_wrong_is_said(masse: Masse) -> None:
    page = masse("envoyees", late(), late(), late(*SILENCE))
    envoi = page.envoi
    assert "2 envois à noter." in said(page)

    envoi.numeros.setPlainText("2C 1\n")
    assert cells(envoi.modele, 2) == ["2C 1", "", ""]
    assert "Il y a un numéro de moins que de lettres : la dernière" in said(page)
    envoi.numeros.setPlainText("2C 1\n2C 1\n2C 3")
    assert "Il y a un numéro de plus que de lettres." in said(page)
    assert "Ces numéros sont là plusieurs fois : 2C 1." in said(page)
    assert not envoi.suite.isEnabled()
    envoi.date.setText("pas un jour")
    assert not envoi.suite.isEnabled()
    envoi.date.setText("")
    assert not envoi.suite.isEnabled()


def test_a_date_that_makes_no_sense_is_said_for_each_line(masse: Masse) -> None:
    page = masse("envoyees", late(), late())

    page.envoi.date.setText("24/11/2027")

    assert "2 ne seront pas notées" in said(page)
    assert not page.envoi.suite.isEnabled()
    assert all("2027" in cellule for cellule in cells(page.envoi.modele, 3))


def test_what_was_noted_is_taken_back_exactly(fenetre: Fenetre, masse: Masse, qtbot: QtBot) -> None:
    page = masse("envoyees", late(), late())
    coffre = coffre_of(fenetre)

    def types() -> list[list[str]]:
        lus = [coffre.dossiers.read(f"2026-{rang:04}") for rang in (1, 2)]
        return [[fait.type.value for fait in lu.demande.evenements] for lu in lus]

    page.envoi.numeros.setPlainText("2C 1\n2C 2")
    assert page.occupied
    page.envoi.suite.click()
    qtbot.waitUntil(lambda: "Noté : 2 envois" in said(page))
    assert not page.occupied
    assert ask(fenetre.contexte.services, types, qtbot) == [[T.ENVOYE], [T.ENVOYE]]

    button(page, "Annuler").click()
    qtbot.waitUntil(lambda: "ne comptent plus" in said(page))
    assert ask(fenetre.contexte.services, types, qtbot) == [[], []]
    qtbot.waitUntil(page.envoi.suite.isEnabled)
    assert page.envoi.numeros.toPlainText() == "2C 1\n2C 2"


def test_what_was_typed_is_still_there_when_one_comes_back_for_it(masse: Masse) -> None:
    page = masse("envoyees", late())
    page.envoi.numeros.setPlainText("2C 1")

    page.arrive(VersEnvois("envoyees"))

    assert page.envoi.numeros.toPlainText() == "2C 1"


def test_nothing_chosen_says_where_to_choose(masse: Masse) -> None:
    page = masse("envoyees")

    assert "Aucun dossier" in said(page)
    assert not page.envoi.suite.isEnabled()


def test_the_list_goes_under_what_is_typed_where_there_is_no_room(masse: Masse) -> None:
    page = masse("envoyees", late())
    envoi = page.envoi
    envoi.resize(1200, 700)
    assert envoi.table.x() > envoi.champ_date.mapTo(envoi, envoi.champ_date.rect().topLeft()).x()

    envoi.resize(600, 700)

    assert envoi.table.y() > 0


def test_numbers_being_typed_are_kept_when_the_coffre_is_locked_and_come_back_once(
    fenetre: Fenetre, masse: Masse, qtbot: QtBot
) -> None:
    page = masse("envoyees", late(*SILENCE), late(), late())
    page.envoi.date.setText("20 novembre 2026")
    page.envoi.numeros.setPlainText("Untel\t2C 111 222 333")
    finis: list[str] = []

    page.keep_draft(finis.append)
    qtbot.waitUntil(lambda: finis == [""])
    place = page.place
    page.clear()
    fenetre.contexte.services.selection.clear()
    page.arrive(place)

    qtbot.waitUntil(lambda: page.envoi.numeros.toPlainText().startswith("2C 111 222 333"))
    assert page.envoi.date.text() == "20 novembre 2026"
    qtbot.waitUntil(lambda: cells(page.envoi.modele, 2) == ["2C 111 222 333", "", ""])
    page.clear()
    page.arrive(place)
    qtbot.waitUntil(lambda: page.envoi.modele.rowCount() == 3)
    ask(fenetre.contexte.services, lambda: None, qtbot)
    assert not page.occupied


def test_what_was_chosen_is_still_chosen_once_the_coffre_is_unlocked(fenetre: Fenetre, masse: Masse, qtbot: QtBot) -> None:
    page = masse("plainte_cnil", late(*SILENCE), late(*SILENCE))
    place = page.place
    page.clear()
    fenetre.contexte.services.selection.clear()

    page.arrive(place)

    qtbot.waitUntil(lambda: page.preparer.modele.rowCount() == 2)
    assert page.place == place == VersEnvois("plainte_cnil", ("2026-0001", "2026-0002"))
