"""Colours, type and space of every window, in one object; nothing else in `ui/` names a colour or a size in points.

The colours are those of the interface direction, by role and not by hue. Light and dark follow the system or a setting;
a high-contrast theme of the system always wins, because someone chose it in order to be able to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

import fontpkg_atkinson_hyperlegible as atkinson
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLayout, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout

    _Boite = QBoxLayout
else:
    _Boite = object


class Teinte(StrEnum):
    """What a colour is for."""

    FOND = "fond"
    SURFACE = "surface"
    TEXTE = "texte"
    DOUX = "doux"
    TRAIT = "trait"
    PRIMAIRE = "primaire"
    SUR_PRIMAIRE = "sur_primaire"
    FOCUS = "focus"
    RETARD = "retard"
    SEMAINE = "semaine"
    ATTENTE = "attente"
    REPONSE = "reponse"
    CLOS = "clos"


class Apparence(StrEnum):
    """What the person asked for."""

    SYSTEME = "systeme"
    CLAIRE = "claire"
    SOMBRE = "sombre"


class Tailles(StrEnum):
    """The four sizes of text, and how many times the base each one is."""

    TEXTE = "texte"
    INTERTITRE = "intertitre"
    TITRE = "titre"
    GRAND = "grand"


#: What a printed page is drawn on, in every theme.
PAPIER = "#FFFFFF"

BASE_PT = 11.0
ECHELLE: Mapping[Tailles, float] = MappingProxyType(
    {Tailles.TEXTE: 1.0, Tailles.INTERTITRE: 1.2, Tailles.TITRE: 1.5, Tailles.GRAND: 2.0}
)
#: The text sizes offered, as a ratio of the base.
ZOOMS = (1.0, 1.25, 1.5, 1.75, 2.0)
FAMILLE = atkinson.FAMILY

CLAIR: Mapping[Teinte, str] = MappingProxyType(
    {
        Teinte.FOND: "#FAF8F4",
        Teinte.SURFACE: "#FFFFFF",
        Teinte.TEXTE: "#1D2327",
        Teinte.DOUX: "#555C63",
        Teinte.TRAIT: "#8A8F94",
        Teinte.PRIMAIRE: "#0F5C63",
        Teinte.SUR_PRIMAIRE: "#FFFFFF",
        Teinte.FOCUS: "#0B57D0",
        Teinte.RETARD: "#A4262C",
        Teinte.SEMAINE: "#7A4B00",
        Teinte.ATTENTE: "#1B5E9B",
        Teinte.REPONSE: "#1F6B3B",
        Teinte.CLOS: "#5A6067",
    }
)
SOMBRE: Mapping[Teinte, str] = MappingProxyType(
    {
        Teinte.FOND: "#16191C",
        Teinte.SURFACE: "#1F2428",
        Teinte.TEXTE: "#ECEDEE",
        Teinte.DOUX: "#B3B9BF",
        Teinte.TRAIT: "#7C848B",
        Teinte.PRIMAIRE: "#6CC5CC",
        Teinte.SUR_PRIMAIRE: "#06282B",
        Teinte.FOCUS: "#8AB4F8",
        Teinte.RETARD: "#FF9B93",
        Teinte.SEMAINE: "#F2BE6A",
        Teinte.ATTENTE: "#8CBEF5",
        Teinte.REPONSE: "#84D19C",
        Teinte.CLOS: "#A9B0B6",
    }
)


def mix(une: str, autre: str, part: float) -> str:
    """`une` with a `part` (0 to 1) of `autre` in it: how hover, selection and quiet rules are made without a new colour."""
    paires = ((int(une[i : i + 2], 16), int(autre[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in paires)


@dataclass(frozen=True, slots=True)
class Theme:
    """How everything looks: colours by role, the size of text, and where the icons are."""

    couleurs: Mapping[Teinte, str] = field(default_factory=lambda: CLAIR)
    zoom: float = 1.0
    #: The folder of SVG icons; None in a test that draws none.
    icones: Path | None = None
    #: True when the colours are the system's own high-contrast ones.
    contraste: bool = False

    def hexa(self, teinte: Teinte) -> str:
        """A colour as `#RRGGBB`."""
        return self.couleurs[teinte]

    def color(self, teinte: Teinte) -> QColor:
        """A colour as Qt draws it."""
        return QColor(self.couleurs[teinte])

    @property
    def survol(self) -> str:
        """Surface under the mouse."""
        return mix(self.hexa(Teinte.SURFACE), self.hexa(Teinte.PRIMAIRE), 0.06)

    @property
    def choisi(self) -> str:
        """Surface of what is chosen."""
        return mix(self.hexa(Teinte.SURFACE), self.hexa(Teinte.PRIMAIRE), 0.11)

    @property
    def filet(self) -> str:
        """A rule that only separates, and carries no meaning (so it may be quieter than 3:1)."""
        return mix(self.hexa(Teinte.FOND), self.hexa(Teinte.TRAIT), 1.0 if self.contraste else 0.4)

    def px(self, pixels: float) -> int:
        """A length given at 100 %, at the present text size."""
        return round(pixels * self.zoom)

    def font(self, corps: Tailles = Tailles.TEXTE, *, gras: bool = False) -> QFont:
        """One of the four sizes, in one of the two weights."""
        return QFont(_font(BASE_PT * ECHELLE[corps] * self.zoom, gras=gras))

    def reading_width(self) -> int:
        """The width of 75 characters of running text: no paragraph is wider."""
        return QFontMetrics(self.font()).averageCharWidth() * 75

    def qpalette(self) -> QPalette:
        """The same colours for whatever Qt draws by itself (menus, file dialogs, selections)."""
        palette = QPalette()
        for teinte, roles in _ROLES_QT.items():
            for role in roles:
                palette.setColor(role, self.color(teinte))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color(Teinte.DOUX))
        return palette


_ROLES_QT: Mapping[Teinte, tuple[QPalette.ColorRole, ...]] = MappingProxyType(
    {
        Teinte.FOND: (QPalette.ColorRole.Window, QPalette.ColorRole.AlternateBase),
        Teinte.SURFACE: (
            QPalette.ColorRole.Base,
            QPalette.ColorRole.Button,
            QPalette.ColorRole.ToolTipBase,
            QPalette.ColorRole.Light,
        ),
        Teinte.TEXTE: (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
            QPalette.ColorRole.ToolTipText,
            QPalette.ColorRole.BrightText,
        ),
        Teinte.DOUX: (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.LinkVisited),
        Teinte.TRAIT: (QPalette.ColorRole.Mid, QPalette.ColorRole.Dark, QPalette.ColorRole.Midlight, QPalette.ColorRole.Shadow),
        Teinte.PRIMAIRE: (QPalette.ColorRole.Highlight, QPalette.ColorRole.Link, QPalette.ColorRole.Accent),
        Teinte.SUR_PRIMAIRE: (QPalette.ColorRole.HighlightedText,),
    }
)


@cache
def _font(points: float, *, gras: bool) -> QFont:
    """Made once for each size and weight: looked for by every text, each time it is measured."""
    police = QFont(FAMILLE)
    police.setPointSizeF(points)
    police.setWeight(QFont.Weight.Bold if gras else QFont.Weight.Normal)
    return police


def load_fonts() -> None:
    """Makes Atkinson Hyperlegible available to Qt, once per process. What a font lacks, Qt takes from the system's."""
    if FAMILLE not in QFontDatabase.families():
        for graisse in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(str(atkinson.ROOT / "files" / f"AtkinsonHyperlegible-{graisse}.ttf"))


