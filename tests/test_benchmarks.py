"""The benchmarks say what they promise to say. What they measure is never judged here."""

import compileall
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import croissance
from benchmarks.compilation import is_compiled, uncompiled
from benchmarks.outillage import (
    BANCS,
    Budget,
    Releve,
    Resultat,
    Sur,
    alternate,
    budgets,
    compare,
    exponent,
    in_turn,
    p95,
    printed,
)


def limited(limite: float, sur: Sur = Sur.MEDIANE) -> Budget:
    return Budget(limite, sur, reference="la bibliothèque seule", raison="autant")


def test_every_benchmark_has_a_budget_and_every_budget_a_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["inconnu"]) == 2

    assert "inconnu ?" in capsys.readouterr().err
    assert set(BANCS) == set(budgets())


def test_every_budget_is_a_ratio_that_says_to_what_and_why() -> None:
    for budget in budgets().values():
        assert budget.limite > 0
        assert budget.reference
        assert budget.raison
        assert budget.plafond is None or budget.plafond > 0


def test_a_ratio_is_between_the_medians_or_between_the_95th_percentiles() -> None:
    releve = Releve((10.0, 20.0, 90.0), (5.0, 10.0, 30.0))

    assert releve.ratio(Sur.MEDIANE) == 2
    assert releve.ratio(Sur.P95) == 3
    assert releve.n == 3


@pytest.mark.parametrize(("limite", "sur", "tient"), [(2, "mediane", True), (1.9, "mediane", False), (2, "p95", False)])
def test_a_budget_bears_on_one_of_them_and_never_on_the_duration(limite: float, sur: str, *, tient: bool) -> None:
    releve = Releve((10_000.0, 20_000.0, 90_000.0), (5_000.0, 10_000.0, 30_000.0))

    assert Resultat("x", releve, limited(limite, Sur(sur))).tient is tient


def test_the_95th_percentile_is_the_95th_of_100() -> None:
    assert p95(range(1, 101)) == 95
    assert p95([7]) == 7


@pytest.fixture
def tours() -> list[str]:
    """Who was run, in order."""
    return []


@pytest.fixture
def cotes(tours: list[str]) -> tuple[Callable[[], None], Callable[[], None]]:
    return lambda: tours.append("nous"), lambda: tours.append("eux")


def test_both_sides_are_timed_as_often_and_each_comes_first_in_turn(
    cotes: tuple[Callable[[], None], Callable[[], None]], tours: list[str]
) -> None:
    releve = compare(*cotes, n=4, warm_up=1)

    assert tours == ["nous", "eux"] + ["nous", "eux", "eux", "nous"] * 2
    assert len(releve.mesures) == len(releve.references) == 4


def test_whatever_comes_first_each_side_keeps_its_own_figures() -> None:
    releve = alternate([(lambda: "0.001", lambda: "0.5")] * 3, chronometre=printed)

    assert (releve.mesures, releve.references) == ((1.0,) * 3, (500.0,) * 3)


def test_rounds_of_many_durations_are_in_turn_too() -> None:
    ordre: list[tuple[str, int]] = []

    def side(nom: str, durees: list[float]) -> Callable[[int], list[float]]:
        def run(rang: int) -> list[float]:
            ordre.append((nom, rang))
            return durees

        return run

    releve = in_turn(2, side("nous", [1.0, 2.0]), side("eux", [3.0]))

    assert ordre == [("nous", 0), ("eux", 0), ("eux", 1), ("nous", 1)]
    assert (releve.mesures, releve.references) == ((1.0, 2.0, 1.0, 2.0), (3.0, 3.0))


@pytest.mark.parametrize(("puissance", "attendu"), [(0, 0), (1, 1), (2, 2), (0.5, 0.5)])
def test_the_exponent_is_the_power_by_which_something_grows(puissance: float, attendu: float) -> None:
    tailles = (1_000, 10_000, 100_000)

    assert exponent(tailles, [7 * taille**puissance for taille in tailles]) == pytest.approx(attendu)


