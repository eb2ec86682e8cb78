"""Which files of a dossier show each exhibit of a complaint, and which are missing.

The exhibits are those that the letter names, with its numbers. The version that was really sent goes before the letter as it
was made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.pieces import Jointe
from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.echeances.evenements import TypeEvenement

if TYPE_CHECKING:
    import datetime as dt

    from droits_usagers.domain.dossier.dossiers import Courrier, DossierLu

_T = TypeEvenement
#: What the answers received show, each by the enclosure that bears its name.
_REPONSES = (
    _T.IDENTITE_DEMANDEE,
    _T.PRECISION_DEMANDEE,
    _T.PROLONGATION_ANNONCEE,
    _T.REFUS,
    _T.REPONSE_PARTIELLE,
    _T.REPONSE_COMPLETE,
)
_SUITES = ("relance", "complement", "contestation_refus")


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """What shows an exhibit: files kept in the coffre, by their SHA-256, or a letter to be made again; nothing when missing."""

    jointe: Jointe
    empreintes: tuple[str, ...] = ()
    #: The étape of a letter made here, whose file was not kept.
    courrier: "Courrier | None" = None


def sources_of(dossier: "DossierLu", jointes: Sequence[Jointe]) -> tuple[SourcePiece, ...]:
    """What a dossier has to show for each of these enclosures."""
    return tuple(_source(dossier, jointe, jointes) for jointe in jointes)


def _source(dossier: "DossierLu", jointe: Jointe, jointes: Sequence[Jointe]) -> SourcePiece:
    match jointe.piece.id:
        case _T.ENVOYE:
            return _letter_source(dossier, jointe, [c for c in dossier.courriers if not _is_further(c.etape)], premiere=True)
        case _T.RELANCE_ENVOYEE:
            return _letter_source(dossier, jointe, [c for c in dossier.courriers if c.etape in _SUITES], premiere=False)
        case _T.RECU:
            return SourcePiece(jointe, _of_kind(dossier, GenrePiece.PREUVE))
        case id_ if id_ in _REPONSES:
            return SourcePiece(
                jointe, _answers(dossier, id_, [autre.piece.id for autre in jointes if autre.piece.id in _REPONSES])
            )
    return SourcePiece(jointe)


def _is_further(etape: str) -> bool:
    """True for a letter that follows the first: a reminder, or one of another demarche."""
    return "/" in etape or etape in _SUITES


def _letter_source(dossier: "DossierLu", jointe: Jointe, courriers: "list[Courrier]", *, premiere: bool) -> SourcePiece:
    """The version really sent, else the file kept with the latest of these letters, else that letter to be made again."""
    if premiere and (envoyees := _of_kind(dossier, GenrePiece.VERSION_ENVOYEE)):
        return SourcePiece(jointe, envoyees)
    if not courriers:
        return SourcePiece(jointe)
    dernier = courriers[-1]
    gardee = dernier.piece
    return SourcePiece(jointe, (_leaving(dossier, gardee.empreinte),)) if gardee else SourcePiece(jointe, courrier=dernier)


def _of_kind(dossier: "DossierLu", genre: GenrePiece) -> tuple[str, ...]:
    """Those that came, in their order: each as it leaves."""
    gardees = {piece.empreinte for piece in dossier.pieces}
    venues = (piece for piece in dossier.pieces if piece.genre is genre and piece.masque_de not in gardees)
    return tuple(_leaving(dossier, piece.empreinte) for piece in venues)


def _leaving(dossier: "DossierLu", empreinte: str) -> str:
    """A file, or its covered copy where there is one: the latest, and that of this one."""
    copies = {piece.masque_de: piece.empreinte for piece in dossier.pieces if piece.masque_de}
    while (copie := copies.pop(empreinte, "")) != "":
        empreinte = copie
    return empreinte


def _answers(dossier: "DossierLu", id_: str, demandees: Sequence[str]) -> tuple[str, ...]:
    """The answers kept, one for each fact in the order of their dates; the last fact takes those that are left."""
    gardees = _of_kind(dossier, GenrePiece.REPONSE)
    dates: dict[str, dt.date] = {}
    for fait in dossier.demande.evenements:
        dates[fait.type.value] = max(fait.date, dates.get(fait.type.value, fait.date))
    ordre = sorted(demandees, key=lambda autre: (autre in dates, dates.get(autre)))
    rang = ordre.index(id_)
    return gardees[rang:] if rang == len(ordre) - 1 else gardees[rang : rang + 1]
