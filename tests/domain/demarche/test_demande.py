"""Who signs a demande and in what capacity; nobody's name shows by accident."""

import datetime as dt

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.questions import FAIT, PROTEGEE
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Auteur, CodeConsigne, Consigne, Personne, Qualite

ELODIE = Personne(prenom="Élodie", nom="Œuvrard")
SYNDICAT = Personne(denomination="Syndicat du département")


def test_without_an_author_the_concerned_person_writes_and_signs() -> None:
    demande = Demande("acces", concerne=ELODIE)
    assert (demande.qualite, demande.signataire) == (Qualite.CONCERNE, ELODIE)


def test_the_author_signs_when_there_is_one() -> None:
    demande = Demande("acces", concerne=ELODIE, auteur=Auteur(Qualite.MANDATAIRE, SYNDICAT))
    assert (demande.qualite, demande.signataire) == (Qualite.MANDATAIRE, SYNDICAT)


def test_an_author_without_a_name_leaves_the_signature_to_the_concerned_person() -> None:
    assert Demande("acces", concerne=ELODIE, auteur=Auteur()).signataire == ELODIE


def test_a_blank_author_whose_address_is_protected_is_still_the_person_concerned() -> None:
    agent = Auteur(Qualite.AGENT, Personne(adresse_protegee=True))
    assert Demande("acces", concerne=ELODIE, auteur=agent).signataire == ELODIE


def test_a_blank_letter_is_signed_by_nobody_yet() -> None:
    assert Demande("acces").signataire == Personne()


def test_a_full_name_is_what_is_known_of_it() -> None:
    assert ELODIE.nom_complet == "Élodie Œuvrard"
    assert Personne(nom="Œuvrard").nom_complet == "Œuvrard"
    assert SYNDICAT.nom_complet == "Syndicat du département"
    assert not Personne().nom_complet


def test_no_name_shows_in_a_representation() -> None:
    demande = Demande("acces", concerne=ELODIE, auteur=Auteur(Qualite.AGENT, SYNDICAT), reponses={"quoi": "secret"})
    assert not any(mot in repr(demande) for mot in ("Élodie", "Œuvrard", "Syndicat", "secret"))


def test_a_protected_address_is_a_fact_that_questions_may_look_at() -> None:
    cachee = Personne(nom="Œuvrard", adresse_protegee=True)

    assert PROTEGEE in contexte_of(Demande("acces", concerne=cachee))
    assert PROTEGEE in contexte_of(Demande("acces", concerne=ELODIE, auteur=Auteur(Qualite.AGENT, cachee)))
    assert PROTEGEE not in contexte_of(Demande("acces", concerne=ELODIE))


def test_what_a_first_wrong_addressee_did_is_no_fact_of_the_demande() -> None:
    ailleurs, ici = (Evenement(dt.date(2026, 3, 4), TypeEvenement.RECU, ou) for ou in ("initial", ""))

    assert f"{FAIT}recu" not in contexte_of(Demande("acces", evenements=(ailleurs,)))
    assert f"{FAIT}recu" in contexte_of(Demande("acces", evenements=(ailleurs, ici)))


def test_someone_whose_name_only_is_known_signs_before_the_person_concerned() -> None:
    pauvre = Auteur(Qualite.MANDATAIRE, Personne(adresse=("1 rue du Port",)))

    assert Demande("acces", concerne=ELODIE, auteur=pauvre).signataire == pauvre.personne


def test_what_the_coffre_keeps_apart_is_no_part_of_what_is_asked() -> None:
    gardee = Demande("acces", consignes=(Consigne(CodeConsigne.NE_PAS_TELEPHONER),), recommandes=("1A 123 456 7890 1",))

    assert gardee == Demande("acces")
