"""An agenda as a file: read by two libraries, and held to the letter of RFC 5545 by our own reading."""

import datetime as dt
import re

import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from droits_usagers.domain.dossier.agenda import EvenementAgenda
from droits_usagers.exchange.agenda import write_agenda

MOMENT = dt.datetime(2026, 11, 24, 11, 15, 42, 123456, tzinfo=dt.timezone(dt.timedelta(hours=1)))
REPONSE = EvenementAgenda(
    "6c0f9e0c-7a60-5b51-8f1c-0a4b3c2d1e0f",
    dt.date(2026, 12, 31),
    "2026-0113 : la réponse est due",
    "Ouvrez le dossier.",
    "Leur dernier jour",
    rappel=3,
    sequence=217_000_000,
)
EVENEMENTS = st.builds(
    EvenementAgenda,
    uid=st.uuids().map(str),
    jour=st.dates(dt.date(2020, 1, 1), dt.date(2090, 1, 1)),
    titre=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200),
    texte=st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=200),
    categorie=st.sampled_from(["", "Leur dernier jour", "À partir de ce jour"]),
    estimee=st.booleans(),
    rappel=st.none() | st.integers(0, 30),
    sequence=st.integers(0, 2**31 - 1),
    annule=st.booleans(),
)


def lines(contenu: bytes) -> list[str]:
    """The lines once unfolded."""
    return contenu.decode().replace("\r\n ", "").split("\r\n")


def test_an_event_is_written_in_full() -> None:
    assert set(lines(write_agenda([REPONSE], MOMENT))) == {
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Agenda//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:6c0f9e0c-7a60-5b51-8f1c-0a4b3c2d1e0f",
        "SEQUENCE:217000000",
        "DTSTAMP:20261124T101542Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:2026-0113 : la réponse est due",
        "DESCRIPTION:Ouvrez le dossier.",
        "CATEGORIES:Leur dernier jour",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:2026-0113 : la réponse est due",
        # Nine in the morning, three days before.
        "TRIGGER:-P2DT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    }


@given(st.lists(EVENEMENTS, max_size=4))
def test_the_file_keeps_to_the_letter_of_its_format(evenements: list[EvenementAgenda]) -> None:
    contenu = write_agenda(evenements, MOMENT)

    assert contenu.endswith(b"END:VCALENDAR\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", contenu)
    assert all(len(ligne) <= 75 for ligne in contenu.split(b"\r\n"))
    for ligne in contenu.split(b"\r\n"):
        # Never folded in the middle of a character.
        ligne.decode()
    debuts = [ligne for ligne in lines(contenu) if ligne.startswith(("BEGIN", "END"))]
    assert debuts.count("BEGIN:VEVENT") == debuts.count("END:VEVENT") == len(evenements)
    for noms in (["UID"], ["DTSTAMP"], ["DTSTART;VALUE=DATE"], ["DTEND;VALUE=DATE"], ["SEQUENCE"], ["STATUS"]):
        assert sum(ligne.split(":")[0] in noms for ligne in lines(contenu)) == len(evenements)


@given(st.lists(EVENEMENTS, max_size=4))
def test_icalendar_reads_what_was_written(evenements: list[EvenementAgenda]) -> None:
    calendrier = Calendar.from_ical(write_agenda(evenements, MOMENT))

    lus = [lu for lu in calendrier.walk("VEVENT") if isinstance(lu, Event)]
    assert [str(lu["SUMMARY"]) for lu in lus] == [evenement.titre for evenement in evenements]
    assert [str(lu.get("DESCRIPTION", "")) for lu in lus] == [evenement.texte for evenement in evenements]
    assert [(lu.decoded("DTSTART"), lu.decoded("DTEND")) for lu in lus] == [
        (evenement.jour, evenement.jour + dt.timedelta(1)) for evenement in evenements
    ]
    assert [(str(lu["UID"]), lu.decoded("SEQUENCE")) for lu in lus] == [(e.uid, e.sequence) for e in evenements]
    assert [str(lu["STATUS"]) for lu in lus] == [
        "CANCELLED" if e.annule else "TENTATIVE" if e.estimee else "CONFIRMED" for e in evenements
    ]
    rappels = [[alarme.decoded("TRIGGER") for alarme in lu.walk("VALARM")] for lu in lus]
    assert rappels == [
        [] if e.annule or e.rappel is None else [dt.timedelta(hours=9) - dt.timedelta(e.rappel)] for e in evenements
    ]
    assert not any(lu.errors for lu in lus)


@given(st.lists(EVENEMENTS, min_size=1, max_size=4))
def test_vobject_reads_the_same(evenements: list[EvenementAgenda]) -> None:
    calendrier = vobject.readOne(write_agenda(evenements, MOMENT).decode())

    calendrier.validate(raiseException=True)
    lus = calendrier.vevent_list
    assert [lu.summary.value for lu in lus] == [evenement.titre for evenement in evenements]
    assert [(lu.dtstart.value, lu.dtend.value) for lu in lus] == [(e.jour, e.jour + dt.timedelta(1)) for e in evenements]
    assert [(lu.uid.value, int(lu.sequence.value)) for lu in lus] == [(e.uid, e.sequence) for e in evenements]
    assert [len(lu.contents.get("valarm", [])) for lu in lus] == [
        int(e.rappel is not None and not e.annule) for e in evenements
    ]


def test_an_agenda_without_a_date_is_a_file_all_the_same() -> None:
    calendrier = Calendar.from_ical(write_agenda([], MOMENT))
    assert calendrier.walk("VEVENT") == []
