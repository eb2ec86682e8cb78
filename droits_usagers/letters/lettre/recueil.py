"""Writes several letters as one .docx on a model, to be printed in one go: each begins a sheet, and is numbered from 1.

Each letter is a section of the document, with the page, the header and the footer that it would have alone.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.letters.lettre.ecriture import title_of
from droits_usagers.letters.lettre.modele import Modele
from droits_usagers.letters.lettre.paquet import NSMAP, W, add_part, envelope, prepared, to_bytes, with_parts
from droits_usagers.letters.lettre.word import CorpsWord

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
            self._close_section()
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

    def _close_section(self) -> None:
        """The last paragraph written holds the section that it ends: a paragraph made for that could fall on a page alone."""
        dernier = self._corps.ecrits[-1]
        coupe = dernier.index(_FIN_PROPRIETES)
        self._corps.ecrits[-1] = dernier[:coupe] + _section(self._corps.section) + dernier[coupe:]


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
            _remove(paragraphe, champ)
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


def _remove(paragraphe: etree._Element, champ: list[etree._Element]) -> None:
    """Remove a field, and the little text that led to it."""
    avant = champ[0].getprevious()
    if avant is not None and avant.tag == f"{W}r" and 0 < len("".join(map(str, avant.itertext()))) <= _ENTRE_DEUX:
        paragraphe.remove(avant)
    for element in champ:
        paragraphe.remove(element)
