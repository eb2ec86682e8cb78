"""A letter begun for the affaire of a dossier: what its draft remembers, and what becomes of its dossier."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.garde import join_neighbour
from tests.coffres import CANARI, PHRASE, full, make_coffres, simple


@pytest.fixture
def coffre(tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres().create(tmp_path / "essai.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def affaire_of(coffre: Coffre, reference: str) -> int | None:
    return coffre.dossiers.read(reference).affaire


def test_a_dossier_joins_the_affaire_there_is(coffre: Coffre, catalogue: Catalogue) -> None:
    ancien, nouveau = coffre.dossiers.create(simple()), coffre.dossiers.create(simple("Diallo"))
    affaire = coffre.affaires.create("Le logiciel", [ancien])

    join_neighbour(coffre, nouveau, voisin=ancien, catalogue=catalogue)

    assert affaire_of(coffre, nouveau) == affaire
    assert [une.titre for une in coffre.affaires.all()] == ["Le logiciel"]


def test_an_affaire_is_made_for_both_and_names_nobody(coffre: Coffre, catalogue: Catalogue) -> None:
    ancien, nouveau = coffre.dossiers.create(full()), coffre.dossiers.create(simple())

    join_neighbour(coffre, nouveau, voisin=ancien, catalogue=catalogue)

    [affaire] = coffre.affaires.all()
    assert affaire_of(coffre, ancien) == affaire_of(coffre, nouveau) == affaire.numero
    assert affaire.dossiers == 2
    assert ancien in affaire.titre
    assert CANARI not in affaire.titre


def test_the_letter_of_a_dossier_gone_meanwhile_stands_alone(coffre: Coffre, catalogue: Catalogue) -> None:
    nouveau = coffre.dossiers.create(simple())

    join_neighbour(coffre, nouveau, voisin="2026-9999", catalogue=catalogue)

    assert affaire_of(coffre, nouveau) is None
    assert coffre.affaires.all() == ()


def test_any_other_failure_is_said(coffre: Coffre, catalogue: Catalogue) -> None:
    ancien = coffre.dossiers.create(simple())

    with pytest.raises(ExpectedError) as refus:
        join_neighbour(coffre, "2026-9999", voisin=ancien, catalogue=catalogue)
    assert refus.value.panne is Panne.DOSSIER_INCONNU
