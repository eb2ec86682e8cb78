"""Files taken in from outside, and opened again."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from docx import Document

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.dossier import pieces
from droits_usagers.services.dossier.pieces import Liseuse, read_file


@pytest.fixture(scope="module")
def liseuse() -> Iterator[Liseuse]:
    liseuse = Liseuse()
    yield liseuse
    liseuse.close()


def test_a_file_is_taken_as_it_is(tmp_path: Path) -> None:
    fichier = tmp_path / "réponse.pdf"
    fichier.write_bytes(b"%PDF-1.7")
    recu = read_file(fichier)
    assert (recu.nom, recu.contenu, recu.genre) == ("réponse.pdf", b"%PDF-1.7", GenreFichier.PDF)
    assert "réponse" not in repr(recu)


def refused(chemin: Path) -> Panne:
    with pytest.raises(ExpectedError) as erreur:
        read_file(chemin)
    assert erreur.value.faits["fichier"] == chemin.name
    return erreur.value.panne


def test_what_is_no_file_to_keep_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path / "absent") is Panne.FICHIER_ABSENT
    assert refused(tmp_path) is Panne.FICHIER_ILLISIBLE
    fichier = tmp_path / "un"
    fichier.write_bytes(b"")
    assert refused(fichier) is Panne.PIECE_VIDE
    assert refused(fichier / "dedans") is Panne.FICHIER_ABSENT
    fichier.write_bytes(b"II*\x00 tiff")
    assert refused(fichier) is Panne.IMAGE_AUTRE
    monkeypatch.setattr(pieces, "TAILLE_MAX", 5)
    assert refused(fichier) is Panne.PIECE_TROP_GRANDE


def test_one_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fichier = tmp_path / "un"
    fichier.write_bytes(b"x")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert refused(fichier) is Panne.FICHIER_ILLISIBLE


def test_each_kind_is_opened_its_own_way(liseuse: Liseuse) -> None:
    sortie = io.BytesIO()
    Document().save(sortie)
    assert liseuse.open(sortie.getvalue()).genre is GenreFichier.WORD
    assert liseuse.open("Élodie".encode()).texte == "Élodie"
    image = liseuse.open(b"\x89PNG\r\n\x1a\n")
    assert (image.pages, image.image) == (1, b"\x89PNG\r\n\x1a\n")
    autre = liseuse.open(b"\x00\x01")
    assert (autre.pages, autre.texte) == (0, "")


def test_a_pdf_is_drawn_and_forgotten(liseuse: Liseuse) -> None:
    assert liseuse.open(typst.compile(b"Bonjour")).pages == 1
    assert liseuse.page(0, 100).largeur == 100
    assert liseuse.text(0) == "Bonjour"
    liseuse.close()
    with pytest.raises(ExpectedError) as erreur:
        liseuse.page(0, 100)
    assert erreur.value.panne is Panne.PIECE_ILLISIBLE


def test_one_that_showed_nothing_is_closed() -> None:
    Liseuse().close()
