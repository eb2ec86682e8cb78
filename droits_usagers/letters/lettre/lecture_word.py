"""The text of a Word document that someone else made: nothing in it is run, followed or fetched."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import PartieMuette
from droits_usagers.letters.lettre.modele_tenu import unseen_strings
from droits_usagers.letters.lettre.paquet import W, parse, sign_of

#: Of the text alone, unpacked: a thousand pages. A file that swells beyond is not a letter.
TAILLE_MAX = 20_000_000
_DOCUMENT = "word/document.xml"
#: What is printed around the body, or beside it: read after it.
_AUTOUR = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)[0-9]*\.xml")
_AUTOUR_MAX = 200
#: Where styles and fonts are named, and where links go.
_DECLARES = re.compile(r"word/(?:styles|fontTable)\.xml")
_RENVOIS = re.compile(r"word/_rels/[a-z]+[0-9]*\.xml\.rels")
_NOMMES = (f"{W}style", f"{W}font")
#: What shows a picture, a drawing, or a part made by another program; a drawing is often said in two ways, of which one counts.
_IMAGES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
#: What shows another document, a page or another text, as if it were written here.
_JOINTS = (f"{W}altChunk", f"{W}subDoc")
_CADRE = f"{W}txbxContent"
_SECONDE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SYMBOLES = frozenset({f"{W}sym", "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"})
_PARAGRAPHE = f"{W}p"
_SIGNES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


@dataclass(frozen=True, slots=True)
class WordLu:
    """Its text, and how many pictures and other documents it holds, that are not read."""

    texte: str = field(repr=False)
    images: int
    joints: int = 0
    #: What else is written in it: what was struck out, authors, choices of a list, links, formulas, descriptions.
    autour: tuple[str, ...] = field(default=(), repr=False)

    @property
    def muets(self) -> dict[PartieMuette, int]:
        """How many of each."""
        return {PartieMuette.IMAGES: self.images, PartieMuette.JOINTS: self.joints}


def read_word(contenu: bytes) -> WordLu:
    """Its paragraphs, one a line: the body, then headers, footers, notes and comments. Raises ExpectedError PIECE_ILLISIBLE."""
    try:
        xmls, declares, renvois = (
            _unpack(contenu, _AUTOUR, avant=_DOCUMENT),
            _unpack(contenu, _DECLARES),
            _unpack(contenu, _RENVOIS),
        )
        racines = [_parse(xml) for xml in xmls]
        autour = _unseen(xmls, declares, renvois)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ExpectedError(Panne.PIECE_ILLISIBLE) from error
    corps, *suite = ["\n".join(map("".join, _paragraphs(racine))) for racine in racines]
    texte = "\n".join((corps, *(dit.strip("\n") for dit in suite if dit.strip())))
    joints = sum(1 for racine in racines for _ in racine.iter(*_JOINTS))
    return WordLu(texte, sum(map(_pictures, racines)), joints, autour)


def _unseen(xmls: list[bytes], declares: list[bytes], renvois: list[bytes]) -> tuple[str, ...]:
    """What is written in the parts that are read, or where their links go, and is not their text nor the name of a style."""
    sus = {str(valeur) for xml in declares for element in _parse(xml).iter(*_NOMMES) for valeur in element.attrib.values()}
    liens = [element.get("Target", "") for xml in renvois for element in _parse(xml) if element.get("TargetMode") == "External"]
    dits = (*(dit for xml in xmls for dit in unseen_strings(xml)), *map(unquote, liens))
    return tuple(dict.fromkeys(dit for dit in dits if dit not in sus))


def _unpack(contenu: bytes, parties: re.Pattern[str], *, avant: str = "") -> list[bytes]:
    xmls, long = [], 0
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
        autour = sorted(nom for nom in archive.namelist() if parties.fullmatch(nom))[:_AUTOUR_MAX]
        for nom in filter(None, (avant, *autour)):
            with archive.open(nom) as partie:
                # What the archive says of its own size is not believed.
                xmls.append(partie.read(TAILLE_MAX - long + 1))
            long += len(xmls[-1])
            if long > TAILLE_MAX:
                raise ValueError(nom)
    return xmls


def _pictures(racine: etree._Element) -> int:
    """Those that are shown: a text box is read, and counts as none."""
    nombre, secondes = 0, 0
    #: Of each one that is open, whether it holds a text.
    ouvertes: list[bool] = []
    for moment, element in etree.iterwalk(racine, events=("start", "end")):
        if element.tag == _SECONDE:
            secondes += 1 if moment == "start" else -1
        elif element.tag == _CADRE and moment == "start" and ouvertes:
            ouvertes[-1] = True
        elif element.tag in _IMAGES and moment == "start":
            ouvertes.append(False)
        elif element.tag in _IMAGES:
            nombre += not (ouvertes.pop() or secondes)
    return nombre


def _parse(xml: bytes) -> etree._Element:
    try:
        return parse(xml)
    except etree.XMLSyntaxError as error:
        raise ValueError(_DOCUMENT) from error


def _paragraphs(racine: etree._Element) -> list[list[str]]:
    """What each paragraph says, without what one within it says: never more in all than the document holds."""
    dits: list[list[str]] = []
    ouverts: list[list[str]] = []
    for moment, element in etree.iterwalk(racine, events=("start", "end")):
        if element.tag == _PARAGRAPHE and moment == "end":
            ouverts.pop()
        elif element.tag == _PARAGRAPHE:
            dits.append([])
            ouverts.append(dits[-1])
        elif ouverts and moment == "start":
            ouverts[-1].append(_said(element))
    return dits


def _said(element: etree._Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag in _SYMBOLES:
        return sign_of(
            next((str(valeur) for cle, valeur in element.attrib.items() if etree.QName(cle).localname == "char"), "")
        )
    return _SIGNES[element.tag] if element.tag in _SIGNES and _in_a_run(element) else ""


def _in_a_run(element: etree._Element) -> bool:
    """A `w:tab` also says where a tab stop is."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"
