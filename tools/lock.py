"""Pins every dependency by hash, in requirements/: `python tools/lock.py`, then commit what changed.

The files are universal (one for every system and Python) and record no address: where packages come from is the business of the
machine that installs them.
"""

import shutil
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"

#: What each set is made from.
JEUX = {
    "base": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev", "--constraints", "requirements/base.txt"],
    "uv": ["requirements/uv.in"],
    "gel": ["requirements/gel.in", "--constraints", "requirements/dev.txt"],
}


def main() -> int:
    """Compiles the four sets. `--upgrade` takes the latest versions; without it, pins move only when they must."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    for jeu, sources in JEUX.items():
        subprocess.run(
            [
                *(uv, "pip", "compile", *sources, *sys.argv[1:]),
                *("--universal", "--python-version", "3.11", "--generate-hashes"),
                *("--no-emit-index-url", "--no-emit-find-links"),
                *("--custom-compile-command", "python tools/lock.py"),
                *("--quiet", "--output-file", f"requirements/{jeu}.txt"),
            ],
            check=True,
            cwd=REQUIREMENTS.parent,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
