"""Silence on a right over one's data, before an administration: a rejection after two months, then two months for the court."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances import Code, Echeance, FaitsDossier, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from tests.chaque import chaque
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
CAISSES = (
    *(GenreOrganisme.CAF, GenreOrganisme.CPAM, GenreOrganisme.MSA, GenreOrganisme.RETRAITE),
    GenreOrganisme.FRANCE_TRAVAIL,
)
PUBLICS = (GenreOrganisme.DEPARTEMENT, GenreOrganisme.CCAS, GenreOrganisme.MDPH, *CAISSES)
DEMARCHES = ("rectification", "opposition", "effacement", "limitation")
RECU = fact(_T.RECU, "2026-03-02")


def faits(
    catalogue: Catalogue,
    *evenements: Evenement,
    demarche: str = "opposition",
    genre: GenreOrganisme = GenreOrganisme.DEPARTEMENT,
    qualite: Qualite = Qualite.CONCERNE,
    canal: Canal = Canal.POSTAL,
) -> FaitsDossier:
    delais = frozenset(catalogue.demarches[demarche].delais)
    return a_dossier(*evenements, delais=delais, demarche=demarche, genre=genre, qualite=qualite, canal=canal, territoire="93")


def dates(regles: Regles, dossier: FaitsDossier) -> dict[Code, Echeance]:
    return {echeance.code: echeance for echeance in compute_echeances(dossier, regles)}


@pytest.mark.parametrize("reponse", [_T.REFUS, _T.REPONSE_PARTIELLE, _T.RECOURS_REJETE])
def test_a_second_refusal_rejects_the_appeal_and_the_whole_time_runs_from_it(
    catalogue: Catalogue, regles: Regles, reponse: TypeEvenement
) -> None:
    # CRPA L411-2: interrupted once; CJA R421-1: two months from the rejection, not from the two months of silence (L411-7).
    ecrits = (fact(_T.REFUS, "2026-03-20"), fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2026-04-10"))

    recours = dates(regles, faits(catalogue, RECU, *ecrits, fact(reponse, "2026-04-28")))[Code.RECOURS_TA]
    muet = dates(regles, faits(catalogue, RECU, *ecrits))[Code.RECOURS_TA]

    assert (recours.date, muet.date) == (dt.date(2026, 6, 28), dt.date(2026, 8, 10))


def said(echeance: Echeance) -> set[str]:
    return {phrase.id for ligne in echeance.explication for phrase in ligne}


@chaque("demarche", DEMARCHES)
@chaque("genre", PUBLICS)
def test_two_months_of_silence_then_two_to_go_to_court(
    catalogue: Catalogue, regles: Regles, demarche: str, genre: GenreOrganisme
) -> None:
    trouvees = dates(regles, faits(catalogue, RECU, demarche=demarche, genre=genre))
    rejet, recours = trouvees[Code.REJET_IMPLICITE], trouvees[Code.RECOURS_TA]

    assert (rejet.date, rejet.fondement, rejet.a_verifier) == (dt.date(2026, 5, 2), "crpa-l231-4", True)
    assert (recours.date, recours.fondement, recours.a_verifier) == (dt.date(2026, 7, 2), "cja-r421-2", True)
    assert "note.rejet_discute" in said(rejet) & said(recours)
    assert "note.visez_la_veille" in said(recours)
    assert ("note.juge_des_caisses" in said(recours)) is (genre in CAISSES)


PEUT_ETRE_PRIVES = sorted(set(GenreOrganisme) - set(PUBLICS))


@pytest.mark.parametrize("genre", PEUT_ETRE_PRIVES)
@pytest.mark.parametrize("demarche", [*DEMARCHES, "portabilite"])
def test_whether_a_body_is_public_decides_of_the_court_and_unknown_is_the_cautious_one(
    catalogue: Catalogue, regles: Regles, demarche: str, genre: GenreOrganisme
) -> None:
    """Silence since the 2nd of March: a rejection on the 2nd of May, the court until the 2nd of July; a refusal, two months."""

    def court(statut: StatutOrganisme, *suites: Evenement) -> Echeance | None:
        dossier = replace(faits(catalogue, RECU, *suites, demarche=demarche, genre=genre), statut=statut)
        return dates(regles, dossier).get(Code.RECOURS_TA)

    refus = fact(_T.REFUS, "2026-03-20")
    public, inconnu = (court(statut, refus) for statut in (StatutOrganisme.PUBLIC, StatutOrganisme.INCONNU))
    assert public is not None
    assert inconnu is not None
    assert public.date == inconnu.date == dt.date(2026, 5, 20)
    assert (public.contestable, public.a_verifier) == (False, False)
    assert (inconnu.contestable, inconnu.a_verifier) == (True, True)
    assert "note.public_ou_prive" in said(inconnu) - said(public)
    assert [getattr(court(statut), "date", None) for statut in StatutOrganisme] == [
        dt.date(2026, 7, 2),
        None,
        dt.date(2026, 7, 2),
    ]
    assert court(StatutOrganisme.PRIVE, refus) is None


def test_a_consent_taken_back_awaits_no_decision(catalogue: Catalogue, regles: Regles) -> None:
    """RGPD 7(3): it needs no answer, and silence on it is no rejection."""
    assert {Code.REJET_IMPLICITE, Code.RECOURS_TA}.isdisjoint(
        dates(regles, faits(catalogue, RECU, demarche="retrait_consentement"))
    )


@pytest.mark.parametrize(
    ("suites", "recours", "contestable"),
    [
        # A refusal is a decision, whenever it comes (CJA R421-1): two months from the day it is received.
        ([(_T.REFUS, "2026-03-30")], "2026-05-30", False),
        ([(_T.REFUS, "2026-12-31")], "2027-02-28", False),
        # What an incomplete answer leaves out may be refused.
        ([(_T.REPONSE_PARTIELLE, "2026-04-08")], "2026-06-08", True),
        ([(_T.REPONSE_PARTIELLE, "2026-04-08"), (_T.REFUS, "2026-07-15")], "2026-09-15", False),
    ],
)
def test_a_consent_that_a_public_body_refuses_to_take_back_has_its_day_in_court(
    catalogue: Catalogue, regles: Regles, suites: list[tuple[_T, str]], *, recours: str, contestable: bool
) -> None:
    ecrits = [fact(type_, jour) for type_, jour in suites]
    trouvees = dates(regles, faits(catalogue, RECU, *ecrits, demarche="retrait_consentement"))
    assert Code.REJET_IMPLICITE not in trouvees
    assert (trouvees[Code.RECOURS_TA].date, trouvees[Code.RECOURS_TA].contestable) == (
        dt.date.fromisoformat(recours),
        contestable,
    )
    seul = dates(regles, faits(catalogue, *ecrits, demarche="retrait_consentement"))
    assert seul[Code.RECOURS_TA].date == trouvees[Code.RECOURS_TA].date


@pytest.mark.parametrize(
    ("refus", "rejet", "recours", "fondement"),
    [
        # Before silence is a rejection: only the refusal counts.
        ("2026-03-20", None, "2026-05-20", "cja-r421-1"),
        ("2026-05-02", None, "2026-07-02", "cja-r421-1"),
        # Within the time to go to court: it begins again (CJA R421-2).
        ("2026-06-01", "2026-05-02", "2026-08-01", "cja-r421-1"),
        ("2026-07-02", "2026-05-02", "2026-09-02", "cja-r421-1"),
        # After: it confirms the first one.
        ("2026-07-03", "2026-05-02", "2026-07-02", "cja-r421-2"),
    ],
)
def test_a_written_refusal_has_its_own_two_months(
    catalogue: Catalogue, regles: Regles, refus: str, rejet: str | None, recours: str, fondement: str
) -> None:
    trouvees = dates(regles, faits(catalogue, RECU, fact(_T.REFUS, refus)))
    ne = trouvees.get(Code.REJET_IMPLICITE)

    assert (None if ne is None else str(ne.date)) == rejet
    assert (str(trouvees[Code.RECOURS_TA].date), trouvees[Code.RECOURS_TA].fondement) == (recours, fondement)
    assert ("note.ta_sans_voies" in said(trouvees[Code.RECOURS_TA])) is (fondement == "cja-r421-1")
    tard = refus == "2026-07-03"
    assert ("note.refus_apres_silence" in said(trouvees[Code.RECOURS_TA])) is trouvees[Code.RECOURS_TA].contestable is tard
    accuse = dates(regles, faits(catalogue, RECU, fact(_T.ACCUSE_CONFORME, "2026-03-04"), fact(_T.REFUS, refus)))
    assert ("note.refus_confirmatif" in said(accuse[Code.RECOURS_TA])) is tard


def test_it_opens_with_the_right_body_and_closes_with_the_first(catalogue: Catalogue, regles: Regles) -> None:
    premier = Evenement(dt.date(2026, 3, 2), _T.RECU, organisme="initial")
    trouvees = dates(regles, faits(catalogue, premier, fact(_T.RECU, "2026-03-16")))

    assert trouvees[Code.REJET_IMPLICITE].date == dt.date(2026, 5, 16)
    assert trouvees[Code.RECOURS_TA].date == dt.date(2026, 7, 2)


def test_a_refusal_before_the_right_body_kept_silent_is_the_first_one(catalogue: Catalogue, regles: Regles) -> None:
    """By the strictest reading the time was over; nothing had been refused yet."""
    premier = Evenement(dt.date(2026, 1, 5), _T.RECU, organisme="initial")
    trouvees = dates(regles, faits(catalogue, premier, fact(_T.RECU, "2026-04-01"), fact(_T.REFUS, "2026-05-20")))
    assert Code.REJET_IMPLICITE not in trouvees
    assert (trouvees[Code.RECOURS_TA].date, trouvees[Code.RECOURS_TA].contestable) == (dt.date(2026, 7, 20), True)


def test_a_partial_answer_is_a_refusal_of_the_rest(catalogue: Catalogue, regles: Regles) -> None:
    trouvees = dates(regles, faits(catalogue, RECU, fact(_T.REPONSE_PARTIELLE, "2026-03-20")))
    assert Code.REJET_IMPLICITE not in trouvees
    assert (trouvees[Code.RECOURS_TA].date, trouvees[Code.RECOURS_TA].contestable) == (dt.date(2026, 5, 20), True)
    assert {"note.reste_refuse", "note.reste_refuse_autre", "pas.reponse_incomplete"} <= said(trouvees[Code.RECOURS_TA])
    assert trouvees[Code.RECOURS_HIERARCHIQUE].contestable
    refuse = dates(regles, faits(catalogue, RECU, fact(_T.REFUS, "2026-03-20")))
    assert "note.reste_refuse" not in said(refuse[Code.RECOURS_TA])


def test_what_is_only_sent_is_estimated(catalogue: Catalogue, regles: Regles) -> None:
    trouvees = dates(regles, faits(catalogue, fact(_T.ENVOYE, "2026-03-02")))
    assert trouvees[Code.REJET_IMPLICITE].estimation
    assert trouvees[Code.RECOURS_TA].estimation


def test_a_complete_answer_ends_it(catalogue: Catalogue, regles: Regles) -> None:
    assert Code.RECOURS_TA not in dates(regles, faits(catalogue, RECU, fact(_T.REPONSE_COMPLETE, "2026-04-20")))
    assert Code.RECOURS_TA not in dates(regles, faits(catalogue, RECU, fact(_T.REPONSE_COMPLETE, "2026-06-20")))


@pytest.mark.parametrize(
    ("qualite", "canal", "note"),
    [
        (Qualite.CONCERNE, Canal.POSTAL, "note.accuse_absent"),
        (Qualite.CONCERNE, Canal.ELECTRONIQUE, "note.courriel"),
        (Qualite.AGENT, Canal.POSTAL, "note.accuse_agent"),
        (Qualite.AGENT, Canal.ELECTRONIQUE, "note.accuse_agent"),
    ],
)
def test_the_acknowledgement_counts_on_paper_and_online_but_not_for_agents(
    catalogue: Catalogue, regles: Regles, qualite: Qualite, canal: Canal, note: str
) -> None:
    """CRPA L112-6, L112-12; L112-2 and L112-7."""
    recours = dates(regles, faits(catalogue, RECU, qualite=qualite, canal=canal))[Code.RECOURS_TA]
    assert note in said(recours)


@pytest.mark.parametrize(
    ("evenement", "note"),
    [
        (fact(_T.RELANCE_ENVOYEE, "2026-05-10"), "note.relance_sans_effet_ta"),
        (fact(_T.ACCUSE_CONFORME, "2026-03-04"), "note.accuse_conforme"),
        (fact(_T.TA_SAISI, "2026-06-10"), "note.ta_saisi"),
        (fact(_T.TA_SAISI, "2026-07-04"), "note.ta_trop_tard"),
        (fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-05-10"), "note.cnil_sans_effet"),
    ],
)
def test_what_changes_nothing_is_said(catalogue: Catalogue, regles: Regles, evenement: Evenement, note: str) -> None:
    recours = dates(regles, faits(catalogue, RECU, evenement))[Code.RECOURS_TA]
    assert recours.date == dt.date(2026, 7, 2)
    assert note in said(recours)


def test_one_aims_at_the_last_day_on_which_a_counter_is_open(catalogue: Catalogue, regles: Regles) -> None:
    """The 2nd of November 2026 is a Monday: the eve is neither Sunday, nor All Saints' Day, nor Saturday."""
    recours = dates(regles, faits(catalogue, fact(_T.RECU, "2026-07-02")))[Code.RECOURS_TA]
    assert (recours.date, recours.veille) == (dt.date(2026, 11, 2), dt.date(2026, 10, 30))


