"""The dates that facts give, what comes after a letter, and when to come back."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.derniers_jours import DIX_JOURS
from droits_usagers.domain.droit.feries import Feries
from droits_usagers.domain.echeances import Code, Echeance
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.letters.lettre.delais import RETOURS, coming_of, delays_of
from tests.letters.cas import BLANCHE, ORDINAIRE

_T = TypeEvenement


def date_of(code: Code, *jour: int) -> Echeance:
    date = dt.date(*jour)
    return Echeance(code, date, date, None, "rgpd-12-3", ())


def own(code: Code, *jour: int) -> Echeance:
    """A last day of the person's own, to be aimed at the day before."""
    date = date_of(code, *jour)
    return dataclasses.replace(date, veille=dt.date(*jour) - dt.timedelta(days=1))


def test_the_dates_that_facts_give_are_told_in_words() -> None:
    demande = dataclasses.replace(
        ORDINAIRE,
        date=dt.date(2026, 11, 24),
        evenements=(
            Evenement(dt.date(2026, 10, 1), TypeEvenement.RECU),
            Evenement(dt.date(2026, 11, 5), TypeEvenement.PROLONGATION_ANNONCEE),
        ),
    )

    delais = delays_of(
        demande,
        (
            date_of(Code.REPONSE, 2026, 11, 2),
            date_of(Code.ANNONCE_PROLONGATION, 2026, 11, 2),
            date_of(Code.REFUS_TACITE, 2026, 11, 1),
            dataclasses.replace(date_of(Code.SAISINE_CADA, 2027, 1, 1), veille=dt.date(2026, 12, 31)),
            date_of(Code.DOSSIER_MEDICAL, 2026, 11, 24),
            date_of(Code.DOSSIER_MEDICAL, 2026, 12, 1),
        ),
    )

    assert delais["saisine_cada"] == "1er janvier 2027"
    assert delais["veille_cada"] == "31 décembre 2026"
    assert delais["dossier_medical"] == "24 novembre 2026"
    assert delais["prolongation_tardive"] == "5 novembre 2026"
    assert delais["recours_ta"] == ""
    # On its own day, a date is not over.
    assert delais["echus"] == ["reponse", "annonce_prolongation", "refus_tacite"]


def test_a_day_counted_from_an_unknown_receipt_is_told_to_nobody() -> None:
    envoi = Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE)
    annonce = Evenement(dt.date(2026, 11, 5), TypeEvenement.PROLONGATION_ANNONCEE)
    demande = dataclasses.replace(ORDINAIRE, date=dt.date(2026, 12, 24), evenements=(envoi, annonce))
    dates = [
        dataclasses.replace(date_of(code, 2026, 11, 2), estimation=True)
        for code in (Code.REPONSE, Code.ANNONCE_PROLONGATION, Code.SAISINE_CADA)
    ]
    arretees = [dataclasses.replace(date, date_sans_suspension=date.date) for date in dates[:2]]

    for donnees in (dates, [*arretees, dates[2]]):
        delais = delays_of(demande, donnees)
        assert (delais["reponse"], delais["annonce_prolongation"], delais["prolongation_tardive"]) == ("", "", "")
        # The person's own last day, counted at its shortest, is still one not to miss.
        assert delais["echus"] == ["saisine_cada"]


def test_a_day_that_a_question_only_moved_is_told() -> None:
    recu = Evenement(dt.date(2026, 10, 1), TypeEvenement.RECU)
    reponse = dataclasses.replace(
        date_of(Code.REPONSE, 2026, 11, 12), estimation=True, date_sans_suspension=dt.date(2026, 11, 2)
    )

    assert delays_of(dataclasses.replace(ORDINAIRE, evenements=(recu,)), (reponse,))["reponse"] == "12 novembre 2026"


def test_a_prolongation_in_time_is_not_late() -> None:
    annonce = Evenement(dt.date(2026, 11, 2), TypeEvenement.PROLONGATION_ANNONCEE)
    demande = dataclasses.replace(ORDINAIRE, evenements=(annonce,))

    assert delays_of(demande, (date_of(Code.ANNONCE_PROLONGATION, 2026, 11, 2),))["prolongation_tardive"] == ""


