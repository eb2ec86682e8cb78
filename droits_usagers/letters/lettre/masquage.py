"""A PDF whose pages are pictures, some of them covered: made from what is seen of another, then read back as strangers would.

Only points go from one file to the other: no text, annotation, attachment, layer or word about the file can come along. The
points come from the process that draws files made by others; the file is put together here, so that nothing else is in it.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import PageImage
from droits_usagers.domain.socle.masques import ZoneMasquee
from droits_usagers.domain.socle.promesses import Preuve, proves
from droits_usagers.letters.lettre.lecture_pdf import LecteurPdf

#: Points an inch: what is small print stays legible once printed again.
FINESSE = 150
#: Of a page: an A2 sheet. A larger one is drawn less finely.
PIXELS_MAX = 9_000_000
_POUCE = 72
_PIXEL = 4
#: What covers a part of a page, and a whole one: ink is not wasted on it.
NOIR, GRIS = 0x00, 0xC0
_GRIS, _COULEURS = b"/DeviceGray", b"/DeviceRGB"


def _levels(nombre: int) -> bytes:
    """What rounds a shade to one of so many: the grain of a scan is not worth its weight."""
    return bytes(round(round(teinte * (nombre - 1) / 255) * 255 / (nombre - 1)) for teinte in range(256))


#: From the best to the lightest: how many shades, and whether colours are kept.
_FINESSES = ((_levels(32), True), (_levels(16), False), (_levels(4), False))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMasquee:
    """A page as it is written: its size in points, its picture, packed, and what is known of it to read it back."""

    points: tuple[float, float]
    #: Of its picture, in pixels.
    taille: tuple[int, int]
    couleurs: bool
    #: Drawn without any colour.
    grise: bool
    image: bytes = field(repr=False)
    #: SHA-256 of the picture, unpacked.
    empreinte: str
    zones: tuple[ZoneMasquee, ...]

    @property
    def largeur(self) -> int:
        """Of its picture, in pixels."""
        return self.taille[0]

    @property
    def hauteur(self) -> int:
        """Of its picture, in pixels."""
        return self.taille[1]

    @property
    def canaux(self) -> int:
        """Bytes a pixel."""
        return 3 if self.couleurs else 1


def width_for(points: tuple[float, float]) -> int:
    """How many pixels wide a page of this size is drawn."""
    large, haut = points
    fin: float = min(FINESSE / _POUCE, (PIXELS_MAX / (large * haut)) ** 0.5)
    return max(1, round(large * fin))


def cover(page: PageImage, points: tuple[float, float], zones: Sequence[ZoneMasquee], *, octets_max: int) -> PageMasquee:
    """A drawn page, covered, then packed as well as that many bytes allow; the lightest way, if none is light enough."""
    plans = tuple(page.octets[rang::_PIXEL] for rang in (2, 1, 0))
    grise = plans[0] == plans[1] == plans[2]
    gris = plans[0] if grise else _grey(plans)
    for niveaux, couleurs in _FINESSES[grise:]:
        brut = _interleaved([_covered(plan.translate(niveaux), page, zones) for plan in (plans if couleurs else (gris,))])
        faite = PageMasquee(
            points=points,
            taille=(page.largeur, page.hauteur),
            couleurs=couleurs,
            grise=grise,
            image=zlib.compress(brut, 6),
            empreinte=hashlib.sha256(brut).hexdigest(),
            zones=tuple(zones),
        )
        if len(faite.image) <= octets_max or niveaux is _FINESSES[-1][0]:
            return faite
    raise ValueError


def _covered(plan: bytes, page: PageImage, zones: Sequence[ZoneMasquee]) -> bytearray:
    """Once it is rounded: what covers keeps its shade."""
    couvert = bytearray(plan)
    for zone in zones:
        gauche, haut, droite, bas = zone.pixels(page.largeur, page.hauteur)
        rangee = bytes((_shade(zone),)) * (droite - gauche)
        for ligne in range(haut, bas):
            couvert[ligne * page.largeur + gauche : ligne * page.largeur + droite] = rangee
    return couvert


def _shade(zone: ZoneMasquee) -> int:
    return GRIS if zone.is_whole else NOIR


def _interleaved(plans: Sequence[bytearray]) -> bytes:
    brut = bytearray(len(plans) * len(plans[0]))
    for rang, plan in enumerate(plans):
        brut[rang :: len(plans)] = plan
    return bytes(brut)


#: What the eye sees of each colour, in 256ths; their sum never carries from a byte to the next.
_POIDS = tuple(bytes(poids * teinte >> 8 for teinte in range(256)) for poids in (77, 150, 29))


def _grey(plans: Sequence[bytes]) -> bytes:
    somme: int = sum(int.from_bytes(plan.translate(poids), "little") for plan, poids in zip(plans, _POIDS, strict=True))
    return somme.to_bytes(len(plans[0]), "little")


# The file.


def write(pages: Sequence[PageMasquee]) -> bytes:
    """The file: for each page, a page, its picture, and where it is drawn; nothing else, whoever opens it."""
    enfants = b" ".join(b"%d 0 R" % (3 + 3 * rang) for rang in range(len(pages)))
    objets = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (enfants, len(pages))]
    for rang, page in enumerate(pages):
        objets += _objects(page, 3 + 3 * rang)
    corps, places = bytearray(b"%PDF-1.4\n"), []
    for numero, objet in enumerate(objets, 1):
        places.append(len(corps))
        corps += b"%d 0 obj\n%s\nendobj\n" % (numero, objet)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    nombre = len(objets) + 1
    fin = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(corps) + fin % (nombre, table, nombre, len(corps))


def _objects(page: PageMasquee, numero: int) -> tuple[bytes, bytes, bytes]:
    boite = b" ".join(_number(cote) for cote in page.points)
    large, haut = (_number(cote) for cote in page.points)
    dessin = b"%s 0 0 %s 0 0 cm /I Do" % (large, haut)
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Resources << /XObject << /I %d 0 R >> >> /Contents %d 0 R >>"
        % (boite, numero + 1, numero + 2),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /FlateDecode "
        b"/Length %d >>\nstream\n%s\nendstream"
        % (page.largeur, page.hauteur, _COULEURS if page.couleurs else _GRIS, len(page.image), page.image),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(dessin), dessin),
    )


def _number(cote: float) -> bytes:
    return f"{cote:.2f}".rstrip("0").rstrip(".").encode()


# Reading it back.

#: All that may be said in it: every name is one of these, every object is of one of these shapes.
_NOMS = frozenset(
    [
        "Type",
        "Catalog",
        "Pages",
        "Kids",
        "Count",
        "Page",
        "Parent",
        "MediaBox",
        "Resources",
        "XObject",
        "I",
        "Contents",
        "Subtype",
        "Image",
        "Width",
        "Height",
        "ColorSpace",
        "DeviceGray",
        "DeviceRGB",
        "BitsPerComponent",
        "Filter",
        "FlateDecode",
        "Length",
        "Size",
        "Root",
    ]
)
_OBJET = re.compile(rb"(\d+) 0 obj\n(<<[^\x80-\xff]*?>>)\n(?:stream\n|endobj\n)")
_LONGUEUR = re.compile(rb"/Length (\d+) >>$")
_SUITE = b"\nendstream\nendobj\n"
_FIN = re.compile(
    rb"xref\n0 (\d+)\n0000000000 65535 f \n(?:\d{10} 00000 n \n)*"
    rb"trailer\n<< /Size \1 /Root 1 0 R >>\nstartxref\n\d+\n%%EOF\n"
)
_NOM = re.compile(rb"/([A-Za-z0-9]+)")
_DICTIONNAIRE = re.compile(rb"[A-Za-z0-9 /\[\]<>.]*")
_DESSIN = re.compile(rb"[0-9.]+ 0 0 [0-9.]+ 0 0 cm /I Do")

Vu: TypeAlias = Mapping[str, object]
#: What a reader says of a file that holds nothing but pictures.
_RIEN: Vu = {
    "joints": 0, "mots": [], "scripts": 0, "signatures": 0, "formulaire": 0, "signets": 0, "noms": 0, "versions": 1,
    "etiquettes": False,
}  # fmt: skip
_PAGE: Vu = {"signes": 0, "annotations": 0, "objets": ["image"], "vignette": False, "liens": 0}


@proves
def is_only_pictures(contenu: bytes, pages: Sequence[PageMasquee], lecteur: LecteurPdf) -> bool:
    """Opens the file that was made as a stranger would, and looks for anything but its pictures."""
    return _is_bare(contenu, len(pages)) and _is_seen_so(lecteur, contenu, pages)


def read_back(contenu: bytes, pages: Sequence[PageMasquee], lecteur: LecteurPdf) -> Preuve:
    """The proof that it holds its pictures and nothing else. Raises ExpectedError MASQUAGE_NON_RELU for anything more.

    Its bytes, all of them, are of the shapes it may have; the reader of other people's files finds in it no text, annotation,
    attachment, layer or word about it; the pictures it gives are those that were covered, and uniform where they are.
    """
    try:
        fidele = is_only_pictures(contenu, pages, lecteur)
    except ExpectedError as error:
        raise ExpectedError(Panne.MASQUAGE_NON_RELU) from error
    if fidele is None:
        raise ExpectedError(Panne.MASQUAGE_NON_RELU)
    return fidele


def _is_bare(contenu: bytes, pages: int) -> bool:
    """True if there is not a byte in it, from the first to the last, that is not of a page, its picture or their table."""
    entete = b"%PDF-1.4\n"
    place, objets = len(entete), 0
    if not contenu.startswith(entete):
        return False
    while (objet := _OBJET.match(contenu, place)) is not None:
        objets += 1
        dit = objet[2]
        if (
            int(objet[1]) != objets
            or not _DICTIONNAIRE.fullmatch(dit)
            or not frozenset(nom.decode() for nom in _NOM.findall(dit)) <= _NOMS
        ):
            return False
        place = objet.end()
        if contenu[place - len(b"stream\n") : place] == b"stream\n":
            longueur = _LONGUEUR.search(dit)
            fin = place + int(longueur[1]) if longueur else place
            dedans = contenu[place:fin]
            if contenu[fin : fin + len(_SUITE)] != _SUITE or not (
                _is_packed(dedans) if b"/Image" in dit else (_DESSIN.fullmatch(dedans) is not None)
            ):
                return False
            place = fin + len(_SUITE)
    return objets == 2 + 3 * pages and _FIN.fullmatch(contenu, place) is not None


def _is_packed(image: bytes) -> bool:
    """True if nothing follows the picture in its own stream."""
    paquet = zlib.decompressobj()
    try:
        paquet.decompress(image)
    except zlib.error:
        return False
    return paquet.eof and not paquet.unused_data


def _is_seen_so(lecteur: LecteurPdf, contenu: bytes, pages: Sequence[PageMasquee]) -> bool:
    if lecteur.open(contenu) != len(pages) or json.loads(lecteur.inventory()) != _RIEN:
        return False
    return all(
        json.loads(lecteur.inventory(rang)) == _PAGE
        and _is_same(lecteur.picture(rang), page)
        and _is_shown_so(lecteur, rang, page)
        for rang, page in enumerate(pages)
    )


def _is_same(image: bytes, page: PageMasquee) -> bool:
    """True if the picture in the file is the one that was covered, and uniform where it is."""
    if hashlib.sha256(image).hexdigest() != page.empreinte:
        return False
    large = page.largeur * page.canaux
    for zone in page.zones:
        gauche, haut, droite, bas = zone.pixels(page.largeur, page.hauteur)
        rangee = bytes((_shade(zone),)) * ((droite - gauche) * page.canaux)
        debut, fin = gauche * page.canaux, droite * page.canaux
        if any(image[ligne * large + debut : ligne * large + fin] != rangee for ligne in range(haut, bas)):
            return False
    return True


def _is_shown_so(lecteur: LecteurPdf, rang: int, page: PageMasquee) -> bool:
    """True if what is drawn of the page is uniform too under what covers it, but for its edge."""
    vue = lecteur.page(rang, page.largeur)
    for zone in page.zones:
        gauche, haut, droite, bas = zone.pixels(vue.largeur, vue.hauteur)
        large = vue.largeur * _PIXEL
        rangees = {
            vue.octets[ligne * large + (gauche + 1) * _PIXEL : ligne * large + (droite - 1) * _PIXEL]
            for ligne in range(haut + 1, bas - 1)
        }
        if any(len(set(rangee[canal::_PIXEL])) > 1 for rangee in rangees for canal in range(3)) or len(rangees) > 1:
            return False
    return True
