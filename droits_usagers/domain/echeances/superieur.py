"""Writing to who decided, or above, before the court: done in time, it keeps the whole delay (CRPA L411-2, L411-7).

Only where no appeal is compulsory before the judge (L412-4): neither for what goes to the CADA, nor to a commission.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, months
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.explications import Explication, Phrase, phrase

_T = TypeEvenement
#: Days that a letter may take to arrive.
_COURRIER = 5


@dataclass(frozen=True, slots=True)
class Gracieux:
    """A gracious or hierarchical appeal sent in time, and what came of it."""

    envoye: dt.date
    silence: int
    mois: int
    #: The day its silence is a rejection, if nothing was answered before.
    naissance: dt.date
    #: Its written rejection, where it counts.
    rejete: dt.date | None
    #: True when others were sent too: the delay runs once all are rejected, and this is the first.
    plusieurs: bool
    #: The last day for it to arrive.
    limite: dt.date

    @property
    def juste(self) -> bool:
        """True when it was sent so late that it may have arrived after the last day."""
        return (self.limite - self.envoye).days < _COURRIER

    @property
    def nee(self) -> bool:
        """True when its silence is a rejection."""
        return self.rejete is None or self.rejete > self.naissance

    @property
    def jusqu_au(self) -> dt.date:
        """The last day to go to court after it."""
        return add_months(self.rejete or self.naissance, self.mois)


def read_gracieux(
    chronologie: Chronologie,
    ouvert: tuple[dt.date, dt.date],
    mois: int,
    *,
    types: tuple[TypeEvenement, ...] = (_T.RECOURS_HIERARCHIQUE_ENVOYE,),
) -> Gracieux | None:
    """The first such appeal sent while it is `ouvert`: from the day of the decision to the last day to go to court.

    What was sent before anything was refused contests nothing. `mois`: how many the court leaves.
    """
    jours = sorted(jour for type_ in types for jour in chronologie.dates(type_))
    envoyes = [jour for jour in jours if ouvert[0] <= jour <= ouvert[1]]
    if not envoyes or not chronologie.applies(envoyes[0], "recours_hierarchique_silence"):
        return None
    envoye = envoyes[0]
    silence = chronologie.length("recours_hierarchique_silence", envoye)
    naissance = add_months(envoye, silence)
    rejete = chronologie.first(_T.RECOURS_REJETE, envoye)
    in_time = rejete is not None and rejete <= add_months(naissance, mois)
    return Gracieux(envoye, silence, mois, naissance, rejete if in_time else None, plusieurs=len(envoyes) > 1, limite=ouvert[1])


def explain_gracieux(chronologie: Chronologie, gracieux: Gracieux) -> Iterator[Explication]:
    """From its sending to the day its silence is a rejection."""
    naissance = chronologie.day(gracieux.naissance)
    yield phrase("pas.recours_envoye", date=gracieux.envoye), *months(gracieux.envoye, gracieux.silence), naissance
    yield (phrase("note.recours_depuis_envoi"),)


def gracieux_steps(chronologie: Chronologie, gracieux: Gracieux) -> Iterator[Phrase]:
    """From its rejection, in writing or by silence, to the last day to go to court."""
    if gracieux.rejete is not None:
        yield phrase("pas.recours_rejete", date=gracieux.rejete)
        yield from months(gracieux.rejete, gracieux.mois)
    else:
        yield phrase("pas.recours_envoye", date=gracieux.envoye)
        yield from months(gracieux.envoye, gracieux.silence)
        yield chronologie.day(gracieux.naissance)
        yield from months(gracieux.naissance, gracieux.mois)
    yield chronologie.day(gracieux.jusqu_au)
