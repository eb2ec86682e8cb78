"""Public holidays, from the law as data (`resources/droit/feries.toml`) and the territoire: the code du département."""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateutil.easter import easter

from droits_usagers.domain.socle.errors import ExpectedError, Panne

_SAMEDI = 5


@dataclass(frozen=True, slots=True)
class Ferie:
    """A day with a name: every year on a fixed date (`mois`, `jour`), or so many days after Easter (`paques`)."""

    id: str
    mois: int = 0
    jour: int = 0
    paques: int | None = None
    #: Entry of `resources/droit/`; empty for a Sunday that only has a name.
    fondement: str = ""
    a_partir_du: dt.date = dt.date.min
    #: Codes of départements; empty: everywhere.
    territoires: frozenset[str] = frozenset()

    def in_year(self, annee: int, dimanche_de_paques: dt.date) -> dt.date:
        """The day it falls on that year."""
        if self.paques is None:
            return dt.date(annee, self.mois, self.jour)
        return dimanche_de_paques + dt.timedelta(days=self.paques)


def check_territoire(territoire: str, *, fichier: str = "", cle: str = "territoire") -> None:
    """Raise ExpectedError (TERRITOIRE_INCONNU) unless it is a known code, or empty: those of the whole country."""
    if territoire and not is_territoire(territoire):
        raise ExpectedError(Panne.TERRITOIRE_INCONNU, fichier=fichier, cle=cle)


class Feries:
    """Which days are off, and what they are called. Remembers each year of each territoire it was asked about.

    Raises ExpectedError (TERRITOIRE_INCONNU) for a territoire that does not exist.
    """

    def __init__(self, jours: Iterable[Ferie]) -> None:
        #: Every named day, as the law gives it.
        self.jours = tuple(jours)
        self._annees: dict[tuple[int, str], Mapping[dt.date, Ferie]] = {}

    def name_of(self, jour: dt.date, territoire: str = "") -> str | None:
        """The id of the day's name, for a holiday or a Sunday that has one; None for any other day."""
        nomme = self._named(jour.year, territoire).get(jour)
        return None if nomme is None else nomme.id

    def is_holiday(self, jour: dt.date, territoire: str = "") -> bool:
        """True for a public holiday, whatever the day of the week."""
        nomme = self._named(jour.year, territoire).get(jour)
        return nomme is not None and bool(nomme.fondement)

    def is_off(self, jour: dt.date, territoire: str = "") -> bool:
        """True for a Saturday, a Sunday or a public holiday: days on which no delay of the RGPD ends."""
        return jour.weekday() >= _SAMEDI or self.is_holiday(jour, territoire)

    def _named(self, annee: int, territoire: str) -> Mapping[dt.date, Ferie]:
        connus = self._annees.get((annee, territoire))
        if connus is None:
            connus = self._annees[annee, territoire] = self._compute(annee, territoire)
        return connus

    def _compute(self, annee: int, territoire: str) -> Mapping[dt.date, Ferie]:
        check_territoire(territoire)
        dimanche = easter(annee)
        nommes: dict[dt.date, Ferie] = {}
        for ferie in self.jours:
            if ferie.territoires and territoire not in ferie.territoires:
                continue
            jour = ferie.in_year(annee, dimanche)
            # Two on the same day: the first of the file names it.
            if jour >= ferie.a_partir_du:
                nommes.setdefault(jour, ferie)
        return nommes


# 20 was split in 2A and 2B. Nobody lives in 984, and no body sits there.
_METROPOLE = {f"{n:02}" for n in range(1, 96)} - {"20"} | {"2A", "2B"}
_OUTRE_MER = {str(n) for n in range(971, 979)}
#: The labour code does not give their holidays, and the CRPA and the act of 1978 apply there with adaptations this program does
#: not know: what is counted there is not sure.
PACIFIQUE = frozenset({"986", "987", "988"})
TERRITOIRES = frozenset(_METROPOLE | _OUTRE_MER | PACIFIQUE)


def is_territoire(code: str) -> bool:
    """True for the code of a known territory (« 93 », « 2A », « 974 », « 987 »)."""
    return code in TERRITOIRES


_JOUR = dt.timedelta(days=1)
#: Every month has that many days at least.
_PLUS_COURT = 28


def add_months(depart: dt.date, mois: int) -> dt.date:
    """The same day number so many months later, or the last day of the month when it has no such day.

    Règlement 1182/71, art. 3 § 2 c, and the usage of French law for delays in months.
    """
    annee, rang = divmod(depart.year * 12 + depart.month - 1 + mois, 12)
    jour = depart.day if depart.day <= _PLUS_COURT else min(depart.day, monthrange(annee, rang + 1)[1])
    return dt.date(annee, rang + 1, jour)


def last_of_month(jour: dt.date) -> dt.date:
    """The last day of the same month."""
    return jour.replace(day=monthrange(jour.year, jour.month)[1])


class Report(NamedTuple):
    """The end of a delay, and the days off it was moved across (empty when it was not moved)."""

    date: dt.date
    traverses: tuple[dt.date, ...] = ()


def roll(jour: dt.date, is_off: Callable[[dt.date], bool]) -> Report:
    """The day itself when it is worked, else the next one that is (règlement 1182/71, art. 3 § 4)."""
    traverses: list[dt.date] = []
    while is_off(jour):
        traverses.append(jour)
        jour += _JOUR
    return Report(jour, tuple(traverses))


def union_days(intervalles: Iterable[tuple[dt.date, dt.date]]) -> int:
    """How many days are in at least one interval [start, end[."""
    jours = 0
    jusque = dt.date.min
    for debut, fin in sorted(intervalles):
        jours += max(0, (fin - max(debut, jusque)).days)
        jusque = max(jusque, fin)
    return jours


#: Postcodes whose first digits are not those of their département: two islands that were of Guadeloupe, cedex of La Réunion.
_AUTREMENT = {"97133": "977", "97150": "978", "9709": "977", "978": "974"}


def territoire_of(adresse: Sequence[str]) -> str:
    """The code du département a postcode tells (Corsica's 20 splits in two, overseas ones have three digits); empty if none.

    For what is in France: five figures may be of a town of another country (`Demeures`).

    >>> territoire_of(("Hôtel du département", "93006 Bobigny cedex")), territoire_of(("20200 Bastia",))
    ('93', '2B')
    """
    codes = (code for ligne in reversed(adresse) if (code := read_postcode(ligne)))
    territoire = territoire_of_postcode(next(codes, ""))
    return territoire if is_territoire(territoire) else ""


def read_postcode(ligne: str) -> str:
    """The five figures that a line begins with; empty if it does not."""
    code, *_ = ligne.split(maxsplit=1) or ("",)
    return code if len(code) == len("93000") and code.isascii() and code.isdigit() else ""


def territoire_of_postcode(code: str) -> str:
    """What the first digits of a postcode tell, also of a territory whose holidays are not known (the Pacific).

    >>> territoire_of_postcode("98714"), territoire_of_postcode("20200")
    ('987', '2B')
    """
    if code.startswith("20"):
        return "2A" if code < "20200" else "2B"
    for debut, territoire in _AUTREMENT.items():
        if code.startswith(debut):
            return territoire
    return code[:3] if code.startswith(("97", "98")) else code[:2]
