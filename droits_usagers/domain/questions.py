"""The path through the questions of a demarche: a pure state machine that the wizard only draws."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

#: An answer, by the genre of its question: texte→str, choix→id, choix_multiples→ids, date, oui_non→bool, groupe→answers.
Valeur: TypeAlias = "str | bool | dt.date | tuple[str, ...] | tuple[Mapping[str, Valeur], ...]"
Reponses: TypeAlias = Mapping[str, Valeur]


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
    context facts `auteur.qualite` and `organisme.genre`. Booleans are written "oui" and "non".
    """

    si: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sauf: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its texts (label, help, why, the label of each choice) are found by id in the texts of its demarche."""

    id: str
    genre: Genre
    defaut: Valeur | None = None
    #: True: without an answer there is no letter, but an explanation (`opposition` alone, `conception.md` § 4).
    obligatoire: bool = False
    choix: tuple[str, ...] = ()
    #: Of a groupe: the questions of one line, repeated as often as the person needs.
    questions: tuple["Question", ...] = ()
    condition: Condition = field(default_factory=Condition)
    #: Answers (ids) that exclude the letter and lead to an explanation instead.
    exclut: tuple[str, ...] = ()
    numero_admis: tuple[NumeroAdmis, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupeQuestions:
    """Questions asked together on one screen, with a title found by id."""

    id: str
    questions: tuple[Question, ...]
    #: The étapes on whose path this screen is; empty: all of them.
    etapes: tuple[str, ...] = ()


def blank_answers(questions: Sequence[Question]) -> dict[str, Valeur]:
    """The answers as they stand before anyone answered: the defaults, and nothing else."""
    return {question.id: question.defaut for question in questions if question.defaut is not None}
