"""start.py decides, without installing anything here, what has to be done and how to say it."""

import ast
import errno
import ntpath
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

import pytest

from tests.departs import done
from tests.outils import sous_linux
from tools.livraison.rapport import PARTIES


def test_the_first_time_makes_everything_and_the_second_nothing(start: ModuleType, commandes: list[list[str]]) -> None:
    start.install("base")
    assert done(commandes) == ["venv", "uv", "sync", "compile"]

    start.install("base")
    assert done(commandes) == []


def test_the_larger_set_is_enough_for_the_smaller(start: ModuleType, commandes: list[list[str]]) -> None:
    start.install("dev")
    done(commandes)

    start.install("base")
    assert done(commandes) == []


def test_another_set_is_made_beside_and_the_first_is_left_as_it_was(start: ModuleType, commandes: list[list[str]]) -> None:
    petit = start.install("base")
    avant = start.stamped(petit)
    done(commandes)

    grand = start.install("dev")
    assert done(commandes) == ["venv", "uv", "sync", "compile"]
    assert grand != petit
    assert start.stamped(petit) == avant


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
    assert done(commandes) == ["venv", "uv", "sync", "compile"]
    start.install("base")
    assert done(commandes) == []


@pytest.mark.parametrize("etape", ["venv", "pip", "uv", "stamp"])
@pytest.mark.parametrize("panne", [subprocess.CalledProcessError(1, []), OSError(28, "disk full"), KeyboardInterrupt()])
def test_whatever_stops_an_update_what_was_installed_runs_with_its_own_sources(
    etape: str,
    panne: BaseException,
    start: ModuleType,
    commandes: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ancien = start.install("base")
    (ancien / "lib").mkdir()
    avant = sorted(ancien.rglob("*")), start.stamped(ancien), start.link()
    epingles = Path(start.requirements("base"))
    tenues = epingles.read_text("utf-8")
    epingles.write_text("# changed\n", "utf-8")
    note, stamp = start.subprocess.check_call, start.stamp

    def stop_there(commande: list[str], **options: object) -> int:
        if etape in commande:
            raise panne
        return int(note(commande, **options))

    def stop_stamping(jeu: str, venv: Path) -> list[str]:
        if etape == "stamp" and (venv / start.PYTHON).exists() and venv not in (ancien, start.VENV):
            raise panne
        return list(stamp(jeu, venv))

    with monkeypatch.context() as arret:
        arret.setattr(start.subprocess, "check_call", stop_there)
        arret.setattr(start, "stamp", stop_stamping)
        with pytest.raises(KeyboardInterrupt if isinstance(panne, KeyboardInterrupt) else SystemExit):
            start.install("base")

    assert start.environments() == [ancien]
    assert (sorted(ancien.rglob("*")), start.stamped(ancien), start.link()) == avant
    assert isinstance(panne, KeyboardInterrupt) or start.PHRASES["intacte"] in capsys.readouterr().err
    commandes.clear()
    epingles.write_text(tenues, "utf-8")
    assert start.install("base") == ancien
    assert done(commandes) == []


def test_a_first_installation_that_stops_speaks_of_no_other(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(commande: list[str], **_options: object) -> int:
        raise subprocess.CalledProcessError(1, commande)

    monkeypatch.setattr(start.subprocess, "check_call", fail)
    with pytest.raises(SystemExit, match="3"):
        start.install("base")

    assert start.PHRASES["intacte"] not in capsys.readouterr().err


def test_an_installation_that_stops_beside_one_that_opens_does_not_say_that_it_does_not(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What this version was installed with to be used, where what it is worked on with cannot be."""

    def fail(commande: list[str], **_options: object) -> int:
        raise subprocess.CalledProcessError(1, commande)

    faite = start.install("base")
    done(commandes)
    monkeypatch.setattr(start.subprocess, "check_call", fail)
    with pytest.raises(SystemExit, match="3"):
        start.install("dev")

    assert start.PHRASES["intacte"] not in capsys.readouterr().err
    assert start.install("base") == faite


def test_one_that_was_killed_while_it_was_made_is_made_anew(start: ModuleType, commandes: list[list[str]]) -> None:
    faite = start.install("base")
    done(commandes)
    (faite / start.TEMOIN).unlink()

    start.install("base")
    assert done(commandes) == ["venv", "uv", "sync", "compile"]


def test_one_that_was_made_before_there_were_several_is_used_as_it_is(start: ModuleType, commandes: list[list[str]]) -> None:
    (start.VENV / start.PYTHON).parent.mkdir(parents=True)
    (start.VENV / start.PYTHON).touch()
    (start.VENV / start.TEMOIN).write_text(" ".join(start.stamp("dev", start.VENV)), "utf-8")

    assert start.install("base") == start.VENV
    assert done(commandes) == []


def test_a_venv_made_by_something_else_is_not_trusted(start: ModuleType, commandes: list[list[str]]) -> None:
    (start.VENV / start.PYTHON).parent.mkdir(parents=True)
    (start.VENV / start.PYTHON).touch()

    assert start.install("base") != start.VENV
    assert done(commandes) == ["venv", "uv", "sync", "compile"]


def test_a_venv_whose_python_is_gone_is_made_anew(start: ModuleType, commandes: list[list[str]]) -> None:
    (start.install("base") / start.PYTHON).unlink()
    done(commandes)

    start.install("base")
    assert done(commandes) == ["venv", "uv", "sync", "compile"]


@sous_linux
def test_the_path_that_people_type_leads_to_the_last_installed(start: ModuleType, commandes: list[list[str]]) -> None:
    assert (start.install("base") / start.PYTHON).samefile(start.VENV / start.PYTHON)
    assert (start.install("dev") / start.PYTHON).samefile(start.VENV / start.PYTHON)
    assert commandes


def _install_again(start: ModuleType) -> tuple[Path, Path]:
    """The environment of the requirements there were, and that of those there are."""
    avant = start.install("base")
    Path(start.requirements("base")).write_text("# changed\n", "utf-8")
    return avant, start.install("base")


def _end(code: int, start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "wait_for", lambda *_: code)
    monkeypatch.setattr(start.os, "execve", lambda *_: pytest.fail("nobody would see how it ends"))


def test_the_old_one_stays_until_the_new_one_has_run(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    avant, apres = _install_again(start)

    _end(1, start, monkeypatch)
    assert start.run(apres, "droits_usagers") == 1
    assert start.environments() == sorted([avant, apres])

    _end(0, start, monkeypatch)
    assert start.run(apres, "droits_usagers") == 0
    assert start.environments() == [apres]
    assert commandes


@sous_linux
def test_one_that_a_program_still_runs_from_is_not_removed(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    avant, apres = _install_again(start)
    _end(0, start, monkeypatch)
    (prise,) = start.hold(avant)

    start.run(apres, "droits_usagers")
    assert avant in start.environments()

    start.os.close(prise)
    start.run(apres, "droits_usagers")
    assert start.environments() == [apres]
    assert commandes


def test_what_is_being_made_by_another_start_is_not_removed(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    avant, apres = _install_again(start)
    _end(0, start, monkeypatch)

    with (start.ENVIRONNEMENTS / "verrou").open("a") as verrou:
        start.lock(verrou, wait=False)
        start.run(apres, "droits_usagers")

    assert avant in start.environments()
    assert commandes


@sous_linux
def test_what_goes_on_after_a_start_was_killed_keeps_the_next_one_waiting(start: ModuleType) -> None:
    """Both would write into the same folder."""
    racine = start.RACINE
    etape = racine / "python"
    etape.write_text('#!/bin/sh\necho "$$"\nread _\n', "utf-8")
    etape.chmod(0o755)
    installe = (
        f"import sys; sys.path.insert(0, {str(racine)!r}); import start; sys.executable = {str(etape)!r}; start.install('base')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", installe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as premier:
        assert premier.stdout is not None
        assert premier.stdin is not None
        assert premier.stdout.readline()
        premier.kill()
        premier.wait()

        with (start.ENVIRONNEMENTS / "verrou").open("a") as verrou:
            with pytest.raises(BlockingIOError):
                start.lock(verrou, wait=False)
            premier.stdin.close()
            start.lock(verrou, wait=True)

    assert start.find("base") is None


def test_on_windows_a_second_start_waits_for_the_first_however_long_it_takes(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refus = [OSError(errno.EDEADLK, "still held after ten seconds")] * 3
    verrous = ModuleType("msvcrt")

    def locking(_numero: int, _comment: int, _octets: int) -> None:
        if refus:
            raise refus.pop()

    vars(verrous).update(LK_LOCK=1, LK_NBLCK=2, locking=locking)
    with (tmp_path / "verrou").open("a") as verrou, monkeypatch.context() as windows:
        windows.setitem(sys.modules, "msvcrt", verrous)
        windows.setattr(sys, "platform", "win32")
        start.lock(verrou, wait=True)

    assert refus == []


def test_the_folder_there_was_before_there_were_several_goes_once_another_has_run(
    start: ModuleType, commandes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (start.VENV / start.PYTHON).parent.mkdir(parents=True)
    (start.VENV / start.PYTHON).touch()
    (start.VENV / start.TEMOIN).write_text(" ".join(start.stamp("base", start.VENV)).replace("base", "dev"), "utf-8")
    venv = start.install("base")
    assert start.link() is None
    _end(0, start, monkeypatch)

    start.run(venv, "droits_usagers")

    assert (start.VENV / start.PYTHON).samefile(venv / start.PYTHON)
    assert start.environments() == [venv]
    assert commandes


def test_no_python_that_is_called_looks_for_modules_in_the_current_folder(
    start: ModuleType, commandes: list[list[str]]
) -> None:
    start.install("dev")

    assert len(commandes) == 4
    assert all(commande[1] == "-I" for commande in commandes)


@sous_linux
def test_what_lies_in_the_current_folder_is_never_run(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = start.place("base")
    (venv / start.PYTHON).parent.mkdir(parents=True)
    (venv / start.PYTHON).symlink_to(sys.executable)
    (venv / start.TEMOIN).write_text(" ".join(start.stamp("base", venv)), "utf-8")
    (tmp_path / "droits_usagers").mkdir()
    enfant = "multiprocessing.get_context('spawn').Process(target=print, args=('child',))"
    programme = f"if __name__ == '__main__':\n import json, multiprocessing\n un = {enfant}\n un.start()\n un.join()\n"
    (tmp_path / "droits_usagers" / "__main__.py").write_text(programme, "utf-8")
    ici = tmp_path / "downloads"
    (ici / "encodings").mkdir(parents=True)
    for nom in ("json", "click", "runpy", "multiprocessing", "pickle", "droits_usagers", "encodings/__init__"):
        (ici / f"{nom}.py").write_text("raise SystemExit('run from here')\n", "utf-8")
    monkeypatch.chdir(ici)
    monkeypatch.setenv("PYTHONPATH", "")

    lancer = [sys.executable, str(tmp_path / "start.py"), "--version"]
    fini = subprocess.run(lancer, capture_output=True, encoding="utf-8", check=False)

    assert (fini.returncode, fini.stdout, fini.stderr) == (0, "child\n", "")


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

    environnement = start.uv_environment(start.VENV)

    assert environnement["UV_DEFAULT_INDEX"] == "http://mirror.example/simple"
    assert environnement["UV_INDEX"] == "http://a.example http://b.example"
    assert environnement["UV_FIND_LINKS"] == "/x,/y"
    assert environnement["SSL_CERT_FILE"] == "/uv.pem"
    assert environnement["UV_NO_INDEX"] == "true"


def test_uv_reads_no_settings_that_lie_in_the_current_folder(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start.subprocess, "check_output", lambda *_args, **_options: "")
    ici = tmp_path / "downloads"
    ici.mkdir()
    (ici / "uv.toml").write_text("nothing = that uv knows\n", "utf-8")
    monkeypatch.chdir(ici)

    fini = subprocess.run(
        [sys.executable, "-I", "-m", "uv", "pip", "freeze", "--python", sys.executable],
        env=start.uv_environment(start.VENV),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert fini.returncode == 0, fini.stderr


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
    assert done(commandes) == ["venv", "uv", "sync", "compile"]


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
    environnement = start.uv_environment(tmp_path)
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


@pytest.mark.parametrize(
    ("hors_ligne", "ailleurs", "dit"),
    [
        (False, False, "--hors-ligne DOSSIER"),
        (False, True, "start.py --hors-ligne DOSSIER"),
        (True, False, "Il manque quelque chose"),
    ],
)
def test_an_installation_that_stops_says_what_to_do_with_a_network_or_without(
    hors_ligne: bool,  # noqa: FBT001 - a parameter of the test
    ailleurs: bool,  # noqa: FBT001 - as above: from another disk of Windows
    dit: str,
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(commande: list[str], **_options: object) -> int:
        raise subprocess.CalledProcessError(1, commande)

    monkeypatch.setattr(start.subprocess, "check_call", fail)
    monkeypatch.setattr(start.os, "environ", {"UV_OFFLINE": "1"} if hors_ligne else {})
    if ailleurs:
        monkeypatch.setattr(start.os.path, "relpath", lambda _: ntpath.relpath("C:/start.py", "D:/"))

    with pytest.raises(SystemExit, match="3"):
        start.install("base")

    assert dit in capsys.readouterr().err


@pytest.mark.parametrize("mot", ["--aide", "--help", "-h"])
@pytest.mark.parametrize("commande", ["test", "bench", "livraison"])
def test_what_a_command_does_is_said_at_once_and_nothing_is_installed(
    commande: str,
    mot: str,
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    for appel in ("call", "check_call", "check_output", "Popen"):
        monkeypatch.setattr(start.subprocess, appel, lambda *_args, **_options: pytest.fail("something was run"))

    assert start.main([commande, mot]) == 0

    dit = capfdbinary.readouterr().out.decode("utf-8")
    assert dit.startswith(f"python3 start.py {commande}")


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (["debien"], "« debian »"),
        (["DEBIAN"], "« debian »"),
        (["cle", "--sortie", "debien", "windos"], "« windows »"),
        (["--sorti", "D"], "« --sortie »"),
        (["cle", "--sortie"], "dossier après --sortie"),
    ],
)
def test_a_part_of_livraison_that_is_none_is_refused_at_once_with_the_nearest_name(
    arguments: list[str], dit: str, start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "install", lambda _jeu: pytest.fail("something was installed"))
    monkeypatch.setattr(start, "require_system", lambda _jeu, **_options: pytest.fail("something was asked for"))

    assert start.main(["livraison", *arguments]) == 2
    assert dit in capsys.readouterr().err


def test_the_help_of_livraison_tells_of_every_part(start: ModuleType) -> None:
    dites = [ligne.split()[0] for ligne in start.AIDES["livraison"].splitlines() if re.match(r"  \w", ligne)]

    assert dites == list(PARTIES)


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
        (["livraison", "--sortie", "D", "debian"], ["tools.livraison", "--sortie", "D", "debian"]),
        ([], ["droits_usagers"]),
        (["Permanence.COFFRE"], ["droits_usagers", "Permanence.COFFRE"]),
    ],
)
def test_each_command_runs_its_program_and_passes_its_code_on(
    arguments: list[str], lance: list[str], start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    faits: list[tuple[str, ...]] = []

    def note(_venv: Path, *commande: str) -> int:
        faits.append(commande)
        return 2

    monkeypatch.setattr(start, "install", lambda _jeu: start.VENV)
    monkeypatch.setattr(start, "require_system", lambda _jeu, **_options: None)
    monkeypatch.setattr(start, "require_screen", lambda: None)
    monkeypatch.setattr(start, "run", note)

    assert start.main(arguments) == 2
    assert faits == [tuple(lance)]


@pytest.mark.parametrize("avant", [None, "", "/elsewhere:"])
def test_what_is_run_finds_the_package_from_any_folder_and_nothing_in_any_other(
    avant: str | None, start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recu: dict[str, str] = {}
    monkeypatch.setattr(start.os, "execve", lambda _programme, _commande, environnement: recu.update(environnement))
    monkeypatch.setattr(start, "wait_for", lambda _commande, environnement, _garde: recu.update(environnement))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    if avant is not None:
        monkeypatch.setenv("PYTHONPATH", avant)

    start.run(start.place("base"), "droits_usagers")

    assert recu["PYTHONPATH"] == str(tmp_path)
