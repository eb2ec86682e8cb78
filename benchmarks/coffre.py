"""A coffre that opens: from a key already derived to Accueil saying what there is to do."""

import tempfile
from itertools import repeat
from pathlib import Path

from benchmarks.grand_coffre import PHRASE
from benchmarks.nu import LISTE
from benchmarks.outillage import Releve, alternate, banc, printed, python

#: What a permanence follows.
DOSSIERS = 300
OUVERTURES = 9
#: What a screen holds: the most urgent ones.
LIGNES = """SELECT reference, personne, organisme, prochaine_date FROM suivi_index
    ORDER BY perte NULLS LAST, reference LIMIT 20"""

PILOTE = """
import datetime as dt, os, sys, time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from benchmarks.outillage import settle, wait_for
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.places import find_places
from droits_usagers.services.coffres import Coffres
from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.fenetre.application import make_application, make_window, warm_up
from droits_usagers.ui.composants import BoutonLigne
from droits_usagers.ui.socle.destination import VersPartie

heure = time.perf_counter
JOUR = dt.date(2026, 11, 24)
PHRASE = "sept girafes lisent l'étiquette du cornichon violet"

def coffres_of(services):
    # The time to derive the key is wanted slow, and is not measured: one round.
    return Coffres(today=services.today, now=services.now, suivre=services.suivant, phrases=services.phrases, kdf_iter=1)

def make(chemin, services):
    coffre = coffres_of(services).create(chemin, PHRASE)
    cas = cycle(cas.demande for cas in load_cas(services.catalogue))
    for rang, demande in enumerate(islice(cas, int(sys.argv[2]))):
        recu = Evenement(JOUR - dt.timedelta(days=rang % 90), TypeEvenement.RECU)
        coffre.dossiers.create(replace(demande, evenements=(recu,)))
    coffre.close()

def opened(chemin, services):
    app = make_application(services)
    services.__dict__["coffres"] = coffres_of(services)
    operations, fenetre = make_window(app, services)
    fenetre.resize(1366, 768)
    fenetre.show()
    warm_up(services, operations, fenetre)
    fenetre.pages.go_to("coffre", VersPartie("ouvrir"))
    ecran = fenetre.pages.currentWidget().ecran
    ecran.fichier.show_path(chemin)
    ecran.phrase.ligne.setText(PHRASE)
    # It takes longer to type: what was to be loaded meanwhile is.
    settle(operations, fenetre, services.travail, services.rendu)
    debut = heure()
    ecran.go_on()
    wait_for(lambda: fenetre.pages.current_id == "accueil" and fenetre.pages.currentWidget().findChildren(BoutonLigne))
    fenetre.repaint()
    return heure() - debut

services = Services(find_places().without_trace(), lambda: JOUR, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
chemin = Path(sys.argv[1])
print(opened(chemin, services) if chemin.exists() else make(chemin, services))
sys.stdout.flush()
os._exit(0)
"""


@banc("coffre_accueil")
def coffre_accueil() -> Releve:
    """From the phrase, key derivation apart, to Accueil drawn with its dossiers: the first time in a program just started."""
    with tempfile.TemporaryDirectory() as dossier:
        chemin = str(Path(dossier) / "permanence.coffre")
        ouvrir, nue = python("-c", PILOTE, chemin, str(DOSSIERS)), python("-c", LISTE, chemin, PHRASE, LIGNES)
        ouvrir()  # makes it
        for action in (ouvrir, nue):
            action()  # compiles
        return alternate(repeat((ouvrir, nue), OUVERTURES), chronometre=printed)
