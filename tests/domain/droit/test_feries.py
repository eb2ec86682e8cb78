"""Public holidays, as the program ships them."""

import datetime as dt
from typing import TYPE_CHECKING

import holidays
import pytest

from droits_usagers.domain.droit.feries import PACIFIQUE, TERRITOIRES, Ferie, Feries, check_territoire
from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

ANNEES = range(2019, 2061)

#: The subdivision of the `holidays` library that covers our territoire.
SUBDIVISIONS = {"": None, "57": "57", "67": "6AE", "68": "6AE", "977": "BL", "978": "MF"} | {
    code: code for code in ("971", "972", "973", "974", "976")
}
#: What that library counts and the labour code does not: customs, which move no legal date.
COUTUMES = {"Vendredi saint", "Mi-Carême", "Fête de Victor Schoelcher"}
#: It has the commemoration of Saint-Martin on 28 May; the labour code (L3422-2) says 27.
SAINT_MARTIN = {(5, 27), (5, 28)}


@pytest.fixture(scope="module")
def feries(catalogue: "Catalogue") -> Feries:
    return catalogue.feries


def of_year(feries: Feries, annee: int, territoire: str) -> set[dt.date]:
    jours = (dt.date(annee, 1, 1) + dt.timedelta(days=rang) for rang in range(366))
    return {jour for jour in jours if jour.year == annee and feries.is_holiday(jour, territoire)}


@pytest.mark.parametrize(
    ("jour", "territoire", "nom"),
    [
        ("2026-01-01", "", "jour_de_l_an"),
        ("2026-04-05", "", "paques"),
        ("2026-04-06", "", "lundi_de_paques"),
        ("2026-05-01", "93", "fete_du_travail"),
        ("2026-05-08", "93", "victoire_1945"),
        ("2026-05-14", "2A", "ascension"),
        ("2026-05-24", "", "pentecote"),
        ("2026-05-25", "", "lundi_de_pentecote"),
        ("2026-07-14", "", "fete_nationale"),
        ("2026-08-15", "", "assomption"),
        ("2026-11-01", "", "toussaint"),
        ("2026-11-11", "", "armistice_1918"),
        ("2026-12-25", "", "noel"),
        ("2027-03-26", "67", "vendredi_saint"),
        ("2027-03-26", "88", None),
        ("2028-12-26", "57", "lendemain_de_noel"),
        ("2028-12-26", "68", "lendemain_de_noel"),
        ("2028-12-26", "54", None),
        ("2027-05-27", "971", "abolition_esclavage"),
        ("2027-05-22", "972", "abolition_esclavage"),
        ("2027-06-10", "973", "abolition_esclavage"),
        ("2027-12-20", "974", "abolition_esclavage"),
        ("2027-04-27", "976", "abolition_esclavage"),
        ("2027-10-09", "977", "abolition_esclavage"),
        ("2027-05-27", "978", "abolition_esclavage"),
        ("2027-05-27", "975", None),
        ("2027-03-26", "971", None),
        ("2026-05-15", "", None),
    ],
)
def test_each_holiday_of_the_law_has_its_day_and_its_name(feries: Feries, jour: str, territoire: str, nom: str | None) -> None:
    assert feries.name_of(dt.date.fromisoformat(jour), territoire) == nom


def test_easter_and_pentecost_are_days_off_only_as_sundays(feries: Feries) -> None:
    for jour in (dt.date(2026, 4, 5), dt.date(2026, 5, 24)):
        assert not feries.is_holiday(jour)
        assert feries.is_off(jour)


def test_saturdays_sundays_and_holidays_are_off_and_nothing_else(feries: Feries) -> None:
    semaine = [dt.date(2026, 5, jour) for jour in range(11, 18)]
    assert [jour.day for jour in semaine if feries.is_off(jour)] == [14, 16, 17]


def test_before_the_rgpd_no_holiday_is_relied_upon(feries: Feries) -> None:
    assert not feries.is_holiday(dt.date(2018, 5, 8))
    assert feries.is_holiday(dt.date(2018, 7, 14))


@pytest.mark.parametrize("territoire", ["20", "96", "1", "979", "989", "2a", "Bobigny", "93 ", "999"])
def test_an_unknown_territoire_is_refused_without_being_repeated(feries: Feries, territoire: str) -> None:
    with pytest.raises(ExpectedError) as refus:
        check_territoire(territoire, fichier="E.toml", cle="territoire")
    assert refus.value.panne is Panne.TERRITOIRE_INCONNU
    assert refus.value.faits == {"fichier": "E.toml", "cle": "territoire"}
    with pytest.raises(ExpectedError):
        feries.is_off(dt.date(2026, 3, 5), territoire)


def test_every_departement_is_known_and_so_is_none() -> None:
    metropole = {f"{numero:02}" for numero in range(1, 96) if numero != 20} | {"2A", "2B"}
    assert metropole | {str(numero) for numero in range(971, 979)} | PACIFIQUE == TERRITOIRES
    for territoire in (*TERRITOIRES, ""):
        check_territoire(territoire)


@pytest.mark.parametrize("territoire", sorted(SUBDIVISIONS))
def test_the_holidays_library_differs_only_by_its_customs(feries: Feries, territoire: str) -> None:
    ailleurs = holidays.country_holidays("FR", subdiv=SUBDIVISIONS[territoire], years=ANNEES, language="fr")
    for annee in ANNEES:
        ecarts = of_year(feries, annee, territoire) ^ {jour for jour in ailleurs if jour.year == annee}
        if territoire == "978":
            ecarts = {jour for jour in ecarts if (jour.month, jour.day) not in SAINT_MARTIN}
        assert {nom for jour in ecarts for nom in ailleurs[jour].split("; ")} <= COUTUMES
        if territoire in {"57", "67", "68", ""}:
            assert not ecarts


def test_the_first_name_in_the_file_wins_when_two_fall_on_the_same_day() -> None:
    feries = Feries([Ferie("un", 5, 1, fondement="x"), Ferie("deux", 5, 1, fondement="x")])
    assert feries.name_of(dt.date(2026, 5, 1)) == "un"


def test_a_holiday_counts_from_the_very_day_the_law_sets_it() -> None:
    feries = Feries([Ferie("un", 5, 8, fondement="x", a_partir_du=dt.date(2026, 5, 8))])
    assert feries.is_holiday(dt.date(2026, 5, 8))
    assert not feries.is_holiday(dt.date(2025, 5, 8))
