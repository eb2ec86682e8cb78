"""The way through a series, for tests that start further on."""

from pytestqt.qtbot import QtBot

from droits_usagers.ui.serie.ecran_listes import EcranListes
from droits_usagers.ui.serie.ecran_verifier import EcranFait, EcranVerifier
from droits_usagers.ui.serie.page import LISTES, PageSerie
from droits_usagers.ui.socle.destination import VersDemarche

CCAS = "CCAS de Pantin;;Place de la Mairie, 93500 Pantin;ccas"


def listes(page: PageSerie) -> EcranListes:
    assert isinstance(page.ecran, EcranListes)
    return page.ecran


def check(page: PageSerie, qtbot: QtBot) -> EcranVerifier:
    """The preview, once it is known."""
    qtbot.waitUntil(lambda: isinstance(page.ecran, EcranVerifier) and page.ecran.liste.lignes.rowCount() > 0)
    assert isinstance(page.ecran, EcranVerifier)
    return page.ecran


def done(page: PageSerie, qtbot: QtBot) -> EcranFait:
    qtbot.waitUntil(lambda: isinstance(page.ecran, EcranFait))
    assert isinstance(page.ecran, EcranFait)
    return page.ecran


def go_to_check(page: PageSerie, qtbot: QtBot, personnes: str, organismes: str = CCAS) -> EcranVerifier:
    """From the lists to the preview."""
    page._go(LISTES)  # noqa: SLF001 - a way there that is tested once
    ecran = listes(page)
    ecran.personnes.texte.setPlainText(personnes)
    ecran.organismes.texte.setPlainText(organismes)
    page.suite.click()
    qtbot.waitUntil(lambda: page.ecran is not ecran)
    page.suite.click()
    return check(page, qtbot)


def mandated(page: PageSerie) -> None:
    """The union asks in its members' name."""
    page.arrive(VersDemarche("acces"))
    page._serie.answer("vous", "qualite", "mandataire")  # noqa: SLF001 - typed once in the wizard's own tests
    page._serie.answer("vous", "auteur_denomination", "Syndicat du département")  # noqa: SLF001
