"""What many letters are made into: one file each, one for all of them, or paper."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.services.courriers import Format
from droits_usagers.services.ecriture import write_new_files
from droits_usagers.services.masse_chantier import LOT, Chantier, Ecrite, Lieu, Pas, letter_of, to_remember
from droits_usagers.services.sorties import Liasse

if TYPE_CHECKING:
    from droits_usagers.domain.lettre import Document
    from droits_usagers.letters.recueil import Recueil
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.masse import Ligne


class Forme(StrEnum):
    """What the letters are made into."""

    UN_DOCX = "un_docx"
    DOCX = "docx"
    PDF = "pdf"
    IMPRIMER = "imprimer"


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

    #: False once the person gave up where they were to be delivered.
    _livrees: bool = field(default=True, init=False)

    def _letters(self) -> Iterator[Pas]:
        for lot in self._lots():
            yield Pas(Lieu.RENDU, partial(self._compose_all, lot))
        if self.cancelled or not self._ecrites:
            return
        yield self._delivery()
        if not self._livrees:
            self._ecrites = []
            return
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
    """All the letters to the printer, each beginning a sheet."""

    imprimer: Callable[[list[Liasse]], bool]
    _liasses: list[Liasse] = field(default_factory=list, init=False, repr=False)

    def _add(self, document: "Document") -> None:
        self._liasses.append(self.courriers.liasse(document))

    def _delivery(self) -> Pas:
        return Pas(Lieu.FENETRE, self._print)

    def _print(self) -> bool:
        self._livrees = self.imprimer(self._liasses)
        # What was typed in them has left, or will not.
        self._liasses = []
        return self._livrees
