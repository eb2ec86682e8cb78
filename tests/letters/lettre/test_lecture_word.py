"""Word documents made by others: their text, and nothing they would like to do."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre import lecture_word
from droits_usagers.letters.lettre.lecture_word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def text_of(contenu: bytes) -> str:
    return read_word(contenu).texte


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


def test_what_swells_in_several_parts_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as paquet:
        paquet.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body/></w:document>')
        for nom in ("word/styles.xml", "word/_rels/document.xml.rels", "docProps/core.xml"):
            paquet.writestr(nom, f"<a>{' ' * 5_000}</a>")
    monkeypatch.setattr(lecture_word, "TAILLE_MAX", 10_000)

    with pytest.raises(ExpectedError):
        text_of(sortie.getvalue())


@pytest.mark.parametrize("contenu", [b"PK\x03\x04 coupe", archive("<a>", "autre.xml"), archive("<w:p>"), archive("")])
def test_a_broken_one_is_said(contenu: bytes) -> None:
    with pytest.raises(ExpectedError) as erreur:
        text_of(contenu)

    assert erreur.value.panne is Panne.PIECE_ILLISIBLE


def test_what_is_around_the_body_is_read_after_it() -> None:
    fichier = Document()
    fichier.add_paragraph("Madame,")
    fichier.sections[0].header.paragraphs[0].text = "12 rue des Lilas"
    fichier.add_comment(fichier.paragraphs[0].runs, text="Vue lundi")
    sortie = io.BytesIO()
    fichier.save(sortie)

    assert text_of(sortie.getvalue()) == "Madame,\nVue lundi\n12 rue des Lilas"


def test_pictures_are_counted_and_a_text_box_is_none() -> None:
    fichier = Document()
    vue = io.BytesIO()
    Image.new("RGB", (9, 9)).save(vue, "PNG")
    fichier.add_picture(vue)
    fichier.sections[0].footer.paragraphs[0].add_run().add_picture(vue)
    sortie = io.BytesIO()
    fichier.save(sortie)
    assert read_word(sortie.getvalue()).images == 2

    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    image = "<w:r><w:pict/></w:r>"
    cadre = f"<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>dit</w:t></w:r>{image}</w:p></w:txbxContent></w:pict></w:r>"
    seconde = f'<x:Fallback xmlns:x="{mc}">{image}</x:Fallback>'
    lu = read_word(document(f"<w:p>{cadre}{seconde}{image}</w:p>"))
    assert (lu.texte.strip(), lu.images) == ("dit", 2)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:del><w:r><w:delText>Nora Kerveur</w:delText></w:r></w:del>",
        '<w:ins w:author="Nora Kerveur"/>',
        '<w:sdt><w:sdtPr><w:alias w:val="Nora Kerveur"/></w:sdtPr></w:sdt>',
        '<w:sdt><w:sdtPr><w:comboBox><w:listItem w:displayText="Nora Kerveur"/></w:comboBox></w:sdtPr></w:sdt>',
        '<m:t xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">Nora Kerveur</m:t>',
        "<w:r><w:instrText>Nora Kerveur</w:instrText></w:r>",
        '<w:tbl><w:tblPr><w:tblDescription w:val="Nora Kerveur"/></w:tblPr></w:tbl>',
    ],
)
def test_what_is_written_and_is_not_the_text_is_told_beside_it(xml: str) -> None:
    lu = read_word(document(f'<w:p w:rsidR="00A1B2C3"><w:r><w:t xml:space="preserve">dit</w:t></w:r>{xml}</w:p>'))

    assert (lu.texte.strip(), lu.autour) == ("dit", ("Nora Kerveur",))


@pytest.mark.parametrize(
    ("xml", "dits"),
    [
        ("<w:del><w:r><w:delText>0612345678</w:delText></w:r></w:del>", ("0612345678",)),
        ("<w:del><w:r><w:delText> 0612345678 </w:delText></w:r></w:del>", ("0612345678",)),
        ('<w:sdt><w:sdtPr><w:comboBox><w:listItem w:displayText="29520"/></w:comboBox></w:sdtPr></w:sdt>', ("29520",)),
        ('<a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">29520</a:t>', ("29520",)),
        ("<w:del><w:r><w:delText>+33612345678</w:delText></w:r></w:del>", ("+33612345678",)),
        ("<w:del><w:r><w:delText>2026</w:delText></w:r></w:del>", ()),
        (
            '<wp:posOffset xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">612345</wp:posOffset>',
            (),
        ),
        ('<a:srcRect xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" t="12345"/>', ()),
    ],
)
def test_a_number_is_told_where_it_is_typed_and_not_where_it_is_a_measure(xml: str, dits: tuple[str, ...]) -> None:
    assert read_word(document(f"<w:p>{xml}</w:p>")).autour == dits


def test_where_a_link_goes_is_told_and_the_names_of_styles_are_not() -> None:
    fichier = Document()
    paragraphe = fichier.add_paragraph("dit", style=fichier.styles.add_style("Kerveur", 1))
    paragraphe.part.relate_to("mailto:nora%20k@exemple.fr", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    sortie = io.BytesIO()
    fichier.save(sortie)

    assert read_word(sortie.getvalue()).autour == ("mailto:nora k@exemple.fr",)


def test_signs_given_by_their_numbers_are_read() -> None:
    signes = "".join(f'<w:r><w:sym w:font="Arial" w:char="{code}"/></w:r>' for code in ("004B", "F061"))

    assert text_of(document(f"<w:p>{signes}</w:p>")) == "Ka"
