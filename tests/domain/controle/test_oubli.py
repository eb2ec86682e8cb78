"""What was looked for is not kept longer than it takes."""

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.signes_de_lieu import forget, signs_of_address, signs_of_name


def test_addresses_and_names_looked_for_are_forgotten(catalogue: Catalogue) -> None:
    lexique = catalogue.controle.open_lexique()
    assert signs_of_address(("12 rue des Iris", "18000 Rivière"), lexique)
    assert signs_of_name("Foyer des Iris", lexique)

    forget()

    assert (signs_of_address.cache_info().currsize, signs_of_name.cache_info().currsize) == (0, 0)