def test_before_the_law_there_is_no_date(catalogue: Catalogue, regles: Regles) -> None:
    assert Code.REJET_IMPLICITE not in dates(regles, faits(catalogue, fact(_T.RECU, "2015-06-01")))


def test_the_suivi_shows_the_silence_then_the_court(catalogue: Catalogue, regles: Regles) -> None:
    """After a silence on an opposition, there is a next date until the time for the court is over."""
    dossier = faits(catalogue, RECU, fact(_T.RELANCE_ENVOYEE, "2026-04-10"), fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-04-11"))
    assert compute_bilan(dossier, regles, dt.date(2026, 4, 20)).prochaine_date == dt.date(2026, 5, 2)
    assert compute_bilan(dossier, regles, dt.date(2026, 5, 3)).prochaine_date == dt.date(2026, 7, 2)


def test_the_court_is_one_s_own_last_day_once_the_silence_opens_it_and_not_before(catalogue: Catalogue, regles: Regles) -> None:
    def yours(au: str) -> tuple[dt.date | None, Code | None]:
        bilan = compute_bilan(faits(catalogue, RECU), regles, dt.date.fromisoformat(au))
        return bilan.votre_date, bilan.votre_delai

    assert yours("2026-04-20") == (None, None)
    assert yours("2026-05-03") == yours("2026-07-02") == (dt.date(2026, 7, 2), Code.RECOURS_TA)
    # One day more, perhaps.
    assert yours("2026-07-03") == (dt.date(2026, 7, 3), Code.RECOURS_TA)
    assert yours("2026-07-04") == (None, None)


JOURS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))


