"""Text that wraps anywhere it must, and the frame every painted button and choice shares.

Qt's own buttons elide or clip a label that is too long; ours grow downwards: nothing is lost at 200 % or in a longer language.
"""

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from droits_usagers.ui.composants.theme import Tailles, Teinte, current_theme

if TYPE_CHECKING:
    _Bouton = QAbstractButton
else:
    _Bouton = object

#: Classes of characters that make a text right to left (Unicode, annex 9).
_VERS_LA_GAUCHE = frozenset({"R", "AL", "RLI", "RLE", "RLO"})


def lay_out(texte: str, police: QFont, largeur: float, *, direction: Qt.LayoutDirection) -> QTextLayout:
    """The text broken into lines of at most `largeur` pixels, between words where it can be, inside a word where it must."""
    bord = Qt.AlignmentFlag.AlignRight if direction is Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(bord | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(_base_direction(texte, direction))
    mise = QTextLayout(texte.replace("\n", "\u2028"), police)
    mise.setTextOption(option)
    mise.beginLayout()
    y = 0.0
    while (ligne := mise.createLine()).isValid():
        ligne.setLineWidth(max(largeur, 1.0))
        ligne.setPosition(QPointF(0, y))
        y += ligne.height()
    mise.endLayout()
    return mise


def _base_direction(texte: str, direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """In which direction a text is read: its own, in a window written left to right.

    In one written right to left, a name or a path without any right-to-left character is still read left to right, or its
    punctuation would move.
    """
    if direction is Qt.LayoutDirection.LeftToRight:
        return Qt.LayoutDirection.LayoutDirectionAuto
    a_droite = any(unicodedata.bidirectional(signe) in _VERS_LA_GAUCHE for signe in texte)
    return direction if a_droite else Qt.LayoutDirection.LeftToRight


def text_height(mise: QTextLayout) -> float:
    """Height in pixels of a laid out text; 0 for an empty one."""
    return mise.boundingRect().height() if mise.text() else 0.0


def natural_width(texte: str, police: QFont) -> float:
    """Width in pixels of the longest line as written, without any wrapping."""
    mesure = QFontMetricsF(police)
    return max((mesure.horizontalAdvance(ligne) for ligne in texte.split("\n")), default=0.0)


class Mesure:
    """One text in one font: what it takes, measured once. A layout asks for the same again and again, at many widths.

    Kept by the widget that shows the text, and no longer than it.
    """

    def __init__(self, texte: str, police: QFont, direction: Qt.LayoutDirection) -> None:
        self._texte, self._police, self._direction = texte, police, direction
        self._hauteurs: dict[float, float] = {}

    @cached_property
    def width(self) -> float:
        """In pixels, as written, without any wrapping."""
        return natural_width(self._texte, self._police)

    @cached_property
    def word(self) -> float:
        """Width of the longest word."""
        return max((natural_width(mot, self._police) for mot in self._texte.split()), default=0.0)

    def lines(self, largeur: float) -> QTextLayout:
        """To be painted, in lines of at most that width."""
        return lay_out(self._texte, self._police, largeur, direction=self._direction)

    def height(self, largeur: float) -> float:
        """In pixels, in lines of at most that width; 0 when there is no text."""
        # With two pixels to spare nothing wraps, whatever the rounding.
        voulue = min(largeur, self.width + 2)
        if voulue not in self._hauteurs:
            self._hauteurs[voulue] = text_height(self.lines(voulue))
        return self._hauteurs[voulue]


def paint_check(painter: QPainter, place: QRectF, *, checked: bool, partly: bool = False) -> None:
    """A square in the middle of this place: empty, ticked, or with a bar when only some are chosen."""
    theme = current_theme()
    cote = theme.px(18)
    carre = QRectF(place.center().x() - cote / 2, place.center().y() - cote / 2, cote, cote).adjusted(1, 1, -1, -1)
    plein = checked or partly
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(Teinte.PRIMAIRE if plein else Teinte.DOUX), 1.5))
    painter.setBrush(theme.color(Teinte.PRIMAIRE if plein else Teinte.SURFACE))
    painter.drawRoundedRect(carre, theme.px(3), theme.px(3))
    if plein:
        crayon = QPen(theme.color(Teinte.SUR_PRIMAIRE), cote / 9)
        crayon.setCapStyle(Qt.PenCapStyle.RoundCap)
        crayon.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(crayon)
        points = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.30)) if checked else ((0.25, 0.5), (0.75, 0.5))
        painter.drawPolyline([QPointF(carre.x() + x * carre.width(), carre.y() + y * carre.height()) for x, y in points])
    painter.restore()


def paint_ring(painter: QPainter, place: QRectF) -> None:
    """What has the focus: two pixels of the focus colour, just inside the edge."""
    rayon = current_theme().px(6)
    painter.setPen(QPen(current_theme().color(Teinte.FOCUS), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), rayon, rayon)


