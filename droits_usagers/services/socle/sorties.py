"""What leaves the program: paper, files, the clipboard, a link. One small interface, so that a mode can forbid any of it.

It takes nothing but what the control let go (`Libre`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Face, Imprimable, Support, Travail
from droits_usagers.services.socle.modes import Sortie


@dataclass(frozen=True, slots=True)
class Liasse:
    """One document to print: its PDF, the paper of each page, how many copies, and on which sides.

    `dessiner` makes its pages again as SVG, for a system that takes no PDF; `en_deux` is the same document made for two A4.
    """

    pdf: bytes = field(repr=False)
    pages: tuple[Support, ...]
    nombre: int = 1
    face: Face = Face.RECTO
    #: What it is, in words that name nobody; empty where all are alike.
    nom: str = ""
    dessiner: Callable[[], tuple[bytes, ...]] = field(default=tuple, repr=False)
    en_deux: "Liasse | None" = field(default=None, repr=False)

    def printable(self) -> Imprimable:
        """What a printer must know of it."""
        return Imprimable(self.pages, self.nombre, self.face, len(self.en_deux.pages) if self.en_deux else 0)


class Sorties(Protocol):
    """How anything leaves. Failures that one expects are ExpectedError; giving up in a dialog is not a failure."""

    def print_pages(self, libre: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
        """Prints them, each beginning a sheet, under a title that names nobody; None if the person gave up.

        Once the printer's queue has taken everything that was asked for: the ranks of the documents that are whole there, since
        one may ask for some pages only. Raises PAS_D_IMPRIMANTE, IMPRIMANTE_REFUSE, or IMPRESSION_COUPEE when only some of it
        was taken (`partis`, `total`).
        """
        ...

    def save_file(self, contenu: Libre[bytes], nom: str, original: Path | None = None) -> Path | None:
        """Writes a file where the person says, `nom` being proposed; None if they gave up.

        `original`: what this is a copy of. Raises DISQUE_PLEIN, DOSSIER_INACCESSIBLE, or MASQUAGE_SUR_LUI in its place.
        """
        ...

    def save_together(self, contenus: Libre[Mapping[str, bytes]], nom: str) -> tuple[Path, ...]:
        """Writes the same thing in several formats, by the end of their names: where the person says, the others beside it.

        `nom` is proposed for the first. All or none; what is beside is never replaced. Empty if they gave up. Raises as
        `save_file`.
        """
        ...

    def choose_file(self, nom: str) -> Path | None:
        """Asks where to write a file that is not made yet, `nom` being proposed; None if they gave up.

        The dialog says it when there is one of that name: whoever writes it may then replace it.
        """
        ...

    def choose_folder(self, propose: Path | None) -> Path | None:
        """Asks in which folder to write several files, this one being proposed if it is still there; None if they gave up."""
        ...

    def open_file(self, chemin: Path) -> None:
        """Opens a file in the program that the computer has for it. Raises FICHIER_ABSENT or PAS_DE_PROGRAMME."""
        ...

    def copy_text(self, texte: Libre[str], *, secret: bool = False) -> None:
        """Puts a text in the clipboard, which is emptied after three minutes; after thirty seconds for a secret."""
        ...

    def open_link(self, lien: str) -> None:
        """Opens a public address in the browser."""
        ...


class SortiesPermises:
    """The same, minus what the present mode forbids: there, ExpectedError INTERDIT_ICI."""

    def __init__(self, sorties: Sorties, permises: Callable[[], frozenset[Sortie]]) -> None:
        self._sorties = sorties
        self._permises = permises

    def allows(self, sortie: Sortie) -> bool:
        """True if a button for it is worth showing."""
        return sortie in self._permises()

    def print_pages(self, libre: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
        """See Sorties."""
        self._check(Sortie.IMPRIMER)
        return self._sorties.print_pages(libre)

    def save_file(self, contenu: Libre[bytes], nom: str, original: Path | None = None) -> Path | None:
        """See Sorties."""
        self._check(Sortie.ENREGISTRER)
        return self._sorties.save_file(contenu, nom, original)

    def save_together(self, contenus: Libre[Mapping[str, bytes]], nom: str) -> tuple[Path, ...]:
        """See Sorties."""
        self._check(Sortie.ENREGISTRER)
        return self._sorties.save_together(contenus, nom)

    def choose_file(self, nom: str) -> Path | None:
        """See Sorties."""
        self._check(Sortie.ENREGISTRER)
        return self._sorties.choose_file(nom)

    def choose_folder(self, propose: Path | None) -> Path | None:
        """See Sorties."""
        self._check(Sortie.ENREGISTRER)
        return self._sorties.choose_folder(propose)

    def open_file(self, chemin: Path) -> None:
        """See Sorties."""
        self._check(Sortie.OUVRIR)
        self._sorties.open_file(chemin)

    def copy_text(self, texte: Libre[str], *, secret: bool = False) -> None:
        """See Sorties."""
        self._check(Sortie.COPIER)
        self._sorties.copy_text(texte, secret=secret)

    def open_link(self, lien: str) -> None:
        """See Sorties."""
        self._check(Sortie.LIEN)
        self._sorties.open_link(lien)

    def _check(self, sortie: Sortie) -> None:
        if sortie not in self._permises():
            raise ExpectedError(Panne.INTERDIT_ICI)


def bind(
    contenu: bytes,
    dessiner: Callable[[], tuple[bytes, ...]],
    *,
    nombre: int = 1,
    face: Face = Face.RECTO,
    nom: str = "",
    en_deux: Liasse | None = None,
) -> Liasse:
    """A PDF of ours and what draws it again, as a document to print."""
    from droits_usagers.letters.lettre.assemblage import page_supports

    return Liasse(contenu, page_supports(contenu), nombre, face, nom, dessiner, en_deux)


def pdf_for(travail: Travail, liasse: Liasse) -> bytes:
    """What is handed to the printer for a job about this document."""
    from droits_usagers.letters.lettre.assemblage import for_printer

    return for_printer(travail, liasse.pdf, liasse.en_deux.pdf if liasse.en_deux else b"")
