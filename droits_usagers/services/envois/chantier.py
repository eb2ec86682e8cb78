"""Making many letters: step by step, each in the thread it belongs to, so that the window and the coffre go on answering.

Whoever runs it takes one step after the other, and stops at the first that fails. A letter is remembered in the coffre once it
is where it goes, in a file that is whole; those of a step that could not be remembered are taken away again.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.dossier.dossiers_coffre import CourrierANoter

if TYPE_CHECKING:
    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.lettre.lettre import Document
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.controle.controle import Gestes
    from droits_usagers.services.dossier.pieces import PieceAVoir
    from droits_usagers.services.envois.tri import LettreAFaire, LigneTriee
    from droits_usagers.services.lettre.courriers import Courriers
    from droits_usagers.services.lettre.departs import Departs

#: Letters composed in one step, and remembered in one: a coffre then answers within a few hundredths of a second.
LOT = 40


class LieuDePas(StrEnum):
    """Where a step is taken."""

    #: The thread that draws letters.
    RENDU = "rendu"
    #: The thread of the coffre; the step is given the coffre.
    COFFRE = "coffre"
    #: The window's: a dialog is asked.
    FENETRE = "fenetre"


@dataclass(frozen=True, slots=True)
class Pas:
    """One step. When it gives back False, the person gave up there."""

    lieu: LieuDePas
    faire: Callable[..., object]


@dataclass(frozen=True, slots=True)
class EnvoiFait:
    """A letter that was made and remembered; `fichier` is where it is, None on paper."""

    reference: str
    courrier: int
    fichier: Path | None = None


@dataclass(frozen=True, slots=True)
class DepartEnvois:
    """What makes letters and lets them go; what the person chose to keep in some of them, by dossier."""

    courriers: "Courriers"
    departs: "Departs"
    gestes: "Mapping[str, Gestes]" = field(default_factory=dict)
    #: Each letter bears the reference of its dossier: what comes back with it is found at once.
    references: bool = False
    #: Before each piece of work: what lets the coffre answer first.
    souffler: Callable[[], None] = lambda: None


@dataclass(slots=True, kw_only=True)
class Chantier(ABC):
    """Letters being made. Holds what is typed in them: to be thrown away afterwards."""

    depart: "DepartEnvois"
    lignes: Sequence["LigneTriee"] = field(repr=False)
    #: What is made besides, once the letters are.
    suite: "Suite | None" = None
    #: Those that did not leave, in order, and why.
    retenues: "dict[str, SortieRetenue]" = field(default_factory=dict, init=False)
    #: Those made and remembered, in order.
    faits: list[EnvoiFait] = field(default_factory=list, init=False)
    #: Files that hold several of them.
    fichiers: list[Path] = field(default_factory=list, init=False)
    #: Those written, to be remembered.
    _ecrites: "list[Ecrite]" = field(default_factory=list, init=False)
    _composees: int = field(default=0, init=False)
    _annule: bool = field(default=False, init=False)

    @property
    def courriers(self) -> "Courriers":
        """What writes them."""
        return self.depart.courriers

    @property
    def total(self) -> int:
        """How many letters there are to make."""
        return len(self.lignes)

    @property
    def avancement(self) -> int:
        """How many are done, as far as one can tell."""
        return max(len(self.faits), self._composees)

    def cancel(self) -> None:
        """Stop before the next letters. Those made are remembered first."""
        self._annule = True

    @property
    def cancelled(self) -> bool:
        """True once asked to stop."""
        return self._annule

    def pas(self) -> Iterator[Pas]:
        """The steps, each asked for once the one before it is taken. Where an exhibit is to be decided of, nothing is made."""
        if self.suite is not None:
            yield from self.suite.look(self)
            if self.suite.a_decider:
                return
        yield from self._letters()
        if self.suite is not None and self.faits:
            yield from self.suite.pas(self)

    @abstractmethod
    def _letters(self) -> Iterator[Pas]:
        """Those that make the letters."""

    def undo(self) -> None:
        """After a step that failed: take away the letters that are written and not remembered. Raises nothing."""
        take_away(ecrite.fichier for ecrite in self._ecrites if ecrite.fichier is not None)
        self._ecrites = []

    def _lots(self) -> Iterator[Sequence["LigneTriee"]]:
        """The lines, some at a time, until asked to stop."""
        for debut in range(0, len(self.lignes), LOT):
            if self._annule:
                return
            yield self.lignes[debut : debut + LOT]

    def _compose(self, ligne: "LigneTriee") -> "Libre[Document] | None":
        """A letter that may leave; None for one that is held back: the others are made all the same.

        Raises ExpectedError GABARIT_… when the user's own template is at fault.
        """
        lettre, depart = letter_of(ligne), self.depart
        depart.souffler()
        reference = ligne.reference if depart.references else ""
        try:
            gestes = depart.gestes.get(ligne.reference)
            return depart.departs.letter(lettre.demande, lettre.etape, gestes=gestes, reference=reference)
        except SortieRetenue as error:
            self.retenues[ligne.reference] = error
            return None

    def _remember(self, ecrites: "Sequence[Ecrite]", coffre: "Coffre") -> None:
        """Write in the coffre that these were made, all or none."""
        numeros = coffre.lettres.keep_all([ecrite.courrier for ecrite in ecrites])
        self.faits += [
            EnvoiFait(ecrite.courrier.reference, numero, ecrite.fichier)
            for ecrite, numero in zip(ecrites, numeros, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class PieceManquante:
    """What someone has to add by hand to the exhibits of a dossier: their numbers."""

    reference: str
    rangs: tuple[int, ...]
    #: Of these, what is kept and does not leave: it says where someone lives, or not all of it can be read.
    retenues: tuple[int, ...] = ()
    #: What someone looked at, and left out.
    ecartees: tuple[int, ...] = ()


class Suite(Protocol):
    """What is made besides the letters."""

    @property
    def fichiers(self) -> Sequence[Path]:
        """What was made."""
        ...

    @property
    def manques(self) -> Sequence[PieceManquante]:
        """What is missing from it."""
        ...

    @property
    def regardes(self) -> int:
        """In how many dossiers what would leave was read."""
        ...

    @property
    def a_decider(self) -> "Sequence[PieceAVoir]":
        """What someone has to look at before anything is made."""
        ...

    def look(self, chantier: Chantier) -> Iterator[Pas]:
        """The steps before any letter: what would leave with them is read."""
        ...

    def pas(self, chantier: Chantier) -> Iterator[Pas]:
        """The steps."""
        ...


@dataclass(frozen=True, slots=True)
class Ecrite:
    """A letter that was written, and is to be remembered."""

    courrier: CourrierANoter
    fichier: Path | None = None


def letter_of(ligne: "LigneTriee") -> "LettreAFaire":
    """The letter of a line that has one."""
    if ligne.lettre is None:
        raise ValueError(ligne.reference)
    return ligne.lettre


def to_remember(ligne: "LigneTriee", libre: "Libre[Document]") -> CourrierANoter:
    """What the coffre remembers of a letter."""
    lettre, gabarit = letter_of(ligne), libre.contenu.gabarit
    return CourrierANoter(ligne.reference, lettre.code, gabarit, premiere=lettre.premiere, confirmees=libre.confirmees)


def take_away(fichiers: Iterable[Path]) -> None:
    """Remove files that were just written; one that is already gone is gone."""
    for fichier in fichiers:
        with contextlib.suppress(OSError):
            fichier.unlink(missing_ok=True)
