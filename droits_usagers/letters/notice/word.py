"""A notice as a Word document one can change: the same words in the same order, plainly laid out with named styles."""

import io
import unicodedata
from typing import TYPE_CHECKING, Final, cast

from droits_usagers.domain.lettre.lettre import Feuille, GabaritUtilise, Paragraphe
from droits_usagers.domain.notice.traitements import Forme, Papier
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.ecriture import text_of
from droits_usagers.letters.lettre.modele import STYLES, read_modele
from droits_usagers.letters.lettre.paquet import saved
from droits_usagers.letters.notice.ordre import COLONNE, MARQUES, QR, TITRE, blocks
from droits_usagers.letters.notice.valeurs import CodeQr, GenrePartie, Logo, Notice, least

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.styles.style import BaseStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

#: Those with a band; a clause is copied elsewhere, a receipt is cut in two, a sheet of languages begins with its language.
_AVEC_BANDEAU: Final = frozenset({Forme.AFFICHE, Forme.DEPLIANT, Forme.COMPLETE, Forme.SIMPLIFIEE, Forme.JOURNAL})
_ACCENT, _ACCENT_PALE = "7A4B00", "FBF3E6"
#: How much of the colour there is in what is pale.
_PART_PALE: Final = 0.09
_BLANC = 255
#: Word wants the properties of a table, then those of a cell or of a paragraph, in the order of its schema: what comes after.
_APRES_BORDURES: Final = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_APRES_FOND: Final = (
    *("w:noWrap", "w:tcMar", "w:tcFitText", "w:vAlign", "w:hideMark", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku"),
    *("w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd"),
    *("w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc"),
    *("w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr"),
    *("w:sectPr", "w:pPrChange"),
)
#: In millimetres: the logo, the column of the code, and a panel of the leaflet.
_HAUT_LOGO: Final = {Papier.A3: 22, Papier.A4: 13, Papier.A4X2: 14}
_COTE_CODE: Final = {Papier.A3: 52, Papier.A4: 37, Papier.A4X2: 48}
#: In points, around each right.
_AERE: Final = {Papier.A3: 5, Papier.A4: 3, Papier.A4X2: 5}
_LARGE_LOGO: Final = 55
_VOLET: Final = 79


def dress(document: "Document", notice: Notice, titre: "Paragraph") -> None:
    """Colours what was written. The band is one table, in which the title comes first."""
    couleur = notice.charte.couleur.removeprefix("#")
    for tableau in document.tables:
        _frame(tableau) if len(tableau.columns) == 1 else _head(tableau, pale(couleur))
    if notice.forme is Forme.AFFICHE:
        _show_rights(document, notice, couleur)
        if notice.qr is not None:
            _beside(document, notice, notice.qr.adresse)
    if notice.forme in _AVEC_BANDEAU:
        _band(document, notice, titre)


def pale(couleur: str) -> str:
    """A background of this colour."""
    parts = (int(couleur[rang : rang + 2], 16) for rang in (0, 2, 4))
    return "".join(f"{round(part * _PART_PALE + _BLANC * (1 - _PART_PALE)):02X}" for part in parts)


def _band(document: "Document", notice: Notice, titre: "Paragraph") -> None:
    """The title and what follows it, in a cell of the colour; the logo above, where nothing is lost by its width."""
    from docx.shared import Emu, Mm

    section, logo = document.sections[-1], notice.charte.logo
    bords = (section.page_width, section.left_margin, section.right_margin)
    page, gauche, droite = (int(bord or 0) for bord in bords)
    large = Mm(_VOLET) if notice.forme is Forme.DEPLIANT else Emu(page - gauche - droite)
    tableau = document.add_table(rows=1, cols=1)
    tableau.autofit = False
    tableau.columns[0].width = large
    titre._p.addprevious(tableau._tbl)  # noqa: SLF001 - python-docx moves nothing
    cellule = tableau.rows[0].cells[0]
    _fill(cellule, notice.charte.couleur.removeprefix("#"))
    if logo is not None:
        _dress(cellule.paragraphs[0], logo, notice)
        tableau._tbl.addprevious(cellule.paragraphs[0]._p)  # noqa: SLF001
    _gather(cellule, titre, notice)
    _space_after(tableau, notice)


def _gather(cellule: "_Cell", titre: "Paragraph", notice: Notice) -> None:
    """Moves the title and the lines under it into the band, in white."""
    from docx.shared import Pt, RGBColor
    from docx.text.paragraph import Paragraph

    for vide in cellule.paragraphs:
        cellule._tc.remove(vide._p)  # noqa: SLF001 - python-docx moves nothing
    suite = list(titre._p.itersiblings())[: len(notice.sous_titre) + 1]  # noqa: SLF001
    dites = {text_of(ligne) for ligne in notice.sous_titre}
    for element in (titre._p, *(frere for frere in suite if frere.xpath("string(.)") in dites)):  # noqa: SLF001
        cellule._tc.append(element)  # noqa: SLF001
        paragraphe = Paragraph(cast("CT_P", element), cellule)
        paragraphe.paragraph_format.space_before = paragraphe.paragraph_format.space_after = Pt(4)
        for course in paragraphe.runs:
            course.font.color.rgb = RGBColor(_BLANC, _BLANC, _BLANC)


def _space_after(tableau: "Table", notice: Notice) -> None:
    """What comes under the band does not touch it."""
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    # A part begins with its title: what comes next is a paragraph.
    suivant = tableau._tbl.getnext()  # noqa: SLF001 - python-docx gives no neighbours
    Paragraph(cast("CT_P", suivant), tableau).paragraph_format.space_before = Pt(10 if notice.papier is Papier.A4 else 16)


def _dress(paragraphe: "Paragraph", logo: Logo, notice: Notice) -> None:
    from docx.shared import Mm, Pt

    large, haut = _size(logo, notice)
    image = paragraphe.add_run().add_picture(io.BytesIO(logo.png), width=Mm(large), height=Mm(haut))
    image._inline.docPr.set("descr", logo.description)  # noqa: SLF001 - python-docx writes no alternative text
    paragraphe.paragraph_format.space_after = Pt(6)


def _size(logo: Logo, notice: Notice) -> tuple[float, float]:
    haut = min(_HAUT_LOGO[notice.papier], _LARGE_LOGO / logo.rapport)
    return haut * logo.rapport, haut


def _said(notice: Notice, genre: GenrePartie) -> frozenset[str]:
    """The paragraphs of the parts of one kind, as they are found again in the document."""
    parties = (partie for partie in notice.parties if partie.genre is genre)
    return frozenset(text_of(bloc.contenu) for partie in parties for bloc in partie.blocs if isinstance(bloc, Paragraphe))


def _show_rights(document: "Document", notice: Notice, couleur: str) -> None:
    """Each right in bold on a pale background, with a bar of the colour before it."""
    from docx.shared import Mm, Pt

    droits = _said(notice, GenrePartie.DROIT)
    for paragraphe in document.paragraphs:
        if paragraphe.text not in droits:
            continue
        for course in paragraphe.runs:
            course.font.bold = True
        proprietes = paragraphe._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows no borders
        bordures = _element("w:pBdr")
        bordures.append(_element("w:left", val="single", sz="48", space="8", color=couleur))
        proprietes.insert_element_before(bordures, "w:shd", *_APRES_FOND)
        _shade(proprietes, pale(couleur))
        paragraphe.paragraph_format.left_indent = Mm(4)
        paragraphe.paragraph_format.space_before = paragraphe.paragraph_format.space_after = Pt(_AERE[notice.papier])


def _beside(document: "Document", notice: Notice, adresse: str) -> None:
    """Puts the code at the right of whom to write to, as on the poster itself."""
    from docx.shared import Emu, Mm

    contacts = _said(notice, GenrePartie.CONTACT)
    dits = [p for p in document.paragraphs if p.text in contacts or p.text.endswith(adresse)]
    # The last drawing is the code: the logo is drawn later.
    code = next(p for p in reversed(document.paragraphs) if p._p.xpath(".//w:drawing"))  # noqa: SLF001 - nor drawings
    tableau = document.add_table(rows=1, cols=2)
    tableau.autofit = False
    section = document.sections[-1]
    page, gauche, droite = (int(bord or 0) for bord in (section.page_width, section.left_margin, section.right_margin))
    large = Mm(_COTE_CODE[notice.papier])
    dits[0]._p.addprevious(tableau._tbl)  # noqa: SLF001 - python-docx moves nothing
    for colonne, (largeur, paragraphes) in enumerate(((Emu(page - gauche - droite - large), dits), (large, [code]))):
        tableau.columns[colonne].width = largeur
        cellule = tableau.rows[0].cells[colonne]
        cellule._tc.remove(cellule.paragraphs[0]._p)  # noqa: SLF001
        for paragraphe in paragraphes:
            cellule._tc.append(paragraphe._p)  # noqa: SLF001


def _frame(tableau: "Table") -> None:
    """What is apart: a thick line all around, its title in the colour of that line."""
    from docx.shared import RGBColor

    for ligne in tableau.rows:
        for cellule in ligne.cells:
            _fill(cellule, _ACCENT_PALE)
    for course in (course for paragraphe in tableau.rows[0].cells[0].paragraphs for course in paragraphe.runs):
        course.font.color.rgb = RGBColor.from_string(_ACCENT)
        course.font.bold = True
    bordures = _element("w:tblBorders")
    for cote in ("top", "left", "bottom", "right"):
        bordures.append(_element(f"w:{cote}", val="single", sz="24", space="0", color=_ACCENT))
    bordures.append(_element("w:insideH", val="nil"))
    proprietes = tableau._tbl.tblPr  # noqa: SLF001 - python-docx knows no borders
    for ancien in proprietes.findall(bordures.tag):
        proprietes.remove(ancien)
    proprietes.insert_element_before(bordures, *_APRES_BORDURES)


def _head(tableau: "Table", fond: str) -> None:
    for cellule in tableau.rows[0].cells:
        _fill(cellule, fond)


def _fill(cellule: "_Cell", couleur: str) -> None:
    _shade(cellule._tc.get_or_add_tcPr(), couleur)  # noqa: SLF001 - python-docx knows no backgrounds


def _shade(proprietes: "BaseOxmlElement", couleur: str) -> None:
    fond = _element("w:shd", val="clear", color="auto", fill=couleur)
    proprietes.insert_element_before(fond, *_APRES_FOND)


def _element(nom: str, **attributs: str) -> "BaseOxmlElement":
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = cast("BaseOxmlElement", OxmlElement(nom))
    for cle, valeur in attributs.items():
        element.set(qn(f"w:{cle}"), valeur)
    return element


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
    for partie, tableau in zip(
        tuple(partie for partie in notice.parties if partie.genre is GenrePartie.LANGUE), document.tables, strict=False
    ):
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
