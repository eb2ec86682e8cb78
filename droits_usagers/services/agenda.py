"""The dates of dossiers in the words of an agenda, which name nobody, and as a file."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.agenda import DateAgenda, EvenementAgenda, Jours, MiseAJour, Trace, dates_of, uid_of
from droits_usagers.domain.echeances.valeurs import Code

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demande import Demande
    from droits_usagers.services.suivi import Suivant

#: What an agenda reminds of, so many days before, unless someone says otherwise.
RAPPEL = 3
RAPPELS = (None, 0, 1, 3, 7, 14)
#: How far one looks, in months; None: as far as there are dates.
HORIZONS = (1, 3, 6, None)
#: The file has the same name each time, so that one knows what it is; it names nobody.
NOM = "echeances.ics"


@dataclass(frozen=True, slots=True)
class ChoixAgenda:
    """What a person wants in an agenda."""

    jours: frozenset[Jours] = frozenset({Jours.LEURS, Jours.VOTRES})
    #: None: every dossier.
    references: tuple[str, ...] | None = None
    rappel: int | None = RAPPEL
    jusqu_au: dt.date | None = None


class Redaction:
    """Says dates in words. Knows the law and the texts, no coffre."""

    def __init__(self, catalogue: "Catalogue", suivant: "Suivant") -> None:
        self._catalogue = catalogue
        self._suivant = suivant

    def dates(self, demande: "Demande", au: dt.date) -> Iterator[DateAgenda]:
        """The dates of a demande still awaited that day; none for a demarche that only a newer version knows."""
        if demande.demarche in self._catalogue.demarches and demande.evenements:
            yield from dates_of(self._suivant.faits(demande), self._suivant.regles, au)

    def evenement(self, date: DateAgenda, *, cle: str, reference: str, rappel: int | None) -> EvenementAgenda:
        """The event of a date of the dossier that has this key and this reference."""
        textes = self._catalogue.textes
        titre, precision = self._titre(reference, date.code), f"agenda.precisions.{date.code}"
        return EvenementAgenda(
            uid_of(cle, date.cle),
            date.jour,
            textes("agenda.estimee", titre=titre) if date.estimee else titre,
            textes(precision if precision in textes else "agenda.precision"),
            textes(f"agenda.categories.{date.jours}"),
            estimee=date.estimee,
            rappel=rappel,
        )

    def retrait(self, reference: str, trace: Trace) -> EvenementAgenda:
        """The event that removes what was exported; where an agenda keeps it all the same, its title says so."""
        titre = self._titre(reference, Code(trace.cle.rstrip("_0123456789")))
        return EvenementAgenda(trace.uid, trace.jour, self._catalogue.textes("agenda.annule", titre=titre), annule=True)

    def _titre(self, reference: str, code: Code) -> str:
        return self._catalogue.textes(f"agenda.titres.{code}", reference=reference)


def write(mise_a_jour: MiseAJour) -> bytes:
    """The file to import."""
    from droits_usagers.exchange.agenda import write_agenda

    return write_agenda(mise_a_jour.evenements, mise_a_jour.moment)


def horizon(mois: int | None, today: dt.date) -> dt.date | None:
    """The last day one looks at."""
    from droits_usagers.domain.calendrier import add_months

    return None if mois is None else add_months(today, mois)
