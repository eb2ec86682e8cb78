"""A mandate ends for the service from the day it is told, and for whoever held it by another letter."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.composer import plain
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import ORDINAIRE, by


def fin(reponses: Reponses | None = None) -> Demande:
    return replace(ORDINAIRE, demarche="revocation_mandat", reponses=reponses or {})


def written(courriers: Courriers, demande: Demande, etape: str = "demande") -> str:
    return courriers.text(courriers.compose(demande, etape)).replace("\u00a0", " ")


def test_the_service_answers_no_more_from_receipt_on(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, fin({"mandataire_nom": "M. Paul Vasseur", "mandat_date": dt.date(2026, 6, 2)}))

    assert "Le 2 juin 2026, j’ai donné mandat à M. Paul Vasseur pour exercer mes droits auprès de vous." in texte
    assert "À partir de la réception de cette lettre" in texte
    assert "de ne plus répondre à cette personne" in texte
    assert "article 2004 du code civil" in texte
    assert "article 2005 du code civil" in texte


@pytest.mark.parametrize(
    ("reponses", "dit"),
    [
        ({}, "restent valables"),
        ({"demandes": "garder"}, "restent valables"),
        ({"demandes": "retirer"}, "Je retire les demandes"),
    ],
)
def test_what_was_asked_goes_on_unless_it_is_taken_back(courriers_livres: Courriers, reponses: Reponses, dit: str) -> None:
    texte = written(courriers_livres, fin(reponses))

    assert dit in texte
    assert ("restent valables" in texte) is ("Je retire" not in texte)


def test_no_gender_is_given_to_anyone(courriers_livres: Courriers) -> None:
    sans = replace(fin(), concerne=replace(ORDINAIRE.signataire, civilite=None))

    for etape in ("demande", "mandataire"):
        texte = written(courriers_livres, sans, etape)
        assert "moi seul" not in texte
        assert "(e)" not in texte


def test_the_other_letter_goes_to_who_held_the_mandate(courriers_livres: Courriers) -> None:
    demande = replace(
        fin({"mandataire_nom": "M. Paul Vasseur", "mandataire_adresse": "2 quai des Brumes\n93000 Bobigny"}),
        evenements=(Evenement(dt.date(2026, 11, 20), TypeEvenement.ENVOYE),),
    )
    lettre = courriers_livres.compose(demande, "mandataire")
    texte = written(courriers_livres, demande, "mandataire")

    assert isinstance(lettre, Lettre)
    assert list(map(plain, lettre.destinataire)) == ["M. Paul Vasseur", "2 quai des Brumes", "93000 Bobigny"]
    assert "J’en ai averti ce service par une lettre du 20 novembre 2026." in texte
    assert "de me rendre l’exemplaire du mandat" in texte
    assert "de me dire ce que vous avez demandé" in texte


def test_a_copy_of_the_mandate_is_only_enclosed_when_it_was_kept(courriers_livres: Courriers) -> None:
    assert "Copie du mandat" in written(courriers_livres, fin({"copie_mandat": True}))
    assert "Copie du mandat" not in written(courriers_livres, fin())


def test_a_parent_ends_it_for_the_child(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, replace(by(Qualite.REPRESENTANT_LEGAL), demarche="revocation_mandat", reponses={}))

    assert "auprès de vous les droits de Mme Élodie Œuvrard, que je représente" in texte
    assert "à mon sujet" not in texte


def test_nothing_is_promised_of_a_delay(courriers_livres: Courriers) -> None:
    """No law gives the service a delay to take note of it."""
    texte = written(courriers_livres, fin())

    assert "un mois" not in texte
    assert "CADA" not in texte


def test_the_page_to_take_home_tells_of_the_other_letter(courriers_livres: Courriers) -> None:
    for etape, dit in (
        ("demande", "La personne qui vous aidait doit le savoir aussi"),
        ("mandataire", "Le service doit le savoir aussi"),
    ):
        (apres,) = [e.document for e in courriers_livres.kit(fin(), etape) if e.id == "apres"]
        texte = courriers_livres.text(apres).replace("\u00a0", " ")
        assert dit in texte
        assert "refus. Elle ne rallonge" not in texte
        assert "CADA" not in texte
        assert len(courriers_livres.pages(apres)) == 1
