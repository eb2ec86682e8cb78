"""The same commands as programs of their own: exit codes, streams, and what is left on the disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outils import sous_linux

LETTRE = 'demarche = "acces"\n[reponses]\n'


def launch(*arguments: object, limite: int | None = None, **options: object) -> subprocess.CompletedProcess[str]:
    commande = [sys.executable, "-m", "droits_usagers", *map(str, arguments)]
    if limite is not None:
        # A limit on the size of any file, as a full disk would do; measuring coverage needs a file too.
        options["env"] = {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith("COVERAGE")}
        commande = ["sh", "-c", f'ulimit -f {limite}; exec "$@"', "sh", *commande]
    return subprocess.run(commande, capture_output=True, text=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def reponses(tmp_path: Path) -> Path:
    (tmp_path / "R.toml").write_text(LETTRE, encoding="utf-8")
    return tmp_path / "R.toml"


def test_a_letter_exits_with_0(reponses: Path, tmp_path: Path) -> None:
    fini = launch("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.docx")

    assert (fini.returncode, fini.stdout) == (0, "")
    assert (tmp_path / "a.docx").is_file()


@pytest.mark.parametrize("contenu", ["demarche = ", 'demarche = "acces"\nlieux = 1', "\x00", ""])
def test_a_file_that_cannot_be_read_exits_with_2(contenu: str, reponses: Path, tmp_path: Path) -> None:
    reponses.write_text(contenu, encoding="utf-8")
    fini = launch("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.docx")

    assert (fini.returncode, fini.stdout, fini.stderr.count("\n")) == (2, "", 1)
    assert "R.toml" in fini.stderr
    assert "Traceback" not in fini.stderr
    assert [chemin.name for chemin in tmp_path.iterdir()] == ["R.toml"]


def test_a_file_that_exists_exits_with_3(reponses: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    fini = launch("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.pdf")

    assert (fini.returncode, fini.stdout, fini.stderr.count("\n")) == (3, "", 1)
    assert (tmp_path / "a.pdf").read_bytes() == b""


@sous_linux
@pytest.mark.parametrize("existant", [None, b"ancien"])
def test_a_full_disk_exits_with_3_and_leaves_what_was_there(existant: bytes | None, reponses: Path, tmp_path: Path) -> None:
    sortie = tmp_path / "a.docx"
    if existant is not None:
        sortie.write_bytes(existant)
    fini = launch("courrier", "--reponses", reponses, "--sortie", sortie, "--remplacer", limite=1)

    assert (fini.returncode, fini.stderr.count("\n")) == (3, 1)
    assert "plein" in fini.stderr
    assert sorted(chemin.name for chemin in tmp_path.iterdir()) == ["R.toml"] + ["a.docx"] * (existant is not None)
    assert existant is None or sortie.read_bytes() == existant


def told_of_a_full_disk(*arguments: str | Path, sans_tampon: str = "") -> str:
    """The one sentence of a command that cannot write what it prints; it exits with 3."""
    with Path("/dev/full").open("w", encoding="utf-8") as plein:
        fini = subprocess.run(
            [sys.executable, "-m", "droits_usagers", *arguments],
            env={**os.environ, "PYTHONUNBUFFERED": sans_tampon},
            stdout=plein,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert (fini.returncode, fini.stderr.count("\n")) == (3, 1)
    return fini.stderr


@sous_linux
@pytest.mark.parametrize("sans_tampon", ["", "1"])
def test_a_redirection_that_is_full_exits_with_3(sans_tampon: str, reponses: Path) -> None:
    assert told_of_a_full_disk("courrier", "--reponses", reponses, "--sortie", "-", sans_tampon=sans_tampon)


@sous_linux
@pytest.mark.parametrize("aide", [["--aide"], ["coffre", "--aide"], ["coffre", "creer", "-h"]])
def test_help_that_finds_the_disk_full_says_so(aide: list[str]) -> None:
    assert "plein" in told_of_a_full_disk(*aide)


@sous_linux
def test_without_an_output_nothing_is_a_bug(reponses: Path) -> None:
    commande = [sys.executable, "-m", "droits_usagers", "courrier", "--reponses", str(reponses), "--sortie", "-"]
    fini = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *commande], capture_output=True, text=True, check=False)

    assert (fini.returncode, fini.stderr) == (141, "")


@sous_linux
def test_a_pipe_that_nobody_fills_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "R.toml")
    fini = launch("courrier", "--reponses", tmp_path / "R.toml", "--sortie", "-", timeout=300)

    assert fini.returncode == 2


def test_json_leaves_in_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "E.toml").write_text('demarche = "acces"\n[[evenement]]\ntype = "recu"\ndate = 2026-11-24\n', encoding="utf-8")
    environnement = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    fini = launch("echeances", "--evenements", tmp_path / "E.toml", "--json", env=environnement)

    assert fini.returncode == 0
    assert "Reçue" in fini.stdout


def test_dates_are_said_without_loading_what_makes_letters(tmp_path: Path) -> None:
    (tmp_path / "E.toml").write_text('demarche = "acces"\n', encoding="utf-8")
    lourds = ("sqlite_utils", "docx", "typst", "jinja2", "markdown_it", "rapidfuzz", "zxcvbn", "stdnum", "PySide6")
    code = (
        "import sys; from droits_usagers.app import run_command_line as r; "
        f"r(['echeances', '--evenements', r'{tmp_path / 'E.toml'}', '--json']); "
        f"sys.exit(' '.join(m for m in {lourds} if m in sys.modules))"
    )
    fini = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)

    assert fini.stderr.strip() == ""


@sous_linux
@pytest.mark.parametrize(("demarche", "code"), [("acces", 0), ("opposition", 3), ("inconnue", 2)])
def test_nothing_to_be_read_on_stderr_changes_no_ending(demarche: str, code: int, reponses: Path, tmp_path: Path) -> None:
    reponses.write_text(f'demarche = "{demarche}"\n', encoding="utf-8")
    commande = [sys.executable, "-m", "droits_usagers", "courrier", "--reponses", str(reponses)]
    commande += ["--sortie", str(tmp_path / "a.txt")]
    with Path("/dev/full").open("w", encoding="utf-8") as plein:
        fini = subprocess.run(commande, stderr=plein, check=False)

    assert fini.returncode == code
    assert (tmp_path / "a.txt").exists() == (code == 0)
