"""The stamp of what is installed: lost alone, what it was on runs without a network; otherwise it is made anew, and said."""

import base64
import hashlib
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.departs import done
from tests.outils import sous_linux


def test_one_whose_stamp_a_disk_spoilt_is_made_anew(start: ModuleType, commandes: list[list[str]]) -> None:
    faite = start.install("base")
    done(commandes)
    (faite / start.TEMOIN).write_bytes(b"base \x9c\xff \xc3")

    start.install("base")
    assert done(commandes) == ["venv", "uv", "sync", "compile"]


def _filled(venv: Path) -> Path:
    """With a package, as one writes down what it put there."""
    paquets = venv / "lib" / "python3.13" / "site-packages"
    (paquets / "un-1.dist-info").mkdir(parents=True)
    (paquets / "un.py").write_bytes(b"UN = 1\n")
    empreinte = base64.urlsafe_b64encode(hashlib.sha256(b"UN = 1\n").digest()).decode().rstrip("=")
    (paquets / "un-1.dist-info" / "RECORD").write_text(f"un.py,sha256={empreinte},7\nun-1.dist-info/RECORD,,\n", "utf-8")
    return paquets / "un.py"


@pytest.mark.parametrize("marque", [b"", b"base \x9c\xff \xc3", None])
def test_one_whose_stamp_alone_was_lost_runs_without_a_network(
    marque: bytes | None, start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    faite = start.install("base")
    tenue = start.stamped(faite)
    _filled(faite)
    done(commandes)
    (faite / start.TEMOIN).unlink() if marque is None else (faite / start.TEMOIN).write_bytes(marque)
    monkeypatch.setattr(start.subprocess, "check_output", lambda *_args, **_options: "Would make no changes\n")

    assert start.install("base") == faite
    assert done(commandes) == ["compile"]
    assert start.stamped(faite) == tenue


@pytest.mark.parametrize(("change", "dit"), [(b"UN = 2\n", "Would make no changes"), (b"UN = 1\n", "Would install 1 package")])
def test_one_that_is_not_whole_any_more_is_made_anew_and_without_a_network_that_is_said(
    change: bytes,
    dit: str,
    start: ModuleType,
    commandes: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    faite = start.install("base")
    done(commandes)
    _filled(faite).write_bytes(change)
    (faite / start.TEMOIN).write_bytes(b"base \x9c\xff \xc3")
    monkeypatch.setattr(start.subprocess, "check_output", lambda *_args, **_options: dit)

    def fail(commande: list[str], **_options: object) -> int:
        raise subprocess.CalledProcessError(1, commande)

    with monkeypatch.context() as coupe:
        coupe.setattr(start.subprocess, "check_call", fail)
        with pytest.raises(SystemExit, match="3"):
            start.install("base")
    phrases = capsys.readouterr().err
    assert start.PHRASES["abimee"] in phrases
    assert start.PHRASES["intacte"] not in phrases

    start.install("base")
    assert done(commandes) == ["venv", "uv", "sync", "compile"]


@pytest.mark.parametrize("lieu", [".venv/notes.txt", ".venv", ".venvs/mes notes/notes.txt", ".venvs/-/notes.txt"])
def test_what_bears_no_stamp_and_no_name_of_ours_is_never_removed(
    lieu: str, start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone put it there."""
    a_quelqu_un = start.RACINE / lieu
    a_quelqu_un.parent.mkdir(parents=True, exist_ok=True)
    a_quelqu_un.write_text("à moi", "utf-8")
    monkeypatch.setattr(start, "wait_for", lambda *_: 0)
    monkeypatch.setattr(start.os, "execve", lambda *_: None)

    venv = start.install("base")
    start.run(venv, "droits_usagers")
    start.sweep(venv)

    assert a_quelqu_un.read_text("utf-8") == "à moi"
    assert commandes


@sous_linux
def test_a_link_that_someone_made_goes_on_leading_where_it_did(
    start: ModuleType, commandes: list[list[str]], tmp_path: Path
) -> None:
    (tmp_path / "à moi").mkdir()
    start.VENV.symlink_to(tmp_path / "à moi")

    start.install("base")

    assert start.VENV.readlink() == tmp_path / "à moi"
    assert commandes
