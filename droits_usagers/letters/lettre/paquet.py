"""The package of a .docx, and those of its parts that are not its text."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NSMAP = {"w": W[1:-1]}
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"

#: Every part of a package bears this date: the same letter gives the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
#: The numbers of lists: bullets, then one for each numbered list.
PUCE, PREMIER_NUMERO = 1, 2
_PROFONDEURS = range(3)
_HEXA = re.compile(r"[0-9A-Fa-f]{1,5}")
_SYMBOLES, _TAILLE_SYMBOLES = 0xF000, 0x100


def add_part(paquet: zipfile.ZipFile, nom: str, contenu: bytes) -> None:
    """Write a part, with nothing in its entry that says when or where."""
    entree = zipfile.ZipInfo(nom.lstrip("/"), _DATE)
    entree.create_system = 0
    # A letter is small: pressing it harder takes twice the time and saves two hundred bytes.
    paquet.writestr(entree, contenu, zipfile.ZIP_DEFLATED, 1)


def saved(document: "Document") -> bytes:
    """What python-docx made, without the hour at which each of its parts was written."""
    brut, propre = io.BytesIO(), io.BytesIO()
    document.save(brut)
    with zipfile.ZipFile(brut) as avant, zipfile.ZipFile(propre, "w") as apres:
        for nom in avant.namelist():
            add_part(apres, nom, avant.read(nom))
    return propre.getvalue()


@lru_cache
def envelope(section: bytes) -> tuple[bytes, bytes]:
    """What comes before and after the paragraphs: the document, and its page."""
    racine = etree.Element(f"{W}document", nsmap=NSMAP | {"r": _R})
    corps = etree.SubElement(racine, f"{W}body")
    corps.text = " "
    corps.append(etree.fromstring(section))
    debut, fin = to_bytes(racine).split(b"> <", 1)
    return debut + b">", b"<" + fin


@lru_cache
def prepared(paquet: bytes, numerotees: int, retrait: int, titre: str) -> bytes:  # noqa: PLR0917 - a key of the cache
    """The package of every letter that has as many lists and the same objet: nothing anyone typed is in it."""
    return with_parts(paquet, {"word/numbering.xml": _numbering(numerotees, retrait), "docProps/core.xml": _properties(titre)})


def with_parts(paquet: bytes, parties: Mapping[str, bytes]) -> bytes:
    """The package with these parts added, by name."""
    sortie = io.BytesIO(paquet)
    with zipfile.ZipFile(sortie, "a") as archive:
        for nom, contenu in parties.items():
            add_part(archive, nom, contenu)
    return sortie.getvalue()


def _numbering(numerotees: int, retrait: int) -> bytes:
    """The bullet, and as many numberings from 1 as there are numbered lists."""
    racine = etree.Element(f"{W}numbering", nsmap=NSMAP)
    for abstrait, format_, texte in (("0", "bullet", "–"), ("1", "decimal", "%{}.")):
        genre = sub(racine, "abstractNum", abstractNumId=abstrait)
        sub(genre, "multiLevelType", val="hybridMultilevel")
        for profondeur in _PROFONDEURS:
            niveau = sub(genre, "lvl", ilvl=str(profondeur))
            sub(niveau, "start", val="1")
            sub(niveau, "numFmt", val=format_)
            sub(niveau, "lvlText", val=texte.format(profondeur + 1))
            sub(niveau, "lvlJc", val="left")
            marge = etree.SubElement(niveau, f"{W}pPr")
            sub(marge, "ind", left=str((profondeur + 1) * retrait), hanging=str(retrait))
    for numero in range(PUCE, PREMIER_NUMERO + numerotees):
        liste = sub(racine, "num", numId=str(numero))
        sub(liste, "abstractNumId", val="0" if numero == PUCE else "1")
        for profondeur in _PROFONDEURS if numero > PUCE else ():
            reprise = sub(liste, "lvlOverride", ilvl=str(profondeur))
            sub(reprise, "startOverride", val="1")
    return to_bytes(racine)


def _properties(titre: str) -> bytes:
    """What the letter is about and its language; no author, no date, no program."""
    racine = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    etree.SubElement(racine, f"{{{_DC}}}title").text = titre
    etree.SubElement(racine, f"{{{_DC}}}creator").text = ""
    etree.SubElement(racine, f"{{{_DC}}}language").text = "fr-FR"
    etree.SubElement(racine, f"{{{_CORE}}}lastModifiedBy").text = ""
    return to_bytes(racine)


def parse(xml: bytes) -> etree._Element:
    """An XML part that someone else made, without comments, which would cut a text in two. Raises XMLSyntaxError."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True))


def to_bytes(racine: etree._Element) -> bytes:
    """An XML part as Word writes it."""
    return etree.tostring(racine, xml_declaration=True, encoding="UTF-8", standalone=True)


def sub(parent: etree._Element, nom: str, **attributs: str) -> etree._Element:
    """Add an element of Word, with attributes of Word."""
    return etree.SubElement(parent, f"{W}{nom}", {f"{W}{cle}": valeur for cle, valeur in attributs.items()})


def sign_of(code: str) -> str:
    """A sign given by its number in a font: those of a font of symbols are moved to where no letter is."""
    numero = int(code, 16) if _HEXA.fullmatch(code) else 0
    signe = chr(numero - _SYMBOLES if 0 <= numero - _SYMBOLES < _TAILLE_SYMBOLES else numero)
    return signe if signe.isprintable() else ""


def write(texte: str) -> bytes:
    """The bytes of a .docx. Same text, same bytes."""
    from docx import Document

    document = Document()
    for ligne in texte.split("\n"):
        document.add_paragraph(ligne)
    dites = document.core_properties
    for quoi in ("author", "comments", "last_modified_by", "title"):
        setattr(dites, quoi, "")
    return saved(document)
