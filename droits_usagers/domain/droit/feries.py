"""Public holidays, from the law as data (`resources/droit/feries.toml`) and the territoire: the code du département."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
