"""The Word model: ours is what its script builds, and a user's own is taken for its looks alone."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from PIL import Image

from droits_usagers.domain.lettre.lettre import Feuille, GabaritUtilise, Paragraphe, Texte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.images import bare_jpeg
from droits_usagers.letters.lettre.modele import STYLES, read_modele
from droits_usagers.places import Places
from tools.modele import build

FEUILLE = Feuille((Texte("Titre"),), (Paragraphe((Texte("corps"),)),), GabaritUtilise("", "", ""))
# A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082".replace(" ", "")
)
_LIEU = b"tEXtLieu\0Foyer Kerveur"
# The same, that says where it was made.
BAVARDE = PNG[:33] + struct.pack(">I", len(_LIEU) - 4) + _LIEU + struct.pack(">I", zlib.crc32(_LIEU)) + PNG[33:]


@pytest.fixture
def notre(places: Places) -> bytes:
    return (places.resources / "modele.docx").read_bytes()


def changed(notre: bytes, change: Callable[[DocumentType], None]) -> bytes:
    """Our model as a user would have changed it."""
    document = Document(io.BytesIO(notre))
    change(document)
    document.save(contenu := io.BytesIO())
    return contenu.getvalue()


def refusal(contenu: bytes) -> ExpectedError:
    with pytest.raises(ExpectedError) as erreur:
        read_modele(contenu, fichier="modele.docx")
    return erreur.value


def parts(contenu: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        return set(paquet.namelist())


def test_ours_is_what_its_script_builds(notre: bytes) -> None:
    assert build() == notre


def test_every_style_is_there(notre: bytes) -> None:
    assert set(STYLES.tous) <= set(read_modele(notre, fichier="modele.docx").styles)


def test_a_user_s_looks_are_taken(notre: bytes) -> None:
    def grow(document: DocumentType) -> None:
        document.styles[STYLES.corps].font.size = Pt(14)
        document.sections[0].header.paragraphs[0].text = "Syndicat"
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(BAVARDE))

    contenu = word.write(FEUILLE, read_modele(changed(notre, grow), fichier="modele.docx"))

    document = Document(io.BytesIO(contenu))
    assert document.styles[STYLES.corps].font.size == Pt(14)
    assert document.sections[0].header.paragraphs[0].text == "Syndicat"
    (image,) = [nom for nom in parts(contenu) if nom.startswith("word/media/")]
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        assert paquet.read(image) == PNG
    assert any(nom.startswith("word/_rels/header") for nom in parts(contenu))


JPEG = (Path(__file__).parent / "photo.jpg").read_bytes()


def test_a_photograph_and_the_number_of_the_page_may_be_in_a_header(notre: bytes) -> None:
    def head(document: DocumentType) -> None:
        entete = document.sections[0].header.paragraphs[0]
        image = Part(PackURI("/word/media/photo.jpg"), "image/jpeg", JPEG, document.part.package)
        document.sections[0].header.part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
        for code in ("PAGE", " NUMPAGES ", "PAGE   \\* roman \\* MERGEFORMAT", "", "page"):
            w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            texte = code.replace('"', "&quot;")
            entete._p.append(parse_xml(f'<w:fldSimple xmlns:w="{w}" w:instr="{texte}"/>'))  # noqa: SLF001 - no fields there

    contenu = word.write(FEUILLE, read_modele(changed(notre, head), fichier="modele.docx"))

    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        (image,) = [nom for nom in paquet.namelist() if nom.startswith("word/media/")]
        assert paquet.read(image) == bare_jpeg(JPEG)
    assert len(Document(io.BytesIO(contenu)).sections[0].header.part.related_parts) == 1


def test_the_theme_of_a_user_is_taken_and_what_says_who_changed_what_is_not(notre: bytes) -> None:
    theme = b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="bleu"/>'

    def dress(document: DocumentType) -> None:
        mime = "application/vnd.openxmlformats-officedocument.theme+xml"
        partie = Part(PackURI("/word/theme/theme1.xml"), mime, theme, document.part.package)
        document.part.relate_to(partie, RELATIONSHIP_TYPE.THEME)
        document.styles[STYLES.corps].element.set(qn("w:rsid"), "00AB12CD")
        document.sections[0]._sectPr.set(qn("w:rsidR"), "00AB12CD")  # noqa: SLF001

    contenu = word.write(FEUILLE, read_modele(changed(notre, dress), fichier="modele.docx"))

    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        assert b"bleu" in paquet.read("word/theme/theme1.xml")
        assert b"rsid" not in b"".join(map(paquet.read, paquet.namelist()))


def test_each_part_of_a_letter_is_of_the_type_that_word_expects(notre: bytes) -> None:
    contenu = word.write(FEUILLE, read_modele(notre, fichier="modele.docx"))

    types = {str(partie.partname): partie.content_type for partie in Document(io.BytesIO(contenu)).part.package.iter_parts()}
    assert types == {
        "/word/document.xml": CONTENT_TYPE.WML_DOCUMENT_MAIN,
        "/word/styles.xml": CONTENT_TYPE.WML_STYLES,
        "/word/fontTable.xml": CONTENT_TYPE.WML_FONT_TABLE,
        "/word/footer1.xml": CONTENT_TYPE.WML_FOOTER,
        "/word/settings.xml": CONTENT_TYPE.WML_SETTINGS,
        "/word/numbering.xml": CONTENT_TYPE.WML_NUMBERING,
        "/docProps/core.xml": CONTENT_TYPE.OPC_CORE_PROPERTIES,
    }


def test_a_user_s_name_is_not_taken(notre: bytes) -> None:
    def sign(document: DocumentType) -> None:
        document.core_properties.author = "Moi"
        document.core_properties.comments = "Chez moi"

    contenu = word.write(FEUILLE, read_modele(changed(notre, sign), fichier="modele.docx"))

    assert Document(io.BytesIO(contenu)).core_properties.author == ""


def test_a_missing_style_is_told(notre: bytes) -> None:
    def remove(document: DocumentType) -> None:
        style = document.styles[STYLES.signature]
        style.element.getparent().remove(style.element)

    erreur = refusal(changed(notre, remove))

    assert (erreur.panne, erreur.faits) == (Panne.MODELE_REFUSE, {"fichier": "modele.docx", "cle": "Signature"})


def test_a_link_to_the_outside_is_refused(notre: bytes) -> None:
    def link(document: DocumentType) -> None:
        document.part.relate_to("http://exemple.fr/espion.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)

    assert refusal(changed(notre, link)).faits["cle"] == "http://exemple.fr/espion.png"


def test_a_link_to_the_outside_in_a_header_is_refused(notre: bytes) -> None:
    def link(document: DocumentType) -> None:
        entete = document.sections[0].header
        entete.is_linked_to_previous = False
        entete.part.relate_to("http://exemple.fr/espion.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)

    assert refusal(changed(notre, link)).panne is Panne.MODELE_REFUSE


@pytest.mark.parametrize("genre", ["vbaProject", "oleObject", "package", "aFChunk", "control"])
def test_what_is_embedded_is_refused(notre: bytes, genre: str) -> None:
    def embed(document: DocumentType) -> None:
        relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{genre}"
        document.part.relate_to(document.part._styles_part, relation)  # noqa: SLF001 - any part will do

    assert refusal(changed(notre, embed)).faits["cle"] == genre


def test_a_picture_that_is_none_is_refused(notre: bytes) -> None:
    def embed(document: DocumentType) -> None:
        entete = document.sections[0].header
        entete.is_linked_to_previous = False
        entete.part.relate_to(document.part._styles_part, RELATIONSHIP_TYPE.IMAGE)  # noqa: SLF001 - any part will do

    assert "styles" in refusal(changed(notre, embed)).faits["cle"]


@pytest.mark.parametrize(
    "code",
    [
        'INCLUDETEXT "c:\\\\secret.docx"',
        'DDEAUTO c:\\\\cmd.exe "/k calc"',
        "AUTHOR",
        'IncludePicture "a.png"',
        "dde x",
        # It prints what it says.
        'if 1 = 1 "12 rue des Lilas" ""',
        "PAGE \\# \"'12 rue des Lilas'\"",
        "PAGE 12 rue des Lilas",
    ],
)
@pytest.mark.parametrize(
    "forme",
    [
        "<w:fldSimple {w} w:instr='{code}'/>",
        "<w:r {w}><w:instrText>{code}</w:instrText></w:r>",
        "<w:r {w}><w:instrText><!-- -->{code}</w:instrText></w:r>",
        '<w:r {w}><w:fldChar w:fldCharType="begin"/><w:t>{code}</w:t><w:fldChar w:fldCharType="end"/></w:r>',
    ],
    ids=["simple", "complexe", "commente", "texte"],
)
def test_a_field_that_reads_runs_or_says_something_is_refused(notre: bytes, code: str, forme: str) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = forme.format(w=w, code=code.replace("'", "&apos;"))

    def add(document: DocumentType) -> None:
        entete = document.sections[0].header
        entete.is_linked_to_previous = False
        entete.paragraphs[0]._p.append(parse_xml(xml))  # noqa: SLF001 - python-docx offers no fields

    assert refusal(changed(notre, add)).faits["cle"].split()[0] == code.split(maxsplit=1)[0].upper()


def in_a_header(notre: bytes, xml: str, *, quelle: str = "first_page_footer") -> bytes:
    """Our model with something in a header or a footer."""
    espaces = " ".join(f'xmlns:{nom}="{espace}"' for nom, espace in nsmap.items() if nom in {"w", "a", "wp", "r"})

    def add(document: DocumentType) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        tete = getattr(section, quelle)
        tete.is_linked_to_previous = False
        for element in parse_xml(f'<w:p {espaces} xmlns:v="urn:schemas-microsoft-com:vml">{xml}</w:p>'):
            tete.paragraphs[0]._p.append(element)  # noqa: SLF001 - python-docx offers none of these

    return changed(notre, add)


def _run(contenu: str) -> str:
    return f"<w:r>{contenu}</w:r>"


def test_a_field_cut_in_runs_within_another_is_refused(notre: bytes) -> None:
    morceaux = (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>PAGE </w:instrText>",
        '<w:fldChar w:fldCharType="begin"/>',
    )
    coupe = ("<w:instrText>inclu</w:instrText>", "<w:instrText>deText c:/secret.docx</w:instrText>")
    fin = ('<w:fldChar w:fldCharType="end"/>',) * 2

    assert refusal(in_a_header(notre, "".join(map(_run, (*morceaux, *coupe, *fin))))).faits["cle"] == "INCLUDETEXT"


@pytest.mark.parametrize("quelle", ["header", "footer", "first_page_header", "first_page_footer"])
def test_what_a_header_says_is_known_however_it_is_cut(notre: bytes, quelle: str) -> None:
    image = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Cachet de Nadia, https://exemple.fr"/></wp:inline></w:drawing></w:r>'
    boite = "<v:textbox><w:txbxContent><w:p><w:r><w:t>En cadre</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    cadre = f"<w:r><w:pict>{boite}</w:pict></w:r>"
    # Signs of a font, by their numbers: those of a font of symbols too.
    signes = "".join(f'<w:sym w:font="Arial" w:char="{code}"/>' for code in ("004C", "F069", "006C", "F061", "D800", "x"))
    debut, fin = "<w:r><w:t>12 <!-- -->rue<?x y?> des </w:t></w:r>", "<w:r><w:t>s</w:t><w:noBreakHyphen/><w:t>bis</w:t></w:r>"
    rue = f"{debut}<w:r>{signes}</w:r>{fin}"
    modele = in_a_header(notre, rue + image + cadre, quelle=quelle)

    dits = read_modele(modele, fichier="m").dits

    for dit in ("12 rue des Lilas-bis", "Cachet de Nadia", "En cadre"):
        assert any(dit in lu for lu in dits), dit


def _row(*cases: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p>{_run(f'<w:t>{case}</w:t>')}</w:p></w:tc>" for case in cases) + "</w:tr>"


_ENTRE = "<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Asso</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHOIX = (
    f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x"><w:t>rien</w:t></mc:Choice>'
    "<mc:Fallback><w:t>des</w:t></mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><w:t>27 chemin</w:t><w:br/><w:t>des Vignes</w:t></w:r>",
        f"<w:tbl>{_row('27 chemin', 'Tél.')}{_row('des Vignes', '')}</w:tbl>",
        f"<w:r><w:t>27 chemin</w:t>{_ENTRE}<w:br/><w:t>des Vignes</w:t></w:r>",
        f'<w:r><w:t xml:space="preserve">27 chemin </w:t>{_CHOIX}<w:t xml:space="preserve"> Vignes</w:t></w:r>',
    ],
    ids=["lignes", "colonne", "cadre", "au choix"],
)
def test_an_address_on_two_lines_is_known_as_one(notre: bytes, xml: str) -> None:
    modele = in_a_header(notre, xml, quelle="footer")

    assert any("27 chemin des Vignes" in dit for dit in read_modele(modele, fichier="m").dits)


def test_a_tracked_change_is_taken_as_accepted_and_names_nobody(notre: bytes) -> None:
    xml = (
        '<w:ins w:id="1" w:author="Odile"><w:r><w:t>Permanence</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Odile"><w:r><w:delText>Mme Kerbrat</w:delText></w:r></w:del>'
    )
    modele = read_modele(in_a_header(notre, xml, quelle="header"), fichier="m")
    with zipfile.ZipFile(io.BytesIO(modele.paquet)) as paquet:
        tout = b"".join(map(paquet.read, paquet.namelist())).decode("utf-8", "replace")

    assert "Permanence" in modele.dits
    assert "Odile" not in tout
    assert "Kerbrat" not in tout


@pytest.mark.parametrize("adresse", ["\\\\serveur\\a.png", " http://serveur/a.png", "&#9;\\\\serveur", "a/serveur.png"])
def test_a_picture_fetched_from_elsewhere_is_refused(notre: bytes, adresse: str) -> None:
    xml = f'<w:r><w:pict><v:shape><v:imagedata src="{adresse}"/></v:shape></w:pict></w:r>'

    assert "serveur" in refusal(in_a_header(notre, xml)).faits["cle"]


@pytest.mark.parametrize("contenu", [b"", b"pas un zip", b"PK\x03\x04abime"])
def test_what_is_no_word_file_is_refused(contenu: bytes) -> None:
    assert refusal(contenu).panne is Panne.MODELE_REFUSE


def test_a_package_without_a_document_is_refused() -> None:
    with zipfile.ZipFile(contenu := io.BytesIO(), "w") as paquet:
        paquet.writestr("a.txt", "a")

    assert refusal(contenu.getvalue()).panne is Panne.MODELE_REFUSE


def test_a_style_that_says_not_what_it_is_of_is_refused(notre: bytes) -> None:
    def maim(document: DocumentType) -> None:
        style = parse_xml(f'<w:style xmlns:w="{qn("w:style")[1:].partition("}")[0]}"><w:name w:val="x"/></w:style>')
        document.styles.element.append(style)

    assert refusal(changed(notre, maim)).faits["cle"] == "docx"


def test_a_bomb_is_not_unpacked(notre: bytes) -> None:
    contenu = io.BytesIO(notre)
    with zipfile.ZipFile(contenu, "a", zipfile.ZIP_DEFLATED) as paquet:
        paquet.writestr("word/bombe.xml", b" " * 30_000_000)

    assert refusal(contenu.getvalue()).faits["cle"] == "30 Mo"


@pytest.mark.parametrize(
    ("debut", "fin", "cle"),
    [
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', b"&e;</w:fonts>", "DOCTYPE"),
        (b'<!DOCTYPE x [<!ENTITY e "a">]>', b"</w:fonts>", "DOCTYPE"),
        (b"", b"", "XML"),
    ],
)
def test_an_entity_is_not_expanded(notre: bytes, debut: bytes, fin: bytes, cle: str) -> None:
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(notre)) as source, zipfile.ZipFile(sortie, "w") as cible:
        for nom in source.namelist():
            texte = source.read(nom)
            if nom == "word/fontTable.xml":
                texte = debut + texte.split(b"?>", 1)[1].replace(b"</w:fonts>", fin)
            cible.writestr(nom, texte)

    assert refusal(sortie.getvalue()).faits["cle"] == cle


@pytest.mark.parametrize(
    "xml",
    [
        '<w:sdt><w:sdtPr><w:alias w:val="Foyer Kerveur"/></w:sdtPr></w:sdt>',
        '<w:sdt><w:sdtPr><w:tag w:val="Foyer Kerveur"/></w:sdtPr></w:sdt>',
        '<w:sdt><w:sdtPr><w:comboBox><w:listItem w:displayText="Foyer Kerveur" w:value="1"/></w:comboBox></w:sdtPr></w:sdt>',
        '<w:hyperlink w:tooltip="Foyer Kerveur" w:anchor="ici"/>',
        '<w:bookmarkStart w:id="0" w:name="Foyer Kerveur"/>',
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Foyer Kerveur"/></wp:inline></w:drawing></w:r>',
        '<w:r><w:drawing><a:graphic><a:blip name="Foyer_Kerveur"/></a:graphic></w:drawing></w:r>',
        '<w:tbl><w:tblPr><w:tblDescription w:val="Foyer Kerveur"/></w:tblPr></w:tbl>',
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="Foyer Kerveur"/></w:ffData></w:fldChar></w:r>',
        '<w:r><w:pict><v:shape id="FoyerKerveur"/></w:pict></w:r>',
        '<w:smartTag w:uri="x" w:element="Foyer Kerveur"/>',
        '<w:r w:inconnu="Foyer Kerveur"/>',
        '<w:r><autre xmlns="urn:x">Foyer Kerveur</autre></w:r>',
    ],
)
def test_what_a_header_holds_without_showing_it_is_known(notre: bytes, xml: str) -> None:
    assert "Foyer Kerveur" in read_modele(in_a_header(notre, xml), fichier="m").dits


@pytest.mark.parametrize(
    ("partie", "avant", "apres"),
    [
        (
            "word/styles.xml",
            "</w:styles>",
            '<w:style w:type="character" w:styleId="S"><w:name w:val="Foyer Kerveur"/></w:style></w:styles>',
        ),
        (
            "word/styles.xml",
            "</w:styles>",
            '<w:style w:type="character" w:styleId="S"><w:aliases w:val="Foyer Kerveur"/></w:style></w:styles>',
        ),
        ("word/styles.xml", "</w:styles>", '<w:style w:type="character" w:styleId="FoyerKerveur"/></w:styles>'),
        ("word/fontTable.xml", "</w:fonts>", '<w:font w:name="Foyer Kerveur"/></w:fonts>'),
        ("word/fontTable.xml", "</w:fonts>", '<w:font><w:altName w:val="Foyer Kerveur"/></w:font></w:fonts>'),
    ],
)
def test_what_another_part_holds_is_known_too(notre: bytes, partie: str, avant: str, apres: str) -> None:
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(notre)) as source, zipfile.ZipFile(sortie, "w") as cible:
        for nom in source.namelist():
            texte = source.read(nom)
            cible.writestr(nom, texte.replace(avant.encode(), apres.encode()) if nom == partie else texte)

    assert "Foyer Kerveur" in read_modele(sortie.getvalue(), fichier="m").dits


def test_the_name_of_a_picture_is_known(notre: bytes) -> None:
    def add(document: DocumentType) -> None:
        entete = document.sections[0].header
        entete.is_linked_to_previous = False
        image = Part(PackURI("/word/media/foyer-Kerveur.png"), "image/png", PNG, document.part.package)
        entete.part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)

    assert any("Kerveur" in dit for dit in read_modele(changed(notre, add), fichier="m").dits)


def test_the_words_of_the_format_are_not_told(notre: bytes) -> None:
    ours = read_modele(notre, fichier="m").dits
    image = (
        '<w:r><w:drawing><wp:anchor relativeHeight="251658240"><wp:positionH relativeFrom="column"/>'
        '<wp:extent cx="914400"/><wp:docPr id="1" name="Logo"/></wp:anchor></w:drawing></w:r>'
    )

    assert [dit for dit in read_modele(in_a_header(notre, image, quelle="header"), fichier="m").dits if dit not in ours] == [
        "Logo"
    ]


def test_a_picture_of_a_model_says_nothing_of_where_it_was_taken(notre: bytes) -> None:
    photo = io.BytesIO()
    image = Image.new("RGB", (8, 8), "white")
    exif = Image.Exif()
    exif[0x010E] = "Foyer Kerveur"
    image.save(photo, "JPEG", exif=exif)
    assert b"Foyer Kerveur" in photo.getvalue()

    def add(document: DocumentType) -> None:
        photo.seek(0)
        document.sections[0].header.paragraphs[0].add_run().add_picture(photo)

    lettre = word.write(FEUILLE, read_modele(changed(notre, add), fichier="m"))
    with zipfile.ZipFile(io.BytesIO(lettre)) as paquet:
        assert not [nom for nom in paquet.namelist() if b"Foyer Kerveur" in paquet.read(nom)]
