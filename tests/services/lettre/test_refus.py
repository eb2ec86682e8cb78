"""The page about refusing that a file be computerised, without its screen."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.lettre.refus import OffreMontree, PorteMontree, begin, doors, leads_to_others

#: Every fiche there may be.
FICHES = ("secret", "ecrits", "refus", "guichet", "calendrier")


@pytest.fixture
def portes(catalogue: Catalogue) -> dict[str, PorteMontree]:
    return {porte.id: porte for porte in doors(catalogue, fiches=FICHES)}


def offer(portes: dict[str, PorteMontree], porte: str, demarche: str) -> OffreMontree:
    return next(offre for offre in portes[porte].offres if offre.demarche == demarche)


def test_each_door_says_who_takes_it_and_what_it_gives(portes: dict[str, PorteMontree]) -> None:
    assert portes["dossier"].titre == "C’est mon dossier"
    assert portes["collectif"].offres
    for porte in portes.values():
        assert all(offre.titre and offre.aide for offre in porte.offres)


def test_only_the_service_is_warned(portes: dict[str, PorteMontree]) -> None:
    assert [id_ for id_, porte in portes.items() if porte.avis] == ["service"]


def test_where_there_is_no_fiche_none_is_offered(catalogue: Catalogue) -> None:
    offres = [offre for porte in doors(catalogue, fiches=()) for offre in porte.offres]

    assert offres
    assert not any(offre.fiche for offre in offres)


def test_a_letter_begins_in_the_capacity_of_who_took_the_door(catalogue: Catalogue, portes: dict[str, PorteMontree]) -> None:
    amorce = begin(catalogue, offer(portes, "collectif", "registre_aipd"))

    assert amorce.demarche == "registre_aipd"
    assert amorce.reponses == {Section.VOUS: {"qualite": Qualite.ORGANISATION.value}}


def test_the_person_concerned_is_asked_who_writes(catalogue: Catalogue, portes: dict[str, PorteMontree]) -> None:
    assert begin(catalogue, offer(portes, "dossier", "opposition")).reponses == {}


def test_a_capacity_that_the_letter_does_not_admit_is_not_given(catalogue: Catalogue) -> None:
    syndicat = OffreMontree("", "", demarche="opposition", qualite=Qualite.ORGANISATION)

    assert begin(catalogue, syndicat).reponses == {}


def test_a_letter_may_be_for_the_affaire_of_a_dossier(catalogue: Catalogue, portes: dict[str, PorteMontree]) -> None:
    assert begin(catalogue, offer(portes, "dossier", "opposition"), "2026-0001").voisin == "2026-0001"


def test_what_the_person_concerned_writes_leads_to_what_others_can_write(catalogue: Catalogue) -> None:
    assert leads_to_others(catalogue, "opposition")
    assert not leads_to_others(catalogue, "question_dpo")
    assert not leads_to_others(catalogue, "demarche_d_hier")
