"""An opened coffre for each test, made with a fast key, closed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.services.coffres import Coffre, Coffres
from tests.coffres import PHRASE, Horloge, make_coffres


@pytest.fixture
def horloge() -> Horloge:
    return Horloge()


@pytest.fixture
def coffres(horloge: Horloge) -> Coffres:
    return make_coffres(horloge)


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "permanence.coffre"


@pytest.fixture
def coffre(coffres: Coffres, chemin: Path) -> Iterator[Coffre]:
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    yield coffre
    coffre.close()
