"""Lists that people paste: one person or one body a line, from a message, a letter or a spreadsheet.

A line that cannot be read is refused with its number and why; the others are read. A first line that names its columns is
followed, in any order; without one, the order is that of `COLONNES_PERSONNE` and `COLONNES_ORGANISME`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Generic, TypeVar

from droits_usagers.domain.controle.identifiants import GenreIdentifiant, find_identifiants
from droits_usagers.domain.demarche.questions import PROTEGEE
from droits_usagers.domain.mots.mentions_adresse import cut_mention
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.mots.pliage import words
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
    #: What is looked at for that alone.
    AUTRE = "autre"


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
    ADRESSE_DANS_LE_NOM = "adresse_dans_le_nom"
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


#: A number where names are: an address, most often.
_CHIFFRE = re.compile(r"(?:^|\s)\d")
#: A line that has it names no columns: « Adresse 1 » does, « 12 rue », « 93000 », not.
_NOMBRE = re.compile(r"^\s*\d|\d{3}")
_PARENTHESE = re.compile(r"\([^)]*\)")
#: Between two cells written with commas; one in a parenthesis is part of what it explains.
_VIRGULE = re.compile(r",(?![^()]*\))")
#: A cell that a spreadsheet opened with a quote, and that goes on with the next line.
_CASE_OUVERTE = re.compile(r'(?:^|[\t;,])\s*"[^"]*$')
#: Columns that a table may have several of.
_PLUSIEURS = frozenset({Colonne.ADRESSE, Colonne.PROTEGEE, Colonne.POSTAL, Colonne.VILLE})
#: What the headings of tables taken over say, in the columns of a list.
_CHAMPS: Mapping[str, Colonne] = MappingProxyType(
    {
        Champ.CIVILITE: Colonne.CIVILITE,
        Champ.PRENOM: Colonne.PRENOM,
        Champ.NOM: Colonne.NOM,
        Champ.PRENOM_NOM: Colonne.NOM,
        Champ.NOM_NAISSANCE: Colonne.AUTRE,
        Champ.NAISSANCE: Colonne.NAISSANCE,
        Champ.ADRESSE: Colonne.ADRESSE,
        Champ.CODE_POSTAL: Colonne.POSTAL,
        Champ.VILLE: Colonne.VILLE,
        Champ.REFERENCE: Colonne.REFERENCE,
    }
)
#: Lines that one cell of a spreadsheet may hold.
_LIGNES_D_UNE_CASE = 8
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
    """What a pasted text says. `ignorees`: headings of columns that nothing is made of; `entetes`: which lines name columns."""

    lues: tuple[Lue[T], ...] = ()
    refus: tuple[Refus, ...] = ()
    ignorees: tuple[str, ...] = ()
    entetes: tuple[int, ...] = ()

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
        joindre: Callable[[T, T], T] = lambda premiere, _: premiere,
    ) -> None:
        self._colonnes: tuple[Colonne, ...] = tuple(colonnes)
        self._lire = lire
        self._cle = cle
        #: Beyond the two names, a cell is told by what it looks like.
        self._libre = adresse_libre
        #: The words for an address that nobody may know, where a line may say so.
        self._lexique = lexique
        #: Of something said twice, what both say.
        self._joindre = joindre

    def read(self, texte: str) -> Liste[T]:
        """What a text says."""
        ignorees: dict[str, None] = {}
        colonnes: Sequence[Colonne] = self._colonnes
        entetes: list[int] = []
        lues: dict[int, T] = {}
        refus: list[Refus] = []
        connues: dict[object, int] = {}
        for rang, ligne in _lines(clean(texte).texte):
            # Of people, a file added under what was typed brings its own; a body may be called « Organisme … ; Service … ».
            premiere_ligne = not (lues or refus or entetes)
            entete = self._headings(self._cells(ligne)) if premiere_ligne or self._lexique is not None else None
            if entete is not None:
                colonnes, siennes = entete
                ignorees |= dict.fromkeys(siennes)
                entetes.append(rang)
                continue
            try:
                valeur = self._lire(self._by_column(ligne, colonnes, dits=bool(entetes)))
            except Refusee as refusee:
                refus.append(Refus(rang, refusee.raison))
                continue
            premiere = connues.setdefault(self._cle(valeur), rang)
            if premiere != rang:
                lues[premiere] = self._joindre(lues[premiere], valeur)
                refus.append(Refus(rang, Raison.DEJA_DANS_LA_LISTE, premiere))
            else:
                lues[rang] = valeur
        return Liste(tuple(Lue(rang, une) for rang, une in lues.items()), tuple(refus), tuple(ignorees), tuple(entetes))

    def _cells(self, ligne: str) -> list[str]:
        """The cells of a line: apart by tabs, or else by semicolons; people write their own with commas."""
        signe = next((signe for signe in "\t;" if signe in ligne), "," if self._libre else ";")
        cellules = _VIRGULE.split(ligne) if signe == "," else ligne.split(signe)
        return [cellule.strip().strip('"').strip() for cellule in cellules]

    def _by_column(self, ligne: str, colonnes: Sequence[Colonne], *, dits: bool) -> dict[Colonne, str]:
        if len(ligne) > LONGUEUR_MAX:
            raise Refusee(Raison.TROP_LONGUE)
        if any(trouve.genre is GenreIdentifiant.NIR for trouve in find_identifiants(ligne)):
            raise Refusee(Raison.NIR)
        cellules = self._cells(ligne)
        if self._lexique is not None and cellules[-1].endswith(":") and not any(cellules[:-1]):
            # « Personnes à adresse protégée : », above their names.
            raise Refusee(Raison.SANS_NOM)
        cellules, protegee = self._without_mentions(cellules)
        found = _by_looks(cellules, colonnes) if self._libre and not dits else _by_rank(cellules, colonnes)
        if not says_yes(found.pop(Colonne.PROTEGEE, "")) and not protegee:
            return found
        return {**found, Colonne.PROTEGEE: PROTEGEE}

    def _without_mentions(self, cellules: Sequence[str]) -> tuple[list[str], bool]:
        """The cells without what says that nobody may know an address, and whether one did, in any column."""
        if self._lexique is None:
            return list(cellules), False
        coupees = [cut_mention(cellule, self._lexique.protegees) for cellule in cellules]
        return [cellule for cellule, _ in coupees], any(dite for _, dite in coupees)

    def _headings(self, cellules: Sequence[str]) -> tuple[tuple[Colonne, ...], tuple[str, ...]] | None:
        """The columns that a line names, and the headings that say nothing to us; None when it names none."""
        if any(_NOMBRE.search(cellule) for cellule in cellules):
            return None
        colonnes: list[Colonne] = []
        column = cache(self._column)
        for cellule in cellules:
            colonne = column(cellule)
            # Of two columns for one thing, the first is the one.
            colonnes.append(Colonne.AUTRE if colonne in colonnes and colonne not in _PLUSIEURS else colonne)
        connues = [colonne for colonne in colonnes if colonne is not Colonne.AUTRE]
        if Colonne.NOM not in connues or len(connues) < min(2, len(cellules)):
            return None
        # « agent », « usager » may stand in a line about someone: only what begins a line of headings names people there.
        nom = colonnes.index(Colonne.NOM)
        if Colonne.NOM not in words(cellules[nom]) and any(
            words(cellules[rang]) and colonnes[rang] is Colonne.AUTRE for rang in range(nom)
        ):
            return None
        autres = tuple(
            cellule for cellule, colonne in zip(cellules, colonnes, strict=True) if cellule and colonne is Colonne.AUTRE
        )
        return tuple(colonnes), autres

    def _column(self, entete: str) -> Colonne:
        entete = _PARENTHESE.sub(" ", entete)
        if self._lexique is not None:
            sens = self._lexique.champs_of(entete)
            if any(un.code == Champ.PROTEGEE for un in sens) or cut_mention(entete, self._lexique.protegees)[1]:
                return Colonne.PROTEGEE
            if sens and sens[0].exact and sens[0].code in _CHAMPS:
                return _CHAMPS[sens[0].code]
        mots = words(entete)
        if len(mots) > len(COLONNES_PERSONNE) or "lieu" in mots:
            return Colonne.AUTRE
        return next((colonne for mot, colonne in _AUSSI.items() if mot in mots), Colonne.AUTRE)


def _lines(texte: str) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its rank; a cell that a spreadsheet gave between quotes may hold several."""
    lignes = texte.split("\n")
    rang = 0
    while rang < len(lignes):
        debut, ligne = rang, lignes[rang]
        if _CASE_OUVERTE.search(ligne):
            suite = next(
                (fin for fin in range(rang + 1, min(rang + _LIGNES_D_UNE_CASE, len(lignes))) if lignes[fin].count('"') % 2),
                rang,
            )
            ligne, rang = " / ".join(lignes[rang : suite + 1]), suite
        if ligne.strip(" \t;,"):
            yield debut + 1, ligne
        rang += 1


def _by_rank(cellules: list[str], colonnes: Sequence[Colonne]) -> dict[Colonne, str]:
    """Each cell under its column, several of an address together; empty ones after the last column say nothing."""
    while len(cellules) > len(colonnes) and not cellules[-1]:
        cellules = cellules[:-1]
    if len(cellules) > len(colonnes):
        raise Refusee(Raison.CASE_INCOMPRISE)
    found: dict[Colonne, str] = {}
    for colonne, cellule in zip(colonnes, cellules, strict=False):
        if not cellule or colonne is Colonne.AUTRE:
            continue
        if colonne is Colonne.PROTEGEE:
            # One that says yes is enough.
            found[colonne] = next(filter(says_yes, (found.get(colonne, ""), cellule)), cellule)
        else:
            found[colonne] = " / ".join(filter(None, (found.get(colonne), cellule)))
    return found


def _by_looks(cellules: Sequence[str], colonnes: Sequence[Colonne]) -> dict[Colonne, str]:
    """Two names, then what looks like a date is a birth, and the rest an address. A number is no name: one cell had both."""
    if len(cellules) > 1 and _CHIFFRE.search(cellules[1]):
        cellules = [cellules[0], "", *cellules[1:]]
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
