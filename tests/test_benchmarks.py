"""The benchmarks say what they promise to say. What they measure is never judged here."""

import json

import pytest

from benchmarks import __main__ as bench
from benchmarks.outillage import BANCS, Releve, Resultat, budgets, compare, p95


def test_every_benchmark_has_a_budget_and_every_budget_a_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["inconnu"]) == 2

    assert "inconnu ?" in capsys.readouterr().err
    assert set(BANCS) == set(budgets())


def test_a_budget_bears_on_the_ratio_when_there_is_a_reference() -> None:
    assert Resultat("x", Releve(mesure=30, reference=10, unite="ms", n=1), budget=3).tient
    assert not Resultat("x", Releve(mesure=31, reference=10, unite="ms", n=1), budget=3).tient


def test_a_budget_bears_on_the_measure_when_there_is_none() -> None:
    assert Resultat("x", Releve(mesure=50, unite="ms", n=1), budget=50).tient
    assert not Resultat("x", Releve(mesure=51, unite="ms", n=1), budget=50).tient


def test_the_95th_percentile_is_the_95th_of_100() -> None:
    assert p95(range(1, 101)) == 95
    assert p95([7]) == 7


def test_both_sides_are_timed_as_often() -> None:
    tours: list[str] = []

    releve = compare(lambda: tours.append("nous"), lambda: tours.append("eux"), n=3, warm_up=1)

    assert tours == ["nous", "eux"] * 4
    assert releve.n == 3


@pytest.mark.parametrize("reference", [None, 2.0])
def test_the_report_has_the_promised_keys(
    reference: float | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.main(["inconnu"])
    monkeypatch.setitem(BANCS, "cli_echeances", lambda: Releve(mesure=3.0, reference=reference, unite="ms", n=5))

    assert bench.main(["--json", "cli_echeances"]) == 0

    ratio = None if reference is None else 1.5
    attendu = {
        "nom": "cli_echeances",
        "mesure": 3.0,
        "reference": reference,
        "unite": "ms",
        "n": 5,
        "ratio": ratio,
        "budget": 3.0,
    }
    assert json.loads(capsys.readouterr().out) == [attendu]


def test_over_budget_is_said_and_is_not_a_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["inconnu"])
    monkeypatch.setitem(BANCS, "cli_echeances", lambda: Releve(mesure=300.0, reference=1.0, unite="ms", n=5))

    assert bench.main(["cli_echeances"]) == 0
    assert "DÉPASSÉ" in capsys.readouterr().out
