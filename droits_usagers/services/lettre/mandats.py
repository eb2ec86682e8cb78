"""What is shown and asked of mandats: a letter in someone's name is questioned when none holds, and never held back."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.mandats import between_the_same, question_of
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from collections.abc import Sequence

    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.lettre.lettre import Document
    from droits_usagers.services.lettre.courriers import Courriers

__all__ = ["between_the_same", "form_for", "form_of", "question_of"]

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


def form_for(courriers: "Courriers", demandes: "Sequence[Demande]", today: dt.date) -> "Document":
    """The one form to sign for all these letters, between the same two.

    Several letters: the general one, that names the body when it is the same for all. Raises as `form_of`.
    """
    premiere = demandes[0]
    if len(demandes) == 1:
        return form_of(courriers, premiere, today)
    organismes = {demande.organisme for demande in demandes}
    organisme = premiere.organisme if len(organismes) == 1 else Organisme()
    return courriers.compose(replace(premiere, demarche=_MANDAT, reponses={}, organisme=organisme, date=premiere.date or today))
