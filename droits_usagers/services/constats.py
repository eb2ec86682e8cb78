"""What must be said calmly about an answer: a date nobody can read, a number that had better not be written. Never blocks."""

import datetime as dt
from enum import StrEnum

from droits_usagers.domain.dates_saisies import read_date, read_naissance
from droits_usagers.domain.nettoyage import clean
from droits_usagers.domain.questions import Genre, Question, Valeur
from droits_usagers.services.formulaires import Saisie, saisie_of


class Constat(StrEnum):
    """One thing to say; its sentence is `[assistant.constats]`."""

    DATE_ILLISIBLE = "date_illisible"
    NAISSANCE_ILLISIBLE = "naissance_illisible"
    CARACTERES_REMPLACES = "caracteres_remplaces"
    NIR = "nir"
    CAF = "caf"
    TITRE_SEJOUR = "titre_sejour"

    @property
    def is_about_reading(self) -> bool:
        """True for what may still be being typed: said only once the person has gone on."""
        return self in (Constat.DATE_ILLISIBLE, Constat.NAISSANCE_ILLISIBLE)


def constats(question: Question, valeur: Valeur, today: dt.date) -> tuple[Constat, ...]:
    """What to say about this answer, the most useful first."""
    if not isinstance(valeur, str) or not valeur.strip():
        return ()
    match saisie_of(question):
        case Saisie.DATE:
            return () if read_date(valeur, today) is not None else (Constat.DATE_ILLISIBLE,)
        case Saisie.NAISSANCE:
            return () if read_naissance(valeur, today) is not None else (Constat.NAISSANCE_ILLISIBLE,)
        case _ if question.genre in (Genre.TEXTE, Genre.TEXTE_LONG):
            return _about_text(valeur)
        case _:
            return ()


def tidy(question: Question, valeur: Valeur, today: dt.date) -> Valeur | None:
    """What a typed date becomes once it is read: the day itself, or the year of a birth. None: leave it as typed."""
    if not isinstance(valeur, str):
        return None
    match saisie_of(question):
        case Saisie.DATE:
            return read_date(valeur, today)
        case Saisie.NAISSANCE:
            lue = read_naissance(valeur, today)
            return str(lue) if isinstance(lue, int) else lue
        case _:
            return None


def _about_text(valeur: str) -> tuple[Constat, ...]:
    return (Constat.CARACTERES_REMPLACES,) if clean(valeur).remplaces else ()
