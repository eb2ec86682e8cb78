"""What leaves the program: paper, files, the clipboard, a link. One small interface, so that a mode can forbid any of it.

It takes nothing but what the control let go (`Libre`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.services.modes import Sortie


@dataclass(frozen=True, slots=True)
class Liasse:
    """The pages of one document (SVG, in order) and how many copies of it to print."""

    pages: tuple[bytes, ...] = field(repr=False)
    nombre: int = 1


class Sorties(Protocol):
    """How anything leaves. Failures that one expects are ExpectedError; giving up in a dialog is not a failure."""

    def print_pages(self, libre: Libre[Sequence[Liasse]]) -> bool:
        """Prints them as one job with a title that names nobody; false if the person gave up. Raises PAS_D_IMPRIMANTE."""
        ...

    def save_file(self, contenu: Libre[bytes], nom: str) -> Path | None:
        """Writes a file where the person says, `nom` being proposed; None if they gave up.

        Raises DISQUE_PLEIN or DOSSIER_INACCESSIBLE.
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

    def print_pages(self, libre: Libre[Sequence[Liasse]]) -> bool:
        """See Sorties."""
        self._check(Sortie.IMPRIMER)
        return self._sorties.print_pages(libre)

    def save_file(self, contenu: Libre[bytes], nom: str) -> Path | None:
        """See Sorties."""
        self._check(Sortie.ENREGISTRER)
        return self._sorties.save_file(contenu, nom)

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
