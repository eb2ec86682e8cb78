"""Law as data: what may be named, what may be stated, and which value of a delay applied on a given day."""

import datetime as dt
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from droits_usagers.domain.droit.droit import Cote, Delai, EntreeDroit, ReserveDroit, ValeurDelai
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite

JOUR = dt.date(2026, 11, 24)
cotes = st.sampled_from(Cote)


def entree(
    existence: Cote, contenu: Cote, *genres: GenreOrganisme, auteurs: frozenset[Qualite] = frozenset(Qualite)
) -> EntreeDroit:
    return EntreeDroit(
        *("rgpd-15", "rgpd", "article 15", "15", "Donne accès.", "https://exemple.fr"),
        verifie_le=JOUR,
        cote_existence=existence,
        cote_contenu=contenu,
        organismes=frozenset(genres or GenreOrganisme),
        auteurs=auteurs,
    )


@pytest.mark.parametrize(
    ("existence", "contenu", "a_verifier", "nommable", "citable"),
    [
        (Cote.V, Cote.V, False, True, True),
        (Cote.V, Cote.V_ANC, True, True, True),
        (Cote.V_SEC, Cote.V, True, True, True),
        (Cote.V, Cote.DM, True, True, False),
        (Cote.DM, Cote.V, True, False, False),
        (Cote.DM, Cote.DM, True, False, False),
    ],
)
def test_what_was_not_checked_is_neither_named_nor_stated(
    existence: Cote, contenu: Cote, *, a_verifier: bool, nommable: bool, citable: bool
) -> None:
    lue = replace(entree(existence, contenu), empreinte="817c16d91b0e08f2")
    assert (lue.reserve(JOUR) is not None, lue.existence_sure, lue.contenu_citable) == (a_verifier, nommable, citable)
    assert lue.citable(GenreOrganisme.CAF, Qualite.CONCERNE) is nommable


def test_an_entry_may_be_kept_for_some_organismes_or_some_authors() -> None:
    essms = entree(Cote.V, Cote.V, GenreOrganisme.ESSMS, auteurs=frozenset({Qualite.ORGANISATION}))
    assert essms.citable(GenreOrganisme.ESSMS, Qualite.ORGANISATION)
    assert not essms.citable(GenreOrganisme.DEPARTEMENT, Qualite.ORGANISATION)
    assert not essms.citable(GenreOrganisme.ESSMS, Qualite.CONCERNE)


def test_a_delay_has_the_value_of_its_time() -> None:
    delai = Delai("x", "rgpd-12-3", (ValeurDelai(dt.date(2020, 1, 1), mois=2), ValeurDelai(dt.date(2018, 5, 25), mois=1)))
    assert delai.in_force(dt.date(2018, 5, 25)).mois == 1
    assert delai.in_force(dt.date(2019, 12, 31)).mois == 1
    assert delai.in_force(dt.date(2020, 1, 1)).mois == 2
    with pytest.raises(ValueError, match="no value of x on 2018-05-24"):
        delai.in_force(dt.date(2018, 5, 24))


@pytest.mark.parametrize(
    ("resume", "sujet"),
    [
        ("Donne accès. Puis le reste.", "Donne accès"),
        ("Droit à la portabilité : la personne peut reprendre ses données.", "Droit à la portabilité"),
        ("Le mois se compte de jour à jour ; une demande du 31 août finit le 30.", "Le mois se compte de jour à jour"),
        ("Règlement n° 1182/71 et décision no.2 du conseil", "Règlement n° 1182/71 et décision no.2 du conseil"),
        ("mot " * 40, ("mot " * 18).strip() + "…"),
    ],
)
def test_what_an_article_is_about_is_how_its_summary_begins(resume: str, sujet: str) -> None:
    assert replace(entree(Cote.V, Cote.V), resume=resume).sujet == sujet


def test_what_an_article_is_about_is_not_said_where_nobody_read_it() -> None:
    assert entree(Cote.V, Cote.DM).sujet == "Article 15"


@given(existence=cotes, contenu=cotes, gardee=st.booleans(), jours=st.none() | st.integers(-400, 400))
def test_what_is_over_is_said_before_what_was_never_sure(
    existence: Cote, contenu: Cote, *, gardee: bool, jours: int | None
) -> None:
    """And an entry whose official words were not kept is never shown as sure."""
    fin = None if jours is None else JOUR + dt.timedelta(jours)
    lue = replace(entree(existence, contenu), empreinte="817c16d91b0e08f2" if gardee else "", fin=fin)
    reserve = lue.reserve(JOUR)
    assert (reserve is ReserveDroit.FIN) == (jours is not None and jours <= 0)
    assert gardee or reserve is not None
    assert reserve is None or reserve in {
        ReserveDroit.FIN,
        ReserveDroit.SANS_TEXTE,
        *map(ReserveDroit, {existence, contenu} - {Cote.V}),
    }
