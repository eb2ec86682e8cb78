"""What goes to an agenda: the dates still awaited, and what must be told to one that already holds earlier ones.

An agenda knows an event by its uid, and takes a change for newer when its sequence is greater. Both are opaque: an uid says
nothing of the dossier, of which it holds a random key, mixed so that it cannot be found again.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from droits_usagers.domain.dossier.derniers_jours import is_kept, ranked
from droits_usagers.domain.dossier.etats import FINIS, Jour
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances.calcul import echeances_of, with_unknown
from droits_usagers.domain.echeances.chronologie import Chronologie, has_months
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import SENS, Code, Echeance, FaitsDossier, Regles, Sens

#: Sequences count seconds from here: one made later is greater, even after an older coffre was restored.
_ORIGINE = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
#: How far back a clock is put right, at most.
_RETOUR = dt.timedelta(days=1)


class Jours(StrEnum):
    """Which dates a person wants in an agenda."""

    #: Until when the others must act.
    LEURS = "leurs"
    #: Until when one may act oneself.
    VOTRES = "votres"
    #: From when one may act.
    POSSIBLES = "possibles"


_PAR_SENS = {
    Sens.LEUR_DERNIER_JOUR: Jours.LEURS,
    Sens.VOTRE_DERNIER_JOUR: Jours.VOTRES,
    Sens.POSSIBLE_DES: Jours.POSSIBLES,
    Sens.NAISSANCE: Jours.POSSIBLES,
}


@dataclass(frozen=True, slots=True)
class DateAgenda:
    """A date of a dossier. `cle` tells it from the others of the dossier, whatever becomes of it."""

    cle: str
    code: Code
    jour: dt.date
    #: It rests on a date we suppose, or may be disputed.
    estimee: bool = False
    #: It holds only for who lives overseas or abroad: for others, the day is past.
    si_loin: bool = False
    #: A sooner reading of it is over.
    peut_etre_passe: bool = False
    #: The day of the silence still to come that opens it: answered by then, nothing is lost. None: it is open.
    si_silence: dt.date | None = None

    @property
    def jours(self) -> Jours:
        """Among which dates it is chosen."""
        return _PAR_SENS[SENS[self.code]]


@dataclass(frozen=True, slots=True)
class EvenementAgenda:
    """An event as it goes to an agenda. Its words name nobody."""

    uid: str
    jour: dt.date
    titre: str
    texte: str = ""
    categorie: str = ""
    estimee: bool = False
    #: How many days before it the agenda reminds of it; None: it does not.
    rappel: int | None = None
    sequence: int = 0
    #: The agenda is asked to remove it.
    annule: bool = False

    @property
    def empreinte(self) -> str:
        """Changes when anything the agenda shows does."""
        contenu = repr((self.titre, self.texte, self.categorie, self.estimee, self.rappel))
        return sha256(contenu.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of an event that was exported."""

    uid: str
    #: The number of the dossier.
    dossier: int
    cle: str
    jour: dt.date
    #: The latest day it was ever given: an agenda that missed a file may still show it then.
    dernier: dt.date
    #: Empty once the agenda was asked to remove it.
    empreinte: str
    sequence: int = 0

    @property
    def annulee(self) -> bool:
        """True if the agenda was asked to remove it."""
        return not self.empreinte


def uid_of(cle_dossier: str, cle: str) -> str:
    """The uid of a date, always the same. The key of the dossier cannot be found again from it."""
    return str(uuid.UUID(bytes=sha256(f"agenda\n{cle_dossier}\n{cle}".encode()).digest()[:16], version=5))


def sequence_after(precedente: int | None, moment: dt.datetime) -> int:
    """A greater sequence than any given before, and than what another copy of the coffre gave earlier."""
    secondes = max(int((moment - _ORIGINE).total_seconds()), 0)
    return secondes if precedente is None else max(secondes, precedente + 1)


def dates_of(faits: FaitsDossier, regles: Regles, au: dt.date) -> Iterator[DateAgenda]:
    """The dates of a dossier still awaited that day, or later. Raises ExpectedError (TERRITOIRE_INCONNU)."""
    toutes = echeances_of(Chronologie(faits, regles))
    passes = tuple(evenement for evenement in faits.evenements if evenement.date <= au)
    arrivee = Chronologie(replace(faits, evenements=passes), regles)
    if len(passes) < len(faits.evenements):
        toutes = with_unknown(faits, toutes, echeances_of(arrivee))
    jour = Jour(arrivee, toutes, au)
    # Of a month, it is over by both readings only.
    bilan = compute_bilan(jour.chronologie.faits, regles, au, expliquer=False) if has_months(passes) else jour
    if bilan.etat in FINIS and not bilan.derniers:
        return
    siens = {(un.code, un.rang): un for un in jour.restent}
    for echeance, rang in ranked(toutes):
        cle = echeance.code.value if rang == 1 else f"{echeance.code}_{rang}"
        doute = echeance.estimation or echeance.contestable or (echeance.a_verifier and faits.initiale_inconnue)
        silence = echeance.ouvre if echeance.ouvre is not None and echeance.ouvre >= au else None
        if (sien := siens.get((echeance.code, rang))) is not None:
            passe = sien.peut_etre_fini
            yield DateAgenda(
                cle,
                echeance.code,
                sien.jour,
                estimee=doute or passe,
                si_loin=sien.loin,
                peut_etre_passe=passe,
                si_silence=silence,
            )
            continue
        date = echeance.to_go_by(au)
        if date is not None and _is_awaited(jour, echeance):
            passe = date != echeance.date
            loin = date == echeance.fin and echeance.is_far_only(au)
            yield DateAgenda(
                cle,
                echeance.code,
                date,
                estimee=doute or passe,
                si_loin=loin,
                peut_etre_passe=passe,
                si_silence=silence,
            )


