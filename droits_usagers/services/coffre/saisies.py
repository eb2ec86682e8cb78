"""What is typed in a form and not given yet, as the coffre is locked: kept in it, and given back once.

Erased with whatever is erased from the coffre, as all that was being typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


@dataclass(frozen=True, slots=True)
class SaisieGardee:
    """What its fields hold, each by its name; which form it is, of what, and what it was opened with."""

    champs: Mapping[str, str] = field(repr=False)
    formulaire: str = ""
    reference: str = ""
    ouvert: Mapping[str, str] = field(default_factory=dict, repr=False)


def keep_saisie(coffre: "Coffre", ecran: str, saisie: SaisieGardee) -> None:
    """Keep that of a screen, in place of another. Read back: raises ExpectedError rather than say that it is there."""
    garde = {
        "champs": dict(saisie.champs),
        "formulaire": saisie.formulaire,
        "reference": saisie.reference,
        "ouvert": dict(saisie.ouvert),
    }
    coffre.reglages.keep(_key(ecran), garde)
    if coffre.reglages.read(_key(ecran)) != garde:
        panne = Panne.COFFRE_LECTURE_SEULE if coffre.lecture_seule else Panne.COFFRE_INACCESSIBLE
        raise ExpectedError(panne, fichier=coffre.chemin.name)


def take_saisie(coffre: "Coffre", ecran: str) -> SaisieGardee | None:
    """That of a screen, which is not there any more: whoever takes it keeps it again. None if there is none."""
    garde = coffre.reglages.read(_key(ecran))
    if garde is None:
        return None
    coffre.reglages.keep(_key(ecran), None)
    return SaisieGardee(**garde)


def _key(ecran: str) -> str:
    return f"{ecran}.saisie"
