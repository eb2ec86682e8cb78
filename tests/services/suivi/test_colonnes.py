"""How someone arranged the columns, and what is made of what the coffre remembers of it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.services.suivi.colonnes import LARGEUR_MAX, LARGEUR_MIN, Colonnes, colonnes_of
from droits_usagers.services.suivi.lignes import Rubrique

_RUBRIQUES = st.sampled_from(Rubrique)
_GESTES = st.lists(
    st.tuples(st.just("toggled"), _RUBRIQUES)
    | st.tuples(st.just("moved"), _RUBRIQUES, st.integers(-9, 9))
    | st.tuples(st.just("widened"), _RUBRIQUES, st.integers(-50, 2000)),
    max_size=15,
)
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from([rubrique.value for rubrique in Rubrique]),
    lambda dedans: (
        st.lists(dedans, max_size=4)
        | st.dictionaries(st.sampled_from(("ordre", "masquees", "largeurs", "etat")), dedans, max_size=4)
    ),
)


@given(_GESTES)
def test_whatever_is_done_every_column_has_a_place_one_is_shown_and_all_is_remembered(gestes: list[tuple[str, ...]]) -> None:
    colonnes = Colonnes()
    for geste, *valeurs in gestes:
        colonnes = getattr(colonnes, geste)(*valeurs)
        assert set(colonnes.ordre) == set(Rubrique)
        assert colonnes.montrees
        assert all(LARGEUR_MIN <= largeur <= LARGEUR_MAX for largeur in colonnes.largeurs.values())
    assert colonnes_of(json.loads(json.dumps(colonnes.as_json()))) == colonnes


@given(_JSON)
def test_what_is_not_understood_counts_for_nothing(lu: object) -> None:
    colonnes = colonnes_of(lu)
    assert set(colonnes.ordre) == set(Rubrique)
    assert len(colonnes.ordre) == len(Rubrique)
    assert colonnes.montrees


def test_a_column_moves_among_those_shown() -> None:
    colonnes = Colonnes().toggled(Rubrique.REFERENCE)
    assert colonnes.moved(Rubrique.ETAT, 1).montrees[:2] == (Rubrique.DEMARCHE, Rubrique.ETAT)
    assert colonnes.moved(Rubrique.ETAT, -1).montrees == colonnes.montrees
    assert colonnes.moved(Rubrique.REFERENCE, 1) == colonnes
    assert colonnes.moved(Rubrique.ETAPE, 99).montrees[-1] is Rubrique.ETAPE


def test_nothing_arranged_is_nothing_to_remember() -> None:
    assert Colonnes().as_json() is None
    assert colonnes_of(None) == Colonnes()
    assert Colonnes().toggled(Rubrique.ETAT).arrangees
