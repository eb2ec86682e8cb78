"""Writing to who decided, or above, before the court: done in time, it keeps the whole delay (CRPA L411-2, L411-7).

Only where no appeal is compulsory before the judge (L412-4): neither for what goes to the CADA, nor to a commission.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, months
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Explication, Phrase, phrase
from droits_usagers.domain.personnes.personnes import Qualite

_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)
#: What rejects a gracious appeal, wholly or in part: a second refusal, as it is often noted, is one.
_REPONSES = (_T.RECOURS_REJETE, _T.REFUS, _T.REPONSE_PARTIELLE)
#: Days that a letter may take to arrive.
COURRIER = 5


@dataclass(frozen=True, slots=True)
class Appel:
    """An appeal to the body, or above it, that was sent, and what came of it."""

    envoye: dt.date
    #: Months of silence that reject it, then months to go to court.
    silence: int
    mois: int
    #: The day its silence is a rejection, if nothing was answered before.
    naissance: dt.date
    #: Its written rejection, where it counts.
    rejete: dt.date | None
    #: It is the request for correction itself, sent in writing after its twenty days.
    vaut: bool
    #: Its written rejection, once the months that followed its silence were over.
    tardif: dt.date | None = None

    @property
    def nee(self) -> bool:
        """True when its silence is a rejection."""
        return self.rejete is None or self.rejete > self.naissance

    @property
    def jusqu_au(self) -> dt.date:
        """The last day to go to court after it."""
        return add_months(self.rejete or self.naissance, self.mois)


@dataclass(frozen=True, slots=True)
class Gracieux:
    """The gracious or hierarchical appeal that counts, sent in time."""

    appel: Appel
    #: True when others were sent too: the delay runs once all are rejected, and this is the first.
    plusieurs: bool
    #: The last day for it to arrive.
    limite: dt.date

    @property
    def juste(self) -> bool:
        """True when it was sent so late that it may have arrived after the last day; not where it was answered by then."""
        repondu = self.appel.rejete is not None and self.appel.rejete <= self.limite
        return not repondu and (self.limite - self.appel.envoye).days < COURRIER

    @property
    def peut_etre(self) -> tuple[dt.date, ...]:
        """The last day to go to court if it arrived in time, where it may not have: until then, the first one is to be kept."""
        return (self.appel.jusqu_au,) if self.juste else ()

    @property
    def note(self) -> Phrase:
        """Says that it may have arrived too late."""
        return phrase("note.recours_juste", date=self.appel.envoye, limite=self.appel.jusqu_au)


def read_appel(
    chronologie: Chronologie,
    envoye: dt.date,
    mois: tuple[int, int],
    *,
    rejets: tuple[TypeEvenement, ...] = (_T.RECOURS_REJETE,),
    vaut: bool = False,
) -> Appel:
    """What came of an appeal sent that day. `mois`: of silence, then to go to court; `rejets`: what counts as its rejection."""
    silence, agir = mois
    naissance = add_months(envoye, silence)
    # What came the day it left may be what it contests; what says that it is rejected is not.
    reponses = (chronologie.first(type_, envoye + _UN_JOUR * (type_ is not _T.RECOURS_REJETE)) for type_ in rejets)
    rejete = min((jour for jour in reponses if jour is not None), default=None)
    in_time = rejete is not None and rejete <= add_months(naissance, agir)
    rejete, tardif = (rejete, None) if in_time else (None, rejete)
    return Appel(envoye, silence, agir, naissance, rejete, vaut=vaut, tardif=tardif)


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
    silence = chronologie.length("recours_hierarchique_silence", envoyes[0])
    appel = read_appel(chronologie, envoyes[0], (silence, mois), rejets=_REPONSES)
    return Gracieux(appel, plusieurs=len(envoyes) > 1, limite=ouvert[1])


def explain_silence(chronologie: Chronologie, appel: Appel) -> Iterator[Explication]:
    """From its sending to the day its silence is a rejection."""
    yield _silence(chronologie, appel)
    yield (phrase("note.recours_depuis_envoi"),)


def appel_steps(chronologie: Chronologie, appel: Appel) -> tuple[Phrase, ...]:
    """From its rejection, in writing or by silence, to the time to go to court."""
    if appel.rejete is not None:
        return phrase("pas.recours_rejete", date=appel.rejete), *months(appel.rejete, appel.mois)
    return *_silence(chronologie, appel), *months(appel.naissance, appel.mois)


def late_readings(chronologie: Chronologie, appel: Appel) -> tuple[dt.date, ...]:
    """Two months from a written rejection that came late, unless its silence was acknowledged in order (L411-3, L112-6)."""
    if appel.tardif is None or is_acknowledged(chronologie, appel.envoye, avant=appel.naissance):
        return ()
    return (add_months(appel.tardif, appel.mois),)


def explain_late(chronologie: Chronologie, appel: Appel) -> tuple[Phrase, ...]:
    """What a written rejection that came late is worth."""
    if appel.tardif is None:
        return ()
    lues = late_readings(chronologie, appel)
    return tuple(phrase("note.refus_apres_silence", date=jour) for jour in lues) or (phrase("note.refus_confirmatif"),)


def is_acknowledged(chronologie: Chronologie, depuis: dt.date = dt.date.min, avant: dt.date = dt.date.max) -> bool:
    """True when a delay holds without more: a receipt in order was sent, or none is owed to an agent (L112-2, L112-6).

    `avant`: the day a silence refused, after which no receipt read here makes its delay hold.
    """
    accuse = chronologie.first(_T.ACCUSE_CONFORME, depuis)
    return (accuse is not None and accuse <= avant) or chronologie.faits.qualite is Qualite.AGENT


def is_told(chronologie: Chronologie) -> bool:
    """True when a written refusal said how to contest it, and until when: no acknowledgement of the demande matters then.

    CJA R421-5, CRPA L112-6.
    """
    refus = chronologie.first(_T.REFUS)
    return refus is not None and chronologie.first(_T.VOIES_DITES, refus) is not None


def _silence(chronologie: Chronologie, appel: Appel) -> Explication:
    envoi = phrase("pas.rectification_envoyee" if appel.vaut else "pas.recours_envoye", date=appel.envoye)
    return envoi, *months(appel.envoye, appel.silence), chronologie.day(appel.naissance)
