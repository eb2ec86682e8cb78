"""Legal aid asked for in time: a day before a judge is not over while its decision is awaited, and runs anew from it."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dossier.suivi import Bilan, compute_bilan
from droits_usagers.domain.echeances import Code, Regles
from droits_usagers.exchange.faits import read_faits

TETES = {
    "tribunal": ('demarche = "effacement"', 'genre = "ccas"'),
    "cada": ('demarche = "acces"', 'genre = "ccas"'),
    "aide": ('demarche = "aide_refusee"', 'genre = "departement"', 'decision = "refus"', 'aide = "fsl"'),
    "pole_social": ('demarche = "aide_refusee"', 'genre = "caf"', 'decision = "refus"', 'aide = "familiales"'),
    "conseil_etat": ('demarche = "plainte_cnil"', 'genre = "autre"', 'public = "non"', 'demarche_initiale = "effacement"'),
}
FAITS = {
    "tribunal": {"recu": "2026-08-17", "refus": "2026-09-04", "voies_dites": "2026-09-04"},
    "cada": {"recu": "2026-04-13", "cada_saisie": "2026-06-29", "cada_enregistree": "2026-07-03"},
    "aide": {"decision_recue": "2026-09-04"},
    "pole_social": {"decision_recue": "2026-06-01", "recours_prealable_envoye": "2026-07-06", "recours_rejete": "2026-09-04"},
    "conseil_etat": {"plainte_cnil_envoyee": "2026-06-22", "cnil_a_repondu": "2026-09-04"},
}
CODES = {"pole_social": Code.RECOURS_JUGE, "aide": Code.RECOURS_JUGE, "conseil_etat": Code.RECOURS_CONSEIL_ETAT}


def bilan(catalogue: Catalogue, histoire: str, **aide: str) -> Bilan:
    faits = FAITS[histoire] | {f"aide_juridictionnelle_{fait}": jour for fait, jour in aide.items()}
    lignes = [*TETES[histoire], *(f'[[evenement]]\ntype = "{type_}"\ndate = {jour}' for type_, jour in faits.items())]
    lus = read_faits("\n".join(lignes).encode(), "E.toml", catalogue.demarches)
    return compute_bilan(lus, Regles(catalogue.delais, catalogue.feries, catalogue.voies), dt.date(2026, 12, 1))


@pytest.mark.parametrize("histoire", sorted(TETES))
def test_a_day_that_legal_aid_keeps_is_not_over_while_its_decision_is_awaited(catalogue: Catalogue, histoire: str) -> None:
    vu = bilan(catalogue, histoire, demandee="2026-10-19")

    code = CODES.get(histoire, Code.RECOURS_TA)
    jours = [
        une for une in vu.echeances if une.code is code and une.date == (dt.date(2026, 11, 3 if histoire == "cada" else 4))
    ]
    assert [une.is_over(dt.date(2026, 12, 1)) for une in jours] == [False]
    assert (vu.actes[0].etape, vu.actes[0].pourquoi.id) == ("aide_juridictionnelle", "pourquoi.aide_attendue")
    assert not [une for une in vu.actes if une.pourquoi.id in {"pourquoi.tribunal_passe", "pourquoi.passe"}]


@pytest.mark.parametrize("histoire", sorted(TETES))
def test_the_delay_runs_anew_from_the_decision_on_legal_aid(catalogue: Catalogue, histoire: str) -> None:
    vu = bilan(catalogue, histoire, demandee="2026-10-19", decidee="2026-11-20")

    assert (vu.actes[0].jusqu_au, vu.actes[0].perdu) == (dt.date(2027, 1, 20), CODES.get(histoire, Code.RECOURS_TA))


@pytest.mark.parametrize("histoire", ["aide", "tribunal"])
def test_writing_above_is_not_over_beside_a_court_that_legal_aid_keeps(catalogue: Catalogue, histoire: str) -> None:
    """It is to be made within the time to go to court (CRPA L411-2)."""
    attendue, tardive = (bilan(catalogue, histoire, demandee=jour) for jour in ("2026-10-19", "2026-11-23"))

    plus_haut = [une for vu in (attendue, tardive) for une in vu.echeances if une.code is Code.RECOURS_HIERARCHIQUE]
    assert [une.is_kept_by_aid(dt.date(2027, 2, 1)) for une in plus_haut] == [True, False]
    assert not plus_haut[0].is_over(dt.date(2027, 2, 1))
    assert [une.etape for une in attendue.actes].count("aide_juridictionnelle") == 1


@pytest.mark.parametrize(
    ("histoire", "demandee", "gardee", "dite"),
    [
        # Before an administrative court, a day more; a day off moves it. Wednesday the 4th: Thursday the 5th is in time.
        ("tribunal", "2026-11-05", 1, "note.aide_peut_etre"),
        ("aide", "2026-11-05", 1, "note.aide_peut_etre"),
        ("cada", "2026-11-04", 1, "note.aide_peut_etre"),
        ("conseil_etat", "2026-11-05", 1, "note.aide_peut_etre"),
        # CPC 641: the pôle social gives no such day.
        ("pole_social", "2026-11-05", 0, "note.aide_trop_tard"),
        # Where she lives is not known: far away, it would still run, and nothing says that it is kept.
        ("tribunal", "2026-11-06", 0, "note.aide_peut_etre"),
        ("tribunal", "2027-03-01", 0, "note.aide_trop_tard"),
    ],
)
def test_legal_aid_asked_for_on_the_last_day_by_another_reading_may_keep_it(
    catalogue: Catalogue, histoire: str, demandee: str, gardee: int, dite: str
) -> None:
    code = CODES.get(histoire, Code.RECOURS_TA)
    attendue, decidee = (bilan(catalogue, histoire, demandee=demandee, **suite) for suite in ({}, {"decidee": "2027-03-15"}))
    (une,) = [une for une in attendue.echeances if une.code is code and une.date and une.date < dt.date(2026, 11, 30)]
    assert dite in {phrase.id for ligne in une.explication for phrase in ligne}
    assert une.aide_attendue == gardee
    repart = [une for une in decidee.echeances if une.code is code and une.date == dt.date(2027, 5, 15)]
    assert [une.contestable for une in repart] == [True] * gardee


def test_legal_aid_asked_for_too_late_keeps_nothing(catalogue: Catalogue) -> None:
    vu = bilan(catalogue, "tribunal", demandee="2026-11-23")

    assert "aide_juridictionnelle" not in {une.etape for une in vu.actes}
