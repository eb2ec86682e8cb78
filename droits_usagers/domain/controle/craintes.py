"""Tells a fear that anyone could have from a fact of someone's life, in the reasons given for an opposition.

In doubt, nothing is said: one word of a life (someone, a place, a job, an illness, what did happen) is enough. What is denied
does not count, and what « could » happen is no fact.
"""

import re
from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Partie, Regle

_PHRASES = re.compile(r"[.!?;\n]+")


def crainte_generale(lecture: LectureControle) -> Iterator[Alerte]:
    """The reasons given are all of the kind that everyone could have. None given is an obstacle elsewhere."""
    raisons = {id_: texte for id_, texte in lecture.cadre.raisons.items() if texte.strip()}
    if raisons and is_general("\n".join(raisons.values()), lecture.reference.prepared(Regle.CRAINTE_GENERALE, _words)):
        yield lecture.alerte(Regle.CRAINTE_GENERALE, lieux=lecture.lieux(Partie.CORPS), champ=next(iter(raisons)))


def is_general(texte: str, mots: dict[str, re.Pattern[str]]) -> bool:
    """True when something general is said, and nothing of one person's life."""
    phrases = [phrase for brut in _PHRASES.split(texte) if (phrase := spaced(brut))]
    return any(mots["generale"].search(phrase) for phrase in phrases) and not any(_is_personal(p, mots) for p in phrases)


def _is_personal(phrase: str, mots: dict[str, re.Pattern[str]]) -> bool:
    if any(not mots["nie"].search(phrase[: trouve.start()]) for trouve in mots["personnelle"].finditer(phrase)):
        return True
    # A leak, a theft, that did happen: with a day, or to oneself, and without « could ».
    return bool(mots["arrive"].search(phrase)) and not mots["possible"].search(phrase)


def _words(mots: MotsDe) -> dict[str, re.Pattern[str]]:
    motifs = {cle: rf"\b(?:{'|'.join(liste)})\b" for cle, liste in mots.items()}
    # Only what stands right before denies.
    motifs["nie"] = rf"\b(?:{'|'.join(mots['nie'])}) $"
    return {cle: re.compile(motif) for cle, motif in motifs.items()}
