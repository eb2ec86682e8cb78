"""A thousand letters, from the dossiers chosen in a large coffre to Word files on the disk and the letters remembered.

Run as the window runs it: letters composed in one thread, the coffre in its own, searches and scrolls going before everything.
"""

import datetime as dt
import itertools
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from benchmarks.grand_coffre import JOUR, PHRASE, coffres, large, services
from benchmarks.outillage import Releve, banc, duration, p95
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.envois.chantier import Chantier, DepartEnvois, LieuDePas
from droits_usagers.services.envois.formes import ChantierFichiers
from droits_usagers.services.envois.tri import Geste, LigneTriee, Trieur
from droits_usagers.services.socle.travail import Priorite, Rappels, Travailleur

LETTRES = 1000
#: Between two keys, in seconds.
FRAPPE = 0.03
_TEXTES = itertools.cycle(("oeu", "ccas", "2026-0", "dep", "rue"))


@cache
def chosen() -> tuple[Path, tuple[str, ...]]:
    """The large coffre with a thousand late dossiers more, and their references; made once for the whole run."""
    dossier = Path(tempfile.mkdtemp(prefix="droits-usagers-bench-", dir=large().parent))
    coffre = coffres().open(Path(shutil.copy(large(), dossier)), PHRASE)
    references = coffre.create_dossiers(map(_late, range(LETTRES)))
    chemin = coffre.chemin
    coffre.close()
    return chemin, references


def _late(rang: int) -> NouveauDossier:
    faits = ((45, TypeEvenement.ENVOYE), (43, TypeEvenement.RECU))
    return NouveauDossier(
        Demande(
            "acces",
            lieu="Pantin",
            concerne=Personne(prenom="Élodie", nom=f"Œuvrard-{rang}", adresse=("12 rue des Lilas", "93500 Pantin")),
            organisme=Organisme(
                f"CCAS de Pantin {rang}", GenreOrganisme.CCAS, adresse=("1 place", "93500 Pantin"), territoire="93"
            ),
            evenements=tuple(Evenement(JOUR - dt.timedelta(days=jours), type_) for jours, type_ in faits),
        )
    )


@contextmanager
def threads() -> Iterator[tuple[Travailleur, Travailleur, Coffre]]:
    """The thread of the coffre and that of letters, on a copy of the coffre."""
    with tempfile.TemporaryDirectory(prefix="droits-usagers-bench-") as dossier:
        travail, rendu = Travailleur(), Travailleur("rendu")
        coffre = _wait(travail, lambda: coffres().open(Path(shutil.copy(chosen()[0], dossier)), PHRASE))
        yield travail, rendu, coffre
        _wait(travail, coffre.close)
        travail.stop()
        rendu.stop()


def _wait(travailleur: Travailleur, action: Callable[[], object], priorite: Priorite = Priorite.ECRITURE) -> Coffre:
    """What it comes to, once its turn has come."""
    fait, reponses = threading.Event(), []

    def answer(reponse: object) -> None:
        reponses.append(reponse)
        fait.set()

    travailleur.submit(action, priorite=priorite, on_success=answer, on_failure=answer)
    fait.wait()
    if isinstance(reponses[0], Exception):
        raise reponses[0]
    return reponses[0]  # type: ignore[return-value] # of the opening alone


def make_all(travail: Travailleur, rendu: Travailleur, coffre: Coffre) -> None:
    """Every dossier examined, every letter composed, written and remembered."""
    courriers = services().courriers
    courriers.warm_up()
    lignes: list[LigneTriee] = []
    fini = threading.Event()
    rappels = Rappels(
        on_progress=lambda _: None,
        on_success=lambda _: fini.set(),
        on_failure=lambda _: fini.set(),
        on_cancelled=lambda _: fini.set(),
    )
    trieur = Trieur(services().catalogue, services().suivant)
    references = chosen()[1]
    travail.submit_units(lambda: trieur.examining(coffre, references, Geste.RELANCE, today=JOUR, lignes=lignes), rappels)
    fini.wait()
    with tempfile.TemporaryDirectory(prefix="droits-usagers-bench-") as dossier:
        chantier: Chantier = ChantierFichiers(
            depart=DepartEnvois(courriers, services().departs), lignes=lignes, dossier=Path(dossier)
        )
        for pas in chantier.pas():
            if pas.lieu is LieuDePas.COFFRE:
                _wait(travail, partial(pas.faire, coffre))
            else:
                _wait(rendu, pas.faire)
        assert len(chantier.faits) == len(list(Path(dossier).glob("*.docx"))) == LETTRES


@banc("masse_relances")
def masse_relances() -> Releve:
    """A thousand reminders, one Word file each, in seconds."""
    with threads() as (travail, rendu, coffre):
        services().courriers.warm_up()
        duree = duration(lambda: make_all(travail, rendu, coffre))
    return Releve(mesure=duree / 1000, unite="s", n=1)


@banc("masse_pendant")
def masse_pendant() -> Releve:
    """From a key in the search field to the lines read while they are made, 95 times out of 100."""
    durees: list[float] = []
    with threads() as (travail, rendu, coffre):
        services().courriers.warm_up()
        fini = threading.Event()

        def make() -> None:
            make_all(travail, rendu, coffre)
            fini.set()

        fil = threading.Thread(target=make)
        fil.start()
        while not fini.wait(FRAPPE):
            chercher = partial(coffre.page, Filtre(texte=next(_TEXTES)))
            durees.append(duration(partial(_wait, travail, chercher, Priorite.PAGE_VISIBLE)))
        fil.join()
    return Releve(mesure=p95(durees), unite="ms", n=len(durees))
