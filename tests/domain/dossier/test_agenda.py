"""What goes to an agenda: which dates, and that whatever happens between two exports, the agenda ends up with today's."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from droits_usagers.domain.dossier.agenda import (
    DateAgenda,
    EvenementAgenda,
    Inscription,
    Jours,
    MiseAJour,
    Trace,
    dates_of,
    reconcile,
    sequence_after,
    uid_of,
)
from droits_usagers.domain.echeances import Code, Regles
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
RECU = fact(_T.RECU, "2026-11-24")
AUJOURDHUI = dt.date(2026, 11, 24)
MATIN = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def codes(dates: Sequence[DateAgenda]) -> dict[str, str]:
    return {date.cle: date.jour.isoformat() for date in dates}


# Which dates


def test_a_request_that_was_received_has_its_dates_to_come(regles: Regles) -> None:
    dates = tuple(dates_of(a_dossier(RECU), regles, AUJOURDHUI))

    assert codes(dates) == {
        "reponse": "2026-12-24",
        "plainte_cnil_possible": "2026-12-25",
        "refus_tacite": "2026-12-24",
        "saisine_cada": "2027-02-24",
    }
    assert {date.cle: date.jours for date in dates} == {
        "reponse": Jours.LEURS,
        "plainte_cnil_possible": Jours.POSSIBLES,
        "refus_tacite": Jours.POSSIBLES,
        "saisine_cada": Jours.VOTRES,
    }
    assert not any(date.estimee for date in dates)


def test_a_last_day_of_which_one_reading_is_over_stays_until_the_other(regles: Regles) -> None:
    faits = a_dossier(Evenement(MoisConnu(2026, 8, 1), _T.ENVOYE))
    jours = (dt.date(2026, 10, 20), dt.date(2026, 11, 20), dt.date(2026, 12, 1))
    cada = [next((date for date in dates_of(faits, regles, au) if date.code is Code.SAISINE_CADA), None) for au in jours]
    assert [date and date.jour.isoformat() for date in cada] == ["2026-11-01", "2026-11-30", None]
    assert all(date.estimee for date in cada if date)


@pytest.mark.parametrize(
    ("suites", "au", "restent"),
    [
        # Time alone.
        ((), "2026-12-24", {"reponse", "plainte_cnil_possible", "refus_tacite", "saisine_cada"}),
        ((), "2026-12-25", {"plainte_cnil_possible", "saisine_cada"}),
        ((), "2027-02-25", set()),
        # What the body did.
        (((_T.REPONSE_COMPLETE, "2026-12-01"),), "2026-12-02", set()),
        (((_T.REPONSE_PARTIELLE, "2026-12-01"),), "2026-12-02", {"refus_tacite", "saisine_cada"}),
        (((_T.REFUS, "2026-12-01"),), "2026-12-02", {"saisine_cada"}),
        # Still a question for today: nothing recorded for tomorrow has happened yet.
        (((_T.REFUS_ORAL, "2026-12-01"),), "2026-11-30", {"reponse", "plainte_cnil_possible", "refus_tacite", "saisine_cada"}),
        # What one did.
        (((_T.PLAINTE_CNIL_ENVOYEE, "2026-11-25"),), "2026-11-26", {"reponse", "refus_tacite", "saisine_cada", "suite_cnil"}),
        (((_T.CADA_SAISIE, "2026-12-28"),), "2026-12-29", {"refus_confirme", "recours_ta"}),
        # A court seized before the CADA keeps nothing.
        (((_T.TA_SAISI, "2026-12-28"),), "2026-12-29", {"saisine_cada"}),
        (((_T.CADA_SAISIE, "2026-12-28"), (_T.TA_SAISI, "2027-03-01")), "2027-03-02", set()),
        (((_T.CLOS, "2026-11-25"),), "2026-11-25", set()),
    ],
)
def test_a_date_leaves_with_what_made_it_matter(
    regles: Regles, suites: Sequence[tuple[TypeEvenement, str]], au: str, restent: set[str]
) -> None:
    faits = a_dossier(RECU, *(fact(*suite) for suite in suites))
    restantes = {date.cle for date in dates_of(faits, regles, dt.date.fromisoformat(au))} - {"recours_conseil_etat"}

    assert restantes == restent


def test_a_date_that_rests_on_a_supposed_receipt_is_marked(regles: Regles) -> None:
    dates = tuple(dates_of(a_dossier(fact(_T.ENVOYE, "2026-11-24")), regles, AUJOURDHUI))
    assert [date.estimee for date in dates] == [True] * 4


def test_a_delay_that_is_held_has_no_date(regles: Regles) -> None:
    dates = dates_of(a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-11-27")), regles, dt.date(2026, 12, 1))
    assert {date.cle for date in dates} == {"refus_tacite", "saisine_cada"}


def test_two_dates_for_a_medical_file_are_two_events(regles: Regles) -> None:
    pieces = (dt.date(2015, 1, 1), dt.date(2026, 1, 1))
    medical = replace(
        a_dossier(RECU),
        delais=frozenset({"reponse", "dossier_medical"}),
        genre=GenreOrganisme.SANTE,
        pieces_medicales=pieces,
    )

    assert {cle: jour for cle, jour in codes(tuple(dates_of(medical, regles, AUJOURDHUI))).items() if "medical" in cle} == {
        "dossier_medical": "2026-12-02",
        "dossier_medical_2": "2027-01-24",
    }
    # Their age is not known: as in the Suivi, only the general delay counts.
    inconnu = replace(medical, pieces_medicales=())
    assert {date.cle for date in dates_of(inconnu, regles, AUJOURDHUI)} == {"reponse", "plainte_cnil_possible"}
    repondu = replace(medical, evenements=(*medical.evenements, fact(_T.REFUS, "2026-11-25")))
    assert {date.cle for date in dates_of(repondu, regles, dt.date(2026, 11, 26))} == set()


# Names and numbers


def test_an_uid_is_always_the_same_and_says_nothing() -> None:
    assert uid_of("a1b2c3", "reponse") == uid_of("a1b2c3", "reponse")
    assert len({uid_of(cle, code) for cle in ("a", "b", "ab") for code in ("reponse", "b")}) == 6
    assert "a1b2c3" not in uid_of("a1b2c3", "reponse")


def test_a_sequence_grows_even_when_the_clock_is_set_back() -> None:
    assert sequence_after(None, MATIN) < sequence_after(None, MATIN + dt.timedelta(seconds=1)) < 2**31
    assert sequence_after(sequence_after(None, MATIN), MATIN - dt.timedelta(days=400)) == sequence_after(None, MATIN) + 1
    assert sequence_after(None, dt.datetime(2019, 1, 1, tzinfo=dt.UTC)) == 0


# One export after another


@dataclass
class Calendrier:
    """An agenda that imports files as agendas do: by uid, the greatest sequence winning."""

    connus: dict[str, EvenementAgenda] = field(default_factory=dict)

    def take(self, evenements: Sequence[EvenementAgenda]) -> None:
        assert len({evenement.uid for evenement in evenements}) == len(evenements)
        for evenement in evenements:
            ancien = self.connus.get(evenement.uid)
            if ancien is None or evenement.sequence > ancien.sequence:
                self.connus[evenement.uid] = evenement
            elif evenement.sequence == ancien.sequence:
                assert evenement == ancien, "changed, and nothing says so"

    def shown(self, au: dt.date) -> set[tuple[str, dt.date, str, int | None]]:
        return {(e.uid, e.jour, e.titre, e.rappel) for e in self.connus.values() if not e.annule and e.jour >= au}


@dataclass
class Poste:
    """Someone who exports what she has, and remembers it."""

    traces: dict[str, Trace] = field(default_factory=dict)
    dernier: MiseAJour = field(default=MiseAJour(MATIN))

    def export(self, inscriptions: Sequence[Inscription], moment: dt.datetime) -> Sequence[EvenementAgenda]:
        self.dernier = reconcile(
            inscriptions,
            self.traces,
            au=moment.date(),
            moment=moment,
            retirer=lambda t: EvenementAgenda(t.uid, t.jour, "retiré"),
        )
        self.traces = {trace.uid: trace for trace in self.dernier.traces}
        return self.dernier.evenements


def event(uid: str, jours: int, *, titre: str = "due", rappel: int | None = 3, voulue: bool = True) -> Inscription:
    jour = AUJOURDHUI + dt.timedelta(jours)
    return Inscription(EvenementAgenda(uid, jour, titre, rappel=rappel), dossier=1, cle="reponse", voulue=voulue)


INSCRIPTIONS = st.lists(
    st.builds(
        event,
        st.sampled_from("abcde"),
        st.integers(0, 12),
        titre=st.sampled_from(["due", "due (estimée)"]),
        rappel=st.sampled_from([None, 3]),
    ),
    unique_by=lambda inscription: inscription.evenement.uid,
)
#: Some days, and hours, between two exports: the clock may be set back by a few.
HISTOIRES = st.lists(st.tuples(INSCRIPTIONS, st.integers(-3, 100)), min_size=1, max_size=8)


@settings(max_examples=60)
@given(HISTOIRES)
@example([([event("a", 9, rappel=None)], 213), ([], 18), ([], -1)])  # forgotten after its day, which the clock then gave back
def test_whatever_happened_the_agenda_holds_the_dates_of_today(histoire: list[tuple[list[Inscription], int]]) -> None:
    poste, calendrier, moment = Poste(), Calendrier(), MATIN
    for inscriptions, heures in histoire:
        moment += dt.timedelta(hours=heures)
        venir = [inscription for inscription in inscriptions if inscription.evenement.jour >= moment.date()]

        calendrier.take(poste.export(venir, moment))

        assert calendrier.shown(moment.date()) == {
            (i.evenement.uid, i.evenement.jour, i.evenement.titre, i.evenement.rappel) for i in venir
        }


@settings(max_examples=60)
@given(HISTOIRES, st.data())
def test_a_file_that_was_never_imported_costs_nothing(
    histoire: list[tuple[list[Inscription], int]], data: st.DataObject
) -> None:
    poste, calendrier, moment = Poste(), Calendrier(), MATIN
    for inscriptions, heures in histoire:
        moment += dt.timedelta(hours=max(heures, 0))
        venir = [inscription for inscription in inscriptions if inscription.evenement.jour >= moment.date()]
        fichier = poste.export(venir, moment)
        if data.draw(st.booleans()):
            calendrier.take(fichier)

    calendrier.take(poste.export([], moment))
    assert calendrier.shown(moment.date()) == set()


@settings(max_examples=60)
@given(HISTOIRES, INSCRIPTIONS)
def test_a_coffre_put_back_as_it_was_still_updates_what_it_knows(
    histoire: list[tuple[list[Inscription], int]], enfin: list[Inscription]
) -> None:
    poste, calendrier, moment = Poste(), Calendrier(), MATIN
    sauvegarde: dict[str, Trace] = {}
    for inscriptions, heures in histoire:
        moment += dt.timedelta(hours=1 + max(heures, 0))
        calendrier.take(poste.export([i for i in inscriptions if i.evenement.jour >= moment.date()], moment))
        sauvegarde = sauvegarde or poste.traces
    poste.traces = sauvegarde
    moment += dt.timedelta(hours=1)
    venir = [i for i in enfin if i.evenement.jour >= moment.date()]

    calendrier.take(poste.export(venir, moment))

    # What is as it was then cannot be told from what the agenda already had: it has the sequence it had.
    changes = {
        (i.evenement.uid, i.evenement.jour, i.evenement.titre, i.evenement.rappel)
        for i in venir
        if i.evenement.uid not in sauvegarde or sauvegarde[i.evenement.uid].empreinte != i.evenement.empreinte
    }
    assert changes <= calendrier.shown(moment.date())


def test_the_same_export_twice_changes_nothing() -> None:
    poste = Poste()
    premier = poste.export([event("b", 9), event("a", 3)], MATIN)
    assert [evenement.uid for evenement in premier] == ["a", "b"]
    assert (poste.dernier.nouveaux, poste.dernier.changes, poste.dernier.annules) == (2, 0, 0)

    assert poste.export([event("a", 3), event("b", 9)], MATIN + dt.timedelta(hours=2)) == premier
    assert (poste.dernier.nouveaux, poste.dernier.changes, poste.dernier.annules) == (0, 0, 0)


def test_what_changed_what_went_and_what_came_back_are_counted() -> None:
    poste = Poste()
    poste.export([event("a", 3), event("b", 9)], MATIN)
    poste.export([event("a", 4)], MATIN)
    assert (poste.dernier.nouveaux, poste.dernier.changes, poste.dernier.annules) == (0, 1, 1)
    # Told again, not counted again.
    assert [e.annule for e in poste.export([event("a", 4)], MATIN)] == [False, True]
    assert (poste.dernier.nouveaux, poste.dernier.changes, poste.dernier.annules) == (0, 0, 0)
    poste.export([event("a", 4), event("b", 9)], MATIN)
    assert (poste.dernier.nouveaux, poste.dernier.changes, poste.dernier.annules) == (1, 0, 0)


def test_a_smaller_export_puts_right_what_an_earlier_one_gave_and_adds_nothing() -> None:
    poste = Poste()
    poste.export([event("a", 3), event("b", 9)], MATIN)

    sortis = poste.export([event("a", 3), event("b", 8, voulue=False), event("c", 8, voulue=False)], MATIN)

    assert [(e.uid, e.jour - AUJOURDHUI, e.annule) for e in sortis] == [
        ("a", dt.timedelta(3), False),
        ("b", dt.timedelta(8), False),
    ]


def test_what_is_past_is_left_to_the_agenda_and_forgotten() -> None:
    poste = Poste()
    poste.export([event("a", 3)], MATIN)

    assert poste.export([], MATIN + dt.timedelta(days=4)) == ()
    assert poste.export([], MATIN + dt.timedelta(days=5)) == ()
    assert poste.traces == {}


def test_a_date_in_the_agenda_is_known_by_its_code() -> None:
    assert DateAgenda("reponse", Code.REPONSE, AUJOURDHUI).jours is Jours.LEURS


def test_an_agenda_that_nothing_was_given_to_has_nothing_to_say() -> None:
    rien = MiseAJour(MATIN)
    assert (rien.evenements, rien.traces, rien.nouveaux, rien.changes, rien.annules) == ((), (), 0, 0, 0)
