"""The question that a part of a letter comes from: found by trying, so that no template says it, and a user's own neither."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.dossier.dossiers import PositionLettre
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import CANAL, PAPIER, RELIRE, Ecran
from droits_usagers.services.lettre.formulaires import Section

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.demarches import Demarche

#: What makes the document of a demande; it may refuse to.
Composer = Callable[["Demande"], Document]
#: An answer of no meaning, on the two lines that an address takes.
_MOT, _LIGNES = "x", "x\nx"


@dataclass(frozen=True, slots=True)
class Blanc:
    """A question whose answer would fill a dotted line, or made a part of a letter.

    On which screen it is (`Ecran.cle`), and where its answer is kept.
    """

    question: str
    section: str
    ecran: str


def manques(demarche: "Demarche", etape: str, demande: "Demande", *, compose: Composer) -> tuple[Blanc, ...]:
    """Those of a letter, in the order they are asked; none where there is no letter. Composes it once for each blank answer.

    A line that no question fills (one to sign, one to date by hand) is nobody's to complete here.
    """
    essai = Assistant({demarche.id: demarche}, lambda: demande.date or dt.date.min)
    essai.restore(demande, PositionLettre(etape))
    vides = _blanks(compose, essai)
    if not vides:
        return ()
    return tuple(
        Blanc(question.id, ecran.section, ecran.cle)
        for ecran, question in askable(essai)
        if any(reste < vides for reste in _left(essai, ecran, question, compose=compose))
    )


def askable(essai: Assistant) -> Iterator[tuple[Ecran, Question]]:
    """The questions that may be answered otherwise to see what that changes, in the order they are asked."""
    for ecran in essai.screens:
        # Anyone's danger is not one: to answer otherwise, even to see, takes the addresses away.
        if ecran.cle != PAPIER and ecran.section != Section.DANGER:
            yield from ((ecran, question) for question in essai.visible(ecran))


def _left(essai: Assistant, ecran: Ecran, question: Question, *, compose: Composer) -> Iterator[int]:
    """How many dotted lines there would be, once this question is answered."""
    avant = essai.answers(ecran.section).get(question.id)
    for valeur in tries(question, avant if avant is not None else question.defaut):
        essai.answer(ecran.section, question.id, valeur)
        reste = _blanks(compose, essai)
        essai.answer(ecran.section, question.id, avant)
        if reste is not None:
            yield reste


def tries(question: Question, avant: Valeur | None) -> Iterator[Valeur]:
    """What to answer to see; nothing to a question that has its answer."""
    if question.genre is Genre.GROUPE:
        lignes = lines_of(avant) or ({},)
        yield tuple(_filled(question, ligne) for ligne in lignes)
    elif is_blank(avant):
        yield from _guesses(question)


def _guesses(question: Question) -> Iterator[Valeur]:
    match question.genre:
        case Genre.TEXTE:
            yield _MOT
        case Genre.TEXTE_LONG:
            yield _LIGNES
        case Genre.DATE:
            yield dt.date(2001, 1, 1)
        case Genre.CHOIX:
            yield from question.choix
        case Genre.CHOIX_MULTIPLES:
            yield from ((choix,) for choix in question.choix[:1])
        case _:
            return


def _filled(groupe: Question, ligne: Reponses) -> Reponses:
    textes = {question.id: next(_guesses(question), "") for question in groupe.questions if question.genre is not Genre.CHOIX}
    return {**textes, **{id_: valeur for id_, valeur in ligne.items() if not is_blank(valeur)}}


def _blanks(compose: Composer, essai: Assistant) -> int | None:
    """How many dotted lines its letter has; None when there is none."""
    from droits_usagers.letters.lettre.composer import blanks_of

    demande = essai.demande()
    try:
        return None if demande is None else blanks_of(compose(demande))
    except ExpectedError:
        return None


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
