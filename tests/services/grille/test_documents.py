"""Documents attached to a grille: copied beside it, under a name that replaces nothing; none is opened but what was chosen."""

from pathlib import Path

import pytest

from droits_usagers.domain.grille import GenreSource
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.grille.atelier import AtelierEcarts, SourceSaisie
from droits_usagers.ui.socle.images import renew
from tests.ui.suivi.papiers import LIEU, photo

PDF = b"%PDF-1.7\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    dossier = tmp_path / "grilles"
    dossier.mkdir()
    return dossier


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    scan = tmp_path / "Scan de Mme Diallo.PDF"
    scan.write_bytes(PDF)
    return scan


def attached(scan: Path, dossier: Path | None = None) -> AtelierEcarts:
    atelier = AtelierEcarts(renew)
    atelier.documents.begin(dossier)
    id_ = atelier.add_source(SourceSaisie(GenreSource.DECLARATION))
    nom = atelier.documents.add(scan, id_)
    atelier.change_source(id_, SourceSaisie(GenreSource.DECLARATION, fichier=nom))
    return atelier


def name(atelier: AtelierEcarts) -> str:
    return atelier.grille.sources[0].fichier


def test_a_document_from_elsewhere_is_copied_under_a_generic_name(scan: Path, dossier: Path) -> None:
    atelier = attached(scan)
    assert name(atelier) == "declaration.pdf"
    assert atelier.documents.is_waiting("declaration.pdf")
    assert atelier.documents.place("declaration.pdf") == scan
    assert atelier.is_modified

    atelier.put_beside(dossier)
    atelier.mark_saved(dossier / "c.toml")
    assert (dossier / "declaration.pdf").read_bytes() == PDF
    assert not atelier.is_modified
    assert atelier.documents.place("declaration.pdf") == dossier / "declaration.pdf"


@pytest.mark.parametrize(("format_", "nom_copie"), [("JPEG", "declaration.jpg"), ("PNG", "declaration.png")])
def test_a_photograph_is_copied_without_what_it_says_of_the_place(
    tmp_path: Path, dossier: Path, format_: str, nom_copie: str
) -> None:
    scan = tmp_path / "IMG_0001.HEIF.bin"
    scan.write_bytes(photo(format_=format_))
    assert LIEU in scan.read_bytes()
    atelier = attached(scan)
    atelier.put_beside(dossier)

    assert name(atelier) == nom_copie
    copie = (dossier / nom_copie).read_bytes()
    assert copie.startswith((b"\xff\xd8", b"\x89PNG"))
    assert LIEU not in copie


def test_nothing_that_is_there_is_replaced(scan: Path, dossier: Path) -> None:
    (dossier / "declaration.pdf").write_bytes(b"autre")
    atelier = attached(scan)
    atelier.put_beside(dossier)

    assert (dossier / "declaration.pdf").read_bytes() == b"autre"
    assert name(atelier) == "declaration-2.pdf"
    atelier.undo()
    atelier.redo()
    assert name(atelier) == "declaration-2.pdf"


def test_one_without_an_ending_is_numbered_all_the_same(tmp_path: Path, dossier: Path) -> None:
    scan = tmp_path / "scan"
    scan.write_bytes(PDF)
    (dossier / "declaration").write_bytes(b"autre")
    atelier = attached(scan)
    atelier.put_beside(dossier)
    assert name(atelier) == "declaration-2"


def test_a_document_beside_the_grille_keeps_its_name_and_is_not_copied(scan: Path, tmp_path: Path) -> None:
    atelier = attached(scan, tmp_path)
    assert name(atelier) == scan.name
    deplacee = attached(scan)
    deplacee.put_beside(tmp_path)

    assert name(deplacee) == scan.name
    assert [chemin.name for chemin in tmp_path.iterdir() if chemin.is_file()] == [scan.name]


def test_documents_follow_the_grille_to_another_folder(scan: Path, tmp_path: Path, dossier: Path) -> None:
    atelier = attached(scan)
    atelier.put_beside(dossier)
    autre = tmp_path / "autre"
    autre.mkdir()
    (dossier / "declaration.pdf").rename(dossier / "garde.pdf")
    atelier.put_beside(autre)
    assert list(autre.iterdir()) == []

    (autre / "declaration.pdf").write_bytes(PDF)
    atelier.put_beside(dossier)
    assert (dossier / "declaration.pdf").read_bytes() == PDF


def test_two_documents_never_take_the_same_name(scan: Path) -> None:
    atelier = attached(scan)
    assert atelier.documents.add(scan, "declaration") == "declaration-2.pdf"
    assert atelier.documents.add(scan, "registre", pris=("registre.pdf",)) == "registre-2.pdf"


@pytest.mark.parametrize("nom", ["../ailleurs.pdf", "/etc/hosts", "", "absent.pdf"])
def test_a_grille_from_someone_else_leads_to_no_other_file(nom: str, tmp_path: Path, dossier: Path) -> None:
    (tmp_path / "ailleurs.pdf").write_bytes(PDF)
    atelier = AtelierEcarts(renew)
    atelier.documents.begin(dossier)
    with pytest.raises(ExpectedError) as refus:
        atelier.documents.place(nom)
    assert refus.value.panne is Panne.FICHIER_ABSENT

    id_ = atelier.add_source(SourceSaisie(GenreSource.DECLARATION, fichier=nom))
    autre = tmp_path / "autre"
    autre.mkdir()
    atelier.put_beside(autre)
    assert list(autre.iterdir()) == []
    assert atelier.grille.sources[0].id == id_


@pytest.mark.parametrize("nom", ["grille.toml", "grille.toml.en-cours", "AUTRE.TOML"])
def test_what_someone_works_on_is_no_document(nom: str, dossier: Path) -> None:
    (dossier / nom).write_text("format = 2\n", encoding="utf-8")
    atelier = AtelierEcarts(renew)
    atelier.documents.begin(dossier)

    with pytest.raises(ExpectedError) as refus:
        atelier.documents.read(nom)
    assert refus.value.panne is Panne.FICHIER_ABSENT


def test_a_document_that_is_gone_stops_the_saving_and_says_which(scan: Path, dossier: Path) -> None:
    atelier = attached(scan)
    scan.unlink()
    with pytest.raises(ExpectedError) as refus:
        atelier.put_beside(dossier)
    assert refus.value.panne is Panne.FICHIER_ABSENT
    assert atelier.is_modified


def test_a_folder_is_no_document(dossier: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        AtelierEcarts(renew).documents.add(dossier, "declaration")
    assert refus.value.panne is Panne.FICHIER_ILLISIBLE
