"""Every letter the program can write: each demarche, étape and kind of author, with no answer and with many.

Answers are made up from the questions themselves, so that a demarche is covered from the day its file exists.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche, letter_obstacle
from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, effective_answers
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Civilite, Qualite
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import BLANCHE, COMPLETE, by

#: What was typed in a free answer: recognisable, and without any trap of grammar.
SAISI = "ce que la personne a écrit"
_T = TypeEvenement
#: What happened since the first letter.
HISTOIRES: tuple[tuple[tuple[int, int, TypeEvenement], ...], ...] = (
    ((10, 1, _T.ENVOYE), (10, 5, _T.RECU)),
    ((10, 1, _T.ENVOYE), (10, 5, _T.RECU), (10, 20, _T.REFUS)),
    ((10, 1, _T.ENVOYE), (10, 5, _T.RECU), (10, 28, _T.REPONSE_PARTIELLE)),
    ((10, 1, _T.ENVOYE), (10, 5, _T.RECU), (11, 12, _T.PROLONGATION_ANNONCEE)),
    (
        (10, 1, _T.ENVOYE),
        (10, 5, _T.RECU),
        (10, 9, _T.IDENTITE_DEMANDEE),
        (10, 15, _T.IDENTITE_FOURNIE),
        (11, 2, _T.REFUS_ORAL),
        (11, 10, _T.RELANCE_ENVOYEE),
    ),
    ((7, 1, _T.ENVOYE), (7, 6, _T.RECU), (8, 3, _T.REFUS), (8, 20, _T.PLAINTE_CNIL_ENVOYEE), (9, 1, _T.CADA_SAISIE)),
)
#: How many sets of made-up answers a letter is written with, beside the blank one.
VARIANTES = 7


@dataclass(frozen=True, slots=True)
class Lettre:
    """One letter, as it is read."""

    demande: Demande
    etape: str
    #: None: no answer at all; else the rank of the made-up answers.
    variante: int | None
    document: Document
    texte: str

    @property
    def nom(self) -> str:
        """To find it again when something is wrong with it."""
        return f"{self.demande.demarche}/{self.etape}/{self.demande.qualite}/{self.demande.organisme.genre}/{self.variante}"


def write_all(catalogue: Catalogue, courriers: Courriers, saisi: str = SAISI) -> Iterator[Lettre]:
    """Every one of them, in the order of the demarches. `saisi`: what is typed in each free answer."""
    for demarche in catalogue.demarches.values():
        yield from write_letters(demarche, courriers, saisi)


def write_letters(demarche: Demarche, courriers: Courriers, saisi: str = SAISI) -> Iterator[Lettre]:
    """Those of one demarche."""
    for demande, variante in demandes_of(demarche, saisi):
        for etape in demarche.etapes:
            with suppress(ExpectedError):  # these answers lead to another letter, or to none
                document = courriers.compose(demande, etape.id)
                yield Lettre(demande, etape.id, variante, document, courriers.text(document))


def write_first(catalogue: Catalogue, courriers: Courriers, cas: tuple[str, str, Qualite]) -> Lettre:
    """The first letter with answers of this demarche, of this étape, by this kind of author."""
    demarche, etape, qualite = cas
    for demande, variante in demandes_of(catalogue.demarches[demarche]):
        if variante and demande.qualite is qualite:
            with suppress(ExpectedError):
                document = courriers.compose(demande, etape)
                return Lettre(demande, etape, variante, document, courriers.text(document))
    raise LookupError(cas)


def demandes_of(demarche: Demarche, saisi: str = SAISI) -> Iterator[tuple[Demande, int | None]]:
    """The demandes a letter can be made of; those that the demarche excludes are left out."""
    for qualite in demarche.pour:
        for variante in (None, *range(VARIANTES)):
            demande = _demande(demarche, qualite, variante, saisi)
            if letter_obstacle(demarche, demande.reponses, contexte_of(demande)) is None:
                yield demande, variante


def _demande(demarche: Demarche, qualite: Qualite, variante: int | None, saisi: str) -> Demande:
    if variante is None:
        return replace(by(qualite, replace(BLANCHE, demarche=demarche.id)), reponses={})
    demande = by(qualite, replace(COMPLETE, demarche=demarche.id, reponses={}))
    genre = list(GenreOrganisme)[variante % len(GenreOrganisme)]
    concerne = demande.concerne and replace(demande.concerne, civilite=(None, *Civilite)[variante % 3])
    demande = replace(
        demande,
        concerne=concerne,
        organisme=replace(demande.organisme, genre=genre),
        reponse_a=demande.reponse_a if variante % 2 else None,
        evenements=tuple(
            Evenement(dt.date(2026, mois, jour), type_) for mois, jour, type_ in HISTOIRES[variante % len(HISTOIRES)]
        ),
    )
    reponses = answers(demarche.questions, variante, saisi)
    return replace(demande, reponses=effective_answers(demarche.questions, reponses, contexte_of(demande)))


def answers(questions: Sequence[Question], variante: int, saisi: str = SAISI) -> Reponses:
    """An answer to every question: among choices, one more at each variant; at the first, everything is ticked."""
    return {question.id: _answer(question, variante, saisi) for question in questions}


def _answer(question: Question, variante: int, saisi: str) -> Valeur:
    permis = [code for code in question.choix if code not in question.exclut]
    match question.genre:
        case Genre.TEXTE | Genre.TEXTE_LONG:
            return saisi
        case Genre.CHOIX:
            return permis[variante % len(permis)]
        case Genre.CHOIX_MULTIPLES:
            return tuple(permis) if variante == 0 else tuple(dict.fromkeys((permis[(variante - 1) % len(permis)], permis[-1])))
        case Genre.DATE:
            return dt.date(2026, 9, 1 + variante)
        case Genre.OUI_NON:
            return ("oui" if variante % 2 == 0 else "non") not in question.exclut and variante % 2 == 0
        case Genre.GROUPE:
            return tuple(answers(question.questions, variante + rang, saisi) for rang in range(2 if variante else 3))
