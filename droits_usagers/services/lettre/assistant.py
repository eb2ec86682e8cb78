"""« Écrire une lettre », without its screen: where the person is, what was answered so far, and the demande it makes.

Nothing here is required: every screen can be passed. Answers to what a later choice hides are kept (someone who changes their
mind finds them again) but take no part in the letter.
"""

import datetime as dt
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande, Domicile, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche, Etape, issue_of, obstacle_of
from droits_usagers.domain.demarche.questions import (
    Question,
    Reponses,
    Valeur,
    blank_answers,
    effective_answers,
    is_blank,
    visible_line_questions,
    visible_questions,
)
from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.domain.dossier.dossiers import NULLE_PART, PositionLettre
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.services.lettre import discretion, formulaires, saisies
from droits_usagers.services.lettre.ecrans import (
    ATTENTE,
    CANAL,
    DANGER,
    FIN,
    RELIRE,
    REPONDRE,
    SITUATION,
    Ecran,
    Step,
    asked_screens,
    following,
    papier_screen,
    path_questions,
)
from droits_usagers.services.lettre.formulaires import Section, question_qualite
from droits_usagers.services.lettre.recours import known_of
from droits_usagers.services.lettre.saisies import lay_out, read_facts

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.personnes import Consigne


class CheminEcrans:
    """A place on the present path. The path itself depends on the answers: it may change under one's feet."""

    _ecran: str
    _seen: set[Step]

    @property
    @abstractmethod
    def screens(self) -> tuple[Ecran, ...]:
        """The screens of the present path, in order."""

    @property
    def ecran(self) -> Ecran:
        """Where the person is; of what is asked no more about the demande, the first screen about it."""
        screens = self.screens
        fallback = RELIRE if self._ecran in (FIN.cle, REPONDRE.cle) and RELIRE in screens else SITUATION
        autour = screens if self._ecran.startswith(f"{Step.DEMANDE}.") else ()
        voisin = next((ecran for ecran in autour if ecran.step is Step.DEMANDE), fallback)
        return next((ecran for ecran in screens if ecran.cle == self._ecran), voisin)

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


#: The answers as typed, by section of the wizard.
Saisies = MutableMapping[str, dict[str, Valeur]]


class Dites:
    """Knows which answers were given for the person, and which the person gave."""

    def __init__(self) -> None:
        self._situation: Situation | None = None
        self._posees: set[tuple[str, str]] = set()
        self._donnees: set[tuple[str, str]] = set()

    @property
    def situation(self) -> Situation | None:
        """The sentence the person chose; None when they came by another way."""
        return self._situation

    def choose(self, situation: Situation, saisies: Saisies) -> None:
        """Another sentence: what the former one said, and nobody touched, counts no more."""
        for section, question in self._posees:
            saisies.get(section, {}).pop(question, None)
        self._posees.clear()
        self._situation = situation

    def touch(self, section: str, question: str) -> None:
        """The person answered this themselves."""
        self._posees.discard((section, question))
        self._donnees.add((section, question))

    def touched(self, section: str, question: str) -> bool:
        """True once the person answered this themselves."""
        return (section, question) in self._donnees

    def said(self, section: str, question: str) -> bool:
        """True for an answer that was laid for the person, and that they have not changed."""
        return (section, question) in self._posees

    def lay(self, demarche: Demarche, saisies: Saisies, *, connues: Reponses) -> None:
        """Answer what the situation says, and what is known besides (`connues`), wherever the person has not answered."""
        situation = self._situation
        dites = {**connues, **(situation.reponses.get(demarche.id, {}) if situation else {})}
        for question in demarche.questions:
            if question.id in dites:
                self._put(question, dites[question.id], section=demarche.id, saisies=saisies)
        if situation and situation.qualite in demarche.pour:
            self._put(question_qualite(demarche.pour), situation.qualite, section=Section.VOUS, saisies=saisies)

    def _put(self, question: Question, valeur: Valeur, *, section: str, saisies: Saisies) -> None:
        given = saisies.setdefault(section, {})
        deja = given.get(question.id)
        if not self.touched(section, question.id) and (is_blank(deja) or deja == question.defaut):
            given[question.id] = valeur
            self._posees.add((section, question.id))


