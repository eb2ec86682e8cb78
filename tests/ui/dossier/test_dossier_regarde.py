"""What is pressed in a panel is done to the dossier shown, whatever is being read; what is undone is as it was before."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.composants import Avis, BoutonPrimaire, BoutonSecondaire
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersDossier
from droits_usagers.ui.suivi.page import EcranSuivi
from droits_usagers.ui.suivi.table import TableSuivi
from tests.ui.avec_coffre import AUJOURDHUI, ask, button, demande, open_coffre, page_of, said


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, tmp_path / "p.coffre", qtbot, [demande(f"N{rang}", envoyee=48, recue=46) for rang in range(4)])


@pytest.fixture
def panneau(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> PanneauDossier:  # noqa: ARG001 - opened first
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: panneau.drawn and panneau.dossier is not None and panneau.dossier.reference == "2026-0001")
    qtbot.wait(300)
    return panneau


@pytest.fixture
def occupe(fenetre: Fenetre, coffre: Coffre) -> Iterator[Callable[[], None]]:  # noqa: ARG001
    """The coffre is busy until told otherwise: a slow key, a long backup."""
    libre = Event()
    fenetre.contexte.services.travail.submit(lambda: libre.wait(20), on_success=lambda _: None, on_failure=lambda _: None)
    yield libre.set
    libre.set()


def _one_down(fenetre: Fenetre, qtbot: QtBot) -> None:
    table = page_of(fenetre, EcranSuivi).findChild(TableSuivi)
    assert table is not None
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    qtbot.wait(500)


def test_the_dossier_thrown_away_is_the_one_shown(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, occupe: Callable[[], None], qtbot: QtBot
) -> None:
    _one_down(fenetre, qtbot)
    jeter = button(panneau, "Mettre à la corbeille")
    assert panneau.dossier is not None
    montre = panneau.dossier.reference
    jeter.click()
    occupe()
    qtbot.wait(600)
    jetes = [element.reference for element in ask(fenetre.contexte.services, coffre.corbeille.content, qtbot)]
    assert jetes in ([], [montre])


def test_what_no_letter_keeps_or_keeps_too_late_is_not_the_big_button(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    """The court until tomorrow comes before the reminder; the CADA whose day is over, after a demande to make again."""
    relancee = demande("Tard", envoyee=100, recue=96)
    relancee = replace(relancee, evenements=(*relancee.evenements, Evenement(AUJOURDHUI, TypeEvenement.RELANCE_ENVOYEE)))
    faits = (Evenement(AUJOURDHUI - dt.timedelta(122), TypeEvenement.RECU),)
    juge = replace(demande("Juge"), demarche="rectification", evenements=faits)
    open_coffre(fenetre, tmp_path / "p.coffre", qtbot, [juge, relancee])
    prochaines = []
    fenetre.pages.go_to("suivi")
    panneau = page_of(fenetre, EcranSuivi).panneau

    def shown(reference: str) -> bool:
        return panneau.drawn and panneau.dossier is not None and panneau.dossier.reference == reference

    for reference in ("2026-0001", "2026-0002"):
        fenetre.pages.go_to("suivi", VersDossier(reference))
        qtbot.waitUntil(partial(shown, reference))
        assert panneau.dossier is not None
        grands = [bouton.titre for bouton in panneau.findChildren(BoutonPrimaire) if bouton.isVisible()]
        prochaines.append((panneau.dossier.etapes[0].titre, grands))
        assert {"Relancer", "Saisir la CADA"} & {bouton.titre for bouton in panneau.findChildren(BoutonSecondaire)}
    assert prochaines == [("Saisir le tribunal", []), ("Refaire une demande", ["Refaire une demande"])]


def test_a_fact_is_recorded_in_the_dossier_its_form_was_opened_on(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, occupe: Callable[[], None], qtbot: QtBot
) -> None:
    panneau.show_form(TypeEvenement.REFUS)
    _one_down(fenetre, qtbot)
    assert panneau.formulaires.fait.isVisible()
    panneau.formulaires.fait.enregistrer.click()
    occupe()
    qtbot.wait(600)
    autre = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0002"), qtbot)
    assert TypeEvenement.REFUS not in {fait.type for fait in autre.demande.evenements}


def test_undoing_a_refusal_gives_back_the_chosen_day_and_takes_back_the_reasons(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    services, jour = fenetre.contexte.services, dt.date(2027, 1, 5)
    ask(services, lambda: coffre.regards.put("2026-0001", jour), qtbot)
    button(panneau, "J’ai reçu une réponse").click()
    fait = panneau.formulaires.fait
    fait.choix.set_value("refus")
    fait.motifs.set_value(("secret",))
    fait.enregistrer.click()
    qtbot.waitUntil(lambda: "C’est noté" in said(panneau))
    avis = next(avis for avis in panneau.findChildren(Avis) if "C’est noté" in said(avis))
    button(avis, "Annuler").click()
    qtbot.waitUntil(lambda: "C’est annulé" in said(panneau))
    lu = ask(services, lambda: coffre.dossiers.read("2026-0001"), qtbot)
    assert lu.revoir_le == jour
    assert "refus_motifs" not in lu.demande.reponses
