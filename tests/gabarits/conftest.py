"""The templates as shipped, and the letters made of them."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.letters.gabarits import Gabarits
from droits_usagers.places import Places
from droits_usagers.services.courriers import Courriers


@pytest.fixture(scope="session")
def gabarits_livres(places: Places) -> Gabarits:
    return Gabarits(places.gabarits, None)


@pytest.fixture(scope="session")
def courriers_livres(catalogue: Catalogue, places: Places) -> Courriers:
    return Courriers(catalogue, places)
