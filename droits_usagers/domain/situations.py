"""What a person would say when pushing the door, and the demarches that answer it (`resources/situations.toml`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation of life. The first phrase is the one shown; the others only help to find it."""

    id: str
    phrases: tuple[str, ...]
    #: Ids of the demarches that answer it, the best first.
    demarches: tuple[str, ...]
    #: Words without which nobody would think of it, not shown (« rgpd », « casier », « mon fichier »).
    mots: tuple[str, ...] = ()
    #: Where its first demarche begins, when it is not at its first letter (« on ne m'a pas répondu » → relance).
    etape: str = ""
    #: True: someone must not know, and this says it.
    danger: bool = False

    @property
    def phrase(self) -> str:
        """The sentence shown."""
        return self.phrases[0]
