"""Making many letters: step by step, each in the thread it belongs to, so that the window and the coffre go on answering.

Whoever runs it takes one step after the other, and stops at the first that fails. A letter is remembered in the coffre once it
is where it goes, in a file that is whole; those of a step that could not be remembered are taken away again.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from droits_usagers.services.coffre_masse import CourrierANoter
from droits_usagers.services.courriers import Format
from droits_usagers.services.ecriture import write_new_files
from droits_usagers.services.sorties import Liasse

if TYPE_CHECKING:
    from droits_usagers.domain.lettre import Document
    from droits_usagers.letters.recueil import Recueil
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.courriers import Courriers
    from droits_usagers.services.masse import Lettre, Ligne

#: Letters composed in one step, and remembered in one: a coffre then answers within a few hundredths of a second.
LOT = 20


class Lieu(StrEnum):
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

    lieu: Lieu
    faire: Callable[..., object]


class Forme(StrEnum):
    """What the letters are made into."""

    UN_DOCX = "un_docx"
    DOCX = "docx"
    PDF = "pdf"
    IMPRIMER = "imprimer"


@dataclass(frozen=True, slots=True)
class Fait:
    """A letter that was made and remembered; `fichier` is where it is, None on paper."""

    reference: str
    courrier: int
    fichier: Path | None = None


@dataclass(slots=True, kw_only=True)
class Chantier(ABC):
    """Letters being made. Holds what is typed in them: to be thrown away afterwards."""

    courriers: "Courriers"
    lignes: Sequence["Ligne"] = field(repr=False)
    #: What is made besides, once the letters are.
    suite: "Suite | None" = None
    #: Those made and remembered, in order.
    faits: list[Fait] = field(default_factory=list, init=False)
    #: Files that hold several of them.
    fichiers: list[Path] = field(default_factory=list, init=False)
    #: Those written, to be remembered.
    _ecrites: "list[Ecrite]" = field(default_factory=list, init=False)
    _composees: int = field(default=0, init=False)
    _annule: bool = field(default=False, init=False)

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
        """The steps, each asked for once the one before it is taken."""
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

    def _lots(self) -> Iterator[Sequence["Ligne"]]:
        """The lines, some at a time, until asked to stop."""
        for debut in range(0, len(self.lignes), LOT):
            if self._annule:
                return
            yield self.lignes[debut : debut + LOT]

    def _compose(self, ligne: "Ligne") -> "Document":
        """A letter. Raises ExpectedError GABARIT_… when the user's own template is at fault."""
        lettre = letter_of(ligne)
        return self.courriers.compose(lettre.demande, lettre.etape)

    def _remember(self, ecrites: "Sequence[Ecrite]", coffre: "Coffre") -> None:
        """Write in the coffre that these were made, all or none."""
        numeros = coffre.masse.keep_letters([ecrite.courrier for ecrite in ecrites])
        self.faits += [
            Fait(ecrite.courrier.reference, numero, ecrite.fichier) for ecrite, numero in zip(ecrites, numeros, strict=True)
        ]


class Suite(Protocol):
    """What is made besides the letters."""

    def pas(self, chantier: Chantier) -> Iterator[Pas]:
        """The steps."""
        ...


@dataclass(frozen=True, slots=True)
class Ecrite:
    """A letter that was written, and is to be remembered."""

    courrier: CourrierANoter
    fichier: Path | None = None


def letter_of(ligne: "Ligne") -> "Lettre":
    """The letter of a line that has one."""
    if ligne.lettre is None:
        raise ValueError(ligne.reference)
    return ligne.lettre


def to_remember(ligne: "Ligne", document: "Document") -> CourrierANoter:
    """What the coffre remembers of a letter."""
    lettre = letter_of(ligne)
    return CourrierANoter(ligne.reference, lettre.code, document.gabarit, premiere=lettre.premiere)


def file_name(ligne: "Ligne") -> str:
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
            yield Pas(Lieu.RENDU, partial(self._write, lot))
            yield Pas(Lieu.COFFRE, self._remember_written)

    def _write(self, lot: Sequence["Ligne"]) -> None:
        documents = {file_name(ligne): self._compose(ligne) for ligne in lot}
        contenus = {nom: self.courriers.render(document, Format.DOCX).contenu for nom, document in documents.items()}
        places = write_new_files(self.dossier, contenus)
        self._ecrites = [
            Ecrite(to_remember(ligne, document), places[nom])
            for ligne, (nom, document) in zip(lot, documents.items(), strict=True)
        ]

    def _remember_written(self, coffre: "Coffre") -> None:
        self._remember(self._ecrites, coffre)
        self._ecrites = []


@dataclass(slots=True, kw_only=True)
class _ChantierEnsemble(Chantier):
    """All the letters together: composed, then delivered in one go, then remembered. Stopped before that, nothing is made."""

    def _letters(self) -> Iterator[Pas]:
        for lot in self._lots():
            yield Pas(Lieu.RENDU, partial(self._compose_all, lot))
        if self.cancelled or not self._ecrites:
            return
        yield self._delivery()
        for debut in range(0, len(self._ecrites), LOT):
            yield Pas(Lieu.COFFRE, partial(self._remember, self._ecrites[debut : debut + LOT]))

    def _compose_all(self, lot: Sequence["Ligne"]) -> None:
        for ligne in lot:
            document = self._compose(ligne)
            self._add(document)
            self._ecrites.append(Ecrite(to_remember(ligne, document)))
        self._composees = len(self._ecrites)

    @abstractmethod
    def _add(self, document: "Document") -> None:
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

    def _add(self, document: "Document") -> None:
        if self._recueil is None:
            self._recueil = self.courriers.gather()
        self._recueil.add(document)

    def _delivery(self) -> Pas:
        return Pas(Lieu.RENDU, self._write)

    def _write(self) -> None:
        contenu = self._recueil.content() if self._recueil is not None else b""
        self.fichiers += write_new_files(self.dossier, {self.nom: contenu}).values()


@dataclass(slots=True, kw_only=True)
class ChantierPdf(_ChantierEnsemble):
    """One PDF for all the letters."""

    dossier: Path
    nom: str
    _contenus: list[bytes] = field(default_factory=list, init=False, repr=False)

    def _add(self, document: "Document") -> None:
        self._contenus.append(self.courriers.render(document, Format.PDF).contenu)

    def _delivery(self) -> Pas:
        return Pas(Lieu.RENDU, self._write)

    def _write(self) -> None:
        self.fichiers += write_new_files(self.dossier, {self.nom: self.courriers.join(self._contenus)}).values()


@dataclass(slots=True, kw_only=True)
class ChantierPapier(_ChantierEnsemble):
    """All the letters to the printer, as one job."""

    imprimer: Callable[[list[Liasse]], bool]
    _liasses: list[Liasse] = field(default_factory=list, init=False, repr=False)

    def _add(self, document: "Document") -> None:
        self._liasses.append(Liasse(self.courriers.pages(document)))

    def _delivery(self) -> Pas:
        return Pas(Lieu.FENETRE, lambda: self.imprimer(self._liasses))


def take_away(fichiers: Iterable[Path]) -> None:
    """Remove files that were just written; one that is already gone is gone."""
    for fichier in fichiers:
        with contextlib.suppress(OSError):
            fichier.unlink(missing_ok=True)
