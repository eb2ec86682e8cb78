"""A notice as a Word document one can change: the same words in the same order, plainly laid out with named styles."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.lettre import Bloc, Feuille, GabaritUtilise, Ligne, Paragraphe, Tableau, Texte, Titre
from droits_usagers.domain.notices import Forme, Papier
from droits_usagers.letters import word
from droits_usagers.letters.ecriture import lines_of
from droits_usagers.letters.modele import STYLES, read_modele
from droits_usagers.letters.notices.mesures import least
from droits_usagers.letters.notices.redaction import broken, strong
from droits_usagers.letters.notices.valeurs import CodeQr, Genre, Notice, Partie
from droits_usagers.letters.paquet import add_part

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table
    from docx.text.paragraph import Paragraph

#: Stand where a panel or a page begins, where the code is to be drawn and the title to be moved: no one types them.
_COLONNE, _PAGE, _QR, _TITRE = "\U000f0001", "\U000f0002", "\U000f0003", "\U000f0004"
_MARQUES: Final = frozenset({_COLONNE, _PAGE, _QR, _TITRE})
_GABARIT: Final = GabaritUtilise("notice", "1", "")
#: From left to right, outside then inside.
_VOLETS: Final = ("rabat", "dos", "couverture", "gauche", "milieu", "droite")
#: Sentences of no part that come first.
_EN_TETE: Final = ("simplifiee.avertissement", "depliant.couverture", "clause.mode_d_emploi")
#: In millimetres.
_FEUILLES: Final = {Papier.A3: (297, 420), Papier.A4: (210, 297), Papier.A4X2: (297, 210)}
_COTE_QR: Final = {Papier.A3: 45, Papier.A4: 32, Papier.A4X2: 42}
_COTE_QR_LIVRE: Final = 28
_ALERTE: Final = (0xA4, 0x26, 0x2C)
_COULEUR: Final = (0x0F, 0x5C, 0x63)


def write(notice: Notice, modele: bytes) -> bytes:
    """The bytes of a .docx. Same notice, same bytes."""
    from docx import Document

    corps = least(notice.forme, notice.papier)
    feuille = Feuille(notice.titre, tuple(_blocks(notice)), _GABARIT, corps_pt=round(corps.texte))
    document = Document(io.BytesIO(word.write(feuille, read_modele(modele, fichier="modele.docx"))))
    _resize(document, notice)
    _style(document, notice)
    titre, *autres = document.paragraphs
    for paragraphe in autres:
        _replace(paragraphe, titre, notice)
    for partie, tableau in zip(_translated(notice), document.tables, strict=False):
        _turn(tableau, partie.langue)
    if notice.projet:
        _stamp(document, notice.projet.bande)
    document.core_properties.title = notice.intitule
    document.core_properties.language = notice.langue
    return _saved(document)


def _blocks(notice: Notice) -> Iterator[Bloc]:
    """Everything, in the order of the sheet."""
    annonces = dict(notice.annonces)
    if notice.forme is Forme.DEPLIANT:
        yield from _panels(notice, annonces)
        return
    yield from _head(notice, annonces)
    precedente: Partie | None = None
    for partie in notice.parties:
        yield from _break(precedente, partie, notice)
        yield from _part(partie)
        precedente = partie
    yield from _reading(notice, annonces)
    if notice.forme not in {Forme.ATTESTATION, Forme.AFFICHE}:
        yield Paragraphe(notice.pied)


def _head(notice: Notice, annonces: Mapping[str, Ligne]) -> Iterator[Bloc]:
    """What follows the title."""
    if notice.projet:
        yield Paragraphe(strong(notice.projet.phrase))
    for ligne in notice.sous_titre:
        yield Paragraphe(ligne)
    yield from (Paragraphe(annonces[id_]) for id_ in _EN_TETE if id_ in annonces)


def _panels(notice: Notice, annonces: Mapping[str, Ligne]) -> Iterator[Bloc]:
    """The six panels as they lie on the sheet: outside flap, back and cover, then inside."""
    for rang, volet in enumerate(_VOLETS):
        if rang:
            yield _mark(_COLONNE)
        for partie in notice.parties:
            if partie.volet == volet:
                yield from _part(partie)
        if volet == "couverture":
            yield _mark(_TITRE)
            yield from _head(notice, annonces)
        elif volet == "dos":
            yield from _reading(notice, annonces)
            yield Paragraphe(notice.pied)


def _break(precedente: Partie | None, partie: Partie, notice: Notice) -> Iterator[Bloc]:
    """What begins the rights of a poster, its second sheet, or the last page."""
    premier_droit = partie.genre is Genre.DROIT and precedente is not None and precedente.genre is not Genre.DROIT
    autre_langue = partie.genre is Genre.LANGUE and precedente is not None
    if partie.genre is Genre.TROUS or autre_langue or (premier_droit and notice.papier is Papier.A4X2):
        yield _mark(_PAGE)
    if premier_droit:
        yield Titre(dict(notice.annonces)["affiche.droits"], 2)


def _part(partie: Partie) -> Iterator[Bloc]:
    if partie.genre is Genre.CADRE:
        # A frame is a table of one column: Word, LibreOffice and those who change it all know what that is.
        yield Tableau((partie.titre,), ((broken(lines_of(partie.blocs)),),))
        return
    if partie.titre:
        yield Titre(partie.titre, 2)
    yield from partie.blocs


def _reading(notice: Notice, annonces: Mapping[str, Ligne]) -> Iterator[Bloc]:
    """Where the complete notice is."""
    forme = notice.forme.value
    if notice.forme is Forme.SIMPLIFIEE:
        yield Titre(annonces["simplifiee.notice"], 2)
        yield Paragraphe(annonces["simplifiee.notice_1"])
    elif notice.forme is Forme.CLAUSE:
        yield Paragraphe(annonces.get("clause.notice", annonces["clause.notice_accueil"]))
        return
    if notice.qr is None:
        if f"{forme}.notice_accueil" in annonces:
            yield Paragraphe(annonces[f"{forme}.notice_accueil"])
        return
    suite = annonces.get(f"{forme}.notice_2", annonces.get(f"{forme}.notice"))
    if suite is not None:
        yield Paragraphe((*suite, Texte(" "), Texte(notice.qr.adresse, saisi=True)))
        yield _mark(_QR)


def _mark(signe: str) -> Paragraphe:
    return Paragraphe((Texte(signe, saisi=True),))


def _resize(document: "Document", notice: Notice) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section: Section = document.sections[-1]
    largeur, hauteur = (297, 210) if notice.forme is Forme.DEPLIANT else _FEUILLES[notice.papier]
    section.page_width, section.page_height = Mm(largeur), Mm(hauteur)
    section.orientation = WD_ORIENT.LANDSCAPE if largeur > hauteur else WD_ORIENT.PORTRAIT
    marge = 10 if notice.forme is Forme.DEPLIANT else 15
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(marge)
    section.header_distance = section.footer_distance = Mm(6)
    if notice.forme is Forme.DEPLIANT:
        _columns(section)


def _columns(section: "Section") -> None:
    """Three panels, each twice its margin away from the next."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for ancien in section._sectPr.findall(qn("w:cols")):  # noqa: SLF001 - python-docx knows no columns
        section._sectPr.remove(ancien)  # noqa: SLF001
    colonnes = OxmlElement("w:cols")
    colonnes.set(qn("w:num"), "3")
    colonnes.set(qn("w:space"), "1134")
    section._sectPr.append(colonnes)  # noqa: SLF001


