"""What comes from one of our models and was never replaced: someone would call, write or go where nobody answers."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from droits_usagers.domain.controle.lecture import LectureControle
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Regle

_REGLE = Regle.VALEUR_D_EXEMPLE
#: Signs that typography and line breaks put for others.
_SIGNES = (("\u00a0", " "), ("\u202f", " "), ("’", "'"), ("\n", " "))
#: « 03 00 00 00 00 »: nobody's.
_ZEROS = re.compile(r"(?<![0-9])0[0-9](?:[ .-]?00){4}(?![0-9])")


def valeur_d_exemple(lecture: LectureControle) -> Iterator[Alerte]:
    """Where it stands. What is invented from one end to the other, and says so, is let out."""
    if lecture.cadre.invente:
        return
    dits = lecture.reference.prepared(_REGLE, _said)
    rangs = [rang for rang, tient in lecture.kept(partial(_ours_hold, dits=dits)) if tient]
    if _holds(lecture.saisi.entier, dits):
        rangs += (rang for rang in lecture.rangs if _holds(lecture.passages[rang].texte, dits))
    if rangs:
        yield lecture.alerte(_REGLE, lieux=tuple(lecture.lieu(rang) for rang in sorted(rangs)))


def _holds(texte: str, dits: tuple[str, ...]) -> bool:
    texte = texte.lower()
    for signe, simple in _SIGNES:
        texte = texte.replace(signe, simple)
    return any(dit in texte for dit in dits) or ("00" in texte and _ZEROS.search(texte) is not None)


_ours_hold = lru_cache(maxsize=1024)(_holds)


def _said(mots: MotsDe) -> tuple[str, ...]:
    return tuple(mot.lower() for mot in mots["dits"])
