"""The Suivi of a large coffre, shown and scrolled, beside a bare table of Qt on a list in memory."""

import json
from functools import cache

from benchmarks.grand_coffre import PHRASE, large
from benchmarks.nu import TABLE
from benchmarks.outillage import Releve, banc, dossiers, in_turn, python

#: Programs started on each side, and pages scrolled in each.
PROGRAMMES, PAGES = 6, 40

PILOTE = """
import datetime as dt, json, os, sys, time
from pathlib import Path
from benchmarks.outillage import rest, settle, wait_for
from droits_usagers.places import find_places
from droits_usagers.services.coffres import Coffres
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.fenetre.application import make_application, make_window, warm_up
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.suivi.table import TableSuivi

heure = time.perf_counter
JOUR = dt.date(2026, 11, 24)
services = Services(find_places().without_trace(), lambda: JOUR, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
app = make_application(services)
services.__dict__["coffres"] = Coffres(
    today=services.today, now=services.now, suivre=services.suivant, phrases=services.phrases, kdf_iter=1
)
operations, fenetre = make_window(app, services)
fenetre.resize(1366, 768)
fenetre.show()
warm_up(services, operations, fenetre)
faits = []
ouvrir = lambda: services.coffres.open(Path(sys.argv[1]), sys.argv[2])
operations.run(services.travail, ouvrir, Reponses(fenetre, faits.append, faits.append))
wait_for(lambda: faits)
services.seance.open_coffre(faits[0])
fenetre.pages.mode_changed.emit()
fenetre.pages.go_to("accueil")
# Accueil is read, and what was to be loaded meanwhile is.
rest(1)
settle(operations, fenetre, services.rendu)
debut = heure()
fenetre.pages.go_to("suivi")
wait_for(lambda: any(table.model().rowCount() for table in fenetre.findChildren(TableSuivi)))
fenetre.repaint()
montre = heure() - debut
table, = fenetre.findChildren(TableSuivi)
modele, barre, pas = table.modele, table.verticalScrollBar(), []
rest(1)

def shown():
    premier, dernier = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    return [modele.line(rang) for rang in range(premier, (dernier if dernier >= 0 else modele.rowCount() - 1) + 1)]

for _ in range(int(sys.argv[3])):
    debut = heure()
    barre.setValue(barre.value() + barre.pageStep())
    table.viewport().repaint()
    if None in shown():
        wait_for(lambda: None not in shown())
        table.viewport().repaint()
    pas.append(heure() - debut)
    app.processEvents()
print(json.dumps({"montre": montre, "pas": pas}))
sys.stdout.flush()
os._exit(0)
"""


@cache
def _seen() -> tuple[Releve, Releve]:
    """The table shown, the table scrolled by one page: from programs just started, ours and the bare one in turn."""
    notre, nue = python("-c", PILOTE, str(large()), PHRASE, str(PAGES)), python("-c", TABLE, str(dossiers()), str(PAGES))
    notre()  # compiles
    nue()
    montres: list[float] = []
    nus: list[float] = []

    def pages(dit: str, montrees: list[float]) -> list[float]:
        lu = json.loads(dit)
        montrees.append(lu["montre"] * 1000)
        return [secondes * 1000 for secondes in lu["pas"]]

    defile = in_turn(PROGRAMMES, lambda _: pages(notre(), montres), lambda _: pages(nue(), nus))
    return Releve(tuple(montres), tuple(nus)), defile


@banc("suivi_montre")
def suivi_montre() -> Releve:
    """From Accueil to the table of the Suivi drawn with its lines, the first time in a program just started."""
    return _seen()[0]


@banc("suivi_defile")
def suivi_defile() -> Releve:
    """From a page down to the lines of that page drawn."""
    return _seen()[1]
