"""What was erased for good, as long as it takes to forget it everywhere: nothing half typed about it may be kept again.

A name may be a word (« Petit », « Rose »), or somebody else's. What says no more than that is not forgotten by itself: it is a
`DouteOubli`, that someone decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from droits_usagers.domain.mots.pliage import fold, words

#: Letters of a word that may name someone by itself.
_ASSEZ = 4
#: Between a name and a first name that go together: « PETIT, Denis », « Petit (Denis) », two cells of a line.
_ENSEMBLE = re.compile(r"[^\S\n]*[,;|\"'’()\-]{0,2}[^\S\n]*[\"'’(]?")
#: Around what may be about someone, in characters.
_AUTOUR = 40


@dataclass(frozen=True, slots=True)
class Efface:
    """Someone whom no dossier of the coffre knows any more, and the numbers that nobody else there has."""

    prenom: str = field(default="", repr=False)
    noms: tuple[str, ...] = field(default=(), repr=False)
    denomination: str = field(default="", repr=False)
    numero: str = field(default="", repr=False)

    @property
    def dit(self) -> str:
        """As one says it."""
        return " ".join(filter(None, (self.prenom, *self.noms[:1]))) or self.denomination

    def is_named_in(self, textes: Sequence[str]) -> bool:
        """True where nobody else can be meant: the whole name beside the first name, or the number."""
        if self.numero and any(_follow(words(self.numero), _folded(texte)) is not None for texte in textes):
            return True
        if len(words(self.denomination)) > 1 and any(_together(texte, self.denomination, "") for texte in textes):
            return True
        tous = frozenset(words(texte) for texte in textes)
        for prenom in dict.fromkeys(filter(None, (self.prenom, *self.prenom.split()[:1]))):
            for nom in self.noms:
                # Two fields of a form, or side by side in one text.
                if {words(prenom), words(nom)} <= tous or any(_together(texte, prenom, nom) for texte in textes):
                    return True
        return False

    @property
    def words(self) -> Iterator[tuple[str, ...]]:
        """Those she may be meant by: any long enough word of a name, half a double one included; else the name whole."""
        for dit in filter(None, map(words, self.noms if any(self.noms) or self.denomination else (self.prenom,))):
            seuls = [mot for mot in dit if len(mot) >= _ASSEZ]
            yield from ((mot,) for mot in seuls) if seuls else (dit,)
        if self.denomination:
            yield words(self.denomination)


@dataclass(frozen=True, slots=True)
class DouteOubli:
    """What is half typed and may be about someone erased: where the coffre keeps it, whom it may mean, by which words."""

    cle: str
    qui: str = field(repr=False)
    passage: str = field(repr=False)
    #: As it is kept.
    valeur: Any = field(repr=False, compare=False)
    #: True for the last thing kept there: what a screen goes on with.
    dernier: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Oubli:
    """Dossiers by their reference, drafts by their key, and people."""

    references: frozenset[str] = frozenset()
    brouillons: frozenset[str] = frozenset()
    personnes: frozenset[Efface] = field(default=frozenset(), repr=False)
    #: How many things half typed went with them; what may be about them, and stays until someone decides.
    saisies: int = 0
    doutes: tuple[DouteOubli, ...] = field(default=(), repr=False)

    def is_about(self, reference: str, dits: object) -> bool:
        """True for what is half typed about one of them: of its dossier or, of no dossier at all, where it is named."""
        return reference in self.references if reference else self.is_in(dits)

    def is_in(self, dits: object) -> bool:
        """True if plain values (texts, lists, mappings) hold a reference, or name one of them so that it is nobody else."""
        textes = tuple(_texts(dits))
        plie = fold("\n".join(textes))
        if any(fold(reference) in plie for reference in self.references):
            return True
        return any(personne.is_named_in(textes) for personne in self.personnes)

    def doubt(self, cle: str, dits: object, *, dernier: bool = True) -> DouteOubli | None:
        """Who may be meant in plain values that are kept so, and where; None where nobody is."""
        textes = tuple(_texts(dits))
        presents = frozenset(words("\n".join(textes)))
        for personne in sorted(self.personnes, key=lambda une: une.dit):
            for mots in personne.words:
                if presents.issuperset(mots):
                    return DouteOubli(cle, personne.dit, _around(textes, mots), dits, dernier)
        return None


def _texts(dits: object) -> Iterator[str]:
    match dits:
        case str():
            yield dits
        case Mapping():
            yield from _texts(tuple(dits))
            yield from _texts(tuple(dits.values()))
        case Sequence():
            for dit in dits:
                yield from _texts(dit)


def _spans(texte: str) -> Iterator[tuple[int, int]]:
    """Where its words are: letters, digits, and the marks that some scripts write between them."""
    fin = 0
    for est_mot, signes in groupby(texte, lambda signe: signe.isalnum() or unicodedata.category(signe)[0] == "M"):
        debut, fin = fin, fin + len(tuple(signes))
        if est_mot:
            yield debut, fin


def _folded(texte: str) -> tuple[str, ...]:
    return tuple(fold(texte[debut:fin]) for debut, fin in _spans(texte))


def _follow(mots: Sequence[str], dits: Sequence[str], depuis: int = 0) -> int | None:
    """Where these words follow one another."""
    rangs = range(depuis, len(dits) - len(mots) + 1)
    return next((rang for rang in rangs if tuple(dits[rang : rang + len(mots)]) == tuple(mots)), None)


def _together(texte: str, prenom: str, nom: str) -> bool:
    """True where they are said side by side, both written as names or both not: « le petit Denis » is not « Petit Denis »."""
    parties = tuple(filter(None, (_folded(prenom), _folded(nom))))
    if not frozenset(words(texte)).issuperset(mot for partie in parties for mot in partie):
        return False
    lieux = tuple(_spans(texte))
    dits = tuple(fold(texte[debut:fin]) for debut, fin in lieux)
    for ordre in (parties, parties[::-1]):
        suite = tuple(mot for partie in ordre for mot in partie)
        rang = _follow(suite, dits)
        while rang is not None:
            ici, milieu = lieux[rang : rang + len(suite)], len(ordre[0])
            capitales = {
                any(texte[debut].isupper() for debut, _ in partie) for partie in (ici[:milieu], ici[milieu:]) if partie
            }
            if len(capitales) == 1 and all(_ENSEMBLE.fullmatch(texte, fin, debut) for (_, fin), (debut, _) in pairwise(ici)):
                return True
            rang = _follow(suite, dits, rang + 1)
    return False


def _around(textes: Iterable[str], mots: Sequence[str]) -> str:
    """The words, and what is said around them."""
    for ligne in (ligne for texte in textes for ligne in texte.splitlines()):
        for debut, fin in _spans(ligne):
            if fold(ligne[debut:fin]) == mots[0]:
                avant, apres = max(0, debut - _AUTOUR), fin + _AUTOUR
                return "…" * (avant > 0) + ligne[avant:apres].strip() + "…" * (apres < len(ligne))
    return " ".join(mots)
