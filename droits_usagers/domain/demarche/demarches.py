"""What one can start, as described by `resources/demarches/*.toml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.questions import (
    FAIT,
    Condition,
    GroupeQuestions,
    Question,
    Reponses,
    effective_answers,
    filled_lines,
    first_obstacle,
    holds,
    known_facts,
)
from droits_usagers.domain.echeances.evenements import Canal, TypeEvenement
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.personnes import Qualite

#: Among what a paper tells: the answer received, whatever it amounts to.
REPONSE = "reponse"
#: The folder of the templates that are about no demande: a page of an étape may be one of them.
FICHES = "fiches"
#: The template of « et après ? », unless an étape has its own.
APRES = "_communs/apres"


class CodeEtape(NamedTuple):
    """An étape, and the demarche it is of: « acces/relance » wherever it is kept."""

    demarche: str
    etape: str

    @classmethod
    def read(cls, code: str, demarche: str = "") -> "CodeEtape":
        """As it was kept; a letter of this demarche, that of its dossier, is kept without it."""
        autre, _, etape = code.rpartition("/")
        return cls(autre or demarche, etape)

    def __str__(self) -> str:
        """As it is kept; empty for none."""
        return f"{self.demarche}/{self.etape}" if self.etape else ""


@dataclass(frozen=True, slots=True)
class Etape:
    """One letter of a demarche. `gabarit` is the id of its template, e.g. "acces/demande"."""

    id: str
    gabarit: str
    #: The fact that sending this letter records (ENVOYE for the first, RELANCE_ENVOYEE for a reminder…).
    evenement: TypeEvenement
    #: What to read off a paper before writing it, when it rests on a letter already sent: the facts (`TypeEvenement`) whose
    #: date is asked, and REPONSE, the answer received, of which an `Issue` says what it amounts to. Empty: nothing is asked.
    papier: tuple[str, ...] = ()
    #: The facts whose date is asked only once the person says that they happened.
    papier_aussi: tuple[str, ...] = ()
    #: The template of « et après ? ».
    apres: str = APRES
    #: Templates of the pages that go with this letter alone, e.g. what to copy into an online form; a fiche (« fiches/… ») is
    #: the page that anyone can print, and speaks of nobody.
    feuilles: tuple[str, ...] = ()
    #: The authors whose letter they go with; empty: everyone.
    feuilles_pour: tuple[Qualite, ...] = ()
    #: The fact it records instead, where what was refused goes straight to court (`sent_as`); None: always `evenement`.
    recours: TypeEvenement | None = None

    @property
    def partis(self) -> frozenset[TypeEvenement]:
        """The facts that say that this letter left."""
        return frozenset({self.evenement, self.recours or self.evenement})

    def feuilles_of(self, qualite: Qualite) -> Mapping[str, str]:
        """The templates of the pages that go with the letter of such an author, by the name of the page."""
        for_them = not self.feuilles_pour or qualite in self.feuilles_pour
        return {gabarit.rpartition("/")[2]: gabarit for gabarit in self.feuilles if for_them}


@dataclass(frozen=True, slots=True)
class Issue:
    """One way an answer can be read. The first of a demarche whose condition holds is the one."""

    id: str
    condition: Condition = field(default_factory=Condition)
    #: The étapes whose questions decide; empty: all of them.
    etapes: tuple[str, ...] = ()
    #: The fact that the answer is; None when nothing was answered yet.
    evenement: TypeEvenement | None = None
    #: The letter that comes next; empty when there is nothing left to write.
    etape: str = ""


@dataclass(frozen=True, slots=True)
class PieceJointe:
    """An enclosure, when its condition holds (an answer, the quality of the author, the genre of the organisme, a fact).

    One that bears the name of a fact (`TypeEvenement`) is what shows it.
    """

    id: str
    condition: Condition = field(default_factory=Condition)
    #: The étapes whose letter it goes with; empty: all of them.
    etapes: tuple[str, ...] = ()
    #: The question of a line of a groupe: each line that answers it names an enclosure. Empty: it is named in the texts.
    ligne: str = ""


@dataclass(frozen=True, slots=True)
class CanalEnvoi:
    """A way of sending the letter, offered at the end (`resources/canaux.toml`); its texts are `canaux.<id>.…` in fr.toml."""

    id: str
    #: How it counts as a fact: what E.toml calls `canal`.
    canal: Canal


class Signe(StrEnum):
    """What one part of the honest page tells, at a glance."""

    OUI = "oui"
    NON = "non"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Volet:
    """One part of the honest page: what can be had, what cannot, what is not enough.

    Its texts are `volets.<id>.titre` and `volets.<id>.lignes` (one line of the text each) in those of the demarche.
    """

    id: str
    signe: Signe
    #: To whom it speaks: whoever has not answered yet, or has answered so.
    condition: Condition = field(default_factory=Condition)


@dataclass(frozen=True, slots=True)
class Demarche:
    """A right one can exercise or a body one can seize. Its texts are found by id in the texts of the demarche."""

    id: str
    pour: tuple[Qualite, ...]
    #: Ids of `resources/droit/` on which the demarche rests, the main one first.
    fondements: tuple[str, ...]
    groupes: tuple[GroupeQuestions, ...]
    etapes: tuple[Etape, ...]
    #: Ids of delay rules (`resources/droit/delais.toml`) that run from this demarche.
    delais: tuple[str, ...]
    pieces: tuple[PieceJointe, ...] = ()
    #: Ids of the channels offered at the end, in order (lrar, guichet, courriel…).
    canaux: tuple[str, ...] = ()
    #: How an answer reads, in order: the first whose condition holds.
    issues: tuple[Issue, ...] = ()
    #: True: its letters go to an authority, about an organisme.
    autorite: bool = False
    #: True: nobody is named in its letters, and nothing is asked about who writes.
    sans_nom: bool = False
    #: Other delays than `delais`, for some authors: a question on nobody's data in particular opens no month to answer.
    delais_de: Mapping[Qualite, tuple[str, ...]] = field(default_factory=dict)
    #: « Ce que vous pouvez attendre », at a glance; empty: it is only written.
    volets: tuple[Volet, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every top-level question, in order, whatever screen and étape it is on."""
        return tuple(question for groupe in self.groupes for question in groupe.questions)

    def delais_of(self, qualite: Qualite) -> tuple[str, ...]:
        """The delays that run when this kind of author writes."""
        return self.delais_de.get(qualite, self.delais)

    def vers(self, question: str) -> tuple[str, ...]:
        """The demarches to go to when this question (of a line too) excludes the letter."""
        everything = (each for top in self.questions for each in (top, *top.questions))
        return next((each.vers for each in everything if each.id == question), ())

    def issue(self, id_: str) -> Issue | None:
        """The issue of that id, if there is one."""
        return next((issue for issue in self.issues if issue.id == id_), None)

    @property
    def etape_reponse(self) -> Etape | None:
        """The étape whose questions read an answer received, whatever it amounts to; None when the demarche has none."""
        return next((etape for etape in self.etapes if REPONSE in etape.papier), None)

    def etape(self, id_: str | None = None) -> Etape | None:
        """The étape of that id, the first one when none is named; None when the demarche has no such étape."""
        if id_ is None:
            return self.etapes[0]
        return next((etape for etape in self.etapes if etape.id == id_), None)

    def concerns_account(self, etape: Etape) -> bool:
        """True if a letter goes to a body about someone it may know: not the note of an agent, nor what ends a mandat."""
        return not self.sans_nom and etape.evenement is not TypeEvenement.CLOS

    def groupes_of(self, etape: str) -> tuple[GroupeQuestions, ...]:
        """The screens on the path of one étape, in order."""
        return tuple(groupe for groupe in self.groupes if not groupe.etapes or etape in groupe.etapes)