@given(
    JOURS, st.lists(st.tuples(JOURS, st.sampled_from([_T.RECU, _T.REFUS, _T.RELANCE_ENVOYEE, _T.ACCUSE_CONFORME])), max_size=4)
)
def test_no_refusal_ever_shortens_the_time_for_the_court(
    catalogue: Catalogue, regles: Regles, recu: dt.date, autres: list[tuple[dt.date, TypeEvenement]]
) -> None:
    """And the date is never before the two months that follow what it rests on, nor moved by a day off."""
    evenements = [Evenement(recu, _T.RECU), *(Evenement(jour, type_) for jour, type_ in autres)]
    recours = dates(regles, faits(catalogue, *evenements)).get(Code.RECOURS_TA)
    premiere = min(evenement.date for evenement in evenements if evenement.type is _T.RECU)
    silence = add_months(add_months(premiere, 2), 2)
    derniere = max(evenement.date for evenement in evenements if evenement.type is _T.RECU)
    fin = max(silence, add_months(derniere, 2))
    refus = sorted(jour for jour, type_ in autres if type_ is _T.REFUS and premiere <= jour)
    compte = add_months(refus[0], 2) if refus and refus[0] <= fin else silence

    assert recours is not None
    assert recours.date == recours.date_brute == compte


CHEMIN = Path(__file__).parents[3] / "docs" / "voies-de-recours" / "exemples.toml"
EXEMPLES = tomllib.loads(CHEMIN.read_text("utf-8"))["exemple"]
#: What the facts of an example are here.
FAITS = {
    "demande_recue": _T.RECU,
    "refus_recu": _T.REFUS,
    "retrait_recu": _T.RECU,
    "recours_gracieux_recu": _T.RECOURS_HIERARCHIQUE_ENVOYE,
    "recours_hierarchique_recu": _T.RECOURS_HIERARCHIQUE_ENVOYE,
    "rejet_ecrit_recu": _T.RECOURS_REJETE,
    "gracieux_rejete": _T.RECOURS_REJETE,
    "aide_juridictionnelle_demandee": _T.AIDE_JURIDICTIONNELLE_DEMANDEE,
    "aide_juridictionnelle_decidee": _T.AIDE_JURIDICTIONNELLE_DECIDEE,
}
#: What is told but counted in nothing here: the day a lawyer was named only makes the delay longer.
TUS = {"accuse", "voies_et_delais", "avocat_designe"}
CODES = {
    "rejet_implicite": Code.REJET_IMPLICITE,
    "recours_hierarchique": Code.RECOURS_HIERARCHIQUE,
    "recours_rejete_tacite": Code.REFUS_CONFIRME,
    "recours_ta": Code.RECOURS_TA,
}
#: Those told in the facts that are known here; the others are told with the aids (`test_prealable`).
CONNUES = {"droits-silence", "droits-refus-ecrit", "droits-prive", "retrait-consentement"}
RACONTES = [exemple for exemple in EXEMPLES if exemple["voie"] in CONNUES]


