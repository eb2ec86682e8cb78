"""Spellings of bodies: gathered on what does not matter, never on a number; called by the name a letter would bear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.reprise.denominations import Graphie, Rapprochement, Rapprocheur
from tests.chaque import chaque


@chaque(
    "graphies",
    [
        ("CD 93", "CD93", "Conseil départemental 93", "Département de Seine-Saint-Denis", "DPT 93",
         "conseil general de la Seine St Denis", "Conseil départemental de la Seine-Saint-Denis (93)"),
        ("CCAS de Pantin", "C.C.A.S. Pantin", "ccas pantin", "Centre communal d'action sociale de Pantin", "C C A S de Pantin",
         "CCAS de la ville de Pantin"),
        ("Mairie de Champbourg", "mairie champbourg", "Ville de Champbourg", "MAIRIE DE CHAMPBOURG"),
        ("CAF 93", "Caisse d'allocations familiales de la Seine-Saint-Denis", "CAF de Seine-Saint-Denis"),
        ("CD 2A", "CD2a", "Département de Corse-du-Sud"),
        ("Hôpital de Montvert", "hopital montvert", "HÔPITAL  de MONTVERT"),
        ("Asso 123 456 789", "Autre nom (SIREN 123456789)", "SIRET 123 456 789 00012"),
    ],
)  # fmt: skip
def test_spellings_of_one_body_are_gathered(catalogue: Catalogue, graphies: tuple[str, ...]) -> None:
    rapprocheur = Rapprocheur(catalogue.lexique_reprise)
    (groupe,) = rapprocheur.gather(map(Graphie, graphies))
    assert {graphie.texte for graphie in groupe.graphies} == set(graphies)
    assert groupe.sur


@chaque(
    ("une", "autre"),
    [
        ("CD 92", "CD 93"),
        ("CD 93", "MDPH 93"),
        ("Mairie de Pantin", "CCAS de Pantin"),
        ("CAF 1", "CAF 11"),
        ("CAF 2A", "CAF 02"),
        ("CD 2A", "CD 2B"),
        ("Conseil départemental de la Loire", "Conseil départemental de la Haute-Loire"),
        ("Hôpital de Montvert", "Hôpital de Montbleu"),
        ("Département de la Rance", "Conseil départemental de la Lande"),
        ("Foyer Bellevue", "Foyer Cellevue"),
    ],
)
def test_bodies_that_differ_are_not(*, catalogue: Catalogue, une: str, autre: str) -> None:
    assert Rapprocheur(catalogue.lexique_reprise).gather((Graphie(une), Graphie(autre))) == ()


def test_a_name_without_its_place_is_of_the_departement_of_its_lines(catalogue: Catalogue) -> None:
    rapprocheur = Rapprocheur(catalogue.lexique_reprise)
    seul, ailleurs, dit = Graphie("MDPH", territoire="93"), Graphie("MDPH", territoire="75"), Graphie("MDPH 93")
    (groupe,) = rapprocheur.gather((seul, ailleurs, dit))
    assert set(groupe.graphies) == {seul, dit}


def test_a_name_that_says_the_place_is_better_than_one_that_does_not(catalogue: Catalogue) -> None:
    rapprocheur = Rapprocheur(catalogue.lexique_reprise)
    graphies = [Graphie(texte, 9, territoire) for territoire in ("75", "93") for texte in ("MDPH", "M.D.P.H.")]
    premier, second = rapprocheur.gather([*graphies, Graphie("MDPH de Seine-Saint-Denis")])
    assert {premier.nom, second.nom} == {"MDPH", "MDPH de Seine-Saint-Denis"}
    assert premier.cle != second.cle


def test_a_slip_is_gathered_too_and_said_to_be_one(catalogue: Catalogue) -> None:
    rapprocheur = Rapprocheur(catalogue.lexique_reprise)
    (groupe,) = rapprocheur.gather(
        (Graphie("CCAS de Champbourg", 12), Graphie("CCAS de Champborug"), Graphie("CCAS de Pantin"))
    )
    assert (groupe.nom, groupe.sur, groupe.lignes) == ("CCAS de Champbourg", False, 13)


@chaque(
    ("graphies", "nom"),
    [
        ((Graphie("CD 93", 90), Graphie("Département de Seine-Saint-Denis", 2)), "Département de Seine-Saint-Denis"),
        (
            (Graphie("CCAS DE CHAMPBOURG", 90), Graphie("ccas champbourg", 50), Graphie("CCAS de Champbourg")),
            "CCAS de Champbourg",
        ),
        ((Graphie("CCAS de Champbourg", 90), Graphie("Ccas Champbourg", 0, connue=True)), "Ccas Champbourg"),
    ],
)
def test_it_is_called_as_a_letter_would(*, catalogue: Catalogue, graphies: tuple[Graphie, ...], nom: str) -> None:
    (groupe,) = Rapprocheur(catalogue.lexique_reprise).gather(graphies)
    assert groupe.nom == nom


def test_bodies_of_the_coffre_alone_are_left_as_they_are(catalogue: Catalogue) -> None:
    graphies = (Graphie("CD 93", 0, connue=True), Graphie("CD93", 0, connue=True))
    assert Rapprocheur(catalogue.lexique_reprise).gather(graphies) == ()


def test_an_index_of_bodies_may_be_asked(catalogue: Catalogue) -> None:
    demandes: list[tuple[str, ...]] = []

    def known(mots: tuple[str, ...]) -> str:
        demandes.append(mots)
        return "meudon" if "mds" in mots or "solidarites" in mots else ""

    rapprocheur = Rapprocheur(catalogue.lexique_reprise, known)
    (groupe,) = rapprocheur.gather((Graphie("MDS du Val"), Graphie("Maison des solidarités"), Graphie("CAF")))
    assert len(groupe.graphies) == 2
    assert ("mds", "du", "val") in demandes


def test_what_was_agreed_to_names_a_body_by_its_spelling_and_its_place() -> None:
    dit = Rapprochement({("MDPH", "93"): "MDPH de Seine-Saint-Denis"})
    assert dit.name_of("MDPH", "93") == "MDPH de Seine-Saint-Denis"
    assert dit.name_of("MDPH", "75") == "MDPH"


@given(st.lists(st.text("abcé 93.CD", max_size=12), max_size=8, unique=True))
@pytest.mark.parametrize("territoire", ["", "93"])
def test_every_spelling_is_of_one_group_at_most(catalogue: Catalogue, territoire: str, textes: list[str]) -> None:
    graphies = [Graphie(texte, territoire=territoire) for texte in textes]
    groupes = Rapprocheur(catalogue.lexique_reprise).gather(graphies)
    vues = [graphie for groupe in groupes for graphie in groupe.graphies]
    assert len(vues) == len(set(vues)) <= len(graphies)
    assert all(groupe.nom in {graphie.texte for graphie in groupe.graphies} for groupe in groupes)


def test_too_many_names_are_not_compared_one_with_another(catalogue: Catalogue) -> None:
    """A slip is then left to whoever reads the list: comparing them all would take minutes."""
    noms = [f"Association {chr(97 + rang % 26)}{chr(97 + rang // 26 % 26)}{rang}" for rang in range(801)]
    assert Rapprocheur(catalogue.lexique_reprise).gather(map(Graphie, noms)) == ()
