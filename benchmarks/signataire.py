"""One signatory on every dossier of a coffre: what one line costs to compute again, in a large coffre beside a small one."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from benchmarks.grand_coffre import JOUR, PHRASE, coffres, services
from benchmarks.outillage import Releve, alternate, banc, duration
from benchmarks.recalcul import AutresRegles, refreshing, working
from droits_usagers.domain.personnes.personnes import Auteur
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.demonstration.coffres import Inventeur, write_coffre

#: How many dossiers, and how many times each coffre is computed again.
PETIT, GRAND, FOIS = 1_000, 8_000, 5


class UnSeulSignataire(Inventeur):
    """Draws dossiers that the same person signs, all of them."""

    def __init__(self, nombre: int) -> None:
        super().__init__(services().catalogue, nombre, JOUR)
        invention = services().catalogue.invention
        auteur = next(auteur for auteur in invention.auteurs if auteur.denomination)
        self._signataire = self._auteur(auteur.qualite, auteur.denomination, invention.departements[0][0]) or Auteur()

    def dossier(self, rang: int) -> NouveauDossier:
        """The one of that rank, under that signature."""
        nouveau = super().dossier(rang)
        return replace(nouveau, demande=replace(nouveau.demande, auteur=self._signataire))


@banc("suivi_un_signataire")
def suivi_un_signataire() -> Releve:
    """Every line computed again, in microseconds for each dossier: they may be eight times as many, and cost as much each."""
    with tempfile.TemporaryDirectory(prefix="droits-usagers-bench-") as dossier:
        grand, petit = (_made(Path(dossier) / f"{nombre}.coffre", nombre) for nombre in (GRAND, PETIT))
        return alternate(repeat((grand, petit), FOIS), chronometre=_microseconds, unite="µs")


def _made(chemin: Path, nombre: int) -> Callable[[], float]:
    """What computes every line of a coffre of that many dossiers, and says how long one took, in microseconds."""
    write_coffre(coffres(), chemin, UnSeulSignataire(nombre), phrase=PHRASE)

    def compute() -> float:
        copie = Path(shutil.copy(chemin, chemin.with_name(f"copie-{nombre}.coffre")))
        with working(copie, AutresRegles) as (travail, coffre):
            return duration(lambda: refreshing(travail, coffre).wait()) * 1000 / nombre

    return compute


def _microseconds(action: object) -> float:
    """Those it says."""
    assert callable(action)
    return float(action())
