"""The fields of a fiche tell by themselves how they are asked for, in what order, and what the DPO may be asked."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import pytest

from droits_usagers.domain.notice.champs import ChampFiche, PartieFiche, Sorte, champs_of
from droits_usagers.domain.notice.traitements import ADemander


class Genre(StrEnum):
    """Codes."""

    UN = "un"


@dataclass(frozen=True)
class Destinataire:
    """A line of a list."""

    nom: str
    role: str | ADemander | None = None
    motif: Annotated[str | ADemander | None, ChampFiche(apres="role")] = None
    jour: dt.date | ADemander | None = None
    rang: Annotated[int, ChampFiche(Sorte.MOIS)] = 0
    ailleurs: Annotated[str, ChampFiche(partie=PartieFiche.DPO)] = ""


@dataclass(frozen=True)
class Fiche:
    """One of each sort."""

    titre: str
    genres: tuple[Genre, ...] = ()
    genre: Genre | None = None
    adresse: tuple[str, ...] = ()
    vrai: bool = False
    contact: Destinataire | None = None
    destinataires: Annotated[
        tuple[Destinataire, ...] | ADemander,
        ChampFiche(un="destinataire", premiers=("jour",), tus=("rang",), surs=("role",)),
    ] = ()
    affiches: Annotated[tuple[Destinataire, ...], ChampFiche(Sorte.AFFICHES, cle="a")] = ()


CHAMPS = {champ.nom: champ for champ in champs_of(Fiche)}


def test_a_type_tells_how_its_field_is_asked_for() -> None:
    assert {nom: champ.sorte for nom, champ in CHAMPS.items()} == {
        "titre": Sorte.TEXTE,
        "genres": Sorte.CODES,
        "genre": Sorte.CODE,
        "adresse": Sorte.LISTE,
        "vrai": Sorte.OUI,
        "contact": Sorte.TABLE,
        "destinataires": Sorte.LIGNES,
        "affiches": Sorte.AFFICHES,
    }
    assert CHAMPS["genres"].codes is Genre
    assert CHAMPS["contact"].modele is Destinataire


def test_only_a_field_without_a_default_must_be_there_and_only_one_that_says_so_may_be_asked_of_the_dpo() -> None:
    assert [nom for nom, champ in CHAMPS.items() if champ.requis] == ["titre"]
    assert [nom for nom, champ in CHAMPS.items() if champ.inconnu] == ["destinataires"]


def test_as_many_values_as_there_are_have_lines_and_one_has_none() -> None:
    assert [nom for nom, champ in CHAMPS.items() if champ.has_lines] == ["destinataires", "affiches"]


def test_the_questions_of_a_line_are_named_after_one_line_else_after_the_field() -> None:
    assert CHAMPS["destinataires"].prefixe == "destinataire"
    assert CHAMPS["contact"].prefixe == "contact"
    assert {nom: champ.cle for nom, champ in CHAMPS.items() if champ.cle != nom} == {
        "destinataires": "destinataire",
        "affiches": "a",
    }


def test_its_fields_are_asked_first_ones_first_without_those_left_out_or_asked_elsewhere() -> None:
    assert [champ.nom for champ in CHAMPS["destinataires"].asked] == ["jour", "nom", "role", "motif"]
    assert [champ.nom for champ in CHAMPS["contact"].asked] == ["nom", "role", "motif", "jour", "rang"]


def test_what_is_sure_or_depends_on_another_answer_is_not_asked_of_the_dpo_with_the_whole() -> None:
    assert CHAMPS["destinataires"].entier == ("jour",)
    assert CHAMPS["contact"].entier == ("role", "jour")


def test_a_number_says_what_it_counts() -> None:
    """Asked for in months, « 1500 » people would be lost without a word."""

    @dataclass(frozen=True)
    class Muette:
        combien: int | None = None

    with pytest.raises(TypeError, match="Sorte"):
        champs_of(Muette)
