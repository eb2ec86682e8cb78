"""One état, one sign: its icon and its colour, the same in the list, in a dossier, in « Ma semaine » and in the filters.

Its word is in the texts (`[etats]`). No état is red: only a last day of the person is, in its date (`Semaine.presses`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from droits_usagers.domain.dossier.etats import Etat


class Couleur(StrEnum):
    """What an état is drawn in. Named as the roles of the palette."""

    SEMAINE = "semaine"
    ATTENTE = "attente"
    REPONSE = "reponse"
    CLOS = "clos"


@dataclass(frozen=True, slots=True)
class SigneEtat:
    """How an état looks: an icon of `resources/icones`, and a colour."""

    icone: str
    couleur: Couleur


_A_ECRIRE = SigneEtat("droit", Couleur.ATTENTE)
_ATTEND = SigneEtat("attente", Couleur.ATTENTE)
#: The service has let its last day go by: nothing is lost, something is to be done.
_EN_RETARD = SigneEtat("semaine", Couleur.SEMAINE)
_RECOURS = SigneEtat("textes", Couleur.ATTENTE)

SIGNES: Mapping[str, SigneEtat] = MappingProxyType(
    {
        Etat.BROUILLON.value: _A_ECRIRE,
        Etat.A_ENVOYER.value: _A_ECRIRE,
        Etat.EN_ATTENTE_DE_RECEPTION.value: _ATTEND,
        Etat.EN_ATTENTE.value: _ATTEND,
        Etat.SUSPENDU.value: _ATTEND,
        Etat.PROLONGE.value: _ATTEND,
        Etat.DEPASSE.value: _EN_RETARD,
        Etat.REFUS_TACITE.value: _EN_RETARD,
        Etat.REFUSE.value: SigneEtat("interdit", Couleur.SEMAINE),
        Etat.REPONDU_PARTIEL.value: SigneEtat("document", Couleur.REPONSE),
        Etat.REPONDU_COMPLET.value: SigneEtat("coche", Couleur.REPONSE),
        Etat.CADA_EN_COURS.value: _RECOURS,
        Etat.TA_EN_COURS.value: _RECOURS,
        Etat.CNIL_EN_COURS.value: _RECOURS,
        Etat.CLOS.value: SigneEtat("clos", Couleur.CLOS),
    }
)
