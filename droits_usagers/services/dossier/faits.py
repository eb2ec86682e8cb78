"""What can be recorded about a dossier: which facts to propose first, and whether the date of one makes sense."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action, GenrePiece
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Explication, say
from droits_usagers.domain.mots.dates import MoisConnu, date_courte

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.questions import Valeur
    from droits_usagers.domain.dossier.dossiers import DossierLu
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
    from droits_usagers.services.socle.suivant import Suivant
    from droits_usagers.vault.depot import Depot

_T = TypeEvenement

#: What cannot happen before something else did. A fact missing from the dossier constrains nothing: people come with papers.
APRES: Mapping[TypeEvenement, tuple[TypeEvenement, ...]] = {
    _T.ENVOYE: (_T.COURRIER_ETABLI,),
    _T.RECU: (_T.ENVOYE,),
    _T.TRANSMIS: (_T.ENVOYE,),
    _T.ACCUSE_CONFORME: (_T.ENVOYE,),
    _T.IDENTITE_DEMANDEE: (_T.ENVOYE,),
    _T.IDENTITE_FOURNIE: (_T.ENVOYE, _T.IDENTITE_DEMANDEE),
    _T.PRECISION_DEMANDEE: (_T.ENVOYE,),
    _T.PRECISION_FOURNIE: (_T.ENVOYE, _T.PRECISION_DEMANDEE),
    _T.PROLONGATION_ANNONCEE: (_T.ENVOYE,),
    _T.REPONSE_COMPLETE: (_T.ENVOYE,),
    _T.REPONSE_PARTIELLE: (_T.ENVOYE,),
    _T.REFUS: (_T.ENVOYE,),
    _T.VOIES_DITES: (_T.REFUS,),
    _T.REFUS_ORAL: (_T.ENVOYE,),
    _T.RELANCE_ENVOYEE: (_T.ENVOYE,),
    _T.PLAINTE_CNIL_ENVOYEE: (_T.ENVOYE,),
    _T.CNIL_A_REPONDU: (_T.ENVOYE, _T.PLAINTE_CNIL_ENVOYEE),
    _T.CADA_SAISIE: (_T.ENVOYE,),
    _T.CADA_ENREGISTREE: (_T.ENVOYE, _T.CADA_SAISIE),
    _T.AVIS_CADA: (_T.ENVOYE, _T.CADA_SAISIE, _T.CADA_ENREGISTREE),
    _T.MOTIFS_DEMANDES: (_T.ENVOYE,),
    _T.MOTIFS_RECUS: (_T.ENVOYE, _T.MOTIFS_DEMANDES),
    _T.RECOURS_REJETE: (_T.RECOURS_HIERARCHIQUE_ENVOYE, _T.RECOURS_PREALABLE_ENVOYE),
    _T.RECOURS_HIERARCHIQUE_ENVOYE: (_T.DECISION_RECUE,),
    _T.RECOURS_PREALABLE_ENVOYE: (_T.DECISION_RECUE,),
    _T.MEDIATION_SAISIE: (_T.DECISION_RECUE,),
    _T.MEDIATION_TERMINEE: (_T.MEDIATION_SAISIE,),
    _T.AIDE_JURIDICTIONNELLE_DEMANDEE: (_T.DECISION_RECUE,),
    _T.AIDE_JURIDICTIONNELLE_DECIDEE: (_T.AIDE_JURIDICTIONNELLE_DEMANDEE,),
    _T.TA_SAISI: (_T.ENVOYE,),
    _T.CONSEIL_ETAT_SAISI: (_T.ENVOYE, _T.PLAINTE_CNIL_ENVOYEE),
    _T.JUGEMENT_RECU: (_T.TA_SAISI,),
    _T.DEFENSEUR_SAISI: (_T.ENVOYE,),
    _T.LEVEE_LIMITATION_ANNONCEE: (_T.ENVOYE,),
    _T.CLOS: (_T.ENVOYE,),
}
#: Facts of which there is at most one: recording another means that one of the two dates is wrong.
UNIQUES = frozenset({_T.ENVOYE, _T.RECU, _T.CLOS})
#: Letters that leave, perhaps registered.
ENVOIS = frozenset(
    {
        *(_T.ENVOYE, _T.IDENTITE_FOURNIE, _T.PRECISION_FOURNIE, _T.RELANCE_ENVOYEE, _T.PLAINTE_CNIL_ENVOYEE),
        *(_T.CADA_SAISIE, _T.MOTIFS_DEMANDES, _T.TA_SAISI, _T.CONSEIL_ETAT_SAISI, _T.DEFENSEUR_SAISI),
        *(_T.RECOURS_HIERARCHIQUE_ENVOYE, _T.RECOURS_PREALABLE_ENVOYE, _T.MEDIATION_SAISIE, _T.AIDE_JURIDICTIONNELLE_DEMANDEE),
    }
)
#: Refusals, of which the reasons are asked; and what an answer that came can be.
REFUS_DITS = frozenset({_T.REFUS, _T.REFUS_ORAL})
REPONSES_POSSIBLES = (
    *(_T.REPONSE_COMPLETE, _T.REPONSE_PARTIELLE, _T.REFUS, _T.REFUS_ORAL),
    *(_T.IDENTITE_DEMANDEE, _T.PRECISION_DEMANDEE, _T.PROLONGATION_ANNONCEE, _T.ACCUSE_CONFORME),
)
#: A wrong addressee's receipt (`Evenement.organisme`) is another fact than the right one's.
INITIAL = "initial"


@dataclass(frozen=True, slots=True)
class Refus:
    """Why a fact is not recorded: an id of `[suivi.refus]`, and what fills its sentence. `autre` is the fact it contradicts."""

    id: str
    faits: Mapping[str, str] = field(default_factory=dict)
    autre: TypeEvenement | None = None


def check_fait(nouveau: Evenement, connus: Iterable[Evenement], today: dt.date) -> Refus | None:
    """None when the date makes sense beside today and the facts in force; else the first thing that does not."""
    if nouveau.date > today:
        return Refus("futur", {"date": date_courte(nouveau.date)})
    for connu in sorted(connus):
        refus = _contradiction(nouveau, connu)
        if refus is not None:
            return refus
    return None


def _contradiction(nouveau: Evenement, connu: Evenement) -> Refus | None:
    jour = {"date": date_courte(connu.date)}
    if connu == nouveau:
        return Refus("deja_note", jour, connu.type)
    if connu.type is nouveau.type and connu.organisme == nouveau.organisme and connu.type in UNIQUES:
        return Refus("autre_date", jour, connu.type)
    if connu.type in APRES.get(nouveau.type, ()) and _last(nouveau.date) < connu.date:
        return Refus("trop_tot", jour, connu.type)
    if nouveau.type in APRES.get(connu.type, ()) and _last(connu.date) < nouveau.date:
        return Refus("trop_tard", jour, connu.type)
    return None


def _last(jour: dt.date) -> dt.date:
    """The last day it can be."""
    return jour.dernier if isinstance(jour, MoisConnu) else jour


#: A letter is received within some days of its sending: much later, the day is to be looked at again.
_LOIN = dt.timedelta(days=45)


def doubt_of(nouveau: Evenement, connus: Iterable[Evenement]) -> int:
    """How many days separate this receipt from its sending, where so many are surprising; 0 otherwise."""
    if nouveau.type is not _T.RECU:
        return 0
    envois = [connu.date for connu in connus if connu.type is _T.ENVOYE and connu.date <= nouveau.date]
    jours = nouveau.date - max(envois) if envois else dt.timedelta(0)
    return jours.days if jours > _LOIN else 0


def likely_faits(connus: Iterable[Evenement]) -> tuple[TypeEvenement, ...]:
    """The facts most often recorded next, given those in force: what the form offers before « autre chose »."""
    types = {connu.type for connu in connus}
    if _T.CLOS in types:
        return ()
    if types & _CONTESTES:
        return _after_a_decision(types)
    if _T.ENVOYE not in types and _T.RECU not in types:
        return (_T.ENVOYE,)
    attendus = [type_ for fait, type_ in _SUITES if fait in types and type_ not in types]
    arrivee = () if _T.RECU in types else (_T.RECU,)
    return tuple(dict.fromkeys((*arrivee, *attendus, *_REPONSES, _T.RELANCE_ENVOYEE, _T.CLOS)))


#: Facts of a decision on an aid that is contested.
_CONTESTES = frozenset({_T.DECISION_RECUE, _T.RECOURS_PREALABLE_ENVOYE, _T.MEDIATION_SAISIE})


def _after_a_decision(types: set[TypeEvenement]) -> tuple[TypeEvenement, ...]:
    """What happens between a decision on an aid and its judge, in its order."""
    attendus = [type_ for fait, type_ in _SUITES if fait in types and type_ not in types]
    parties = types & {_T.RECOURS_PREALABLE_ENVOYE, _T.MEDIATION_SAISIE}
    lettres = (_T.ENVOYE, _T.RECOURS_PREALABLE_ENVOYE, _T.MEDIATION_SAISIE)
    a_partir = () if parties else tuple(type_ for type_ in lettres if type_ not in types)
    reponses = (_T.REPONSE_COMPLETE, _T.REPONSE_PARTIELLE, _T.REFUS) if _T.ENVOYE in types else ()
    ensuite = tuple(type_ for type_ in (_T.AIDE_JURIDICTIONNELLE_DEMANDEE, _T.TA_SAISI) if type_ not in types)
    return tuple(dict.fromkeys((*attendus, *a_partir, *reponses, *ensuite, _T.CLOS)))


#: What answers what: offered first once the other is recorded.
_SUITES = (
    (_T.IDENTITE_DEMANDEE, _T.IDENTITE_FOURNIE),
    (_T.PRECISION_DEMANDEE, _T.PRECISION_FOURNIE),
    (_T.REFUS, _T.VOIES_DITES),
    (_T.MOTIFS_DEMANDES, _T.MOTIFS_RECUS),
    (_T.PLAINTE_CNIL_ENVOYEE, _T.CNIL_A_REPONDU),
    (_T.CNIL_A_REPONDU, _T.CONSEIL_ETAT_SAISI),
    (_T.CADA_SAISIE, _T.CADA_ENREGISTREE),
    (_T.CADA_SAISIE, _T.AVIS_CADA),
    (_T.RECOURS_HIERARCHIQUE_ENVOYE, _T.RECOURS_REJETE),
    (_T.RECOURS_PREALABLE_ENVOYE, _T.RECOURS_REJETE),
    (_T.MEDIATION_SAISIE, _T.MEDIATION_TERMINEE),
    (_T.AIDE_JURIDICTIONNELLE_DEMANDEE, _T.AIDE_JURIDICTIONNELLE_DECIDEE),
    (_T.TA_SAISI, _T.JUGEMENT_RECU),
    (_T.CONSEIL_ETAT_SAISI, _T.JUGEMENT_RECU),
)
_REPONSES = (
    _T.REPONSE_COMPLETE,
    _T.REPONSE_PARTIELLE,
    _T.REFUS,
    _T.IDENTITE_DEMANDEE,
    _T.PRECISION_DEMANDEE,
    _T.PROLONGATION_ANNONCEE,
)


def other_faits(connus: Iterable[Evenement], admis: Iterable[TypeEvenement] = TypeEvenement) -> tuple[TypeEvenement, ...]:
    """Every fact that is not among the likely ones, in the order of the vocabulary."""
    probables = likely_faits(connus)
    return tuple(type_ for type_ in admis if type_ not in probables)


#: Lines of an explanation that say what a fact does, or does not, to a date.
_EFFETS = frozenset(
    {
        *("note.prolongee", "note.prolongation_nulle", "note.question_tardive", "note.question_apres_la_fin"),
        *("note.identite_attendue", "note.precision_attendue", "note.refus_confirmatif", "note.motifs_hors_delai"),
        *("note.refus_apres_silence", "note.refus_apres_silence_cada", "note.prolongation_seconde"),
        *("note.cada_trop_tard", "note.cada_trop_tot", "note.ta_trop_tard", "note.ta_trop_tot", "note.avis_sans_delai"),
        *("note.ta_avant_etape", "note.conseil_etat_trop_tot", "note.tribunal_pas_conseil"),
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


class Manque(StrEnum):
    """What to ask for."""

    RIEN = ""
    #: Sent, and nobody knows when it was received.
    RECEPTION = "reception"
    #: The same, though something that shows it is kept: the day it bears is to be recorded.
    DATE = "date"
    #: Received, and nothing kept shows it.
    PIECE = "piece"


def lacking(lu: "DossierLu") -> Manque:
    """What this dossier lacks; nothing once it is closed or fully answered: no date hangs on it any more."""
    connus = {fait.type for fait in lu.demande.evenements}
    if connus & {_T.CLOS, _T.REPONSE_COMPLETE}:
        return Manque.RIEN
    montre = any(piece.genre is GenrePiece.PREUVE for piece in lu.pieces)
    if _T.RECU in connus:
        return Manque.RIEN if montre else Manque.PIECE
    if _T.ENVOYE in connus:
        return Manque.DATE if montre else Manque.RECEPTION
    return Manque.RIEN


#: The question whose answers are the reasons of a refusal, and that which says how it was told.
MOTIFS_REFUS, FORME_REFUS = "refus_motifs", "refus_forme"


class FaitsCoffre:
    """The facts of an opened coffre, of one dossier or of many. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def take(self, *faits: "FaitANoter") -> "tuple[FaitPris, ...]":
        """Note them, all or none. Returns what `give_back` takes, in the same order.

        The lines of many are then left to `refresh`.
        """
        with self._depot.writing():
            numeros = [self._depot.dossiers.number_of(fait.reference) for fait in faits]
            pris = tuple(map(self._take, numeros, faits))
            self._lignes.note_all(Action.FAIT_NOTE, numeros)
        self._depot.sauvegardes.want(len(set(numeros)))
        return pris

    def give_back(self, *pris: "FaitPris") -> None:
        """Cancel them, all or none, and put back what they took the place of. Raises ExpectedError FAIT_INCONNU."""
        with self._depot.writing():
            numeros = [self._depot.dossiers.number_of(un.reference) for un in pris]
            for numero, un in zip(numeros, pris, strict=True):
                self._lignes.cancel(numero, un)
                if un.reponses is not None:
                    self._answer(numero, un.reponses)
            self._lignes.note_all(Action.FAIT_ANNULE, numeros)
        self._depot.sauvegardes.want(len(set(numeros)))

    def _take(self, numero: int, fait: "FaitANoter") -> "FaitPris":
        pris = self._lignes.record(numero, fait)
        if fait.motifs is None or fait.evenement.type not in REFUS_DITS:
            return pris
        forme = "oral" if fait.evenement.type is TypeEvenement.REFUS_ORAL else "ecrit"
        dites: dict[str, Valeur] = {FORME_REFUS: forme}
        if fait.motifs:
            dites[MOTIFS_REFUS] = tuple(fait.motifs)
        return replace(pris, reponses=self._answer(numero, dites))

    def _answer(self, numero: int, dites: "Mapping[str, Valeur]") -> "Mapping[str, Valeur]":
        """These answers about the refusal and no other: the letter that follows opens with them. Returns those there were."""
        demande = self._depot.dossiers.read_light(numero).demande
        avant = {id_: valeur for id_, valeur in demande.reponses.items() if id_ in (FORME_REFUS, MOTIFS_REFUS)}
        autres = {id_: valeur for id_, valeur in demande.reponses.items() if id_ not in avant}
        self._depot.dossiers.update(numero, replace(demande, reponses=autres | dict(dites)), self._moyens.now())
        return avant
