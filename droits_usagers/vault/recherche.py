"""Finding dossiers by words: those that begin like what is typed, then, when there are few, those that look like it.

What is searched: the reference, everyone's names and addresses, the organisme and its service, and what was typed in the
answers, the numbers of registered letters, what is attached to it. Not an address that nobody may read: typing it would tell
whose it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from droits_usagers.domain.demarche.protection import hides_auteur, hides_concerne, place_of, protected_addresses
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.dossier.attaches import words_attached
from droits_usagers.domain.dossier.dossiers import DossierLu
from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.vault.moteur import Database, rows, run, scalar

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


#: Between two words of one line of an address, however it was typed.
_ENTRE_MOTS = r"[\W_]+"
#: A number typed in groups of digits is found without its spaces too: it has that many digits, and is not longer than that.
_CHIFFRES, _NUMERO_MAX = 6, 24


def expression_of(texte: str) -> Expression | None:
    """Every word must begin one of the dossier; None when there is no word at all."""
    mots = words(texte)
    # « de » is in whatever « département » is in: one long list less to go through.
    demandes = tuple(mot for mot in mots if not any(autre != mot and autre.startswith(mot) for autre in mots))
    return expression_with(demandes) if demandes else None


class RechercheDossiers(IndexMots):
    """The words of dossiers in an opened coffre."""

    #: Fewer found than that: what looks like it is looked for too.
    TROP_PEU = 5

    def __init__(self, db: Database) -> None:
        super().__init__(db, "suivi_recherche")

    def put(self, dossier: DossierLu) -> None:
        """Write by what words a dossier is found, in place of the former ones."""
        run(
            self._db,
            """INSERT INTO suivi_mots (dossier, mots) VALUES (?, ?)
               ON CONFLICT (dossier) DO UPDATE SET mots = excluded.mots WHERE mots <> excluded.mots""",
            (dossier.numero, " " + " ".join(words("\n".join(_texts_of(dossier))))),
        )

    def find_between(self, expression: Expression, debut: int, fin: int) -> list[int]:
        """Those that have these words among the dossiers numbered from `debut` to `fin` (not included)."""
        sql = "SELECT rowid FROM suivi_recherche WHERE suivi_recherche MATCH ? AND rowid >= ? AND rowid < ?"
        return [ligne[0] for ligne in rows(self._db, sql, (expression.fts, debut, fin))]

    def count(self, expression: Expression) -> int:
        """How many dossiers have these words: a fast answer, however many there are."""
        sql = "SELECT count(*) FROM suivi_recherche WHERE suivi_recherche MATCH ?"
        return int(scalar(self._db, sql, (expression.fts,)))

    def _lookalikes(self, mot: str) -> tuple[str, ...]:
        if not mot.isdigit():
            return super()._lookalikes(mot)
        # Numbers are as many as dossiers: only the last digits of one are asked for, never a mistyped one.
        sql = f"SELECT term FROM {self._vocabulary()} WHERE term < ? AND instr(term, ?) LIMIT ?"  # noqa: S608 - our own name
        return tuple(terme for (terme,) in rows(self._db, sql, (PREMIERE_LETTRE, mot, SOSIES)))


def _texts_of(dossier: DossierLu) -> Iterator[str]:
    """Everything a dossier is found by."""
    demande = dossier.demande
    organisme = demande.organisme
    yield dossier.reference
    yield from (organisme.nom, organisme.service, *organisme.adresse, organisme.siren, organisme.parent, place_of(demande))
    if demande.concerne is not None:
        yield from _texts_of_person(demande.concerne, tue=hides_concerne(demande))
    if demande.auteur is not None:
        yield from _texts_of_person(demande.auteur.personne, tue=hides_auteur(demande))
    for autre in (demande.reponse_a, *demande.copies):
        if autre is not None:
            yield from (autre.nom, *autre.adresse)
    tues = [ligne for adresse in protected_addresses(demande) for ligne in adresse]
    for texte in (*_texts_typed(demande.reponses.values()), *words_attached(dossier)):
        yield _without(texte, tues)
    yield from _texts_typed(fait.recommande for fait in dossier.faits)


def _without(texte: str, lignes: Sequence[str]) -> str:
    """What was typed, but for the lines of an address that nobody may read, however they are spaced there."""
    if not lignes:
        return texte
    reste = fold(texte)
    for ligne in lignes:
        suite = _ENTRE_MOTS.join(map(re.escape, re.findall(r"\w+", fold(ligne))))
        if suite:
            reste = re.sub(rf"\b{suite}\b", " ", reste)
    return reste


def _texts_of_person(personne: Personne, *, tue: bool) -> tuple[str, ...]:
    noms = (personne.prenom, personne.nom, personne.nom_naissance, personne.denomination, personne.reference_dossier)
    return noms if tue else (*noms, *personne.adresse)


def _texts_typed(valeurs: Iterable[Valeur]) -> Iterator[str]:
    for valeur in valeurs:
        # The id of a choice is not something that was typed; a choice of several is a tuple of them.
        if isinstance(valeur, str) and not _is_id(valeur):
            yield valeur
            # Not by its words: a group that comes twice is two groups.
            serre = "".join(filter(str.isalnum, fold(valeur))) if len(valeur) <= _NUMERO_MAX else ""
            if sum(map(str.isdigit, serre)) >= _CHIFFRES:
                yield serre
        elif isinstance(valeur, tuple):
            yield from _texts_typed(item for ligne in valeur if isinstance(ligne, Mapping) for item in ligne.values())


def _is_id(valeur: str) -> bool:
    return valeur.isascii() and valeur.isidentifier() and valeur.islower()
