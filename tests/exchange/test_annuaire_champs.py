"""Mailboxes: of an office, or of someone; postcodes as they are written."""

import pytest

from droits_usagers.exchange.annuaire import MotsImport, siren_of, text_of
from droits_usagers.places import Places
from droits_usagers.services.annuaire.fichiers import load_mots
from tests.chaque import chaque


@pytest.fixture(scope="module")
def mots(places: Places) -> MotsImport:
    return load_mots(places.resources)


@chaque(
    "courriel",
    [
        *(
            "dpo@ville.fr",
            "DPO@ville.fr",
            "rgpd@ville.fr",
            "protection.donnees@caf.fr",
            "protection-des-donnees@x.fr",
            "contact@x.fr",
        ),
        *("protectiondesdonnees@x.fr", "donnees.personnelles@x.fr", "dpo-mairie@x.fr", "dpo59@x.fr", "delegue.protection@x.fr"),
        *("contact.dpo@x.fr", "contactdpo@x.fr", "accueil@x.fr", "mairie@orange.fr"),
    ],
)
def test_the_mailbox_of_an_office_is_kept(mots: MotsImport, courriel: str) -> None:
    assert mots.office_mailbox(courriel) == courriel


@chaque(
    "courriel",
    [
        *("jean.dupont@ville.fr", "j.dupont@x.fr", "dupont@x.fr", "jean.dupont.dpo@x.fr", "dpo.dupont@x.fr", "m-martin@x.fr"),
        *("cilla@x.fr", "decil@x.fr", "lacil@x.fr", "contact.l@x.fr", "dpo-l@x.fr"),
        *("dpo-marie@x.fr", "", "NULL", "pas une adresse", "1234@x.fr", "de.la@x.fr", "claude.data@x.fr", "legrand@x.fr"),
    ],
)
def test_what_may_be_someone_is_not(mots: MotsImport, courriel: str) -> None:
    assert mots.office_mailbox(courriel) == ""


def test_of_several_the_first_of_an_office(mots: MotsImport) -> None:
    assert mots.office_mailbox("jean.dupont@x.fr ; dpo@x.fr, contact@x.fr") == "dpo@x.fr"


@chaque(
    ("ecrit", "lu"),
    [
        (("1000", "BOURG", ""), ("01000", "BOURG")),
        (("01000", "BOURG", "France"), ("01000", "BOURG")),
        (("59000 CEDEX 9", "LILLE", "FRANCE"), ("59000", "LILLE CEDEX 9")),
        (("59000", "LILLE CEDEX 9", "FRANCE"), ("59000", "LILLE CEDEX 9")),
        (("NULL", "NULL", "NULL"), ("", "")),
        (("974", "SAINT DENIS", "LA REUNION"), ("", "SAINT DENIS")),
        (("2A000", "AJACCIO", ""), ("", "AJACCIO")),
        (("97400", "SAINT DENIS", "Réunion"), ("97400", "SAINT DENIS")),
        # Abroad, four digits are four digits.
        (("1000", "BRUXELLES", "Belgique"), ("1000", "BRUXELLES, BELGIQUE")),
    ],
)
def test_a_postcode_has_its_zero_back_and_a_cedex_its_place(
    mots: MotsImport, ecrit: tuple[str, str, str], lu: tuple[str, str]
) -> None:
    assert mots.place(*ecrit) == lu


def test_a_cell_is_one_line_and_null_is_nothing() -> None:
    assert [text_of(dit) for dit in (" a\n b ", "NULL", "null", None, 93150, True, ["x"], "-")] == [
        "a b",
        "",
        "",
        "",
        "93150",
        "",
        "",
        "",
    ]
    assert [siren_of(dit) for dit in ("213 500 001", "21350000100017", "21350000", "NULL")] == [
        "213500001",
        "213500001",
        "",
        "",
    ]
