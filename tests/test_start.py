"""start.py decides, without installing anything here, what has to be done and how to say it."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

import pytest

from tests.outils import sous_linux


@pytest.fixture
def start(racine: Path, tmp_path: Path) -> ModuleType:
    """start.py as found in a copy of the checkout, where .venv does not exist yet."""
    (tmp_path / "start.py").write_bytes((racine / "start.py").read_bytes())
    (tmp_path / "requirements").mkdir()
    for jeu in ("uv", "base", "dev"):
        (tmp_path / "requirements" / f"{jeu}.txt").write_text(f"# {jeu}\n", "utf-8")
    spec = importlib.util.spec_from_file_location("start_copie", tmp_path / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def commandes(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that start.py would have run. `venv` and what it holds are made of an empty file."""
    lancees: list[list[str]] = []

    def note(commande: list[str], **_options: object) -> int:
        lancees.append(commande)
        if "venv" in commande:
            start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            start.PYTHON.touch()
        return 0

    monkeypatch.setattr(start.subprocess, "check_call", note)
    monkeypatch.setattr(start.subprocess, "check_output", lambda *_args, **_options: "")
    return lancees


def _done(commandes: list[list[str]]) -> list[str]:
    """What was run, in a word each; the list is emptied."""
    mots = {"venv": "venv", "pip": "uv", "uv": "sync", "compileall": "compile"}
    faits = [mots[commande[2]] for commande in commandes]
    commandes.clear()
    return faits


def test_the_first_time_makes_everything_and_the_second_nothing(start: ModuleType, commandes: list[list[str]]) -> None:
    start.install("base")
    assert _done(commandes) == ["venv", "uv", "sync", "compile"]

    start.install("base")
    assert _done(commandes) == []


def test_the_larger_set_is_enough_for_the_smaller(start: ModuleType, commandes: list[list[str]]) -> None:
    start.install("dev")
    _done(commandes)

    start.install("base")
    assert _done(commandes) == []


def test_the_smaller_set_is_completed_for_the_larger(start: ModuleType, commandes: list[list[str]]) -> None:
    start.install("base")
    _done(commandes)

    start.install("dev")
    assert _done(commandes) == ["uv", "sync", "compile"]


def test_new_requirements_are_installed_into_the_same_venv(start: ModuleType, commandes: list[list[str]]) -> None:
    start.install("base")
    _done(commandes)
    Path(start.requirements("base")).write_text("# changed\n", "utf-8")

    start.install("base")
    assert _done(commandes) == ["uv", "sync", "compile"]


