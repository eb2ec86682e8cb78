"""A letter to an authority, where nobody knows when what was asked first was received: two months may run, or have run.

What was asked was there before anything that is known: the months are counted from that. A refusal already there can be
contested until that day at the latest, and perhaps no longer; a silence, some months more. The first thing is to find when
the letter was received; nothing is said to be over before the last of those days.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, months
from droits_usagers.domain.echeances.crpa import aim, is_seized, perhaps_not_public, unmoved
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.explications import Explication, phrase
from droits_usagers.domain.echeances.valeurs import Code, Echeance, FaitsDossier
from droits_usagers.domain.personnes.organismes import StatutOrganisme, statut_of

_T = TypeEvenement
#: What a silence takes to be a refusal, of what is then contested.
_SILENCES = {Code.SAISINE_CADA: "refus_tacite", Code.RECOURS_TA: "rejet_implicite"}


def echeances_sans_date(chronologie: Chronologie, code: Code) -> Iterator[Echeance]:
    """`saisine_cada` or `recours_ta`, for want of a receipt or a refusal to count from."""
    faits, connu = chronologie.faits, chronologie.connue_le
    recue = chronologie.premiere
    if connu is None or (recue is not None and not recue.au_plus_tard) or not chronologie.applies(connu, code.value):
        return
    # What was answered first, or taken back, has its own day; known before that, it may have been refused by silence.
    repondu = chronologie.first_of(_T.REFUS, _T.REPONSE_PARTIELLE, _T.REPONSE_COMPLETE)
    if chronologie.levee is not None or (repondu is not None and repondu <= connu):
        return
    mois = chronologie.length(code.value, connu)
    jusqu_au = add_months(connu, mois)
    if chronologie.satisfied_by(jusqu_au) or (code is Code.SAISINE_CADA and is_seized(chronologie)):
        return
    echeance = chronologie.never_moved(code, jusqu_au, _explain(chronologie, code, connu), estimation=True)
    # If nothing was answered, the silence is not a refusal before its own months.
    silence = add_months(connu, chronologie.length(_SILENCES[code], connu))
    large = add_months(min(silence, chronologie.first(_T.REFUS) or silence), mois)
    echeance = replace(echeance, a_verifier=True, faute_de=connu, fin=large)
    if code is Code.SAISINE_CADA:
        yield echeance
    elif statut_of(faits.genre, faits.statut.value) is not StatutOrganisme.PRIVE:
        yield chronologie.before_a_court(echeance, chronologie.at_latest(large), lues=(large,))


def with_unknown(faits: FaitsDossier, toutes: Sequence[Echeance], arrivees: Sequence[Echeance]) -> tuple[Echeance, ...]:
    """The dates of all the facts, with those that what has happened by a day leaves uncertain: a receipt to come is not one."""
    dites = [replace(une, explication=()) for une in toutes]
    doutes = (une for une in arrivees if une.faute_de is not None and replace(une, explication=()) not in dites)
    return (*(doutes if faits.a_une_autorite else ()), *toutes)


def _explain(chronologie: Chronologie, code: Code, connu: dt.date) -> Iterator[Explication]:
    mois = chronologie.length(code.value, connu)
    jusqu_au = add_months(connu, mois)
    yield phrase("pas.demande_avant", date=connu), *months(connu, mois), chronologie.day(jusqu_au)
    yield (phrase("note.demande_sans_date"),)
    if code is Code.SAISINE_CADA and perhaps_not_public(chronologie):
        yield (phrase("note.cada_organisme_public"),)
    yield aim(chronologie, jusqu_au)
    yield from unmoved(chronologie, jusqu_au)
