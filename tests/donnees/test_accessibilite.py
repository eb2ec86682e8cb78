"""docs/accessibilite.md: each line has a state, each test it names exists, and its declaration counts its lines."""

import re
from collections import Counter
from pathlib import Path

ETATS = ("conforme", "non conforme", "non applicable", "non vérifié")
_LIGNE = re.compile(r"^\| (\d+(?:\.\d+)+[^|]*) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
_TEST = re.compile(r"`((?:tests|tools)/[\w/.]+)`")


def read(racine: Path) -> str:
    return (racine / "docs" / "accessibilite.md").read_text("utf-8")


def test_every_line_has_a_state_and_says_how_it_is_known(racine: Path) -> None:
    for critere, etat, comment in _LIGNE.findall(read(racine)):
        assert etat in ETATS, critere
        assert comment.strip(), critere


def test_every_test_it_names_exists(racine: Path) -> None:
    nommes = set(_TEST.findall(read(racine)))
    assert {nom for nom in nommes if not (racine / nom).exists()} == set()
    assert len(nommes) > 10


def test_the_declaration_counts_its_lines(racine: Path) -> None:
    texte = read(racine)
    nombres = Counter(etat for _, etat, _ in _LIGNE.findall(texte))
    dit = re.search(r"(\d+) lignes : (\d+) conformes, (\d+) non conformes, (\d+) non applicables, (\d+) non vérifiées", texte)

    assert dit is not None
    assert [int(nombre) for nombre in dit.groups()] == [sum(nombres.values()), *(nombres[etat] for etat in ETATS)]
