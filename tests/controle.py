"""What leaves, for tests of the control: one passage, or a letter in a few lines."""

from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.controle import examine
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Passage

RIEN = Cadre()


def passage(texte: str, partie: Partie = Partie.CORPS, *, document: str = "lettre") -> Passage:
    """A text that someone typed, in one part of a document."""
    return Passage(Lieu(document, partie), texte, (texte,))


def look_at(reference: Reference, *passages: Passage | str, cadre: Cadre = RIEN) -> tuple[Alerte, ...]:
    """What the control says of these."""
    lus = tuple(passage(dit) if isinstance(dit, str) else dit for dit in passages)
    return examine(Sortant(passages=lus), cadre, reference)


def cases(alertes: tuple[Alerte, ...]) -> list[tuple[str, str]]:
    """Rule and case of each."""
    return [(alerte.regle.value, alerte.cas) for alerte in alertes]
