"""A decision on an aid: before whom first, until when, then before which judge; the examples worked out on the texts."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dossier.derniers_jours import is_kept
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.droit.voies import Contestee, Decision, Juge, Prealable, voie_of
from droits_usagers.domain.echeances import Code, Echeance, FaitsDossier, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
_G = GenreOrganisme
DELAIS = frozenset({"observations", "recours_prealable", "recours_juge"})
LECTURE = Path(__file__).parents[3] / "docs" / "voies-de-recours"
EXEMPLES = tomllib.loads((LECTURE / "exemples.toml").read_text("utf-8"))["exemple"]
LUES = {voie["id"]: voie for voie in tomllib.loads((LECTURE / "voies.toml").read_text("utf-8"))["voie"]}


def contested(*evenements: Evenement, decision: Decision, aide: str, genre: GenreOrganisme) -> FaitsDossier:
    dossier = a_dossier(
        *evenements, demarche="somme_reclamee", delais=DELAIS, genre=genre, etapes=frozenset({"demande", "contester"})
    )
    return replace(dossier, contestee=Contestee(decision, frozenset({aide})))


def dates(regles: Regles, dossier: FaitsDossier) -> dict[str, Echeance]:
    return {echeance.code.value: echeance for echeance in compute_echeances(dossier, regles)}


def said(echeance: Echeance) -> set[str]:
    return {phrase.id for ligne in echeance.explication for phrase in ligne}


# ── The table, and what was read ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_table_says_what_was_read_in_the_texts(catalogue: Catalogue) -> None:
    """Under the same ids: the same prior appeal, the same judge, the same months of silence, the same doubts."""
    prealables = {"aucun": "", "mediation_prealable": "mediation", "cra": "cra", "rapo": "rapo"}
    juges = {"ta": Juge.ADMINISTRATIF, "tj": Juge.JUDICIAIRE, "ta_ou_tj": Juge.INCONNU}
    for voie in catalogue.voies:
        lue = LUES[voie.id]
        attendu = "cmra" if voie.id == "cpam-medical" else prealables[lue["prealable"]["id"]]
        assert voie.prealable.value == attendu, voie.id
        # No delay was read for this one: the judge is known, his days are not.
        assert voie.juge in {juges[lue["juge"]["id"]], Juge.INCONNU if "delai-tj-non-lu" in lue["juge"].values() else None}, (
            voie.id
        )
        assert voie.silence_mois == lue["prealable"].get("silence_mois", 2), voie.id
        genres = {*lue["genres"], *(LUES["rsa-arret"]["genres"] if voie.id == "rsa-refus" else ())}
        assert voie.genres <= set(map(_G, genres)), voie.id
        if lue["prealable"].get("a_verifier") or "delai_a_verifier" in lue["prealable"]:
            doute = voie.a_verifier or voie.id.startswith(("cdaph", "cmi"))
            assert doute, voie.id


def test_a_penalty_never_goes_to_a_commission(catalogue: Catalogue) -> None:
    """CSS L114-17-2, L142-4 al. 3; CE n° 454699: to the judge at once or, for France Travail, to the mediator first."""
    penalites = [voie for voie in catalogue.voies if Decision.PENALITE in voie.decisions]
    assert len(penalites) >= 4
    assert {voie.prealable for voie in penalites} == {Prealable.AUCUN, Prealable.MEDIATION}
    assert {voie.id for voie in penalites if voie.prealable is Prealable.MEDIATION} == {"ft-penalite"}


def test_a_decision_leads_one_way_at_most(catalogue: Catalogue) -> None:
    for genre in _G:
        for decision in Decision:
            for aide in {aide for voie in catalogue.voies for aide in voie.aides}:
                trouvees = [
                    voie
                    for voie in catalogue.voies
                    if genre in voie.genres and decision in voie.decisions and aide in voie.aides
                ]
                assert len(trouvees) <= 1, (genre, decision, aide)


def test_two_aids_that_do_not_go_the_same_way_are_not_guessed(catalogue: Catalogue) -> None:
    deux = Contestee(Decision.INDU, frozenset({"rsa", "logement"}))
    assert voie_of(catalogue.voies, _G.CAF, deux) is None


# ── The examples ─────────────────────────────────────────────────────────────────────────────────────────────────────────

FAITS = {
    "decision_recue": _T.DECISION_RECUE,
    "indu_recu": _T.DECISION_RECUE,
    "penalite_recue": _T.DECISION_RECUE,
    "amende_recue": _T.DECISION_RECUE,
    "contrainte_recue": _T.DECISION_RECUE,
    "rectification_recue": _T.ENVOYE,
    "rectification_ecrite_recue": _T.ENVOYE,
    "refus_directeur_recu": _T.REFUS,
    "recours_prealable_recu": _T.RECOURS_PREALABLE_ENVOYE,
    "recours_prealable_envoye": _T.RECOURS_PREALABLE_ENVOYE,
    "cra_saisie_recue": _T.RECOURS_PREALABLE_ENVOYE,
    "recours_gracieux_recu": _T.RECOURS_HIERARCHIQUE_ENVOYE,
    "motifs_demandes": _T.MOTIFS_DEMANDES,
    "motifs_recus": _T.MOTIFS_RECUS,
    "mediation_saisie": _T.MEDIATION_SAISIE,
    "mediation_terminee": _T.MEDIATION_TERMINEE,
    "aide_juridictionnelle_demandee": _T.AIDE_JURIDICTIONNELLE_DEMANDEE,
}
CODES = {
    "rectification": "observations",
    "recours_prealable": "recours_prealable",
    "mediation_prealable": "mediation_prealable",
    "rejet_implicite": "rejet_implicite",
    "rejet_prealable": "rejet_implicite",
    "recours_rejete_tacite": "rejet_implicite",
    "recours_ta": "recours_juge",
    "recours_tj": "recours_juge",
    "opposition": "recours_juge",
}
#: What one example tells that is not counted here: the initial silence of a commission, the first phase of a penalty, one year.
TUS = {"demande_recevable", "faits_notifies"}
NON_DITS = {"plafond", "retenue_pas_avant", "observations", "motifs", "rejet_rectification"}
#: Told elsewhere (`test_rejet`), or without a prior decision.
AILLEURS = {"droits-silence", "droits-refus-ecrit", "droits-prive", "retrait-consentement", "acces-documents", "apa"}
RACONTES = [
    exemple
    for exemple in EXEMPLES
    if exemple["voie"] not in AILLEURS and not (exemple["voie"] == "aide-facultative" and "demande_recue" in exemple["faits"])
]


@pytest.mark.parametrize("exemple", RACONTES, ids=lambda exemple: exemple["id"])
def test_an_example_worked_out_on_the_texts_comes_out_the_same(
    catalogue: Catalogue, regles: Regles, exemple: dict[str, Any]
) -> None:
    """Of two readings, the cautious one is the date."""
    voie = next(une for une in catalogue.voies if une.id == exemple["voie"].replace("rsa-arret", "rsa-refus"))
    assert {*exemple["faits"]} <= {*FAITS} | TUS
    # Of France Travail's unemployment overpayments, the gracious appeal is the compulsory one.
    noms = FAITS | ({"recours_gracieux_recu": _T.RECOURS_PREALABLE_ENVOYE} if voie.id == "ft-indu-are" else {})
    evenements = [Evenement(jour, noms[nom]) for nom, jour in exemple["faits"].items() if nom in noms]
    if not any(evenement.type is _T.DECISION_RECUE for evenement in evenements):
        # The decision came before: on the day that makes the appeal just in time.
        premier = min(evenement.date for evenement in evenements)
        evenements.append(Evenement(exemple["faits"].get("demande_recevable", premier - dt.timedelta(20)), _T.DECISION_RECUE))
    decision = min(voie.decisions) if len(voie.decisions) == 1 else Decision.REFUS
    dossier = contested(*evenements, decision=decision, aide=min(voie.aides), genre=min(voie.genres))
    trouvees = dates(regles, dossier)

    attendu = {nom: jour for nom, jour in exemple["attendu"].items() if nom.removesuffix("_prudent") not in NON_DITS}
    if exemple["id"] == "9a":
        # The silence of a commission on the first request is not a decision that was received.
        attendu = {nom: jour for nom, jour in attendu.items() if nom not in {"rejet_implicite", "recours_prealable"}}
    for nom in {nom.removesuffix("_prudent") for nom in attendu}:
        # Reasons that were given are no guess: what they leave is the date.
        prudent = None if "motifs_recus" in exemple["faits"] else attendu.get(f"{nom}_prudent")
        assert trouvees[CODES[nom]].date == (prudent or attendu[nom]), (nom, exemple["pourquoi"])


def test_without_the_reasons_the_cautious_day_stays(regles: Regles) -> None:
    """Example 5b: at most a year, says the Conseil d'État; nobody is told to wait for it."""
    decision, recours = fact(_T.DECISION_RECUE, "2026-12-10"), fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-01-05")
    motifs = fact(_T.MOTIFS_DEMANDES, "2027-04-10")
    juge = dates(regles, contested(decision, recours, motifs, decision=Decision.REFUS, aide="rsa", genre=_G.CAF))[
        "recours_juge"
    ]
    assert (juge.date, juge.contestable, "note.motifs_prudents" in said(juge)) == (dt.date(2027, 5, 5), True, True)
    # That day once past, a written rejection that came since may open its own months, before the year.
    rejete = fact(_T.RECOURS_REJETE, "2027-06-01")
    dossier = contested(decision, recours, motifs, rejete, decision=Decision.REFUS, aide="rsa", genre=_G.CAF)
    assert "note.refus_apres_motifs" in said(dates(regles, dossier)["recours_juge"])
    jours = {au: compute_bilan(dossier, regles, dt.date.fromisoformat(au)).votre_date for au in ("2027-06-02", "2027-08-02")}
    assert jours == {"2027-06-02": dt.date(2027, 8, 1), "2027-08-02": dt.date(2028, 4, 10)}


