"""The grille d'écarts as a Word document one can change: A3, real tables whose heads come back on each page."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, cast

from droits_usagers.domain.lettre.lettre import (
    Bloc,
    Feuille,
    Inline,
    Intertitre,
    Ligne,
    Paragraphe,
    SautDeLigne,
    Tableau,
    Texte,
)
from droits_usagers.letters.grille.lineaire import GABARIT, head, marked
from droits_usagers.letters.grille.valeurs import (
    COULEURS,
    FORMES,
    AncienArticle,
    Case,
    ColonneSource,
    LigneEcart,
    Marque,
    Planche,
    VoletGrille,
)
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.modele import STYLES, Modele
from droits_usagers.letters.lettre.paquet import saved

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell, _Row
    from docx.text.run import Run

#: In millimetres.
_PAGE: Final = (420, 297)
_MARGE, _POINT, _PIED = 12, 43, 7
_MARGE_A4, _MARGE_A4_HAUT = 20, 15
_LARGEUR: Final = _PAGE[0] - 2 * _MARGE
_COLONNE_MAX: Final = 95
_ECARTS: Final = (28, 32, 125, 97, 94, 20)
_ANCIENS: Final = (40, 90, 96, 150, 20)
_CORPS_PT: Final = 9
_TITRES_PT: Final = {STYLES.feuille: 21, STYLES.titre(2): 14}
#: The bands, then what is done: as on the PDF.
_ANNONCE, _FAIT, _FOND, _BLANC = "0F5C63", "464646", "F3F3F3", "FFFFFF"
#: Word wants properties in the order of its schema: what comes after.
_APRES_FOND: Final = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
_PAR_FORME: Final = {forme: COULEURS[gravite] for gravite, forme in FORMES.items()}


def write(planche: Planche, modele: Modele) -> bytes:
    """The bytes of a .docx. Same planche, same bytes."""
    from docx import Document

    feuille = Feuille((Texte(planche.titre),), tuple(_blocks(planche)), GABARIT, corps_pt=_CORPS_PT)
    document = Document(io.BytesIO(word.write(feuille, modele)))
    _resize(document)
    _style(document)
    suivants = {volet.titre for volet in planche.volets[1:]}
    for paragraphe in document.paragraphs:
        if paragraphe.text in suivants:
            paragraphe.paragraph_format.page_break_before = True
    volets = [volet for volet in planche.volets if volet.colonnes]
    for tableau, volet in zip(document.tables, volets, strict=False):
        _dress(tableau, volet, maximum=_LARGEUR if planche.feuille else _COLONNE_MAX)
    listes = document.tables[len(volets) :]
    for tableau, largeurs in zip(listes, _lists(planche), strict=True):
        _widen(tableau, largeurs)
    for ligne, ecart in zip(listes[0].rows[1:] if planche.ecarts else (), planche.ecarts, strict=True):
        if ecart.longue:
            _let_break(ligne)
    return saved(document)


def write_summary(feuille: Feuille, modele: Modele) -> bytes:
    """The bytes of a .docx that takes no more pages than the PDF: the same margins, and no more room between paragraphs."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document(io.BytesIO(word.write(feuille, modele)))
    section = document.sections[-1]
    section.left_margin = section.right_margin = Mm(_MARGE_A4)
    section.top_margin = section.bottom_margin = Mm(_MARGE_A4_HAUT)
    _number(document)
    for nom in (STYLES.corps, STYLES.puce, *(STYLES.titre(niveau) for niveau in (2, 3))):
        forme = document.styles[nom].paragraph_format
        forme.space_before, forme.space_after, forme.line_spacing = Pt(0 if nom in {STYLES.corps, STYLES.puce} else 6), Pt(3), 1
    return saved(document)


def _lists(planche: Planche) -> Iterator[Sequence[float]]:
    if planche.ecarts:
        yield _ECARTS
    if planche.anciens:
        yield _ANCIENS


# What is written.


