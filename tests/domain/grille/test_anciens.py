"""Old numbers of the act of 1978, found in what sources cite."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, Grille, PassageMarque, Point, Source, find_old_citations, old_citations


@pytest.mark.parametrize(
    ("texte", "numeros"),
    [
        ("Les articles 22 et 34 de la loi du 6 janvier 1978", ["22", "34"]),
        ("art. 25-I-7° de la loi informatique et libertés", ["25"]),
        ("ARTICLES 6, 7 ET 38", ["6", "7", "38"]),
        ("l’article 40-1", ["40-1"]),
        ("art 43 ter et 43 quater", ["43-ter", "43-quater"]),
        ("article 22, I bis, et article 27", ["22", "27"]),
        ("aux articles 39 à 41", ["39", "41"]),
        ("(art. 39, alinéa 2), puis l'article 39", ["39"]),
        ("l'article 32 de cette loi impose d'informer", ["32"]),
        ("Article 22 : la déclaration", ["22"]),
        ("Article L. 311-3 du CASF, article 34 de la loi", ["34"]),
        ("article 10 de la loi, gardé 6 mois", ["10"]),
        ("l'article 8 du RGPD", []),
        ("l'article 226-13 du code pénal", []),
        ("l'article 8 de la Convention européenne", []),
        ("l'article 6 de la loi du 2 janvier 2002", []),
        ("l'article 99 de la loi du 6 janvier 1978", []),
        ("25 articles, 34 agents", []),
        ("", []),
    ],
)
def test_old_numbers_are_told_from_others(texte: str, numeros: list[str], catalogue: Catalogue) -> None:
    trouves = find_old_citations(texte, catalogue.droit.correspondances)

    assert [ancien.id for ancien in trouves] == [f"2011-{numero}" for numero in numeros]


def test_every_old_article_is_found_by_what_it_was_called(catalogue: Catalogue) -> None:
    for ancien in catalogue.droit.correspondances.values():
        assert find_old_citations(ancien.ancien, catalogue.droit.correspondances)[0] == ancien


def test_a_grille_tells_which_sources_cite_an_old_article(catalogue: Catalogue) -> None:
    sources = {"vieille": dt.date(2011, 2, 8), "veille": dt.date(2019, 5, 31), "jour": dt.date(2019, 6, 1), "jamais": None}
    grille = Grille(
        sources=tuple(Source(id_, GenreSource.NOTE, date) for id_, date in sources.items()),
        passages=(
            PassageMarque("vieille", Point.FORMALITES, "L'article 34, puis l'article 22."),
            PassageMarque("veille", Point.SECURITE, "L'article 34."),
            PassageMarque("jour", Point.SECURITE, "L'article 38."),
            PassageMarque("jamais", Point.REFUS, "L'article 38."),
        ),
    )

    citees = old_citations(grille, catalogue.droit.correspondances)

    assert [(citee.ancien.id, citee.sources) for citee in citees] == [
        ("2011-22", ("vieille",)),
        ("2011-34", ("vieille", "veille")),
        ("2011-38", ("jamais",)),
    ]
