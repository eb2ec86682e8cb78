"""Makes each write, sync, name, opening and allocation of each use case fail, in turn. Run as a program, with `pannes.c` loaded.

Usage: pannes.py DOSSIER POINTS SEED [GESTE…]. At most POINTS of each kind are tried, drawn with the seed; 0: all of them. Prints
one line of JSON by use case and kind of failure: how many points there are, how many were tried, what went wrong.
"""

import ctypes
import errno
import json
import os
import random
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import sqlcipher3

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.vault import ouverture, restauration  # noqa: F401 - loaded once, before forking
from tests.coffres import PHRASE, make_coffres
from tests.vault.gestes import GESTES, NOM, Geste, judged, moved_clock, new_model, state_of, tidied

_ALLOUER = 32
#: Kind of call, as pannes.c numbers them, and what it fails with.
GENRES = {
    "écriture, disque plein": (1, errno.ENOSPC),
    "écriture, disque malade": (1, errno.EIO),
    "écriture, quota": (1, errno.EDQUOT),
    "synchronisation": (2, errno.EIO),
    "nom (renommer, lier, ôter)": (4, errno.EIO),
    "ouverture": (8, errno.EIO),
    "taille": (16, errno.EIO),
    "mémoire": (_ALLOUER, errno.ENOMEM),
}
_pannes = ctypes.CDLL(None)


def main(dossier: Path, points: int, graine: int, gestes: list[str]) -> None:
    """The whole experiment."""
    _watch_engine()
    modele = new_model(dossier / "modele")
    hasard = random.Random(graine)
    for nom in gestes or GESTES:
        geste = GESTES[nom]
        etats = _states(dossier, modele, geste)
        for genre, (numero, erreur) in GENRES.items():
            for toujours in (False, True):
                sys.stdout.write(
                    json.dumps(
                        _tried(dossier, modele, geste, etats, (numero, erreur, toujours), points, hasard)
                        | {"geste": nom, "panne": genre, "toujours": toujours},
                        ensure_ascii=False,
                    )
                    + "\n"
                )
                sys.stdout.flush()


def _watch_engine() -> None:
    moteur = str(Path(sqlcipher3.__file__).parent)
    zones = [ligne.split() for ligne in Path("/proc/self/maps").read_text().splitlines() if moteur in ligne]
    bornes = [int(borne, 16) for zone in zones for borne in zone[0].split("-")]
    _pannes.panne_moteur(ctypes.c_ulong(min(bornes)), ctypes.c_ulong(max(bornes)))


def _states(dossier: Path, modele: Path, geste: Geste) -> tuple[str, str]:
    """What is in the coffre before, and after when nothing fails."""
    avant, apres = (_fresh(dossier, modele, geste) for _ in range(2))
    # Opening it is enough to change one of a former format, or one that a crash cut: before and after look the same.
    trouve = state_of(avant)
    coffre = _opened(geste, apres)
    geste.act(make_coffres(moved_clock()), apres / NOM, coffre)
    if coffre is not None:
        coffre.close()
    return trouve, state_of(apres)


def _fresh(dossier: Path, modele: Path, geste: Geste) -> Path:
    essai = dossier / "essai"
    shutil.rmtree(essai, ignore_errors=True)
    shutil.copytree(modele / geste.depart, essai)
    return essai


def _tried(dossier, modele, geste, etats, panne, points, hasard) -> dict[str, object]:
    _, total = _in_child(lambda: _once(dossier, modele, geste, etats, panne, 0))
    rangs = range(1, total + 1)
    essayes = sorted(hasard.sample(rangs, points)) if 0 < points < total else rangs
    ennuis = []
    pannes: dict[str, int] = {}
    for rang in essayes:
        dit, _ = _in_child(lambda rang=rang: _once(dossier, modele, geste, etats, panne, rang))
        if dit.startswith("="):
            pannes[dit[1:]] = pannes.get(dit[1:], 0) + 1
        else:
            ennuis.append(f"{rang}: {dit}")
    return {"points": total, "essayés": len(essayes), "ennuis": ennuis, "dits": pannes}


def _in_child(action):
    lu, ecrit = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            dit, vus = action()
        except BaseException as error:  # noqa: BLE001 - told to the parent
            dit, vus = f"{type(error).__name__}: {error}", 0
        os.write(ecrit, json.dumps([dit, vus]).encode()[:60_000])
        os._exit(0)
    os.close(ecrit)
    octets = b""
    while bloc := os.read(lu, 65_536):
        octets += bloc
    os.close(lu)
    _, statut = os.waitpid(pid, 0)
    return json.loads(octets) if octets else (f"died: {statut}", 0)


def _once(dossier, modele, geste, etats, panne, rang):
    numero, erreur, toujours = panne
    essai = _fresh(dossier, modele, geste)
    coffres = make_coffres(moved_clock())
    coffre = _opened(geste, essai)
    dite: Panne | None = None
    _pannes.panne_armer(os.fsencode(essai), numero, ctypes.c_long(rang), erreur, int(toujours))
    try:
        geste.act(coffres, essai / NOM, coffre)
    except ExpectedError as error:
        dite = error.panne
    except BaseException:
        _pannes.panne_desarmer()
        raise
    vus = _pannes.panne_desarmer()
    if coffre is not None:
        coffre.close()
    trouve = state_of(essai)
    ennui = judged(*etats, trouve, dite)
    if not ennui:
        ennui = ", ".join(tidied(essai, geste))
    return ennui or f"={dite}", vus


def _opened(geste, essai):
    return make_coffres(moved_clock()).open(essai / NOM, PHRASE) if geste.sur_ouvert is not None else None


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