@pytest.mark.parametrize("exemple", RACONTES, ids=lambda exemple: exemple["id"])
def test_an_example_worked_out_on_the_texts_comes_out_the_same(
    catalogue: Catalogue, regles: Regles, exemple: dict[str, Any]
) -> None:
    """Of two readings, the cautious one is the date."""
    assert {*exemple["faits"]} <= {*FAITS} | TUS
    evenements = [Evenement(jour, FAITS[nom]) for nom, jour in exemple["faits"].items() if nom in FAITS]
    if not any(evenement.type is _T.RECU for evenement in evenements):
        evenements.append(Evenement(min(evenement.date for evenement in evenements) - dt.timedelta(20), _T.RECU))
    if exemple["faits"].get("accuse") == "conforme":
        evenements.append(Evenement(evenements[0].date, _T.ACCUSE_CONFORME))
    prive = exemple["voie"] == "droits-prive"
    demarche = "retrait_consentement" if exemple["voie"] == "retrait-consentement" else "rectification"
    genre = GenreOrganisme.ESSMS if prive else GenreOrganisme.DEPARTEMENT
    statut = StatutOrganisme.PRIVE if prive else StatutOrganisme.INCONNU
    trouvees = dates(regles, replace(faits(catalogue, *evenements, demarche=demarche, genre=genre), statut=statut))

    attendu = exemple["attendu"]
    for nom, code in CODES.items():
        jour = attendu.get(f"{nom}_prudent", attendu.get(nom))
        if jour is not None:
            assert trouvees[code].date == jour, exemple["pourquoi"]
        elif not attendu:
            assert code not in trouvees, exemple["pourquoi"]


