"""The question that a part of a letter comes from: found by trying, so that no template says it, and a user's own neither."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.questions import Genre, Question, Valeur, is_blank
from droits_usagers.domain.dossier.dossiers import PositionLettre
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import CANAL, RELIRE
from droits_usagers.services.lettre.manques import Blanc, askable, tries

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.demarches import Demarche

#: The parts of the letter of a demande, in order; it may refuse to give one.
Decouper = Callable[["Demande"], Sequence[str]]
#: Among many choices, how many others are tried.
_AUTRES = 2
#: What a dotted line is written with.
_POINTILLES = "……"


def origins(
    demarche: "Demarche", etape: str, demande: "Demande", *, parts: Decouper, stopped: Callable[[], bool]
) -> tuple[Blanc | None, ...]:
    """The question of each part of this letter. Composes it about once for each question; nothing once `stopped`.

    Each question of the path is answered otherwise, alone: the parts that are then no longer there come from it. Of several
    questions, one that has its answer (one that would fill it, where there are dotted lines); then the one that changes the
    fewest parts, then the one asked first. What none changes comes from none: None.
    """
    essai = Assistant({demarche.id: demarche}, lambda: demande.date or dt.date.min)
    essai.restore(demande, PositionLettre(etape))
    presentes = parts(demande)
    trouvees: dict[int, tuple[tuple[int, int], Blanc]] = {}
    for blanc, valeurs in _answers(essai):
        lettres: list[Sequence[str]] = []
        for valeur in valeurs:
            if stopped():
                return ()
            lettres.extend(_parts_with(essai, blanc, valeur, parts=parts))
        changees = {rang for lettre in lettres for rang in _changed(presentes, lettre)}
        vide = is_blank(essai.answers(blanc.section).get(blanc.question))
        remplit = vide and any(_dotted(lettre) < _dotted(presentes) for lettre in lettres)
        for rang in changees:
            place = _rank(presentes[rang], vide=vide, remplit=remplit), len(changees)
            if rang not in trouvees or place < trouvees[rang][0]:
                trouvees[rang] = place, blanc
    return tuple(trouvees[rang][1] if rang in trouvees else None for rang in range(len(presentes)))


def _rank(partie: str, *, vide: bool, remplit: bool) -> int:
    """How likely a part is to come from a question that has no answer, or that would fill a dotted line: 0 is best."""
    return 2 if vide and not remplit else int(remplit is not (_POINTILLES in partie))


def _dotted(parties: Sequence[str]) -> int:
    return sum(partie.count("…") for partie in parties)


def _answers(essai: Assistant) -> Iterator[tuple[Blanc, Sequence[Valeur | None]]]:
    """Each question asked, and what else to answer to see."""
    for ecran, question in askable(essai):
        avant = essai.answers(ecran.section).get(question.id, question.defaut)
        yield Blanc(question.id, ecran.section, ecran.cle), tuple(_otherwise(question, avant))
    canal, demarche = essai.canal(), essai.demarche
    if canal is not None and demarche is not None:
        avant = essai.answers(demarche.id).get(CANAL, canal.defaut)
        yield Blanc(CANAL, demarche.id, RELIRE.cle), tuple(autre for autre in demarche.canaux if autre != avant)[:_AUTRES]


def _otherwise(question: Question, avant: Valeur | None) -> Iterator[Valeur | None]:
    match question.genre:
        case Genre.CHOIX:
            yield from [choix for choix in question.choix if choix != avant][:_AUTRES]
        case Genre.OUI_NON:
            yield avant is not True
        case _ if is_blank(avant):
            yield from tries(question, avant)
        case Genre.GROUPE | Genre.CHOIX_MULTIPLES:
            yield ()
        case Genre.DATE:
            yield None
        case _:
            yield ""


def _parts_with(essai: Assistant, blanc: Blanc, valeur: Valeur | None, *, parts: Decouper) -> Iterator[Sequence[str]]:
    """The parts of the letter with this answer, which is then taken back; nothing when there is no letter."""
    avant = essai.answers(blanc.section).get(blanc.question)
    essai.answer(blanc.section, blanc.question, valeur)
    demande = essai.demande()
    essai.answer(blanc.section, blanc.question, avant)
    try:
        if demande is not None:
            yield parts(demande)
    except ExpectedError:
        return


def _changed(presentes: Sequence[str], autres: Sequence[str]) -> Iterator[int]:
    la = frozenset(autres)
    return (rang for rang, partie in enumerate(presentes) if partie not in la)
