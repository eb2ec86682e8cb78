"""What judges the heard path (tools/livraison/ecoute), and what was written of it."""

import re
import tomllib
from pathlib import Path

import pytest

from tools.livraison.ecoute.jugement import Objet, of_a_new_page, of_names, of_what_is_said, repeated, unheard

RACINE = Path(__file__).resolve().parent.parent
FENETRE = Objet("frame", "Droits des usagers")
CHAMP = Objet("text", "Prénom", etats=frozenset({"FOCUSABLE", "FOCUSED"}))
TITRE = Objet("heading", "Qui êtes-vous\u202f?")


@pytest.mark.parametrize(
    "dits",
    [
        ("Faut-il répondre ailleurs ?", "Oui radio button.", "Faut-il répondre ailleurs ?"),
        ("Faut-il répondre ailleurs ?", "Faut-il répondre ailleurs ? Par exemple chez un ami."),
        ("2026-0001 Accès, CCAS de Roubaix 2026-0001 Accès, CCAS de Roubaix.",),
    ],
)
def test_what_is_said_twice_is_found(dits: tuple[str, ...]) -> None:
    assert repeated(dits)


def test_what_is_short_or_said_once_is_not_twice() -> None:
    dits = ("Oui radio button.", "Oui", "Faut-il répondre ailleurs ?", "Faut-il une enveloppe sans nom ?", "2 sur 3, 2 sur 3")

    assert repeated(dits) == []


def test_an_empty_pane_is_a_fault() -> None:
    assert [regle for regle, _ in of_what_is_said(("layered pane 0 élément", "Prénom text."))] == ["panneau vide annoncé"]


def test_a_page_that_says_its_title_its_step_then_its_field_is_right() -> None:
    dits = ("Qui êtes-vous ?, étape 2 sur 6 grouping.", "Prénom text.")

    assert list(of_a_new_page((FENETRE, TITRE, CHAMP), dits, titre="Qui êtes-vous", etape="étape 2 sur 6")) == []


@pytest.mark.parametrize(
    ("arbre", "dits", "regle"),
    [
        ((FENETRE, TITRE, CHAMP), ("Étape 2 sur 6", "Prénom text."), "titre muet"),
        ((FENETRE, TITRE, CHAMP), ("Prénom text.", "Qui êtes-vous ?, étape 2 sur 6"), "titre après le champ"),
        ((FENETRE, Objet("label", "Qui êtes-vous ?"), CHAMP), ("Qui êtes-vous ?, étape 2 sur 6",), "titre sans son rôle"),
        ((FENETRE, TITRE, CHAMP), ("Qui êtes-vous ?", "Prénom text."), "étape sans son numéro"),
    ],
)
def test_each_rule_of_a_new_page_has_its_fault(arbre: tuple[Objet, ...], dits: tuple[str, ...], regle: str) -> None:
    assert [une for une, _ in of_a_new_page(arbre, dits, titre="Qui êtes-vous", etape="étape 2 sur 6")] == [regle]


def test_what_takes_the_focus_without_a_name_is_told_with_where_it_is() -> None:
    sans_nom = Objet("button", etats=frozenset({"FOCUSABLE"}), parent=0)

    assert list(of_names((FENETRE, sans_nom))) == [("sans nom", "button, dans Droits des usagers")]


def test_a_text_is_heard_line_by_line() -> None:
    texte = Objet("label", "Le service a un mois.\n\nLa copie est gratuite.")

    assert unheard((FENETRE, texte), ("Le service a un mois.", "La copie est gratuite")) == []
    assert unheard((FENETRE, texte), ("Le service a un mois.",)) == [texte.nom]


def test_what_tab_stops_at_is_reached_without_pressing_it() -> None:
    texte = Objet("label", "1 page", etats=frozenset({"FOCUSABLE"}))

    assert (unheard((texte,), ()), unheard((texte,), (), tab=False)) == (["1 page"], [])


def test_a_line_that_one_of_its_cells_says_whole_is_named() -> None:
    etats = frozenset({"FOCUSABLE"})
    dite = Objet("table cell", "2026-0001, Accès", etats=etats, cadre=(0, 40, 9, 9), parent=0)
    tues = [Objet("table cell", " ", etats=etats, cadre=(9, y, 9, 9), parent=0) for y in (40, 80)]

    assert list(of_names((FENETRE, dite, tues[0]))) == []
    assert [regle for regle, _ in of_names((FENETRE, dite, tues[1]))] == ["sans nom"]


def test_a_label_is_reached_with_its_field() -> None:
    arbre = (Objet("label", "La même, une deuxième fois"), Objet("text", "La même, une deuxième fois", etats=CHAMP.etats))

    assert (unheard(arbre, (), tab=False), unheard(arbre, ())) == ([], ["La même, une deuxième fois"])


def test_what_is_admitted_has_its_reason() -> None:
    admis = tomllib.loads((RACINE / "tools/livraison/ecoute/admis.toml").read_text("utf-8")).get("faute", [])

    assert [une for une in admis if not all(une.get(cle) for cle in ("role", "regle", "quoi", "raison"))] == []


def test_what_was_heard_says_nothing_of_the_computer_it_was_heard_on() -> None:
    ecrits = {chemin.name: chemin.read_text("utf-8") for chemin in (RACINE / "docs/livraison/entendu").glob("*.md")}

    assert {nom: trouve for nom, texte in ecrits.items() if (trouve := re.findall(r"(?<![\w~])/(?:[\w.-]+/)+", texte))} == {}