def test_many_examples_are_told() -> None:
    assert len(RACONTES) >= 11


# ── Writing above, legal aid ─────────────────────────────────────────────────────────────────────────────────────────────

REFUS = fact(_T.REFUS, "2026-03-20")


def above(jour: str) -> Evenement:
    return fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, jour)


@pytest.mark.parametrize("genre", PUBLICS)
def test_one_is_told_until_when_and_to_whom_to_write_above(catalogue: Catalogue, regles: Regles, genre: GenreOrganisme) -> None:
    plus_haut = dates(regles, faits(catalogue, RECU, REFUS, genre=genre))[Code.RECOURS_HIERARCHIQUE]
    assert (plus_haut.date, plus_haut.fondement) == (dt.date(2026, 5, 20), "crpa-l411-2")
    assert {f"note.plus_haut_{genre}", "note.visez_la_veille", "note.recours_recu_a_temps"} <= said(plus_haut)
    fait = dates(regles, faits(catalogue, RECU, REFUS, above("2026-05-01"), genre=genre))[Code.RECOURS_HIERARCHIQUE]
    assert "note.recours_fait" in said(fait)


@pytest.mark.parametrize(
    ("recours", "tribunal"),
    [
        (["2026-05-15"], "2026-09-15"),
        # Sent so late that it may have arrived after the last day, too late, or before anything was refused: it keeps nothing.
        (["2026-05-16"], "2026-05-20"),
        (["2026-05-20"], "2026-05-20"),
        (["2026-05-21"], "2026-05-20"),
        (["2026-03-19"], "2026-05-20"),
        # Of two, the first counts.
        (["2026-04-01", "2026-05-01"], "2026-08-01"),
    ],
)
def test_an_appeal_above_in_time_keeps_the_whole_time_for_the_court(
    catalogue: Catalogue, regles: Regles, recours: list[str], tribunal: str
) -> None:
    trouvees = dates(regles, faits(catalogue, RECU, REFUS, *map(above, recours)))
    assert str(trouvees[Code.RECOURS_TA].date) == tribunal
    garde = tribunal != "2026-05-20"
    juste = recours[0] in {"2026-05-16", "2026-05-20"}
    assert trouvees[Code.RECOURS_TA].estimation is garde
    assert (Code.REFUS_CONFIRME in trouvees) is (garde or juste)
    plusieurs = len(recours) > 1
    assert ("note.recours_plusieurs" in said(trouvees[Code.RECOURS_TA])) is plusieurs
    assert ("pas.recours_envoye" in said(trouvees[Code.RECOURS_TA])) is garde
    assert "pas.rectification_envoyee" not in said(trouvees[Code.RECOURS_TA])
    assert trouvees[Code.RECOURS_TA].contestable is (plusieurs or juste)
    assert ("note.recours_juste" in said(trouvees[Code.RECOURS_TA])) is juste


