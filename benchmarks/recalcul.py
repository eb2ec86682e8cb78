"""Every line of a large coffre computed again after the rules changed: how long it takes, and what a key meets meanwhile."""

import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import repeat
from pathlib import Path

from benchmarks.brut import LIGNES, recompute
from benchmarks.grand_coffre import DEBUT, PHRASE, ask, coffres, large, services, typed
from benchmarks.outillage import Releve, alternate, banc, dossiers, duration, in_turn, is_whole
from benchmarks.recherche import search
from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.socle.travail import Rappels, Travailleur
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.moteur import rows

#: Times every line is computed again by each side: fewer where that takes minutes.
FOIS, FOIS_GRAND = 3, 1
#: What the figures are told for, in dossiers: they grow as their number.
_POUR = 100_000
#: Rounds of searches, and searches in each, while it runs and while it does not.
TOURS, CHERCHES = 4, 12


class AutresRegles(Suivant):
    """The same law, under another version: every line is to be computed again."""

    @property
    def version(self) -> int:
        """One that no line was computed with."""
        return super().version + 1


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the large coffre, whose lines may be changed."""
    with tempfile.TemporaryDirectory(prefix="droits-usagers-bench-") as dossier:
        yield Path(shutil.copy(large(), dossier))


@contextmanager
def working(chemin: Path, regles: type[Suivant]) -> Iterator[tuple[Travailleur, Coffre]]:
    """The thread of a coffre, and that coffre open in it."""
    travail, ouverts = Travailleur(), list[Coffre]()
    ask(travail, lambda: ouverts.append(coffres(regles).open(chemin, PHRASE)))
    yield travail, ouverts[0]
    ask(travail, ouverts[0].close)
    travail.stop()


def refreshing(travail: Travailleur, coffre: Coffre) -> threading.Event:
    """Begins to compute every line again; set once it is over."""
    fini = threading.Event()
    rappels = Rappels(
        on_progress=lambda _: None,
        on_success=lambda _: fini.set(),
        on_failure=lambda _: fini.set(),
        on_cancelled=lambda _: fini.set(),
    )
    travail.submit_units(coffre.liste.refresh, rappels)
    return fini


@banc("suivi_recalcul")
def suivi_recalcul() -> Releve:
    """Every line computed again, in seconds for 100 000 dossiers; both sides must have found the same."""
    ecrites: list[list[tuple[object, ...]]] = []

    def program() -> float:
        with copied() as copie:
            with working(copie, AutresRegles) as (travail, coffre):
                duree = duration(lambda: refreshing(travail, coffre).wait())
            ecrites.append(_lines(copie))
        return duree

    def bare() -> float:
        with copied() as copie:
            db = Cle(PHRASE, kdf_iter=1).connect(copie)
            duree = duration(lambda: recompute(db, services().suivant))
            db.close()
            ecrites.append(_lines(copie))
        return duree

    fois = FOIS_GRAND if is_whole() else FOIS
    releve = alternate(repeat((program, bare), fois), chronometre=_for_100_000, unite="s")
    assert all(lignes == ecrites[0] for lignes in ecrites)
    return releve


def _for_100_000(action: object) -> float:
    """The milliseconds it says, in seconds for that many dossiers."""
    assert callable(action)
    return float(action()) / 1000 * _POUR / dossiers()


def _lines(chemin: Path) -> list[tuple[object, ...]]:
    db = Cle(PHRASE, kdf_iter=1).consult(chemin)
    lignes = rows(db, LIGNES)
    db.close()
    return [*lignes]


@banc("suivi_pendant")
def suivi_pendant() -> Releve:
    """From a key to the lines read while every line is computed again; beside the same key when nothing else is done."""
    coffre = coffres().open(large(), PHRASE)
    textes = [texte[:DEBUT] for texte in typed(coffre, TOURS * CHERCHES)]
    coffre.close()
    tours = [textes[debut : debut + CHERCHES] for debut in range(0, len(textes), CHERCHES)]
    return in_turn(TOURS, lambda rang: _meanwhile(tours[rang]), lambda rang: _at_rest(tours[rang]))


def _meanwhile(textes: Sequence[str]) -> list[float]:
    with copied() as copie, working(copie, AutresRegles) as (travail, coffre):
        fini = refreshing(travail, coffre)
        durees = searched(travail, coffre, textes)
        travail.cancel_bulk()
        fini.wait()
        return durees


def _at_rest(textes: Sequence[str]) -> list[float]:
    with copied() as copie, working(copie, Suivant) as (travail, coffre):
        return searched(travail, coffre, textes)


def searched(travail: Travailleur, coffre: Coffre, textes: Sequence[str]) -> list[float]:
    """How long each search takes, asked of the thread of the coffre, in milliseconds."""
    return [duration(partial(ask, travail, partial(search, coffre, Filtre(texte=texte)))) for texte in textes]
