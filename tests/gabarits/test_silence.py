"""What an administration is told of its own silence, where no delay is written for the letter."""

import pytest

from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read


@pytest.mark.parametrize("demarche", ["refus_accueil", "sans_internet"])
def test_an_administration_is_told_what_its_silence_is(courriers_livres: Courriers, demarche: str) -> None:
    """CRPA L231-4: a complaint. Nothing is conceded of a delay that no text would give."""
    dit = read(courriers_livres, demande_of(demarche))
    assert "deux mois de silence vaudront rejet de cette demande (article L231-4" in dit
    assert "fixe un délai pour répondre" not in dit
    assert "deux mois de silence" not in read(courriers_livres, demande_of(demarche, genre=GenreOrganisme.ESSMS))


@pytest.mark.parametrize("demarche", ["plainte_cnil", "defenseur_droits"])
def test_the_page_of_a_letter_to_an_authority_names_the_court(courriers_livres: Courriers, demarche: str) -> None:
    def page(genre: GenreOrganisme) -> str:
        kit = courriers_livres.kit(demande_of(demarche, genre=genre))
        return courriers_livres.text(next(exemplaire.document for exemplaire in kit if exemplaire.id == "apres"))

    assert "tribunal administratif" in page(GenreOrganisme.DEPARTEMENT)
    assert "tribunal administratif" not in page(GenreOrganisme.AUTRE)
