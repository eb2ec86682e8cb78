"""Consignes kept in a coffre are obeyed when a letter leaves: from the dossier, from its draft, in bulk."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes, Personne, ReponseA
from droits_usagers.places import Places
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.assistant import Assistant
from tests.coffres import PHRASE, Horloge, make_coffres

CHEZ_ELLE = ("12 rue des Lilas", "93000 Bobigny")
DEMANDE = Demande(
    "acces",
    date=dt.date(2026, 11, 24),
    concerne=Personne(prenom="Élodie", nom="Œuvrard", adresse=CHEZ_ELLE),
    organisme=Organisme("CCAS de Pantin", adresse=("1 place de la Mairie", "93500 Pantin")),
)
PAS_CHEZ_ELLE = Consignes(personne=(Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE),))


@pytest.fixture
def services(places: Places) -> Services:
    horloge = Horloge()
    return Services(places, horloge.today, horloge.now)


@pytest.fixture
def coffre(tmp_path: Path) -> Coffre:
    coffre = make_coffres().create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    coffre.consignes.put(coffre.dossiers.create(DEMANDE), PAS_CHEZ_ELLE)
    return coffre


def rules(services: Services, demande: Demande) -> set[Regle]:
    return {alerte.regle for alerte in services.departs.alertes(demande)}


def test_a_letter_that_asks_an_answer_at_home_is_held_back(services: Services, coffre: Coffre) -> None:
    demande = coffre.dossiers.read("2026-0001").demande
    assert Regle.CONSIGNE in rules(services, demande)
    with pytest.raises(SortieRetenue) as retenue:
        services.departs.kit(demande)
    assert Regle.CONSIGNE in retenue.value.regles
    assert Regle.CONSIGNE not in rules(services, DEMANDE)


def test_it_holds_through_the_wizard_and_a_draft(services: Services, coffre: Coffre) -> None:
    assistant = Assistant(services.catalogue.demarches, services.today)
    assistant.restore(coffre.dossiers.read("2026-0001").demande)
    ecrite = assistant.demande()
    assert ecrite is not None
    assert Regle.CONSIGNE in rules(services, ecrite)

    coffre.brouillons.save(ecrite, reference="2026-0001")
    (brouillon,) = coffre.brouillons.latest()
    assert Regle.CONSIGNE in rules(services, brouillon.demande)


def test_a_consigne_lifted_lets_the_same_letter_leave(services: Services, coffre: Coffre) -> None:
    coffre.consignes.put("2026-0001", Consignes())
    assert Regle.CONSIGNE not in rules(services, coffre.dossiers.read("2026-0001").demande)


def test_an_answer_asked_elsewhere_obeys(services: Services, coffre: Coffre) -> None:
    demande = replace(
        coffre.dossiers.read("2026-0001").demande, reponse_a=ReponseA("Syndicat", ("4 place du Marché", "93000 Bobigny"))
    )
    assert Regle.CONSIGNE not in rules(services, demande)


def test_a_registered_number_that_another_letter_bears_is_asked_about(services: Services, coffre: Coffre) -> None:
    numero, envoi = "1A 123 456 7890 1", Evenement(dt.date(2026, 11, 24), TypeEvenement.ENVOYE)
    coffre.consignes.put("2026-0001", Consignes())
    coffre.faits.take(FaitANoter("2026-0001", envoi, recommande=numero))
    assert Regle.FAITS_CONTRADICTOIRES not in rules(services, coffre.dossiers.read("2026-0001").demande)

    autre = coffre.dossiers.create(replace(DEMANDE, organisme=Organisme("MDPH")))
    fait = coffre.faits.take(FaitANoter(autre, envoi, recommande=numero))[0].numero
    assert Regle.FAITS_CONTRADICTOIRES in rules(services, coffre.dossiers.read("2026-0001").demande)

    coffre.faits.give_back(FaitPris(autre, fait))
    assert Regle.FAITS_CONTRADICTOIRES not in rules(services, coffre.dossiers.read("2026-0001").demande)
