"""Long work on a coffre, unit by unit: others come in between, and what is stopped leaves nothing half made."""

import datetime as dt
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Avancement
from tests.coffres import PHRASE, Horloge, make_coffres, simple


@pytest.fixture
def coffre(horloge: Horloge, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres(horloge).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    coffre.dossiers.create(simple("Première"))
    coffre.dossiers.create(simple("Seconde"))
    yield coffre
    coffre.close()


Longue = Callable[[Coffre], Generator[Avancement, None, object]]

LONGUES: dict[str, Longue] = {
    "verifier": lambda coffre: coffre.verifying(),
    "sauvegarder": lambda coffre: coffre.backing_up(),
    "effacer": lambda coffre: coffre.effacement.erasing(["2026-0001"]),
    "ranger": lambda coffre: coffre.tidying(),
}


@pytest.mark.parametrize("nom", LONGUES)
def test_between_two_units_anything_can_be_read_and_written(coffre: Coffre, horloge: Horloge, nom: str) -> None:
    coffre.backup()
    horloge.advance(hours=1)
    coffre.dossiers.create(simple("Depuis"))
    faits = 0
    for _ in LONGUES[nom](coffre):
        faits += 1
        reference = coffre.dossiers.create(simple(f"Pendant{faits}"))
        assert coffre.liste.page(Filtre(texte=f"pendant{faits}")).lignes[0].reference == reference
        coffre.backups()
    assert faits > 1
    assert coffre.verify().saine
    copie = make_coffres(horloge).open(coffre.backup().chemin, PHRASE)
    assert copie.liste.page().total == coffre.liste.page().total
    copie.close()


@pytest.mark.parametrize("nom", [nom for nom in LONGUES if nom != "effacer"])
def test_stopped_anywhere_it_leaves_no_file_half_made_and_can_be_done_again(coffre: Coffre, horloge: Horloge, nom: str) -> None:
    coffre.backup()
    for rang in range(1, 20):
        horloge.advance(hours=1)
        longue = LONGUES[nom](coffre)
        faits = sum(1 for _ in zip(range(rang), longue, strict=False))
        longue.close()
        assert not list(coffre.chemin.parent.rglob("*.tmp*"))
        assert all(sauvegarde.phrase_actuelle for sauvegarde in coffre.backups())
        if faits < rang:
            break
        coffre.liste.page()
    assert coffre.verify().saine


def test_an_erasure_has_one_point_of_no_return_before_which_nothing_is_erased(horloge: Horloge, tmp_path: Path) -> None:
    """Wherever it is stopped: however many parts it takes, it is told by the last one whether the dossier is erased."""
    rang, acheve, vus = 0, False, set()
    while not acheve:
        dossier = tmp_path / str(rang)
        dossier.mkdir()
        coffre = make_coffres(horloge).create(dossier / "a.coffre", PHRASE, accept_weak=True)
        reference = coffre.dossiers.create(simple("Effacée"))
        coffre.backup()
        unites = coffre.effacement.erasing([reference])
        dites = [avancement.irrevocable for _, avancement in zip(range(rang), unites, strict=False)]
        acheve = len(dites) < rang
        unites.close()
        efface = bool(dites) and dites[-1]
        vus.add(efface)
        assert dites == sorted(dites)
        assert coffre.liste.page().total == (0 if efface else 1)
        assert coffre.effacement.to_finish == (efface and not acheve)
        assert not list(dossier.rglob("*.tmp*"))
        # What is left to do is done without being asked for again.
        run_through(coffre.tidying())
        assert not coffre.effacement.to_finish
        copie = make_coffres(horloge).open(coffre.backups()[0].chemin, PHRASE)
        assert copie.liste.page().total == (0 if efface else 1)
        copie.close()
        coffre.close()
        rang += 1
    assert vus == {False, True}


def test_an_erasure_is_gone_on_with_after_the_coffre_was_closed(coffre: Coffre, horloge: Horloge) -> None:
    coffre.backup()
    unites = coffre.effacement.erasing(["2026-0001"])
    while not next(unites).irrevocable:
        pass
    unites.close()
    coffre.close()
    rouvert = make_coffres(horloge).open(coffre.chemin, PHRASE)
    assert rouvert.effacement.to_finish
    run_through(rouvert.tidying())
    copie = make_coffres(horloge).open(rouvert.backups()[0].chemin, PHRASE)
    assert [ligne.reference for ligne in copie.liste.page().lignes] == ["2026-0002"]
    copie.close()
    rouvert.close()


def test_units_come_to_what_the_whole_comes_to(coffre: Coffre, horloge: Horloge) -> None:
    assert run_through(coffre.verifying()) == coffre.verify()
    sauvegarde = run_through(coffre.backing_up())
    assert coffre.backups() == (sauvegarde,)
    assert run_through(coffre.effacement.erasing(["2026-0001"])).dossiers == 1
    copie = make_coffres(horloge).open(sauvegarde.chemin, PHRASE)
    assert [ligne.reference for ligne in copie.liste.page().lignes] == ["2026-0002"]
    copie.close()


def test_damage_is_found_by_units_as_it_is_by_the_whole(coffre: Coffre) -> None:
    coffre.pieces.attach("2026-0001", b"x" * 40_000, nom="a")
    contenu = bytearray(coffre.chemin.read_bytes())
    contenu[-2000] ^= 1
    coffre.chemin.write_bytes(contenu)
    trouve = run_through(coffre.verifying())
    assert (trouve.saine, trouve.pages_abimees) == (False, 1)


def test_tidying_erases_and_backs_up_what_is_due_and_nothing_else(coffre: Coffre, horloge: Horloge) -> None:
    coffre.corbeille.put("2026-0001")
    run_through(coffre.tidying())
    assert (len(coffre.backups()), len(coffre.corbeille.content())) == (1, 1)
    assert list(coffre.tidying()) == []
    horloge.advance(days=30)
    run_through(coffre.tidying())
    assert coffre.corbeille.content() == ()
    assert coffre.backups()[0].faite_le.date() == horloge.today() == dt.date(2026, 12, 24)
