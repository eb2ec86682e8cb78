"""The tests that a change needs: those of the folders it touches, by the names that package and tests share."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

RACINE = Path(__file__).resolve().parent.parent
#: What a change of anything may break.
TOUJOURS = ("tests/test_architecture.py", "tests/test_plan.py")
#: What is not code, and the folder of tests that reads it.
DONNEES = {"resources": "donnees", "letter_templates": "gabarits"}
#: Where the tests of a folder keep what is printed.
_INSTANTANES = "__snapshots__"
#: Programs beside the package, and their tests.
A_COTE = {
    "docs": "tests/donnees/test_formats.py",
    "start.py": "tests/test_start.py",
    "benchmarks": "tests/test_benchmarks.py",
    "tools": "tests/tools",
}


def touched() -> tuple[str, ...]:
    """What differs from the last commit, files not yet added included; when nothing does, what that commit changed."""
    return _git("diff", "--name-only", "HEAD") + _git("ls-files", "--others", "--exclude-standard") or _git(
        "diff", "--name-only", "HEAD~1", "HEAD"
    )


def _git(*arguments: str) -> tuple[str, ...]:
    """What git lists; nothing where it knows too little (a copy without its history)."""
    fini = subprocess.run(["git", *arguments], cwd=RACINE, capture_output=True, encoding="utf-8", check=False)
    return tuple(fini.stdout.splitlines())


def needed(fichiers: Iterable[str], racine: Path = RACINE) -> tuple[str, ...]:
    """The files and folders of tests that these files need, as pytest is told them."""
    trouves = {trouve for fichier in fichiers for trouve in _tests_of(PurePosixPath(fichier), racine)}
    return tuple(sorted({*TOUJOURS, *(trouve for trouve in trouves if (racine / trouve).exists())}))


def _tests_of(fichier: PurePosixPath, racine: Path) -> Iterator[str]:
    tete, *suite = fichier.parts
    match tete:
        case "tests":
            yield _of_a_test(fichier, suite)
        case "droits_usagers" if len(suite) > 1:
            yield from _of_a_room(suite[0], suite[1], racine)
        case "droits_usagers":
            yield f"tests/test_{fichier.stem}.py"
        case _ if tete in DONNEES and suite:
            yield from _of_a_room(DONNEES[tete], suite[0], racine)
        case _ if tete in A_COTE:
            yield A_COTE[tete]


def _of_a_test(fichier: PurePosixPath, suite: list[str]) -> str:
    """A file of tests, or what it is proved by."""
    if fichier.name.startswith("test_") and fichier.suffix == ".py":
        return str(fichier)
    if _INSTANTANES in suite:
        return str(PurePosixPath("tests", *suite[: suite.index(_INSTANTANES)]))
    # What the tests of a folder share; what they all share is proved by those of the tests themselves.
    return str(fichier.parent) if len(suite) > 1 else "tests/test_conftest.py"


def _of_a_room(couche: str, salle: str, racine: Path) -> Iterator[str]:
    """The tests of a layer that bear the name of this room; where none does, those that are in no room."""
    dossier, nom = racine / "tests" / couche, PurePosixPath(salle).stem
    siens = [*dossier.glob(f"test_{nom}*.py"), *filter(Path.is_dir, [dossier / nom])]
    yield from (chemin.relative_to(racine).as_posix() for chemin in siens or dossier.glob("test_*.py"))
