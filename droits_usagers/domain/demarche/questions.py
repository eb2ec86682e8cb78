"""The path through the questions of a demarche: a pure state machine that the wizard only draws."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, assert_never

from droits_usagers.domain.socle.errors import ExpectedError, Panne

#: An answer, by the genre of its question: texte→str, choix→id, choix_multiples→ids, date, oui_non→bool, groupe→answers.
Valeur: TypeAlias = str | bool | dt.date | tuple[str, ...] | tuple[Mapping[str, "Valeur"], ...]
Reponses: TypeAlias = Mapping[str, Valeur]
#: What conditions look at: for each question that was asked and each fact of the context, the ids it has as values.
Faits: TypeAlias = Mapping[str, frozenset[str]]

#: What conditions may look at: "oui" when an address is protected.
PROTEGEE = "adresse_protegee"
#: The same, when the home is written nowhere, for that reason or another.
TUE = "domicile_tu"
#: And when the body has a name: as long as it has none, what kind of body it is was not said either.
NOMME = "organisme.nom"
#: In a condition, any answer at all.
TOUTE = "*"
#: In a condition, `fait.refus = ["oui"]`: a fact of the dossier, by its type.
FAIT = "fait."


class Genre(StrEnum):
    """What kind of answer a question takes."""

    TEXTE = "texte"
    TEXTE_LONG = "texte_long"
    CHOIX = "choix"
    CHOIX_MULTIPLES = "choix_multiples"
    DATE = "date"
    OUI_NON = "oui_non"
    GROUPE = "groupe"


class NumeroAdmis(StrEnum):
    """An identifier a free-text question may hold without notice. Never a NIR."""

    CAF = "caf"
    TITRE_SEJOUR = "titre_sejour"


@dataclass(frozen=True, slots=True)
class Condition:
    """Shown only if every fact has one of the listed values, and none of the excluded ones.

    A fact is a question id of the same demarche (of the same line inside a groupe, then of the demarche), or one of the
    context facts `auteur.qualite`, `organisme.genre`, NOMME, PROTEGEE and TUE, which are "oui" or nothing, and FAIT with a type
    of event, which is "oui" once it happened. Booleans are written "oui" and "non". TOUTE stands for any value.
    """

    si: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sauf: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def and_also(self, autre: "Condition") -> "Condition":
        """Both conditions in one; the other decides of a fact that both bear on."""
        return Condition({**self.si, **autre.si}, {**self.sauf, **autre.sauf})


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its texts (label, help, why, the label of each choice) are found by id in the texts of its demarche."""

    id: str
    genre: Genre
    defaut: Valeur | None = None
    #: True: without an answer there is no letter, but an explanation (`opposition` alone).
    obligatoire: bool = False
    choix: tuple[str, ...] = ()
    #: Of a groupe that is `obligatoire`: how many lines it wants, at least.
    au_moins: int = 0
    #: Of a groupe: the questions of one line, repeated as often as the person needs.
    questions: tuple["Question", ...] = ()
    condition: Condition = field(default_factory=Condition)
    #: Answers (ids) that exclude the letter and lead to an explanation instead.
    exclut: tuple[str, ...] = ()
    #: Demarches (ids) to go to instead, when this question excludes the letter.
    vers: tuple[str, ...] = ()
    numero_admis: tuple[NumeroAdmis, ...] = ()
    #: Of a groupe: each line is a fact, told by its first text and dated by its first date, to be put among the others.
    histoire: bool = False
    #: Of a date: its month is enough, and then stands for its first day.
    mois: bool = False
    #: Of several to tick: the answers (ids) that go with no other. One left with others counts for nothing.
    seuls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupeQuestions:
    """Questions asked together on one screen, with a title found by id."""

    id: str
    questions: tuple[Question, ...]
    #: The étapes on whose path this screen is; empty: all of them.
    etapes: tuple[str, ...] = ()
    #: True: of its questions that are `obligatoire`, one answer is enough.
    une_suffit: bool = False


def blank_answers(questions: Sequence[Question]) -> dict[str, Valeur]:
    """The answers as they stand before anyone answered: the defaults, and nothing else."""
    return {question.id: question.defaut for question in questions if question.defaut is not None}


