"""A frozen program is its own Python: what multiprocessing starts of it must not be taken for a command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outils import sous_linux

#: What stands for a frozen program: nothing else can be started, and its freezer only meets the watcher of multiprocessing.
PROGRAMME = f"""\
#!{sys.executable}
import sys

sys.frozen = True
if "-c" in sys.argv:
    exec(sys.argv[sys.argv.index("-c") + 1])
    sys.exit()
from droits_usagers.__main__ import main

main()
"""

PARENT = """
import multiprocessing, sys

sys.frozen = True
multiprocessing.set_executable(sys.argv[1])
from droits_usagers.letters.lettre.assemblage import Assembleur

assembleur = Assembleur()
sys.stdout.buffer.write(assembleur.join(())[:5])
assembleur.close()
"""


DEMANDER = """
import atexit, os, sys

sys.frozen = True
sys.argv[1:] = ["--aide"]
atexit.register(lambda: sys.stderr.write(repr([os.environ.get(lieu) for lieu in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH")])))
from droits_usagers.__main__ import main

main()
"""


@pytest.mark.parametrize(
    ("autrefois", "rendu"), [({}, "[None, None]"), ({"LD_LIBRARY_PATH_ORIG": "/ailleurs"}, "['/ailleurs', None]")]
)
def test_what_a_frozen_program_starts_finds_the_libraries_of_the_system(
    racine: Path, autrefois: dict[str, str], rendu: str
) -> None:
    """A reader of PDF made with Qt would take ours."""
    fini = subprocess.run(
        [sys.executable, "-c", DEMANDER],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(racine), "LD_LIBRARY_PATH": "/notre", "QT_PLUGIN_PATH": "/notre"} | autrefois,
    )

    assert fini.stderr == rendu


def test_a_command_of_a_frozen_program_does_not_wait_for_what_only_its_limited_process_needs(racine: Path) -> None:
    fini = subprocess.run(
        [sys.executable, "-c", DEMANDER.replace("repr([", "repr('multiprocessing' in sys.modules) + repr([")],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(racine)},
    )

    assert fini.stderr.startswith("False")


@pytest.mark.parametrize("mot", ["--multiprocessing-fork", "-c"])
def test_what_only_multiprocessing_says_is_no_command_of_anyone_s(mot: str, racine: Path) -> None:
    fini = subprocess.run(
        [sys.executable, "-c", DEMANDER.replace('"--aide"', repr(mot)).replace("sys.stderr.write(", "str(")],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(racine)},
    )

    assert (fini.returncode, fini.stdout, fini.stderr.count("\n")) == (2, "", 1)
    assert mot in fini.stderr


@sous_linux
def test_a_frozen_program_starts_its_limited_process(racine: Path, tmp_path: Path) -> None:
    programme = tmp_path / "droits-usagers"
    programme.write_text(PROGRAMME, "utf-8")
    programme.chmod(0o755)

    fini = subprocess.run(
        [sys.executable, "-c", PARENT, programme],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(racine)},
    )

    assert (fini.stdout, fini.stderr, fini.returncode) == (b"%PDF-", b"", 0)
