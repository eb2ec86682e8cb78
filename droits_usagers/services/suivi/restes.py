"""What can still be done once a last day of one's own is over: said beside it, on screen and on paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.etats import TENUES, is_kept
from droits_usagers.domain.echeances import Code, Echeance
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes


def tell_left(textes: "Textes", echeance: Echeance, connus: Sequence[Evenement], *, qualite: Qualite) -> str:
    """What is left; empty for what no act keeps, or was done, by that day or later."""
    if echeance.code not in TENUES or is_kept(connus, echeance):
        return ""
    faits = {fait.type for fait in connus}
    opposable = echeance.code is Code.SAISINE_CADA and (TypeEvenement.ACCUSE_CONFORME in faits or qualite is Qualite.AGENT)
    nouvelles = echeance.code is Code.RECOURS_CONSEIL_ETAT and TypeEvenement.CNIL_A_REPONDU in faits
    fin = "_opposable" if opposable else "_nouvelles" if nouvelles else ""
    return textes(f"suivi.reste.{echeance.code}{fin}")
