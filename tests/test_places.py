"""The shipped data is found in the three layouts the program can be run from."""

import contextlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from droits_usagers.places import Places, find_places


def test_a_checkout_holds_the_data_at_its_root(racine: Path) -> None:
    places = find_places()

    assert places.resources == racine / "resources"
    assert places.gabarits == racine / "letter_templates"
    assert places.programme == racine
    assert (places.resources / "textes" / "fr.toml").is_file()


@pytest.fixture(scope="module")
def installe(racine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of installed packages that holds the wheel of this checkout."""
    dossier = tmp_path_factory.mktemp("roue")
    with contextlib.chdir(racine):
        roue = dossier / build_wheel(str(dossier))
    with zipfile.ZipFile(roue) as archive:
        archive.extractall(dossier / "site-packages")
    return dossier / "site-packages"


def _run(installe: Path, *arguments: str) -> str:
    """What Python prints when it knows our package by that folder only."""
    # -P: not by the current folder either.
    commande = [sys.executable, "-P", *arguments]
    environnement = {**os.environ, "PYTHONPATH": str(installe)}
    return subprocess.run(
        commande, cwd=installe.parent, env=environnement, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def test_an_installed_wheel_holds_the_data_inside_the_package(installe: Path, racine: Path) -> None:
    programme = "from droits_usagers.places import find_places as f; print(f().resources); print(f().gabarits)"

    data = installe / "droits_usagers" / "_data"
    assert _run(installe, "-c", programme).splitlines() == [str(data / "resources"), str(data / "letter_templates")]
    assert _files(data / "resources") == _files(racine / "resources")
    assert _files(data / "letter_templates") == _files(racine / "letter_templates")


def test_an_installed_wheel_runs(installe: Path) -> None:
    demarches = json.loads(_run(installe, "-m", "droits_usagers", "demarches", "--json"))

    assert "acces" in {demarche["id"] for demarche in demarches}


def test_a_frozen_tree_holds_the_data_at_the_root_of_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "droits-usagers"))

    places = find_places(package=tmp_path / "droits_usagers")

    assert (places.resources, places.gabarits) == (tmp_path / "resources", tmp_path / "letter_templates")
    assert places.programme == tmp_path / "bin"


def test_an_installed_wheel_that_is_its_own_program_was_put_where_that_program_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "programme" / "droits_usagers" / "_data").mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "droits-usagers.exe"))

    places = find_places(package=tmp_path / "programme" / "droits_usagers")

    assert places.resources == tmp_path / "programme" / "droits_usagers" / "_data" / "resources"
    assert places.programme == tmp_path


def test_settings_are_beside_a_program_that_a_folder_says_is_portable(tmp_path: Path, maison: Path) -> None:
    (tmp_path / "portable").mkdir()

    places = find_places(package=tmp_path / "droits_usagers")

    assert places.reglages == tmp_path / "portable" / "reglages.toml"
    assert places.gabarits_utilisateur == tmp_path / "portable" / "gabarits"
    assert list(maison.iterdir()) == []


def test_a_file_of_that_name_does_not_make_it_portable(tmp_path: Path, maison: Path) -> None:
    (tmp_path / "portable").touch()

    places = find_places(package=tmp_path / "droits_usagers")

    assert places.reglages is not None
    assert places.reglages.is_relative_to(maison)


def test_settings_are_in_the_home_of_whoever_runs_it(maison: Path) -> None:
    places = find_places()

    assert places.reglages is not None
    assert places.reglages.is_relative_to(maison)
    assert places.gabarits_utilisateur is not None
    assert places.gabarits_utilisateur.is_relative_to(maison)


def test_finding_places_creates_nothing(maison: Path) -> None:
    find_places()

    assert list(maison.iterdir()) == []


def test_a_session_that_keeps_nothing_has_no_settings_and_no_templates_of_its_own() -> None:
    places = find_places()

    assert places.without_trace() == Places(
        resources=places.resources,
        gabarits=places.gabarits,
        programme=places.programme,
        reglages=None,
        gabarits_utilisateur=None,
    )


def _files(root: Path) -> set[str]:
    """Every shipped file under a folder, as hatchling sees it: nothing git ignores."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
