"""A document of sixty pages being marked, beside the same text laid out by a bare text editor of Qt."""

import json
from functools import cache

from benchmarks.outillage import Releve, banc, in_turn, python

#: Programs started on each side, and passages kept in each.
PROGRAMMES, PASSAGES = 3, 40

_TEXTE = """
PARAGRAPHE = (
    "La direction parle de {n} ans après le dernier entretien. Que deviennent les données ensuite ? Tout le personnel peut "
    "lire l'ensemble des fiches. Nous craignons que la police ne lise la fiche {n}. Le bureau {n} ferme à midi. "
)
TEXTE = "\\n\\n".join(PARAGRAPHE.format(n=n) * 4 for n in range(180))
"""
PILOTE = (
    _TEXTE
    + """
import datetime as dt, json, os, sys, time
from benchmarks.outillage import wait_for
from droits_usagers.domain.grille import GenreSource
from droits_usagers.places import find_places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.grille.atelier import SourceSaisie
from droits_usagers.ui.fenetre.application import make_application, make_window
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.domain.grille import Grille

heure = time.perf_counter
JOUR = dt.date(2026, 11, 24)
services = Services(find_places().without_trace(), lambda: JOUR, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
app = make_application(services)
operations, fenetre = make_window(app, services)
fenetre.resize(1366, 768)
fenetre.show()
fenetre.pages.go_to("grille")
page = fenetre.pages.currentWidget()
assert isinstance(page, PageGrille)
page._begin(Grille())
source = page.atelier.add_source(SourceSaisie(GenreSource.SYNDICAT))
page.editeur.refresh()
page.editeur.show_text(source)
ecran = page.editeur.ecran_marquage
ecran.colle.setPlainText(TEXTE)
ecran.lire.click()
wait_for(lambda: ecran.liste.lignes.rowCount() > 2)
app.processEvents()
pas = []
for _ in range(int(sys.argv[1])):
    debut = heure()
    ecran.vue.accepted.emit()
    ecran.vue.viewport().repaint()
    pas.append((heure() - debut) * 1000)
    app.processEvents()
print(json.dumps(pas))
sys.stdout.flush()
os._exit(0)
"""
)
NUE = (
    _TEXTE
    + """
import json, os, sys, time
from PySide6.QtWidgets import QApplication, QPlainTextEdit

heure = time.perf_counter
app = QApplication([])
vue = QPlainTextEdit()
vue.resize(740, 580)
vue.show()
app.processEvents()
pas = []
for _ in range(int(sys.argv[1])):
    debut = heure()
    vue.setPlainText(TEXTE)
    vue.viewport().repaint()
    pas.append((heure() - debut) * 1000)
    app.processEvents()
print(json.dumps(pas))
sys.stdout.flush()
os._exit(0)
"""
)


@cache
def _seen() -> Releve:
    notre, nue = python("-c", PILOTE, str(PASSAGES)), python("-c", NUE, str(PASSAGES))
    notre()  # compiles
    nue()
    return in_turn(PROGRAMMES, lambda _: json.loads(notre()), lambda _: json.loads(nue()))


@banc("marquage")
def marquage() -> Releve:
    """From Enter to the passage drawn as kept, and the next one looked at."""
    return _seen()
