"""A decision made with a computer: its rules, a human being, and nothing said of what is only a question."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of, read


def test_it_rests_on_both_laws(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("algorithme"))

    for dit in (
        "article 15, paragraphe 1, point h",
        "article 22 du RGPD",
        "article 47 de la loi",
        "article L311-3-1",
        "R311-3-1-2",
        "L312-1-3 du CRPA",
        "C-203/22",
        "C-634/21",
    ):
        assert dit in texte
    for dit in ("le poids de ce calcul", "les données utilisées", "les paramètres", "les opérations effectuées"):
        assert dit in texte


def test_statistics_are_a_question_not_a_reproach(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("algorithme"))

    assert "Une décision me concernant a-t-elle été prise à partir de statistiques ?" in texte
    assert "article 4, 2°, de la loi" in texte


@pytest.mark.parametrize("voulue", [True, False])
def test_a_human_being_looks_again_if_one_wants(courriers_livres: Courriers, *, voulue: bool) -> None:
    texte = read(courriers_livres, demande_of("algorithme", {"intervention": voulue}))

    assert ("qu’une personne regarde de nouveau ma situation" in texte) is voulue
    assert "dans certains cas" in texte


def test_what_makes_one_think_so_and_what_the_machine_did_not_see_are_said(courriers_livres: Courriers) -> None:
    reponses = {"decision": "un refus", "decision_quand": "octobre", "indices": "des points", "observations": "mon loyer"}
    texte = read(courriers_livres, demande_of("algorithme", reponses))

    for dit in ("cette décision : un refus\nDate : octobre", "y servir :\ndes points", "Voici mes observations :\nmon loyer"):
        assert dit in texte


def test_it_is_no_appeal_and_says_so(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    en_clair = courriers_livres.compose(demande_of("algorithme")).en_clair
    assert "Cette lettre ne remplace pas un recours contre la décision." in en_clair
    attente = catalogue.textes_demarche("algorithme")("attente")
    assert "la date limite écrite sur la décision" in attente
    assert "N’attendez pas la réponse à cette lettre." in attente


@chaque("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL])
@chaque("genre", GenreOrganisme)
def test_the_copy_is_free_before_the_law_that_allows_a_fee(
    courriers_livres: Courriers, qualite: Qualite, genre: GenreOrganisme
) -> None:
    texte = read(courriers_livres, demande_of("algorithme", qualite=qualite, genre=genre))

    assert texte.index("gratuite au titre de l’article 15") < texte.index("code des relations entre le public")
    assert "))" not in texte
    assert "2005-038" not in texte
