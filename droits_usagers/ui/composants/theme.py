"""Colours, type and space of every window, in one object; nothing else in `ui/` names a colour or a size in points.

The colours are those of the interface direction, by role and not by hue. Light and dark follow the system or a setting;
a high-contrast theme of the system always wins, because someone chose it in order to be able to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

import fontpkg_atkinson_hyperlegible as atkinson
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette

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
