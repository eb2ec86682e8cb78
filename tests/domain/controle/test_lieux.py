"""What was looked for is not kept longer than it takes."""

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.decoupe import MotsLieux
from droits_usagers.domain.controle.lieux import address_patterns, forget, name_patterns


def test_addresses_and_names_looked_for_are_forgotten(catalogue: Catalogue) -> None:
    mots = MotsLieux.of(catalogue.controle)
    assert address_patterns(("12 rue des Iris", "18000 Rivière"), mots)
    assert name_patterns("Foyer des Iris", mots)

    forget()

    assert (address_patterns.cache_info().currsize, name_patterns.cache_info().currsize) == (0, 0)
