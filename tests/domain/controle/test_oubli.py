"""What was looked for is not kept longer than it takes."""

import gc
import sys
from collections.abc import Iterator

import droits_usagers
from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.adresse import forget, signs_of_address, signs_of_name
from droits_usagers.domain.controle.cadre import Cadre
from tests.controle import look_at


def test_addresses_and_names_looked_for_are_forgotten(catalogue: Catalogue) -> None:
    lexique = catalogue.controle.open_lexique()
    assert signs_of_address(("12 rue des Iris", "18000 Rivière"), lexique)
    assert signs_of_name("Foyer des Iris", lexique)

    forget()

    assert (signs_of_address.cache_info().currsize, signs_of_name.cache_info().currsize) == (0, 0)


def kept_words() -> Iterator[str]:
    """Every text that a cache of the program is asked by, alone or with others."""
    pieces = [piece for nom, piece in sys.modules.items() if nom.startswith(f"{droits_usagers.__name__}.domain.")]
    caches = [un for piece in pieces for un in vars(piece).values() if isinstance(un, type(signs_of_address))]
    restent: list[object] = [cle for un in caches for tenu in gc.get_referents(un) if isinstance(tenu, dict) for cle in tenu]
    while restent:
        tenu = restent.pop()
        if isinstance(tenu, str):
            yield tenu
        elif isinstance(tenu, list | tuple):
            restent += tenu


def test_no_word_of_them_is_kept_either(catalogue: Catalogue) -> None:
    look_at(catalogue.controle, "Elle vit 27 Zwyndrecq.", cadre=Cadre(adresses_protegees=(("27 Zwyndrecq", "29000 Quimper"),)))
    assert any("zwyndrecq" in mot.casefold() for mot in kept_words())

    forget()

    assert [mot for mot in kept_words() if "zwyndrecq" in mot.casefold()] == []
