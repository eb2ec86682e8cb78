"""A medical file held by a health professional or establishment (CSP L1111-7, R1111-1): never moved, suspended or prolonged."""

import datetime as dt
from collections.abc import Iterator

from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception, months
from droits_usagers.domain.echeances.explications import Explication, Phrase, phrase
from droits_usagers.domain.echeances.rgpd import received, unknown_receipt
from droits_usagers.domain.echeances.valeurs import Code, Echeance
from droits_usagers.domain.personnes.organismes import GenreOrganisme

_RECENT = "dossier_medical"
_ANCIEN = "dossier_medical_ancien"
_HEURES_PAR_JOUR = 24
#: The demarche that asks for nothing else; the one that asks a home or a service for all it holds.
_MEDICAL, _SEJOUR = "dossier_medical", "dossier_essms"


def echeances_csp(chronologie: Chronologie) -> Iterator[Echeance]:
    """One date for recent items, one for those older than five years; only the first when their age is not known."""
    reception = chronologie.responsable
    if reception is None or not _has_carers(chronologie):
        return
    if not chronologie.applies(reception.date, _RECENT, _ANCIEN):
        return
    limite = chronologie.length("dossier_medical_anciennete", reception.date)
    anciennes = [add_months(piece, limite) < reception.date for piece in chronologie.faits.pieces_medicales]
    if not anciennes or not all(anciennes):
        jours = chronologie.length(_RECENT, reception.date)
        yield _echeance(chronologie, reception, _RECENT, fin=reception.date + dt.timedelta(days=jours))
    if any(anciennes):
        mois = chronologie.length(_ANCIEN, reception.date)
        yield _echeance(chronologie, reception, _ANCIEN, fin=add_months(reception.date, mois))


def _has_carers(chronologie: Chronologie) -> bool:
    """True of a health body; of a home or a service, for what its carers wrote, where that is asked for."""
    faits = chronologie.faits
    demandees = {faits.demarche, faits.initiale}
    medical = _MEDICAL in demandees or bool(faits.pieces_medicales)
    residence = _SEJOUR in demandees or (faits.genre is GenreOrganisme.ESSMS and medical)
    return faits.genre is GenreOrganisme.SANTE or residence


def _echeance(chronologie: Chronologie, reception: Reception, id_: str, *, fin: dt.date) -> Echeance:
    lignes = _explain(chronologie, reception, id_, fin=fin)
    return chronologie.never_moved(Code.DOSSIER_MEDICAL, fin, lignes, delai=id_, estimation=reception.estimee)


def _explain(chronologie: Chronologie, reception: Reception, id_: str, *, fin: dt.date) -> Iterator[Explication]:
    longueur = chronologie.length(id_, reception.date)
    duree: tuple[Phrase, ...] = (phrase("pas.jours", n=longueur),) if id_ == _RECENT else months(reception.date, longueur)
    yield received(reception), *duree, chronologie.day(fin)
    yield (phrase("note.dossier_medical_recent" if id_ == _RECENT else "note.dossier_medical_ancien"),)
    heures = chronologie.length("dossier_medical_au_plus_tot", reception.date)
    au_plus_tot = reception.date + dt.timedelta(days=heures // _HEURES_PAR_JOUR)
    yield (phrase("note.dossier_medical_au_plus_tot", n=heures, date=au_plus_tot),)
    if id_ == _RECENT and not chronologie.faits.pieces_medicales:
        yield (phrase("note.dossier_medical_age_inconnu"),)
    if chronologie.faits.genre is not GenreOrganisme.SANTE:
        yield (phrase("note.dossier_medical_essms"),)
    yield from unknown_receipt(reception)
