"""A fact of which only the month is known: two dates, the cautious one to go by, and nothing said to be over too soon."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.dossier.suivi import compute_bilan, suivi_of
from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Sens, say
from droits_usagers.domain.mots.dates import MoisConnu, date_courte, read_iso
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
JUIN = MoisConnu(2026, 6, 1)
RECU_EN_JUIN = Evenement(JUIN, _T.RECU)


def day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def test_one_s_own_last_day_is_counted_from_the_first_day_and_theirs_from_the_last(regles: Regles) -> None:
    par_code = {une.code: une for une in compute_echeances(a_dossier(RECU_EN_JUIN), regles)}
    tot, tard = (
        {une.code: une.date for une in compute_echeances(a_dossier(fact(_T.RECU, jour)), regles)}
        for jour in ("2026-06-01", "2026-06-30")
    )
    cada, reponse = par_code[Code.SAISINE_CADA], par_code[Code.REPONSE]
    assert (cada.date, cada.autre_date) == (tot[Code.SAISINE_CADA], tard[Code.SAISINE_CADA])
    assert (reponse.date, reponse.autre_date) == (tard[Code.REPONSE], tot[Code.REPONSE])
    assert cada.estimation
    assert cada.au_plus_tard == tard[Code.SAISINE_CADA]
    assert any(pas.id == "note.mois_connu" for ligne in cada.explication for pas in ligne)


def test_nothing_is_late_before_the_latest_and_nothing_over_before_it(regles: Regles) -> None:
    faits = a_dossier(RECU_EN_JUIN)
    # A month after the first of June, but not after the last.
    assert suivi_of(faits, regles, day("2026-07-15")).etat == Etat.EN_ATTENTE
    # Two readings of the last day for the CADA: the first of them, then, once it is over, the other.
    premiere, seconde = suivi_of(faits, regles, day("2026-08-20")), suivi_of(faits, regles, day("2026-09-10"))
    assert (premiere.votre_delai, seconde.votre_delai) == ("saisine_cada", "saisine_cada")
    assert premiere.votre_date is not None
    assert seconde.votre_date is not None
    assert premiere.votre_date < day("2026-09-10") <= seconde.votre_date


def test_reasons_asked_in_a_month_that_was_in_time_by_one_reading_leave_what_that_one_argues(regles: Regles) -> None:
    """Refused by silence on 20 July: asked for by 20 September, reasons keep the court open (CRPA L232-4); later, not."""
    demandes = Evenement(MoisConnu(2026, 9, 1), _T.MOTIFS_DEMANDES)
    faits = a_dossier(fact(_T.RECU, "2026-04-01"), fact(_T.CADA_ENREGISTREE, "2026-05-20"), demandes, territoire="59")
    bilan = compute_bilan(faits, regles, day("2026-09-25"))
    tribunal = next(une for une in bilan.echeances if une.code is Code.RECOURS_TA)

    assert (tribunal.date, tribunal.autre_date, tribunal.estimation) == (day("2026-09-20"), None, True)
    assert (bilan.actes[0].perdu, bilan.actes[0].jusqu_au) == (Code.RECOURS_TA, day("2027-09-01"))
    dites = {pas.id for ligne in tribunal.explication for pas in ligne}
    assert {"note.motifs_attendus", "note.mois_connu"} <= dites


def test_the_letter_about_one_s_own_last_day_is_the_first_by_the_day_to_go_by(regles: Regles) -> None:
    faits = a_dossier(Evenement(MoisConnu(2026, 10, 1), _T.RECU))
    bilan = compute_bilan(faits, regles, day("2026-12-20"))
    premiere = bilan.actes[0]
    assert (premiere.demarche, dict(premiere.pourquoi.valeurs)["date"]) == ("saisine_cada", bilan.votre_date)
    # Once it is over, the other one, which may be the right one.
    ensuite = compute_bilan(faits, regles, day("2027-01-10"))
    dates = [dict(etape.pourquoi.valeurs)["date"] for etape in ensuite.actes if etape.demarche == "saisine_cada"]
    assert dates == [ensuite.votre_date]


def test_once_the_cautious_day_is_over_the_other_is_not_said_for_sure(regles: Regles, catalogue: Catalogue) -> None:
    faits, au = a_dossier(Evenement(MoisConnu(2026, 8, 1), _T.ENVOYE)), day("2026-11-28")
    bilan = compute_bilan(faits, regles, au)
    saisine = next(etape for etape in bilan.actes if etape.demarche == "saisine_cada")
    assert dict(saisine.pourquoi.valeurs) == {"tot": day("2026-11-01"), "date": day("2026-11-30")}
    dit = say((saisine.pourquoi,), catalogue.textes).replace("\N{NO-BREAK SPACE}", " ")
    assert dit == (
        "Le délai a pu finir le dimanche 1er novembre 2026. S’il court encore, c’est jusqu’au lundi 30 novembre : "
        "saisissez la CADA aujourd’hui."
    )
    assert (bilan.votre_date, bilan.votre_reserve) == (day("2026-11-30"), "peut_etre")
    # As long as it is to come, it is the one to go by.
    avant = compute_bilan(faits, regles, day("2026-10-31"))
    assert (avant.votre_date, avant.votre_reserve) == (day("2026-11-01"), "")


def test_nobody_is_late_for_sure_when_a_question_of_that_month_may_have_held_the_delay_up(regles: Regles) -> None:
    """Asked in November: before the end of the delay, the 23rd, or after."""
    faits = a_dossier(fact(_T.RECU, "2026-10-22"), Evenement(MoisConnu(2026, 11, 1), _T.IDENTITE_DEMANDEE))
    bilan = compute_bilan(faits, regles, day("2026-12-05"))
    assert [f"{etape.demarche}/{etape.etape}" for etape in bilan.actes] == [
        "saisine_cada/demande",
        "acces/repondre",
    ]
    assert (bilan.leur_date, bilan.leur_reserve) == (day("2026-11-23"), "estimee")


def test_an_appeal_that_may_be_too_late_is_to_be_sent_today(regles: Regles) -> None:
    delais, etapes = frozenset({"recours_prealable", "recours_juge"}), frozenset({"demande"})
    dossier = a_dossier(Evenement(MoisConnu(2026, 9, 1), _T.DECISION_RECUE), demarche="aide_refusee", delais=delais)
    faits = replace(
        dossier,
        genre=GenreOrganisme.CAF,
        premier=_T.RECOURS_PREALABLE_ENVOYE,
        etapes=etapes | {"contester"},
        contestee=Contestee(Decision.REFUS, frozenset({"rsa"})),
    )
    bilan = compute_bilan(faits, regles, day("2026-11-20"))
    (appel,) = (etape for etape in bilan.actes if etape.etape == "contester")
    assert appel.pourquoi.id == "pourquoi.recours_prealable_peut_etre"
    assert dict(appel.pourquoi.valeurs) == {"tot": day("2026-11-01"), "date": day("2026-11-30")}


def test_a_day_that_nobody_told_is_said_for_what_it_is(regles: Regles, catalogue: Catalogue) -> None:
    refus = Evenement(MoisConnu(2026, 10, 1), _T.REFUS)
    bilan = compute_bilan(a_dossier(fact(_T.RECU, "2026-08-15"), refus), regles, day("2026-11-20"))
    explications = [ligne for echeance in bilan.echeances for ligne in echeance.explication]
    raisons = [(etape.pourquoi,) for etape in bilan.actes]
    dits = [say(ligne, catalogue.textes) for ligne in (*explications, *raisons)]
    for jour, borne in (("31 octobre 2026", "au plus tard"), ("1er octobre 2026", "au plus tôt")):
        assert all(f"{jour} {borne}" in dit for dit in dits if jour in dit)
    assert any("31 octobre 2026 au plus tard" in dit for dit in dits)


HISTOIRES = st.lists(
    st.tuples(st.sampled_from(TypeEvenement), st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.booleans()), max_size=5
)


@given(histoire=HISTOIRES, au=st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), suite=st.integers(0, 60))
def test_whatever_the_day_was_what_is_said_is_cautious_and_holds(
    regles: Regles, histoire: list[tuple[TypeEvenement, dt.date, bool]], au: dt.date, suite: int
) -> None:
    evenements = tuple(
        Evenement(MoisConnu(jour.year, jour.month, 1) if mois else jour, type_) for type_, jour, mois in histoire
    )
    faits = replace(a_dossier(*evenements), cree_le=day("2026-01-01"))
    bilan = compute_bilan(faits, regles, au)
    for echeance in bilan.echeances:
        if echeance.autre_date is not None and echeance.date is not None:
            siens = echeance.sens is Sens.VOTRE_DERNIER_JOUR
            assert (echeance.date <= echeance.autre_date) or not siens
    suivi = suivi_of(faits, regles, au)
    assert (suivi.prochaine_date is None) == (suivi.etat == Etat.CLOS)
    fin = suivi.valable_jusqu_au
    plus_tard = au + dt.timedelta(days=suite)
    if fin is None or plus_tard <= fin:
        assert suivi_of(faits, regles, plus_tard) == suivi


def test_a_month_is_written_and_read_back_as_a_month() -> None:
    assert (JUIN.isoformat(), date_courte(JUIN), read_iso("2026-06")) == ("2026-06", "juin 2026", JUIN)
    assert isinstance(read_iso("2026-06"), MoisConnu)
    assert type(JUIN + dt.timedelta(days=3)) is dt.date
    assert JUIN.dernier - JUIN == dt.timedelta(days=29)
