"""What is left in dotted lines leads to the question that fills it."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.lettre.provenance import Blanc, manques

JOUR = dt.date(2026, 11, 24)
COMPLETE = Demande(
    "acces",
    date=JOUR,
    lieu="Bobigny",
    concerne=Personne(prenom="Élodie", nom="Œuvrard", adresse=("4 place du Marché", "93000 Bobigny")),
    organisme=Organisme("CCAS", adresse=("Mairie", "93006 Bobigny cedex")),
)


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return Services(places, lambda: JOUR, lambda: dt.datetime(2026, 11, 24, tzinfo=dt.UTC))


def missing(services: Services, demande: Demande, etape: str = "demande") -> tuple[Blanc, ...]:
    demarche = services.catalogue.demarches[demande.demarche]
    return manques(demarche, etape, demande, compose=partial(services.courriers.compose, etape=etape))


def asked(services: Services, demande: Demande, etape: str = "demande") -> list[str]:
    return [manque.question for manque in missing(services, demande, etape)]


def test_a_whole_letter_lacks_nothing(services: Services) -> None:
    assert missing(services, COMPLETE) == ()


def test_what_is_missing_is_named_by_its_question_and_its_screen_in_the_order_it_is_asked(services: Services) -> None:
    found = missing(services, Demande("acces", date=JOUR))

    assert [manque.question for manque in found] == [
        "concerne_prenom", "concerne_nom", "concerne_adresse", "organisme_nom", "organisme_adresse", "lieu",
    ]  # fmt: skip
    assert found[0] == Blanc("concerne_prenom", Section.VOUS, "vous.soi")
    assert found[-1] == Blanc("lieu", Section.SIGNATURE, "relire.relire")


@pytest.mark.parametrize(
    ("reponses", "question"),
    [
        ({"objet": "partie"}, "lesquelles"),
        ({"objet": "remarque"}, "remarque"),
        ({"objet": "remarque", "remarque": "une phrase"}, ""),
        ({"objet": "tout", "motifs": ("inutile",)}, ""),
    ],
)
def test_what_the_demarche_asks_counts_too(services: Services, reponses: dict[str, Valeur], question: str) -> None:
    demande = replace(COMPLETE, demarche="effacement", reponses=reponses)
    assert asked(services, demande) == ([question] if question else [])


def test_a_line_filled_in_part_is_still_missing(services: Services) -> None:
    passages = ({"ecrit": "sans emploi", "nature": "fait"},)
    demande = Demande("rectification", lieu="Bobigny", concerne=COMPLETE.concerne, organisme=COMPLETE.organisme)

    assert asked(services, demande) == ["passages"]
    assert asked(services, _with(demande, passages=passages)) == ["passages"]
    assert asked(services, _with(demande, passages=({**passages[0], "exact": "en emploi"},))) == []


def test_the_facts_a_letter_rests_on_are_asked_for(services: Services) -> None:
    assert asked(services, COMPLETE, "relance") == ["papier_envoye"]


def test_who_writes_for_someone_else_has_their_own_lines(services: Services) -> None:
    auteur = Auteur(Qualite.MANDATAIRE, Personne(denomination="Entraide"))
    demande = Demande("acces", lieu="Bobigny", concerne=Personne(), auteur=auteur, organisme=COMPLETE.organisme)

    assert asked(services, demande)[:2] == ["concerne_prenom", "concerne_nom"]
    assert "auteur_adresse" in asked(services, demande)


def test_where_the_answer_is_to_go_is_missing_of_who_lives_where_nobody_must_know(services: Services) -> None:
    cachee = replace(COMPLETE, concerne=Personne(nom="Œuvrard", prenom="Élodie", adresse=("4 rue Y",), adresse_protegee=True))

    assert asked(services, replace(cachee, reponse_a=ReponseA(enveloppe_neutre=True))) == ["reponse_adresse"]


def test_without_a_letter_nothing_is_to_be_completed(services: Services) -> None:
    assert missing(services, Demande("opposition")) == ()


def _with(demande: Demande, **reponses: Valeur) -> Demande:
    return replace(demande, reponses=reponses)
