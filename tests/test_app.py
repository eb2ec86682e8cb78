"""The root of the program: the clock, the services, and the last word on any failure."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from droits_usagers import app
from droits_usagers.services.ensemble import Services

LANCER = [sys.executable, "-m", "droits_usagers"]


def test_today_is_the_day_of_now() -> None:
    avant, jour, apres = app.now(), app.today(), app.now()

    assert avant.date() <= jour <= apres.date()
    assert avant.tzinfo is not None


def test_services_are_those_of_this_checkout(racine: Path) -> None:
    services = app.make_services()

    assert services.places.resources == racine / "resources"
    assert services.today is app.today
    assert services.catalogue is services.catalogue


@pytest.mark.parametrize("commande", [["--aide"], ["courrier"]])
def test_a_bug_exits_with_1_and_names_nobody(
    commande: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        msg = "Élodie Œuvrard"
        raise ValueError(msg)

    monkeypatch.setattr(app, "make_services", fail)

    assert app.run_command_line(commande) == 1

    sortie = capsys.readouterr()
    assert "builtins.ValueError" in sortie.err
    assert "test_app.py" in sortie.err
    assert "Œuvrard" not in sortie.err
    assert sortie.out == ""


def test_the_program_says_its_version_which_is_that_of_the_package(racine: Path) -> None:
    projet = tomllib.loads((racine / "pyproject.toml").read_text("utf-8"))["project"]

    fini = subprocess.run([*LANCER, "--version"], cwd=racine, capture_output=True, encoding="utf-8", check=False)

    assert (fini.stdout, fini.returncode) == (f"droits-usagers {projet['version']}\n", 0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so_and_what_can_be_done(racine: Path) -> None:
    sans_ecran = {
        nom: valeur for nom, valeur in os.environ.items() if nom not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }

    fini = subprocess.run(LANCER, cwd=racine, env=sans_ecran, capture_output=True, encoding="utf-8", check=False)

    assert fini.returncode == 3
    assert "demo" in fini.stderr
    assert fini.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there, a folder where someone is cannot be removed")
def test_a_coffre_given_where_the_current_folder_is_gone_is_left_to_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recus: list[Path | None] = []

    def open_window(_: Services, coffre: Path | None, **_options: object) -> int:
        recus.append(coffre)
        return 0

    monkeypatch.setattr("droits_usagers.ui.fenetre.application.run", open_window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")
    (tmp_path / "ici").rmdir()

    assert app.run(["x.coffre"]) == 0
    assert recus == [Path("x.coffre")]


def test_what_is_said_is_utf8_whatever_the_terminal(racine: Path) -> None:
    environnement = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}

    fini = subprocess.run([*LANCER, "etape"], cwd=racine, env=environnement, capture_output=True, check=False)

    assert fini.returncode == 2
    assert "« etape »" in fini.stderr.decode("utf-8").replace("\xa0", " ").replace("\u202f", " ")
