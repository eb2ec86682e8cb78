"""The letter that follows the typing: from a key to the page redrawn, and how long the window could not answer meanwhile."""

import json
import statistics
from functools import cache

from benchmarks.outillage import Releve, banc, p95, python

#: Keys typed, after some to warm up.
TOUCHES = 150
#: A page of 2 device pixels by point is four times as many to draw.
DENSE = "2"
PARTS = 9

PILOTE = """
import datetime as dt, json, os, sys, time
os.environ["QT_SCALE_FACTOR"] = sys.argv[1]
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from droits_usagers.ui.socle.destination import VersDemarche
from droits_usagers.places import find_places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.apercu.dessinateur import Dessinateur
from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.questions.formulaire import Formulaire
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.operations import Operations
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.composants.theme import Theme, apply_theme

heure = time.perf_counter
BATTEMENT = 2
app = QApplication([])
places = find_places().without_trace()
apply_theme(app, Theme(icones=places.resources / "icones"))
services = Services(places, lambda: dt.date(2026, 11, 24), lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
operations = Operations(services.catalogue.textes)
page = AssistantPage(Contexte(services, operations, lambda: SortiesPermises(None, frozenset)))
page.resize(1366, 768)
page.show()
dessinateur, feuilles = page.findChild(Dessinateur), page.findChild(Feuilles)
vues = []

def look(_dessin):
    feuilles.viewport().repaint()
    vues.append(heure())

dessinateur.drawn.connect(look)

# As in a program that runs: nothing turns while nothing happens.
boucle = QEventLoop()

def look_again():
    if vues and dessinateur.idle:
        boucle.quit()

dessinateur.drawn.connect(look_again, Qt.ConnectionType.QueuedConnection)

def wait():
    boucle.exec()
    return vues[-1]

services.courriers.warm_up()
debut = heure()
page.arrive(VersDemarche("acces"))
premier = wait() - debut
while not (formulaires := [f for f in page.findChildren(Formulaire) if f.isVisible() and "concerne_nom" in f.values()]):
    QTest.keyClick(page, Qt.Key.Key_Return)
    wait()
champ = formulaires[0].champ("concerne_nom").editeur
champ.setFocus()
battements = [heure()]
coeur = QTimer(interval=BATTEMENT, timerType=Qt.TimerType.PreciseTimer)
coeur.timeout.connect(lambda: battements.append(heure()))
coeur.start()
durees = []
for rang in range(int(sys.argv[2]) + 20):
    if rang == 20:
        battements[:] = [heure()]
    debut = heure()
    QTest.keyClick(champ, "abcdefghij"[rang % 10])
    durees.append(wait() - debut)
    if rang % 25 == 24:
        champ.clear()
        wait()
arrets = [apres - avant - BATTEMENT / 1000 for avant, apres in zip(battements, battements[1:])]
print(json.dumps({"premier": premier, "durees": durees[20:], "arrets": arrets}))
sys.stdout.flush()
os._exit(0)
"""


@cache
def _typed(echelle: str) -> dict[str, list[float]]:
    """Durations in milliseconds, as measured in a window of its own at this scale."""
    dit = json.loads(python("-c", PILOTE, echelle, str(TOUCHES))())
    return {nom: [s * 1000 for s in (valeur if isinstance(valeur, list) else [valeur])] for nom, valeur in dit.items()}


@banc("apercu_frappe")
def apercu_frappe() -> Releve:
    """From a key to the page redrawn, 95 times out of 100, on an ordinary screen."""
    durees = _typed("1")["durees"]
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))


@banc("apercu_frappe_dense")
def apercu_frappe_dense() -> Releve:
    """The same on a screen of twice as many points each way."""
    durees = _typed(DENSE)["durees"]
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))


@banc("apercu_arret")
def apercu_arret() -> Releve:
    """The longest time the window could not answer while someone typed.

    The run is cut in parts, and the median of their longest stops is kept: what another program takes from the processor once
    is not ours, what comes back in every part is.
    """
    arrets = _typed("1")["arrets"]
    longueur = len(arrets) // PARTS
    parts = [arrets[rang * longueur : (rang + 1) * longueur] for rang in range(PARTS)]
    return Releve(mesure=statistics.median(max(part) for part in parts), unite="ms", n=len(arrets))


@banc("apercu_premier")
def apercu_premier() -> Releve:
    """From the choice of a demarche to its first page, once what letters are made of is loaded."""
    premier = _typed("1")["premier"]
    return Releve(mesure=premier[0], unite="ms", n=len(premier))
