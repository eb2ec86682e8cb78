"""All that one hands over, as files: one PDF in that order, and the letter for Word beside it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.services.lettre.courriers import Format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.lettre.lettre import Remarque
    from droits_usagers.services.lettre.courriers import Courriers, Exemplaire

_ENSEMBLE = "ensemble"


@dataclass(frozen=True, slots=True)
class Paquet:
    """The files by format, and what should be known of them."""

    contenus: "Mapping[str, bytes]" = field(repr=False)
    remarques: "tuple[Remarque, ...]" = ()


def bundle(courriers: "Courriers", kit: "Sequence[Exemplaire]") -> Paquet:
    """Everything of a kit once, each document on the front of a sheet; the letter alone for Word."""
    lettre = kit[0].document
    word = courriers.render(lettre, Format.DOCX)
    pdf = courriers.together([exemplaire.document for exemplaire in kit])
    dites = (*lettre.remarques, *(remarque for rendu in (pdf, word) for remarque in rendu.remarques))
    return Paquet({Format.PDF: pdf.contenu, Format.DOCX: word.contenu}, tuple(dict.fromkeys(dites)))


def bundle_name(courriers: "Courriers", demande: "Demande", etape: str | None, quoi: str = _ENSEMBLE) -> str:  # noqa: PLR0917
    """« 2026-11-24-acces-demande-ensemble.pdf », or that of one page of it; never a name."""
    lettre = courriers.suggested_name(demande, etape, Format.PDF)
    return lettre.removesuffix(f".{Format.PDF}") + f"-{quoi.replace('_', '-')}.{Format.PDF}"
