"""What a public forge reads of this checkout: well written, in step with the rest, and never asking for real papers."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typst

from tests.outils import sous_linux
from tools import captures, controles

#: What publiccode.yml 0.4 requires, and the form of what is free.
OBLIGATOIRES = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}
MODELES = ("ISSUE_TEMPLATE/defaut.md", "ISSUE_TEMPLATE/droit.md", "ISSUE_TEMPLATE/besoin.md", "PULL_REQUEST_TEMPLATE.md")


def read_yaml(chemin: Path) -> Any:  # noqa: ANN401 - whatever it holds
    """A file of YAML; typst reads it, which is here anyway."""
    source = b"#metadata(yaml(bytes(sys.inputs.texte))) <lu>"
    return json.loads(typst.query(source, "<lu>", field="value", one=True, sys_inputs={"texte": chemin.read_text("utf-8")}))


@pytest.fixture(scope="module")
def projet(racine: Path) -> dict[str, Any]:
    """What pyproject.toml says of the program."""
    return dict(tomllib.loads((racine / "pyproject.toml").read_text("utf-8"))["project"])


# publiccode.yml


@pytest.fixture(scope="module")
def publiccode(racine: Path) -> dict[str, Any]:
    return dict(read_yaml(racine / "publiccode.yml"))


def test_publiccode_says_the_version_and_the_licence_of_the_program(publiccode: dict[str, Any], projet: dict[str, Any]) -> None:
    assert publiccode["softwareVersion"] == projet["version"]
    assert publiccode["legal"]["license"] == projet["license"]


def test_publiccode_holds_what_its_standard_requires(publiccode: dict[str, Any]) -> None:
    assert publiccode.keys() >= OBLIGATOIRES
    assert publiccode["publiccodeYmlVersion"] == "0.4"
    assert publiccode["url"].startswith("https://")
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert set(publiccode["platforms"]) == {"linux", "mac", "windows"}
    assert publiccode["description"].keys() == {"fr", "en"}
    for description in publiccode["description"].values():
        assert len(description["genericName"]) <= 35
        assert 0 < len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]
    assert publiccode["maintenance"]["type"] != "community" or publiccode["maintenance"]["contacts"]


def test_publiccode_shows_the_pictures_and_the_languages_that_there_are(publiccode: dict[str, Any], racine: Path) -> None:
    montrees = [Path(image).stem for image in publiccode["description"]["fr"]["screenshots"]]

    assert montrees == list(captures.pictures((racine / "README.md").read_text("utf-8")))
    assert all((racine / image).is_file() for image in publiccode["description"]["fr"]["screenshots"])
    assert set(publiccode["localisation"]["availableLanguages"]) == {
        fichier.stem for fichier in (racine / "resources" / "textes").glob("??.toml")
    }


# Before a commit


def test_what_is_checked_before_a_commit_is_what_is_checked_afterwards(racine: Path) -> None:
    (depot,) = read_yaml(racine / ".pre-commit-config.yaml")["repos"]

    assert depot["repo"] == "local"
    assert {crochet["language"] for crochet in depot["hooks"]} == {"system"}
    crochets = {crochet["name"]: crochet["entry"].removeprefix("sh tools/venv.sh ").split() for crochet in depot["hooks"]}
    assert set(crochets) == {"ruff check", "ruff format", "mypy"}
    for nom, commande in crochets.items():
        # The words of the command itself: which files, and whether to mend them, is said by each.
        assert controles.LECTURES[nom][1:3][: len(nom.split())] == commande[: len(nom.split())]


def _run_venv(racine: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    commande = ["sh", str(racine / "tools" / "venv.sh"), *arguments]
    return subprocess.run(commande, capture_output=True, encoding="utf-8", check=False)


@sous_linux
@pytest.mark.parametrize("place", ["bin/python", "Scripts/python.exe"])
def test_the_python_of_venv_is_found_on_every_system(place: str, racine: Path, tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    shutil.copy(racine / "tools" / "venv.sh", tmp_path / "tools")
    python = tmp_path / ".venv" / place
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$PWD" "$@"\nexit 7\n', "utf-8")
    python.chmod(0o755)

    fini = subprocess.run(
        ["sh", tmp_path / "tools" / "venv.sh", "ruff", "a b"], capture_output=True, encoding="utf-8", check=False
    )

    assert fini.stdout == f"{tmp_path} -m ruff a b\n"
    assert fini.returncode == 7


@sous_linux
def test_without_a_venv_it_is_said_how_to_make_one(racine: Path, tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    shutil.copy(racine / "tools" / "venv.sh", tmp_path / "tools")

    fini = _run_venv(tmp_path, "mypy")

    assert fini.returncode == 1
    assert "python3 start.py test" in fini.stderr


# The checks of a forge


def test_a_forge_checks_everything_on_linux_and_the_quick_set_elsewhere(racine: Path) -> None:
    texte = (racine / ".github" / "workflows" / "verifier.yml").read_text("utf-8")
    forge = read_yaml(racine / ".github" / "workflows" / "verifier.yml")
    linux, ailleurs = forge["jobs"]["linux"], forge["jobs"]["ailleurs"]

    assert forge["permissions"] == {"contents": "read"}
    assert "secrets." not in texte
    assert "jamais exécuté" in texte
    assert linux["runs-on"].startswith("ubuntu-")
    assert any("bash .ci/run" in etape.get("run", "") for etape in linux["steps"])
    assert [systeme.partition("-")[0] for systeme in ailleurs["strategy"]["matrix"]["systeme"]] == ["windows", "macos"]
    assert any(etape.get("run", "").endswith("start.py test vite") for etape in ailleurs["steps"])


def test_what_a_forge_runs_of_others_is_pinned_and_takes_no_credentials_along(racine: Path) -> None:
    forge = read_yaml(racine / ".github" / "workflows" / "verifier.yml")
    employees = [etape for tache in forge["jobs"].values() for etape in tache["steps"] if "uses" in etape]

    assert employees
    for etape in employees:
        assert re.fullmatch(r"actions/(checkout|setup-python)@[0-9a-f]{40}", etape["uses"])
        assert "checkout" not in etape["uses"] or etape["with"]["persist-credentials"] is False


def test_a_forge_takes_a_python_that_the_program_accepts(racine: Path, projet: dict[str, Any]) -> None:
    forge = read_yaml(racine / ".github" / "workflows" / "verifier.yml")
    versions = {
        etape["with"]["python-version"]
        for tache in forge["jobs"].values()
        for etape in tache["steps"]
        if "setup-python" in etape.get("uses", "")
    }

    assert versions == {projet["requires-python"].removeprefix(">=")}


# What people write there


@pytest.mark.parametrize("modele", MODELES)
def test_every_model_asks_for_nobody_s_real_papers_before_anything_else(modele: str, racine: Path) -> None:
    texte = (racine / ".github" / modele).read_text("utf-8")
    avertissement = texte.partition("<!--")[2].partition("-->")[0]

    assert all(mot in avertissement for mot in ("nom", "lettre", "coffre")) or "vraie personne" in avertissement
    # And again at the end, when it has been written.
    assert texte.rstrip().endswith("- [ ] J'ai relu : aucune personne réelle, aucun vrai papier, aucun coffre.")


@pytest.mark.parametrize("modele", [modele for modele in MODELES if "ISSUE" in modele])
def test_a_model_of_issue_has_the_heading_that_a_forge_reads(modele: str, racine: Path, tmp_path: Path) -> None:
    _, tete, corps = (racine / ".github" / modele).read_text("utf-8").split("---\n", 2)
    (tmp_path / "tete.yml").write_text(tete, "utf-8")
    lue = read_yaml(tmp_path / "tete.yml")

    assert lue["name"]
    assert lue["about"]
    assert corps.strip()


def test_no_issue_starts_from_a_blank_page(racine: Path) -> None:
    modeles = racine / ".github" / "ISSUE_TEMPLATE"

    assert read_yaml(modeles / "config.yml") == {"blank_issues_enabled": False}
    assert {f"ISSUE_TEMPLATE/{chemin.name}" for chemin in modeles.glob("*.md")} <= set(MODELES)