def _blocks(planche: Planche) -> Iterator[Bloc]:
    mots = planche.mots
    yield from head(planche)
    yield Paragraphe(
        (*_joined((_mark(marque),) for marque in planche.legende), SautDeLigne(), Texte(" ".join(planche.lecture)))
    )
    for volet in planche.volets:
        if volet.titre:
            yield Intertitre((Texte(volet.titre),), 2)
        yield _grid(volet, mots.point) if volet.colonnes else Paragraphe((Texte(mots.sans_source),))
    if planche.feuille:
        return
    yield Intertitre((Texte(mots.ecarts),), 2)
    yield _table(mots.colonnes_ecarts, map(_finding, planche.ecarts)) if planche.ecarts else Paragraphe((Texte(mots.rien),))
    if planche.anciens:
        yield Intertitre((Texte(mots.anciens),), 2)
        yield _table(mots.colonnes_anciens, map(_old, planche.anciens))


def _grid(volet: VoletGrille, point: str) -> Tableau:
    """The bands as its head, then the sources: what is said once is joined afterwards."""
    bandes = [(Texte(bande.titre),) if rang == 0 else () for bande in volet.bandes for rang in range(bande.colonnes)]
    sources = ((Texte(point, gras=True),), *map(_source, volet.colonnes))
    rangees = (
        (
            (Texte(rangee.point, gras=True), *_after(rangee.marques)),
            *(_cell(case, colonne) for case, colonne in zip(rangee.cases, volet.colonnes, strict=True)),
        )
        for rangee in volet.rangees
    )
    return Tableau(((), *bandes), (sources, *rangees))


def _table(entetes: Iterable[str], lignes: "Iterable[tuple[Ligne, ...]]") -> Tableau:
    return Tableau(tuple((Texte(mot),) for mot in entetes), tuple(lignes))


def _source(colonne: ColonneSource) -> Ligne:
    if not colonne.genre:
        return colonne.fichier
    genre = Texte(f"{colonne.repere}  {colonne.genre}", gras=True, italique=colonne.temoignage)
    return (genre, SautDeLigne(), Texte(colonne.date), *((SautDeLigne(), *colonne.fichier) if colonne.fichier else ()))


def _cell(case: Case, colonne: ColonneSource) -> Ligne:
    if case == Case():
        return (Texte("–"),)
    citations = (tuple(_said(citation, italique=colonne.temoignage)) for citation in case.citations)
    return _lines(*citations, *((_mark(marque),) for marque in case.marques))


def _finding(ecart: LigneEcart) -> tuple[Ligne, ...]:
    marque = Texte(f"{FORMES[ecart.gravite]} {ecart.mot}", gras=True)
    return (
        (Texte(str(ecart.numero), gras=True), SautDeLigne(), marque),
        (Texte(ecart.point, gras=True),),
        _lines((Texte(ecart.titre, gras=True),) if ecart.titre else (), ecart.fait),
        _lines(ecart.droit, (Texte(ecart.articles, italique=True),) if ecart.articles else ()),
        tuple(_said(ecart.demande, gras=True)),
        (Texte(ecart.sources),),
    )


def _old(ancien: AncienArticle) -> tuple[Ligne, ...]:
    savoir = _lines((Texte(ancien.explication),), (Texte(ancien.piege, gras=True),) if ancien.piege else ())
    autres = ((Texte(mot),) for mot in (ancien.objet, ancien.aujourd_hui))
    return ((Texte(ancien.ancien, gras=True),), *autres, savoir, (Texte(ancien.sources),))


def _after(marques: Sequence[Marque]) -> Iterator[Inline]:
    for marque in marques:
        yield SautDeLigne()
        yield _mark(marque)


def _mark(marque: Marque) -> Texte:
    return Texte(f"{FORMES[marque.gravite]} {marked(marque)}", gras=True)


def _said(ligne: Ligne, *, gras: bool = False, italique: bool = False) -> Iterator[Inline]:
    for inline in ligne:
        if isinstance(inline, Texte):
            yield Texte(inline.texte, gras=gras or inline.gras, italique=italique or inline.italique, saisi=inline.saisi)
        else:
            yield inline


def _lines(*lignes: Ligne) -> Ligne:
    """One below the other."""
    return tuple(inline for ligne in lignes if ligne for inline in (SautDeLigne(), *ligne))[1:]


def _joined(lignes: Iterable[Ligne]) -> Iterator[Inline]:
    for ligne in lignes:
        yield from ligne
        yield Texte("     ")


