"""What comes from one of our models and was never replaced: someone would call, write or go where nobody answers."""

import re
from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import Lecture
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Regle

_REGLE = Regle.VALEUR_D_EXEMPLE
#: Signs that typography and line breaks put for others.
_SIGNES = (("\u00a0", " "), ("\u202f", " "), ("’", "'"), ("\n", " "))
#: « 03 00 00 00 00 »: nobody's.
_ZEROS = re.compile(r"(?<![0-9])0[0-9](?:[ .-]?00){4}(?![0-9])")


def valeur_d_exemple(lecture: Lecture) -> Iterator[Alerte]:
    """Where it stands. What is invented from one end to the other, and says so, is let out."""
    if lecture.cadre.invente:
        return
    texte = lecture.brut.entier.lower()
    for signe, simple in _SIGNES:
        texte = texte.replace(signe, simple)
    positions = [position for dit in lecture.reference.prepared(_REGLE, _said) for position in _places(texte, dit)]
    if "00" in texte:
        positions += (trouve.start() for trouve in _ZEROS.finditer(texte))
    lieux: list[Lieu] = [lecture.lieu(lecture.brut.rang(position)) for position in sorted(positions)]
    if lieux:
        yield lecture.alerte(_REGLE, lieux=tuple(lieux))


def _places(texte: str, dit: str) -> Iterator[int]:
    position = texte.find(dit)
    while position >= 0:
        yield position
        position = texte.find(dit, position + 1)


def _said(mots: MotsDe) -> tuple[str, ...]:
    return tuple(mot.lower() for mot in mots["dits"])
