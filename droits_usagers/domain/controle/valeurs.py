"""What the control says of something about to leave: which rule, how much it weighs, where, and what can be mended."""

from dataclasses import dataclass, field
from enum import StrEnum


class Poids(StrEnum):
    """What an alert asks."""

    #: Nothing leaves until it is mended.
    ARRET = "arret"
    #: One explicit gesture, for this document only, remembered with the letter.
    A_CONFIRMER = "a_confirmer"
    #: Shown, and asks nothing.
    A_SAVOIR = "a_savoir"


class Regle(StrEnum):
    """The rules of the control; their sentences and thresholds are in `resources/controle/regles.toml`."""

    ADRESSE_PROTEGEE = "adresse_protegee"
    A_DECIDER = "a_decider"
    NUMERO = "numero"
    CRAINTE_GENERALE = "crainte_generale"
    DESTINATAIRE_INCOMPLET = "destinataire_incomplet"
    LIEU_OU_DATE_ABSENTS = "lieu_ou_date_absents"
    RESTE_A_REMPLIR = "reste_a_remplir"
    VALEUR_D_EXEMPLE = "valeur_d_exemple"
    CONSIGNE = "consigne"
    FAITS_CONTRADICTOIRES = "faits_contradictoires"
    CONSTAT_NON_CONFIRME = "constat_non_confirme"
    ADRESSE_ANCIENNE = "adresse_ancienne"
    PIECE_ANNONCEE_ABSENTE = "piece_annoncee_absente"


class Partie(StrEnum):
    """A part of what leaves, as a person would point at it."""

    EXPEDITEUR = "expediteur"
    DESTINATAIRE = "destinataire"
    LIEU_DATE = "lieu_date"
    MENTIONS = "mentions"
    OBJET = "objet"
    REFERENCES = "references"
    CORPS = "corps"
    SIGNATURE = "signature"
    PIECES_JOINTES = "pieces_jointes"
    COPIES = "copies"
    TITRE = "titre"
    #: Of something that is not a document: a table, an agenda, a plain text.
    CONTENU = "contenu"
    NOM_DE_FICHIER = "nom_de_fichier"
    #: What one's own Word model says around each letter.
    MODELE = "modele"


@dataclass(frozen=True, slots=True, order=True)
class Lieu:
    """Where something stands: in which document (« lettre », « mandat », « apres »… as in `Exemplaire.id`), in which part."""

    document: str
    partie: Partie


@dataclass(frozen=True, slots=True)
class Alerte:
    """One thing that a rule found. It never holds what it found: only where, and what fills its sentences."""

    regle: Regle
    poids: Poids
    lieux: tuple[Lieu, ...] = ()
    #: Which of the rule's sentences to say (`[regle.<id>.phrases]`); empty: its only one.
    cas: str = ""
    #: Counts, kinds, days: never a name, a number or an address.
    faits: tuple[tuple[str, str], ...] = ()
    #: What to mend, as the id of a question or of a field (« reponse_a.adresse »); empty when nothing there can be.
    champ: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text of what leaves: a line, a paragraph, a cell."""

    lieu: Lieu
    texte: str = field(repr=False)
    #: What of it a person typed, in order: the rest is ours.
    saisis: tuple[str, ...] = field(default=(), repr=False)
    #: How many dotted lines are left in it.
    a_completer: int = 0


def must_be_mended(alertes: tuple[Alerte, ...]) -> bool:
    """True if nothing may leave."""
    return any(alerte.poids is Poids.ARRET for alerte in alertes)


def to_confirm(alertes: tuple[Alerte, ...]) -> frozenset[Regle]:
    """The rules that ask for a gesture before it leaves."""
    return frozenset(alerte.regle for alerte in alertes if alerte.poids is Poids.A_CONFIRMER)
