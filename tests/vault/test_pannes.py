"""Whatever fails while a coffre is used, it opens again as it was before or as it was to be, and what was said is true.

A sample, drawn with a seed, of what `docs/pannes-du-coffre.md` tells was tried whole.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outils import besoin_de, sous_linux
from tests.vault.gestes import GESTES

ICI = Path(__file__).parent
#: So that none of them lasts.
PARTS = 5
pytestmark = sous_linux


@pytest.fixture(scope="module")
def cale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What comes between the program and the system."""
    cale = tmp_path_factory.mktemp("cale") / "pannes.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(cale), str(ICI / "pannes.c"), "-ldl"], check=True)
    return cale


@pytest.mark.lent
@besoin_de("gcc")
@pytest.mark.parametrize("part", range(PARTS))
def test_each_kind_of_call_may_fail_in_each_use_case(cale: Path, tmp_path: Path, part: int) -> None:
    gestes = sorted(GESTES)[part::PARTS]
    fini = subprocess.run(
        [sys.executable, str(ICI / "pannes.py"), str(tmp_path), "1", "2026", *gestes],
        env=os.environ | {"LD_PRELOAD": str(cale)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (fini.returncode, fini.stderr) == (0, "")
    bilans = [json.loads(ligne) for ligne in fini.stdout.splitlines()]
    assert [(bilan["geste"], bilan["panne"], bilan["ennuis"]) for bilan in bilans if bilan["ennuis"]] == []
    assert {bilan["geste"] for bilan in bilans if bilan["points"]} == set(gestes)


@pytest.mark.lent
@besoin_de("unshare")
@pytest.mark.parametrize(("gestes", "pas"), [(["phrase"], 2**18), ([nom for nom in GESTES if nom != "phrase"], 2**20)])
def test_on_a_small_disk_filled_to_each_size(tmp_path: Path, gestes: list[str], pas: int) -> None:
    """A real one; after a failure it is written to again, as somebody would, before it is closed."""
    disque = tmp_path / "disque"
    disque.mkdir()
    commande = ["unshare", "-rm", sys.executable, str(ICI / "petit_disque.py"), str(disque), str(pas), *gestes]
    fini = subprocess.run(commande, capture_output=True, text=True, check=False)
    assert (fini.returncode, fini.stderr) == (0, "")
    dits = {ligne.split()[-1] for ligne in fini.stdout.splitlines()}
    assert {"None", "place_phrase" if "phrase" in gestes else "disque_plein"} <= dits
