"""The phrase: measured as a guesser would, generated at random, printed on a sheet."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.lettre.lettre import ACompleter, Feuille, Paragraphe, Texte
from droits_usagers.services.coffre.phrases import BITS_GENERES, BITS_MIN, Phrases, Robustesse, word_count


@pytest.fixture(scope="module")
def phrases(catalogue: Catalogue) -> Phrases:
    return Phrases(catalogue.textes, catalogue.mots_devinables)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        " ",
        "azerty",
        "Marseille2024",
        "soleil lundi marseille janvier",
        "permanence sociale bobigny",
        "a" * 200,
        "été été été été",
    ],
)
def test_what_a_guesser_tries_first_is_weak(phrases: Phrases, phrase: str) -> None:
    assert phrases.strength(phrase).faible


@pytest.mark.parametrize("phrase", ["sept girafes lisent l'étiquette du cornichon violet", "q7$Kz2!mW9#xR4&pT8@vB"])
def test_a_phrase_nobody_would_guess_is_strong(phrases: Phrases, phrase: str) -> None:
    assert not phrases.strength(phrase).faible


def test_the_name_of_the_desk_adds_nothing(phrases: Phrases) -> None:
    desk = "Zanzibarette"
    phrase = "zanzibarette zanzibarette novembre"
    assert phrases.strength(phrase, connus=[desk]).bits < phrases.strength(phrase).bits - 10


def test_accents_dropped_from_a_known_word_do_not_hide_it(phrases: Phrases) -> None:
    assert abs(phrases.strength("decembre").bits - phrases.strength("décembre").bits) < 3


def test_spaces_between_words_add_nothing(phrases: Phrases) -> None:
    assert phrases.strength("cheval soleil paris table").bits == phrases.strength("chevalsoleilparistable").bits


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_measured(phrases: Phrases, phrase: str) -> None:
    assert phrases.strength(phrase).bits >= 0


def test_a_long_phrase_is_measured_by_its_beginning(phrases: Phrases) -> None:
    assert phrases.strength(phrases.generate() * 40).bits > BITS_MIN


def test_a_generated_phrase_has_as_many_words_as_its_strength_needs(phrases: Phrases) -> None:
    assert len(phrases.generate().split()) == word_count(2048) == 8
    assert [word_count(taille) for taille in (2, 1000, 2048, 7776)] == [80, 9, 8, 7]


def test_a_phrase_that_was_drawn_is_as_strong_as_its_draw(phrases: Phrases) -> None:
    assert phrases.drawn == Robustesse(88.0)


def test_generated_phrases_are_strong_each_different_and_typed_in_one_form(phrases: Phrases) -> None:
    faites = {phrases.generate() for _ in range(50)}
    assert len(faites) == 50
    for phrase in faites:
        assert phrases.strength(phrase).bits >= BITS_GENERES
        assert phrase == unicodedata.normalize("NFC", phrase)
        assert phrase == phrase.lower()


def test_the_sheet_bears_the_phrase_as_it_is_and_room_to_say_which_coffre(phrases: Phrases) -> None:
    phrase = 'l\'été  arrive: "vite"'
    feuille = phrases.sheet(phrase)
    assert isinstance(feuille, Feuille)
    contenu = [inline for bloc in feuille.corps if isinstance(bloc, Paragraphe) for inline in bloc.contenu]
    assert Texte(phrase, gras=True, saisi=True) in contenu
    assert any(isinstance(inline, ACompleter) for inline in contenu)
    assert feuille.corps_pt == 16
    assert "arrive" not in repr(feuille)
