"""Faults are drawn the same for the same seed, put in where they are said to be, and those that no test sees are told."""

import ast
import re
from pathlib import Path

import pytest

from tools import fautes, mutants

SOURCE = '''"""Never changed."""
from a import b
T = TypeVar("T")
__all__ = ["b"]
COULEURS: dict[str, int] = {"é": 3}

def f(x: "int", *, y: bool = False) -> "int":
    """Never changed."""
    if x > 2 and not y:
        b(x)
    if not x:
        raise ValueError("never changed")
    return x + len(f"never changed {x}")
'''


def applied(genre: str) -> set[str]:
    """What is written in place of what, for faults of this kind."""
    return {f"{faute.avant} → {faute.apres}" for faute in fautes.faults_of(SOURCE, "a.py") if faute.genre == genre}


@pytest.mark.parametrize(
    ("genre", "attendues"),
    [
        ("texte", {'"é" → ""'}),
        ("nombre", {"3 → 4", "2 → 3"}),
        ("booléen", {"False → True"}),
        ("comparaison", {"x > 2 → (x >= 2)"}),
        ("condition", {"x > 2 and not y → (x > 2 or not y)"}),
        ("négation", {"not y → (y)", "not x → (x)"}),
        ("si", {"x > 2 and not y → (not (x > 2 and (not y)))", "not x → (not not x)"}),
        ("geste", {"b(x) → pass"}),
        ("calcul", {"x + len(f\"never changed {x}\") → (x - len(f'never changed {x}'))"}),
        ("retour", {'return x + len(f"never changed {x}") → return None'}),
    ],
)
def test_what_a_program_does_can_be_changed_and_what_it_says_of_itself_cannot(genre: str, attendues: set[str]) -> None:
    assert applied(genre) == attendues


def test_a_fault_is_put_where_it_is_said_to_be() -> None:
    for faute in fautes.faults_of(SOURCE, "a.py"):
        change = faute.applied_to(SOURCE.encode()).decode()
        ast.parse(change)
        assert faute.avant in SOURCE.splitlines(keepends=True)[faute.ligne - 1] or "\n" in faute.avant
        assert change != SOURCE


def test_the_same_seed_draws_the_same_faults_and_every_kind() -> None:
    toutes = list(fautes.faults_of(SOURCE, "a.py"))

    assert mutants.draw(toutes, 7, 10) == mutants.draw(toutes, 7, 10)
    assert {faute.genre for faute in mutants.draw(toutes, 7, 10)} == {faute.genre for faute in toutes}
    assert len(mutants.draw(toutes, 7, 500)) == len(toutes)


def test_a_file_that_only_says_what_values_are_made_of_is_judged_by_the_tests_that_import_it(tmp_path: Path) -> None:
    (tmp_path / "tests" / "un").mkdir(parents=True)
    (tmp_path / "tests" / "un" / "test_a.py").write_text("import re\nfrom domain import a, b\n", "utf-8")
    (tmp_path / "tests" / "test_b.py").write_text("from domain.b import Valeur\n", "utf-8")
    (tmp_path / "tests" / "outils.py").write_text("from domain.b import Valeur\n", "utf-8")

    importent = mutants.importers(["tests"], tmp_path)

    assert importent["domain.a"] == ["tests/un/test_a.py"]
    assert importent["domain.b"] == ["tests/test_b.py", "tests/un/test_a.py"]


def test_a_constant_of_several_lines_is_judged_by_those_that_run_its_first() -> None:
    faute = next(faute for faute in fautes.faults_of('A = 1\nB = (\n    "b",\n    "c",\n)\n', "a.py") if faute.ligne == 4)

    assert mutants.tests_of(faute, {("a.py", 1): ["un"], ("a.py", 2): ["deux"], ("b.py", 4): ["trois"]}) == ["deux"]
    assert mutants.tests_of(faute, {}) == ()


@pytest.mark.parametrize(("vues", "code"), [(17, 0), (16, 1)])
def test_too_many_faults_unseen_is_a_failure_and_each_is_named(
    vues: int, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    faute = next(fautes.faults_of(SOURCE, "a.py"))
    essais = [mutants.Essai(faute, vue=rang < vues) for rang in range(20)]

    assert mutants.report({"domain": essais}, 1) == code
    dit = capsys.readouterr().out
    assert dit.count(f"SURVIT {faute}") == 20 - vues
    assert re.search(rf"domain +{vues * 5}.0 % de 20", dit)
