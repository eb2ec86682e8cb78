"""The deadlines, whatever the history."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.calendrier import add_months
from droits_usagers.domain.echeances import Code, Regles, compute_echeances
from droits_usagers.domain.evenements import Evenement, TypeEvenement
from droits_usagers.domain.explications import say_all
from droits_usagers.domain.organismes import GenreOrganisme
from droits_usagers.domain.territoires import TERRITOIRES
from tests.dossiers import a_dossier, by_code, fact

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

_T = TypeEvenement


JOURS = st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31))
TERRITOIRE = st.sampled_from(["", *sorted(TERRITOIRES)])


@st.composite
def histories(draw: st.DrawFn, types: Sequence[TypeEvenement] = tuple(TypeEvenement)) -> tuple[Evenement, ...]:
    recu = draw(JOURS)
    tirage = draw(st.lists(st.tuples(st.sampled_from(types), st.integers(-20, 500)), max_size=7))
    return (Evenement(recu, _T.RECU), *(Evenement(recu + dt.timedelta(days=ecart), type_) for type_, ecart in tirage))


@given(recu=JOURS, territoire=TERRITOIRE)
def test_an_answer_is_never_due_on_a_day_off_nor_before_the_unadjusted_date(
    regles: Regles, recu: dt.date, territoire: str
) -> None:
    reponse = by_code(compute_echeances(a_dossier(fact(_T.RECU, recu), territoire=territoire), regles))["reponse"]
    assert reponse.date is not None
    assert reponse.date_brute == add_months(recu, 1)
    assert reponse.date >= reponse.date_brute
    assert not regles.feries.is_off(reponse.date, territoire)
    assert all(
        regles.feries.is_off(reponse.date_brute + dt.timedelta(days=rang), territoire)
        for rang in range((reponse.date - reponse.date_brute).days)
    )


@given(evenements=histories(), territoire=TERRITOIRE)
def test_whatever_happened_an_answer_is_due_on_a_working_day_not_before_the_unadjusted_date(
    regles: Regles, evenements: tuple[Evenement, ...], territoire: str
) -> None:
    for echeance in compute_echeances(a_dossier(*evenements, territoire=territoire), regles):
        if echeance.date is None:
            assert echeance.date_brute is None
            continue
        assert echeance.date_brute is not None
        if echeance.code in {Code.REPONSE, Code.ANNONCE_PROLONGATION, Code.SUITE_CNIL}:
            assert not regles.feries.is_off(echeance.date, territoire)
            assert echeance.date >= echeance.date_brute
        else:
            assert echeance.date == echeance.date_brute


@given(un=JOURS, autre=JOURS, territoire=TERRITOIRE)
def test_a_later_receipt_never_gives_an_earlier_date_when_nothing_else_happened(
    regles: Regles, un: dt.date, autre: dt.date, territoire: str
) -> None:
    tot, tard = (
        by_code(compute_echeances(a_dossier(fact(_T.RECU, jour), territoire=territoire), regles))
        for jour in sorted((un, autre))
    )
    for code, echeance in tot.items():
        assert echeance.date is not None
        assert (tard[code].date or dt.date.min) >= echeance.date


@given(evenements=histories())
def test_the_cada_is_never_promised_beyond_three_months_unless_a_written_refusal_came_inside_the_window(
    regles: Regles, evenements: tuple[Evenement, ...]
) -> None:
    recu = min(e.date for e in evenements if e.type is _T.RECU)
    fermeture = add_months(add_months(recu, 1), 2)
    saisine = by_code(compute_echeances(a_dossier(*evenements), regles)).get("saisine_cada")
    refus = [e.date for e in evenements if e.type is _T.REFUS and recu <= e.date <= fermeture]
    if saisine is not None and not refus:
        assert saisine.date is not None
        assert saisine.date <= fermeture <= add_months(recu, 3)


AUTRES = tuple(type_ for type_ in TypeEvenement if type_ not in {_T.RECU, _T.TRANSMIS, _T.ENVOYE})


@given(evenements=histories(AUTRES), type_=st.sampled_from(AUTRES), ecart=st.integers(1, 600))
def test_a_new_fact_never_changes_a_date_that_was_over_before_it(
    regles: Regles, evenements: tuple[Evenement, ...], type_: TypeEvenement, ecart: int
) -> None:
    # Facts come in the order of time: the new one is the latest.
    jour = max(e.date for e in evenements) + dt.timedelta(days=ecart)
    avant = by_code(compute_echeances(a_dossier(*evenements), regles))
    apres = by_code(compute_echeances(a_dossier(*evenements, Evenement(jour, type_)), regles))
    for code, echeance in avant.items():
        # The day of registration, once known, corrects what was estimated from the seizure.
        corrige = type_ is _T.CADA_ENREGISTREE and echeance.estimation
        if echeance.date is not None and echeance.date < jour and not corrige:
            assert code in apres
            assert apres[code].date == echeance.date, code


@given(evenements=histories(), territoire=TERRITOIRE)
def test_what_concerns_the_rgpd_never_touches_the_clock_of_documents(
    regles: Regles, evenements: tuple[Evenement, ...], territoire: str
) -> None:
    rgpd = {
        *(_T.IDENTITE_DEMANDEE, _T.IDENTITE_FOURNIE, _T.PRECISION_DEMANDEE, _T.PRECISION_FOURNIE),
        *(_T.PROLONGATION_ANNONCEE, _T.PLAINTE_CNIL_ENVOYEE, _T.CNIL_A_REPONDU),
    }
    sans = tuple(e for e in evenements if e.type not in rgpd)
    avec, seules = (by_code(compute_echeances(a_dossier(*e, territoire=territoire), regles)) for e in (evenements, sans))
    for code in ("refus_tacite", "saisine_cada", "refus_confirme", "recours_ta"):
        assert (avec[code].date if code in avec else None) == (seules[code].date if code in seules else None)


@given(evenements=histories())
def test_the_order_in_which_facts_of_different_days_are_given_changes_nothing(
    regles: Regles, evenements: tuple[Evenement, ...]
) -> None:
    if len({e.date for e in evenements}) == len(evenements):
        endroit, envers = (compute_echeances(a_dossier(*e), regles) for e in (evenements, evenements[::-1]))
        assert endroit == envers


@given(evenements=histories())
def test_every_explanation_can_be_said(catalogue: "Catalogue", regles: Regles, evenements: tuple[Evenement, ...]) -> None:
    for echeance in compute_echeances(a_dossier(*evenements, genre=GenreOrganisme.SANTE), regles):
        dites = say_all(echeance.explication, catalogue.textes)
        assert dites
        assert all(ligne and "{" not in ligne for ligne in dites)
        assert len(set(dites)) == len(dites)


@given(evenements=histories(AUTRES))
def test_what_is_suspended_is_an_estimate_with_the_other_date_beside_it(
    regles: Regles, evenements: tuple[Evenement, ...]
) -> None:
    for echeance in compute_echeances(a_dossier(*evenements), regles):
        if echeance.code in {Code.REPONSE, Code.ANNONCE_PROLONGATION}:
            assert echeance.estimation is (echeance.date_sans_suspension is not None)
            assert not echeance.contestable or echeance.estimation
            assert echeance.date is not None or echeance.estimation
