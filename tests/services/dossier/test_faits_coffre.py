"""A fact is noted with what it says of a refusal, in one go, and undone whole."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.dossiers_coffre import CourrierANoter
from tests.coffres import PHRASE, make_coffres

AVANT: Reponses = {"lien": "parent", "refus_forme": "ecrit", "refus_motifs": ("secret",)}
ORAL = FaitANoter("2026-0001", Evenement(dt.date(2026, 11, 20), TypeEvenement.REFUS_ORAL))
RECU = FaitANoter("2026-0001", Evenement(dt.date(2026, 11, 20), TypeEvenement.RECU))


@pytest.fixture
def coffre(tmp_path: Path) -> Coffre:
    coffre = make_coffres().create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    coffre.dossiers.create(Demande("acces", reponses=AVANT))
    return coffre


def test_what_is_said_of_a_refusal_is_of_the_last_one(coffre: Coffre) -> None:
    coffre.faits.take(replace(ORAL, motifs=("tiers",)))
    reponses = coffre.dossiers.read("2026-0001").demande.reponses
    assert (reponses["refus_forme"], reponses["refus_motifs"], reponses["lien"]) == ("oral", ("tiers",), "parent")


def test_a_refusal_without_reasons_forgets_those_of_the_former_one(coffre: Coffre) -> None:
    coffre.faits.take(replace(ORAL, motifs=()))
    assert coffre.dossiers.read("2026-0001").demande.reponses == {"lien": "parent", "refus_forme": "oral"}


def test_what_is_no_refusal_says_nothing_of_one(coffre: Coffre) -> None:
    coffre.faits.take(replace(RECU, motifs=()))
    coffre.faits.take(ORAL)
    assert coffre.dossiers.read("2026-0001").demande.reponses == AVANT


def test_what_is_undone_is_as_it_was(coffre: Coffre) -> None:
    coffre.regards.put("2026-0001", dt.date(2027, 1, 5))
    pris = coffre.faits.take(replace(ORAL, motifs=()))
    assert coffre.dossiers.read("2026-0001").revoir_le is None
    coffre.faits.give_back(*pris)
    lu = coffre.dossiers.read("2026-0001")
    assert (lu.revoir_le, lu.demande.reponses, lu.demande.evenements) == (dt.date(2027, 1, 5), AVANT, ())


def test_undone_twice_changes_nothing(coffre: Coffre) -> None:
    pris = coffre.faits.take(replace(ORAL, motifs=()))
    coffre.faits.give_back(*pris)
    coffre.regards.put("2026-0001", dt.date(2027, 1, 5))
    with pytest.raises(ExpectedError):
        coffre.faits.give_back(*pris)
    assert coffre.dossiers.read("2026-0001").revoir_le == dt.date(2027, 1, 5)


@pytest.mark.parametrize("comment", ["un_fait", "plusieurs", "lettre_de_beaucoup", "clos_de_beaucoup"])
def test_whichever_way_a_fact_is_noted_the_day_chosen_before_it_is_no_more(coffre: Coffre, comment: str) -> None:
    coffre.regards.put("2026-0001", dt.date(2027, 1, 5))
    match comment:
        case "un_fait":
            coffre.faits.take(RECU)
        case "plusieurs":
            coffre.faits.take(RECU, replace(RECU, reference=coffre.dossiers.create(Demande("acces"))))
        case "lettre_de_beaucoup":
            coffre.lettres.keep_all([CourrierANoter("2026-0001", "demande", GabaritUtilise("a", "1", "b"), premiere=True)])
        case _:
            run_through(coffre.liste.closing(["2026-0001"], avant=[]))
    assert coffre.dossiers.read("2026-0001").revoir_le is None


def test_a_day_chosen_since_it_was_noted_stays(coffre: Coffre) -> None:
    avant: list[Any] = []
    coffre.regards.put("2026-0001", dt.date(2027, 1, 5))
    run_through(coffre.liste.closing(["2026-0001"], avant=avant))
    coffre.regards.put("2026-0001", dt.date(2027, 2, 5))
    run_through(coffre.liste.reopening(avant))
    assert coffre.dossiers.read("2026-0001").revoir_le == dt.date(2027, 2, 5)
