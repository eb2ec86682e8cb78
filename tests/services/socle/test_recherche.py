"""Finding anything by part of its name."""

from typing import TYPE_CHECKING

import pytest

from droits_usagers.services.socle.recherche import TrouvaillePartout, capital, everything, find, matches

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

ACCUEIL = TrouvaillePartout("accueil", "", "Accueil", "Écran")


@pytest.mark.parametrize("cherche", ["", "copie", "COPIE dossier", "recevoir  mon", "piè"])
def test_every_word_must_be_somewhere_in_any_order(cherche: str) -> None:
    assert matches(cherche, ("Voir mon dossier et en recevoir une copie", "pièces"))


def test_a_word_that_is_nowhere_excludes() -> None:
    assert not matches("copie facture", ("une copie",))


def test_screens_demarches_and_articles_are_all_found(catalogue: "Catalogue") -> None:
    tout = everything(catalogue, [ACCUEIL])
    assert find("accueil", tout)[0] == ACCUEIL
    assert find("copie dossier", tout)[0].element == "acces"
    assert find("rgpd 15", tout)[0].page == "textes"


def test_an_old_number_is_found(catalogue: "Catalogue") -> None:
    assert "2011-34" in {trouvaille.element for trouvaille in find("34 avant 2019", everything(catalogue, []))}


def test_a_demarche_is_found_by_what_people_say(catalogue: "Catalogue") -> None:
    tout = everything(catalogue, [])
    assert any(trouvaille.element == "acces" for trouvaille in find("écrit sur moi", tout))


def test_a_title_that_matches_comes_before_the_rest() -> None:
    ailleurs = TrouvaillePartout("textes", "a", "Article 15", "Texte", ("une copie",))
    titre = TrouvaillePartout("textes", "b", "La copie", "Texte")
    assert find("copie", [ailleurs, titre]) == (titre, ailleurs)


def test_no_more_is_given_than_one_can_look_at() -> None:
    assert len(find("", [ACCUEIL] * 50, plus=20)) == 20


def test_a_line_begins_with_a_capital() -> None:
    assert capital("article 15") == "Article 15"
    assert capital("") == ""
