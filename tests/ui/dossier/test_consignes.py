"""Consignes on a real coffre: set and taken back in one gesture, words in the panel, only a mark in the list."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.dossier.tete import PorteeConsigne
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersDossier
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, said
from tests.ui.gestes import everything_shown

SECRET = "le frère lit le courrier"
PAS_APPELER = Consigne(CodeConsigne.NE_PAS_TELEPHONER)


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, (demande("Œuvrard"), demande("Œuvrard", envoyee=60), demande("Tiers")))


@pytest.fixture
def panneau(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> PanneauDossier:  # noqa: ARG001 - opened first
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: panneau.drawn and panneau.dossier is not None)
    return panneau


def kept(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, reference: str) -> Consignes:
    return ask(fenetre.contexte.services, lambda: coffre.dossiers.read(reference).consignes, qtbot)


def set_one(panneau: PanneauDossier, qtbot: QtBot, portee: PorteeConsigne = PorteeConsigne.PERSONNE) -> None:
    button(panneau, "Ajouter une consigne").click()
    formulaire = panneau.formulaires.consignes
    formulaire.portee.set_value(portee)
    formulaire.choix.set_value([CodeConsigne.NE_PAS_TELEPHONER])
    formulaire.autre.setText(SECRET)
    formulaire.garder.click()
    qtbot.waitUntil(lambda: panneau.dossier is not None and bool(panneau.dossier.consignes.toutes) and panneau.drawn)


def test_a_consigne_is_set_in_one_gesture_for_every_dossier_of_the_person(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    set_one(panneau, qtbot)
    attendue = Consignes(personne=(PAS_APPELER, Consigne(CodeConsigne.AUTRE, SECRET)))
    assert kept(fenetre, coffre, qtbot, "2026-0002") == attendue
    assert kept(fenetre, coffre, qtbot, "2026-0003") == Consignes()
    assert "Ne pas téléphoner" in said(panneau)
    assert SECRET in said(panneau)


def test_a_list_bears_the_mark_and_none_of_the_words(fenetre: Fenetre, panneau: PanneauDossier, qtbot: QtBot) -> None:
    set_one(panneau, qtbot)
    page = page_of(fenetre, EcranSuivi)
    modele = page.liste.table.modele

    def row(reference: str) -> str:
        index = modele.index(modele.row_of(reference), 0)
        return f"{index.data(modele.CELLULE).texte} {index.data(Qt.ItemDataRole.AccessibleTextRole)}"

    qtbot.waitUntil(lambda: "Consigne" in row("2026-0001"))
    assert "Consigne" in row("2026-0002")
    assert "Consigne" not in row("2026-0003")
    assert SECRET not in row("2026-0001")


def test_what_was_changed_is_put_back_in_one_gesture(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    set_one(panneau, qtbot)
    qtbot.waitUntil(lambda: "C’est noté" in said(panneau) or "C'est noté" in said(panneau))
    button(panneau, "Annuler").click()
    qtbot.waitUntil(lambda: panneau.dossier is not None and not panneau.dossier.consignes.toutes and panneau.drawn)
    assert kept(fenetre, coffre, qtbot, "2026-0001") == Consignes()


def test_one_for_this_dossier_only_leaves_the_others_alone(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    set_one(panneau, qtbot, PorteeConsigne.DOSSIER)
    assert kept(fenetre, coffre, qtbot, "2026-0001").personne == ()
    assert kept(fenetre, coffre, qtbot, "2026-0002") == Consignes()


def test_each_scope_keeps_what_was_ticked_for_it(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    button(panneau, "Ajouter une consigne").click()
    formulaire = panneau.formulaires.consignes
    formulaire.choix.set_value([CodeConsigne.NE_PAS_TELEPHONER])
    formulaire.portee.set_value(PorteeConsigne.DOSSIER)
    assert formulaire.choix.value() == ()
    formulaire.autre.setText(SECRET)
    formulaire.portee.set_value(PorteeConsigne.PERSONNE)
    assert formulaire.choix.value() == (CodeConsigne.NE_PAS_TELEPHONER,)
    formulaire.garder.click()
    qtbot.waitUntil(lambda: panneau.dossier is not None and bool(panneau.dossier.consignes.toutes))
    attendues = Consignes((PAS_APPELER,), (Consigne(CodeConsigne.AUTRE, SECRET),))
    assert kept(fenetre, coffre, qtbot, "2026-0001") == attendues


def test_hidden_names_hide_the_words_of_a_consigne(panneau: PanneauDossier, qtbot: QtBot) -> None:
    set_one(panneau, qtbot)
    panneau.be_discreet(discreet=True)
    qtbot.waitUntil(lambda: panneau.drawn)
    assert SECRET not in everything_shown()


def test_nothing_typed_stays_once_the_panel_is_cleared(panneau: PanneauDossier) -> None:
    button(panneau, "Ajouter une consigne").click()
    panneau.formulaires.consignes.autre.setText(SECRET)
    panneau.clear()
    assert SECRET not in everything_shown()
