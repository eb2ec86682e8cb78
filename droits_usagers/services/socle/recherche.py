"""Finds what someone types, whatever the accents, the case, the order of words and a slip.

rapidfuzz is imported with the first slip, not with the program.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from droits_usagers.domain.mots.pliage import fold

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.mots.textes import Textes


#: A number keeps what follows its dash: « L115-3 » is no 3.
_MOT = re.compile(r"[a-z0-9]+(?:-[0-9][a-z0-9-]*)?")
#: A word may be inside another from this length on: shorter, it is by chance.
_DEDANS = 4
#: « de », « la », « un »: no longer than this.
_GRAMMAIRE = 2
#: How alike two words must be, out of 100: « cofre » finds « coffre », « mairie » does not find « marie ».
_RESSEMBLANCE = 82


@dataclass(frozen=True, slots=True)
class TrouvaillePartout:
    """Somewhere one can go: a screen and something on it, its name, what kind of thing it is, and what else it answers to."""

    page: str
    element: str
    titre: str
    genre: str
    aussi: tuple[str, ...] = ()
    vise: tuple[str, ...] = ()


def all_demarches(catalogue: "Catalogue") -> Iterator[TrouvaillePartout]:
    """The letters one can write, by what people say."""
    for id_ in catalogue.demarches:
        siens = catalogue.textes_demarche(id_)
        mots = tuple(
            mot
            for situation in catalogue.situations
            if id_ in situation.demarches
            for mot in (*situation.phrases, *situation.mots)
        )
        genre = catalogue.textes("recherche.demarche")
        vise = words_under(catalogue.textes, f"recherche.vise.demarche_{id_}")
        yield TrouvaillePartout("assistant", id_, siens("titre"), genre, (siens("phrase"), *mots), vise)


def all_texts(catalogue: "Catalogue") -> Iterator[TrouvaillePartout]:
    """The texts of law, and the numbers they had before 2019."""
    textes = catalogue.textes
    yield from (
        TrouvaillePartout("textes", entree.id, entree.sujet, entree.nom, (entree.citation, entree.resume))
        for entree in catalogue.droit.entrees.values()
    )
    yield from (
        TrouvaillePartout(
            "textes", un.id, capital(textes("textes.ancien.titre", ancien=un.ancien)), textes("recherche.texte"), (un.objet,)
        )
        for un in catalogue.droit.correspondances.values()
    )


def words_under(textes: "Textes", id_: str) -> tuple[str, ...]:
    """The words kept under this id, which commas separate; none where there is no such id."""
    return tuple(mot.strip() for mot in textes(id_).split(",")) if id_ in textes else ()


def capital(phrase: str) -> str:
    """The same with a capital, for what begins a line."""
    return phrase[:1].upper() + phrase[1:]


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

    @property
    def vise(self) -> tuple[str, ...]:
        """What can only mean it, when nothing else is typed."""


N = TypeVar("N", bound=Nomme)


class Partout(Generic[N]):
    """Looks among things, folded once: some are named after people, and nothing of that may outlive the search.

    `ensuite`: those that are only given after all the others that answer.
    """

    def __init__(self, parmi: Iterable[N], ensuite: Iterable[N] = ()) -> None:
        self._groupes = tuple(tuple((un, _Plie.of(un)) for un in groupe) for groupe in (parmi, ensuite))

    def find(self, cherche: str, *, plus: int = 20, exact: bool = False) -> tuple[N, ...]:
        """At most `plus` of them, the closest first: what was meant, whose name says so, that only say so elsewhere.

        When nothing answers, each word that is nowhere stands for the one that resembles it most; none does in what is `exact`.
        """
        mots, phrase = _words_of(cherche), _phrase_of(cherche)
        trouves = self._answering(mots, phrase)
        return (trouves if trouves or exact else self._answering(self._mended(mots)))[:plus]

    def _answering(self, mots: Sequence[str], phrase: str = "") -> tuple[N, ...]:
        vises: list[N] = []
        trouves: list[N] = []
        for groupe in self._groupes:
            vises += [un for un, plie in groupe if phrase in plie.vise]
            rangs = ((plie.rank(mots), un) for un, plie in groupe if phrase not in plie.vise)
            trouves += [un for _, un in sorted(((rang, un) for rang, un in rangs if rang), key=lambda paire: -paire[0])]
        return (*vises, *trouves)

    def _mended(self, mots: Sequence[str]) -> list[str]:
        connus = frozenset(mot for groupe in self._groupes for _, plie in groupe for mot in plie.tous.split())
        return [_closest(mot, connus) for mot in mots]


@dataclass(frozen=True, slots=True)
class _Plie:
    """What a thing is called, and all that it answers to, folded: words between two spaces, to be looked for at once."""

    nom: str = field(repr=False)
    genre: str
    siens: str = field(repr=False)
    tous: str = field(repr=False)
    #: Whole phrases.
    vise: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, un: Nomme) -> "_Plie":
        nom = fold(f"{un.titre} {un.genre}")
        siens = _spaced(nom)
        return cls(
            nom,
            _spaced(fold(un.genre)),
            siens,
            siens + _spaced(fold(" ".join((*un.aussi, *un.vise)))),
            frozenset(map(_phrase_of, un.vise)),
        )

    def rank(self, mots: Sequence[str]) -> int:
        """How well it answers: by its kind, by its name, inside it, by other words; 0 when a word is nowhere."""
        if mots and all(_begins(mot, self.genre) for mot in mots):
            return 4
        if all(_begins(mot, self.siens) for mot in mots):
            return 3
        if all(len(mot) >= _DEDANS and mot in self.nom for mot in mots):
            return 2
        return int(all(_begins(mot, self.tous) for mot in mots))


def _words_of(cherche: str) -> list[str]:
    """What someone typed, without the small words of grammar where there are others."""
    mots = _MOT.findall(fold(cherche))
    return [mot for mot in mots if len(mot) > _GRAMMAIRE or mot.isdigit()] or mots


def _phrase_of(cherche: str) -> str:
    """The whole of it, of one or of many: « Mandats » is « mandat »."""
    return " ".join(mot.removesuffix("s") for mot in _MOT.findall(fold(cherche)))


def _spaced(plie: str) -> str:
    return f" {' '.join(_MOT.findall(plie))} "


def _begins(mot: str, connus: str) -> bool:
    """True for what begins one of them; a number is a whole one, or it is another article."""
    return (f" {mot} " if mot.isdigit() else f" {mot}") in connus


def _closest(mot: str, connus: Collection[str]) -> str:
    """The known word that this one may be; itself when it is known, or for a number, where a digit makes another article."""
    if not mot.isalpha() or any(connu.startswith(mot) for connu in connus):
        return mot
    from rapidfuzz import fuzz, process

    proche = process.extractOne(mot, connus, scorer=fuzz.ratio, score_cutoff=_RESSEMBLANCE)
    return mot if proche is None else proche[0]
