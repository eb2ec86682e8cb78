"""start.py where what was installed does not load any more, or where what it writes to is closed."""

import importlib
import os
import runpy
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from droits_usagers.chargement import fails_to_load
from tests.departs import done
from tests.outils import sous_linux


@sous_linux
@pytest.mark.parametrize("sortie", [">&-", ">/dev/full", "| true"])
def test_asking_what_it_does_is_no_failure_where_nobody_reads_it(racine: Path, sortie: str) -> None:
    ligne = f'{{ "$0" "$1" livraison --aide; echo "$?" >&2; }} {sortie}'
    fini = subprocess.run(
        ["sh", "-c", ligne, sys.executable, str(racine / "start.py")], capture_output=True, encoding="utf-8", check=False
    )

    assert fini.stderr in {"141\n", "0\n"}


@sous_linux
def test_no_file_takes_the_number_of_a_stream_that_was_closed(start: ModuleType) -> None:
    programme = (
        "import start, os; start.reserve_streams(); "
        "print(sorted(map(int, os.listdir('/proc/self/fd')))[:3], file=open('vus', 'w'))"
    )
    subprocess.run(["sh", "-c", '"$0" -c "$1" <&- >&- 2>&-', sys.executable, programme], cwd=start.RACINE, check=True)

    assert (start.RACINE / "vus").read_text("utf-8") == "[0, 1, 2]\n"


def test_what_does_not_load_is_read_again_and_made_anew_from_nothing_that_was_kept(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that uv links from what it keeps is spoilt in both places."""
    faite = start.install("base")
    done(commandes)
    monkeypatch.setenv("UV_NO_CACHE", "")
    monkeypatch.setenv(start.A_RELIRE, "1")

    assert start.install("base") == faite
    assert done(commandes) == ["venv", "uv", "sync", "compile"]
    assert start.os.environ["UV_NO_CACHE"] == "1"
    assert start.stamped(faite) == start.stamp("base", faite)


@sous_linux
@pytest.mark.parametrize("commande", ["test", "bench", "livraison"])
def test_what_is_spoilt_is_made_anew_before_a_program_that_begins_others(
    commande: str,
    start: ModuleType,
    commandes: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for nom in ("UV_NO_CACHE", start.A_RELIRE):  # so that they are put back
        monkeypatch.setenv(nom, "")
        monkeypatch.delenv(nom)
    monkeypatch.setattr(start, "require_system", lambda *_args, **_options: None)
    monkeypatch.setattr(start, "run", lambda *_args: 0)
    fiche = start.install("dev") / "lib" / "python3" / "site-packages" / "click-8.dist-info" / "RECORD"
    fiche.parent.mkdir(parents=True)
    fiche.write_text("click/core.py,sha256=AAAA,1\n", "utf-8")
    done(commandes)

    assert start.main([commande]) == 0
    assert done(commandes) == ["venv", "uv", "sync", "compile"]
    assert start.PHRASES["relecture"] in capsys.readouterr().err
    assert start.A_RELIRE not in start.os.environ


@sous_linux
def test_an_installation_that_someone_stops_says_so_in_a_sentence_and_no_more(racine: Path, tmp_path: Path) -> None:
    """Ctrl+C is heard by all that the terminal runs: what is begun to install would answer it in its own words."""
    (tmp_path / "start.py").write_bytes((racine / "start.py").read_bytes())
    shutil.copytree(racine / "requirements", tmp_path / "requirements")
    # Nobody writes what is read there: it is still being waited for when it is stopped, however slow the machine.
    muet = tmp_path / "simple" / "uv" / "index.html"
    muet.parent.mkdir(parents=True)
    os.mkfifo(muet)
    # Begun in the background, these tests hear no Ctrl+C, and would have nothing that they begin hear it.
    avant = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "start.py"), "--version"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        env=dict(os.environ, PIP_INDEX_URL=(tmp_path / "simple").as_uri()),
    ) as lance:
        signal.signal(signal.SIGINT, avant)
        assert lance.stderr is not None
        dit = lance.stderr.readline()
        while not list((tmp_path / ".venvs").glob("base-*")):
            assert lance.poll() is None
        os.killpg(lance.pid, signal.SIGINT)
        dit += lance.stderr.read()

    assert lance.returncode == 130
    phrases = runpy.run_path(str(racine / "start.py"))["PHRASES"]
    assert dit == phrases["installation"] + "\n" + phrases["arret"] + "\n"


@sous_linux
def test_a_python_that_does_not_run_is_made_anew_once_then_it_is_said(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for nom in ("UV_NO_CACHE", start.A_RELIRE):  # so that they are put back
        monkeypatch.setenv(nom, "")
        monkeypatch.delenv(nom)

    with pytest.raises(SystemExit, match="3"):
        start.main(["--version"])

    assert done(commandes) == ["venv", "uv", "sync", "compile"] * 2
    assert start.PHRASES["abimee"] in capsys.readouterr().err


@sous_linux
def test_a_package_that_does_not_load_is_told_in_a_sentence_and_read_again(
    start: ModuleType, racine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = start.place("base")
    (venv / start.PYTHON).parent.mkdir(parents=True)
    (venv / start.PYTHON).symlink_to(sys.executable)
    (venv / start.TEMOIN).write_text(" ".join(start.stamp("base", venv)), "utf-8")
    paquet = tmp_path / "droits_usagers"
    paquet.mkdir()
    for nom in ("__init__", "__main__", "chargement"):
        (paquet / f"{nom}.py").write_bytes((racine / "droits_usagers" / f"{nom}.py").read_bytes())
    (paquet / "app.py").write_text("import nothing_of_that_name\n", "utf-8")
    for nom in (start.DEPART, start.A_RELIRE):
        monkeypatch.delenv(nom, raising=False)
    monkeypatch.setenv("PATH", "/nowhere")

    lancer = [sys.executable, str(tmp_path / "start.py"), "--version"]
    fini = subprocess.run(lancer, capture_output=True, encoding="utf-8", check=False)

    assert fini.returncode == 3
    assert fini.stderr.startswith(start.PHRASES["relecture"])
    assert start.PHRASES["abimee"] in fini.stderr
    assert not start.stamped(venv)


@pytest.mark.parametrize("illisible", ["import nothing_of_that_name", "def f(:", "None.parts", "\0"])
def test_a_module_that_was_spoilt_is_told_from_a_bug(tmp_path: Path, illisible: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spoilt_module.py").write_text(illisible, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(Exception) as rate:  # noqa: PT011 - whatever its bytes make of it
        importlib.import_module("spoilt_module")

    assert fails_to_load(rate.value)


def test_a_bug_is_not_taken_for_what_does_not_load() -> None:
    with pytest.raises(AttributeError) as defaut:
        _ = None.parts  # type: ignore[attr-defined]

    assert not fails_to_load(defaut.value)
