"""The one table of external programs that some tests need. A test may be skipped for these, and for nothing else.

Usage: `@besoin_de("soffice")` above a test, or `pytestmark = besoin_de("soffice", "pdftotext")` for a whole file.
Where DROITS_USAGERS_SANS_SAUT is set, a skipped test is a failure (see conftest.py).
"""

import os
import shutil
import sys

import pytest

#: Program → the Debian packages that hold it. `.ci/run` installs every one of them.
OUTILS = {
    "soffice": "libreoffice-writer-nogui and libreoffice-calc-nogui",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdfimages": "poppler-utils",
    "pdfdetach": "poppler-utils",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "cupsd": "cups-daemon, and cups-filters for what it prints with",
    "lp": "cups-client",
    "strace": "strace",
    "unshare": "util-linux",
    "gcc": "gcc and libc6-dev",
    "git": "git",
    "dbus-run-session": "dbus-daemon",
}

#: Where programs are looked for: those of the system are not on everyone's path.
CHEMINS = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))

SANS_SAUT = "DROITS_USAGERS_SANS_SAUT"


def besoin_de(*outils: str) -> pytest.MarkDecorator:
    """Skips where one of these programs is not installed. Raises KeyError for a program the table does not know."""
    absents = [f"{outil} ({OUTILS[outil]})" for outil in outils if shutil.which(outil, path=CHEMINS) is None]
    return pytest.mark.skipif(bool(absents), reason="not installed: " + ", ".join(absents))


#: For what only Linux has (signals, /proc, mount namespaces). CI runs on Linux: there it never skips.
sous_linux = pytest.mark.skipif(sys.platform != "linux", reason="only means something on Linux")

#: For what root may always do, so that a refusal cannot be seen. Prefer a test that also works as root.
sauf_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
