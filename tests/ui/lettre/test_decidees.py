"""Someone must not know: in one sitting, what was decided of a letter is found again whichever way one comes back to it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.ecran_relire import EcranRelire
from droits_usagers.ui.lettre.garde import GardeLettre
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import Quoi, VersBrouillon, VersLettre, VersNouveau, VersRefaire
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import PHRASE
from tests.ui.avec_coffre import ask, open_coffre, page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.fenetre.test_verrou import lock
from tests.ui.gestes import type_in
from tests.ui.lettre.parcours import (
    ALT,
    CTRL,
    ENTREE,
    answer,
    field,
    go_to,
    letter_shown,
    press,
    say,
    settle,
    tab_to,
    title,
    type_text,
)
from tests.ui.lettre.test_lignes import ICI, LA, L, R, read, states, told

DECIDEES = {"Le Bihan": "laissee", ICI: "laissee", LA: "retiree"}


@pytest.fixture
def fenetre(make_fenetre: MakeFenetre) -> Fenetre:
    return make_fenetre()


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)


def wizard(fenetre: Fenetre, quoi: Quoi | None = None) -> AssistantPage:
    fenetre.pages.go_to("assistant", quoi)
    QApplication.processEvents()
    return page_of(fenetre, AssistantPage)


def reread(fenetre: Fenetre, qtbot: QtBot, quoi: Quoi) -> EcranRelire:
    """The reading of what one comes back to."""
    page = wizard(fenetre, quoi)
    qtbot.waitUntil(lambda: page.occupied)
    settle(page, qtbot)
    go_to(page, say(page, "relire.titre"), qtbot)
    return read(page, qtbot)


def decided(fenetre: Fenetre, qtbot: QtBot) -> AssistantPage:
    """A letter of which two lines were left, and one taken out."""
    page = wizard(fenetre, VersNouveau())
    relire = told(page, qtbot, ICI, LA)
    for touche in (L, L, R):
        press(touche)
    settle(page, qtbot)
    assert states(relire) == DECIDEES
    return page


def kept(page: AssistantPage, coffre: Coffre, qtbot: QtBot) -> str:
    """The draft it is."""
    raisons: list[str] = []
    next(enfant for enfant in page.children() if isinstance(enfant, GardeLettre)).keep_now(raisons.append)
    qtbot.waitUntil(lambda: raisons == [""])
    return ask(page.contexte.services, coffre.brouillons.latest, qtbot)[0].cle


def filed(fenetre: Fenetre, page: AssistantPage, qtbot: QtBot) -> None:
    """« Garder dans le suivi »."""
    go_to(page, say(page, "fin.titre"), qtbot)
    settle(page, qtbot)
    tab_to(say(page, "fin.dossier"))
    press(ENTREE)
    qtbot.waitUntil(lambda: isinstance(fenetre.pages.currentWidget(), EcranSuivi))


def put_back(fenetre: Fenetre, relire: EcranRelire, qtbot: QtBot) -> str:
    """The letter, once what was taken out is in it again."""
    page = page_of(fenetre, AssistantPage)
    next(relue for relue in relire.lignes.relues if relue.ligne.texte == LA).setFocus()
    press(R)
    return letter_shown(page, qtbot).replace("\u00a0", " ")


def test_in_a_draft_that_one_comes_back_to(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = decided(fenetre, qtbot)
    cle = kept(page, coffre, qtbot)
    [brouillon] = ask(fenetre.contexte.services, coffre.brouillons.latest, qtbot)
    assert "nage" not in str(brouillon.demande.reponses)
    wizard(fenetre, VersNouveau())
    qtbot.waitUntil(lambda: not page.occupied)
    relire = reread(fenetre, qtbot, VersBrouillon(cle))
    assert states(relire) == DECIDEES
    assert f"{ICI} {LA}" in put_back(fenetre, relire, qtbot)


def test_in_the_letter_of_its_dossier(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    filed(fenetre, decided(fenetre, qtbot), qtbot)
    relire = reread(fenetre, qtbot, VersLettre("2026-0001"))
    assert states(relire) == DECIDEES
    assert f"{ICI} {LA}" in put_back(fenetre, relire, qtbot)


def test_where_nothing_else_was_answered(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    """All that the answer said was taken out: what is kept has no such answer."""
    page = wizard(fenetre, VersNouveau())
    told(page, qtbot, LA)
    press(L)
    press(R)
    cle = kept(page, coffre, qtbot)
    wizard(fenetre, VersNouveau())
    qtbot.waitUntil(lambda: not page.occupied)
    relire = reread(fenetre, qtbot, VersBrouillon(cle))
    assert states(relire) == {"Le Bihan": "laissee", LA: "retiree"}
    assert LA in put_back(fenetre, relire, qtbot)


def test_a_copy_that_was_taken_out(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = wizard(fenetre, VersNouveau())
    told(page, qtbot)
    while title(page) != say(page, "groupes.organisme.titre"):
        press(Qt.Key.Key_Left, ALT)
    for nom in ("Mme Le Goff", "Mme Dupin"):
        tab_to(say(page, "ajouter_ligne"))
        press(ENTREE)
        type_text(nom)
    go_to(page, say(page, "relire.titre"), qtbot)
    relire = read(page, qtbot)
    next(relue for relue in relire.lignes.relues if relue.ligne.texte == "Mme Le Goff").setFocus()
    press(R)
    settle(page, qtbot)
    cle = kept(page, coffre, qtbot)
    wizard(fenetre, VersNouveau())
    qtbot.waitUntil(lambda: not page.occupied)
    relire = reread(fenetre, qtbot, VersBrouillon(cle))
    assert states(relire)["Mme Le Goff"] == "retiree"


def test_only_what_changed_is_asked_again(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = decided(fenetre, qtbot)
    cle = kept(page, coffre, qtbot)
    wizard(fenetre, VersNouveau())
    qtbot.waitUntil(lambda: not page.occupied)
    wizard(fenetre, VersBrouillon(cle))
    qtbot.waitUntil(lambda: page.occupied)
    while title(page) != say(page, "groupes.soi.titre"):
        press(Qt.Key.Key_Left, ALT)
    answer(page, "concerne_prenom", "Maëlle")
    go_to(page, say(page, "relire.titre"), qtbot)
    assert states(read(page, qtbot)) == {"Maëlle, Le Bihan": "a_decider", ICI: "laissee", LA: "retiree"}


def test_of_another_letter_nothing_is_known(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = decided(fenetre, qtbot)
    kept(page, coffre, qtbot)
    wizard(fenetre, VersNouveau())
    qtbot.waitUntil(lambda: not page.occupied)
    assert set(states(told(page, qtbot, ICI, LA)).values()) == {"a_decider"}


def test_done_again_as_another_dossier_all_is_asked(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    filed(fenetre, decided(fenetre, qtbot), qtbot)
    assert states(reread(fenetre, qtbot, VersRefaire("2026-0001"))) == {"Le Bihan": "a_decider", ICI: "a_decider"}


@pytest.mark.parametrize("vers", ["brouillon", "dossier"])
def test_once_locked_nothing_is_left_of_it(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, vers: str) -> None:
    page = decided(fenetre, qtbot)
    quoi: Quoi
    if vers == "dossier":
        filed(fenetre, page, qtbot)
        quoi = VersLettre("2026-0001")
    else:
        quoi = VersBrouillon(kept(page, coffre, qtbot))
    verrou = lock(fenetre, qtbot)
    type_in(verrou.saisie, PHRASE)
    QTest.keyClick(verrou.saisie, ENTREE)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    assert states(reread(fenetre, qtbot, quoi)) == {"Le Bihan": "a_decider", ICI: "a_decider"}


def test_erased_nothing_is_left_of_it(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = decided(fenetre, qtbot)
    cle = kept(page, coffre, qtbot)
    wizard(fenetre, VersNouveau())
    qtbot.waitUntil(lambda: not page.occupied)
    page.let_go(Oubli(brouillons=frozenset({cle})))
    assert states(reread(fenetre, qtbot, VersBrouillon(cle))) == {"Le Bihan": "a_decider", ICI: "a_decider"}


def test_what_follows_holds_it_for_the_same_people_only(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    page = wizard(fenetre, VersNouveau())
    told(page, qtbot, ICI)
    press(L)
    press(L)
    while title(page) != say(page, "groupes.organisme.titre"):
        press(Qt.Key.Key_Left, ALT)
    answer(page, "organisme_nom", "CCAS de Pantin")
    go_to(page, say(page, "relire.titre"), qtbot)
    assert states(read(page, qtbot)) == {"Le Bihan": "laissee", ICI: "laissee"}
    filed(fenetre, page, qtbot)
    relance = reread(fenetre, qtbot, VersLettre("2026-0001", "acces", "relance"))
    assert states(relance)["Le Bihan"] == "laissee"
    while title(page) != say(page, "groupes.organisme.titre"):
        press(Qt.Key.Key_Left, ALT)
    field(page, "organisme_nom")
    press(Qt.Key.Key_A, CTRL)
    type_text("CAF du Finistère")
    go_to(page, say(page, "relire.titre"), qtbot)
    assert states(read(page, qtbot))["Le Bihan"] == "a_decider"
    plainte = reread(fenetre, qtbot, VersLettre("2026-0001", "plainte_cnil", "demande"))
    assert states(plainte)["Le Bihan"] == "a_decider"
