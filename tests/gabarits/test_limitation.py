"""Freezing: one of four grounds, whatever the basis, and four exceptions that are said."""

import re
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import ORDINAIRE, by

POINTS = {"exactitude": "a", "illicite": "b", "justice": "c", "opposition": "d"}


def text(courriers: Courriers, reponses: Reponses | None = None, qualite: Qualite = Qualite.CONCERNE) -> str:
    demande = by(qualite, replace(ORDINAIRE, demarche="limitation", reponses=reponses or {}))
    return courriers.text(courriers.compose(demande))


@pytest.mark.parametrize("motif", POINTS)
def test_one_ground_is_named(courriers_livres: Courriers, motif: str) -> None:
    texte = text(courriers_livres, {"motif": motif})

    assert re.findall(r"article 18, paragraphe 1, point (\w)", texte) == [POINTS[motif]]
    assert "rayer" not in texte


def test_without_a_ground_all_four_are_there_to_be_struck_out(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres)

    assert re.findall(r"article 18, paragraphe 1, point (\w)", texte) == list("abcd")
    assert "rayer ce qui ne convient pas" in texte


@pytest.mark.parametrize("motif", [*POINTS, ""])
def test_the_four_exceptions_and_the_warning_before_the_end_are_said(courriers_livres: Courriers, motif: str) -> None:
    texte = text(courriers_livres, {"motif": motif})

    # An opposition is only open on some bases: the freeze that goes with it does depend on them.
    assert ("Ce droit ne dépend pas de la base sur laquelle repose votre fichier." in texte) is (motif != "opposition")
    for exception in (
        "accord de la personne",
        "droits en justice",
        "droits d’une autre personne",
        "motif important d’intérêt public",
    ):
        assert exception in texte
    assert "me prévenir avant de lever cette limitation" in texte
    for texte_de_loi in ("cette limitation (articles 18 § 2 et 18 § 3 du RGPD)", "qui ils sont (article 19 du RGPD)"):
        assert texte_de_loi in texte.replace("\N{NO-BREAK SPACE}", " ")
    assert "signaler cette limitation à chaque destinataire" in texte


@pytest.mark.parametrize(
    ("reponses", "dit"),
    [
        ({"motif": "exactitude", "precision": "Le 4 mars, j'étais à l'hôpital."}, "Le 4 mars, j'étais à l'hôpital."),
        ({"motif": "justice", "procedure": "mon recours"}, "mon recours"),
        ({"motif": "opposition", "opposition_quand": "3 mai 2026"}, "3 mai 2026"),
        ({"lesquelles": "le rapport de mars"}, "le rapport de mars"),
    ],
)
def test_what_was_answered_is_in_the_letter(courriers_livres: Courriers, reponses: Reponses, dit: str) -> None:
    assert dit in text(courriers_livres, reponses)


def test_someone_who_writes_for_another_speaks_of_that_person(courriers_livres: Courriers) -> None:
    for motif in POINTS:
        texte = text(courriers_livres, {"motif": motif}, Qualite.REPRESENTANT_LEGAL)
        assert not re.search(r"\b(?:mes données|Je conteste|Je me suis|me sont)\b", texte)
