"""The grille d'écarts in words: what stands where."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, NaturePassage, Point, Source
from droits_usagers.letters.grille.valeurs import Planche
from droits_usagers.places import Places
from droits_usagers.services.grille.ecarts import Retenus, leaving
from droits_usagers.services.grille.imprimee import FormeGrille, GrillesImprimees
from droits_usagers.services.grille.planche import write_planche
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.services.grilles import ECARTS, GRILLE, JOUR, many, pages, text

RETENUS = Retenus(tuple(enumerate(ECARTS, start=1)))


@pytest.fixture(scope="module")
def grilles(catalogue: Catalogue, places: Places) -> Iterator[GrillesImprimees]:
    courriers = Courriers(catalogue, places)
    yield GrillesImprimees(catalogue, places, courriers=courriers)
    courriers.close()


@pytest.fixture(scope="module")
def planche(catalogue: Catalogue) -> Planche:
    return write_planche(GRILLE, RETENUS, catalogue, au=JOUR)


def test_what_is_announced_comes_before_what_is_done_each_from_the_oldest(planche: Planche) -> None:
    (volet,) = planche.volets

    assert [(colonne.repere, colonne.genre) for colonne in volet.colonnes] == [
        ("A", "Déclaration"),
        ("B", "Note"),
        # Without a date.
        ("C", "Registre"),
        ("D", "Logiciel"),
        ("E", "Témoignage, sans nom"),
    ]
    assert [(bande.colonnes, bande.fait) for bande in volet.bandes] == [(3, False), (2, True)]
    assert [colonne.temoignage for colonne in volet.colonnes] == [False] * 4 + [True]


def test_only_points_of_which_something_is_said_have_a_row_in_their_order(planche: Planche) -> None:
    assert [rangee.point for rangee in planche.volets[0].rangees] == ["Commentaires", "Conservation", "Sécurité", "Refus"]


def test_the_number_of_a_finding_is_in_the_cells_it_rests_on_and_on_its_row(planche: Planche) -> None:
    _, conservation, securite, refus = planche.volets[0].rangees

    def numbers(marques: object) -> list[object]:
        return [(marque.gravite, marque.numeros) for marque in marques]  # type: ignore[attr-defined] # Marque

    assert [numbers(case.marques) for case in conservation.cases] == [[(2, (2,))], [], [], [], [(2, (2,))]]
    assert numbers(refus.marques) == [(3, (1,))]
    assert [numbers(case.marques) for case in refus.cases] == [[], [(3, (1,))], [], [], [(3, (1,))]]
    # A finding of one's own that names no source.
    assert numbers(securite.marques) == [(1, (3,))]
    assert [ecart.sources for ecart in planche.ecarts] == ["B, E", "A, E", ""]


def test_a_cell_holds_all_that_a_source_says(planche: Planche) -> None:
    conservation = planche.volets[0].rangees[1].cases[0]

    assert len(conservation.citations) == 2


def test_an_old_article_is_told_with_what_it_is_today(planche: Planche, grilles: GrillesImprimees) -> None:
    (ancien,) = planche.anciens

    assert (ancien.ancien, ancien.sources) == ("article 34", "A")
    assert "article 32 du RGPD" in ancien.aujourd_hui
    assert ancien.piege
    assert "article 34" in text(grilles, GRILLE, ECARTS).partition("où c’est aujourd’hui")[2]
    assert "où c’est aujourd’hui" not in text(grilles, replace(GRILLE, passages=()), ECARTS)


def test_sources_alike_are_told_apart_by_their_id(catalogue: Catalogue) -> None:
    grille = replace(GRILLE, sources=(*GRILLE.sources, Source("tract-bis", GenreSource.TEMOIGNAGE, dt.date(2011, 2, 8))))
    colonnes = write_planche(grille, Retenus(), catalogue, au=JOUR).volets[0].colonnes

    dits = ["".join(getattr(inline, "texte", "") for inline in colonne.fichier) for colonne in colonnes]
    assert dits == ["declaration.pdf", "", "registre de Mme [nom masqué].pdf", "", "tract", "tract-bis"]


def test_beyond_seven_sources_columns_go_on_other_sheets(catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    volets = write_planche(many(16), Retenus(), catalogue, au=JOUR).volets
    lu = pages(grilles.render(many(16), (), Format.PDF, au=JOUR).contenu)

    assert [len(volet.colonnes) for volet in volets] == [5, 5, 6]
    assert [colonne.repere for volet in volets for colonne in volet.colonnes] == list("ABCDEFGHIJKLMNOP")
    assert all(len(volet.rangees) == len(Point) for volet in volets)
    # Every sheet says what its rows and its columns are.
    for de, a in (("A", "E"), ("F", "J"), ("K", "P")):
        (feuille,) = [page for page in lu if f": {de} à {a}" in page]
        assert "Ce qui est annoncé" in feuille
        assert all(point in feuille for point in ("Point", "But", "Conservation"))


def test_after_the_letter_z_comes_aa(catalogue: Catalogue) -> None:
    volets = write_planche(many(28), Retenus(), catalogue, au=JOUR).volets

    assert [colonne.repere for volet in volets for colonne in volet.colonnes][-3:] == ["Z", "AA", "AB"]


def test_nothing_of_it_shows_in_a_repr(planche: Planche) -> None:
    for secret in ("5 ans", "Sans saisie", "Estuaire", "informatisé"):
        assert secret not in repr(planche)


def test_what_nobody_confirmed_does_not_leave_and_is_counted(grilles: GrillesImprimees) -> None:
    """Under the numbers of the screen; where nothing is confirmed, all of it is a project, and says so on every page."""
    un_seul = (replace(ECARTS[0], confirme=False), ECARTS[1], replace(ECARTS[2], confirme=False))
    aucun = tuple(replace(ecart, confirme=False) for ecart in ECARTS)
    for forme in FormeGrille:
        lu = text(grilles, GRILLE, un_seul, forme)
        assert "Deux durées" in lu
        assert "Sans saisie, pas de rendez-vous" not in lu
        assert "qui ne sont donc pas ici : 2." in lu
        assert "PROJET" not in lu
        projet = text(grilles, GRILLE, aucun, forme)
        assert "PROJET, rien n’est confirmé." in projet
        assert "Sans saisie, pas de rendez-vous" in projet
        assert all("PROJET" in page for page in pages(grilles.render(GRILLE, aucun, Format.PDF, au=JOUR, forme=forme).contenu))
        assert "PROJET" not in text(grilles, GRILLE, (), forme)
    (volet,) = write_planche(GRILLE, leaving(un_seul), grilles._francais, au=JOUR).volets  # noqa: SLF001 # its words
    assert [numero for rangee in volet.rangees for marque in rangee.marques for numero in marque.numeros] == [2]


def test_a_passage_that_shows_nothing_by_itself_says_what_it_is(catalogue: Catalogue) -> None:
    natures = (NaturePassage.CRAINT, NaturePassage.DEMANDE, NaturePassage.RAPPORTE, NaturePassage.FAIT, None)
    passages = tuple(replace(GRILLE.passages[2], nature=nature) for nature in natures)
    (volet,) = write_planche(replace(GRILLE, passages=passages), Retenus(), catalogue, au=JOUR).volets
    dites = ["".join(getattr(inline, "texte", "") for inline in citation) for citation in volet.rangees[0].cases[-1].citations]

    assert [dite.partition("\u00bb")[2] for dite in dites] == [" (crainte)", " (question)", " (rapporté)", "", ""]
