"""A change needs the tests of the folders it touches, and those of the house."""

import subprocess
from pathlib import Path

import pytest

from tests.outils import besoin_de
from tools import touches

FICHIERS = (
    "tests/test_architecture.py",
    "tests/test_plan.py",
    "tests/test_start.py",
    "tests/test_places.py",
    "tests/test_conftest.py",
    "tests/ui/conftest.py",
    "tests/ui/test_fenetre.py",
    "tests/ui/test_theme.py",
    "tests/ui/suivi/test_page.py",
    "tests/vault/test_effacement.py",
    "tests/vault/test_kill.py",
    "tests/donnees/test_droit.py",
    "tests/donnees/test_textes.py",
    "tests/gabarits/test_acces_agent.py",
    "tests/gabarits/test_refus.py",
)


@pytest.fixture
def maison_vide(tmp_path: Path) -> Path:
    for nom in FICHIERS:
        (tmp_path / nom).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nom).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("touche", "tests"),
    [
        ("droits_usagers/vault/effacement.py", ["tests/vault/test_effacement.py"]),
        ("droits_usagers/vault/inconnu.py", ["tests/vault/test_effacement.py", "tests/vault/test_kill.py"]),
        ("droits_usagers/ui/suivi/liste.py", ["tests/ui/suivi"]),
        ("droits_usagers/ui/suivi/page/tri.py", ["tests/ui/suivi"]),
        ("droits_usagers/ui/aide.py", ["tests/ui/test_fenetre.py", "tests/ui/test_theme.py"]),
        ("droits_usagers/places.py", ["tests/test_places.py"]),
        ("droits_usagers/app.py", []),
        ("resources/droit/rgpd.toml", ["tests/donnees/test_droit.py"]),
        ("resources/modele.docx", ["tests/donnees/test_droit.py", "tests/donnees/test_textes.py"]),
        ("letter_templates/acces/demande.md.j2", ["tests/gabarits/test_acces_agent.py"]),
        ("tests/ui/test_theme.py", ["tests/ui/test_theme.py"]),
        ("tests/ui/test_disparu.py", []),
        ("tests/gabarits/__snapshots__/test_instantanes/test_each_letter[acces].txt", ["tests/gabarits"]),
        ("tests/ui/gestes.py", ["tests/ui"]),
        ("tests/coffres.py", ["tests/test_conftest.py"]),
        ("start.py", ["tests/test_start.py"]),
        ("README.md", []),
    ],
)
def test_the_tests_of_what_is_touched_are_found_by_its_name(touche: str, tests: list[str], maison_vide: Path) -> None:
    assert touches.needed([touche], maison_vide) == tuple(sorted(["tests/test_architecture.py", "tests/test_plan.py", *tests]))


@besoin_de("git")
def test_what_is_touched_is_the_work_under_way_else_the_last_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touches, "RACINE", tmp_path)

    def git(*arguments: str) -> None:
        identite = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identite, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    for nom in ("a", "b"):
        (tmp_path / nom).touch()
        git("add", nom)
        git("commit", "-m", nom)

    assert touches.touched() == ("b",)
    (tmp_path / "a").write_text("x", "utf-8")
    (tmp_path / "c").touch()
    assert touches.touched() == ("a", "c")
