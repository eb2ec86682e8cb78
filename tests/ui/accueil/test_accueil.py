"""« Ma semaine », once a coffre is open: where a right can be lost first, then what presses, then how many of each."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.suivi.lignes import Tranche
from droits_usagers.ui.accueil.accueil import PageAccueil
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour
from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersTranche
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import PHRASE, Horloge
from tests.ui.avec_coffre import ask, button, demande, focused, open_coffre, page_of, said
from tests.ui.gestes import CTRL, ENTREE, begin_a_letter, everything_shown, press, settle, type_in


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "permanence.coffre"


def come_home(fenetre: Fenetre, chemin: Path, qtbot: QtBot, demandes: Sequence[Demande] = ()) -> tuple[PageAccueil, Coffre]:
    coffre = open_coffre(fenetre, chemin, qtbot, demandes)
    page = page_of(fenetre, PageAccueil)
    qtbot.waitUntil(lambda: bool(buttons(page)) and focused() in page.findChildren(Bouton))
    return page, coffre


def buttons(page: PageAccueil) -> list[str]:
    """What one can press, from top to bottom."""
    boutons = [bouton for bouton in page.findChildren(Bouton) if bouton.isVisible()]
    boutons.sort(key=lambda bouton: bouton.mapTo(page, bouton.rect().topLeft()).y())
    return [bouton.titre for bouton in boutons]


DEMANDES = (
    demande("Attend", envoyee=26, recue=25),
    demande("Retard", envoyee=60, recue=55),
    demande("Plus tard", envoyee=3, recue=2),
)


def test_the_post_comes_first_then_what_others_owe_then_this_week(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, _ = come_home(fenetre, chemin, qtbot, DEMANDES)
    dites = plain(page)
    retard = next(dite for dite in dites if "devait répondre le" in dite)
    assert dites.index("Noter le courrier reçu") < dites.index(retard)
    assert "Voir la date de la semaine" in dites
    nommes = [ligne.sous_titre.split("\n")[-1] for ligne in lines(page) if "2026-" in ligne.sous_titre]
    assert nommes == ["2026-0002 · Accès · Élodie Retard"]


def lines(page: PageAccueil) -> list[Bouton]:
    """The same, as they are."""
    boutons = [bouton for bouton in page.findChildren(Bouton) if bouton.isVisible()]
    return sorted(boutons, key=lambda bouton: bouton.mapTo(page, bouton.rect().topLeft()).y())


def plain(page: PageAccueil) -> list[str]:
    return [titre.replace("\u00a0", " ") for titre in buttons(page)]


def dossier_line(page: PageAccueil, mot: str) -> Bouton:
    """The line of this dossier."""
    return next(bouton for bouton in page.findChildren(Bouton) if mot in bouton.sous_titre)


def line(page: PageAccueil, mot: str) -> Bouton:
    """The line that says this."""
    return next(bouton for bouton in page.findChildren(Bouton) if mot in bouton.titre.replace("\u00a0", " "))


def test_a_line_says_what_they_owe_and_since_when_then_what_to_do_and_which_dossier(
    fenetre: Fenetre, chemin: Path, qtbot: QtBot
) -> None:
    page, _ = come_home(fenetre, chemin, qtbot, DEMANDES)
    ligne = line(page, "devait répondre le ")
    assert "en retard de " in ligne.titre.replace("\u00a0", " ")
    quoi, dossier = ligne.sous_titre.split("\n")
    assert quoi.replace("\u00a0", " ").startswith("Saisir la CADA avant le ")
    assert dossier == "2026-0002 · Accès · Élodie Retard"


def test_what_can_be_lost_comes_first_and_all_of_it_is_prepared_by_one_key(
    fenetre: Fenetre, chemin: Path, qtbot: QtBot
) -> None:
    presse = [demande(f"Presse{rang}", envoyee=90, recue=88) for rang in range(3)]
    page, _ = come_home(fenetre, chemin, qtbot, [demande("Ancienne", envoyee=300, recue=298), *presse])
    perte = focused()
    assert isinstance(perte, Bouton)
    assert perte.titre.replace("\u00a0", " ") == "Samedi 28 novembre 2026 : dernier jour pour saisir la CADA"
    assert perte.sous_titre.startswith("3 dossiers")
    perte.click()
    qtbot.waitUntil(lambda: fenetre.pages.current_id == "suivi")
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 3)
    assert suivi.modele.choix.count(3) == 3
    fenetre.pages.go_to("accueil")
    qtbot.waitUntil(lambda: page.isAncestorOf(focused()))  # type: ignore[arg-type] # something has it
    press(fenetre, ENTREE, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: fenetre.pages.current_id == "masse")
    masse = page_of(fenetre, PageMasse)
    qtbot.waitUntil(lambda: len(masse.preparer.modele.ticked) == 3)


def test_a_last_day_of_one_dossier_leads_to_it_and_says_when_no_counter_is_open(
    fenetre: Fenetre, chemin: Path, qtbot: QtBot
) -> None:
    # Its last day is a Sunday.
    come_home(fenetre, chemin, qtbot, [demande("Presse", envoyee=90, recue=87)])
    perte = focused()
    assert isinstance(perte, Bouton)
    assert "2026-0001 · Accès · Élodie Presse" in perte.sous_titre
    assert "Beaucoup de guichets sont fermés ce jour-là. Le plus sûr : vendredi 27 novembre 2026." in perte.sous_titre.replace(
        "\u00a0", " "
    ).replace("’", "'")
    perte.click()
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None and suivi.panneau.dossier.reference == "2026-0001")


def test_without_anything_to_lose_enter_goes_to_the_post(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    come_home(fenetre, chemin, qtbot, DEMANDES)
    press(fenetre, ENTREE)
    page_of(fenetre, PageCourrierDuJour)


def test_services_that_are_late_are_one_line_away(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, _ = come_home(fenetre, chemin, qtbot, [demande(f"Retard{rang}", envoyee=60, recue=55) for rang in range(5)])
    line(page, "Voir les 5 services qui devaient répondre").click()
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 5)


def test_a_dossier_opens_in_the_suivi(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, _ = come_home(fenetre, chemin, qtbot, DEMANDES)
    dossier_line(page, "2026-0002").click()
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.panneau.dossier is not None and suivi.panneau.dossier.reference == "2026-0002")


def test_an_empty_coffre_says_what_to_do_and_enter_does_it(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, _ = come_home(fenetre, chemin, qtbot)
    assert "vide pour le moment" in said(page)
    # What the coffre would be mended from is read meanwhile, and said under them.
    qtbot.waitUntil(lambda: any("Sauvegardé" in bouton for bouton in buttons(page)))
    entrees = ["Écrire une lettre", "Reprendre un tableau", "Créer en série"]
    assert buttons(page) == [*entrees, "Sauvegardé aujourd’hui, sur cette machine seulement"]
    press(fenetre, ENTREE)
    page_of(fenetre, AssistantPage)


def test_what_does_not_press_is_said_too_and_leads_where_it_is_done(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, coffre = come_home(fenetre, chemin, qtbot, [demande("Partie", envoyee=3), demande("Prête"), demande("Close")])
    clos = Evenement(dt.date(2025, 1, 1), TypeEvenement.CLOS)
    ask(fenetre.contexte.services, lambda: coffre.faits.take(FaitANoter("2026-0003", clos)), qtbot)
    page.arrive()
    qtbot.waitUntil(lambda: any("1 dossier clos depuis longtemps" in titre for titre in plain(page)))
    for mot, ecran in (
        ("1 lettre pas encore envoyée", "suivi"),
        ("1 réception à prouver", "suivi"),
        ("1 dossier clos", "conservation"),
    ):
        fenetre.pages.go_to("accueil")
        voir = next(bouton for bouton in page.findChildren(Bouton) if mot in bouton.accessibleName().replace("\u00a0", " "))
        voir.click()
        assert fenetre.pages.current_id == ecran
    fenetre.pages.go_to("suivi", VersTranche(Tranche.A_PROUVER))
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: suivi.modele.rowCount() == 1)


def test_the_focus_comes_back_to_what_presses_and_is_not_lost_when_something_changes(
    fenetre: Fenetre, chemin: Path, qtbot: QtBot
) -> None:
    page, coffre = come_home(fenetre, chemin, qtbot, DEMANDES)
    fenetre.pages.go_to("textes")
    fenetre.pages.go_to("accueil")
    qtbot.waitUntil(lambda: isinstance(focused(), Bouton))
    dossier_line(page, "Retard").setFocus()
    ask(fenetre.contexte.services, lambda: coffre.corbeille.put("2026-0002"), qtbot)
    page.day_changed(dt.date(2026, 11, 24))
    qtbot.waitUntil(lambda: not any("Retard" in bouton.sous_titre for bouton in lines(page)))
    ici = focused()
    assert isinstance(ici, Bouton)
    assert page.isAncestorOf(ici)


def test_nothing_urgent_is_said_calmly(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, _ = come_home(fenetre, chemin, qtbot, [demande(envoyee=3, recue=2)])
    assert "Rien ne presse" in said(page)


def test_f9_hides_names(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, _ = come_home(fenetre, chemin, qtbot, DEMANDES)
    press(fenetre, Qt.Key.Key_F9)
    settle()
    assert not any("Élodie" in bouton.titre + bouton.sous_titre for bouton in lines(page))


def test_midnight_makes_late_what_was_due(fenetre: Fenetre, chemin: Path, qtbot: QtBot, horloge: Horloge) -> None:
    page, _ = come_home(fenetre, chemin, qtbot, [demande(envoyee=30, recue=28)])
    assert "Voir la date de la semaine" in plain(page)
    horloge.advance(days=10)
    fenetre.jour.look()
    qtbot.waitUntil(lambda: any("en retard" in bouton.titre.replace("\u00a0", " ") for bouton in lines(page)))


def test_what_will_soon_be_erased_is_said(fenetre: Fenetre, chemin: Path, qtbot: QtBot, horloge: Horloge) -> None:
    page, coffre = come_home(fenetre, chemin, qtbot, DEMANDES)
    ask(fenetre.contexte.services, lambda: coffre.corbeille.put("2026-0001"), qtbot)
    horloge.advance(days=25)
    fenetre.jour.look()
    qtbot.waitUntil(lambda: "sera effacé le 24 décembre 2026" in said(page))
    button(page, "Voir la corbeille").click()
    page_of(fenetre, PageCoffre)


def test_what_was_begun_can_be_gone_on_with_after_a_crash(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, coffre = come_home(fenetre, chemin, qtbot)
    begin_a_letter(fenetre, "Quetzalcoatl")
    services = fenetre.contexte.services
    # As far as the coffre knows, the program dies here: only what a moment has kept is left.
    qtbot.waitUntil(lambda: bool(ask(services, coffre.brouillons.latest, qtbot)))
    fenetre.pages.discard()
    fenetre.pages.go_to("accueil")
    page = page_of(fenetre, PageAccueil)
    qtbot.waitUntil(lambda: any(titre.startswith("Reprendre · Accès") for titre in buttons(page)))
    button(page, "Reprendre · Accès").click()
    assistant = page_of(fenetre, AssistantPage)
    qtbot.waitUntil(lambda: assistant.occupied)
    assert any("Quetzalcoatl" in texte for texte in everything_shown())


def test_unlocking_comes_back_to_the_letter_being_written(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    come_home(fenetre, chemin, qtbot)
    begin_a_letter(fenetre)
    press(fenetre, Qt.Key.Key_L, CTRL)
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    type_in(verrou.saisie, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: fenetre.pages.current_id == "assistant")
    qtbot.waitUntil(lambda: page_of(fenetre, AssistantPage).occupied)


def test_the_draft_written_last_is_offered_before_all_that_is_to_be_done(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, coffre = come_home(fenetre, chemin, qtbot, DEMANDES)
    for nom in ("Premier", "Dernier"):
        ask(fenetre.contexte.services, lambda nom=nom: coffre.brouillons.save(demande(nom)), qtbot)  # type: ignore[misc]
    page.arrive()
    qtbot.waitUntil(lambda: isinstance(ici := focused(), Bouton) and "Dernier" in ici.titre)
    dits = [f"{bouton.titre} {bouton.sous_titre}" for bouton in lines(page)]
    rangs = [next(rang for rang, dit in enumerate(dits) if nom in dit) for nom in ("Dernier", "Retard")]
    assert rangs == sorted(rangs)


def test_a_draft_can_be_thrown_away_after_saying_what_is_lost(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    page, coffre = come_home(fenetre, chemin, qtbot)
    ask(fenetre.contexte.services, lambda: coffre.brouillons.save(demande("Brouillon")), qtbot)
    page.arrive()
    qtbot.waitUntil(lambda: any(titre == "Jeter ce brouillon" for titre in buttons(page)))
    button(page, "Jeter ce brouillon").click()
    assert isinstance(focused(), Bouton)
    press(fenetre, ENTREE)
    assert len(ask(fenetre.contexte.services, coffre.brouillons.latest, qtbot)) == 1
    button(page, "Jeter ce brouillon").click()
    button(page, "Le jeter").click()
    qtbot.waitUntil(lambda: not any("Brouillon" in titre for titre in buttons(page)))
    assert ask(fenetre.contexte.services, coffre.brouillons.latest, qtbot) == ()
