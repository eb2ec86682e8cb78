"""Whoever was erased is forgotten where nobody else can be meant; where a word may mean anything, that is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.dossier.oubli import Efface, Oubli

PETIT = Oubli(frozenset({"2026-0001"}), personnes=frozenset({Efface("Denis", ("Petit", "Le Roux"), "", "75 1234 X")}))
ROSE = Oubli(personnes=frozenset({Efface("Élodie", ("Rose",), ""), Efface("", (), "Les Amis du Canal", "")}))


@pytest.mark.parametrize(
    "dits",
    [
        "Denis Petit a appelé",
        "M. PETIT Denis",
        "PETIT, Denis",
        "denis petit",
        "nom\tprénom\nPetit\tDenis\nRoux\tAnne",
        {"prenom": "denis", "nom": "PETIT"},
        ["allocataire 75-1234-x"],
        "Denis Le Roux",
        "Denis le Roux",
        "le dossier 2026-0001",
    ],
)
def test_what_can_mean_nobody_else_is_about_them(dits: object) -> None:
    assert PETIT.is_in(dits)


@pytest.mark.parametrize(
    ("dits", "passage"),
    [
        ("Un petit déjeuner", "Un petit déjeuner"),
        ("M. Petit est venu", "M. Petit est venu"),
        ("Le petit Denis a froid", "Le petit Denis a froid"),
        ("Vu Denis.\nPetit rappel.", "Petit rappel."),
        ("Vu Denis. Petit rappel.", "Vu Denis. Petit rappel."),
        ({"objet": "Petite enfance", "lieu": "rue du Pont"}, None),
        ("Denis est venu", None),
    ],
)
def test_a_word_that_may_mean_anything_is_a_doubt(dits: object, passage: str | None) -> None:
    assert not PETIT.is_in(dits)
    doute = PETIT.doubt("notices.ebauche", dits)
    assert (None if doute is None else doute.passage) == passage
    assert doute is None or (doute.qui, doute.cle) == ("Denis Petit", "notices.ebauche")


def test_an_organisation_is_known_by_several_words_and_not_by_one() -> None:
    assert ROSE.is_in("reçu par les Amis du Canal hier")
    assert not ROSE.is_in("mes amis, au bord du canal")
    assert ROSE.doubt("", "une rose") is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_who_is_named_whole_is_forgotten_whatever_is_around(avant: str, apres: str) -> None:
    assert PETIT.is_in(f"{avant} Denis Petit {apres}")
