"""The size at which a sheet holds on one page in Word: the arithmetic; LibreOffice measures the pages in `tests/gabarits`."""

import pytest

from droits_usagers.domain.lettre.lettre import (
    Bloc,
    Feuille,
    GabaritUtilise,
    Intertitre,
    Liste,
    Paragraphe,
    SautDeLigne,
    Tableau,
    Texte,
)
from droits_usagers.letters.lettre.word import half_points

PHRASE = Texte("Une phrase comme il y en a sur la page. ")
PARAGRAPHE = Paragraphe((PHRASE,) * 3)


def size(*blocs: Bloc, encadre: str = "Revenez", corps_pt: int = 16) -> int:
    return half_points(
        Feuille((Texte("T"),), blocs, GabaritUtilise("essai", "1", ""), corps_pt=corps_pt, encadre=(Texte(encadre),))
    )


def test_what_holds_is_as_large_as_asked_and_no_larger() -> None:
    assert size(PARAGRAPHE) == 32
    assert size(PARAGRAPHE, corps_pt=11) == 22


@pytest.mark.parametrize(
    ("bloc", "nombre"),
    [
        (PARAGRAPHE, 16),
        (Intertitre((PHRASE,)), 25),
        (Liste(((PARAGRAPHE,), (PARAGRAPHE,))), 9),
        (Tableau(((PHRASE,), (PHRASE,)), (((PHRASE,) * 4, (PHRASE,)),)), 4),
        (Paragraphe((Texte("a"), SautDeLigne(), Texte("b"), SautDeLigne(), Texte("c"))), 12),
    ],
)
def test_the_more_there_is_the_smaller_it_is(bloc: Bloc, nombre: int) -> None:
    seul, beaucoup, trop = (size(*(bloc,) * combien) for combien in (1, nombre, 400))

    assert seul == 32
    assert 14 < beaucoup < 31
    assert trop == 12


def test_what_is_boxed_takes_its_place_too() -> None:
    blocs = (PARAGRAPHE,) * 10

    assert size(*blocs, encadre="Revenez " * 60) < size(*blocs)
