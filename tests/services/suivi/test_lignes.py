import datetime as dt
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import LigneSuivi, Tri
from droits_usagers.services.suivi.lignes import (
    ETATS,
    INVERSES,
    TRIS,
    Presentation,
    Rubrique,
    Tranche,
    Urgence,
    filtre_of,
    urgence_of,
)

AUJOURDHUI = dt.date(2026, 11, 24)


def _ligne(*, etat: str = "en_attente", jours: int | None = None, personne: str = "Élodie Œuvrard") -> LigneSuivi:
    prochaine = None if jours is None else AUJOURDHUI + dt.timedelta(jours)
    return LigneSuivi("2026-0113", "acces", etat, personne=personne, organisme="CD 93", prochaine_date=prochaine)


@pytest.fixture
def dit(catalogue: Catalogue) -> Presentation:
    return Presentation(catalogue, lambda: AUJOURDHUI)


@pytest.mark.parametrize(
    ("jours", "dite"),
    [
        (0, "aujourd’hui"),
        (1, "demain"),
        (3, "dans 3 jours"),
        (-1, "dépassée d’un jour"),
        (-12, "dépassée de 12 jours"),
    ],
)
def test_a_day_is_said_by_how_far_it_is(dit: Presentation, jours: int, dite: str) -> None:
    assert dit.delai(AUJOURDHUI + dt.timedelta(jours)) == dite


@pytest.mark.parametrize(
    ("ligne", "urgence"),
    [
        (_ligne(jours=-1), Urgence.RETARD),
        (_ligne(jours=0), Urgence.SEMAINE),
        (_ligne(jours=7), Urgence.SEMAINE),
        (_ligne(jours=8), Urgence.ATTENTE),
        (_ligne(etat="repondu_complet"), Urgence.REPONSE),
        (_ligne(etat="repondu_partiel", jours=2), Urgence.SEMAINE),
        (_ligne(etat="clos", jours=-3), Urgence.CLOS),
        (_ligne(), Urgence.ATTENTE),
    ],
)
def test_urgency_comes_from_the_date_then_from_the_etat(ligne: LigneSuivi, urgence: Urgence) -> None:
    assert urgence_of(ligne, AUJOURDHUI) is urgence


def test_nobody_named_is_said(dit: Presentation) -> None:
    assert dit.cellule(_ligne(personne=""), Rubrique.PERSONNE) == "anonyme"


def test_a_line_read_aloud_says_every_column_that_holds_something(dit: Presentation) -> None:
    phrase = dit.phrase(_ligne(jours=3))
    assert all(mot in phrase for mot in ("2026-0113", "Élodie Œuvrard", "CD 93", "27 novembre 2026, dans 3 jours"))
    assert dit.entete(Rubrique.ENVOYEE) not in phrase


def test_a_line_read_aloud_with_names_hidden_names_nobody(dit: Presentation) -> None:
    assert "Œuvrard" not in dit.phrase(_ligne(), sans_nom=True)


def test_every_column_but_the_next_step_can_be_sorted() -> None:
    assert set(Rubrique) - set(TRIS) == {Rubrique.ETAPE}
    assert {*TRIS.values(), *INVERSES.values()} == set(Tri)


def test_late_ones_stop_the_day_before() -> None:
    assert filtre_of("", frozenset({Tranche.DEPASSEES}), AUJOURDHUI).jusqu_au == dt.date(2026, 11, 23)


def test_this_week_takes_the_late_ones_along() -> None:
    assert filtre_of("", frozenset({Tranche.DEPASSEES, Tranche.SEMAINE}), AUJOURDHUI).jusqu_au == dt.date(2026, 12, 1)


@given(st.frozensets(st.sampled_from(Tranche)))
def test_etats_add_up(tranches: frozenset[Tranche]) -> None:
    assert filtre_of("", tranches, AUJOURDHUI).etats == _union(ETATS.get(tranche, frozenset()) for tranche in tranches)


def _union(ensembles: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*ensembles)


def test_no_etat_is_in_two_filters() -> None:
    tous = [etat for etats in ETATS.values() for etat in etats]
    assert len(tous) == len(set(tous))
