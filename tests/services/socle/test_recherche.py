"""Finding anything by part of its name."""

from typing import TYPE_CHECKING

import pytest

from droits_usagers.services.socle.recherche import Partout, TrouvaillePartout, all_demarches, all_texts, capital

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

ACCUEIL = TrouvaillePartout("accueil", "", "Accueil", "Écran")


def found(cherche: str, *parmi: TrouvaillePartout, plus: int = 20) -> tuple[TrouvaillePartout, ...]:
    return Partout(parmi).find(cherche, plus=plus)


@pytest.mark.parametrize("cherche", ["", "copie", "COPIE dossier", "recevoir  mon", "piè"])
def test_every_word_must_be_somewhere_in_any_order(cherche: str) -> None:
    acces = TrouvaillePartout("assistant", "acces", "Voir mon dossier et en recevoir une copie", "Écrire", ("pièces",))
    assert found(cherche, acces) == (acces,)


def test_a_word_that_is_nowhere_excludes() -> None:
    assert found("copie facture", TrouvaillePartout("textes", "a", "Une copie", "Texte")) == ()


def test_screens_demarches_and_articles_are_all_found(catalogue: "Catalogue") -> None:
    tout = (ACCUEIL, *all_demarches(catalogue), *all_texts(catalogue))
    assert found("accueil", *tout)[0] == ACCUEIL
    assert found("copie dossier", *tout)[0].element == "acces"
    assert found("rgpd 15", *tout)[0].page == "textes"


def test_an_old_number_is_found(catalogue: "Catalogue") -> None:
    assert "2011-34" in {trouvaille.element for trouvaille in found("34 avant 2019", *all_texts(catalogue))}


def test_a_demarche_is_found_by_what_people_say(catalogue: "Catalogue") -> None:
    assert any(trouvaille.element == "acces" for trouvaille in found("écrit sur moi", *all_demarches(catalogue)))


def test_a_title_that_matches_comes_before_the_rest_and_one_that_begins_so_first() -> None:
    ailleurs = TrouvaillePartout("textes", "a", "Article 15", "Texte", ("une copie",))
    dedans = TrouvaillePartout("textes", "b", "Photocopies", "Texte")
    titre = TrouvaillePartout("textes", "c", "La copie", "Texte")
    assert found("copie", ailleurs, dedans, titre) == (titre, dedans, ailleurs)


@pytest.mark.parametrize("cherche", ["acueil", "accuiel", "ACCEUIL"])
def test_a_slip_is_forgiven_where_nothing_answers(cherche: str) -> None:
    autre = TrouvaillePartout("textes", "a", "Recueil", "Texte")
    assert found(cherche, autre, ACCUEIL) == (ACCUEIL,)


def test_a_slip_is_not_looked_for_where_something_answers() -> None:
    marie, mairie = (TrouvaillePartout("textes", mot, mot, "Texte") for mot in ("Marie", "Mairie"))
    assert found("marie", marie, mairie) == (marie,)


def test_another_number_is_never_taken_for_a_slip() -> None:
    article = TrouvaillePartout("textes", "a", "Article 1234", "Texte")
    assert found("1235", article) == ()


def test_no_more_is_given_than_one_can_look_at() -> None:
    assert len(found("", *[ACCUEIL] * 50, plus=20)) == 20


def test_a_line_begins_with_a_capital() -> None:
    assert capital("article 15") == "Article 15"
    assert capital("") == ""


def test_what_was_meant_comes_first_wherever_it_stands(catalogue: "Catalogue") -> None:
    suivi = TrouvaillePartout("suivi", "", "Suivi", "Écran", vise=("mes dossiers", "dossier"))
    autres = (TrouvaillePartout("textes", "a", "Dossier", "Texte"), TrouvaillePartout("textes", "b", "Mon dossier", "Texte"))
    assert Partout(autres, (suivi,)).find("dossier") == (suivi, *autres)
    assert Partout(autres, (suivi,)).find("Dossiers") == (suivi,)
    assert Partout(autres, (suivi,)).find("mon dossier") == (autres[1],)
    demarches = Partout(all_demarches(catalogue))
    assert demarches.find("mandat")[0].element == "mandat"
    assert demarches.find("tribunal")[0].element == "saisine_cada"


@pytest.mark.parametrize("dit", ["copie", "caf", "copie caf", "ce que la caf a sur moi"])
def test_a_copy_of_what_the_caf_has_is_found_first(catalogue: "Catalogue", dit: str) -> None:
    assert Partout(all_demarches(catalogue)).find(dit)[0].element == "acces"
