"""One gesture for many dossiers: which letters can be made today, and why the others are left out.

What is due is what the computation of each dossier says that day, as in its panel: nothing is decided here.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import CodeEtape, obstacle_of
from droits_usagers.domain.demarche.mandats import Doute, question_of
from droits_usagers.domain.dossier.dossiers import DE_LA_FIN, reserve_of
from droits_usagers.domain.dossier.etats import Etat, Reserve
from droits_usagers.domain.dossier.faits import sent_as
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Phrase
from droits_usagers.services.dossier.faits import INITIAL
from droits_usagers.services.lettre.recours import follow_up
from droits_usagers.services.socle.travail import Avancement

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.mandats import Mandat
    from droits_usagers.domain.dossier.actes import ActeDate
    from droits_usagers.domain.dossier.dossiers import DossierLu
    from droits_usagers.domain.dossier.suivi import Bilan
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.socle.suivant import Suivant

#: Dossiers read and computed in one unit.
_PAR_UNITE = 8


class Geste(StrEnum):
    """What is done to many dossiers at once."""

    #: The first letter.
    DEMANDE = "demande"
    RELANCE = "relance"
    PLAINTE_CNIL = "plainte_cnil"
    SAISINE_CADA = "saisine_cada"


class Motif(StrEnum):
    """Why no letter is made, or why one asks first: ids of `[masse.motifs]`, in the order they are said."""

    # Asked first.
    DEJA_FAITE = "deja_faite"
    PEUT_ETRE_CLOS = "peut_etre_clos"
    ETAT_A_VERIFIER = "etat_a_verifier"
    MOTS_A_VERIFIER = "mots_a_verifier"
    CONSIGNE = "consigne"
    SANS_MANDAT = "sans_mandat"
    MANDAT_FINI = "mandat_fini"
    MANDAT_AUTRE = "mandat_autre"
    SANS_RECEPTION = "sans_reception"
    # Left aside by the control before anything leaves.
    A_DECIDER = "a_decider"
    A_CONFIRMER = "a_confirmer"
    A_CORRIGER = "a_corriger"
    # Not made.
    PAS_DUE = "pas_due"
    DEJA_ENVOYEE = "deja_envoyee"
    PAS_ENVOYEE = "pas_envoyee"
    A_LIRE = "a_lire"
    REPONDUE = "repondue"
    TROP_TARD = "trop_tard"
    AUTRE_VOIE = "autre_voie"
    CLOSE = "close"
    SANS_ORGANISME = "sans_organisme"
    QUESTION = "question"
    INCONNUE = "inconnue"


@dataclass(frozen=True, slots=True)
class LettreAFaire:
    """A letter to make, and how it is remembered."""

    demande: Demande = field(repr=False)
    etape: str
    #: What sending it records.
    evenement: TypeEvenement
    #: As it is remembered in the dossier: with the name of its demarche, when that is another one than that of the dossier.
    code: str
    #: True for the letter that opens the demarche, and that is not known to be made.
    premiere: bool = False


@dataclass(frozen=True, slots=True)
class LigneTriee:
    """A dossier of the selection, and what becomes of it."""

    reference: str
    demarche: str = ""
    organisme: str = field(default="", repr=False)
    #: None when there is none to make.
    lettre: LettreAFaire | None = field(default=None, repr=False)
    motif: Motif | None = None
    #: With a motif, the day it depends on: from when it is due, when it was already made or sent.
    jour: dt.date | None = None
    #: Why this letter, that day (`[echeances.pourquoi]`).
    pourquoi: Phrase | None = None
    #: Someone asked that something not be done: what, is read in the dossier.
    consigne: bool = False
    #: The date it rests on is an estimate, as nobody knows when the first letter was received.
    estimee: bool = False
    #: Whose dossier it is; empty when nobody is named.
    personne: str = field(default="", repr=False)

    @property
    def ready(self) -> bool:
        """True when the letter is made unless the person says otherwise."""
        return self.lettre is not None and self.motif is None

    @property
    def may_be_ticked(self) -> bool:
        """True when the letter can be made, without a word or once the person has said so."""
        return self.lettre is not None


class Trieur:
    """Tells what becomes of each dossier of a selection. Keeps nothing."""

    def __init__(self, catalogue: "Catalogue", suivant: "Suivant") -> None:
        self._catalogue = catalogue
        self._suivant = suivant

    def examining(
        self, coffre: "Coffre", references: Sequence[str], geste: Geste, *, today: dt.date, lignes: list[LigneTriee]
    ) -> Iterator[Avancement]:
        """Add to `lignes` what becomes of these dossiers, in this order, in units short enough for the thread of the coffre."""
        for debut in range(0, len(references), _PAR_UNITE):
            for reference in references[debut : debut + _PAR_UNITE]:
                dossier = coffre.dossiers.read(reference)
                mandat = coffre.mandats.read(dossier.mandat) if dossier.mandat is not None else None
                lignes.append(self.examine(dossier, geste, today=today, mandat=mandat))
            yield Avancement(len(lignes), len(references))

    def examine(self, dossier: "DossierLu", geste: Geste, *, today: dt.date, mandat: "Mandat | None" = None) -> LigneTriee:
        """What becomes of one dossier that day; `mandat` is the one it rests on."""
        demande = dossier.demande
        ligne = LigneTriee(
            dossier.reference,
            demande.demarche,
            demande.organisme.nom,
            consigne=bool(dossier.consignes.toutes),
            personne=(demande.concerne or demande.signataire).nom_complet,
        )
        if demande.demarche not in self._catalogue.demarches:
            return replace(ligne, motif=Motif.INCONNUE)
        bilan = self._suivant.bilan(demande, today)
        etape = next((etape for etape in bilan.actes if _is_wanted(etape, geste, bilan.etat)), None)
        if etape is None:
            motif, jour = why_not(demande, bilan, geste, today=today)
            return replace(ligne, motif=motif, jour=jour)
        ligne = replace(ligne, pourquoi=etape.pourquoi, estimee=_rests_on_a_guess(demande, etape))
        lettre = self._lettre(demande, etape, today)
        if lettre is None:
            return replace(ligne, motif=Motif.INCONNUE)
        if not demande.organisme.nom.strip():
            return replace(ligne, motif=Motif.SANS_ORGANISME)
        if self._obstacle(lettre):
            return replace(ligne, motif=Motif.QUESTION)
        ligne = replace(ligne, lettre=lettre)
        # A reminder sent a few days early harms no one; the CADA or the CNIL would send the letter back.
        doute = _doubt(dossier, lettre, mandat=mandat, today=today)
        if doute is None and ligne.estimee and geste is not Geste.RELANCE:
            doute = Motif.SANS_RECEPTION, None
        return replace(ligne, motif=doute[0], jour=doute[1]) if doute else ligne

    def _lettre(self, demande: Demande, suite: "ActeDate", today: dt.date) -> LettreAFaire | None:
        """The letter of this step, dated that day; None when this version does not write it."""
        demarche = self._catalogue.demarches.get(suite.demarche)
        etape = demarche.etape(suite.etape) if demarche else None
        if demarche is None or etape is None:
            return None
        ecrite = replace(follow_up(demande, demarche, self._catalogue.canaux), date=today)
        autre = demarche.id != demande.demarche
        connus = {fait.type for fait in demande.evenements}
        premiere = not autre and etape is demarche.etapes[0] and not connus & {_T.COURRIER_ETABLI, etape.evenement}
        code = str(CodeEtape(demarche.id, etape.id)) if autre else etape.id
        return LettreAFaire(ecrite, etape.id, sent_as(etape, demarche, demande), code, premiere=premiere)

    def _obstacle(self, lettre: LettreAFaire) -> bool:
        """True when a question has to be answered first, by someone who has read the dossier."""
        demande = lettre.demande
        demarche = self._catalogue.demarches[demande.demarche]
        contexte = contexte_of(demande)
        return obstacle_of(demarche, lettre.etape, reponses=demande.reponses, contexte=contexte) is not None


def _is_wanted(etape: "ActeDate", geste: Geste, etat: Etat) -> bool:
    match geste:
        case Geste.DEMANDE:
            # One that has to be made again is the same letter for another reason.
            return etape.etape == _DEMANDE and etat in _A_PARTIR
        case Geste.RELANCE:
            return etape.etape == _RELANCE
        case _:
            # The CADA seized late is argued one by one.
            return (etape.demarche, etape.etape) == (geste.value, _DEMANDE) and etape.pourquoi.id != "pourquoi.cada_tardive"


def _last_of(bilan: "Bilan", code: Code) -> dt.date | None:
    """The latest day this date can be."""
    jours = [une.au_plus_tard for une in bilan.echeances if une.code is code and une.au_plus_tard is not None]
    return max(jours, default=None)


def _rests_on_a_guess(demande: Demande, etape: "ActeDate") -> bool:
    """True for what follows a first letter when nobody said on which day it was received."""
    recue = any(fait.type is _T.RECU and fait.organisme != INITIAL for fait in demande.evenements)
    return not recue and (etape.demarche, etape.etape) != (demande.demarche, _DEMANDE)


def _doubt(
    dossier: "DossierLu", lettre: LettreAFaire, *, mandat: "Mandat | None", today: dt.date
) -> tuple[Motif, dt.date | None] | None:
    """What has to be asked before this letter is made."""
    faite = last_unsent(dossier, lettre)
    if faite is not None:
        return Motif.DEJA_FAITE, faite
    raisons = {cellule.raison for cellule in dossier.a_verifier}
    if raisons:
        return _A_VERIFIER.get(reserve_of(raisons & DE_LA_FIN), Motif.MOTS_A_VERIFIER), None
    if dossier.consignes.toutes:
        # What was asked is read in the dossier, one by one.
        return Motif.CONSIGNE, None
    doute = question_of(dossier.demande, mandat, today)
    if doute is None:
        return None
    motif = _DOUTES.get(doute, Motif.SANS_MANDAT)
    fins = [fin for fin in (mandat.fin_le, mandat.revoque_le) if fin is not None] if mandat is not None else []
    return motif, min(fins) if fins and motif is Motif.MANDAT_FINI else None


def last_unsent(dossier: "DossierLu", lettre: LettreAFaire) -> dt.date | None:
    """The day this very letter was last made, when it is not known to be sent since; None otherwise."""
    faites = [courrier.etabli_le.date() for courrier in dossier.courriers if courrier.etape == lettre.code]
    if not faites:
        return None
    derniere = max(faites)
    envoyee = any(fait.type is lettre.evenement and fait.date >= derniere for fait in dossier.demande.evenements)
    return None if envoyee else derniere


def why_not(demande: Demande, bilan: "Bilan", geste: Geste, *, today: dt.date) -> tuple[Motif, dt.date | None]:
    """Why the letter of this gesture is not among the next steps of a dossier."""
    motif = _PAR_ETAT.get(bilan.etat)
    if motif is not None:
        return motif, None
    envois = [fait.date for fait in demande.evenements if fait.type is _ENVOIS[geste]]
    due = _day_of(bilan, _DUES[geste])
    if envois and (due is None or max(envois) >= due or geste is not Geste.RELANCE):
        return Motif.DEJA_ENVOYEE, max(envois)
    if geste is Geste.RELANCE and bilan.etat in _REPONDUS:
        return Motif.A_LIRE, None
    if geste is Geste.SAISINE_CADA and (fermee := _last_of(bilan, Code.SAISINE_CADA)) is not None and fermee < today:
        return Motif.TROP_TARD, fermee
    # The day itself is still theirs.
    return (Motif.AUTRE_VOIE, None) if due is None or due < today else (Motif.PAS_DUE, due)


def _day_of(bilan: "Bilan", codes: Sequence[Code]) -> dt.date | None:
    """The day of the first of these codes that has one."""
    jours = {echeance.code: echeance.date for echeance in reversed(bilan.echeances)}
    return next((jour for code in codes if (jour := jours.get(code)) is not None), None)


_T = TypeEvenement
_DOUTES = {
    Doute.TERMINE: Motif.MANDAT_FINI,
    Doute.REVOQUE: Motif.MANDAT_FINI,
    Doute.AUTRE_PERSONNE: Motif.MANDAT_AUTRE,
    Doute.AUTRE_MANDATAIRE: Motif.MANDAT_AUTRE,
}
_A_VERIFIER = {Reserve.PEUT_ETRE_CLOS: Motif.PEUT_ETRE_CLOS, Reserve.A_VERIFIER: Motif.ETAT_A_VERIFIER}
_RELANCE, _DEMANDE = "relance", "demande"
_PAR_ETAT = {
    Etat.CLOS: Motif.CLOSE,
    Etat.TA_EN_COURS: Motif.AUTRE_VOIE,
    Etat.BROUILLON: Motif.PAS_ENVOYEE,
    Etat.A_ENVOYER: Motif.PAS_ENVOYEE,
    Etat.REPONDU_COMPLET: Motif.REPONDUE,
}
_A_PARTIR = frozenset({Etat.BROUILLON, Etat.A_ENVOYER})
_REPONDUS = frozenset({Etat.REPONDU_PARTIEL, Etat.REFUSE})
_ENVOIS = {
    Geste.DEMANDE: _T.ENVOYE,
    Geste.RELANCE: _T.RELANCE_ENVOYEE,
    Geste.PLAINTE_CNIL: _T.PLAINTE_CNIL_ENVOYEE,
    Geste.SAISINE_CADA: _T.CADA_SAISIE,
}
#: From when each is due.
_DUES: dict[Geste, tuple[Code, ...]] = {
    Geste.DEMANDE: (),
    Geste.RELANCE: (Code.REPONSE, Code.REFUS_TACITE),
    Geste.PLAINTE_CNIL: (Code.PLAINTE_CNIL_POSSIBLE,),
    Geste.SAISINE_CADA: (Code.REFUS_TACITE,),
}
