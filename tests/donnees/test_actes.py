"""The acts of a dossier in order: its first last day is the same on every surface, and none that can be lost is hidden."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue.demarches import demarche_ids
from droits_usagers.domain.demarche.demande import INITIALE, Demande
from droits_usagers.domain.dossier.actes import EXECUTION, JUGEMENT, RESTE, Qui
from droits_usagers.domain.dossier.agenda import Jours, dates_of
from droits_usagers.domain.dossier.derniers_jours import DIX_JOURS, last_days
from droits_usagers.domain.dossier.etats import FINIS, Etat
from droits_usagers.domain.dossier.suivi import Bilan, line_of
from droits_usagers.domain.echeances import Code
from droits_usagers.domain.echeances.chronologie import INITIAL
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu, date_courte
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne
from droits_usagers.letters.lettre.delais import coming_of
from droits_usagers.places import find_places
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.agenda import RedactionAgenda
from tests.chaque import chaque
from tests.dossiers import fact

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.questions import Reponses

_T = TypeEvenement
DEMARCHES = demarche_ids(find_places().resources / "demarches")
SERVICE = Organisme(genre=GenreOrganisme.DEPARTEMENT, territoire="35")


def day(jour: str) -> dt.date:
    return dt.date.fromisoformat(jour)


@pytest.fixture(scope="module")
def suivant(catalogue: "Catalogue") -> Suivant:
    return Suivant(catalogue)


def yours(bilan: Bilan) -> list[tuple[str, str]]:
    return [(str(un.jour), un.code.value) for un in bilan.derniers]


def test_a_court_that_runs_is_not_hidden_by_another_way_that_is_not_open_yet(suivant: Suivant) -> None:
    """Nobody said what was asked: a right over data, refused too late; or documents, of which the CADA is seized."""
    faits = (fact(_T.RECU, "2026-09-02"), fact(_T.REFUS, "2027-02-22"), fact(_T.CADA_SAISIE, "2027-03-01"))
    for autorite in ("plainte_cnil", "defenseur_droits"):
        demande = Demande(autorite, organisme=SERVICE, evenements=faits)
        bilan = suivant.bilan(demande, day("2027-03-02"))
        assert yours(bilan)[0] == ("2027-04-22", "recours_ta")
        assert line_of(bilan).votre_date == bilan.actes[0].jusqu_au == day("2027-04-22")
        # Once the CADA has kept silent, each way has its own day.
        assert [jour for jour, code in yours(suivant.bilan(demande, day("2027-05-02"))) if code == "recours_ta"] == [
            "2027-06-23",
            "2027-07-01",
        ]


RETRAIT = (fact(_T.RECU, "2027-02-09"),)


@chaque(
    ("suites", "jours"),
    [
        # Of the erasure: rejected by silence on 9 April, the court until 9 June. Of the consent, nothing.
        ((), ["2027-06-09"]),
        # What a part answers is refused for the rest: at once, and by silence for who reads it otherwise.
        (((_T.REPONSE_PARTIELLE, "2027-03-01"),), ["2027-05-01"]),
        (((_T.REPONSE_PARTIELLE, "2027-05-10"),), ["2027-06-09", "2027-07-10"]),
        (((_T.REPONSE_COMPLETE, "2027-03-01"),), []),
        (((_T.REFUS, "2027-03-01"),), ["2027-05-01"]),
        (((_T.REFUS, "2027-07-05"),), ["2027-06-09", "2027-09-05"]),
        # In every order.
        (((_T.REPONSE_PARTIELLE, "2027-03-01"), (_T.REFUS, "2027-07-05")), ["2027-05-01", "2027-09-05"]),
        (((_T.REPONSE_COMPLETE, "2027-03-01"), (_T.REFUS, "2027-07-05")), ["2027-09-05"]),
        (((_T.REPONSE_COMPLETE, "2027-03-01"), (_T.REPONSE_PARTIELLE, "2027-05-10")), ["2027-07-10"]),
        (((_T.REFUS, "2027-03-01"), (_T.REPONSE_COMPLETE, "2027-04-01")), []),
        (((_T.REPONSE_PARTIELLE, "2027-03-01"), (_T.REPONSE_COMPLETE, "2027-04-01")), []),
    ],
)
def test_a_consent_taken_back_and_an_erasure_have_each_their_day_in_court(
    suivant: Suivant, suites: tuple[tuple[TypeEvenement, str], ...], jours: list[str]
) -> None:
    faits = (*RETRAIT, *(fact(*suite) for suite in suites))
    reponses: Reponses = {"effacer": True}
    siennes = suivant.echeances(Demande("retrait_consentement", organisme=SERVICE, reponses=reponses, evenements=faits))
    assert sorted(str(une.date) for une in siennes if une.code is Code.RECOURS_TA) == jours
    # A letter to an authority about it: as it is proposed.
    plainte = suivant.echeances(
        Demande("plainte_cnil", organisme=SERVICE, reponses={INITIALE: "retrait_consentement"}, evenements=faits)
    )
    assert sorted(str(une.date) for une in plainte if une.code is Code.RECOURS_TA) == jours


@chaque("suite", [_T.REFUS, _T.REPONSE_PARTIELLE])
def test_what_is_refused_after_a_complete_answer_is_refused_for_the_first_time(suivant: Suivant, suite: TypeEvenement) -> None:
    faits = (fact(_T.RECU, "2026-11-24"), fact(_T.REPONSE_COMPLETE, "2026-12-10"), fact(suite, "2027-05-03"))
    for demarche, code in (("acces", "saisine_cada"), ("opposition", "recours_ta")):
        bilan = suivant.bilan(Demande(demarche, organisme=SERVICE, evenements=faits), day("2027-05-04"))
        assert yours(bilan) == [("2027-07-03", code)]


@chaque(
    ("demarche", "faits", "jours"),
    [
        # Silence on data: rejected on 4 July, the court until 4 September; its reasons asked in time, then a written refusal.
        (
            "opposition",
            ((_T.RECU, "2026-05-04"), (_T.MOTIFS_DEMANDES, "2026-09-03"), (_T.REFUS, "2026-11-10")),
            {"2026-11-12": "2027-01-10", "2027-01-11": "2027-09-03"},
        ),
        # The same, of a service that acknowledged the receipt.
        (
            "opposition",
            (
                *((_T.RECU, "2026-05-04"), (_T.ACCUSE_CONFORME, "2026-05-05")),
                *((_T.MOTIFS_DEMANDES, "2026-09-03"), (_T.REFUS, "2026-11-10")),
            ),
            {"2026-11-12": "2027-01-10", "2027-01-11": "2027-09-03"},
        ),
        # Documents: confirmed on 11 March, the court until 11 May; reasons received in time, then a written refusal.
        (
            "acces",
            (
                *((_T.RECU, "2026-11-24"), (_T.CADA_ENREGISTREE, "2027-01-11")),
                *((_T.MOTIFS_DEMANDES, "2027-04-01"), (_T.MOTIFS_RECUS, "2027-04-28"), (_T.REFUS, "2027-06-20")),
            ),
            {"2027-06-21": "2027-06-28", "2027-06-29": "2027-08-20"},
        ),
        # The CADA: what is left out is refused that day, or at the end of the month.
        (
            "acces",
            ((_T.RECU, "2026-10-15"), (_T.REPONSE_PARTIELLE, "2026-10-25")),
            {"2026-12-25": "2026-12-25", "2026-12-28": "2027-01-15"},
        ),
        # …and a refusal of the whole does not hide the first of them, nor of an erasure.
        (
            "acces",
            ((_T.RECU, "2026-10-01"), (_T.REPONSE_PARTIELLE, "2026-10-15"), (_T.REFUS, "2026-10-28")),
            {"2026-12-01": "2026-12-15", "2026-12-16": "2026-12-28"},
        ),
        (
            "effacement",
            ((_T.RECU, "2026-09-20"), (_T.REPONSE_PARTIELLE, "2026-10-20"), (_T.REFUS, "2026-11-12")),
            {"2026-12-01": "2026-12-20", "2026-12-22": "2027-01-12"},
        ),
        (
            "retrait_consentement",
            ((_T.RECU, "2026-10-20"), (_T.REPONSE_PARTIELLE, "2026-11-02"), (_T.REFUS, "2026-11-12")),
            {"2026-12-01": "2027-01-02", "2027-01-05": "2027-01-12"},
        ),
        # The court after the CADA, of which the opinion alone is known: registered that day at the latest.
        (
            "acces",
            ((_T.RECU, "2026-07-01"), (_T.AVIS_CADA, "2026-10-20")),
            {"2026-12-01": "2026-12-02", "2026-12-05": "2027-02-20"},
        ),
        # …and a refusal before any opinion that is known.
        (
            "acces",
            (
                *((_T.RECU, "2026-07-01"), (_T.CADA_SAISIE, "2026-08-20"), (_T.CADA_ENREGISTREE, "2026-08-22")),
                (_T.REFUS, "2026-09-15"),
            ),
            {"2026-11-10": "2026-11-15", "2026-12-01": "2026-12-22"},
        ),
    ],
)
def test_of_several_readings_the_nearest_that_is_not_over_comes_first(
    suivant: Suivant, demarche: str, faits: tuple[tuple[TypeEvenement, str], ...], jours: dict[str, str]
) -> None:
    demande = Demande(demarche, organisme=SERVICE, evenements=tuple(fact(*fait) for fait in faits))
    assert {au: yours(suivant.bilan(demande, day(au)))[0][0] for au in jours} == jours


@chaque(
    ("faits", "jours"),
    [
        ((Evenement(day("2026-09-20"), _T.RECU, INITIAL), fact(_T.RECU, "2026-10-20")), ["2026-12-20", "2027-01-20"]),
        ((Evenement(day("2026-05-10"), _T.RECU, INITIAL), fact(_T.RECU, "2026-09-10")), ["2026-08-10", "2026-12-10"]),
        # Of the right body, a refusal that comes in time.
        (
            (
                *(Evenement(day("2026-09-20"), _T.RECU, INITIAL), fact(_T.RECU, "2026-10-20")),
                fact(_T.REFUS, "2026-12-28"),
            ),
            ["2027-01-20", "2027-02-28"],
        ),
    ],
)
def test_the_cada_may_be_seized_in_the_months_of_the_right_body(
    suivant: Suivant, faits: tuple[Evenement, ...], jours: list[str]
) -> None:
    demande = Demande("acces", organisme=SERVICE, evenements=faits)
    for jour in jours:
        if day(jour) > faits[-1].date:
            assert (jour, "saisine_cada") in yours(suivant.bilan(demande, day(jour)))
    apres = suivant.bilan(demande, day(jours[-1]) + dt.timedelta(1))
    assert "saisine_cada" not in {code for _, code in yours(apres)}


@chaque(
    ("suites", "au", "reste"),
    [
        # Silence on an erasure of 20 July: rejected on 20 September, the court until 20 November, 23 at the widest (a Monday).
        ((), "2026-11-22", False),
        ((), "2026-12-01", True),
        ((), "2027-11-20", True),
        ((), "2027-11-21", False),
        (((_T.ACCUSE_CONFORME, "2026-07-21"),), "2026-12-01", False),
        (((_T.TA_SAISI, "2026-11-20"),), "2026-12-01", False),
        (((_T.CLOS, "2026-11-25"),), "2026-12-01", False),
        # A refusal that does not say how to contest it (CJA R421-5), whatever acknowledged the demand.
        (((_T.ACCUSE_CONFORME, "2026-07-21"), (_T.REFUS, "2026-08-10")), "2026-12-01", True),
        # One that does: nothing to argue, whatever the demand was answered with.
        (((_T.REFUS, "2026-08-10"), (_T.VOIES_DITES, "2026-08-10")), "2026-12-01", False),
    ],
)
def test_once_a_court_is_too_late_what_may_be_argued_is_an_act_the_last_one(
    suivant: Suivant, suites: tuple[tuple[TypeEvenement, str], ...], au: str, *, reste: bool
) -> None:
    faits = (fact(_T.RECU, "2026-07-20"), *(fact(*suite) for suite in suites))
    concerne = Personne(adresse=("35000 Rennes",))
    demande = Demande("effacement", organisme=SERVICE, concerne=concerne, evenements=faits)
    actes = suivant.bilan(demande, day(au)).actes
    dits = [une.pourquoi.id == RESTE[Code.RECOURS_TA] for une in actes]
    assert any(dits) is reste
    assert not reste or dits.index(True) == len(dits) - 1


def test_where_nothing_is_left_but_to_argue_a_month_waits_as_a_day_does(suivant: Suivant) -> None:
    def acts(refus: dt.date) -> list[str]:
        faits = (fact(_T.RECU, "2025-12-01"), Evenement(refus, _T.REFUS), fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-06-20"))
        demande = Demande("rectification", organisme=SERVICE, evenements=faits)
        return [une.pourquoi.id for une in suivant.bilan(demande, day("2026-07-05")).actes]

    assert acts(MoisConnu(2026, 1, 1)) == acts(day("2026-01-15")) == ["pourquoi.tribunal_passe", "pourquoi.attendre"]


@chaque(
    ("demarche", "faits", "au"),
    [
        (
            "retrait_consentement",
            (Evenement(MoisConnu(2026, 1, 1), _T.REPONSE_PARTIELLE), fact(_T.REPONSE_COMPLETE, "2026-01-05")),
            "2026-02-01",
        ),
        (
            "defenseur_droits",
            (fact(_T.REPONSE_PARTIELLE, "2026-01-05"), Evenement(MoisConnu(2026, 1, 1), _T.REPONSE_COMPLETE)),
            "2026-01-05",
        ),
    ],
)
def test_what_one_reading_of_a_month_ends_is_still_told_everywhere(
    suivant: Suivant, demarche: str, faits: tuple[Evenement, ...], au: str
) -> None:
    demande = Demande(demarche, organisme=SERVICE, evenements=faits)
    derniers = {(un.jour, un.code) for un in suivant.bilan(demande, day(au)).derniers}
    assert derniers
    assert derniers <= {(une.jour, une.code) for une in dates_of(suivant.faits(demande), suivant.regles, day(au))}


# ── Any history ──────────────────────────────────────────────────────────────────────────────────────────────────────────

JOURS = st.dates(dt.date(2026, 1, 5), dt.date(2027, 2, 1))
MOIS = st.builds(MoisConnu, st.just(2026), st.integers(1, 12), st.just(1))
FAITS = st.lists(st.builds(Evenement, st.one_of(JOURS, JOURS, MOIS), st.sampled_from(TypeEvenement)), max_size=7)


@pytest.mark.parametrize("demarche", DEMARCHES)
@settings(max_examples=60)
@given(faits=FAITS, jour=st.dates(dt.date(2026, 1, 5), dt.date(2027, 12, 31)), data=st.data())
def test_every_surface_shows_the_first_act_and_none_is_hidden(
    catalogue: "Catalogue", suivant: Suivant, demarche: str, faits: list[Evenement], jour: dt.date, data: st.DataObject
) -> None:
    lue = catalogue.demarches[demarche]
    initiale = data.draw(st.sampled_from(["", *DEMARCHES])) if lue.autorite else ""
    reponses: Reponses = {INITIALE: initiale} if initiale else {}
    organisme = Organisme(genre=data.draw(st.sampled_from(GenreOrganisme)), territoire=data.draw(st.sampled_from(["", "35"])))
    connus = tuple(fait for fait in faits if fait.date <= jour)
    auteur = Auteur(data.draw(st.sampled_from(lue.pour)))
    # Written, or begun, some days before.
    ecrite, cree_le = (data.draw(autre | st.dates(jour - DIX_JOURS, jour)) for autre in (st.none(), st.nothing()))
    demande = Demande(
        demarche,
        date=ecrite,
        auteur=auteur,
        organisme=organisme,
        reponses=reponses,
        evenements=connus,
        commencee_le=cree_le,
    )
    bilan = suivant.bilan(demande, jour, cree_le=cree_le)
    ligne = line_of(bilan)
    # The last days of the person first, in order; the list says the first of them, the agenda all.
    perdus = [(acte.jusqu_au, acte.perdu) for acte in bilan.actes if acte.perdu]
    assert perdus == [(un.jour, un.code) for un in bilan.derniers] == sorted(perdus, key=lambda un: un[0] or dt.date.max)
    assert [acte.perdu for acte in bilan.actes[: len(perdus)]] == [code for _, code in perdus]
    assert (ligne.votre_date, ligne.votre_delai) == (perdus[0] if perdus else (None, ""))
    # What only a silence still to come opens is there too, and said so.
    agenda = [*RedactionAgenda(catalogue, suivant).dates(demande, jour, cree_le=cree_le)]
    siennes = {(une.jour, une.code) for une in agenda if une.jours is Jours.VOTRES and une.si_silence is None}
    assert {*perdus} == {un for un in siennes if un[1] is not Code.RECOURS_HIERARCHIQUE}
    # The dates of the panel, of the calendar and of the command line hold it.
    assert {*perdus} <= {(une.to_go_by(jour), une.code) for une in bilan.echeances}
    if ecrite is None and not connus:
        return
    # The page to take home says the first of them, but for what only a silence still to come opens, and comes back before.
    lus = suivant.faits(demande).evenements
    lettre = replace(demande, date=jour, evenements=lus)
    venir = coming_of(lettre, suivant.echeances(demande), _T.RELANCE_ENVOYEE, feries=catalogue.feries)
    premier, retours = venir["premier_jour"], venir["retours"]
    assert isinstance(premier, dict)
    assert isinstance(retours, dict)
    siens = last_days(suivant.echeances(demande), lus, jour)
    assert not siens or premier["jour"] == date_courte(siens[0].jour)
    assert bilan.etat in FINIS or [un.jour for un in siens if un.ouvert] == [date for date, _ in perdus]
    avant = [date_courte(jour + dt.timedelta(days=n)) for n in range(100)]
    assert not perdus or avant.index(retours["cinq_semaines"]) <= max((siens[0].jour - jour - DIX_JOURS).days, 0)
    # An open one always has an act, the judge's own once he is seized, then one's own once he has judged.
    assert bool(bilan.actes) is (bilan.etat is not Etat.CLOS)
    juge_le = any(un.type is _T.JUGEMENT_RECU and un.date <= jour for un in lus)
    dernier = (EXECUTION, Qui.VOUS) if juge_le else (JUGEMENT, Qui.EUX)
    assert bilan.etat is not Etat.TA_EN_COURS or (bilan.actes[0].etape, bilan.actes[0].qui) == dernier
    juge = {Code.RECOURS_TA, Code.RECOURS_JUGE, Code.RECOURS_CONSEIL_ETAT} & {code for _, code in perdus}
    assert not juge or (bilan.actes[0].demarche, bilan.actes[0].etape) != ("plainte_cnil", "demande")
