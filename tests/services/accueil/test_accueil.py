"""What « Ma semaine » says of a coffre that is only read: what it would say of one that can be written."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.accueil.accueil import MaSemaine, at_stake, read_week
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.lignes import week_from
from tests.coffres import PHRASE, Horloge, make_coffres


@pytest.fixture
def ecrit(catalogue: Catalogue, horloge: Horloge, tmp_path: Path) -> Iterator[Coffre]:
    """One whose last day comes in two months, and one whose last day will be over by then."""
    ecrit = make_coffres(horloge, suivre=Suivant(catalogue)).create(tmp_path / "permanence.coffre", PHRASE, accept_weak=True)
    for envoyee, recue in ((30, 28), (90, 88)):
        faits = (
            Evenement(horloge.today() - dt.timedelta(envoyee), TypeEvenement.ENVOYE),
            Evenement(horloge.today() - dt.timedelta(recue), TypeEvenement.RECU),
        )
        ecrit.dossiers.create(Demande("acces", evenements=faits))
    yield ecrit
    ecrit.close()


@pytest.fixture
def lu(catalogue: Catalogue, horloge: Horloge, ecrit: Coffre, tmp_path: Path) -> Iterator[Coffre]:
    """The same, two months later, while another program writes to it."""
    horloge.advance(days=62)
    lu = make_coffres(horloge, suivre=Suivant(catalogue)).open(tmp_path / ecrit.chemin.name, PHRASE)
    assert lu.lecture_seule
    yield lu
    lu.close()


def exhaust(parties: Iterator[object]) -> None:
    assert [*parties]


def week_of(coffre: Coffre, horloge: Horloge, catalogue: Catalogue) -> MaSemaine:
    return read_week(coffre, week_from(horloge.today(), catalogue.feries))


def test_a_coffre_only_read_says_what_can_be_lost_now(lu: Coffre, horloge: Horloge, catalogue: Catalogue) -> None:
    exhaust(lu.liste.refresh())
    # The first can be lost in two days; the last day of the other was 28 November, two months ago.
    (perte,) = week_of(lu, horloge, catalogue).pertes
    assert (perte.delai, perte.jour) == ("saisine_cada", dt.date(2027, 1, 27))
    assert at_stake(lu, perte) == ("2026-0001",)


def test_it_says_what_one_that_can_be_written_says(ecrit: Coffre, lu: Coffre, horloge: Horloge, catalogue: Catalogue) -> None:
    exhaust(lu.liste.refresh())
    de_lui, sa_page = week_of(lu, horloge, catalogue).comptes, lu.liste.page()
    exhaust(ecrit.liste.refresh())
    assert de_lui == week_of(ecrit, horloge, catalogue).comptes
    assert sa_page == ecrit.liste.page()
    assert replace(week_of(lu, horloge, catalogue), raison_lecture_seule="") == week_of(ecrit, horloge, catalogue)


def test_a_last_day_that_is_over_is_lost_no_more_even_before_anything_is_computed(
    lu: Coffre, horloge: Horloge, catalogue: Catalogue
) -> None:
    assert all(perte.jour >= horloge.today() for perte in week_of(lu, horloge, catalogue).pertes)


def test_what_another_program_writes_is_read(ecrit: Coffre, lu: Coffre) -> None:
    exhaust(lu.liste.refresh())
    nouveau = ecrit.dossiers.create(Demande("acces"))
    assert nouveau in {ligne.reference for ligne in lu.liste.page().lignes}
    exhaust(lu.liste.refresh())
    assert lu.liste.count() == len(lu.liste.page().lignes) == 3


def test_what_is_computed_in_memory_is_not_written(ecrit: Coffre, lu: Coffre, tmp_path: Path) -> None:
    avant = (tmp_path / ecrit.chemin.name).read_bytes()
    exhaust(lu.liste.refresh())
    assert (tmp_path / ecrit.chemin.name).read_bytes() == avant


def test_each_dossier_is_said_once(catalogue: Catalogue, ecrit: Coffre, horloge: Horloge) -> None:
    horloge.advance(days=20)
    exhaust(ecrit.liste.refresh())
    assert [ligne.reference for ligne in week_of(ecrit, horloge, catalogue).retards] == ["2026-0002", "2026-0001"]
    ecrit.regards.put("2026-0001", horloge.today() + dt.timedelta(2))
    semaine = week_of(ecrit, horloge, catalogue)
    assert [ligne.reference for ligne in semaine.retards] == ["2026-0002"]
    assert [ligne.reference for ligne in semaine.a_revoir] == ["2026-0001"]
