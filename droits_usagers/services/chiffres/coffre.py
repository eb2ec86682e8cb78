"""The figures of an opened coffre: dossiers are read some at a time, then counted in one go, away from the coffre."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.chiffres import Cas, Chiffres, Coulisses, case_of, compute_chiffres
from droits_usagers.domain.dossier.dossiers import TeteJournal
from droits_usagers.services.socle.travail import Avancement, Unites

if TYPE_CHECKING:
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.vault.depot import Depot
    from droits_usagers.vault.releves import DossierCompte

#: Where it is kept, in the coffre, when the figures of each year were last handed out.
_CLE = "chiffres.remis"


@dataclass(frozen=True, slots=True)
class ReleveAnnee:
    """What was sent in a year: nobody is named in it."""

    annee: int
    au: dt.date
    #: The years there are, latest first.
    annees: tuple[int, ...]
    remis_le: dt.date | None
    #: Where the journal was when it was read.
    tete: TeteJournal | None = None
    cas: list[Cas] = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True)
class Compte:
    """The figures of a year, what stands behind them, and when they were last handed out."""

    chiffres: Chiffres
    coulisses: Coulisses
    #: How many requests were sent that year, about people or not.
    demandes: int
    annees: tuple[int, ...]
    remis_le: dt.date | None = None
    tete: TeteJournal | None = None


def count(releve: ReleveAnnee) -> Compte:
    """The figures of what was read. Safe from any thread; it may take a second."""
    chiffres, coulisses = compute_chiffres(releve.cas, releve.annee, releve.au)
    return Compte(chiffres, coulisses, len(releve.cas), releve.annees, releve.remis_le, releve.tete)


class ChiffresCoffre:
    """Reads the dossiers of an opened coffre for their figures."""

    def __init__(self, depot: "Depot", moyens: "Moyens") -> None:
        self._depot = depot
        self._moyens = moyens

    def gathering(self, annee: int | None = None) -> Unites[ReleveAnnee]:
        """What was sent in a year, in units; without one, this year, or the latest before it in which something was sent."""
        with self._depot.reading():
            self._moyens.entendre(self._depot.dossiers.protected_addresses())
        au = self._moyens.today()
        with self._depot.reading():
            annees, tete = self._depot.chiffres.years(), self._depot.journal.head()
        choisie = annee or next((each for each in annees if each <= au.year), au.year)
        releve = ReleveAnnee(choisie, au, annees, self._handed_out().get(str(choisie)), tete)
        lots = self._depot.chiffres.lots(choisie)
        while True:
            with self._depot.reading():
                lot = next(lots, None)
            if lot is None:
                return releve
            releve.cas.extend(_case(lu, au) for lu in lot)
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
        organisme=f"{lu.organisme} ({lu.territoire})" if lu.territoire else lu.organisme,
        etat=lu.etat,
        personne=lu.personne,
        en_propre=lu.en_propre,
    )
