"""Figures without names, and whoever attacks them."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from droits_usagers.domain.chiffres import (
    AUTRES,
    SEUIL,
    Cas,
    Chiffres,
    Coulisses,
    Dates,
    Drapeau,
    LigneChiffres,
    LignePropre,
    Personnes,
    case_of,
    compute_chiffres,
)
from tests.attaque import Attaque, is_possible, populations

AU = dt.date(2026, 11, 24)
_ETATS = ("en_attente", "depasse", "repondu_complet", "repondu_partiel", "refuse", "refus_tacite", "clos", "cnil_en_cours")
_SORTES = [
    (etat, repondue, hors_delai)
    for etat in _ETATS
    for repondue in (False, True)
    for hors_delai in (False, True)
    if is_possible(etat, repondue, hors_delai)
]
_CAS = Cas("acces", "CCAS", "en_attente", 0, en_propre=False, repondue=False, hors_delai=False, jours=None, estimee=False)


def _compute(cas: list[Cas]) -> tuple[Chiffres, Coulisses]:
    return compute_chiffres(cas, 2026, AU)


def _publie(cas: list[Cas]) -> Personnes:
    publie = _compute(cas)[0].personnes
    assert publie is not None
    return publie


class _Coffre(list[Cas]):
    """The requests of a year, that hypothesis names by the number they were drawn from."""

    def __init__(self, numero: int, au_plus: int) -> None:
        hasard = random.Random(numero)
        nombre = hasard.randrange(au_plus)
        personnes = max(1, nombre // hasard.choice((1, 1, 2, 5)))
        sortes = hasard.choices(_SORTES, k=hasard.randrange(2, 12))
        super().__init__(
            replace(
                _CAS,
                demarche=demarche,
                organisme=organisme,
                etat=etat,
                personne=hasard.randrange(personnes),
                repondue=repondue,
                hors_delai=hors_delai,
                jours=hasard.randrange(90) if repondue else None,
            )
            for demarche, organisme, (etat, repondue, hors_delai) in zip(
                *(
                    hasard.choices(valeurs, [hasard.random() ** 2 for _ in valeurs], k=nombre)
                    for valeurs in ("abcd", "wxyz", sortes)
                ),
                strict=True,
            )
        )
        self._nom = f"_Coffre({numero}, {au_plus})"

    def __repr__(self) -> str:
        return self._nom


def coffres(au_plus: int = 260) -> st.SearchStrategy[_Coffre]:
    """Some rights and organismes much more frequent than others, some people with several requests."""
    return st.integers(0, 2**32).map(lambda numero: _Coffre(numero, au_plus))


def _repeat(n: int, *, depuis: int = 0, **champs: object) -> list[Cas]:
    """As many requests alike, each of someone else."""
    return [replace(_CAS, personne=depuis + rang, **champs) for rang in range(n)]  # type: ignore[arg-type]


def _lines(publie: Personnes) -> Iterator[tuple[str, LigneChiffres]]:
    yield "total", publie.total
    yield from ((f"droit {ligne.cle}", ligne) for ligne in publie.droits)
    yield from ((f"organisme {ligne.cle}", ligne) for ligne in publie.organismes)


# What is published counts people enough, and what is not cannot be found.


@settings(max_examples=40, deadline=None)
@given(coffres())
@example(_Coffre(93, 260))
@example(_Coffre(172, 260))
@example(_Coffre(744, 260))
def test_whoever_has_every_table_and_a_solver_is_left_with_eleven_numbers_for_each_hidden_one(cas: list[Cas]) -> None:
    publie = _compute(cas)[0].personnes
    if publie is None:
        return
    attaque = Attaque(publie)
    for cle, choix in attaque.hidden():
        moins, plus = attaque.bounds(choix)
        assert plus - moins >= SEUIL - 1e-6, cle


@settings(max_examples=100, deadline=None)
@given(coffres(au_plus=600))
def test_every_published_count_is_about_ten_people_and_is_true(cas: list[Cas]) -> None:
    publie = _compute(cas)[0].personnes
    if publie is None:
        assert len({each.personne for each in cas}) < SEUIL
        return
    personnes = populations(cas, publie)
    for nom, ligne in _lines(publie):
        assert len(personnes[nom, "demandes"]) >= SEUIL
        comptes = dict(zip(publie.etats, ligne.cellules, strict=False))
        comptes |= {drapeau.value: ligne.count(drapeau) for drapeau in Drapeau}
        for quoi, compte in comptes.items():
            assert compte is None or compte >= len(personnes[nom, quoi]) >= SEUIL
        assert sum(compte or 0 for compte in ligne.cellules) == ligne.demandes


@settings(max_examples=100, deadline=None)
@given(coffres())
@example(_Coffre(93, 260))
def test_what_a_total_leaves_to_the_lines_that_do_not_tell_counts_ten_people(cas: list[Cas]) -> None:
    publie = _compute(cas)[0].personnes
    if publie is None:
        return
    personnes = populations(cas, publie)
    for axe, lignes in (("droit", publie.droits), ("organisme", publie.organismes)):
        for quoi in (*publie.etats, *(drapeau.value for drapeau in Drapeau)):
            muettes = [ligne for ligne in lignes if _told(publie, ligne, quoi) is None]
            assert len(muettes) != 1 or _told(publie, publie.total, quoi) is None
            if muettes and _told(publie, publie.total, quoi) is not None:
                assert len(set().union(*(personnes[f"{axe} {ligne.cle}", quoi] for ligne in muettes))) >= SEUIL


@settings(max_examples=100, deadline=None)
@given(coffres())
@example(_Coffre(110, 600))
@example(_Coffre(1141, 600))
def test_what_is_out_of_time_beside_the_passed_delays_counts_ten_people_where_both_are_told(cas: list[Cas]) -> None:
    publie = _compute(cas)[0].personnes
    # Where the others are all within their time, the passed delays are all there is, and the columns say so.
    if publie is None or not ({*publie.etats} - {"depasse", "en_attente"} or publie.total.cellules[-1]):
        return
    total = _beside(publie, publie.total)
    for axe in ((publie.total,), publie.droits, publie.organismes):
        dits = [reste for ligne in axe if (reste := _beside(publie, ligne)) is not None]
        assert all(reste >= SEUIL for reste in dits)
        if total is not None and len(dits) < len(axe):
            assert total - sum(dits) >= SEUIL


def _told(publie: Personnes, ligne: LigneChiffres, quoi: str) -> int | None:
    return dict(zip(publie.etats, ligne.cellules, strict=False), reponse=ligne.reponses, hors_delai=ligne.hors_delai)[quoi]


def _beside(publie: Personnes, ligne: LigneChiffres) -> int | None:
    """What is out of time, less the passed delays; None when both are not told."""
    tard, depasse = ligne.hors_delai, _told(publie, ligne, "depasse") if "depasse" in publie.etats else None
    return None if tard is None or depasse is None else tard - depasse


def test_three_requests_of_one_person_are_one_person() -> None:
    neuf = [each for each in _repeat(9) for _ in range(4)]

    chiffres, coulisses = _compute(neuf)

    assert chiffres.personnes is None
    assert coulisses.trop_peu
    assert _publie([*neuf, *_repeat(1, depuis=9)]).total.demandes == 37


def test_a_line_of_few_people_is_among_the_others_with_company() -> None:
    cas = [*_repeat(60), *_repeat(20, depuis=60, demarche="opposition"), *_repeat(4, depuis=80, demarche="limitation")]

    publie = _publie(cas)

    # Four people are not published, and they would be the only ones among the others.
    assert [(ligne.cle, ligne.demandes) for ligne in publie.droits] == [("acces", 60), (AUTRES, 24)]
    assert _compute(cas)[1].droits == ("limitation", "opposition")
    assert publie.organismes == ()


def test_nought_is_not_told_of_a_line() -> None:
    cas = [
        *_repeat(30),
        *_repeat(30, depuis=30, demarche="opposition"),
        *_repeat(30, depuis=60, demarche="opposition", etat="clos"),
        *_repeat(30, depuis=90, demarche="retrait", etat="clos"),
    ]

    publie = _publie(cas)

    assert publie.etats == ("clos", "en_attente")
    assert {ligne.cle: ligne.cellules for ligne in publie.droits} == {
        "opposition": (30, 30, None),
        "acces": (None, None, 30),
        "retrait": (None, None, 30),
    }


def test_a_request_to_nobody_is_among_the_others() -> None:
    cas = [*_repeat(40), *_repeat(40, depuis=40, organisme="")]

    assert [ligne.cle for ligne in _publie(cas).organismes] == ["CCAS", AUTRES]


def test_a_crossing_where_all_is_frequent_hides_nothing() -> None:
    cas = [
        *(replace(each, etat=etat) for etat in ("en_attente", "clos") for each in _repeat(15)),
        *(replace(each, etat=etat) for etat in ("en_attente", "clos") for each in _repeat(25, demarche="opposition")),
    ]

    chiffres, coulisses = _compute(cas)

    assert chiffres.personnes is not None
    assert [ligne.cellules for ligne in chiffres.personnes.droits] == [(25, 25, None), (15, 15, None)]
    assert coulisses.cellules == 0


def test_the_passed_delays_are_told_with_the_others_when_they_are_nearly_all_that_is_out_of_time() -> None:
    peu_depasse = [
        *_repeat(40),
        *_repeat(12, depuis=40, etat="depasse", hors_delai=True),
        *_repeat(30, depuis=52, etat="refus_tacite", hors_delai=True),
        *_repeat(12, depuis=82, etat="clos"),
        *_repeat(3, depuis=94, etat="clos", hors_delai=True),
    ]
    presque_tout = [
        *_repeat(40),
        *_repeat(30, depuis=40, etat="depasse", hors_delai=True),
        *_repeat(3, depuis=70, etat="clos", hors_delai=True),
    ]

    assert _publie(peu_depasse).total.hors_delai == 45
    assert "depasse" in _publie(peu_depasse).etats
    # 33 - 30 would tell of three people.
    assert _publie(presque_tout).total.hors_delai is None


# Times.


def _answered(n: int, *, jours: int = 0, **champs: object) -> list[Cas]:
    return [
        replace(each, jours=jours or 1 + each.personne, repondue=True, etat="repondu_complet", **champs)  # type: ignore[arg-type]
        for each in _repeat(n)
    ]


@pytest.mark.parametrize(
    ("reponses", "mediane", "decile"),
    [(19, None, None), (20, 11, None), (99, 50, None), (100, 51, 90)],
)
def test_a_time_is_told_where_ten_people_are_on_each_side(reponses: int, mediane: int | None, decile: int | None) -> None:
    total = _publie([*_answered(reponses), *_repeat(20, depuis=500)]).total

    assert (total.mediane, total.decile) == (mediane, decile)


def test_ten_answers_to_one_person_make_no_time() -> None:
    cas = [*_answered(10), *(replace(_CAS, repondue=True, etat="repondu_complet", jours=3) for _ in range(30))]

    assert _publie(cas).total.mediane is None


@pytest.mark.parametrize("jours", [1, 47])
def test_a_time_that_is_that_of_one_person_with_many_answers_is_not_told(jours: int) -> None:
    dix_neuf, cent = _answered(19, jours=5), _answered(100, jours=5)

    def many(n: int) -> list[Cas]:
        return [replace(_CAS, personne=999, repondue=True, etat="repondu_complet", jours=jours) for _ in range(n)]

    assert _publie([*dix_neuf, *many(40)]).total.mediane is None
    total = _publie([*cent, *many(20)]).total
    assert (total.mediane, total.decile) == (5, 5 if jours == 1 else None)


def test_a_time_is_told_where_answers_can_be_counted_though_their_share_is_not() -> None:
    # 23 answers of 26: nothing may be told of the three others, but that 20 answers came is seen in the etats.
    total = _publie([*_answered(23, jours=8), *_repeat(3, depuis=500), *_repeat(9, depuis=600, etat="prolonge")]).total

    assert total.mediane == 8
    assert not total.estimee
    assert _publie([*_answered(23, jours=8, estimee=True), *_repeat(30, depuis=500)]).total.estimee


def test_times_come_from_the_receipt_or_are_estimates() -> None:
    def case(**dates: dt.date | None) -> Cas:
        return case_of(Dates(**dates), AU, demarche="acces", organisme="CCAS", etat="clos", personne=1, en_propre=False)

    envoi, reception, reponse = dt.date(2026, 3, 1), dt.date(2026, 3, 5), dt.date(2026, 3, 30)
    recue = case(envoyee_le=envoi, recue_le=reception, repondue_le=reponse)
    assert (recue.jours, recue.estimee) == (25, False)
    envoyee = case(envoyee_le=envoi, repondue_le=reponse)
    assert (envoyee.jours, envoyee.estimee) == (29, True)
    assert case(recue_le=envoi, repondue_le=envoi).jours == 0
    assert case(envoyee_le=reponse, repondue_le=envoi).jours is None
    assert case(repondue_le=reponse).jours is None
    assert not case(envoyee_le=envoi, repondue_le=dt.date(2027, 1, 1)).repondue


def test_out_of_time_is_an_answer_after_their_last_day_or_none_when_it_is_over() -> None:
    limite = dt.date(2026, 4, 7)

    def is_late(au: dt.date = AU, **dates: dt.date) -> bool:
        return case_of(
            Dates(dernier_jour=limite, **dates), au, demarche="a", organisme="", etat="clos", personne=1, en_propre=False
        ).hors_delai

    assert not is_late(repondue_le=limite)
    assert is_late(repondue_le=dt.date(2026, 4, 8))
    assert is_late()
    assert not is_late(limite)
    assert not is_late(clos_le=dt.date(2026, 4, 2))
    assert not case_of(Dates(), AU, demarche="a", organisme="", etat="clos", personne=1, en_propre=False).hors_delai


# What an organisation asks in its own name.


def test_what_an_organisation_asks_in_its_own_name_is_counted_exactly_and_apart() -> None:
    propres = [
        replace(_CAS, demarche="registre_aipd", en_propre=True, repondue=True, jours=12, estimee=True),
        replace(_CAS, demarche="registre_aipd", en_propre=True, hors_delai=True),
        replace(_CAS, demarche="ordre_du_jour_cst", en_propre=True),
    ]

    chiffres, coulisses = _compute([*propres, *_repeat(3)])

    assert chiffres.personnes is None
    assert chiffres.en_propre == (
        LignePropre("registre_aipd", 2, 1, 1, mediane=12, estimee=True),
        LignePropre("ordre_du_jour_cst", 1, 0, 0),
    )
    assert coulisses == Coulisses(trop_peu=True)
    assert _compute(propres)[1] == Coulisses()


def test_nothing_asked_nothing_told() -> None:
    assert _compute([]) == (Chiffres(2026, AU, None, ()), Coulisses())


@settings(max_examples=30, deadline=None)
@given(coffres(au_plus=400), st.randoms())
def test_the_order_of_requests_changes_nothing(cas: list[Cas], hasard: random.Random) -> None:
    autre = cas[:]
    hasard.shuffle(autre)

    assert _compute(autre) == _compute(cas)
    assert Counter(autre) == Counter(cas)
