"""Cells of a table to be checked: in the panel word for word, put away one by one, put back, found by a filter."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import AVerifier, RaisonAVerifier
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.services.suivi.criteres import OUI, Axe
from droits_usagers.ui.composants import BoutonSecondaire
from droits_usagers.ui.dossier.attaches import VueAttaches
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersDossier
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said

CELLULES = (
    AVerifier("Envoyé le", "fin mai 2026"),
    AVerifier("AR reçu le", "le 27/05", RaisonAVerifier.LU, "2026-05-27"),
    AVerifier("Relance", "LRAR 12/6/2026 ?", RaisonAVerifier.PEUT_ETRE, "2026-06-12"),
    AVerifier("Démarche", "", RaisonAVerifier.CLASSE, "acces"),
    AVerifier("Qualité", "sa nièce", RaisonAVerifier.QUALITE, "concerne"),
)


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    coffre = open_coffre(fenetre, chemin, qtbot, [demande("Tiers")])
    nouveau = NouveauDossier(demande("Œuvrard"), a_verifier=CELLULES)
    ask(fenetre.contexte.services, lambda: list(coffre.reprise.creating(Reprise([nouveau]))), qtbot)
    return coffre


@pytest.fixture
def panneau(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> PanneauDossier:  # noqa: ARG001 - opened first
    fenetre.pages.go_to("suivi", VersDossier("2026-0002"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: panneau.drawn and panneau.dossier is not None)
    return panneau


def _cells(panneau: PanneauDossier) -> int:
    return len(panneau.dossier.listees["a_verifier"]) if panneau.dossier is not None else -1


def test_the_panel_says_the_words_and_what_was_made_of_them(panneau: PanneauDossier) -> None:
    dites = said(panneau).replace("\u00a0", " ")
    for phrase in (
        "Envoyé le : « fin mai 2026 ».",
        "AR reçu le : « le 27/05 ». Lu comme le 27 mai 2026.",
        "Relance : « LRAR 12/6/2026 ? ». Peut-être le 12 juin 2026",
        "Démarche : rien n’est écrit. Rangé en « ",
        "Qualité : « sa nièce ». Écrit au titre de « La personne",
    ):
        assert phrase in dites


def test_each_is_put_away_and_put_back_in_one_gesture(panneau: PanneauDossier, qtbot: QtBot) -> None:
    button(panneau, "C’est vu").click()
    qtbot.waitUntil(lambda: _cells(panneau) == 4 and panneau.drawn)
    assert "fin mai" not in said(panneau)
    button(panneau, "Annuler").click()
    qtbot.waitUntil(lambda: _cells(panneau) == 5 and panneau.drawn)
    assert "fin mai" in said(panneau)


def test_once_all_are_seen_nothing_of_it_stays(panneau: PanneauDossier, qtbot: QtBot) -> None:
    for reste in (4, 3, 2, 1, 0):
        button(panneau, "C’est vu").click()
        qtbot.waitUntil(lambda reste=reste: _cells(panneau) == reste and panneau.drawn)  # type: ignore[misc]
    assert not panneau.findChildren(VueAttaches)


def test_words_are_hidden_with_the_names(fenetre: Fenetre, panneau: PanneauDossier, qtbot: QtBot) -> None:
    fenetre.pages.toggle_discreet()
    qtbot.waitUntil(lambda: panneau.drawn)
    assert "sa nièce" not in said(panneau)


def test_the_suivi_finds_those_that_are_left(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: page.modele.rowCount() == 2)
    page.liste.filtres.set_criteres(page.liste.filtres.criteres.toggled(Axe.A_VERIFIER, OUI))
    qtbot.waitUntil(lambda: page.modele.rowCount() == 1)


def test_the_address_they_withhold_is_freed_where_they_are_read_and_withheld_again(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    assert not [bouton for bouton in panneau.findChildren(BoutonSecondaire) if "Écrire l" in bouton.text()]
    services = fenetre.contexte.services

    def protegee() -> bool:
        concerne = ask(services, lambda: coffre.dossiers.read("2026-0002"), qtbot).demande.concerne
        return concerne is not None and concerne.adresse_protegee

    lue = ask(services, lambda: coffre.dossiers.read("2026-0002"), qtbot).demande
    assert lue.concerne is not None
    cachee = replace(lue.concerne, adresse=("12 rue des Lilas",), adresse_protegee=True)
    ask(services, lambda: coffre.dossiers.update("2026-0002", replace(lue, concerne=cachee)), qtbot)
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    fenetre.pages.go_to("suivi", VersDossier("2026-0002"))
    qtbot.waitUntil(lambda: panneau.drawn and "cette personne est à taire" in said(panneau))
    button(panneau, "Écrire l’adresse sur ses lettres").click()
    qtbot.waitUntil(lambda: "écrira l’adresse de cette personne" in said(panneau) and panneau.drawn)
    assert not protegee()
    button(panneau, "Annuler").click()
    qtbot.waitUntil(lambda: "est de nouveau à taire" in said(panneau) and panneau.drawn)
    assert protegee()
    # Where every word was seen, it is still said.
    ask(services, lambda: coffre.dossiers.update("2026-0001", replace(lue, concerne=cachee)), qtbot)
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    qtbot.waitUntil(lambda: panneau.drawn and "change rien" not in said(panneau) and "est à taire" in said(panneau))
    # What was left in a letter may say it: nothing is claimed of what was written.
    assert "s’y décide, phrase par phrase" in said(panneau)
    assert "aucun papier" not in said(panneau)
    button(panneau, "Écrire l’adresse sur ses lettres")
