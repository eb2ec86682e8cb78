"""What is covered of a file that is looked at, page by page, and which of those of the page one is on is chosen."""

from collections.abc import Iterable, Sequence

from droits_usagers.domain.socle.fichiers_recus import NonLu
from droits_usagers.domain.socle.masques import ENTIERE, ZoneMasquee, together


class MasquesPoses:
    """Nothing at first. Pages are counted from 0; `choisie` is -1 where none is."""

    def __init__(self, rang: int = 0) -> None:
        self.rang, self.choisie = rang, -1
        self.par_page: dict[int, tuple[ZoneMasquee, ...]] = {}

    @property
    def ici(self) -> tuple[ZoneMasquee, ...]:
        """Those of the page one is on."""
        return self.par_page.get(self.rang, ())

    @property
    def nombre(self) -> int:
        """How many there are."""
        return sum(map(len, self.par_page.values()))

    @property
    def is_page_covered(self) -> bool:
        """True if nothing of the page one is on is seen."""
        return self.ici == (ENTIERE,)

    def turn(self, rang: int) -> None:
        """Another page is looked at."""
        self.rang, self.choisie = rang, -1

    def put(self, zones: Iterable[ZoneMasquee], choisie: int = -1) -> None:
        """These on the page one is on, instead of those that were."""
        autres = [(rang, zone) for rang, zones_ in self.par_page.items() if rang != self.rang for zone in zones_]
        self.par_page = together([*autres, *((self.rang, zone) for zone in zones)])
        self.choisie = choisie if choisie < len(self.ici) else -1

    def add(self, paires: Iterable[tuple[int, ZoneMasquee]]) -> None:
        """These too, each on its page."""
        deja = [(rang, zone) for rang, zones in self.par_page.items() for zone in zones]
        self.par_page = together([*deja, *(paire for paire in paires if paire not in deja)])

    def move(self, pas: tuple[float, float], grandir: tuple[float, float]) -> ZoneMasquee:
        """The chosen one, elsewhere or larger."""
        zones = list(self.ici)
        zones[self.choisie] = zone = zones[self.choisie].moved(pas, grandir)
        self.put(zones, self.choisie)
        return zone

    def remove(self) -> None:
        """The one that is chosen, else the last of the page."""
        zones = list(self.ici)
        zones.pop(self.choisie)
        self.put(zones)

    def in_sight(self, non_lus: Sequence[NonLu]) -> list[NonLu]:
        """Of what could not be read, what no whole page hides."""
        return [un for un in non_lus if self.par_page.get(un.page - 1) != (ENTIERE,)]
