"""Lists that people paste: one person or one body a line, from a message, a letter or a spreadsheet.

A line that cannot be read is refused with its number and why; the others are read. A first line that names its columns is
followed, in any order; without one, the order is that of `COLONNES_PERSONNE` and `COLONNES_ORGANISME`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from droits_usagers.domain.identifiants import GenreIdentifiant, find_identifiants
from droits_usagers.domain.nettoyage import clean
from droits_usagers.domain.pliage import words
from droits_usagers.domain.protection import MENTION, without_mention
from droits_usagers.domain.reprise.champs import Champ
from droits_usagers.domain.reprise.lexique import Lexique, says_yes

T = TypeVar("T")

#: More than anybody's name and address.
LONGUEUR_MAX = 600


class Colonne(StrEnum):
    """What a column can hold; the value is a word of its heading."""

    CIVILITE = "civilite"
    NOM = "nom"
    PRENOM = "prenom"
    ADRESSE = "adresse"
    POSTAL = "postal"
    VILLE = "ville"
    NAISSANCE = "naissance"
    REFERENCE = "reference"
    SERVICE = "service"
    GENRE = "genre"
    DEPARTEMENT = "departement"
    #: Says of someone that nobody may know their address; empty when it does not.
    PROTEGEE = "protegee"


COLONNES_PERSONNE = (Colonne.NOM, Colonne.PRENOM, Colonne.ADRESSE, Colonne.NAISSANCE)
COLONNES_ORGANISME = (Colonne.NOM, Colonne.SERVICE, Colonne.ADRESSE, Colonne.GENRE, Colonne.DEPARTEMENT)
#: Other words for the same columns. The first column that a heading names is the one, in this order.
_AUSSI: Mapping[str, Colonne] = MappingProxyType(
    {
        "naissance": Colonne.NAISSANCE,
        "ne": Colonne.NAISSANCE,
        "nee": Colonne.NAISSANCE,
        "prenom": Colonne.PRENOM,
        "prenoms": Colonne.PRENOM,
        "cp": Colonne.POSTAL,
        "postal": Colonne.POSTAL,
        "ville": Colonne.VILLE,
        "commune": Colonne.VILLE,
        "adresse": Colonne.ADRESSE,
        "rue": Colonne.ADRESSE,
        "civilite": Colonne.CIVILITE,
        "titre": Colonne.CIVILITE,
        "service": Colonne.SERVICE,
        "genre": Colonne.GENRE,
        "departement": Colonne.DEPARTEMENT,
        "territoire": Colonne.DEPARTEMENT,
        "reference": Colonne.REFERENCE,
        "organisme": Colonne.NOM,
        "nom": Colonne.NOM,
    }
)


class Raison(StrEnum):
    """Why a line is left out; its sentence is `[serie.raisons]`."""

    SANS_NOM = "sans_nom"
    TROP_LONGUE = "trop_longue"
    CASE_INCOMPRISE = "case_incomprise"
    NAISSANCE_ILLISIBLE = "naissance_illisible"
    NIR = "nir"
    GENRE_INCONNU = "genre_inconnu"
    DEPARTEMENT_INCONNU = "departement_inconnu"
    DEJA_DANS_LA_LISTE = "deja_dans_la_liste"


class Ordre(StrEnum):
    """Which of the two names comes first, where nothing says."""

    NOM_PRENOM = "nom_prenom"
    PRENOM_NOM = "prenom_nom"


#: What was meant as a date of birth, readable or not; a postcode or a telephone is not.
_DATE = re.compile(r"\d{4}|\d{1,4}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{1,4}|\d{1,2}(?:er)?\s+[^\W\d]{3,9}\.?\s+\d{2,4}")


@dataclass(frozen=True, slots=True)
class Lue(Generic[T]):
    """What a line says, and which line it is (from 1)."""

    rang: int
    valeur: T = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refus:
    """A line that was not read, and why. `premiere`: of a repeated line, the one that counts."""

    rang: int
    raison: Raison
    premiere: int = 0


@dataclass(frozen=True, slots=True)
class Liste(Generic[T]):
    """What a pasted text says. `ignorees`: the headings of columns that nothing is made of."""

    lues: tuple[Lue[T], ...] = ()
    refus: tuple[Refus, ...] = ()
    ignorees: tuple[str, ...] = ()

    @property
    def valeurs(self) -> tuple[T, ...]:
        """What was read, in order."""
        return tuple(lue.valeur for lue in self.lues)


class Refusee(Exception):  # noqa: N818 - a line, not an error
    """A line that is not read."""

    def __init__(self, raison: Raison) -> None:
        """`raison`: why."""
        super().__init__(raison)
        self.raison = raison


def as_lines(cellules: Sequence[Sequence[str]]) -> str:
    """Rows of a spreadsheet as a text to paste: cells apart by tabs, and what would break them taken out."""
    return "\n".join("\t".join(" ".join(cellule.split()) for cellule in ligne) for ligne in cellules)


# ── Lines and columns ────────────────────────────────────────────────────────────────────────────────────────────────────


class Lecteur(Generic[T]):
    """Reads lines: `lire` makes something of the cells of one, or raises Refusee; `cle` tells when it was said before."""

    def __init__(
        self,
        colonnes: Sequence[Colonne],
        lire: Callable[[Mapping[Colonne, str]], T],
        cle: Callable[[T], object],
        *,
        adresse_libre: bool,
        lexique: Lexique | None = None,
    ) -> None:
        self._colonnes: tuple[Colonne | None, ...] = tuple(colonnes)
        self._lire = lire
        self._cle = cle
        #: Beyond the two names, a cell is told by what it looks like.
        self._libre = adresse_libre
        #: The words for an address that nobody may know, where a line may say so.
        self._lexique = lexique

    def read(self, texte: str) -> Liste[T]:
        """What a text says."""
        lignes = [(rang, ligne) for rang, ligne in enumerate(clean(texte).texte.split("\n"), start=1) if ligne.strip(" \t;,")]
        ignorees: tuple[str, ...] = ()
        colonnes, entete = self._colonnes, self._headings(_cells(lignes[0][1])) if lignes else None
        if entete is not None:
            colonnes, ignorees = entete
            lignes = lignes[1:]
        lues: list[Lue[T]] = []
        refus: list[Refus] = []
        connues: dict[object, int] = {}
        for rang, ligne in lignes:
            try:
                valeur = self._lire(self._by_column(ligne, colonnes, dits=entete is not None))
            except Refusee as refusee:
                refus.append(Refus(rang, refusee.raison))
                continue
            premiere = connues.setdefault(self._cle(valeur), rang)
            if premiere != rang:
                refus.append(Refus(rang, Raison.DEJA_DANS_LA_LISTE, premiere))
            else:
                lues.append(Lue(rang, valeur))
        return Liste(tuple(lues), tuple(refus), ignorees)

    def _by_column(self, ligne: str, colonnes: Sequence[Colonne | None], *, dits: bool) -> dict[Colonne, str]:
        if len(ligne) > LONGUEUR_MAX:
            raise Refusee(Raison.TROP_LONGUE)
        if any(trouve.genre is GenreIdentifiant.NIR for trouve in find_identifiants(ligne)):
            raise Refusee(Raison.NIR)
        cellules, protegee = self._without_mentions(_cells(ligne))
        found = _by_looks(cellules, colonnes) if self._libre and not dits else _by_rank(cellules, colonnes)
        if not says_yes(found.pop(Colonne.PROTEGEE, "")) and not protegee:
            return found
        return {**found, Colonne.PROTEGEE: MENTION}

    def _without_mentions(self, cellules: Sequence[str]) -> tuple[list[str], bool]:
        """The same without the cells that only say that nobody may know an address, and whether one did, in any column."""
        if self._lexique is None:
            return list(cellules), False
        mentions = mentions_of(self._lexique)
        seules = [without_mention((cellule,), mentions) == ((), True) for cellule in cellules]
        return ["" if seule else cellule for cellule, seule in zip(cellules, seules, strict=True)], any(seules)

    def _headings(self, cellules: Sequence[str]) -> tuple[tuple[Colonne | None, ...], tuple[str, ...]] | None:
        """The columns that a first line names, and the headings that say nothing to us; None when it names none."""
        colonnes = [self._column(cellule) for cellule in cellules]
        connues = [colonne for colonne in colonnes if colonne is not None]
        if Colonne.NOM not in connues or len(connues) < min(2, len(cellules)) or len(set(connues)) < len(connues):
            return None
        ignorees = tuple(cellule for cellule, colonne in zip(cellules, colonnes, strict=True) if cellule and colonne is None)
        return tuple(colonnes), ignorees

    def _column(self, entete: str) -> Colonne | None:
        if self._lexique is not None and [sens.code for sens in self._lexique.champs_of(entete)[:1]] == [Champ.PROTEGEE]:
            return Colonne.PROTEGEE
        mots = words(entete)
        if len(mots) > len(COLONNES_PERSONNE):
            return None
        return next((colonne for mot, colonne in _AUSSI.items() if mot in mots), None)


def mentions_of(lexique: Lexique) -> tuple[str, ...]:
    """What is written beside an address that nobody may know, or in its place."""
    return (MENTION, *lexique.protegees)


def _by_rank(cellules: list[str], colonnes: Sequence[Colonne | None]) -> dict[Colonne, str]:
    """Each cell under its column; empty ones after the last column say nothing."""
    while len(cellules) > len(colonnes) and not cellules[-1]:
        cellules = cellules[:-1]
    if len(cellules) > len(colonnes):
        raise Refusee(Raison.CASE_INCOMPRISE)
    return {colonne: cellule for colonne, cellule in zip(colonnes, cellules, strict=False) if colonne is not None and cellule}


def _cells(ligne: str) -> list[str]:
    """The cells of a line: apart by tabs, or else by semicolons."""
    signe = "\t" if "\t" in ligne else ";"
    return [cellule.strip().strip('"').strip() for cellule in ligne.split(signe)]


def _by_looks(cellules: Sequence[str], colonnes: Sequence[Colonne | None]) -> dict[Colonne, str]:
    """Two names, then what looks like a date is a birth, and the rest an address."""
    found = {colonne: cellule for colonne, cellule in zip(colonnes[:2], cellules[:2], strict=False) if colonne and cellule}
    reste = [cellule for cellule in cellules[2:] if cellule]
    naissances = [cellule for cellule in reste if _DATE.fullmatch(cellule)]
    adresse = [cellule for cellule in reste if cellule not in naissances]
    # Neither a birth nor an address: a telephone, an e-mail, two dates.
    if len(naissances) > 1 or any("@" in cellule or not any(map(str.isalpha, cellule)) for cellule in adresse):
        raise Refusee(Raison.CASE_INCOMPRISE)
    if naissances:
        found[Colonne.NAISSANCE] = naissances[0]
    found[Colonne.ADRESSE] = " / ".join(adresse)
    return found
