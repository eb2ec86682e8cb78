"""Where a dossier stands on a given day, its next date, and until when all this holds."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.demarches import CanalEnvoi, Demarche, Etape
from droits_usagers.domain.dossier.actes import TARDIVE
from droits_usagers.domain.dossier.dossiers import Suivi
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.dossier.faits import faits_of
from droits_usagers.domain.dossier.suivi import compute_bilan, suivi_of
from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import FaitsDossier, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme, StatutOrganisme
from droits_usagers.domain.personnes.personnes import Auteur, Qualite
from droits_usagers.exchange.faits import read_faits
from tests.chaque import chaque
from tests.dossiers import ACCES, a_dossier, fact

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.questions import Reponses

_T = TypeEvenement
RECU = fact(_T.RECU, "2026-11-24")
CADA = fact(_T.CADA_ENREGISTREE, "2027-01-11")
PLAINTE = fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-28")


def day(jour: str) -> dt.date:
    return dt.date.fromisoformat(jour)


@chaque(
    ("faits", "au", "prochaine"),
    [
        (a_dossier(), "2026-11-24", None),
        (a_dossier(fact(_T.ENVOYE, "2026-11-24")), "2026-12-01", "2026-12-24"),
        # Their last day, then the day nobody acted upon, then the person's own last day.
        (a_dossier(RECU), "2026-12-24", "2026-12-24"),
        (a_dossier(RECU), "2026-12-25", "2026-12-24"),
        (a_dossier(RECU), "2027-03-10", "2026-12-24"),
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2026-12-28")), "2026-12-28", "2027-02-24"),
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2026-12-24")), "2026-12-28", "2027-02-24"),
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2026-12-23")), "2026-12-28", "2026-12-24"),
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2026-12-28")), "2027-02-24", "2027-02-24"),
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2026-12-28")), "2027-02-25", None),
        # A question holds their delay: only the other clock has a date.
        (a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), "2026-12-10", "2026-12-24"),
        (a_dossier(RECU, fact(_T.PROLONGATION_ANNONCEE, "2026-12-20")), "2026-12-21", "2026-12-24"),
        (a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), "2026-12-28", "2027-02-24"),
        (a_dossier(RECU, fact(_T.PROLONGATION_ANNONCEE, "2026-12-20")), "2026-12-28", "2027-02-24"),
        # Answers.
        (a_dossier(RECU, fact(_T.REPONSE_COMPLETE, "2026-12-10")), "2026-12-12", None),
        (a_dossier(RECU, fact(_T.REPONSE_PARTIELLE, "2026-12-10")), "2026-12-12", None),
        (a_dossier(RECU, fact(_T.REPONSE_PARTIELLE, "2026-12-10")), "2026-12-28", "2027-02-10"),
        (a_dossier(RECU, fact(_T.REFUS, "2026-12-10")), "2026-12-12", "2027-02-10"),
        # Appeals.
        (a_dossier(RECU, CADA), "2027-01-20", "2027-03-11"),
        (a_dossier(RECU, CADA), "2027-03-11", "2027-03-11"),
        (a_dossier(RECU, CADA), "2027-03-12", "2027-05-11"),
        (a_dossier(RECU, CADA, territoire="93"), "2027-05-12", "2027-05-12"),
        (a_dossier(RECU, CADA, territoire="93"), "2027-05-13", None),
        (a_dossier(RECU, CADA, fact(_T.REFUS, "2027-02-20")), "2027-02-21", "2027-04-20"),
        (a_dossier(RECU, PLAINTE), "2027-03-01", "2027-03-30"),
        (a_dossier(RECU, PLAINTE), "2027-03-31", "2027-05-28"),
        (a_dossier(RECU, PLAINTE), "2027-01-20", "2027-02-24"),
        (a_dossier(RECU, CADA, fact(_T.TA_SAISI, "2027-04-01")), "2027-04-02", None),
        (a_dossier(RECU, fact(_T.CLOS, "2026-12-01")), "2026-12-02", None),
        # One clock only.
        (a_dossier(RECU, delais=frozenset({"refus_tacite"})), "2026-12-01", "2026-12-24"),
        (a_dossier(RECU, delais=frozenset({"refus_tacite"})), "2026-12-25", "2026-12-24"),
        (a_dossier(RECU, delais=frozenset({"dossier_medical"}), genre=GenreOrganisme.SANTE), "2026-12-01", "2026-12-02"),
        (a_dossier(RECU, genre=GenreOrganisme.SANTE), "2026-12-01", "2026-12-24"),
        (a_dossier(RECU, genre=GenreOrganisme.SANTE, pieces_medicales=(day("2025-01-01"),)), "2026-12-01", "2026-12-02"),
        # Of what is proposed though it is late, its own day, and not the service's.
        (
            a_dossier(RECU, demarche="saisine_cada", premier=_T.CADA_SAISIE, etapes=frozenset({"demande"})),
            "2027-02-25",
            "2027-02-24",
        ),
    ],
)
def test_the_next_date_is_the_one_nobody_acted_upon_else_the_nearest_to_come(
    regles: Regles, faits: FaitsDossier, au: str, prochaine: str | None
) -> None:
    assert compute_bilan(faits, regles, day(au)).prochaine_date == (prochaine and day(prochaine))


SANTE_CONNUE = a_dossier(RECU, genre=GenreOrganisme.SANTE, pieces_medicales=(day("2025-01-01"),))


@pytest.mark.parametrize(
    ("faits", "au", "etat"),
    [
        (SANTE_CONNUE, "2026-12-02", Etat.EN_ATTENTE),
        (SANTE_CONNUE, "2026-12-03", Etat.DEPASSE),
        (a_dossier(RECU, genre=GenreOrganisme.SANTE), "2026-12-03", Etat.EN_ATTENTE),
        (a_dossier(RECU, delais=frozenset({"dossier_medical"}), genre=GenreOrganisme.SANTE), "2026-12-03", Etat.DEPASSE),
        (a_dossier(fact(_T.ACCUSE_CONFORME, "2026-11-30")), "2026-12-03", Etat.EN_ATTENTE),
        # A question holds the clock of the RGPD, never that of a medical file.
        (
            replace(SANTE_CONNUE, evenements=(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27"))),
            "2026-12-03",
            Etat.DEPASSE,
        ),
        (a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), "2026-11-26", Etat.EN_ATTENTE),
        (a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), "2026-11-27", Etat.SUSPENDU),
        (a_dossier(RECU), "2026-11-23", Etat.BROUILLON),
        (a_dossier(RECU, fact(_T.AVIS_CADA, "2027-02-01")), "2027-02-02", Etat.CADA_EN_COURS),
        (a_dossier(RECU, fact(_T.CNIL_A_REPONDU, "2027-02-01")), "2027-02-02", Etat.CNIL_EN_COURS),
        (a_dossier(RECU, PLAINTE, CADA), "2027-02-02", Etat.CADA_EN_COURS),
        (a_dossier(RECU, CADA, fact(_T.TA_SAISI, "2027-04-01")), "2027-04-02", Etat.TA_EN_COURS),
        (a_dossier(RECU, fact(_T.TA_SAISI, "2027-02-01"), fact(_T.CLOS, "2027-02-02")), "2027-02-02", Etat.CLOS),
        (a_dossier(RECU, PLAINTE, fact(_T.REFUS, "2026-12-30")), "2027-02-02", Etat.CNIL_EN_COURS),
        (
            a_dossier(RECU, fact(_T.REPONSE_PARTIELLE, "2026-12-10"), fact(_T.REFUS, "2026-12-10")),
            "2026-12-11",
            Etat.REFUSE,
        ),
        (
            a_dossier(RECU, fact(_T.REFUS, "2026-12-10"), fact(_T.REPONSE_PARTIELLE, "2026-12-10")),
            "2026-12-11",
            Etat.REPONDU_PARTIEL,
        ),
    ],
)
def test_the_etat_is_that_of_the_facts_known_by_that_day(regles: Regles, faits: FaitsDossier, au: str, etat: Etat) -> None:
    assert compute_bilan(faits, regles, day(au)).etat is etat


def test_a_reminder_says_when_the_deadline_is_only_estimated(regles: Regles) -> None:
    estime, sur = (
        compute_bilan(a_dossier(fact(type_, "2026-11-24")), regles, day("2026-12-28")).actes[1]
        for type_ in (_T.ENVOYE, _T.RECU)
    )
    assert (estime.pourquoi.id, sur.pourquoi.id) == ("pourquoi.relancer_estime", "pourquoi.relancer")
    assert dict(sur.pourquoi.valeurs) == {"date": day("2026-12-24")}


def test_a_reminder_says_when_the_delay_was_only_held_up_by_a_question(regles: Regles) -> None:
    arret = (fact(_T.IDENTITE_DEMANDEE, "2026-11-27"), fact(_T.IDENTITE_FOURNIE, "2026-12-07"))
    relances = (
        compute_bilan(a_dossier(fact(type_, "2026-11-24"), *arret), regles, day("2027-01-06")).actes[1].pourquoi.id
        for type_ in (_T.RECU, _T.ENVOYE)
    )
    assert tuple(relances) == ("pourquoi.relancer_suspendu", "pourquoi.relancer_estime")


def test_a_reminder_is_certain_when_only_the_other_clock_is_estimated(regles: Regles) -> None:
    faits = a_dossier(fact(_T.ENVOYE, "2026-11-20"), fact(_T.TRANSMIS, "2026-11-23"), RECU)
    relance = compute_bilan(faits, regles, day("2026-12-28")).actes[1]
    assert (relance.etape, relance.pourquoi.id) == ("relance", "pourquoi.relancer")


def test_the_step_towards_the_cada_aims_at_the_eve(regles: Regles) -> None:
    saisine = compute_bilan(a_dossier(RECU), regles, day("2026-12-28")).actes[0]
    assert (saisine.demarche, saisine.etape) == ("saisine_cada", "demande")
    assert dict(saisine.pourquoi.valeurs) == {"date": day("2027-02-24"), "veille": day("2027-02-23")}


def test_of_a_last_day_that_is_a_monday_the_eve_is_the_friday(regles: Regles) -> None:
    bilan = compute_bilan(a_dossier(fact(_T.RECU, "2026-08-30")), regles, day("2026-11-10"))
    saisine = next(etape for etape in bilan.actes if etape.demarche == "saisine_cada")
    assert dict(saisine.pourquoi.valeurs) == {"date": day("2026-11-30"), "veille": day("2026-11-27")}


@chaque("demande", [_T.IDENTITE_DEMANDEE, _T.PRECISION_DEMANDEE])
def test_what_the_body_asked_is_answered_before_all_that_loses_nothing(regles: Regles, demande: TypeEvenement) -> None:
    fourni = {_T.IDENTITE_DEMANDEE: _T.IDENTITE_FOURNIE, _T.PRECISION_DEMANDEE: _T.PRECISION_FOURNIE}[demande]
    posee = fact(demande, "2026-11-27")

    def proposed(*faits: Evenement, au: str, etapes: frozenset[str] | None = None) -> list[tuple[str, str]]:
        actes = compute_bilan(a_dossier(RECU, *faits, etapes=etapes), regles, day(au)).actes
        return [(acte.etape, acte.pourquoi.id) for acte in actes]

    attendu = ("repondre", f"pourquoi.repondre_{'identite' if demande is _T.IDENTITE_DEMANDEE else 'precision'}")
    # Whatever the letters of the demarche; after the last day of the person, which does not wait for it.
    for au, place in (("2026-11-27", 0), ("2026-12-30", 1), ("2027-02-20", 1)):
        for etapes in (None, frozenset({"demande"})):
            assert proposed(posee, au=au, etapes=etapes)[place] == attendu
    # Once it was answered, or the body answered in its turn, there is nothing more to answer.
    assert attendu not in proposed(posee, fact(fourni, "2026-12-01"), au="2027-02-20")
    assert attendu not in proposed(posee, fact(_T.REFUS, "2026-12-10"), au="2026-12-20")
    assert attendu in proposed(posee, fact(fourni, "2026-11-26"), au="2026-12-30")


def test_a_question_that_stops_nothing_is_answered_too_but_goes_before_nothing(regles: Regles) -> None:
    """It came once the delay was over; or only documents were asked for, whose delay nothing stops."""
    tardive, documents = fact(_T.PRECISION_DEMANDEE, "2027-01-05"), frozenset({"refus_tacite"})
    for dossier in (
        a_dossier(RECU, tardive),
        a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27"), delais=documents),
    ):
        etapes = compute_bilan(dossier, regles, day("2027-02-10")).actes
        assert etapes[0].etape != "repondre"
        (repondre,) = (etape for etape in etapes if etape.etape == "repondre")
        assert repondre.pourquoi.id == "pourquoi.repondre"


def test_a_complaint_about_silence_is_doubtful_when_nobody_knows_the_day_of_the_receipt(regles: Regles) -> None:
    def reason(*faits: Evenement, au: str = "2026-11-03") -> str:
        bilan = compute_bilan(a_dossier(*faits), regles, day(au))
        return next(etape.pourquoi.id for etape in bilan.actes if etape.demarche == "plainte_cnil")

    envoye = fact(_T.ENVOYE, "2026-10-01")
    assert reason(envoye) == "pourquoi.plainte_silence_estime"
    assert reason(envoye, fact(_T.RECU, "2026-10-02")) == "pourquoi.plainte_silence"
    # A question that held the delay up is reckoned with: their day is the later one.
    arret = (fact(_T.IDENTITE_DEMANDEE, "2026-10-05"), fact(_T.IDENTITE_FOURNIE, "2026-10-07"))
    assert reason(envoye, fact(_T.RECU, "2026-10-02"), *arret, au="2026-11-20") == "pourquoi.plainte_silence"
    assert reason(envoye, *arret, au="2026-11-20") == "pourquoi.plainte_silence_estime"


def test_a_silence_counted_from_the_sending_is_not_dated_for_sure(regles: Regles) -> None:
    def reason(premier: TypeEvenement) -> str:
        etapes, delais = frozenset({"demande", "hierarchie"}), frozenset({"rejet_implicite"})
        dossier = a_dossier(fact(premier, "2026-10-01"), etapes=etapes, delais=delais)
        return compute_bilan(dossier, regles, day("2026-12-28")).actes[1].pourquoi.id

    assert reason(_T.RECU) == "pourquoi.hierarchie"
    assert reason(_T.ENVOYE) == "pourquoi.hierarchie_estime"


@chaque(
    ("faits", "reserve"),
    [
        (a_dossier(fact(_T.ENVOYE, "2026-10-01")), "estimee"),
        (a_dossier(fact(_T.ENVOYE, "2026-10-01"), fact(_T.RECU, "2026-10-02")), ""),
        (a_dossier(fact(_T.ENVOYE, "2026-10-01"), delais=frozenset({"refus_tacite"})), "estimee"),
        (a_dossier(fact(_T.RECU, "2026-10-02"), delais=frozenset({"dossier_medical"}), genre=GenreOrganisme.SANTE), "anciens"),
        (
            a_dossier(fact(_T.ENVOYE, "2026-10-02"), delais=frozenset({"dossier_medical"}), genre=GenreOrganisme.SANTE),
            "anciens_estimee",
        ),
        (replace(SANTE_CONNUE, evenements=(fact(_T.RECU, "2026-10-02"),)), ""),
    ],
)
def test_the_day_that_others_owe_says_how_sure_it_is(regles: Regles, faits: FaitsDossier, reserve: str) -> None:
    suivi = suivi_of(faits, regles, day("2026-11-28"))
    assert suivi.leur_date is not None
    assert suivi.leur_date < day("2026-11-28")
    assert suivi.leur_reserve == reserve


def test_a_medical_file_may_still_owe_what_is_old(regles: Regles) -> None:
    """Over five years old, an item has two months (CSP L1111-7)."""

    def reason(pieces: tuple[str, ...], au: str) -> str:
        delais, recu = frozenset({"dossier_medical"}), fact(_T.RECU, "2026-11-10")
        faits = a_dossier(recu, delais=delais, genre=GenreOrganisme.SANTE, pieces_medicales=tuple(map(day, pieces)))
        return compute_bilan(faits, regles, day(au)).actes[0].pourquoi.id

    assert reason((), "2026-11-28") == "pourquoi.relancer_anciens"
    assert reason(("2025-01-01", "2010-01-01"), "2026-11-28") == "pourquoi.relancer_anciens"
    assert reason(("2025-01-01",), "2026-11-28") == "pourquoi.relancer"
    assert reason(("2010-01-01",), "2027-02-01") == "pourquoi.relancer"


@chaque(("au", "suite"), [("2026-11-27", ""), ("2026-11-28", "_vite"), ("2026-11-30", "_vite")])
def test_nobody_is_told_to_aim_at_a_day_that_is_over(regles: Regles, au: str, suite: str) -> None:
    bilan = compute_bilan(a_dossier(fact(_T.RECU, "2026-08-30")), regles, day(au))
    saisine = next(etape for etape in bilan.actes if etape.demarche == "saisine_cada")
    assert saisine.pourquoi.id == f"pourquoi.saisir_cada{suite}"
    assert dict(saisine.pourquoi.valeurs)["date"] == day("2026-11-30")
    (cada,) = (echeance for echeance in bilan.echeances if echeance.code is Code.SAISINE_CADA)
    vise = any(pas.id == "note.visez_la_veille" for ligne in cada.explication for pas in ligne)
    assert vise is not bool(suite)


@pytest.mark.parametrize(("au", "premiere"), [("2026-12-25", "demande"), ("2027-02-24", "demande"), ("2027-02-25", "relance")])
def test_from_the_refusal_to_its_last_day_the_cada_comes_first(regles: Regles, au: str, premiere: str) -> None:
    assert compute_bilan(a_dossier(RECU), regles, day(au)).actes[0].etape == premiere


@pytest.mark.parametrize(
    ("fait", "au", "etape"),
    [
        (fact(_T.REFUS, "2026-12-10"), "2026-12-15", "contestation_refus"),
        (fact(_T.REPONSE_PARTIELLE, "2026-12-10"), "2026-12-15", "complement"),
        (fact(_T.ENVOYE, "2026-11-20"), "2026-12-28", "relance"),
    ],
)
def test_only_letters_of_the_demarche_are_proposed(regles: Regles, fait: Evenement, au: str, etape: str) -> None:
    for etapes in (frozenset({"demande"}), frozenset({"demande", etape}), None):
        bilan = compute_bilan(a_dossier(RECU, fait, etapes=etapes), regles, day(au))
        proposes = [suivante.etape for suivante in bilan.actes if suivante.demarche == "acces"]
        assert proposes == ([etape] if etapes is None or etape in etapes else [])


@pytest.mark.parametrize(
    ("reponse", "lettre"),
    [(_T.REFUS, "contestation_refus"), (_T.REPONSE_PARTIELLE, "complement"), (_T.REFUS_ORAL, "contestation_refus")],
)
def test_a_letter_about_an_answer_is_proposed_until_it_is_sent(regles: Regles, reponse: TypeEvenement, lettre: str) -> None:
    def proposed(*faits: Evenement) -> list[str]:
        etapes = compute_bilan(a_dossier(RECU, *faits), regles, day("2026-12-20")).actes
        return [etape.etape for etape in etapes if etape.demarche == "acces" and etape.a_faire]

    repondu, relance = fact(reponse, "2026-12-10"), _T.RELANCE_ENVOYEE
    # A reminder sent before the answer says nothing of it.
    assert proposed(repondu) == proposed(repondu, fact(relance, "2026-12-09")) == [lettre]
    assert proposed(repondu, fact(relance, "2026-12-10")) == proposed(repondu, fact(relance, "2026-12-12")) == []
    # Another answer is to be read in its turn.
    assert proposed(repondu, fact(relance, "2026-12-12"), fact(_T.REFUS, "2026-12-15")) == ["contestation_refus"]


def test_a_refusal_to_receive_goes_up_then_to_the_defenseur(regles: Regles) -> None:
    def proposed(*faits: Evenement) -> list[str]:
        etapes, aucun = frozenset({"demande", "hierarchie", "relance"}), frozenset[str]()
        dossier = a_dossier(RECU, fact(_T.REFUS_ORAL, "2026-12-10"), *faits, etapes=etapes, delais=aucun)
        return [f"{e.demarche}/{e.etape}" for e in compute_bilan(dossier, regles, day("2026-12-20")).actes if e.a_faire]

    assert proposed() == ["acces/hierarchie"]
    for type_ in (_T.RELANCE_ENVOYEE, _T.RECOURS_HIERARCHIQUE_ENVOYE):
        direction = fact(type_, "2026-12-12")
        assert proposed(direction) == ["defenseur_droits/demande"]
        assert proposed(direction, fact(_T.DEFENSEUR_SAISI, "2026-12-14")) == []


def test_a_silence_worth_a_rejection_goes_up_once(regles: Regles) -> None:
    def proposed(*faits: Evenement, au: str = "2027-02-01") -> list[str]:
        etapes, delais = frozenset({"demande", "hierarchie"}), frozenset({"rejet_implicite"})
        dossier = a_dossier(RECU, *faits, etapes=etapes, delais=delais)
        return [f"{e.demarche}/{e.etape}" for e in compute_bilan(dossier, regles, day(au)).actes]

    assert "acces/hierarchie" not in proposed(au="2027-01-10")
    assert "acces/hierarchie" in proposed()
    assert "acces/hierarchie" not in proposed(fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2027-01-28"))


SAISINE = {
    "demarche": "saisine_cada",
    "premier": _T.CADA_SAISIE,
    "delais": frozenset({"refus_tacite"}),
    "etapes": frozenset({"demande"}),
}
PLAINTE_CNIL = {
    "demarche": "plainte_cnil",
    "premier": _T.PLAINTE_CNIL_ENVOYEE,
    "delais": frozenset({"reponse"}),
    "etapes": frozenset({"demande", "relance_cnil"}),
}
DEFENSEUR = {
    "demarche": "defenseur_droits",
    "premier": _T.DEFENSEUR_SAISI,
    "delais": frozenset[str](),
    "etapes": frozenset({"demande"}),
}
ETABLIE = fact(_T.COURRIER_ETABLI, "2026-12-28")


@pytest.mark.parametrize(
    ("propres", "faits", "au", "etat", "etapes"),
    [
        # The letter to the body is known; the one to the authority is made, and not sent.
        (SAISINE, (RECU, ETABLIE), "2026-12-29", Etat.A_ENVOYER, ["saisine_cada/demande"]),
        (PLAINTE_CNIL, (RECU, ETABLIE), "2026-12-29", Etat.A_ENVOYER, ["plainte_cnil/demande"]),
        (PLAINTE_CNIL, (RECU, fact(_T.REFUS, "2026-12-10"), ETABLIE), "2026-12-29", Etat.A_ENVOYER, ["plainte_cnil/demande"]),
        (DEFENSEUR, (RECU, fact(_T.REFUS, "2026-12-10"), ETABLIE), "2026-12-29", Etat.A_ENVOYER, ["defenseur_droits/demande"]),
        # Not even made, and no clock of the body counts for it.
        (DEFENSEUR, (RECU, fact(_T.REFUS, "2026-12-10")), "2026-12-29", Etat.BROUILLON, ["defenseur_droits/demande"]),
        # Sent: what the body had answered before is no answer to it.
        (SAISINE, (RECU, ETABLIE, fact(_T.CADA_SAISIE, "2026-12-30")), "2027-01-05", Etat.CADA_EN_COURS, []),
        (PLAINTE_CNIL, (RECU, ETABLIE, fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-30")), "2027-01-05", Etat.CNIL_EN_COURS, []),
        (
            DEFENSEUR,
            (RECU, fact(_T.REFUS, "2026-12-10"), fact(_T.CADA_SAISIE, "2026-12-20"), fact(_T.DEFENSEUR_SAISI, "2026-12-30")),
            "2027-01-05",
            Etat.EN_ATTENTE,
            [],
        ),
        (
            DEFENSEUR,
            (
                RECU,
                fact(_T.REFUS, "2026-12-10"),
                fact(_T.DEFENSEUR_SAISI, "2026-12-30"),
                fact(_T.REPONSE_COMPLETE, "2027-01-04"),
            ),
            "2027-01-05",
            Etat.REPONDU_COMPLET,
            [],
        ),
        # Too late for the CADA, unless that can be argued: only the first demande could be made again, and this one is not it.
        (SAISINE, (RECU,), "2027-02-25", Etat.REFUS_TACITE, ["saisine_cada/demande"]),
        # The CNIL is reminded once.
        (
            PLAINTE_CNIL,
            (fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-30"),),
            "2027-04-01",
            Etat.CNIL_EN_COURS,
            ["plainte_cnil/recours_conseil_etat", "plainte_cnil/relance_cnil"],
        ),
        (
            PLAINTE_CNIL,
            (fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-30"), fact(_T.RELANCE_ENVOYEE, "2027-04-02")),
            "2027-04-05",
            Etat.CNIL_EN_COURS,
            ["plainte_cnil/recours_conseil_etat"],
        ),
    ],
)
def test_a_letter_to_an_authority_is_followed_for_itself(
    regles: Regles, propres: dict[str, Any], faits: tuple[Evenement, ...], au: str, etat: Etat, etapes: list[str]
) -> None:
    bilan = compute_bilan(a_dossier(*faits, **propres), regles, day(au))
    assert bilan.etat is etat
    assert [f"{etape.demarche}/{etape.etape}" for etape in bilan.actes if etape.a_faire] == etapes


def test_the_line_of_the_suivi_sums_up_the_day(regles: Regles) -> None:
    assert suivi_of(a_dossier(RECU), regles, day("2026-12-28")) == Suivi(
        "refus_tacite",
        day("2026-12-24"),
        "saisine_cada/demande",
        day("2027-02-24"),
        day("2026-12-24"),
        day("2027-02-24"),
        "saisine_cada",
        day("2026-12-24"),
        "reponse",
    )
    clos = suivi_of(a_dossier(RECU, fact(_T.CLOS, "2026-12-01")), regles, day("2030-01-01"))
    assert clos == Suivi("clos", None, "", None, day("2026-12-24"))
    assert suivi_of(a_dossier(RECU, delais=frozenset({"refus_tacite"})), regles, day("2026-12-28")).dernier_jour == day(
        "2026-12-24"
    )
    assert suivi_of(a_dossier(), regles, day("2026-12-28")).dernier_jour is None


def test_a_demande_gives_its_facts_and_no_name() -> None:
    etapes = (Etape("demande", "acces/demande", _T.ENVOYE), Etape("relance", "suites/relance", _T.RELANCE_ENVOYEE))
    demarche = Demarche("acces", (), (), (), etapes, ("reponse", "refus_tacite"))
    canaux = {"courriel": CanalEnvoi("courriel", Canal.ELECTRONIQUE)}
    demande = Demande(
        "acces",
        auteur=Auteur(Qualite.MANDATAIRE),
        organisme=Organisme(nom="Département", genre=GenreOrganisme.DEPARTEMENT, territoire="93"),
        reponses={"envoi": "courriel"},
        evenements=(RECU,),
    )
    publics = replace(faits_of(demande, demarche, canaux), statut=StatutOrganisme.INCONNU)
    assert faits_of(demande, demarche, canaux).statut is StatutOrganisme.PUBLIC
    assert publics == a_dossier(
        RECU,
        delais=frozenset({"reponse", "refus_tacite"}),
        territoire="93",
        canal=Canal.ELECTRONIQUE,
        qualite=Qualite.MANDATAIRE,
        etapes=frozenset({"demande", "relance"}),
        demeure="",
    )
    assert faits_of(Demande("acces"), demarche, canaux).canal is Canal.POSTAL


def test_a_medical_file_is_held_by_who_treats_whoever_employs_them() -> None:
    etape = Etape("demande", "dossier_medical/demande", _T.ENVOYE)
    demarche = Demarche("dossier_medical", (), (), (), (etape,), ("dossier_medical",))
    bilan: Reponses = {"quoi": "le bilan", "quand": day("2018-02-03")}
    carnet: Reponses = {"quoi": "le carnet"}
    pmi = Demande(
        "dossier_medical",
        organisme=Organisme(genre=GenreOrganisme.DEPARTEMENT),
        reponses={"detenteur": "sante", "pieces_medicales": (bilan, carnet)},
    )

    faits = faits_of(pmi, demarche, {})

    assert faits.genre is GenreOrganisme.SANTE
    assert faits.pieces_medicales == (day("2018-02-03"),)
    for reponses in ({}, {"detenteur": "service"}):
        assert faits_of(replace(pmi, reponses=reponses), demarche, {}).genre is GenreOrganisme.DEPARTEMENT


# ── Any history ──────────────────────────────────────────────────────────────────────────────────────────────────────────

TYPES = st.sampled_from(list(TypeEvenement))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Evenement, ...]:
    jours = draw(st.lists(st.tuples(TYPES, st.integers(0, 400)), max_size=7))
    return tuple(Evenement(day("2026-01-05") + dt.timedelta(days=rang), type_) for type_, rang in jours)


@given(evenements=histories(), au=st.integers(-10, 700), plus_tard=st.integers(0, 200), genre=st.sampled_from(GenreOrganisme))
def test_a_line_holds_until_the_day_it_says(
    regles: Regles, evenements: tuple[Evenement, ...], au: int, plus_tard: int, genre: GenreOrganisme
) -> None:
    faits = a_dossier(*evenements, genre=genre)
    jour = day("2026-01-05") + dt.timedelta(days=au)
    suivi = suivi_of(faits, regles, jour)
    fin = suivi.valable_jusqu_au
    assert fin is None or fin >= jour
    apres = jour + dt.timedelta(days=plus_tard)
    if fin is None or apres <= fin:
        encore = suivi_of(faits, regles, apres)
        assert encore == suivi


def test_a_fact_still_to_come_is_counted_on_its_day(regles: Regles) -> None:
    faits = a_dossier(fact(_T.RECU, "2026-03-04"), fact(_T.REFUS, "2026-03-20"))
    avant = suivi_of(faits, regles, day("2026-03-10"))
    assert (avant.etat, avant.valable_jusqu_au) == ("en_attente", day("2026-03-19"))
    assert suivi_of(faits, regles, day("2026-03-20")).etat == "refuse"


@given(evenements=histories(), au=st.integers(-10, 700))
def test_the_line_and_the_whole_say_the_same(regles: Regles, evenements: tuple[Evenement, ...], au: int) -> None:
    faits = a_dossier(*evenements)
    jour = day("2026-01-05") + dt.timedelta(days=au)
    bilan, suivi = compute_bilan(faits, regles, jour), suivi_of(faits, regles, jour)
    # But for the day to aim at, which goes once it is over.
    dites, toutes = (
        [replace(une, explication=()) for une in echeances] for echeances in (bilan.echeances, compute_echeances(faits, regles))
    )
    assert dites == toutes
    assert (bilan.etat.value, bilan.date_qui_compte, bilan.valable_jusqu_au) == (
        suivi.etat,
        suivi.prochaine_date,
        suivi.valable_jusqu_au,
    )
    etapes = [f"{etape.demarche}/{etape.etape}" for etape in bilan.actes if etape.a_faire]
    tardive = any(etape.pourquoi.id == TARDIVE for etape in bilan.actes[:1])
    assert suivi.prochaine_etape == ("saisine_cada/tardive" if tardive else etapes[0] if etapes else "")


@given(
    evenements=histories(), au=st.integers(-10, 700), delais=st.sampled_from([ACCES, frozenset({"recours_juge"}), frozenset()])
)
def test_whatever_happened_an_open_dossier_has_a_date_and_a_closed_one_has_none(
    regles: Regles, evenements: tuple[Evenement, ...], au: int, delais: frozenset[str]
) -> None:
    jour = day("2026-01-05") + dt.timedelta(days=au)
    faits = replace(a_dossier(*evenements, delais=delais), cree_le=day("2026-01-02"))
    suivi = suivi_of(faits, regles, jour)
    assert (suivi.prochaine_date is None) == (suivi.etat == Etat.CLOS)
    assert (suivi.votre_date is None) == (not suivi.votre_delai)
    assert (suivi.leur_date is None) == (not suivi.leur_delai)
    if suivi.etat == Etat.CLOS:
        assert (suivi.votre_date, suivi.leur_date, suivi.revoir_le) == (None, None, None)
    # What one chose holds until a right would be lost.
    choisi = suivi_of(replace(faits, revoir_le=day("2026-06-01")), regles, jour)
    if suivi.etat != Etat.CLOS:
        assert choisi.prochaine_date == min(day("2026-06-01"), choisi.votre_date or dt.date.max)


def erasure(*suites: Evenement) -> FaitsDossier:
    """Asked of a public body: the month of the RGPD, and the silence that is a rejection."""
    return a_dossier(RECU, *suites, demarche="effacement", delais=frozenset({"reponse", "suite_cnil", "rejet_implicite"}))


@chaque(
    ("faits", "au", "leur", "revoir"),
    [
        # Nothing yet: the day it was made.
        (a_dossier(), "2026-11-26", None, "2026-11-20"),
        (a_dossier(fact(_T.COURRIER_ETABLI, "2026-11-21")), "2026-11-26", None, "2026-12-07"),
        # They owe an answer, then have owed it since that day.
        (a_dossier(RECU), "2026-12-01", ("2026-12-24", "reponse"), None),
        (a_dossier(RECU), "2027-02-01", ("2026-12-24", "reponse"), None),
        # A reminder: a fortnight, though the other clock runs until later.
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2026-12-28")), "2026-12-29", ("2026-12-24", "reponse"), "2027-01-12"),
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2026-12-28")), "2027-03-29", ("2026-12-24", "reponse"), "2027-01-12"),
        # They asked something: nothing is owed before it is answered. Once past, a silence is a refusal: nobody is late.
        (a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), "2026-12-10", ("2026-12-24", "refus_tacite"), None),
        (a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), "2027-01-20", None, None),
        (a_dossier(RECU, fact(_T.PRECISION_DEMANDEE, "2026-11-27")), "2027-01-20", None, None),
        (a_dossier(RECU, fact(_T.REPONSE_COMPLETE, "2026-12-10")), "2026-12-12", None, "2026-12-28"),
        # An appeal: what is owed is its answer.
        (a_dossier(RECU, CADA), "2027-01-20", ("2027-03-11", "refus_confirme"), None),
        (a_dossier(RECU, PLAINTE), "2027-01-20", ("2027-03-30", "suite_cnil"), None),
        (a_dossier(RECU, CADA, fact(_T.TA_SAISI, "2027-04-01")), "2027-04-02", None, "2027-07-01"),
        # Where silence is a rejection in two months, their answer is due, then late, before; an appeal above is another matter.
        (erasure(), "2026-12-01", ("2026-12-24", "reponse"), None),
        (erasure(), "2027-01-10", ("2026-12-24", "reponse"), None),
        (erasure(fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), "2026-12-10", ("2027-01-24", "rejet_implicite"), None),
        (erasure(fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2027-01-26")), "2027-02-10", ("2027-03-26", "refus_confirme"), None),
    ],
)
def test_what_others_owe_and_when_to_look_again(
    regles: Regles, faits: FaitsDossier, au: str, leur: tuple[str, str] | None, revoir: str | None
) -> None:
    bilan = compute_bilan(replace(faits, cree_le=day("2026-11-20")), regles, day(au))
    assert (bilan.leur_date, bilan.leur_delai) == ((day(leur[0]), Code(leur[1])) if leur else (None, None))
    assert bilan.revoir_le == (day(revoir) if revoir else None)


# ── What one may do next ─────────────────────────────────────────────────────────────────────────────────────────────────


def overpaid(*suites: Evenement) -> FaitsDossier:
    """A sum claimed back: twenty days to have it corrected, two months to appeal."""
    recue = fact(_T.DECISION_RECUE, "2027-01-12")
    delais, etapes = frozenset({"observations", "recours_prealable", "recours_juge"}), frozenset({"demande", "contester"})
    dossier = a_dossier(
        recue, *suites, demarche="somme_reclamee", delais=delais, genre=GenreOrganisme.CAF, etapes=etapes, premier=_T.ENVOYE
    )
    return replace(dossier, contestee=Contestee(Decision.INDU, frozenset({"rsa"})))


@chaque(
    ("au", "etapes"),
    [
        # Twenty days for a correction, that day included; then the appeal, until its last day.
        ("2027-02-01", ["demande", "contester"]),
        ("2027-02-02", ["contester", "demande"]),
        ("2027-03-12", ["contester", "demande"]),
        ("2027-03-13", ["demande"]),
    ],
)
def test_what_is_shortest_comes_first_until_its_last_day(regles: Regles, au: str, etapes: list[str]) -> None:
    bilan = compute_bilan(overpaid(), regles, day(au))
    assert [suite.etape for suite in bilan.actes if suite.demarche == "somme_reclamee"] == etapes


def test_a_correction_already_asked_leaves_the_appeal_first_and_an_appeal_already_sent_is_not_proposed(regles: Regles) -> None:
    def proposed(*suites: Evenement) -> list[str]:
        return [suite.etape for suite in compute_bilan(overpaid(*suites), regles, day("2027-01-25")).actes]

    assert proposed(fact(_T.ENVOYE, "2027-01-20"))[:1] == ["contester"]
    assert "contester" not in proposed(fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-01-20"))


def test_the_compulsory_appeal_says_its_last_day_and_its_eve(regles: Regles) -> None:
    (appel,) = [e for e in compute_bilan(overpaid(), regles, day("2027-02-20")).actes if e.etape == "contester"]
    assert appel.pourquoi.id == "pourquoi.recours_prealable"
    assert dict(appel.pourquoi.valeurs) == {"date": day("2027-03-12"), "veille": day("2027-03-11")}


def test_the_cnil_is_reminded_once_news_are_due_and_again_after_late_ones(regles: Regles) -> None:
    def proposed(au: str, *suites: Evenement) -> list[str]:
        dossier = a_dossier(
            PLAINTE,
            *suites,
            demarche="plainte_cnil",
            premier=_T.PLAINTE_CNIL_ENVOYEE,
            delais=frozenset(),
            etapes=frozenset({"demande", "relance_cnil"}),
        )
        return [e.pourquoi.id for e in compute_bilan(dossier, regles, day(au)).actes if e.etape == "relance_cnil"]

    assert proposed("2027-03-30") == []
    assert proposed("2027-03-31") == ["pourquoi.relancer_cnil"]
    assert proposed("2027-03-31", fact(_T.RELANCE_ENVOYEE, "2027-03-30")) == []
    nouvelles = fact(_T.CNIL_A_REPONDU, "2027-02-01")
    assert proposed("2027-05-03", nouvelles) == []
    assert proposed("2027-05-04", nouvelles) == ["pourquoi.relancer_cnil_encore"]


def test_a_freeze_whose_end_is_announced_is_a_refusal_to_answer(regles: Regles) -> None:
    """RGPD 18-3: what had been granted is taken back; granted again since, or answered, it is over."""
    delais = frozenset({"reponse", "rejet_implicite", "recours_ta"})
    gele = (fact(_T.RECU, "2026-09-10"), fact(_T.REPONSE_COMPLETE, "2026-10-01"))
    levee = fact(_T.LEVEE_LIMITATION_ANNONCEE, "2026-11-15")

    def bilan(*suites: Evenement) -> tuple[Etat, list[str]]:
        faits = a_dossier(*gele, *suites, demarche="limitation", delais=delais, territoire="59")
        bilan = compute_bilan(faits, regles, day("2026-12-05"))
        return bilan.etat, [acte.pourquoi.id for acte in bilan.actes]

    assert bilan() == (Etat.REPONDU_COMPLET, ["pourquoi.revoir"])
    assert bilan(levee) == (Etat.REFUSE, ["pourquoi.devant_un_juge", "pourquoi.levee"])
    assert bilan(levee, fact(_T.RELANCE_ENVOYEE, "2026-11-20"))[1] == ["pourquoi.devant_un_juge"]
    assert bilan(levee, fact(_T.REPONSE_COMPLETE, "2026-11-25")) == (Etat.REPONDU_COMPLET, ["pourquoi.revoir"])
    assert bilan(levee, fact(_T.REFUS, "2026-11-25"))[1][0] == "pourquoi.devant_un_juge"


@pytest.mark.parametrize(
    ("organisme", "actes"),
    [
        (('genre = "departement"',), [("recours_ta", "2026-12-05"), ("contestation_refus", None)]),
        (('genre = "autre"', 'public = "inconnu"'), [("recours_ta", "2026-12-05"), ("contestation_refus", None)]),
        (('genre = "autre"', 'public = "non"'), [("contestation_refus", None)]),
    ],
)
def test_what_is_taken_back_has_a_last_day_for_the_court(
    catalogue: Catalogue, regles: Regles, organisme: tuple[str, ...], actes: list[tuple[str, str | None]]
) -> None:
    """The end of a freeze that was granted (RGPD 18-3) reads as a refusal, from which the two months run (CJA R421-1)."""
    faits = {"recu": "2026-08-03", "reponse_complete": "2026-08-24", "levee_limitation_annoncee": "2026-10-05"}
    lignes = ['demarche = "limitation"', *organisme, 'territoire = "72"', 'demeure = "72"']
    lignes += [f'[[evenement]]\ntype = "{type_}"\ndate = {jour}' for type_, jour in faits.items()]
    lus = read_faits("\n".join(lignes).encode(), "E.toml", catalogue.demarches)

    bilan = compute_bilan(lus, regles, day("2026-12-01"))

    assert [(une.etape, une.jusqu_au and une.jusqu_au.isoformat()) for une in bilan.actes] == actes