def test_the_days_to_come_back_are_counted_from_the_letter() -> None:
    assert coming_of(ORDINAIRE, (), _T.ENVOYE, feries=Feries(()))["retours"] == {
        "deux_semaines": "8 décembre 2026",
        "cinq_semaines": "29 décembre 2026",
        "deux_mois": "25 janvier 2027",
        "trois_mois": "24 février 2027",
    }


def test_of_two_last_days_the_first_that_is_not_over_is_told() -> None:
    derniere, silence = own(Code.RECOURS_CONSEIL_ETAT, 2027, 1, 20), own(Code.RECOURS_CONSEIL_ETAT, 2026, 12, 29)
    assert delays_of(ORDINAIRE, (derniere, silence))["recours_conseil_etat"] == "29 décembre 2026"
    passe = own(Code.RECOURS_CONSEIL_ETAT, 2026, 11, 20)
    assert delays_of(ORDINAIRE, (derniere, passe))["recours_conseil_etat"] == "20 janvier 2027"
    assert delays_of(ORDINAIRE, (passe, derniere))["recours_conseil_etat"] == "20 janvier 2027"


def test_a_letter_without_a_date_gives_none_but_what_the_facts_give() -> None:
    venir = coming_of(BLANCHE, (own(Code.SAISINE_CADA, 2027, 1, 5),), _T.ENVOYE, feries=Feries(()))

    assert venir["retours"] == dict.fromkeys(("deux_semaines", "cinq_semaines", "deux_mois", "trois_mois"), "")
    assert venir["a_venir"] == [
        {"code": "saisine_cada", "jour": "5 janvier 2027", "veille": "4 janvier 2027", "incertain": False}
    ]


def returns(*echeances: Echeance, evenement: TypeEvenement = _T.ENVOYE) -> object:
    venir = coming_of(ORDINAIRE, echeances, evenement, feries=Feries(()))["retours"]
    assert isinstance(venir, dict)
    return venir["cinq_semaines"]


def test_one_comes_back_on_an_open_day_ten_days_before_a_last_day_of_their_own(catalogue: Catalogue) -> None:
    assert returns(own(Code.RECOURS_PREALABLE, 2026, 12, 10)) == "30 novembre 2026"
    # Ten days before the 16th is a Sunday.
    assert returns(own(Code.RECOURS_PREALABLE, 2026, 12, 16)) == "4 décembre 2026"
    assert returns(own(Code.RECOURS_PREALABLE, 2027, 1, 10)) == "29 décembre 2026"
    # Fewer than ten days are left: today; what is over, and the days of the body, change nothing.
    assert returns(own(Code.SAISINE_CADA, 2026, 12, 1)) == "24 novembre 2026"
    assert returns(own(Code.SAISINE_CADA, 2026, 11, 24)) == "24 novembre 2026"
    assert returns(own(Code.SAISINE_CADA, 2026, 11, 20)) == "29 décembre 2026"
    assert returns(date_of(Code.REPONSE, 2026, 12, 1)) == "29 décembre 2026"
    # A letter of 20 November: five weeks later is Christmas, then a Saturday.
    noel = coming_of(dataclasses.replace(ORDINAIRE, date=dt.date(2026, 11, 20)), (), _T.ENVOYE, feries=catalogue.feries)[
        "retours"
    ]
    assert isinstance(noel, dict)
    assert noel["cinq_semaines"] == "28 décembre 2026"


@given(jour=st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), restent=st.integers(0, 200))
def test_an_appointment_leaves_ten_days_where_there_are_ten(catalogue: Catalogue, jour: dt.date, restent: int) -> None:
    dernier = jour + dt.timedelta(days=restent)
    demande = dataclasses.replace(ORDINAIRE, date=jour)
    echeances = (dataclasses.replace(own(Code.RECOURS_JUGE, 2027, 1, 1), date=dernier),)
    venir = coming_of(demande, echeances, _T.ENVOYE, feries=catalogue.feries)["a_venir"]
    assert isinstance(venir, list)
    suivants = {date_courte(suivant): suivant for suivant in (jour + dt.timedelta(days=n) for n in range(120))}
    retours = [suivants[une["jour"]] for une in venir if une["code"] in RETOURS]
    assert len(retours) == len(RETOURS)
    for retour in retours:
        assert retour == jour or (jour < retour <= dernier - DIX_JOURS and not catalogue.feries.is_off(retour))