def issue_of(demarche: Demarche, etape: str, *, reponses: Reponses, contexte: Mapping[str, str]) -> Issue | None:
    """How the answers given on the way to this étape read; None when the demarche does not say."""
    possibles = [issue for issue in demarche.issues if not issue.etapes or etape in issue.etapes]
    if not possibles:
        return None
    questions = [question for groupe in demarche.groupes_of(etape) for question in groupe.questions]
    faits = known_facts(questions, reponses, contexte)
    return next((issue for issue in possibles if holds(issue.condition, faits)), None)


def detour_of(demarche: Demarche, etape: str, *, reponses: Reponses, contexte: Mapping[str, str]) -> Issue | None:
    """The issue of these answers when it leads elsewhere than to the letter of this étape: another one, or none at all."""
    issue = issue_of(demarche, etape, reponses=reponses, contexte=contexte)
    return issue if issue is not None and issue.etape != etape else None


def letter_obstacle(
    demarche: Demarche, reponses: Reponses, contexte: Mapping[str, str], *, etape: str | None = None
) -> str | None:
    """The first question that excludes a letter (`first_obstacle`), of the whole demarche or of the path of an étape."""
    groupes = demarche.groupes if etape is None else demarche.groupes_of(etape)
    return first_obstacle(groupes, reponses, contexte)


