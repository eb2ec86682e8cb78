"""What is typed in the search field of a large coffre, beside FTS5 asked the same on the same file, and nothing more."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchmarks.grand_coffre import DEBUT, PHRASE, coffres, large, typed
from benchmarks.outillage import Paire, Releve, alternate, banc, duration, in_turn
from droits_usagers.domain.dossier.dossiers import Filtre, PageSuivi
from droits_usagers.domain.mots.pliage import words
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.suivi.lignes import ETATS
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.moteur import Database, rows, scalar
from droits_usagers.vault.recherche import expression_of

#: Texts typed, letter by letter; words mistyped; texts by which what filters would leave is counted.
TEXTES, FAUTES, FACETTES = 40, 40, 10
#: Lines asked for at once, as the window does.
PAGE = 50
#: Fewer found than that: what looks like it is searched too.
ASSEZ = 5
#: Words that a mistyped one may stand for, and how many letters apart.
_SOSIES, _LETTRES = 24, 2

_COLONNES = "reference, demarche, etat, personne, organisme, service, envoyee_le, prochaine_date"
_TROUVES = "FROM suivi_recherche WHERE suivi_recherche MATCH ?"
_LIGNES = f"FROM suivi_index WHERE dossier IN (SELECT rowid {_TROUVES})"


@contextmanager
def opened() -> Iterator[tuple[Coffre, Database]]:
    """The large coffre; and its file, open a second time, for FTS5 alone."""
    coffre, seule = coffres().open(large(), PHRASE), Cle(PHRASE, kdf_iter=1).connect(large())
    yield coffre, seule
    seule.close()
    coffre.close()


def search(coffre: Coffre, filtre: Filtre) -> PageSuivi:
    """The lines of a screen, as the window asks for them."""
    return coffre.liste.page(filtre, taille=PAGE, compter=False)


def alone(seule: Database, fts: str, etats: Sequence[str] = ()) -> None:
    """How many dossiers have these words, and one of these états if any are given; then the lines of a screen, in any order."""
    lignes = f"{_LIGNES} AND etat IN ({', '.join('?' * len(etats))})" if etats else _LIGNES
    scalar(seule, f"SELECT count(*) {lignes if etats else _TROUVES}", (fts, *etats))
    rows(seule, f"SELECT {_COLONNES} {lignes} LIMIT ?", (fts, *etats, PAGE))


def matched(texte: str) -> str:
    """What FTS5 is to be asked: every word as the beginning of one."""
    expression = expression_of(texte)
    assert expression is not None
    return expression.fts


def beginnings(coffre: Coffre) -> Iterator[str]:
    """What is in the field after each key."""
    for texte in typed(coffre, TEXTES):
        for fin in range(1, len(texte) + 1):
            if texte[:fin].strip():
                yield texte[:fin]


def _compared(filtres: Callable[[Coffre], Iterator[Filtre]]) -> Releve:
    """The searches that find enough, once both sides are warm; fewer found, what looks like it is searched too, elsewhere."""
    with opened() as (coffre, seule):
        paires: list[Paire] = []
        for filtre in filtres(coffre):
            page = search(coffre, filtre)
            bare = partial(alone, seule, matched(filtre.texte), sorted(filtre.etats))
            if page.total - page.proches >= ASSEZ:
                bare()
                paires.append((partial(search, coffre, filtre), bare))
        return alternate(paires)


@banc("suivi_recherche")
def suivi_recherche() -> Releve:
    """From a key in the search field to the lines read, where enough dossiers are found."""
    return _compared(lambda coffre: map(Filtre, beginnings(coffre)))


@banc("suivi_recherche_filtre")
def suivi_recherche_filtre() -> Releve:
    """The same while a filter by état is in force, each in turn; beside requests to SQLite for both."""
    return _compared(lambda coffre: map(Filtre, beginnings(coffre), cycle(ETATS.values())))


@banc("suivi_recherche_proche")
def suivi_recherche_proche() -> Releve:
    """What was typed with a letter too many; beside rapidfuzz on the words in memory, then FTS5 on those that look like it."""
    with opened() as (coffre, seule):
        seule.conn.execute("CREATE VIRTUAL TABLE temp.mots USING fts5vocab ('main', 'suivi_recherche', 'row')")
        termes = [terme for (terme,) in rows(seule, "SELECT term FROM temp.mots WHERE term >= 'a'")]

        def alike(texte: str) -> None:
            groupes = [_group(mot, () if mot.isdigit() else termes) for mot in words(texte)]
            alone(seule, " AND ".join(groupes))

        fautes = [mistyped(texte) for texte in typed(coffre, FAUTES)]
        paires = [(partial(search, coffre, Filtre(texte=faute)), partial(alike, faute)) for faute in fautes]
        for action in paires[0]:
            action()  # the words are read the first time
        return alternate(paires)


def _group(mot: str, termes: Sequence[str]) -> str:
    """One of the words that this one may stand for, as FTS5 is asked."""
    proches = process.extract(mot, termes, scorer=OSA.distance, score_cutoff=_LETTRES, limit=_SOSIES)
    return "(" + " OR ".join((f'"{mot}"*', *(f'"{terme}"' for terme, *_ in proches))) + ")"


def mistyped(texte: str) -> str:
    """The same with the letter in the middle of its last word typed twice."""
    *debut, mot = texte.split()
    milieu = len(mot) // 2
    return " ".join((*debut, mot[:milieu] + mot[milieu - 1 : milieu] * 2 + mot[milieu:]))


@banc("suivi_facettes")
def suivi_facettes() -> Releve:
    """One part of counting what each filter would leave, which a key may have to wait for; beside that key when it need not."""
    with opened() as (coffre, _):
        textes = ["", *(texte[:DEBUT] for texte in typed(coffre, FACETTES))]
        count, answer = partial(_parts, coffre), partial(_answers, coffre)
        return in_turn(len(textes), lambda rang: count(textes[rang]), lambda rang: answer(textes[rang]))


def _parts(coffre: Coffre, texte: str) -> list[float]:
    """How long each part takes, in milliseconds."""
    parties, durees, fini = coffre.liste.counting(Filtre(texte=texte)), list[float](), False
    while not fini:
        debut = time.perf_counter()
        fini = next(parties, None) is None
        durees.append((time.perf_counter() - debut) * 1000)
    return durees


def _answers(coffre: Coffre, texte: str) -> list[float]:
    """How long the search takes after each key, in milliseconds."""
    return [duration(partial(search, coffre, Filtre(texte=texte[:fin]))) for fin in range(len(texte) + 1)]
