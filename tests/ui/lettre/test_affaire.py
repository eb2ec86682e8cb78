"""In a coffre: a letter begun from a dossier joins its affaire, through a draft and a lock too; one given up leaves nothing."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Affaire
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.accueil.refus import PageRefus
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.lettre.garde import GardeLettre
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import Destination, VersDossier, VersNouveau
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import PHRASE
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said
from tests.ui.gestes import type_in
from tests.ui.lettre.parcours import ENTREE, answer, begin, go_to, press, screen, settle, tab_to, texts_of, title

NOM = "Zéphyrine-Quetzalcóatl"
ACCES, OPPOSITION = "2026-0001", "2026-0002"


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "permanence.coffre"


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    opposition = Demande("opposition", concerne=Personne(nom=NOM), organisme=Organisme("CCAS de Pantin"))
    return open_coffre(fenetre, chemin, qtbot, [demande(), opposition])


def panel(fenetre: Fenetre, reference: str, qtbot: QtBot) -> PanneauDossier:
    fenetre.pages.go_to("suivi", VersDossier(reference))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: panneau.drawn and panneau.dossier is not None and panneau.dossier.reference == reference)
    return panneau


def wizard(fenetre: Fenetre) -> AssistantPage:
    return page_of(fenetre, AssistantPage)


def tenue(page: AssistantPage) -> GardeLettre:
    return next(enfant for enfant in page.children() if isinstance(enfant, GardeLettre))


def name_someone(page: AssistantPage, qtbot: QtBot) -> None:
    """As far as the first thing worth a draft."""
    press(ENTREE)
    with qtbot.waitSignal(tenue(page).kept):
        answer(page, "concerne_nom", NOM)


def file(fenetre: Fenetre, qtbot: QtBot) -> None:
    """To the end of the letter, and into a dossier."""
    page = wizard(fenetre)
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.dossier"))
    press(ENTREE)
    qtbot.waitUntil(lambda: isinstance(fenetre.pages.currentWidget(), EcranSuivi))


def affaires(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> tuple[Affaire, ...]:
    return ask(fenetre.contexte.services, coffre.affaires.all, qtbot)


def affaire_of(fenetre: Fenetre, coffre: Coffre, reference: str, qtbot: QtBot) -> int | None:
    return ask(fenetre.contexte.services, lambda: coffre.dossiers.read(reference), qtbot).affaire


def test_a_letter_added_to_an_affaire_makes_a_dossier_of_it(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    numero = ask(fenetre.contexte.services, lambda: coffre.affaires.create("Le logiciel", [ACCES]), qtbot)
    button(panel(fenetre, ACCES, qtbot), "Ajouter une lettre à cette affaire").click()
    page = wizard(fenetre)
    qtbot.waitUntil(lambda: ACCES in said(page))
    begin(page)
    name_someone(page, qtbot)
    assert ACCES in said(page)
    file(fenetre, qtbot)
    assert affaire_of(fenetre, coffre, "2026-0003", qtbot) == numero
    # The next letter stands alone.
    fenetre.pages.go_to("assistant", VersNouveau())
    assert ACCES not in said(wizard(fenetre))


def test_an_affaire_is_made_with_the_letter_when_there_was_none(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    button(panel(fenetre, ACCES, qtbot), "Écrire une autre lettre pour la même affaire").click()
    assert affaires(fenetre, coffre, qtbot) == ()
    begin(wizard(fenetre))
    name_someone(wizard(fenetre), qtbot)
    assert affaires(fenetre, coffre, qtbot) == ()
    file(fenetre, qtbot)
    [affaire] = affaires(fenetre, coffre, qtbot)
    assert affaire.dossiers == 2
    assert ACCES in affaire.titre
    assert NOM not in affaire.titre


def test_the_affaire_is_still_known_after_the_coffre_was_locked(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    button(panel(fenetre, ACCES, qtbot), "Écrire une autre lettre pour la même affaire").click()
    begin(wizard(fenetre))
    name_someone(wizard(fenetre), qtbot)
    fenetre.garde.protect()
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    type_in(verrou.saisie, PHRASE)
    press(ENTREE)
    qtbot.waitUntil(lambda: fenetre.pages.current_id == "assistant")
    page = wizard(fenetre)
    qtbot.waitUntil(lambda: ACCES in said(page))
    assert title(page) == page.textes("assistant.groupes.soi.titre")
    settle(page, qtbot)
    file(fenetre, qtbot)
    rouvert = fenetre.contexte.services.seance.coffre
    assert rouvert is not None
    numero = affaire_of(fenetre, rouvert, ACCES, qtbot)
    assert numero is not None
    assert affaire_of(fenetre, rouvert, "2026-0003", qtbot) == numero


def test_a_refusal_leads_to_what_the_service_and_a_union_write_in_the_same_affaire(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot
) -> None:
    button(panel(fenetre, OPPOSITION, qtbot), "Le refus, côté service et côté syndicat").click()
    page = page_of(fenetre, PageRefus)
    assert OPPOSITION in said(page)
    assert fenetre.pages.place == Destination("refus", VersDossier(OPPOSITION))
    button(page, page.textes("refus.demarches.registre_aipd.titre")).click()
    qtbot.waitUntil(lambda: wizard(fenetre).isVisible())
    qtbot.waitUntil(lambda: title(wizard(fenetre)) == page.textes("assistant.attente.titre"))
    file(fenetre, qtbot)
    numero = affaire_of(fenetre, coffre, OPPOSITION, qtbot)
    assert numero is not None
    assert affaire_of(fenetre, coffre, "2026-0003", qtbot) == numero


def test_the_page_leads_back_to_the_dossier_one_came_from(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    fenetre.pages.go_to("refus", VersDossier(OPPOSITION))
    page_of(fenetre, PageRefus).retour.click()
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: panneau.dossier is not None and panneau.dossier.reference == OPPOSITION)


def test_another_dossier_does_not_lead_there(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    boutons = [bouton.titre for bouton in panel(fenetre, ACCES, qtbot).findChildren(Bouton)]
    assert "Le refus, côté service et côté syndicat" not in boutons


def test_the_letters_of_an_affaire_are_printed_together(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    services = fenetre.contexte.services
    troisieme = ask(services, lambda: coffre.dossiers.create(Demande("acces", organisme=Organisme("MDPH 93"))), qtbot)
    ask(services, lambda: coffre.affaires.create("Le logiciel", [OPPOSITION, troisieme]), qtbot)
    button(panel(fenetre, OPPOSITION, qtbot), "Imprimer ensemble les lettres à envoyer").click()
    page_of(fenetre, PageMasse)
    assert set(services.selection.references) == {OPPOSITION, troisieme}
