"""The words of one FTS5 index of a coffre: what has those that are typed, and, where that is too little, what looks like it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from droits_usagers.vault.moteur import Database, rows, scalar

#: From that many letters, a word is also looked for inside words; and may be mistyped, once or twice.
_DEDANS, _UNE_FAUTE, _DEUX_FAUTES = 3, 4, 8
#: Words of the coffre that one mistyped word may stand for, the likeliest ones.
SOSIES = 24
#: A word that fewer lines have may be mistyped; how many are counted to know which word is the rarest.
_TROP_RARE, _CONNU = 5, 1000
#: Below it, whatever is not a digit.
PREMIERE_LETTRE = "a"


@dataclass(frozen=True, slots=True)
class Expression:
    """What FTS5 is asked, and the words it comes from."""

    mots: tuple[str, ...]
    fts: str


def expression_with(mots: tuple[str, ...], ou: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Expression:
    """Every word, or one of those it may stand for."""
    groupes = ([f'"{mot}"*', *(f'"{autre}"' for autre in ou.get(mot, ()))] for mot in mots)
    return Expression(mots, " AND ".join(f"({' OR '.join(groupe)})" for groupe in groupes))


class IndexMots:
    """`nom`: that of the index."""

    def __init__(self, db: Database, nom: str) -> None:
        self._db, self._nom = db, nom
        self._connus: tuple[str, ...] = ()
        #: What the index looked like when they were read; nothing before.
        self._lus: object = ""

    def find(self, expression: Expression, *, plus: int) -> list[int]:
        """The lines that have these words, at most `plus` of them, in no useful order."""
        sql = f"SELECT rowid FROM {self._nom} WHERE {self._nom} MATCH ? LIMIT ?"  # noqa: S608 - our own name
        return [ligne[0] for ligne in rows(self._db, sql, (expression.fts, plus))]

    def widened(self, expression: Expression) -> Expression:
        """The same, where the words that few lines have stand for those that hold them, or that look like them too.

        When every word is well known, the rarest one is doubted.
        """
        comptes = {mot: len(self.find(expression_with((mot,)), plus=_CONNU)) for mot in expression.mots if len(mot) >= _DEDANS}
        douteux = {mot for mot, compte in comptes.items() if compte < _TROP_RARE} or set(
            sorted(comptes, key=comptes.__getitem__)[:1]
        )
        return expression_with(expression.mots, {mot: self._lookalikes(mot) for mot in douteux})

    def forget(self) -> None:
        """Words are to be read again: some are gone."""
        self._connus, self._lus = (), ""

    def _lookalikes(self, mot: str) -> tuple[str, ...]:
        """No number is taken for another one."""
        termes = () if mot.isdigit() else self._known_words()
        dedans = [terme for terme in termes if mot in terme]
        return tuple(dict.fromkeys([*sorted(dedans, key=len), *_near(mot, termes)]))[:SOSIES]

    def _known_words(self) -> tuple[str, ...]:
        """Every word but numbers: read again only after words were written, and not lines alone."""
        # Where FTS5 keeps how its index is made, and how often it was written.
        index = scalar(self._db, f"SELECT block FROM {self._nom}_data WHERE id = 10")  # noqa: S608 - our own name
        if self._lus != index:
            sql = f"SELECT term FROM {self._vocabulary()} WHERE term >= ?"  # noqa: S608 - our own name
            self._connus = tuple(terme for (terme,) in rows(self._db, sql, (PREMIERE_LETTRE,)))
            self._lus = index
        return self._connus

    def _vocabulary(self) -> str:
        # In memory, and of this connection alone: it holds nothing, it reads the index.
        nom = f"temp.{self._nom}_vocabulaire"
        self._db.conn.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {nom} USING fts5vocab ('main', '{self._nom}', 'row')")
        return nom


def _near(mot: str, termes: Sequence[str]) -> list[str]:
    """The terms that begin like the word but for a letter added, missing, changed or swapped (two in a long word)."""
    if len(mot) < _UNE_FAUTE:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    fautes = 2 if len(mot) >= _DEUX_FAUTES else 1
    distances: dict[str, int] = {}
    for longueur in range(len(mot) - fautes, len(mot) + fautes + 1):
        debuts = [terme[:longueur] for terme in termes]
        for _, distance, rang in process.extract(mot, debuts, scorer=OSA.distance, score_cutoff=fautes, limit=None):
            terme = termes[rang]
            distances[terme] = min(int(distance), distances.get(terme, fautes))
    return sorted(distances, key=lambda terme: (distances[terme], abs(len(terme) - len(mot)), terme))
