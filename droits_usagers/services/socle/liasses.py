"""Documents made ready for the printer. Nothing heavy is imported with this module."""

from collections.abc import Callable

from droits_usagers.domain.socle.impression import Face, Travail
from droits_usagers.services.socle.sorties import Liasse


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
    from droits_usagers.letters.lettre.imposition import page_supports

    return Liasse(contenu, page_supports(contenu), nombre, face, nom, dessiner, en_deux)


def pdf_for(travail: Travail, liasse: Liasse) -> bytes:
    """What is handed to the printer for a job about this document."""
    from droits_usagers.letters.lettre.imposition import for_printer

    return for_printer(travail, liasse.pdf, liasse.en_deux.pdf if liasse.en_deux else b"")
