"""A notice as a Word document one can change: the same words in the same order, plainly laid out with named styles."""

import io
import unicodedata
from typing import TYPE_CHECKING, Final, cast

from droits_usagers.domain.lettre.lettre import Feuille, GabaritUtilise
from droits_usagers.domain.notice.notices import Forme, Papier
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.modele import STYLES, read_modele
from droits_usagers.letters.lettre.paquet import saved
from droits_usagers.letters.notice.habillage import dress
from droits_usagers.letters.notice.mesures import least
from droits_usagers.letters.notice.ordre import COLONNE, MARQUES, QR, TITRE, blocks
from droits_usagers.letters.notice.valeurs import CodeQr, GenrePartie, Notice, PartieNotice

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.styles.style import BaseStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_GABARIT: Final = GabaritUtilise("notice", "1", "")
#: In millimetres.
_FEUILLES: Final = {Papier.A3: (297, 420), Papier.A4: (210, 297), Papier.A4X2: (297, 210)}
_COTE_QR: Final = {Papier.A3: 45, Papier.A4: 32, Papier.A4X2: 42}
_MARGE_AFFICHE: Final = {Papier.A3: 15, Papier.A4: 11, Papier.A4X2: 10}
_COTE_QR_LIVRE: Final = 28
#: Word wants properties in the order of its schema: what comes after these.
_APRES_BIDI: Final = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
_APRES_COLONNES: Final = ("w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:docGrid")
_ALERTE: Final = (0xA4, 0x26, 0x2C)


def write(notice: Notice, modele: bytes) -> bytes:
    """The bytes of a .docx. Same notice, same bytes."""
    from docx import Document

    corps = least(notice.forme, notice.papier)
    feuille = Feuille(notice.titre, tuple(blocks(notice)), _GABARIT, corps_pt=round(corps.texte))
    document = Document(io.BytesIO(word.write(feuille, read_modele(modele, fichier="modele.docx"))))
    _resize(document, notice)
    _style(document, notice)
    titre, *autres = document.paragraphs
    for paragraphe in autres:
        _replace(paragraphe, titre, notice)
    for partie, tableau in zip(_translated(notice), document.tables, strict=False):
        _turn(tableau, partie.langue)
    dress(document, notice, titre)
    if notice.projet:
        _stamp(document, notice.projet.bande)
    document.core_properties.title = notice.intitule
    document.core_properties.language = notice.langue
    return saved(document)


def _resize(document: "Document", notice: Notice) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section: Section = document.sections[-1]
    largeur, hauteur = (297, 210) if notice.forme is Forme.DEPLIANT else _FEUILLES[notice.papier]
    section.page_width, section.page_height = Mm(largeur), Mm(hauteur)
    section.orientation = WD_ORIENT.LANDSCAPE if largeur > hauteur else WD_ORIENT.PORTRAIT
    marge = 10 if notice.forme is Forme.DEPLIANT else _MARGE_AFFICHE[notice.papier] if notice.forme is Forme.AFFICHE else 15
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(marge)
    section.header_distance = section.footer_distance = Mm(6)
    # What is posted or folded bears no « page 1/1 ».
    section.different_first_page_header_footer = True
    if notice.forme is Forme.DEPLIANT:
        _columns(section)


def _columns(section: "Section") -> None:
    """Three panels, each twice its margin away from the next."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for ancien in section._sectPr.findall(qn("w:cols")):  # noqa: SLF001 - python-docx knows no columns
        section._sectPr.remove(ancien)  # noqa: SLF001
    colonnes = cast("BaseOxmlElement", OxmlElement("w:cols"))
    colonnes.set(qn("w:num"), "3")
    colonnes.set(qn("w:space"), "1134")
    section._sectPr.insert_element_before(colonnes, *_APRES_COLONNES)  # noqa: SLF001


def _style(document: "Document", notice: Notice) -> None:
    from docx.shared import Pt, RGBColor

    corps = least(notice.forme, notice.papier)
    for nom, taille in ((STYLES.feuille, corps.titre), (STYLES.titre(2), corps.rubrique)):
        document.styles[nom].font.size = Pt(round(taille))
        _size_complex(document.styles[nom], round(taille))
        document.styles[nom].font.color.rgb = RGBColor.from_string(notice.charte.couleur.removeprefix("#").upper())
    # The sizes of a sheet are written on each of its paragraphs; those of headings come from their styles.
    for paragraphe in document.paragraphs:
        if paragraphe.style and paragraphe.style.name in {STYLES.feuille, STYLES.titre(2)}:
            for course in paragraphe.runs:
                course.font.size = None
                for taille in course._r.xpath("./w:rPr/w:szCs"):  # noqa: SLF001 - python-docx knows no complex scripts
                    taille.getparent().remove(taille)
            _right_to_left(paragraphe)


def _size_complex(style: "BaseStyle", taille: int) -> None:
    """Arabic and Tamil as large and as bold as the rest: Word sizes them apart."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    proprietes = style.element.get_or_add_rPr()
    for nom in ("w:szCs", "w:bCs"):
        for ancien in proprietes.findall(qn(nom)):
            proprietes.remove(ancien)
    grande = cast("BaseOxmlElement", OxmlElement("w:szCs"))
    grande.set(qn("w:val"), str(taille * 2))
    proprietes.find(qn("w:sz")).addnext(grande)
    # Titles are bold.
    proprietes.find(qn("w:b")).addnext(OxmlElement("w:bCs"))


