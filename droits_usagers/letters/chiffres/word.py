"""A report on figures as a plain sheet: what Word is made of, with a picture for each chart, and what is read as text."""

import io
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.chiffres.valeurs import Graphique, PartieRapport, Rapport
from droits_usagers.domain.lettre.lettre import Bloc, Feuille, GabaritUtilise, Intertitre, Liste, Paragraphe, Texte
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.modele import STYLES, Modele
from droits_usagers.letters.lettre.paquet import saved

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

#: Stands where a chart is to be drawn: no one types it.
_ICI: Final = "\U000f0005"
_GABARIT: Final = GabaritUtilise("chiffres", "1", "")
_COULEUR: Final = (0x0F, 0x5C, 0x63)
_LARGEUR_MM: Final = 160
_CORPS_PT: Final = 9
#: Narrow enough for a crossing of many columns, whose words are then smaller.
_MARGE_MM: Final = 18
_NOM_MM: Final = 28
_NOM_LARGE_MM: Final = 50
_BEAUCOUP: Final = 7
_SERRE_PT: Final = 7


def sheet(rapport: Rapport, *, dessins: bool = False) -> Feuille:
    """The whole report in reading order; with `dessins`, the place of each chart rather than what it shows."""
    return Feuille((Texte(rapport.titre),), tuple(_blocks(rapport, dessins=dessins)), _GABARIT, corps_pt=_CORPS_PT)


def write(rapport: Rapport, modele: Modele, draw: Callable[[Graphique, str], bytes]) -> bytes:
    """The bytes of a .docx. Same report, same bytes. `draw` makes the picture of a chart."""
    from docx import Document

    document = Document(io.BytesIO(word.write(sheet(rapport, dessins=True), modele)))
    graphiques = iter([(partie.graphique, partie.titre) for partie in rapport.parties if partie.graphique])
    for avant, paragraphe in pairwise(document.paragraphs):
        if paragraphe.text == _ICI:
            graphique, titre = next(graphiques)
            _draw(paragraphe, graphique, draw(graphique, titre))
            # What announces a chart, the chart and its table stay together.
            avant.paragraph_format.keep_with_next = paragraphe.paragraph_format.keep_with_next = True
    _style(document)
    return saved(document)


def _blocks(rapport: Rapport, *, dessins: bool) -> Iterator[Bloc]:
    yield Paragraphe((Texte(rapport.sous_titre, italique=True),))
    if rapport.reperes:
        yield Liste(
            tuple(
                (Paragraphe((Texte(f"{repere.valeur}\u00a0", gras=True), Texte(repere.libelle))),) for repere in rapport.reperes
            )
        )
    for partie in rapport.parties:
        yield from _part(partie, dessins=dessins)


def _part(partie: PartieRapport, *, dessins: bool) -> Iterator[Bloc]:
    yield Intertitre((Texte(partie.titre),), 2)
    yield from partie.avant
    if partie.graphique and dessins:
        yield Paragraphe((Texte(_ICI, saisi=True),))
    if partie.tableau:
        yield partie.tableau
    if partie.croise:
        yield Intertitre((Texte(partie.croise_titre),), 3)
        yield partie.croise
    yield from partie.apres


def _draw(paragraphe: "Paragraph", graphique: Graphique, png: bytes) -> None:
    """Put a picture where its mark is, as wide as the text, and say what it shows."""
    from docx.shared import Mm

    for course in paragraphe.runs:
        course.text = ""
    image = paragraphe.add_run().add_picture(io.BytesIO(png), width=Mm(_LARGEUR_MM))
    image._inline.docPr.set("descr", graphique.description)  # noqa: SLF001 - python-docx writes no alternative text


def _style(document: "Document") -> None:
    """Headings in the main colour; numbers against the right edge of their cells."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    for nom in (STYLES.feuille, STYLES.titre(2)):
        document.styles[nom].font.color.rgb = RGBColor(*_COULEUR)
    section = document.sections[-1]
    section.left_margin = section.right_margin = Mm(_MARGE_MM)
    for tableau in document.tables:
        colonnes = len(tableau.columns)
        premiere = _NOM_MM if colonnes > _BEAUCOUP else _NOM_LARGE_MM
        largeurs = [premiere] + [(210 - 2 * _MARGE_MM - premiere) / (colonnes - 1)] * (colonnes - 1)
        for ligne in tableau.rows:
            for rang, (cellule, largeur) in enumerate(zip(ligne.cells, largeurs, strict=True)):
                cellule.width = Mm(largeur)
                paragraphe = cellule.paragraphs[0]
                if rang:
                    paragraphe.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                for course in paragraphe.runs if colonnes > _BEAUCOUP else ():
                    course.font.size = Pt(_SERRE_PT)
        for colonne, largeur in zip(tableau.columns, largeurs, strict=True):
            colonne.width = Mm(largeur)
