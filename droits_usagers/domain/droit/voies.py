"""How a decision on an aid is contested, as data: before whom first, then before which judge."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

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
        dette = (self.contestation, self.mentions, self.remise, self.prescription.entree if self.prescription else "")
        return frozenset(filter(None, (*textes, *autres, *dette, *ailleurs)))


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
    """The way to contest it, in that territory; None when the table does not hold it, or several do not agree on which.

    None in the Pacific: the table is of codes that those collectivités replace by their own texts, and none of those was read.
    """
    if territoire in PACIFIQUE:
        return None
    decision = _COMME.get(contestee.decision, contestee.decision) if contestee.decision else None
    trouvees = [
        voie for voie in voies if genre in voie.genres and decision in voie.decisions and _holds(voie.aides, contestee.aides)
    ]
    return trouvees[0].at(territoire, genre) if len(trouvees) == 1 else None


#: Contested as another is: what stops an aid as what refuses it; a penalty announced leads where it will once imposed.
_COMME = {Decision.ARRET: Decision.REFUS, Decision.ANNONCE: Decision.PENALITE}


def _holds(aides: Collection[str], dites: Collection[str]) -> bool:
    return TOUTES in aides or not set(aides).isdisjoint(dites)
