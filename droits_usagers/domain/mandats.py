"""Mandates: by which someone lets another act in their name. Where each stands is computed from its dates, never kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.personnes import Personne, Qualite
from droits_usagers.domain.pliage import words

#: From how long before its end a mandate is said to end soon.
BIENTOT = dt.timedelta(days=30)
#: What is written about a mandate, and not by virtue of one.
_SUR_LE_MANDAT = frozenset({"mandat", "revocation_mandat"})


@dataclass(frozen=True, slots=True)
class Mandat:
    """Who lets whom act, since when and until when. Dates are days; None: not signed yet, no end written, not revoked."""

    mandant: Personne = field(default_factory=Personne, repr=False)
    mandataire: Personne = field(default_factory=Personne, repr=False)
    signe_le: dt.date | None = None
    #: Its last day.
    fin_le: dt.date | None = None
    #: The first day on which it holds no more.
    revoque_le: dt.date | None = None


class EtatMandat(StrEnum):
    """Where a mandate stands, what needs most to be done about first."""

    REVOQUE = "revoque"
    TERMINE = "termine"
    A_SIGNER = "a_signer"
    FINIT_BIENTOT = "finit_bientot"
    EN_COURS = "en_cours"


#: Those under which a letter may leave.
VALABLES = frozenset({EtatMandat.EN_COURS, EtatMandat.FINIT_BIENTOT})


class Doute(StrEnum):
    """Why a letter in someone's name is questioned."""

    SANS_MANDAT = "sans_mandat"
    A_SIGNER = "a_signer"
    TERMINE = "termine"
    REVOQUE = "revoque"
    AUTRE_PERSONNE = "autre_personne"
    AUTRE_MANDATAIRE = "autre_mandataire"


_DOUTES = {EtatMandat.A_SIGNER: Doute.A_SIGNER, EtatMandat.TERMINE: Doute.TERMINE, EtatMandat.REVOQUE: Doute.REVOQUE}


class RefusMandat(StrEnum):
    """Why dates cannot be those of a mandate."""

    SIGNATURE_A_VENIR = "signature_a_venir"
    FIN_AVANT_SIGNATURE = "fin_avant_signature"
    REVOCATION_AVANT_SIGNATURE = "revocation_avant_signature"
    REVOCATION_A_VENIR = "revocation_a_venir"


def etat_of(mandat: Mandat, jour: dt.date) -> EtatMandat:
    """Where it stands on that day."""
    if mandat.revoque_le is not None and mandat.revoque_le <= jour:
        return EtatMandat.REVOQUE
    if mandat.signe_le is None or mandat.signe_le > jour:
        return EtatMandat.A_SIGNER
    if mandat.fin_le is None:
        return EtatMandat.EN_COURS
    if mandat.fin_le < jour:
        return EtatMandat.TERMINE
    return EtatMandat.FINIT_BIENTOT if mandat.fin_le - jour <= BIENTOT else EtatMandat.EN_COURS


def needs_mandate(demande: Demande) -> bool:
    """True for what is written by one in the name of another, by virtue of a mandate."""
    return demande.qualite is Qualite.MANDATAIRE and demande.demarche not in _SUR_LE_MANDAT


def question_of(demande: Demande, mandat: Mandat | None, today: dt.date) -> Doute | None:
    """What makes one ask whether this letter may leave, given the mandate linked to it; None when nothing does."""
    if not needs_mandate(demande):
        return None
    if mandat is None:
        return Doute.SANS_MANDAT
    doute = _DOUTES.get(etat_of(mandat, today))
    if doute is not None:
        return doute
    if not _same(mandat.mandant, demande.concerne or Personne()):
        return Doute.AUTRE_PERSONNE
    return None if _same(mandat.mandataire, demande.signataire) else Doute.AUTRE_MANDATAIRE


def fits(mandat: Mandat, demande: Demande, jour: dt.date) -> bool:
    """True if this letter may leave by virtue of this mandate on that day, or could once it is signed."""
    concerne = demande.concerne or Personne()
    return (
        etat_of(mandat, jour) in VALABLES | {EtatMandat.A_SIGNER}
        and bool(name_key(concerne))
        and name_key(mandat.mandant) == name_key(concerne)
        and _same(mandat.mandant, concerne)
        and _same(mandat.mandataire, demande.signataire)
    )


def best_of(mandats: Iterable[Mandat], demande: Demande, jour: dt.date) -> Mandat | None:
    """The one to propose for a letter: one that holds, the longest; else one still to be signed; None when none would do."""
    possibles = [mandat for mandat in mandats if fits(mandat, demande, jour)]
    return max(possibles, key=lambda mandat: (etat_of(mandat, jour) in VALABLES, mandat.fin_le or dt.date.max), default=None)


def refusal_of(mandat: Mandat, today: dt.date) -> RefusMandat | None:
    """Why these dates cannot be, if they cannot."""
    signe, fin, revoque = mandat.signe_le, mandat.fin_le, mandat.revoque_le
    if signe is not None and signe > today:
        return RefusMandat.SIGNATURE_A_VENIR
    if revoque is not None and revoque > today:
        return RefusMandat.REVOCATION_A_VENIR
    if signe is not None and fin is not None and fin < signe:
        return RefusMandat.FIN_AVANT_SIGNATURE
    if signe is not None and revoque is not None and revoque < signe:
        return RefusMandat.REVOCATION_AVANT_SIGNATURE
    return None


def name_key(personne: Personne) -> frozenset[str]:
    """By what someone is the same: the words of their name, in any order."""
    return frozenset(words(f"{personne.prenom} {personne.nom} {personne.denomination}"))


def _same(l_un: Personne, l_autre: Personne) -> bool:
    """True unless what is known of them says otherwise: what was not given contradicts nothing."""
    noms = name_key(l_un), name_key(l_autre)
    return (noms[0] == noms[1] or not all(noms)) and _may_be_born(l_un.naissance, l_autre.naissance)


def _may_be_born(l_une: dt.date | int | None, l_autre: dt.date | int | None) -> bool:
    """True if two birth dates, of which one may be a year alone, can be the same."""
    if l_une is None or l_autre is None:
        return True
    if isinstance(l_une, dt.date) and isinstance(l_autre, dt.date):
        return l_une == l_autre
    return _year(l_une) == _year(l_autre)


def _year(naissance: dt.date | int) -> int:
    return naissance.year if isinstance(naissance, dt.date) else naissance
