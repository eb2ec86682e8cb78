"""The sizes below which nothing is printed, in one place: text grows when there is room, and never shrinks under these."""

from dataclasses import dataclass
from typing import Final

from droits_usagers.domain.notice.notices import Forme, Papier

#: From one format of paper to the next: A3 to A4.
REDUCTION: Final = 0.7071
#: How much larger than the least everything may be, when there is room: the largest that fits is taken.
ECHELLES: Final = (1.45, 1.35, 1.25, 1.18, 1.12, 1.06, 1.0)


@dataclass(frozen=True, slots=True)
class CorpsMinimal:
    """The least sizes of one form, in points."""

    titre: float
    rubrique: float
    texte: float

    def reduced(self, rapport: float) -> "CorpsMinimal":
        """The same on a smaller sheet, read from nearer."""
        return CorpsMinimal(self.titre * rapport, self.rubrique * rapport, self.texte * rapport)


#: Legible at two metres.
AFFICHE_A3: Final = CorpsMinimal(titre=60, rubrique=29, texte=24)

_CORPS: Final = {
    Forme.DEPLIANT: CorpsMinimal(titre=23, rubrique=14, texte=11),
    Forme.COMPLETE: CorpsMinimal(titre=22, rubrique=14, texte=11),
    Forme.SIMPLIFIEE: CorpsMinimal(titre=26, rubrique=18, texte=14),
    Forme.CLAUSE: CorpsMinimal(titre=12, rubrique=11, texte=10),
    Forme.ATTESTATION: CorpsMinimal(titre=15, rubrique=11, texte=10.5),
    Forme.JOURNAL: CorpsMinimal(titre=20, rubrique=14, texte=11),
    Forme.LANGUES: CorpsMinimal(titre=20, rubrique=18, texte=11),
}


def least(forme: Forme, papier: Papier) -> CorpsMinimal:
    """The least sizes of a form on a paper."""
    if forme is Forme.AFFICHE:
        return AFFICHE_A3.reduced(REDUCTION) if papier is Papier.A4 else AFFICHE_A3
    return _CORPS[forme]
