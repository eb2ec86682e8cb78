"""`demo`: every letter and page, from invented cases."""

import hashlib
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Lance
from tests.coffres import PHRASE

#: Every letter there is: made once for all these tests.
pytestmark = pytest.mark.xdist_group("demonstration")


def prints(dossier: Path) -> dict[str, str]:
    """What is under a folder, by name and content."""
    fichiers = (chemin for chemin in dossier.rglob("*") if chemin.is_file())
    return {str(chemin.relative_to(dossier)): hashlib.sha256(chemin.read_bytes()).hexdigest() for chemin in fichiers}


@pytest.fixture(scope="module")
def demonstration(lance: Lance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = tmp_path_factory.mktemp("demo")
    fin = lance("demo", "--sortie", dossier / "lettres")
    assert (fin.code, fin.err) == (0, "")
    assert sorted(fin.out.splitlines()) == sorted(str(dossier / "lettres" / nom) for nom in prints(dossier / "lettres"))
    return dossier / "lettres"


def test_every_case_has_its_letter_in_word_and_pdf(demonstration: Path) -> None:
    for cas in demonstration.iterdir():
        if cas.name in {"ecarts", "fiches", "notices"}:
            continue
        noms = {chemin.name for chemin in cas.iterdir()}
        assert {chemin.stem for chemin in cas.glob("*.docx")} == {chemin.stem for chemin in cas.glob("*.pdf")}
        # A form that two people sign goes alone; a letter, with what is to be done next.
        seuls = [nom for nom in noms if nom.endswith("mandat-demande.pdf") and "revocation" not in nom]
        assert seuls or any(nom.endswith("-apres.pdf") and nom.replace("-apres", "") in noms for nom in noms), cas.name


def test_what_goes_with_a_letter_is_there_when_it_is_needed(demonstration: Path) -> None:
    def pages(cas: str) -> set[str]:
        return {chemin.stem.rpartition("-")[2] for chemin in (demonstration / cas).glob("*.pdf")}

    assert pages("adresse-chez-une-amie") >= {"recepisse", "apres"}
    assert pages("mandat-d-un-syndicat") >= {"mandat", "pieces"}


def test_every_fiche_is_there_and_the_calendar_of_a_dossier(demonstration: Path) -> None:
    noms = {chemin.name for chemin in (demonstration / "fiches").iterdir()}

    assert noms >= {
        f"fiche-{id_}.{suffixe}" for id_ in ("secret", "ecrits", "refus", "calendrier") for suffixe in ("docx", "pdf")
    }
    assert "fiche-calendrier-retour-apres-un-mois.pdf" in noms


def test_everything_that_is_printed_for_a_fiche_is_there(demonstration: Path) -> None:
    dossiers = {
        dossier.name: {chemin.name for chemin in dossier.iterdir()} for dossier in (demonstration / "notices").iterdir()
    }

    assert set(dossiers) >= {"service-social", "aide-sociale-enfance", "mdph", "ccas", "permanence-syndicale"}
    for noms in dossiers.values():
        assert noms >= {"notice-affiche-a3.pdf", "notice-affiche-a4x2.pdf", "notice-depliant.docx", "notice-attestation.pdf"}
        assert len(noms) == 18


def test_every_grille_is_there_with_its_summary(demonstration: Path) -> None:
    dossiers = {dossier.name: {chemin.name for chemin in dossier.iterdir()} for dossier in (demonstration / "ecarts").iterdir()}

    assert set(dossiers) == {"centre-medico-social-2026", "circonscription-2012", "service-social-2011"}
    attendus = {f"{forme}-ecarts.{suffixe}" for forme in ("grille", "synthese") for suffixe in ("docx", "pdf")}
    assert all(noms == attendus for noms in dossiers.values())


def test_no_file_name_holds_a_name(demonstration: Path) -> None:
    for nom in prints(demonstration):
        assert not any(personne in nom.lower() for personne in ("doukour", "haddad", "kerbrat", "zumsteeg", "quesnel"))


def test_what_is_there_is_replaced_only_when_asked_and_by_the_same_bytes(demonstration: Path, lance: Lance) -> None:
    avant = prints(demonstration)
    change = demonstration / next(iter(avant))
    change.write_bytes(b"retouche a la main")
    refus = lance("demo", "--sortie", demonstration)

    assert (refus.code, refus.err.count("\n")) == (3, 1)
    assert change.read_bytes() == b"retouche a la main"
    assert lance("demo", "--sortie", demonstration, "--remplacer").code == 0
    assert prints(demonstration) == avant


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
