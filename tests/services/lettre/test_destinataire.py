"""A body taken from the annuaire: all that is asked of it is answered; its address is that of 2019 until it is changed."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.exchange.demandes import dump, plain_demande, read_demande
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.vault.encodage import decode_demande, encode
from tests.inventions import DEMARCHES

RELEVEE = dt.date(2019, 10, 1)
CAF = Organisme(
    "Caf de Bellerive",
    GenreOrganisme.CAF,
    service="Accueil",
    adresse=("1 rue des Lilas", "93999 Bellerive"),
    siren="123456789",
    territoire="93",
    adresse_relevee=RELEVEE,
)


@pytest.fixture
def assistant() -> Assistant:
    assistant = Assistant(DEMARCHES, lambda: dt.date(2026, 11, 24))
    assistant.choose(next(iter(DEMARCHES)))
    assistant.write_to(CAF)
    return assistant


def made(assistant: Assistant) -> Demande:
    demande = assistant.draft()
    assert demande is not None
    return demande


def test_all_that_is_asked_of_it_is_answered(assistant: Assistant) -> None:
    assert made(assistant).organisme == CAF
    assert made(assistant).organisme.adresse_relevee == RELEVEE


def test_an_address_that_was_changed_is_no_more_that_of_2019(assistant: Assistant) -> None:
    assistant.answer(Section.ORGANISME, "organisme_adresse", "2 rue des Lilas\n93999 Bellerive")

    assert made(assistant).organisme.adresse_relevee is None


def test_another_name_leaves_the_address_as_it_was(assistant: Assistant) -> None:
    assistant.answer(Section.ORGANISME, "organisme_nom", "La Caf")

    assert made(assistant).organisme.adresse_relevee == RELEVEE
    assert made(assistant).organisme.siren == ""


def test_one_without_address_takes_away_that_of_another(assistant: Assistant) -> None:
    assistant.write_to(replace(CAF, adresse=(), adresse_relevee=None))

    assert made(assistant).organisme.adresse == ()
    assert made(assistant).organisme.territoire == "93"


def test_a_draft_remembers_it_and_one_of_an_earlier_program_does_not(assistant: Assistant) -> None:
    demande = made(assistant)
    ecrit = encode(demande)

    assert decode_demande(ecrit).organisme.adresse_relevee == RELEVEE
    ancien = ecrit.replace(',"adresse_relevee":{"date":"2019-10-01"}', "")
    assert ancien != ecrit
    assert decode_demande(ancien).organisme.adresse_relevee is None

    assistant.restore(demande)
    assert made(assistant).organisme.adresse_relevee == RELEVEE


def test_a_file_says_it_in_one_line_and_is_read_again(catalogue: Catalogue) -> None:
    ecrit = dump(plain_demande(Demande("acces", organisme=CAF)))

    assert b"adresse_relevee = 2019-10-01\n" in ecrit
    assert read_demande(ecrit, "R.toml", catalogue.demarches).organisme.adresse_relevee == RELEVEE
    assert b"relevee" not in dump(plain_demande(Demande("acces", organisme=replace(CAF, adresse_relevee=None))))
