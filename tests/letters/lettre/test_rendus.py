"""A template that is not ours, rendered here as in its own process: too long or too deep, it is refused in words."""

import inspect
import sys
from contextlib import suppress
from dataclasses import replace

import pytest

from droits_usagers.domain.lettre.lettre import GabaritUtilise, Texte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.atelier import VALEURS_MAX, CommandeRendu, check_rendered, render_once
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.gabarits import Gabarit, Gabarits
from droits_usagers.letters.lettre.moteur import Fragment


@pytest.fixture
def commande(gabarits: Gabarits, citations: Citations) -> CommandeRendu:
    corps = "{{ long }}\n\n- {{ ((((long)))) }}\n  - *a*\n"
    gabarit = Gabarit("essai", "essai.md.j2", a_nous=False, utilise=GabaritUtilise("essai", "1", ""), champs={}, corps=corps)
    return CommandeRendu(
        {}, ("essai",), {"long": "court"}, citations, gabarits.articles, etrangers=(gabarit,), schema={"long": None}
    )


def test_more_values_than_any_letter_holds_are_refused(commande: CommandeRendu) -> None:
    assert render_once(commande)[0].texte
    long = CommandeRendu(
        {},
        commande.noms,
        {"long": "x" * VALEURS_MAX},
        commande.citations,
        commande.articles,
        etrangers=commande.etrangers,
        schema=commande.schema,
    )
    with pytest.raises(ExpectedError) as refus:
        render_once(long)
    assert refus.value.panne is Panne.GABARIT_DEMESURE


def test_more_lines_than_any_letter_holds_are_refused(commande: CommandeRendu) -> None:
    (gabarit,) = commande.etrangers

    assert render_once(replace(commande, etrangers=(replace(gabarit, corps="a\n\n" * 1_900),)))
    with pytest.raises(ExpectedError) as refus:
        render_once(replace(commande, etrangers=(replace(gabarit, corps="a\n\n" * 2_100),)))
    assert (refus.value.panne, refus.value.faits) == (Panne.GABARIT_DEMESURE, {"fichier": "essai"})


def test_a_letter_may_hold_six_hundred_thousand_characters_and_not_one_more(commande: CommandeRendu) -> None:
    (gabarit,) = commande.etrangers
    une_fois = replace(commande, etrangers=(replace(gabarit, corps="{{ long }}"),))

    assert render_once(replace(une_fois, contexte={"long": "x" * 600_000}))
    with pytest.raises(ExpectedError) as refus:
        render_once(replace(une_fois, contexte={"long": "x" * 600_001}))
    assert (refus.value.panne, refus.value.faits) == (Panne.GABARIT_DEMESURE, {"fichier": "essai"})


def test_where_the_stack_ends_while_it_is_checked_or_read_it_is_said_in_words(commande: CommandeRendu) -> None:
    """From just enough for nothing to just enough for all, one frame more each time."""
    avant, ici, dites = sys.getrecursionlimit(), len(inspect.stack()), set()
    try:
        for limite in range(ici + 15, ici + 200):
            sys.setrecursionlimit(limite)
            with suppress(RecursionError):  # not even enough to say so
                try:
                    render_once(commande)
                except ExpectedError as error:
                    dites.add(error.panne)
    finally:
        sys.setrecursionlimit(avant)
    assert dites <= {Panne.GABARIT_DEMESURE, Panne.GABARIT_ILLISIBLE, Panne.GABARIT_REFUSE}
    assert Panne.GABARIT_DEMESURE in dites


_PROFOND = "{% for a in t %}" * 25 + "{% endfor %}" * 25


@pytest.mark.parametrize(
    ("corps", "panne"),
    [
        (_PROFOND, Panne.GABARIT_DEMESURE),
        ("{{ 1e999 }}", Panne.GABARIT_REFUSE),
        ("{{ " + "9" * 5000 + " }}", Panne.GABARIT_REFUSE),
    ],
)
def test_whatever_befalls_a_template_is_its_own_fault(commande: CommandeRendu, corps: str, panne: Panne) -> None:
    (gabarit,) = commande.etrangers
    ordre = replace(commande, etrangers=(replace(gabarit, corps=corps),), schema={"long": None, "t": None})
    with pytest.raises(ExpectedError) as refus:
        render_once(ordre)
    assert refus.value.panne is panne
    assert refus.value.faits["fichier"].startswith("essai")


#: What would make a text out of a number, were it not refused.
_FORGE = "{% macro t() %}{0:c}{% endmacro %}{% macro k(x) %}{% set f = x.format %}"


@pytest.mark.parametrize("signe", [2, 0xD800, 0xE000, 0xE001, 0xE019])
def test_a_text_in_a_template_has_no_method(commande: CommandeRendu, signe: int) -> None:
    (gabarit,) = commande.etrangers
    corps = _FORGE + "a{{ f(" + str(signe) + ") }}{% endmacro %}{{ k(t()) }}"
    with pytest.raises(ExpectedError) as refus:
        render_once(replace(commande, etrangers=(replace(gabarit, corps=corps),)))
    assert refus.value.panne is Panne.GABARIT_NOM_INCONNU
    assert refus.value.faits["cle"] == "format"


@pytest.mark.parametrize(
    ("texte", "cle"),
    [
        ("a\x02", "U+0002"),
        ("a\ud800", "U+D800"),
        ("a\ue000", "U+E000"),
        ("a\ue001", "U+E001"),
        ("a\ue010", "U+E010"),
        ("\ue000\ue019\ue019\ue000", "U+E000"),
    ],
)
@pytest.mark.parametrize("nom", ["essai", "essai#champs"])
def test_what_comes_out_is_looked_at_as_what_came_in(commande: CommandeRendu, nom: str, texte: str, cle: str) -> None:
    """Whatever way a template found to say it: no document holds it, or it would be taken for a value."""
    with pytest.raises(ExpectedError) as refus:
        check_rendered(replace(commande, noms=(nom,)), (Fragment(texte, ((Texte("un"),),)),))
    assert refus.value.panne is Panne.GABARIT_CARACTERE
    assert refus.value.faits == {"fichier": "essai.md.j2", "ligne": "1", "cle": cle}


def test_values_and_fields_come_out(commande: CommandeRendu) -> None:
    fragment = Fragment("a \ue000\ue010\ue000\ue001b", ((Texte("\ue000\ue001"),),))
    check_rendered(replace(commande, noms=("essai#champs",), sources={"essai#champs": "x\ue001y"}), (fragment,))


def test_one_value_said_a_thousand_times_is_as_long_as_a_thousand(commande: CommandeRendu) -> None:
    (gabarit,) = commande.etrangers
    corps = "{% macro m() %}{{ long }}{% endmacro %}{% set x = m() %}" + "{{ x }}" * 1000
    repete = replace(commande, etrangers=(replace(gabarit, corps=corps),), contexte={"long": "x" * 1000})
    with pytest.raises(ExpectedError) as refus:
        render_once(repete)
    assert refus.value.panne is Panne.GABARIT_DEMESURE