@pytest.mark.parametrize(
    ("evenement", "code"),
    [
        (_T.ENVOYE, Code.OBSERVATIONS),
        (_T.RECOURS_PREALABLE_ENVOYE, Code.MEDIATION_PREALABLE),
        (_T.RECOURS_HIERARCHIQUE_ENVOYE, Code.RECOURS_HIERARCHIQUE),
        (_T.CADA_SAISIE, Code.SAISINE_CADA),
    ],
)
def test_a_last_day_that_the_letter_itself_meets_does_not_bring_back_sooner(evenement: TypeEvenement, code: Code) -> None:
    assert returns(own(code, 2026, 12, 1), evenement=evenement) == "29 décembre 2026"
    assert returns(own(code, 2026, 12, 1), evenement=_T.RELANCE_ENVOYEE) == "24 novembre 2026"


def test_what_comes_is_in_order_and_says_what_is_uncertain() -> None:
    recue = dataclasses.replace(ORDINAIRE, evenements=(Evenement(dt.date(2026, 11, 20), _T.RECU),))
    dates = (
        date_of(Code.REFUS_TACITE, 2026, 12, 20),
        dataclasses.replace(own(Code.SAISINE_CADA, 2027, 2, 20), estimation=True),
        dataclasses.replace(date_of(Code.REPONSE, 2026, 12, 21), contestable=True),
        dataclasses.replace(date_of(Code.DOSSIER_MEDICAL, 2026, 11, 28), a_verifier=True),
        date_of(Code.ANNONCE_PROLONGATION, 2026, 11, 23),
        dataclasses.replace(date_of(Code.REFUS_CONFIRME, 2027, 3, 1), date=None),
    )

    venir = coming_of(recue, dates, _T.ENVOYE, feries=Feries(()))["a_venir"]

    assert isinstance(venir, list)
    assert [(date["code"], date["jour"], date["incertain"]) for date in venir] == [
        ("dossier_medical", "28 novembre 2026", True),
        ("deux_semaines", "8 décembre 2026", False),
        ("refus_tacite", "20 décembre 2026", False),
        ("reponse", "21 décembre 2026", True),
        ("cinq_semaines", "29 décembre 2026", False),
        ("deux_mois", "25 janvier 2027", False),
        ("trois_mois", "10 février 2027", False),
        ("saisine_cada", "20 février 2027", True),
    ]


def test_nobody_is_told_to_aim_at_a_day_before_the_letter() -> None:
    """A Monday is the last day; the letter is of the Saturday: the Friday to aim at is over."""
    demande = dataclasses.replace(ORDINAIRE, date=dt.date(2026, 11, 28))
    cada = dataclasses.replace(date_of(Code.SAISINE_CADA, 2026, 11, 30), veille=dt.date(2026, 11, 27))
    assert delays_of(demande, (cada,))["veille_cada"] == "28 novembre 2026"
    assert _coming(demande, cada) == {"saisine_cada": ("30 novembre 2026", "28 novembre 2026", False)}


def test_once_the_sooner_of_two_last_days_is_over_a_letter_goes_by_the_other() -> None:
    demande = dataclasses.replace(ORDINAIRE, date=dt.date(2026, 11, 20))
    cada = dataclasses.replace(own(Code.SAISINE_CADA, 2026, 11, 1), autre_date=dt.date(2026, 11, 30), estimation=True)
    delais = delays_of(demande, (cada,))
    assert (delais["saisine_cada"], delais["veille_cada"], delais["echus"]) == ("30 novembre 2026", "20 novembre 2026", [])
    assert _coming(demande, cada) == {"saisine_cada": ("30 novembre 2026", "20 novembre 2026", True)}
    # Before that, by the sooner; after both, it is over.
    assert delays_of(dataclasses.replace(demande, date=dt.date(2026, 11, 1)), (cada,))["saisine_cada"] == "1er novembre 2026"
    assert delays_of(dataclasses.replace(demande, date=dt.date(2026, 12, 1)), (cada,))["echus"] == ["saisine_cada"]


def _coming(demande: Demande, echeance: Echeance) -> dict[str, tuple[str, str, bool]]:
    venir = coming_of(demande, (echeance,), _T.RELANCE_ENVOYEE, feries=Feries(()))["a_venir"]
    assert isinstance(venir, list)
    return {une["code"]: (une["jour"], une["veille"], une["incertain"]) for une in venir if une["code"] in set(Code)}
