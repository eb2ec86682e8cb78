"""What was erased for good, as long as it takes to forget it everywhere: nothing half typed about it may be kept again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from droits_usagers.domain.mots.pliage import fold, words


@dataclass(frozen=True, slots=True)
class Oubli:
    """Dossiers by their reference, drafts by their key, and the names that nobody in the coffre bears any more."""

    references: frozenset[str] = frozenset()
    brouillons: frozenset[str] = frozenset()
    #: Each as its folded words.
    noms: frozenset[tuple[str, ...]] = field(default=frozenset(), repr=False)
    #: How many things half typed went with them.
    saisies: int = 0

    def is_about(self, reference: str, dits: object) -> bool:
        """True for what is half typed about one of them: of its dossier or, of no dossier at all, where it is named."""
        return reference in self.references if reference else self.is_in(dits)

    def is_in(self, dits: object) -> bool:
        """True if plain values (texts, lists, mappings) hold a reference, or all the words of a name."""
        texte = "\n".join(_texts(dits))
        plie = fold(texte)
        if any(fold(reference) in plie for reference in self.references):
            return True
        mots = frozenset(words(texte))
        return any(mots.issuperset(nom) for nom in self.noms)


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
