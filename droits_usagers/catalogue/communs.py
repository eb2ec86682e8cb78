"""What several demarches share (`resources/demarches/_communs.toml`): screens, and what follows a first letter."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from droits_usagers.domain.demarche.demarches import Etape, Issue, PieceJointe
from droits_usagers.domain.demarche.questions import GroupeQuestions

_Element = TypeVar("_Element", GroupeQuestions, PieceJointe, Issue)


@dataclass(frozen=True, slots=True)
class Communs:
    """Everything shared, and its French texts by id."""

    groupes: tuple[GroupeQuestions, ...] = ()
    etapes: tuple[Etape, ...] = ()
    pieces: tuple[PieceJointe, ...] = ()
    issues: tuple[Issue, ...] = ()
    textes: Mapping[str, str] = field(default_factory=dict, repr=False)

    def after(self, suites: Collection[str]) -> "Communs":
        """What comes with these étapes: the étapes themselves, and what names one of them."""
        return Communs(
            tuple(_of(self.groupes, suites)),
            tuple(etape for etape in self.etapes if etape.id in suites),
            tuple(_of(self.pieces, suites)),
            # A letter that is not written is not one to go on to.
            tuple(replace(i, etape=i.etape if i.etape in suites else "") for i in _of(self.issues, suites)),
            self.textes,
        )


def _of(elements: Iterable[_Element], suites: Collection[str]) -> Iterator[_Element]:
    """Those that name one of these étapes, and no other étape with them."""
    for element in elements:
        if etapes := _among(element.etapes, suites):
            yield replace(element, etapes=etapes)


def _among(etapes: Sequence[str], suites: Collection[str]) -> tuple[str, ...]:
    return tuple(etape for etape in etapes if etape in suites)
