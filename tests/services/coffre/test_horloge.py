"""A clock that was ahead, then set right: nothing that was computed for a day to come is said of today."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.exports import ChoixExport
from tests.coffres import PHRASE, Horloge, make_coffres, simple

GIRONDE = Organisme("Département de la Gironde", GenreOrganisme.DEPARTEMENT, territoire="33")
RECU = Evenement(dt.date(2026, 9, 1), TypeEvenement.RECU)


def said(coffre: Coffre) -> list[dt.date | None]:
    """The day of the person, of each dossier: as listed, then as in a table."""
    releves = run_through(coffre.exports.gathering(ChoixExport())).releves
    return [*(ligne.votre_date for ligne in coffre.liste.page(taille=9).lignes), *(releve.votre_date for releve in releves)]


@pytest.mark.parametrize("relues", [True, False])
def test_what_was_computed_for_a_day_to_come_is_computed_again(
    catalogue: Catalogue, horloge: Horloge, tmp_path: Path, *, relues: bool
) -> None:
    coffre = make_coffres(horloge, suivre=Suivant(catalogue)).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    for nom in ("Guérineau", "Le Bihan"):
        coffre.faits.take(FaitANoter(coffre.dossiers.create(replace(simple(nom), organisme=GIRONDE)), RECU))
    vrai = said(coffre)
    assert vrai == [dt.date(2026, 12, 1)] * 4
    horloge.advance(days=40)
    assert [*coffre.liste.refresh()]
    assert said(coffre) == [None] * 4
    horloge.advance(days=-40)
    if relues:
        assert [*coffre.liste.refresh()]
    assert said(coffre) == vrai
    coffre.close()
