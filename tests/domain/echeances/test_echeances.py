"""The deadlines: worked cases that a jurist can read (`tests/donnees/echeances/`)."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.droit.feries import Ferie, Feries
from droits_usagers.domain.echeances import SENS, Code, FaitsDossier, Regles, Sens, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from tests.chaque import chaque
from tests.dossiers import ACCES, a_dossier, by_code, fact

_T = TypeEvenement
DONNEES = Path(__file__).parents[2] / "donnees" / "echeances"
RECU = dt.date(2026, 11, 24)


def load(nom: str, table: str) -> list[dict[str, Any]]:
    cas: list[dict[str, Any]] = tomllib.loads((DONNEES / nom).read_text(encoding="utf-8"))[table]
    return cas


@chaque("cas", load("reponses.toml", "cas"), ids=lambda cas: f"{cas['recu']}-{cas['pourquoi']}")
def test_the_last_day_to_answer_is_the_one_worked_out_by_hand(regles: Regles, cas: Mapping[str, Any]) -> None:
    faits = [Evenement(cas["recu"], _T.RECU)]
    faits += [Evenement(cas[type_], type_) for type_ in TypeEvenement if type_ in cas]
    reponse = by_code(compute_echeances(a_dossier(*faits, territoire=cas.get("territoire", "")), regles))["reponse"]
    assert reponse.date == cas["attendu"], cas["pourquoi"]
    assert reponse.estimation is cas.get("estimation", False)
    assert (reponse.sens, reponse.fondement, reponse.a_verifier) == (Sens.LEUR_DERNIER_JOUR, "rgpd-12-3", False)


@pytest.mark.parametrize("cas", load("reponses.toml", "cada"), ids=lambda cas: str(cas["recu"]))
def test_the_clock_of_documents_is_never_moved(regles: Regles, cas: Mapping[str, Any]) -> None:
    faits = a_dossier(Evenement(cas["recu"], _T.RECU), Evenement(cas["cada_enregistree"], _T.CADA_ENREGISTREE))
    dates = by_code(compute_echeances(faits, regles))
    for code in ("refus_tacite", "saisine_cada", "refus_confirme", "recours_ta"):
        assert dates[code].date == dates[code].date_brute == cas[code]
        assert dates[code].date_sans_suspension is None


HISTOIRES = load("histoires.toml", "histoire")
CHAMPS = {"pourquoi", "au", "etat", "etapes", "attendu", "sans", "evenements", "territoire", "qualite", "delais", "demarche"}


def read(histoire: Mapping[str, Any]) -> FaitsDossier:
    evenements = [fact(TypeEvenement(type_), jour, *reste) for type_, jour, *reste in histoire.get("evenements", ())]
    return a_dossier(
        *evenements,
        delais=frozenset(histoire.get("delais", ACCES)),
        territoire=histoire.get("territoire", ""),
        qualite=Qualite(histoire.get("qualite", "concerne")),
        demarche=histoire.get("demarche", "acces"),
    )


@chaque("histoire", HISTOIRES, ids=lambda histoire: histoire["pourquoi"])
def test_a_history_gives_the_dates_the_etat_and_the_steps_worked_out_by_hand(
    regles: Regles, histoire: Mapping[str, Any]
) -> None:
    assert set(histoire) <= CHAMPS
    bilan = compute_bilan(read(histoire), regles, histoire["au"])
    dates = by_code(bilan.echeances)
    for code, attendu in histoire["attendu"].items():
        if attendu == "absent":
            assert code not in dates, code
        elif attendu == "sans_date":
            assert (dates[code].date, dates[code].date_brute) == (None, None), code
        else:
            trouve = dates[code]
            marques = [marque for marque in ("estimation", "contestable", "a_verifier") if getattr(trouve, marque)]
            assert [trouve.date, *marques] == attendu, code
    for code, sans in histoire.get("sans", {}).items():
        assert dates[code].date_sans_suspension == sans, code
    assert bilan.etat.value == histoire["etat"]
    if "etapes" in histoire:
        assert [f"{etape.demarche}/{etape.etape}" for etape in bilan.actes if etape.a_faire] == histoire["etapes"]


@pytest.mark.parametrize("cas", load("medical.toml", "cas"), ids=lambda cas: cas["pourquoi"])
def test_a_medical_file_has_its_delays_only_when_a_health_body_holds_it(regles: Regles, cas: Mapping[str, Any]) -> None:
    faits = a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme(cas["genre"]), pieces_medicales=tuple(cas.get("pieces", ())))
    trouves = [e for e in compute_echeances(faits, regles) if e.code is Code.DOSSIER_MEDICAL]
    assert [e.date for e in trouves] == cas["attendu"]
    assert {e.fondement for e in trouves} <= {"csp-r1111-1"}


def test_what_the_carers_of_a_home_wrote_has_the_delays_of_a_medical_file(regles: Regles) -> None:
    """CSP L1111-7 is of health professionals, wherever they are; only where that is what was asked for."""
    recue, essms = fact(_T.RECU, RECU), GenreOrganisme.ESSMS
    connue = (dt.date(2024, 5, 2),)
    for demarche, pieces, attendu in (
        *(("dossier_medical", (), 1), ("acces", connue, 1), ("acces", (), 0)),
        *(("dossier_essms", (), 1), ("dossier_essms", connue, 1)),
    ):
        faits = a_dossier(recue, genre=essms, demarche=demarche, pieces_medicales=pieces)
        trouves = [une for une in compute_echeances(faits, regles) if une.code is Code.DOSSIER_MEDICAL]
        assert [une.date for une in trouves] == [dt.date(2026, 12, 2)] * attendu
        assert all("note.dossier_medical_essms" in {pas.id for ligne in une.explication for pas in ligne} for une in trouves)


def test_an_unknown_territoire_is_refused(regles: Regles) -> None:
    with pytest.raises(ExpectedError) as refus:
        compute_echeances(a_dossier(territoire="20"), regles)
    assert refus.value.panne is Panne.TERRITOIRE_INCONNU


@pytest.mark.parametrize(
    "faits",
    [
        a_dossier(fact(_T.RECU, "2001-12-01"), genre=GenreOrganisme.SANTE),
        a_dossier(fact(_T.CADA_ENREGISTREE, "2015-06-01")),
        a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, "2018-01-01")),
    ],
)
def test_before_the_law_that_sets_a_delay_there_is_no_date(regles: Regles, faits: FaitsDossier) -> None:
    assert compute_echeances(faits, regles) == ()


def test_every_code_says_how_it_is_to_be_read() -> None:
    assert set(SENS) == set(Code)


@pytest.mark.parametrize(
    ("code", "sens"),
    [
        (Code.REPONSE, "leur_dernier_jour"),
        (Code.ANNONCE_PROLONGATION, "leur_dernier_jour"),
        (Code.PLAINTE_CNIL_POSSIBLE, "possible_des"),
        (Code.REFUS_TACITE, "naissance"),
        (Code.SAISINE_CADA, "votre_dernier_jour"),
        (Code.REFUS_CONFIRME, "naissance"),
        (Code.RECOURS_TA, "votre_dernier_jour"),
        (Code.SUITE_CNIL, "leur_dernier_jour"),
        (Code.RECOURS_CONSEIL_ETAT, "votre_dernier_jour"),
        (Code.DOSSIER_MEDICAL, "leur_dernier_jour"),
    ],
)
def test_whose_day_it_is(code: Code, sens: str) -> None:
    assert SENS[code].value == sens


@pytest.mark.parametrize(
    ("qualite", "fondement"),
    [(Qualite.CONCERNE, "rgpd-77"), (Qualite.MANDATAIRE, "rgpd-77"), (Qualite.ORGANISATION, "lil-8-1-2-d")],
)
def test_an_organisation_in_its_own_name_complains_on_another_ground(regles: Regles, qualite: Qualite, fondement: str) -> None:
    plainte = by_code(compute_echeances(a_dossier(fact(_T.RECU, RECU), qualite=qualite), regles))["plainte_cnil_possible"]
    assert (plainte.fondement, plainte.date) == (fondement, dt.date(2026, 12, 25))


MOTIFS = (fact(_T.CADA_ENREGISTREE, "2027-01-11"), fact(_T.MOTIFS_DEMANDES, "2027-04-01"))


@pytest.mark.parametrize(
    ("faits", "fondement"),
    [
        (a_dossier(MOTIFS[0]), "cja-r421-2"),
        (a_dossier(*MOTIFS), "cja-r421-2"),
        (a_dossier(*MOTIFS, fact(_T.MOTIFS_RECUS, "2027-04-20")), "crpa-l232-4"),
        (a_dossier(*MOTIFS, fact(_T.MOTIFS_RECUS, "2028-03-01")), "ce-504677"),
        # A refusal that was tacit first, then written; one that was written at once.
        (a_dossier(*MOTIFS, fact(_T.REFUS, "2027-05-01")), "cja-r421-2"),
        (a_dossier(MOTIFS[0], fact(_T.REFUS, "2027-05-01")), "cja-r421-2"),
        (a_dossier(MOTIFS[0], fact(_T.REFUS, "2027-03-11")), "cja-r421-1"),
    ],
)
def test_the_court_is_seized_on_the_ground_of_what_the_delay_runs_from(
    regles: Regles, faits: FaitsDossier, fondement: str
) -> None:
    assert by_code(compute_echeances(faits, regles))["recours_ta"].fondement == fondement


def test_only_the_delays_of_the_rgpd_are_moved_to_a_working_day(regles: Regles) -> None:
    reportes = {delai.id for delai in regles.delais.values() if delai.reporte}
    assert reportes == {"reponse", "annonce_prolongation", "prolongation", "suite_cnil"}


def test_the_version_of_the_rules_changes_with_the_law_as_data(regles: Regles) -> None:
    jours = regles.feries.jours
    assert Regles(regles.delais, Feries(jours), regles.voies).version == regles.version
    assert Regles(regles.delais, Feries(jours[1:]), regles.voies).version != regles.version
    assert Regles(regles.delais, regles.feries, regles.voies[1:]).version != regles.version
    sans = {id_: delai for id_, delai in regles.delais.items() if id_ != "motifs"}
    assert Regles(sans, regles.feries, regles.voies).version != regles.version
    a, b = (Regles({}, Feries([Ferie("x", 1, 1, territoires=t)])) for t in (frozenset({"57", "67"}), frozenset({"57"})))
    assert a.version != b.version
