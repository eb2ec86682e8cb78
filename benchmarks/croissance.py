"""How what is asked of a coffre grows with the number of its dossiers: one coffre of each size, and an exponent for each thing.

An exponent is the same on every machine: 0 for what costs the same however many there are, 1 for what costs twice as much for
twice as many. The figures beside it are those of the machine that measured.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.grand_coffre import PHRASE, coffres, make, typed
from benchmarks.outillage import duration, exponent, p95
from benchmarks.recalcul import AutresRegles
from benchmarks.recherche import search
from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre

#: Times what is fast is measured; texts typed in the search field, letter by letter.
FOIS, TEXTES = 7, 15
_MO = 1e6


@dataclass(frozen=True, slots=True)
class Croissance:
    """What one thing takes at each size, in `unite`, and how it grows."""

    nom: str
    unite: str
    tailles: tuple[int, ...]
    valeurs: tuple[float, ...]

    @property
    def exposant(self) -> float:
        """The slope of its logarithm along that of the size."""
        return exponent(self.tailles, self.valeurs)

    def as_json(self) -> dict[str, object]:
        """The keys that `start.py bench --croissance --json` promises."""
        return {
            "nom": self.nom,
            "unite": self.unite,
            "tailles": [*self.tailles],
            "mesures": [round(valeur, 3) for valeur in self.valeurs],
            "exposant": round(self.exposant, 3),
        }


def growths(tailles: Sequence[int]) -> list[Croissance]:
    """Everything that is measured, at each of these sizes."""
    releves = []
    for taille in tailles:
        print(f"{taille}…", file=sys.stderr, flush=True)
        releves.append(_measured(taille))
    return [
        Croissance(nom, unite, tuple(tailles), tuple(releve[nom] for releve in releves)) for nom, (unite, _) in MESURES.items()
    ]


def _measured(taille: int) -> dict[str, float]:
    """What each thing takes in a coffre of that many dossiers, one after the other: what changes it comes last."""
    with tempfile.TemporaryDirectory(prefix="droits-usagers-bench-") as dossier:
        chemin = Path(dossier) / "coffre"
        make(chemin, taille)
        return {nom: mesurer(chemin) for nom, (_, mesurer) in MESURES.items()}


def _opened(action: Callable[[Coffre], float]) -> Callable[[Path], float]:
    """What is measured in a coffre that was just opened."""

    def measure(chemin: Path) -> float:
        coffre = coffres().open(chemin, PHRASE)
        valeur = action(coffre)
        coffre.close()
        return valeur

    return measure


def _open(chemin: Path) -> float:
    durees = []
    for _ in range(FOIS):
        ouverts: list[Coffre] = []
        durees.append(duration(lambda: ouverts.append(coffres().open(chemin, PHRASE))))  # noqa: B023 - called at once
        ouverts[0].close()
    return statistics.median(durees)


def _page_cold(chemin: Path) -> float:
    return statistics.median(_opened(_page)(chemin) for _ in range(FOIS))


def _page(coffre: Coffre) -> float:
    return duration(partial(search, coffre, Filtre()))


def _page_warm(coffre: Coffre) -> float:
    return statistics.median([_page(coffre) for _ in range(FOIS + 1)][1:])


def _search(coffre: Coffre) -> float:
    """After each key, 95 times out of 100."""
    textes = [texte[:fin] for texte in typed(coffre, TEXTES) for fin in range(1, len(texte) + 1)]
    return p95(duration(partial(search, coffre, Filtre(texte=texte))) for texte in textes)


def _recompute(chemin: Path) -> float:
    coffre = coffres(AutresRegles).open(chemin, PHRASE)
    duree = duration(lambda: [*coffre.liste.refresh()])
    coffre.close()
    return duree


def _erase(coffre: Coffre) -> float:
    """One dossier, here and in the backup made before."""
    (reference,) = coffre.liste.references(taille=1)
    return duration(lambda: run_through(coffre.effacement.erasing([reference])))


#: What is measured: in which unit, and how.
MESURES: dict[str, tuple[str, Callable[[Path], float]]] = {
    "ouvrir": ("ms", _open),
    "premiere_page": ("ms", _page_cold),
    "page": ("ms", _opened(_page_warm)),
    "recherche": ("ms", _opened(_search)),
    "recalcul": ("ms", _recompute),
    "sauvegarde": ("ms", _opened(lambda coffre: duration(coffre.backup))),
    "effacer_un": ("ms", _opened(_erase)),
    "taille": ("Mo", lambda chemin: chemin.stat().st_size / _MO),
}
