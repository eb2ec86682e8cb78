"""A medical file held by a health professional or establishment (CSP L1111-7, R1111-1): never moved, suspended or prolonged."""

import datetime as dt
from collections.abc import Iterator

from droits_usagers.domain.calendrier import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception, months
from droits_usagers.domain.echeances.rgpd import received
from droits_usagers.domain.echeances.valeurs import Code, Echeance
from droits_usagers.domain.explications import Explication, phrase
from droits_usagers.domain.organismes import GenreOrganisme

_RECENT = "dossier_medical"
_ANCIEN = "dossier_medical_ancien"
_HEURES_PAR_JOUR = 24


def echeances_csp(chronologie: Chronologie) -> Iterator[Echeance]:
    """One date for recent items, one for those older than five years; only the first when their age is not known."""
    reception = chronologie.responsable
    if reception is None or chronologie.faits.genre is not GenreOrganisme.SANTE:
        return
    limite = chronologie.length("dossier_medical_anciennete", reception.date)
    if limite is None:
        return
    pieces = chronologie.faits.pieces_medicales
    anciennes = [add_months(piece, limite) < reception.date for piece in pieces]
    if not all(anciennes) or not pieces:
        jours = chronologie.length(_RECENT, reception.date) or 0
        fin = reception.date + dt.timedelta(days=jours)
        yield _echeance(
            chronologie, _RECENT, (phrase("pas.jours", n=jours), chronologie.day(fin)), reception=reception, fin=fin
        )
    if any(anciennes):
        mois = chronologie.length(_ANCIEN, reception.date) or 0
        fin = add_months(reception.date, mois)
        yield _echeance(
            chronologie, _ANCIEN, (*months(reception.date, mois), chronologie.day(fin)), reception=reception, fin=fin
        )


def _echeance(chronologie: Chronologie, id_: str, pas: Explication, *, reception: Reception, fin: dt.date) -> Echeance:
    delai = chronologie.delai(id_)
    heures = chronologie.length("dossier_medical_au_plus_tot", reception.date) or 0
    au_plus_tot = reception.date + dt.timedelta(days=heures // _HEURES_PAR_JOUR)
    notes: list[Explication] = [
        (received(reception), *pas),
        (phrase("note.dossier_medical_recent" if id_ == _RECENT else "note.dossier_medical_ancien"),),
        (phrase("note.dossier_medical_au_plus_tot", n=heures, date=au_plus_tot),),
    ]
    if id_ == _RECENT and not chronologie.faits.pieces_medicales:
        notes.append((phrase("note.dossier_medical_age_inconnu"),))
    if reception.estimee:
        notes.append((phrase("note.reception_estimee"),))
    return Echeance(
        Code.DOSSIER_MEDICAL,
        date=fin,
        date_brute=fin,
        date_sans_suspension=None,
        fondement=delai.fondement,
        explication=tuple(notes),
        estimation=reception.estimee,
        a_verifier=delai.a_verifier,
    )
