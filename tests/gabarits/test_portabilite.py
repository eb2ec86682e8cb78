"""Taking one's data elsewhere: a narrow right, never for a public mission, and a plain copy where it does not exist."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read


@pytest.mark.parametrize(
    ("question", "reponse"),
    [
        ("base", "mission"),
        ("base", "obligation_legale"),
        ("base", "interets_vitaux"),
        ("base", "interets_legitimes"),
        ("support", "papier"),
    ],
)
def test_where_the_right_does_not_exist_a_copy_of_the_file_is_offered(
    courriers_livres: Courriers, catalogue: Catalogue, question: str, reponse: str
) -> None:
    with pytest.raises(ExpectedError) as refus:
        courriers_livres.compose(demande_of("portabilite", {question: reponse}))

    assert (refus.value.panne, refus.value.faits["question"]) == (Panne.PAS_DE_LETTRE, question)
    assert catalogue.demarches["portabilite"].vers(question) == ("acces",)


@pytest.mark.parametrize(
    ("base", "dit"), [("consentement", "la base de mon consentement"), ("contrat", "la base d’un contrat")]
)
def test_a_known_ground_is_said(courriers_livres: Courriers, base: str, dit: str) -> None:
    texte = read(courriers_livres, demande_of("portabilite", {"base": base}))

    assert dit in texte
    assert "Je ne sais pas" not in texte


@pytest.mark.parametrize("reponses", [{}, {"base": "inconnue"}])
def test_an_unknown_ground_is_asked_with_a_copy_if_the_right_does_not_exist(
    courriers_livres: Courriers, reponses: Reponses
) -> None:
    texte = read(courriers_livres, demande_of("portabilite", reponses))

    assert "Je ne sais pas sur quelle base vous traitez ces données." in texte
    assert "dans ce cas une simple copie de ces données, gratuite au titre de l’article 15, paragraphe 3" in texte


def test_only_what_the_person_gave_is_asked_in_a_form_a_machine_reads(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("portabilite"))

    assert "toutes les données que je vous ai fournies et qui relèvent de ce droit" in texte
    assert "structuré, couramment utilisé et lisible par une machine" in texte
    assert "Cette demande ne retire aucun consentement et n’efface rien." in texte


def test_another_body_gets_them_only_if_it_is_possible(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("portabilite", {"envoi_direct": True, "envoi_a": "Agence du logement"}))

    assert "directement, si vos moyens techniques le permettent, à :\nAgence du logement" in texte
