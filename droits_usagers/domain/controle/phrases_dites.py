"""The sentences typed in answer to questions: the same answers without some of them, or with others in their place.

A sentence is known by its key, so that it is the same in a letter, where a capital or a full stop may have changed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from droits_usagers.domain.controle.lecture import key_of, spaced
from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.mots.phrases import sentences_of, without_sentences
from droits_usagers.domain.mots.pliage import is_said

_ECRITES = frozenset({Genre.TEXTE, Genre.TEXTE_LONG})
#: For the key of a sentence, whether it is meant.
Vise = Callable[[str], bool]


def says(question: Question, valeur: Valeur | None, vise: Vise) -> bool:
    """True when a sentence typed there is meant."""
    return any(vise(key_of(texte[debut:fin])) for texte in _texts(question, valeur) for debut, fin in sentences_of(texte))


def sentences_said(questions: Sequence[Question], reponses: Reponses, vise: Vise) -> Iterator[str]:
    """The sentences that are meant, in all the answers."""
    for question in questions:
        for texte in _texts(question, reponses.get(question.id)):
            yield from (texte[debut:fin] for debut, fin in sentences_of(texte) if vise(key_of(texte[debut:fin])))


def without(question: Question, valeur: Valeur, vise: Vise) -> Valeur:
    """The answer without these sentences; a line of a groupe that has nothing left goes with them."""
    return _made(question, valeur, lambda texte: _cut(texte, vise))


def rewritten(question: Question, valeur: Valeur, cle: str, *, texte: str) -> Valeur:
    """The answer with this text in place of that sentence."""
    return _made(question, valeur, lambda dit: _written(dit, cle, texte))


def answers_without(questions: Sequence[Question], reponses: Reponses, vise: Vise) -> dict[str, Valeur]:
    """All the answers without them."""
    return answers_made(questions, reponses, lambda question, valeur: without(question, valeur, vise))


def answers_made(
    questions: Sequence[Question], reponses: Reponses, make: Callable[[Question, Valeur], Valeur]
) -> dict[str, Valeur]:
    """All the answers, each made again."""
    par_id = {question.id: question for question in questions}
    return {id_: make(par_id[id_], valeur) if id_ in par_id else valeur for id_, valeur in reponses.items()}


def holds(dit: str, cle: str) -> bool:
    """True when the sentence of this key holds these words, in this order, however they are written; or this sign."""
    mots = spaced(dit)
    return is_said(mots, spaced(cle)) if mots else bool(dit.strip()) and dit.strip() in cle


def _texts(question: Question, valeur: Valeur | None) -> Iterator[str]:
    if question.genre in _ECRITES and isinstance(valeur, str):
        yield valeur
    for ligne in lines_of(valeur) if question.questions else ():
        for une in question.questions:
            yield from _texts(une, ligne.get(une.id))


def _made(question: Question, valeur: Valeur, make: Callable[[str], str]) -> Valeur:
    if question.genre in _ECRITES and isinstance(valeur, str):
        return make(valeur)
    if not question.questions:
        return valeur
    lignes = [(ligne, _line(question, ligne, make)) for ligne in lines_of(valeur)]
    return tuple(apres for avant, apres in lignes if apres == avant or not is_blank((apres,)))


def _line(groupe: Question, ligne: Reponses, make: Callable[[str], str]) -> Mapping[str, Valeur]:
    par_id = {question.id: question for question in groupe.questions}
    return {id_: _made(par_id[id_], valeur, make) if id_ in par_id else valeur for id_, valeur in ligne.items()}


def _cut(texte: str, vise: Vise) -> str:
    otees = frozenset((debut, fin) for debut, fin in sentences_of(texte) if vise(key_of(texte[debut:fin])))
    return without_sentences(texte, otees) if otees else texte


def _written(texte: str, cle: str, nouveau: str) -> str:
    morceaux, la = list[str](), 0
    for debut, fin in sentences_of(texte):
        if key_of(texte[debut:fin]) == cle:
            morceaux += (texte[la:debut], nouveau)
            la = fin
    return "".join((*morceaux, texte[la:]))
