"""What the tests of the domain share: the rules of law that the program ships."""

from typing import TYPE_CHECKING

import pytest

from droits_usagers.domain.echeances import Regles

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue


@pytest.fixture(scope="session")
def regles(catalogue: "Catalogue") -> Regles:
    """The delays and the holidays of `resources/droit/`."""
    return Regles(catalogue.delais, catalogue.feries, catalogue.voies)
