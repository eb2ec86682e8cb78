"""An address that someone protects and that others have: asked beside the dossier and on Ma semaine, let go by name."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.accueil.accueil import PageAccueil
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersDossier
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import ask, button, demande, focused, open_coffre, page_of, said
from tests.ui.conftest import MakeFenetre

ADRESSE = ("14 bis rue des Acacias", "93200 Saint-Denis")


def living_there(nom: str, *, protegee: bool = False) -> Demande:
    return replace(demande(nom), concerne=Personne(nom=nom, adresse=ADRESSE, adresse_protegee=protegee))


@pytest.fixture
def fenetre(make_fenetre: MakeFenetre) -> Fenetre:
    return make_fenetre()


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    """Hers, protected, is the first; the child's the second."""
    demandes = [living_there("Œuvrard", protegee=True), living_there("Petit")]
    return open_coffre(fenetre, tmp_path / "c.coffre", qtbot, demandes)


def withheld(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> bool:
    """True once the address of the child is held."""
    concerne = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0002"), qtbot).demande.concerne
    return concerne is not None and concerne.adresse_protegee


def go_to(fenetre: Fenetre, reference: str) -> EcranSuivi:
    fenetre.pages.go_to("suivi", VersDossier(reference))
    return page_of(fenetre, EcranSuivi)


def test_it_is_asked_beside_the_dossier_that_protects_it_and_held_once_answered(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot
) -> None:
    suivi = go_to(fenetre, "2026-0001")
    avis = suivi.adresse
    qtbot.waitUntil(lambda: "14 bis rue des Acacias" in said(avis))
    dire = fenetre.contexte.textes.under("adresse_tenue")
    button(avis, dire("tenir")).click()
    qtbot.waitUntil(lambda: dire("fait.tenue")[:20] in said(avis).replace("\u00a0", " "))
    assert withheld(fenetre, coffre, qtbot)

    # Undone from where it was done, and asked again.
    annuler = button(avis, dire("annuler"))
    assert focused() is annuler
    annuler.click()
    qtbot.waitUntil(lambda: "14 bis rue des Acacias" in said(avis))
    assert not withheld(fenetre, coffre, qtbot)


def test_nothing_is_asked_beside_another(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    suivi = go_to(fenetre, "2026-0002")
    qtbot.waitUntil(lambda: suivi.panneau.reference == "2026-0002")
    assert ask(fenetre.contexte.services, lambda: coffre.adresses.to_ask("2026-0002"), qtbot) == ()
    assert suivi.adresse.isHidden()


def test_it_is_asked_on_the_first_screen_and_hidden_with_the_names(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not withheld(fenetre, coffre, qtbot)
    fenetre.pages.go_to("accueil")
    page = page_of(fenetre, PageAccueil)
    qtbot.waitUntil(lambda: "14 bis rue des Acacias" in said(page))
    page.be_discreet(discreet=True)
    assert "Acacias" not in said(page)
    page.be_discreet(discreet=False)
    assert "Acacias" in said(page)


def test_someone_is_let_go_by_name_from_the_coffre_and_that_is_undone(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    suivi = go_to(fenetre, "2026-0001")
    dire, ici = fenetre.contexte.textes.under("adresse_tenue"), fenetre.contexte.textes.under("coffre_ecran.adresses")
    qtbot.waitUntil(lambda: bool(said(suivi.adresse)))
    button(suivi.adresse, dire("tenir")).click()
    qtbot.waitUntil(lambda: dire("fait.tenue")[:20] in said(suivi.adresse))
    button(suivi.adresse, dire("voir")).click()
    ecran = page_of(fenetre, PageCoffre).ecran
    assert ecran is not None
    qtbot.waitUntil(lambda: "2026-0002" in said(ecran))

    liberer = button(ecran, ici("liberer"))
    assert "Petit" in liberer.accessibleName()
    liberer.click()
    qtbot.waitUntil(lambda: focused() is not liberer and "Petit" in said(ecran) and not withheld(fenetre, coffre, qtbot))
    button(ecran, dire("annuler")).click()
    qtbot.waitUntil(lambda: withheld(fenetre, coffre, qtbot))

    ecran.be_discreet(discreet=True)
    assert not [mot for mot in ("Petit", "Acacias") if mot in said(ecran)]
