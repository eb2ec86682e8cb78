"""What an administration is told of its own silence, where no delay is written for the letter."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.suites import ENVOYE, RECU


@pytest.mark.parametrize("demarche", ["refus_accueil", "sans_internet"])
def test_an_administration_is_told_what_its_silence_is(courriers_livres: Courriers, demarche: str) -> None:
    """CRPA L231-4: a complaint. Nothing is conceded of a delay that no text would give."""
    dit = read(courriers_livres, demande_of(demarche))
    assert "deux mois de silence vaudront rejet de cette demande (article L231-4" in dit
    assert "fixe un délai pour répondre" not in dit
    assert "deux mois de silence" not in read(courriers_livres, demande_of(demarche, genre=GenreOrganisme.ESSMS))


@pytest.mark.parametrize("demarche", ["refus_accueil", "sans_internet"])
def test_its_reminder_tells_it_from_when_this_silence_is_a_rejection(courriers_livres: Courriers, demarche: str) -> None:
    def relance(genre: GenreOrganisme, jour: dt.date) -> str:
        demande = replace(demande_of(demarche, genre=genre), date=jour, evenements=(ENVOYE, RECU))
        return read(courriers_livres, demande, "relance")

    dit, passe = "Votre silence vaut rejet depuis le 5 décembre 2026 (article L231-4", dt.date(2026, 12, 7)
    assert dit in relance(GenreOrganisme.DEPARTEMENT, passe)
    assert "vaut rejet" not in relance(GenreOrganisme.DEPARTEMENT, dt.date(2026, 12, 1))
    assert "vaut rejet" not in relance(GenreOrganisme.ESSMS, passe)


@pytest.mark.parametrize("demarche", ["plainte_cnil", "defenseur_droits"])
def test_the_page_of_a_letter_to_an_authority_names_the_court(courriers_livres: Courriers, demarche: str) -> None:
    def page(genre: GenreOrganisme) -> str:
        kit = courriers_livres.kit(demande_of(demarche, genre=genre))
        return courriers_livres.text(next(exemplaire.document for exemplaire in kit if exemplaire.id == "apres"))

    assert "tribunal administratif" in page(GenreOrganisme.DEPARTEMENT)
    assert "tribunal administratif" not in page(GenreOrganisme.AUTRE)
