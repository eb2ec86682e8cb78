"""Opens the Word model: its named styles, its page, its header and footer. Ours, or one a user made from it.

Only what a letterhead needs is taken from a model: styles, fonts table, theme, headers, footers and their pictures. Links to
the outside, macros, embedded objects and fields other than page numbers are refused, and its properties never followed.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from lxml import etree

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.images import PNG, bare_jpeg, bare_png
from droits_usagers.letters.lettre.paquet import W, add_part, parse, sign_of, to_bytes

if TYPE_CHECKING:
    from docx.opc.part import Part

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
_TETES_TENUES, _IMPRIMES = frozenset({"hdr", "ftr"}), frozenset({"t", "delText"})
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
    tus = _LUS if lue else _CHAMPS | (_IMPRIMES if etree.QName(racine).localname in _TETES_TENUES else frozenset())
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


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml."

#: Far beyond any letterhead, once unpacked.
_OCTETS_MAX = 20_000_000
_PARTIES = frozenset({"styles", "theme", "fontTable", "header", "footer"})
_IMAGES = frozenset({"image/png", "image/jpeg"})
#: The only fields: the number of a page or of all, and how it is written. None holds a word of its own.
_CHAMP = re.compile(
    r"\s*(?:(?:PAGE|NUMPAGES)(?:\s*\\\*\s*(?:MERGEFORMAT|CHARFORMAT|ARABIC|ARABICDASH|ROMAN|ALPHABETIC))*)?\s*",
    re.IGNORECASE | re.ASCII,
)
#: Of another: its name, and the option it begins with.
_NOM_CHAMP = re.compile(r"\s*(\S*(?:\s+\\\S)?)")
_INSTRUCTIONS = frozenset({"instrText", "delInstrText"})
#: What is written, struck out or not; what describes a picture, and what a shape is drawn with; and what begins another line.
_TEXTES = frozenset({"t", "delText"})
_DESCRIPTIONS = frozenset({"descr", "title", "alt", "string"})
_ENTRE_MOTS = MappingProxyType({"tab": " ", "ptab": " ", "noBreakHyphen": "-"})
_SIGNES = frozenset({"sym", "symEx"})
_LIGNES = frozenset({"p", "tc", "br", "cr"})
#: A text that flows apart from what it stands in; of the other two, whatever prints takes one.
_COULEE, _AU_CHOIX = "txbxContent", ("Fallback", "Choice")
_TETES = frozenset({"header", "footer"})
#: A tracked change names whoever made it; of these, what it holds was added, and of any other, struck out.
_AUTEUR = f"{W}author"
_AJOUTS = frozenset({f"{W}ins", f"{W}moveTo"})
#: Where something is fetched, whatever it says: a picture of the model is told by its relation.
_ADRESSES = frozenset({"src", "href", "althref"})
#: Where Word would fetch something, but for the names of its own formats.
_AILLEURS = re.compile(r"//|\\\\|file:", re.IGNORECASE)
# `mc:Ignorable` names these by their prefix, which must stay declared.
_PREFIXES = ("mc", "w14", "w15", "w16", "wp14")


class Styles(NamedTuple):
    """The names of the styles a model must have."""

    expediteur: str = "Expéditeur"
    destinataire: tuple[str, ...] = ("Destinataire", "Destinataire serré", "Destinataire très serré")
    lieu_date: str = "Lieu et date"
    mention: str = "Mention d’envoi"
    objet: str = "Objet"
    reference: str = "Références"
    corps: str = "Body Text"
    puce: str = "List Bullet"
    numero: str = "List Number"
    cellule: str = "Cellule"
    entete: str = "Cellule d’en-tête"
    signature: str = "Signature"
    signer: str = "Signature, place pour signer"
    piece: str = "Pièces jointes"
    copie: str = "Copies"
    feuille: str = "Title"
    pied: str = "Footer"

    def titre(self, niveau: int) -> str:
        """The style of a heading."""
        return f"Heading {niveau}"

    @property
    def integres(self) -> frozenset[str]:
        """Those that Word knows by itself."""
        return frozenset(
            {self.corps, self.puce, self.numero, self.signature, self.feuille, self.pied, *map(self.titre, (1, 2, 3))}
        )

    @property
    def tous(self) -> tuple[str, ...]:
        """Every name."""
        simples = [nom for nom in self if isinstance(nom, str)]
        return (*simples, *self.destinataire, *map(self.titre, (1, 2, 3)))


STYLES = Styles()


@dataclass(frozen=True, slots=True)
class Modele:
    """A model, ready to receive letters."""

    #: The package without what each letter adds (`LETTRE`), already compressed.
    paquet: bytes = field(repr=False)
    #: Style id by name.
    styles: Mapping[str, str]
    #: The page, as XML.
    section: bytes = field(repr=False)
    #: Attributes of frames by style name: LibreOffice only sees the frames that each paragraph states.
    cadres: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False)
    #: What its headers and footers print, line by line and in one, then every other string that a letter takes from it, seen or
    #: not, but for the words of the format: the control hears it.
    dits: tuple[str, ...] = field(default=(), repr=False)
    #: The names of the files of its pictures: nobody reads what is drawn in them.
    images: tuple[str, ...] = field(default=(), repr=False)
    #: False for one's own, whose page is left as it is.
    a_nous: bool = False


#: What each letter adds to the package: part name → content type.
LETTRE = {
    "/word/document.xml": _MIME + "document.main+xml",
    "/word/numbering.xml": _MIME + "numbering+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_REGLAGES = (
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    # Word will not write the name of whoever opens the letter into it.
    '<w:removePersonalInformation/><w:removeDateAndTime/><w:defaultTabStop w:val="708"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/></w:settings>'
)


#: How a Word model is called, ours or one's own.
MODELE = "modele.docx"


def load_modele(dossier: Path) -> Modele:
    """The model of this folder. Raises as `read_modele` does, and OSError when it is not there."""
    return read_modele((dossier / MODELE).read_bytes(), fichier=MODELE)


def read_modele(contenu: bytes, *, fichier: str) -> Modele:
    """Read a model. Raises ExpectedError MODELE_REFUSE (`fichier`, `cle`: the style that is missing, or what is refused)."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    _check_size(contenu, fichier)
    try:
        document = Document(io.BytesIO(contenu))
        # A style that does not say what it is of is refused too.
        styles = {style.name: style.style_id for style in document.styles if style.name}
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise _refused(fichier, "docx") from error
    for nom in STYLES.tous:
        if nom not in styles:
            raise _refused(fichier, nom)
    parties = list(_kept(document.part, fichier))
    section = to_bytes(_scrubbed(etree.tostring(document.sections[-1]._sectPr), fichier))  # noqa: SLF001 - python-docx offers no copy
    cadres = {
        style.name: tuple((str(nom), str(valeur)) for nom, valeur in cadre.attrib.items())
        for style in document.styles
        if style.name and (cadre := style.element.find(f"{W}pPr/{W}framePr")) is not None
    }
    dits = [dit for partie in parties if partie.relation in _TETES for dit in _said(partie.contenu)]
    paquet = _package(parties)
    images = dict.fromkeys(image.nom.rpartition("/")[2] for partie in parties for image in partie.images)
    return Modele(paquet, styles, section, cadres, tuple(dict.fromkeys((*dits, *held_strings(paquet, section)))), tuple(images))


