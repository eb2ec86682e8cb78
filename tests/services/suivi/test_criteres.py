"""What narrows the list besides words, and how many dossiers each value would leave."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import Affaire
from droits_usagers.services.suivi.criteres import (
    EXCLUSIFS,
    MONTREES,
    Axe,
    Criteres,
    Decompte,
    Groupe,
    PeriodeEnvoi,
    criteres_of,
    days_of,
    filtre_for,
)
from droits_usagers.services.suivi.lignes import ETATS, Presentation, Semaine, Tranche
from droits_usagers.vault.facettes import COLONNES

AUJOURDHUI = dt.date(2026, 11, 24)
SEMAINE = Semaine(AUJOURDHUI, dt.date(2026, 12, 1))
_GESTES = st.lists(st.tuples(st.sampled_from(Axe), st.sampled_from(("a", "b"))), max_size=8)


@pytest.fixture
def decompte(catalogue: Catalogue) -> Decompte:
    return Decompte(Presentation(catalogue, lambda: AUJOURDHUI))


def comptes(**colonnes: dict[object, int]) -> dict[str, dict[object, int]]:
    """Counts by column, empty but for these."""
    return {nom: colonnes.get(nom, {}) for nom in COLONNES}


def group(groupes: tuple[Groupe, ...], axe: Axe) -> Groupe:
    return next(groupe for groupe in groupes if groupe.axe is axe)


@given(_GESTES)
def test_what_excludes_itself_keeps_one_value_and_choosing_twice_gives_up(gestes: list[tuple[Axe, str]]) -> None:
    criteres = Criteres()
    for axe, valeur in gestes:
        avant = criteres
        criteres = criteres.toggled(axe, valeur)
        assert (valeur in criteres.values(axe)) != (valeur in avant.values(axe))
        assert all(len(criteres.values(exclusif)) <= 1 for exclusif in EXCLUSIFS)
        assert all(criteres.values(autre) == avant.values(autre) for autre in Axe if autre is not axe)
    assert bool(criteres) == any(criteres.values(axe) for axe in Axe)


@pytest.mark.parametrize("tranche", Tranche)
def test_a_filter_asked_for_from_elsewhere_is_the_same_as_chosen_here(tranche: Tranche) -> None:
    assert criteres_of((tranche,)).tranches == {tranche}


def test_each_axis_becomes_what_the_coffre_is_asked() -> None:
    criteres = Criteres()
    for axe, valeur in (
        (Axe.DEMARCHE, "acces"),
        (Axe.ORGANISME, "MDPH"),
        (Axe.TERRITOIRE, "93"),
        (Axe.AFFAIRE, "4"),
        (Axe.ENVOI, PeriodeEnvoi.ANNEE_PASSEE),
    ):
        criteres = criteres.toggled(axe, valeur)
    filtre = filtre_for("", criteres, SEMAINE)
    assert (set(filtre.demarches), set(filtre.organismes), set(filtre.territoires)) == ({"acces"}, {"MDPH"}, {"93"})
    assert filtre.affaire == 4
    assert (filtre.envoyee_du, filtre.envoyee_au, filtre.pas_envoyee) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31), False)
    jamais = filtre_for("", Criteres().toggled(Axe.ENVOI, PeriodeEnvoi.JAMAIS), SEMAINE)
    assert (jamais.envoyee_du, jamais.envoyee_au, jamais.pas_envoyee) == (None, None, True)


@given(st.dates(dt.date(2018, 1, 1), dt.date(2090, 1, 1)), st.dates(dt.date(2018, 1, 1), dt.date(2090, 1, 1)))
def test_a_day_gone_by_is_in_one_of_the_years_and_only_one(today: dt.date, jour: dt.date) -> None:
    dedans = []
    for periode in (PeriodeEnvoi.CETTE_ANNEE, PeriodeEnvoi.ANNEE_PASSEE, PeriodeEnvoi.AVANT):
        du, au = days_of(periode, today)
        dedans.append((du is None or du <= jour) and (au is None or jour <= au))
    assert dedans.count(True) == 1


def test_counts_are_said_by_what_one_does_about_them(decompte: Decompte) -> None:
    groupes = decompte.groups(
        comptes(
            etat={"en_attente": 3, "depasse": 2, "clos": 5},
            prochaine_date={"2026-11-23": 2, "2026-12-01": 1, "2026-12-02": 4, None: 3},
            votre_date={"2026-12-01": 1, "2026-12-02": 2, None: 7},
            leur_date={"2026-11-23": 2, "2026-11-24": 8},
            revoir_le={"2026-12-01": 1, "2026-12-02": 8, "2026-01-01": 1, None: 0},
            envoyee_le={"2026-11-20": 1, "2025-02-01": 2, "2020-01-01": 3, None: 4},
            territoire={"93": 6, "": 4},
            affaire={7: 2, None: 8},
        ),
        Criteres(),
        (Affaire(7, "École", 2),),
    )
    dits = {groupe.axe: [(facette.libelle, facette.nombre) for facette in groupe.facettes] for groupe in groupes}
    assert dits[Axe.A_FAIRE] == [
        ("Un droit à ne pas perdre", 1),
        ("Cette semaine", 1),
        ("À revoir", 2),
        ("Service qui devait répondre", 2),
    ]
    assert dits[Axe.ETAT] == [("En attente", 3), ("Sans réponse", 2), ("Clos", 5)]
    assert sum(nombre for _, nombre in dits[Axe.ETAT]) == 10
    assert dits[Axe.ENVOI] == [
        ("Depuis 30 jours", 1),
        ("Depuis un an", 1),
        ("En 2026", 1),
        ("En 2025", 2),
        ("Avant 2025", 3),
        ("Pas encore", 4),
    ]
    assert dits[Axe.TERRITOIRE] == [("Département 93", 6), ("non indiqué", 4)]
    assert dits[Axe.AFFAIRE] == [("École", 2)]
    assert Axe.ORGANISME not in dits


def test_of_many_values_the_most_frequent_are_shown_and_those_chosen_always(decompte: Decompte) -> None:
    organismes: dict[object, int] = {f"CCAS {rang:02}": rang for rang in range(1, 31)}
    criteres = Criteres().toggled(Axe.ORGANISME, "CCAS 01").toggled(Axe.ORGANISME, "Disparu")
    groupe = group(decompte.groups(comptes(organisme=organismes), criteres), Axe.ORGANISME)
    assert [facette.valeur for facette in groupe.facettes[:3]] == ["CCAS 01", "Disparu", "CCAS 30"]
    assert [facette.choisie for facette in groupe.facettes[:3]] == [True, True, False]
    assert (len(groupe.facettes), groupe.autres) == (MONTREES, 31 - MONTREES)


def test_every_etat_belongs_to_a_filter_of_the_pane(catalogue: Catalogue) -> None:
    etats = {nom.removeprefix("etats.") for nom in catalogue.textes if nom.startswith("etats.")}
    assert etats
    assert etats <= frozenset[str]().union(*ETATS.values())
