"""What must be said calmly about an answer: a date nobody can read, a number that had better not be written. Never blocks."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Genre, Question, Valeur
from droits_usagers.domain.droit.feries import is_territoire
from droits_usagers.domain.mots.dates import read_date, read_month, read_naissance
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.releve.identifiants import find_identifiants
from droits_usagers.services.lettre.formulaires import PAPIER, TERRITOIRE, Saisie, saisie_of


class ConstatReponse(StrEnum):
    """One thing to say; its sentence is `[assistant.constats]`."""

    DATE_ILLISIBLE = "date_illisible"
    DATE_A_VENIR = "date_a_venir"
    NAISSANCE_ILLISIBLE = "naissance_illisible"
    TERRITOIRE_INCONNU = "territoire_inconnu"
    CARACTERES_REMPLACES = "caracteres_remplaces"
    NIR = "nir"
    CAF = "caf"
    TITRE_SEJOUR = "titre_sejour"

    @property
    def is_about_reading(self) -> bool:
        """True for what may still be being typed: said only once the person has gone on."""
        return self in (
            ConstatReponse.DATE_ILLISIBLE,
            ConstatReponse.DATE_A_VENIR,
            ConstatReponse.NAISSANCE_ILLISIBLE,
            ConstatReponse.TERRITOIRE_INCONNU,
        )


def constats(question: Question, valeur: Valeur, today: dt.date) -> tuple[ConstatReponse, ...]:
    """What to say about this answer, the most useful first."""
    if not isinstance(valeur, str) or not valeur.strip():
        return ()
    match saisie_of(question):
        case Saisie.DATE:
            mois = read_month(valeur, today) if question.mois or question.id.startswith(PAPIER) else None
            return _about_date(question, read_date(valeur, today) or mois, today)
        case Saisie.NAISSANCE:
            return () if read_naissance(valeur, today) is not None else (ConstatReponse.NAISSANCE_ILLISIBLE,)
        case _ if question.id == TERRITOIRE:
            return () if is_territoire(valeur.strip().upper()) else (ConstatReponse.TERRITOIRE_INCONNU,)
        case _ if question.genre in (Genre.TEXTE, Genre.TEXTE_LONG):
            return tuple(_about_text(question, valeur))
        case _:
            return ()


def tidy(question: Question, valeur: Valeur, today: dt.date) -> Valeur | None:
    """What a typed date becomes once it is read: the day, the month asked, the year of a birth. None: leave it as typed."""
    if not isinstance(valeur, str):
        return None
    match saisie_of(question):
        case Saisie.DATE:
            return read_date(valeur, today) or (read_month(valeur, today) if question.mois else None)
        case Saisie.NAISSANCE:
            lue = read_naissance(valeur, today)
            return str(lue) if isinstance(lue, int) else lue
        case _:
            return None


def _about_date(question: Question, jour: dt.date | None, today: dt.date) -> tuple[ConstatReponse, ...]:
    if jour is None:
        return (ConstatReponse.DATE_ILLISIBLE,)
    return (ConstatReponse.DATE_A_VENIR,) if question.id.startswith(PAPIER) and jour > today else ()


def _about_text(question: Question, valeur: str) -> Iterator[ConstatReponse]:
    if clean(valeur).remplaces:
        yield ConstatReponse.CARACTERES_REMPLACES
    yield from _about_numbers(question, valeur)


def _about_numbers(question: Question, valeur: str) -> Iterator[ConstatReponse]:
    genres = {trouve.genre.value for trouve in find_identifiants(valeur, question.numero_admis)}
    yield from (constat for constat in ConstatReponse if constat.value in genres)
