"""How the command line ends: what it says, where, and with which exit code."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.programme import COMMANDES, programme, run
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from tests.cli.conftest import Lance

JOUR = dt.date(2026, 11, 24)


@pytest.fixture
def services(places: Places) -> Services:
    return Services(places=places, today=lambda: JOUR, now=lambda: dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC))


@pytest.fixture
def essai() -> Iterator[Callable[[Callable[..., None]], None]]:
    """Lets a test add a command named `essai` that takes `--choix a|b`."""

    def add(corps: Callable[..., None]) -> None:
        option = click.Option(["--choix"], type=click.Choice(["a", "b"]), required=True)
        programme.add_command(Commande("essai", callback=corps, params=[option]))

    yield add
    programme.commands.pop("essai", None)


def _raise(error: Exception) -> Callable[..., None]:
    def corps(**_options: object) -> None:
        raise error

    return corps


@pytest.mark.parametrize("commande", COMMANDES)
def test_every_command_can_be_loaded_and_explained(
    commande: str, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([commande, "--aide"], services) == 0

    assert f"droits-usagers {commande}" in capsys.readouterr().out


def test_the_help_of_the_program_is_in_french_and_names_every_command(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--help"], services) == 0

    page = _plain(capsys.readouterr().out)
    assert page.startswith("Usage : droits-usagers [options] COMMANDE [options]\n")
    assert "Montrer cette page." in page
    assert "\nCommandes :\n" in page
    assert all(f"\n  {commande} " in page for commande in COMMANDES)


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["couriers"], "« couriers » n’est pas une commande"),
        (["essai", "--chois", "a"], "L’option --chois n’existe pas ici."),
        (["essai"], "Il manque --choix."),
        (["essai", "--choix"], "--choix"),
        (["essai", "--choix", "Durand"], "sont possibles : a, b."),
        (["essai", "--choix", "a", "b"], "un mot de trop"),
    ],
)
def test_a_command_that_cannot_be_read_exits_with_2_and_one_french_sentence(
    arguments: list[str],
    phrase: str,
    services: Services,
    essai: Callable[[Callable[..., None]], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    essai(lambda **_options: None)

    assert run(arguments, services) == 2

    sortie = capsys.readouterr()
    assert sortie.out == ""
    assert phrase.replace("’", "'") in _plain(sortie.err)
    assert "Durand" not in sortie.err
    assert sortie.err.count("\n") == 1


@pytest.mark.parametrize(("panne", "code"), [(Panne.DATE_REFUSEE, 2), (Panne.PAS_D_ECRAN, 3)])
def test_an_expected_failure_is_one_sentence_on_stderr(
    panne: Panne,
    code: int,
    services: Services,
    essai: Callable[[Callable[..., None]], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    essai(_raise(ExpectedError(panne, fichier="R.toml", cle="date", ligne="1")))

    assert run(["essai", "--choix", "a"], services) == code

    sortie = capsys.readouterr()
    assert sortie.out == ""
    assert sortie.err.strip()
    assert sortie.err.count("\n") == 1


def test_interrupting_is_not_a_failure(
    services: Services, essai: Callable[[Callable[..., None]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    essai(_raise(click.Abort()))

    assert run(["essai", "--choix", "a"], services) == 130
    assert capsys.readouterr().err == ""


def test_a_bug_rises(services: Services, essai: Callable[[Callable[..., None]], None]) -> None:
    essai(_raise(ZeroDivisionError()))

    with pytest.raises(ZeroDivisionError):
        run(["essai", "--choix", "a"], services)


def test_nobody_reading_any_more_is_not_a_failure(racine: Path) -> None:
    lecteur = [sys.executable, "-c", "import sys; sys.stdin.close()"]
    with subprocess.Popen(lecteur, stdin=subprocess.PIPE) as sourd:
        sourd.wait()
        fini = subprocess.run(
            [sys.executable, "-m", "droits_usagers", "--aide"],
            cwd=racine,
            stdout=sourd.stdin,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

    assert (fini.returncode, fini.stderr) == (141, "")


def _plain(texte: str) -> str:
    """Without the spaces and apostrophes of French typography."""
    return texte.replace("’", "'").replace("\u202f", " ").replace("\xa0", " ")


def test_an_option_without_its_value_says_where_to_read_more(lance: Lance) -> None:
    fin = lance("courrier", "--reponses")

    assert fin.code == 2
    assert "droits-usagers --aide" in fin.err.replace("\N{NO-BREAK SPACE}", " ")