def _replace(paragraphe: "Paragraph", titre: "Paragraph", notice: Notice) -> None:
    """Put what a mark stands for in its place."""
    from docx.enum.text import WD_BREAK
    from docx.text.paragraph import Paragraph

    texte = paragraphe.text
    if texte not in MARQUES:
        return
    for course in paragraphe.runs:
        course.text = ""
    course = paragraphe.runs[0]
    if texte == TITRE:
        paragraphe._p.addprevious(titre._p)  # noqa: SLF001 - python-docx moves nothing
    elif notice.qr is not None and texte == QR:
        _draw(paragraphe, notice.qr, _COTE_QR[notice.papier] if notice.forme is Forme.AFFICHE else _COTE_QR_LIVRE)
    elif texte == COLONNE:
        course.add_break(WD_BREAK.COLUMN)
    else:
        # Told by the title that comes next: a mark that falls at the end of a full page would leave one empty.
        suivant = paragraphe._p.getnext()  # noqa: SLF001 - python-docx gives no neighbours
        Paragraph(cast("CT_P", suivant), paragraphe._parent).paragraph_format.page_break_before = True  # noqa: SLF001
        cast("BaseOxmlElement", paragraphe._p.getparent()).remove(paragraphe._p)  # noqa: SLF001


def _draw(paragraphe: "Paragraph", code: CodeQr, cote: int) -> None:
    from docx.shared import Mm

    image = paragraphe.add_run().add_picture(io.BytesIO(code.png), width=Mm(cote))
    image._inline.docPr.set("descr", code.description)  # noqa: SLF001 - python-docx writes no alternative text


def _translated(notice: Notice) -> tuple[PartieNotice, ...]:
    return tuple(partie for partie in notice.parties if partie.genre is GenrePartie.LANGUE)


def _turn(tableau: "Table", langue: str) -> None:
    """Say in which language the second column is, and have it read from right to left where that is so."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for ligne in tableau.rows:
        for paragraphe in ligne.cells[1].paragraphs:
            _right_to_left(paragraphe)
            for course in paragraphe.runs:
                dite = OxmlElement("w:lang")
                dite.set(qn("w:val"), langue)
                dite.set(qn("w:bidi"), langue)
                course._r.get_or_add_rPr().append(dite)  # noqa: SLF001 - nor languages


def _right_to_left(paragraphe: "Paragraph") -> None:
    """Have a paragraph read from right to left, where its first letter is."""
    from docx.oxml import OxmlElement

    if unicodedata.bidirectional(paragraphe.text[:1] or " ") in {"R", "AL"}:
        sens = cast("BaseOxmlElement", OxmlElement("w:bidi"))
        paragraphe._p.get_or_add_pPr().insert_element_before(sens, *_APRES_BIDI)  # noqa: SLF001 - python-docx knows no direction


def _stamp(document: "Document", bande: str) -> None:
    """What a draft says at the head of every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    section = document.sections[-1]
    for entete in (section.header, section.first_page_header):
        entete.is_linked_to_previous = False
        paragraphe = entete.paragraphs[0]
        paragraphe.alignment = WD_ALIGN_PARAGRAPH.CENTER
        course = paragraphe.add_run(bande)
        course.font.bold, course.font.size, course.font.color.rgb = True, Pt(18), RGBColor(*_ALERTE)