def run_one(monkeypatch: pytest.MonkeyPatch, releve: Releve, *options: str) -> None:
    bench.main(["inconnu"])
    monkeypatch.setitem(BANCS, "cli_echeances", lambda: releve)
    assert bench.main([*options, "cli_echeances"]) == 0


def test_the_report_has_the_promised_keys(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench, "load", lambda: 0.25)
    monkeypatch.setattr(bench, "uncompiled", lambda: 3)

    run_one(monkeypatch, Releve((3.0, 3.0, 9.0), (2.0, 2.0, 2.0)), "--json")

    (dit,) = json.loads(capsys.readouterr().out)
    assert dit == {
        "nom": "cli_echeances",
        "mesure": 3.0,
        "mesure_p95": 9.0,
        "reference": 2.0,
        "reference_p95": 2.0,
        "unite": "ms",
        "n": 3,
        "charge": 0.25,
        "sur": "mediane",
        "ratio": 1.5,
        "budget": budgets()["cli_echeances"].limite,
        "tient": True,
        "plafond": budgets()["cli_echeances"].plafond,
        "compile": False,
    }


def test_over_budget_is_said_and_is_not_a_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run_one(monkeypatch, Releve((300.0,), (1.0,)))

    dit = capsys.readouterr().out
    assert "DÉPASSÉ" in dit
    assert budgets()["cli_echeances"].raison in dit


def test_within_budget_is_not_said_over_however_long_it_took(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_one(monkeypatch, Releve((1e6,), (1e6,)))

    dit = capsys.readouterr().out
    assert "DÉPASSÉ" not in dit
    assert budgets()["cli_echeances"].raison not in dit


def test_the_table_says_how_often_and_under_what_load(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "load", lambda: 1.5)

    run_one(monkeypatch, Releve((2.0,) * 17, (1.0,) * 17))

    ligne = next(ligne for ligne in capsys.readouterr().out.splitlines() if ligne.startswith("cli_echeances"))
    assert {"17", "1.5", "2.00"} <= set(ligne.split())


@pytest.mark.parametrize(("charge", "dit"), [(0.1, False), (None, False), (1e4, True)])
def test_it_says_when_the_machine_was_busy(
    charge: float | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, dit: bool
) -> None:
    monkeypatch.setattr(bench, "load", lambda: charge)

    run_one(monkeypatch, Releve((1.0,), (1.0,)))

    assert (bench.TEXTES["machine"]["occupe"] in capsys.readouterr().out) is dit


@pytest.mark.parametrize("absents", [0, 2])
def test_it_says_whether_the_code_was_compiled(
    absents: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "uncompiled", lambda: absents)

    run_one(monkeypatch, Releve((1.0,), (1.0,)))

    dit = capsys.readouterr().out
    assert (bench.TEXTES["machine"]["compile"] in dit) is (absents == 0)
    assert ("(2 modules" in dit) is (absents == 2)


def test_a_module_is_compiled_until_its_source_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.pycache_prefix", None)
    source = tmp_path / "a.py"
    source.write_text("x = 1\n", "utf-8")
    assert not is_compiled(source)

    compileall.compile_dir(tmp_path, quiet=1)
    assert is_compiled(source)
    assert uncompiled(tmp_path) == 0

    os.utime(source, (1, 1))
    assert uncompiled(tmp_path) == 1


def test_growth_is_told_size_by_size_with_its_exponent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faits = {"carre": ("ms", lambda chemin: float(chemin.read_text("utf-8")) ** 2)}
    monkeypatch.setattr(croissance, "MESURES", faits)
    monkeypatch.setattr(croissance, "make", lambda chemin, taille: chemin.write_text(str(taille), "utf-8"))

    assert bench.main(["--croissance", "--tailles", "10,100", "--json"]) == 0

    (dit,) = json.loads(capsys.readouterr().out)
    assert dit == {"nom": "carre", "unite": "ms", "tailles": [10, 100], "mesures": [100, 10_000], "exposant": 2}

    assert bench.main(["--croissance", "--tailles", "10,100"]) == 0
    assert "2.00" in capsys.readouterr().out
