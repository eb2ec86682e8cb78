"""Reading a document strictly: what is taken, what is refused, and under which name."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from functools import partial

import pytest

from droits_usagers.domain.mots.lecture import Table, readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from tests.chaque import chaque


class Couleur(StrEnum):
    BLEU = "bleu"
    VERT = "vert"


def table(**valeurs: object) -> Table:
    return Table(valeurs, fichier="R.toml", chemin="organisme")


def refusal(lit: Callable[[], object]) -> tuple[Panne, str]:
    with pytest.raises(ExpectedError) as refus:
        lit()
    assert refus.value.faits["fichier"] == "R.toml"
    return refus.value.panne, refus.value.faits["cle"]


def test_each_kind_of_value_is_read() -> None:
    lue = table(nom="CCAS", neutre=True, mois=2, lignes=["a", "b"], couleur="bleu", jour=dt.date(2026, 11, 24))

    assert lue.text("nom") == "CCAS"
    assert lue.boolean("neutre") is True
    assert lue.count("mois") == 2
    assert lue.texts("lignes") == ("a", "b")
    assert lue.code("couleur", Couleur) is Couleur.BLEU
    assert lue.required_date("jour") == dt.date(2026, 11, 24)


def test_what_is_absent_takes_its_default() -> None:
    vide = table()

    assert vide.text("nom") == ""
    assert vide.boolean("neutre", defaut=True) is True
    assert vide.boolean("neutre") is False
    assert vide.count("mois") == 0
    assert vide.texts("lignes") == ()
    assert vide.codes("couleurs", Couleur) == ()
    assert vide.code("couleur", Couleur, Couleur.VERT) is Couleur.VERT
    assert vide.date("jour") is None
    assert vide.table("sous") is None
    assert vide.tables("lignes") == ()


@chaque(
    "lit",
    [
        lambda t: t.text("cle"),
        lambda t: t.boolean("cle"),
        lambda t: t.count("cle"),
        lambda t: t.texts("cle"),
        lambda t: t.code("cle", Couleur),
        lambda t: t.table("cle"),
        lambda t: t.tables("cle"),
    ],
)
@chaque("valeur", [1.5, -1, dt.date(2026, 1, 1), [1], [[]], {}.keys()])
def test_a_value_of_another_type_is_refused_under_its_dotted_key(lit: Callable[[Table], object], valeur: object) -> None:
    assert refusal(lambda: lit(table(cle=valeur))) == (Panne.VALEUR_REFUSEE, "organisme.cle")


def test_a_boolean_is_not_a_number() -> None:
    assert refusal(lambda: table(mois=True).count("mois")) == (Panne.VALEUR_REFUSEE, "organisme.mois")


@pytest.mark.parametrize(
    "lit", [lambda t: t.text("cle", None), lambda t: t.code("cle", Couleur), lambda t: t.required_date("cle")]
)
def test_a_required_value_that_is_absent_is_refused(lit: Callable[[Table], object]) -> None:
    assert refusal(lambda: lit(table())) == (Panne.CLE_ABSENTE, "organisme.cle")


def test_a_code_that_does_not_exist_is_refused() -> None:
    assert refusal(lambda: table(couleur="rouge").code("couleur", Couleur)) == (Panne.VALEUR_REFUSEE, "organisme.couleur")


@pytest.mark.parametrize(
    "valeur",
    [
        *("2026-02-30", "24/11/2026", "2026-W48-2", "20261124", "", 2026, True, [], None),
        dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        dt.time(9),
        dt.date(1, 1, 1),
        dt.date(9999, 12, 31),
    ],
)
def test_what_is_no_plausible_day_is_refused(valeur: object) -> None:
    panne, cle = refusal(lambda: table(jour=valeur).required_date("jour"))

    assert panne is (Panne.CLE_ABSENTE if valeur is None else Panne.DATE_REFUSEE)
    assert cle == "organisme.jour"


def test_a_date_may_stand_between_quotes() -> None:
    assert table(jours=["2026-11-24", dt.date(2026, 12, 1)]).dates("jours") == (dt.date(2026, 11, 24), dt.date(2026, 12, 1))


def test_sub_tables_know_their_place() -> None:
    racine = Table({"concerne": {}, "evenement": [{}, {"type": 1}]}, fichier="R.toml")
    second = racine.tables("evenement")[1]

    assert racine.table("concerne") is not None
    assert refusal(lambda: second.text("type")) == (Panne.VALEUR_REFUSEE, "evenement[2].type")


def test_a_key_nobody_asked_for_is_refused_on_closing() -> None:
    lue = table(nom="CCAS", prenon="?")
    lue.text("nom")

    assert refusal(lue.close) == (Panne.CLE_INCONNUE, "organisme.prenon")


def test_a_table_read_whole_closes() -> None:
    lue = table(nom="CCAS")
    lue.raw("nom")
    lue.close()

    assert list(lue) == ["nom"]
    assert "nom" in lue


@pytest.mark.parametrize(
    ("format_", "panne"),
    [(2, Panne.FORMAT_PLUS_RECENT), (0, Panne.VALEUR_REFUSEE), ("1", Panne.VALEUR_REFUSEE), (True, Panne.VALEUR_REFUSEE)],
)
def test_a_format_that_is_not_ours_is_refused(format_: object, panne: Panne) -> None:
    assert refusal(Table({"format": format_}, fichier="R.toml").read_format) == (panne, "format")


@pytest.mark.parametrize("valeurs", [{}, {"format": 1}])
def test_the_first_format_may_go_without_saying(valeurs: dict[str, object]) -> None:
    Table(valeurs, fichier="R.toml").read_format()


def test_a_key_is_shown_short_and_without_control_characters() -> None:
    assert readable_key("a\x1b[31m\nb") == "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}b"
    assert len(readable_key("x" * 1000)) == 60


def test_none_is_a_count_and_less_than_none_is_not() -> None:
    assert table(mois=0).count("mois") == 0
    assert refusal(lambda: table(mois=-1).count("mois")) == (Panne.VALEUR_REFUSEE, "organisme.mois")


def test_days_are_read_from_1850_to_2200() -> None:
    for annee in (1850, 2200):
        assert table(jour=dt.date(annee, 1, 1)).required_date("jour").year == annee
    for annee in (1849, 2201):
        assert refusal(partial(table(jour=dt.date(annee, 12, 31)).required_date, "jour"))[0] is Panne.DATE_REFUSEE
