"""Everything that must hold, in one go: the checks that read the code, then every test, then what the tests covered.

Run as `python3 start.py test [FILE… or pytest options]`. With arguments, only those tests are run, and coverage is not judged.
The closing line of pytest comes last.
"""

import os
import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent

#: What is checked without running anything, by the name shown.
LECTURES = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "deptry": ["-m", "deptry", "."],
    "vulture": ["-m", "tools.code_mort"],
}
COUVERTURE = ["-m", "tools.couverture"]
# loadgroup: tests that share something long to make are run by the same process.
PYTEST = ["-m", "pytest", "--numprocesses", "auto", "--dist", "loadgroup", "--color=auto"]
PYTEST_TOUT = ["--cov", "--cov-report="]


def main(arguments: list[str]) -> int:
    """0 when everything holds, 1 otherwise."""
    os.chdir(RACINE)
    resultats: dict[str, bool] = {}
    if not arguments:
        resultats.update({nom: check(nom, commande) for nom, commande in LECTURES.items()})
    resultats["pytest"], cloture = run_tests(arguments)
    if not arguments:
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


def run_tests(arguments: list[str]) -> tuple[bool, str]:
    """Runs pytest, showing what it says as it comes; returns whether it passed, and its closing line."""
    commande = [sys.executable, *PYTEST, *(arguments or PYTEST_TOUT)]
    cloture = ""
    with subprocess.Popen(
        commande, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as suite:
        for ligne in suite.stdout or ():
            print(ligne, end="", flush=True)
            cloture = ligne.rstrip() or cloture
    return suite.returncode == 0, cloture


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
