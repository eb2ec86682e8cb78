"""`relire`: what is found in a document, and what of it could not be read, which is never « nothing was found »."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image, ImageDraw

from tests.bavards import (
    AUTOUR,
    SECRET,
    around,
    layered,
    lettre,
    locked,
    read_by_machine,
    scan,
    scripted,
    stamped,
    with_picture,
)
from tests.cli.conftest import Lance

_RIEN = "n’a rien relevé"
_COURRIEL = (
    b"Subject: Un avis\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\nContent-Type: text/plain\n\nLa demande est refaite.\n"
    b"--x\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx\n--x--\n"
)


def mail(page: str, texte: str = "La demande est refaite.", genre: str = "text/html") -> bytes:
    """One said twice: as a plain text, and as a page."""
    return (
        f"Subject: Un avis\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
        f"--x\nContent-Type: text/plain; charset=utf-8\n\n{texte}\n--x\nContent-Type: {genre}; charset=utf-8\n\n{page}\n--x--\n"
    ).encode()


#: What a machine writes of a page for those who read its text.
_MEME = "<html><style>p {color: red}</style><p>La <b>dem</b>ande&nbsp;<i>est</i></p><p>refaite.</p><img src='https://x.fr/a'></html>"


def with_page() -> bytes:
    """A sentence, and a page shown under it that is kept beside."""
    sortie = io.BytesIO()
    document = Document()
    document.add_paragraph("La demande est refaite.")
    autre = document.element.body.makeelement(qn("w:altChunk"), {})
    document.element.body.insert(1, autre)
    document.save(sortie)
    return sortie.getvalue()


def word() -> bytes:
    """A sentence, and a photograph under it."""
    document, vue, sortie = Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("La demande est refaite.")
    Image.new("RGB", (90, 90), "red").save(vue, "JPEG")
    document.add_picture(vue)
    document.save(sortie)
    return sortie.getvalue()


def photo() -> bytes:
    sortie = io.BytesIO()
    Image.new("RGB", (90, 90), "red").save(sortie, "JPEG")
    return sortie.getvalue()


def pale() -> bytes:
    """A page scanned, written with a pencil."""
    sortie, page = io.BytesIO(), Image.new("L", (620, 877), 255)
    ImageDraw.Draw(page).text((60, 60), "Elle vit à Kerborgne", fill=225, font_size=24)
    page.save(sortie, "PDF")
    return sortie.getvalue()


def with_file() -> bytes:
    """A page, and a file that comes with it."""
    from pypdfium2 import PdfDocument

    sortie = io.BytesIO()
    document = PdfDocument(lettre("La demande est refaite."))
    document.new_attachment("suite.txt").set_data(b"Kerborgne")
    document.save(sortie)
    return sortie.getvalue()


MUETS: dict[str, tuple[Callable[[], bytes], list[dict[str, object]]]] = {
    "scan.pdf": (scan, [{"manque": "image", "page": 1, "nombre": 1}, {"manque": "image", "page": 2, "nombre": 1}]),
    "crayon.pdf": (pale, [{"manque": "image", "page": 1, "nombre": 1}]),
    "machine.pdf": (
        read_by_machine,
        [{"manque": "cache", "page": 1, "nombre": 1}, {"manque": "image", "page": 2, "nombre": 1}],
    ),
    "partie.pdf": (with_picture, [{"manque": "partie", "page": 1, "nombre": 1}]),
    "tampon.pdf": (stamped, [{"manque": "partie", "page": 1, "nombre": 1}]),
    "lettre.docx": (word, [{"manque": "images", "page": None, "nombre": 1}]),
    "avis.eml": (lambda: _COURRIEL, [{"manque": "joints", "page": None, "nombre": 1}]),
    "dit_plus.eml": (lambda: mail("<p>Elle vit &agrave; Kerborgne.</p>"), [{"manque": "autrement", "page": None, "nombre": 1}]),
    "cache.eml": (
        lambda: mail("<p>La demande est refaite.</p><p style='display:none'>Kerborgne</p>"),
        [{"manque": "autrement", "page": None, "nombre": 1}],
    ),
    "encore.eml": (lambda: mail("Kerborgne", genre="text/plain"), [{"manque": "autrement", "page": None, "nombre": 1}]),
    "agenda.eml": (
        lambda: mail("LOCATION:Kerborgne", genre="text/calendar"),
        [{"manque": "autrement", "page": None, "nombre": 1}],
    ),
    "dessin.eml": (
        lambda: mail(_MEME.replace("https://x.fr/a", "data:image/png;base64,iVBORw0KGgo=")),
        [{"manque": "images", "page": None, "nombre": 1}],
    ),
    "page.docx": (with_page, [{"manque": "joints", "page": None, "nombre": 1}]),
    "joint.pdf": (with_file, [{"manque": "joints", "page": None, "nombre": 1}]),
    "calque.pdf": (layered, [{"manque": "autour", "page": None, "nombre": 1}]),
    "serre.pdf": (lambda: layered(serre=True), [{"manque": "autour", "page": None, "nombre": 1}]),
    "script.pdf": (scripted, [{"manque": "autour", "page": None, "nombre": 1}]),
    "script_serre.pdf": (lambda: scripted(serre=True), [{"manque": "autour", "page": None, "nombre": 1}]),
    "photo.jpg": (photo, [{"manque": "images", "page": None, "nombre": 1}]),
}


@pytest.mark.parametrize("nom", MUETS)
def test_what_could_not_be_read_is_said_and_nothing_is_said_to_be_found_of_none(lance: Lance, tmp_path: Path, nom: str) -> None:
    contenu, muets = MUETS[nom]
    (tmp_path / nom).write_bytes(contenu())

    fin = lance("relire", tmp_path / nom, "--json")
    assert (fin.code, json.loads(fin.out)["non_lu"]) == (4, muets)
    fin = lance("relire", tmp_path / nom)
    assert _RIEN not in fin.out
    assert fin.out.splitlines()[-1].startswith("Pas lu")
    assert fin.err.startswith("Tout n’a pas pu être lu. ")


@pytest.mark.parametrize(
    ("contenu", "code", "dit"),
    [(lettre, 0, SECRET), (lambda: lettre("La demande est refaite."), 0, _RIEN), (lambda: lettre(" "), 3, "")],
    ids=["un nom", "rien", "une page blanche"],
)
def test_what_is_read_whole_is_said_whole(
    lance: Lance, tmp_path: Path, contenu: Callable[[], bytes], code: int, dit: str
) -> None:
    (tmp_path / "lettre.pdf").write_bytes(contenu())

    fin = lance("relire", tmp_path / "lettre.pdf")

    assert (fin.code, dit in fin.out) == (code, True)


@pytest.mark.parametrize("serre", [False, True])
@pytest.mark.parametrize("ou", AUTOUR)
def test_what_a_file_says_besides_its_pages_is_read_and_is_on_none(
    lance: Lance,
    tmp_path: Path,
    ou: str,
    serre: bool,  # noqa: FBT001 - a parameter
) -> None:
    (tmp_path / "dossier.pdf").write_bytes(around(ou, serre=serre))

    fin = lance("relire", tmp_path / "dossier.pdf", "--json")

    [passage] = json.loads(fin.out)["passages"]
    assert (fin.code, SECRET in passage["texte"], passage["page"]) == (0, True, None)


def test_of_a_file_that_is_shut_its_properties_are_said_not_to_be_read(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "ferme.pdf").write_bytes(locked(""))

    fin = lance("relire", tmp_path / "ferme.pdf", "--json")

    assert (fin.code, json.loads(fin.out)["non_lu"][-1]["manque"]) == (4, "autour")


@pytest.mark.parametrize("cle", ["author", "title", "keywords", "last_modified_by"])
def test_the_properties_of_a_word_document_are_read(lance: Lance, tmp_path: Path, cle: str) -> None:
    document = Document()
    document.add_paragraph("La demande est refaite.")
    setattr(document.core_properties, cle, SECRET)
    document.save(str(tmp_path / "lettre.docx"))

    assert SECRET in lance("relire", tmp_path / "lettre.docx").out


def test_an_e_mail_that_says_the_same_as_a_page_is_read_whole(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "meme.eml").write_bytes(mail(_MEME))

    fin = lance("relire", tmp_path / "meme.eml")

    assert (fin.code, _RIEN in fin.out) == (0, True)


@pytest.mark.parametrize("tete", ["From", "To", "Cc", "Reply-To"])
def test_from_whom_and_to_whom_an_e_mail_goes_is_read(lance: Lance, tmp_path: Path, tete: str) -> None:
    (tmp_path / "m.eml").write_bytes(
        f"{tete}: nora.kerborgne@exemple.fr\nSubject: Un avis\n\nLa demande est refaite.\n".encode()
    )

    assert "nora.kerborgne@exemple.fr" in lance("relire", tmp_path / "m.eml").out


def test_the_page_of_what_is_found_is_told(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "lettre.pdf").write_bytes(lettre(f"Rien ici.\n#pagebreak()\nElle vit à {SECRET}."))

    [passage] = json.loads(lance("relire", tmp_path / "lettre.pdf", "--json").out)["passages"]

    assert (passage["page"], passage["texte"]) == (2, SECRET)


def test_the_end_of_a_document_too_long_was_not_read_and_it_is_said(lance: Lance, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("La demande est refaite.\n" * 42_000, "utf-8")
    fin = lance("relire", long)

    assert fin.code == 4
    assert _RIEN not in fin.out
    assert "la fin d’un document trop long" in fin.out + fin.err
