"""Finds what someone types, whatever the accents, the case, the order of words and a slip.

rapidfuzz is imported with the first slip, not with the program.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.domain.mots.pliage import fold

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue


_MOT = re.compile(r"[a-z0-9]+")
#: How alike two words must be, out of 100: « cofre » finds « coffre », « mairie » does not find « marie ».
_RESSEMBLANCE = 78

#: The same for texts of the program, kept: what a person types never is.
_fold_ours = lru_cache(maxsize=4096)(fold)


def matches(cherche: str, textes: Iterable[str]) -> bool:
    """True if every word of `cherche` is somewhere in these texts of the program."""
    foin = " ".join(_fold_ours(texte) for texte in textes)
    return all(mot in foin for mot in fold(cherche).split())


@dataclass(frozen=True, slots=True)
class TrouvaillePartout:
    """Somewhere one can go: a screen and something on it, its name, what kind of thing it is, and what else it answers to."""

    page: str
    element: str
    titre: str
    genre: str
    aussi: tuple[str, ...] = ()


def everything(catalogue: "Catalogue") -> tuple[TrouvaillePartout, ...]:
    """All that is written or read here: the demarches, the texts of law, and the numbers they had before 2019."""
    textes = catalogue.textes
    demarches = []
    for id_ in catalogue.demarches:
        siens = catalogue.textes_demarche(id_)
        mots = tuple(mot for situation in catalogue.situations if id_ in situation.demarches for mot in _words(situation))
        demarches.append(
            TrouvaillePartout("assistant", id_, siens("titre"), textes("recherche.demarche"), (siens("phrase"), *mots))
        )
    articles = [
        TrouvaillePartout(
            "textes",
            entree.id,
            entree.sujet,
            capital(entree.citation_courte or entree.citation),
            (entree.citation, entree.resume),
        )
        for entree in catalogue.droit.entrees.values()
    ]
    anciens = [
        TrouvaillePartout(
            "textes", un.id, capital(textes("textes.ancien.titre", ancien=un.ancien)), textes("recherche.texte"), (un.objet,)
        )
        for un in catalogue.droit.correspondances.values()
    ]
    return (*demarches, *articles, *anciens)


def capital(phrase: str) -> str:
    """The same with a capital, for what begins a line."""
    return phrase[:1].upper() + phrase[1:]


def _words(situation: Situation) -> tuple[str, ...]:
    return (*situation.phrases, *situation.mots)


class Nomme(Protocol):
    """Anything that is looked for by its name, by what kind of thing it is, and by what else it answers to."""

    @property
    def titre(self) -> str:
        """Its name."""

    @property
    def genre(self) -> str:
        """What kind of thing it is."""

    @property
    def aussi(self) -> tuple[str, ...]:
        """What else it answers to."""


N = TypeVar("N", bound=Nomme)


class Partout(Generic[N]):
    """Looks among things, folded once: some are named after people, and nothing of that may outlive the search."""

    def __init__(self, parmi: Iterable[N]) -> None:
        self._parmi = tuple((un, fold(un.titre), " ".join(map(fold, (un.titre, un.genre, *un.aussi)))) for un in parmi)

    def find(self, cherche: str, *, plus: int = 20) -> tuple[N, ...]:
        """At most `plus` of them, the closest first: those whose title says so, then those that only say so elsewhere.

        When nothing answers, each word that is nowhere stands for the one that resembles it most.
        """
        mots = fold(cherche).split()
        return (self._answering(mots) or self._answering(self._mended(mots)))[:plus]

    def _answering(self, mots: Sequence[str]) -> tuple[N, ...]:
        rangs = ((_rank(mots, titre, tout), un) for un, titre, tout in self._parmi)
        return tuple(un for rang, un in sorted(((rang, un) for rang, un in rangs if rang), key=lambda paire: -paire[0]))

    def _mended(self, mots: Sequence[str]) -> list[str]:
        connus = frozenset(mot for _, _, tout in self._parmi for mot in _MOT.findall(tout))
        return [_closest(mot, connus) for mot in mots]


def _rank(mots: Sequence[str], titre: str, tout: str) -> int:
    """How well it answers: words that begin those of its title, are in it, or elsewhere; 0 when one is nowhere."""
    if all(mot in titre for mot in mots):
        siens = _MOT.findall(titre)
        return 3 if all(any(sien.startswith(mot) for sien in siens) for mot in mots) else 2
    return int(all(mot in tout for mot in mots))


def _closest(mot: str, connus: Collection[str]) -> str:
    """The known word that this one may be; itself when it is in one, or for a number, where a digit makes another article."""
    if not mot.isalpha() or any(mot in connu for connu in connus):
        return mot
    from rapidfuzz import fuzz, process

    proche = process.extractOne(mot, connus, scorer=fuzz.ratio, score_cutoff=_RESSEMBLANCE)
    return mot if proche is None else proche[0]