def obstacle_of(demarche: Demarche, etape: str, *, reponses: Reponses, contexte: Mapping[str, str]) -> str | None:
    """Why this étape gives no letter, by the id of its explanation (`refus.<id>`): a question, an issue. None when it does."""
    obstacle = letter_obstacle(demarche, reponses, contexte, etape=etape)
    if obstacle is not None:
        return obstacle
    detour = detour_of(demarche, etape, reponses=reponses, contexte=contexte)
    return detour.id if detour else None


def question_behind(demarche: Demarche, obstacle: str) -> str:
    """What to look at again: the question that excludes a letter, or the one, or the fact, by which it reads as this issue."""
    issue = demarche.issue(obstacle)
    asked = {question.id for question in demarche.questions}
    if issue is None:
        return obstacle
    question = next((fait for fait in issue.condition.si if fait in asked), obstacle)
    return next((fait.removeprefix(FAIT) for fait in issue.condition.si if fait.startswith(FAIT)), question)


@dataclass(frozen=True, slots=True)
class Jointe:
    """One enclosure. `rang` is its number among those of the letter, from 1."""

    piece: PieceJointe
    rang: int
    #: As the person named it; empty for one that the texts name.
    nom: str = field(default="", repr=False)
    #: The line of the groupe that names it, from 0.
    ligne: int = 0


def enclosed(demarche: Demarche, etape: str, demande: Demande) -> tuple[Jointe, ...]:
    """The enclosures of the letter of this étape."""
    contexte = contexte_of(demande)
    faits = known_facts(demarche.questions, demande.reponses, contexte)
    pieces = (
        piece for piece in demarche.pieces if (not piece.etapes or etape in piece.etapes) and holds(piece.condition, faits)
    )
    trouvees = [(piece, nom, ligne) for piece in pieces for nom, ligne in _named(piece, demarche, demande)]
    return tuple(Jointe(piece, rang, nom, ligne) for rang, (piece, nom, ligne) in enumerate(trouvees, start=1))


def groupe_of(demarche: Demarche, ligne: str) -> str:
    """The id of the groupe whose lines ask this question; empty when none does."""
    groupes = (question.id for question in demarche.questions if any(sous.id == ligne for sous in question.questions))
    return next(groupes, "")


def _named(piece: PieceJointe, demarche: Demarche, demande: Demande) -> Iterator[tuple[str, int]]:
    """One enclosure, or as many as there are lines that name one."""
    if not piece.ligne:
        yield "", 0
        return
    reponses = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
    for rang, ligne in enumerate(filled_lines(reponses.get(groupe_of(demarche, piece.ligne)))):
        nom = ligne.get(piece.ligne)
        propre = clean(nom).texte.strip() if isinstance(nom, str) else ""
        if propre:
            yield propre, rang
