"""The phrase that protects a coffre: how strong one is, a generated one, and the sheet to keep it on. Nobody can recover it."""

import hashlib
import math
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from droits_usagers.domain.lettre.lettre import ACompleter, Feuille, GabaritUtilise, Inline, Paragraphe, Texte
from droits_usagers.domain.mots.textes import Textes

#: Under this, the window insists and the command line refuses.
BITS_MIN = 60
#: What a generated phrase reaches at least.
BITS_GENERES = 80
# zxcvbn refuses to measure more than this; what follows only adds to the strength.
_LONGUEUR_MESUREE = 72
_VERSION_DE_LA_FEUILLE = "2026-11"
_CORPS_PT = 16


@dataclass(frozen=True, slots=True)
class Robustesse:
    """How many guesses a phrase resists, as a power of two."""

    bits: float

    @property
    def faible(self) -> bool:
        """True when someone who stole the file could find the phrase."""
        return self.bits < BITS_MIN


class Phrases:
    """Measures and makes phrases. `devinables` are words a guesser tries first, the most likely first."""

    def __init__(self, textes: Textes, devinables: Sequence[str]) -> None:
        self._textes = textes
        self._devinables = devinables

    def strength(self, phrase: str, *, connus: Iterable[str] = ()) -> Robustesse:
        """How strong a phrase is, against someone who also knows `connus` (the name of the desk, of the file…).

        Spaces add nothing: zxcvbn takes each for a character drawn at random, a guesser puts them between words.
        """
        from zxcvbn import zxcvbn

        normale = unicodedata.normalize("NFC", phrase)
        mots = [*_spellings(connus), *self._dictionnaire]
        mesurees = {normale[:_LONGUEUR_MESUREE], "".join(normale.split())[:_LONGUEUR_MESUREE]}
        return Robustesse(
            min(math.log2(zxcvbn(mesuree, user_inputs=mots)["guesses"]) if mesuree else 0 for mesuree in mesurees)
        )

    def generate(self) -> str:
        """A phrase of as many French words, drawn at random, as `BITS_GENERES` needs."""
        return " ".join(secrets.choice(self._mots) for _ in range(word_count(len(self._mots))))

    @property
    def drawn(self) -> Robustesse:
        """How strong what `generate` gives is, whatever a guesser knows: the only strength that is a fact.

        That of a phrase someone made up is measured: nothing tells whether others know it (a prayer scores 140 bits).
        """
        taille = len(self._mots)
        return Robustesse(word_count(taille) * math.log2(taille))

    def sheet(self, phrase: str) -> Feuille:
        """A page to print and keep under lock: the phrase in large type, and what to know about it."""
        avant, apres = (self._textes(f"coffre.feuille.{id_}") for id_ in ("avant", "apres"))
        empreinte = hashlib.sha256(f"{avant}\n{apres}".encode()).hexdigest()[:16]
        return Feuille(
            titre=(Texte(self._textes("coffre.feuille.titre")),),
            corps=(
                _paragraphe(Texte(avant)),
                _paragraphe(Texte(unicodedata.normalize("NFC", phrase), gras=True, saisi=True)),
                _paragraphe(Texte(apres)),
                _paragraphe(Texte(self._textes("coffre.feuille.quel_coffre") + " "), ACompleter()),
            ),
            gabarit=GabaritUtilise("coffre/feuille", _VERSION_DE_LA_FEUILLE, empreinte),
            corps_pt=_CORPS_PT,
        )

    @cached_property
    def _mots(self) -> tuple[str, ...]:
        """The French list of the `mnemonic` package, whose accents are stored apart from their letters."""
        from mnemonic import Mnemonic

        return tuple(unicodedata.normalize("NFC", mot) for mot in Mnemonic("french").wordlist)

    @cached_property
    def _dictionnaire(self) -> tuple[str, ...]:
        return tuple(_spellings((*self._devinables, *self._mots)))


def word_count(taille_de_la_liste: int) -> int:
    """How many words drawn from a list of that size make `BITS_GENERES`.

    >>> word_count(2048)
    8
    """
    return math.ceil(BITS_GENERES / math.log2(taille_de_la_liste))


def _spellings(mots: Iterable[str]) -> list[str]:
    """Each word once, in lower case, with its accents and without; a name of several words also gives each of them."""
    vus: dict[str, None] = {}
    for mot in mots:
        normal = unicodedata.normalize("NFC", mot).lower()
        for forme in (normal, *normal.split()):
            vus[forme] = None
            vus["".join(c for c in unicodedata.normalize("NFD", forme) if not unicodedata.combining(c))] = None
    return list(vus)


def _paragraphe(*contenu: Inline) -> Paragraphe:
    return Paragraphe(contenu)
