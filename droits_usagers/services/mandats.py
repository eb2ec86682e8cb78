"""What is shown and asked of mandats: a letter in someone's name is questioned when none holds, and never held back."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.mandats import question_of

if TYPE_CHECKING:
    from droits_usagers.domain.demande import Demande
    from droits_usagers.domain.lettre import Document
    from droits_usagers.services.courriers import Courriers

__all__ = ["form_of", "question_of"]

_MANDAT = "mandat"


def form_of(courriers: "Courriers", demande: "Demande", today: dt.date) -> "Document":
    """The form to sign for this letter: the one that goes with it, or the general one where there is no letter yet.

    Raises ExpectedError GABARIT_… when the user's own template is at fault.
    """
    datee = replace(demande, date=demande.date or today)
    try:
        kit = courriers.kit(datee)
    except ExpectedError as error:
        if error.panne is not Panne.PAS_DE_LETTRE:
            raise
        kit = ()
    jointe = next((exemplaire.document for exemplaire in kit if exemplaire.id == _MANDAT), None)
    return jointe or courriers.compose(replace(datee, demarche=_MANDAT, reponses={}))
