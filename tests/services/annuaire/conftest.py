"""The shipped annuaire, read once."""

import pytest

from droits_usagers.places import Places
from droits_usagers.services.annuaire.annuaire import Annuaire


@pytest.fixture(scope="session")
def annuaire(places: Places) -> Annuaire:
    return Annuaire(places.resources, places.gabarits)
