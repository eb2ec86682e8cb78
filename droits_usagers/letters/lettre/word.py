"""Writes a document as a .docx on a model: named styles only, no author, no date, the same bytes for the same document.

What people type is only ever the text of an XML element, written by lxml. A paragraph in which nobody typed anything is the
same from one letter to the next: it is written once.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from droits_usagers.domain.lettre.lettre import (
    Bloc,
    Document,
    Feuille,
    Intertitre,
    Lettre,
    Ligne,
    Liste,
    Paragraphe,
    Tableau,
    Texte,
)
from droits_usagers.letters.lettre.ecriture import Trait, column_weights, strokes, text_of, title_of
from droits_usagers.letters.lettre.modele import STYLES, Modele
from droits_usagers.letters.lettre.paquet import (
    NSMAP,
    PREMIER_NUMERO,
    PUCE,
    W,
    add_part,
    envelope,
    prepared,
    sub,
    to_bytes,
    with_parts,
)
from droits_usagers.letters.lettre.serrage import DEGRES, degree, density, wrapped

#: What is printed between the margins of the model (`tools/modele.py`), and what is kept for another font.
LARGEUR, _HAUTEUR, _RESTE = 453.0, 750.0, 20.0
#: The size of what is boxed (`Feuille.encadre`).
ENCADRE_PT = 20
_TITRE, _ENCADRE_HAUTEUR, _AUTOUR_ENCADRE = 30.0, 24.0, 22.0
#: How much narrower the font of the model is, in bold, than the one whose widths are known.
_SERREE = 1.17
#: From a line to the next, for a size of one.
_INTERLIGNE = 1.18
#: After each kind of block, and around what is in a cell.
_APRES_PARAGRAPHE, _AUTOUR_TITRE, _APRES_ELEMENT, _APRES_LIGNE, _BORDS_CELLULE = 5.0, 11.0, 1.0, 3.0, 11.0
_MIN_DEMI_POINTS = 12


def half_points(feuille: Feuille) -> int:
    """The largest size, in half-points and no larger than what the sheet asks for, at which it holds."""
    tailles = range(feuille.corps_pt * 2, _MIN_DEMI_POINTS, -1)
    return next((taille for taille in tailles if _height(feuille, taille / 2) <= _HAUTEUR - _RESTE), _MIN_DEMI_POINTS)


def _height(feuille: Feuille, corps: float) -> float:
    encadre = _lines(feuille.encadre, LARGEUR, ENCADRE_PT) * _ENCADRE_HAUTEUR + _AUTOUR_ENCADRE
    return _TITRE + encadre + sum(_heights(feuille.corps, LARGEUR, corps))


def _heights(blocs: Sequence[Bloc], largeur: float, corps: float) -> Iterator[float]:
    ligne = corps * _INTERLIGNE
    for bloc in blocs:
        match bloc:
            case Paragraphe():
                yield _lines(bloc.contenu, largeur, corps) * ligne + _APRES_PARAGRAPHE
            case Intertitre():
                yield _lines(bloc.contenu, largeur, corps) * ligne + _AUTOUR_TITRE
            case Liste():
                # As far from its bullet as its size is from ten points.
                dedans = largeur - corps * 1.7
                yield from (sum(_heights(element, dedans, corps)) - 4.0 for element in bloc.elements)
                yield _APRES_PARAGRAPHE
            case _:
                poids = column_weights(bloc, corps)
                largeurs = [largeur * part / sum(poids) - _BORDS_CELLULE for part in poids]
                for rangee in (bloc.entetes, *bloc.lignes):
                    lignes = (_lines(cellule, large, corps) for cellule, large in zip(rangee, largeurs, strict=True))
                    yield max(lignes) * ligne + _APRES_LIGNE
                # The paragraph that Word wants after a table.
                yield ligne + _APRES_LIGNE


def _lines(ligne: Ligne, largeur: float, corps: float) -> int:
    return sum(wrapped(texte, _SERREE * largeur / corps) for texte in text_of(ligne).split("\n"))


# Declared once, by the document: lxml repeats it on each paragraph that it writes alone.
_XMLNS = f' xmlns:w="{W[1:-1]}"'.encode()
_VAL, _T = f"{W}val", f"{W}t"
_ESPACE = "{http://www.w3.org/XML/1998/namespace}space"

_CORPS_PT = 10
_RETRAIT = 340
_A4_MM = 210
#: Room between the references and the body, and above the enclosures, in twentieths of a point as all that follows.
_AVANT_CORPS = 160
_APRES_LISTE, _APRES_CORPS, _AVANT_TITRE, _APRES_TITRE = 80, 100, 160, 60
_AVANT_PIECES, _AVANT_SIGNATURE = 340, 2211
#: Once the font says how far a line is from the next, how Word writes that, and the same in points.
_SIMPLE, _INTERLIGNE_PT = 240, 11.5
_PT, _MM = 20, 1440 / 25.4
_TITRES = frozenset(map(STYLES.titre, (1, 2, 3)))
#: The size of what is boxed, in half-points.
_ENCADRE = str(ENCADRE_PT * 2)


class _Numero(NamedTuple):
    """The place of a paragraph in a list: which one, how deep; list 0 is a further paragraph of an item."""

    liste: int
    profondeur: int
    retrait: int


class _Forme(NamedTuple):
    """How a paragraph is written, beside what it says."""

    style: str
    #: The attributes of its frame.
    cadre: tuple[tuple[str, str], ...]
    #: In half-points, when it is not that of the style.
    taille: str
    avant: int
    garde_suivant: bool
    #: Below it, when it is not that of the style.
    apres: int | None = None
    #: From a line to the next, in two hundred and fortieths of what the font asks for.
    interligne: int = _SIMPLE
    numero: _Numero | None = None
    #: How far from the margin it is set.
    retrait: int = 0
    #: In bold, with a line all around.
    encadre: bool = False


def write(document: Document, modele: Modele) -> bytes:
    """The document as the bytes of a .docx."""
    corps = CorpsWord(modele)
    corps.add(document)
    debut, fin = envelope(corps.section)
    paquet = prepared(modele.paquet, corps.numerotees, corps.retrait, title_of(document))
    return with_parts(paquet, {"word/document.xml": b"".join((debut, *corps.ecrits, fin))})


class CorpsWord:
    """The body being written: one document, or several one after the other (`recueil.py`)."""

    def __init__(self, modele: Modele) -> None:
        self.modele = modele
        self.ecrits: list[bytes] = []
        #: How many numbered lists were begun: each starts again at 1.
        self.numerotees = 0
        #: Of a sheet: the size of its text, in half-points.
        self.taille = ""
        #: How far the text of a list is from its bullet or number.
        self.retrait = _RETRAIT
        #: How close together the document being written is set.
        self.degre = DEGRES[0]

    @property
    def section(self) -> bytes:
        """The page of the document written last, as XML."""
        return _narrowed(self.modele.section, self.degre.marge)

    def add(self, document: Document) -> None:
        """Write a document after what is written already."""
        self.taille, self.retrait, self.degre = "", _RETRAIT, DEGRES[0]
        if isinstance(document, Feuille):
            self._sheet(document)
        else:
            self._letter(document)

    def _letter(self, lettre: Lettre) -> None:
        # The page of one's own model is one's own.
        if self.modele.a_nous:
            self.degre = degree(lettre)
        self._lines(lettre.expediteur, STYLES.expediteur)
        self._lines(lettre.destinataire, STYLES.destinataire[density(lettre.destinataire)])
        self._lines((lettre.lieu_date,), STYLES.lieu_date)
        self._lines(lettre.mentions, STYLES.mention)
        self._lines((lettre.objet,), STYLES.objet)
        self._lines(lettre.references, STYLES.reference)
        self._blocks(lettre.corps, avant=_AVANT_CORPS, garde_fin=True)
        annexes = bool(lettre.pieces_jointes or lettre.copies)
        self._lines(lettre.signature[:1], STYLES.signer, garde=annexes or len(lettre.signature) > 1)
        self._lines(lettre.signature[1:], STYLES.signature, garde=annexes)
        self._lines(lettre.pieces_jointes, STYLES.piece, avant=_AVANT_PIECES - 3 * self._pris)
        self._lines(lettre.copies, STYLES.copie)

    def _sheet(self, feuille: Feuille) -> None:
        self._lines((feuille.titre,), STYLES.feuille)
        taille = feuille.corps_pt * 2
        if feuille.encadre:
            self._paragraph(feuille.encadre, self._form(STYLES.corps)._replace(taille=_ENCADRE, encadre=True))
            taille = half_points(feuille)
        self.taille = str(taille)
        self.retrait = _RETRAIT * taille // (_CORPS_PT * 2)
        self._blocks(feuille.corps)

    def _lines(self, lignes: Sequence[Ligne], style: str, *, avant: int = 0, garde: bool = False) -> None:
        forme = self._form(style, garde_suivant=garde)
        for rang, ligne in enumerate(lignes):
            self._paragraph(ligne, forme._replace(avant=avant) if avant and rang == 0 else forme)

    def _blocks(self, blocs: Sequence[Bloc], *, avant: int = 0, garde_fin: bool = False) -> None:
        """`avant`: room above the first block. `garde_fin`: the last three stay with what follows, as a signature must."""
        for rang, bloc in enumerate(blocs):
            garde = garde_fin and rang >= len(blocs) - 3
            # What a block asks above the next one: the items of a list are close to one another, not to what follows.
            espace = avant if rang == 0 else (_APRES_LISTE - self._pris if isinstance(blocs[rang - 1], Liste) else 0)
            match bloc:
                case Paragraphe():
                    # « Je demande : » is not left alone at the foot of a page, nor what is said of it on the next one.
                    annonce = any(map(_goes_with_the_one_before, blocs[rang + 1 : rang + 2]))
                    forme = self._form(STYLES.corps, avant=espace, garde_suivant=garde or annonce)
                    self._paragraph(bloc.contenu, forme._replace(retrait=self.retrait if bloc.retrait else 0))
                case Intertitre():
                    self._paragraph(bloc.contenu, self._form(STYLES.titre(bloc.niveau)))
                case Liste():
                    self._list(bloc, profondeur=0, garde_fin=garde)
                case _:
                    self._table(bloc)

    def _list(self, liste: Liste, *, profondeur: int, garde_fin: bool) -> None:
        numero = PUCE
        if liste.ordonnee:
            numero = PREMIER_NUMERO + self.numerotees
            self.numerotees += 1
        forme = self._form(STYLES.numero if liste.ordonnee else STYLES.puce)
        for element in liste.elements:
            for rang, bloc in enumerate(element):
                garde = garde_fin and bloc is liste.elements[-1][-1]
                match bloc:
                    case Liste():
                        self._list(bloc, profondeur=profondeur + 1, garde_fin=garde)
                    case Tableau():
                        self._table(bloc)
                    case _:
                        place = _Numero(numero if rang == 0 else 0, profondeur, self.retrait)
                        self._paragraph(bloc.contenu, forme._replace(numero=place, garde_suivant=garde))

    def _table(self, tableau: Tableau) -> None:
        table = etree.Element(f"{W}tbl", nsmap=NSMAP)
        proprietes = etree.SubElement(table, f"{W}tblPr")
        sub(proprietes, "tblW", w="5000", type="pct")
        bords = etree.SubElement(proprietes, f"{W}tblBorders")
        for cote in ("top", "left", "bottom", "right", "insideH", "insideV"):
            sub(bords, cote, val="single", sz="4", space="0", color="808080")
        grille = etree.SubElement(table, f"{W}tblGrid")
        poids = column_weights(tableau, int(self.taille) / 2 if self.taille else _CORPS_PT)
        large = round((_A4_MM - 2 * self.degre.marge) * _MM)
        largeurs = [str(large * part // sum(poids)) for part in poids]
        for largeur in largeurs:
            sub(grille, "gridCol", w=largeur)
        ouverture, fermeture = _halves(table)
        self.ecrits.append(ouverture)
        for rang, ligne in enumerate((tableau.entetes, *tableau.lignes)):
            self._row(ligne, largeurs, STYLES.cellule if rang else STYLES.entete)
        # Word requires a paragraph between a table and what follows, or the end.
        self.ecrits.append(fermeture)
        self._paragraph((), self._form(STYLES.cellule))

    def _row(self, ligne: Sequence[Ligne], largeurs: Sequence[str], style: str) -> None:
        rang = etree.Element(f"{W}tr", nsmap=NSMAP)
        proprietes = sub(rang, "trPr")
        sub(proprietes, "cantSplit")
        if style == STYLES.entete:
            sub(proprietes, "tblHeader")
        ouverture, fermeture = _halves(rang)
        self.ecrits.append(ouverture)
        for cellule, largeur in zip(ligne, largeurs, strict=True):
            case = etree.Element(f"{W}tc", nsmap=NSMAP)
            sub(sub(case, "tcPr"), "tcW", w=largeur, type="dxa")
            debut, fin = _halves(case)
            self.ecrits.append(debut)
            self._paragraph(cellule, self._form(style))
            self.ecrits.append(fin)
        self.ecrits.append(fermeture)

    def _form(self, style: str, *, avant: int = 0, garde_suivant: bool = False) -> _Forme:
        cadre = self.modele.cadres.get(style, ())
        forme = _Forme(self.modele.styles[style], cadre, self.taille, avant=avant, garde_suivant=garde_suivant)
        return forme if self.degre is DEGRES[0] else self._closer(forme, style)

    def _closer(self, forme: _Forme, style: str) -> _Forme:
        """The same, as close to the next as this letter is set."""
        if style == STYLES.signer:
            return forme._replace(avant=round(_AVANT_SIGNATURE - self.degre.signer * _MM))
        if style == STYLES.expediteur:
            return forme._replace(cadre=tuple((nom, self._aligned(nom, valeur)) for nom, valeur in forme.cadre))
        interligne = min(_SIMPLE, round(_SIMPLE * self.degre.interligne / _INTERLIGNE_PT))
        if style == STYLES.corps:
            return forme._replace(apres=_APRES_CORPS - self._pris, interligne=interligne)
        if style in _TITRES:
            avant, apres = _AVANT_TITRE - self._pris, _APRES_TITRE - self._pris // 2
            return forme._replace(avant=avant, apres=apres, interligne=interligne)
        return forme._replace(interligne=interligne) if style in {STYLES.puce, STYLES.numero} else forme

    def _aligned(self, nom: str, valeur: str) -> str:
        """The sender begins where the lines do."""
        return str(round(self.degre.marge * _MM)) if nom == f"{W}x" else valeur

    @property
    def _pris(self) -> int:
        return round(self.degre.entre * _PT)

    def _paragraph(self, ligne: Ligne, forme: _Forme) -> None:
        typed = any(isinstance(inline, Texte) and inline.saisi for inline in ligne)
        self.ecrits.append(_bytes_of(ligne, forme) if typed else _own_bytes_of(ligne, forme))


def _goes_with_the_one_before(bloc: Bloc) -> bool:
    return isinstance(bloc, Liste) or (isinstance(bloc, Paragraphe) and bloc.retrait)


@lru_cache(maxsize=16)
def _narrowed(section: bytes, marge: int) -> bytes:
    """The page of a model, with these margins left and right where they are not what it has."""
    if marge == DEGRES[0].marge:
        return section
    racine = etree.fromstring(section)
    for marges in racine.iter(f"{W}pgMar"):
        for cote in ("left", "right"):
            marges.set(f"{W}{cote}", str(round(marge * _MM)))
    return etree.tostring(racine)


def _bytes_of(ligne: Ligne, forme: _Forme) -> bytes:
    ouverture, fermeture = _opening(forme)
    traits = (trait._replace(gras=True) if forme.encadre else trait for trait in strokes(ligne))
    return b"".join((ouverture, *(_run(trait, forme.taille) for trait in traits), fermeture))


#: Never given what someone typed: nothing of it may stay in memory.
_own_bytes_of = lru_cache(maxsize=1024)(_bytes_of)


@lru_cache(maxsize=512)
def _opening(forme: _Forme) -> tuple[bytes, bytes]:
    """A paragraph without its text, cut where the text goes. Its properties are in the order that the schema asks for."""
    paragraphe = etree.Element(f"{W}p", nsmap=NSMAP)
    proprietes = etree.SubElement(paragraphe, f"{W}pPr")
    sub(proprietes, "pStyle", val=forme.style)
    if forme.garde_suivant:
        sub(proprietes, "keepNext")
    if forme.cadre:
        etree.SubElement(proprietes, f"{W}framePr", dict(forme.cadre))
    if forme.numero:
        numerotation = sub(proprietes, "numPr")
        sub(numerotation, "ilvl", val=str(forme.numero.profondeur))
        sub(numerotation, "numId", val=str(forme.numero.liste))
    _place(proprietes, forme)
    if forme.taille:
        # Of the mark of the paragraph too: the number of a list is as big as its text.
        sub(proprietes, "rPr").extend(_run_properties(Trait(""), forme.taille))
    return _halves(paragraphe)


def _place(proprietes: etree._Element, forme: _Forme) -> None:
    """Where a paragraph stands: its border, the room above it, how far it is from the margins."""
    if forme.encadre:
        bords = sub(proprietes, "pBdr")
        for cote in ("top", "left", "bottom", "right"):
            sub(bords, cote, val="single", sz="12", space="5", color="auto")
        sub(proprietes, "spacing", before="60", after="200")
        sub(proprietes, "ind", left="120", right="120")
    elif espace := _spacing(forme):
        sub(proprietes, "spacing", **espace)
    if forme.numero and not forme.numero.liste:
        sub(proprietes, "ind", left=str((forme.numero.profondeur + 1) * forme.numero.retrait), firstLine="0")
    elif forme.retrait:
        sub(proprietes, "ind", left=str(forme.retrait))


def _spacing(forme: _Forme) -> dict[str, str]:
    """The room around a paragraph and between its lines, where it is not that of its style."""
    espace = {"before": str(forme.avant)} if forme.avant else {}
    if forme.apres is not None:
        espace["after"] = str(forme.apres)
    if forme.interligne != _SIMPLE:
        espace |= {"line": str(forme.interligne), "lineRule": "auto"}
    return espace


def _run(trait: Trait, taille: str) -> bytes:
    course = etree.Element(f"{W}r", nsmap=NSMAP)
    proprietes = list(_run_properties(trait, taille))
    if proprietes:
        sub(course, "rPr").extend(proprietes)
    for rang, morceau in enumerate(trait.texte.split("\n")):
        if rang:
            sub(course, "br")
        _text(course, morceau)
    return _alone(course)


def _halves(element: etree._Element) -> tuple[bytes, bytes]:
    """An element that holds something, cut before its end: what it contains is still to come."""
    ecrit = _alone(element)
    fin = ecrit.rindex(b"<")
    return ecrit[:fin], ecrit[fin:]


def _alone(element: etree._Element) -> bytes:
    """An element as it is written inside the document, which declares the namespace."""
    return etree.tostring(element).replace(_XMLNS, b"", 1)


def _run_properties(trait: Trait, taille: str) -> Iterator[etree._Element]:
    for nom, present in (("b", trait.gras), ("bCs", trait.gras), ("i", trait.italique), ("iCs", trait.italique)):
        if present:
            yield etree.Element(f"{W}{nom}")
    for nom in ("sz", "szCs") if taille else ():
        yield etree.Element(f"{W}{nom}", {_VAL: taille})
    if trait.droite_a_gauche:
        yield etree.Element(f"{W}rtl")


def _text(course: etree._Element, texte: str) -> None:
    for rang, morceau in enumerate(texte.split("\t")):
        if rang:
            etree.SubElement(course, f"{W}tab")
        if morceau:
            element = etree.SubElement(course, _T)
            element.text = morceau
            if morceau[0] == " " or morceau[-1] == " " or "  " in morceau:
                element.set(_ESPACE, "preserve")


_DOCUMENT = "word/document.xml"
#: Every paragraph of ours has properties, which end with those of its section, if it closes one.
_FIN_PROPRIETES = b"</w:pPr>"
_DECLARATIONS = re.compile(rb' xmlns:\w+="[^"]*"')
_ENTETES = re.compile(r"word/(?:header|footer)\d*\.xml")
#: How many pages the whole document has: what a header or a footer says of one letter, and cannot say here.
_EN_TOUT = "NUMPAGES"
#: What stands between the number of a page and how many there are: « / », « sur ».
_ENTRE_DEUX = 5


class Recueil:
    """Letters being put together. Holds what was typed in them: to be thrown away once written."""

    def __init__(self, modele: Modele) -> None:
        self._modele = modele
        self._corps = CorpsWord(modele)
        self._titres: dict[str, None] = {}
        #: How many letters it holds.
        self.nombre = 0

    def add(self, document: Document) -> None:
        """Put a letter after the others."""
        if self.nombre:
            # The last paragraph written holds the section that it ends: a paragraph made for that could fall on a page alone.
            dernier = self._corps.ecrits[-1]
            coupe = dernier.index(_FIN_PROPRIETES)
            self._corps.ecrits[-1] = dernier[:coupe] + _section(self._corps.section) + dernier[coupe:]
        self._corps.add(document)
        self._titres.setdefault(title_of(document))
        self.nombre += 1

    def content(self) -> bytes:
        """The .docx. Its title is the objet of the letters, when all have the same."""
        section = _numbered_apart(self._corps.section)
        debut, fin = envelope(section)
        titre = next(iter(self._titres)) if len(self._titres) == 1 else ""
        paquet = prepared(_of_sections(self._modele.paquet), self._corps.numerotees, self._corps.retrait, titre)
        return with_parts(paquet, {_DOCUMENT: b"".join((debut, *self._corps.ecrits, fin))})


@lru_cache
def _section(section: bytes) -> bytes:
    """A section as it is written in a paragraph, inside a document that declares every name."""
    racine = etree.fromstring(_numbered_apart(section))
    return _DECLARATIONS.sub(b"", etree.tostring(racine))


@lru_cache
def _numbered_apart(section: bytes) -> bytes:
    """The same page, whose numbers begin at 1, on the front of a sheet: it may be printed on both sides."""
    racine = etree.fromstring(section)
    genre = racine.find(f"{W}type")
    if genre is None:
        genre = etree.Element(f"{W}type", nsmap=NSMAP)
        place = next(rang for rang, element in enumerate(racine) if element.tag not in _AVANT_GENRE)
        racine.insert(place, genre)
    genre.set(f"{W}val", "oddPage")
    numeros = racine.find(f"{W}pgNumType")
    if numeros is None:
        numeros = etree.Element(f"{W}pgNumType", nsmap=NSMAP)
        place = next(rang for rang, element in enumerate(racine) if element.tag in _APRES_NUMEROS)
        racine.insert(place, numeros)
    numeros.set(f"{W}start", "1")
    return etree.tostring(racine)


#: What the schema puts before how a section begins; every page has a size.
_AVANT_GENRE = frozenset(f"{W}{nom}" for nom in ("headerReference", "footerReference", "footnotePr", "endnotePr"))
#: What the schema puts after the numbers of pages; every page has columns, or else a grid.
_APRES_NUMEROS = frozenset(f"{W}{nom}" for nom in ("cols", "formProt", "vAlign", "noEndnote", "titlePg", "docGrid"))


@lru_cache(maxsize=4)
def _of_sections(paquet: bytes) -> bytes:
    """The package of a model, whose headers and footers number pages without a total. Nothing anyone typed is in it.

    Word could count the pages of a section (SECTIONPAGES); LibreOffice cannot, and would print the same total everywhere.
    """
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paquet)) as ancien, zipfile.ZipFile(sortie, "w") as nouveau:
        for nom in ancien.namelist():
            contenu = ancien.read(nom)
            add_part(nouveau, nom, _without_total(contenu) if _ENTETES.fullmatch(nom) else contenu)
    return sortie.getvalue()


def _without_total(contenu: bytes) -> bytes:
    racine = etree.fromstring(contenu)
    for paragraphe in racine.iter(f"{W}p"):
        for champ in list(_totals(paragraphe)):
            # Remove a field, and the little text that led to it.
            avant = champ[0].getprevious()
            if avant is not None and avant.tag == f"{W}r" and 0 < len("".join(map(str, avant.itertext()))) <= _ENTRE_DEUX:
                paragraphe.remove(avant)
            for element in champ:
                paragraphe.remove(element)
    return to_bytes(racine)


def _totals(paragraphe: etree._Element) -> Iterator[list[etree._Element]]:
    """The elements of each field that is a total: one, or the runs from its beginning to its end."""
    champ: list[etree._Element] = []
    for element in paragraphe:
        if element.tag == f"{W}fldSimple" and _EN_TOUT in str(element.get(f"{W}instr")):
            yield [element]
        marque = element.find(f"{W}fldChar")
        genre = marque.get(f"{W}fldCharType") if marque is not None else ""
        if genre == "begin":
            champ = [element]
        elif champ:
            champ.append(element)
        if genre == "end":
            if any(_EN_TOUT in (texte.text or "") for run in champ for texte in run.iter(f"{W}instrText")):
                yield champ
            champ = []
