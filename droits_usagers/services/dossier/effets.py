"""What a fact just recorded changes, in words: a prolongation that comes too late is recorded, and said to be void."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from droits_usagers.domain.echeances.explications import Explication, say

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.suivi.calcul import Suivant

#: Lines of an explanation that say what a fact does, or does not, to a date.
_EFFETS = frozenset(
    {
        *("note.prolongee", "note.prolongation_nulle", "note.question_tardive", "note.question_apres_la_fin"),
        *("note.identite_attendue", "note.precision_attendue", "note.refus_confirmatif", "note.motifs_hors_delai"),
        *("note.cada_trop_tard", "note.cada_trop_tot", "note.ta_trop_tard", "note.avis_sans_delai"),
    }
)


def effects_of(suivant: "Suivant", avant: "Demande", apres: "Demande", *, today: dt.date) -> tuple[Explication, ...]:
    """What is to be known of the dates now, and was not before."""
    connus = set(_notes(suivant, avant, today))
    return tuple(dict.fromkeys(note for note in _notes(suivant, apres, today) if note not in connus))


def say_effects(effets: tuple[Explication, ...], textes: "Textes") -> str:
    """The same in words; empty when there is nothing to say."""
    return " ".join(say(effet, textes) for effet in effets)


def _notes(suivant: "Suivant", demande: "Demande", today: dt.date) -> Iterator[Explication]:
    for echeance in suivant.bilan(demande, today).echeances:
        yield from (ligne for ligne in echeance.explication if ligne[0].id in _EFFETS)
