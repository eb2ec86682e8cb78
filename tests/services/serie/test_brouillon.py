"""A series that is not made yet, kept as one draft, and gone on with as it was left."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.serie.lecture import OrdreNoms
from droits_usagers.services.serie.noms import read_personnes
from droits_usagers.services.serie.serie import Collees, Serie, draft_of, take_up

JOUR = dt.date(2026, 11, 24)
COLLEES = Collees("Jeanne MARTIN\nDiop Awa", "CCAS de Pantin;;Place de la Mairie;ccas", OrdreNoms.PRENOM_NOM, refusees=3)


@pytest.fixture
def serie(catalogue: Catalogue) -> Serie:
    return Serie(catalogue.demarches)


def begin(serie: Serie) -> None:
    """What a union asks for its members."""
    serie.choose("acces_agent")
    serie.answer(Section.VOUS, "qualite", "mandataire")
    serie.answer(Section.VOUS, "auteur_denomination", "Syndicat du département")
    serie.answer(Section.SIGNATURE, "lieu", "Bobigny")
    serie.answer("acces_agent", "logiciel", "le logiciel du dossier social")


def test_there_is_nothing_to_keep_before_a_demarche_is_chosen(serie: Serie) -> None:
    serie.answer(Section.VOUS, "qualite", "mandataire")

    assert draft_of(serie, COLLEES, JOUR) is None


def test_it_is_gone_on_with_as_it_was_left(serie: Serie, catalogue: Catalogue) -> None:
    begin(serie)
    brouillon = draft_of(serie, COLLEES, JOUR)
    assert brouillon is not None

    reprise = Serie(catalogue.demarches)
    collees = take_up(reprise, brouillon)

    # The lines refused are read again.
    assert collees == replace(COLLEES, refusees=0)
    assert reprise.demarche == serie.demarche
    assert reprise.qualite is serie.qualite
    assert reprise.projet(JOUR) == serie.projet(JOUR)
    assert draft_of(reprise, collees, JOUR) == brouillon


def test_what_was_pasted_is_in_the_draft_and_in_no_letter(serie: Serie, catalogue: Catalogue) -> None:
    begin(serie)
    serie.personnes = read_personnes(COLLEES.personnes, JOUR).valeurs
    brouillon = draft_of(serie, COLLEES, JOUR)
    assert brouillon is not None
    assert COLLEES.personnes in brouillon.reponses.values()

    reprise = Serie(catalogue.demarches)
    take_up(reprise, brouillon)

    assert not {COLLEES.personnes, COLLEES.organismes, COLLEES.ordre.value} & {
        *map(str, reprise.answers("acces_agent").values())
    }
    # The lists are read from what was pasted, by the screen that shows them.
    assert (reprise.personnes, reprise.organismes) == ((), ())
    # Nothing that was pasted shows when a draft, or what was pasted, is shown as code.
    assert "Diop" not in repr(brouillon) + repr(COLLEES)


def test_nothing_of_another_series_is_left_in_it(serie: Serie, catalogue: Catalogue) -> None:
    begin(serie)
    brouillon = draft_of(serie, Collees(), JOUR)
    assert brouillon is not None
    autre = Serie(catalogue.demarches)
    autre.choose("acces")
    autre.answer(Section.VOUS, "auteur_adresse", "ailleurs")
    autre.answer("acces", "suivi_par", "quelqu'un")
    autre.personnes = read_personnes(COLLEES.personnes, JOUR).valeurs

    collees = take_up(autre, brouillon)

    assert collees == Collees()
    assert autre.personnes == ()
    assert "auteur_adresse" not in autre.answers(Section.VOUS)
    assert autre.answers("acces") == {}


def test_a_draft_that_holds_no_lists_is_taken_up_with_none(serie: Serie, catalogue: Catalogue) -> None:
    begin(serie)
    sans_listes = serie.projet(JOUR).commun

    assert take_up(Serie(catalogue.demarches), sans_listes) == Collees()
