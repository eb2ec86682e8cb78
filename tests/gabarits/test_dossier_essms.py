"""The papers of a stay: CASF L311-3 where it is written for, the other law everywhere, and elsewhere the ordinary request."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.suites import ENVOYE

L311_3 = "L311-3 du code de l’action sociale et des familles"


@chaque("genre", GenreOrganisme)
@chaque("reponses", [{}, {"est_essms": "etablissement"}, {"est_essms": "inconnu"}])
def test_the_rights_of_residents_are_cited_where_they_are_written_for(
    courriers_livres: Courriers, genre: GenreOrganisme, reponses: Reponses
) -> None:
    texte = read(courriers_livres, demande_of("dossier_essms", reponses, genre=genre))

    dit = genre is GenreOrganisme.ESSMS or reponses.get("est_essms") == "etablissement"
    assert (L311_3 in texte) is dit
    assert ("L1111-7 du code de la santé publique" in texte) is dit
    assert "article 15 du règlement" in texte
    assert ("disposition législative contraire" in texte) is dit


@pytest.mark.parametrize("etape", ["relance", "complement", "contestation_refus"])
@chaque("genre", GenreOrganisme)
@chaque("reponses", [{}, {"est_essms": "etablissement"}])
def test_what_follows_rests_on_what_the_first_letter_rested_on(
    courriers_livres: Courriers, etape: str, genre: GenreOrganisme, reponses: Reponses
) -> None:
    suivie = replace(demande_of("dossier_essms", reponses, genre=genre), evenements=(ENVOYE,))
    texte = read(courriers_livres, suivie, etape)

    dit = genre is GenreOrganisme.ESSMS or "est_essms" in reponses
    assert (L311_3 in texte) is dit
    # A reminder names the months that ran, and what it rests on only where no month is that of it.
    assert ("sur l’article 15 du" in texte) is (dit or etape != "relance")


@pytest.mark.parametrize("etape", ["demande", "relance"])
@pytest.mark.parametrize("genre", [GenreOrganisme.DEPARTEMENT, GenreOrganisme.AUTRE])
def test_elsewhere_the_ordinary_request_is_offered(
    courriers_livres: Courriers, catalogue: Catalogue, genre: GenreOrganisme, etape: str
) -> None:
    with pytest.raises(ExpectedError) as refus:
        courriers_livres.compose(demande_of("dossier_essms", {"est_essms": "autre_service"}, genre=genre), etape)

    assert (refus.value.panne, refus.value.faits["question"]) == (Panne.PAS_DE_LETTRE, "est_essms")
    assert catalogue.demarches["dossier_essms"].vers("est_essms") == ("acces",)


def test_a_known_establishment_is_not_asked_whether_it_is_one(courriers_livres: Courriers) -> None:
    demande = demande_of("dossier_essms", {"est_essms": "autre_service"}, genre=GenreOrganisme.ESSMS)

    assert L311_3 in read(courriers_livres, demande)


def test_the_first_copy_is_free_before_any_law_that_allows_a_fee(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("dossier_essms", genre=GenreOrganisme.ESSMS))

    assert texte.index("gratuite au titre de l’article 15") < texte.index("code des relations entre le public")
    assert "Pour ce qui relève d’une mission de service public" in texte


def test_what_was_made_for_a_judge_is_left_out(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("dossier_essms", {"papiers": ("projet", "rapports")}))

    assert "hors pièces établies pour la justice" in texte
    assert "contrat de séjour" not in texte


def test_someone_who_left_may_write_the_letter_as_well(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("dossier_essms", {"periode": "de 2008 à 2014"}, genre=GenreOrganisme.ESSMS))

    assert "Vous tenez un dossier sur mon accompagnement (période : de 2008 à 2014)." in texte
    assert "Vous m’accompagnez" not in texte
