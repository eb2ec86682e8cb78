"""A sum claimed back, whole: what was answered about it, and what the texts make of it. Computed, never kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.dette.mois import PeriodeReclamee, months_of, periodes_of
from droits_usagers.domain.dette.notification import missing_of
from droits_usagers.domain.dette.prescription import ExamenMois, Reclamation, examine
from droits_usagers.domain.dette.retenues import Retenues, withheld
from droits_usagers.domain.droit.voies import Decision, Voie, contestee_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.retenue import Longueur, first_of

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
