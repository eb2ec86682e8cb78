"""What leaves, read once for all the rules: its passages one after the other in one text, as written and folded.

A rule looks for what it wants in the whole at once, then asks where it stands: passage by passage, it takes ten times longer.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.passages import passages_of
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.lettre import Lettre
from droits_usagers.domain.pliage import fold, plain_digits

#: Between two passages: nothing that a person types holds it.
FIN = "\x00"
_HORS_MOTS = re.compile(r"\W+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
#: What the eye does not see: it may stand inside a word.
_INVISIBLES = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def spaced(texte: str) -> str:
    """The words of a text, folded, with one space between them.

    >>> spaced("12 bis, r. de l’Œuvre")
    '12 bis r de l oeuvre'
    """
    texte = texte.replace("_", " ").casefold()
    if not texte.isascii():
        # Whole pages are French: what is left once accents are off is nearly always plain.
        decompose = unicodedata.normalize("NFKD", plain_digits(_INVISIBLES.sub("", texte)))
        texte = _ACCENTS.sub("", decompose).replace("œ", "oe").replace("æ", "ae")
    texte = _HORS_MOTS.sub(" ", texte).strip()
    return texte if texte.isascii() else fold(texte)


#: Our own sentences are the same in every letter; what someone typed is not kept.
_spaced_ours = lru_cache(maxsize=1024)(spaced)


class Texte:
    """A text made of passages, and where each begins."""

    def __init__(self, morceaux: Iterable[str], entier: str = "") -> None:
        """Give `entier` when it was made already: the pieces with FIN between them."""
        morceaux = tuple(morceaux)
        self.entier = entier or FIN.join(morceaux)
        self._debuts = [0]
        for morceau in morceaux:
            self._debuts.append(self._debuts[-1] + len(morceau) + 1)

    def rang(self, position: int) -> int:
        """Which passage stands there."""
        return bisect_right(self._debuts, position) - 1

    def debut(self, rang: int) -> int:
        """Where a passage begins."""
        return self._debuts[rang]


class Lecture:
    """What leaves, and what is known about it, as the rules look at them."""

    def __init__(self, sortant: Sortant, cadre: Cadre, reference: Reference) -> None:
        self.sortant = sortant
        self.cadre = cadre
        self.reference = reference
        self.passages = (
            *(passage for id_, document in sortant.documents.items() for passage in passages_of(id_, document)),
            *sortant.passages,
        )

    @property
    def lettres(self) -> Iterator[tuple[str, Lettre]]:
        """The letters that leave, by id."""
        return ((id_, document) for id_, document in self.sortant.documents.items() if isinstance(document, Lettre))

    @cached_property
    def brut(self) -> Texte:
        """As written, character for character, digits of other scripts apart."""
        morceaux = [passage.texte.replace(FIN, " ") for passage in self.passages]
        return Texte(morceaux, plain_digits(FIN.join(morceaux)))

    @cached_property
    def plie(self) -> Texte:
        """Word by word, as `spaced`."""
        return Texte(spaced(passage.texte) if passage.saisis else _spaced_ours(passage.texte) for passage in self.passages)

    def lieu(self, rang: int) -> Lieu:
        """Where a passage stands."""
        return self.passages[rang].lieu

    def lieux(self, *parties: Partie) -> tuple[Lieu, ...]:
        """Where these parts stand, each once."""
        return tuple(dict.fromkeys(passage.lieu for passage in self.passages if passage.lieu.partie in parties))

    def alerte(self, regle: Regle, cas: str = "", *, lieux: tuple[Lieu, ...] = (), champ: str = "", **faits: object) -> Alerte:
        """What a rule says, with the weight of its case."""
        return self.reference.alerte(regle, cas, lieux=lieux, champ=champ, **faits)


def read(sortant: Sortant, cadre: Cadre, reference: Reference) -> Lecture:
    """What leaves, read once."""
    return Lecture(sortant, cadre, reference)
