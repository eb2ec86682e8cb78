"""Each way an address was told, or seemed to be, as `tests/donnees/controle/adresses.toml` says: held, shown, or let go."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Partie, Poids, Regle
from tests.controle import look_at, passage

DONNEES = tomllib.loads((Path(__file__).parents[2] / "donnees/controle/adresses.toml").read_text(encoding="utf-8"))
CADRES: dict[str, Callable[[tuple[str, ...]], Cadre]] = {
    "siennes": lambda adresse: Cadre(adresses_protegees=(adresse,)),
    "tenues": lambda adresse: Cadre(adresses_tenues=(adresse,)),
    "tus": lambda adresse: Cadre(a_taire=adresse),
}


def is_held(reference: Reference, texte: str, cadre: Cadre) -> bool:
    return Poids.ARRET in weights(reference, texte, cadre)


def weights(reference: Reference, texte: str, cadre: Cadre) -> set[Poids]:
    # As in a letter, something stands before and after.
    trouvees = look_at(reference, "Madame, Monsieur,", texte, "Signé", cadre=cadre)
    return {alerte.poids for alerte in trouvees if alerte.regle is Regle.ADRESSE_PROTEGEE}


def lines_of(cle: str) -> tuple[str, ...]:
    return tuple(cle.split(" | "))


def written(sorte: str) -> Iterator[tuple[Cadre, str]]:
    for genre, make in CADRES.items():
        for cle, dits in DONNEES[genre].get(sorte, {}).items():
            yield from ((make(lines_of(cle)), dit) for dit in dits)


@pytest.mark.parametrize(("sorte", "tenue"), [("dites", True), ("autres", False), ("passent", False)])
def test_what_tells_an_address_is_held_and_nothing_else(catalogue: Catalogue, sorte: str, *, tenue: bool) -> None:
    ecrites = [*written(sorte)]
    assert [dit for cadre, dit in ecrites if is_held(catalogue.controle, dit, cadre) is not tenue] == []
    assert ecrites


@pytest.mark.parametrize(("sorte", "poids"), [("montrees", {Poids.A_CONFIRMER}), ("tues", set())])
def test_a_name_alone_is_shown_and_decided(catalogue: Catalogue, sorte: str, poids: set[Poids]) -> None:
    ecrites = [*written(sorte)]
    assert [dit for cadre, dit in ecrites if weights(catalogue.controle, dit, cadre) != poids] == []
    assert ecrites


@pytest.mark.parametrize("partie", [Partie.DESTINATAIRE, Partie.EXPEDITEUR, Partie.CONTENU, Partie.MODELE])
def test_what_nobody_dictated_asks_nothing_of_a_name(catalogue: Catalogue, partie: Partie) -> None:
    """A table, an agenda have no one to decide: the street of a body there is not that of a home."""
    cadre = Cadre(adresses_tenues=(("14 impasse des Mésanges", "87350 Panazol"),))
    assert look_at(catalogue.controle, passage("Aide sociale, 3 impasse des Mésanges", partie), cadre=cadre) == ()


def test_the_answer_that_says_a_name_is_where_to_mend_it(catalogue: Catalogue) -> None:
    """By its capital too, that tells it from birds."""
    dit = "le loyer des Mésanges"
    cadre = Cadre(adresses_tenues=(("14 impasse des Mésanges", "87350 Panazol"),), saisies={"documents": dit})
    assert [alerte.champ for alerte in look_at(catalogue.controle, dit, cadre=cadre)] == ["documents"]


def test_a_number_of_another_passage_is_that_of_no_house(catalogue: Catalogue) -> None:
    """A letter cites an article right before what its person wrote."""
    cadre = Cadre(adresses_tenues=(("22 route de Taillevriande", "24200 Sarlat"),))
    article = "Au titre de l’article 7, je cherche :"
    trouvees = look_at(catalogue.controle, article, "Elle vit route de Taillevriande.", "Signé", cadre=cadre)
    assert [alerte.regle for alerte in trouvees] == [Regle.ADRESSE_PROTEGEE]


def test_ordinary_letters_leave_a_coffre_where_all_these_are_held(catalogue: Catalogue) -> None:
    """None of these sentences says where any of them is, though each has a word of one."""
    cadre = Cadre(adresses_d_office=tuple(dict.fromkeys(lines_of(cle) for dits in DONNEES["tenues"].values() for cle in dits)))
    phrases = DONNEES["ordinaires"]["phrases"]
    assert [phrase for phrase in phrases if is_held(catalogue.controle, phrase, cadre)] == []
