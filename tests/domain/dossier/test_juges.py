"""Two courts: each keeps its own last day alone, and only of what it may judge."""

import datetime as dt

from droits_usagers.domain.dossier.actes import EXECUTION, ActeDate
from droits_usagers.domain.dossier.agenda import dates_of
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances import FaitsDossier, Regles
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, phrase
from droits_usagers.domain.mots.dates import MoisConnu
from tests.chaque import chaque
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
RECU = fact(_T.RECU, "2026-11-24")
CADA = fact(_T.CADA_ENREGISTREE, "2027-01-11")
PLAINTE = fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-28")


def day(jour: str) -> dt.date:
    return dt.date.fromisoformat(jour)


def court(jour: str) -> Evenement:
    return fact(_T.TA_SAISI, jour)


def conseil(jour: str) -> Evenement:
    return fact(_T.CONSEIL_ETAT_SAISI, jour)


CONTESTE = frozenset({"recours_prealable", "mediation_prealable", "recours_juge"})
DECIDEE = fact(_T.DECISION_RECUE, "2027-01-04")


@chaque(
    ("faits", "au", "votre"),
    [
        # Silence of the body until 24 December, of the CADA until 11 March, then two months; of the CNIL until 28 March.
        (a_dossier(RECU, CADA, PLAINTE, court("2027-04-01")), "2027-04-02", (Code.RECOURS_CONSEIL_ETAT, "2027-05-28")),
        (a_dossier(RECU, CADA, PLAINTE, conseil("2027-04-01")), "2027-04-02", (Code.RECOURS_TA, "2027-05-11")),
        (a_dossier(RECU, CADA, PLAINTE, court("2027-04-01"), conseil("2027-04-02")), "2027-04-03", None),
        # Too early by a day, then in time.
        (a_dossier(RECU, CADA, court("2027-03-11")), "2027-03-12", (Code.RECOURS_TA, "2027-05-11")),
        (a_dossier(RECU, CADA, court("2027-03-12")), "2027-03-12", None),
        (
            a_dossier(RECU, CADA, fact(_T.REFUS, "2027-02-20"), court("2027-02-19")),
            "2027-02-22",
            (Code.RECOURS_TA, "2027-04-20"),
        ),
        (a_dossier(RECU, CADA, fact(_T.REFUS, "2027-02-20"), court("2027-02-20")), "2027-02-22", None),
        # Some day of March: it may have been the eve.
        (a_dossier(RECU, CADA, fact(_T.TA_SAISI, MoisConnu(2027, 3, 1))), "2027-04-01", (Code.RECOURS_TA, "2027-05-11")),
        (a_dossier(RECU, CADA, fact(_T.TA_SAISI, MoisConnu(2027, 4, 1))), "2027-05-01", None),
        # The Conseil d'État: its own day after a silence, that of a decision itself.
        (a_dossier(PLAINTE, conseil("2027-03-28")), "2027-03-31", (Code.RECOURS_CONSEIL_ETAT, "2027-05-28")),
        (a_dossier(PLAINTE, conseil("2027-03-29")), "2027-03-31", None),
        (a_dossier(PLAINTE, fact(_T.CNIL_A_REPONDU, "2027-02-01"), conseil("2027-02-01")), "2027-02-02", None),
        # Before what is compulsory.
        (a_dossier(RECU, court("2026-12-10")), "2026-12-28", (Code.SAISINE_CADA, "2027-02-24")),
        (a_dossier(RECU, court("2027-01-05")), "2027-01-06", (Code.SAISINE_CADA, "2027-02-24")),
        (a_dossier(RECU, court("2027-01-05"), CADA), "2027-03-12", (Code.RECOURS_TA, "2027-05-11")),
        # The CADA itself, too early by a day: its day stays, whatever it had registered; then in time, or done again.
        (a_dossier(RECU, fact(_T.CADA_SAISIE, "2026-12-24")), "2027-01-20", (Code.SAISINE_CADA, "2027-02-24")),
        (
            a_dossier(RECU, fact(_T.CADA_SAISIE, "2026-11-26"), fact(_T.CADA_ENREGISTREE, "2026-11-27")),
            "2027-02-20",
            (Code.SAISINE_CADA, "2027-02-24"),
        ),
        (
            a_dossier(RECU, fact(_T.CADA_SAISIE, "2026-11-26"), fact(_T.REFUS, "2026-12-10")),
            "2027-01-20",
            (Code.SAISINE_CADA, "2027-02-10"),
        ),
        (a_dossier(RECU, fact(_T.CADA_SAISIE, "2026-12-25")), "2027-02-26", (Code.RECOURS_TA, "2027-04-25")),
        (
            a_dossier(RECU, fact(_T.CADA_SAISIE, "2026-11-26"), fact(_T.CADA_SAISIE, "2026-12-28")),
            "2027-03-01",
            (Code.RECOURS_TA, "2027-04-28"),
        ),
        (a_dossier(DECIDEE, court("2027-01-20"), delais=CONTESTE), "2027-01-21", (Code.RECOURS_PREALABLE, "2027-03-04")),
        # Of a coffre of before: the one court there was a word for.
        (a_dossier(PLAINTE, court("2027-04-01")), "2027-04-02", (Code.RECOURS_CONSEIL_ETAT, "2027-05-28")),
    ],
)
def test_a_court_keeps_its_own_day_alone_and_only_of_what_it_may_judge(
    regles: Regles, faits: FaitsDossier, au: str, votre: tuple[Code, str] | None
) -> None:
    bilan = compute_bilan(faits, regles, day(au))
    assert (bilan.votre_delai, bilan.votre_date) == ((votre[0], day(votre[1])) if votre else (None, None))
    assert (bilan.etat is Etat.TA_EN_COURS) is (votre is None)
    # The agenda asks for what the Suivi asks for.
    assert votre is None or votre[0] in {date.code for date in dates_of(faits, regles, day(au))}


def test_after_the_judgment_it_is_to_be_carried_out_or_contested(regles: Regles) -> None:
    """CJA L911-4, R921-1-1: three months; of an appeal, no day of ours."""
    recu = fact(_T.JUGEMENT_RECU, "2027-11-15")
    bilan = compute_bilan(a_dossier(RECU, CADA, court("2027-04-01"), recu), regles, day("2027-11-16"))
    attendu = phrase("pourquoi.execution", date=day("2027-11-15"), depuis=day("2028-02-15"))
    assert bilan.actes == (ActeDate("acces", EXECUTION, attendu),)
    # A court that nobody noted: its last day is over, and it has judged.
    assert compute_bilan(a_dossier(RECU, CADA, recu), regles, day("2027-11-16")).actes == bilan.actes
    # What another court may still be asked is not lost from sight.
    tot = a_dossier(RECU, CADA, PLAINTE, court("2027-04-01"), fact(_T.JUGEMENT_RECU, "2027-04-20"))
    assert compute_bilan(tot, regles, day("2027-04-21")).votre_delai is Code.RECOURS_CONSEIL_ETAT
