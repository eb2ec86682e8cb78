"""What the window costs before anyone can type in it: time and memory, against an empty window of Qt."""

from itertools import repeat

from benchmarks.outillage import Releve, alternate, banc, compare, python

#: Runs a way of opening a window; once one is shown and the event loop is idle, prints the resident memory in KiB and leaves.
PILOTE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

def resident():
    lignes = Path("/proc/self/status").read_text().splitlines()
    return next(ligne.split()[1] for ligne in lignes if ligne.startswith("VmRSS"))

def look():
    montrees = [w.windowHandle() for w in QApplication.topLevelWidgets() if w.isVisible()]
    if any(fenetre is not None and fenetre.isExposed() for fenetre in montrees):
        print(resident(), flush=True)
        sys.stdout.flush()
        import os
        os._exit(0)
    QTimer.singleShot(0, look)

boucle = QApplication.exec

def exec_(*_):
    QTimer.singleShot(0, look)
    return boucle()

QApplication.exec = exec_
"""

NOTRE = PILOTE + "from droits_usagers import app\nsys.exit(app.run_window())"
NUE = PILOTE + "application = QApplication([])\nfenetre = QMainWindow()\nfenetre.show()\nsys.exit(application.exec())"


@banc("fenetre_demarrage")
def fenetre_demarrage() -> Releve:
    """From the start of Python to a window that answers."""
    return compare(python("-c", NOTRE), python("-c", NUE), n=10)


@banc("fenetre_memoire")
def fenetre_memoire() -> Releve:
    """Resident memory at that moment, in MiB."""
    paires = repeat((python("-c", NOTRE), python("-c", NUE)), 6)
    return alternate(paires, chronometre=lambda action: int(str(action())) / 1024, unite="MiB")