def system_wants_contrast() -> bool:
    """True when the person set a high-contrast theme for the whole computer."""
    # Held by a name: PySide takes the hints for dead as soon as what gave them is let go.
    hints = QGuiApplication.styleHints()
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _system_colours() -> Mapping[Teinte, str]:
    """Our roles in the colours of the system's high-contrast theme: text is text, and anything that matters is text too."""
    # A new palette is a copy of ours; the system's comes back once ours is taken off.
    QGuiApplication.setPalette(QPalette())
    systeme = QGuiApplication.palette()
    texte = systeme.color(QPalette.ColorRole.WindowText).name().upper()
    couleurs = dict.fromkeys(Teinte, texte)
    couleurs[Teinte.FOND] = systeme.color(QPalette.ColorRole.Window).name().upper()
    couleurs[Teinte.SURFACE] = systeme.color(QPalette.ColorRole.Base).name().upper()
    couleurs[Teinte.PRIMAIRE] = couleurs[Teinte.FOCUS] = systeme.color(QPalette.ColorRole.Highlight).name().upper()
    couleurs[Teinte.SUR_PRIMAIRE] = systeme.color(QPalette.ColorRole.HighlightedText).name().upper()
    return MappingProxyType(couleurs)


def choose_theme(apparence: Apparence, *, zoom: float, icones: Path | None) -> Theme:
    """The theme for a wish and the present state of the system. Needs a QGuiApplication."""
    if system_wants_contrast():
        return Theme(_system_colours(), zoom, icones, contraste=True)
    sombre = apparence is Apparence.SOMBRE or (
        apparence is Apparence.SYSTEME and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    return Theme(SOMBRE if sombre else CLAIR, zoom, icones)


#: Reading start, top, reading end and bottom, at 100 %.
Marges = tuple[int, int, int, int]


class Espacement(_Boite):
    """What a layout of the kit adds to Qt's: its gaps are given at 100 % and follow the size of text."""

    ecart: int
    marges: Marges

    def space_out(self, ecart: int, marges: Marges) -> None:
        """Sets its gap and its margins."""
        self.ecart, self.marges = ecart, marges
        self.rescale(current_theme())

    def rescale(self, theme: Theme) -> None:
        """Sets them again for this theme."""
        self.setSpacing(theme.px(self.ecart))
        debut, haut, fin, bas = (theme.px(marge) for marge in self.marges)
        if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            debut, fin = fin, debut
        self.setContentsMargins(debut, haut, fin, bas)


class Habit:
    """What the application wears. Not kept among Qt's properties: it is read at each measure of a text, and they are slow."""

    theme: ClassVar[Theme | None] = None


def current_theme() -> Theme:
    """The theme being shown. Before any was applied (a bare test), the light one at 100 %."""
    return Habit.theme or Theme()


#: Those that show a way: turned round where one reads from right to left.
ORIENTEES = frozenset({"retour", "suite", "deplier", "personne_suivante"})


@lru_cache(maxsize=256)
def _renderer(fichier: Path, couleur: str) -> QSvgRenderer:
    source = fichier.read_text("utf-8").replace("currentColor", couleur)
    return QSvgRenderer(QByteArray(source.encode()))


def paint_icon(painter: QPainter, rect: QRectF, nom: str, *, couleur: str) -> None:
    """Draws `resources/icones/<nom>.svg` in this rectangle. Raises FileNotFoundError for an icon that does not exist."""
    dossier = current_theme().icones
    if dossier is None:
        return
    painter.save()
    if nom in ORIENTEES and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    _renderer(dossier / f"{nom}.svg", couleur).render(painter, rect)
    painter.restore()


class Icone(QWidget):
    """An icon in a layout. Says nothing to a screen reader: the word beside it does."""

    def __init__(self, nom: str, *, teinte: Teinte = Teinte.TEXTE, taille: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nom, self._teinte, self._taille = nom, teinte, taille
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, nom: str, teinte: Teinte) -> None:
        """Draws another one."""
        self._nom, self._teinte = nom, teinte
        self.update()

    def sizeHint(self) -> QSize:
        """A square that follows the size of text."""
        cote = current_theme().px(self._taille)
        return QSize(cote, cote)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws it."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._nom, couleur=current_theme().hexa(self._teinte))
        painter.end()


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Gives the whole application this look, now, unless it wears it already; what was typed stays where it is."""
    if Habit.theme == theme and not theme.contraste:  # the palette of the system may have changed
        return
    load_fonts()
    Habit.theme = theme
    app.setStyle("Fusion")
    app.setPalette(QPalette() if theme.contraste else theme.qpalette())
    app.setFont(theme.font())
    app.setStyleSheet(_stylesheet(theme))
    for widget in app.allWidgets():
        layout = widget.layout()
        # One that Qt made may be handed out as what stood at its address before: it is none of ours.
        for one in (layout, *layout.findChildren(QLayout)) if isinstance(layout, QLayout) else ():
            if isinstance(one, Espacement):
                one.rescale(theme)


def _stylesheet(theme: Theme) -> str:
    """Qt style sheet for what is typed in, scrolled, listed or popped up."""
    couleurs = {teinte.value: valeur for teinte, valeur in theme.couleurs.items()}
    longueurs = {f"p{n}": f"{theme.px(n)}px" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 28, 40)}
    return _FEUILLE.format_map(couleurs | longueurs | {"survol": theme.survol, "choisi": theme.choisi, "filet": theme.filet})


_FEUILLE = """
QMainWindow, QDialog, QStackedWidget {{ background: {fond}; }}
QDialog {{ border: 1px solid {filet}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{
    background: {surface}; color: {texte}; border: 1px solid {trait}; border-radius: {p6};
    padding: {p8} {p10}; placeholder-text-color: {doux};
    selection-background-color: {primaire}; selection-color: {sur_primaire};
}}
QLineEdit, QAbstractSpinBox, QComboBox {{ min-height: {p24}; }}
QPlainTextEdit, QTextEdit {{ padding: {p6} {p6}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
    border: 2px solid {focus}; padding: {p7} {p9};
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {p5} {p5}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {fond}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {doux}; background: {fond}; border-color: {filet}; }}
/* A list under the line rather than a menu over it: a menu is drawn too low for its last line. */
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: {p28}; }}
QComboBox QAbstractItemView, QListView, QTableView {{
    background: {surface}; color: {texte}; border: 1px solid {trait}; border-radius: {p6}; outline: none;
    selection-background-color: {choisi}; selection-color: {texte}; alternate-background-color: {fond}; gridline-color: {filet};
}}
/* As wide as with the focus: a border that grows is painted over by the rows. */
QListView, QTableView {{ border: 2px solid {filet}; }}
QListView:focus, QTableView:focus {{ border-color: {focus}; }}
QListView::item {{ padding: {p8} {p12}; min-height: {p24}; border: none; }}
QListView::item:selected {{ background: {choisi}; color: {texte}; border-left: {p4} solid {primaire}; }}
QListView::item:hover:!selected {{ background: {survol}; }}
QTableView::item {{ padding: {p4} {p8}; border: none; }}
QTableView::item:selected {{ background: {choisi}; color: {texte}; }}
QTableCornerButton::section {{ background: {fond}; border: none; border-bottom: 1px solid {trait}; }}
QHeaderView::section {{
    background: {fond}; color: {doux}; border: none; border-bottom: 1px solid {trait}; padding: {p8}; font-weight: bold;
}}

QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {p12}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}; margin: 0; }}
QScrollBar::handle {{ background: {trait}; border-radius: {p3}; margin: {p3}; }}
QScrollBar::handle:vertical {{ min-height: {p40}; }}
QScrollBar::handle:horizontal {{ min-width: {p40}; }}
QScrollBar::handle:hover {{ background: {doux}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QTabBar::tab {{
    background: transparent; color: {doux}; border: none; border-bottom: {p3} solid transparent;
    padding: {p8} {p16}; min-height: {p24};
}}
/* Above what is answered, where there is little room. */
QTabBar[serre="true"]::tab {{ padding: {p3} {p16}; }}
QTabBar::tab:selected {{ color: {texte}; border-bottom-color: {primaire}; }}
QTabBar::tab:focus {{ color: {texte}; border: 2px solid {focus}; border-radius: {p4}; }}
QTabWidget::pane {{ border: none; }}

QMenu {{ background: {surface}; border: 1px solid {trait}; padding: {p4}; }}
QMenu::item {{ padding: {p8} {p24}; border-radius: {p4}; }}
QMenu::item:selected {{ background: {choisi}; }}
QToolTip {{ background: {surface}; color: {texte}; border: 1px solid {trait}; padding: {p6} {p8}; }}
QProgressBar {{ background: {surface}; border: 1px solid {trait}; border-radius: {p4}; text-align: center; min-height: {p8}; }}
QProgressBar:focus {{ border: 2px solid {focus}; }}
QProgressBar::chunk {{ background: {primaire}; border-radius: {p3}; }}
QSplitter::handle {{ background: {filet}; }}
"""
