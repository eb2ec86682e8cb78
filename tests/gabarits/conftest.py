"""The templates as shipped, and the letters made of them."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.letters.lettre.gabarits import Gabarits
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.lettres import Lettre, write_all


@pytest.fixture(scope="session")
def gabarits_livres(places: Places) -> Gabarits:
    return Gabarits(places.gabarits, None)


@pytest.fixture(scope="session")
def courriers_livres(catalogue: Catalogue, places: Places) -> Courriers:
    return Courriers(catalogue, places)


@pytest.fixture(scope="session")
def toutes(catalogue: Catalogue, courriers_livres: Courriers) -> tuple[Lettre, ...]:
    """Every letter of every demarche, for every kind of author."""
    return tuple(write_all(catalogue, courriers_livres))


@pytest.fixture(scope="session")
def suivies(catalogue: Catalogue) -> list[Demarche]:
    """The demarches whose refusals are answered."""
    return [demarche for demarche in catalogue.demarches.values() if demarche.etape("contestation_refus")]
