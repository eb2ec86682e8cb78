"""When and where a desk receives people: the days of its week, their hours, its place. Each is empty when nobody said it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from droits_usagers.domain.mots.dates import JOURS, date_longue

#: « 14 h - 17 h 30 », « 9h à 12h », « 14:00-17:00 ».
_HEURE = r"(\d{1,2}) ?[h:] ?(\d{2})?"
_CRENEAU = re.compile(rf"(?:de )?{_HEURE} ?(?:-|–|à) ?{_HEURE}", re.IGNORECASE)
#: « du 1/8 au 31/8 », « 24/12 ».
_FERMETURE = re.compile(r"(?:du |le )?(\d{1,2})/(\d{1,2})(?: ?(?:-|–|au) ?(\d{1,2})/(\d{1,2}))?", re.IGNORECASE)
#: One that has every day.
_BISSEXTILE = 2028
#: Fewer days than that a year, and those of its week may all be holidays.
_UN_MOIS = 31
_SAMEDI = 5


#: Its first and its last day, each its month and its day.
Fermeture = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Horaires:
    """Of each day of the week on which a desk is open (0: Monday), its hours as they are said: none when they are not known."""

    semaine: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    lieu: str = ""
    #: The code of the département of its place, whose holidays are its own; empty where the place does not say it.
    territoire: str = ""
    #: When it is closed each year: a first and a last day, each its month and its day. One may go past the new year.
    fermetures: tuple[Fermeture, ...] = ()

    def openings(self, is_holiday: Callable[[dt.date, str], bool], territoire: str) -> Callable[[dt.date], bool] | None:
        """Whether it receives on a day; None where nobody said when. `territoire`: of its holidays, for want of its own."""
        if not (self.semaine or self.fermetures or self.territoire):
            return None
        # Of a desk that says no day of its week, those that are worked.
        jours, lieu = self.semaine or range(_SAMEDI), self.territoire or territoire
        return lambda jour: jour.weekday() in jours and not is_holiday(jour, lieu) and not _is_within(jour, self.fermetures)

    def is_closed(self, jour: dt.date, receives: Callable[[dt.date], bool] | None) -> bool:
        """True when it does not receive that day; of a Saturday or a Sunday, where the days of its week are known."""
        return receives is not None and not receives(jour) and (bool(self.semaine) or jour.weekday() < _SAMEDI)

    def say(self, jour: dt.date) -> str:
        """« mardi 29 décembre 2026, de 9 h à 12 h et de 14 h à 17 h », when it receives; empty if its days are not known."""
        return ", ".join(filter(None, (date_longue(jour), self.hours(jour)))) if self.semaine else ""

    def hours(self, jour: dt.date) -> str:
        """« de 9 h à 12 h et de 14 h à 17 h », of such a day; empty if they are not known."""
        return " et ".join(self.semaine.get(jour.weekday(), ()))

    def say_week(self) -> str:
        """« mardi de 14 h à 17 h, jeudi »; empty if its days are not known."""
        return ", ".join(" ".join(filter(None, (JOURS[jour], " et ".join(dites)))) for jour, dites in self.semaine.items())


SANS_HORAIRES = Horaires()


def read_semaine(dits: Mapping[str, object]) -> Mapping[int, tuple[str, ...]]:
    r"""The week of a file: by the name of a day, true, one slot or several. Raises ValueError for anything else.

    >>> read_semaine({"mardi": "14h-17h30", "jeudi": ["9 h à 12 h", "14:00 - 17:00"], "lundi": False, "samedi": True})
    {1: ('de 14\xa0h à 17\xa0h\xa030',), 3: ('de 9\xa0h à 12\xa0h', 'de 14\xa0h à 17\xa0h'), 5: ()}
    """
    semaine = {JOURS.index(jour): _slots(valeur) for jour, valeur in dits.items() if valeur is not False}
    return dict(sorted(semaine.items()))


def read_fermetures(valeur: object) -> tuple[Fermeture, ...]:
    """When it is closed, said once or several times. Raises ValueError for anything else, or if less than a month is left.

    >>> read_fermetures("du 1/8 au 31/8"), read_fermetures(["24/12 - 2/1", "14/5"])
    ((((8, 1), (8, 31)),), (((12, 24), (1, 2)), ((5, 14), (5, 14))))
    """
    lues = tuple(_closing(dit) for dit in _listed(valeur))
    annee = (dt.date(_BISSEXTILE, 1, 1) + dt.timedelta(days=rang) for rang in range(366))
    if sum(not _is_within(jour, lues) for jour in annee) < _UN_MOIS:
        raise ValueError(valeur)
    return lues


def _closing(dit: object) -> Fermeture:
    """Raises ValueError, as does a day that no calendar has."""
    d1, m1, d2, m2 = (int(un or 0) for un in _matched(_FERMETURE, dit).groups())
    debut = dt.date(_BISSEXTILE, m1, d1)
    fin = dt.date(_BISSEXTILE, m2, d2) if m2 else debut
    return (debut.month, debut.day), (fin.month, fin.day)


def _is_within(jour: dt.date, fermetures: tuple[Fermeture, ...]) -> bool:
    ici = jour.month, jour.day
    return any(debut <= ici <= fin if debut <= fin else not fin < ici < debut for debut, fin in fermetures)


def _listed(valeur: object) -> list[object]:
    """What is said once or several times. Raises ValueError for anything else."""
    dits = [valeur] if isinstance(valeur, str) else valeur
    if not isinstance(dits, list) or not dits:
        raise ValueError(valeur)
    return dits


def _matched(forme: re.Pattern[str], dit: object) -> re.Match[str]:
    """Raises ValueError for what has not that form; spaces are all alike."""
    trouve = forme.fullmatch(" ".join(dit.split())) if isinstance(dit, str) else None
    if trouve is None:
        raise ValueError(dit)
    return trouve


def _slots(valeur: object) -> tuple[str, ...]:
    if valeur is True:
        return ()
    creneaux = [_slot(dit) for dit in _listed(valeur)]
    if any(suivant[0] < fin for (_, fin), suivant in pairwise(creneaux)):
        raise ValueError(valeur)
    return tuple(f"de {_hour(debut)} à {_hour(fin)}" for debut, fin in creneaux)


def _slot(dit: object) -> tuple[dt.time, dt.time]:
    """Its two ends. Raises ValueError, as does an hour that no clock shows."""
    h1, m1, h2, m2 = (int(un or 0) for un in _matched(_CRENEAU, dit).groups())
    debut, fin = dt.time(h1, m1), dt.time(h2, m2)
    if debut >= fin:
        raise ValueError(dit)
    return debut, fin


def _hour(heure: dt.time) -> str:
    # A line does not end within an hour.
    return f"{heure.hour}\u00a0h\u00a0{heure.minute:02}" if heure.minute else f"{heure.hour}\u00a0h"
