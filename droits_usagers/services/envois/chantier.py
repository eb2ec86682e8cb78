"""Making many letters: step by step, each in the thread it belongs to, so that the window and the coffre go on answering.

Whoever runs it takes one step after the other, and stops at the first that fails. A letter is remembered in the coffre once it
is where it goes, in a file that is whole; those of a step that could not be remembered are taken away again.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from droits_usagers.domain.controle.libre import Libre, together
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.dossier.dossiers_coffre import CourrierANoter
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.ecriture import write_new_files
from droits_usagers.services.socle.sorties import Liasse

if TYPE_CHECKING:
    from droits_usagers.domain.lettre.lettre import Document
    from droits_usagers.letters.lettre.word import Recueil
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


class FormeEnvoi(StrEnum):
    """What the letters are made into."""

    UN_DOCX = "un_docx"
    DOCX = "docx"
    PDF = "pdf"
    IMPRIMER = "imprimer"


def file_name(ligne: "LigneTriee") -> str:
    """« 2026-0113-acces-relance.docx »: never a name."""
    lettre = letter_of(ligne)
    return f"{ligne.reference}-{lettre.demande.demarche}-{lettre.etape}".replace("_", "-") + ".docx"


@dataclass(slots=True, kw_only=True)
class ChantierFichiers(Chantier):
    """One Word file for each letter, in a folder."""

    dossier: Path

    def _letters(self) -> Iterator[Pas]:
        """A lot is written, then remembered: nothing stops between the two."""
        for lot in self._lots():
            yield Pas(LieuDePas.RENDU, partial(self._write, lot))
            yield Pas(LieuDePas.COFFRE, self._remember_written)

    def _write(self, lot: Sequence["LigneTriee"]) -> None:
        libres = [(ligne, self._compose(ligne)) for ligne in lot]
        faites = {file_name(ligne): (ligne, libre) for ligne, libre in libres if libre is not None}
        places = write_new_files(self.dossier, {nom: libre.map(self._file) for nom, (_, libre) in faites.items()})
        self._ecrites = [Ecrite(to_remember(ligne, libre), places[nom]) for nom, (ligne, libre) in faites.items()]

    def _file(self, document: "Document") -> bytes:
        self.depart.souffler()
        return self.courriers.render(document, Format.DOCX).contenu

    def _remember_written(self, coffre: "Coffre") -> None:
        self._remember(self._ecrites, coffre)
        self._ecrites = []


@dataclass(slots=True, kw_only=True)
class _ChantierEnsemble(Chantier):
    """All the letters together: composed, then delivered in one go, then remembered. Stopped before that, nothing is made."""

    #: False once the person gave up where they were to be delivered.
    _livrees: bool = field(default=True, init=False)

    def _letters(self) -> Iterator[Pas]:
        for lot in self._lots():
            yield Pas(LieuDePas.RENDU, partial(self._compose_all, lot))
        if self.cancelled or not self._ecrites:
            return
        yield self._delivery()
        if not self._livrees:
            self._ecrites = []
            return
        for debut in range(0, len(self._ecrites), LOT):
            yield Pas(LieuDePas.COFFRE, partial(self._remember, self._ecrites[debut : debut + LOT]))

    def _compose_all(self, lot: Sequence["LigneTriee"]) -> None:
        for ligne in lot:
            libre = self._compose(ligne)
            if libre is not None:
                self._add(libre)
                self._ecrites.append(Ecrite(to_remember(ligne, libre)))
        self._composees = len(self._ecrites)

    @abstractmethod
    def _add(self, libre: "Libre[Document]") -> None:
        """Put a letter with the others."""

    @abstractmethod
    def _delivery(self) -> Pas:
        """Where they all go."""


@dataclass(slots=True, kw_only=True)
class ChantierRecueil(_ChantierEnsemble):
    """One Word file for all the letters, in a folder, under a name that names nobody."""

    dossier: Path
    nom: str
    _recueil: "Recueil | None" = field(default=None, init=False, repr=False)
    _ajoutees: "list[Libre[None]]" = field(default_factory=list, init=False, repr=False)

    def _add(self, libre: "Libre[Document]") -> None:
        if self._recueil is None:
            self._recueil = self.courriers.gather()
        # Written at once rather than kept: a thousand documents would weigh.
        self._ajoutees.append(libre.map(self._recueil.add))

    def _delivery(self) -> Pas:
        return Pas(LieuDePas.RENDU, self._write)

    def _write(self) -> None:
        recueil = self._recueil
        contenu = together(self._ajoutees).map(lambda _: recueil.content() if recueil is not None else b"")
        self.fichiers += write_new_files(self.dossier, {self.nom: contenu}).values()


@dataclass(slots=True, kw_only=True)
class ChantierPdf(_ChantierEnsemble):
    """One PDF for all the letters."""

    dossier: Path
    nom: str
    _documents: "list[Libre[Document]]" = field(default_factory=list, init=False, repr=False)

    def _add(self, libre: "Libre[Document]") -> None:
        self._documents.append(libre)

    def _delivery(self) -> Pas:
        return Pas(LieuDePas.RENDU, self._write)

    def _write(self) -> None:
        pdf = together(self._documents).map(lambda documents: self.courriers.together(documents).contenu)
        self.fichiers += write_new_files(self.dossier, {self.nom: pdf}).values()


@dataclass(slots=True, kw_only=True)
class ChantierPapier(_ChantierEnsemble):
    """All the letters to the printer, each beginning a sheet."""

    imprimer: Callable[[Libre[Sequence[Liasse]]], frozenset[int] | None]
    _liasses: list[Libre[Liasse]] = field(default_factory=list, init=False, repr=False)

    def _add(self, libre: "Libre[Document]") -> None:
        self._liasses.append(libre.map(self.courriers.liasse))

    def _delivery(self) -> Pas:
        return Pas(LieuDePas.FENETRE, self._print)

    def _print(self) -> bool:
        # One may print only some of them, or some pages of one: those are not made.
        entieres = self.imprimer(together(self._liasses)) or frozenset()
        self._ecrites = [ecrite for rang, ecrite in enumerate(self._ecrites) if rang in entieres]
        self._livrees = bool(self._ecrites)
        # What was typed in them has left, or will not.
        self._liasses = []
        return self._livrees
