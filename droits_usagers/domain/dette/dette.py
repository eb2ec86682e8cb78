"""A sum claimed back, whole: what was answered about it, and what the texts make of it. Computed, never kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.dette.mois import ExamenMois, PeriodeReclamee, Reclamation, examine, months_of, periodes_of
from droits_usagers.domain.droit.voies import Decision, Voie, contestee_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.prealable import Longueur, first_of, spared_until

#: The questions: what is read on the paper, and whether the whole of it is at hand.
LUES, ENTIERE = "mentions_lues", "lettre_entiere"
#: What the letter must say (CSS R133-9-2, I; CASF R262-92-1, I): the choices of LUES.
MENTIONS = ("nature", "dates", "montant", "motif", "vingt_jours", "retenues", "recours")


def missing_of(reponses: Reponses) -> tuple[str, ...]:
    """What is not on the paper; nothing as long as one does not hold the whole of it, or has not looked at it.

    Nothing is said to be missing from a first page.
    """
    lues = reponses.get(LUES)
    if reponses.get(ENTIERE) is not True or not isinstance(lues, tuple) or not lues:
        return ()
    return tuple(mention for mention in MENTIONS if mention not in lues)


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


#: The day written on the letter; a letter that claimed the same months before; whether the word « fraude » is on it.
DU, AVANT, FRAUDE = "decision_du", "reclame_avant", "fraude"
#: What makes a debt: a penalty is none, nothing was paid.
_DETTES = frozenset({Decision.INDU, Decision.TITRE, Decision.CONTRAINTE})


@dataclass(frozen=True, slots=True)
class Dette:
    """What can be said of it. Holds no identity."""

    #: How such a sum is contested, whatever followed it; None when nobody can tell.
    voie: Voie | None
    periodes: tuple[PeriodeReclamee, ...] = field(default=(), repr=False)
    #: None where no text was read, or no month was told, or nobody knows when it was claimed.
    examen: ExamenMois | None = None
    #: What its letter must say, and does not.
    manquantes: tuple[str, ...] = ()
    retenues: Retenues | None = None
    fraude: bool = False
    #: A bill followed the decision that is contested.
    titre: bool = False


def is_debt(reponses: Reponses) -> bool:
    """True when a sum is claimed back, alone or with something else."""
    return contestee_of(reponses).decision in _DETTES


def dette_of(reponses: Reponses, faits: Sequence[Evenement], *, voie: Voie | None, longueur: Longueur) -> Dette | None:
    """The debt these answers tell of, or None. `voie`: that of a sum claimed back; `longueur`: of a delay, on a day."""
    if not is_debt(reponses):
        return None
    periodes, reclamation = periodes_of(reponses), claim_of(reponses, faits)
    regle = voie.prescription if voie is not None else None
    mois = months_of(periodes)
    return Dette(
        voie,
        periodes,
        examine(regle, mois, reclamation) if regle is not None and mois and reclamation is not None else None,
        missing_of(reponses) if voie is not None and voie.mentions else (),
        withheld(voie, reponses, faits, longueur=longueur),
        fraude=reponses.get(FRAUDE) is True,
        titre=contestee_of(reponses).titre,
    )


def claim_of(reponses: Reponses, faits: Sequence[Evenement]) -> Reclamation | None:
    """When it was claimed: the day on the letter, else the day it came; None when neither is known."""
    ecrite, avant = reponses.get(DU), reponses.get(AVANT)
    recue = first_of(faits, TypeEvenement.DECISION_RECUE)
    jours = [jour for jour in (ecrite, recue) if isinstance(jour, dt.date)]
    if not jours:
        return None
    # It is only given once a formal notice stayed without effect for a month (CSS R133-3, travail R5426-20).
    suit = contestee_of(reponses).decision is Decision.CONTRAINTE
    fraude = reponses.get(FRAUDE) is True
    return Reclamation(min(jours), avant if isinstance(avant, dt.date) else None, fraude=fraude, suit=suit)
