"""What a dossier lacks to show when its letter arrived: the law counts from there."""

from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.echeances.evenements import TypeEvenement

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.dossiers import DossierLu

_T = TypeEvenement


class Manque(StrEnum):
    """What to ask for."""

    RIEN = ""
    #: Sent, and nobody knows when it was received.
    RECEPTION = "reception"
    #: The same, though something that shows it is kept: the day it bears is to be recorded.
    DATE = "date"
    #: Received, and nothing kept shows it.
    PIECE = "piece"


def lacking(lu: "DossierLu") -> Manque:
    """What this dossier lacks; nothing once it is closed or fully answered: no date hangs on it any more."""
    connus = {fait.type for fait in lu.demande.evenements}
    if connus & {_T.CLOS, _T.REPONSE_COMPLETE}:
        return Manque.RIEN
    montre = any(piece.genre is GenrePiece.PREUVE for piece in lu.pieces)
    if _T.RECU in connus:
        return Manque.RIEN if montre else Manque.PIECE
    if _T.ENVOYE in connus:
        return Manque.DATE if montre else Manque.RECEPTION
    return Manque.RIEN
