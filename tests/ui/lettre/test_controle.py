"""What the control says on « Relire », where it leads, and what « Imprimer » does with it."""

from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import Avis
from droits_usagers.ui.lettre.ecran_fin import EcranFin
from droits_usagers.ui.lettre.ecran_relire import EcranRelire
from droits_usagers.ui.lettre.page import AssistantPage
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import (
    CTRL,
    ENTREE,
    answer,
    begin,
    focused,
    go_to,
    letter_shown,
    press,
    say,
    screen,
    settle,
    title,
)

NIR, CAF = "Département, 2 55 08 14 168 025 38", "CAF, n° allocataire 1234567"


def said(page: AssistantPage) -> str:
    """Notices shown, with the word that each begins with."""
    return "\n".join(avis.accessibleName() for avis in page.findChildren(Avis) if avis.isVisible())


def reading(page: AssistantPage, qtbot: QtBot, service: str) -> EcranRelire:
    """The reading of a letter to this service."""
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", "Œuvrard")
    press(ENTREE, CTRL)
    press(ENTREE)
    answer(page, "organisme_nom", service)
    go_to(page, say(page, "relire.titre"), qtbot)
    return shown(page, qtbot)


def shown(page: AssistantPage, qtbot: QtBot) -> EcranRelire:
    relire = screen(page)
    assert isinstance(relire, EcranRelire)
    letter_shown(page, qtbot)
    qtbot.waitUntil(lambda: page.findChild(EcranRelire) is not None)
    settle(page, qtbot)
    return relire


def click(relire: EcranRelire, nom: str) -> None:
    bouton = next(bouton for bouton in relire.alertes.boutons if bouton.accessibleName().startswith(nom))
    bouton.click()


def at_the_end(page: AssistantPage, qtbot: QtBot) -> EcranFin:
    go_to(page, say(page, "fin.titre"), qtbot)
    fin = screen(page)
    assert isinstance(fin, EcranFin)
    settle(page, qtbot)
    return fin


def print_all(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    page._suite.click()  # noqa: SLF001 - as Enter does
    fin = screen(page)
    assert isinstance(fin, EcranFin)
    retenue = fin.retenue
    qtbot.waitUntil(lambda: bool(sorties.liasses) or retenue.isVisible())


def test_what_is_to_be_mended_is_said_and_leads_to_its_field(page: AssistantPage, qtbot: QtBot) -> None:
    relire = reading(page, qtbot, NIR)
    assert "À corriger" in said(page)
    assert "Un numéro de sécurité sociale est écrit ici" in said(page)
    assert "168 025" not in said(page)

    click(relire, page.textes("controle.corriger"))
    assert focused().accessibleName() == page.textes("assistant.questions.organisme_adresse.libelle")


def test_what_is_to_be_mended_holds_everything_back_and_says_so_in_place(
    page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    reading(page, qtbot, NIR)
    fin = at_the_end(page, qtbot)
    print_all(page, qtbot, sorties)

    assert sorties.liasses == []
    assert fin.retenue.isVisible()
    assert "À corriger" in said(page)
    # Nothing is ready of what waits, nor does a screen reader call it so.
    assert title(page) == say(page, "fin.a_decider.titre")
    assert fin.accessibleName().startswith(say(page, "fin.a_decider.titre"))
    fin.retenue.revoir.click()
    assert isinstance(screen(page), EcranRelire)


def test_what_is_kept_as_it_is_leaves_and_can_be_taken_back(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    relire = reading(page, qtbot, CAF)
    assert "À confirmer" in said(page)
    click(relire, page.textes("controle.garder"))
    assert "Gardé ainsi" in said(page)
    click(relire, page.textes("controle.reprendre"))
    assert "À confirmer" in said(page)
    click(relire, page.textes("controle.garder"))

    fin = at_the_end(page, qtbot)
    # What was read just before is not looked for again before it is said.
    assert title(page) == say(page, "fin.titre")
    assert fin.accessibleName().startswith(say(page, "fin.titre"))
    print_all(page, qtbot, sorties)
    assert len(sorties.liasses) > 0


def test_a_letter_is_ready_once_what_held_it_is_kept(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    reading(page, qtbot, CAF)
    fin = at_the_end(page, qtbot)
    assert title(page) == say(page, "fin.a_decider.titre")
    print_all(page, qtbot, sorties)
    next(un for un in fin.retenue.liste.boutons if un.accessibleName().startswith(page.textes("controle.garder"))).click()
    qtbot.waitUntil(lambda: title(page) == say(page, "fin.titre"))


def test_kept_at_the_end_it_leaves_with_one_more_gesture(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    reading(page, qtbot, CAF)
    fin = at_the_end(page, qtbot)
    print_all(page, qtbot, sorties)
    assert sorties.liasses == []
    garder = next(b for b in fin.retenue.liste.boutons if b.accessibleName().startswith(page.textes("controle.garder")))
    garder.click()
    fin.retenue.recommencer.click()

    qtbot.waitUntil(lambda: len(sorties.liasses) > 0)
    assert not fin.retenue.isVisible()


def test_what_was_kept_is_not_what_is_written_afterwards_in_its_place(page: AssistantPage, qtbot: QtBot) -> None:
    relire = reading(page, qtbot, CAF)
    click(relire, page.textes("controle.garder"))
    click(relire, page.textes("controle.reprendre"))
    click(relire, page.textes("controle.garder"))
    page._mend("organisme_nom")  # noqa: SLF001 - as the button of another line would
    answer(page, "organisme_nom", "Caisse, n° allocataire 7654321")
    go_to(page, say(page, "relire.titre"), qtbot)
    shown(page, qtbot)

    assert "À confirmer" in said(page)


def test_a_letter_with_nothing_to_say_of_it_says_nothing(page: AssistantPage, qtbot: QtBot) -> None:
    relire = reading(page, qtbot, "Conseil départemental")

    assert not relire.alertes.isVisible()
