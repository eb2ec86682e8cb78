"""The letter that follows the typing, beside typst alone setting the same letter: what comes before and after it is ours."""

import json
from collections.abc import Iterable
from functools import cache

from benchmarks.outillage import Releve, banc, python

#: Keys typed, after some to warm up; programs started, for what happens once in each.
TOUCHES, PROGRAMMES = 100, 6
#: A page of 2 device pixels by point is four times as many to draw.
ORDINAIRE, DENSE = "1", "2"

PILOTE = """
import datetime as dt, json, os, sys, time
from itertools import count
os.environ["QT_SCALE_FACTOR"] = sys.argv[1]
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from benchmarks.lettres import bare_typst, data_of
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Personne
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
from droits_usagers.ui.composants.theme import Theme
from droits_usagers.ui.composants.theme import apply_theme

heure = time.perf_counter
#: Milliseconds between two beats of the window; keys typed before what is kept.
BATTEMENT, CHAUFFE = 2, 20
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

# What a letter leaves to fill is counted after it is drawn: only then is nothing left to do.
for fait in (dessinateur.drawn, dessinateur.counted):
    fait.connect(look_again, Qt.ConnectionType.QueuedConnection)

def wait():
    boucle.exec()
    return vues[-1]

services.courriers.warm_up()
seul, noms = bare_typst(), count()

def set_alone():
    donnees = data_of(Demande("acces", concerne=Personne(nom=f"Un-{next(noms)}")))
    debut = heure()
    seul.compile(format="pdf", sys_inputs={"document": donnees}, timestamp=0)
    return heure() - debut

def arrive():
    debut = heure()
    page.arrive(VersDemarche("acces"))
    return wait() - debut

# In turn: the second one comes first every other time.
def both(rang, *actions):
    secondes = {action: action() for action in (actions if rang % 2 == 0 else reversed(actions))}
    return [secondes[action] for action in actions]

set_alone()
premier = both(int(sys.argv[3]), arrive, set_alone)
while not (formulaires := [f for f in page.findChildren(Formulaire) if f.isVisible() and "concerne_nom" in f.values()]):
    QTest.keyClick(page, Qt.Key.Key_Return)
    wait()
champ = formulaires[0].champ("concerne_nom").editeur
champ.setFocus()
battements, arrets, durees = [], [], []
coeur = QTimer(interval=BATTEMENT, timerType=Qt.TimerType.PreciseTimer)
coeur.timeout.connect(lambda: battements.append(heure()))
coeur.start()

def type_a_key():
    battements[:] = [debut := heure()]
    QTest.keyClick(champ, "abcdefghij"[rang % 10])
    fin = wait()
    battements.append(heure())
    arrets.append(max(apres - avant for avant, apres in zip(battements, battements[1:])) - BATTEMENT / 1000)
    return fin - debut

for rang in range(int(sys.argv[2])):
    durees.append(both(rang, type_a_key, set_alone))
    if rang % 25 == 24:
        champ.clear()
        wait()
print(json.dumps({"premier": [premier], "frappe": durees[CHAUFFE:], "arret": arrets[CHAUFFE:]}))
sys.stdout.flush()
os._exit(0)
"""


@cache
def _typed(echelle: str, touches: int = TOUCHES, *, ordre: int = 0) -> dict[str, Releve]:
    """What was measured in a window of its own at this scale; `ordre` 1: typst alone sets the first page before we do."""
    dit = json.loads(python("-c", PILOTE, echelle, str(touches), str(ordre))())
    releves = {nom: _paired(dit[nom]) for nom in ("premier", "frappe") if dit[nom]}
    if dit["arret"]:
        releves["arret"] = Releve(_ms(dit["arret"]), releves["frappe"].references)
    return releves


def _paired(secondes: Iterable[tuple[float, float]]) -> Releve:
    mesures, references = zip(*secondes, strict=True)
    return Releve(_ms(mesures), _ms(references))


def _ms(secondes: Iterable[float]) -> tuple[float, ...]:
    return tuple(s * 1000 for s in secondes)


@banc("apercu_frappe")
def apercu_frappe() -> Releve:
    """From a key to the page redrawn, on an ordinary screen."""
    return _typed(ORDINAIRE)["frappe"]


@banc("apercu_frappe_dense")
def apercu_frappe_dense() -> Releve:
    """The same on a screen of twice as many points each way."""
    return _typed(DENSE)["frappe"]


@banc("apercu_arret")
def apercu_arret() -> Releve:
    """The longest time, after each key, that the window could not answer."""
    return _typed(ORDINAIRE)["arret"]


@banc("apercu_premier")
def apercu_premier() -> Releve:
    """From the choice of a demarche to its first page, once what letters are made of is loaded."""
    releves = [_typed(ORDINAIRE, 0, ordre=rang)["premier"] for rang in range(PROGRAMMES)]
    return Releve(tuple(une.mesures[0] for une in releves), tuple(une.references[0] for une in releves))
