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
from droits_usagers.letters.lettre.modele import unseen_strings
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
#: What is said of the file: who wrote it, its title, its keywords.
_PROPRIETES = re.compile(r"docProps/(?:core|app|custom)\.xml")
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
        parties = _unpack(contenu)
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
    racines = [racine for nom, racine in parties.items() if nom == _DOCUMENT or _AUTOUR.fullmatch(nom)]
    corps, *suite = ["\n".join(map("".join, _paragraphs(racine))) for racine in racines]
    texte = "\n".join((corps, *(dit.strip("\n") for dit in suite if dit.strip())))
    joints = sum(1 for racine in racines for _ in racine.iter(*_JOINTS))
    return WordLu(texte, sum(map(_pictures, racines)), joints, _unseen(parties))


def _unseen(parties: dict[str, etree._Element]) -> tuple[str, ...]:
    """What is written in the parts that are read, in its properties, or where its links go, and is no name of a style."""
    sus, dits, liens = set[str](), list[str](), list[str]()
    for nom, racine in parties.items():
        if _DECLARES.fullmatch(nom):
            sus.update(str(valeur) for element in racine.iter(*_NOMMES) for valeur in element.attrib.values())
        elif _RENVOIS.fullmatch(nom):
            liens += [unquote(un.get("Target", "")) for un in racine if un.get("TargetMode") == "External"]
        else:
            dits += unseen_strings(racine)
    return tuple(dict.fromkeys(dit for dit in (*dits, *liens) if dit not in sus))


def _unpack(contenu: bytes) -> dict[str, etree._Element]:
    """The parts that are read, the body first, each unpacked and parsed once: so many bytes in all, whatever they are."""
    parties: dict[str, etree._Element] = {}
    long = 0
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
        presents = sorted(archive.namelist())
        autour = [nom for nom in presents if _AUTOUR.fullmatch(nom)][:_AUTOUR_MAX]
        besides = [nom for lues in (_DECLARES, _RENVOIS, _PROPRIETES) for nom in presents if lues.fullmatch(nom)]
        for nom in (_DOCUMENT, *autour, *besides[:_AUTOUR_MAX]):
            with archive.open(nom) as partie:
                # What the archive says of its own size is not believed.
                xml = partie.read(TAILLE_MAX - long + 1)
            long += len(xml)
            if long > TAILLE_MAX:
                raise ValueError(nom)
            parties[nom] = _parse(xml)
    return parties


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
