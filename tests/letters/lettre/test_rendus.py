"""A template that is not ours, rendered here as in its own process: too long or too deep, it is refused in words."""

import inspect
import sys
from contextlib import suppress
from dataclasses import replace

import pytest

from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.gabarits import Gabarit, Gabarits
from droits_usagers.letters.lettre.rendus import VALEURS_MAX, CommandeRendu, render_once


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
