"""Builds `resources/modele.docx`, the Word model of every letter, so that it can be reviewed as text.

Run `python tools/modele.py` after a change; a test compares the file with what this script builds. Everything is stated here:
python-docx's own template, with its author, its thumbnail and its hundred styles, is emptied first.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.parfmt import ParagraphFormat

from droits_usagers.domain.lettre.lettre import Feuille, GabaritUtilise
from droits_usagers.letters.lettre.modele import STYLES, read_modele
from droits_usagers.letters.lettre.serrage import DENSITES, DESTINATAIRE, EXPEDITEUR, SUITE, Zone
from droits_usagers.letters.lettre.word import write

CHEMIN = Path(__file__).resolve().parent.parent / "resources" / "modele.docx"
POLICE = "Arial"
CORPS = 10.0
HAUT = 20.0
MARGES = {"top_margin": HAUT, "bottom_margin": 12.0, "left_margin": 25.0, "right_margin": 25.0}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

POLICES = (
    f'<w:fonts xmlns:w="{W}"><w:font w:name="{POLICE}"><w:altName w:val="Liberation Sans"/>'
    '<w:panose1 w:val="020B0604020202020204"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


@dataclass(frozen=True, slots=True)
class Style:
    """A named style, in points unless said otherwise."""

    nom: str
    base: str = "Normal"
    corps: float | None = None
    gras: bool = False
    avant: float = 0
    apres: float = 0
    #: Exact distance between lines; None: a little over single.
    interligne: float | None = None
    #: Indent from the left margin, in millimetres.
    retrait: float = 0
    a_droite: bool = False
    garde_suivant: bool = False
    #: A thin line above it.
    filet: bool = False
    cadre: Zone | None = None


def styles() -> Iterator[Style]:
    """Every style, in the order of the letter."""
    yield Style(STYLES.expediteur, cadre=EXPEDITEUR, interligne=13)
    for rang, densite in enumerate(DENSITES):
        yield Style(STYLES.destinataire[rang], corps=densite.corps, interligne=densite.interligne, cadre=DESTINATAIRE)
    yield Style(STYLES.lieu_date, avant=Mm(SUITE - HAUT).pt, apres=5, a_droite=True)
    yield Style(STYLES.mention, apres=3, gras=True)
    yield Style(STYLES.objet, apres=2, gras=True)
    yield Style(STYLES.reference, apres=1)
    yield Style(STYLES.corps, apres=5)
    for niveau, corps in enumerate((11.0, 11.0, 10.5), start=1):
        yield Style(STYLES.titre(niveau), corps=corps, gras=True, avant=8, apres=3, garde_suivant=True)
    yield Style(STYLES.puce, apres=1)
    yield Style(STYLES.numero, apres=1)
    yield Style(STYLES.cellule, apres=2)
    yield Style(STYLES.entete, apres=2, gras=True, garde_suivant=True)
    yield Style(STYLES.signature, retrait=85, garde_suivant=True)
    # The room to sign, at least four centimetres above the name, ends with a line.
    yield Style(STYLES.signer, base=STYLES.signature, retrait=85, avant=Mm(39).pt, garde_suivant=True, filet=True)
    yield Style(STYLES.piece, corps=9.5)
    yield Style(STYLES.copie, corps=9.5)
    yield Style(STYLES.feuille, corps=16, gras=True, apres=10, garde_suivant=True)
    yield Style(STYLES.pied, corps=8.5, a_droite=True)


def build() -> bytes:
    """The model, as the bytes of a .docx."""
    document = Document()
    _empty(document)
    _set_defaults(document)
    for style in styles():
        _define(document, style)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for nom, valeur in MARGES.items():
        setattr(section, nom, Mm(valeur))
    section.footer_distance = Mm(7)
    _number_pages(document)
    contenu = io.BytesIO()
    document.save(contenu)
    # Written again as any letter is: no author, no date, none of the parts that python-docx starts from.
    vide = Feuille(titre=(), corps=(), gabarit=GabaritUtilise("", "", ""))
    return write(vide, read_modele(contenu.getvalue(), fichier=CHEMIN.name))


def _empty(document: DocumentType) -> None:
    """Remove every style of the starting template, and the theme, which would change ours."""
    for element in list(document.styles.element):
        document.styles.element.remove(element)
    for rid, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/theme"):
            del document.part.rels[rid]
        if relation.reltype.endswith("/fontTable"):
            # Where Arial is not, a font of the same width; failing that, one without serifs.
            relation.target_part._blob = POLICES.encode()  # noqa: SLF001 - python-docx reads this part, and never changes it


def _set_defaults(document: DocumentType) -> None:
    defauts = parse_xml(
        f'<w:docDefaults xmlns:w="{W}"><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{POLICE}" w:hAnsi="{POLICE}" w:eastAsia="{POLICE}" w:cs="{POLICE}"/>'
        f'<w:sz w:val="{int(CORPS * 2)}"/><w:szCs w:val="{int(CORPS * 2)}"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    document.styles.element.append(defauts)
    normal = document.styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    normal.element.set(qn("w:default"), "1")


def _define(document: DocumentType, style: Style) -> None:
    defini = document.styles.add_style(style.nom, WD_STYLE_TYPE.PARAGRAPH, builtin=style.nom in STYLES.integres)
    defini.base_style = document.styles[style.base]
    defini.quick_style = True
    defini.hidden = False
    if style.corps is not None:
        defini.font.size = Pt(style.corps)
        taille = OxmlElement("w:szCs")
        taille.set(qn("w:val"), str(int(style.corps * 2)))
        defini.element.get_or_add_rPr().append(taille)
    defini.font.bold = style.gras or None
    _lay_out(defini.paragraph_format, style)
    if style.filet:
        _rule_above(defini.element.get_or_add_pPr())
    if style.cadre is not None:
        _frame(defini.element.get_or_add_pPr(), style.cadre)


def _lay_out(forme: ParagraphFormat, style: Style) -> None:
    forme.space_before, forme.space_after = Pt(style.avant), Pt(style.apres)
    forme.keep_with_next = style.garde_suivant or None
    if style.retrait:
        forme.left_indent = Mm(style.retrait)
    if style.a_droite:
        forme.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if style.interligne is not None:
        forme.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        forme.line_spacing = Pt(style.interligne)


def _rule_above(proprietes: BaseOxmlElement) -> None:
    """A thin grey line, between the space above a paragraph and its text."""
    filet = f'<w:pBdr xmlns:w="{W}"><w:top w:val="single" w:sz="4" w:space="4" w:color="808080"/></w:pBdr>'
    proprietes.insert_element_before(parse_xml(filet), "w:spacing")


def _frame(proprietes: BaseOxmlElement, zone: Zone) -> None:
    """A frame at a fixed place of the page: what follows in the text goes around it."""
    cadre = OxmlElement("w:framePr")
    for nom, valeur in {
        "w": _twips(zone.largeur),
        "h": _twips(zone.hauteur),
        "hRule": "atLeast",
        "hSpace": "0",
        "wrap": "around",
        "vAnchor": "page",
        "hAnchor": "page",
        "x": _twips(zone.gauche),
        "y": _twips(zone.haut),
    }.items():
        cadre.set(qn(f"w:{nom}"), valeur)
    suivant = next((enfant for enfant in proprietes if enfant.tag not in {qn("w:keepNext"), qn("w:keepLines")}), None)
    if suivant is None:
        proprietes.append(cadre)
    else:
        suivant.addprevious(cadre)


def _number_pages(document: DocumentType) -> None:
    """« page 1/2 » at the foot of every page: « 1/1 » too, for no field that LibreOffice reads says it only beyond one page."""
    pied = document.sections[0].footer
    pied.is_linked_to_previous = False
    pied.paragraphs[0].style = document.styles[STYLES.pied]
    numero = parse_xml(
        f'<w:p xmlns:w="{W}"><w:r><w:t xml:space="preserve">page </w:t></w:r>{_field("PAGE")}'
        f"<w:r><w:t>/</w:t></w:r>{_field('NUMPAGES')}</w:p>"
    )
    for enfant in list(numero):
        pied.paragraphs[0]._p.append(enfant)  # noqa: SLF001 - python-docx offers no fields


def _field(code: str) -> str:
    def char(genre: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{genre}"/></w:r>'

    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}<w:r><w:t>2</w:t></w:r>{char('end')}"


def _twips(millimetres: float) -> str:
    return str(round(Mm(millimetres).twips))


if __name__ == "__main__":
    CHEMIN.write_bytes(build())
