"""The screens of the wizard, in order, for the letter being written: which step each is in, and what it may ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from droits_usagers.domain.demarche.demarches import Demarche, Etape
from droits_usagers.domain.demarche.questions import Genre, Question
from droits_usagers.services.lettre import formulaires
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.lettre.saisies import fact_questions

#: The question asked last, beside the letter: how it will be sent.
CANAL = "envoi"


class Step(StrEnum):
    """The steps listed beside the questions."""

    SITUATION = "situation"
    VOUS = "vous"
    ORGANISME = "organisme"
    DEMANDE = "demande"
    RELIRE = "relire"
    FIN = "fin"


@dataclass(frozen=True, slots=True)
class Ecran:
    """One screen: a group of questions, and under which key their answers are kept. Some have no question."""

    step: Step
    id: str
    section: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def cle(self) -> str:
        """Tells it from every other screen: a demarche may name a group of questions as we name ours."""
        return f"{self.step}.{self.id}"


SITUATION = Ecran(Step.SITUATION, "situation")
ATTENTE = Ecran(Step.SITUATION, "attente")
_PAPIER = Ecran(Step.SITUATION, "papier", Section.PAPIER)
#: Alone, early, whatever the demarche; then what must be written nowhere.
DANGER = Ecran(Step.SITUATION, "danger", Section.DANGER, (formulaires.DANGER,))
TAIRE = Ecran(Step.SITUATION, "taire", Section.DANGER, (formulaires.A_TAIRE,))
#: By what others may learn of the answer.
OUVERTS = Ecran(Step.SITUATION, "ouverts", Section.DANGER, (formulaires.OUVERTS, formulaires.CHANGER))
#: The key of the screen about the paper someone comes back with.
PAPIER = _PAPIER.cle
SOI = Ecran(Step.VOUS, "soi", Section.VOUS, formulaires.SOI)
CONCERNE = Ecran(Step.VOUS, "concerne", Section.VOUS, formulaires.CONCERNE)
AUTEUR = Ecran(Step.VOUS, "auteur", Section.VOUS, formulaires.AUTEUR)
REPONSE = Ecran(Step.VOUS, "reponse", Section.VOUS, formulaires.REPONSE)
ORGANISME = Ecran(Step.ORGANISME, "organisme", Section.ORGANISME, formulaires.ORGANISME + formulaires.COPIES)
#: The same, when the letter goes to an authority: it is about this body.
MIS_EN_CAUSE = Ecran(Step.ORGANISME, "mis_en_cause", Section.ORGANISME, formulaires.ORGANISME + formulaires.COPIES)
#: Before paper, as long as nobody said who must not know, or where to answer.
REPONDRE = Ecran(Step.FIN, "repondre", Section.VOUS, formulaires.REPONDRE)
RELIRE = Ecran(Step.RELIRE, "relire", Section.SIGNATURE, formulaires.SIGNATURE)
FIN = Ecran(Step.FIN, "fin")


def is_first_letter(demarche: Demarche, etape: str) -> bool:
    """True when this étape opens the demarche: anything else follows a letter that was already sent."""
    return etape == demarche.etapes[0].id


def following(demarche: Demarche) -> tuple[Etape, ...]:
    """The letters one may come back for with a paper: those after the first that rest on what it says."""
    return tuple(etape for etape in demarche.etapes[1:] if etape.papier)


def steps_of(demarche: Demarche | None) -> tuple[Step, ...]:
    """The steps on the way to the letters of a demarche: all of them, unless it names nobody."""
    return tuple(step for step in Step if step is not Step.VOUS or demarche is None or not demarche.sans_nom)


def asked_screens(demarche: Demarche, etape: str) -> tuple[Ecran, ...]:
    """The screens of questions between what one may expect of a demarche and the reading of the letter."""
    qualite = Ecran(Step.VOUS, "qualite", Section.VOUS, (formulaires.question_qualite(demarche.pour),))
    vous = () if demarche.sans_nom else (qualite, SOI, CONCERNE, AUTEUR, REPONSE)
    groupes = (
        Ecran(Step.DEMANDE, g.id, demarche.id, tuple(question for question in g.questions if question.id != CANAL))
        for g in demarche.groupes_of(etape)
    )
    organisme = MIS_EN_CAUSE if demarche.autorite else ORGANISME
    # An authority, whoever had a mandat, or whoever is written to by nobody in particular, has no account of theirs.
    found = demarche.etape(etape)
    asks = found is not None and demarche.concerns_account(found) and not demarche.autorite and bool(demarche.canaux)
    ouverts = (OUVERTS,) if asks else ()
    return (DANGER, TAIRE, *ouverts, *vous, organisme, *_facts_screen(demarche, etape), *groupes)


def _facts_screen(demarche: Demarche, etape: str) -> Iterator[Ecran]:
    """The dates of what has happened, where the letter rests on it."""
    found = demarche.etape(etape)
    if found is not None and found.papier:
        yield Ecran(Step.DEMANDE, "papier_faits", Section.PAPIER, fact_questions(found))


def papier_screen(demarche: Demarche, resumable: tuple[str, ...]) -> Ecran:
    """What the paper someone comes back with is about: which demarche (of those named), and which letter now."""
    quoi = Question("papier_demarche", Genre.CHOIX, choix=resumable)
    suite = Question("papier_etape", Genre.CHOIX, choix=tuple(etape.id for etape in following(demarche)))
    asked = (quoi, suite) if len(suite.choix) > 1 else (quoi,)
    return replace(_PAPIER, questions=asked)


def path_questions(demarche: Demarche, etape: str) -> tuple[Question, ...]:
    """Every question of the demarche on the way to this letter, asked or not."""
    return tuple(question for groupe in demarche.groupes_of(etape) for question in groupe.questions)


def screen_with(screens: Sequence[Ecran], champ: str) -> str:
    """The key of the screen that asks this question; that of the reading of the letter when none does."""
    return next((ecran.cle for ecran in screens if any(question.id == champ for question in ecran.questions)), RELIRE.cle)
