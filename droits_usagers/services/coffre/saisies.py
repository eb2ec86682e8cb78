"""What is typed in forms and not given yet: kept in the coffre until it is given.

Erased for good with the dossier it is about; of no dossier, with whoever it names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.services.coffre.carnet import CoffreSeul


@dataclass(frozen=True, slots=True)
class SaisieGardee:
    """What its fields hold, each by its name; which form it is, of what, and what it was opened with."""

    champs: Mapping[str, str] = field(repr=False)
    formulaire: str = ""
    reference: str = ""
    ouvert: Mapping[str, str] = field(default_factory=dict, repr=False)


def keep_saisies(coffre: "CoffreSeul", ecran: str, saisies: Iterable[SaisieGardee]) -> None:
    """Keep those of a screen, in place of others; none: nothing any more.

    Read back: raises ExpectedError rather than say that they are there.
    """
    garde = [
        {"champs": dict(une.champs), "formulaire": une.formulaire, "reference": une.reference, "ouvert": dict(une.ouvert)}
        for une in saisies
        # Asked for while it was being erased.
        if not une.reference or not coffre.effacement.is_gone(une.reference)
    ] or None
    coffre.reglages.keep_surely(saisie_key(ecran), garde)


def read_saisies(coffre: "CoffreSeul", ecran: str) -> tuple[SaisieGardee, ...]:
    """Those of a screen."""
    return tuple(SaisieGardee(**une) for une in coffre.reglages.read(saisie_key(ecran)) or ())


def saisie_key(ecran: str) -> str:
    """Where the coffre keeps those of this screen."""
    return f"{ecran}.saisie"
