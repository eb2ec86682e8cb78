"""Mandates: by which someone lets another act in their name. Where each stands is computed from its dates, never kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.personnes import Personne, Qualite

#: From how long before its end a mandate is said to end soon.
BIENTOT = dt.timedelta(days=30)
#: What is written about a mandate, and not by virtue of one.
_SUR_LE_MANDAT = frozenset({"mandat", "revocation_mandat"})


@dataclass(frozen=True, slots=True)
class Mandat:
    """Someone lets someone else write in her name. No day of signature: it is still to be signed."""

    mandant: str = field(repr=False)
    mandataire: str = field(repr=False)
    signe_le: dt.date | None = None
    #: Its last day; None when it was given until revoked.
    fin_le: dt.date | None = None
    revoque_le: dt.date | None = None
    numero: int = 0
    #: How many dossiers rest on it.
    dossiers: int = 0


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
    """What makes one ask whether this letter may leave, given the mandat its dossier rests on; None when nothing does.

    It is asked, never refused: the paper may be in a drawer.
    """
    if not needs_mandate(demande):
        return None
    if mandat is None:
        return Doute.SANS_MANDAT
    doute = _DOUTES.get(etat_of(mandat, today))
    if doute is not None:
        return doute
    if not _agree(mandat.mandant, mandant_of(demande)):
        return Doute.AUTRE_PERSONNE
    return None if _agree(mandat.mandataire, mandataire_of(demande)) else Doute.AUTRE_MANDATAIRE


def mandant_of(demande: Demande) -> str:
    """In whose name a letter is."""
    return (demande.concerne or Personne()).nom_complet


def mandataire_of(demande: Demande) -> str:
    """Who writes it: an organisation by its name, whoever signs for it."""
    personne = demande.auteur.personne if demande.auteur else Personne()
    return personne.denomination or personne.nom_complet


def is_between(mandat: Mandat, demande: Demande) -> bool:
    """True if it was given by the one in whose name this letter is, to the one who writes it."""
    mandant = mandant_of(demande)
    return bool(mandant) and _key(mandat.mandant) == _key(mandant) and _agree(mandat.mandataire, mandataire_of(demande))


def fits(mandat: Mandat, demande: Demande, jour: dt.date) -> bool:
    """True if this letter may leave by virtue of this mandat on that day, or could once it is signed."""
    return etat_of(mandat, jour) in VALABLES | {EtatMandat.A_SIGNER} and is_between(mandat, demande)


def best_of(mandats: Iterable[Mandat], demande: Demande, jour: dt.date) -> Mandat | None:
    """The one to propose for a letter: one that holds, the longest; else one still to be signed; None when none would do."""
    possibles = [mandat for mandat in mandats if fits(mandat, demande, jour)]
    return max(possibles, key=lambda mandat: (etat_of(mandat, jour) in VALABLES, mandat.fin_le or dt.date.max), default=None)


def between_the_same(demandes: Iterable[Demande]) -> tuple[tuple[Demande, ...], ...]:
    """These letters by who signs their mandate: one paper is enough for all that one writes in the name of another.

    Where the one in whose name it is has no name yet, nobody can tell: a paper for each.
    """
    ensemble: dict[object, list[Demande]] = {}
    for rang, demande in enumerate(demandes):
        concerne = demande.concerne or Personne()
        mandant = _key(mandant_of(demande))
        # Two people may have the same name.
        cle = (mandant, concerne.naissance, concerne.adresse, _key(mandataire_of(demande))) if mandant else rang
        ensemble.setdefault(cle, []).append(demande)
    return tuple(map(tuple, ensemble.values()))


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


def _key(nom: str) -> frozenset[str]:
    """By what a name is the same: its words, in any order."""
    return frozenset(words(nom))


def _agree(l_un: str, l_autre: str) -> bool:
    """True unless two names say otherwise: one that is not given contradicts nothing."""
    return _key(l_un) == _key(l_autre) or not _key(l_un) or not _key(l_autre)
