"""A table as plain text: a CSV file, or cells pasted from a spreadsheet. How it was written is found out from what it holds."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

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


def _reader(texte: str, separateur: str) -> Iterator[list[str]]:
    # A quote that nothing closes would swallow all that follows it.
    ferme = texte.count('"') % 2 == 0
    csv.field_size_limit(_CELLULE_MAX)
    flux = io.StringIO(texte, newline="")
    return csv.reader(flux, delimiter=separateur, quoting=csv.QUOTE_MINIMAL if ferme else csv.QUOTE_NONE)


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
