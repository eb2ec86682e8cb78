"""What a person decided of her letter, line by line, where someone must not find her: what is not decided does not leave."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was left as it is, by its folded words (`lecture.spaced`). Nothing keeps them beyond the sitting."""

    #: Lines, whole.
    laissees: frozenset[str] = field(default=frozenset(), repr=False)
    #: Lines that resemble what must not be known, by a second gesture.
    malgre: frozenset[str] = field(default=frozenset(), repr=False)
    #: What stands in any line, and is left wherever it stands.
    formes: frozenset[str] = field(default=frozenset(), repr=False)
    #: True where each line was shown: one of ordinary words is then decided too.
    chaque_ligne: bool = False

    def leaves(self, cle: str, *, proche: bool) -> bool:
        """True for a line that was left."""
        return cle in self.malgre or (not proche and cle in self.laissees)

    def leaves_form(self, cle: str) -> bool:
        """True for what was left wherever it stands, alone or in what was quoted around it."""
        return any(f" {cle} " in f" {dite} " for dite in self.formes)


#: As one begins.
RIEN_DE_DECIDE = Decisions()
