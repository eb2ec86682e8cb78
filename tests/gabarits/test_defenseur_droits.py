"""The Défenseur des droits: after a first attempt, free, near home; it stops no delay, and is not for agents."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import addressee, demande_of, read

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.questions import Reponses


def test_it_goes_to_the_defenseur_without_a_stamp(courriers_livres: Courriers) -> None:
    demande = demande_of("defenseur_droits")
    lettre = courriers_livres.compose(demande)
    (apres,) = [e for e in courriers_livres.kit(demande) if e.id == "apres"]

    assert addressee(courriers_livres, demande) == [
        "Défenseur des droits",
        "Libre réponse 71120",
        "75342 Paris cedex 07",
    ]
    assert "n’a pas besoin de timbre" in courriers_livres.text(apres.document)
    assert "adresse_autorite" in [remarque.id for remarque in lettre.remarques]


def test_it_is_said_everywhere_that_no_delay_stops(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    demande = demande_of("defenseur_droits")
    (apres,) = [e for e in courriers_livres.kit(demande) if e.id == "apres"]

    assert "Il n’arrête aucun délai." in catalogue.textes_demarche("defenseur_droits")("attente")
    assert "Cette lettre n’arrête aucun délai." in courriers_livres.compose(demande).en_clair
    assert "Cette lettre n’arrête aucun délai." in courriers_livres.text(apres.document)
    assert "n’arrête aucun délai de recours" in read(courriers_livres, demande)


def test_it_is_not_for_those_it_does_not_help(catalogue: Catalogue) -> None:
    assert not {Qualite.AGENT, Qualite.ORGANISATION} & set(catalogue.demarches["defenseur_droits"].pour)
    assert catalogue.demarches["defenseur_droits"].delais == ()


def test_the_first_attempt_is_told_with_its_date(courriers_livres: Courriers) -> None:
    visite: Reponses = {
        "demarche_date": dt.date(2026, 10, 20),
        "demarche_quoi": "visite au guichet",
        "demarche_papier": "convocation",
    }
    reponses: Reponses = {"demarche_initiale": "acces", "autres_demarches": (visite,)}
    faits = (
        Evenement(dt.date(2026, 9, 1), TypeEvenement.ENVOYE),
        Evenement(dt.date(2026, 11, 10), TypeEvenement.CADA_SAISIE),
    )
    texte = read(courriers_livres, replace(demande_of("defenseur_droits", reponses), evenements=faits))

    assert "- 1er septembre 2026 : envoi de la demande d’accès aux données et au dossier (pièce n° 1)" in texte
    assert "- 20 octobre 2026 : visite au guichet (pièce n° 2)" in texte
    assert "J’ai saisi la CADA le 10 novembre 2026." in texte
    assert "elle est restée sans effet" in texte


def test_a_delegate_is_asked_for_near_home(courriers_livres: Courriers) -> None:
    avec = read(courriers_livres, demande_of("defenseur_droits", {"rencontre": True, "rencontre_ville": "Arcy"}))

    assert "rencontrer un délégué à Arcy, ou aussi près que possible" in avec
    havre = read(courriers_livres, demande_of("defenseur_droits", {"rencontre": True, "rencontre_ville": "Le Havre"}))
    assert "rencontrer un délégué au Havre, ou aussi près que possible" in havre
    assert "délégué" not in read(courriers_livres, demande_of("defenseur_droits"))


def test_the_mandate_allows_this_letter_and_speaks_of_the_body(courriers_livres: Courriers) -> None:
    demande = demande_of("defenseur_droits", qualite=Qualite.MANDATAIRE)
    (mandat,) = [e for e in courriers_livres.kit(demande) if e.id == "mandat"]
    texte = courriers_livres.text(mandat.document)

    assert "demander l’aide du Défenseur des droits, et recevoir ses réponses" in texte
    assert "saisir la CNIL" not in texte
    assert "Au sujet du Conseil départemental" in texte
    assert "le service doit répondre" not in texte