@dataclass(frozen=True, slots=True)
class _Partie:
    """A part taken from a model: its name, its type, its relation to the letter or to a header, what it relates to."""

    nom: str
    mime: str
    rid: str
    relation: str
    contenu: bytes
    images: "tuple[_Partie, ...]" = ()


def _check_size(contenu: bytes, fichier: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
            taille = sum(info.file_size for info in paquet.infolist())
    except zipfile.BadZipFile as error:
        raise _refused(fichier, "docx") from error
    if taille > _OCTETS_MAX:
        raise _refused(fichier, f"{taille // 1_000_000} Mo")


def _kept(partie: "Part", fichier: str) -> Iterator[_Partie]:
    """The parts to take, each checked."""
    for rid, relation in partie.rels.items():
        genre = relation.reltype.rsplit("/", 1)[-1]
        if relation.is_external:
            raise _refused(fichier, relation.target_ref)
        if genre in {"vbaProject", "oleObject", "package", "aFChunk", "control"}:
            raise _refused(fichier, genre)
        if genre in _PARTIES:
            cible = relation.target_part
            racine = _scrubbed(cible.blob, fichier)
            images = tuple(_pictures(cible, fichier))
            yield _Partie(str(cible.partname), cible.content_type, rid, genre, to_bytes(racine), images)


def _pictures(partie: "Part", fichier: str) -> Iterator[_Partie]:
    for rid, relation in partie.rels.items():
        if relation.is_external:
            raise _refused(fichier, relation.target_ref)
        image = relation.target_part
        if image.content_type not in _IMAGES:
            raise _refused(fichier, image.content_type)
        try:
            nue = bare_png(image.blob) if image.blob.startswith(PNG) else bare_jpeg(image.blob)
        except (ExpectedError, struct.error):
            raise _refused(fichier, image.content_type) from None
        yield _Partie(str(image.partname), image.content_type, rid, "image", nue)


def _scrubbed(contenu: bytes, fichier: str) -> etree._Element:
    """An XML part without the revision numbers by which two documents of one person can be brought together."""
    try:
        racine = parse(contenu)
    except etree.XMLSyntaxError as error:
        raise _refused(fichier, "XML") from error
    if racine.getroottree().docinfo.internalDTD is not None:
        # Entities: Word never declares any.
        raise _refused(fichier, "DOCTYPE")
    _accept_changes(racine)
    _check_fields(racine, fichier)
    for element in racine.iter(etree.Element):
        for nom, valeur in list(element.attrib.items()):
            if str(nom).startswith(f"{W}rsid"):
                del element.attrib[nom]
            elif _fetches(etree.QName(nom).localname, str(valeur)):
                raise _refused(fichier, str(valeur).strip())
    etree.cleanup_namespaces(racine, keep_ns_prefixes=_PREFIXES)
    return racine


def _fetches(nom: str, valeur: str) -> bool:
    """True for an attribute that may send elsewhere; what describes a picture is only read."""
    if nom in _ADRESSES:
        return bool(valeur.strip())
    return nom not in _DESCRIPTIONS and bool(_AILLEURS.search(valeur)) and not FORMATS.fullmatch(valeur)


def _accept_changes(racine: etree._Element) -> None:
    """As if every tracked change had been accepted: what was struck out is gone, and nobody is named."""
    for element in [element for element in racine.iter(f"{W}*") if _AUTEUR in element.attrib]:
        parent = element.getparent()
        if parent is not None:
            place = parent.index(element)
            parent[place : place + 1] = list(element) if element.tag in _AJOUTS else []


def _check_fields(racine: etree._Element, fichier: str) -> None:
    """Refuse a field that is not the number of a page: it would read another file, run something, or print what nobody read."""
    for code in _codes(racine):
        if not _CHAMP.fullmatch(code):
            nom = _NOM_CHAMP.match(code)
            raise _refused(fichier, nom[1].upper() if nom else code)


def _codes(racine: etree._Element) -> Iterator[str]:
    """What each field is made of, however it is cut in runs; each piece of one that holds others."""
    code: list[str] = []
    ouvert = False
    for element in racine.iter(etree.Element):
        nom = etree.QName(element).localname
        if nom == "fldSimple":
            yield _attribute(element, "instr")
        elif nom == "fldChar":
            yield "".join(code)
            code, ouvert = [], _attribute(element, "fldCharType") == "begin"
        elif nom in _INSTRUCTIONS or (ouvert and nom in _TEXTES):
            code.append("".join(map(str, element.itertext())))
    yield "".join(code)


def _attribute(element: etree._Element, nom: str) -> str:
    return next((str(valeur) for cle, valeur in element.attrib.items() if etree.QName(cle).localname == nom), "")


def _said(contenu: bytes) -> Iterator[str]:
    """What a part prints: each text line by line and all in one, each column of a table from top to bottom."""
    racine = parse(contenu)
    for sauf in _AU_CHOIX:
        for coulee in (racine, *racine.iter(f"{{*}}{_COULEE}")):
            texte = "".join(_printed(coulee, sauf))
            yield from texte.split("\n")
            yield _in_one(texte)
        for tableau in racine.iter("{*}tbl"):
            colonnes: dict[int, list[str]] = {}
            for ligne in _own(tableau, "tr"):
                for rang, cellule in enumerate(_own(ligne, "tc")):
                    colonnes.setdefault(rang, []).extend(("\n", *_printed(cellule, sauf)))
            yield from (_in_one("".join(colonne)) for colonne in colonnes.values())


def _printed(parent: etree._Element, sauf: str) -> Iterator[str]:
    """Piece by piece, however it is cut in runs, but for the texts that flow apart."""
    for element in parent.iterchildren(etree.Element):
        nom = etree.QName(element).localname
        if nom in {sauf, _COULEE}:
            continue
        if nom in _LIGNES:
            yield "\n"
        elif nom in _TEXTES:
            yield "".join(map(str, element.itertext())).replace("\n", " ")
        elif nom in _SIGNES:
            yield sign_of(_attribute(element, "char"))
        elif nom in _ENTRE_MOTS:
            yield _ENTRE_MOTS[nom]
        yield from _printed(element, sauf)


def _own(parent: etree._Element, nom: str) -> Iterator[etree._Element]:
    """The rows of a table, the cells of a row, without those of a table within."""
    return (element for element in parent.iter(f"{{*}}{nom}") if next(element.iterancestors(parent.tag)) is parent)


def _in_one(texte: str) -> str:
    return " ".join(texte.split())


def _package(parties: list[_Partie]) -> bytes:
    """The package of every letter, but for what each adds."""
    reglages = _Partie("/word/settings.xml", _MIME + "settings+xml", "rIdReglages", "settings", _REGLAGES.encode())
    toutes = [*parties, reglages]
    images = [image for partie in parties for image in partie.images]
    contenu = {partie.nom: partie.contenu for partie in (*toutes, *images)}
    contenu["/[Content_Types].xml"] = _content_types([*toutes, *images])
    contenu["/_rels/.rels"] = _relations(
        [
            ("rId1", _OFFICE + "officeDocument", "word/document.xml"),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ]
    )
    numerotation = ("rIdNumerotation", _OFFICE + "numbering", "/word/numbering.xml")
    contenu["/word/_rels/document.xml.rels"] = _relations([*map(_relation, toutes), numerotation])
    for partie in parties:
        if partie.images:
            dossier, nom = partie.nom.rsplit("/", 1)
            contenu[f"{dossier}/_rels/{nom}.rels"] = _relations(list(map(_relation, partie.images)))
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w") as paquet:
        # The types come first, as everyone expects.
        for nom in sorted(contenu, key=lambda nom: (nom != "/[Content_Types].xml", nom)):
            add_part(paquet, nom, contenu[nom])
    return sortie.getvalue()


def _relation(partie: _Partie) -> tuple[str, str, str]:
    return partie.rid, _OFFICE + partie.relation, partie.nom


def _relations(relations: list[tuple[str, str, str]]) -> bytes:
    racine = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=_default(_RELATIONS))
    for rid, genre, cible in relations:
        etree.SubElement(racine, f"{{{_RELATIONS}}}Relationship", Id=rid, Type=genre, Target=cible)
    return to_bytes(racine)


def _content_types(parties: list[_Partie]) -> bytes:
    racine = etree.Element(f"{{{_TYPES}}}Types", nsmap=_default(_TYPES))
    etree.SubElement(
        racine, f"{{{_TYPES}}}Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"
    )
    etree.SubElement(racine, f"{{{_TYPES}}}Default", Extension="xml", ContentType="application/xml")
    for nom, mime in (*((partie.nom, partie.mime) for partie in parties), *LETTRE.items()):
        etree.SubElement(racine, f"{{{_TYPES}}}Override", PartName=nom, ContentType=mime)
    return to_bytes(racine)


def _default(espace: str) -> dict[str, str]:
    # lxml takes None for « no prefix », which its types do not say.
    return cast("dict[str, str]", {None: espace})


def _refused(fichier: str, cle: str) -> ExpectedError:
    return ExpectedError(Panne.MODELE_REFUSE, fichier=fichier, cle=cle)
