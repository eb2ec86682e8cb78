"""Does each use case on a real disk of a few megabytes, filled to each size. Run as a program, that may mount (`unshare -rm`).

Usage: petit_disque.py DOSSIER STEP [GESTE…]. Mounts a tmpfs there, and leaves STEP more bytes free each time. Prints what was
said at each size; on stderr, what was wrong.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre
from tests.coffres import PHRASE, make_coffres, simple
from tests.vault.gestes import GESTES, NOM, RIEN_N_A_CHANGE, Geste, judged, moved_clock, new_model, state_of

_DISQUE = 4 * 2**20


def main(dossier: Path, pas: int, gestes: list[str]) -> int:
    """The whole experiment; 1 if anything was wrong."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_DISQUE}", "tmpfs", str(dossier)], check=True)
    modele = new_model(dossier / "modele")
    # Out of the small disk, so that its room is for what is tried.
    ailleurs = Path(shutil.move(modele, dossier.with_name(f"{dossier.name}-modele")))
    ennuis = [ennui for nom in gestes or GESTES for ennui in _tried(dossier, ailleurs, nom, pas=pas)]
    sys.stderr.write("".join(f"{ennui}\n" for ennui in ennuis))
    return 1 if ennuis else 0


def _tried(dossier: Path, modele: Path, nom: str, *, pas: int) -> list[str]:
    geste = GESTES[nom]
    avant = state_of(_fresh(dossier, modele, geste))
    essai = _fresh(dossier, modele, geste)
    _do(geste, essai, _opened(geste, essai))
    apres = state_of(essai)
    ennuis = []
    for libre in range(0, _DISQUE, pas):
        essai = _fresh(dossier, modele, geste)
        coffre = _opened(geste, essai)
        bourrage = dossier / "bourrage"
        reste = os.statvfs(dossier)
        if libre > reste.f_bavail * reste.f_frsize:
            break
        bourrage.write_bytes(bytes(reste.f_bavail * reste.f_frsize - libre))
        dit = _do(geste, essai, coffre)
        sys.stdout.write(f"{nom} {libre} {dit}\n")
        bourrage.unlink()
        ennui = judged(avant, apres, state_of(essai), dit)
        if not ennui and dit in RIEN_N_A_CHANGE and geste.sur_ouvert is not None:
            ennui = _goes_on(essai)
        if ennui:
            ennuis.append(f"{nom} {libre}: {ennui}")
    return ennuis


def _do(geste: Geste, essai: Path, coffre: Coffre | None) -> Panne | None:
    try:
        geste.act(make_coffres(moved_clock()), essai / NOM, coffre)
        if coffre is not None:
            coffre.close()
    except ExpectedError as error:
        if coffre is not None:
            # As somebody would: it is written to again, before it is closed.
            with contextlib.suppress(ExpectedError):
                coffre.brouillons.save(simple("Encore"), cle="encore")
                coffre.brouillons.delete("encore")
            coffre.close()
        return error.panne
    return None


def _goes_on(essai: Path) -> str:
    """With room again, everything can be done again."""
    coffre = make_coffres(moved_clock()).open(essai / NOM, PHRASE)
    try:
        reference = coffre.dossiers.create(simple("Depuis"))
        return "" if coffre.dossiers.read(reference).demande == simple("Depuis") and coffre.verify().saine else "does not go on"
    finally:
        coffre.close()


def _opened(geste: Geste, essai: Path) -> Coffre | None:
    return make_coffres(moved_clock()).open(essai / NOM, PHRASE) if geste.sur_ouvert is not None else None


def _fresh(dossier: Path, modele: Path, geste: Geste) -> Path:
    essai = dossier / "essai"
    shutil.rmtree(essai, ignore_errors=True)
    shutil.copytree(modele / geste.depart, essai)
    return essai


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
