"""A fiche de traitement: what a body says of one processing (T.toml, `conception.md` § 7). It names no person whose data it is.

Everything may be missing: that is what the checker (`mentions`) is for. What nobody at hand knows is `A_DEMANDER`, to be asked
of the DPO. A field is declared here and nowhere else: what asks for it, reads it and writes it goes by its type (`champs`).
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Annotated, Final, Literal, TypeAlias

from droits_usagers.domain.notice.champs import ChampFiche, PartieFiche, Sorte

#: Posters that are looked at less than once in ten years are not looked at.
MOIS_MAX: Final = 120
#: What a processing is called: no text asks for it, every sheet prints it.
NOM: Final = "nom"
#: A picture beside the fiche, by its name alone.
_IMAGE = re.compile(r"\w[\w .-]{0,80}\.(png|jpe?g|svg)", re.IGNORECASE)

#: One of the exceptions of RGPD 9(2), as « 9.2.h » or « article 9(2)(h) ».
_EXCEPTION = re.compile(r"\b9\W{0,3}2\W{0,3}(?P<lettre>[a-j])\b", re.IGNORECASE)
_LOI = re.compile(r"\b(?:LIL|loi)\b", re.IGNORECASE)


def is_exception(texte: str) -> bool:
    """True if a text names one of the exceptions of RGPD 9(2), or a text of French law."""
    return _EXCEPTION.search(texte) is not None or _LOI.search(texte) is not None


def is_image_name(nom: str) -> bool:
    """True for the name of a picture, without any folder."""
    return _IMAGE.fullmatch(nom) is not None


class _Inconnu(Enum):
    """The one value of `A_DEMANDER`."""

    A_DEMANDER = "a_demander"


#: « Je ne sais pas → à demander au DPO »: an answer like any other.
A_DEMANDER: Final = _Inconnu.A_DEMANDER
ADemander: TypeAlias = Literal[_Inconnu.A_DEMANDER]

Mot: TypeAlias = str | ADemander
#: None: nothing was said.
Oui: TypeAlias = bool | ADemander | None


class Base(StrEnum):
    """The legal bases of RGPD 6(1)."""

    CONSENTEMENT = "6.1.a"
    CONTRAT = "6.1.b"
    OBLIGATION = "6.1.c"
    INTERETS_VITAUX = "6.1.d"
    MISSION = "6.1.e"
    INTERETS_LEGITIMES = "6.1.f"


class Provenance(StrEnum):
    """Where data come from: the person herself (RGPD 13), or someone or something else (RGPD 14)."""

    PERSONNE = "personne"
    TIERS = "tiers"
    PUBLIC = "public"


class DroitNotice(StrEnum):
    """The rights a notice may offer; `deces`: directives for after death (LIL 85)."""

    ACCES = "acces"
    RECTIFICATION = "rectification"
    EFFACEMENT = "effacement"
    LIMITATION = "limitation"
    OPPOSITION = "opposition"
    PORTABILITE = "portabilite"
    RETRAIT = "retrait"
    DECES = "deces"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who, and how to reach them."""

    nom: Mot = ""
    service: Mot = ""
    adresse: Annotated[tuple[str, ...] | ADemander, ChampFiche(conseils=("responsable_coordonnees",))] = ()
    courriel: Mot = ""
    telephone: Mot = ""

    @property
    def coordonnees(self) -> tuple[tuple[str, ...] | Mot, ...]:
        """The ways of reaching them, said or not."""
        return self.adresse, self.courriel, self.telephone


@dataclass(frozen=True, slots=True)
class Finalite:
    """One purpose, its legal basis, and the text that basis rests on (or the interests pursued, for 6.1.f)."""

    libelle: Mot = ""
    base: Annotated[Base | ADemander | None, ChampFiche(mention="base")] = None
    texte: Annotated[Mot, ChampFiche(mention="base", remplit=("interets_legitimes",), conseils=("base_texte",))] = ""


@dataclass(frozen=True, slots=True)
class Donnee:
    """One category of data; `exception` is that of RGPD 9(2) when it is sensitive."""

    libelle: Mot = ""
    sensible: Annotated[Oui, ChampFiche(conseils=("categories_sensible",))] = None
    exception: Annotated[Mot, ChampFiche(apres="sensible", conseils=("categories_exception",))] = ""
    obligatoire: Annotated[Oui, ChampFiche(mention="obligatoire", remplit=("questionnaire",))] = None
    consequence: Annotated[
        Mot,
        ChampFiche(apres="obligatoire", mention="obligatoire", conseils=("obligatoire_consequence", "vague_consequence")),
    ] = ""

    @property
    def accord_expres(self) -> bool:
        """True if these data rest on the explicit consent of the person (RGPD 9(2)(a)): it can be withdrawn (7(3))."""
        lettre = _EXCEPTION.search(self.exception) if isinstance(self.exception, str) else None
        return lettre is not None and lettre["lettre"].lower() == "a"


