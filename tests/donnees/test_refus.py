"""The page about refusing: everything it offers exists, and says what it gives."""

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.situations import Offre
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from tests.coffres import Horloge


def offers(catalogue: Catalogue) -> list[Offre]:
    return [offre for porte in catalogue.portes_refus for offre in porte.offres]


def test_three_come_and_each_finds_something(catalogue: Catalogue) -> None:
    assert [porte.id for porte in catalogue.portes_refus] == ["dossier", "service", "collectif"]


def test_the_person_concerned_finds_the_letter_first(catalogue: Catalogue) -> None:
    assert catalogue.portes_refus[0].offres[0].demarche == "opposition"


def test_every_page_offered_is_one_that_exists(places: Places, catalogue: Catalogue) -> None:
    horloge = Horloge()
    fiches = Services(places, horloge.today, horloge.now).fiches.ids

    assert [offre.fiche for offre in offers(catalogue) if offre.fiche and offre.fiche not in fiches] == []


def test_everything_offered_has_a_name_and_says_what_it_gives(catalogue: Catalogue) -> None:
    for porte in catalogue.portes_refus:
        assert catalogue.textes(f"refus.portes.{porte.id}.phrase").endswith("."), porte.id
    for offre in offers(catalogue):
        racine = f"refus.fiches.{offre.fiche}" if offre.fiche else f"refus.demarches.{offre.demarche}"
        assert catalogue.textes(f"{racine}.titre"), racine
        assert catalogue.textes(f"{racine}.aide").endswith("."), racine


def test_who_works_in_the_service_is_warned_before_anything_else(catalogue: Catalogue) -> None:
    avis = catalogue.textes("refus.portes.service.avis")

    assert "file d’impression" in avis
    assert "aucun nom" in avis
