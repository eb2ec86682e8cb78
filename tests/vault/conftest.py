"""An opened coffre for each test, made with a fast key, closed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.ouverture import ContexteOuverture, create_depot
from tests.coffres import KDF_RAPIDE, PHRASE, Horloge
from tests.vault.contenu import REGLES


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "permanence.coffre"


@pytest.fixture
def coffre(coffres: Coffres, chemin: Path) -> Iterator[Coffre]:
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


@pytest.fixture
def depot(chemin: Path, horloge: Horloge) -> Iterator[Depot]:
    """The same, without the use cases."""
    cle = Cle(PHRASE, kdf_iter=KDF_RAPIDE)
    depot = create_depot(cle, chemin, ContexteOuverture(now=horloge.now, regles=REGLES))
    yield depot
    depot.close()
