"""Finding dossiers by words: those that begin like what is typed, then, when there are few, those that look like it.

What is searched: the reference, everyone's names and addresses, the organisme and its service, and what was typed in the
answers, the number of a registered letter included.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from droits_usagers.domain.dossiers import DossierLu
from droits_usagers.domain.personnes import Personne
from droits_usagers.domain.pliage import words
from droits_usagers.domain.questions import Valeur
from droits_usagers.vault.driver import Database, rows, run, scalar

#: A number typed in groups of digits is found without its spaces too: it has that many digits, and is not longer than that.
_CHIFFRES, _NUMERO_MAX = 6, 24
#: From that many letters, a word is also looked for inside words; and may be mistyped, once or twice.
_DEDANS, _UNE_FAUTE, _DEUX_FAUTES = 3, 4, 8
#: Words of the coffre that one mistyped word may stand for, the likeliest ones.
_SOSIES = 24
#: Below it, whatever is not a digit.
_PREMIERE_LETTRE = "a"


@dataclass(frozen=True, slots=True)
class Expression:
    """What FTS5 is asked, and the words it comes from."""

    mots: tuple[str, ...]
    fts: str


def expression_of(texte: str) -> Expression | None:
    """Every word must begin one of the dossier; None when there is no word at all."""
    mots = words(texte)
    return Expression(mots, " AND ".join(f'"{mot}"*' for mot in mots)) if mots else None


class Recherche:
    """The words of dossiers in an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, dossier: DossierLu) -> None:
        """Write by what words a dossier is found, in place of the former ones."""
        run(
            self._db,
            """INSERT INTO suivi_mots (dossier, mots) VALUES (?, ?)
               ON CONFLICT (dossier) DO UPDATE SET mots = excluded.mots WHERE mots <> excluded.mots""",
            (dossier.numero, " " + " ".join(words("\n".join(_texts_of(dossier))))),
        )

    def count(self, expression: Expression) -> int:
        """How many dossiers it finds: a fast answer, however many there are."""
        sql = "SELECT count(*) FROM suivi_recherche WHERE suivi_recherche MATCH ?"
        return int(scalar(self._db, sql, (expression.fts,)))

    def widened(self, expression: Expression) -> Expression:
        """The same, each word standing for those of the coffre that hold it, or that look like it too."""
        groupes = [[f'"{mot}"*', *(f'"{autre}"' for autre in self._lookalikes(mot))] for mot in expression.mots]
        return Expression(expression.mots, " AND ".join(f"({' OR '.join(groupe)})" for groupe in groupes))

    def _lookalikes(self, mot: str) -> tuple[str, ...]:
        if len(mot) < _DEDANS:
            return ()
        # In memory, and of this connection alone: it holds nothing, it reads the index.
        self._db.conn.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.suivi_vocabulaire USING fts5vocab ('main', 'suivi_recherche', 'row')"
        )
        if mot.isdigit():
            # Numbers are as many as dossiers: only the last digits of one are asked for, never a mistyped one.
            sql = "SELECT term FROM temp.suivi_vocabulaire WHERE term < ? AND instr(term, ?) LIMIT ?"
            return tuple(terme for (terme,) in rows(self._db, sql, (_PREMIERE_LETTRE, mot, _SOSIES)))
        termes = [terme for (terme,) in rows(self._db, "SELECT term FROM temp.suivi_vocabulaire WHERE term >= 'a'")]
        dedans = [terme for terme in termes if mot in terme]
        return tuple(dict.fromkeys([*sorted(dedans, key=len), *_near(mot, termes)]))[:_SOSIES]


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


def _texts_of(dossier: DossierLu) -> Iterator[str]:
    """Everything a dossier is found by."""
    demande = dossier.demande
    organisme = demande.organisme
    yield dossier.reference
    yield from (organisme.nom, organisme.service, *organisme.adresse, organisme.siren, organisme.parent, demande.lieu)
    for personne in (demande.concerne, None if demande.auteur is None else demande.auteur.personne):
        if personne is not None:
            yield from _texts_of_person(personne)
    for autre in (demande.reponse_a, *demande.copies):
        if autre is not None:
            yield from (autre.nom, *autre.adresse)
    yield from _texts_typed(demande.reponses.values())


def _texts_of_person(personne: Personne) -> tuple[str, ...]:
    noms = (personne.prenom, personne.nom, personne.nom_naissance, personne.denomination, personne.reference_dossier)
    return (*noms, *personne.adresse)


def _texts_typed(valeurs: Iterable[Valeur]) -> Iterator[str]:
    for valeur in valeurs:
        # The id of a choice is not something that was typed; a choice of several is a tuple of them.
        if isinstance(valeur, str) and not _is_id(valeur):
            yield valeur
            serre = "".join(words(valeur)) if len(valeur) <= _NUMERO_MAX else ""
            if sum(map(str.isdigit, serre)) >= _CHIFFRES:
                yield serre
        elif isinstance(valeur, tuple):
            yield from _texts_typed(item for ligne in valeur if isinstance(ligne, Mapping) for item in ligne.values())


def _is_id(valeur: str) -> bool:
    return valeur.isascii() and valeur.isidentifier() and valeur.islower()
