"""A union, or several organisations: the position on a refusal, what is declared and done; neither boycott nor clock."""

import re

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

ID = "lettre_collective"
SUJETS = {
    "refus": "Le refus.",
    "accueil": "L’accueil.",
    "consigne": "La consigne.",
    "buts": "Les buts.",
    "durees": "La durée.",
    "commentaires": "Les commentaires et les numéros.",
    "acces": "Les accès.",
    "information": "L’information.",
    "mesure": "Le travail des agents.",
    "registre": "Le registre et l’analyse d’impact.",
    "comite": "Le comité.",
}


def write(courriers: Courriers, reponses: Reponses | None = None, genre: GenreOrganisme = GenreOrganisme.DEPARTEMENT) -> str:
    return read(courriers, demande_of(ID, reponses, qualite=Qualite.ORGANISATION, genre=genre))


@pytest.mark.parametrize("sujet", SUJETS)
def test_one_box_asks_one_question(courriers_livres: Courriers, sujet: str) -> None:
    texte = write(courriers_livres, {"sujets": (sujet,)})

    assert [code for code, titre in SUJETS.items() if f". {titre}" in texte] == [sujet]


def test_nothing_ticked_asks_the_two_questions_of_2011(courriers_livres: Courriers) -> None:
    texte = write(courriers_livres)

    assert "Quand une personne refuse de voir son dossier informatisé, quelle position adopte le service ?" in texte
    assert "Si ce qui est déclaré n’est pas ce qui est fait, pourquoi ?" in texte
    assert "Nous ne connaissons pas de texte qui permette de subordonner l’accueil à l’informatisation." in texte


def test_a_gap_is_asked_about_as_in_the_other_letters(courriers_livres: Courriers) -> None:
    ligne: Reponses = {"ecart_quoi": "La durée", "ecart_faits": "« Six mois » en mars 2026", "ecart_demande": "Dire laquelle"}
    texte = write(courriers_livres, {"ecarts": (ligne,)})

    assert "Ce qui est déclaré est-il ce qui est fait ?" in texte
    for dit in ("1. La durée. « Six mois » en mars 2026", "Dire laquelle"):
        assert dit in texte
    assert "Ce qui y est relevé comme une personne, une adresse ou un numéro est masqué." in texte
    assert "Si ce qui est déclaré" not in texte


def test_those_who_sign_with_it_are_named_and_sign(courriers_livres: Courriers) -> None:
    texte = write(courriers_livres, {"organisations": ({"organisation_nom": "Ligue de l’Estuaire"},)})

    assert "Signent aussi cette lettre :\n\n- Ligue de l’Estuaire" in texte
    assert "Ligue de l’Estuaire\nNom et fonction : …" in texte


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_the_committee_is_that_of_a_local_authority(courriers_livres: Courriers, genre: GenreOrganisme) -> None:
    territorial = genre in {GenreOrganisme.DEPARTEMENT, GenreOrganisme.CCAS}
    sans = write(courriers_livres, {"sujets": ("comite",)}, genre)
    avec = write(courriers_livres, {"sujets": ("comite",), "reorganisation": True}, genre)

    assert ("R253-25" in sans and "R253-54" in sans) is territorial
    assert ("R253-7" in avec) is territorial
    assert "R253-25" not in avec
    assert ("la présidence" in sans.partition("Objet")[0]) is territorial


def test_precedents_are_examples_and_asked_for(courriers_livres: Courriers) -> None:
    avec = write(courriers_livres, {"precedents": True})

    for precedent in ("ANIS", "2005-038", "Essonne"):
        assert precedent in avec
        assert precedent not in write(courriers_livres)
    assert "Ces exemples sont anciens, et n’obligent pas votre organisme." in avec


def test_nobody_is_called_to_stop_typing_and_no_protection_is_promised(
    courriers_livres: Courriers, catalogue: Catalogue
) -> None:
    attente = catalogue.textes_demarche(ID)("attente")

    assert "Cette lettre n’appelle pas à cesser de saisir." in attente
    assert "cela ne les protège pas d’une sanction" in attente
    assert "ne saisissent pas" not in write(courriers_livres)
    assert "Cette lettre ne les y appelle pas." in write(courriers_livres, {"saisie": True})


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_no_clock_runs_from_it(courriers_livres: Courriers, catalogue: Catalogue, genre: GenreOrganisme) -> None:
    tout: Reponses = {"sujets": tuple(SUJETS), "demandes": ("reponses", "rencontre", "consigne", "affiche", "documents")}
    texte = write(courriers_livres, tout, genre)

    assert catalogue.demarches[ID].delais == ()
    assert "délai" not in texte
    assert "feront l’objet d’une demande à part" in texte
    assert not re.search(r"CRPA|L311-1|CADA|un mois|L115-2|L116-2", texte)


def test_who_refuses_is_named_in_each_question_that_stands_alone(courriers_livres: Courriers) -> None:
    texte = write(courriers_livres, {"sujets": ("accueil", "consigne")})

    assert "Une personne qui refuse de voir son dossier informatisé est-elle reçue" in texte
    assert "Cette personne est-elle reçue" in write(courriers_livres, {"sujets": ("refus", "accueil")})
