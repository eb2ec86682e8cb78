"""A table as plain text: a CSV file, or cells pasted from a spreadsheet. How it was written is found out from what it holds."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from droits_usagers.domain.mots.nettoyage import REMPLACEMENT
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.tableaux import Classeur, FeuilleTableau, Rangee, trimmed

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SEPARATEURS = (";", "\t", ",")
#: Excel writes it first, for itself.
_SEP = "sep="
#: What no one types in a word, and another way of writing accents shows as: a capital in its middle, a sign stuck to a letter.
_BAS, _HAUT = r"a-z\u00df-\u00f6\u00f8-\u00ff", r"A-Z\u00c0-\u00d6\u00d8-\u00df"
_AUTRE_CODAGE = re.compile(
    rf"[{_BAS}][\u0160\u017d](?![{_HAUT}])|[^\W\d_][\u0160\u017d\u0152](?=[a-z])|[^\W\d_][\u201a\u0192\u02c6\u02dc]"
    rf"|[^\W\d_][\u201e\u2020\u2021\u2030\u2039\u203a](?!\s)|[{_BAS}][\u201c\u201d\u2122](?=[{_BAS}])"
)
#: How much is read to find out how a file is written.
_ECHANTILLON = 65_536
_RANGEES_LUES = 60
#: The longest cell that a spreadsheet can hold, and as much again.
_CELLULE_MAX = 131_072
#: In what is typed: a cell that a spreadsheet opened with a quote, and that goes on with the next line; of so many at most.
_CASE_OUVERTE = re.compile(r'(?:^|[\t;,])\s*"[^"]*$')
_LIGNES_D_UNE_CASE = 8
#: A comma in a parenthesis is part of what it explains; another sign stands for it meanwhile.
_EXPLIQUE, _RETENUE = re.compile(r",(?=[^()]*\))"), "\ufdd0"


@dataclass(frozen=True, slots=True)
class LigneTapee:
    """A line of what someone typed or pasted: its rank there, from 1, the whole of it, and its cells."""

    rang: int
    texte: str = field(repr=False)
    cellules: tuple[str, ...] = field(repr=False)


def decoded(contenu: bytes, nom: str) -> str:
    """The text of a file, whatever wrote it: what cannot be read is shown by a replacement character.

    Raises ExpectedError TABLEAU_CODAGE, naming `nom`, where its letters would be others: « KonŽ », for a name of a Mac.
    """
    for marque, codage in _BOMS:
        if contenu.startswith(marque):
            return contenu[len(marque) :].decode(codage, "replace")
    debut = contenu[:_ECHANTILLON]
    nuls = Counter(rang % 2 for rang, octet in enumerate(debut) if octet == 0)
    if nuls.total() * 4 > len(debut):
        # Every other byte is null: the high half of ordinary letters.
        return contenu.decode("utf-16-le" if nuls[1] > nuls[0] else "utf-16-be", "replace")
    try:
        return contenu.decode("utf-8")
    except UnicodeDecodeError:
        texte = contenu.decode("cp1252", "replace")
    if _AUTRE_CODAGE.search(texte):
        raise ExpectedError(Panne.TABLEAU_CODAGE, fichier=nom)
    return texte


def read_texte(texte: str, nom: str, *, lignes_max: int) -> Classeur:
    """The one sheet of a text. Raises ExpectedError TABLEAU_VIDE or TABLEAU_TROP_GRAND, naming `nom`."""
    corps = texte.removeprefix("\ufeff")
    separateur = ""
    premiere, _, reste = corps.partition("\n")
    if premiere.lower().startswith(_SEP) and len(premiere.rstrip("\r")) == len(_SEP) + 1:
        separateur, corps = premiere[len(_SEP)], reste
    rangees = trimmed(_rows(corps, separateur or _separator_of(corps), nom, lignes_max=lignes_max))
    if not rangees:
        raise ExpectedError(Panne.TABLEAU_VIDE, fichier=nom)
    return Classeur((FeuilleTableau("", rangees),), illisibles=texte.count(REMPLACEMENT))


def read_lignes(texte: str, *, virgules: bool) -> Iterator[LigneTapee]:
    """The lines that say something, each cut by the first of these signs that it has: people paste under what they typed.

    Tabs, or else semicolons, or else commas where `virgules`; a cell given between quotes may hold several lines.
    """
    lignes = texte.split("\n")
    rang = 0
    while rang < len(lignes):
        debut, ligne = rang, lignes[rang]
        if _CASE_OUVERTE.search(ligne):
            suite = range(rang + 1, min(rang + _LIGNES_D_UNE_CASE, len(lignes)))
            rang = next((fin for fin in suite if lignes[fin].count('"') % 2), rang)
            ligne = " / ".join(lignes[debut : rang + 1])
        if ligne.strip(" \t;,"):
            yield LigneTapee(debut + 1, ligne, _cut(ligne, virgules=virgules))
        rang += 1


def _cut(ligne: str, *, virgules: bool) -> tuple[str, ...]:
    separateur = next((signe for signe in "\t;" if signe in ligne), "," if virgules else ";")
    if separateur == ",":
        ligne = _EXPLIQUE.sub(_RETENUE, ligne)
    try:
        cellules = next(_reader(ligne, separateur, debut_libre=True))
    except csv.Error:
        cellules = [ligne]
    entieres = (cellule.replace(_RETENUE, ",").strip() for cellule in cellules)
    # Where a quote is closed by none, each is a sign like another: what it began with says nothing.
    return tuple(entieres) if ligne.count('"') % 2 == 0 else tuple(cellule.strip('"').strip() for cellule in entieres)


def _separator_of(texte: str) -> str:
    """What stands between cells: of those that cut the first rows in columns, the one that cuts them most alike."""
    debut = texte[:_ECHANTILLON]
    if len(texte) > len(debut):
        debut = debut[: debut.rfind("\n") + 1] or debut
    return max(SEPARATEURS, key=lambda separateur: _regularity(debut, separateur))


def _regularity(debut: str, separateur: str) -> tuple[float, int]:
    largeurs = Counter[int]()
    for rang, rangee in enumerate(_reader(debut, separateur)):
        if rang == _RANGEES_LUES:
            break
        if rangee:
            largeurs[len(rangee)] += 1
    largeur, fois = max(largeurs.items(), key=lambda paire: (paire[1], paire[0]), default=(0, 0))
    return (fois / largeurs.total() if largeur > 1 else 0.0, largeur)


def _reader(texte: str, separateur: str, *, debut_libre: bool = False) -> Iterator[list[str]]:
    # A quote that nothing closes would swallow all that follows it.
    ferme = texte.count('"') % 2 == 0
    csv.field_size_limit(_CELLULE_MAX)
    flux = io.StringIO(texte, newline="")
    return csv.reader(
        flux,
        delimiter=separateur,
        quoting=csv.QUOTE_MINIMAL if ferme else csv.QUOTE_NONE,
        skipinitialspace=debut_libre,
    )


def _rows(texte: str, separateur: str, nom: str, *, lignes_max: int) -> tuple[Rangee, ...]:
    rangees: list[Rangee] = []
    try:
        for rangee in _reader(texte, separateur):
            rangees.append(tuple(rangee))
            if len(rangees) > lignes_max:
                raise ExpectedError(Panne.TABLEAU_TROP_GRAND, fichier=nom)
    except csv.Error as error:
        raise ExpectedError(Panne.TABLEAU_TROP_GRAND, fichier=nom) from error
    return tuple(rangees)
