"""A large coffre of invented dossiers, made once for the whole run, and how it is asked things.

By default it holds 10 000 of them: that takes seconds to make. `--grand` makes ten times as many.
"""

import atexit
import datetime as dt
import random
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from benchmarks.outillage import dossiers
from droits_usagers.domain.dossier.dossiers import Tri
from droits_usagers.places import find_places
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.demonstration.coffres import Inventeur, write_coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.socle.travail import Priorite, Travailleur

PHRASE = "sept girafes lisent l'étiquette du cornichon violet"
JOUR = dt.date(2026, 11, 24)
#: Of what someone types, the letters by which they have found what they look for.
DEBUT = 6


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
    make(chemin, dossiers())
    return chemin


def make(chemin: Path, nombre: int) -> None:
    """A coffre of that many invented dossiers."""
    write_coffre(coffres(), chemin, Inventeur(services().catalogue, nombre, JOUR), phrase=PHRASE)


def typed(coffre: Coffre, nombre: int) -> Iterator[str]:
    """What people would type: a name, a body, both, a reference, of dossiers taken here and there."""
    alea, tous = random.Random(5), coffre.liste.count()  # noqa: S311 - the same each time
    for _ in range(nombre):
        (ligne,) = coffre.liste.page(tri=Tri.REFERENCE, debut=alea.randrange(tous), taille=1).lignes
        nom = ligne.personne.split()[-1]
        yield alea.choice((ligne.personne, nom, ligne.organisme, ligne.reference, f"{ligne.organisme.split()[-1]} {nom}"))


def ask(travail: Travailleur, action: Callable[[], object], priorite: Priorite = Priorite.PAGE_VISIBLE) -> object:
    """What it comes to, once its turn has come in the thread of the coffre. Raises what it raised."""
    fait = threading.Event()
    reponses: list[object] = []

    def answer(reponse: object) -> None:
        reponses.append(reponse)
        fait.set()

    travail.submit(action, priorite=priorite, on_success=answer, on_failure=answer)
    fait.wait()
    if isinstance(reponses[0], Exception):
        raise reponses[0]
    return reponses[0]
