"""From a dossier, the letter to the CADA or to the CNIL is written at once, and stays with it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import Destination, VersDossier, VersLettre
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import ask, demande, open_coffre, page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.lettre.parcours import ENTREE, go_to, press, screen, settle, tab_to, texts_of, title


@pytest.fixture
def fenetre(make_fenetre: MakeFenetre) -> Fenetre:
    return make_fenetre()


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande(envoyee=60, recue=55)])


def _open(fenetre: Fenetre, qtbot: QtBot, code: str) -> AssistantPage:
    fenetre.pages.go_to("assistant", VersLettre("2026-0001", *code.split("/")))
    QApplication.processEvents()
    page = page_of(fenetre, AssistantPage)
    qtbot.waitUntil(lambda: page.occupied)
    settle(page, qtbot)
    return page


@pytest.mark.parametrize(
    "code", ["saisine_cada/demande", "plainte_cnil/demande", "plainte_cnil/relance_cnil", "defenseur_droits/demande"]
)
def test_it_opens_on_what_happened_with_everything_known(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, code: str) -> None:
    assert not coffre.lecture_seule
    page = _open(fenetre, qtbot, code)

    assert title(page) == page.textes("assistant.groupes.papier_faits.titre")
    # Every screen from there on can be passed.
    go_to(page, page.textes("assistant.fin.titre"), qtbot)


def test_said_to_be_sent_it_asks_the_day_of_the_seizure_in_the_first_dossier(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot
) -> None:
    page = _open(fenetre, qtbot, "saisine_cada/demande")
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.formulaire_en_ligne") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.envoyee"))
    with qtbot.waitSignal(page.page_wanted) as demandee:
        press(ENTREE)

    assert demandee.args == [Destination("suivi", VersDossier("2026-0001", TypeEvenement.CADA_SAISIE))]
    qtbot.waitUntil(lambda: isinstance(fenetre.pages.currentWidget(), EcranSuivi))
    lu = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0001"), qtbot)
    assert lu.demande.demarche == "acces"
    assert ask(fenetre.contexte.services, coffre.brouillons.latest, qtbot) == ()


def test_the_sheet_for_the_online_form_is_copied_as_text(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    page = _open(fenetre, qtbot, "saisine_cada/demande")
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.formulaire_en_ligne") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.copier_formulaire_en_ligne"))
    press(ENTREE)

    qtbot.waitUntil(lambda: "Nom" in QApplication.clipboard().text())
    assert "Date de la demande" in QApplication.clipboard().text()
