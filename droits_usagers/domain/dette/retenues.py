"""When a sum may begin to be withheld, by the text of the benefit, and whether it was withheld before that day.

Three rules are written: an appeal suspends (RSA, prime d'activité); a correction asked within twenty days puts it off
(caisses); what is contested cannot be withheld (France Travail). Elsewhere nothing is said.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.droit.voies import Voie
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement

#: The questions: whether something was withheld, its answer that it was, and since when.
RETENU, DEJA, DEPUIS = "retenu", "deja", "retenu_depuis"
_T = TypeEvenement
#: What rejects a correction in words.
_REFUS = frozenset({_T.REFUS, _T.REPONSE_PARTIELLE})
#: The length of a delay of `delais.toml`, on a day.
Longueur = Callable[[str, dt.date], int]


class RegleRetenue(StrEnum):
    """What puts withholding off."""

    SUSPENSIF = "suspensif"
    CORRECTION = "correction"
    CONTESTATION = "contestation"
    INCONNUE = "inconnue"


class TropTot(StrEnum):
    """Whether what was withheld was so too soon."""

    #: Before the first day the text allows.
    TOT = "tot"
    #: Once contested, which the text does not allow.
    CONTESTEE = "contestee"
    NON = ""


@dataclass(frozen=True, slots=True)
class Retenues:
    """When they may begin, and those that were made."""

    regle: RegleRetenue
    #: The entries that say so.
    entree: str = ""
    #: The first day one may, as things stand; None: none while it is contested, or nobody wrote one.
    des: dt.date | None = None
    faites: bool = False
    depuis: dt.date | None = None
    trop: TropTot = TropTot.NON


def withheld(voie: Voie | None, reponses: Reponses, faits: Sequence[Evenement], *, longueur: Longueur) -> Retenues:
    """What is known of them, from the way of the decision, the answers and the facts."""
    depuis = reponses.get(DEPUIS)
    faites = reponses.get(RETENU) == DEJA
    retenues = _allowed(voie, faits, longueur)
    commencees = depuis if faites and isinstance(depuis, dt.date) else None
    trop = _too_soon(retenues, commencees, faits)
    return Retenues(retenues.regle, retenues.entree, retenues.des, faites=faites, depuis=commencees, trop=trop)


def _allowed(voie: Voie | None, faits: Sequence[Evenement], longueur: Longueur) -> Retenues:
    recue = _first(faits, _T.DECISION_RECUE)
    if voie is None:
        return Retenues(RegleRetenue.INCONNUE)
    if voie.contestation:
        return Retenues(RegleRetenue.CONTESTATION, voie.contestation)
    if voie.suspensif:
        conteste = recue is not None and _first(faits, _T.RECOURS_PREALABLE_ENVOYE, recue) is not None
        des = None if recue is None or conteste else add_months(recue, longueur("recours_prealable", recue))
        return Retenues(RegleRetenue.SUSPENSIF, voie.suspensif, des)
    if voie.rectification:
        return Retenues(
            RegleRetenue.CORRECTION, voie.rectification, None if recue is None else _once_corrected(faits, recue, longueur)
        )
    return Retenues(RegleRetenue.INCONNUE)


def _once_corrected(faits: Sequence[Evenement], recue: dt.date, longueur: Longueur) -> dt.date:
    """The end of twenty days; a correction asked in them puts it off: two months after its silence, or a week after its no."""
    vingt = recue + dt.timedelta(days=longueur("rectification_indu", recue))
    envoye = _first(faits, _T.ENVOYE, recue)
    if envoye is None or envoye > vingt:
        return vingt
    refus = min((fait.date for fait in faits if fait.type in _REFUS and fait.date >= envoye), default=None)
    silence = add_months(envoye, longueur("rectification_silence", envoye))
    if refus is not None and refus <= silence:
        return refus + dt.timedelta(days=longueur("retenue_apres_refus", refus))
    return add_months(silence, longueur("retenue_apres_silence", silence))


def _too_soon(retenues: Retenues, depuis: dt.date | None, faits: Sequence[Evenement]) -> TropTot:
    if depuis is None:
        return TropTot.NON
    if retenues.regle in {RegleRetenue.SUSPENSIF, RegleRetenue.CONTESTATION}:
        conteste = _first(faits, _T.RECOURS_PREALABLE_ENVOYE)
        if conteste is not None and depuis >= conteste:
            return TropTot.CONTESTEE
    return TropTot.TOT if retenues.des is not None and depuis <= retenues.des else TropTot.NON


def _first(faits: Sequence[Evenement], type_: TypeEvenement, depuis: dt.date = dt.date.min) -> dt.date | None:
    return min((fait.date for fait in faits if fait.type is type_ and fait.date >= depuis), default=None)
