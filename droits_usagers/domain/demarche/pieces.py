"""Which enclosures go with a letter, in order, and what each of them shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche, PieceJointe
from droits_usagers.domain.demarche.questions import effective_answers, filled_lines, holds, known_facts
from droits_usagers.domain.mots.nettoyage import clean


@dataclass(frozen=True, slots=True)
class Jointe:
    """One enclosure. `rang` is its number among those of the letter, from 1."""

    piece: PieceJointe
    rang: int
    #: As the person named it; empty for one that the texts name.
    nom: str = field(default="", repr=False)
    #: The line of the groupe that names it, from 0.
    ligne: int = 0


def enclosed(demarche: Demarche, etape: str, demande: Demande) -> tuple[Jointe, ...]:
    """The enclosures of the letter of this étape."""
    contexte = contexte_of(demande)
    faits = known_facts(demarche.questions, demande.reponses, contexte)
    pieces = (
        piece for piece in demarche.pieces if (not piece.etapes or etape in piece.etapes) and holds(piece.condition, faits)
    )
    trouvees = [(piece, nom, ligne) for piece in pieces for nom, ligne in _named(piece, demarche, demande)]
    return tuple(Jointe(piece, rang, nom, ligne) for rang, (piece, nom, ligne) in enumerate(trouvees, start=1))


def groupe_of(demarche: Demarche, ligne: str) -> str:
    """The id of the groupe whose lines ask this question; empty when none does."""
    groupes = (question.id for question in demarche.questions if any(sous.id == ligne for sous in question.questions))
    return next(groupes, "")


def _named(piece: PieceJointe, demarche: Demarche, demande: Demande) -> Iterator[tuple[str, int]]:
    """One enclosure, or as many as there are lines that name one."""
    if not piece.ligne:
        yield "", 0
        return
    reponses = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
    for rang, ligne in enumerate(filled_lines(reponses.get(groupe_of(demarche, piece.ligne)))):
        nom = ligne.get(piece.ligne)
        propre = clean(nom).texte.strip() if isinstance(nom, str) else ""
        if propre:
            yield propre, rang