def _style(document: "Document", notice: Notice) -> None:
    from docx.shared import Pt, RGBColor

    corps = least(notice.forme, notice.papier)
    for nom, taille in ((STYLES.feuille, corps.titre), (STYLES.titre(2), corps.rubrique)):
        document.styles[nom].font.size = Pt(round(taille))
        document.styles[nom].font.color.rgb = RGBColor(*_COULEUR)
    # The sizes of a sheet are written on each of its paragraphs; those of headings come from their styles.
    for paragraphe in document.paragraphs:
        if paragraphe.style and paragraphe.style.name in {STYLES.feuille, STYLES.titre(2)}:
            for course in paragraphe.runs:
                course.font.size = None


def _replace(paragraphe: "Paragraph", titre: "Paragraph", notice: Notice) -> None:
    """Put what a mark stands for in its place."""
    from docx.enum.text import WD_BREAK

    texte = paragraphe.text
    if texte not in _MARQUES:
        return
    for course in paragraphe.runs:
        course.text = ""
    course = paragraphe.runs[0]
    if texte == _TITRE:
        paragraphe._p.addprevious(titre._p)  # noqa: SLF001 - python-docx moves nothing
    elif notice.qr is not None and texte == _QR:
        _draw(paragraphe, notice.qr, _COTE_QR[notice.papier] if notice.forme is Forme.AFFICHE else _COTE_QR_LIVRE)
    else:
        course.add_break(WD_BREAK.COLUMN if texte == _COLONNE else WD_BREAK.PAGE)


def _draw(paragraphe: "Paragraph", code: CodeQr, cote: int) -> None:
    from docx.shared import Mm

    image = paragraphe.add_run().add_picture(io.BytesIO(code.png), width=Mm(cote))
    image._inline.docPr.set("descr", code.description)  # noqa: SLF001 - python-docx writes no alternative text


def _translated(notice: Notice) -> tuple[Partie, ...]:
    return tuple(partie for partie in notice.parties if partie.genre is Genre.LANGUE)


def _turn(tableau: "Table", langue: str) -> None:
    """Say in which language the second column is, and have it read from right to left where that is so."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for ligne in tableau.rows:
        for paragraphe in ligne.cells[1].paragraphs:
            if unicodedata.bidirectional(paragraphe.text[:1] or " ") in {"R", "AL"}:
                paragraphe._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 - python-docx knows no direction
            for course in paragraphe.runs:
                dite = OxmlElement("w:lang")
                dite.set(qn("w:val"), langue)
                dite.set(qn("w:bidi"), langue)
                course._r.get_or_add_rPr().append(dite)  # noqa: SLF001 - nor languages


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


def _saved(document: "Document") -> bytes:
    """The package without the hour at which each of its parts was written."""
    brut, propre = io.BytesIO(), io.BytesIO()
    document.save(brut)
    with zipfile.ZipFile(brut) as avant, zipfile.ZipFile(propre, "w") as apres:
        for nom in avant.namelist():
            add_part(apres, nom, avant.read(nom))
    return propre.getvalue()
