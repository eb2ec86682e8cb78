"""Letters and the pages that go with them: compose, show, write, print. What one can do with a demande, without any screen.

Nothing heavy is imported with this module: jinja2, docx, typst and markdown_it come with the first letter (`warm_up` fetches
them ahead of time, in a background thread). Every method may be called from any thread.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.lettre import Document, Lettre, Remarque

if TYPE_CHECKING:
    from droits_usagers.catalogue import Catalogue
    from droits_usagers.places import Places


class Format(StrEnum):
    """The files a document can be written as."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"


@dataclass(frozen=True, slots=True)
class Rendu:
    """A document as the bytes of a file, and what had to be changed or should be known (a character no font has…)."""

    contenu: bytes = field(repr=False)
    remarques: tuple[Remarque, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemplaire:
    """One document of a kit, and in how many copies to print it. `id` is "lettre", "recepisse", "mandat", "pieces" or "apres"."""

    id: str
    document: Document = field(repr=False)
    nombre: int = 1


class Courriers:
    """Makes letters from the catalogue and the templates found in `places`. Keeps only what is the same for everyone."""

    def __init__(self, catalogue: "Catalogue", places: "Places") -> None:
        self._catalogue = catalogue
        self._places = places

    def warm_up(self) -> None:
        """Load and compile what the first letter needs, so that the first preview comes fast. Worth a background thread."""
        raise NotImplementedError

    def compose(self, demande: Demande, etape: str | None = None) -> Lettre:
        """The letter of this étape (the demarche's first one when None), whatever is missing as dotted lines.

        Raises ExpectedError: DEMARCHE_INCONNUE or ETAPE_INCONNUE; PAS_DE_LETTRE (`question` = the id of the question whose
        answer excludes a letter, or that must be answered first); GABARIT_… when the user's own template is at fault.
        """
        raise NotImplementedError

    def render(self, document: Document, format_: Format) -> Rendu:
        """The file. Same document, same bytes. Never fails because of what someone typed."""
        raise NotImplementedError

    def pages(self, document: Document) -> tuple[bytes, ...]:
        """The printed pages as SVG, one per page: what the preview shows and the printer gets. The same as the PDF."""
        raise NotImplementedError

    def text(self, document: Document) -> str:
        """The document as plain text, as in the .txt file: the « Texte » side of the preview, and what is copied."""
        raise NotImplementedError

    def kit(self, demande: Demande, etape: str | None = None) -> tuple[Exemplaire, ...]:
        """« Tout imprimer », in printing order.

        The letter twice, the receipt to be stamped (channel "guichet"), the mandate (author mandataire), the list of enclosures
        (if there are any), and « et après ? » in large type.
        """
        raise NotImplementedError

    def suggested_name(self, demande: Demande, etape: str | None, format_: Format, *, reference: str = "") -> str:
        """A file name made of the coffre's reference or else the letter's date, and of the kind of letter; never a name.

        E.g. "2026-0113-acces-demande.docx", "2026-11-24-acces-demande.pdf", "acces-demande.docx".
        """
        raise NotImplementedError
