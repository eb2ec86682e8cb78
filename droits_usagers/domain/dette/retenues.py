"""When a sum may begin to be withheld, by the text of the benefit, and whether it was withheld before that day.

Three rules are written: an appeal suspends (RSA, prime d'activité); a correction asked within twenty days puts it off
(caisses); what is contested cannot be withheld (France Travail). Elsewhere nothing is said.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.droit.voies import Decision, Voie, contestee_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.retenue import Longueur, first_of, spared_until

#: The questions: whether something was withheld, its answer that it was, and since when.
RETENU, DEJA, DEPUIS = "retenu", "deja", "retenu_depuis"


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
    #: The last day nothing may be, as things stand; None: it is suspended, or nobody wrote one.
    des: dt.date | None = None
    faites: bool = False
    depuis: dt.date | None = None
    trop: TropTot = TropTot.NON


def withheld(voie: Voie | None, reponses: Reponses, faits: Sequence[Evenement], *, longueur: Longueur) -> Retenues:
    """What is known of them, from the way of the decision, the answers and the facts."""
    depuis = reponses.get(DEPUIS)
    faites = reponses.get(RETENU) == DEJA
    commencees = depuis if faites and isinstance(depuis, dt.date) else None
    retenues = _allowed(voie, faits, longueur)
    contestee = contestee_of(reponses)
    if contestee.titre or contestee.decision is not Decision.INDU:
        # Its days run from the letter that claimed the sum first, which is another.
        regle = RegleRetenue.INCONNUE if retenues.regle is RegleRetenue.CORRECTION else retenues.regle
        retenues = replace(retenues, regle=regle, des=None)
    elif commencees is not None and retenues.des is None:
        # Before the appeal that suspends, there was a day already.
        avant = _allowed(voie, [fait for fait in faits if fait.date <= commencees], longueur)
        retenues = avant if _too_soon(avant, commencees, ()) else retenues
    return replace(retenues, faites=faites, depuis=commencees, trop=_too_soon(retenues, commencees, faits))


def _allowed(voie: Voie | None, faits: Sequence[Evenement], longueur: Longueur) -> Retenues:
    if voie is None:
        return Retenues(RegleRetenue.INCONNUE)
    if voie.contestation:
        return Retenues(RegleRetenue.CONTESTATION, voie.contestation)
    if "suspensif" in voie.partage:
        # After these days, it depends on the aid.
        return Retenues(RegleRetenue.INCONNUE, voie.rectification, spared_until(voie, faits, longueur))
    regle = (
        RegleRetenue.SUSPENSIF if voie.suspensif else RegleRetenue.CORRECTION if voie.rectification else RegleRetenue.INCONNUE
    )
    return Retenues(regle, voie.suspensif or voie.rectification, spared_until(voie, faits, longueur))


def _too_soon(retenues: Retenues, depuis: dt.date | None, faits: Sequence[Evenement]) -> TropTot:
    if depuis is None:
        return TropTot.NON
    if retenues.regle in {RegleRetenue.SUSPENSIF, RegleRetenue.CONTESTATION}:
        conteste = first_of(faits, TypeEvenement.RECOURS_PREALABLE_ENVOYE)
        if conteste is not None and depuis >= conteste:
            return TropTot.CONTESTEE
    return TropTot.TOT if retenues.des is not None and depuis <= retenues.des else TropTot.NON
