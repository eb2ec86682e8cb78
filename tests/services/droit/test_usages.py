"""Where each entry of the law serves, told from the data and the templates."""

from collections.abc import Mapping

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.places import Places
from droits_usagers.services.droit.usages import Usage, find_usages


@pytest.fixture(scope="module")
def usages(catalogue: Catalogue, places: Places) -> Mapping[str, Usage]:
    return find_usages(catalogue, places)


def etapes(usage: Usage, demarche: str) -> tuple[str, ...]:
    return next(un.etapes for un in usage.demarches if un.demarche == demarche)


def test_an_entry_knows_the_letters_that_may_cite_it(usages: Mapping[str, Usage]) -> None:
    assert etapes(usages["rgpd-12-3"], "acces")[:2] == ("demande", "relance")
    assert "relance" not in etapes(usages["lil-64"], "acces")


def test_a_demarche_that_rests_on_an_entry_counts_even_if_no_letter_cites_it(
    usages: Mapping[str, Usage], catalogue: Catalogue
) -> None:
    for demarche in catalogue.demarches.values():
        for fondement in demarche.fondements:
            assert demarche.id in {un.demarche for un in usages[fondement].demarches}


def test_what_a_macro_cites_counts_where_it_is_used(usages: Mapping[str, Usage]) -> None:
    # The presentation of a mandataire, written once for every letter.
    assert {"demande", "relance"} <= set(etapes(usages["decret-2019-536-77"], "acces"))


def test_sheets_delays_days_off_and_old_numbers_count(usages: Mapping[str, Usage]) -> None:
    assert "recepisse" in usages["crpa-l112-3"].feuilles
    assert "source" in usages["rgpd-14-2-f"].mentions
    assert {"reponse", "annonce_prolongation"} <= set(usages["rgpd-12-3"].delais)
    assert {"rsa-refus", "rsa-indu"} <= set(usages["casf-r262-88"].voies)
    assert usages["travail-l3133-1"].feries
    assert usages["rgpd-32"].anciens == ("2011-34",)


def test_all_of_them_have_a_name(usages: Mapping[str, Usage], catalogue: Catalogue) -> None:
    for usage in usages.values():
        for delai in usage.delais:
            assert f"textes.delai.{delai}" in catalogue.textes
        for feuille in usage.feuilles:
            assert f"textes.feuille.{feuille}" in catalogue.textes
        for mention in usage.mentions:
            assert f"mentions.titres.{mention}" in catalogue.textes


def test_only_entries_of_the_legal_base_serve(usages: Mapping[str, Usage], catalogue: Catalogue) -> None:
    assert set(usages) <= set(catalogue.droit.entrees)
