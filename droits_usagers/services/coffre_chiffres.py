"""The figures of an opened coffre: dossiers are read some at a time, then counted in one go, away from the coffre."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.chiffres import Cas, Chiffres, Coulisses, case_of, compute_chiffres
from droits_usagers.services.travail import Avancement

if TYPE_CHECKING:
    from droits_usagers.services.gardien import Moyens
    from droits_usagers.vault.chiffres import DossierCompte
    from droits_usagers.vault.depot import Depot

#: Where it is kept, in the coffre, when the figures of each year were last handed out.
_CLE = "chiffres.remis"


@dataclass(slots=True)
class Releve:
    """What was sent in a year, as it is being read: nobody is named in it."""

    #: None: this year, or the latest before it in which something was sent.
    annee: int | None = None
    au: dt.date = dt.date.min
    cas: list[Cas] = field(default_factory=list, repr=False)
    #: The years there are, latest first.
    annees: tuple[int, ...] = ()
    remis_le: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Compte:
    """The figures of a year, what stands behind them, and when they were last handed out."""

    chiffres: Chiffres
    coulisses: Coulisses
    #: How many requests were sent that year, about people or not.
    demandes: int
    annees: tuple[int, ...]
    remis_le: dt.date | None = None


def count(releve: Releve) -> Compte:
    """The figures of what was read. Safe from any thread; it may take a second."""
    chiffres, coulisses = compute_chiffres(releve.cas, releve.annee or releve.au.year, releve.au)
    return Compte(chiffres, coulisses, len(releve.cas), releve.annees, releve.remis_le)


class ChiffresCoffre:
    """Reads the dossiers of an opened coffre for their figures."""

    def __init__(self, depot: "Depot", moyens: "Moyens") -> None:
        self._depot = depot
        self._moyens = moyens

    def gathering(self, releve: Releve) -> Iterator[Avancement]:
        """Fill it, in units: other things may be asked of the coffre between two of them."""
        releve.au = self._moyens.today()
        with self._depot.reading():
            releve.annees = self._depot.chiffres.years()
        releve.annee = releve.annee or next((annee for annee in releve.annees if annee <= releve.au.year), releve.au.year)
        releve.remis_le = self._handed_out().get(str(releve.annee))
        yield Avancement(0)
        lots = self._depot.chiffres.lots(releve.annee)
        while True:
            with self._depot.reading():
                lot = next(lots, None)
            if lot is None:
                return
            releve.cas += [_case(lu, releve.au) for lu in lot]
            yield Avancement(len(releve.cas))

    def hand_out(self, annee: int) -> None:
        """Remember that the figures of a year left the coffre today. In a coffre that is only read, nothing is kept."""
        if self._depot.lecture_seule is None:
            remis = {cle: jour.isoformat() for cle, jour in self._handed_out().items()}
            with self._depot.writing():
                self._depot.reglages.keep(_CLE, remis | {str(annee): self._moyens.today().isoformat()})

    def _handed_out(self) -> dict[str, dt.date]:
        with self._depot.reading():
            remis = self._depot.reglages.read(_CLE) or {}
        return {cle: dt.date.fromisoformat(jour) for cle, jour in remis.items()}


def _case(lu: "DossierCompte", au: dt.date) -> Cas:
    return case_of(
        lu.dates,
        au,
        demarche=lu.demarche,
        organisme=lu.organisme,
        etat=lu.etat,
        personne=lu.personne,
        en_propre=lu.en_propre,
    )
