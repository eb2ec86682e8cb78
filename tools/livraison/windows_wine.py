"""Windows programs run on Linux by wine, without a network, in a Windows of their own that nothing else uses."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tools.livraison.rapport import Echec
from tools.livraison.windows_interprete import run

SOURCES = Path(__file__).parent / "windows_sources"
#: A trial that lasts longer than this, in seconds, will never end.
PATIENCE_S = 3600


@dataclass(frozen=True, slots=True)
class Fini:
    """How a program ended, and what it said, in UTF-8 and with the ends of lines of Linux."""

    code: int
    sortie: str = field(repr=False)
    erreurs: str = field(repr=False)


class Wine:
    """One Windows, made on first use. Its server begins without a network, and with it all that it runs."""

    def __init__(self, prefixe: Path) -> None:
        self.prefixe = prefixe
        self.environnement = {
            **{nom: valeur for nom, valeur in os.environ.items() if not nom.startswith(("PYTHON", "QT_"))},
            "WINEPREFIX": str(prefixe),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "LC_ALL": "C.UTF-8",
        }

    @property
    def disque(self) -> Path:
        """Its C:."""
        return self.prefixe / "drive_c"

    @property
    def personne(self) -> Path:
        """The home of whoever uses it."""
        return next(dossier for dossier in (self.disque / "users").iterdir() if dossier.name != "Public")

    def make(self) -> None:
        """A new one, with the library of Windows 10 that wine lacks and Qt asks for."""
        shutil.rmtree(self.prefixe, ignore_errors=True)
        self.prefixe.mkdir(parents=True)
        self._call(*_alone(), "wineboot", "--init")
        run(
            *("x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-w", "-Wl,-e,DllMain", SOURCES / "essai_icu.c"),
            *("-o", self.disque / "windows" / "system32" / "icuuc.dll"),
        )

    def command(self, *commande: str | Path) -> tuple[str, ...]:
        """How Linux begins a Windows program. A Path is given as Windows names it."""
        return (*_alone(), "wine", *map(as_windows, commande))

    def run(
        self, *commande: str | Path, dossier: Path | None = None, variables: Mapping[str, str] = MappingProxyType({})
    ) -> Fini:
        """Runs a program to its end."""
        fini = self._call(*self.command(*commande), dossier=dossier, variables=variables)
        return Fini(
            fini.returncode, *(flux.decode("utf-8").replace("\r\n", "\n") for flux in (fini.stdout, _said(fini.stderr)))
        )

    def expect(
        self, *commande: str | Path, dossier: Path | None = None, variables: Mapping[str, str] = MappingProxyType({})
    ) -> str:
        """What a program prints when it does what is asked. Raises Echec when it does not."""
        fini = self.run(*commande, dossier=dossier, variables=variables)
        if fini.code:
            msg = f"{commande} -> {fini.code}: {fini.sortie[-1000:]}{fini.erreurs[-3000:]}"
            raise Echec(msg)
        return fini.sortie

    def registry(self) -> str:
        """What the person's part of the registry holds, once all that ran has ended."""
        self._call(*_alone(), "wineserver", "--wait")
        return (self.prefixe / "user.reg").read_text("utf-8", "replace")

    def stop(self) -> None:
        """Ends all that runs in it."""
        self._call(*_alone(), "wineserver", "--kill")

    def _call(
        self, *commande: str, dossier: Path | None = None, variables: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            commande,
            env={**self.environnement, **variables},
            cwd=dossier,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )


def _alone() -> tuple[str, ...]:
    """Without a network: not even this computer's own address is there."""
    return ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--net")


def _said(erreurs: bytes) -> bytes:
    """Without what wine says of itself."""
    return b"".join(ligne for ligne in erreurs.splitlines(keepends=True) if b"XDG_RUNTIME_DIR" not in ligne)


def as_windows(argument: str | Path) -> str:
    """A file as the programs of wine know it: Z: is the whole disk."""
    return argument if isinstance(argument, str) else "Z:" + str(argument.resolve()).replace("/", "\\")
