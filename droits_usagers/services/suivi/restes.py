"""What can still be done once a last day of one's own is over, or past by one reading: said on screen and on paper."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.derniers_jours import TENUES, is_kept
from droits_usagers.domain.echeances import Code, Echeance
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes


def said_late(echeance: Echeance, au: dt.date) -> tuple[str, dt.date, dt.date] | None:
    """How a day that is past, and not over by every reading, is said: the id, the day to go by, its end; None for another.

    Where only the month of a fact is known, it is past once both its days are.
    """
    encore, fin = echeance.to_go_by(au), echeance.au_plus_tard
    if fin is not None and echeance.is_kept_by_aid(au):
        return "fini_aide", fin, fin
    if encore is None or fin is None or encore in {echeance.date, echeance.autre_date}:
        return None
    if encore != fin:
        return "fini_lecture", encore, fin
    return ("fini_si_loin" if echeance.is_far_only(au) else "fini_peut_etre"), encore, fin


def tell_left(textes: "Textes", echeance: Echeance, connus: Sequence[Evenement], *, qualite: Qualite) -> str:
    """What is left; empty for what no act keeps, or was done, by that day or later."""
    if echeance.code not in TENUES or is_kept(connus, echeance):
        return ""
    faits = {
        fait.type
        for fait in connus
        # An acknowledgement that came once silence had refused makes no delay of it hold.
        if fait.type is not TypeEvenement.ACCUSE_CONFORME or echeance.ouvre is None or fait.date <= echeance.ouvre
    }
    opposable = echeance.code is Code.SAISINE_CADA and (
        not faits.isdisjoint({TypeEvenement.ACCUSE_CONFORME, TypeEvenement.VOIES_DITES}) or qualite is Qualite.AGENT
    )
    nouvelles = echeance.code is Code.RECOURS_CONSEIL_ETAT and TypeEvenement.CNIL_A_REPONDU in faits
    fin = "_opposable" if opposable else "_nouvelles" if nouvelles else ""
    return textes(f"suivi.reste.{echeance.code}{fin}")