@pytest.mark.parametrize(
    ("rejet", "tribunal"),
    [
        ("2026-06-10", "2026-08-10"),
        # After its silence was a rejection, within the time for the court: it begins again. Later: it confirms.
        ("2026-07-30", "2026-09-30"),
        ("2026-09-02", "2026-09-01"),
    ],
)
def test_its_written_rejection_counts_from_its_own_day(catalogue: Catalogue, regles: Regles, rejet: str, tribunal: str) -> None:
    trouvees = dates(regles, faits(catalogue, RECU, REFUS, above("2026-05-01"), fact(_T.RECOURS_REJETE, rejet)))
    assert str(trouvees[Code.RECOURS_TA].date) == tribunal
    assert (Code.REFUS_CONFIRME in trouvees) is (rejet > "2026-07-01")


def test_the_suivi_follows_the_appeal_up_to_the_court(catalogue: Catalogue, regles: Regles) -> None:
    dossier = faits(catalogue, RECU, REFUS, above("2026-05-01"))
    assert compute_bilan(dossier, regles, dt.date(2026, 5, 10)).prochaine_date == dt.date(2026, 7, 1)
    assert compute_bilan(dossier, regles, dt.date(2026, 7, 2)).prochaine_date == dt.date(2026, 9, 1)


def test_an_appeal_above_that_was_granted_leaves_nothing_to_judge(catalogue: Catalogue, regles: Regles) -> None:
    accordee = fact(_T.REPONSE_COMPLETE, "2026-06-15")
    trouvees = dates(regles, faits(catalogue, RECU, REFUS, above("2026-05-01"), accordee))
    assert Code.RECOURS_TA not in trouvees


