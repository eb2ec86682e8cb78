"""What of a page of a PDF is text that can be read, and where: the rest, a picture or a stamp, no reading of its text hears.

What is large shows on the page as it is drawn, however it was; what is small is known by what it is made of.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.socle.fichiers_recus import PartieMuette

if TYPE_CHECKING:
    from pypdfium2 import PdfMatrix, PdfObject, PdfPage

#: In square points, what all the pictures of a page take before they may say anything: 0.3 cm².
_AIRE = 240.0
#: Of an outline, as high or as wide as the smallest letter one can read, in points.
_LETTRE = 3.0
#: A rectangle has four sides, and a circle four curves, rounded corners both; letters have more, or sides that are not upright.
_COTES = 4
#: How many such outlines, or how many such sides of one, make more than an arrow and a tick.
_CONTOURS, _TRAITS = 3, 14
#: Beyond, nobody drew it by hand; and forms within forms.
_POINTS_DESSIN_MAX, _NIVEAUX = 100_000, 15
_DROIT = 0.01

Boite = tuple[float, float, float, float]


def draws_words(page: "PdfPage", shows: Callable[[Boite], bool]) -> bool:
    """True if a picture, or outlines that may be letters, are drawn; `shows`: whether anything is seen there, in points."""
    from pypdfium2 import PdfImage, raw

    aire, trouves, points = 0.0, 0, 0
    for objet in page.get_objects(max_depth=_NIVEAUX):
        if objet.level >= _NIVEAUX - 1 and objet.type == raw.FPDF_PAGEOBJ_FORM:
            return True
        if isinstance(objet, PdfImage):
            # Pale or not: what is faint here is read where it is looked at closely.
            gauche, bas, droite, haut = _bounds(objet)
            aire += (droite - gauche) * (haut - bas)
        elif objet.type == raw.FPDF_PAGEOBJ_PATH and _is_seen(objet):
            boite = _bounds(objet)
            points += raw.FPDFPath_CountSegments(objet)
            if max(boite[2] - boite[0], boite[3] - boite[1]) >= _LETTRE and points <= _POINTS_DESSIN_MAX:
                trouves += _outlines(objet) if shows(boite) else 0
        if aire >= _AIRE or trouves >= _CONTOURS or points > _POINTS_DESSIN_MAX:
            return True
    return False


def _bounds(objet: "PdfObject") -> Boite:
    """On the page: those of what is in a form are said as it was made, before it is put there."""
    gauche, bas, droite, haut = objet.get_bounds()
    coins = [(x, y) for x in (gauche, droite) for y in (bas, haut)]
    forme = objet.container
    while forme is not None:
        matrice: PdfMatrix = forme.get_matrix()
        coins = [matrice.on_point(x, y) for x, y in coins]
        forme = forme.container
    abscisses, ordonnees = [x for x, _ in coins], [y for _, y in coins]
    return min(abscisses), min(ordonnees), max(abscisses), max(ordonnees)


def _is_seen(objet: "PdfObject") -> bool:
    from pypdfium2 import raw

    plein, trait = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(objet, ctypes.byref(plein), ctypes.byref(trait))
    return bool(plein.value or trait.value)


def _outlines(objet: "PdfObject") -> int:
    """How many of its outlines may be of letters; as many as are needed where one has more sides than one letter."""
    trouves = 0
    for droits, obliques, courbes in _sides(objet):
        trouves += droits > _COTES or courbes > _COTES or bool(obliques and droits + obliques + courbes > 1)
        if courbes + obliques >= _TRAITS:
            return _CONTOURS
    return trouves


def _sides(objet: "PdfObject") -> Iterator[tuple[int, int, int]]:
    """Of each outline, its upright sides, the others, its curves."""
    from pypdfium2 import raw

    droits = obliques = poignees = 0
    avant = (0.0, 0.0)
    for rang in range(raw.FPDFPath_CountSegments(objet)):
        segment = raw.FPDFPath_GetPathSegment(objet, rang)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        ici, genre = (x.value, y.value), raw.FPDFPathSegment_GetType(segment)
        if genre == raw.FPDF_SEGMENT_MOVETO:
            yield droits, obliques, poignees // 3
            droits = obliques = poignees = 0
        elif genre == raw.FPDF_SEGMENT_BEZIERTO:
            poignees += 1
        elif ici != avant:
            upright = min(abs(ici[0] - avant[0]), abs(ici[1] - avant[1])) < _DROIT
            droits, obliques = droits + upright, obliques + (not upright)
        avant = ici
    yield droits, obliques, poignees // 3


#: The page is looked at so many squares wide, of so many points a side; of two shades this far apart, one is drawn there.
_CARRES, _COTE, _ECART = 60, 5, 48
_POINTS_MAX = 500_000
#: Of all the squares, how many make more than a rule or a fold.
_PART = 0.008
#: Beyond, nobody wrote it: what is left of a page is then only partly read.
_SIGNES_MAX = 40_000
_NOTES_MAX = 2_000
#: How PDF says that letters are not drawn, or only cut in what is drawn next.
_INVISIBLES = frozenset({3, 7})
#: What a file that does not say its letters gives in their place.
_SANS_LETTRE = frozenset({0, 0xFFFD})
_USAGE_PRIVE = range(0xE000, 0xF900)
#: Around a letter, in points: what covers it covers what hangs from it.
_MARGE = 1.0
_FIN, _COIN = 1_000_000, 500


@dataclass(frozen=True, slots=True)
class _Signe:
    """A sign of the text, and its box on the page as it is shown, in parts of it."""

    code: int
    boite: Boite
    invisible: bool
    muet: bool


def notes_of(page: "PdfPage") -> list[str]:
    """What the notes stuck on a page say, that is not drawn on it."""
    from pypdfium2 import raw

    dites = []
    for rang in range(min(raw.FPDFPage_GetAnnotCount(page), _NOTES_MAX)):
        note = raw.FPDFPage_GetAnnot(page, rang)
        if raw.FPDFAnnot_GetSubtype(note) not in {raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP}:
            dites.append(_said(note))
        raw.FPDFPage_CloseAnnot(note)
    return list(filter(None, dites))


def _said(note: object) -> str:
    from pypdfium2 import raw

    taille = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    octets = ctypes.create_string_buffer(taille)
    raw.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(octets, ctypes.POINTER(ctypes.c_ushort)), taille)
    return octets.raw[: max(taille - 2, 0)].decode("utf-16-le", "replace").strip()


def unread_part(page: "PdfPage", lue: "PdfPage", part: float | None = None) -> PartieMuette | None:
    """What of a page its text does not say; None where it says all. `lue`: the same, to be read.

    `part`: beside a text, only what is drawn over more of the page than that, and a picture that takes more of it.
    """
    dessin = _Dessin(page)
    if not dessin.drawn:
        # White: whatever a text says on it is read, and not seen.
        return PartieMuette.CACHE if _signs(lue) else None
    signes = _signs(lue)
    vus = [signe for signe in signes if not signe.invisible and dessin.shows(signe.boite)]
    lus = [signe for signe in vus if not signe.muet]
    if not lus:
        caches = [signe for signe in signes if not signe.muet]
        return PartieMuette.SIGNES if vus else PartieMuette.CACHE if caches else PartieMuette.IMAGE
    if 2 * len(lus) < len(vus):
        return PartieMuette.SIGNES
    if len(lus) < len(signes) // 2:
        return PartieMuette.CACHE
    if len(signes) >= _SIGNES_MAX or dessin.left(lus) > (part or _PART):
        return PartieMuette.PARTIE
    if _draws_words(lue, dessin) if part is None else _widest_picture(page) > part:
        return PartieMuette.PARTIE
    return None if len(vus) == len(lus) else PartieMuette.SIGNES


def _widest_picture(page: "PdfPage") -> float:
    """The part of the page that it takes, pale or not."""
    from pypdfium2 import raw

    large, haut = page.get_size()
    boites = [objet.get_bounds() for objet in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,))]
    return max(
        ((droite - gauche) * (dessus - dessous) / (large * haut) for gauche, dessous, droite, dessus in boites), default=0
    )


def _draws_words(lue: "PdfPage", dessin: "_Dessin") -> bool:
    place = _Place(lue)
    return draws_words(lue, lambda boite: dessin.shows(place.of(*boite)))


def find_words(page: "PdfPage", mots: str) -> list[Boite]:
    """Where these words are written, whatever their case, accents, signs and ends of lines; one box a line."""
    cherches = "".join(filter(str.isalnum, fold(mots)))
    if not cherches:
        return []
    signes = _signs(page, lache=True)
    plie, rangs = [], []
    for rang, signe in enumerate(signes):
        for lettre in fold(chr(signe.code)):
            if lettre.isalnum():
                plie.append(lettre)
                rangs.append(rang)
    tout, trouves, place = "".join(plie), [], 0
    while (place := tout.find(cherches, place)) >= 0:
        trouves += _lines([signes[rang].boite for rang in rangs[place : place + len(cherches)]])
        place += len(cherches)
    return trouves


def _lines(boites: list[Boite]) -> list[Boite]:
    lignes: list[Boite] = []
    for gauche, haut, droite, bas in boites:
        if lignes and min(bas, lignes[-1][3]) - max(haut, lignes[-1][1]) > (bas - haut) / 2:
            avant = lignes[-1]
            lignes[-1] = min(avant[0], gauche), min(avant[1], haut), max(avant[2], droite), max(avant[3], bas)
        else:
            lignes.append((gauche, haut, droite, bas))
    return lignes


class _Dessin:
    """What is drawn on a page, square by square."""

    def __init__(self, page: "PdfPage") -> None:
        large, haut = page.get_size()
        # A strip of paper is not looked at more finely for being long.
        echelle = min(_CARRES * _COTE / large, (_POINTS_MAX / (large * haut)) ** 0.5)
        image = page.render(scale=echelle, grayscale=True)
        octets, pas, hauteur = bytes(image.buffer), image.stride, image.height
        self._colonnes: int = max(1, image.width // _COTE)
        self._rangees: int = max(1, image.height // _COTE)
        self._pleins = [
            [self._is_drawn(octets, pas, colonne, rangee, hauteur) for colonne in range(self._colonnes)]
            for rangee in range(self._rangees)
        ]
        page_ = octets[: pas * image.height]
        #: However pale: a page is blank when it is of one shade.
        self.drawn = max(page_, default=0) != min(page_, default=0)

    @staticmethod
    def _is_drawn(octets: bytes, pas: int, colonne: int, rangee: int, hauteur: int) -> bool:  # noqa: PLR0917
        debut = colonne * _COTE
        lignes = range(rangee * _COTE, min((rangee + 1) * _COTE, hauteur))
        carre = b"".join(octets[ligne * pas + debut : ligne * pas + debut + _COTE] for ligne in lignes)
        return bool(carre) and max(carre) - min(carre) > _ECART

    def _squares(self, boite: Boite, autour: int = 0) -> tuple[range, range]:
        gauche, haut, droite, bas = boite
        colonnes = range(
            max(0, int(gauche * self._colonnes) - autour), min(self._colonnes, int(droite * self._colonnes) + 1 + autour)
        )
        rangees = range(max(0, int(haut * self._rangees) - autour), min(self._rangees, int(bas * self._rangees) + 1 + autour))
        return colonnes, rangees

    def shows(self, boite: Boite) -> bool:
        """True if something is drawn where a letter is said to be."""
        colonnes, rangees = self._squares(boite)
        return any(self._pleins[rangee][colonne] for rangee in rangees for colonne in colonnes)

    def left(self, lus: "list[_Signe]") -> float:
        """The part of the page where something is drawn that is no letter, nor a mere line."""
        reste = [list(rangee) for rangee in self._pleins]
        for signe in lus:
            colonnes, rangees = self._squares(signe.boite, 1)
            for rangee in rangees:
                for colonne in colonnes:
                    reste[rangee][colonne] = False
        epais: int = sum(
            reste[rangee][colonne]
            and reste[rangee][colonne + 1]
            and reste[rangee + 1][colonne]
            and reste[rangee + 1][colonne + 1]
            for rangee in range(self._rangees - 1)
            for colonne in range(self._colonnes - 1)
        )
        return epais / (self._rangees * self._colonnes)


def _signs(page: "PdfPage", *, lache: bool = False) -> list[_Signe]:
    """The signs of its text that are not blank; `lache`: as wide and high as their line."""
    from pypdfium2 import raw

    texte = page.get_textpage()
    nombre = min(texte.count_chars(), _SIGNES_MAX)
    place = _Place(page)
    signes = []
    for rang in range(nombre):
        code = raw.FPDFText_GetUnicode(texte, rang)
        if raw.FPDFText_IsGenerated(texte, rang) == 1 or (code not in _SANS_LETTRE and chr(code).isspace()):
            continue
        boite = place.of(*texte.get_charbox(rang, loose=lache))
        objet = raw.FPDFText_GetTextObject(texte, rang)
        invisible = bool(objet) and raw.FPDFTextObj_GetTextRenderMode(objet) in _INVISIBLES
        muet = code in _SANS_LETTRE or code in _USAGE_PRIVE or raw.FPDFText_HasUnicodeMapError(texte, rang) == 1
        signes.append(_Signe(code, boite, invisible, muet))
    return signes


class _Place:
    """From what a page says of its places to what is shown, turned and cut as it is: said once by three corners."""

    def __init__(self, page: "PdfPage") -> None:
        large, haut = page.get_size()
        self._marge = _MARGE / large, _MARGE / haut
        (self._x, self._y), (xx, xy), (yx, yy) = (_shown(page, x, y) for x, y in ((0, 0), (_COIN, 0), (0, _COIN)))
        self._par_x = (xx - self._x) / _COIN, (xy - self._y) / _COIN
        self._par_y = (yx - self._x) / _COIN, (yy - self._y) / _COIN

    def of(self, gauche: float, bas: float, droite: float, haut: float) -> Boite:  # noqa: PLR0917
        points = [self._at(x, y) for x in (gauche, droite) for y in (bas, haut)]
        abscisses, ordonnees = sorted(x for x, _ in points), sorted(y for _, y in points)
        large, haute = self._marge
        return abscisses[0] - large, ordonnees[0] - haute, abscisses[-1] + large, ordonnees[-1] + haute

    def _at(self, x: float, y: float) -> tuple[float, float]:
        (xx, xy), (yx, yy) = self._par_x, self._par_y
        return self._x + xx * x + yx * y, self._y + xy * x + yy * y


def _shown(page: "PdfPage", x: float, y: float) -> tuple[float, float]:
    from pypdfium2 import raw

    a, b = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FIN, _FIN, 0, x, y, ctypes.byref(a), ctypes.byref(b))
    return a.value / _FIN, b.value / _FIN
