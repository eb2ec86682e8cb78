"""Usual lines to pick from, and what follows from the rest of a fiche: proposed, sound, and never over what someone typed."""

import dataclasses
import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice import Statut, check_notice
from droits_usagers.domain.notice.traitements import Base, Contact, DroitNotice, Droits
from droits_usagers.places import Places
from droits_usagers.services.controle.controle import Controle
from droits_usagers.services.notice.atelier import MODELES, AtelierNotice, FichiersFiche
from droits_usagers.services.notice.saisie import fiche_of
from tests.notices import SOUND, with_bases

SANS = dataclasses.replace(SOUND, droits=None)


@pytest.fixture
def fiches(catalogue: Catalogue, places: Places) -> FichiersFiche:
    return FichiersFiche(catalogue, places.resources / MODELES, Controle(catalogue))


@pytest.fixture
def atelier(catalogue: Catalogue) -> AtelierNotice:
    return AtelierNotice(catalogue.mentions, lambda: dt.date(2026, 11, 24))


def test_usual_lines_say_something_and_no_basis(catalogue: Catalogue, fiches: FichiersFiche) -> None:
    """A basis depends on who runs the file; a number of social security has rules of its own."""
    usuelles = fiches.usual_lines()
    assert set(usuelles) == {"finalites", "donnees", "destinataires", "conservations"}
    assert not any("finalite_base" in ligne for ligne in usuelles["finalites"])
    lue = fiche_of({groupe: tuple(lignes) for groupe, lignes in usuelles.items()}, catalogue.mentions.mentions)
    constats = {constat.mention: constat for constat in check_notice(lue, catalogue.mentions)}
    assert constats["finalites"].statut is constats["conservation"].statut is constats["categories"].statut is Statut.PRESENTE
    assert {faute.conseil for faute in constats["destinataires"].fautes} == {"destinataires_finalite"}


def test_the_rights_that_the_bases_open_are_ticked_and_follow_them(atelier: AtelierNotice) -> None:
    atelier.open(SANS)
    assert atelier.propose()
    assert atelier.reponses["droits_offerts"] == ("acces", "rectification", "effacement", "limitation", "opposition", "deces")
    assert atelier.reponses["droits_contact"] == "dpo@arance.exemple.fr"
    atelier.answer("finalites", ({"finalite_libelle": "Tenir le dossier", "finalite_base": "obligation"},))
    atelier.propose()
    assert atelier.reponses["droits_offerts"] == ("acces", "rectification", "limitation", "deces")


def test_what_someone_answered_is_left_alone(atelier: AtelierNotice) -> None:
    atelier.open(dataclasses.replace(SOUND, droits=Droits("l'accueil, 1 rue Neuve", (DroitNotice.ACCES,))))
    assert not atelier.propose()
    assert atelier.reponses["droits_offerts"] == ("acces",)
    atelier.open(SANS)
    atelier.propose()
    atelier.answer("droits_contact", None)
    atelier.propose()
    assert "droits_contact" not in atelier.reponses


def test_a_consent_can_be_taken_back_and_nothing_is_said_without_a_basis(atelier: AtelierNotice) -> None:
    atelier.open(dataclasses.replace(with_bases(Base.CONSENTEMENT), droits=None, dpo=Contact(telephone="01 00 00 00 02")))
    atelier.propose()
    assert isinstance(atelier.fiche.droits, Droits)
    assert isinstance(atelier.fiche.droits.offerts, tuple)
    assert {DroitNotice.RETRAIT, DroitNotice.PORTABILITE} <= {*atelier.fiche.droits.offerts}
    assert atelier.reponses["droits_contact"] == "01 00 00 00 02"
    atelier.open(dataclasses.replace(with_bases(None), droits=None, dpo=None))
    assert not atelier.propose()


def test_nothing_is_proposed_of_a_notice_that_was_received(atelier: AtelierNotice) -> None:
    atelier.open(SANS, recue=True)
    assert not atelier.propose()
    assert "droits_offerts" not in atelier.reponses
