"""What a person typed, made fit to be stored and printed."""

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.mots.nettoyage import Nettoye, clean

ENTIER = st.text(st.characters(codec=None, categories=None), max_size=60)


@pytest.mark.parametrize(
    ("source", "attendu", "remplaces"),
    [
        ("Élodie\tŒuvrard", "Élodie\tŒuvrard", 0),
        ("e\u0301lodie", "élodie", 0),
        ("a\r\nb\rc\u2028d\u2029e\nf", "a\nb\nc\nd\ne\nf", 0),
        ("a\x00b\x1bc\x85d\x7f", "a\ufffdb\ufffdc\ufffdd\ufffd", 4),
        ("\ud800a\udfff", "\ufffda\ufffd", 2),
        ("\ud83d\ude00", "\U0001f600", 0),
        ("\ufffe\uffff\ufdd0\U0001ffff", "\ufffd\ufffd\ufffd\ufffd", 4),
        ("\ufffd", "\ufffd", 0),
        ("    quatre\n\n\nlignes   ", "    quatre\n\n\nlignes   ", 0),
        ("\ue000 {{ x }} <b>&", "\ue000 {{ x }} <b>&", 0),
    ],
)
def test_only_what_cannot_be_stored_is_replaced_and_counted(source: str, attendu: str, remplaces: int) -> None:
    assert clean(source) == Nettoye(attendu, remplaces)


@pytest.mark.parametrize(
    ("source", "attendu"),
    [
        ("\u202eabc", "\u202eabc\u202c"),
        ("\u202eabc\u202c", "\u202eabc\u202c"),
        ("\u202ea\nb", "\u202ea\u202c\nb"),
        ("\u2067\u202aabc", "\u2067\u202aabc\u202c\u2069"),
        ("\u202a\u2067abc\u202c", "\u202a\u2067abc\u202c\u2069\u202c"),
        ("\u2067\u202aabc\u2069", "\u2067\u202aabc\u2069"),
        ("a\u202cb", "a\u202cb"),
        ("a\u2069b", "\u2068a\u2069b"),
        ("\u202ea\u2069b", "\u2068\u202ea\u2069b"),
    ],
)
def test_directional_runs_end_within_their_line(source: str, attendu: str) -> None:
    assert clean(source).texte == attendu


@given(ENTIER)
def test_the_result_is_nfc_and_fits_in_utf_8_and_xml(source: str) -> None:
    texte = clean(source).texte
    assert unicodedata.is_normalized("NFC", texte)
    assert texte.encode().decode() == texte
    racine = ET.Element("t")
    racine.text = texte
    assert ET.fromstring(ET.tostring(racine)).text or texte == ""  # noqa: S314 - just written by us


@given(ENTIER)
def test_cleaning_twice_changes_nothing_more(source: str) -> None:
    une_fois = clean(source).texte
    assert clean(une_fois) == Nettoye(une_fois, 0)


@given(st.text(st.sampled_from("a\n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=30))
def test_directional_signs_that_were_typed_are_all_kept(source: str) -> None:
    reste = iter(clean(source).texte)
    assert all(signe in reste for signe in source)
    assert clean(clean(source).texte).texte == clean(source).texte


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn"))))
def test_ordinary_text_comes_back_as_typed(source: str) -> None:
    assert clean(source) == Nettoye(unicodedata.normalize("NFC", source), 0)


def test_the_text_does_not_show_in_its_representation() -> None:
    assert "Durand" not in repr(clean("Durand"))
