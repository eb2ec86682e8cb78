"""The parts of a letter as they are shown: where each is printed on its pages, and which of them have just changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from droits_usagers.domain.lettre.lettre import BandePage, PartieDocument

_BLANC = b"\xff"
#: Bytes of a point of an image in RGB.
_OCTETS = 4


@dataclass(frozen=True, slots=True)
class PlacePartie:
    """A place on a page, in shares of its width and of its height."""

    page: int
    rect: QRectF


@dataclass(frozen=True, slots=True)
class PartieVue:
    """What a part says, and the places where it is printed; none for one that only has white."""

    texte: str = field(repr=False)
    lieux: tuple[PlacePartie, ...] = ()


def seen(parties: Sequence[PartieDocument], pages: Sequence[QImage]) -> tuple[PartieVue, ...]:
    """Each part with what is inked of it: its bands go as far as the next part, white included. For a worker."""
    encres = [_Encre(page) for page in pages]
    return tuple(PartieVue(partie.texte, tuple(_places(partie.bandes, encres))) for partie in parties)


def _places(bandes: Sequence[BandePage], encres: Sequence["_Encre"]) -> Iterator[PlacePartie]:
    for bande in bandes:
        place = encres[bande.page].within(bande) if bande.page < len(encres) else None
        if place is not None:
            yield PlacePartie(bande.page, place)


class _Encre:
    """What is not white on a page."""

    def __init__(self, page: QImage) -> None:
        rgb = page.convertToFormat(QImage.Format.Format_RGB32)
        self._large, self._haute, self._pas = rgb.width(), rgb.height(), rgb.bytesPerLine()
        self._points = bytes(rgb.constBits())

    def within(self, bande: BandePage) -> QRectF | None:
        """The smallest place within a band that holds all its ink; None when it has none."""
        gauche, droite = (round(part * self._large) * _OCTETS for part in (bande.gauche, bande.droite))
        hauts: list[int] = []
        debut, fin = droite, gauche
        for y in range(round(bande.haut * self._haute), min(round(bande.bas * self._haute), self._haute)):
            ligne = self._points[y * self._pas + gauche : y * self._pas + droite]
            reste = ligne.lstrip(_BLANC)
            if reste:
                hauts.append(y)
                debut = min(debut, gauche + len(ligne) - len(reste))
                fin = max(fin, gauche + len(ligne.rstrip(_BLANC)))
        if not hauts:
            return None
        large = _OCTETS * self._large
        bas = hauts[-1] + 1
        return QRectF(debut / large, hauts[0] / self._haute, (fin - debut) / large, (bas - hauts[0]) / self._haute)


def changed(avant: Sequence[PartieVue], apres: Sequence[PartieVue]) -> frozenset[int]:
    """The parts that were not there before, by place; none where nothing is left of what was: it is another letter."""
    anciens, nouveaux = ([partie.texte for partie in parties] for parties in (avant, apres))
    etapes = SequenceMatcher(a=anciens, b=nouveaux, autojunk=False).get_opcodes()
    if all(quoi != "equal" for quoi, *_ in etapes):
        return frozenset()
    return frozenset(rang for quoi, _, _, debut, fin in etapes if quoi != "equal" for rang in range(debut, fin))
