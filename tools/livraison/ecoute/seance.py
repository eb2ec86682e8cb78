"""A desk of its own for somebody who listens: a screen nobody sees, the program, Orca and its silent voice, a keyboard.

Nothing of it touches the session or the home of whoever runs it. What is waited for is a fact: that the program has answered,
that Orca has dealt with all that it was told of, and that neither said anything since.
"""

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from tools.livraison.ecoute.jugement import Objet
from tools.livraison.rapport import PAQUETS, RACINE, Echec

#: One line that a process told.
Fait = dict[str, Any]
ICI = Path(__file__).resolve().parent
PYTHON_DU_SYSTEME = "/usr/bin/python3"
ECRAN = "1366x768x24"
#: In seconds: what never comes in that time is told; how long nothing must be said before all is.
PATIENCE, SILENCE = 60.0, 0.4
#: A Monday: the week begins.
JOUR = "2026-11-30T09:12:00"


@dataclass(slots=True)
class Entendu:
    """What was heard after some keys: each thing said, and which of them was cut before its end."""

    dits: list[str] = field(default_factory=list)
    coupes: set[int] = field(default_factory=set)
    #: The name and role of each thing that took the focus, in order.
    foyers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def texte(self) -> str:
        """All of it, in a row."""
        return " ".join(self.dits)


