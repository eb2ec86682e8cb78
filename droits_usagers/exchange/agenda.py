"""An agenda as a file (iCalendar, RFC 5545): whole days, that take no one's time, with a reminder if it is wanted.

Each event is written from what `domain.agenda` made of it, and from nothing else: it holds no name, no place, no address.
"""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Alarm, Event

    from droits_usagers.domain.dossier.agenda import EvenementAgenda

#: It says what the file is, not which program made it: who reads an agenda need not know that one keeps such dossiers.
_PRODID = "-//Agenda//FR"
_UN_JOUR = dt.timedelta(days=1)
#: A reminder comes in the morning, not at midnight.
_LE_MATIN = dt.timedelta(hours=9)


def write_agenda(evenements: "Iterable[EvenementAgenda]", moment: dt.datetime) -> bytes:
    """The events as a file to import: those an agenda already has are changed or removed there, by their uid and sequence."""
    from icalendar import Calendar

    calendrier = Calendar()
    calendrier.add("prodid", _PRODID)
    calendrier.add("version", "2.0")
    calendrier.add("calscale", "GREGORIAN")
    calendrier.add("method", "PUBLISH")
    for evenement in evenements:
        calendrier.add_component(_event(evenement, moment.astimezone(dt.UTC).replace(microsecond=0)))
    contenu: bytes = calendrier.to_ical()
    return contenu


def _event(evenement: "EvenementAgenda", moment: dt.datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", evenement.uid)
    event.add("sequence", evenement.sequence)
    event.add("dtstamp", moment)
    event.add("dtstart", evenement.jour)
    event.add("dtend", evenement.jour + _UN_JOUR)
    event.add("summary", evenement.titre)
    if evenement.texte:
        event.add("description", evenement.texte)
    if evenement.categorie:
        event.add("categories", [evenement.categorie])
    # In an agenda that is shared, the others see nothing of it.
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("status", _status(evenement))
    if evenement.rappel is not None and not evenement.annule:
        event.add_component(_alarm(evenement.titre, evenement.rappel))
    return event


def _status(evenement: "EvenementAgenda") -> str:
    if evenement.annule:
        return "CANCELLED"
    return "TENTATIVE" if evenement.estimee else "CONFIRMED"


def _alarm(titre: str, jours: int) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", titre)
    alarm.add("trigger", _LE_MATIN - jours * _UN_JOUR)
    return alarm
