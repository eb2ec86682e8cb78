"""The only module that knows where things are: the data shipped with the program, the settings, the user's own templates.

Three layouts hold the shipped data: a checkout (two folders at its root), an installed wheel (the same two under the package's
own `_data`, where nothing from another package can be mistaken for them) and a frozen tree (at the root of the bundle).

Where the program was put in a folder with another named `portable`, the settings and templates are in that one: on a stick,
nothing is left on the computer.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import user_config_path

#: How the name of a coffre ends: what the system gives to open when someone double-clicks on one.
SUFFIXE_COFFRE = ".coffre"
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Places:
    """Where to read and write. Nothing here is created: whoever writes a file makes its folder."""

    #: Law, demarches, texts, layouts, icons.
    resources: Path
    #: Letter templates, one folder per demarche.
    gabarits: Path
    #: The folder the program was put in: a file left there can set a shared computer's rules.
    programme: Path
    #: The settings file; None when nothing may be kept.
    reglages: Path | None
    #: The user's own templates, which take precedence over ours; None when nothing may be kept.
    gabarits_utilisateur: Path | None

    def without_trace(self) -> "Places":
        """The same places for a session that may keep nothing: no settings, no templates of the user's own."""
        return replace(self, reglages=None, gabarits_utilisateur=None)


def find_places(*, package: Path = _PACKAGE, bundle: Path | None = None) -> Places:
    """The places of this very program. `package` and `bundle` (the root of a frozen tree) are found out unless given."""
    data, programme = _data(package, bundle or _bundle())
    portable = programme / "portable"
    configuration = portable if portable.is_dir() else user_config_path("droits-usagers", appauthor=False)
    return Places(
        resources=data / "resources",
        gabarits=data / "letter_templates",
        programme=programme,
        reglages=configuration / "reglages.toml",
        gabarits_utilisateur=configuration / "gabarits",
    )


def _bundle() -> Path | None:
    """The root of the frozen tree this program runs from, where PyInstaller says so."""
    root = getattr(sys, "_MEIPASS", None)
    return Path(root) if root else None


def _data(package: Path, bundle: Path | None) -> tuple[Path, Path]:
    """The folder holding the two data folders, and the one the program was put in."""
    # A frozen program is its own interpreter (PyInstaller's, or the launcher of Windows): beside it is where it was put.
    programme = Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) or bundle else Path(sys.prefix)
    if bundle is not None:
        return bundle, programme
    installed = package / "_data"
    if installed.is_dir():
        return installed, programme
    return package.parent, package.parent
