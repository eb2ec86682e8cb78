"""Entries of the law beside newer official texts: what changed, is gone, cannot be compared. The texts are invented."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from droits_usagers.domain.droit.droit import Cote, EntreeDroit, ReserveDroit
from droits_usagers.domain.droit.veille import (
    LONGUEUR_EMPREINTE,
    ArticleOfficiel,
    ConstatVeille,
    Sort,
    article_key,
    digest,
    versions,
    watch,
)
from tests.chaque import chaque

TEXTE = "Le mandataire rend compte de l'article, n° 3 compris."


def entree(article: str = "1993", *, texte: str = "civil", empreinte: str | None = None) -> EntreeDroit:
    return EntreeDroit(
        *(f"{texte}-{article}", texte, f"article {article}", article, "Rend compte.", "https://exemple.fr"),
        verifie_le=dt.date(2026, 11, 24),
        cote_existence=Cote.V,
        cote_contenu=Cote.V,
        empreinte=digest(TEXTE) if empreinte is None else empreinte,
    )


JOUR = dt.date(2026, 11, 30)


def article(
    texte: str = TEXTE,
    *,
    num: str = "1993",
    etat: str = "VIGUEUR",
    depuis: dt.date | None = None,
    jusqu_au: dt.date | None = None,
) -> ArticleOfficiel:
    return ArticleOfficiel(num, texte, etat=etat, depuis=depuis, jusqu_au=jusqu_au)


def by_key(articles: Sequence[ArticleOfficiel]) -> dict[str, ArticleOfficiel]:
    """Of several versions, the first that is law."""
    return {cle: dites[0] for cle, dites in versions(articles, JOUR).items()}


def look(une: EntreeDroit, *articles: ArticleOfficiel, avant: Sequence[ArticleOfficiel] | None = None) -> ConstatVeille:
    """What became of this entry, in a copy that holds these articles."""
    anciens = None if avant is None else {"civil": by_key(avant)}
    (constat,) = watch([une], {"civil": by_key(articles)}, anciens)
    return constat


@chaque(
    "texte",
    [
        TEXTE,
        "  Le mandataire\nrend compte de l'article,\u00a0n°\u202f3 compris.\n",
        "Lemandatairerendcomptedel'article,n°3compris.",
    ],
)
def test_a_text_is_the_same_wherever_its_publisher_puts_spaces(texte: str) -> None:
    assert digest(texte) == digest(TEXTE)
    assert look(entree(), article(texte)).sort is Sort.INCHANGE


@chaque(
    "texte",
    [
        "Aujourd’hui :\n– l’«\u00a0avis\u00a0» du sous\u2011préfet ;\n– le “refus”.",
        "Aujourd'hui : — l'“avis” du sous-pré\u00adfet ; — le «refus».",
    ],
)
@chaque(
    "lu",
    ['Aujourd’hui : - l’"avis" du sous-préfet ; - le "refus".', "Aujourd'hui : – l'« avis » du sous-préfet ; – le « refus »."],
)
def test_a_text_printed_with_other_apostrophes_quotes_and_dashes_is_the_same(lu: str, texte: str) -> None:
    assert look(entree(empreinte=digest(lu)), article(texte)).sort is Sort.INCHANGE
    assert look(entree(empreinte=digest(lu)), article(texte.replace("sous", "sus"))).sort is Sort.CHANGE
    # Two copies that were given are compared so too.
    assert look(entree(empreinte=""), article(texte), avant=[article(lu)]).sort is Sort.NON_COMPARE


@chaque("texte", [TEXTE.replace("3", "4"), TEXTE.replace("rend", "Rend"), TEXTE[:-1], TEXTE.replace("é", "è") + "!"])
def test_one_sign_of_difference_is_another_text(texte: str) -> None:
    assert digest(texte) != digest(TEXTE)
    assert look(entree(), article(texte)).sort is Sort.CHANGE


def test_a_digest_is_short_and_of_one_kind() -> None:
    assert len(digest("")) == len(digest(TEXTE)) == LONGUEUR_EMPREINTE
    assert set(digest(TEXTE)) <= set("0123456789abcdef")


@chaque(
    ("num", "cle"),
    [
        ("R.* 311-12", "R311-12"),
        ("r311-12", "R311-12"),
        ("L. 311-3", "L311-3"),
        ("4, 2°", "4"),
        ("15, paragraphe 3", "15"),
        ("17(1)", "17"),
        ("1er", "1"),
        ("8 et 9", "8"),
        # A word that ends as a number does is left alone.
        ("Premier", "PREMIER"),
    ],
)
def test_an_article_is_known_however_its_number_is_written(num: str, cle: str) -> None:
    assert article_key(num) == cle


def test_a_part_of_an_article_is_read_in_the_whole_of_it() -> None:
    assert look(entree("R.* 311-12, 2°"), article(num="R*311-12")).sort is Sort.INCHANGE


@chaque(("etat", "loi"), [("", True), ("VIGUEUR", True), ("ABROGE_DIFF", True), ("ABROGE", False), ("VIGUEUR_DIFF", False)])
def test_what_is_repealed_for_a_day_to_come_is_still_law(etat: str, *, loi: bool) -> None:
    assert article(etat=etat).en_vigueur is loi
    assert look(entree(), article(etat=etat)).sort is (Sort.INCHANGE if loi else Sort.DISPARU)


def test_what_was_repealed_or_is_not_there_any_more_is_gone() -> None:
    abroge = article(etat="ABROGE")

    assert look(entree(), abroge) == ConstatVeille(entree(), Sort.DISPARU, abroge)
    assert look(entree(), article(num="1994")) == ConstatVeille(entree(), Sort.DISPARU)


@pytest.mark.parametrize("premiere", [True, False])
def test_of_two_versions_the_one_that_is_law_is_read(*, premiere: bool) -> None:
    a_venir = article("À partir de 2028.", etat="VIGUEUR_DIFF")

    assert look(entree(), *((a_venir, article()) if premiere else (article(), a_venir))).sort is Sort.INCHANGE
    # Of two that are, both: the worst is kept of what they say.
    assert [une.texte for une in versions([article("Un."), article("Deux.")], JOUR)["1993"]] == ["Un.", "Deux."]


@chaque(
    ("une", "textes"),
    [
        # What was for a day to come, once that day is there.
        (article("Neuf.", etat="VIGUEUR_DIFF", depuis=JOUR), [TEXTE, "Neuf."]),
        (article("Neuf.", etat="VIGUEUR_DIFF", depuis=JOUR + dt.timedelta(1)), [TEXTE]),
        # A repeal that does not say when may be the last word of the two; one of before the other does not count.
        (article("", etat="ABROGE"), [TEXTE, ""]),
        (article("Vieux.", etat="ABROGE", depuis=dt.date(2026, 8, 1)), [TEXTE, "Vieux."]),
        (article("Vieux.", etat="ABROGE", jusqu_au=dt.date(2026, 4, 1)), [TEXTE]),
        (article("Vieux.", jusqu_au=dt.date(2026, 4, 1)), [TEXTE]),
    ],
)
def test_two_versions_are_read_as_of_today(une: ArticleOfficiel, textes: list[str]) -> None:
    loi = article(depuis=dt.date(2026, 4, 1))
    for ordre in ([une, loi], [loi, une]):
        assert {lue.texte for lue in versions(ordre, JOUR)["1993"]} == set(textes)


@chaque("etat", ["", "VIGUEUR", "ABROGE_DIFF"])
def test_what_ended_before_today_is_law_no_more(etat: str) -> None:
    assert look(entree(), article(etat=etat, jusqu_au=JOUR)).sort is Sort.DISPARU
    assert look(entree(empreinte=""), article(etat=etat, jusqu_au=JOUR)).sort is Sort.DISPARU
    assert look(entree(), article(etat=etat, jusqu_au=JOUR + dt.timedelta(1))).sort is Sort.INCHANGE


def test_what_has_no_number_or_no_text_is_no_article() -> None:
    assert by_key([article(num=""), article(num="."), article(""), article("Un.", num="1er")]) == {
        "1": article("Un.", num="1er")
    }


@pytest.mark.parametrize("empreinte", [None, ""])
def test_what_no_copy_was_given_for_is_neither_gone_nor_unchanged(empreinte: str | None) -> None:
    ailleurs = entree(texte="inconnu", empreinte=empreinte)

    assert look(ailleurs, article()) == ConstatVeille(ailleurs, Sort.SANS_TEXTE)


def test_what_has_no_fingerprint_is_never_told_unchanged_beside_its_text() -> None:
    jamais, autre = entree(empreinte=""), article("Tout autre chose.")

    assert look(jamais, autre) == ConstatVeille(jamais, Sort.NON_COMPARE, autre)
    assert look(jamais, article(num="1994")) == ConstatVeille(jamais, Sort.NON_COMPARE)


def test_what_has_no_fingerprint_is_told_changed_where_that_is_sure() -> None:
    lue = replace(entree(empreinte=""), texte_lu_le=dt.date(2026, 5, 28))

    assert look(lue, article(etat="ABROGE")).sort is Sort.DISPARU
    # Some copies leave out the words of what is repealed, others leave the article out.
    assert look(lue, article("", etat="ABROGE")).sort is Sort.DISPARU
    assert look(lue, article(num="1994"), avant=[article()]).sort is Sort.DISPARU
    assert look(lue, article(num="1994"), avant=[article(num="1994")]).sort is Sort.NON_COMPARE
    assert look(lue, article("Autre."), avant=[article()]).sort is Sort.CHANGE
    assert look(lue, article(), avant=[article()]).sort is Sort.NON_COMPARE
    assert look(lue, article(depuis=dt.date(2026, 5, 29))).sort is Sort.CHANGE
    assert look(lue, article(depuis=dt.date(2026, 5, 28))).sort is Sort.NON_COMPARE
    # Not read in an official copy: the day it was checked is what is known of it.
    assert look(entree(empreinte=""), article(depuis=dt.date(2026, 11, 25))).sort is Sort.CHANGE


def test_of_an_extract_it_is_known_that_it_changed_never_that_it_did_not() -> None:
    extrait = replace(entree(empreinte=""), extrait=digest(TEXTE))

    assert extrait.reserve(dt.date(2026, 12, 1)) is ReserveDroit.SANS_TEXTE
    assert look(extrait, article()).sort is Sort.NON_COMPARE
    assert look(extrait, article(TEXTE + " Un décret le précise.")).sort is Sort.CHANGE
    assert look(extrait, article(etat="ABROGE")).sort is Sort.DISPARU


def test_the_former_text_is_beside_what_became_of_it_wherever_an_older_copy_holds_it() -> None:
    nouveau, ancien = article("On ne rend plus compte."), article()

    assert look(entree(), nouveau, avant=[ancien]) == ConstatVeille(entree(), Sort.CHANGE, nouveau, ancien)
    assert look(entree(), article(num="1"), avant=[ancien]) == ConstatVeille(entree(), Sort.DISPARU, None, ancien)
    assert look(entree(empreinte=""), nouveau, avant=[ancien]).avant == ancien
    assert look(entree(), nouveau, avant=[article(num="1")]).avant is None
    assert look(entree(texte="inconnu"), nouveau, avant=[ancien]).avant is None


def test_everything_is_said_in_the_order_of_the_entries() -> None:
    entrees = [entree("2"), entree("1"), entree("3", texte="inconnu")]

    constats = tuple(watch(entrees, {"civil": by_key([article(num="1"), article("Autre.", num="2")])}))

    assert [(constat.entree, constat.sort) for constat in constats] == list(
        zip(entrees, (Sort.CHANGE, Sort.INCHANGE, Sort.SANS_TEXTE), strict=True)
    )
