"""The colours of a Word notice: a band for its title, rights that stand out, the right to object in a frame of its own."""

import io
from typing import TYPE_CHECKING, Final, cast

from droits_usagers.domain.lettre.lettre import Paragraphe
from droits_usagers.domain.notice.notices import Forme, Papier
from droits_usagers.letters.lettre.ecriture import text_of
from droits_usagers.letters.notice.valeurs import GenrePartie, Logo, Notice

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.xmlchemy import BaseOxmlElement
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
        _draw(cellule.paragraphs[0], logo, notice)
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


def _draw(paragraphe: "Paragraph", logo: Logo, notice: Notice) -> None:
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
        _border(proprietes, couleur)
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


def _border(proprietes: "BaseOxmlElement", couleur: str) -> None:
    bordures = _element("w:pBdr")
    bordures.append(_element("w:left", val="single", sz="48", space="8", color=couleur))
    proprietes.insert_element_before(bordures, "w:shd", *_APRES_FOND)


def _element(nom: str, **attributs: str) -> "BaseOxmlElement":
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = cast("BaseOxmlElement", OxmlElement(nom))
    for cle, valeur in attributs.items():
        element.set(qn(f"w:{cle}"), valeur)
    return element
