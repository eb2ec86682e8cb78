"""The law is named by id, and only when it may be."""

import datetime as dt

import pytest

from droits_usagers.domain.droit.droit import Cote, Droit, EntreeDroit, TexteLoi
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.citations import Citations, UncitableError
from droits_usagers.letters.lettre.raccords import Articles


def entree(id_: str, article: str, **autres: object) -> EntreeDroit:
    valeurs: dict[str, object] = {
        "texte": id_.split("-", maxsplit=1)[0],
        "citation": f"article {article} du code long",
        "citation_courte": f"article {article} du code",
        "resume": "",
        "lien": "",
        "verifie_le": dt.date(2026, 11, 24),
        "cote_existence": Cote.V,
        "cote_contenu": Cote.V,
    }
    return EntreeDroit(id_, article=article, **valeurs | autres)  # type: ignore[arg-type]


DROIT = Droit(
    {
        entree_.id: entree_
        for entree_ in (
            entree("code-1", "L1"),
            entree("code-2", "L2"),
            entree("code-3", "L3"),
            entree("code-nom", "L4", cote_contenu=Cote.DM),
            entree("code-dm", "L5", cote_existence=Cote.DM),
            entree("code-sante", "L6", organismes=frozenset({GenreOrganisme.SANTE})),
            entree("code-syndicat", "L7", auteurs=frozenset({Qualite.ORGANISATION})),
            entree("cedh-1", "1", citation="arrêt n° 1", citation_courte=""),
            entree("cedh-2", "2", citation="arrêt n° 2", citation_courte=""),
            entree("avis-1", "1"),
            entree("avis-2", "2"),
        )
    },
    {},
    {
        "code": TexteLoi("code", "Code", "articles {articles} du code", "articles {articles} du code long"),
        "avis": TexteLoi("avis", "Avis", "avis {articles}"),
        "cedh": TexteLoi("cedh", "Cour"),
    },
)
CITATIONS = Citations.of(DROIT, GenreOrganisme.DEPARTEMENT, Qualite.CONCERNE)


def named(citations: Citations) -> set[str]:
    """What may be."""
    return {id_ for id_, entree in DROIT.entrees.items() if citations.may_name(entree)}


def cite(articles: Articles, *ids: str, nommes: set[str] | None = None, content: bool = True) -> str:
    return CITATIONS.cite(ids, set() if nommes is None else nommes, articles, content=content)


def test_a_text_is_named_in_full_the_first_time_only(articles: Articles) -> None:
    nommes: set[str] = set()

    assert cite(articles, "code-1", nommes=nommes) == "article L1 du code long"
    assert cite(articles, "code-2", nommes=nommes) == "article L2 du code"
    assert cite(articles, "code-1", "code-2", nommes=nommes) == "articles L1 et L2 du code"


def test_several_articles_of_one_text_are_cited_together(articles: Articles) -> None:
    assert cite(articles, "code-1", "code-2", "code-3") == "articles L1, L2 et L3 du code long"


def test_several_are_cited_the_same_way_when_there_is_only_one(articles: Articles) -> None:
    assert cite(articles, "avis-1", "avis-2") == "avis 1 et 2"


def test_decisions_that_can_only_be_cited_one_by_one_are_never_left_out(articles: Articles) -> None:
    with pytest.raises(UncitableError):
        cite(articles, "cedh-1", "cedh-2")


def test_french_typography_is_applied(articles: Articles) -> None:
    assert cite(articles, "cedh-1") == "arrêt n°\u00a01"


def test_the_long_citation_stands_for_a_short_one(articles: Articles) -> None:
    assert cite(articles, "cedh-1", nommes={"cedh"}) == "arrêt n°\u00a01"


@pytest.mark.parametrize("ids", [("inconnu",), ("code-dm",), ("code-sante",), ("code-syndicat",), ("code-1", "cedh-1"), ()])
def test_what_may_not_be_cited_is_refused(articles: Articles, ids: tuple[str, ...]) -> None:
    with pytest.raises(UncitableError):
        cite(articles, *ids, content=False)


def test_what_we_only_know_to_exist_is_named_but_not_said(articles: Articles) -> None:
    assert cite(articles, "code-nom", content=False) == "article L4 du code long"
    with pytest.raises(UncitableError, match="code-nom"):
        cite(articles, "code-nom")


def test_others_may_cite_what_is_meant_for_them() -> None:
    citations = Citations.of(DROIT, GenreOrganisme.SANTE, Qualite.ORGANISATION)

    assert {"code-sante", "code-syndicat"} <= named(citations)


def test_what_is_meant_for_who_holds_the_file_may_be_cited_to_who_employs_them() -> None:
    employeur = GenreOrganisme.DEPARTEMENT
    citations = Citations.of(DROIT, employeur, Qualite.CONCERNE, aussi=(GenreOrganisme.SANTE,))

    assert named(CITATIONS) | {"code-sante"} == named(citations)
    assert named(Citations.of(DROIT, employeur, Qualite.CONCERNE, aussi=(employeur,))) == named(CITATIONS)