# How it looks.


def _resize(document: "Document") -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[-1]
    section.page_width, section.page_height = map(Mm, _PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Mm(_MARGE)
    section.top_margin, section.bottom_margin = Mm(_MARGE), Mm(_MARGE + 3)
    _number(document)


def _number(document: "Document") -> None:
    """The number of every page, the first too: they are taken apart and pinned up."""
    from docx.shared import Mm

    section = document.sections[-1]
    section.different_first_page_header_footer = False
    section.footer_distance = Mm(_PIED)


def _style(document: "Document") -> None:
    from docx.shared import Pt, RGBColor

    for nom, taille in _TITRES_PT.items():
        style = document.styles[nom]
        style.font.color.rgb, style.font.size = RGBColor.from_string(_ANNONCE), Pt(taille)
    for paragraphe in document.paragraphs:
        if paragraphe.style and paragraphe.style.name in _TITRES_PT:
            for course in paragraphe.runs:
                course.font.size = None
    courses = [course for paragraphe in document.paragraphs for course in paragraphe.runs]
    courses += [course for tableau in document.tables for cellule in _cells(tableau) for course in _runs(cellule)]
    for course in courses:
        if course.bold and course.text[:1] in _PAR_FORME:
            course.font.color.rgb = RGBColor.from_string(_PAR_FORME[course.text[0]].removeprefix("#"))


def _dress(tableau: "Table", volet: VoletGrille, *, maximum: float) -> None:
    """Its widths, none over `maximum`, and its backgrounds; both heads come back on each page."""
    place = min(_LARGEUR - _POINT, len(volet.colonnes) * maximum)
    total = sum(colonne.poids for colonne in volet.colonnes)
    _widen(tableau, (_POINT, *(place * colonne.poids / total for colonne in volet.colonnes)))
    rangs = list(tableau.rows)
    _repeat(rangs[1])
    for rang, rangee in zip(rangs[2:], volet.rangees, strict=True):
        if rangee.longue:
            _let_break(rang)
    debut = 1
    for bande in volet.bandes:
        fin = debut + bande.colonnes
        if bande.fait:
            for cellule in (cellule for rang in rangs[1:] for cellule in rang.cells[debut:fin]):
                _fill(cellule, _FOND)
        _band(rangs[0].cells[debut:fin], _FAIT if bande.fait else _ANNONCE)
        debut = fin


def _band(cellules: "Sequence[_Cell]", couleur: str) -> None:
    """What stands above several columns, as one cell."""
    from docx.shared import Pt, RGBColor

    _fill(cellules[0], couleur)
    for course in _runs(cellules[0].merge(cellules[-1])):
        course.font.color.rgb, course.font.size = RGBColor.from_string(_BLANC), Pt(11)


def _widen(tableau: "Table", largeurs: Sequence[float]) -> None:
    """Sets the widths."""
    from docx.shared import Mm

    tableau.autofit = False
    for colonne, largeur in zip(tableau.columns, largeurs, strict=True):
        colonne.width = Mm(largeur)
    for ligne in tableau.rows:
        for cellule, largeur in zip(ligne.cells, largeurs, strict=True):
            cellule.width = Mm(largeur)


def _let_break(ligne: "_Row") -> None:
    """Let a row go on to the next page."""
    for entier in ligne._tr.xpath("./w:trPr/w:cantSplit"):  # noqa: SLF001 - python-docx knows no such property
        entier.getparent().remove(entier)


def _repeat(ligne: "_Row") -> None:
    from docx.oxml import OxmlElement

    ligne._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - nor this one


def _fill(cellule: "_Cell", couleur: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fond = cast("BaseOxmlElement", OxmlElement("w:shd"))
    for nom, valeur in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", couleur)):
        fond.set(qn(nom), valeur)
    cellule._tc.get_or_add_tcPr().insert_element_before(fond, *_APRES_FOND)  # noqa: SLF001 - nor backgrounds


def _cells(tableau: "Table") -> "Iterator[_Cell]":
    for ligne in tableau.rows:
        yield from ligne.cells


def _runs(cellule: "_Cell") -> "Iterator[Run]":
    for paragraphe in cellule.paragraphs:
        yield from paragraphe.runs
