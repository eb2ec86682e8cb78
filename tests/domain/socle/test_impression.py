"""How documents become jobs and sheets: whatever the printer and whatever is asked, no sheet bears two documents."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.socle.impression import (
    Choix,
    Face,
    Imprimable,
    Imprimante,
    Part,
    Repli,
    Support,
    Tirage,
    Travail,
    plan,
    read_pages,
    support_of,
)

A4, A3, LETTER = Support.A4, Support.A3, Support.LETTER
ORDINAIRE = Imprimante("Bureau", frozenset({A4, A3, LETTER}), deux_faces=True)
SANS_A3 = Imprimante("Accueil", frozenset({A4, LETTER}), deux_faces=False)
LETTRE = Imprimable((A4,), 2)
DEPLIANT = Imprimable((A4, A4), face=Face.COURT)
AFFICHE = Imprimable((A3,))

documents = st.lists(
    st.builds(
        Imprimable,
        st.lists(st.sampled_from((A4, A3)), min_size=1, max_size=4).map(tuple),
        st.integers(1, 3),
        st.sampled_from(Face),
        st.sampled_from((0, 2)),
    ),
    max_size=5,
)
imprimantes = st.builds(Imprimante, st.just("i"), st.frozensets(st.sampled_from(Support)), st.booleans())
choix = st.builds(Choix, st.integers(1, 3), st.none(), st.booleans(), st.sampled_from((None, *Repli)))


def sides(tirage: Tirage, *, deux_faces: bool) -> Iterator[list[Travail]]:
    """The sheets that come out, each with the job of each of its sides, on a printer that does as it always does."""
    for travail in tirage.travaux:
        pas = 2 if deux_faces or travail.face is not Face.RECTO else 1
        vues = [travail] * len(travail.vues)
        yield from (vues[debut : debut + pas] for debut in range(0, len(vues), pas))


@given(faits=documents, imprimante=imprimantes, voulu=choix, tetue=st.booleans())
def test_no_sheet_bears_two_documents_nor_two_copies_whatever_the_printer_does(
    faits: list[Imprimable], imprimante: Imprimante, voulu: Choix, *, tetue: bool
) -> None:
    for feuille in sides(plan(faits, imprimante, voulu), deux_faces=tetue):
        assert len({travail.document for travail in feuille}) == 1
        assert len(feuille) <= max(len(travail.vues) for travail in feuille)


@given(documents, imprimantes, choix)
def test_every_page_of_every_copy_is_printed_once_in_order(
    faits: list[Imprimable], imprimante: Imprimante, voulu: Choix
) -> None:
    tirage = plan(faits, imprimante, voulu)

    sortis = [(t.document, vue.page) for t in tirage.travaux for vue in t.vues if vue.part is not Part.FIN and not vue.refaite]
    attendus = [
        (rang, page)
        for rang, document in enumerate(faits)
        for _ in range(document.nombre * voulu.exemplaires)
        for page in range(len(document.pages))
    ]
    refaites = {rang for rang, document in enumerate(faits) if document.en_deux}
    assert [sorti for sorti in sortis if sorti[0] not in refaites] == [un for un in attendus if un[0] not in refaites]
    assert tirage.feuilles == len(list(sides(tirage, deux_faces=False)))


@given(documents, imprimantes, choix)
def test_a_job_has_one_paper_and_is_only_made_smaller_when_that_was_accepted(
    faits: list[Imprimable], imprimante: Imprimante, voulu: Choix
) -> None:
    tirage = plan(faits, imprimante, voulu)

    for travail in tirage.travaux:
        assert imprimante.has(travail.support) or voulu.repli is None or not imprimante.supports & {A4, LETTER}
        assert not travail.reduit or voulu.repli is not None
        assert travail.face is Face.RECTO or imprimante.deux_faces
        if all(vue.part is Part.ENTIERE and not vue.refaite for vue in travail.vues) and not travail.reduit:
            assert {faits[travail.document].pages[vue.page] for vue in travail.vues} == {travail.support}


def test_a_letter_has_one_side_unless_both_are_asked_and_a_leaflet_always_both() -> None:
    faces = [travail.face for travail in plan([LETTRE, DEPLIANT], ORDINAIRE, Choix()).travaux]
    assert faces == [Face.RECTO, Face.RECTO, Face.COURT]
    faces = [travail.face for travail in plan([LETTRE, DEPLIANT], ORDINAIRE, Choix(recto_verso=True)).travaux]
    assert faces == [Face.LONG, Face.LONG, Face.COURT]


def test_a_printer_that_only_prints_one_side_is_said_where_both_are_needed() -> None:
    assert plan([DEPLIANT], SANS_A3, Choix()).une_seule_face
    assert plan([DEPLIANT], SANS_A3, Choix()).feuilles == 2
    assert not plan([LETTRE], SANS_A3, Choix(recto_verso=True)).une_seule_face
    assert not plan([DEPLIANT], ORDINAIRE, Choix()).une_seule_face


def test_an_a3_on_a_printer_without_it_is_said_then_made_as_was_chosen() -> None:
    tirage = plan([LETTRE, AFFICHE], SANS_A3, Choix())
    assert tirage.manquent == {A3}
    (moities,) = plan([AFFICHE], SANS_A3, Choix(repli=Repli.MOITIES)).travaux
    assert (moities.support, [vue.part for vue in moities.vues], moities.reduit) == (A4, [Part.DEBUT, Part.FIN], False)
    (refaite,) = plan([Imprimable((A3,), en_deux=2)], SANS_A3, Choix(repli=Repli.MOITIES)).travaux
    assert [(vue.page, vue.refaite) for vue in refaite.vues] == [(0, True), (1, True)]
    (reduite,) = plan([AFFICHE], SANS_A3, Choix(repli=Repli.REDUIT)).travaux
    assert (reduite.support, reduite.reduit) == (A4, True)


def test_a_letter_on_a_printer_that_only_has_american_paper_is_made_smaller() -> None:
    americaine = Imprimante("US", frozenset({LETTER}))
    assert plan([LETTRE], americaine, Choix()).manquent == {A4}
    assert {(travail.support, travail.reduit) for travail in plan([LETTRE], americaine, Choix(repli=Repli.REDUIT)).travaux} == {
        (LETTER, True)
    }


def test_a_printer_that_says_nothing_is_believed_to_have_a4_only() -> None:
    muette = Imprimante("Brute")
    assert plan([LETTRE], muette, Choix()).manquent == frozenset()
    assert plan([AFFICHE], muette, Choix()).manquent == {A3}
    # Papers of all sorts are not the one that was meant.
    assert not Imprimante("Enveloppes", frozenset(Support)).has(Support.AUTRE)


def test_pages_and_copies_are_those_that_were_asked() -> None:
    deux = Imprimable((A4, A4), 2)
    tirage = plan([deux, LETTRE], ORDINAIRE, Choix(pages=frozenset({1})))
    assert [(travail.document, [vue.page for vue in travail.vues]) for travail in tirage.travaux] == [(0, [0]), (0, [0])]
    assert (tirage.pages, tirage.feuilles) == (2, 2)
    # Thirty-eight mandats of a page: two of each, and no more.
    assert plan([Imprimable((A4,), 2)] * 38, ORDINAIRE, Choix()).feuilles == 76
    # A document that is left out keeps its place, and asks for nothing.
    sans = [replace(deux, nombre=0), replace(AFFICHE, nombre=0), LETTRE]
    assert [(travail.document, travail.support) for travail in plan(sans, SANS_A3, Choix()).travaux] == [(2, A4)] * 2
    assert plan(sans, SANS_A3, Choix(pages=frozenset({1, 4}))).feuilles == 2
    assert plan(sans, SANS_A3, Choix()).manquent == frozenset()
    # A page that was not asked for lacks no paper.
    assert plan([LETTRE, AFFICHE], SANS_A3, Choix(pages=frozenset({1}))).manquent == frozenset()


@pytest.mark.parametrize(
    ("texte", "pages"),
    [
        ("", None),
        ("  ", None),
        ("1", {1}),
        ("1-3, 5", {1, 2, 3, 5}),
        ("1 à 3 ; 7", {1, 2, 3, 7}),
        ("7–7", {7}),
        ("0", set()),
        ("8", set()),
        ("3-1", set()),
        ("un", set()),
        ("1,,2", set()),
        ("1-", set()),
    ],
)
def test_a_range_is_read_as_people_write_it(texte: str, pages: set[int] | None) -> None:
    assert read_pages(texte, 7) == pages


def test_the_paper_of_a_page_is_known_whichever_way_it_is_turned() -> None:
    assert support_of(595.28, 841.89) is support_of(842, 595) is A4
    assert support_of(842, 1191) is A3
    assert support_of(612, 792) is LETTER
    assert support_of(420, 595) is Support.AUTRE
    assert Support.AUTRE.millimetres == (0.0, 0.0)
    assert A4.millimetres == (210.0, 297.0)


def test_a_document_is_whole_when_each_of_its_pages_is_asked_for() -> None:
    documents = [Imprimable((Support.A4,) * 2), Imprimable((Support.A4,)), Imprimable((Support.A4,), nombre=0)]
    assert plan(documents, Imprimante("une"), Choix()).entiers == {0, 1}
    assert plan(documents, Imprimante("une"), Choix(pages=frozenset({2, 3}))).entiers == {1}
    assert plan(documents, Imprimante("une"), Choix(pages=frozenset({1, 2}))).entiers == {0}


def test_a_sheet_with_two_sides_bears_two_pages_and_a_last_one_alone_takes_a_sheet() -> None:
    trois = Imprimable((A4, A4, A4), face=Face.COURT)
    tirage = plan([trois], ORDINAIRE, Choix())
    assert (tirage.pages, tirage.feuilles, tirage.une_seule_face) == (3, 2, False)
    assert plan([trois], SANS_A3, Choix()).feuilles == 3


def test_only_what_is_made_smaller_is_said_so() -> None:
    a4, a3 = plan([LETTRE, AFFICHE], SANS_A3, Choix(repli=Repli.REDUIT)).travaux[::2]
    assert (a4.reduit, a3.reduit) == (False, True)
    assert not plan([AFFICHE], ORDINAIRE, Choix(repli=Repli.REDUIT)).travaux[0].reduit


def test_paper_within_some_millimetres_is_that_paper_and_beyond_is_not() -> None:
    def millimetres(largeur: float, hauteur: float) -> Support:
        return support_of(largeur * 72 / 25.4, hauteur * 72 / 25.4)

    assert millimetres(210, 297) is millimetres(297, 210) is millimetres(210.9, 296.1) is A4
    assert millimetres(210, 305) is millimetres(218, 297) is Support.AUTRE


def test_the_last_page_may_be_asked_for_alone() -> None:
    assert read_pages("7", 7) == frozenset({7})
    assert read_pages("1-7", 7) == frozenset(range(1, 8))
    assert read_pages("6-8", 7) == frozenset()
