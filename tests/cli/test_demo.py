"""`demo`: what it refuses, and a coffre of invented dossiers."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Lance
from tests.coffres import PHRASE


@pytest.fixture
def phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)


@pytest.mark.usefixtures("phrase")
def test_a_coffre_of_invented_dossiers_opens_like_any_other(lance: Lance, tmp_path: Path) -> None:
    fini = lance("demo", "--coffre", tmp_path / "essai.coffre", "--dossiers", 12)

    assert (fini.code, fini.out) == (0, "")
    assert "essai.coffre" in fini.err
    assert "12" in fini.err
    assert lance("coffre", "verifier", tmp_path / "essai.coffre").code == 0


@pytest.mark.usefixtures("phrase")
def test_on_a_terminal_it_says_how_far_it_is_and_leaves_only_the_last_sentence(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(io, "StringIO", Terminal)

    fini = lance("demo", "--coffre", tmp_path / "essai.coffre", "--dossiers", 12)

    *avances, reste = fini.err.split("\r")
    assert (fini.code, fini.out) == (0, "")
    assert [n for n in range(1, 13) if any(f"{n} sur 12" in dit for dit in avances)] == [*range(1, 13)]
    assert reste.startswith("essai.coffre")


@pytest.mark.usefixtures("phrase")
def test_elsewhere_than_on_a_terminal_one_sentence_at_the_end(lance: Lance, tmp_path: Path) -> None:
    fini = lance("demo", "--coffre", tmp_path / "essai.coffre", "--dossiers", 12)

    assert fini.err.count("\n") == 1
    assert "\r" not in fini.err


@pytest.mark.usefixtures("phrase")
def test_a_coffre_that_is_there_is_left_as_it_was(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "a.coffre").write_text("à moi")

    refus = lance("demo", "--coffre", tmp_path / "a.coffre", "--dossiers", 1)

    assert (refus.code, refus.err.count("\n")) == (3, 1)
    assert (tmp_path / "a.coffre").read_text() == "à moi"


@pytest.mark.parametrize(
    ("options", "nommee"),
    [((), "--sortie"), (("--coffre", "x"), "--dossiers"), (("--coffre", "x", "--dossiers", "0"), "--dossiers")],
)
def test_what_is_missing_is_named(lance: Lance, options: tuple[str, ...], nommee: str) -> None:
    refus = lance("demo", *options)

    assert refus.code == 2
    assert nommee in refus.err


def test_without_a_phrase_no_coffre_is_made(lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DROITS_USAGERS_PHRASE", raising=False)

    assert lance("demo", "--coffre", tmp_path / "a.coffre", "--dossiers", 1).code == 3
    assert list(tmp_path.iterdir()) == []
