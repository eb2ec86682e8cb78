"""What one can start, as described by `resources/demarches/*.toml`."""

from dataclasses import dataclass

from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.domain.personnes import Qualite
from droits_usagers.domain.questions import GroupeQuestions, Question


@dataclass(frozen=True, slots=True)
class Etape:
    """One letter of a demarche. `gabarit` is the id of its template, e.g. "acces/demande"."""

    id: str
    gabarit: str
    #: The fact that sending this letter records (ENVOYE for the first, RELANCE_ENVOYEE for a reminder…).
    evenement: TypeEvenement


@dataclass(frozen=True, slots=True)
class PieceJointe:
    """An enclosure, when the named question has one of these values; always when `question` is empty."""

    id: str
    question: str = ""
    valeurs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demarche:
    """A right one can exercise or a body one can seize. Its texts are found by id in the texts of the demarche."""

    id: str
    pour: tuple[Qualite, ...]
    #: Ids of `resources/droit/` on which the demarche rests, the main one first.
    fondements: tuple[str, ...]
    groupes: tuple[GroupeQuestions, ...]
    etapes: tuple[Etape, ...]
    #: Ids of delay rules (`resources/droit/delais.toml`) that run from this demarche.
    delais: tuple[str, ...]
    pieces: tuple[PieceJointe, ...] = ()
    #: Ids of the channels offered at the end, in order (lrar, guichet, courriel…).
    canaux: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every top-level question, in order, whatever screen it is on."""
        return tuple(question for groupe in self.groupes for question in groupe.questions)