def test_almost_every_example_is_told() -> None:
    assert len(RACONTES) >= 16


# ── What people are told ─────────────────────────────────────────────────────────────────────────────────────────────────

RECUE = fact(_T.DECISION_RECUE, "2027-01-12")


def test_nobody_is_told_of_a_judge_before_the_appeal_that_he_requires(regles: Regles) -> None:
    trouvees = dates(regles, contested(RECUE, decision=Decision.INDU, aide="rsa", genre=_G.CAF))
    assert set(trouvees) == {"observations", "recours_prealable"}
    assert {"note.aupres_president_departement", "note.prealable_obligatoire", "note.prealable_suspend"} <= said(
        trouvees["recours_prealable"]
    )
    assert (trouvees["recours_prealable"].fondement, trouvees["observations"].fondement) == ("casf-r262-88", "casf-r262-92-1")


@pytest.mark.parametrize(
    ("territoire", "aupres"),
    [*((ou, "note.aupres_cra") for ou in ("09", "66", "93", "976")), *((ou, "note.aupres_decision") for ou in ("973", "974"))],
)
def test_where_the_state_took_the_rsa_back_nobody_is_told_for_sure_to_whom_it_goes(
    regles: Regles, territoire: str, aupres: str
) -> None:
    dossier = contested(RECUE, decision=Decision.INDU, aide="rsa", genre=_G.CAF)
    ailleurs, ici, inconnu = (
        dates(regles, replace(dossier, territoire=ou))["recours_prealable"] for ou in (territoire, "75", "")
    )
    assert {aupres, "note.prealable_peut_etre"} <= said(ailleurs)
    assert ailleurs.a_verifier
    # Elsewhere it is the département, and where the place is not known both are said. The day is the same.
    assert "note.rsa_ailleurs" not in said(ici)
    assert {"note.aupres_president_departement", "note.prealable_obligatoire"} <= said(ici)
    assert {"note.aupres_president_departement", "note.rsa_ailleurs"} <= said(inconnu)
    assert ailleurs.date == ici.date == inconnu.date
    # Another aid goes where it goes; at Mayotte, whose caisses have texts of their own, that is not sure either.
    prime = contested(RECUE, decision=Decision.INDU, aide="prime_activite", genre=_G.CAF)
    assert dates(regles, replace(prime, territoire=territoire))["recours_prealable"].a_verifier is (territoire == "976")