@dataclass(frozen=True, slots=True)
class SourceDonnees:
    """Where data come from, named."""

    genre: Annotated[Provenance | ADemander | None, ChampFiche(conseils=("source_genre",))] = None
    libelle: Annotated[Mot, ChampFiche(remplit=("source",))] = ""


@dataclass(frozen=True, slots=True)
class Destinataire:
    """Who receives data, and for which of the purposes."""

    libelle: Mot = ""
    finalite: Annotated[Mot, ChampFiche(conseils=("destinataires_finalite",), suit=True)] = ""


@dataclass(frozen=True, slots=True)
class Conservation:
    """How long some data are kept, and from when."""

    donnees: Mot = ""
    duree: Annotated[Mot, ChampFiche(remplit=("conservation",))] = ""
    depart: Annotated[Mot, ChampFiche(conseils=("conservation_depart",))] = ""


@dataclass(frozen=True, slots=True)
class Transfert:
    """A transfer outside the European Union, and what protects the data there."""

    pays: Mot = ""
    garanties: Annotated[Mot, ChampFiche(conseils=("transferts_garanties", "vague_garanties"))] = ""


@dataclass(frozen=True, slots=True)
class DecisionAutomatisee:
    """Whether decisions are taken by a machine, and how it reasons."""

    existe: Oui = None
    logique: Annotated[
        Mot,
        ChampFiche(
            Sorte.LONG, apres="existe", mention="algorithme", conseils=("decision_automatisee_logique", "vague_logique")
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class Droits:
    """The rights offered, and how to use them."""

    contact: Annotated[Mot, ChampFiche(conseils=("droits_contact",))] = ""
    offerts: Annotated[tuple[DroitNotice, ...] | ADemander, ChampFiche(remplit=("droits", "retrait", "deces"))] = ()
    reclamation_cnil: Annotated[Oui, ChampFiche(mention="reclamation")] = None
    opposition_a_part: Annotated[
        Oui,
        ChampFiche(
            mention="opposition_a_part", muet="every sheet tells it apart: the answer tells of a notice that was received"
        ),
    ] = None
    #: True when children under 15 are concerned (LIL 48).
    moins_de_15_ans: Annotated[Oui, ChampFiche(mention="moins_de_15_ans")] = None


class ConstatAffichage(StrEnum):
    """What someone found where the poster should be."""

    PRESENTE = "presente"
    ABSENTE = "absente"
    PERIMEE = "perimee"


@dataclass(frozen=True, slots=True)
class ControleAffiche:
    """One look at the wall, on a day."""

    date: dt.date
    constat: ConstatAffichage
    #: A file beside that of the fiche.
    photo: Annotated[str, ChampFiche(Sorte.IMAGE)] = ""


@dataclass(frozen=True, slots=True)
class Affichage:
    """A poster put up somewhere: which version, since when, and whether it is still there."""

    lieu: str = ""
    version: str = ""
    pose_le: dt.date | None = None
    controles: Annotated[
        tuple[ControleAffiche, ...], ChampFiche(partie=PartieFiche.CONTROLES, cle="controles", un="controle", lien="affiche")
    ] = ()


@dataclass(frozen=True, slots=True)
class FicheTraitement:
    """One processing, as described by whoever runs it or as read on their notice."""

    nom: Annotated[Mot, ChampFiche(partie=PartieFiche.FICHIER, mention=NOM)] = ""
    version: Annotated[Mot, ChampFiche(partie=PartieFiche.FICHIER)] = ""
    #: How often to go and look at the posters, in months.
    controle_mois: Annotated[int | None, ChampFiche(Sorte.MOIS, partie=PartieFiche.AFFICHAGES)] = None
    #: How its sheets look: a file beside that of the fiche, and a colour (« #0F5C63 »).
    logo: Annotated[str, ChampFiche(Sorte.IMAGE, partie=PartieFiche.PRESENTATION)] = ""
    couleur: Annotated[str, ChampFiche(Sorte.COULEUR, partie=PartieFiche.PRESENTATION)] = ""
    #: Conditional mentions declared not to apply here, by id.
    sans_objet: Annotated[tuple[str, ...], ChampFiche(Sorte.MENTIONS)] = ()
    #: The models that its lines come from; those of their lines that someone said to be true here (`origine`).
    modeles: Annotated[tuple[str, ...], ChampFiche(Sorte.ORIGINES)] = ()
    confirmees: Annotated[tuple[str, ...], ChampFiche(Sorte.ORIGINES)] = ()
    responsable: Annotated[Contact | ADemander | None, ChampFiche(mention="responsable")] = None
    dpo: Annotated[
        Contact | ADemander | None,
        ChampFiche(mention="dpo", premiers=("courriel", "telephone", "adresse"), tus=("service",), surs=("nom",)),
    ] = None
    finalites: Annotated[tuple[Finalite, ...] | ADemander, ChampFiche(un="finalite", mention="finalites")] = ()
    donnees: Annotated[tuple[Donnee, ...] | ADemander, ChampFiche(un="donnee", mention="categories")] = ()
    sources: Annotated[tuple[SourceDonnees, ...] | ADemander, ChampFiche(un="source", mention="source")] = ()
    destinataires: Annotated[tuple[Destinataire, ...] | ADemander, ChampFiche(un="destinataire", mention="destinataires")] = ()
    conservations: Annotated[tuple[Conservation, ...] | ADemander, ChampFiche(un="conservation", mention="conservation")] = ()
    transferts: Annotated[tuple[Transfert, ...] | ADemander, ChampFiche(un="transfert", mention="transferts")] = ()
    decision: Annotated[
        DecisionAutomatisee | ADemander | None, ChampFiche(cle="decision_automatisee", mention="decision_automatisee")
    ] = None
    droits: Annotated[
        Droits | ADemander | None, ChampFiche(mention="droits", premiers=("contact", "offerts", "opposition_a_part"))
    ] = None
    affichages: Annotated[tuple[Affichage, ...], ChampFiche(Sorte.AFFICHES, un="affichage")] = ()

    @property
    def bases(self) -> frozenset[Base]:
        """The legal bases declared."""
        if self.finalites is A_DEMANDER:
            return frozenset()
        return frozenset(finalite.base for finalite in self.finalites if isinstance(finalite.base, Base))

    @property
    def accord(self) -> bool:
        """True if a consent is asked for, of any kind: as a basis, or for sensitive data."""
        donnees = () if self.donnees is A_DEMANDER else self.donnees
        return Base.CONSENTEMENT in self.bases or any(donnee.accord_expres for donnee in donnees)

    @property
    def collecte_directe(self) -> bool:
        """True if data come, or may come, from the person herself: RGPD 13 applies."""
        return self._comes_from(Provenance.PERSONNE)

    @property
    def collecte_indirecte(self) -> bool:
        """True if data come, or may come, from elsewhere: RGPD 14 applies."""
        return self._comes_from(Provenance.TIERS, Provenance.PUBLIC)

    def _comes_from(self, *genres: Provenance) -> bool:
        if self.sources is A_DEMANDER or not self.sources:
            return True
        return any(not isinstance(source.genre, Provenance) or source.genre in genres for source in self.sources)


class Forme(StrEnum):
    """The documents made from a fiche."""

    AFFICHE = "affiche"
    DEPLIANT = "depliant"
    COMPLETE = "complete"
    SIMPLIFIEE = "simplifiee"
    CLAUSE = "clause"
    ATTESTATION = "attestation"
    #: The fixed sentences in other languages, beside the French.
    LANGUES = "langues"
    #: Where posters were put up, and who went to see: no notice, evidence of one.
    JOURNAL = "journal"

    @property
    def papiers(self) -> "tuple[Papier, ...]":
        """The papers it can be printed on, the usual one first."""
        return tuple(Papier) if self is Forme.AFFICHE else (Papier.A4,)


class Papier(StrEnum):
    """Sheets. `A4X2`: two A4 that make an A3 once put one above the other."""

    A3 = "a3"
    A4 = "a4"
    A4X2 = "a4x2"


#: Ours, for whoever has none.
COULEUR: Final = "#0F5C63"
#: Below, a part of a colour is as good as linear (sRGB).
_LINEAIRE: Final = 0.04045
#: With white; what WCAG asks of a text.
CONTRASTE_MIN: Final = 4.5

_FORME = re.compile(r"#[0-9A-Fa-f]{6}")
_PAS = 100


def is_colour(texte: str) -> bool:
    """True for « #0F5C63 » and its like."""
    return _FORME.fullmatch(texte) is not None


def contrast(couleur: str) -> float:
    """How a colour stands out from white, from 1 to 21."""
    return 1.05 / (_luminance(_parts(couleur)) + 0.05)


def readable(couleur: str) -> str:
    """The nearest colour that can be read: the same, or as little darker as it takes."""
    parts = _parts(couleur)
    nuances = (_written(tuple(part * reste / _PAS for part in parts)) for reste in reversed(range(_PAS)))
    return couleur if contrast(couleur) >= CONTRASTE_MIN else next(n for n in nuances if contrast(n) >= CONTRASTE_MIN)


def _parts(couleur: str) -> tuple[float, ...]:
    return tuple(int(couleur[debut : debut + 2], 16) for debut in (1, 3, 5))


def _written(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{int(part):02X}" for part in parts)


def _luminance(parts: tuple[float, ...]) -> float:
    rouge, vert, bleu = (_linear(part / 255) for part in parts)
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAIRE else ((part + 0.055) / 1.055) ** 2.4
