"""What is attached to a dossier, line by line: each kind is declared here once, then kept, asked, shown and found by that.

None of it leaves the coffre: no letter, no table, no file given to someone else.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses
from droits_usagers.domain.dossier.dossiers import Action, AVerifier, DossierLu, Note


class LigneAttachee(Protocol):
    """A frozen dataclass, each field with a default: a column, or a key, for each; `numero` is 0 while it is not kept."""

    @property
    def numero(self) -> int:
        """Of its row."""


L = TypeVar("L", bound=LigneAttachee)


class PlaceAttache(StrEnum):
    """Where its lines are shown in their dossier."""

    #: In the history, each at its date.
    HISTOIRE = "histoire"
    #: In a list of its own, under what comes next.
    LISTE = "liste"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attache(Generic[L]):
    """A kind of them. Its words are those under `[attaches.<code>]`."""

    code: str
    ligne: type[L]
    #: What the journal says.
    posee: Action
    retiree: Action
    place: PlaceAttache
    #: Its own table; empty: the common one (`attaches`).
    table: str = ""
    #: The field that the program dates.
    datee: str = ""
    #: Its form, whose answers are fields of the line; none: nobody writes it. What is half said waits with its dossier.
    questions: tuple[Question, ...] = ()
    #: Taking it away is asked twice and never undone: its words are kept nowhere to be put back.
    sans_retour: bool = False
    #: By what it is found, but for an address that nobody may read.
    mots: Callable[[L], Iterable[str]] = field(default=lambda _: ())

    def of(self, dossier: DossierLu) -> tuple[L, ...]:
        """Those of a dossier, in the order they came."""
        return dossier.attaches.get(self.code, ())

    def said(self, reponses: Reponses) -> L | None:
        """The line these answers make; None where nothing was said."""
        dites = {nom: valeur.strip() for nom, valeur in reponses.items() if isinstance(valeur, str)}
        return self.ligne(**dites) if any(dites.values()) else None

    def dated(self, ligne: L, moment: dt.datetime) -> L:
        """The same, of that moment."""
        champs: dict[str, Any] = {self.datee: moment} if self.datee else {}
        return replace(ligne, **champs)  # type: ignore[type-var]  # a dataclass


NOTE: Attache[Note] = Attache(
    code="note",
    ligne=Note,
    posee=Action.NOTE_ECRITE,
    retiree=Action.NOTE_RETIREE,
    place=PlaceAttache.HISTOIRE,
    table="notes",
    datee="ecrite_le",
    questions=(Question("texte", Genre.TEXTE_LONG),),
    sans_retour=True,
    mots=lambda note: (note.texte,),
)
A_VERIFIER: Attache[AVerifier] = Attache(
    code="a_verifier",
    ligne=AVerifier,
    posee=Action.CELLULE_REMISE,
    retiree=Action.CELLULE_VUE,
    place=PlaceAttache.LISTE,
    table="a_verifier",
)


@dataclass(frozen=True, slots=True)
class Etiquette:
    """A word of one's own on a dossier: « À voir avec Paul »."""

    numero: int = 0
    texte: str = field(default="", repr=False)


ETIQUETTE: Attache[Etiquette] = Attache(
    code="etiquette",
    ligne=Etiquette,
    posee=Action.ETIQUETTE_POSEE,
    retiree=Action.ETIQUETTE_RETIREE,
    place=PlaceAttache.LISTE,
    questions=(Question("texte", Genre.TEXTE),),
    mots=lambda etiquette: (etiquette.texte,),
)

#: All of them, by their codes, in the order in which they are offered and shown.
ATTACHES: Mapping[str, Attache[Any]] = MappingProxyType({une.code: une for une in (NOTE, A_VERIFIER, ETIQUETTE)})


def words_attached(dossier: DossierLu) -> Iterator[str]:
    """By what else than itself a dossier is found."""
    for attache in ATTACHES.values():
        for ligne in attache.of(dossier):
            yield from attache.mots(ligne)