def _is_awaited(jour: Jour, echeance: Echeance) -> bool:
    """True of a date of others that still matters, or of the day to write above: nothing was done or answered since."""
    repondu = jour.chronologie.derniere_reponse is not None
    match echeance.code:
        case Code.REPONSE:
            return not repondu
        case Code.DOSSIER_MEDICAL:
            # As in the Suivi: only when the age of its items is known.
            return not repondu and bool(jour.chronologie.faits.pieces_medicales or not jour.rgpd)
        case Code.PLAINTE_CNIL_POSSIBLE:
            return not repondu and not jour.happened(TypeEvenement.PLAINTE_CNIL_ENVOYEE)
        case Code.RECOURS_HIERARCHIQUE:
            return not is_kept(jour.chronologie.evenements, echeance)
        case _:
            # A last day of the person is told above; that on which a delay could be announced asks nothing of anyone.
            return echeance.sens is not Sens.VOTRE_DERNIER_JOUR and echeance.code is not Code.ANNONCE_PROLONGATION


@dataclass(frozen=True, slots=True)
class Inscription:
    """An event that is true today, and whose it is."""

    evenement: EvenementAgenda
    dossier: int
    cle: str
    #: Asked for now; the others are only put right if they were exported before.
    voulue: bool = True


@dataclass(frozen=True, slots=True)
class MiseAJour:
    """What to export, in the order of days, and what to remember of it once it is: these traces, in place of all others."""

    moment: dt.datetime
    evenements: tuple[EvenementAgenda, ...] = ()
    traces: tuple[Trace, ...] = ()
    nouveaux: int = 0
    changes: int = 0
    annules: int = 0
    #: Dossiers one wanted and of which no date is there: someone must not know.
    tus: int = 0


def reconcile(
    inscriptions: Iterable[Inscription],
    traces: Mapping[str, Trace],
    *,
    au: dt.date,
    moment: dt.datetime,
    retirer: Callable[[Trace], EvenementAgenda],
) -> MiseAJour:
    """What makes an agenda that holds the earlier exports (`traces`, by uid) hold today's dates, each of them once.

    What was exported and is no longer true is cancelled, and is again in each export until its day has passed: the file before
    may never have been imported. What is past is left to the agenda, and forgotten a day later: a clock put right goes back.
    `retirer` words what is cancelled.
    """
    sortis: dict[str, tuple[EvenementAgenda, Trace]] = {}
    for inscription in inscriptions:
        evenement = inscription.evenement
        trace = traces.get(evenement.uid)
        if inscription.voulue or (trace is not None and not trace.annulee):
            sortis[evenement.uid] = (evenement, _numbered(_trace_of(inscription, trace), trace, moment))
    passees = []
    for trace in traces.values():
        if trace.uid in sortis or trace.dernier < au - _RETOUR:
            continue
        if trace.dernier < au:
            passees.append(trace)
        else:
            sortis[trace.uid] = (replace(retirer(trace), annule=True), _numbered(replace(trace, empreinte=""), trace, moment))
    # None yet, and one that was removed and is back, are both new to whoever looks at the agenda.
    montrees = {uid: trace for uid, trace in traces.items() if not trace.annulee}
    changees = {uid for uid, (_, trace) in sortis.items() if uid in montrees and trace != montrees[uid]}
    annulees = {uid for uid, (_, trace) in sortis.items() if trace.annulee}
    return MiseAJour(
        moment,
        tuple(sorted((replace(e, sequence=t.sequence) for e, t in sortis.values()), key=lambda e: (e.jour, e.titre, e.uid))),
        (*(trace for _, trace in sortis.values()), *passees),
        nouveaux=len(sortis.keys() - montrees.keys() - annulees),
        changes=len(changees - annulees),
        annules=len(changees & annulees),
    )


def _trace_of(inscription: Inscription, precedente: Trace | None) -> Trace:
    evenement = inscription.evenement
    dernier = evenement.jour if precedente is None else max(evenement.jour, precedente.dernier)
    return Trace(evenement.uid, inscription.dossier, inscription.cle, evenement.jour, dernier, evenement.empreinte)


def _numbered(trace: Trace, precedente: Trace | None, moment: dt.datetime) -> Trace:
    """With the former sequence if nothing changed, with a greater one otherwise."""
    avant = None if precedente is None else precedente.sequence
    if precedente is not None and trace == replace(precedente, sequence=trace.sequence):
        return precedente
    return replace(trace, sequence=sequence_after(avant, moment))
