"""Where someone must not be found: how many lines of what leaves nobody decided yet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from droits_usagers.domain.controle.lecture import LectureControle
from droits_usagers.domain.controle.lignes import LigneALire
from droits_usagers.domain.controle.valeurs import Alerte, Regle


def a_decider(lecture: LectureControle, lignes: Sequence[LigneALire]) -> Iterator[Alerte]:
    """One alert for them all: they are decided where they are shown, one after the other."""
    decisions = lecture.cadre.decisions
    restent = [ligne for ligne in lignes if not ligne.is_decided(decisions)]
    if restent:
        yield still_to_decide(lecture.alerte(Regle.A_DECIDER, "une"), restent)


def still_to_decide(alerte: Alerte, restent: Sequence[LigneALire]) -> Alerte:
    """The same alert, of those that are left."""
    lieux = tuple(dict.fromkeys(ligne.lieu for ligne in restent))
    return replace(alerte, cas="une" if len(restent) == 1 else "plusieurs", lieux=lieux, faits=(("nombre", str(len(restent))),))
