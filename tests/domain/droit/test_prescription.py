"""How long a sum can be claimed back, aid by aid: what was read in the texts, and nothing where they say nothing."""

import tomllib
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.droit.voies import Decision

LECTURE = Path(__file__).parents[3] / "docs" / "voies-de-recours" / "voies.toml"
LUES = {voie["id"]: voie for voie in tomllib.loads(LECTURE.read_text("utf-8"))["voie"]}


def test_how_long_a_sum_can_be_claimed_is_what_was_read(catalogue: Catalogue) -> None:
    """Its entry, its months, from the payment where the text says so, and for fraud only the months that a text gives."""
    for voie in catalogue.voies:
        lue, dite = LUES[voie.id].get("prescription", {}), voie.prescription
        entree = "" if dite is None else dite.entree
        assert entree == lue.get("fondement", ""), voie.id
        if dite is not None:
            assert (dite.mois, dite.depuis_paiement) == (lue["mois"], lue["depuis"] == "paiement"), voie.id
            assert dite.fraude_mois == lue.get("fraude_mois", 0), voie.id
        assert voie.contestation == LUES[voie.id].get("contestation", {}).get("fondement", ""), voie.id


@pytest.mark.parametrize(
    ("aides", "attendue"),
    [
        (("familiales", "prime_activite", "logement", "ajpa"), (24, False, 60)),
        (("rsa", "aah", "apa"), (24, False, 0)),
        (("maladie", "indemnites", "accident", "invalidite", "c2s", "retraite", "aspa"), (24, True, 0)),
        (("chomage",), (36, True, 120)),
    ],
)
def test_five_years_are_said_of_no_sum_whose_text_does_not_write_them(
    catalogue: Catalogue, aides: tuple[str, ...], attendue: tuple[int, bool, int]
) -> None:
    for aide in aides:
        (voie,) = [une for une in catalogue.voies if aide in une.aides and Decision.INDU in une.decisions]
        dite = voie.prescription
        assert dite is not None
        assert (dite.mois, dite.depuis_paiement, dite.fraude_mois) == attendue, aide
        assert ("cinq ans" in catalogue.droit.entrees[dite.entree].resume) == (dite.fraude_mois == 60), aide


def test_the_articles_of_the_table_are_those_that_were_read(catalogue: Catalogue) -> None:
    """What a way rests on and what its silence does, read for that very way; the others, read somewhere."""
    tout = str(LUES).upper()
    for voie in catalogue.voies:
        sienne = str(LUES[voie.id]).upper()
        for entree, lecture in (
            (voie.fondement, sienne),
            (voie.silence, sienne),
            (voie.recours, tout),
            (voie.obligatoire, tout),
        ):
            assert entree.partition("-")[2].upper() in lecture, (voie.id, entree)
