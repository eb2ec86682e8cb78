"""What is asked to describe a processing, part by part, as `Question`s: the same drawing serves them and the wizard's.

Each field of a fiche is asked for (`domain/notice/champs.py`). Their texts are `[notices.questions.<id>]`. What is answered is
read by `services/notice/saisie.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from droits_usagers.domain.demarche.questions import Genre, Question
from droits_usagers.domain.notice.champs import ChampFiche, PartieFiche, Sorte, champs_of
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement

#: The answer « je ne sais pas », wherever it is given: what is to be asked of the DPO.
INCONNU = A_DEMANDER.value
#: Before a mention: the question whose answer declares that it does not apply here.
SANS_OBJET = "sans_objet_"
#: Whose notice it is: one's own, or one that was received and typed again.
USAGE = "usage"
DU_SERVICE, RECUE = "service", "recue"

#: What the notice does not say: where it was put up, and whether it was still there.
SUR_LES_MURS = frozenset({PartieFiche.AFFICHAGES, PartieFiche.CONTROLES})
#: The same, and how its sheets look.
HORS_NOTICE = SUR_LES_MURS | {PartieFiche.PRESENTATION}

_GENRES: Mapping[Sorte, Genre] = {
    Sorte.LONG: Genre.TEXTE_LONG,
    Sorte.LISTE: Genre.TEXTE_LONG,
    Sorte.OUI: Genre.OUI_NON,
    Sorte.CODE: Genre.CHOIX,
    Sorte.CODES: Genre.CHOIX_MULTIPLES,
    Sorte.JOUR: Genre.DATE,
}
#: Asked where what they are about is filled in.
_AILLEURS = frozenset({Sorte.MENTIONS, Sorte.ORIGINES})
#: The mentions that may be declared not to apply, where it is asked.
_DECLARABLES: Mapping[PartieFiche, tuple[str, ...]] = {
    PartieFiche.DPO: ("dpo",),
    PartieFiche.FINALITES: ("interets_legitimes",),
    PartieFiche.TRANSFERTS: ("transferts",),
    PartieFiche.DECISION: ("decision_automatisee", "algorithme"),
    PartieFiche.DROITS: ("retrait", "moins_de_15_ans", "questionnaire"),
}
_USAGE = Question(USAGE, Genre.CHOIX, choix=(DU_SERVICE, RECUE))


@dataclass(frozen=True, slots=True)
class Posee:
    """A question, and the field that it fills in; `groupe`: on each line of which it is asked."""

    partie: PartieFiche
    question: Question
    champ: ChampFiche
    mention: str
    groupe: str = ""
    #: True if one may answer that one does not know.
    demandable: bool = False


def asked(modele: type[Any]) -> Iterator[Posee]:
    """The questions about each field of such a fiche: those of a groupe come after it.

    Raises TypeError for a field that no part asks for.
    """
    for champ in champs_of(modele):
        if champ.sorte is Sorte.TABLE or champ.has_lines:
            yield from _asked_within(champ, champ.partie or PartieFiche(champ.nom))
        elif champ.partie is not None:
            yield Posee(champ.partie, _question(champ, champ.nom), champ, champ.mention, demandable=champ.inconnu)
        elif champ.sorte not in _AILLEURS:
            message = f"{champ.nom}: in which part of the fiche is it asked for?"
            raise TypeError(message)


def _asked_within(tout: ChampFiche, partie: PartieFiche) -> Iterator[Posee]:
    groupe = tout.nom if tout.has_lines else ""
    dedans = [
        Posee(
            partie,
            _question(champ, f"{tout.prefixe}_{champ.nom}"),
            champ,
            champ.mention or tout.mention,
            groupe=groupe,
            demandable=champ.inconnu and champ.nom not in tout.surs,
        )
        for champ in tout.asked
    ]
    if groupe:
        # Which lines there are to be tied to is known when it is asked (`questions_of`).
        lien = (Question(f"{tout.prefixe}_{tout.lien}", Genre.TEXTE),) if tout.lien else ()
        question = Question(groupe, Genre.GROUPE, questions=(*lien, *(posee.question for posee in dedans)))
        yield Posee(partie, question, tout, tout.mention, demandable=tout.inconnu)
    yield from dedans
    for champ in champs_of(tout.modele):
        if champ.partie is not None:
            yield from _asked_within(champ, champ.partie)


def _question(champ: ChampFiche, id_: str) -> Question:
    choix = tuple(code.name.lower() for code in champ.codes)
    return Question(id_, _GENRES.get(champ.sorte, Genre.TEXTE), choix=choix)


def form_of(modele: type[Any]) -> dict[PartieFiche, tuple[Question, ...]]:
    """What is asked in each part to describe such a fiche."""
    posees = [posee for posee in asked(modele) if not posee.groupe]
    return {partie: tuple(_arranged(partie, [p for p in posees if p.partie is partie])) for partie in PartieFiche}


def _arranged(partie: PartieFiche, posees: Sequence[Posee]) -> Iterator[Question]:
    """Lines come before what is said of them all. Whether there is any transfer comes before which."""
    declarables = [
        Question(SANS_OBJET + mention, Genre.CHOIX_MULTIPLES, choix=(mention,)) for mention in _DECLARABLES.get(partie, ())
    ]
    if partie is PartieFiche.FICHIER:
        yield _USAGE
    if partie is PartieFiche.TRANSFERTS:
        yield from declarables
    yield from (posee.question for posee in sorted(posees, key=lambda posee: not posee.champ.has_lines))
    if partie is not PartieFiche.TRANSFERTS:
        yield from declarables


_POSEES = tuple(asked(FicheTraitement))
QUESTIONS: Mapping[PartieFiche, tuple[Question, ...]] = form_of(FicheTraitement)
#: What is not said in the fiche itself, or cannot be unknown.
SANS_INCONNU = frozenset(
    question.id for questions in QUESTIONS.values() for une in questions for question in (une, *une.questions)
) - {posee.question.id for posee in _POSEES if posee.demandable}
#: The first question that answers to each mention.
_PREMIERES = {posee.mention: posee for posee in reversed(_POSEES) if posee.mention and not posee.champ.has_lines}
#: Where each mention is filled in: its part and its question; within a groupe, the field of a line.
PLACES: Mapping[str, tuple[PartieFiche, str, str]] = {
    mention: (posee.partie, posee.groupe, posee.question.id) if posee.groupe else (posee.partie, posee.question.id, "")
    for mention, posee in (_PREMIERES | {mention: posee for posee in _POSEES for mention in posee.champ.remplit}).items()
}
#: What an advice is about, where it is not what its mention is about first.
CHAMPS_DES_CONSEILS: Mapping[str, str] = {
    conseil: posee.question.id for posee in reversed(_POSEES) for conseil in posee.champ.conseils
}
#: Which mention each question answers to: its articles say why it is asked.
MENTIONS_DES_QUESTIONS: Mapping[str, str] = {posee.question.id: posee.mention for posee in _POSEES if posee.mention}
#: Questions that only matter once another one says so; what is written in them is always shown.
SUITES: Mapping[str, str] = {
    posee.question.id: posee.question.id.removesuffix(posee.champ.nom) + posee.champ.apres
    for posee in _POSEES
    if posee.champ.apres
}
#: Those that are answered by a day.
DATES = frozenset(posee.question.id for posee in _POSEES if posee.question.genre is Genre.DATE)
#: What is tied to a line of another groupe: a purpose, a poster.
_LIENS: Mapping[PartieFiche, str] = {
    PartieFiche.DESTINATAIRES: "destinataire_finalite",
    PartieFiche.CONTROLES: "controle_affiche",
}


def questions_of(partie: PartieFiche, parmi: Sequence[str]) -> tuple[Question, ...]:
    """The questions of a part; `parmi`: in words, the purposes a recipient can be tied to, or the posters a check can be of."""
    lien = _LIENS.get(partie)
    if lien is None or not parmi:
        return QUESTIONS[partie]

    def tied(question: Question) -> Question:
        return replace(question, genre=Genre.CHOIX, choix=tuple(parmi)) if question.id == lien else question

    return tuple(replace(groupe, questions=tuple(map(tied, groupe.questions))) for groupe in QUESTIONS[partie])
