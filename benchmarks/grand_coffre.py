"""A large coffre of invented dossiers: what the Suivi costs to be shown, searched and computed again.

By default it holds a tenth of what the budgets are about: that takes seconds to make. `--grand` makes the whole of it. What
grows with the number of dossiers (computing them all) is brought back to 100 000 of them; the rest is measured as it is.
"""

import atexit
import datetime as dt
import random
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import cycle
from pathlib import Path

from benchmarks.outillage import Releve, banc, dossiers, duration, p95, python
from droits_usagers.domain.dossier.dossiers import Filtre, PageSuivi, Tri
from droits_usagers.places import find_places
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.demonstration.coffres import Inventeur, write_coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.socle.travail import Priorite, Rappels, Travailleur
from droits_usagers.services.suivi.lignes import ETATS

PHRASE = "sept girafes lisent l'étiquette du cornichon violet"
JOUR = dt.date(2026, 11, 24)
#: Texts typed, letter by letter.
TEXTES = 40
#: Words mistyped.
FAUTES = 40
#: Lines asked for at once, as the window does.
PAGE = 50
#: Counts of what filters would leave.
FACETTES = 10
#: Searches while a long task runs, by that many letters.
PENDANT, DEBUT = 40, 6
#: Fewer found than that: what looks like it is searched too.
ASSEZ = 5
MONTREES = 5
BUDGET_DOSSIERS = 100_000

PILOTE = """
import datetime as dt, os, sys, time
from pathlib import Path
from droits_usagers.places import find_places
from droits_usagers.services.coffres import Coffres
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.fenetre.application import make_application, make_window, warm_up
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
services.travail.submit(
    lambda: services.coffres.open(Path(sys.argv[1]), sys.argv[2]), on_success=faits.append, on_failure=faits.append
)
while not faits:
    app.processEvents()
services.seance.open_coffre(faits[0])
fenetre.pages.mode_changed.emit()
fenetre.pages.go_to("accueil")
pause = heure() + 1
while heure() < pause:
    app.processEvents()
debut = heure()
fenetre.pages.go_to("suivi")
while not (tables := fenetre.findChildren(TableSuivi)) or not tables[0].model().rowCount():
    app.processEvents()
fenetre.repaint()
print(heure() - debut)
sys.stdout.flush()
os._exit(0)
"""


@cache
def services() -> Services:
    """On a fixed day."""
    return Services(find_places().without_trace(), lambda: JOUR, lambda: dt.datetime.combine(JOUR, dt.time(10, tzinfo=dt.UTC)))


def coffres(regles: type[Suivant] = Suivant) -> Coffres:
    """The time to derive the key is wanted slow, and is not measured: one round."""
    nos = services()
    return Coffres(today=nos.today, now=nos.now, suivre=regles(nos.catalogue), phrases=nos.phrases, kdf_iter=1)


@cache
def large() -> Path:
    """The coffre, made once for the whole run."""
    dossier = tempfile.TemporaryDirectory(prefix="droits-usagers-bench-")
    atexit.register(dossier.cleanup)
    chemin = Path(dossier.name) / "grand.coffre"
    write_coffre(coffres(), chemin, Inventeur(services().catalogue, dossiers(), JOUR), phrase=PHRASE)
    return chemin


def typed(coffre: Coffre, nombre: int) -> Iterator[str]:
    """What people would type: a name, a body, both, a reference, of dossiers taken here and there."""
    alea = random.Random(5)  # noqa: S311 - the same each time
    for _ in range(nombre):
        (ligne,) = coffre.page(tri=Tri.REFERENCE, debut=alea.randrange(dossiers()), taille=1).lignes
        nom = ligne.personne.split()[-1]
        yield alea.choice((ligne.personne, nom, ligne.organisme, ligne.reference, f"{ligne.organisme.split()[-1]} {nom}"))


@banc("suivi_montre")
def suivi_montre() -> Releve:
    """From Accueil to the table of the Suivi drawn with its lines, the first time in a program just started."""
    montrer = python("-c", PILOTE, str(large()), PHRASE)
    montrer()  # compiles
    durees = [float(montrer()) * 1000 for _ in range(MONTREES)]
    return Releve(mesure=statistics.median(durees), unite="ms", n=len(durees))


@banc("suivi_recherche")
def suivi_recherche() -> Releve:
    """From a key in the search field to the lines read, 95 times out of 100, where enough dossiers are found."""
    coffre = coffres().open(large(), PHRASE)
    durees = []
    for texte in typed(coffre, TEXTES):
        for fin in range(1, len(texte) + 1):
            pages: list[PageSuivi] = []
            duree = duration(partial(_keep, coffre, Filtre(texte=texte[:fin]), pages))
            # Otherwise what looks like it was searched too: the next benchmark.
            if pages[0].total - pages[0].proches >= ASSEZ:
                durees.append(duree)
    coffre.close()
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))


