"""What is typed in forms and not given yet: kept in the coffre until it is given.

Erased for good with the dossier it is about; of no dossier, with whoever it names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
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


@dataclass(frozen=True, slots=True)
class EbaucheGardee:
    """What it would be as a file, and the file it came from, if any."""

    contenu: bytes = field(repr=False)
    chemin: Path | None = field(default=None, repr=False)
    #: Someone else's notice, typed again.
    recue: bool = False


def keep_ebauche(coffre: "CoffreSeul", genre: str, ebauche: EbaucheGardee, *, nouvelle: bool) -> None:
    """Keep it, in place of what it was before; a `nouvelle` one comes over those of other days, that nobody went on with.

    Read back: raises ExpectedError rather than let anyone believe that it is there.
    """
    gardees = _all(coffre, genre)
    coffre.reglages.keep_surely(ebauche_key(genre), [*(gardees if nouvelle else gardees[:-1]), _as_kept(ebauche)])


def read_ebauche(coffre: "CoffreSeul", genre: str) -> EbaucheGardee | None:
    """The last one kept, which stays; None if there is none."""
    gardees = _all(coffre, genre)
    if not gardees:
        return None
    contenu, chemin, recue = (gardees[-1][cle] for cle in ("contenu", "chemin", "recue"))
    return EbaucheGardee(str(contenu).encode(), Path(str(chemin)) if chemin else None, recue=bool(recue))


def drop_ebauche(coffre: "CoffreSeul", genre: str, ebauche: EbaucheGardee) -> None:
    """It is in its file, or is not wanted: takes it away if it is the last one kept."""
    gardees = _all(coffre, genre)
    if gardees[-1:] == [_as_kept(ebauche)]:
        coffre.reglages.keep(ebauche_key(genre), gardees[:-1] or None)


def _as_kept(ebauche: EbaucheGardee) -> dict[str, object]:
    return {"contenu": ebauche.contenu.decode(), "chemin": str(ebauche.chemin or ""), "recue": ebauche.recue}


def _all(coffre: "CoffreSeul", genre: str) -> list[dict[str, object]]:
    return coffre.reglages.read(ebauche_key(genre)) or []


def ebauche_key(genre: str) -> str:
    """Where the coffre keeps those of this kind."""
    return f"{genre}.ebauche"
