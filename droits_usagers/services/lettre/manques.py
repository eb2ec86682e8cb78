"""What a letter leaves in dotted lines, and the question that would fill it: found by trying, so that no template says it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.dossier.dossiers import PositionLettre
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import PAPIER, Ecran
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
