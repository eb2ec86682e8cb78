"""The letter as text: read, selected, enlarged, read aloud; each of its parts may lead to the question it comes from."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.lettre.lettre import BandePage, PartieDocument
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import Avis, Nature
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.lecture import TexteMontre
from droits_usagers.ui.composants.ligne_decidee import qt_place
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.page import Contexte

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


#: Between two parts of a text.
_ENTRE = 2


class TexteLettre(TexteMontre):
    """Read only. `looked_at`: someone is at it, who may want to be led; `part_chosen`: by a click, or Enter at the caret."""

    looked_at = Signal()
    part_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setMouseTracking(True)
        #: Where each part begins and ends, as Qt counts characters.
        self._places: tuple[tuple[int, int], ...] = ()
        self._liens: Sequence[str] = ()
        self._walked = False

    def show_text(self, texte: str, parties: Sequence[PartieVue]) -> None:
        """Shows it, where the reading was; that the parts lead somewhere is to be said again."""
        self.show_where_read(texte)
        places, debut = [], 0
        for partie in parties:
            fin = debut + qt_place(partie.texte)
            places.append((debut, fin))
            debut = fin + _ENTRE
        self._places = tuple(places)
        self.lead(())

    def lead(self, liens: Sequence[str]) -> None:
        """What each part leads to, in words; empty for one that leads nowhere."""
        self._liens = liens
        self._point(-1)

    def tint(self, parties: Collection[int]) -> None:
        """Tints these parts, and no other."""
        choix = []
        for rang in parties:
            selection = QTextEdit.ExtraSelection()
            curseur = QTextCursor(self.document())
            debut, fin = self._places[rang]
            curseur.setPosition(debut)
            curseur.setPosition(fin, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = curseur
            selection.format.setBackground(QColor(current_theme().choisi))
            choix.append(selection)
        self.setExtraSelections(choix)

    def _part_of(self, place: int) -> int:
        """The part that leads somewhere and holds this character, or -1."""
        trouves = (rang for rang, (debut, fin) in enumerate(self._places) if debut <= place <= fin)
        rang = next(trouves, -1)
        return rang if 0 <= rang < len(self._liens) and self._liens[rang] else -1

    def _part_at(self, point: QPoint) -> int:
        curseur = self.cursorForPosition(point)
        ligne = self.cursorRect(curseur)
        return self._part_of(curseur.position()) if ligne.top() <= point.y() <= ligne.bottom() else -1

    def _point(self, rang: int) -> None:
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if rang < 0 else Qt.CursorShape.PointingHandCursor)
        self.viewport().setToolTip("" if rang < 0 else self._liens[rang])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says where a click leads."""
        super().mouseMoveEvent(event)
        self.looked_at.emit()
        self._point(self._part_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Goes there, unless something was being selected."""
        super().mouseReleaseEvent(event)
        rang = self._part_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection() and rang >= 0:
            self.part_chosen.emit(rang)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enter goes on, as long as the caret has not been moved."""
        super().focusInEvent(event)
        self._walked = False
        self.looked_at.emit()

    def event(self, event: QEvent) -> bool:
        """Keeps Enter for itself where it leads somewhere, before the page takes it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._leads(event):
            event.accept()
            return True
        return super().event(event)

    def _leads(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._walked and plain and event.key() in ENTREE and self._part_of(self.textCursor().position()) >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the part under the caret leads."""
        if self._leads(event):
            self.part_chosen.emit(self._part_of(self.textCursor().position()))
            return
        super().keyPressEvent(event)
        self._walked = True
        self.looked_at.emit()


#: What is shown now, as what lets its text go outside the window's thread; None when nothing is.
Source: TypeAlias = Callable[[], Callable[[], Libre[str]] | None]


class CopieTexte(Avis):
    """Hidden until someone takes words; then says that they are copied, or why they are not."""

    def __init__(self, contexte: Contexte, texte: TexteMontre, source: Source) -> None:
        super().__init__("", mot="")
        self._contexte, self._source = contexte, source
        self._livraison = Livraison(contexte, self)
        texte.gestes = contexte.textes("commun.copier"), contexte.textes("commun.tout_selectionner")
        texte.copy_asked.connect(self._on_asked)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.held.connect(self._on_refused)
        self._livraison.impeded.connect(self._on_refused)
        self.hide()

    def forget(self) -> None:
        """Nothing is asked any more, nor said."""
        self._livraison.clear()
        self.hide()

    def _on_asked(self, mots: str) -> None:
        self.hide()
        make = self._source()
        if make is not None:
            self._livraison.copy_words(make, mots)

    def _on_delivered(self, fait: str, dit: str) -> None:
        textes = self._contexte.textes
        self._tell(dit, mot=textes(f"assistant.fin.fait.{fait}_mot"), nature=Nature.BIEN)

    def _on_refused(self, error: ExpectedError) -> None:
        mot = self._contexte.textes("controle.retenue")
        self._tell(self._contexte.operations.sentence(error), mot=mot, nature=Nature.ATTENTION)

    def _tell(self, phrase: str, *, mot: str, nature: Nature) -> None:
        self.say(phrase, mot=mot, nature=nature)
        self.show()
