"""Coffres of invented dossiers: always the same, of every kind, and as true as if they had been typed."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.demonstration.coffres import Inventeur, write_coffre
from droits_usagers.services.socle.suivant import Suivant
from tests.coffres import PHRASE, Horloge, make_coffres

NOMBRE = 400


@pytest.fixture(scope="module")
def inventeur(catalogue: Catalogue) -> Inventeur:
    return Inventeur(catalogue, NOMBRE)


def test_the_same_number_gives_the_same_dossiers(catalogue: Catalogue, inventeur: Inventeur) -> None:
    assert [inventeur.dossier(rang) for rang in range(NOMBRE)] == [
        Inventeur(catalogue, NOMBRE).dossier(rang) for rang in range(NOMBRE)
    ]
    assert Inventeur(catalogue, NOMBRE + 1).dossier(3) != inventeur.dossier(3)


def test_they_are_of_every_kind(catalogue: Catalogue, inventeur: Inventeur) -> None:
    demandes = [inventeur.dossier(rang).demande for rang in range(NOMBRE)]
    suivant = Suivant(catalogue)
    etats = Counter(suivant(demande, catalogue.invention.jour).etat for demande in demandes)

    assert set(etats) >= {etat.value for etat in Etat} - {Etat.SUSPENDU, Etat.PROLONGE}
    assert {demande.demarche for demande in demandes} == {id_ for id_, _ in catalogue.invention.demarches}
    assert {demande.qualite for demande in demandes} == {
        Qualite.CONCERNE,
        Qualite.MANDATAIRE,
        Qualite.AGENT,
        Qualite.ORGANISATION,
    }
    assert len({demande.organisme for demande in demandes}) > NOMBRE / 8
    assert all(demande.qualite in catalogue.demarches[demande.demarche].pour for demande in demandes)


def test_some_have_a_note_a_story_a_mandat_and_letters_their_numbers(inventeur: Inventeur) -> None:
    inventes = [inventeur.dossier(rang) for rang in range(NOMBRE)]
    for quelques in (
        [un.note for un in inventes],
        [un.affaire for un in inventes],
        [un.mandat for un in inventes],
        [un.mandat.signe_le for un in inventes if un.mandat],
        [un.mandat.fin_le for un in inventes if un.mandat],
    ):
        assert 0 < sum(map(bool, quelques)) < len(quelques)
    assert sum(len(un.recommandes) for un in inventes) > NOMBRE / 2


def test_nobody_exists_and_nothing_is_to_come(catalogue: Catalogue, inventeur: Inventeur) -> None:
    for rang in range(NOMBRE):
        demande = inventeur.dossier(rang).demande
        personnes = [demande.concerne, demande.auteur.personne if demande.auteur else None]
        adresses = [demande.organisme.adresse, *(personne.adresse for personne in personnes if personne)]
        assert all(re.match(r"\d\d999 ", adresse[-1]) for adresse in adresses if adresse)
        assert all(evenement.date <= catalogue.invention.jour for evenement in demande.evenements)
        assert list(demande.evenements) == sorted(demande.evenements, key=lambda fait: fait.date)
        connues = {question.id for question in catalogue.demarches[demande.demarche].questions}
        assert set(demande.reponses) <= connues


def test_their_histories_stop_on_the_day_asked_for(catalogue: Catalogue) -> None:
    jour = dt.date(2027, 7, 1)
    inventeur = Inventeur(catalogue, 50, jour)
    derniers = [fait.date for rang in range(50) for fait in inventeur.dossier(rang).demande.evenements]
    assert dt.date(2027, 5, 1) < max(derniers) <= jour


def test_the_coffre_holds_them_as_they_were_invented(catalogue: Catalogue, inventeur: Inventeur, tmp_path: Path) -> None:
    suivant, horloge = Suivant(catalogue), Horloge()
    coffres = make_coffres(horloge, suivre=suivant)
    write_coffre(coffres, tmp_path / "a.coffre", inventeur, phrase=PHRASE)
    coffre = coffres.open(tmp_path / "a.coffre", PHRASE)
    lignes = coffre.liste.page(taille=NOMBRE + 1).lignes
    assert len(lignes) == NOMBRE
    for ligne in lignes[::40]:
        lu = coffre.dossiers.read(ligne.reference)
        invente = inventeur.dossier(lu.numero - 1)
        demande, moment = invente.demande, invente.moment
        assert moment is not None
        assert (lu.demande, lu.modifie_le) == (demande, moment)
        assert [note.texte for note in lu.notes] == ([invente.note] if invente.note else [])
        assert {fait.recommande for fait in lu.faits} - {""} == set(invente.recommandes.values())
        assert (lu.affaire is not None, lu.mandat is not None) == (bool(invente.affaire), invente.mandat is not None)
        suivi = suivant(demande, horloge.today(), cree_le=lu.cree_le)
        assert (ligne.etat, ligne.prochaine_date) == (suivi.etat, suivi.prochaine_date)
        assert ligne.reference.startswith(f"{moment.year}-")
        assert ligne in coffre.liste.page(Filtre(texte=ligne.reference)).lignes
    assert coffre.verify().saine
    coffre.close()


def test_every_fact_that_a_history_names_may_be_recorded(catalogue: Catalogue) -> None:
    nommes = {pas.type for histoire in catalogue.invention.histoires for pas in histoire.pas}
    assert nommes >= {TypeEvenement.REFUS, TypeEvenement.CADA_SAISIE, TypeEvenement.PLAINTE_CNIL_ENVOYEE, TypeEvenement.CLOS}


def test_a_coffre_that_could_not_be_filled_is_not_left_half_full(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inventeur = Inventeur(catalogue, 501)
    monkeypatch.setattr(inventeur, "nombre", 10_000)
    vrai = inventeur.dossier

    def interrupted(rang: int) -> object:
        if rang > 501:
            raise KeyboardInterrupt
        return vrai(rang)

    monkeypatch.setattr(inventeur, "dossier", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_coffre(make_coffres(), tmp_path / "a.coffre", inventeur, phrase=PHRASE)
    assert [fichier.name for fichier in tmp_path.iterdir()] == ["a.coffre.verrou"]


def test_a_weak_phrase_makes_no_coffre(inventeur: Inventeur, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError):
        write_coffre(make_coffres(), tmp_path / "a.coffre", inventeur, phrase="azerty")
    assert list(tmp_path.iterdir()) == []
