"""The words of ordinary French, and those that are names: two sorted blocks, searched as they lie.

A set of 280 000 words takes 40 MB and a third of a second to make; a block takes what its file weighs once unpacked.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

#: Between two halvings of a block, so few bytes are looked at one after the other.
_PRES = 256


class BlocDeMots:
    """One word a line, in the order of its bytes; what is known of it, if anything, after a space."""

    def __init__(self, octets: bytes) -> None:
        """`octets`: the lines, UTF-8."""
        self._bloc = b"\n" + octets + b"\n"

    def find(self, mot: str) -> str | None:
        """What is known of a word; None for one that is not there."""
        cherche, bloc = mot.encode(), self._bloc
        bas, haut = 0, len(bloc) - 1
        while haut - bas > _PRES:
            milieu = bloc.rfind(b"\n", bas, (bas + haut) // 2 + 1)
            if milieu <= bas:
                break
            ligne = bloc[milieu + 1 : bloc.find(b"\n", milieu + 1)]
            if ligne.partition(b" ")[0] <= cherche:
                bas = milieu
            else:
                haut = milieu
        for suite in (b"\n", b" "):
            trouve = bloc.find(b"\n" + cherche + suite, bas, haut + len(cherche) + _PRES)
            if trouve >= 0:
                return bloc[trouve + len(cherche) + 2 : bloc.find(b"\n", trouve + 1 + len(cherche))].decode()
        return None


class Connu(StrEnum):
    """What may be known of an ordinary word."""

    DETERMINANT = "d"
    GRAMMAIRE = "g"
    FREQUENT = "f"
    #: And neither a noun nor an adjective: nothing that is counted.
    ADVERBE = "a"
    #: Bears a capital in the program's own sentences.
    CAPITALE = "m"
    SIGLE = "s"


@dataclass(frozen=True, slots=True)
class LexiqueReleve:
    """Everything that a text is read with."""

    #: Each with the letters of `Connu`.
    ordinaires: BlocDeMots
    #: Each with `p` first name, `n` surname, `c` commune; in capitals, a frequent one.
    noms: BlocDeMots
    #: « UE », « rdv »: folded. Ordinary, in capitals too, whatever else they may name.
    usuels: frozenset[str]
    #: « CGT », « RSA »: folded. Ordinary in capitals only.
    sigles: frozenset[str]
    #: « Mme », « maître »: folded.
    civilites: frozenset[str]
    #: « rue », « chemin »: folded. They say what it is that was found.
    voies: frozenset[str]
    #: « école », « clinique »: folded.
    organisations: frozenset[str]
    #: « mon fils Untel »: folded.
    proches: frozenset[str]
    #: « il s'appelle… »: folded.
    nomme: frozenset[str]
    #: « L311-1 », « crpa »: the articles of codes that the legal base knows, and some codes, read when one may be cited.
    articles: Callable[[], Collection[str]]
