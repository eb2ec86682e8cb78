"""A letter to an authority begun alone, where nobody knows when what was asked was received: what may be lost comes first."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from droits_usagers.domain.dossier.agenda import dates_of
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances import Code, FaitsDossier, Regles
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme
from tests.chaque import chaque
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
PLAINTE = fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-11-20")
DOCUMENTS = frozenset({"reponse", "refus_tacite", "saisine_cada", "suite_cnil", "recours_conseil_etat"})
DONNEES = frozenset({"reponse", "rejet_implicite", "recours_ta", "suite_cnil", "recours_conseil_etat"})


def day(jour: str) -> dt.date:
    return dt.date.fromisoformat(jour)


def complaint(*faits: Evenement, delais: frozenset[str] = DONNEES, initiale: str = "rectification") -> FaitsDossier:
    dossier = a_dossier(*faits, demarche="plainte_cnil", delais=delais, premier=_T.PLAINTE_CNIL_ENVOYEE)
    return replace(dossier, initiale=initiale, statut=StatutOrganisme.PUBLIC, territoire="22", demeure="22")


@chaque(
    ("faits", "etape", "jour"),
    [
        (complaint(PLAINTE), "recours_ta", "2027-01-20"),
        (complaint(PLAINTE, delais=DOCUMENTS, initiale="acces"), "demande", "2027-01-20"),
        # Nobody said what was asked: both, the CADA first.
        (replace(complaint(PLAINTE, delais=DOCUMENTS | DONNEES, initiale=""), initiale_inconnue=True), "demande", "2027-01-20"),
        # Known before: the day on the letter, or of a reminder. Not sent, not dated: the day it was made.
        (replace(complaint(PLAINTE), ecrite_le=day("2026-11-10")), "recours_ta", "2027-01-10"),
        (complaint(fact(_T.RELANCE_ENVOYEE, "2026-10-15"), PLAINTE), "recours_ta", "2026-12-15"),
        (replace(complaint(), cree_le=day("2026-12-01")), "recours_ta", "2027-02-01"),
        # The CADA, which looks at documents, keeps nothing of another right over one's data.
        (complaint(fact(_T.CADA_SAISIE, "2026-10-20")), "recours_ta", "2026-12-20"),
        # What is told of the request is what is counted from.
        (complaint(fact(_T.RECU, "2026-08-31"), PLAINTE), "recours_ta", "2026-12-31"),
    ],
)
def test_the_months_come_first_and_are_not_sure(regles: Regles, faits: FaitsDossier, etape: str, jour: str) -> None:
    bilan = compute_bilan(faits, regles, day("2026-12-05"))
    premier = bilan.actes[0]
    assert (premier.etape, premier.jusqu_au, bilan.votre_date) == (etape, day(jour), day(jour))
    perdues = _T.RECU not in {fait.type for fait in faits.evenements}
    assert premier.pourquoi.id.startswith("pourquoi.retrouver_") == perdues
    assert bilan.votre_reserve is (Reserve.PEUT_ETRE if perdues else Reserve.SANS)
    if faits.evenements:
        assert {une.peut_etre_passe for une in dates_of(faits, regles, day("2026-12-05")) if une.jour == day(jour)} == {perdues}


@chaque(
    ("connu", "delais", "reponse", "jours"),
    [
        # Reminded on 1 September: silence was a refusal on 1 October at the latest, whatever was refused since.
        (_T.RELANCE_ENVOYEE, DOCUMENTS, (_T.REFUS, "2026-11-20"), {"2026-10-05": "2026-11-01", "2026-11-25": "2026-12-01"}),
        (_T.ACCUSE_CONFORME, DOCUMENTS, (_T.REFUS, "2026-11-20"), {"2026-10-05": "2026-11-01", "2026-11-25": "2026-12-01"}),
        (_T.RELANCE_ENVOYEE, DONNEES, (_T.REFUS, "2026-11-20"), {"2026-10-05": "2026-11-01", "2026-11-25": "2027-01-01"}),
        # A refusal soon after leaves no silence to count from.
        (_T.RELANCE_ENVOYEE, DONNEES, (_T.REFUS, "2026-09-10"), {"2026-10-05": "2026-11-01", "2026-11-05": "2026-11-10"}),
        (_T.RELANCE_ENVOYEE, DOCUMENTS, (_T.REPONSE_PARTIELLE, "2026-09-20"), {"2026-10-05": "2026-11-01"}),
    ],
)
def test_what_is_answered_since_hides_no_sooner_day(
    regles: Regles, connu: _T, delais: frozenset[str], reponse: tuple[_T, str], jours: dict[str, str]
) -> None:
    faits = complaint(fact(connu, "2026-09-01"), fact(*reponse), delais=delais, initiale="acces")
    for au, jour in jours.items():
        bilan = compute_bilan(faits, regles, day(au))
        assert (bilan.votre_date, bilan.actes[0].jusqu_au) == (day(jour), day(jour))


def test_a_late_refusal_is_not_sure_where_the_request_was_known_long_before(regles: Regles) -> None:
    faits = complaint(fact(_T.RELANCE_ENVOYEE, "2026-06-01"), fact(_T.REFUS, "2026-11-20"))
    bilan = compute_bilan(faits, regles, day("2026-12-05"))
    assert (bilan.votre_date, bilan.votre_reserve) == (day("2027-01-20"), Reserve.PEUT_ETRE)


@chaque(
    ("faits", "reponses"),
    [
        # Silence was a refusal before, or may have been: what is answered since opens nothing for sure.
        ((fact(_T.RELANCE_ENVOYEE, "2026-09-01"),), ((_T.REFUS, "2026-11-20"),)),
        ((fact(_T.RELANCE_ENVOYEE, "2026-09-01"),), ((_T.REPONSE_PARTIELLE, "2026-11-20"),)),
        ((fact(_T.ACCUSE_CONFORME, "2026-09-01"),), ((_T.REFUS, "2026-09-20"),)),
        ((fact(_T.RELANCE_ENVOYEE, "2026-09-01"),), ((_T.REPONSE_PARTIELLE, "2026-09-10"), (_T.REFUS, "2026-09-25"))),
        ((fact(_T.REPONSE_PARTIELLE, "2026-09-10"),), ((_T.REFUS, "2026-09-25"),)),
        # Nothing was known before but the day the letter was begun.
        ((), ((_T.REFUS, "2026-11-02"),)),
        ((), ((_T.REFUS, "2026-09-20"),)),
    ],
)
def test_what_is_answered_since_makes_no_doubtful_day_sure(
    regles: Regles, faits: tuple[Evenement, ...], reponses: tuple[tuple[_T, str], ...]
) -> None:
    for delais in (DOCUMENTS, DONNEES):
        if delais is DONNEES and faits and faits[0].type is _T.REPONSE_PARTIELLE:
            continue  # It refuses the rest, and a court may be gone to from that day.
        avant = replace(complaint(*faits, delais=delais, initiale="acces"), cree_le=day("2026-09-02"))
        apres = replace(avant, evenements=(*faits, *(fact(*reponse) for reponse in reponses)))
        au = day(reponses[-1][1])
        while (bilan := compute_bilan(apres, regles, au)).votre_date is not None:
            assert bilan.votre_reserve is Reserve.PEUT_ETRE, au
            au = bilan.votre_date + dt.timedelta(1)


def test_the_day_of_an_answer_in_part_is_shown_before_its_silence_is_over(regles: Regles) -> None:
    faits = complaint(fact(_T.REPONSE_PARTIELLE, "2026-11-30"), delais=DOCUMENTS, initiale="acces")
    bilan = compute_bilan(faits, regles, day("2026-12-05"))
    assert (bilan.votre_delai, bilan.votre_date, bilan.votre_reserve) == (
        Code.SAISINE_CADA,
        day("2027-01-30"),
        Reserve.PEUT_ETRE,
    )
    assert bilan.actes[0].pourquoi.id == "pourquoi.retrouver_cada"


@chaque(
    "change",
    [
        # Nothing was asked of the body; of a private one, no text gives a day for a court; it was answered.
        lambda faits: replace(faits, initiale=""),
        lambda faits: replace(faits, statut=StatutOrganisme.PRIVE),
        lambda faits: replace(faits, evenements=(PLAINTE, fact(_T.REPONSE_COMPLETE, "2026-11-25"))),
    ],
)
def test_nothing_is_said_to_be_lost_where_nothing_is(regles: Regles, change: Callable[[FaitsDossier], FaitsDossier]) -> None:
    faits = replace(complaint(PLAINTE), genre=GenreOrganisme.AUTRE)
    assert compute_bilan(faits, regles, day("2026-12-05")).actes[0].pourquoi.id == "pourquoi.retrouver_juge"
    bilan = compute_bilan(change(faits), regles, day("2026-12-05"))
    assert not any(une.pourquoi.id.startswith("pourquoi.retrouver_") for une in bilan.actes)


def test_a_receipt_that_is_still_to_come_does_not_hide_the_day(regles: Regles) -> None:
    faits = complaint(PLAINTE, fact(_T.RECU, "2026-12-22"), delais=DOCUMENTS, initiale="acces")
    bilan, jour = compute_bilan(faits, regles, day("2026-12-05")), day("2027-01-20")
    assert bilan.actes[0].jusqu_au == jour
    assert (jour, Code.SAISINE_CADA) in {(une.date, une.code) for une in bilan.echeances}
    assert jour in {une.jour for une in dates_of(faits, regles, day("2026-12-05"))}


def test_what_is_still_to_come_neither_repeats_the_day_nor_takes_its_reasons_away(regles: Regles) -> None:
    for suite in (fact(_T.VOIES_DITES, "2026-12-22"), fact(_T.RECU, "2026-12-22")):
        bilan = compute_bilan(complaint(PLAINTE, suite), regles, day("2026-12-05"))
        perdues = [une for une in bilan.echeances if une.date == day("2027-01-20") and une.code is Code.RECOURS_TA]
        assert [bool(une.explication) for une in perdues] == [True]


def test_news_of_the_cnil_alone_may_be_its_decision(regles: Regles) -> None:
    faits = replace(complaint(fact(_T.CNIL_A_REPONDU, "2026-11-12")), statut=StatutOrganisme.PRIVE, genre=GenreOrganisme.AUTRE)
    # Another complaint, sent since, does not hide it.
    for connus in (faits, replace(faits, evenements=(*faits.evenements, PLAINTE))):
        acte = compute_bilan(connus, regles, day("2026-12-05")).actes[0]
        assert (acte.perdu, acte.jusqu_au) == (Code.RECOURS_CONSEIL_ETAT, day("2027-01-12"))


@chaque(
    ("statut", "dit"),
    [(StatutOrganisme.PUBLIC, False), (StatutOrganisme.PRIVE, True), (StatutOrganisme.INCONNU, True)],
)
def test_the_act_says_that_the_cada_is_for_a_public_service(regles: Regles, statut: StatutOrganisme, *, dit: bool) -> None:
    seule = replace(complaint(PLAINTE, delais=DOCUMENTS, initiale="acces"), genre=GenreOrganisme.AUTRE, statut=statut)
    recue = replace(seule, evenements=(fact(_T.RECU, "2026-10-01"), PLAINTE))
    # Begun alone, and perhaps over; received, to aim at, in a hurry.
    for faits, au in ((seule, "2026-12-05"), (seule, "2027-02-01"), (recue, "2026-12-05"), (recue, "2027-01-01")):
        acte = compute_bilan(faits, regles, day(au)).actes[0]
        assert (acte.perdu, acte.pourquoi.id.endswith("_si_public")) == (Code.SAISINE_CADA, dit)


def test_an_agenda_says_which_silence_still_to_come_opens_a_day(regles: Regles) -> None:
    faits = complaint(fact(_T.RECU, "2026-11-10"), PLAINTE)
    dites = {une.code: une.si_silence for une in dates_of(faits, regles, day("2026-12-05"))}
    silence = day("2027-01-10")
    assert (dites[Code.RECOURS_TA], dites[Code.RECOURS_HIERARCHIQUE]) == (silence, silence)
    assert dites[Code.SUITE_CNIL] is None
    assert not any(une.si_silence for une in dates_of(faits, regles, day("2027-03-01")))


@chaque(
    ("delais", "initiale"),
    [(DOCUMENTS, "acces"), (DONNEES, "rectification")],
)
def test_a_receipt_that_came_after_the_silence_takes_no_reading_away(
    regles: Regles, delais: frozenset[str], initiale: str
) -> None:
    """Received on 1 September, refused on 10 February: two months from there may be argued, whatever is told afterwards."""
    faits = [fact(_T.RECU, "2026-09-01"), fact(_T.REFUS, "2027-02-10")]
    for accuse in (None, "2027-02-10", "2027-03-20"):
        venus = [] if accuse is None else [fact(_T.ACCUSE_CONFORME, accuse)]
        bilan = compute_bilan(complaint(*faits, *venus, delais=delais, initiale=initiale), regles, day("2027-04-05"))
        assert (bilan.votre_date, bilan.votre_reserve) == (day("2027-04-10"), Reserve.PEUT_ETRE)
    tot = complaint(*faits, fact(_T.ACCUSE_CONFORME, "2026-09-08"), delais=delais, initiale=initiale)
    assert compute_bilan(tot, regles, day("2027-04-05")).votre_date is None


def test_a_referral_whose_first_demande_nobody_said_has_its_day_too(regles: Regles) -> None:
    """Begun on 1 December: by the 1st of February, or the 1st of March; the CADA looks at documents, whatever was asked."""
    delais = frozenset({"refus_tacite", "saisine_cada"})
    saisine = replace(a_dossier(demarche="saisine_cada", delais=delais, premier=_T.CADA_SAISIE), ecrite_le=day("2026-12-01"))
    bilan = compute_bilan(saisine, regles, day("2026-12-25"))
    assert (bilan.votre_date, bilan.votre_reserve) == (day("2027-02-01"), Reserve.PEUT_ETRE)
    assert [une.jour for une in dates_of(saisine, regles, day("2026-12-25"))] == [day("2027-02-01")]
    assert compute_bilan(saisine, regles, day("2027-02-02")).votre_date == day("2027-03-01")
    # Told in order by the body, it is over, and that is said.
    tenue = replace(saisine, evenements=(fact(_T.ACCUSE_CONFORME, "2026-09-04"),))
    assert [une.pourquoi.id for une in compute_bilan(tenue, regles, day("2027-02-08")).actes] == ["pourquoi.passe"]