@banc("suivi_recherche_filtre")
def suivi_recherche_filtre() -> Releve:
    """The same while a filter by état is in force, each in turn."""
    coffre = coffres().open(large(), PHRASE)
    durees = []
    for texte, etats in zip(typed(coffre, TEXTES), cycle(ETATS.values()), strict=False):
        for fin in range(1, len(texte) + 1):
            pages: list[PageSuivi] = []
            duree = duration(partial(_keep, coffre, Filtre(texte=texte[:fin], etats=etats), pages))
            if pages[0].total - pages[0].proches >= ASSEZ:
                durees.append(duree)
    coffre.close()
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))


@banc("suivi_facettes")
def suivi_facettes() -> Releve:
    """The longest part of counting what each filter would leave, 95 times out of 100: what a key may have to wait for."""
    coffre = coffres().open(large(), PHRASE)
    durees: list[float] = []
    for texte in ("", *typed(coffre, FACETTES)):
        parties = coffre.liste.counting(Filtre(texte=texte[:DEBUT]))
        fini = False
        while not fini:
            debut = time.perf_counter()
            fini = next(parties, None) is None
            durees.append((time.perf_counter() - debut) * 1000)
    coffre.close()
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))


@banc("suivi_recherche_proche")
def suivi_recherche_proche() -> Releve:
    """The same for a last name with a letter too many, 95 times out of 100."""
    coffre = coffres().open(large(), PHRASE)
    fautes = [mistyped(texte) for texte in typed(coffre, FAUTES)]
    durees = [duration(partial(coffre.page, Filtre(texte=faute), taille=PAGE, compter=False)) for faute in fautes]
    coffre.close()
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))


def mistyped(texte: str) -> str:
    """The same with the letter in the middle of its last word typed twice."""
    *debut, mot = texte.split()
    milieu = len(mot) // 2
    return " ".join((*debut, mot[:milieu] + mot[milieu - 1 : milieu] * 2 + mot[milieu:]))


class AutresRegles(Suivant):
    """The same law, under another version: every line is to be computed again."""

    @property
    def version(self) -> int:
        """One that no line was computed with."""
        return super().version + 1


@banc("suivi_recalcul")
def suivi_recalcul() -> Releve:
    """Every line computed again after the rules changed, in seconds for 100 000 dossiers."""
    duree, _ = recomputed(())
    return Releve(mesure=duree / 1000 * BUDGET_DOSSIERS / dossiers(), unite="s", n=1)


@banc("suivi_pendant")
def suivi_pendant() -> Releve:
    """From a key to the lines read while every line is computed again, 95 times out of 100."""
    coffre = coffres().open(large(), PHRASE)
    textes = [texte[:DEBUT] for texte in typed(coffre, PENDANT)]
    coffre.close()
    _, durees = recomputed(textes)
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))


def recomputed(textes: Sequence[str]) -> tuple[float, list[float]]:
    """How long it takes to compute every line of a copy again; and each of these searches, made meanwhile."""
    with tempfile.TemporaryDirectory(prefix="droits-usagers-bench-") as dossier:
        copie = Path(shutil.copy(large(), dossier))
        travail, fini = Travailleur(), threading.Event()
        ouverts: list[Coffre] = []
        _ask(travail, lambda: ouverts.append(coffres(AutresRegles).open(copie, PHRASE)))
        (coffre,) = ouverts
        rappels = Rappels(
            on_progress=lambda _: None,
            on_success=lambda _: fini.set(),
            on_failure=lambda _: fini.set(),
            on_cancelled=lambda _: fini.set(),
        )
        debut = time.perf_counter()
        travail.submit_units(coffre.refresh, rappels)
        durees = [
            duration(partial(_ask, travail, partial(coffre.page, Filtre(texte=texte), taille=PAGE, compter=False)))
            for texte in textes
        ]
        if textes:
            travail.cancel_bulk()
        fini.wait()
        duree = (time.perf_counter() - debut) * 1000
        _ask(travail, coffre.close)
        travail.stop()
        return duree, durees


def _ask(travail: Travailleur, action: Callable[[], object]) -> None:
    """Waits for what a screen would ask of the thread of the coffre."""
    fait = threading.Event()
    travail.submit(action, priorite=Priorite.PAGE_VISIBLE, on_success=lambda _: fait.set(), on_failure=lambda _: fait.set())
    fait.wait()


def _keep(coffre: Coffre, filtre: Filtre, pages: list[PageSuivi]) -> None:
    pages.append(coffre.page(filtre, taille=PAGE, compter=False))
