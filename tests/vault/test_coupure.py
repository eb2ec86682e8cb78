"""What was acknowledged survives a power cut at any moment: the coffre is as before the use case under way, or as after it."""

import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre, Coffres
from tests.coffres import AUTRE_PHRASE, PHRASE
from tests.outils import besoin_de, sous_linux
from tests.vault import trace
from tests.vault.disque import APPELS, Disque, replay
from tests.vault.trace import PHRASE_CHANGEE, kept

pytestmark = pytest.mark.lent

T = TypeVar("T")
#: Images opened by each of the tests; far more may be made.
IMAGES = 150


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, str]:
    """The log of a program that wrote, the coffre it began with, and the folder it wrote in."""
    from tests.coffres import make_coffres

    dossier = tmp_path_factory.mktemp("disque")
    chemin, log = dossier / "a.coffre", dossier.parent / f"{dossier.name}.strace"
    make_coffres().create(chemin, PHRASE, accept_weak=True).close()
    avant = chemin.read_bytes()
    for fichier in dossier.iterdir():
        if fichier != chemin:
            fichier.unlink()
    commande = ["strace", "-f", "-y", "-xx", "-s", "2000000", "-o", str(log), "-e", f"trace={APPELS}"]
    subprocess.run([*commande, sys.executable, str(Path(trace.__file__)), str(chemin)], check=True, stdout=subprocess.DEVNULL)
    return log, avant, str(dossier)


def drawn(suite: Iterable[T], hasard: random.Random, combien: int) -> tuple[list[T], int]:
    """So many of them, each as likely as any other, and how many there were: they are never all kept, which took gigabytes."""
    gardes: list[T] = []
    nombre = 0
    for nombre, un in enumerate(suite, start=1):
        place = len(gardes) if len(gardes) < combien else hasard.randrange(nombre)
        gardes[place : place + 1] = [un] if place < combien else []
    return gardes, nombre


def opened(coffres: Coffres, chemin: Path) -> tuple[Coffre, str]:
    """A coffre or a backup found when the power came back, and its phrase, which was being changed: one of the two."""
    try:
        return coffres.open(chemin, PHRASE), PHRASE
    except ExpectedError as refus:
        if refus.panne is not Panne.PHRASE_REFUSEE:
            raise
    return coffres.open(chemin, AUTRE_PHRASE), AUTRE_PHRASE


def check_found(coffres: Coffres, chemin: Path, *, dits: list[str], change: bool) -> None:
    """What was acknowledged last is there, or what was being written next; `change`: the phrase was changed for good."""
    coffre, phrase = opened(coffres, chemin)
    for trouve, permis in zip(kept(coffre).split(), zip(*map(str.split, dits), strict=True), strict=True):
        assert trouve in permis
    assert phrase == AUTRE_PHRASE or not change
    assert coffre.verify().saine
    sauvegardes = [sauvegarde.chemin for sauvegarde in coffre.backups()]
    coffre.close()
    for sauvegarde in sauvegardes:
        copie, _ = opened(coffres, sauvegarde.rename(chemin.with_name(sauvegarde.name)))
        assert copie.verify().saine
        copie.close()


@sous_linux
@besoin_de("strace")
@pytest.mark.parametrize("graine", [1, 2])
def test_a_power_cut_leaves_the_coffre_before_or_after(
    journal: tuple[Path, bytes, str], coffres: Coffres, tmp_path: Path, graine: int
) -> None:
    log, avant, dossier = journal
    hasard = random.Random(graine)
    disque = Disque(dossier)
    disque.put("a.coffre", avant)
    dits: list[str] = []

    def images() -> Iterator[tuple[int, dict[str, bytes]]]:
        for dit in replay(disque, log):
            if dit:
                dits.append(dit.removeprefix(trace.DIT).strip())
            elif dits:
                yield from ((len(dits), image) for image in disque.images(hasard))

    tirees, nombre = drawn(images(), random.Random(graine), IMAGES)
    assert len(dits) == 14
    assert nombre > IMAGES
    assert len({dit.split()[0] for dit in dits}) >= 10

    for rang, (acquis, image) in enumerate(tirees):
        restes = tmp_path / str(rang)
        for nom, octets in image.items():
            (restes / nom).parent.mkdir(parents=True, exist_ok=True)
            (restes / nom).write_bytes(octets)
        dernier, suivant = dits[acquis - 1], dits[min(acquis, len(dits) - 1)]
        check_found(coffres, restes / "a.coffre", dits=[dernier, suivant], change=acquis >= PHRASE_CHANGEE)
