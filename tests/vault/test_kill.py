"""What was shown as saved survives a kill, whatever the program was doing (promise P1 of SECURITY.md)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outils import sous_linux

pytestmark = pytest.mark.lent

HARCELEUR = Path(__file__).with_name("harceleur.py")


def harass(dossier: Path, kills: int, genre: str) -> dict[str, object]:
    commande = [sys.executable, str(HARCELEUR), str(dossier), str(kills), "2026", genre]
    fini = subprocess.run(commande, capture_output=True, text=True, check=False)
    assert fini.returncode == 0, fini.stderr
    bilan: dict[str, object] = json.loads(fini.stdout)
    return bilan


@sous_linux
@pytest.mark.parametrize(("genre", "kills"), [("ecrire", 200), ("phrase", 40)])
def test_no_acknowledged_write_is_lost_and_no_file_is_damaged(tmp_path: Path, genre: str, kills: int) -> None:
    bilan = harass(tmp_path, kills, genre)
    assert bilan["wrong"] == ""
    assert bilan["kills"] == kills
    # Otherwise the kills came too early, or never in the middle of a write, and nothing was proved.
    assert int(str(bilan["acknowledged"])) > 0
    assert int(str(bilan["journals"])) > 0
