"""What a person decided of her letter, line by line, where someone must not find her: what is not decided does not leave."""

from dataclasses import dataclass, field
from enum import StrEnum


class Demandees(StrEnum):
    """What is asked about: all that was shown where it is decided, and no less."""

    #: What is not ordinary French: the command line says nothing else.
    PASSAGES = "passages"
    #: Each sentence too: many letters at once.
    PHRASES = "phrases"
    #: Who writes, where to answer, who has a copy too: one letter, on « Relire ».
    LIGNES = "lignes"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was left as it is, by its folded words (`lecture.spaced`). Nothing keeps them beyond the sitting."""

    #: Lines, whole.
    laissees: frozenset[str] = field(default=frozenset(), repr=False)
    #: Lines that resemble what must not be known, by a second gesture.
    malgre: frozenset[str] = field(default=frozenset(), repr=False)
    #: What stands in any line, and is left wherever it stands.
    formes: frozenset[str] = field(default=frozenset(), repr=False)
    demandees: Demandees = Demandees.PASSAGES

    def leaves(self, cle: str, *, proche: bool) -> bool:
        """True for a line that was left."""
        return cle in self.malgre or (not proche and cle in self.laissees)

    def leaves_form(self, cle: str) -> bool:
        """True for what was left wherever it stands, alone or in what was quoted around it."""
        return any(f" {cle} " in f" {dite} " for dite in self.formes)


#: As one begins.
RIEN_DE_DECIDE = Decisions()
#: The same with many letters.
EN_MASSE = Decisions(demandees=Demandees.PHRASES)
