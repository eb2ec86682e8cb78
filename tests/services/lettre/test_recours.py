"""From a dossier to the CADA, to the CNIL or to the Défenseur des droits, and back into the dossier."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.ecran import Lecteur
from droits_usagers.services.dossier.garde import LettreFaite, dossier_as_bytes, keep_dossier, read_dossier
from droits_usagers.services.dossier.histoire import GenreEntree
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import Step
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.lettre.recours import follow_up, proven
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.lignes import Presentation
from tests.coffres import PHRASE, Horloge, make_coffres

AUJOURDHUI = Horloge().today()
GABARIT = GabaritUtilise("saisine_cada/demande", "1", "0" * 16)
_T = TypeEvenement
ENVOYE = Evenement(AUJOURDHUI - dt.timedelta(50), _T.ENVOYE)
RECU = Evenement(AUJOURDHUI - dt.timedelta(45), _T.RECU)
ACCES = Demande(
    "acces",
    date=ENVOYE.date,
    concerne=Personne(nom="Œuvrard", adresse=("1 rue Basse", "93999 Bellerive")),
    organisme=Organisme("Conseil départemental"),
    copies=(Copie("Délégué"),),
    reponses={"suivi_par": "le centre", "envoi": "courriel"},
    evenements=(ENVOYE, RECU),
)


@pytest.fixture
def coffre(tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres().create(tmp_path / "essai.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def suite_of(catalogue: Catalogue, gardee: Demande, demarche: str) -> Demande:
    return follow_up(gardee, catalogue.demarches[demarche], catalogue.canaux)


def keep(coffre: Coffre, catalogue: Catalogue, demande: Demande, reference: str, *, etape: str = "demande") -> None:
    lettre = LettreFaite(catalogue.demarches[demande.demarche], etape, GABARIT)
    assert keep_dossier(coffre, demande, lettre=lettre, today=AUJOURDHUI, reference=reference) == reference


def test_the_number_of_the_registered_letter_shows_that_it_was_received(catalogue: Catalogue, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(replace(ACCES, evenements=()))
    acces = catalogue.demarches["acces"]
    coffre.faits.take(FaitANoter(reference, ENVOYE, recommande="2C 999 123 456 7 8"))
    assert proven(coffre.dossiers.read(reference), acces) == coffre.dossiers.read(reference).demande
    coffre.faits.take(FaitANoter(reference, RECU))
    reponses = proven(coffre.dossiers.read(reference), acces).reponses
    assert (reponses["preuve_reception"], reponses["numero_envoi"]) == ("avis_reception", "2C 999 123 456 7 8")
    assert reponses["suivi_par"] == "le centre"
    assert "numero_envoi" not in proven(coffre.dossiers.read(reference), catalogue.demarches["plainte_cnil"]).reponses
    coffre.dossiers.update(reference, replace(ACCES, reponses={"preuve_reception": "aucune"}))
    assert proven(coffre.dossiers.read(reference), acces).reponses["preuve_reception"] == "aucune"


@pytest.mark.parametrize("demarche", ["saisine_cada", "plainte_cnil", "defenseur_droits"])
def test_people_organisme_and_facts_follow_and_the_first_demarche_is_told(catalogue: Catalogue, demarche: str) -> None:
    suite = suite_of(catalogue, ACCES, demarche)

    assert (suite.demarche, suite.concerne, suite.organisme) == (demarche, ACCES.concerne, ACCES.organisme)
    assert suite.evenements == ACCES.evenements
    assert suite.reponses["demarche_initiale"] == "acces"
    assert suite.date is None
    assert suite.copies == ()


def test_a_request_by_mail_is_told_to_the_cada(catalogue: Catalogue) -> None:
    papier = replace(ACCES, reponses={"envoi": "lrar"})

    assert suite_of(catalogue, ACCES, "saisine_cada").reponses["demande_electronique"] is True
    assert suite_of(catalogue, papier, "saisine_cada").reponses["demande_electronique"] is False


def test_who_represents_an_organisation_is_not_typed_twice(catalogue: Catalogue) -> None:
    registre = replace(ACCES, demarche="registre_aipd", reponses={"forme": "syndicat", "representant": "Mme Renaud"})
    suite = suite_of(catalogue, registre, "saisine_cada")

    assert suite.reponses["representant"] == "Mme Renaud"
    assert suite.reponses["forme"] == "syndicat"


@pytest.mark.parametrize("mesure", ["parent", "tutelle", "represente", "assiste"])
@pytest.mark.parametrize("demarche", ["saisine_cada", "plainte_cnil", "defenseur_droits"])
def test_under_what_measure_one_writes_is_known_to_the_authority(catalogue: Catalogue, demarche: str, mesure: str) -> None:
    """Many complaints are made at once, and nobody is asked: a curator would write as one who represents."""
    pour = replace(ACCES, auteur=Auteur(Qualite.REPRESENTANT_LEGAL), reponses={"titre_representant": mesure})

    assert suite_of(catalogue, pour, demarche).reponses["titre_representant"] == mesure


def test_a_demarche_that_the_letter_does_not_name_is_left_to_say(catalogue: Catalogue) -> None:
    mandat = replace(ACCES, demarche="mandat")

    assert "demarche_initiale" not in suite_of(catalogue, mandat, "saisine_cada").reponses


def test_the_letter_stays_with_the_dossier_whose_demande_does_not_change(catalogue: Catalogue, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(ACCES)
    suite = suite_of(catalogue, coffre.dossiers.read(reference).demande, "saisine_cada")
    keep(coffre, catalogue, suite, reference)

    lu = coffre.dossiers.read(reference)
    assert lu.demande.demarche == "acces"
    assert lu.demande.reponses["suivi_par"] == "le centre"
    assert [fait.evenement for fait in lu.faits] == [ENVOYE, RECU]
    (courrier,) = lu.courriers
    assert courrier.etape == "saisine_cada/demande"
    montre = Lecteur(Presentation(catalogue, lambda: AUJOURDHUI), Suivant(catalogue))(coffre, reference)
    (entree,) = (entree for entree in montre.histoire if entree.genre is GenreEntree.COURRIER)
    assert entree.texte.endswith("saisine de la CADA")


def test_what_was_answered_for_it_is_found_again(catalogue: Catalogue, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(ACCES)
    suite = suite_of(catalogue, coffre.dossiers.read(reference).demande, "plainte_cnil")
    answered = replace(suite, reponses={**suite.reponses, "recit": "Je suis venue trois fois."})
    keep(coffre, catalogue, answered, reference)

    assert suite_of(catalogue, coffre.dossiers.read(reference).demande, "plainte_cnil").reponses == answered.reponses
    assert "recit" not in suite_of(catalogue, coffre.dossiers.read(reference).demande, "saisine_cada").reponses


def test_correcting_the_demande_loses_none_of_it(catalogue: Catalogue, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(ACCES)
    suite = suite_of(catalogue, coffre.dossiers.read(reference).demande, "plainte_cnil")
    keep(coffre, catalogue, replace(suite, reponses={"recit": "Trois fois."}), reference)
    keep(coffre, catalogue, replace(ACCES, reponses={"suivi_par": "un autre centre"}), reference)

    gardee = coffre.dossiers.read(reference).demande
    assert gardee.reponses["suivi_par"] == "un autre centre"
    assert suite_of(catalogue, gardee, "plainte_cnil").reponses == {"recit": "Trois fois."}


def test_a_fact_said_while_writing_it_is_recorded_once_and_never_against_another(catalogue: Catalogue, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(ACCES)
    refus = Evenement(AUJOURDHUI - dt.timedelta(5), _T.REFUS)
    autre_envoi = Evenement(AUJOURDHUI - dt.timedelta(60), _T.ENVOYE)
    suite = suite_of(catalogue, coffre.dossiers.read(reference).demande, "saisine_cada")
    for _ in range(2):
        keep(coffre, catalogue, replace(suite, evenements=(autre_envoi, RECU, refus)), reference)

    assert [fait.evenement for fait in coffre.dossiers.read(reference).faits] == [ENVOYE, RECU, refus]


def test_sending_it_moves_the_dates_of_the_dossier(catalogue: Catalogue, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(ACCES)
    suite = suite_of(catalogue, coffre.dossiers.read(reference).demande, "saisine_cada")
    keep(coffre, catalogue, suite, reference)
    etape = catalogue.demarches["saisine_cada"].etapes[0]
    coffre.faits.take(FaitANoter(reference, Evenement(AUJOURDHUI, etape.evenement)))

    bilan = Suivant(catalogue).bilan(coffre.dossiers.read(reference).demande, AUJOURDHUI)
    assert bilan.etat == "cada_en_cours"
    assert {"refus_confirme", "recours_ta"} <= {echeance.code for echeance in bilan.echeances}
    assert "saisine_cada" not in {etape.demarche for etape in bilan.actes}


@pytest.mark.parametrize(("demarche", "ecran"), [("acces", "organisme"), ("plainte_cnil", "mis_en_cause")])
def test_an_authority_is_written_to_about_an_organisme(catalogue: Catalogue, demarche: str, ecran: str) -> None:
    assistant = Assistant(catalogue.demarches, lambda: AUJOURDHUI)
    assistant.choose(demarche)

    assert [un.id for un in assistant.screens if un.step is Step.ORGANISME] == [ecran]
    assert f"assistant.groupes.{ecran}.titre" in catalogue.textes


def test_the_facts_of_a_first_letter_are_asked_where_there_is_no_dossier(catalogue: Catalogue) -> None:
    assistant = Assistant(catalogue.demarches, lambda: AUJOURDHUI)
    assistant.choose("saisine_cada")
    assistant.answer(Section.PAPIER, "papier_recu", RECU.date)
    assistant.answer(Section.PAPIER, "papier_aussi", ("refus",))
    assistant.answer(Section.PAPIER, "papier_refus", AUJOURDHUI)
    demande = assistant.demande()

    assert demande is not None
    assert {fait.type for fait in demande.evenements} == {_T.RECU, _T.REFUS}
    # What the letter asks next depends on them.
    assert "motif_refus" in {question.id for ecran in assistant.screens for question in assistant.visible(ecran)}


def test_the_same_demarche_is_written_as_it_was(catalogue: Catalogue) -> None:
    assert suite_of(catalogue, ACCES, "acces") is ACCES


def test_a_dossier_travels_without_it(catalogue: Catalogue, coffre: Coffre, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(ACCES)
    keep(coffre, catalogue, suite_of(catalogue, coffre.dossiers.read(reference).demande, "saisine_cada"), reference)
    (tmp_path / "d.toml").write_bytes(dossier_as_bytes(coffre.dossiers.read(reference)))

    assert read_dossier(tmp_path / "d.toml", catalogue).demande == ACCES


def test_who_holds_a_medical_file_is_told_to_the_cada(catalogue: Catalogue) -> None:
    medical = replace(ACCES, demarche="dossier_medical", reponses={"detenteur": "sante"})

    assert suite_of(catalogue, medical, "saisine_cada").reponses["detenteur"] == "sante"
    assert "detenteur" not in suite_of(catalogue, ACCES, "saisine_cada").reponses
