"""`demo`, whole: every letter and page, from invented cases."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.places import Places
from tests.cli.conftest import Lance, lance_with

#: Every letter there is, in every form.
pytestmark = pytest.mark.lent


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
    attendus = {
        f"{forme}-ecarts.{suffixe}"
        for forme in ("grille", "feuille", "synthese", "synthese-sans-nom")
        for suffixe in ("docx", "pdf")
    }
    assert all(noms == attendus for noms in dossiers.values())


def test_no_file_name_holds_a_name(demonstration: Path) -> None:
    for nom in prints(demonstration):
        assert not any(personne in nom.lower() for personne in ("doukour", "haddad", "kerbrat", "zumsteeg", "quesnel"))


def test_what_is_there_is_replaced_only_when_asked_and_by_the_same_bytes(places: Places, tmp_path: Path) -> None:
    """One case of each kind is enough, written by two programs that have nothing in common."""
    quelques = tmp_path / "resources"
    shutil.copytree(places.resources, quelques)
    for genre in ("demonstration", "demonstration/fiches", "ecarts/exemples"):
        _, *autres = sorted((quelques / genre).glob("*.toml"))
        for autre in autres:
            autre.unlink()
    lettres = tmp_path / "lettres"
    deux = [lance_with(replace(places, resources=quelques)) for _ in range(2)]
    assert deux[0]("demo", "--sortie", lettres).code == 0
    avant = prints(lettres)
    change = lettres / next(iter(avant))
    change.write_bytes(b"retouche a la main")

    refus = deux[1]("demo", "--sortie", lettres)

    assert (refus.code, refus.err.count("\n")) == (3, 1)
    assert change.read_bytes() == b"retouche a la main"
    assert deux[1]("demo", "--sortie", lettres, "--remplacer").code == 0
    assert prints(lettres) == avant
