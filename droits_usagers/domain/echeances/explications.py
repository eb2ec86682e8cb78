"""Why a date is what it is, as ids of texts and values: no sentence is written here, only in `resources/textes/fr.toml`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from droits_usagers.domain.mots.dates import date_longue, date_sans_annee
from droits_usagers.domain.mots.textes import Textes

Fait: TypeAlias = dt.date | int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of `[echeances]` by its id there, and what fills it: days and numbers, never anything a person typed."""

    id: str
    valeurs: tuple[tuple[str, Fait], ...] = ()


#: One line of an explanation: a sentence alone, or the steps of a computation to be read one after the other.
Explication: TypeAlias = tuple[Phrase, ...]


def phrase(id_: str, **valeurs: Fait) -> Phrase:
    """A phrase, with its values by name."""
    return Phrase(id_, tuple(valeurs.items()))


def say(explication: Explication, textes: Textes, *, fleche: str = "echeances.fleche") -> str:
    """The line in words: « Reçue le jeudi 5 mars 2026 → un mois → … → mardi 7 avril ».

    A day shows its year the first time, and again only when it changes. `fleche` is the id of what stands between two steps.
    """
    annee: int | None = None
    dits: list[str] = []
    for pas in explication:
        valeurs: dict[str, object] = {}
        for nom, fait in pas.valeurs:
            if isinstance(fait, dt.date):
                valeurs[nom] = date_sans_annee(fait) if fait.year == annee else date_longue(fait)
                annee = fait.year
            else:
                valeurs[nom] = fait
        dits.append(textes(f"echeances.{pas.id}", **valeurs))
    return textes(fleche).join(dits)


def say_all(explications: Iterable[Explication], textes: Textes) -> tuple[str, ...]:
    """Every line in words, in order."""
    return tuple(say(explication, textes) for explication in explications)
