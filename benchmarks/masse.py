"""A thousand letters, from the dossiers chosen in a large coffre to Word files on the disk and the letters remembered.

Run as the window runs it: letters composed in one thread, the coffre in its own, searches and scrolls going before everything.
"""

import datetime as dt
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from itertools import cycle, repeat
from pathlib import Path

from benchmarks.grand_coffre import JOUR, PHRASE, ask, coffres, large, services
from benchmarks.lettres import demandes, make, parts_of, zipped
from benchmarks.outillage import Releve, alternate, banc, duration, in_turn
from benchmarks.recalcul import searched
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.envois.chantier import Chantier, ChantierFichiers, DepartEnvois, LieuDePas
from droits_usagers.services.envois.tri import Geste, LigneTriee, Trieur
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.travail import Priorite, Rappels, Travailleur

LETTRES = 1000
#: Between two keys, in seconds.
FRAPPE = 0.03
TEXTES = ("oeu", "ccas", "2026-0", "dep", "rue")
#: Times all of them are typed while nothing else is done.
AU_REPOS = 12
#: Times the thousand letters are made: to be timed, and to be typed during.
FOIS, TOURS = 3, 2


@cache
def chosen() -> tuple[Path, tuple[str, ...]]:
    """The large coffre with a thousand late dossiers more, and their references; made once for the whole run."""
    dossier = Path(tempfile.mkdtemp(prefix="droits-usagers-bench-", dir=large().parent))
    coffre = coffres().open(Path(shutil.copy(large(), dossier)), PHRASE)
    references = coffre.dossiers.create_all(map(_late, range(LETTRES)))
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
        ouverts: list[Coffre] = []
        ask(travail, lambda: ouverts.append(coffres().open(Path(shutil.copy(chosen()[0], dossier)), PHRASE)))
        yield travail, rendu, ouverts[0]
        ask(travail, ouverts[0].close)
        travail.stop()
        rendu.stop()


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
            depart=DepartEnvois(courriers, services().departs, souffler=travail.wait_for_calm),
            lignes=lignes,
            dossier=Path(dossier),
        )
        for pas in chantier.pas():
            if pas.lieu is LieuDePas.COFFRE:
                ask(travail, partial(pas.faire, coffre), Priorite.ECRITURE)
            else:
                ask(rendu, pas.faire, Priorite.ECRITURE)
        assert len(chantier.faits) == len(list(Path(dossier).glob("*.docx"))) == LETTRES


def zip_all(parties: Mapping[str, bytes]) -> None:
    """A thousand Word files of these parts, compressed and written, and nothing else."""
    with tempfile.TemporaryDirectory(prefix="droits-usagers-bench-") as dossier:
        for rang in range(LETTRES):
            (Path(dossier) / f"{rang}.docx").write_bytes(zipped(parties))


@banc("masse_relances")
def masse_relances() -> Releve:
    """A thousand reminders, one Word file each, in seconds; beside a thousand files of the same parts."""
    services().courriers.warm_up()
    parties = parts_of(make(next(demandes()), Format.DOCX))

    def program() -> float:
        with threads() as (travail, rendu, coffre):
            return duration(lambda: make_all(travail, rendu, coffre)) / 1000

    def bare() -> float:
        return duration(partial(zip_all, parties)) / 1000

    return alternate(repeat((program, bare), FOIS), chronometre=lambda action: float(str(action())), unite="s")


@banc("masse_pendant")
def masse_pendant() -> Releve:
    """From a key in the search field to the lines read while they are made; beside the same keys when nothing else is done."""
    services().courriers.warm_up()
    return in_turn(TOURS, lambda _: _meanwhile(), lambda _: _at_rest())


def _meanwhile() -> list[float]:
    durees: list[float] = []
    textes = cycle(TEXTES)
    with threads() as (travail, rendu, coffre):
        fil = threading.Thread(target=make_all, args=(travail, rendu, coffre))
        fil.start()
        while fil.is_alive():
            durees += searched(travail, coffre, [next(textes)])
            fil.join(FRAPPE)
    return durees


def _at_rest() -> list[float]:
    with threads() as (travail, _, coffre):
        return searched(travail, coffre, TEXTES * AU_REPOS)