def test_where_nothing_can_be_compiled_the_installation_is_whole_all_the_same(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    note = start.subprocess.check_call

    def refuse_to_compile(commande: list[str], **options: object) -> int:
        fait: int = note(commande, **options)
        if "compileall" in commande:
            raise subprocess.CalledProcessError(1, commande)
        return fait

    monkeypatch.setattr(start.subprocess, "check_call", refuse_to_compile)

    start.install("base")
    assert _done(commandes) == ["venv", "uv", "sync", "compile"]
    start.install("base")
    assert _done(commandes) == []


def test_a_half_made_venv_is_made_anew(start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(commande: list[str], **_options: object) -> int:
        raise subprocess.CalledProcessError(1, commande)

    start.install("base")
    _done(commandes)
    Path(start.requirements("base")).write_text("# changed\n", "utf-8")
    with monkeypatch.context() as panne:
        panne.setattr(start.subprocess, "check_call", fail)
        with pytest.raises(SystemExit, match="3"):
            start.install("base")

    start.install("base")
    assert _done(commandes) == ["venv", "uv", "sync", "compile"]


def test_a_venv_made_by_something_else_is_not_trusted(start: ModuleType, commandes: list[list[str]]) -> None:
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.touch()

    start.install("base")
    assert _done(commandes) == ["venv", "uv", "sync", "compile"]


def test_a_venv_whose_python_is_gone_is_made_anew(start: ModuleType, commandes: list[list[str]]) -> None:
    start.install("base")
    _done(commandes)
    start.PYTHON.unlink()

    start.install("base")
    assert _done(commandes) == ["venv", "uv", "sync", "compile"]


def test_uv_is_told_what_pip_knows_unless_it_has_its_own(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    reglages = r"""global.index-url='http://usual.example/simple'
global.extra-index-url='http://a.example\nhttp://b.example'
global.find-links='/x\n/y'
:env:.index-url='http://mirror.example/simple'
global.timeout='60'
global.no-index='true'
global.cert='/pip.pem'"""
    monkeypatch.setattr(start.subprocess, "check_output", lambda *_args, **_options: reglages)
    monkeypatch.setenv("SSL_CERT_FILE", "/uv.pem")

    environnement = start.uv_environment()

    assert environnement["UV_DEFAULT_INDEX"] == "http://mirror.example/simple"
    assert environnement["UV_INDEX"] == "http://a.example http://b.example"
    assert environnement["UV_FIND_LINKS"] == "/x,/y"
    assert environnement["SSL_CERT_FILE"] == "/uv.pem"
    assert environnement["UV_NO_INDEX"] == "true"


def test_an_old_python_reads_the_file_and_is_refused_in_a_sentence(
    start: ModuleType, racine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((racine / "start.py").read_text("utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match="3"):
        start.main([])

    assert "Python 3.11" in capsys.readouterr().err


@sous_linux
def test_without_a_screen_demo_is_offered(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for nom in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(nom, raising=False)

    with pytest.raises(SystemExit, match="3"):
        start.main([])

    assert "start.py demo\n" in capsys.readouterr().err
    assert _done(commandes) == ["venv", "uv", "sync", "compile"]


@pytest.fixture
def systeme(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian where `venv` and a library of Qt are missing; what start.py had it run, `.venv` included."""
    lancees: list[list[str]] = []

    def note(commande: list[str], **_options: object) -> int:
        lancees.append(commande)
        return 0

    monkeypatch.setattr(start.subprocess, "call", note)
    monkeypatch.setattr(start.subprocess, "check_call", note)
    monkeypatch.setattr(start.shutil, "which", lambda _nom: "/usr/bin/apt-get")
    monkeypatch.setattr(start, "find_spec", lambda _nom: None)
    monkeypatch.setattr(start, "is_loadable", lambda nom: nom != "libEGL.so.1")
    monkeypatch.setattr(start.sys, "executable", "/usr/bin/python3")
    return lancees


@sous_linux
@pytest.mark.parametrize("arguments", [[], ["test"], ["demo"]])
def test_all_that_is_missing_is_asked_for_at_once_and_before_anything_is_installed(
    arguments: list[str],
    start: ModuleType,
    systeme: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit, match="3"):
        start.main(arguments)

    dit = capsys.readouterr().err
    assert "sudo apt-get install --yes --no-install-recommends python3-venv libegl1\n" in dit
    assert "installation dans .venv" not in dit
    assert systeme == []


@sous_linux
def test_root_is_told_what_is_about_to_be_installed(
    start: ModuleType, systeme: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dits: list[str] = []
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)
    monkeypatch.setattr(start, "say", lambda phrase: dits.append(phrase) if not systeme else None)

    start.require_system("base", graphique=True)

    assert len(dits) == 1
    assert "apt-get update && apt-get install --yes --no-install-recommends python3-venv libegl1" in dits[0]
    assert [commande[1] for commande in systeme] == ["update", "install"]


@sous_linux
def test_offline_the_system_is_asked_for_nothing_even_by_root(
    start: ModuleType,
    systeme: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.whl").touch()
    for nom in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "UV_OFFLINE"):
        monkeypatch.setenv(nom, "")
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)

    with pytest.raises(SystemExit, match="3"):
        start.main(["--hors-ligne", str(tmp_path)])

    assert "apt-get install --yes --no-install-recommends python3-venv libegl1\n" in capsys.readouterr().err
    assert systeme == []


@sous_linux
def test_a_command_without_a_window_asks_for_no_library(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "find_spec", lambda nom: nom)
    monkeypatch.setattr(start, "is_loadable", lambda _nom: False)

    start.require_system("base", graphique=False)


@sous_linux
def test_on_another_linux_what_is_missing_is_named(
    start: ModuleType, systeme: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.shutil, "which", lambda _nom: None)

    with pytest.raises(SystemExit, match="3"):
        start.require_system("base", graphique=True)

    assert "python3-venv, libEGL.so.1" in capsys.readouterr().err
    assert systeme == []


def test_offline_pip_and_uv_look_in_the_folder_alone_spaces_and_accents_included(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roues = tmp_path / "Clé de l'équipe" / "roues"
    roues.mkdir(parents=True)
    (roues / "uv-1-py3-none-any.whl").touch()
    for nom in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "UV_OFFLINE"):  # so that they are put back
        monkeypatch.setenv(nom, "")
    monkeypatch.delenv("UV_FIND_LINKS", raising=False)

    start.stay_offline(str(roues))

    assert " " not in start.os.environ["PIP_FIND_LINKS"]
    monkeypatch.setattr(start, "PYTHON", sys.executable)
    environnement = start.uv_environment()
    assert environnement["UV_NO_INDEX"] == "1"
    assert environnement["UV_OFFLINE"] == "1"
    assert unquote(urlsplit(environnement["UV_FIND_LINKS"]).path) == str(roues)


@pytest.mark.parametrize("dossier", ["", "absent", "."])
def test_a_folder_without_packages_is_refused_in_a_sentence(
    dossier: str, start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit, match="3"):
        start.main(["--hors-ligne", dossier])

    assert "--hors-ligne" in capsys.readouterr().err


@pytest.mark.parametrize(("hors_ligne", "dit"), [(False, "--hors-ligne DOSSIER"), (True, "Il manque quelque chose")])
def test_an_installation_that_stops_says_what_to_do_with_a_network_or_without(
    hors_ligne: bool,  # noqa: FBT001 - a parameter of the test
    dit: str,
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(commande: list[str], **_options: object) -> int:
        raise subprocess.CalledProcessError(1, commande)

    monkeypatch.setattr(start.subprocess, "check_call", fail)
    monkeypatch.setattr(start.os, "environ", {"UV_OFFLINE": "1"} if hors_ligne else {})

    with pytest.raises(SystemExit, match="3"):
        start.install("base")

    assert dit in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "lance"),
    [
        (["test", "tests/ui"], ["tools.controles", "tests/ui"]),
        (["bench", "--json"], ["benchmarks", "--json"]),
        (["demo"], ["droits_usagers", "demo", "--sortie", "demo", "--remplacer"]),
        (["demo", "--coffre", "F"], ["droits_usagers", "demo", "--coffre", "F"]),
        (["demarches", "--json"], ["droits_usagers", "demarches", "--json"]),
        (["--version"], ["droits_usagers", "--version"]),
        (["livraison", "cle"], ["tools.livraison", "cle"]),
        ([], ["droits_usagers"]),
        (["Permanence.COFFRE"], ["droits_usagers", "Permanence.COFFRE"]),
    ],
)
def test_each_command_runs_its_program_and_passes_its_code_on(
    arguments: list[str], lance: list[str], start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    faits: list[tuple[str, ...]] = []

    def note(*commande: str) -> int:
        faits.append(commande)
        return 2

    monkeypatch.setattr(start, "install", lambda _jeu: None)
    monkeypatch.setattr(start, "require_system", lambda _jeu, **_options: None)
    monkeypatch.setattr(start, "require_screen", lambda: None)
    monkeypatch.setattr(start, "run", note)

    assert start.main(arguments) == 2
    assert faits == [tuple(lance)]


def test_what_is_run_finds_the_package_from_any_folder(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recu: dict[str, str] = {}
    monkeypatch.setattr(start.os, "execve", lambda _programme, _commande, environnement: recu.update(environnement))
    monkeypatch.setattr(start.subprocess, "call", lambda _commande, env: recu.update(env))
    monkeypatch.delenv("PYTHONPATH", raising=False)

    start.run("droits_usagers")

    assert recu["PYTHONPATH"] == str(tmp_path)