def test_legal_aid_asked_in_time_moves_the_court_once_it_is_decided(catalogue: Catalogue, regles: Regles) -> None:
    demandee = fact(_T.AIDE_JURIDICTIONNELLE_DEMANDEE, "2026-05-20")
    attente = dates(regles, faits(catalogue, RECU, REFUS, demandee))[Code.RECOURS_TA]
    assert (attente.date, attente.contestable) == (dt.date(2026, 5, 20), True)
    assert "note.aide_attendue" in said(attente)

    decidee = fact(_T.AIDE_JURIDICTIONNELLE_DECIDEE, "2026-07-10")
    repart = dates(regles, faits(catalogue, RECU, REFUS, demandee, decidee))[Code.RECOURS_TA]
    assert (repart.date, repart.a_verifier, repart.contestable) == (dt.date(2026, 9, 10), True, False)
    assert {"pas.aide_decidee", "note.aide_decidee"} <= said(repart)

    # The day after the franc one.
    tard = fact(_T.AIDE_JURIDICTIONNELLE_DEMANDEE, "2026-05-22")
    perdu = dates(regles, faits(catalogue, RECU, REFUS, tard, decidee))[Code.RECOURS_TA]
    assert (perdu.date, perdu.contestable) == (dt.date(2026, 5, 20), False)
    assert "note.aide_trop_tard" in said(perdu)


def test_a_court_seized_before_anything_is_refused_is_not_said_in_time(catalogue: Catalogue, regles: Regles) -> None:
    recours = dates(regles, faits(catalogue, RECU, fact(_T.TA_SAISI, "2026-03-10")))[Code.RECOURS_TA]
    assert "note.ta_saisi" not in said(recours)
    assert {"note.ta_trop_tot", "note.visez_la_veille"} <= said(recours)


def test_two_receipts_far_apart_are_said(catalogue: Catalogue, regles: Regles) -> None:
    premier = Evenement(dt.date(2026, 1, 5), _T.RECU, organisme="initial")
    recours = dates(regles, faits(catalogue, premier, fact(_T.RECU, "2026-04-01")))[Code.RECOURS_TA]
    assert "note.deux_receptions_ta" in said(recours)


def test_asking_for_reasons_prolongs_nothing(catalogue: Catalogue, regles: Regles) -> None:
    recours = dates(regles, faits(catalogue, RECU, fact(_T.MOTIFS_DEMANDES, "2026-05-10")))[Code.RECOURS_TA]
    assert (recours.date, "note.motifs_sans_effet_ta" in said(recours)) == (dt.date(2026, 7, 2), True)


def test_a_gracious_appeal_rejected_in_writing_after_its_silence_may_leave_two_months_more(
    catalogue: Catalogue, regles: Regles
) -> None:
    suites = (fact(_T.RECU, "2026-04-01"), fact(_T.REFUS, "2026-05-10"), fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2026-06-01"))
    dossier = faits(catalogue, *suites, fact(_T.RECOURS_REJETE, "2026-11-10"))
    juge = dates(regles, dossier)[Code.RECOURS_TA]
    assert (str(juge.date), [str(jour) for jour in juge.lectures], juge.contestable) == ("2026-10-01", ["2027-01-10"], True)
    bilan = compute_bilan(dossier, regles, dt.date(2026, 12, 1))
    assert (str(bilan.votre_date), bilan.actes[0].perdu) == ("2027-01-10", "recours_ta")


def test_a_refusal_that_says_how_to_contest_it_holds_without_a_whole_acknowledgement(
    catalogue: Catalogue, regles: Regles
) -> None:
    """CJA R421-5; before it was noted, nobody knows what the letter says."""
    refus, dit = fact(_T.REFUS, "2026-04-20"), fact(_T.VOIES_DITES, "2026-04-20")
    muette, dite = (dates(regles, faits(catalogue, RECU, *suites)) for suites in ((refus,), (refus, dit)))

    assert muette[Code.RECOURS_TA].date == dite[Code.RECOURS_TA].date
    assert "note.ta_sans_voies" in said(muette[Code.RECOURS_TA])
    assert {"note.refus_avec_voies", "note.ta_sans_voies"} & said(dite[Code.RECOURS_TA]) == {"note.refus_avec_voies"}
