"""« Créer en série »: one demarche, answered once, for many people, to many bodies. The state of it, without its screen."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche, Etape, obstacle_of
from droits_usagers.domain.demarche.protection import hides_auteur, is_elsewhere
from droits_usagers.domain.demarche.questions import (
    PROTEGEE,
    GroupeQuestions,
    Question,
    Reponses,
    Valeur,
    blank_answers,
    effective_answers,
    is_blank,
    visible_line_questions,
    visible_questions,
)
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.services.lettre import formulaires, saisies
from droits_usagers.services.lettre.ecrans import path_questions
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.lettre.saisies import saisies_of
from droits_usagers.services.serie.lecture import OrdreNoms

#: As many letters as one person can still check, sign and post; a thousand are made in two goes.
LIMITE = 500
#: Whose own they are: asked once, for those who write in their own name or for another.
_AUTEUR = (*formulaires.AUTEUR, *formulaires.REPONSE)


@dataclass(frozen=True, slots=True)
class Prevu:
    """A dossier that would be made. `obstacle`: why there would be no letter. `doublons`: dossiers about the same already."""

    demande: Demande = field(repr=False)
    obstacle: str = ""
    doublons: tuple[str, ...] = ()


def can_be_serial(demarche: Demarche) -> bool:
    """True for what opens a story of its own: a letter to an authority rests on what happened to one dossier.

    So does an appeal; not what is asked of a body that wrote to each of them, where the day it came is left to fill.
    """
    premiere = demarche.etapes[0]
    ecrit = premiere.evenement is TypeEvenement.ENVOYE and set(premiere.papier) == {TypeEvenement.DECISION_RECUE}
    return not demarche.autorite and (ecrit or not premiere.papier)


class Serie:
    """What was said so far. Not thread-safe: it belongs to the screen; the demandes it makes are frozen."""

    def __init__(self, demarches: Mapping[str, Demarche]) -> None:
        self.demarches = {id_: demarche for id_, demarche in demarches.items() if can_be_serial(demarche)}
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.demarche: Demarche | None = None
        self.personnes: tuple[Personne, ...] = ()
        self.organismes: tuple[Organisme, ...] = ()
        self._saisies: dict[str, dict[str, Valeur]] = {}

    @property
    def is_untouched(self) -> bool:
        """True when there is nothing to lose."""
        typed = any(not is_blank((given,)) for given in self._saisies.values())
        return self.demarche is None and not typed and not self.personnes and not self.organismes

    def choose(self, demarche: str) -> None:
        """What is asked; what was said of who writes stays."""
        self.demarche = self.demarches[demarche]
        self._saisies.setdefault(demarche, blank_answers(self.demarche.questions))

    @property
    def etape(self) -> Etape:
        """The letter that opens the demarche."""
        return self._chosen().etapes[0]

    def _chosen(self) -> Demarche:
        if self.demarche is None:
            msg = "no demarche was chosen"
            raise ValueError(msg)
        return self.demarche

    # What is answered, once for all

    def answers(self, section: str) -> Reponses:
        """The answers kept under this key, as typed."""
        given = dict(self._saisies.get(section, {}))
        if section == Section.VOUS and self.demarche is not None:
            given = formulaires.with_qualite(given, self.demarche.pour)
            if given.get("qualite") not in {qualite.value for qualite in self.demarche.pour}:
                given.pop("qualite", None)
                given = formulaires.with_qualite(given, self.demarche.pour)
        return given

    def answer(self, section: str, question: str, valeur: Valeur | None) -> None:
        """Keep an answer as typed; None forgets it."""
        kept = self._saisies.setdefault(section, {})
        if valeur is None:
            kept.pop(question, None)
        else:
            kept[question] = valeur

    @property
    def qualite(self) -> Qualite:
        """In what capacity every letter is written."""
        return saisies.read_qualite(self.answers(Section.VOUS))

    @property
    def names_people(self) -> bool:
        """False where an organisation writes in its own name: there is nobody to list."""
        return self.qualite is not Qualite.ORGANISATION

    def author_questions(self) -> tuple[Question, ...]:
        """Who writes, and where the answer must go: what all the letters share."""
        return (formulaires.question_qualite(self._chosen().pour), *_AUTEUR)

    def groupes(self) -> tuple[GroupeQuestions, ...]:
        """The questions of the letter, by screen."""
        return self._chosen().groupes_of(self.etape.id)

    def asked(self, section: str) -> frozenset[str]:
        """The questions to ask, given what was answered: those that at least one of the letters needs."""
        if section == Section.VOUS:
            return frozenset(question.id for question in visible_questions(self.author_questions(), self.answers(section), {}))
        questions = path_questions(self._chosen(), self.etape.id)
        asked = (visible_questions(questions, self.answers(section), contexte) for contexte in self._contextes())
        return frozenset(question.id for some in asked for question in some)

    def asked_on_line(self, groupe: Question, ligne: Reponses) -> tuple[Question, ...]:
        """The same, on one line of a groupe."""
        demarche = self._chosen()
        questions, given = path_questions(demarche, self.etape.id), self.answers(demarche.id)
        asked: dict[str, Question] = {}
        for contexte in self._contextes():
            visible = visible_line_questions(groupe, ligne, questions=questions, reponses=given, contexte=contexte)
            asked |= {question.id: question for question in visible}
        return tuple(asked.values())

    def _contextes(self) -> Iterator[Mapping[str, str]]:
        genres = {organisme.genre for organisme in self.organismes} or {GenreOrganisme.AUTRE}
        protegees = {personne.adresse_protegee for personne in self._people()} or {False}
        for genre, protegee in product(sorted(genres), sorted(protegees)):
            caches = {PROTEGEE: "oui"} if protegee else {}
            yield {"auteur.qualite": self.qualite.value, "organisme.genre": genre.value, **caches}

    # What it makes

    @property
    def protected(self) -> tuple[Personne, ...]:
        """Those whose address nobody may know."""
        return tuple(personne for personne in self._people() if personne.adresse_protegee)

    def answers_come_back(self, today: dt.date) -> bool:
        """False when the answer to someone whose address is hidden would go nowhere: neither to who writes, nor elsewhere."""
        cachee = replace(self.projet(today).commun, concerne=Personne(adresse_protegee=True))
        return is_elsewhere(cachee) or not hides_auteur(cachee)

    @property
    def count(self) -> int:
        """How many dossiers it would make, before anything is left out."""
        return max(1, len(self._people())) * max(1, len(self.organismes)) if self._people() or self.organismes else 0

    def _people(self) -> tuple[Personne, ...]:
        return self.personnes if self.names_people else ()

    def projet(self, today: dt.date) -> "Projet":
        """All that was said, as it stands: what the dossiers are made from, in any thread."""
        demarche = self._chosen()
        vous, signature = self.answers(Section.VOUS), self.answers(Section.SIGNATURE)
        parties = saisies.read_parties(vous, {}, signature, connu=Organisme(), today=today)
        concerne = None if parties.concerne == Personne() else parties.concerne
        commun = replace(parties, demarche=demarche.id, concerne=concerne)
        return Projet(demarche, commun, self.answers(demarche.id), self._people(), self.organismes)


@dataclass(frozen=True, slots=True)
class Projet:
    """A series as it is to be made. `commun`: what all its dossiers share, but for their answers."""

    demarche: Demarche
    commun: Demande = field(repr=False)
    reponses: Reponses = field(repr=False)
    personnes: tuple[Personne, ...] = field(default=(), repr=False)
    organismes: tuple[Organisme, ...] = ()

    def plan(self, today: dt.date) -> tuple[Prevu, ...]:
        """Every dossier of the series, person by person; nothing is looked up in the coffre yet."""
        etape = self.demarche.etapes[0].id
        path = path_questions(self.demarche, etape)
        prevus = []
        for concerne, organisme in product(self.personnes or (self.commun.concerne,), self.organismes or (Organisme(),)):
            demande = replace(self.commun, concerne=concerne, organisme=organisme)
            contexte = contexte_of(demande)
            counted = effective_answers(path, self.reponses, contexte)
            demande = replace(demande, reponses=saisies.read_reponses(path, counted, today))
            obstacle = obstacle_of(self.demarche, etape, reponses=demande.reponses, contexte=contexte)
            prevus.append(Prevu(demande, obstacle or ""))
        return tuple(prevus)


def with_doublons(prevus: Sequence[Prevu], doublons: Sequence[tuple[str, ...]]) -> tuple[Prevu, ...]:
    """The same, each with the dossiers that are about the same already."""
    return tuple(replace(prevu, doublons=connus) for prevu, connus in zip(prevus, doublons, strict=True))


_PERSONNES, _ORGANISMES, _ORDRE = "serie_personnes", "serie_organismes", "serie_ordre"
_COCHES, _MANDATS = "serie_coches", "serie_mandats"


@dataclass(slots=True)
class Collees:
    """What was pasted, kept while one goes from screen to screen."""

    personnes: str = field(default="", repr=False)
    organismes: str = field(default="", repr=False)
    ordre: OrdreNoms = OrdreNoms.NOM_PRENOM
    #: Lines of which nothing is made, as far as they were read.
    refusees: int = 0
    #: What someone ticked, or not any more, by the line as it was (`line_of`); whether they rest on mandats, once said.
    coches: dict[str, bool] = field(default_factory=dict, repr=False)
    mandats: bool | None = None


def draft_of(serie: Serie, collees: Collees, today: dt.date) -> Demande | None:
    """The series as one demande, with its lists among the answers; None before a demarche was chosen."""
    if serie.demarche is None:
        return None
    listes = {_PERSONNES: collees.personnes, _ORGANISMES: collees.organismes, _ORDRE: collees.ordre.value}
    # Only what was said: what is proposed is computed again.
    dits = {_COCHES: collees.coches or None, _MANDATS: collees.mandats}
    listes |= {cle: json.dumps(dit) for cle, dit in dits.items() if dit is not None}
    projet = serie.projet(today)
    return replace(projet.commun, reponses={**projet.reponses, **listes})


def take_up(serie: Serie, demande: Demande) -> Collees:
    """Go on with one; gives back its lists."""
    serie.clear()
    serie.choose(demande.demarche)
    reponses = dict(demande.reponses)
    personnes, organismes, ordre = (str(reponses.pop(cle, "")) for cle in (_PERSONNES, _ORGANISMES, _ORDRE))
    coches, mandats = (json.loads(str(reponses.pop(cle, rien))) for cle, rien in ((_COCHES, "{}"), (_MANDATS, "null")))
    sections = saisies_of(demande) | {demande.demarche: reponses}
    for section, given in sections.items():
        for question, valeur in given.items():
            serie.answer(section, question, valeur)
    collees = Collees(personnes, organismes, OrdreNoms(ordre or OrdreNoms.NOM_PRENOM))
    collees.coches, collees.mandats = coches, mandats
    return collees


def line_of(demande: Demande) -> str:
    """Whom one of its dossiers is for and whom it goes to: what was said of it is of no other."""
    concerne, organisme = demande.concerne, demande.organisme
    return "\n".join((concerne.nom_complet if concerne else "", organisme.nom, organisme.service))