class Assistant(CheminEcrans):
    """The state of the wizard. Not thread-safe: it belongs to the screen; what it makes (`demande`) is frozen."""

    _demarche: Demarche | None
    #: Answers as typed, by section.
    _saisies: dict[str, dict[str, Valeur]]
    #: Facts that came with a draft, and that no question asks.
    _faits: tuple[Evenement, ...]

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
        #: What the coffre keeps with the dossier one goes on with.
        self._consignes: tuple[Consigne, ...] = ()
        self._recommandes: tuple[str, ...] = ()
        self._commencee_le: dt.date | None = None
        self._seen = set()
        #: Who must not know was asked here, and whether going past it is as good as being asked.
        self._asked, self._neuf = False, True
        #: That question is on the screen, and had no answer as one came to it.
        self._en_passant = False
        self.dites = Dites()

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
        connues = self._known_for(self._demarches[demarche])
        # Begun here, whatever was gone on with before.
        self._neuf = self._neuf or (self._demarche is not None and self._demarche.id != demarche)
        if self._demarche is not None and self._demarche.id != demarche:
            self._faits = ()
        faits = self._evenements()
        avant, self._demarche = self._demarche, self._demarches[demarche]
        if (avant, self._etape) != (self._demarche, etape or self._demarche.etapes[0].id):
            # The date typed is that of another letter.
            self._saisies.get(Section.SIGNATURE, {}).pop("date", None)
        self._etape = etape or self._demarche.etapes[0].id
        self._saisies.setdefault(demarche, blank_answers(self._demarche.questions))
        self.dites.lay(self._demarche, self._saisies, connues=connues)
        # A first letter rests on no paper: what was read off one waits.
        self._lay_out(faits if self._asking else self._faits)

    def begin(self, situation: Situation) -> None:
        """Start what answers this situation first, with what its sentence already says.

        One that tells of a danger ticks it, until one says otherwise.
        """
        self.dites.choose(situation, self._saisies)
        self.choose(situation.demarches[0], situation.etape)
        discretion.imply(self._saisies, situation)

    def _known_for(self, demarche: Demarche) -> Reponses:
        """What a paper says, for another demarche about it; nothing as long as nobody said what it was about."""
        avant = self._demarche
        dit = self.ecran.step is not Step.SITUATION or self.dites.touched(Section.PAPIER, "papier_demarche")
        if avant is None or avant.id == demarche.id or not (self._from_paper and dit):
            return {}
        return known_of(avant.id, self.answers(avant.id), demarche)

    @property
    def protects(self) -> bool:
        """True if someone must not know where this is written from."""
        return discretion.protects(self.answers(Section.DANGER))

    @property
    def domicile(self) -> Domicile | None:
        """What becomes of the home address; None when it is protected, was never asked about, or where nobody is named."""
        demarche = self._demarche
        if demarche is None or demarche.sans_nom:
            return None
        return discretion.home_of(self.answers(Section.DANGER), self._saisies.get(Section.VOUS, {}), asked=self._asked)

    @property
    def withholds(self) -> bool:
        """True if who must not know was passed over: the home address is written nowhere."""
        return self.domicile is Domicile.TU

    def follow(self, etape: str) -> None:
        """Go on with another letter of the same demarche, from its own questions: everything said so far is kept."""
        if self._demarche is not None:
            self.choose(self._demarche.id, etape)
            self.go_to_step(Step.DEMANDE)

    def resume(self, demarche: str = "") -> None:
        """Go on from a paper: the letter chosen or else the second, of the demarche named or the first that has one."""
        chosen = demarche if demarche in self.resumable() else next(iter(self.resumable()), "")
        if chosen:
            self.choose(chosen, min(following(self._demarches[chosen]), key=lambda etape: etape.id != self._etape).id)
            self._ecran = self.screens[1].cle

    def resumable(self) -> tuple[str, ...]:
        """The demarches that have a letter after the first: those one may come back for with a paper."""
        return tuple(id_ for id_, demarche in self._demarches.items() if following(demarche))

    # Where the person is

    @property
    def screens(self) -> tuple[Ecran, ...]:
        """The screens of the present path, in order."""
        demarche = self._demarche
        if demarche is None:
            return (SITUATION,)
        second = papier_screen(demarche, self.resumable()) if self._from_paper else ATTENTE
        contexte, obstacle = self._contexte(), self.obstacle()
        # Every screen of the demarche itself is on one path, walked once for them all.
        siennes = self._asked_ids(demarche.id, self._path(demarche.id), contexte)
        asked = [
            ecran
            for ecran in asked_screens(demarche, self._etape)
            if (
                any(question.id in siennes for question in ecran.questions)
                if ecran.section == demarche.id
                else self._visible(ecran, contexte)
            )
        ]
        # Without a letter, its reading says why, and nothing can be handed over.
        last = () if obstacle is not None else self._last_screens()
        return (SITUATION, second, *self._until_issue(asked, obstacle), RELIRE, *last)

    def _until_issue(self, asked: Sequence[Ecran], obstacle: str | None) -> Sequence[Ecran]:
        """Nothing more is asked once an answer leads to another letter, but where one is already."""
        issue = self._demarche.issue(obstacle) if self._demarche is not None and obstacle is not None else None
        if issue is None or not issue.etape or issue.evenement is not None:
            return asked
        decident = [any(question.id in issue.condition.si for question in ecran.questions) for ecran in asked]
        dernier = max((rang for rang, decide in enumerate(decident) if decide), default=len(asked))
        return [ecran for rang, ecran in enumerate(asked) if rang <= dernier or ecran.cle == self._ecran]

    def _last_screens(self) -> tuple[Ecran, ...]:
        demarche = self._demarche
        asked = self._asked and demarche is not None and not demarche.sans_nom
        where = asked and discretion.asks_where(self.answers(Section.DANGER), self._saisies.get(Section.VOUS, {}))
        return (REPONDRE, FIN) if where else (FIN,)

    def go_to(self, ecran: str) -> None:
        """Straight to a screen of the path, by its key. To be shown who must not know, or to go past it, is to be asked."""
        super().go_to(ecran)
        self._en_passant = self._ecran == DANGER.cle and not self.answers(Section.DANGER).get(formulaires.DANGER.id)
        self._asked = self._asked or self._ecran == DANGER.cle or (self._neuf and self._is_past_danger())

    def _is_past_danger(self) -> bool:
        cles = [un.cle for un in self.screens]
        return DANGER.cle in cles and self._ecran in cles[cles.index(DANGER.cle) + 1 :]

    @property
    def _from_paper(self) -> bool:
        """True when the letter follows one that was already sent."""
        return self._demarche is not None and self._etape in {etape.id for etape in following(self._demarche)}

    # What is answered

    def answers(self, section: str) -> Reponses:
        """The answers kept under this key, as typed."""
        given = dict(self._saisies.get(section, {}))
        if self._demarche is not None and section == self._demarche.id:
            given |= {question: dite for question, dite in self._implied() if is_blank(given.get(question))}
        if section == Section.PAPIER and self._demarche is not None:
            given |= {"papier_demarche": self._demarche.id, "papier_etape": self._etape}
        if section == Section.VOUS and self._demarche is not None:
            given = {} if self._demarche.sans_nom else dict(discretion.with_place(given))
            given = formulaires.with_qualite(given, self._demarche.pour)
        return given

    def _implied(self) -> Iterator[tuple[str, str]]:
        """Where one answer alone leads to this letter, whoever comes to it has given it, unless they give another."""
        for issue in self._demarche.issues if self._demarche is not None else ():
            condition = issue.condition
            if issue.etape == self._etape and issue.evenement is None and len(condition.si) == 1 and not condition.sauf:
                ((question, valeurs),) = condition.si.items()
                if len(valeurs) == 1:
                    yield question, next(iter(valeurs))

    def answer(self, section: str, question: str, valeur: Valeur | None) -> None:
        """Keep an answer as typed; None forgets it, and the default counts again."""
        self.dites.touch(section, question)
        if question == "papier_demarche":
            self.resume(str(valeur))
        elif question == "papier_etape" and self._demarche is not None:
            self.choose(self._demarche.id, str(valeur))
        else:
            discretion.keep(self._saisies, section, question, valeur=valeur, en_passant=self._en_passant)
        if question == formulaires.ADRESSE_ORGANISME:
            # Whoever changes it has looked at it.
            self._saisies.get(Section.ORGANISME, {}).pop(formulaires.RELEVEE, None)

    def read(self, question: Question, valeur: Valeur) -> Valeur | None:
        """An answer as a letter says it; None for one that says nothing."""
        return saisies.read_reponses((question,), {question.id: valeur}, self._today()).get(question.id)

    def write_to(self, organisme: Organisme) -> None:
        """Answer for this body all that is asked of it; what is typed afterwards counts instead."""
        for question, valeur in saisies.body_saisies(organisme).items():
            self.answer(Section.ORGANISME, question, valeur)
        self._organisme = organisme

    def visible(self, ecran: Ecran) -> tuple[Question, ...]:
        """The questions this screen asks, given what was answered so far, here and on the screens before."""
        return self._visible(ecran, self._contexte())

    def _visible(self, ecran: Ecran, contexte: Mapping[str, str]) -> tuple[Question, ...]:
        demarche, before = self._demarche, self._path(ecran.section) or ecran.questions
        if ecran.section == Section.VOUS and demarche is not None:
            before = (formulaires.question_qualite(demarche.pour), *ecran.questions)
        ids = self._asked_ids(ecran.section, before, contexte)
        return tuple(question for question in ecran.questions if question.id in ids)

    def _asked_ids(self, section: str, questions: Sequence[Question], contexte: Mapping[str, str]) -> frozenset[str]:
        return frozenset(question.id for question in visible_questions(questions, self.answers(section), contexte))

    def visible_on_line(self, section: str, groupe: Question, ligne: Reponses) -> tuple[Question, ...]:
        """The questions asked on one line of a groupe, given that line and the answers around it."""
        path, given = self._path(section) or (groupe,), self.answers(section)
        return visible_line_questions(groupe, ligne, questions=path, reponses=given, contexte=self._contexte())

    def _path(self, section: str) -> tuple[Question, ...]:
        demarche = self._demarche
        return path_questions(demarche, self._etape) if demarche is not None and section == demarche.id else ()

    def canal(self) -> Question | None:
        """The question of how the letter will be sent, if this letter is sent."""
        chemin = path_questions(self._demarche, self._etape) if self._demarche is not None else ()
        return next((each for each in chemin if each.id == CANAL), None)

    def obstacle(self) -> str | None:
        """What means that there is no letter to write: a question, or how the answer received reads; None when there is one."""
        demande = self.demande()
        if demande is None or self._demarche is None:
            return None
        return obstacle_of(self._demarche, self._etape, reponses=demande.reponses, contexte=self._contexte())

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
        domicile = self.domicile
        whole = discretion.read_parties(self.answers, domicile=domicile, connu=self._organisme, today=self._today())
        demande = replace(
            whole,
            demarche=demarche.id,
            evenements=self._evenements(),
            consignes=self._consignes,
            recommandes=self._recommandes,
            commencee_le=self._commencee_le,
        )
        path = path_questions(demarche, self._etape)
        counted = effective_answers(path, self.answers(demarche.id), contexte_of(demande))
        return replace(demande, reponses=saisies.read_reponses(path, counted, self._today()))

    @property
    def position(self) -> PositionLettre:
        """Where to come back to, for a draft; nowhere before a demarche was chosen."""
        return PositionLettre(self._etape, self._ecran) if self._etape else NULLE_PART

    def restore(
        self, demande: Demande, position: PositionLettre = NULLE_PART, *, step: Step | None = None, answered: bool = True
    ) -> None:
        """Go on with a demande kept earlier, at this position (of the first étape, unless it says otherwise) or at that step.

        `answered` is False when a new answer came: its date is asked beside those known.
        """
        self.clear()
        self._asked, self._neuf = demande.domicile is not None, False
        self.choose(demande.demarche, position.etape)
        self._saisies |= {section: dict(given) for section, given in discretion.saisies_of(demande).items()}
        self._saisies[demande.demarche] |= demande.reponses
        self._lay_out(demande.evenements, answered=answered)
        self._organisme, self._consignes, self._recommandes = demande.organisme, demande.consignes, demande.recommandes
        self._commencee_le = demande.commencee_le
        self.go_to(position.ecran or self.screens[1].cle)
        if step is not None:
            self.go_to_step(step)
        self._neuf = not self._is_past_danger()

    @property
    def _asking(self) -> Etape | None:
        """The étape being written, if it rests on facts that it asks."""
        etape = self._demarche.etape(self._etape) if self._demarche else None
        return etape if etape is not None and etape.papier else None

    def _evenements(self) -> tuple[Evenement, ...]:
        """Everything known to have happened: what no question asks, and what this étape asks."""
        demarche, etape = self._demarche, self._asking
        if demarche is None or etape is None:
            return self._faits
        given, today = self._saisies.get(Section.PAPIER, {}), self._today()
        issue = issue_of(demarche, etape.id, reponses=self.answers(demarche.id), contexte=contexte_of(self._who()))
        return tuple(sorted(read_facts(given, etape, issue=issue, today=today).union(self._faits)))

    def _lay_out(self, faits: tuple[Evenement, ...], *, answered: bool = True) -> None:
        """Bring facts to the questions of this étape, and keep aside those that it does not ask."""
        self._faits = faits
        if self._asking is not None:
            typed = self._saisies.get(Section.PAPIER, {})
            self._saisies[Section.PAPIER], self._faits = lay_out(faits, self._asking, saisies=typed, answered=answered)

    def _contexte(self) -> Mapping[str, str]:
        return contexte_of(replace(self._who(), evenements=self._evenements()))

    def _who(self) -> Demande:
        vous, organisme = self.answers(Section.VOUS), self.answers(Section.ORGANISME)
        return saisies.read_who(vous, organisme, protegee=self.protects, domicile=self.domicile)
