"""Articles and old numbers, found by what people type."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.droit.repertoire import Repertoire


@pytest.fixture(scope="module")
def articles(catalogue: Catalogue) -> Repertoire:
    return Repertoire.of_articles(catalogue.droit)


@pytest.fixture(scope="module")
def anciens(catalogue: Catalogue) -> Repertoire:
    return Repertoire.of_old_numbers(catalogue.droit)


def test_everything_is_there_while_nothing_is_typed(articles: Repertoire, catalogue: Catalogue) -> None:
    assert set(articles.find("  ")) == set(catalogue.droit.entrees)


@pytest.mark.parametrize(
    ("tape", "id_"),
    [
        ("art 15 rgpd", "rgpd-15"),
        ("15(1)(g)", "rgpd-15-1-g"),
        ("15.1.g", "rgpd-15-1-g"),
        ("L. 311-3", "casf-l311-3"),
        ("L311-3 CRPA", "crpa-l311-3"),
        ("r.343-1", "crpa-r343-1"),
        ("R 343-1", "crpa-r343-1"),
        ("R*311-12", "crpa-r311-12"),
        ("informatique et libertés 49", "lil-49"),
        ("durée conservation", "rgpd-5-1-e"),
        ("MEDECIN santé", "lil-64"),
        ("secret professionnel aide sociale à l'enfance", "casf-l221-6"),
        ("C-154/21", "cjue-c-154-21"),
    ],
)
def test_an_article_is_found_as_people_name_it(articles: Repertoire, tape: str, id_: str) -> None:
    assert id_ in articles.find(tape)


@pytest.mark.parametrize(
    ("tape", "id_"),
    [
        ("rectificasion", "rgpd-16"),
        ("efacement", "rgpd-17-1"),
        ("oposition", "rgpd-21-1"),
        ("secrét profesionnel", "casf-l133-4"),
        ("algoritme", "crpa-l311-3-1"),
        ("asociation plaintes cnil", "lil-8-1-2-d"),
    ],
)
def test_a_slip_is_forgiven(articles: Repertoire, tape: str, id_: str) -> None:
    assert id_ in articles.find(tape)


def test_a_whole_word_comes_before_a_part_of_one(articles: Repertoire, anciens: Repertoire) -> None:
    assert articles.find("rgpd 15")[0] == "rgpd-15"
    assert anciens.find("34")[0] == "2011-34"
    assert anciens.find("sécurité 34")[0] == "2011-34"


def test_a_digit_is_never_taken_for_another(articles: Repertoire) -> None:
    assert articles.find("L9999-9") == ()


def test_what_was_typed_exactly_comes_first(articles: Repertoire, catalogue: Catalogue) -> None:
    premier = articles.find("préoccupante communicables")[0]

    assert premier == "cada-20173306"
    assert articles.find("xyzzyx") == ()
    assert catalogue.droit.entrees[premier].texte == "cada"


@pytest.mark.parametrize(
    ("tape", "id_"), [("34", "2011-34"), ("article 22", "2011-22"), ("securité", "2011-34"), ("oposer", "2011-38")]
)
def test_an_old_number_is_found_by_its_number_or_its_object(anciens: Repertoire, tape: str, id_: str) -> None:
    assert id_ in anciens.find(tape)
