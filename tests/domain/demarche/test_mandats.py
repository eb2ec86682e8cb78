"""Where a mandat stands, and when a letter in someone's name is questioned."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import (
    BIENTOT,
    VALABLES,
    Doute,
    EtatMandat,
    Mandat,
    RefusMandat,
    best_of,
    between_the_same,
    etat_of,
    is_between,
    question_of,
    refusal_of,
)
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite

JOUR = dt.date(2026, 11, 24)
HIER, DEMAIN = JOUR - dt.timedelta(1), JOUR + dt.timedelta(1)
LOIN = JOUR + dt.timedelta(200)
SYNDICAT = Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat du département", nom="Renaud"))


def letter(nom: str = "Œuvrard", *, demarche: str = "acces", auteur: Auteur | None = SYNDICAT) -> Demande:
    return Demande(demarche, concerne=Personne(prenom="Élodie" if nom else "", nom=nom), auteur=auteur)


def mandat(
    signe: dt.date | None = HIER,
    fin: dt.date | None = LOIN,
    revoque: dt.date | None = None,
    *,
    mandant: str = "Élodie Œuvrard",
    mandataire: str = "Syndicat du département",
) -> Mandat:
    return Mandat(mandant, mandataire, signe, fin, revoque)


@pytest.mark.parametrize(
    ("dates", "etat"),
    [
        ((None, None, None), EtatMandat.A_SIGNER),
        ((DEMAIN, None, None), EtatMandat.A_SIGNER),
        ((JOUR, None, None), EtatMandat.EN_COURS),
        ((HIER, LOIN, None), EtatMandat.EN_COURS),
        ((HIER, JOUR + BIENTOT, None), EtatMandat.FINIT_BIENTOT),
        ((HIER, JOUR + BIENTOT + dt.timedelta(1), None), EtatMandat.EN_COURS),
        # Its last day is still one.
        ((HIER, JOUR, None), EtatMandat.FINIT_BIENTOT),
        ((HIER, HIER, None), EtatMandat.TERMINE),
        # From the day it is revoked.
        ((HIER, LOIN, JOUR), EtatMandat.REVOQUE),
        ((HIER, LOIN, DEMAIN), EtatMandat.EN_COURS),
        # Revoked before it ended, it was not just ended.
        ((HIER, HIER, HIER), EtatMandat.REVOQUE),
    ],
)
def test_a_mandat_stands_somewhere_each_day(dates: tuple[dt.date | None, ...], etat: EtatMandat) -> None:
    assert etat_of(mandat(*dates), JOUR) is etat


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_a_mandat_holds_from_its_signature_to_its_end_unless_revoked(
    signe: dt.date, fin: dt.date, revoque: dt.date, jour: dt.date
) -> None:
    holds = etat_of(mandat(signe, fin, revoque), jour) in VALABLES
    assert holds == (signe <= jour <= fin and jour < revoque)


@pytest.mark.parametrize(
    ("demande", "tenu", "doute"),
    [
        (letter(), None, Doute.SANS_MANDAT),
        (letter(), mandat(), None),
        (letter(), mandat(fin=JOUR), None),
        (letter(), mandat(None), Doute.A_SIGNER),
        (letter(), mandat(fin=HIER), Doute.TERMINE),
        (letter(), mandat(revoque=JOUR), Doute.REVOQUE),
        (letter("Petit"), mandat(), Doute.AUTRE_PERSONNE),
        (letter(), mandat(mandataire="Association Un Toit"), Doute.AUTRE_MANDATAIRE),
        # Names in another order, without accents or capitals, are the same; one not given contradicts nothing.
        (letter(), mandat(mandant="OEUVRARD elodie"), None),
        (letter(""), mandat(), None),
        (letter(auteur=Auteur(Qualite.MANDATAIRE)), mandat(), None),
        # Nobody is spoken for.
        (letter(auteur=None), None, None),
        (letter(auteur=Auteur(Qualite.AGENT)), None, None),
        # The papers of the mandat itself.
        (letter(demarche="mandat"), None, None),
        (letter(demarche="revocation_mandat"), None, None),
    ],
)
def test_a_letter_in_someones_name_without_a_valid_mandat_is_questioned(
    demande: Demande, tenu: Mandat | None, doute: Doute | None
) -> None:
    assert question_of(demande, tenu, JOUR) is doute


def test_the_mandat_proposed_is_one_that_holds_the_longest_else_one_to_be_signed() -> None:
    court, long, a_signer = mandat(fin=DEMAIN), mandat(), mandat(None, None)
    perdus = [mandat(fin=HIER), mandat(revoque=HIER), mandat(mandant="Paul Petit"), mandat(mandataire="Association")]
    assert best_of([*perdus, court, long, a_signer], letter(), JOUR) == long
    assert best_of([*perdus, a_signer, court], letter(), JOUR) == court
    assert best_of([*perdus, a_signer], letter(), JOUR) == a_signer
    assert best_of(perdus, letter(), JOUR) is None


def test_nobody_in_particular_gave_no_mandat() -> None:
    assert not is_between(mandat(mandant=""), letter(""))
    assert best_of([mandat()], letter(""), JOUR) is None


@pytest.mark.parametrize(
    ("dates", "refus"),
    [
        ((DEMAIN, None, None), RefusMandat.SIGNATURE_A_VENIR),
        ((HIER, None, DEMAIN), RefusMandat.REVOCATION_A_VENIR),
        ((JOUR, HIER, None), RefusMandat.FIN_AVANT_SIGNATURE),
        ((JOUR, None, HIER), RefusMandat.REVOCATION_AVANT_SIGNATURE),
        ((None, HIER, HIER), None),
        ((HIER, HIER, HIER), None),
        ((HIER, LOIN, JOUR), None),
    ],
)
def test_dates_that_make_no_sense_are_refused(dates: tuple[dt.date | None, ...], refus: RefusMandat | None) -> None:
    assert refusal_of(mandat(*dates), JOUR) is refus


def test_one_paper_is_enough_for_all_that_one_writes_in_the_name_of_another() -> None:
    memes = [letter("Roux"), letter("Roux", demarche="effacement"), letter("ROUX")]
    autre = letter("Diallo")
    homonyme = replace(memes[0], concerne=Personne(prenom="Élodie", nom="Roux", naissance=1950))
    sans_nom = [letter(""), letter("")]

    assert between_the_same([memes[0], autre, *memes[1:], homonyme, *sans_nom]) == (
        tuple(memes),
        (autre,),
        (homonyme,),
        (sans_nom[0],),
        (sans_nom[1],),
    )
