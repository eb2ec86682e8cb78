"""What one request counts for in figures, on the very days that decide it."""

import datetime as dt

from droits_usagers.domain.chiffres.valeurs import Cas, Dates, case_of
from droits_usagers.domain.mots.dates import MoisConnu
from tests.chaque import chaque

ENVOI, RECU, LIMITE = dt.date(2026, 3, 2), dt.date(2026, 3, 4), dt.date(2026, 4, 7)
UN_JOUR = dt.timedelta(days=1)


def case(dates: Dates, au: dt.date) -> Cas:
    return case_of(dates, au, demarche="acces", organisme="CCAS", etat="en_attente", personne=1, en_propre=False)


def test_an_answer_counts_from_the_day_it_came() -> None:
    dates = Dates(ENVOI, RECU, LIMITE)
    assert (case(dates, LIMITE).repondue, case(dates, LIMITE).jours) == (True, 34)
    assert (case(dates, LIMITE - UN_JOUR).repondue, case(dates, LIMITE - UN_JOUR).jours) == (False, None)
    assert not case(Dates(ENVOI, RECU), LIMITE).repondue


def test_its_time_runs_from_the_receipt_or_is_estimated_from_the_sending() -> None:
    assert (case(Dates(ENVOI, RECU, LIMITE), LIMITE).jours, case(Dates(ENVOI, RECU, LIMITE), LIMITE).estimee) == (34, False)
    assert (case(Dates(ENVOI, None, LIMITE), LIMITE).jours, case(Dates(ENVOI, None, LIMITE), LIMITE).estimee) == (36, True)
    # Without an answer there is no time to estimate; without any day to count from, none either.
    assert not case(Dates(ENVOI), LIMITE).estimee
    assert (case(Dates(repondue_le=LIMITE), LIMITE).jours, case(Dates(repondue_le=LIMITE), LIMITE).estimee) == (None, False)


def test_an_answer_the_same_day_took_none_and_one_dated_before_says_nothing() -> None:
    assert case(Dates(ENVOI, RECU, RECU), LIMITE).jours == 0
    assert case(Dates(ENVOI, RECU, RECU - UN_JOUR), LIMITE).jours is None


@chaque(
    ("dates", "au", "tard"),
    [
        (Dates(ENVOI, RECU, LIMITE, LIMITE), LIMITE + UN_JOUR, False),
        (Dates(ENVOI, RECU, LIMITE + UN_JOUR, LIMITE), LIMITE + 2 * UN_JOUR, True),
        (Dates(ENVOI, RECU, None, LIMITE), LIMITE, False),
        (Dates(ENVOI, RECU, None, LIMITE), LIMITE + UN_JOUR, True),
        (Dates(ENVOI, RECU, None, LIMITE, LIMITE), LIMITE + UN_JOUR, False),
        (Dates(ENVOI, RECU, None, LIMITE, LIMITE + UN_JOUR), LIMITE + 2 * UN_JOUR, True),
        # No clock runs.
        (Dates(ENVOI, RECU), LIMITE + UN_JOUR, False),
    ],
)
def test_a_request_is_late_the_day_after_their_last_day(dates: Dates, au: dt.date, *, tard: bool) -> None:
    assert case(dates, au).hors_delai is tard


def test_a_month_says_nothing_of_how_slow_they_are() -> None:
    assert case(Dates(MoisConnu(2026, 3, 1), None, LIMITE), LIMITE).jours is None
    assert case(Dates(ENVOI, RECU, MoisConnu(2026, 4, 1)), LIMITE).jours is None
