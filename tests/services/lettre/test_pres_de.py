"""« Et après ? » names where the law is explained, near whoever writes, and near nobody who must not be found."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne, ReponseA
from droits_usagers.places import Places
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.controle.controle import Controle
from droits_usagers.services.lettre.cadre import cadre_of
from droits_usagers.services.lettre.courriers import Courriers, place_to_ask

ROUBAIX, BOBIGNY = ("1 rue X", "59100 Roubaix"), ("Hôtel du département", "93006 Bobigny cedex")
DEMANDE = Demande(
    "acces",
    concerne=Personne(nom="Quetzalcóatl", adresse=ROUBAIX),
    organisme=Organisme("Département", GenreOrganisme.DEPARTEMENT, adresse=BOBIGNY),
)
PROTEGEE = replace(DEMANDE, concerne=Personne(nom="Quetzalcóatl", adresse=ROUBAIX, adresse_protegee=True))


@pytest.fixture
def courriers(catalogue: Catalogue, places: Places) -> Courriers:
    return Courriers(catalogue, places, Annuaire(places.resources, places.gabarits))


def sheet(courriers: Courriers, demande: Demande) -> str:
    apres = next(un for un in courriers.kit(demande, emporter=("apres",)) if un.id == "apres")
    return courriers.text(apres.document).replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def test_it_is_near_where_the_answer_goes(courriers: Courriers) -> None:
    page = sheet(courriers, DEMANDE)

    assert "Maison de justice et du droit de Roubaix" in page
    assert "71 avenue de Verdun" in page
    assert "relevée en octobre 2019, à vérifier" in page
    assert "Roubaix" not in sheet(courriers, replace(DEMANDE, reponse_a=ReponseA("Awa", ("2 rue Y", "48000 Mende"))))


def test_it_is_near_the_body_where_someone_must_not_be_found(courriers: Courriers) -> None:
    page = sheet(courriers, PROTEGEE)

    assert "Roubaix" not in page
    assert "Maison de justice et du droit" in page


def test_what_is_named_is_no_address_to_keep_quiet(courriers: Courriers, catalogue: Catalogue) -> None:
    demande = replace(PROTEGEE, concerne=Personne(nom="X", adresse=("1 rue Z", "93000 Bobigny"), adresse_protegee=True))
    apres = next(un for un in courriers.kit(demande, emporter=("apres",)) if un.id == "apres")
    cadre = cadre_of(demande, catalogue.demarches["acces"], "demande", today=dt.date(2026, 11, 24))

    assert isinstance(cadre, Cadre)
    Controle(catalogue).release_document(apres.document, cadre, nom="apres.pdf")


@pytest.mark.parametrize("lignes", [(), ("chez Awa",), ("rue X", "99999 Nulle-Part")])
def test_nothing_is_named_where_nothing_is_known(lignes: tuple[str, ...], courriers: Courriers) -> None:
    demande = replace(DEMANDE, concerne=Personne(adresse=lignes), organisme=Organisme())

    assert "gratuitement :" not in sheet(courriers, demande)


def test_only_that_sheet_changes(courriers: Courriers, catalogue: Catalogue, places: Places) -> None:
    sans = Courriers(catalogue, places).kit(DEMANDE)
    avec = courriers.kit(DEMANDE)

    assert [un.id for un, autre in zip(avec, sans, strict=True) if un != autre] == ["apres"]


def test_an_annuaire_that_cannot_be_read_names_nothing(catalogue: Catalogue, places: Places) -> None:
    sans = Courriers(catalogue, places, Annuaire(places.gabarits, places.gabarits))

    assert sans.kit(DEMANDE) == Courriers(catalogue, places).kit(DEMANDE)


def test_the_postcode_that_is_asked_about() -> None:
    assert place_to_ask(DEMANDE) == "59100"
    assert place_to_ask(PROTEGEE) == place_to_ask(replace(DEMANDE, concerne=Personne())) == "93006"
    assert place_to_ask(replace(DEMANDE, reponse_a=ReponseA("", ("48000 Mende",)))) == "48000"
    assert place_to_ask(Demande("acces")) == ""