class SeanceEcoute:
    """One person at one computer. `parler`: told each thing as it is said, to whoever watches."""

    def __init__(self, dossier: Path, *, jour: str = JOUR) -> None:
        self.dossier = dossier
        self._jour = jour
        self._faits: queue.Queue[Fait] = queue.Queue()
        self._entendu = Entendu()
        self._remue = 0
        self._env: dict[str, str] = {}
        self._processus = contextlib.ExitStack()
        self._muet: subprocess.Popen[str]
        self._oreille: subprocess.Popen[str]
        self._programme: subprocess.Popen[str]

    # Beginning and ending

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self._processus.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._processus.close()

    def _begin(self) -> None:
        self._env = self._environment()
        self._env["DISPLAY"] = self._screen()
        self._env["DBUS_SESSION_BUS_ADDRESS"] = self._bus()
        self._start("openbox")
        self._wait(lambda: self._try("xdotool", "get_num_desktops"), "le gestionnaire de fenêtres ne répond pas")
        self._run("setxkbmap", "fr")
        self._muet = self._talk(PYTHON_DU_SYSTEME, str(ICI / "muet.py"), str(self.dossier / "orca"))
        self._wait(lambda: bool(self._entendu.dits), "Orca ne dit pas qu'il est là")
        self.start_program()

    def start_program(self) -> None:
        """The program, and what listens to its tree."""
        self._programme = self._talk(sys.executable, str(ICI / "programme.py"), self._jour, journal="programme")
        self._oreille = self._talk(PYTHON_DU_SYSTEME, str(ICI / "oreille.py"), str(self._programme.pid))
        self._wait(self._is_in_front, "la fenêtre ne vient pas devant")

    def _is_in_front(self) -> bool:
        fenetre = next(iter(self.tree()), None)
        if fenetre is not None and "ACTIVE" not in fenetre.etats:
            self._try("xdotool", "search", "--onlyvisible", "--pid", str(self._programme.pid), "windowactivate")
        return fenetre is not None and "ACTIVE" in fenetre.etats

    def _environment(self) -> dict[str, str]:
        maison = self.dossier / "maison"
        garde = {nom: os.environ[nom] for nom in ("PATH", "LD_LIBRARY_PATH") if nom in os.environ}
        places = {
            "HOME": maison,
            "XDG_CONFIG_HOME": maison / "config",
            "XDG_DATA_HOME": maison / "donnees",
            "XDG_CACHE_HOME": maison / "cache",
            "XDG_RUNTIME_DIR": self.dossier / "run",
            "TMPDIR": self.dossier / "tmp",
        }
        for place in places.values():
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        return (
            garde
            | {nom: str(place) for nom, place in places.items()}
            | {
                "LANG": "C.UTF-8",
                "LANGUAGE": "fr",
                "TZ": "Europe/Paris",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "QT_QPA_PLATFORM": "xcb",
                "NO_AT_BRIDGE": "0",
                "GSETTINGS_BACKEND": "memory",
                "PYTHONDONTWRITEBYTECODE": "1",
            }
        )

    def _screen(self) -> str:
        lit, ecrit = os.pipe()
        # A key that is held because the computer is slow is not pressed again.
        commande = ("Xvfb", "-r", "-displayfd", str(ecrit), "-screen", "0", ECRAN, "-nolisten", "tcp")
        self._start(*commande, pass_fds=(ecrit,))
        os.close(ecrit)
        with os.fdopen(lit) as flux:
            return f":{flux.readline().strip()}"

    def _bus(self) -> str:
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address", parle=True)
        return str(bus.stdout.readline()).strip() if bus.stdout else ""

    def _start(
        self, *commande: str, journal: str = "", pass_fds: tuple[int, ...] = (), stdin: int | None = None, parle: bool = False
    ) -> "subprocess.Popen[str]":
        """A process that goes when the session ends."""
        nom = journal or Path(commande[0]).name
        erreurs = (self.dossier / f"{nom}.log").open("a", encoding="utf-8")
        self._processus.callback(erreurs.close)
        un = subprocess.Popen(
            commande,
            env=self._env,
            stdin=stdin,
            stdout=subprocess.PIPE if parle else erreurs,
            stderr=erreurs,
            text=True,
            cwd=RACINE,
            bufsize=1,
            pass_fds=pass_fds,
        )
        self._processus.callback(_end, un)
        return un

    def _talk(self, *commande: str, journal: str = "") -> "subprocess.Popen[str]":
        """A process one asks things, whose lines are read as they come."""
        nom = journal or Path(commande[1]).stem
        un = self._start(*commande, journal=nom, stdin=subprocess.PIPE, parle=True)
        threading.Thread(target=self._listen, args=(un.stdout,), daemon=True).start()
        return un

    def _listen(self, flux: IO[str]) -> None:
        for ligne in flux:
            with contextlib.suppress(json.JSONDecodeError):
                self._faits.put(json.loads(ligne))

    def _run(self, *commande: str) -> None:
        subprocess.run(commande, env=self._env, check=True, capture_output=True)

    def _try(self, *commande: str) -> bool:
        return subprocess.run(commande, env=self._env, check=False, capture_output=True).returncode == 0

    # Waiting

    def _take(self, delai: float) -> Fait | None:
        """The next fact, kept where it belongs."""
        try:
            fait = self._faits.get(timeout=delai)
        except queue.Empty:
            return None
        if "dit" in fait:
            self._entendu.dits.append(fait["dit"])
        elif "coupe" in fait:
            self._entendu.coupes.add(len(self._entendu.dits) - 1)
        elif fait.get("evenement") == "object:state-changed:focused":
            self._entendu.foyers.append((fait["nom"], fait["role"]))
        if "dit" in fait or "evenement" in fait:
            self._remue += 1
        return fait

    def _ask(
        self, qui: "subprocess.Popen[str]", question: str, est_reponse: Callable[[dict[str, Any]], bool]
    ) -> dict[str, Any]:
        if qui.stdin is None or qui.poll() is not None:
            msg = f"{question} : plus personne pour répondre (code {qui.returncode})"
            raise Echec(msg)
        qui.stdin.write(question + "\n")
        qui.stdin.flush()
        terme = time.monotonic() + PATIENCE
        while time.monotonic() < terme:
            fait = self._take(0.2)
            if fait is not None and est_reponse(fait):
                return fait
        msg = f"{question} : pas de réponse en {PATIENCE:.0f} s"
        raise Echec(msg)

    def settle(self) -> None:
        """Until the program and Orca have done with what they were told, and nothing more comes of it."""
        terme = time.monotonic() + PATIENCE
        while time.monotonic() < terme:
            avant = self._remue
            if not self._ask(self._oreille, "tour", lambda fait: fait.get("reponse") == "tour").get("valeur"):
                continue
            self._ask(self._muet, "calme?", lambda fait: "calme" in fait)
            fin = time.monotonic() + SILENCE
            while (reste := fin - time.monotonic()) > 0:
                self._take(reste)
            if self._remue == avant:
                return

    def _see(self, est_fait: Callable[[], bool]) -> bool:
        terme = time.monotonic() + PATIENCE
        while not est_fait():
            if time.monotonic() > terme:
                return False
            self._take(0.2)
        return True

    def _wait(self, est_fait: Callable[[], bool], sinon: str) -> None:
        if not self._see(est_fait):
            raise Echec(sinon)

    # What one does, and what one hears

    def hear(self) -> Entendu:
        """All that was said since the last time."""
        self.settle()
        entendu, self._entendu = self._entendu, Entendu()
        return entendu

    def wait_for(self, mots: str) -> bool:
        """Until this is said; False when it never is."""
        return self._see(lambda: mots.casefold() in self._entendu.texte.casefold())

    def press(self, *touches: str) -> None:
        """Keys, by their X names, one after the other."""
        self._run("xdotool", "key", "--clearmodifiers", "--delay", "20", *touches)

    def type(self, texte: str) -> None:
        """A text, as one types it."""
        self._run("xdotool", "type", "--clearmodifiers", "--delay", "15", texte)

    def pass_time(self, minutes: float) -> None:
        """As if one had waited that long."""
        if self._programme.stdin is not None:
            self._programme.stdin.write(f"avance {minutes}\n")
            self._programme.stdin.flush()

    def tree(self) -> list[Objet]:
        """The window in front, from its root."""
        fait = self._ask(self._oreille, "arbre", lambda fait: fait.get("reponse") == "arbre")
        return [
            Objet(**{**objet, "etats": frozenset(objet["etats"]), "cadre": tuple(objet["cadre"])})
            for objet in fait.get("valeur", ())
        ]


def _end(processus: "subprocess.Popen[str]") -> None:
    """Asked to go, then made to."""
    processus.terminate()
    try:
        processus.wait(10)
    except subprocess.TimeoutExpired:
        processus.kill()
        processus.wait()


def missing() -> list[str]:
    """The programs this needs and that are not here."""
    outils = ("Xvfb", "openbox", "dbus-daemon", "setxkbmap", "xdotool", "orca", PYTHON_DU_SYSTEME)
    return [outil for outil in outils if shutil.which(outil) is None]


def system_packages() -> Iterator[tuple[str, str]]:
    """What is listened with, and its version."""
    for paquet in tomllib.loads(PAQUETS.read_text("utf-8"))["construire"]["entendre"]:
        vu = subprocess.run(("dpkg-query", "-W", "-f=${Version}", paquet), capture_output=True, text=True, check=False)
        yield paquet, vu.stdout.strip()
