"""When a last day before a court is over for sure: one day more, a day off, a distance. Nothing is said to be over before."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.dossier.agenda import dates_of
from droits_usagers.domain.dossier.derniers_jours import is_kept
from droits_usagers.domain.dossier.etats import FINIS, Etat, Reserve
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.droit.voies import OUTRE_MER, Decision
from droits_usagers.domain.echeances import Code, Echeance, FaitsDossier, Regles, Sens, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.domain.echeances.test_prealable import contested
from tests.domain.echeances.test_proprietes import histories
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)
OPPOSITION = frozenset({"reponse", "rejet_implicite", "recours_hierarchique", "recours_ta"})
JUGES = {Code.RECOURS_TA, Code.RECOURS_CONSEIL_ETAT, Code.RECOURS_HIERARCHIQUE}


def day(jour: str) -> dt.date:
    return dt.date.fromisoformat(jour)


def one(regles: Regles, faits: FaitsDossier, code: Code) -> Echeance:
    (trouvee,) = (une for une in compute_echeances(faits, regles) if une.code is code)
    return trouvee


@pytest.mark.parametrize(
    ("demeure", "fin"),
    [
        # Saturday 15 May 2027; one day more is Pentecost; Monday is off too.
        ("93", "2027-05-18"),
        ("974", "2027-06-16"),
        ("987", "2027-06-16"),
        ("etranger", "2027-07-16"),
        ("", "2027-07-16"),
    ],
)
def test_the_conseil_d_etat_is_not_too_late_before_its_latest_day(regles: Regles, demeure: str, fin: str) -> None:
    faits = a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-15"), demeure=demeure)
    recours = one(regles, faits, Code.RECOURS_CONSEIL_ETAT)
    assert (recours.date, recours.fin) == (day("2027-05-15"), day(fin))
    dernier = compute_bilan(faits, regles, day(fin))
    assert (dernier.votre_date, dernier.votre_delai, dernier.votre_reserve) == (day(fin), recours.code, Reserve.PEUT_ETRE)
    assert compute_bilan(faits, regles, day(fin) + _UN_JOUR).votre_date is None
    # Until its own day, nothing else is shown.
    avant = compute_bilan(faits, regles, day("2027-05-15"))
    assert (avant.votre_date, avant.votre_reserve) == (day("2027-05-15"), Reserve.SANS)


def test_a_month_more_is_counted_from_where_the_others_are(regles: Regles) -> None:
    """From 30 September, three months end on 30 December, though two end on the last of November."""
    faits = a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-06-30"), demeure="974")
    recours = one(regles, faits, Code.RECOURS_CONSEIL_ETAT)
    assert (recours.date, recours.fin) == (day("2026-11-30"), day("2026-12-31"))


@pytest.mark.parametrize(
    ("demeure", "territoire", "fin"),
    [
        # Thursday 2 July 2026.
        ("93", "93", "2026-07-03"),
        ("974", "974", "2026-07-03"),
        # Monday 3 August.
        ("974", "93", "2026-08-03"),
        ("93", "974", "2026-08-03"),
        ("93", "", "2026-08-03"),
        ("", "93", "2026-09-03"),
    ],
)
def test_a_court_is_far_or_not_according_to_where_one_lives(regles: Regles, demeure: str, territoire: str, fin: str) -> None:
    """CJA R421-7: a month across the sea, from either side, two from abroad."""
    faits = a_dossier(fact(_T.RECU, "2026-03-02"), delais=OPPOSITION, demeure=demeure, territoire=territoire)
    recours = one(regles, faits, Code.RECOURS_TA)
    assert (recours.date, recours.fin) == (day("2026-07-02"), day(fin))


@pytest.mark.parametrize(
    ("suites", "date", "fin"),
    [
        # An incomplete answer may be no refusal: then silence is one on 2 May, until 2 July.
        ((fact(_T.REPONSE_PARTIELLE, "2026-03-20"),), "2026-05-20", "2026-07-03"),
        # An answer in part after a refusal may be another decision.
        ((fact(_T.REFUS, "2026-03-20"), fact(_T.REPONSE_PARTIELLE, "2026-04-27")), "2026-05-20", "2026-06-29"),
        # Without an acknowledgement in order, a refusal that came too late may open its own months; with one, it does not.
        ((fact(_T.REFUS, "2026-07-15"),), "2026-07-02", "2026-09-16"),
        ((fact(_T.REFUS, "2026-07-15"), fact(_T.ACCUSE_CONFORME, "2026-03-05")), "2026-07-02", "2026-07-03"),
        # An acknowledgement that came once silence had refused, before that refusal or after it, changes nothing.
        ((fact(_T.REFUS, "2026-07-15"), fact(_T.ACCUSE_CONFORME, "2026-05-04")), "2026-07-02", "2026-09-16"),
        ((fact(_T.REFUS, "2026-07-15"), fact(_T.ACCUSE_CONFORME, "2026-07-20")), "2026-07-02", "2026-09-16"),
    ],
)
def test_no_court_is_lost_before_the_reading_that_its_own_explanation_gives(
    regles: Regles, suites: tuple[Evenement, ...], date: str, fin: str
) -> None:
    faits = a_dossier(fact(_T.RECU, "2026-03-02"), *suites, delais=OPPOSITION, demeure="93", territoire="93")
    recours = one(regles, faits, Code.RECOURS_TA)
    assert (recours.date, recours.fin) == (day(date), day(fin))
    notes = {pas.id for ligne in recours.explication for pas in ligne}
    assert "note.fini_apres" in notes
    assert "note.fini_apres_loin" not in notes


def test_a_court_seized_after_the_cautious_day_may_have_been_in_time(regles: Regles) -> None:
    def notes(jour: str) -> set[str]:
        faits = a_dossier(fact(_T.RECU, "2026-03-02"), fact(_T.TA_SAISI, jour), delais=OPPOSITION, territoire="93")
        return {pas.id for ligne in one(regles, faits, Code.RECOURS_TA).explication for pas in ligne}

    assert "note.ta_peut_etre_a_temps" in notes("2026-07-03")
    assert "note.ta_trop_tard" in notes("2026-07-04")


FAITS = st.builds(
    a_dossier,
    delais=st.sampled_from([frozenset({"reponse", "refus_tacite"}), OPPOSITION]),
    genre=st.sampled_from(GenreOrganisme),
    demeure=st.sampled_from(["", "93", "974", "etranger", *sorted(OUTRE_MER)]),
)


@given(faits=FAITS, evenements=histories())
def test_no_court_is_said_to_be_lost_before_the_latest_reading_of_its_day(
    regles: Regles, faits: FaitsDossier, evenements: tuple[Evenement, ...]
) -> None:
    faits = replace(faits, evenements=evenements)
    for recours in compute_echeances(faits, regles):
        if recours.code not in JUGES or recours.date is None:
            continue
        assert recours.fin is not None
        assert recours.fin > recours.date
        assert not regles.feries.is_off(recours.fin)
        passes = replace(faits, evenements=tuple(fait for fait in evenements if fait.date <= recours.fin))
        if recours not in compute_echeances(passes, regles) or is_kept(passes.evenements, recours):
            continue
        if recours.is_kept_by_aid(recours.fin):
            continue  # What is to be done is to follow legal aid.
        bilan = compute_bilan(passes, regles, recours.fin)
        # By the latest receipt, nothing may be refused yet: a court seized now would be too early by one reading.
        a_naitre = {
            une.code for une in bilan.echeances if une.sens is Sens.NAISSANCE and (une.date or recours.fin) >= recours.fin
        }
        # What legal aid keeps is no last day, nor is it said to be lost: the aid is followed.
        if bilan.etat not in FINIS and not a_naitre and not recours.is_kept_by_aid(recours.fin):
            assert recours.code in {date.code for date in dates_of(passes, regles, recours.fin)}
            assert recours.code is Code.RECOURS_HIERARCHIQUE or (bilan.votre_date or dt.date.max) <= recours.fin


@given(faits=FAITS, evenements=histories(), au=st.integers(0, 700))
def test_what_was_done_is_not_asked_for_again(
    regles: Regles, faits: FaitsDossier, evenements: tuple[Evenement, ...], au: int
) -> None:
    faits = replace(faits, evenements=evenements)
    jour = evenements[0].date + dt.timedelta(days=au)
    passes = [fait for fait in evenements if fait.date <= jour]
    demandes = {date.code for date in dates_of(faits, regles, jour)}
    faites = [une for une in compute_echeances(faits, regles) if is_kept(passes, une)]
    restent = {une.code for une in compute_echeances(faits, regles) if not is_kept(passes, une)}
    assert not demandes & {une.code for une in faites} - restent
    bilan = compute_bilan(faits, regles, jour)
    assert bilan.etat is Etat.CLOS or bilan.votre_delai not in {une.code for une in faites} - restent


def test_reasons_that_are_awaited_leave_a_ceiling_to_argue_for_and_keep_the_cautious_day(regles: Regles) -> None:
    """Registered on 5 August 2027: refused on 5 October, the court until 5 December; asked for in time, a year at most."""
    enregistree, demandes = fact(_T.CADA_ENREGISTREE, "2027-08-05"), fact(_T.MOTIFS_DEMANDES, "2027-11-24")
    recours = one(regles, a_dossier(enregistree, demandes, territoire="93"), Code.RECOURS_TA)
    assert (recours.date, recours.contestable, recours.a_verifier) == (day("2027-12-05"), True, True)
    # Friday 24 November 2028, and one day more, which is moved to the Monday.
    assert recours.fin == day("2028-11-27")
    donnes = one(regles, a_dossier(enregistree, demandes, fact(_T.MOTIFS_RECUS, "2028-01-10")), Code.RECOURS_TA)
    assert (donnes.date, donnes.a_verifier) == (day("2028-03-10"), False)
    tard = one(regles, a_dossier(enregistree, demandes, fact(_T.MOTIFS_RECUS, "2028-10-30")), Code.RECOURS_TA)
    assert (tard.date, tard.a_verifier) == (day("2028-11-24"), True)


def test_a_ceiling_that_may_still_be_argued_for_near_is_not_said_to_hold_far_away_alone(regles: Regles) -> None:
    faits = a_dossier(fact(_T.CADA_ENREGISTREE, "2027-08-05"), fact(_T.MOTIFS_DEMANDES, "2027-11-24"), demeure="")
    recours = one(regles, faits, Code.RECOURS_TA)
    assert (recours.fin_pres, recours.fin) == (day("2028-11-27"), day("2029-01-25"))
    assert [recours.is_far_only(day(jour)) for jour in ("2028-06-01", "2028-11-27", "2028-11-28", "2029-01-26")] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("suites", "fin"),
    [
        # Friday 3 September 2027 is a year after; one day more is a Saturday. Received: two months more, from then.
        ((fact(_T.MOTIFS_DEMANDES, "2026-09-03"),), "2027-09-06"),
        ((fact(_T.MOTIFS_DEMANDES, "2026-09-03"), fact(_T.MOTIFS_RECUS, "2026-10-06")), "2026-12-07"),
        ((fact(_T.MOTIFS_DEMANDES, "2026-09-03"), fact(_T.MOTIFS_RECUS, "2027-08-20")), "2027-09-06"),
        # Too late: after the two months.
        ((fact(_T.MOTIFS_DEMANDES, "2026-09-08"),), "2026-09-07"),
        # The refusal is written: its reasons are in it.
        ((fact(_T.REFUS, "2026-06-09"), fact(_T.MOTIFS_DEMANDES, "2026-07-01")), "2026-08-10"),
    ],
)
def test_the_reasons_of_a_silence_on_data_move_no_day_and_may_move_its_end(
    regles: Regles, suites: tuple[Evenement, ...], fin: str
) -> None:
    """CRPA L232-4 holds where reasons are owed, which is argued of data: received on 4 May, refused on 4 July."""
    faits = a_dossier(fact(_T.RECU, "2026-05-04"), *suites, delais=OPPOSITION, territoire="93")
    sans = one(regles, replace(faits, evenements=faits.evenements[:1]), Code.RECOURS_TA)
    recours = one(regles, faits, Code.RECOURS_TA)
    assert recours.fin == day(fin)
    if suites[0].type is not _T.REFUS:
        assert (recours.date, sans.date, sans.fin) == (day("2026-09-04"), day("2026-09-04"), day("2026-09-07"))
        assert recours.contestable is (recours.fin != sans.fin)
    dits = [dict(pas.valeurs) for ligne in recours.explication for pas in ligne if pas.id == "note.motifs_peut_etre_dus"]
    # They were owed within the month.
    assert [dit["attendus"] for dit in dits] == [add_months(suites[0].date, 1)] * (fin not in {"2026-09-07", "2026-08-10"})


@pytest.mark.parametrize("aide", ["", "fsl"])
def test_an_appeal_that_may_have_arrived_too_late_hides_no_day_in_court(regles: Regles, aide: str) -> None:
    """Refused on 5 October 2026, of data or of an aid: the court until 5 December, and the appeal above left on the 3rd."""
    parti = fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2026-12-03")

    def dossier(*suites: Evenement) -> FaitsDossier:
        if aide:
            return contested(
                fact(_T.DECISION_RECUE, "2026-10-05"),
                *suites,
                decision=Decision.REFUS,
                aide=aide,
                genre=GenreOrganisme.DEPARTEMENT,
            )
        refus = fact(_T.RECU, "2026-09-01"), fact(_T.REFUS, "2026-10-05")
        return a_dossier(*refus, *suites, delais=OPPOSITION, territoire="93", demeure="93")

    def until(faits: FaitsDossier, au: str) -> tuple[dt.date | None, Reserve]:
        bilan = compute_bilan(faits, regles, day(au))
        return bilan.votre_date, bilan.votre_reserve

    assert until(dossier(parti), "2026-12-04") == (day("2026-12-05"), Reserve.SANS)
    assert until(dossier(parti), "2027-03-01") == (day("2027-04-03"), Reserve.PEUT_ETRE)
    # Rejected in writing after that day, it may have come too late; before it, it had arrived.
    rejets = (fact(_T.RECOURS_REJETE, jour) for jour in ("2027-01-11", "2026-12-05"))
    tard, tot = (dossier(parti, rejet) for rejet in rejets)
    assert until(tard, "2027-03-01") == (day("2027-03-11"), Reserve.PEUT_ETRE)
    assert until(tot, "2026-12-06") == (day("2027-02-05"), Reserve.SANS)
    # An answer to the whole by the later day leaves nothing to go to court for.
    if not aide:
        assert until(dossier(parti, fact(_T.REPONSE_COMPLETE, "2027-01-11")), "2027-01-12")[0] is None


def test_a_place_in_an_emergency_is_for_the_court_at_once(regles: Regles) -> None:
    """No text that was read makes an appeal compulsory before it (CASF L345-2-2)."""
    recue = fact(_T.DECISION_RECUE, "2026-11-02")
    dossier = contested(recue, decision=Decision.REFUS, aide="urgence", genre=GenreOrganisme.HEBERGEMENT)
    trouvees = {une.code: une for une in compute_echeances(dossier, regles)}
    assert {*trouvees} == {Code.RECOURS_HIERARCHIQUE, Code.RECOURS_JUGE}
    assert {une.date for une in trouvees.values()} == {day("2027-01-02")}
    assert trouvees[Code.RECOURS_JUGE].a_verifier
