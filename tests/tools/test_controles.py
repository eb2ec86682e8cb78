"""`start.py test` fails when anything fails, and ends with what pytest said."""

import pytest

from tools import controles, couverture, touches

CLOTURE = "===== 3 passed in 0.1s ====="


@pytest.mark.parametrize("en_defaut", ["", "mypy", "couverture", "pytest"])
def test_one_thing_that_does_not_hold_is_enough_to_fail(
    en_defaut: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(controles, "check", lambda nom, _arguments: nom != en_defaut)
    monkeypatch.setattr(controles, "run_tests", lambda _arguments: (en_defaut != "pytest", CLOTURE))

    assert controles.main(["couverture"]) == int(bool(en_defaut))

    lignes = capsys.readouterr().out.splitlines()
    assert lignes[-1] == CLOTURE
    assert [ligne.split(maxsplit=1)[1] for ligne in lignes if ligne.startswith("NON")] == ([en_defaut] if en_defaut else [])


def test_with_arguments_only_those_tests_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    lances: list[list[str]] = []

    def run_tests(arguments: list[str]) -> tuple[bool, str]:
        lances.append(arguments)
        return True, CLOTURE

    monkeypatch.setattr(controles, "check", lambda nom, _arguments: lances.append([nom]))
    monkeypatch.setattr(controles, "run_tests", run_tests)

    assert controles.main(["tests/ui"]) == 0
    assert lances == [["tests/ui"]]


@pytest.mark.parametrize(
    ("demande", "lances", "couverture"),
    [
        ([], [["-m", "not lent"]], False),
        (["vite"], [["-m", "not lent", "tests/test_architecture.py", "tests/vault/test_depot.py"]], False),
        (["tout"], [[]], False),
        (["couverture"], [["-m", "couche", "--cov", "--cov-report="]], True),
    ],
)
def test_what_is_slow_is_for_the_whole_run_and_what_is_traced_for_one_of_its_own(
    demande: list[str],
    lances: list[list[str]],
    couverture: bool,  # noqa: FBT001 - a table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faits: list[list[str]] = []
    verifies: list[str] = []

    def run_tests(arguments: list[str]) -> tuple[bool, str]:
        faits.append(arguments)
        return True, CLOTURE

    def check(nom: str, _arguments: list[str]) -> bool:
        verifies.append(nom)
        return True

    monkeypatch.setattr(controles, "run_tests", run_tests)
    monkeypatch.setattr(controles, "check", check)
    monkeypatch.setattr(touches, "touched", lambda: ("droits_usagers/vault/depot.py",))
    monkeypatch.setattr(touches, "needed", lambda _: ("tests/test_architecture.py", "tests/vault/test_depot.py"))

    assert controles.main(demande) == 0
    assert faits == lances
    assert set(controles.LECTURES) <= set(verifies)
    assert ("couverture" in verifies) is couverture


@pytest.mark.parametrize(("atteints", "code"), [(99, 1), (100, 0)])
def test_a_layer_under_its_floor_fails_and_says_where(
    atteints: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    couches = ("domain", "catalogue", "letters", "services", "vault")
    mesure = {f"droits_usagers/{couche}/x.py": couverture.Bilan(100, 100, "") for couche in couches}
    mesure["droits_usagers/domain/x.py"] = couverture.Bilan(atteints, 100, "12, 13→15")
    monkeypatch.setattr(couverture, "_measure", lambda: mesure)

    assert couverture.main() == code
    assert ("13→15" in capsys.readouterr().out) == bool(code)
