"""The rules hear what people write in their own words, and keep quiet where nothing is wrong."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, Grille, NaturePassage, PassageMarque, Point, Source, check_ecarts
from droits_usagers.domain.grille.relecture import PhraseProposee, propose
from tests.chaque import chaque

DONNEES = Path(__file__).parents[2] / "donnees" / "ecarts"
#: A rule of this weight says that one is broken, or a right denied.
REPROCHE = 2


class Tournure(NamedTuple):
    """A sentence, where it stands, and the rule that must find it: none when it is silent."""

    point: str
    genre: str
    texte: str
    regle: str = ""


class PhraseLibre(NamedTuple):
    """A text that nobody noted under a point yet, and what the program must propose and find there; and not find."""

    genre: str
    texte: str
    point: str = ""
    nature: str = ""
    regle: str = ""
    tait: tuple[str, ...] = ()


def tables(nom: str, cle: str) -> list[dict[str, Any]]:
    with (DONNEES / nom).open("rb") as flux:
        lues: list[dict[str, Any]] = tomllib.load(flux)[cle]
    return lues


def read(cle: str) -> list[Tournure]:
    return [
        Tournure(table["point"], table["genre"], texte, table.get("regle", ""))
        for table in tables("tournures.toml", cle)
        for texte in table["textes"]
    ]


def read_free(cle: str) -> list[PhraseLibre]:
    return [
        PhraseLibre(
            table["genre"],
            texte,
            table.get("point", ""),
            table.get("nature", ""),
            table.get("regle", ""),
            tuple(table.get("tait", ())),
        )
        for table in tables("lues.toml", cle)
        for texte in table["textes"]
    ]


def weights(tournure: Tournure, catalogue: Catalogue) -> dict[str, int]:
    grille = Grille(
        sources=(Source("s", GenreSource(tournure.genre), dt.date(2011, 2, 8)),),
        passages=(PassageMarque("s", Point(tournure.point), tournure.texte),),
    )
    return {ecart.regle: ecart.gravite for ecart in check_ecarts(grille, catalogue.ecarts)}


def rules_of(tournure: Tournure, catalogue: Catalogue) -> set[str]:
    return set(weights(tournure, catalogue))


def proposed(libre: PhraseLibre, catalogue: Catalogue) -> tuple[PhraseProposee, ...]:
    return propose(libre.texte, Source("s", GenreSource(libre.genre), dt.date(2011, 2, 8)), catalogue.ecarts)


def noted(libre: PhraseLibre, catalogue: Catalogue) -> Tournure:
    """The same, under the point that the program proposes."""
    points = [une.point for une in proposed(libre, catalogue) if une.point]
    return Tournure(str(points[0] if points else Point.FORMALITES), libre.genre, libre.texte)


@chaque("tournure", read("tournure"), ids=lambda tournure: f"{tournure.regle}: {tournure.texte[:40]}")
def test_a_grievance_is_heard_in_other_words(tournure: Tournure, catalogue: Catalogue) -> None:
    assert tournure.regle in rules_of(tournure, catalogue)


@chaque("tournure", read("silence"), ids=lambda tournure: f"{tournure.point}: {tournure.texte[:40]}")
def test_nothing_is_found_where_nothing_is_wrong(tournure: Tournure, catalogue: Catalogue) -> None:
    # What has to be asked for is asked for, however sound the rest.
    assert rules_of(tournure, catalogue) - {"aipd_a_demander", "registre_a_demander"} == set()


@chaque("libre", read_free("anodine"), ids=lambda libre: f"{libre.genre}: {libre.texte[:50]}")
def test_what_reassures_is_no_reproach_wherever_it_stands(libre: PhraseLibre, catalogue: Catalogue) -> None:
    # What stands before it in its document may be about anything. One sentence of a poster is no poster.
    trouves = {
        regle: poids
        for point in Point
        for regle, poids in weights(Tournure(point, libre.genre, libre.texte), catalogue).items()
    }

    assert {regle for regle, poids in trouves.items() if poids >= REPROCHE} - {"affiche_incomplete"} == set()


@chaque("libre", read_free("lue"), ids=lambda libre: f"{libre.genre}: {libre.texte[:50]}")
def test_a_sentence_is_heard_for_what_it_says(libre: PhraseLibre, catalogue: Catalogue) -> None:
    lues = proposed(libre, catalogue)
    trouves = set(weights(noted(libre, catalogue), catalogue))

    if libre.point:
        assert next((une.point for une in lues if une.point), None) == libre.point
    if libre.nature:
        assert lues[-1].nature is NaturePassage(libre.nature)
    assert not libre.regle or libre.regle in trouves
    assert not trouves & set(libre.tait)
