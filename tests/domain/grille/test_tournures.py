"""The rules hear what people write in their own words, and keep quiet where nothing is wrong."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import NamedTuple

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, Grille, PassageMarque, Point, Source, check_ecarts
from tests.chaque import chaque

FICHIER = Path(__file__).parents[2] / "donnees" / "ecarts" / "tournures.toml"


class Tournure(NamedTuple):
    """A sentence, where it stands, and the rule that must find it: none when it is silent."""

    point: str
    genre: str
    texte: str
    regle: str = ""


def read(cle: str) -> list[Tournure]:
    with FICHIER.open("rb") as flux:
        tables = tomllib.load(flux)[cle]
    return [
        Tournure(table["point"], table["genre"], texte, table.get("regle", "")) for table in tables for texte in table["textes"]
    ]


def rules_of(tournure: Tournure, catalogue: Catalogue) -> set[str]:
    grille = Grille(
        sources=(Source("s", GenreSource(tournure.genre), dt.date(2011, 2, 8)),),
        passages=(PassageMarque("s", Point(tournure.point), tournure.texte),),
    )
    return {ecart.regle for ecart in check_ecarts(grille, catalogue.ecarts)}


@chaque("tournure", read("tournure"), ids=lambda tournure: f"{tournure.regle}: {tournure.texte[:40]}")
def test_a_grievance_is_heard_in_other_words(tournure: Tournure, catalogue: Catalogue) -> None:
    assert tournure.regle in rules_of(tournure, catalogue)


@chaque("tournure", read("silence"), ids=lambda tournure: f"{tournure.point}: {tournure.texte[:40]}")
def test_nothing_is_found_where_nothing_is_wrong(tournure: Tournure, catalogue: Catalogue) -> None:
    # What has to be asked for is asked for, however sound the rest.
    assert rules_of(tournure, catalogue) - {"aipd_a_demander", "registre_a_demander"} == set()
