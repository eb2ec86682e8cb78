"""« Faire valoir un droit », without its screen: where the person is, what was answered so far, and the demande it makes.

Nothing here is required: every screen can be passed. Answers to what a later choice hides are kept (someone who changes their
mind finds them again) but take no part in the letter.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.demarches import Demarche
from droits_usagers.domain.evenements import Evenement
from droits_usagers.domain.organismes import Organisme
from droits_usagers.domain.personnes import Auteur
from droits_usagers.domain.questions import (
    Question,
    Reponses,
    Valeur,
    blank_answers,
    contexte_of,
    effective_answers,
    is_blank,
    letter_obstacle,
    visible_line_questions,
    visible_questions,
)
from droits_usagers.services import formulaires, saisies
from droits_usagers.services.ecrans import (
    ATTENTE,
    CANAL,
    FIN,
    RELIRE,
    SITUATION,
    Ecran,
    Step,
    asked_screens,
    is_first_letter,
    papier_screen,
    path_questions,
)
from droits_usagers.services.formulaires import FAITS_DU_PAPIER, Section


class Assistant:
    """The state of the wizard. Not thread-safe: it belongs to the screen; what it makes (`demande`) is frozen."""

    _demarche: Demarche | None
    _etape: str
    _ecran: str
    #: Answers as typed, by section.
    _saisies: dict[str, dict[str, Valeur]]
    #: Facts that came with a draft, and that no question asks.
    _faits: tuple[Evenement, ...]
    _organisme: Organisme
    _seen: set[Step]

    def __init__(self, demarches: Mapping[str, Demarche], today: Callable[[], dt.date]) -> None:
        self._demarches = demarches
        self._today = today
        self.clear()

    def clear(self) -> None:
        """Forget everything, as if nobody had ever typed anything."""
        self._demarche = None
        self._etape = ""
        self._ecran = SITUATION.cle
        self._saisies = {}
        self._faits = ()
        self._organisme = Organisme()
        self._seen = set()

    # What is being done

    @property
    def demarche(self) -> Demarche | None:
        """What was chosen; None before anything was."""
        return self._demarche

    @property
    def etape(self) -> str:
        """The letter being written; empty before a demarche was chosen."""
        return self._etape

    @property
    def is_untouched(self) -> bool:
        """True when there is nothing to lose."""
        return self._demarche is None and all(is_blank((saisies_,)) for saisies_ in self._saisies.values())

    def choose(self, demarche: str, etape: str = "") -> None:
        """Start this demarche, at its first étape unless told otherwise. People, organisme and earlier answers stay."""
        if self._demarche is not None and self._demarche.id != demarche:
            self._faits = ()
        self._demarche = self._demarches[demarche]
        self._etape = etape or self._demarche.etapes[0].id
        self._saisies.setdefault(demarche, blank_answers(self._demarche.questions))

    def resume(self, demarche: str = "") -> None:
        """Go on from a paper: the étape that follows the first letter, of the demarche named or the first that has one."""
        known = self.resumable()
        chosen = demarche if demarche in known else next(iter(known), "")
        if chosen:
            self.choose(chosen, self._demarches[chosen].etapes[1].id)
            self._ecran = self.screens[1].cle

    def resumable(self) -> tuple[str, ...]:
        """The demarches that have a letter after the first: those one may come back for with a paper."""
        return tuple(id_ for id_, demarche in self._demarches.items() if len(demarche.etapes) > 1)

    # Where the person is

    @property
    def screens(self) -> tuple[Ecran, ...]:
        """The screens of the present path, in order."""
        demarche = self._demarche
        if demarche is None:
            return (SITUATION,)
        second = papier_screen(demarche, self.resumable()) if self._from_paper else ATTENTE
        contexte = self._contexte()
        asked = (ecran for ecran in asked_screens(demarche, self._etape) if self._visible(ecran, contexte))
        # Without a letter, its reading says why, and nothing can be handed over.
        return (SITUATION, second, *asked, RELIRE, *((FIN,) if self.obstacle() is None else ()))

    @property
    def _from_paper(self) -> bool:
        """True when the letter follows one that was already sent."""
        return self._demarche is not None and not is_first_letter(self._demarche, self._etape)

    @property
    def ecran(self) -> Ecran:
        """Where the person is."""
        screens = self.screens
        fallback = RELIRE if self._ecran == FIN.cle and RELIRE in screens else SITUATION
        return next((ecran for ecran in screens if ecran.cle == self._ecran), fallback)

    def forward(self) -> None:
        """One screen on; at the last one, nothing."""
        self._move(1)

    def back(self) -> None:
        """One screen back; at the first one, nothing."""
        self._move(-1)

    def _move(self, pas: int) -> None:
        screens = self.screens
        rang = screens.index(self.ecran) + pas
        self.go_to(screens[min(max(rang, 0), len(screens) - 1)].cle)

    def go_to(self, ecran: str) -> None:
        """Straight to a screen of the path, by its key."""
        self._seen.add(self.ecran.step)
        self._ecran = ecran

    def go_to_step(self, step: Step) -> None:
        """Straight to the first screen of a step, if the path has one."""
        first = next((ecran for ecran in self.screens if ecran.step is step), None)
        if first is not None:
            self.go_to(first.cle)
        elif step is Step.FIN:
            self.go_to(RELIRE.cle)

    def was_seen(self, step: Step) -> bool:
        """True if the person has been there."""
        return step in self._seen

    # What is answered

    def answers(self, section: str) -> Reponses:
        """The answers kept under this key, as typed."""
        given = dict(self._saisies.get(section, {}))
        if section == Section.PAPIER and self._demarche is not None:
            given |= {"papier_demarche": self._demarche.id, "papier_etape": self._etape}
        return given

    def answer(self, section: str, question: str, valeur: Valeur | None) -> None:
        """Keep an answer as typed; None forgets it, and the default counts again."""
        if question == "papier_demarche":
            self.resume(str(valeur))
        elif question == "papier_etape" and self._demarche is not None:
            self.choose(self._demarche.id, str(valeur))
        else:
            kept = self._saisies.setdefault(section, {})
            if valeur is None:
                kept.pop(question, None)
            else:
                kept[question] = valeur

    def visible(self, ecran: Ecran) -> tuple[Question, ...]:
        """The questions this screen asks, given what was answered so far, here and on the screens before."""
        return self._visible(ecran, self._contexte())

    def _visible(self, ecran: Ecran, contexte: Mapping[str, str]) -> tuple[Question, ...]:
        demarche = self._demarche
        before = (
            path_questions(demarche, self._etape) if demarche is not None and ecran.section == demarche.id else ecran.questions
        )
        if ecran.section == Section.VOUS and demarche is not None:
            before = (formulaires.question_qualite(demarche.pour), *ecran.questions)
        asked = visible_questions(before, self.answers(ecran.section), contexte)
        ids = {question.id for question in asked}
        return tuple(question for question in ecran.questions if question.id in ids)

    def visible_on_line(self, section: str, groupe: Question, ligne: Reponses) -> tuple[Question, ...]:
        """The questions asked on one line of a groupe, given that line and the answers around it."""
        path = (
            path_questions(self._demarche, self._etape)
            if self._demarche is not None and section == self._demarche.id
            else (groupe,)
        )
        reponses, contexte = self.answers(section), self._contexte()
        return visible_line_questions(groupe, ligne, questions=path, reponses=reponses, contexte=contexte)

    def canal(self) -> Question | None:
        """The question of how the letter will be sent, if this demarche asks it."""
        questions = self._demarche.questions if self._demarche else ()
        return next((question for question in questions if question.id == CANAL), None)

    def obstacle(self) -> str | None:
        """The question whose answer (or whose silence) means that there is no letter to write; None when there is one."""
        demande = self.demande()
        if demande is None or self._demarche is None:
            return None
        return letter_obstacle(self._demarche, demande.reponses, self._contexte(), etape=self._etape)

    # What it makes

    def demande(self) -> Demande | None:
        """What to make a letter from, dated today unless the person said otherwise; None before a demarche was chosen."""
        draft = self.draft()
        return draft if draft is None or draft.date is not None else replace(draft, date=self._today())

    def draft(self) -> Demande | None:
        """The same as kept for another day: dated only if the person dated it."""
        demarche = self._demarche
        if demarche is None:
            return None
        demande = self._parties(demarche.id)
        path = path_questions(demarche, self._etape)
        counted = effective_answers(path, self.answers(demarche.id), contexte_of(demande))
        return replace(demande, reponses=saisies.read_reponses(path, counted, self._today()))

    @property
    def position(self) -> str:
        """Where to come back to, for a draft: « étape/screen »; empty before a demarche was chosen."""
        return f"{self._etape}/{self._ecran}" if self._etape else ""

    def restore(self, demande: Demande, position: str = "") -> None:
        """Go on with a demande kept earlier, at this position (of the first étape, unless it says otherwise)."""
        self.clear()
        etape, _, ecran = position.partition("/")
        self.choose(demande.demarche, etape)
        self._saisies |= {section: dict(given) for section, given in saisies.saisies_of(demande).items()}
        self._saisies[demande.demarche] |= demande.reponses
        papier = {(FAITS_DU_PAPIER[id_], jour) for id_, jour in self._papier_answers().items()}
        self._faits = tuple(fait for fait in demande.evenements if fait.organisme or (fait.type, fait.date) not in papier)
        self._organisme = demande.organisme
        self.go_to(ecran or self.screens[1].cle)

    def _parties(self, demarche: str) -> Demande:
        """Everything but the answers to the demarche's own questions."""
        today = self._today()
        vous, organisme, signature = (self.answers(section) for section in (Section.VOUS, Section.ORGANISME, Section.SIGNATURE))
        return Demande(
            demarche,
            date=saisies.day(signature, "date", today),
            lieu=saisies.text(signature, "lieu"),
            concerne=saisies.read_concerne(vous, today),
            auteur=saisies.read_auteur(vous, today),
            reponse_a=saisies.read_reponse_a(vous),
            organisme=saisies.read_organisme(organisme, self._organisme),
            copies=saisies.read_copies(organisme),
            evenements=saisies.read_evenements(self._papier_answers(), self._faits, today),
        )

    def _papier_answers(self) -> Reponses:
        """What was read off a paper: nothing, as long as the letter is the first one."""
        return self._saisies.get(Section.PAPIER, {}) if self._from_paper else {}

    def _contexte(self) -> Mapping[str, str]:
        vous, organisme = self.answers(Section.VOUS), self.answers(Section.ORGANISME)
        auteur = Auteur(saisies.read_qualite(vous))
        return contexte_of(Demande("", auteur=auteur, organisme=Organisme(genre=saisies.read_genre(organisme))))


def _but_canal(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.id != CANAL)
