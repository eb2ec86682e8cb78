"""A name in one cell, taken apart only where it says itself how."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_MOT = re.compile(r"\S+")
_CAPITALES = 2


@dataclass(frozen=True, slots=True)
class NomLu:
    """What a cell says of someone. A name that cannot be taken apart is a last name, whole."""

    civilite: str = field(default="", repr=False)
    prenom: str = field(default="", repr=False)
    nom: str = field(default="", repr=False)


def read_name(texte: str, *, nom_d_abord: bool | None, is_title: Callable[[str], bool]) -> NomLu:
    """« Mme DURAND Élodie », « Élodie Durand ». `nom_d_abord`: what the heading says of their order, None if it says nothing.

    `is_title` knows how people are addressed: « Mme ».
    """
    mots = _MOT.findall(texte.replace(",", " "))
    civilite, mots = (mots[0], mots[1:]) if len(mots) > 1 and is_title(mots[0]) else ("", mots)
    prenom, nom = _apart(mots, nom_d_abord)
    return NomLu(civilite, " ".join(prenom), " ".join(nom))


def _apart(mots: list[str], nom_d_abord: bool | None) -> tuple[list[str], list[str]]:  # noqa: FBT001 - three values
    """First names, last names."""
    hauts = [len(mot) >= _CAPITALES and mot.isupper() for mot in mots]
    if any(hauts) and not all(hauts):
        grands = hauts.index(True), len(hauts) - hauts[::-1].index(True)
        # The capitals must follow one another: « DURAND Élodie MARTIN » is for its owner to explain.
        if all(hauts[grands[0] : grands[1]]) and (grands[0] == 0 or grands[1] == len(mots)):
            return mots[: grands[0]] + mots[grands[1] :], mots[grands[0] : grands[1]]
        return [], mots
    if nom_d_abord is None or len(mots) != _CAPITALES:
        return [], mots
    return ([mots[1]], [mots[0]]) if nom_d_abord else ([mots[0]], [mots[1]])