def test_that_the_judge_holds_the_refund_up_too_is_said_beside_his_day(regles: Regles) -> None:
    """CASF L262-46, CSS L845-3: appeals, even before the judge, suspend it."""
    for aide, notes in (("rsa", {"note.juge_suspend"}), ("prime_activite", {"note.juge_suspend"}), ("logement", set[str]())):
        envoye = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-01")
        trouvees = dates(regles, contested(RECUE, envoye, decision=Decision.INDU, aide=aide, genre=_G.CAF))
        assert {"note.juge_suspend"} & said(trouvees["recours_juge"]) == notes


def test_a_judge_that_was_not_read_for_sure_is_the_one_that_the_decision_names(regles: Regles) -> None:
    envoye = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-01")
    doute, sur = (
        dates(regles, contested(RECUE, envoye, decision=Decision.REFUS, aide="rsa", genre=genre))["recours_juge"]
        for genre in (_G.FRANCE_TRAVAIL, _G.DEPARTEMENT)
    )
    assert ("note.juge_a_verifier" in said(doute), "note.juge_a_verifier" in said(sur)) == (True, False)


@pytest.mark.parametrize(("aide", "note"), [("rsa", "note.retenue_attend"), ("familiales", "note.retenue")])
def test_when_a_sum_may_be_withheld_is_said(regles: Regles, aide: str, note: str) -> None:
    trouvees = dates(regles, contested(RECUE, decision=Decision.INDU, aide=aide, genre=_G.CAF))
    assert {"note.retenue", "note.retenue_attend", "note.retenue_suspendue"} & said(trouvees["observations"]) == {note}


def test_a_correction_asked_in_time_may_give_more_and_the_first_day_stays(regles: Regles) -> None:
    dossier = contested(RECUE, fact(_T.ENVOYE, "2027-02-01"), decision=Decision.INDU, aide="familiales", genre=_G.CAF)
    prealable = dates(regles, dossier)["recours_prealable"]
    assert (prealable.date, prealable.contestable) == (dt.date(2027, 3, 12), True)
    assert "note.rectification_interrompt" in said(prealable)
    # Once that day is past, two months from the month of silence on it.
    assert prealable.to_go_by(dt.date(2027, 3, 13)) == dt.date(2027, 5, 1)


def test_a_correction_asked_late_is_itself_the_appeal(regles: Regles) -> None:
    """CSS R133-9-2, IV, within the two months only: and the appeal stays to be sent, so that nobody rests on it."""
    dossier = contested(RECUE, fact(_T.ENVOYE, "2027-02-02"), decision=Decision.INDU, aide="familiales", genre=_G.CAF)
    trouvees = dates(regles, dossier)
    assert set(trouvees) == {"observations", "recours_prealable", "rejet_implicite", "recours_juge"}
    assert "note.rectification_tardive" in said(trouvees["rejet_implicite"])


def test_where_no_text_gives_a_correction_a_letter_is_not_taken_for_one(regles: Regles) -> None:
    """Of the RSA, the rules of corrections are for an indu alone; of the APA, there is none."""
    tard = fact(_T.ENVOYE, "2027-02-02")
    for aide, decision, genre in (("apa", Decision.INDU, _G.DEPARTEMENT), ("rsa", Decision.REFUS, _G.CAF)):
        seule = dates(regles, contested(RECUE, decision=decision, aide=aide, genre=genre))
        assert set(dates(regles, contested(RECUE, tard, decision=decision, aide=aide, genre=genre))) == set(seule)


def test_a_correction_asked_after_two_months_is_no_appeal(regles: Regles) -> None:
    dossier = contested(RECUE, fact(_T.ENVOYE, "2027-03-13"), decision=Decision.INDU, aide="familiales", genre=_G.CAF)
    assert set(dates(regles, dossier)) == {"observations", "recours_prealable"}


def test_what_was_done_before_its_time_keeps_nothing(regles: Regles) -> None:
    tot = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-01-05")
    prealable = dates(regles, contested(RECUE, tot, decision=Decision.REFUS, aide="rsa", genre=_G.CAF))["recours_prealable"]
    assert "note.fait_trop_tot" in said(prealable)
    recours, juge = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-01"), fact(_T.TA_SAISI, "2027-01-20")
    trouvees = dates(regles, contested(RECUE, recours, juge, decision=Decision.REFUS, aide="rsa", genre=_G.CAF))
    assert "note.fait_trop_tot" in said(trouvees["recours_juge"])
    assert "note.fait_a_temps" in said(trouvees["recours_prealable"])


