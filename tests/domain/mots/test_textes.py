"""Texts by id: filled, falling back to French, and saying in what language they really come."""

import pytest

from droits_usagers.domain.mots.textes import Textes

FR = Textes("fr", {"un": "Bonjour {nom}.", "deux": "Accolades {seules}"})
AR = Textes("ar", {"un": "مرحبا {nom}"}, FR)


def test_a_text_is_filled_with_its_values_and_left_as_it_is_without_any() -> None:
    assert FR("un", nom="vous") == "Bonjour vous."
    assert FR("deux") == "Accolades {seules}"


def test_what_a_language_lacks_comes_in_french_and_is_known_as_such() -> None:
    assert AR("un", nom="x") == "مرحبا x"
    assert AR("deux") == "Accolades {seules}"
    assert (AR.langue_de("un"), AR.langue_de("deux"), FR.langue_de("rien")) == ("ar", "fr", "fr")


def test_an_id_nobody_knows_is_a_bug() -> None:
    with pytest.raises(KeyError):
        AR("trois")


def test_a_language_knows_its_own_ids_and_those_behind_it() -> None:
    assert "deux" in AR
    assert "trois" not in AR
    assert list(AR) == ["un"]


def test_what_one_screen_says_is_asked_under_its_own_name() -> None:
    accueil = Textes("fr", {"accueil.titre": "Bonjour {nom}", "titre": "Autre"}).under("accueil")

    assert accueil("titre", nom="vous") == "Bonjour vous"


def test_a_language_without_another_behind_it_knows_only_its_own() -> None:
    assert "un" in FR
    assert "trois" not in FR
