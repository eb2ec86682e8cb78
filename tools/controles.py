"""What must hold, in one go: the checks that read the code, the tests, and what the tests covered.

    python3 start.py test            # the checks, then every test but those marked `lent`
    python3 start.py test vite       # the checks, then the tests of the folders touched (tools/touches.py)
    python3 start.py test tout       # the checks, then every test, the lowest layers held to what theirs cover: .ci/run
    python3 start.py test couverture # the tests of every layer, each held to what they cover: as long again as what they test
    python3 start.py test mutants    # faults put in on purpose: do the tests see them? (tools/mutants.py)
    python3 start.py test FILE… or any option of pytest: only those tests

The closing line of pytest comes last.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import mutants, touches

RACINE = Path(__file__).resolve().parent.parent

#: What is checked without running anything, by the name shown.
LECTURES = {
    "mypy": ["-m", "mypy"],  # the longest: what follows is read beside it
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "deptry": ["-m", "deptry", "."],
    "vulture": ["-m", "tools.code_mort"],
}
COUVERTURE = ["-m", "tools.couverture"]
#: The layers held to all of their branches, and so to their own tests at each delivery.
FONDATIONS = ("domain", "catalogue", "letters")
# loadgroup: tests that share something long to make are run by the same process.
PYTEST = ["-m", "pytest", "--numprocesses", "auto", "--dist", "loadgroup", "--color=auto"]
SANS_LENTS = ["-m", "not lent"]
_TRACE = ["--cov", "--cov-report="]
#: Tracing doubles what a test takes: those of the foundations are traced at each delivery, those of every layer when asked
#: (tests/conftest.py says which those are).
TOUT = (["-m", "fondation", *_TRACE], ["-m", "not fondation"])
COUCHES = ["-m", "couche", *_TRACE]

#: What pytest counts in its closing line, and how long it took.
_COMPTE = re.compile(r"(\d+) (failed|passed|skipped|deselected|xfailed|xpassed|warnings?|errors?)")
_DUREE = re.compile(r" in ([\d.]+)s")


def main(arguments: list[str]) -> int:
    """0 when everything holds, 1 otherwise."""
    os.chdir(RACINE)
    match arguments:
        case []:
            return judge(SANS_LENTS)
        case ["vite"]:
            return judge([*SANS_LENTS, *touches.needed(touches.touched())])
        case ["tout"]:
            return judge(*TOUT, couverture=FONDATIONS)
        case ["couverture"]:
            return judge(COUCHES, lectures={}, couverture=(*FONDATIONS, "services", "vault"))
        case ["mutants", *options]:
            return mutants.main(options)
        case _:
            return judge(arguments, lectures={})


def judge(*suites: Sequence[str], lectures: dict[str, list[str]] = LECTURES, couverture: Sequence[str] = ()) -> int:
    """Checks, tests and what they cover of these layers, one after the other, then all their answers together."""
    with ThreadPoolExecutor(max_workers=2) as deux:
        resultats = dict(zip(lectures, deux.map(check, lectures, lectures.values()), strict=True))
    passees, clotures = zip(*map(run_tests, suites), strict=True)
    resultats["pytest"] = all(passees)
    if couverture:
        resultats["couverture"] = check("couverture", [*COUVERTURE, *couverture])
    print("\n" + "\n".join(f"{'ok   ' if tient else 'NON  '} {nom}" for nom, tient in resultats.items()))
    print(summed(clotures))
    return 0 if all(resultats.values()) else 1


def summed(clotures: Sequence[str]) -> str:
    """One closing line for several runs: what each counted, and their seconds, together. A line of another kind is kept."""
    if len(clotures) == 1 or not all(map(_DUREE.search, clotures)):
        return "\n".join(clotures)
    comptes = Counter[str]()
    for cloture in clotures:
        comptes.update({mot.removesuffix("s"): int(nombre) for nombre, mot in _COMPTE.findall(cloture)})
    duree = sum(float(trouve[1]) for trouve in map(_DUREE.search, clotures) if trouve)
    dits = ", ".join(f"{nombre} {mot}" for mot, nombre in sorted(comptes.items()))
    return f"===== {dits} in {duree:.2f}s ====="


def check(nom: str, arguments: list[str]) -> bool:
    """Runs one check; what it says is shown only when it does not hold."""
    fini = subprocess.run([sys.executable, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False)
    if fini.returncode:
        print(f"\n=== {nom}\n{fini.stdout}{fini.stderr}", flush=True)
    return fini.returncode == 0


def run_tests(arguments: Sequence[str]) -> tuple[bool, str]:
    """Runs pytest, showing what it says as it comes; returns whether it passed, and its closing line."""
    commande = [sys.executable, *PYTEST, *arguments]
    # Compiled once for all the processes and both runs, wherever nothing is usually kept compiled.
    gardant = {nom: valeur for nom, valeur in os.environ.items() if nom != "PYTHONDONTWRITEBYTECODE"}
    cloture = ""
    with subprocess.Popen(
        commande, env=gardant, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as suite:
        for ligne in suite.stdout or ():
            print(ligne, end="", flush=True)
            cloture = ligne.rstrip() or cloture
    return suite.returncode == 0, cloture


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
