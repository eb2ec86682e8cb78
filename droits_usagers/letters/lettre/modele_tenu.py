"""Every string that a Word model puts in a letter, seen or not: whoever gets the file reads it in a click.

The other way round from a list of what is read: whatever is not a word of the format itself, nor a measure, is told.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from lxml import etree

from droits_usagers.letters.lettre.paquet import W, parse

#: The names of the formats of Word.
FORMATS = re.compile(
    r"(?:https?://schemas\.(?:openxmlformats\.org|microsoft\.com)/|urn:schemas-microsoft-com:|http://www\.w3\.org/)[a-z0-9./:-]*",
    re.IGNORECASE,
)
_XML = (".xml", ".rels")
#: What Word, and python-docx, call a picture that nobody named, and its file: that there is one is said apart.
_IMAGE = re.compile(r"(?:Picture|Image) [0-9]{1,2}|(?:/?word/media/)?image[0-9]{0,2}\.(?:png|jpe?g)")
#: What no word is made of: numbers, measures, colours and other numbers in base sixteen, the numbers Word gives to relations.
_NOMBRE = r"[-+]?[0-9]+(?:[.][0-9]+)?(?:%|pt|px|in|cm|mm|f|twip)?"
_CHIFFRE = re.compile(
    rf"#?(?:[0-9A-F]{{6}}|[0-9A-F]{{8}}|[0-9A-F]{{20}})|\{{[0-9A-F-]{{36}}\}}|rId[0-9]+|{_NOMBRE}(?:,{_NOMBRE})*"
)
#: The attributes where a number is typed by someone, and no measure: one of five figures is a town, one of ten a telephone.
_TAPES = frozenset({"descr", "title", "alt", "string", "name", "val", "displayText", "value", "tooltip", "anchor"})
_COURT = 5
_CHIFFRES = re.compile(r"[0-9]+")
#: Texts that are typed: that of a header is told as it is printed, and what a field is made of is refused but for the number
#: of a page.
_TETES, _IMPRIMES = frozenset({"hdr", "ftr"}), frozenset({"t", "delText"})
_CHAMPS = frozenset({"instrText", "delInstrText"})
#: The text of a document that one reads.
_LUS = frozenset({"t"})
_LANGUE = re.compile(r"[a-z]{2}-[A-Z]{2}")
#: Where a name is written without its spaces, as those of styles are.
_COLLES = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z\xdf-\xff])(?=[A-Z\xc0-\xde])|[_./-]+(?=\w)")
#: What Word says of itself is not what a model says: python-docx has an empty document of it.
_VIERGE = "templates/default.docx"
#: Of the format too, and in no empty document: where a picture stands, and how it is kept; headers and footers.
_PLACES = (
    *("column", "margin", "page", "character", "paragraph", "line", "leftMargin", "rightMargin", "topMargin", "bottomMargin"),
    *("insideMargin", "outsideMargin", "inside", "outside", "left", "right", "center", "top", "bottom", "bothSides", "largest"),
    *(
        "begin",
        "separate",
        "end",
        "preserve",
        "print",
        "screen",
        "hqprint",
        "email",
        "rect",
        "auto",
        "word/header0.xml",
        "word/footer0.xml",
    ),
    *("first", "even", "word/_rels/header0.xml.rels", "word/_rels/footer0.xml.rels"),
)


class _Tenu(NamedTuple):
    """A string of a part, and the attribute it is the value of, or the element it is the text of."""

    dit: str
    nom: str = ""
    texte: bool = False

    @property
    def typed(self) -> bool:
        """True where a number is typed by someone: `t` is a text, and as an attribute how much of a picture is cut."""
        return self.nom in (_IMPRIMES if self.texte else _TAPES)


def held_strings(paquet: bytes, section: bytes) -> Iterator[str]:
    """Every string of a package and of a page, but for the words of the format."""
    for tenu in (*_strings(paquet), *_of_part(section)):
        if not _of_format(tenu):
            yield tenu.dit.strip() if " " in tenu.dit.strip() else _COLLES.sub(" ", tenu.dit).strip()


def unseen_strings(racine: etree._Element) -> Iterator[str]:
    """Every string of a part that is not its text, but for the words of the format."""
    for tenu in _of_tree(racine, lue=True):
        if not (_of_format(tenu) or _LANGUE.fullmatch(tenu.dit)):
            yield tenu.dit.strip()


def _of_format(tenu: _Tenu) -> bool:
    dit = tenu.dit.strip()
    if FORMATS.fullmatch(dit) or _IMAGE.fullmatch(dit):
        return True
    if not _CHIFFRE.fullmatch(dit):
        return _normal(dit) in _vocabulary()
    if tenu.typed and len(dit) >= _COURT and (tenu.texte or dit.isdigit()):
        # An empty document has numbers too, and any is as another there: as values, those of Word itself.
        return tenu.nom == "val" and _normal(dit) in _vocabulary()
    return True


def _normal(dit: str) -> str:
    """Whatever the number of a part, of a style or of a picture."""
    return _CHIFFRES.sub("0", dit).strip().removeprefix("/")


@lru_cache
def _vocabulary() -> frozenset[str]:
    """The strings of a document in which nobody has written anything, and the types of parts."""
    from docx.opc.constants import CONTENT_TYPE

    sus = {*_PLACES, *(str(mime) for nom, mime in vars(CONTENT_TYPE).items() if nom.isupper())}
    try:
        vierge = files("docx").joinpath(_VIERGE).read_bytes()
    except OSError:
        # More is then asked, and nothing less.
        return frozenset(sus)
    return frozenset(sus.union(_normal(tenu.dit) for tenu in _strings(vierge)))


def _strings(paquet: bytes) -> Iterator[_Tenu]:
    with zipfile.ZipFile(io.BytesIO(paquet)) as archive:
        for nom in archive.namelist():
            yield _Tenu(nom)
            if nom.endswith(_XML):
                yield from _of_part(archive.read(nom))


def _of_part(contenu: bytes) -> Iterator[_Tenu]:
    return _of_tree(parse(contenu))


def _of_tree(racine: etree._Element, *, lue: bool = False) -> Iterator[_Tenu]:
    """Every text and value, and the names that no format of Word has."""
    tus = _LUS if lue else _CHAMPS | (_IMPRIMES if etree.QName(racine).localname in _TETES else frozenset())
    for element in racine.iter(etree.Element):
        noms = [etree.QName(cle) for cle in (element.tag, *element.attrib)]
        for nom in noms:
            if not FORMATS.fullmatch(nom.namespace or _SIENS):
                yield from (_Tenu(str(nom.namespace)), _Tenu(nom.localname))
        yield from (_Tenu(str(valeur), nom.localname) for valeur, nom in zip(element.attrib.values(), noms[1:], strict=True))
        tu = noms[0].localname in tus and not (lue and element.tag != f"{W}t")
        textes = (_Tenu("" if tu else element.text or "", noms[0].localname, texte=True), _Tenu(element.tail or ""))
        yield from (texte for texte in textes if texte.dit.strip())


#: An attribute without a namespace is of the format of its element.
_SIENS = "http://schemas.openxmlformats.org/"
