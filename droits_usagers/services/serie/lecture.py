"""Lists that people paste: one person or one body a line, from a message, a letter or a spreadsheet.

A line that cannot be read is refused with its number and why; the others are read. A first line that names its columns is
followed, in any order; without one, the order is that of `COLONNES_PERSONNE` and `COLONNES_ORGANISME`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from droits_usagers.domain.demarche.questions import PROTEGEE
from droits_usagers.domain.mots.mentions_adresse import cut_mention
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.releve.identifiants import find_identifiants
from droits_usagers.domain.releve.valeurs import Espece
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import is_remark
from droits_usagers.domain.reprise.denominations import Appellations, Denominations
from droits_usagers.domain.reprise.lexique import Lexique, is_mark, is_tick, key_of, says_yes
from droits_usagers.exchange.texte_tableau import LigneTapee, read_lignes
from droits_usagers.services.dossier.pieces import read_file

T = TypeVar("T")

#: More than anybody's name and address.
LONGUEUR_MAX = 600


class ColonneListe(StrEnum):
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
    #: …and where anything may be written, that nobody here reads.
    REMARQUE = "remarque"
    #: …and whose heading may say something by itself: whatever stands under it does.
    MARQUE = "marque"


COLONNES_PERSONNE = (ColonneListe.NOM, ColonneListe.PRENOM, ColonneListe.ADRESSE, ColonneListe.NAISSANCE)
COLONNES_ORGANISME = (
    ColonneListe.NOM,
    ColonneListe.SERVICE,
    ColonneListe.ADRESSE,
    ColonneListe.GENRE,
    ColonneListe.DEPARTEMENT,
)
#: Other words for the same columns. The first column that a heading names is the one, in this order.
_AUSSI: Mapping[str, ColonneListe] = MappingProxyType(
    {
        "naissance": ColonneListe.NAISSANCE,
        "ne": ColonneListe.NAISSANCE,
        "nee": ColonneListe.NAISSANCE,
        "prenom": ColonneListe.PRENOM,
        "prenoms": ColonneListe.PRENOM,
        "cp": ColonneListe.POSTAL,
        "postal": ColonneListe.POSTAL,
        "ville": ColonneListe.VILLE,
        "commune": ColonneListe.VILLE,
        "adresse": ColonneListe.ADRESSE,
        "rue": ColonneListe.ADRESSE,
        "civilite": ColonneListe.CIVILITE,
        "titre": ColonneListe.CIVILITE,
        "service": ColonneListe.SERVICE,
        "genre": ColonneListe.GENRE,
        "departement": ColonneListe.DEPARTEMENT,
        "territoire": ColonneListe.DEPARTEMENT,
        "reference": ColonneListe.REFERENCE,
        "organisme": ColonneListe.NOM,
        "nom": ColonneListe.NOM,
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


class OrdreNoms(StrEnum):
    """Which of the two names comes first, where nothing says."""

    NOM_PRENOM = "nom_prenom"
    PRENOM_NOM = "prenom_nom"


#: A number where names are: an address, most often.
_CHIFFRE = re.compile(r"(?:^|\s)\d")
#: A line that has it names no columns: « Adresse 1 » does, « 12 rue », « 93000 », not.
_NOMBRE = re.compile(r"^\s*\d|\d{3}")
_PARENTHESE = re.compile(r"\([^)]*\)")
#: Columns that a table may have several of.
_PLUSIEURS = frozenset(
    {
        *(ColonneListe.ADRESSE, ColonneListe.PROTEGEE, ColonneListe.POSTAL, ColonneListe.VILLE),
        *(ColonneListe.REMARQUE, ColonneListe.MARQUE),
    }
)
#: Between the cells of one.
_ENTRE = " / "
#: What the headings of tables taken over say, in the columns of a list.
_CHAMPS: Mapping[str, ColonneListe] = MappingProxyType(
    {
        ChampReprise.CIVILITE: ColonneListe.CIVILITE,
        ChampReprise.PRENOM: ColonneListe.PRENOM,
        ChampReprise.NOM: ColonneListe.NOM,
        ChampReprise.PRENOM_NOM: ColonneListe.NOM,
        ChampReprise.NOM_NAISSANCE: ColonneListe.AUTRE,
        ChampReprise.NAISSANCE: ColonneListe.NAISSANCE,
        ChampReprise.ADRESSE: ColonneListe.ADRESSE,
        ChampReprise.CODE_POSTAL: ColonneListe.POSTAL,
        ChampReprise.VILLE: ColonneListe.VILLE,
        ChampReprise.REFERENCE: ColonneListe.REFERENCE,
    }
)
_LAISSEES = frozenset({ColonneListe.AUTRE, ColonneListe.REMARQUE, ColonneListe.MARQUE})
#: What one is told by: a list without a name is none, whatever else its heading says.
_TENUES = frozenset({ColonneListe.NOM, ColonneListe.PRENOM, ColonneListe.CIVILITE})
#: What was meant as a date of birth, readable or not; a postcode or a telephone is not.
_DATE = re.compile(r"\d{4}|\d{1,4}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{1,4}|\d{1,2}(?:er)?\s+[^\W\d]{3,9}\.?\s+\d{2,4}")


@dataclass(frozen=True, slots=True)
class Lue(Generic[T]):
    """What a line says, and which line it is (from 1)."""

    rang: int
    valeur: T = field(repr=False)


@dataclass(frozen=True, slots=True)
class LigneRefusee:
    """A line that was not read, and why. `premiere`: of a repeated line, the one that counts."""

    rang: int
    raison: Raison
    premiere: int = 0


@dataclass(frozen=True, slots=True)
class ListeLue(Generic[T]):
    """What a pasted text says. `ignorees`: headings of columns that nothing is made of; `entetes`: which lines name columns."""

    lues: tuple[Lue[T], ...] = ()
    refus: tuple[LigneRefusee, ...] = ()
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


class LecteurListe(Generic[T]):
    """Reads lines: `lire` makes something of the cells of one, or raises Refusee; `cle` tells when it was said before."""

    def __init__(
        self,
        colonnes: Sequence[ColonneListe],
        lire: Callable[[Mapping[ColonneListe, str]], T],
        cle: Callable[[T], object],
        *,
        adresse_libre: bool,
        lexique: Lexique | None = None,
        appellations: Callable[[], Appellations] = Appellations,
        joindre: Callable[[T, T], T] = lambda premiere, _: premiere,
    ) -> None:
        self._colonnes: tuple[ColonneListe, ...] = tuple(colonnes)
        self._lire = lire
        self._cle = cle
        #: Beyond the two names, a cell is told by what it looks like.
        self._libre = adresse_libre
        #: The words for an address that nobody may know, where a line may say so.
        self._lexique = lexique
        #: What real bodies are called by, read where one has to be.
        self._appellations = appellations
        #: Of something said twice, what both say.
        self._joindre = joindre

    def read(self, texte: str) -> ListeLue[T]:
        """What a text says."""
        ignorees: dict[str, None] = {}
        colonnes: Sequence[ColonneListe] = self._colonnes
        entetes: list[int] = []
        lues: dict[int, T] = {}
        refus: list[LigneRefusee] = []
        connues: dict[object, int] = {}
        for ligne in read_lignes(clean(texte).texte, virgules=self._libre):
            rang = ligne.rang
            # Of people, a file added under what was typed brings its own; a body may be called « Organisme … ; Service … ».
            premiere_ligne = not (lues or refus or entetes)
            entete = self._headings(ligne.cellules) if premiere_ligne or self._lexique is not None else None
            if entete is not None:
                colonnes, siennes = entete
                ignorees |= dict.fromkeys(siennes)
                entetes.append(rang)
                continue
            try:
                valeur = self._lire(self._by_column(ligne, colonnes, dits=bool(entetes)))
            except Refusee as refusee:
                refus.append(LigneRefusee(rang, refusee.raison))
                continue
            premiere = connues.setdefault(self._cle(valeur), rang)
            if premiere != rang:
                lues[premiere] = self._joindre(lues[premiere], valeur)
                refus.append(LigneRefusee(rang, Raison.DEJA_DANS_LA_LISTE, premiere))
            else:
                lues[rang] = valeur
        return ListeLue(tuple(Lue(rang, une) for rang, une in lues.items()), tuple(refus), tuple(ignorees), tuple(entetes))

    def _by_column(self, ligne: LigneTapee, colonnes: Sequence[ColonneListe], *, dits: bool) -> dict[ColonneListe, str]:
        if len(ligne.texte) > LONGUEUR_MAX:
            raise Refusee(Raison.TROP_LONGUE)
        if any(trouve.genre is Espece.NIR for trouve in find_identifiants(ligne.texte)):
            raise Refusee(Raison.NIR)
        cellules = ligne.cellules
        if self._lexique is not None and cellules[-1].endswith(":") and not any(cellules[:-1]):
            # « Personnes à adresse protégée : », above their names.
            raise Refusee(Raison.SANS_NOM)
        lues, protegee = self._without_mentions(cellules)
        if self._lexique is not None and dits:
            protegee |= any(
                self._is_more(une) for une, colonne in zip(lues, colonnes, strict=False) if colonne is ColonneListe.AUTRE
            )
        found = _by_looks(lues, colonnes) if self._libre and not dits else _by_rank(lues, colonnes)
        remarque, marque = (found.pop(colonne, "") for colonne in (ColonneListe.REMARQUE, ColonneListe.MARQUE))
        if self._lexique is not None:
            # Nobody has read it, and it may be why the address is not to be known.
            protegee |= any(is_remark(part, self._lexique) or is_mark(part) for part in remarque.split(_ENTRE))
            protegee |= any(key_of(part) or is_tick(part) for part in marque.split(_ENTRE))
        if not says_yes(found.pop(ColonneListe.PROTEGEE, "")) and not protegee:
            return found
        return {**found, ColonneListe.PROTEGEE: PROTEGEE}

    @cached_property
    def _denominations(self) -> Denominations | None:
        return None if self._lexique is None else Denominations(self._lexique, self._appellations())

    def _is_more(self, cellule: str) -> bool:
        """True for a cell that nothing is read of, and that says more than a number or a name: « Plainte », ticked, does."""
        lexique = self._lexique
        return is_mark(cellule) or (
            lexique is not None
            and is_remark(cellule, lexique)
            and (self._denominations is None or self._denominations.cut(cellule) != cellule)
        )

    def _without_mentions(self, cellules: Sequence[str]) -> tuple[list[str], bool]:
        """The cells without what says that nobody may know an address, and whether one did, in any column."""
        if self._lexique is None:
            return list(cellules), False
        coupees = [cut_mention(cellule, self._lexique.protegees) for cellule in cellules]
        return [cellule for cellule, _ in coupees], any(dite for _, dite in coupees)

    def _headings(self, cellules: Sequence[str]) -> tuple[tuple[ColonneListe, ...], tuple[str, ...]] | None:
        """The columns that a line names, and the headings that say nothing to us; None when it names none."""
        if any(_NOMBRE.search(cellule) for cellule in cellules):
            return None
        colonnes: list[ColonneListe] = []
        column = cache(self._column)
        for cellule in cellules:
            colonne = column(cellule)
            # Of two columns for one thing, the first is the one.
            colonnes.append(ColonneListe.AUTRE if colonne in colonnes and colonne not in _PLUSIEURS else colonne)
        connues = [colonne for colonne in colonnes if colonne not in _LAISSEES]
        if ColonneListe.NOM not in connues or len(connues) < min(2, len(cellules)):
            return None
        # « agent », « usager » may stand in a line about someone: only what begins a line of headings names people there.
        nom = colonnes.index(ColonneListe.NOM)
        if ColonneListe.NOM not in words(cellules[nom]) and any(
            words(cellules[rang]) and colonnes[rang] in _LAISSEES for rang in range(nom)
        ):
            return None
        autres = tuple(cellule for cellule, colonne in zip(cellules, colonnes, strict=True) if cellule and colonne in _LAISSEES)
        return tuple(colonnes), autres

    def _column(self, entete: str) -> ColonneListe:
        entete = _PARENTHESE.sub(" ", entete)
        if self._lexique is not None:
            sens = self._lexique.champs_of(entete)
            if any(un.code == ChampReprise.PROTEGEE for un in sens) or cut_mention(entete, self._lexique.protegees)[1]:
                return ColonneListe.PROTEGEE
            dite = sens[0].code if sens and sens[0].exact else None
            reste = _CHAMPS.get(dite) if dite else self._rest(entete)
            lu = ChampReprise(sens[0].code) if sens and reste and reste not in _LAISSEES else None
            if reste not in _TENUES and self._lexique.says_by_itself(entete, lu):
                return ColonneListe.MARQUE
            return reste or (ColonneListe.REMARQUE if dite == ChampReprise.NOTE else ColonneListe.AUTRE)
        return self._rest(entete)

    def _rest(self, entete: str) -> ColonneListe:
        """What a heading that is no other says: at worst, that anything may be there."""
        laissee = ColonneListe.AUTRE if self._lexique is None else ColonneListe.REMARQUE
        mots = words(entete)
        if len(mots) > len(COLONNES_PERSONNE) or "lieu" in mots:
            return laissee
        return next((colonne for mot, colonne in _AUSSI.items() if mot in mots), laissee)


def _by_rank(cellules: list[str], colonnes: Sequence[ColonneListe]) -> dict[ColonneListe, str]:
    """Each cell under its column, several of an address together; empty ones after the last column say nothing."""
    while len(cellules) > len(colonnes) and not cellules[-1]:
        cellules = cellules[:-1]
    if len(cellules) > len(colonnes):
        raise Refusee(Raison.CASE_INCOMPRISE)
    found: dict[ColonneListe, str] = {}
    for colonne, cellule in zip(colonnes, cellules, strict=False):
        if not cellule or colonne is ColonneListe.AUTRE:
            continue
        if colonne is ColonneListe.PROTEGEE:
            # One that says yes is enough.
            found[colonne] = next(filter(says_yes, (found.get(colonne, ""), cellule)), cellule)
        else:
            found[colonne] = _ENTRE.join(filter(None, (found.get(colonne), cellule)))
    return found


def _by_looks(cellules: Sequence[str], colonnes: Sequence[ColonneListe]) -> dict[ColonneListe, str]:
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
        found[ColonneListe.NAISSANCE] = naissances[0]
    found[ColonneListe.ADRESSE] = " / ".join(adresse)
    return found


def read_lines(chemin: Path) -> str:
    """The first sheet that says something, line by line.

    Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE, PIECE_TROP_GRANDE, TABLEAU_….
    """
    from droits_usagers.domain.socle.tableaux import shown
    from droits_usagers.exchange.tableaux import read_tableau

    recu = read_file(chemin)
    feuille = next(iter(read_tableau(recu.contenu, chemin.name).feuilles))
    rangees = ([shown(cellule) for cellule in rangee] for rangee in feuille.rangees)
    return as_lines([rangee for rangee in rangees if any(cellule.strip() for cellule in rangee)])
