"""What a person would say when pushing the door, and what answers it (`resources/situations.toml`): letters, or a call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.personnes import Qualite


class GroupeSituations(StrEnum):
    """Under which heading situations are shown, in this order."""

    VOIR = "voir"
    CORRIGER = "corriger"
    REFUSER = "refuser"
    DECISION = "decision"
    AUTRUI = "autrui"


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
    #: What its sentence says already, by demarche: the answers a person should not have to give again.
    reponses: Mapping[str, Reponses] = field(default_factory=dict, compare=False)
    #: In what capacity one writes, when its sentence says so (a `Qualite`); empty else.
    qualite: str = ""
    #: True: someone must not know, and this says it.
    danger: bool = False
    groupe: GroupeSituations = GroupeSituations.VOIR
    #: True for the few shown before all the others.
    frequente: bool = False

    @property
    def phrase(self) -> str:
        """The sentence shown."""
        return self.phrases[0]


#: Whom to call: their texts are `urgence.numero.<id>` and `urgence.quoi.<id>`.
NUMEROS = ("17", "114", "3919", "119", "115", "3114")


@dataclass(frozen=True, slots=True)
class UrgenceDite:
    """What presses more than any letter. How `dits` and `sauf` are written is in the data."""

    id: str
    #: Numbers to call, the most useful first; every urgence has them all.
    numeros: tuple[str, ...]
    #: What people say, and what shows that it is about something else.
    dits: tuple[str, ...]
    sauf: tuple[str, ...] = ()
    #: True where something more is said before the numbers.
    conseil: bool = False


@dataclass(frozen=True, slots=True)
class Offre:
    """One thing to do: a letter or a page to print. One of the two is empty."""

    demarche: str = ""
    fiche: str = ""


@dataclass(frozen=True, slots=True)
class Porte:
    """One of those who come. The first door is that of the person concerned."""

    id: str
    offres: tuple[Offre, ...]
    #: In what capacity they write; None: it is asked.
    qualite: Qualite | None = None
