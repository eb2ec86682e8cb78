"""What many letters are made into: one file each, one for all of them, or paper."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.libre import Libre, together
from droits_usagers.services.envois.chantier import LOT, Chantier, Ecrite, LieuDePas, Pas, letter_of, to_remember
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.ecriture import write_new_files
from droits_usagers.services.socle.sorties import Liasse

if TYPE_CHECKING:
    from droits_usagers.domain.lettre.lettre import Document
    from droits_usagers.letters.lettre.word import Recueil
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.envois.tri import LigneTriee


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