def visible_questions(questions: Sequence[Question], reponses: Reponses, contexte: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions to ask, in order, given the answers so far.

    A condition sees the questions asked before it, and only those: an answer left behind on a question that is no longer
    asked counts for nothing. A question without an answer counts with its default.
    """
    return tuple(question for question, _, _ in _walk(questions, reponses, _faits_of(contexte)))


def visible_line_questions(
    groupe: Question, ligne: Reponses, *, questions: Sequence[Question], reponses: Reponses, contexte: Mapping[str, str]
) -> tuple[Question, ...]:
    """The questions to ask on one line of a groupe: conditions look at the line first, then at the demarche around it.

    `questions` and `reponses` are those of the demarche; nothing is asked on a line whose groupe is not.
    """
    for question, _, faits in _walk(questions, reponses, _faits_of(contexte)):
        if question.id == groupe.id:
            return tuple(visible for visible, _, _ in _walk(groupe.questions, ligne, faits))
    return ()


def effective_answers(questions: Sequence[Question], reponses: Reponses, contexte: Mapping[str, str]) -> dict[str, Valeur]:
    """The answers that count: those to questions really asked, and the defaults where nothing was said.

    What a hidden question still holds is dropped, in the lines of groupes too, so that nothing forgotten reaches a letter or
    the coffre. Applying it twice changes nothing more.
    """
    return _kept(questions, reponses, _faits_of(contexte))


def known_facts(questions: Sequence[Question], reponses: Reponses, contexte: Mapping[str, str]) -> Faits:
    """What conditions can look at once every question was asked: for what is not a question itself, such as an enclosure."""
    faits = _faits_of(contexte)
    for _, _, connus in _walk(questions, reponses, faits):
        faits = connus
    return faits


def given_facts(reponses: Reponses) -> Faits:
    """What was answered, asked in the end or not: for what is said to a person before anything is asked of them."""
    return {id_: ids for id_, valeur in reponses.items() if (ids := _ids_of(valeur))}


def holds(condition: Condition, faits: Faits) -> bool:
    """True when every fact of `si` has one of its values, and none of `sauf` has."""
    return all(_among(faits, fait, valeurs) for fait, valeurs in condition.si.items()) and not any(
        _among(faits, fait, valeurs) for fait, valeurs in condition.sauf.items()
    )


def _among(faits: Faits, fait: str, valeurs: frozenset[str]) -> bool:
    known = faits.get(fait, frozenset())
    return bool(known & valeurs or (known and TOUTE in valeurs))


def check_answers(questions: Sequence[Question], reponses: Reponses, *, fichier: str = "", dans: str = "reponses") -> None:
    """Refuse what is not an answer to these questions, whether they are asked or not.

    Raises ExpectedError QUESTION_INCONNUE or REPONSE_REFUSEE with `cle`, the dotted key (« reponses.lignes[2].date »), never
    the answer itself; `fichier` names where it was read, when it was in a file.
    """
    par_id = {question.id: question for question in questions}
    for id_, valeur in reponses.items():
        cle = f"{dans}.{id_}"
        if id_ not in par_id:
            raise ExpectedError(Panne.QUESTION_INCONNUE, fichier=fichier, cle=cle)
        if not _accepts(par_id[id_], valeur):
            raise ExpectedError(Panne.REPONSE_REFUSEE, fichier=fichier, cle=cle)
        for rang, ligne in enumerate(lines_of(valeur), start=1):
            check_answers(par_id[id_].questions, ligne, fichier=fichier, dans=f"{cle}[{rang}]")


def first_obstacle(groupes: Sequence[GroupeQuestions], reponses: Reponses, contexte: Mapping[str, str]) -> str | None:
    """The id of the first question whose answer, or want of one, excludes a letter; None when the letter can be made.

    Among several choices, one that excludes does not outweigh one that does not.
    """
    questions, faits = [question for groupe in groupes for question in groupe.questions], _faits_of(contexte)
    answered = {question.id for question, valeur, _ in _walk(questions, reponses, faits) if not is_blank(valeur)}
    excused = frozenset(
        question.id
        for groupe in groupes
        if groupe.une_suffit and any(question.obligatoire and question.id in answered for question in groupe.questions)
        for question in groupe.questions
    )
    return _obstacle(questions, reponses, faits, excused=excused)


def lines_of(valeur: Valeur | None) -> tuple[Reponses, ...]:
    """The lines of the answer to a groupe; none for any other answer."""
    return tuple(ligne for ligne in valeur if isinstance(ligne, Mapping)) if isinstance(valeur, tuple) else ()


def filled_lines(valeur: Valeur | None) -> tuple[Reponses, ...]:
    """The lines of the answer to a groupe that say something."""
    return tuple(ligne for ligne in lines_of(valeur) if not all(map(is_blank, ligne.values())))


def is_blank(valeur: Valeur | None) -> bool:
    """True when nothing was answered: no value, only spaces, no choice, or lines that are all blank."""
    match valeur:
        case None:
            return True
        case str():
            return not valeur.strip()
        case tuple():
            return all(all(map(is_blank, e.values())) if isinstance(e, Mapping) else is_blank(e) for e in valeur)
        case _:
            return False


def _walk(questions: Sequence[Question], reponses: Reponses, autour: Faits) -> Iterator[tuple[Question, Valeur | None, Faits]]:
    """Each question that is asked, its answer, and the facts known at that point."""
    faits = {id_: valeurs for id_, valeurs in autour.items() if all(id_ != question.id for question in questions)}
    for question in questions:
        if not holds(question.condition, faits):
            continue
        valeur = _but_lone(question, reponses.get(question.id, question.defaut))
        faits[question.id] = _ids_of(valeur)
        yield question, valeur, faits


def _but_lone(question: Question, valeur: Valeur | None) -> Valeur | None:
    """The answer, without what goes with no other where there is another."""
    if not question.seuls or not isinstance(valeur, tuple):
        return valeur
    autres = tuple(id_ for id_ in valeur if isinstance(id_, str) and id_ not in question.seuls)
    return autres or valeur


def _faits_of(contexte: Mapping[str, str]) -> Faits:
    return {fait: frozenset({valeur}) for fait, valeur in contexte.items()}


def _ids_of(valeur: Valeur | None) -> frozenset[str]:
    """An answer as conditions see it. Lines of a groupe are seen by no condition."""
    match valeur:
        case bool():
            return frozenset({"oui" if valeur else "non"})
        case str() if valeur.strip():
            return frozenset({valeur})
        case dt.date():
            return frozenset({valeur.isoformat()})
        case tuple():
            return frozenset(element for element in valeur if isinstance(element, str))
        case _:
            return frozenset()


def _kept(questions: Sequence[Question], reponses: Reponses, autour: Faits) -> dict[str, Valeur]:
    gardees: dict[str, Valeur] = {}
    for question, valeur, faits in _walk(questions, reponses, autour):
        if valeur is None:
            continue
        lignes = tuple(_kept(question.questions, ligne, faits) for ligne in lines_of(valeur))
        gardees[question.id] = lignes or valeur
    return gardees


def _obstacle(
    questions: Sequence[Question], reponses: Reponses, autour: Faits, *, excused: frozenset[str] = frozenset()
) -> str | None:
    for question, valeur, faits in _walk(questions, reponses, autour):
        ids, wanted = _ids_of(valeur), question.obligatoire and question.id not in excused
        if (wanted and is_blank(valeur)) or (ids and ids <= set(question.exclut)):
            return question.id
        for ligne in lines_of(valeur):
            if (obstacle := _obstacle(question.questions, ligne, faits)) is not None:
                return obstacle
        if wanted and question.questions and len(filled_lines(valeur)) < question.au_moins:
            return question.id
    return None


def _accepts(question: Question, valeur: Valeur) -> bool:
    match question.genre:
        case Genre.TEXTE | Genre.TEXTE_LONG:
            return isinstance(valeur, str)
        case Genre.CHOIX:
            return isinstance(valeur, str) and valeur in ("", *question.choix)
        case Genre.CHOIX_MULTIPLES:
            return isinstance(valeur, tuple) and all(element in question.choix for element in valeur)
        case Genre.DATE:
            # A date with an hour is not a day: TOML offers both.
            return isinstance(valeur, dt.date) and not isinstance(valeur, dt.datetime)
        case Genre.OUI_NON:
            return isinstance(valeur, bool)
        case Genre.GROUPE:
            return isinstance(valeur, tuple) and len(lines_of(valeur)) == len(valeur)
        case _:
            assert_never(question.genre)
