from pathlib import Path

import pytest


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "permanence.coffre"
