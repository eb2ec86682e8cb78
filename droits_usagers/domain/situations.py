"""What a person would say when pushing the door, and what answers it (`resources/situations.toml`): letters, or a call."""

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

    @property
    def phrase(self) -> str:
        """The sentence shown."""
        return self.phrases[0]


#: Whom to call: their texts are `urgence.numero.<id>` and `urgence.quoi.<id>`.
NUMEROS = ("17", "114", "3919", "119", "115", "3114")


@dataclass(frozen=True, slots=True)
class Urgence:
    """What presses more than any letter. How `dits` and `sauf` are written is in the data."""

    id: str
    #: Numbers to call, the most useful first; every urgence has them all.
    numeros: tuple[str, ...]
    #: What people say, and what shows that it is about something else.
    dits: tuple[str, ...]
    sauf: tuple[str, ...] = ()
    #: True where something more is said before the numbers.
    conseil: bool = False
