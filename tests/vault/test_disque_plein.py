"""A full disk: a sentence, nothing lost, nothing left behind (promise P3). Files may not grow, a little less each time."""

import contextlib
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.sauvegardes import backup_folder
from tests.coffres import AUTRE_PHRASE, PHRASE, erase, full, simple
from tests.outils import sous_linux
from tests.vault.clair import decrypted, holds_canary

pytestmark = sous_linux

PIECE = bytes(range(256)) * 120
STEPS = range(0, 600_000, 4096 + 1000)


@contextlib.contextmanager
def no_file_beyond(octets: int) -> Iterator[None]:
    """Meanwhile, no write reaches further than this in any file (Python ignores the signal that comes with it)."""
    _, dur = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, dur))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (dur, dur))


@pytest.fixture
def reference(coffre: Coffre) -> str:
    reference = coffre.dossiers.create(full())
    coffre.pieces.attach(reference, PIECE, nom="réponse")
    coffre.dossiers.create(simple("À effacer"))
    return reference


def names(dossier: Path) -> set[str]:
    return {
        str(fichier.relative_to(dossier))
        for fichier in dossier.rglob("*")
        if ".tmp" in fichier.name or "-journal" in fichier.name
    }


GESTES: dict[str, Callable[[Coffre], object]] = {
    "créer": lambda coffre: coffre.dossiers.create(full()),
    "brouillon": lambda coffre: coffre.brouillons.save(full(), cle="b"),
    "lettre": lambda coffre: coffre.lettres.keep(
        "2026-0001", etape="demande", gabarit=GabaritUtilise("a", "1", "b"), nom="l", contenu=PIECE[::-1]
    ),
    "corriger": lambda coffre: coffre.dossiers.update("2026-0001", full()),
    "effacer": lambda coffre: erase(coffre, ["2026-0002"]),
    "sauvegarder": lambda coffre: coffre.backup(),
    "phrase": lambda coffre: coffre.change_phrase(PHRASE, AUTRE_PHRASE),
}


#: Where more is said than that the disk is full.
REFUS = {"effacer": Panne.PLACE_EFFACER}


@pytest.mark.lent
@pytest.mark.parametrize("geste", GESTES)
def test_a_write_that_does_not_fit_says_so_and_changes_nothing_that_was_there(
    coffre: Coffre, coffres: Coffres, chemin: Path, reference: str, geste: str
) -> None:
    refus = set()
    for octets in STEPS:
        try:
            with no_file_beyond(octets):
                GESTES[geste](coffre)
            break
        except ExpectedError as error:
            refus.add(error.panne)
        # The same coffre, still open, still whole, with room again.
        assert coffre.verify().saine
        assert coffre.dossiers.read(reference).demande == full()
        assert names(chemin.parent) == set()
    assert refus == {REFUS.get(geste, Panne.DISQUE_PLEIN)}
    coffre.close()
    rouvert = coffres.open(chemin, AUTRE_PHRASE if geste == "phrase" else PHRASE)
    assert rouvert.dossiers.read(reference).demande == full()
    rouvert.close()


def test_what_was_erased_is_overwritten_even_when_the_file_cannot_be_made_smaller(coffre: Coffre, chemin: Path) -> None:
    garde, efface = coffre.dossiers.create(simple()), coffre.dossiers.create(full())
    coffre.pieces.attach(garde, PIECE, nom="réponse")
    # Compacting keeps every page aside while it works: at some point deleting fits, and compacting does not yet.
    taille = chemin.stat().st_size
    for octets in range(taille - 20_000, taille + 20_000, 512):
        try:
            with no_file_beyond(octets):
                resultat = erase(coffre, [efface])
            break
        except ExpectedError:
            continue
    assert not resultat.compacte
    assert coffre.dossiers.read(garde).demande == simple()
    coffre.close()
    assert not holds_canary(decrypted(chemin))


def test_a_first_backup_that_does_not_fit_leaves_no_empty_folder(coffre: Coffre, chemin: Path) -> None:
    for geste in ("phrase", "sauvegarder"):
        with no_file_beyond(4096), pytest.raises(ExpectedError):
            GESTES[geste](coffre)
        assert not backup_folder(chemin).exists()
    coffre.backup()
    assert backup_folder(chemin).exists()


def test_a_coffre_that_does_not_fit_is_not_made(coffres: Coffres, chemin: Path) -> None:
    for octets in range(0, 100_000, 10_000):
        with pytest.raises(ExpectedError) as refus, no_file_beyond(octets):
            coffres.create(chemin, PHRASE, accept_weak=True)
        assert refus.value.panne is Panne.DISQUE_PLEIN
        assert list(chemin.parent.iterdir()) == []


def test_a_restoration_that_does_not_fit_leaves_the_coffre(
    coffres: Coffres, coffre: Coffre, chemin: Path, reference: str
) -> None:
    coffre.backup()
    coffre.close()
    with pytest.raises(ExpectedError) as refus, no_file_beyond(50_000):
        coffres.restore(chemin, PHRASE)
    assert refus.value.panne is Panne.DISQUE_PLEIN
    rouvert = coffres.open(chemin, PHRASE)
    assert rouvert.dossiers.read(reference).demande == full()
    rouvert.close()
    assert names(chemin.parent) == set()
