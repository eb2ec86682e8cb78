"""A letter as values: what the writers (Word, PDF, text) and the screen consume, and nothing they could disagree on."""

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Texte:
    """A run of text. `saisi` marks what a person typed: it is isolated if right-to-left.

    No typography is applied to it, but for the apostrophes of a notice.
    """

    texte: str = field(repr=False)
    gras: bool = False
    italique: bool = False
    saisi: bool = False


@dataclass(frozen=True, slots=True)
class SautDeLigne:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class ACompleter:
    """A dotted line to fill by hand, where an answer is missing. `largeur` in characters."""

    largeur: int = 40


Inline: TypeAlias = Texte | SautDeLigne | ACompleter


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """A paragraph. `retrait`: set in from the margin, as what is said of the one before it."""

    contenu: tuple[Inline, ...]
    retrait: bool = False


@dataclass(frozen=True, slots=True)
class Intertitre:
    """A heading, level 1 to 3."""

    contenu: tuple[Inline, ...]
    niveau: int = 2


@dataclass(frozen=True, slots=True)
class Liste:
    """A list; each item is a sequence of blocks."""

    elements: tuple[tuple["Bloc", ...], ...]
    ordonnee: bool = False


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table with one header row."""

    entetes: tuple[tuple[Inline, ...], ...]
    lignes: tuple[tuple[tuple[Inline, ...], ...], ...]


Bloc: TypeAlias = Paragraphe | Intertitre | Liste | Tableau


@dataclass(frozen=True, slots=True)
class GabaritUtilise:
    """Which template made a letter: kept with it, so that one can tell later what the text was."""

    id: str
    version: str
    empreinte: str


#: The remark that who must not know was asked, and not answered.
DOMICILE_TU = "domicile_retenu"


@dataclass(frozen=True, slots=True)
class Remarque:
    """Something the person must know about this letter before it leaves: an id of `[remarques]` in the texts, and its facts."""

    id: str
    faits: tuple[tuple[str, str], ...] = ()


#: A line of a party: each is a run of inlines, so that a missing line is a dotted line and a typed one is known as such.
Ligne: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Lettre:
    """A letter in the French postal layout. Only the body comes from a template; the rest is laid out once."""

    expediteur: tuple[Ligne, ...] = field(repr=False)
    destinataire: tuple[Ligne, ...] = field(repr=False)
    lieu_date: Ligne = field(repr=False)
    objet: Ligne = field(repr=False)
    corps: tuple[Bloc, ...] = field(repr=False)
    signature: tuple[Ligne, ...] = field(repr=False)
    gabarit: GabaritUtilise
    #: « Lettre recommandée avec avis de réception »…
    mentions: tuple[Ligne, ...] = ()
    references: tuple[Ligne, ...] = field(default=(), repr=False)
    pieces_jointes: tuple[Ligne, ...] = field(default=(), repr=False)
    copies: tuple[Ligne, ...] = field(default=(), repr=False)
    #: At most five sentences of at most twelve words saying what the letter says.
    en_clair: tuple[str, ...] = field(default=(), repr=False)
    remarques: tuple[Remarque, ...] = ()


@dataclass(frozen=True, slots=True)
class Feuille:
    """A printed page that is not a letter: a mandate to sign, the receipt to be stamped, « et après ? », a passphrase."""

    titre: Ligne
    corps: tuple[Bloc, ...] = field(repr=False)
    gabarit: GabaritUtilise
    #: Body size in points: 11, or 16 for what is read at home without glasses.
    corps_pt: int = 11
    #: What is read first, boxed and larger than all the rest. A sheet that has it is smaller rather than on two pages.
    encadre: Ligne = field(default=(), repr=False)
    #: As those of a letter, for a form that a demarche makes.
    en_clair: tuple[str, ...] = field(default=(), repr=False)
    remarques: tuple[Remarque, ...] = ()


Document: TypeAlias = Lettre | Feuille


@dataclass(frozen=True, slots=True)
class BandePage:
    """Where a part of a document lies on a page (from 0); shares of its width and of its height, around what is printed."""

    page: int
    gauche: float
    haut: float
    droite: float
    bas: float


@dataclass(frozen=True, slots=True)
class PartieDocument:
    """A part of a document as one reads it (a paragraph, a list, an address): what it says, and where, page by page."""

    texte: str = field(repr=False)
    bandes: tuple[BandePage, ...]
