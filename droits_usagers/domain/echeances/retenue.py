"""Until when a sum claimed back may not be withheld: twenty days, longer once a correction is asked, or two months."""

import datetime as dt
from collections.abc import Callable, Sequence

from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.droit.voies import Voie
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement

_T = TypeEvenement
#: The length of a delay of `delais.toml`, on a day.
Longueur = Callable[[str, dt.date], int]
#: What rejects a correction in words.
_REFUS = frozenset({_T.REFUS, _T.REPONSE_PARTIELLE})


def spared_until(voie: Voie, faits: Sequence[Evenement], longueur: Longueur) -> dt.date | None:
    """The last day nothing may be withheld, as things stand.

    None: it is not written, not known, before the law wrote it, or the appeal suspends.
    """
    recue = first_of(faits, _T.DECISION_RECUE)
    if recue is None or not voie.rectification or is_suspended(voie, faits):
        return None
    try:
        corrige = _once_corrected(faits, recue, longueur)
    except ValueError:
        return None
    return max(corrige, add_months(recue, longueur("recours_prealable", recue))) if voie.suspensif else corrige


def is_suspended(voie: Voie, faits: Sequence[Evenement]) -> bool:
    """True once an appeal was sent where it suspends."""
    recue = first_of(faits, _T.DECISION_RECUE)
    return bool(voie.suspensif) and recue is not None and first_of(faits, _T.RECOURS_PREALABLE_ENVOYE, recue) is not None


def first_of(faits: Sequence[Evenement], type_: TypeEvenement, depuis: dt.date = dt.date.min) -> dt.date | None:
    """The first day of a fact of this type, from a given day on."""
    return min((fait.date for fait in faits if fait.type is type_ and fait.date >= depuis), default=None)


def _once_corrected(faits: Sequence[Evenement], recue: dt.date, longueur: Longueur) -> dt.date:
    """A correction asked in twenty days puts it off: two months after its silence, or a week after its refusal."""
    vingt = recue + dt.timedelta(days=longueur("rectification_indu", recue))
    envoye = first_of(faits, _T.ENVOYE, recue)
    if envoye is None or envoye > vingt:
        return vingt
    refus = min((fait.date for fait in faits if fait.type in _REFUS and fait.date >= envoye), default=None)
    silence = add_months(envoye, longueur("rectification_silence", envoye))
    if refus is not None and refus <= silence:
        return max(vingt, refus + dt.timedelta(days=longueur("retenue_apres_refus", refus)))
    return add_months(silence, longueur("retenue_apres_silence", silence))
