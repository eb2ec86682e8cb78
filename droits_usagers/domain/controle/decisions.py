"""What a person decided of her letter, line by line, where someone must not find her: what is not decided does not leave."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was left as it is, by its words and signs (`lecture.key_of`). Nothing keeps them beyond the sitting."""

    #: Lines, whole.
    laissees: frozenset[str] = field(default=frozenset(), repr=False)
    #: Lines that resemble what must not be known, by a second gesture.
    malgre: frozenset[str] = field(default=frozenset(), repr=False)
    #: What was taken out, as typed: no name of file says it.
    retirees: frozenset[str] = field(default=frozenset(), repr=False)
    #: True where each line is shown: who writes and where to answer are then decided too.
    chaque_ligne: bool = False

    def leaves(self, cle: str, *, proche: bool) -> bool:
        """True for a line that was left."""
        return cle in self.malgre or (not proche and cle in self.laissees)


#: As one begins.
RIEN_DE_DECIDE = Decisions()
