"""Word documents made by others: their text, and nothing they would like to do."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre import lecture_word
from droits_usagers.letters.lettre.lecture_word import text_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def archive(xml: str, nom: str = "word/document.xml") -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as paquet:
        paquet.writestr(nom, xml)
    return sortie.getvalue()


def document(corps: str, avant: str = "") -> bytes:
    return archive(f'<?xml version="1.0"?>{avant}<w:document xmlns:w="{W}"><w:body>{corps}</w:body></w:document>')


def test_paragraphs_and_tables_are_read_in_order() -> None:
    fichier = Document()
    fichier.add_paragraph("Madame,")
    fichier.add_table(1, 2).rows[0].cells[1].text = "dans une case"
    fichier.add_paragraph("Un\ttaquet\nune ligne")
    sortie = io.BytesIO()
    fichier.save(sortie)

    assert text_of(sortie.getvalue()) == "Madame,\n\ndans une case\nUn\ttaquet\nune ligne"


def test_a_tab_stop_and_what_was_deleted_are_not_text() -> None:
    corps = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>dit</w:t><w:t/></w:r>'
        "<w:del><w:r><w:delText>retiré</w:delText></w:r></w:del><w:r><w:noBreakHyphen/></w:r></w:p>"
    )

    assert text_of(document(corps)) == "dit\u2011"


def test_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("volé")
    entite = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'

    assert text_of(document("<w:p><w:r><w:t>&x;&b;</w:t></w:r></w:p>", entite)) == ""


def test_a_text_is_said_once_in_the_paragraph_nearest_to_it() -> None:
    """A text frame is a paragraph within another; a stranger may nest hundreds, and each would say all that is inside."""
    dedans = "<w:p><w:r><w:t>cadre</w:t><w:br/></w:r></w:p>"
    cadre = f"<w:p><w:r><w:t>av<!-- -->an<?x y?>t</w:t></w:r>{dedans}<w:r><w:t> après</w:t></w:r></w:p>"
    assert text_of(document(cadre)) == "avant après\ncadre\n"

    assert text_of(document("<w:p>" * 240 + "<w:r><w:t>dit</w:t></w:r>" + "</w:p>" * 240)).strip() == "dit"


def test_what_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lecture_word, "TAILLE_MAX", 10_000)

    with pytest.raises(ExpectedError) as erreur:
        text_of(document("<w:p/>" * 10_000))

    assert erreur.value.panne is Panne.PIECE_ILLISIBLE


@pytest.mark.parametrize("contenu", [b"PK\x03\x04 coupe", archive("<a>", "autre.xml"), archive("<w:p>"), archive("")])
def test_a_broken_one_is_said(contenu: bytes) -> None:
    with pytest.raises(ExpectedError) as erreur:
        text_of(contenu)

    assert erreur.value.panne is Panne.PIECE_ILLISIBLE
