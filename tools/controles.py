"""What must hold, in one go: the checks that read the code, the tests, and what the tests covered.

    python3 start.py test            # the checks, then every test but those marked `lent`
    python3 start.py test vite       # the checks, then the tests of the folders touched (tools/touches.py)
    python3 start.py test tout       # the checks, then every test: .ci/run
    python3 start.py test couverture # each layer held to what its own tests cover: twice as long as they take
    python3 start.py test mutants    # faults put in on purpose: do the tests see them? (tools/mutants.py)
    python3 start.py test FILE… or any option of pytest: only those tests

The closing line of pytest comes last.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import mutants, touches

RACINE = Path(__file__).resolve().parent.parent

#: What is checked without running anything, by the name shown.
LECTURES = {
    "mypy": ["-m", "mypy"],
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "deptry": ["-m", "deptry", "."],
    "vulture": ["-m", "tools.code_mort"],
}
COUVERTURE = ["-m", "tools.couverture"]
# loadgroup: tests that share something long to make are run by the same process. One more process than cores: while one waits
# for a program that it started, or for its other thread, the core is not idle.
PYTEST = ["-m", "pytest", "--numprocesses", str((os.cpu_count() or 1) + 1), "--dist", "loadgroup", "--color=auto"]
SANS_LENTS = ["-m", "not lent"]
#: What the files of a whole run may take.
_PLACE = 6 * 2**30
#: Tracing doubles what a test takes: only the tests of the layers are traced (tests/conftest.py says which those are).
TRACES = ["-m", "couche", "--cov", "--cov-report="]


def main(arguments: list[str]) -> int:
    """0 when everything holds, 1 otherwise."""
    os.chdir(RACINE)
    match arguments:
        case []:
            return judge(SANS_LENTS)
        case ["vite"]:
            return judge([*SANS_LENTS, *touches.needed(touches.touched())])
        case ["tout"]:
            return judge([])
        case ["couverture"]:
            return judge(TRACES, couverture=True)
        case ["mutants", *options]:
            return mutants.main(options)
        case _:
            return judge(arguments, lectures={})


def judge(suite: Sequence[str], *, lectures: dict[str, list[str]] = LECTURES, couverture: bool = False) -> int:
    """Checks and tests beside one another, whatever each says, then all their answers together."""
    with ThreadPoolExecutor(max_workers=1) as lecteur:
        lues = lecteur.map(check, lectures, lectures.values())
        essais, cloture = run_tests(suite)
        resultats = dict(zip(lectures, lues, strict=True)) | {"pytest": essais}
    if couverture:
        resultats["couverture"] = check("couverture", COUVERTURE)
    print("\n" + "\n".join(f"{'ok   ' if tient else 'NON  '} {nom}" for nom, tient in resultats.items()))
    print(cloture)
    return 0 if all(resultats.values()) else 1


def check(nom: str, arguments: list[str]) -> bool:
    """Runs one check; what it says is shown only when it does not hold."""
    fini = subprocess.run([sys.executable, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False)
    if fini.returncode:
        print(f"\n=== {nom}\n{fini.stdout}{fini.stderr}", flush=True)
    return fini.returncode == 0


def compile_once(arguments: Sequence[str]) -> None:
    """In a new checkout, these tests for all the processes that run them: each would do it for itself, all at the same time."""
    if not (RACINE / "tests" / "__pycache__").is_dir():
        commande = [sys.executable, "-m", "pytest", "--collect-only", "-qq", *arguments]
        subprocess.run(commande, env=_compiling(), capture_output=True, check=False)


def _compiling() -> dict[str, str]:
    """The environment of what is compiled once, wherever nothing is usually kept compiled."""
    return {nom: valeur for nom, valeur in os.environ.items() if nom != "PYTHONDONTWRITEBYTECODE"}


def run_tests(arguments: Sequence[str]) -> tuple[bool, str]:
    """Runs pytest, showing what it says as it comes; returns whether it passed, and its closing line."""
    compile_once(arguments)
    commande = [sys.executable, *PYTEST, *arguments]
    cloture = ""
    with (
        tempfile.TemporaryDirectory(prefix="essais-", dir=_in_memory()) as brouillons,
        subprocess.Popen(
            commande,
            env=_compiling() | {"PYTEST_DEBUG_TEMPROOT": brouillons},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as suite,
    ):
        for ligne in suite.stdout or ():
            print(ligne, end="", flush=True)
            cloture = ligne.rstrip() or cloture
    return suite.returncode == 0, cloture


def _in_memory() -> str | None:
    """Where files cost no disk: making a coffre last takes longer than making it. None where memory is short, or elsewhere."""
    memoire = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    return str(memoire) if memoire.is_dir() and shutil.disk_usage(memoire).free >= _PLACE else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
