"""Writes a document as a .docx on a model: named styles only, no author, no date, the same bytes for the same document.

What people type is only ever the text of an XML element, written by lxml. A paragraph in which nobody typed anything is the
same from one letter to the next: it is written once.
"""

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
from droits_usagers.letters.lettre.ecriture import Trait, column_weights, strokes, title_of
from droits_usagers.letters.lettre.fenetre import density
from droits_usagers.letters.lettre.hauteur import ENCADRE_PT, half_points
from droits_usagers.letters.lettre.modele import STYLES, Modele
from droits_usagers.letters.lettre.paquet import NSMAP, PREMIER_NUMERO, PUCE, W, envelope, prepared, sub, with_parts
from droits_usagers.letters.lettre.serrage import DEGRES, degree

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
            espace = avant if rang == 0 else self._room_after(blocs[rang - 1])
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

    def _room_after(self, bloc: Bloc) -> int:
        """What a block asks above the next one: the items of a list are close to one another, not to what follows."""
        return _APRES_LISTE - self._pris if isinstance(bloc, Liste) else 0

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
