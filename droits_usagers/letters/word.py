"""Writes a document as a .docx on a model: named styles only, no author, no date, the same bytes for the same document.

What people type is only ever the text of an XML element, never XML.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from droits_usagers.domain.lettre import Bloc, Document, Feuille, Lettre, Ligne, Liste, Paragraphe, Tableau, Titre
from droits_usagers.letters.ecriture import Trait, column_weights, strokes, title_of
from droits_usagers.letters.fenetre import density
from droits_usagers.letters.modele import STYLES, Modele, R, W, add_part, to_bytes

_NSMAP = {"w": W[1:-1], "r": R[1:-1]}
_ESPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_PUCE, _NUMERO = "1", 2
_CORPS_PT = 10
_RETRAIT_TWIPS = 340
_LARGEUR_TWIPS = 9071
_APPEL_TWIPS = 200


def write(document: Document, modele: Modele) -> bytes:
    """The document as the bytes of a .docx."""
    racine = etree.Element(f"{W}document", nsmap=_NSMAP)
    corps = _Corps(etree.SubElement(racine, f"{W}body"), modele)
    if isinstance(document, Feuille):
        corps.sheet(document)
    else:
        corps.letter(document)
    corps.element.append(etree.fromstring(modele.section))
    sortie = io.BytesIO(modele.paquet)
    sortie.seek(0, io.SEEK_END)
    with zipfile.ZipFile(sortie, "a") as paquet:
        add_part(paquet, "word/document.xml", to_bytes(racine))
        add_part(paquet, "word/numbering.xml", _numbering(corps.numerotees, corps.retrait))
        add_part(paquet, "docProps/core.xml", _properties(document))
    return sortie.getvalue()


@dataclass(slots=True)
class _Corps:
    """The body being written."""

    element: etree._Element
    modele: Modele
    #: How many numbered lists were begun: each starts again at 1.
    numerotees: int = field(default=0, init=False)
    #: Of a sheet: the size of its text, in half-points.
    taille: str = field(default="", init=False)
    #: How far the text of a list is from its bullet or number.
    retrait: int = field(default=_RETRAIT_TWIPS, init=False)

    def letter(self, lettre: Lettre) -> None:
        self._lines(lettre.expediteur, STYLES.expediteur)
        self._lines(lettre.destinataire, STYLES.destinataire[density(lettre.destinataire)])
        self._lines((lettre.lieu_date,), STYLES.lieu_date)
        self._lines(lettre.mentions, STYLES.mention)
        self._lines((lettre.objet,), STYLES.objet)
        self._lines(lettre.references, STYLES.reference)
        debut = len(self.element)
        self._blocks(lettre.corps)
        self._set_apart(debut)
        self._keep_last()
        self._lines(lettre.signature[:1], STYLES.signer)
        self._lines(lettre.signature[1:], STYLES.signature)
        self._lines(lettre.pieces_jointes, STYLES.piece, avant=_RETRAIT_TWIPS)
        self._lines(lettre.copies, STYLES.copie)

    def sheet(self, feuille: Feuille) -> None:
        self.taille = str(feuille.corps_pt * 2)
        self.retrait = _RETRAIT_TWIPS * feuille.corps_pt // _CORPS_PT
        self._lines((feuille.titre,), STYLES.feuille)
        self._blocks(feuille.corps)

    def _lines(self, lignes: Sequence[Ligne], style: str, *, avant: int = 0) -> None:
        for ligne in lignes:
            proprietes = self._paragraph(ligne, style)
            if avant:
                _space_before(proprietes, avant)
                avant = 0

    def _blocks(self, blocs: Sequence[Bloc]) -> None:
        for bloc in blocs:
            match bloc:
                case Paragraphe():
                    self._paragraph(bloc.contenu, STYLES.corps)
                case Titre():
                    self._paragraph(bloc.contenu, STYLES.titre(bloc.niveau))
                case Liste():
                    self._list(bloc, 0)
                case Tableau():
                    self._table(bloc)

    def _list(self, liste: Liste, profondeur: int) -> None:
        numero = _PUCE
        if liste.ordonnee:
            numero = str(_NUMERO + self.numerotees)
            self.numerotees += 1
        style = STYLES.numero if liste.ordonnee else STYLES.puce
        for element in liste.elements:
            for rang, bloc in enumerate(element):
                if isinstance(bloc, Liste):
                    self._list(bloc, profondeur + 1)
                elif isinstance(bloc, Paragraphe | Titre):
                    proprietes = self._paragraph(bloc.contenu, style)
                    _number(proprietes, numero if rang == 0 else "0", profondeur=profondeur, retrait=self.retrait)

    def _table(self, tableau: Tableau) -> None:
        table = etree.SubElement(self.element, f"{W}tbl")
        proprietes = etree.SubElement(table, f"{W}tblPr")
        _sub(proprietes, "tblW", w="5000", type="pct")
        bords = etree.SubElement(proprietes, f"{W}tblBorders")
        for cote in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _sub(bords, cote, val="single", sz="4", space="0", color="808080")
        grille = etree.SubElement(table, f"{W}tblGrid")
        poids = column_weights(tableau)
        largeurs = [str(_LARGEUR_TWIPS * part // sum(poids)) for part in poids]
        for largeur in largeurs:
            _sub(grille, "gridCol", w=largeur)
        for rang, ligne in enumerate((tableau.entetes, *tableau.lignes)):
            self._row(table, list(zip(ligne, largeurs, strict=True)), STYLES.cellule if rang else STYLES.entete)
        # Word requires a paragraph between a table and what follows, or the end.
        etree.SubElement(self.element, f"{W}p")

    def _row(self, table: etree._Element, cellules: Sequence[tuple[Ligne, str]], style: str) -> None:
        rang = etree.SubElement(table, f"{W}tr")
        proprietes = etree.SubElement(rang, f"{W}trPr")
        etree.SubElement(proprietes, f"{W}cantSplit")
        if style == STYLES.entete:
            etree.SubElement(proprietes, f"{W}tblHeader")
        for cellule, largeur in cellules:
            case = etree.SubElement(rang, f"{W}tc")
            _sub(etree.SubElement(case, f"{W}tcPr"), "tcW", w=largeur, type="dxa")
            self._paragraph(cellule, style, dans=case)

    def _paragraph(self, ligne: Ligne, style: str, *, dans: etree._Element | None = None) -> etree._Element:
        """Write a paragraph, and return its properties."""
        paragraphe = etree.SubElement(self.element if dans is None else dans, f"{W}p")
        proprietes = etree.SubElement(paragraphe, f"{W}pPr")
        _sub(proprietes, "pStyle", val=self.modele.styles[style])
        if style in self.modele.cadres:
            proprietes.append(etree.fromstring(self.modele.cadres[style]))
        taille = self.taille if style != STYLES.feuille else ""
        if taille:
            # Of the mark of the paragraph too: the number of a list is as big as its text.
            etree.SubElement(proprietes, f"{W}rPr").extend(_run_properties(Trait(""), taille))
        for trait in strokes(ligne):
            _run(paragraphe, trait, taille)
        return proprietes

    def _set_apart(self, rang: int) -> None:
        """Room between the objet or the references and the body."""
        if len(self.element) > rang and self.element[rang].tag == f"{W}p":
            _space_before(self.element[rang][0], _APPEL_TWIPS)

    def _keep_last(self) -> None:
        """Keep the end of the body with the signature, which is never alone on a page."""
        dernier = self.element[-1] if len(self.element) else None
        if dernier is not None and dernier.tag == f"{W}p" and len(dernier):
            style = dernier[0][0]
            style.addnext(etree.Element(f"{W}keepNext"))


def _run(paragraphe: etree._Element, trait: Trait, taille: str) -> None:
    course = etree.SubElement(paragraphe, f"{W}r")
    proprietes = list(_run_properties(trait, taille))
    if proprietes:
        etree.SubElement(course, f"{W}rPr").extend(proprietes)
    for rang, morceau in enumerate(trait.texte.split("\n")):
        if rang:
            etree.SubElement(course, f"{W}br")
        _text(course, morceau)


def _space_before(proprietes: etree._Element, twips: int) -> None:
    espace = etree.Element(f"{W}spacing", {f"{W}before": str(twips)})
    marque = proprietes.find(f"{W}rPr")
    if marque is None:
        proprietes.append(espace)
    else:
        marque.addprevious(espace)


def _run_properties(trait: Trait, taille: str) -> Iterator[etree._Element]:
    """In the order that the schema asks for."""
    for nom, present in (("b", trait.gras), ("bCs", trait.gras), ("i", trait.italique), ("iCs", trait.italique)):
        if present:
            yield etree.Element(f"{W}{nom}")
    for nom in ("sz", "szCs") if taille else ():
        yield etree.Element(f"{W}{nom}", {f"{W}val": taille})
    if trait.droite_a_gauche:
        yield etree.Element(f"{W}rtl")


def _text(course: etree._Element, texte: str) -> None:
    for rang, morceau in enumerate(texte.split("\t")):
        if rang:
            etree.SubElement(course, f"{W}tab")
        if morceau:
            element = etree.SubElement(course, f"{W}t", {_ESPACE: "preserve"})
            element.text = morceau


def _number(proprietes: etree._Element, numero: str, *, profondeur: int, retrait: int) -> None:
    """Number a paragraph; 0 is a further paragraph of an item, aligned with it."""
    numerotation = etree.Element(f"{W}numPr")
    _sub(numerotation, "ilvl", val=str(profondeur))
    _sub(numerotation, "numId", val=numero)
    proprietes.insert(1, numerotation)
    if numero == "0":
        marge = {f"{W}left": str((profondeur + 1) * retrait), f"{W}firstLine": "0"}
        proprietes.insert(2, etree.Element(f"{W}ind", marge))


def _numbering(numerotees: int, retrait: int) -> bytes:
    """The bullet, and as many numberings from 1 as there are numbered lists."""
    racine = etree.Element(f"{W}numbering", nsmap=_NSMAP)
    for abstrait, format_, texte in (("0", "bullet", "–"), ("1", "decimal", "%{}.")):
        genre = _sub(racine, "abstractNum", abstractNumId=abstrait)
        _sub(genre, "multiLevelType", val="hybridMultilevel")
        for profondeur in range(3):
            niveau = _sub(genre, "lvl", ilvl=str(profondeur))
            _sub(niveau, "start", val="1")
            _sub(niveau, "numFmt", val=format_)
            _sub(niveau, "lvlText", val=texte.format(profondeur + 1))
            _sub(niveau, "lvlJc", val="left")
            marge = etree.SubElement(niveau, f"{W}pPr")
            _sub(marge, "ind", left=str((profondeur + 1) * retrait), hanging=str(retrait))
    for numero in range(1, _NUMERO + numerotees):
        liste = _sub(racine, "num", numId=str(numero))
        _sub(liste, "abstractNumId", val="0" if numero == int(_PUCE) else "1")
        if numero > int(_PUCE):
            for profondeur in range(3):
                reprise = _sub(liste, "lvlOverride", ilvl=str(profondeur))
                _sub(reprise, "startOverride", val="1")
    return to_bytes(racine)


def _properties(document: Document) -> bytes:
    """What the letter is about and its language; no author, no date, no program."""
    racine = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    etree.SubElement(racine, f"{{{_DC}}}title").text = title_of(document)
    etree.SubElement(racine, f"{{{_DC}}}creator").text = ""
    etree.SubElement(racine, f"{{{_DC}}}language").text = "fr-FR"
    etree.SubElement(racine, f"{{{_CORE}}}lastModifiedBy").text = ""
    return to_bytes(racine)


def _sub(parent: etree._Element, nom: str, **attributs: str) -> etree._Element:
    return etree.SubElement(parent, f"{W}{nom}", {f"{W}{cle}": valeur for cle, valeur in attributs.items()})
