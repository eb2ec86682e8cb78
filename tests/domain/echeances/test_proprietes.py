"""The deadlines, whatever the history."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from droits_usagers.domain.droit.feries import TERRITOIRES, add_months
from droits_usagers.domain.echeances import Code, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import say_all
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import a_dossier, by_code, fact

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

_T = TypeEvenement


JOURS = st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31))
TERRITOIRE = st.sampled_from(["", *sorted(TERRITOIRES)])
_SAMEDI = 5


@st.composite
def histories(draw: st.DrawFn, types: Sequence[TypeEvenement] = tuple(TypeEvenement)) -> tuple[Evenement, ...]:
    recu = draw(JOURS)
    organismes = st.sampled_from(["", "", "initial"])
    tirage = draw(st.lists(st.tuples(st.sampled_from(types), st.integers(-20, 500), organismes), max_size=7))
    premier = Evenement(recu, _T.RECU, draw(organismes) if _T.RECU in types else "")
    suite = (
        Evenement(recu + dt.timedelta(days=ecart), type_, organisme if type_ is _T.RECU else "")
        for type_, ecart, organisme in tirage
    )
    return (premier, *suite)


@given(recu=JOURS, territoire=TERRITOIRE)
def test_an_answer_is_never_due_on_a_day_off_nor_before_the_unadjusted_date(
    regles: Regles, recu: dt.date, territoire: str
) -> None:
    reponse = by_code(compute_echeances(a_dossier(fact(_T.RECU, recu), territoire=territoire), regles))["reponse"]
    assert reponse.date is not None
    assert reponse.date_brute == add_months(recu, 1)
    assert reponse.date >= reponse.date_brute
    assert reponse.date.weekday() < _SAMEDI
    assert not regles.feries.is_holiday(reponse.date, territoire)
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
            assert echeance.date.weekday() < _SAMEDI
            assert not regles.feries.is_holiday(echeance.date, territoire)
            assert echeance.date >= echeance.date_brute
        else:
            assert echeance.date == echeance.date_brute


# Around the end of February, and of the months that have thirty days, day after day.
@given(depart=JOURS, jours=st.integers(1, 40), territoire=TERRITOIRE)
@example(depart=dt.date(2027, 1, 20), jours=40, territoire="")
@example(depart=dt.date(2028, 1, 20), jours=40, territoire="67")
@example(depart=dt.date(2026, 8, 20), jours=40, territoire="976")
@example(depart=dt.date(2026, 11, 20), jours=40, territoire="974")
def test_a_later_receipt_never_gives_an_earlier_date_when_nothing_else_happened(
    regles: Regles, depart: dt.date, jours: int, territoire: str
) -> None:
    veille: dict[str, dt.date] = {}
    for rang in range(jours + 1):
        recu = fact(_T.RECU, depart + dt.timedelta(days=rang))
        dossier = a_dossier(recu, territoire=territoire, genre=GenreOrganisme.SANTE)
        for code, echeance in by_code(compute_echeances(dossier, regles)).items():
            assert echeance.date is not None
            assert echeance.date >= veille.get(code, dt.date.min), (code, recu.date)
            veille[code] = echeance.date


@given(evenements=histories())
@example(
    evenements=(
        fact(_T.RECU, "2020-01-01"),
        fact(_T.REPONSE_COMPLETE, "2020-01-01"),
        fact(_T.REPONSE_PARTIELLE, "2020-02-02"),
    )
)
def test_the_cada_is_never_promised_beyond_three_months_unless_something_is_refused_after_the_silence_or_an_answer(
    regles: Regles, evenements: tuple[Evenement, ...]
) -> None:
    recu = min(e.date for e in evenements if e.type is _T.RECU)
    fermeture = add_months(add_months(recu, 1), 2)
    saisine = by_code(compute_echeances(a_dossier(*evenements), regles)).get("saisine_cada")
    refus = [e.date for e in evenements if e.type is _T.REFUS and recu <= e.date <= fermeture]
    # All was given, then something is refused for the first time.
    rendu = min((e.date for e in evenements if e.type is _T.REPONSE_COMPLETE), default=dt.date.max)
    refus += [e.date for e in evenements if e.type in {_T.REFUS, _T.REPONSE_PARTIELLE} and e.date >= rendu]
    if saisine is not None and not refus:
        assert saisine.date is not None
        assert saisine.date <= fermeture <= add_months(recu, 3)


AUTRES = tuple(type_ for type_ in TypeEvenement if type_ not in {_T.RECU, _T.TRANSMIS, _T.ENVOYE})


CADA = Evenement(dt.date(2027, 1, 11), _T.CADA_ENREGISTREE)
PLAINTE = Evenement(dt.date(2027, 1, 11), _T.PLAINTE_CNIL_ENVOYEE)


@settings(max_examples=40)
@given(evenements=histories(AUTRES))
@example(evenements=(Evenement(dt.date(2026, 11, 24), _T.RECU), CADA))
@example(evenements=(Evenement(dt.date(2026, 11, 24), _T.RECU), Evenement(dt.date(2026, 11, 24), _T.CADA_SAISIE)))
@example(evenements=(CADA, PLAINTE, Evenement(dt.date(2027, 4, 1), _T.MOTIFS_DEMANDES)))
@example(
    evenements=(
        Evenement(dt.date(2020, 1, 1), _T.RECU),
        Evenement(dt.date(2020, 2, 2), _T.AVIS_CADA),
        Evenement(dt.date(2020, 2, 3), _T.REFUS),
    )
)
def test_a_new_fact_never_changes_a_date_that_was_over_before_it(regles: Regles, evenements: tuple[Evenement, ...]) -> None:
    for fin in {echeance.date for echeance in compute_echeances(a_dossier(*evenements), regles) if echeance.date}:
        # Facts come in the order of time: the new one is the latest, and comes the very day after a date.
        jour = fin + dt.timedelta(days=1)
        connus = [evenement for evenement in evenements if evenement.date < jour]
        avant = by_code(compute_echeances(a_dossier(*connus), regles))
        for type_ in AUTRES:
            apres = by_code(compute_echeances(a_dossier(*connus, Evenement(jour, type_)), regles))
            for code, echeance in avant.items():
                # The day of registration, once known, corrects what was estimated from the seizure; and so does another
                # seizure, where the first one came before anything was refused.
                corrige = type_ in {_T.CADA_ENREGISTREE, _T.CADA_SAISIE} and echeance.estimation
                # Legal aid asked in time seems to keep the delay: its decision says until when.
                corrige |= type_ is _T.AIDE_JURIDICTIONNELLE_DECIDEE and echeance.contestable
                # Other news are due after each, and each may be the decision.
                corrige |= type_ is _T.CNIL_A_REPONDU and code in {"suite_cnil", "recours_conseil_etat"}
                # A complaint has days of its own, beside those of news of another.
                corrige |= type_ is _T.PLAINTE_CNIL_ENVOYEE and code in {"suite_cnil", "recours_conseil_etat"}
                # After an incomplete answer, the other reading leaves a month more: what refuses the rest then opens its own.
                corrige |= type_ is _T.REFUS and code == "saisine_cada" and echeance.contestable
                # Reasons asked for in time leave more, by the other reading: what comes then says until when.
                corrige |= (
                    type_ in {_T.MOTIFS_RECUS, _T.REFUS, _T.REPONSE_COMPLETE} and code == "recours_ta" and echeance.contestable
                )
                if echeance.date is not None and echeance.date < jour and not corrige:
                    assert code in apres, (code, type_)
                    assert apres[code].date == echeance.date, (code, type_)


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
