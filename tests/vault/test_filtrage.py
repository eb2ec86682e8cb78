"""A filter is answered by an index: no line is read that one keeps from reading, and none is sorted that is in order."""

import datetime as dt

import pytest

from droits_usagers.domain.dossier.dossiers import Filtre, Tri
from droits_usagers.vault import liste
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.liste import Filtrage
from droits_usagers.vault.moteur import rows
from droits_usagers.vault.recherche import expression_of
from tests.chaque import chaque
from tests.coffres import simple
from tests.vault.contenu import add

JOUR = dt.date(2026, 1, 2)
PAR_INDEX = [
    (Filtre(affaire=1), "suivi_affaire"),
    (Filtre(organismes=frozenset({"CCAS"})), "suivi_nom"),
    (Filtre(territoires=frozenset({"93"})), "suivi_territoire"),
    (Filtre(demarches=frozenset({"acces"})), "suivi_demarche"),
    (Filtre(etats=frozenset({"clos"})), "suivi_etat"),
    (Filtre(pas_envoyee=True), "suivi_envoi"),
    (Filtre(a_verifier=True), "suivi_a_verifier"),
    (Filtre(envoyee_du=JOUR), "suivi_envoi"),
    (Filtre(envoyee_au=JOUR), "suivi_envoi"),
    (Filtre(jusqu_au=JOUR), "suivi_prochaine"),
    (Filtre(a_partir_du=JOUR, jusqu_au=JOUR), "suivi_prochaine"),
    (Filtre(leur_jusqu_au=JOUR), "suivi_leurs"),
]


def plan(depot: Depot, sql: str, valeurs: tuple[object, ...]) -> str:
    """How the engine goes about it."""
    return " / ".join(ligne[-1] for ligne in rows(depot._db, f"EXPLAIN QUERY PLAN {sql}", valeurs))  # noqa: SLF001 - nobody asks it that


def walk(depot: Depot, filtre: Filtre, tri: Tri, ordre: str) -> str:
    depuis, clause, valeurs = Filtrage(filtre).in_order(depot._db, tri=tri)  # noqa: SLF001 - as the list does
    return plan(depot, f"SELECT dossier FROM {depuis} {clause} ORDER BY {ordre}", valeurs)  # noqa: S608 - our own names


@chaque(("filtre", "index"), PAR_INDEX)
def test_counting_reads_what_an_index_finds(depot: Depot, filtre: Filtre, index: str) -> None:
    clause, valeurs = Filtrage(filtre).among()
    dit = plan(depot, f"SELECT count(*) FROM suivi_index {clause}", valeurs)  # noqa: S608 - our own names
    assert dit.startswith("SEARCH suivi_index USING")
    assert index in dit


@chaque(("filtre", "index"), PAR_INDEX[:6])
def test_few_lines_are_gathered_and_many_are_walked_in_order(depot: Depot, filtre: Filtre, index: str) -> None:
    assert index in walk(depot, filtre, Tri.REFERENCE, "reference")
    with pytest.MonkeyPatch.context() as nombreux:
        for nom in ("_RARES", "_TRES_RARES"):
            nombreux.setattr(liste, nom, -1)
        dit = walk(depot, filtre, Tri.REFERENCE, "reference")
        assert "suivi_reference" in dit
        assert "TEMP B-TREE" not in dit


def test_as_many_lines_as_are_said_to_be_few_are_gathered(depot: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        add(depot, simple())
    etat = Filtre(etats=frozenset({"a_envoyer"}))
    gathered = {}
    for peu, tres_peu in ((3, 3), (2, 3), (3, 2)):
        monkeypatch.setattr(liste, "_RARES", peu)
        monkeypatch.setattr(liste, "_TRES_RARES", tres_peu)
        for tri, ordre in ((Tri.REFERENCE, "reference"), (Tri.URGENCE, "perte NULLS LAST, reference")):
            gathered[peu, tres_peu, tri] = "suivi_etat" in walk(depot, etat, tri, ordre)
    assert gathered == {
        (3, 3, Tri.REFERENCE): True,
        (3, 3, Tri.URGENCE): True,
        (2, 3, Tri.REFERENCE): False,
        (2, 3, Tri.URGENCE): True,
        (3, 2, Tri.REFERENCE): True,
        (3, 2, Tri.URGENCE): False,
    }
    demarche = Filtre(demarches=frozenset({"acces"}))
    assert "suivi_demarche" in walk(depot, demarche, Tri.URGENCE, "perte NULLS LAST, reference")


def test_lines_that_are_known_are_read_by_their_numbers(depot: Depot) -> None:
    for filtre, _ in PAR_INDEX:
        clause, valeurs = Filtrage(filtre).within([1, 2])
        dit = plan(depot, f"SELECT dossier FROM suivi_index {clause}", valeurs)  # noqa: S608 - our own names
        assert "SEARCH suivi_index USING INTEGER PRIMARY KEY" in dit
        clause, valeurs = Filtrage(filtre).among_references(["2026-0001"])
        assert "suivi_reference (reference=?)" in plan(depot, f"SELECT dossier FROM suivi_index {clause}", valeurs)  # noqa: S608 - idem


def test_a_filter_that_asks_for_words_alone_narrows_nothing_else() -> None:
    assert not Filtrage(Filtre(texte="mot"), expression_of("mot")).narrows
    assert all(Filtrage(filtre).narrows for filtre in (*(filtre for filtre, _ in PAR_INDEX), Filtre(lot=1)))
    assert Filtrage(Filtre()).among() == ("", ())
