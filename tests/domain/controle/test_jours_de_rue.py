"""The days that streets are called by, in whatever a letter says."""

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.texte_en_mots import days_in
from tests.controle import look_at

#: More than Python makes a number of.
_TROP = "8" * 5_000


def test_figures_without_end_after_a_day_are_no_month(catalogue: Catalogue) -> None:
    cadre = Cadre(adresses_protegees=(("27 Guiscriff", "29000 Quimper"),))
    assert look_at(catalogue.controle, f"Elle vit rue du 8 {_TROP}.", cadre=cadre) == ()


def test_nor_are_they_a_day_or_a_year() -> None:
    for dits in (f"rue du {_TROP} 05 1945", f"rue du 8 {_TROP} 1945", f"rue du 8 {_TROP}", f"rue du 8 05 {_TROP}"):
        assert [*days_in(dits.split())] == []
    assert [*days_in(["rue", "du", "8", "05", "1945"])] == [(2, 5, "8mai")]
