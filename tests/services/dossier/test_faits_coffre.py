"""A fact is noted with what it says of a refusal, in one go, and undone whole."""

import datetime as dt
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from tests.coffres import PHRASE, make_coffres

AVANT: Reponses = {"lien": "parent", "refus_forme": "ecrit", "refus_motifs": ("secret",)}
ORAL = FaitANoter("2026-0001", Evenement(dt.date(2026, 11, 20), TypeEvenement.REFUS_ORAL))
RECU = FaitANoter("2026-0001", Evenement(dt.date(2026, 11, 20), TypeEvenement.RECU))


@pytest.fixture
def coffre(tmp_path: Path) -> Coffre:
    coffre = make_coffres().create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    coffre.create_dossier(Demande("acces", reponses=AVANT))
    return coffre


def test_what_is_said_of_a_refusal_is_of_the_last_one(coffre: Coffre) -> None:
    coffre.faits.take(ORAL, motifs=("tiers",))
    reponses = coffre.read("2026-0001").demande.reponses
    assert (reponses["refus_forme"], reponses["refus_motifs"], reponses["lien"]) == ("oral", ("tiers",), "parent")


def test_a_refusal_without_reasons_forgets_those_of_the_former_one(coffre: Coffre) -> None:
    coffre.faits.take(ORAL, motifs=())
    assert coffre.read("2026-0001").demande.reponses == {"lien": "parent", "refus_forme": "oral"}


def test_what_is_no_refusal_says_nothing_of_one(coffre: Coffre) -> None:
    coffre.faits.take(RECU, motifs=())
    coffre.faits.take(ORAL)
    assert coffre.read("2026-0001").demande.reponses == AVANT


def test_what_is_undone_is_as_it_was(coffre: Coffre) -> None:
    coffre.regards.put("2026-0001", dt.date(2027, 1, 5))
    pris = coffre.faits.take(ORAL, motifs=())
    assert coffre.read("2026-0001").revoir_le is None
    coffre.faits.give_back(pris)
    lu = coffre.read("2026-0001")
    assert (lu.revoir_le, lu.demande.reponses, lu.demande.evenements) == (dt.date(2027, 1, 5), AVANT, ())


def test_undone_twice_changes_nothing(coffre: Coffre) -> None:
    pris = coffre.faits.take(ORAL, motifs=())
    coffre.faits.give_back(pris)
    coffre.regards.put("2026-0001", dt.date(2027, 1, 5))
    with pytest.raises(ExpectedError):
        coffre.faits.give_back(pris)
    assert coffre.read("2026-0001").revoir_le == dt.date(2027, 1, 5)
