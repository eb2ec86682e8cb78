"""How a decision on an aid is contested, as data: before whom first, then before which judge."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from droits_usagers.domain.droit.feries import PACIFIQUE
from droits_usagers.domain.personnes.organismes import GenreOrganisme

#: Months of silence that reject a prior appeal, unless a text says otherwise.
SILENCE_MOIS = 2
#: `Voie.aupres` where only the decision tells to whom it goes.
A_RECOPIER = "decision"
#: And where it is the commission de recours amiable of the caisse.
CAISSE = "cra"
#: Where the caisses have texts of their own, that were not read (Saint-Pierre-et-Miquelon, Mayotte), and the note that says so.
A_PART, NOTE_A_PART = frozenset({"975", "976"}), "secu_a_part"
_CAISSES = frozenset({GenreOrganisme.CAF, GenreOrganisme.CPAM, GenreOrganisme.MSA, GenreOrganisme.RETRAITE})
#: And where that depends on the aid, which nobody told.
SELON_AIDE = "selon_aide"
#: The aid of a voie that does not depend on it.
TOUTES = "*"


class Decision(StrEnum):
    """What was received: an aid refused or stopped, a sum claimed back, a penalty announced or imposed, an order to pay."""

    REFUS = "refus"
    ARRET = "arret"
    INDU = "indu"
    ANNONCE = "annonce"
    PENALITE = "penalite"
    CONTRAINTE = "contrainte"
    #: A bill that can be enforced at once (« avis des sommes à payer »).
    TITRE = "titre"
    #: A check: nothing is decided.
    CONTROLE = "controle"


class Prealable(StrEnum):
    """What is compulsory before the judge."""

    AUCUN = ""
    RAPO = "rapo"
    CRA = "cra"
    CMRA = "cmra"
    MEDIATION = "mediation"


class Juge(StrEnum):
    """The order of courts that judges it."""

    ADMINISTRATIF = "administratif"
    JUDICIAIRE = "judiciaire"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True)
class RepriseCaisse:
    """Where the caisse decides, and its commission de recours amiable gets the appeal: by which entry, and the note of it."""

    entree: str
    #: Of `[echeances.note]`.
    note: str


@dataclass(frozen=True, slots=True)
class Prescription:
    """How long a sum can be claimed back, as its text says; what the text does not say is never filled in."""

    entree: str
    mois: int
    #: True where the text counts them from the payment; False where it does not say from when.
    depuis_paiement: bool = False
    #: For fraud or a false statement; 0 where the text takes the other delay away, and gives none.
    fraude_mois: int = 0
    #: Other entries that say the same, of the other aids it may be.
    aussi: tuple[str, ...] = ()

    @property
    def entrees(self) -> tuple[str, ...]:
        """Every entry that says so."""
        return (self.entree, *self.aussi)


@dataclass(frozen=True, slots=True)
class Voie:
    """One way (`resources/droit/voies.toml`). Every `str` but `id` and `aupres` is an entry of `resources/droit/`, or empty."""

    id: str
    genres: frozenset[GenreOrganisme]
    aides: frozenset[str]
    decisions: frozenset[Decision]
    prealable: Prealable
    juge: Juge
    #: To whom the prior appeal is sent: the end of `aupres_…` in `[echeances.note]`.
    aupres: str = ""
    fondement: str = ""
    obligatoire: str = ""
    silence: str = ""
    #: Months of silence that reject the prior appeal.
    silence_mois: int = SILENCE_MOIS
    recours: str = ""
    #: Why, and for how many months after the decision, the judge cannot be gone to yet; then for how many he can.
    attente: str = ""
    attente_mois: int = 0
    juge_mois: int = 0
    rectification: str = ""
    suspensif: str = ""
    observations: str = ""
    motifs: str = ""
    exclut: str = ""
    #: What forbids to hold back a sum that is contested.
    contestation: str = ""
    #: What the letter that claims it must say, and who may remit it.
    mentions: str = ""
    remise: str = ""
    prescription: Prescription | None = None
    #: What makes silence on the first request an agreement, and no rejection.
    accord: str = ""
    a_verifier: bool = False
    #: Codes of territories where it is not known before whom the prior appeal goes: only the decision tells.
    ailleurs: frozenset[str] = frozenset()
    #: What is to be known beside each of its dates: ids of `[echeances.note]`.
    notes: tuple[str, ...] = ()
    #: Of other territories, where the caisse decides.
    reprises: Mapping[str, RepriseCaisse] = field(default_factory=dict)
    #: Of what several ways say together, as the aid is not known: the names of the fields on which they do not agree.
    partage: frozenset[str] = frozenset()

    def at(self, territoire: str, genre: GenreOrganisme) -> "Voie":
        """The same way in a territory, against what such a body decided.

        What a département still claims where it no longer decides, only its decision tells to whom it is contested.
        """
        voie = self._decided(territoire, genre)
        if territoire in A_PART and genre in _CAISSES:
            return replace(voie, a_verifier=True, notes=(*voie.notes, NOTE_A_PART))
        return voie

    def _decided(self, territoire: str, genre: GenreOrganisme) -> "Voie":
        reprise = self.reprises.get(territoire)
        if reprise and genre is not GenreOrganisme.DEPARTEMENT:
            notes = (*self.notes, reprise.note)
            return replace(self, aupres=CAISSE, obligatoire=reprise.entree, notes=notes, a_verifier=True)
        return replace(self, aupres=A_RECOPIER, a_verifier=True) if reprise or territoire in self.ailleurs else self

    @property
    def entrees(self) -> frozenset[str]:
        """The entries of the legal base it rests on."""
        textes = (self.fondement, self.obligatoire, self.silence, self.recours, self.rectification)
        ailleurs = (reprise.entree for reprise in self.reprises.values())
        autres = (self.attente, self.suspensif, self.observations, self.motifs, self.exclut, self.accord)
        dette = (self.contestation, self.mentions, self.remise)
        mois = self.prescription.entrees if self.prescription else ()
        return frozenset(filter(None, (*textes, *autres, *dette, *mois, *ailleurs)))


@dataclass(frozen=True, slots=True)
class Contestee:
    """What is contested, as far as the person said: what kind of decision, on which aids."""

    decision: Decision | None = None
    aides: frozenset[str] = frozenset()
    #: The day written on it, sometimes before it came; and, where nothing was decided, that on which its request was complete.
    datee: dt.date | None = None
    complet: dt.date | None = None
    #: A bill followed what is contested: its twenty days were over by then.
    titre: bool = False


RIEN_DE_CONTESTE = Contestee()
#: The questions that say so: what was received, and on which aid, one question per kind of body.
DECISION = "decision_genre"
#: When the complete request of an aid that silence grants was handed in.
COMPLET = "dossier_complet"
#: Of a penalty, a bill or a check that came with a sum claimed back: whether it is that sum that is contested.
AVEC = ("contester_penalite", "contester_titre", "contester_quand")
AIDES = (
    *("aide_collectivite", "aide_caf", "aide_maladie", "aide_mdph", "aide_travail", "aide_hebergement", "aide_autre"),
    "aide_retraite",
)


def contestee_of(reponses: Mapping[str, object]) -> Contestee:
    """What the answers of a demarche say of it."""
    decision = str(reponses.get(DECISION, ""))
    titre = decision == Decision.TITRE
    if Decision.INDU in {reponses.get(question) for question in AVEC}:
        decision = Decision.INDU
    aides = (str(reponses[id_]) for id_ in AIDES if reponses.get(id_))
    complet = reponses.get(COMPLET)
    return Contestee(
        Decision(decision) if decision in set(Decision) else None,
        frozenset(aides),
        complet=complet if isinstance(complet, dt.date) else None,
        titre=titre and decision == Decision.INDU,
    )


def voie_of(voies: Iterable[Voie], genre: GenreOrganisme, contestee: Contestee, *, territoire: str = "") -> Voie | None:
    """The way to contest it, in that territory; what all those it may be say alike, as long as the aid is not told.

    None when the table holds none, or when they do not even agree on what comes before the judge; and in the Pacific: the table
    is of codes that those collectivités replace by their own texts, and none of those was read.
    """
    if territoire in PACIFIQUE:
        return None
    decision = _COMME.get(contestee.decision, contestee.decision) if contestee.decision else None
    possibles = [voie for voie in voies if genre in voie.genres and decision in voie.decisions]
    trouvees = [voie for voie in possibles if (TOUTES in voie.aides or not set(voie.aides).isdisjoint(contestee.aides))]
    if len(trouvees) == 1:
        return trouvees[0].at(territoire, genre)
    # Of who is none of the bodies of the table, the aids of the table are not the only ones it may be.
    if contestee.aides or genre is GenreOrganisme.AUTRE:
        return None
    return _alike([voie.at(territoire, genre) for voie in possibles])


#: Contested as another is: what stops an aid as what refuses it; a penalty announced leads where it will once imposed.
_COMME = {Decision.ARRET: Decision.REFUS, Decision.ANNONCE: Decision.PENALITE}


#: Appeals that are compulsory before the judge, sent to whoever decided or to its commission: two months in all of them.
_RECOURS = frozenset({Prealable.RAPO, Prealable.CRA, Prealable.CMRA})
#: Entries that are dropped where they differ, or where some of the ways have none.
_TEXTES = (
    *("fondement", "obligatoire", "silence", "recours", "suspensif", "observations", "motifs", "exclut", "contestation"),
    *("mentions", "remise", "accord", "attente"),
)


def _alike(voies: Sequence[Voie]) -> Voie | None:
    """What these ways say alike, the safer where they differ; None where it is not known what comes before the judge."""
    aides = frozenset(aide for voie in voies for aide in voie.aides)
    # The way of one aid alone says nothing of the others that body gives.
    if len(aides) < 2:  # noqa: PLR2004 - one is not several
        return None
    prealables = {voie.prealable for voie in voies}
    incertain = any(voie.a_verifier for voie in voies)
    if not prealables <= _RECOURS and (len(prealables) > 1 or incertain):
        return None
    premiere = voies[0]
    textes = {nom: _same([getattr(voie, nom) for voie in voies], "") for nom in _TEXTES}
    differ = ("prealable", "aupres", "juge", "rectification", "prescription", *_TEXTES)
    partage = frozenset(nom for nom in differ if len({_comparable(getattr(voie, nom)) for voie in voies}) > 1)
    notes = [note for note in premiere.notes if all(note in voie.notes for voie in voies)]
    return replace(
        premiere,
        id="",
        aides=aides,
        prealable=premiere.prealable if len(prealables) == 1 else Prealable.RAPO,
        aupres=_same([voie.aupres for voie in voies], SELON_AIDE),
        juge=_same([voie.juge for voie in voies], Juge.INCONNU),
        # The first day is the safer.
        silence_mois=min(voie.silence_mois for voie in voies),
        rectification=_common([voie.rectification for voie in voies]),
        prescription=_same_time([voie.prescription for voie in voies]),
        a_verifier=incertain or not partage.isdisjoint(_DOUTE),
        ailleurs=frozenset(code for voie in voies for code in voie.ailleurs),
        reprises={},
        notes=(*notes, "selon_aide" if not partage.isdisjoint(_DOUTE) else "sans_aide"),
        partage=partage,
        **textes,
    )


#: What makes a date depend on the aid, or what is done by it.
_DOUTE = frozenset({"prealable", "aupres", "juge", "rectification", "suspensif", "contestation"})
_V = TypeVar("_V")


def _same(valeurs: Sequence[_V], sinon: _V) -> _V:
    return valeurs[0] if all(valeur == valeurs[0] for valeur in valeurs) else sinon


def _common(entrees: Sequence[str]) -> str:
    """The one most of them rest on; none where some rest on none."""
    return max(entrees, key=entrees.count) if all(entrees) else ""


def _comparable(valeur: object) -> object:
    """Two texts that write the same time say the same."""
    return replace(valeur, entree="") if isinstance(valeur, Prescription) else valeur


def _same_time(regles: Sequence[Prescription | None]) -> Prescription | None:
    """The time that each of them writes."""
    ecrites = [regle for regle in regles if regle is not None]
    if len(ecrites) < len(regles) or len({_comparable(regle) for regle in ecrites}) > 1:
        return None
    entrees = tuple(dict.fromkeys(regle.entree for regle in ecrites))
    return replace(ecrites[0], aussi=entrees[1:])


#: Where one lives, when that is abroad.
ETRANGER = "etranger"
#: Where one lives, when it was said without naming it: an address that is kept from someone is read by nobody.
METROPOLE, OUTREMER = "metropole", "outre_mer"
#: All that may be said so.
DITES = (METROPOLE, OUTREMER, ETRANGER)
#: Where the Conseil d'État sits.
PARIS = "75"
OUTRE_MER = frozenset({*map(str, range(971, 979)), "984", "986", "987", "988"})
_A_L_ETRANGER = 2


def most_months(demeure: str, tribunal: str) -> int:
    """The most months that living there may add before a court that sits there. Codes of territories; empty: not known.

    >>> most_months("93", "75"), most_months("974", "75"), most_months("974", "974"), most_months("93", "974")
    (0, 1, 0, 1)
    >>> most_months("", "75"), most_months("etranger", "974"), most_months("93", "")
    (2, 2, 1)
    >>> most_months("metropole", "59"), most_months("metropole", "974"), most_months("outre_mer", "974")
    (0, 1, 1)
    """
    if demeure in {"", ETRANGER}:
        return _A_L_ETRANGER
    if not tribunal or demeure == OUTREMER:
        return 1
    return int(demeure != tribunal and bool({demeure, tribunal} & OUTRE_MER))


def are_known(demeure: str, tribunal: str) -> bool:
    """True where the months of `most_months` are those of this person before this court, and not perhaps.

    >>> are_known("59", "974"), are_known("etranger", ""), are_known("974", ""), are_known("", "974")
    (True, True, False, False)
    >>> are_known("outre_mer", "59"), are_known("outre_mer", "974")
    (True, False)
    """
    if demeure == OUTREMER and tribunal in OUTRE_MER:
        return False
    return demeure == ETRANGER or bool(demeure and tribunal)
