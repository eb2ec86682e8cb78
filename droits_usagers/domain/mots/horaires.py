"""When and where a desk receives people: the days of its week, their hours, its place. Each is empty when nobody said it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from droits_usagers.domain.mots.dates import JOURS, date_longue

#: « 14 h - 17 h 30 », « 9h à 12h », « 14:00-17:00 ».
_HEURE = r"(\d{1,2}) ?[h:] ?(\d{2})?"
_CRENEAU = re.compile(rf"{_HEURE} ?(?:-|–|à) ?{_HEURE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Horaires:
    """Of each day of the week on which a desk is open (0: Monday), its hours as they are said: none when they are not known."""

    semaine: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    lieu: str = ""

    def openings(self, is_holiday: Callable[[dt.date], bool]) -> Callable[[dt.date], bool] | None:
        """Whether it receives on a day; None where the days of its week are not known."""
        return (lambda jour: jour.weekday() in self.semaine and not is_holiday(jour)) if self.semaine else None

    def say(self, jour: dt.date) -> str:
        """« mardi 29 décembre 2026, de 9 h à 12 h et de 14 h à 17 h »; empty where the days are not known, or not that one."""
        heures = self.semaine.get(jour.weekday())
        return "" if heures is None else ", ".join(filter(None, (date_longue(jour), " et ".join(heures))))


SANS_HORAIRES = Horaires()


def read_semaine(dits: Mapping[str, object]) -> Mapping[int, tuple[str, ...]]:
    r"""The week of a file: by the name of a day, true, one slot or several. Raises ValueError for anything else.

    >>> read_semaine({"mardi": "14h-17h30", "jeudi": ["9 h à 12 h", "14:00 - 17:00"], "lundi": False, "samedi": True})
    {1: ('de 14\xa0h à 17\xa0h\xa030',), 3: ('de 9\xa0h à 12\xa0h', 'de 14\xa0h à 17\xa0h'), 5: ()}
    """
    semaine = {JOURS.index(jour): _slots(valeur) for jour, valeur in dits.items() if valeur is not False}
    return dict(sorted(semaine.items()))


def _slots(valeur: object) -> tuple[str, ...]:
    if valeur is True:
        return ()
    dits = [valeur] if isinstance(valeur, str) else valeur
    if not isinstance(dits, list) or not dits:
        raise ValueError(valeur)
    creneaux = [_slot(dit) for dit in dits]
    if any(suivant[0] < fin for (_, fin), suivant in pairwise(creneaux)):
        raise ValueError(valeur)
    return tuple(f"de {_hour(debut)} à {_hour(fin)}" for debut, fin in creneaux)


def _slot(dit: object) -> tuple[dt.time, dt.time]:
    """Its two ends. Raises ValueError, as does an hour that no clock shows."""
    trouve = _CRENEAU.fullmatch(dit.strip()) if isinstance(dit, str) else None
    if trouve is None:
        raise ValueError(dit)
    h1, m1, h2, m2 = (int(un or 0) for un in trouve.groups())
    debut, fin = dt.time(h1, m1), dt.time(h2, m2)
    if debut >= fin:
        raise ValueError(dit)
    return debut, fin


def _hour(heure: dt.time) -> str:
    # A line does not end within an hour.
    return f"{heure.hour}\u00a0h\u00a0{heure.minute:02}" if heure.minute else f"{heure.hour}\u00a0h"
