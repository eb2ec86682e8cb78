"""Do the tests see a fault? Faults are put in on purpose, one at a time, and the tests that run that line are asked.

    python3 start.py test mutants [--graine 1] [--nombre 60] [--salles domain vault letters]

The same seed draws the same faults. They are drawn by kind in turn, so that the commonest (strings) do not hide the others.
Only copies of this folder are changed. Neither mutmut (no draw: every fault of a package) nor cosmic-ray (one command, all the
tests of a room, for each fault) fits in forty minutes here.
"""

import argparse
import ast
import compileall
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from coverage import CoverageData

from tools.fautes import Faute, faults_of

RACINE = Path(__file__).resolve().parent.parent
#: What the tests need of this folder.
COPIES = ("droits_usagers", "tests", "tools", "benchmarks", "resources", "letter_templates", "docs", "requirements")
FICHIERS = ("pyproject.toml", "start.py", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE")
#: Share of the faults that the tests must see.
PLANCHER = 85
#: Seconds after which a fault is said to be seen: the tests concerned never end.
PATIENCE = 300


class Salle(NamedTuple):
    """Code in which faults are put, and the tests that speak of it."""

    sources: str
    tests: tuple[str, ...]


SALLES = {
    "domain": Salle("droits_usagers/domain", ("tests/domain", "tests/donnees")),
    "vault": Salle("droits_usagers/vault", ("tests/vault", "tests/services")),
    "letters": Salle("droits_usagers/letters/lettre", ("tests/letters", "tests/gabarits", "tests/donnees")),
}


@dataclass(frozen=True, slots=True)
class Essai:
    """What came of a fault."""

    faute: Faute
    vue: bool


def main(arguments: Sequence[str]) -> int:
    """0 when the tests see enough of the faults of each room, 1 otherwise; those they do not see are listed."""
    analyse = argparse.ArgumentParser(prog="start.py test mutants")
    analyse.add_argument("--graine", type=int, default=1)
    analyse.add_argument("--nombre", type=int, default=60)
    analyse.add_argument("--salles", nargs="+", choices=SALLES, default=list(SALLES))
    choix = analyse.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mutants-") as dossier:
        atelier = Atelier(Path(dossier))
        bilans = {salle: atelier.try_room(salle, choix.graine, choix.nombre) for salle in choix.salles}
    return report(bilans, choix.graine)


def report(bilans: Mapping[str, Sequence[Essai]], graine: int) -> int:
    """Shows the faults that were not seen, then the share that was, room by room."""
    tient = True
    for salle, essais in bilans.items():
        for essai in essais:
            if not essai.vue:
                print(f"SURVIT {essai.faute}")
        part = 100 * sum(essai.vue for essai in essais) / max(1, len(essais))
        tient &= part >= PLANCHER
        print(
            f"{'ok ' if part >= PLANCHER else 'NON'} {salle:<8} {part:5.1f} % de {len(essais)} ({PLANCHER} %), graine {graine}"
        )
    return int(not tient)


def draw(fautes: Sequence[Faute], graine: int, nombre: int) -> list[Faute]:
    """So many of them, the same for the same seed, one of each kind in turn."""
    hasard = random.Random(graine)  # noqa: S311 - hides nothing
    par_genre: defaultdict[str, list[Faute]] = defaultdict(list)
    for faute in fautes:
        par_genre[faute.genre].append(faute)
    for du_genre in par_genre.values():
        hasard.shuffle(du_genre)
    tirees: list[Faute] = []
    while len(tirees) < nombre and any(par_genre.values()):
        tirees += [du_genre.pop() for _, du_genre in sorted(par_genre.items()) if du_genre]
    return tirees[:nombre]


class Atelier:
    """Copies of this folder, one by processor, in which faults are put and taken away."""

    def __init__(self, dossier: Path) -> None:
        self._libres: SimpleQueue[Path] = SimpleQueue()
        self.nombre = os.cpu_count() or 1
        self._premier = dossier / "0"
        for rang in range(self.nombre):
            copie = dossier / str(rang)
            for nom in COPIES:
                shutil.copytree(RACINE / nom, copie / nom, ignore=shutil.ignore_patterns("__pycache__"))
            for nom in FICHIERS:
                shutil.copy(RACINE / nom, copie / nom)
            for nom in ("droits_usagers", "tests"):
                compileall.compile_dir(copie / nom, quiet=1)
            self._libres.put(copie)
        self._dire = threading.Lock()

    def try_room(self, nom: str, graine: int, nombre: int) -> list[Essai]:
        """Draws the faults of a room and puts each in, by the tests that run its line."""
        salle = SALLES[nom]
        executes = self._lines_run(salle)
        fautes = [
            faute
            for chemin in sorted((RACINE / salle.sources).rglob("*.py"))
            for faute in faults_of(chemin.read_text("utf-8"), chemin.relative_to(RACINE).as_posix())
        ]
        tirees = draw(fautes, graine, nombre)
        with ThreadPoolExecutor(self.nombre) as ouvriers:
            return list(ouvriers.map(lambda faute: self._try(faute, tests_of(faute, executes)), tirees))

    def _try(self, faute: Faute, tests: Sequence[str]) -> Essai:
        copie = self._libres.get()
        source = copie / faute.fichier
        avant = source.read_bytes()
        try:
            _write(source, faute.applied_to(avant))
            essai = Essai(faute, vue=bool(tests) and self._fails(copie, tests))
        finally:
            _write(source, avant)
            self._libres.put(copie)
        with self._dire:
            print(f"{'vue   ' if essai.vue else 'SURVIT'} {faute}", flush=True)
        return essai

    def _fails(self, copie: Path, tests: Sequence[str]) -> bool:
        """True if a test fails, or does not end."""
        liste = copie / "tests-concernes.txt"
        liste.write_text("\n".join(tests), "utf-8")
        options = ["-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--timeout", str(PATIENCE)]
        try:
            return self._pytest(copie, [*options, f"@{liste}"], timeout=2 * PATIENCE).returncode != 0
        except subprocess.TimeoutExpired:
            return True

    def _lines_run(self, salle: Salle) -> dict[tuple[str, int], list[str]]:
        """File and line → the tests that run it, those named after the file first."""
        donnees = self._premier / ".coverage"
        options = ["-q", "-n", str(self.nombre), "--dist", "loadgroup", "-m", "not lent", "-p", "no:randomly"]
        couverture = [f"--cov={salle.sources}", "--cov-context=test", "--cov-report="]
        fini = self._pytest(self._premier, [*options, *couverture, *salle.tests], timeout=None)
        if fini.returncode:
            message = f"{fini.stdout[-4000:]}\nthe tests do not pass without any fault"
            raise SystemExit(message)
        mesures = CoverageData(str(donnees))
        mesures.read()
        executes, nommes = {}, importers(salle.tests)
        for mesure in mesures.measured_files():
            fichier = Path(mesure).relative_to(self._premier).as_posix()
            par_ligne = {ligne: set(_tests_named(qui)) for ligne, qui in mesures.contexts_by_lineno(mesure).items()}
            module = fichier.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            # A package gives what its files hold under its own name.
            paquet = module.rpartition(".")[0]
            tous = set().union(*par_ligne.values(), nommes.get(module, ()), nommes.get(paquet, ()))
            for ligne, tests in par_ligne.items():
                # What was run when the file was imported serves whoever uses the file: a file of values runs nothing else.
                executes[fichier, ligne] = sorted(tests or tous, key=lambda test: (Path(fichier).stem not in test, test))
        return executes

    def _pytest(self, copie: Path, options: Sequence[str], *, timeout: float | None) -> subprocess.CompletedProcess[str]:
        environnement = {**os.environ, "PYTHONPATH": str(copie)}
        commande = [sys.executable, "-m", "pytest", *options]
        return subprocess.run(
            commande, cwd=copie, env=environnement, capture_output=True, encoding="utf-8", check=False, timeout=timeout
        )


def tests_of(faute: Faute, executes: Mapping[tuple[str, int], Sequence[str]]) -> Sequence[str]:
    """Those that run its line; of a constant written over several lines, the first alone is said to be run."""
    lignes = (executes.get((faute.fichier, ligne)) for ligne in range(faute.ligne, 0, -1))
    return next(filter(None, lignes), ())


def importers(dossiers: Iterable[str], racine: Path = RACINE) -> Mapping[str, Sequence[str]]:
    """Files of tests, by the module that they import."""
    par_module: defaultdict[str, list[str]] = defaultdict(list)
    for test in sorted(test for dossier in dossiers for test in (racine / dossier).rglob("test_*.py")):
        for module in {module for noeud in ast.walk(ast.parse(test.read_text("utf-8"))) for module in _modules_of(noeud)}:
            par_module[module].append(test.relative_to(racine).as_posix())
    return par_module


def _modules_of(noeud: ast.AST) -> Iterator[str]:
    if isinstance(noeud, ast.ImportFrom) and noeud.module:
        yield noeud.module
        yield from (f"{noeud.module}.{nom.name}" for nom in noeud.names)


def _tests_named(contextes: Sequence[str]) -> Iterator[str]:
    """By pytest-cov: `file::test|run`; what a fixture ran may serve the whole file."""
    for contexte in contextes:
        test, _, phase = contexte.rpartition("|")
        if phase == "run":
            yield test.partition("[")[0].partition("@")[0]
        elif test:
            yield test.partition("::")[0]


def _write(source: Path, contenu: bytes) -> None:
    """And forgets it compiled: within a second, Python would not see the difference."""
    source.write_bytes(contenu)
    with contextlib.suppress(FileNotFoundError):
        (source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc").unlink()
