"""`fiche`: a page for those who work with people, or one sentence and nothing written."""

from pathlib import Path

import pytest

from tests.cli.conftest import Lance

FAITS = 'demarche = "acces"\nterritoire = "93"\n[[evenement]]\ntype = "recu"\ndate = 2026-11-24\n'


@pytest.fixture
def faits(tmp_path: Path) -> Path:
    chemin = tmp_path / "E.toml"
    chemin.write_text(FAITS, encoding="utf-8")
    return chemin


@pytest.mark.parametrize("id_", ["secret", "ecrits", "refus", "guichet"])
@pytest.mark.parametrize(("suffixe", "debut"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_fiche_is_written(lance: Lance, tmp_path: Path, id_: str, suffixe: str, debut: bytes) -> None:
    fin = lance("fiche", id_, "--sortie", tmp_path / f"f.{suffixe}")

    assert (fin.code, fin.out, fin.err) == (0, "", "")
    assert (tmp_path / f"f.{suffixe}").read_bytes().startswith(debut)


def test_the_calendar_is_that_of_the_facts_on_the_day_said(lance: Lance, faits: Path) -> None:
    fin = lance("fiche", "calendrier", "--evenements", faits, "--au", "2026-12-28", "--sortie", "-")

    assert (fin.code, fin.err) == (0, "")
    assert "Compté au 28 décembre 2026" in fin.out
    assert "mercredi 24 février 2027" in fin.out


def test_the_day_is_today_unless_said_otherwise(lance: Lance, faits: Path) -> None:
    assert "Compté au 24 novembre 2026" in lance("fiche", "calendrier", "--evenements", faits, "--sortie", "-").out


def test_the_calendar_in_word_and_pdf(lance: Lance, faits: Path, tmp_path: Path) -> None:
    for suffixe in ("docx", "pdf"):
        fin = lance("fiche", "calendrier", "--evenements", faits, "--sortie", tmp_path / f"c.{suffixe}")
        assert (fin.code, fin.err) == (0, "")


def test_a_file_is_never_overwritten_unasked(lance: Lance, tmp_path: Path) -> None:
    sortie = tmp_path / "f.pdf"
    sortie.write_bytes(b"garde")

    assert lance("fiche", "secret", "--sortie", sortie).code == 3
    assert sortie.read_bytes() == b"garde"
    assert lance("fiche", "secret", "--sortie", sortie, "--remplacer").code == 0
    assert sortie.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("inconnue", "--sortie", "f.pdf"), "« inconnue » n’est pas une fiche"),
        (("../voix", "--sortie", "f.pdf"), "n’est pas une fiche"),
        (("secret", "--sortie", "f.odt"), ".docx, .pdf"),
        (("calendrier", "--sortie", "f.pdf"), "Il manque --evenements."),
        (("calendrier", "--evenements", "absent.toml", "--sortie", "f.pdf"), "absent.toml"),
        (("secret", "--evenements", "E.toml", "--sortie", "f.pdf"), "contient un mot de trop"),
        (("secret", "--au", "2026-12-01", "--sortie", "f.pdf"), "contient un mot de trop"),
        (("calendrier", "--evenements", "E.toml", "--au", "demain", "--sortie", "f.pdf"), "--au"),
        (("secret",), "--sortie"),
        ((), "Il manque FICHE."),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_sentence(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], dit: str
) -> None:
    monkeypatch.chdir(tmp_path)
    fin = lance("fiche", *arguments)

    assert (fin.code, fin.out) == (2, "")
    assert dit in fin.err.replace("\u00a0", " ")
    assert fin.err.count("\n") == 1
    assert [*tmp_path.iterdir()] == []


def test_facts_that_cannot_be_read_are_refused_by_key(lance: Lance, faits: Path, tmp_path: Path) -> None:
    faits.write_text(FAITS + 'couleur = "bleu"\n', encoding="utf-8")
    fin = lance("fiche", "calendrier", "--evenements", faits, "--sortie", tmp_path / "f.pdf")

    assert fin.code == 2
    assert "couleur" in fin.err
    assert not (tmp_path / "f.pdf").exists()


def test_help_tells_each_option(lance: Lance) -> None:
    fin = lance("fiche", "--aide")

    assert fin.code == 0
    for mot in ("secret", "ecrits", "refus", "calendrier", "--evenements", "--au", "--sortie", "--remplacer"):
        assert mot in fin.out
