"""The logo of a body: a picture without anything that acts, reaches elsewhere, or takes more memory than it should."""

import base64
import io
import re
import struct
from typing import Final

from lxml import etree

from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.images import PNG, bare_png
from droits_usagers.letters.notice.valeurs import CodeQr, Logo

#: Of the file, and of each side of a picture.
OCTETS_MAX: Final = 1_000_000
COTE_MAX: Final = 3000
#: A drawing of more is no logo.
_ELEMENTS_MAX = 5000
_BOITE_MAX: Final = 1_000_000
_JPEG = b"\xff\xd8"
#: Segments of a JPEG: what comments and cameras write, what gives its size, where its points begin.
_COMMENTAIRES: Final = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_TAILLES: Final = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_POINTS = 0xDA
#: What a drawing may not hold: what acts, what comes from elsewhere, what is drawn over and over.
_INTERDITS: Final = frozenset(
    {"script", "foreignObject", "image", "feImage", "filter", "pattern", "iframe", "animate", "animateTransform", "set", "use"}
)
#: What a drawing says of itself.
_NOTES: Final = frozenset({"metadata", "title", "desc"})
#: Those of the attributes that draw something.
_ESPACES: Final = frozenset({None, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"})
_AILLEURS = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)


def read_logo(contenu: bytes, nom: str, description: str) -> Logo:
    """The logo in a file. Raises ExpectedError LOGO_TROP_GRAND, LOGO_REFUSE or LOGO_ILLISIBLE, naming it."""
    nom = readable_key(nom)
    if len(contenu) > OCTETS_MAX:
        raise ExpectedError(Panne.LOGO_TROP_GRAND, fichier=nom, maximum=str(COTE_MAX))
    try:
        if contenu.startswith(PNG):
            propre, taille, mime = bare_png(contenu), struct.unpack(">II", contenu[16:24]), "image/png"
        elif contenu.startswith(_JPEG):
            propre, taille, mime = *_read_jpeg(contenu), "image/jpeg"
        else:
            return _drawing(contenu, nom, description)
    except (struct.error, IndexError):
        raise ExpectedError(Panne.LOGO_ILLISIBLE, fichier=nom) from None
    largeur, hauteur = taille
    if not largeur or not hauteur:
        raise ExpectedError(Panne.LOGO_ILLISIBLE, fichier=nom)
    if max(taille) > COTE_MAX:
        raise ExpectedError(Panne.LOGO_TROP_GRAND, fichier=nom, maximum=str(COTE_MAX))
    return Logo(_as_svg(propre, mime, taille), description, largeur / hauteur)


def _as_svg(contenu: bytes, mime: str, taille: tuple[int, int]) -> str:
    """A picture for typst, which takes no bytes from outside: it comes inside a drawing, which is a text."""
    boite = f'width="{taille[0]}" height="{taille[1]}"'
    lien = f"data:{mime};base64,{base64.b64encode(contenu).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {boite}><image {boite} href="{lien}"/></svg>'


def _read_jpeg(contenu: bytes) -> tuple[bytes, tuple[int, int]]:
    """The file without what a camera wrote in it, and its size."""
    propre, taille, place = bytearray(_JPEG), (0, 0), 2
    while contenu[place + 1] != _POINTS:
        (longueur,) = struct.unpack(">H", contenu[place + 2 : place + 4])
        fin = place + 2 + longueur
        if contenu[place + 1] in _TAILLES:
            hauteur, largeur = struct.unpack(">HH", contenu[place + 5 : place + 9])
            taille = largeur, hauteur
        if contenu[place + 1] not in _COMMENTAIRES:
            propre += contenu[place:fin]
        place = fin
    return bytes(propre + contenu[place:]), taille


def _drawing(contenu: bytes, nom: str, description: str) -> Logo:
    if b"<!ENTITY" in contenu or b"<?xml-stylesheet" in contenu:
        raise ExpectedError(Panne.LOGO_REFUSE, fichier=nom)
    analyseur = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        racine = etree.fromstring(contenu, analyseur)
    except (etree.XMLSyntaxError, ValueError):
        raise ExpectedError(Panne.LOGO_ILLISIBLE, fichier=nom) from None
    if etree.QName(racine).localname != "svg":
        raise ExpectedError(Panne.LOGO_ILLISIBLE, fichier=nom)
    elements = [element for element in racine.iter() if isinstance(element.tag, str)]
    if len(elements) > _ELEMENTS_MAX or any(map(_acts, elements)):
        raise ExpectedError(Panne.LOGO_REFUSE, fichier=nom)
    _clean(racine)
    largeur, hauteur = _size(racine)
    if not (0 < largeur < _BOITE_MAX and 0 < hauteur < _BOITE_MAX):
        raise ExpectedError(Panne.LOGO_ILLISIBLE, fichier=nom)
    return Logo(etree.tostring(racine, encoding="unicode"), description, largeur / hauteur)


def _acts(element: etree._Element) -> bool:
    """True if this does more than draw what is in the file."""
    if etree.QName(element).localname in _INTERDITS or _AILLEURS.search(element.text or ""):
        return True
    return any(
        nom.startswith("on") or (nom == "href" and not valeur.startswith("#")) or _AILLEURS.search(valeur)
        for nom, valeur in ((etree.QName(cle).localname.lower(), str(valeur)) for cle, valeur in element.attrib.items())
    )


def _clean(racine: etree._Element) -> None:
    """Takes away what is no drawing: who made it, with what, from which file of which folder."""
    svg = etree.QName(racine).namespace
    for element in list(racine.iter()):
        nom = etree.QName(element)
        parent = element.getparent()
        if parent is not None and (nom.namespace != svg or nom.localname in _NOTES):
            parent.remove(element)
            continue
        for cle in list(element.attrib):
            if etree.QName(cle).namespace not in _ESPACES:
                del element.attrib[cle]
    etree.cleanup_namespaces(racine)


def _size(racine: etree._Element) -> tuple[float, float]:
    """Its box; else its width and height; nothing that can be relied on when neither is said."""
    boite = re.findall(r"[-+.\deE]+", str(racine.get("viewBox", "")))
    cotes = boite[2:4] or [re.sub(r"[^\d.].*", "", str(racine.get(cote, ""))) for cote in ("width", "height")]
    try:
        largeur, hauteur = map(float, cotes)
    except ValueError:
        return 0.0, 0.0
    return largeur, hauteur


#: Beyond, the squares are too small to be read from a wall.
ADRESSE_MAX: Final = 150
#: Correction of errors: a quarter of the code may be dirty or torn.
_CORRECTION = "q"
_BORD = 2
_POINTS_QR = 8


def make(adresse: str, description: str) -> CodeQr:
    """The code of an address. Raises ExpectedError ADRESSE_TROP_LONGUE (`maximum`)."""
    import segno

    if len(adresse) > ADRESSE_MAX:
        raise ExpectedError(Panne.ADRESSE_TROP_LONGUE, maximum=str(ADRESSE_MAX))
    code = segno.make_qr(adresse, error=_CORRECTION)
    svg, png = io.BytesIO(), io.BytesIO()
    code.save(svg, kind="svg", border=_BORD, xmldecl=False, dark="#000", light="#fff")
    code.save(png, kind="png", border=_BORD, scale=_POINTS_QR)
    return CodeQr(adresse, description, svg.getvalue().decode(), png.getvalue())