@pytest.mark.parametrize(("apres", "dit"), [(0, "note.fait_a_temps"), (1, "note.fait_trop_tard")])
def test_an_appeal_sent_the_last_day_is_in_time_and_not_the_day_after(regles: Regles, apres: int, dit: str) -> None:
    def read(*faits: Evenement) -> Echeance:
        return dates(regles, contested(RECUE, *faits, decision=Decision.REFUS, aide="rsa", genre=_G.CAF))["recours_prealable"]

    limite = read().date
    assert limite is not None
    envoi = (limite + dt.timedelta(days=apres)).isoformat()
    assert dit in said(read(fact(_T.RECOURS_PREALABLE_ENVOYE, envoi)))


def test_an_appeal_sent_too_late_is_said_so_up_to_the_judge(regles: Regles) -> None:
    tard = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-05-20")
    trouvees = dates(regles, contested(RECUE, tard, decision=Decision.REFUS, aide="rsa", genre=_G.CAF))
    assert "note.fait_trop_tard" in said(trouvees["recours_prealable"])
    assert ("note.prealable_tardif" in said(trouvees["recours_juge"])) is trouvees["recours_juge"].contestable is True


def test_an_appeal_within_what_a_correction_may_give_is_not_said_late(regles: Regles) -> None:
    faits = (RECUE, fact(_T.ENVOYE, "2027-01-25"), fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-03-20"))
    prealable = dates(regles, contested(*faits, decision=Decision.INDU, aide="rsa", genre=_G.CAF))["recours_prealable"]
    assert "note.fait_peut_etre_a_temps" in said(prealable)


def test_each_decision_has_its_own_days_and_an_appeal_is_not_said_to_be_against_both(regles: Regles) -> None:
    seconde = fact(_T.DECISION_RECUE, "2027-05-10")
    dossier = contested(RECUE, seconde, decision=Decision.PENALITE, aide="rsa", genre=_G.DEPARTEMENT)
    trouvees = compute_echeances(dossier, regles)
    assert {echeance.date for echeance in trouvees} == {dt.date(2027, 3, 12), dt.date(2027, 7, 10)}
    assert all(echeance.contestable and "note.plusieurs_decisions" in said(echeance) for echeance in trouvees)
    assert compute_bilan(dossier, regles, dt.date(2027, 5, 20)).prochaine_date == dt.date(2027, 7, 10)

    # The first one was appealed against, and its judge is not forgotten when another comes.
    recours = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-20")
    dossier = contested(RECUE, recours, seconde, decision=Decision.REFUS, aide="rsa", genre=_G.CAF)
    bilan = compute_bilan(dossier, regles, dt.date(2027, 5, 20))
    assert dt.date(2027, 6, 20) in {echeance.date for echeance in bilan.echeances}
    assert "contester" in {etape.etape for etape in bilan.actes}


def test_a_late_correction_then_an_appeal_counts_from_the_first(regles: Regles) -> None:
    """R133-9-2, IV: the writing of the 15th of February is the appeal already."""
    faits = (RECUE, fact(_T.ENVOYE, "2027-02-15"), fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-03-05"))
    trouvees = dates(regles, contested(*faits, decision=Decision.INDU, aide="rsa", genre=_G.CAF))
    assert (trouvees["recours_juge"].date, trouvees["recours_juge"].contestable) == (dt.date(2027, 6, 15), True)
    refus = fact(_T.REFUS, "2027-03-01")
    trouvees = dates(regles, contested(*faits, refus, decision=Decision.INDU, aide="rsa", genre=_G.CAF))
    assert (trouvees["recours_juge"].date, trouvees["recours_juge"].contestable) == (dt.date(2027, 5, 1), True)


def test_a_letter_to_the_mediator_is_not_lost_for_being_noted_as_an_appeal(regles: Regles) -> None:
    faits = (RECUE, fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-20"), fact(_T.MEDIATION_TERMINEE, "2027-04-20"))
    trouvees = dates(regles, contested(*faits, decision=Decision.REFUS, aide="sanction", genre=_G.FRANCE_TRAVAIL))
    assert trouvees["recours_juge"].date == dt.date(2027, 6, 20)
    assert "note.fait_a_temps" in said(trouvees["mediation_prealable"])


@pytest.mark.parametrize(
    ("genre", "aide", "fin"),
    [(_G.CAF, "logement", "2027-02-12"), (_G.DEPARTEMENT, "rsa", "2027-01-22"), (_G.FRANCE_TRAVAIL, "chomage", "2027-01-22")],
)
def test_what_may_be_a_sanction_is_answered_in_ten_days(regles: Regles, genre: GenreOrganisme, aide: str, fin: str) -> None:
    """CASF R262-69-1, code du travail R5412-7: a month before a penalty, ten days before a suspension."""
    trouvees = dates(regles, contested(RECUE, decision=Decision.ANNONCE, aide=aide, genre=genre))
    assert [str(echeance.date) for echeance in trouvees.values()] == [fin]


@pytest.mark.parametrize(("aide", "sur"), [("rsa", True), ("apa", False)])
def test_what_is_not_read_for_sure_is_not_said_for_sure(regles: Regles, aide: str, *, sur: bool) -> None:
    prealable = dates(regles, contested(RECUE, decision=Decision.REFUS, aide=aide, genre=_G.DEPARTEMENT))["recours_prealable"]
    dit = {"note.prealable_obligatoire", "note.prealable_peut_etre"} & said(prealable)
    assert dit == {"note.prealable_obligatoire" if sur else "note.prealable_peut_etre"}


def test_the_defenseur_stops_the_days_of_a_mediation_and_it_is_said(regles: Regles) -> None:
    saisi = fact(_T.DEFENSEUR_SAISI, "2027-02-01")
    trouvees = dates(regles, contested(RECUE, saisi, decision=Decision.REFUS, aide="sanction", genre=_G.FRANCE_TRAVAIL))
    assert trouvees["mediation_prealable"].date == dt.date(2027, 3, 12)
    assert "note.defenseur_mediation" in said(trouvees["mediation_prealable"])


def test_an_appeal_that_was_sent_is_followed_up_to_the_judge(regles: Regles) -> None:
    """Of a demarche whose first letter is the appeal itself."""

    def bilan(*evenements: Evenement, au: str) -> Etat:
        dossier = contested(RECUE, *evenements, decision=Decision.REFUS, aide="rsa", genre=_G.CAF)
        dossier = replace(dossier, premier=_T.RECOURS_PREALABLE_ENVOYE, etapes=frozenset({"demande"}))
        return compute_bilan(dossier, regles, dt.date.fromisoformat(au)).etat

    envoye = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-01")
    assert bilan(au="2027-02-01") is Etat.BROUILLON
    assert bilan(envoye, au="2027-03-01") is Etat.EN_ATTENTE
    assert bilan(envoye, au="2027-04-02") is Etat.REFUS_TACITE
    assert bilan(envoye, fact(_T.RECOURS_REJETE, "2027-03-10"), au="2027-03-11") is Etat.REFUSE
    assert bilan(envoye, fact(_T.REPONSE_COMPLETE, "2027-03-10"), au="2027-03-11") is Etat.REPONDU_COMPLET
    assert bilan(envoye, fact(_T.TA_SAISI, "2027-05-01"), au="2027-05-02") is Etat.TA_EN_COURS


def test_an_order_to_pay_leaves_fifteen_days_whatever_the_aid(regles: Regles) -> None:
    for genre, sur in ((_G.CAF, False), (_G.FRANCE_TRAVAIL, True), (_G.DEPARTEMENT, True)):
        trouvees = dates(regles, contested(RECUE, decision=Decision.CONTRAINTE, aide="", genre=genre))
        assert {code: echeance.date for code, echeance in trouvees.items()} == {"recours_juge": dt.date(2027, 1, 27)}
        assert trouvees["recours_juge"].a_verifier is sur


def test_what_is_not_known_is_two_months_to_be_verified(regles: Regles) -> None:
    trouvees = dates(regles, contested(RECUE, decision=Decision.REFUS, aide="", genre=_G.AUTRE))
    (prealable,) = trouvees.values()
    assert (prealable.code, prealable.date, prealable.a_verifier) == (Code.RECOURS_PREALABLE, dt.date(2027, 3, 12), True)
    assert "note.voie_inconnue" in said(prealable)


def test_a_mediation_that_ended_is_heard_where_nobody_knows_the_way(regles: Regles) -> None:
    """The court's months run anew from its end (CJA L213-6); begun too late, it may have kept nothing, and that is said."""
    for saisie, tard in (("2027-02-20", False), ("2027-03-20", True)):
        faits = (RECUE, fact(_T.MEDIATION_SAISIE, saisie), fact(_T.MEDIATION_TERMINEE, "2027-04-20"))
        juge = dates(regles, contested(*faits, decision=Decision.REFUS, aide="", genre=_G.FRANCE_TRAVAIL))["recours_juge"]
        assert (juge.date, juge.a_verifier, juge.contestable) == (dt.date(2027, 6, 20), True, True)
        assert ("note.prealable_tardif" in said(juge)) is tard


def test_legal_aid_keeps_the_time_of_a_judge_and_no_other(regles: Regles) -> None:
    demandee = fact(_T.AIDE_JURIDICTIONNELLE_DEMANDEE, "2027-02-01")
    decidee = fact(_T.AIDE_JURIDICTIONNELLE_DECIDEE, "2027-04-06")
    cra = dates(regles, contested(RECUE, demandee, decision=Decision.REFUS, aide="familiales", genre=_G.CAF))
    assert cra["recours_prealable"].date == dt.date(2027, 3, 12)
    assert "note.aide_sans_effet" in said(cra["recours_prealable"])
    amende = contested(RECUE, demandee, decidee, decision=Decision.PENALITE, aide="rsa", genre=_G.DEPARTEMENT)
    assert dates(regles, amende)["recours_juge"].date == dt.date(2027, 6, 6)


def test_the_suivi_leads_from_the_decision_to_the_judge(regles: Regles) -> None:
    recours = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-03-01")

    def bilan(*evenements: Evenement, au: str) -> tuple[str, dt.date | None, list[str]]:
        dossier = contested(*evenements, decision=Decision.INDU, aide="rsa", genre=_G.CAF)
        lu = compute_bilan(dossier, regles, dt.date.fromisoformat(au))
        return lu.etat.value, lu.prochaine_date, [etape.etape for etape in lu.actes if etape.a_faire]

    assert bilan(RECUE, au="2027-01-20") == ("brouillon", dt.date(2027, 2, 1), ["demande", "contester"])
    assert bilan(RECUE, au="2027-02-02") == ("brouillon", dt.date(2027, 3, 12), ["contester", "demande"])
    envoye = fact(_T.ENVOYE, "2027-01-25")
    assert bilan(RECUE, envoye, au="2027-02-10")[1:] == (dt.date(2027, 3, 12), ["contester"])
    assert bilan(RECUE, envoye, recours, au="2027-03-10")[1:] == (dt.date(2027, 5, 1), [])
    assert bilan(RECUE, envoye, recours, au="2027-05-02")[1] == dt.date(2027, 7, 1)
    rejete = fact(_T.RECOURS_REJETE, "2027-04-10")
    assert bilan(RECUE, envoye, recours, rejete, au="2027-04-12")[:2] == (Etat.REFUSE.value, dt.date(2027, 6, 10))
    assert bilan(RECUE, envoye, recours, rejete, fact(_T.TA_SAISI, "2027-05-02"), au="2027-05-03")[0] == Etat.TA_EN_COURS.value


JOURS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
AUTRES = st.sampled_from(
    [
        _T.RECOURS_PREALABLE_ENVOYE,
        _T.RECOURS_REJETE,
        _T.ENVOYE,
        _T.AIDE_JURIDICTIONNELLE_DEMANDEE,
        _T.MEDIATION_SAISIE,
        _T.REFUS,
    ]
)


@given(
    JOURS,
    st.lists(st.tuples(JOURS, AUTRES), max_size=5),
    st.sampled_from(Decision),
    st.sampled_from(_G),
    st.sampled_from(["rsa", "familiales", "maladie", "cdaph", "rqth", "sanction", "chomage", "secours", ""]),
)
def test_no_fact_ever_shortens_the_first_last_day_nor_moves_one_for_a_day_off(
    regles: Regles,
    recue: dt.date,
    autres: list[tuple[dt.date, TypeEvenement]],
    decision: Decision,
    genre: GenreOrganisme,
    aide: str,
) -> None:
    decisive = Evenement(recue, _T.DECISION_RECUE)
    seule = dates(regles, contested(decisive, decision=decision, aide=aide, genre=genre))
    evenements = [Evenement(jour, type_) for jour, type_ in autres]
    toutes = dates(regles, contested(decisive, *evenements, decision=decision, aide=aide, genre=genre))
    assert bool(seule) is (decision is not Decision.CONTROLE)
    for code, echeance in toutes.items():
        assert echeance.date == echeance.date_brute
        assert echeance.date is not None
        if code in seule:
            premiere = seule[code].date
            assert premiere is not None
            assert echeance.date >= premiere
    for echeance in seule.values():
        assert echeance.date is not None
        assert recue < echeance.date <= add_months(recue, 2)


@pytest.mark.parametrize(
    ("genre", "entree"),
    [(_G.DEPARTEMENT, "casf-r262-69-1"), (_G.FRANCE_TRAVAIL, "travail-r5412-7")],
)
def test_what_may_be_a_sanction_rests_on_its_own_text(regles: Regles, genre: GenreOrganisme, entree: str) -> None:
    annonce = dates(regles, contested(RECUE, decision=Decision.ANNONCE, aide="rsa", genre=genre))["observations"]
    assert (annonce.fondement, annonce.a_verifier) == (entree, True)
    # Of a penalty, there is a month: once the ten days are over, that day is the one to keep.
    assert annonce.date == RECUE.date + dt.timedelta(days=10)
    assert annonce.to_go_by(annonce.date + dt.timedelta(days=1)) == add_months(RECUE.date, 1)


def test_legal_aid_asked_in_time_moves_the_judge_once_it_is_decided_and_it_is_said(regles: Regles) -> None:
    """Décret 2020-1717, art. 43: the delay for the judge runs anew from the decision on the aid."""
    recours = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-01")
    demandee, decidee = (
        fact(_T.AIDE_JURIDICTIONNELLE_DEMANDEE, "2027-05-10"),
        fact(_T.AIDE_JURIDICTIONNELLE_DECIDEE, "2027-06-10"),
    )

    def judge(*suites: Evenement) -> Echeance:
        return dates(regles, contested(RECUE, recours, *suites, decision=Decision.REFUS, aide="rsa", genre=_G.CAF))[
            "recours_juge"
        ]

    assert judge().date == judge(demandee).date == dt.date(2027, 6, 1)
    assert (judge().contestable, judge(demandee).contestable) == (False, True)
    assert judge(demandee, decidee).date == dt.date(2027, 8, 10)
    assert (judge().a_verifier, judge(demandee, decidee).a_verifier) == (False, True)
    assert judge(demandee, decidee).explication[0] != judge(demandee).explication[0]


def test_a_judge_who_is_seized_at_once_is_neither_disputed_nor_estimated(regles: Regles) -> None:
    """CJA R421-1: two months from a decision that was received, and nothing before."""
    trouvees = dates(regles, contested(RECUE, decision=Decision.REFUS, aide="secours", genre=_G.CCAS))
    juge = trouvees["recours_juge"]
    assert (juge.date, juge.estimation, juge.contestable) == (dt.date(2027, 3, 12), False, False)
    assert "note.gracieux_facultatif" in said(trouvees["recours_hierarchique"])


def test_after_a_silence_the_day_of_the_judge_is_estimated_and_after_a_written_rejection_it_is_not(regles: Regles) -> None:
    recours, rejet = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-02-01"), fact(_T.RECOURS_REJETE, "2027-03-10")

    def judge(*suites: Evenement) -> Echeance:
        return dates(regles, contested(RECUE, *suites, decision=Decision.REFUS, aide="rsa", genre=_G.CAF))["recours_juge"]

    assert (judge(recours).date, judge(recours).estimation) == (dt.date(2027, 6, 1), True)
    assert (judge(recours, rejet).date, judge(recours, rejet).estimation) == (dt.date(2027, 5, 10), False)
    assert not judge(recours).contestable
    assert not judge(recours, rejet).contestable


def test_a_gracious_appeal_keeps_the_time_of_the_judge_and_its_silence_is_dated(regles: Regles) -> None:
    """CRPA L411-2: an appeal sent within the two months interrupts them; its silence rejects it two months later."""
    gracieux = fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2027-02-10")
    trouvees = dates(regles, contested(RECUE, gracieux, decision=Decision.REFUS, aide="secours", genre=_G.CCAS))
    assert (trouvees["rejet_implicite"].date, trouvees["rejet_implicite"].fondement) == (dt.date(2027, 4, 10), "crpa-l411-7")
    assert (trouvees["recours_juge"].date, trouvees["recours_juge"].estimation) == (dt.date(2027, 6, 10), True)
    assert "note.recours_fait" in said(trouvees["recours_hierarchique"])


@pytest.mark.parametrize(("jour", "date"), [("2027-02-01", "2027-03-12"), ("2027-02-02", "2027-03-12")])
def test_a_correction_is_asked_within_twenty_days_that_day_included(regles: Regles, jour: str, date: str) -> None:
    """CSS R133-9-2: in time, the appeal may run longer; late, it is the appeal itself."""
    dossier = contested(RECUE, fact(_T.ENVOYE, jour), decision=Decision.INDU, aide="familiales", genre=_G.CAF)
    trouvees = dates(regles, dossier)
    assert str(trouvees["recours_prealable"].date) == date
    assert ("rejet_implicite" in trouvees) is (jour == "2027-02-02")
    assert ("note.retenue_correction" in said(trouvees["observations"])) is (jour == "2027-02-01")


def test_a_correction_answered_gives_two_months_from_the_answer(regles: Regles) -> None:
    """CSS R133-9-2, III: what is granted in part is refused for the rest, from that day."""

    def other(*suites: Evenement) -> set[object]:
        dossier = contested(RECUE, fact(_T.ENVOYE, "2027-01-25"), *suites, decision=Decision.INDU, aide="rsa", genre=_G.CAF)
        prealable = dates(regles, dossier)["recours_prealable"]
        return {
            dict(phrase.valeurs)["date"]
            for ligne in prealable.explication
            for phrase in ligne
            if phrase.id == "note.rectification_interrompt"
        }

    assert other(fact(_T.REPONSE_PARTIELLE, "2027-02-10")) == {dt.date(2027, 4, 10)}
    assert other(fact(_T.REFUS_ORAL, "2027-02-10")) == other()


def test_until_it_is_sent_a_gracious_appeal_is_aimed_at(regles: Regles) -> None:
    seul = dates(regles, contested(RECUE, decision=Decision.REFUS, aide="secours", genre=_G.CCAS))["recours_hierarchique"]
    assert "note.recours_fait" not in said(seul)
    assert seul.veille is not None


DECIDEE = fact(_T.DECISION_RECUE, "2026-09-05")
PARTI = fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-09-20")


@pytest.mark.parametrize(
    ("genre", "aide", "decision"),
    [
        (_G.FRANCE_TRAVAIL, "chomage", Decision.REFUS),
        # The way is known, not the judge.
        (_G.FRANCE_TRAVAIL, "chomage", Decision.INDU),
        (_G.CCAS, "aide_sociale", Decision.REFUS),
        (_G.DEPARTEMENT, "", Decision.REFUS),
        (_G.MDPH, "", Decision.REFUS),
    ],
)
def test_an_appeal_that_was_rejected_leads_to_a_judge_whoever_he_is(
    regles: Regles, genre: GenreOrganisme, aide: str, decision: Decision
) -> None:
    """CJA R421-1, CSS R142-1-A, III: two months before any of them, from the rejection or from the silence."""
    rejete = fact(_T.RECOURS_REJETE, "2026-10-25")
    for suites, jour in (((PARTI, rejete), "2026-12-25"), ((PARTI,), "2027-01-20")):
        dossier = contested(DECIDEE, *suites, decision=decision, aide=aide, genre=genre)
        juge = dates(regles, dossier)["recours_juge"]
        assert (str(juge.date), juge.a_verifier) == (jour, True)
        assert "note.juge_inconnu" in said(juge)
        bilan = compute_bilan(dossier, regles, dt.date(2026, 12, 20))
        assert (str(bilan.votre_date), bilan.votre_delai, bilan.actes[0].perdu) == (jour, "recours_juge", "recours_juge")


def test_a_gracious_appeal_leads_to_the_judge_where_nobody_knows_before_whom_first(regles: Regles) -> None:
    gracieux = fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2026-09-20")
    dossier = contested(DECIDEE, gracieux, decision=Decision.REFUS, aide="", genre=_G.MDPH)
    assert str(dates(regles, dossier)["recours_juge"].date) == "2027-01-20"


def test_without_a_judge_known_reasons_received_never_move_the_prudent_day(regles: Regles) -> None:
    motifs = (fact(_T.MOTIFS_DEMANDES, "2026-12-10"), fact(_T.MOTIFS_RECUS, "2027-01-05"))
    dossier = contested(DECIDEE, PARTI, *motifs, decision=Decision.REFUS, aide="", genre=_G.MDPH)
    juge = dates(regles, dossier)["recours_juge"]
    assert (str(juge.date), [str(jour) for jour in juge.lectures]) == ("2027-01-20", ["2027-03-05"])


@pytest.mark.parametrize(
    ("suites", "lues"),
    [
        (((_T.RECOURS_REJETE, "2026-10-25"),), ["2026-12-25"]),
        # The end that was declared may be the one that counts.
        (((_T.RECOURS_REJETE, "2026-10-25"), (_T.MEDIATION_TERMINEE, "2026-11-12")), ["2026-12-25", "2027-01-12"]),
        (((_T.MEDIATION_TERMINEE, "2026-10-25"), (_T.RECOURS_REJETE, "2026-11-12")), ["2026-12-25"]),
    ],
)
def test_a_rejection_after_the_letter_to_the_mediator_may_be_the_end_of_it(
    regles: Regles, suites: tuple[tuple[TypeEvenement, str], ...], lues: list[str]
) -> None:
    faits = (DECIDEE, PARTI, *(fact(*suite) for suite in suites))
    juge = dates(regles, contested(*faits, decision=Decision.REFUS, aide="sanction", genre=_G.FRANCE_TRAVAIL))["recours_juge"]
    assert [str(jour) for jour in (juge.date, *juge.lectures)] == lues
    rejet = suites[0][0] is _T.RECOURS_REJETE
    assert ("note.rejet_mediation" in said(juge), juge.contestable, juge.a_verifier) == (rejet, rejet, rejet)


def test_a_mediator_seized_too_late_still_leads_to_the_judge_and_it_is_said(regles: Regles) -> None:
    faits = (DECIDEE, fact(_T.MEDIATION_SAISIE, "2026-11-06"), fact(_T.MEDIATION_TERMINEE, "2026-12-01"))
    juge = dates(regles, contested(*faits, decision=Decision.REFUS, aide="sanction", genre=_G.FRANCE_TRAVAIL))["recours_juge"]
    assert (str(juge.date), juge.contestable, "note.prealable_tardif" in said(juge)) == ("2027-02-01", True, True)


@pytest.mark.parametrize(
    ("accuse", "lues", "note"),
    [
        ("", ["2027-01-10"], "note.refus_apres_silence"),
        # Of the first demand: it says nothing of the silence on the appeal.
        ("2026-06-10", ["2027-01-10"], "note.refus_apres_silence"),
        ("2026-06-25", [], "note.refus_confirmatif"),
    ],
)
def test_a_rejection_in_writing_once_the_months_of_the_silence_are_over_may_open_others(
    regles: Regles, accuse: str, lues: list[str], note: str
) -> None:
    """CRPA L411-3, L112-6; CSS R142-1-A, III: without an acknowledgement in order, those months may not hold."""
    faits = [fact(_T.DECISION_RECUE, "2026-06-05"), fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-06-20")]
    faits += [fact(_T.RECOURS_REJETE, "2026-11-10"), *([fact(_T.ACCUSE_CONFORME, accuse)] if accuse else [])]
    dossier = contested(*faits, decision=Decision.REFUS, aide="rsa", genre=_G.DEPARTEMENT)
    juge = dates(regles, dossier)["recours_juge"]
    assert (str(juge.date), [str(jour) for jour in juge.lectures]) == ("2026-10-20", lues)
    assert {"note.refus_apres_silence", "note.refus_confirmatif"} & said(juge) == {note}
    assert juge.contestable is bool(lues)
    bilan = compute_bilan(dossier, regles, dt.date(2026, 12, 1))
    assert [str(un.jour) for un in bilan.derniers] == lues


def test_an_appeal_between_two_decisions_keeps_the_day_of_the_first_alone(regles: Regles) -> None:
    decisions = (fact(_T.DECISION_RECUE, "2026-10-20"), fact(_T.DECISION_RECUE, "2026-11-20"))
    appel = fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-11-02")
    dossier = contested(*decisions, appel, decision=Decision.REFUS, aide="rsa", genre=_G.DEPARTEMENT)
    bilan = compute_bilan(dossier, regles, dt.date(2026, 12, 1))
    assert [str(un.jour) for un in bilan.derniers if un.code is Code.RECOURS_PREALABLE] == ["2027-01-20"]
    tenus = [is_kept(dossier.evenements, une) for une in bilan.echeances if une.code is Code.RECOURS_PREALABLE]
    dits = ["note.fait_a_temps" in said(une) for une in bilan.echeances if une.code is Code.RECOURS_PREALABLE]
    assert tenus == dits == [True, False]


def test_an_appeal_after_a_decision_of_which_the_month_alone_is_known_keeps_its_day(regles: Regles) -> None:
    faits = (Evenement(MoisConnu(2026, 11, 1), _T.DECISION_RECUE), fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-11-20"))
    dossier = contested(*faits, decision=Decision.REFUS, aide="rsa", genre=_G.DEPARTEMENT)
    bilan = compute_bilan(dossier, regles, dt.date(2026, 12, 1))
    assert Code.RECOURS_PREALABLE not in {un.code for un in bilan.derniers}


def test_once_the_first_day_is_over_a_correction_asked_in_time_leaves_another(regles: Regles) -> None:
    """CSS R133-9-2, III: corrected on 15 October, silence on 15 November, two months more."""
    faits = (fact(_T.DECISION_RECUE, "2026-10-05"), fact(_T.ENVOYE, "2026-10-15"))
    for aide in ("rsa", "logement"):
        dossier = contested(*faits, decision=Decision.INDU, aide=aide, genre=_G.CAF)
        avant, apres, fini = (compute_bilan(dossier, regles, dt.date(2026, 12, 5) + dt.timedelta(n)) for n in (0, 5, 42))
        assert [str(bilan.votre_date) for bilan in (avant, apres, fini)] == ["2026-12-05", "2027-01-15", "None"]
        assert (apres.votre_delai, apres.actes[0].pourquoi.id) == (
            "recours_prealable",
            "pourquoi.recours_prealable_peut_etre",
        )
        # Sent between the two, it is not said to be late for sure.
        appel = fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-12-20")
        juge = dates(regles, contested(*faits, appel, decision=Decision.INDU, aide=aide, genre=_G.CAF))["recours_juge"]
        assert (juge.contestable, "note.prealable_tardif" in said(juge)) == (True, False)