class Peint(_Bouton):
    """What painted buttons and choices share: an ornament, a title, a line under it and a note at the end, in a rounded frame.

    To be put before a subclass of QAbstractButton. The label is plain text: an ampersand is an ampersand.
    """

    titre: str
    sous_titre: str = ""
    #: Why it cannot be pressed now, said in place of the line under the title.
    raison: str = ""
    #: The key that does the same, or another short remark; goes under the title where there is no room beside it.
    note: str = ""
    titre_gras = False
    corps_titre = Tailles.TEXTE
    hauteur_min = 40
    marge_h = 16
    marge_v = 8
    #: Room kept at the start for an icon or a check box, at 100 %; 0 when there is none.
    ornement = 0
    #: Narrower than its words when it must be: they wrap.
    etirement = QSizePolicy.Policy.Preferred
    _cle: object = None
    _mesures: tuple[Mesure, Mesure, Mesure]
    #: By width: a layout asks for each dozens of times.
    _hauteurs: dict[int, int]

    def set_up(self, titre: str, sous_titre: str = "", note: str = "") -> None:
        """Sets what is written, for the eyes and for a screen reader."""
        self.titre, self.sous_titre, self.note = titre, sous_titre, note
        self.setText(titre.replace("&", "&&"))
        self.setAccessibleName(titre)
        self.setAccessibleDescription(sous_titre)
        politique = QSizePolicy(self.etirement, QSizePolicy.Policy.Minimum)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)
        self.updateGeometry()
        self.update()

    def hold(self, raison: str) -> None:
        """It cannot be pressed, for this reason; an empty one: it can again."""
        self.setEnabled(not raison)
        self.raison = raison
        self.setToolTip(raison)
        self.setAccessibleDescription(raison or self.sous_titre)
        self.updateGeometry()
        self.update()

    @property
    def _dessous(self) -> str:
        return self.raison or self.sous_titre

    @property
    def _fin(self) -> str:
        return self.note

    # What a subclass decides.

    def background(self) -> str:
        """Colour inside the frame."""
        return current_theme().survol if self.underMouse() and self.isEnabled() else current_theme().hexa(Teinte.SURFACE)

    def border(self) -> tuple[str, float]:
        """Colour and width of the frame."""
        return current_theme().hexa(Teinte.TRAIT), 1.0

    def ink(self) -> str:
        """Colour of the title."""
        return current_theme().hexa(Teinte.TEXTE if self.isEnabled() else Teinte.DOUX)

    def soft_ink(self) -> str:
        """Colour of the line under the title."""
        return current_theme().hexa(Teinte.DOUX)

    def note_ink(self) -> str:
        """Colour of the note."""
        return self.soft_ink()

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """Draws the icon or the box; nothing by default."""

    # Measures.

    def _fonts(self) -> tuple[QFont, QFont]:
        theme = current_theme()
        return theme.font(self.corps_titre, gras=self.titre_gras), theme.font()

    def _start(self) -> float:
        theme = current_theme()
        ornement = theme.px(self.ornement) + (theme.px(12) if self.titre else 0) if self.ornement else 0
        return theme.px(self.marge_h) + ornement

    def _measured(self) -> tuple[Mesure, Mesure, Mesure]:
        """The title, the line under it, the note."""
        sens = self.layoutDirection()
        cle = (current_theme().zoom, self.titre, self._dessous, self._fin, self.titre_gras, self.corps_titre, sens)
        if self._cle != cle:
            police, normale = self._fonts()
            self._cle = cle
            self._mesures = (
                Mesure(self.titre, police, sens),
                Mesure(self._dessous, normale, sens),
                Mesure(self._fin, normale, sens),
            )
            self._hauteurs = {}
        return self._mesures

    def _note_width(self) -> float:
        return self._measured()[2].width + current_theme().px(16) if self._fin else 0.0

    def _inside(self, largeur: float) -> tuple[float, bool]:
        """The room for words in a widget this wide, and whether the note stands beside the title."""
        dedans = largeur - self._start() - current_theme().px(self.marge_h)
        return dedans, bool(self._fin) and self._measured()[0].width + self._note_width() <= dedans

    def _texts(self, largeur: float) -> tuple[QTextLayout, list[tuple[QTextLayout, str]], bool]:
        """Title for a widget this wide, what is under it with its colour, and whether the note stands beside the title."""
        dedans, beside = self._inside(largeur)
        titre, *dessous = self._measured()
        reste = dedans - (self._note_width() if beside else 0)
        lignes = zip(dessous[:1] if beside else dessous, (self.soft_ink(), self.note_ink()), strict=False)
        return titre.lines(reste), [(mesure.lines(dedans), encre) for mesure, encre in lignes if mesure.width], beside

    def _gap(self) -> int:
        return current_theme().px(2)

    def hasHeightForWidth(self) -> bool:
        """True: a narrower one is taller."""
        return True

    def heightForWidth(self, largeur: int) -> int:
        """Height that shows every word."""
        mesures = self._measured()
        if largeur not in self._hauteurs:
            self._hauteurs[largeur] = self._height(largeur, mesures)
        return self._hauteurs[largeur]

    def _height(self, largeur: int, mesures: tuple[Mesure, Mesure, Mesure]) -> int:
        theme = current_theme()
        dedans, beside = self._inside(largeur)
        titre, sous_titre, note = mesures
        dessous = sous_titre.height(dedans) + (0 if beside else note.height(dedans))
        texte = titre.height(dedans - (self._note_width() if beside else 0)) + (dessous + self._gap() if dessous else 0)
        return max(theme.px(self.hauteur_min), round(texte + 2 * theme.px(self.marge_v)))

    def sizeHint(self) -> QSize:
        """On one line, unless that is wider than a column."""
        theme = current_theme()
        titre, sous_titre, *_ = self._measured()
        texte = max(titre.width + self._note_width(), sous_titre.width)
        largeur = min(round(texte + self._start() + theme.px(self.marge_h)) + 2, theme.px(640))
        return QSize(largeur, self.heightForWidth(largeur))

    def minimumSizeHint(self) -> QSize:
        """Its longest word on one line, within reason; the height is the layout's to ask for."""
        theme = current_theme()
        largeur = min(round(self._measured()[0].word + self._start() + theme.px(self.marge_h)) + 2, theme.px(240))
        return QSize(largeur, theme.px(self.hauteur_min))

    # Painting and keys.

    def paintEvent(self, _event: QEvent) -> None:
        """Frame, ornament, texts, then the focus ring above all."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_texts(painter)
        if self.hasFocus():
            self.paint_focus(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        (couleur, trait), fond, theme = self.border(), self.background(), current_theme()
        crayon = QPen(QColor(couleur), trait)
        if not self.isEnabled():
            # Neither filled nor closed: it is there, and cannot be pressed.
            trait, fond = 1.0, theme.hexa(Teinte.FOND)
            crayon = QPen(theme.color(Teinte.TRAIT), trait, Qt.PenStyle.DotLine)
        cadre = QRectF(self.rect()).adjusted(trait / 2, trait / 2, -trait / 2, -trait / 2)
        chemin = QPainterPath()
        rayon = theme.px(6)
        chemin.addRoundedRect(cadre, rayon, rayon)
        painter.fillPath(chemin, QColor(fond))
        if trait:
            painter.strokePath(chemin, crayon)

    def _paint_texts(self, painter: QPainter) -> None:
        theme = current_theme()
        titre, dessous, beside = self._texts(self.width())
        haut_titre, haut_dessous = text_height(titre), sum(text_height(mise) for mise, _ in dessous)
        total = haut_titre + (haut_dessous + self._gap() if dessous else 0)
        y = (self.height() - total) / 2
        if self.ornement:
            cote = theme.px(self.ornement)
            # Without a word, in the middle.
            ligne = QFontMetricsF(self._fonts()[0]).height() if self.titre else total
            self.paint_ornament(painter, self._visual(QRectF(theme.px(self.marge_h), y + (ligne - cote) / 2, cote, cote)))
        dedans = self._visual(QRectF(self._start(), y, self.width() - self._start() - theme.px(self.marge_h), total))
        x = dedans.x() + (self._note_width() if beside and self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0)
        painter.setPen(QColor(self.ink()))
        titre.draw(painter, QPointF(x, y))
        bas = y + haut_titre + self._gap()
        for mise, encre in dessous:
            painter.setPen(QColor(encre))
            mise.draw(painter, QPointF(dedans.x(), bas))
            bas += text_height(mise)
        if beside:
            painter.setPen(QColor(self.note_ink()))
            cote_fin = Qt.AlignmentFlag.AlignRight if x == dedans.x() else Qt.AlignmentFlag.AlignLeft
            painter.setFont(self._fonts()[1])
            a_cote = QRectF(dedans.x(), y, dedans.width(), haut_titre)
            painter.drawText(a_cote, cote_fin | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, self._fin)

    def _visual(self, rect: QRectF) -> QRectF:
        """The rectangle given from the reading start, where it is on screen."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            rect.moveLeft(self.width() - rect.right())
        return rect

    def paint_focus(self, painter: QPainter) -> None:
        """Two pixels of the focus colour, just inside the edge."""
        paint_ring(painter, QRectF(self.rect()))

    def hitButton(self, pos: object) -> bool:
        """All of it can be clicked, not only the box and its words."""
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]
