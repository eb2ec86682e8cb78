"""An empty coffre, and the clock that it is read by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.services.coffres import Coffre, Coffres
from tests.coffres import PHRASE


@pytest.fixture
def coffre(coffres: Coffres, tmp_path: Path) -> Iterator[Coffre]:
    coffre = coffres.create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()
