"""What people asked not to be done: it follows them from dossier to dossier, shows as a mark, and is erased with them."""

from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, CodeConsigne, Consigne, Consignes, Personne, Qualite
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.vault.moteur import scalar
from tests.coffres import CANARI, erase, simple

PAS_ECRIRE = Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE)
AUTRE = Consigne(CodeConsigne.AUTRE, f"Le frère travaille au guichet {CANARI}")


def marques(coffre: Coffre) -> dict[str, bool]:
    return {ligne.reference: ligne.consigne for ligne in coffre.liste.page().lignes}


def test_a_consigne_of_a_person_holds_in_each_of_her_dossiers_and_one_of_a_dossier_there_only(coffre: Coffre) -> None:
    un, deux, autrui = (coffre.dossiers.create(simple(nom)) for nom in ("Œuvrard", "Œuvrard", "Diallo"))
    assert coffre.consignes.put(un, Consignes(personne=(PAS_ECRIRE,), dossier=(AUTRE,))) == Consignes()
    assert coffre.dossiers.read(un).consignes == Consignes((PAS_ECRIRE,), (AUTRE,))
    assert coffre.dossiers.read(deux).consignes == Consignes((PAS_ECRIRE,))
    assert coffre.dossiers.read(autrui).consignes == Consignes()
    assert marques(coffre) == {un: True, deux: True, autrui: False}


def test_a_consigne_taken_away_is_away_everywhere_and_can_be_put_back(coffre: Coffre) -> None:
    un, deux = (coffre.dossiers.create(simple()) for _ in range(2))
    gardees = Consignes(personne=(PAS_ECRIRE, AUTRE))
    coffre.consignes.put(un, gardees)
    assert coffre.consignes.put(deux, Consignes()) == gardees
    assert marques(coffre) == {un: False, deux: False}
    coffre.consignes.put(deux, gardees)
    assert coffre.dossiers.read(un).consignes == gardees


def test_consignes_follow_a_person_whose_name_or_address_changes(coffre: Coffre) -> None:
    un, deux = (coffre.dossiers.create(simple()) for _ in range(2))
    coffre.consignes.put(un, Consignes(personne=(PAS_ECRIRE,)))
    demande = simple()
    assert demande.concerne is not None
    demenagee = replace(demande, concerne=replace(demande.concerne, adresse=("3 rue Neuve", "93000 Bobigny")))
    coffre.dossiers.update(un, demenagee)
    assert coffre.dossiers.read(un).consignes == Consignes(personne=(PAS_ECRIRE,))
    assert coffre.dossiers.read(deux).consignes == Consignes(personne=(PAS_ECRIRE,))
    coffre.dossiers.update(un, replace(demenagee, organisme=Organisme("CCAS")))
    assert coffre.dossiers.read(un).consignes == Consignes(personne=(PAS_ECRIRE,))


def test_where_nobody_is_named_consignes_are_of_the_dossier(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(Demande("acces"))
    coffre.consignes.put(reference, Consignes(personne=(PAS_ECRIRE,), dossier=(AUTRE,)))
    assert coffre.dossiers.read(reference).consignes == Consignes(dossier=(PAS_ECRIRE, AUTRE))
    assert marques(coffre) == {reference: True}
    coffre.dossiers.update(reference, Demande("acces", organisme=Organisme("CCAS")))
    assert coffre.dossiers.read(reference).consignes.toutes == (PAS_ECRIRE, AUTRE)


def test_the_consignes_of_a_mandataire_s_dossier_are_those_of_whom_it_is_about(coffre: Coffre) -> None:
    mandataire = Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat"))
    un, deux = (coffre.dossiers.create(replace(simple(nom), auteur=mandataire)) for nom in ("Œuvrard", "Diallo"))
    coffre.consignes.put(un, Consignes(personne=(PAS_ECRIRE,)))
    assert coffre.dossiers.read(un).consignes == Consignes(personne=(PAS_ECRIRE,))
    assert coffre.dossiers.read(deux).consignes == Consignes()
    assert marques(coffre) == {un: True, deux: False}


def test_the_mark_of_a_dossier_is_not_that_of_who_writes_it_for_someone_else(coffre: Coffre) -> None:
    elle = Personne(prenom="Awa", nom="Koné")
    sien = coffre.dossiers.create(Demande("acces", concerne=elle))
    pour_autrui = coffre.dossiers.create(replace(simple("Diallo"), auteur=Auteur(Qualite.MANDATAIRE, elle)))
    coffre.consignes.put(sien, Consignes(personne=(PAS_ECRIRE,)))
    assert coffre.dossiers.read(pour_autrui).consignes == Consignes()
    assert marques(coffre) == {sien: True, pour_autrui: False}


def test_two_people_whose_names_nobody_knows_do_not_share_a_consigne(coffre: Coffre) -> None:
    un, autre = (coffre.dossiers.create(Demande("acces", concerne=Personne(naissance=1970))) for _ in range(2))
    coffre.consignes.put(un, Consignes(personne=(PAS_ECRIRE,)))
    assert coffre.dossiers.read(un).consignes == Consignes(dossier=(PAS_ECRIRE,))
    assert coffre.dossiers.read(autre).consignes == Consignes()
    assert marques(coffre) == {un: True, autre: False}


def test_dossiers_made_together_come_with_their_consignes(coffre: Coffre) -> None:
    (reference,) = coffre.dossiers.create_all([NouveauDossier(simple(), consignes=Consignes(personne=(AUTRE,)))])
    assert coffre.dossiers.read(reference).consignes == Consignes(personne=(AUTRE,))


def test_erasing_a_dossier_erases_its_consignes_and_those_of_whom_nothing_is_left(coffre: Coffre) -> None:
    un, deux = (coffre.dossiers.create(simple()) for _ in range(2))
    coffre.consignes.put(un, Consignes(personne=(PAS_ECRIRE,), dossier=(AUTRE,)))
    erase(coffre, [un])
    assert coffre.dossiers.read(deux).consignes == Consignes(personne=(PAS_ECRIRE,))
    assert scalar(coffre._depot._db, "SELECT count(*) FROM consignes") == 1  # noqa: SLF001 - what is left in the table
    erase(coffre, [deux])
    assert scalar(coffre._depot._db, "SELECT count(*) FROM consignes") == 0  # noqa: SLF001 - idem


def test_what_a_consigne_says_shows_in_no_repr() -> None:
    assert CANARI not in repr(Consignes(dossier=(AUTRE,)))
