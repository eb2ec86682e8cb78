"""Someone must not know: each line that was typed is decided on « Relire », by a key, and the letter leaves only then."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from droits_usagers.ui.lettre.ecran_fin import EcranFin
from droits_usagers.ui.lettre.ecran_relire import EcranRelire
from droits_usagers.ui.lettre.lignes_relues import LigneRelue
from droits_usagers.ui.lettre.page import AssistantPage
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import (
    ALT,
    CTRL,
    ENTREE,
    answer,
    ask_danger,
    field,
    focused,
    go_to,
    letter_shown,
    press,
    say,
    screen,
    settle,
    tab_to,
    title,
    type_text,
)

ICI, LA = "Ma sœur garde Ewan à Guiscriff.", "Je nage le mardi."
L, R, E = Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_E


def told(page: AssistantPage, qtbot: QtBot, *dites: str) -> EcranRelire:
    """The reading of a letter where this was typed, and someone must not know."""
    ask_danger(page)
    press(Qt.Key.Key_Space)
    go_to(page, say(page, "groupes.soi.titre"), qtbot)
    answer(page, "concerne_nom", "Le Bihan")
    answer(page, "concerne_adresse", "12 rue des Lilas\n93000 Bobigny")
    go_to(page, page.contexte.services.catalogue.textes_demarche("acces")("groupes.connu.titre"), qtbot)
    answer(page, "suivi_par", " ".join(dites))
    go_to(page, say(page, "relire.titre"), qtbot)
    return read(page, qtbot)


def read(page: AssistantPage, qtbot: QtBot) -> EcranRelire:
    relire = screen(page)
    assert isinstance(relire, EcranRelire)
    settle(page, qtbot)
    return relire


def states(relire: EcranRelire) -> dict[str, str]:
    return {relue.ligne.texte: relue.etat for relue in relire.lignes.relues}


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.usefixtures("listening")
def test_one_arrives_on_the_first_line_to_decide_in_sight(
    page: AssistantPage, qtbot: QtBot, theme: Callable[[float], None], zoom: float
) -> None:
    theme(zoom)
    relire = told(page, qtbot, ICI, LA)
    for ligne, restent in (("Le Bihan", say(page, "lignes.restent", nombre=3)), (ICI, say(page, "lignes.restent", nombre=2))):
        relue = focused()
        assert isinstance(relue, LigneRelue)
        assert all(dit in relue.accessibleName() for dit in (ligne, restent, "L pour laisser"))
        qtbot.waitUntil(lambda relue=relue: relue.visibleRegion().boundingRect() == relue.rect())  # type: ignore[misc] # bound
        # Nothing above it is scrolled past that need not be.
        assert relire.titre.visibleRegion().boundingRect() == relire.titre.rect() or zoom > 1
        press(L)
        settle(page, qtbot)
        go_to(page, say(page, "fin.titre"), qtbot)
        press(Qt.Key.Key_Left, ALT)
        relire = read(page, qtbot)


def test_who_went_elsewhere_meanwhile_is_left_there(page: AssistantPage, qtbot: QtBot) -> None:
    told(page, qtbot, ICI)
    press(Qt.Key.Key_Left, ALT)
    press(ENTREE, CTRL)
    press(Qt.Key.Key_Tab)
    ici = focused()
    settle(page, qtbot)
    assert focused() is ici


def test_each_line_is_shown_once_and_decided_by_a_key(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, ICI, LA)
    assert states(relire) == {"Le Bihan": "a_decider", ICI: "a_decider", LA: "a_decider"}
    for touche in (L, L, R):
        assert isinstance(focused(), LigneRelue)
        press(touche)
    settle(page, qtbot)
    assert states(relire) == {"Le Bihan": "laissee", ICI: "laissee", LA: "retiree"}
    lettre = letter_shown(page, qtbot)
    assert "Guiscriff" in lettre
    assert "nage" not in lettre
    assert relire.lignes.reste == 0


def test_what_was_taken_out_is_put_back_where_it_was(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, LA, ICI)
    press(L)
    press(R)
    settle(page, qtbot)
    assert "nage" not in letter_shown(page, qtbot)
    relire.lignes.relues[1].setFocus()
    press(R)
    settle(page, qtbot)
    assert f"{LA} {ICI}" in letter_shown(page, qtbot).replace("\u00a0", " ")
    assert states(relire)[LA] == "a_decider"


def test_what_is_written_again_in_another_line_is_no_longer_taken_out(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, ICI, LA)
    relire.lignes.relues[2].setFocus()
    press(R)
    settle(page, qtbot)
    relire.lignes.relues[1].setFocus()
    press(E)
    type_text(f"Je dors loin. {LA}")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    settle(page, qtbot)
    assert states(relire) == {"Le Bihan": "a_decider", "Je dors loin.": "a_decider", LA: "a_decider"}
    assert letter_shown(page, qtbot).count("nage") == 1


def test_what_is_typed_again_in_the_form_does_not_go_with_another_line(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, ICI, LA)
    relire.lignes.relues[2].setFocus()
    press(R)
    settle(page, qtbot)
    connu = page.contexte.services.catalogue.textes_demarche("acces")("groupes.connu.titre")
    while title(page) != connu:
        press(Qt.Key.Key_Left, ALT)
    field(page, "suivi_par")
    press(Qt.Key.Key_A, CTRL)
    type_text(f"{ICI} Je dors loin. {LA}")
    go_to(page, say(page, "relire.titre"), qtbot)
    relire = read(page, qtbot)
    assert states(relire)[LA] == "a_decider"
    relire.lignes.relues[1].setFocus()
    press(R)
    settle(page, qtbot)
    assert "Guiscriff" not in letter_shown(page, qtbot)
    assert letter_shown(page, qtbot).count("nage") == 1


def test_a_copy_is_taken_out_alone_and_put_back(page: AssistantPage, qtbot: QtBot) -> None:
    ask_danger(page)
    press(Qt.Key.Key_Space)
    go_to(page, say(page, "groupes.organisme.titre"), qtbot)
    for nom in ("Mme Le Goff", "Mme Dupin"):
        tab_to(say(page, "ajouter_ligne"))
        press(ENTREE)
        type_text(nom)
    go_to(page, say(page, "relire.titre"), qtbot)
    relire = read(page, qtbot)
    assert states(relire) == {"Mme Le Goff": "a_decider", "Mme Dupin": "a_decider"}
    press(R)
    settle(page, qtbot)
    assert "Le Goff" not in letter_shown(page, qtbot)
    assert "Dupin" in letter_shown(page, qtbot)
    relire.lignes.relues[0].setFocus()
    press(R)
    settle(page, qtbot)
    assert "Le Goff" in letter_shown(page, qtbot)


def test_a_service_and_a_reference_are_taken_out_whole_and_put_back(page: AssistantPage, qtbot: QtBot) -> None:
    ask_danger(page)
    press(Qt.Key.Key_Space)
    go_to(page, say(page, "groupes.soi.titre"), qtbot)
    answer(page, "concerne_nom", "Le Bihan")
    answer(page, "concerne_reference_dossier", "Guiscriff 12")
    go_to(page, say(page, "groupes.organisme.titre"), qtbot)
    answer(page, "organisme_nom", "Département du Finistère")
    answer(page, "organisme_service", "la maison bleue")
    go_to(page, say(page, "relire.titre"), qtbot)
    relire = read(page, qtbot)
    assert list(states(relire)) == ["Le Bihan", "Guiscriff 12", "la maison bleue"]
    for rang in (1, 2):
        relire.lignes.relues[rang].setFocus()
        assert "R pour retirer" in relire.lignes.relues[rang].accessibleName()
        press(R)
        settle(page, qtbot)
    assert list(states(relire).values()) == ["a_decider", "retiree", "retiree"]
    lettre = letter_shown(page, qtbot)
    assert "Guiscriff" not in lettre
    assert "maison" not in lettre
    assert "Finistère" in lettre
    relire.lignes.relues[2].setFocus()
    press(R)
    settle(page, qtbot)
    assert "maison bleue" in letter_shown(page, qtbot)
    assert states(relire)["la maison bleue"] == "a_decider"


def test_why_a_letter_cannot_do_without_who_writes_is_said_where_one_would_take_it_out(
    page: AssistantPage, qtbot: QtBot, annonces: list[str]
) -> None:
    relire = told(page, qtbot, ICI)
    relue = relire.lignes.relues[0]
    assert relue.retirer.isVisible()
    press(R)
    assert relue.etat == "a_decider"
    assert relue.pourquoi.isVisible()
    assert relue.pourquoi.text() in annonces
    assert "Le Bihan" in letter_shown(page, qtbot)


def test_what_resembles_the_address_takes_two_gestures_and_the_same_key_is_one(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, "On me voit souvent aux lilas.")
    press(L)
    relue = relire.lignes.relues[1]
    assert focused() is relue
    press(L)
    press(L)
    press(L)
    assert relue.etat == "a_decider"
    assert focused() is relue.insister
    press(Qt.Key.Key_Space)
    assert relue.etat == "laissee"


def test_a_line_written_otherwise_is_another_line_to_decide(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, ICI)
    press(L)
    press(L)
    relire.lignes.relues[1].setFocus()
    press(E)
    ecrit = focused()
    assert isinstance(ecrit, QPlainTextEdit)
    type_text("Ma sœur le garde loin d'ici.")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    settle(page, qtbot)
    assert states(relire) == {"Le Bihan": "laissee", "Ma sœur le garde loin d'ici.": "a_decider"}
    assert "Guiscriff" not in letter_shown(page, qtbot)


def test_enter_without_reading_stays_once_and_the_letter_does_not_leave(
    page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    told(page, qtbot, ICI)
    press(ENTREE)
    assert title(page) == say(page, "relire.titre")
    assert isinstance(focused(), LigneRelue)
    go_to(page, say(page, "fin.titre"), qtbot)
    fin = screen(page)
    assert isinstance(fin, EcranFin)
    press(ENTREE, CTRL)
    qtbot.waitUntil(fin.retenue.isVisible)
    # Nothing is ready of what waits.
    assert title(page) == say(page, "fin.a_decider.titre")
    assert fin.introduction.text() == say(page, "fin.a_decider.aide")
    assert sorties.liasses == []
    press(Qt.Key.Key_Left, ALT)
    relire = read(page, qtbot)
    for _ in relire.lignes.relues:
        press(L)
    settle(page, qtbot)
    go_to(page, say(page, "fin.titre"), qtbot)
    press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert title(page) == say(page, "fin.titre")


def test_what_was_decided_holds_until_these_words_change(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, ICI)
    press(L)
    press(L)
    go_to(page, say(page, "fin.titre"), qtbot)
    press(Qt.Key.Key_Left, ALT)
    relire = read(page, qtbot)
    assert set(states(relire).values()) == {"laissee"}
    page.clear()
    page.arrive()
    relire = told(page, qtbot, ICI)
    assert set(states(relire).values()) == {"a_decider"}


def test_someone_who_looks_over_the_shoulder_sees_no_line(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, ICI)
    page.be_discreet(discreet=True)
    assert not relire.lignes.isVisible()
    page.be_discreet(discreet=False)
    assert relire.lignes.isVisible()


def test_once_all_is_decided_what_was_marked_is_counted_and_what_was_left_is_named(page: AssistantPage, qtbot: QtBot) -> None:
    relire = told(page, qtbot, ICI, "Ewan va à Colmar.", LA)
    for touche in (L, L, R, L):
        press(touche)
    settle(page, qtbot)
    dit = relire.lignes.compte.text().replace("\u00a0", " ")
    assert "Dans ce que vous avez écrit, 3 passages relevés : 1 retiré, 2 laissés par vous (Ewan, Guiscriff)." in dit
    assert dit.endswith("peut rester : relisez.")
