"""Makes each write, sync, name, opening and allocation of each use case fail, in turn. Run as a program, with `pannes.c`.

Usage: pannes.py DOSSIER POINTS SEED [GESTE…]. At most POINTS of each kind are tried, drawn with the seed; 0: all of them.
Prints one line of JSON by use case and kind of failure: how many points there are, how many were tried, what went wrong.
"""

import ctypes
import errno
import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import sqlcipher3

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre
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
    "lecture": (64, errno.EIO),
    "mémoire": (_ALLOUER, errno.ENOMEM),
}
_pannes = ctypes.CDLL(None)


@dataclass(frozen=True, slots=True)
class Essai:
    """One use case, tried with one kind of failure."""

    dossier: Path
    geste: Geste
    #: What is in the coffre before, and after when nothing fails.
    etats: tuple[str, str]
    genre: int
    erreur: int
    #: From that call on, or that one alone.
    toujours: bool

    def tried(self, points: int, hasard: random.Random) -> dict[str, object]:
        """Fails at each point, or at some."""
        _, total = in_child(lambda: self.once(0))
        essayes = sorted(hasard.sample(range(1, total + 1), points)) if 0 < points < total else range(1, total + 1)
        ennuis: list[str] = []
        dits: dict[str, int] = {}
        for rang in essayes:
            dit, _ = in_child(lambda rang=rang: self.once(rang))  # type: ignore[misc]
            if dit.startswith("="):
                dits[dit[1:]] = dits.get(dit[1:], 0) + 1
            else:
                ennuis.append(f"{rang}: {dit}")
        return {"points": total, "essayés": len(essayes), "ennuis": ennuis, "dits": dits}

    def once(self, rang: int) -> tuple[str, int]:
        """Fails at one point, or at none: what went wrong, or what was said after an equal sign; and how many points."""
        essai = fresh(self.dossier, self.geste)
        coffres, coffre = make_coffres(moved_clock()), opened(self.geste, essai)
        dite: Panne | None = None
        _pannes.panne_armer(os.fsencode(essai), self.genre, ctypes.c_long(rang), self.erreur, int(self.toujours))
        try:
            self.geste.act(coffres, essai / NOM, coffre)
        except ExpectedError as error:
            dite = error.panne
        except BaseException:
            _pannes.panne_desarmer()
            raise
        vus = int(_pannes.panne_desarmer())
        if coffre is not None:
            coffre.close()
        ennui = judged(*self.etats, state_of(essai), dite) or ", ".join(tidied(essai, self.geste))
        return ennui or f"={dite}", vus


def main(dossier: Path, points: int, graine: int, gestes: list[str]) -> None:
    """The whole experiment."""
    _watch_engine()
    new_model(dossier / "modele")
    hasard = random.Random(graine)
    for nom in gestes or GESTES:
        etats = _states(dossier, GESTES[nom])
        for panne, (genre, erreur) in GENRES.items():
            # In a sample of one, once or for good is drawn too.
            for toujours in (False, True) if points != 1 else (hasard.random() < 1 / 2,):
                essai = Essai(dossier, GESTES[nom], etats, genre, erreur, toujours)
                bilan = {"geste": nom, "panne": panne, "toujours": toujours} | essai.tried(points, hasard)
                sys.stdout.write(json.dumps(bilan, ensure_ascii=False) + "\n")
                sys.stdout.flush()


def _watch_engine() -> None:
    moteur = str(Path(sqlcipher3.__file__).resolve().parent)
    zones = [ligne.split() for ligne in Path("/proc/self/maps").read_text().splitlines() if moteur in ligne]
    bornes = [int(borne, 16) for zone in zones for borne in zone[0].split("-")]
    _pannes.panne_moteur(ctypes.c_ulong(min(bornes)), ctypes.c_ulong(max(bornes)))


def _states(dossier: Path, geste: Geste) -> tuple[str, str]:
    avant = state_of(fresh(dossier, geste))
    essai = fresh(dossier, geste)
    coffre = opened(geste, essai)
    geste.act(make_coffres(moved_clock()), essai / NOM, coffre)
    if coffre is not None:
        coffre.close()
    return avant, state_of(essai)


def fresh(dossier: Path, geste: Geste) -> Path:
    """A folder as it is before the use case."""
    essai = dossier / "essai"
    shutil.rmtree(essai, ignore_errors=True)
    shutil.copytree(dossier / "modele" / geste.depart, essai)
    return essai


def opened(geste: Geste, essai: Path) -> Coffre | None:
    """The coffre, where it is to be open."""
    return make_coffres(moved_clock()).open(essai / NOM, PHRASE) if geste.sur_ouvert is not None else None


def in_child(action: Callable[[], tuple[str, int]]) -> tuple[str, int]:
    """What a child of ours answers: an engine without memory may end the program."""
    lu, ecrit = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            reponse = action()
        except BaseException as error:  # noqa: BLE001 - told to the parent
            reponse = f"{type(error).__name__}: {error}", 0
        os.write(ecrit, json.dumps(reponse).encode()[:60_000])
        os._exit(0)
    os.close(ecrit)
    octets = b""
    while bloc := os.read(lu, 65_536):
        octets += bloc
    os.close(lu)
    _, statut = os.waitpid(pid, 0)
    if not octets:
        return f"died: {statut}", 0
    dit, vus = json.loads(octets)
    return str(dit), int(vus)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
