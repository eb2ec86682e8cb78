"""Where someone must not be found: how many lines of what leaves nobody decided yet."""

from collections.abc import Iterator, Sequence

from droits_usagers.domain.controle.lecture import LectureControle
from droits_usagers.domain.controle.lignes import LigneALire
from droits_usagers.domain.controle.valeurs import Alerte, Regle


def a_decider(lecture: LectureControle, lignes: Sequence[LigneALire]) -> Iterator[Alerte]:
    """One alert for them all: they are decided where they are shown, one after the other."""
    decisions = lecture.cadre.decisions
    restent = [ligne for ligne in lignes if not ligne.is_decided(decisions)]
    if restent:
        cas = "une" if len(restent) == 1 else "plusieurs"
        lieux = tuple(ligne.lieu for ligne in restent)
        yield lecture.alerte(Regle.A_DECIDER, cas, lieux=lieux, nombre=len(restent))
