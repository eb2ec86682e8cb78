"""Contrast of what is drawn, read back from real pixels: WCAG 2.1, 1.4.3 (text, 4.5) and 1.4.11 (what is not text, 3)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.places import Places
from droits_usagers.ui.composants import (
    Avis,
    BoutonDepliant,
    BoutonLien,
    BoutonLigne,
    BoutonListe,
    BoutonPrimaire,
    BoutonSecondaire,
    ChoixMultiples,
    ChoixUnique,
    Icone,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Nature,
    Option,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import CLAIR, SOMBRE, Teinte, Theme, apply_theme
from tests.ui.composants.pixels import change_contrast, edge_contrast, grab, ink_contrast

TEXTE_MIN, DESSIN_MIN = 4.5, 3.0
PALETTES = pytest.mark.parametrize("couleurs", [CLAIR, SOMBRE], ids=["clair", "sombre"])
_MOTS, _INDICE = "Mairie de Bellerive", "Un nom, une référence"
#: Colours that carry a meaning beside their icon.
_ETATS = tuple(set(Teinte) - {Teinte.FOND, Teinte.SURFACE, Teinte.TRAIT, Teinte.SUR_PRIMAIRE, Teinte.FOCUS})

BOUTONS: Mapping[str, Callable[[], Bouton]] = {
    "primaire": lambda: BoutonPrimaire(_MOTS, touche="Entrée"),
    "secondaire": lambda: BoutonSecondaire(_MOTS, _INDICE, icone="creer"),
    "lien": lambda: BoutonLien(_MOTS),
    "depliant": lambda: BoutonDepliant(_MOTS),
    "liste": lambda: BoutonListe(_MOTS, _INDICE, icone="creer"),
    "ligne": lambda: BoutonLigne(_MOTS, _INDICE, icone="creer"),
}
CHAMPS: Mapping[str, Callable[[str], QWidget]] = {
    "ligne": lambda texte: LigneTexte(texte, indice=_INDICE),
    "texte": lambda texte: TexteLong(texte, indice=_INDICE, lignes=2),
    "liste": lambda texte: ListeDeroulante((("un", texte or _MOTS),)),
}
OPTIONS = (Option("oui", "Oui, par courrier", "Une lettre recommandée"), Option("non", "Non"))


def _list() -> ListeMontree:
    liste = ListeMontree()
    liste.show_lines([Ligne("un", _MOTS, _INDICE), Ligne("deux", _MOTS)])
    liste.go_to("un")
    return liste


def _tabs() -> QTabBar:
    onglets = QTabBar()
    for mots in ("Page", "Texte"):
        onglets.addTab(mots)
    return onglets


@pytest.fixture
def dress(qapp: QApplication, places: Places) -> Iterator[Callable[[Mapping[Teinte, str]], Theme]]:
    def wear(couleurs: Mapping[Teinte, str]) -> Theme:
        theme = Theme(couleurs, icones=places.resources / "icones")
        apply_theme(qapp, theme)
        return theme

    yield wear
    wear(CLAIR)


@contextmanager
def shown(widget: QWidget, qtbot: QtBot) -> Iterator[QWidget]:
    """In a window of its own, with room around it; the focus is on something else."""
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    boite = QVBoxLayout(fenetre)
    boite.setContentsMargins(24, 24, 24, 24)
    ailleurs = QWidget()
    ailleurs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    boite.addWidget(ailleurs)
    boite.addWidget(widget)
    fenetre.resize(480, 300)
    with qtbot.waitActive(fenetre):
        fenetre.show()
        fenetre.activateWindow()
    ailleurs.setFocus()
    yield widget
    fenetre.hide()


def texts() -> Iterator[tuple[str, QWidget]]:
    """Everything that is read."""
    yield from ((f"bouton {nom}", make()) for nom, make in BOUTONS.items())
    yield from ((f"champ {nom}", make(_MOTS)) for nom, make in CHAMPS.items())
    yield from ((f"libellé {teinte}", Libelle(_MOTS, teinte=teinte)) for teinte in _ETATS)
    yield from ((f"avis {nature}", Avis(_MOTS, mot=_INDICE, nature=nature)) for nature in Nature)
    yield "titre", Titre(_MOTS)
    yield "choix", ChoixUnique(OPTIONS)
    yield "choix multiple", ChoixMultiples(OPTIONS)
    yield "liste", _list()
    yield "onglets", _tabs()


@PALETTES
def test_every_text_is_read(qtbot: QtBot, dress: Callable[..., Theme], couleurs: Mapping[Teinte, str]) -> None:
    dress(couleurs)
    faibles = {}
    for nom, widget in texts():
        with shown(widget, qtbot):
            faibles[nom] = round(ink_contrast(grab(widget)), 2)
    assert {nom: contraste for nom, contraste in faibles.items() if contraste < TEXTE_MIN} == {}


@PALETTES
@pytest.mark.parametrize("genre", ["ligne", "texte"])
def test_what_a_field_proposes_is_read(
    qtbot: QtBot, dress: Callable[..., Theme], couleurs: Mapping[Teinte, str], genre: str
) -> None:
    """Without the caret, that is darker than any text."""
    dress(couleurs)
    with shown(CHAMPS[genre](""), qtbot) as champ:
        assert not champ.hasFocus()
        assert ink_contrast(grab(champ)) >= TEXTE_MIN


@PALETTES
def test_what_cannot_be_used_is_read_all_the_same(
    qtbot: QtBot, dress: Callable[..., Theme], couleurs: Mapping[Teinte, str]
) -> None:
    """The rule leaves it out (1.4.3); someone who wonders why nothing happens has to read it."""
    dress(couleurs)
    for widget in (*(make() for make in BOUTONS.values()), *(CHAMPS[nom](_MOTS) for nom in ("ligne", "texte", "liste"))):
        widget.setEnabled(False)
        with shown(widget, qtbot):
            assert ink_contrast(grab(widget)) >= TEXTE_MIN, type(widget).__name__


@PALETTES
@pytest.mark.parametrize("genre", CHAMPS)
def test_the_edge_of_a_field_is_seen(
    qtbot: QtBot, dress: Callable[..., Theme], couleurs: Mapping[Teinte, str], genre: str
) -> None:
    dress(couleurs)
    with shown(CHAMPS[genre](_MOTS), qtbot) as champ:
        image = grab(champ)
        assert edge_contrast(image, champ.window().palette().color(QPalette.ColorRole.Window)) >= DESSIN_MIN
        assert edge_contrast(image, image.pixelColor(6, image.height() // 2)) >= DESSIN_MIN


def focusables() -> Iterator[tuple[str, QWidget]]:
    """What takes the focus."""
    yield from ((f"bouton {nom}", make()) for nom, make in BOUTONS.items())
    yield from ((f"champ {nom}", make(_MOTS)) for nom, make in CHAMPS.items())
    yield "carte", ChoixUnique(OPTIONS)
    yield "ligne à cocher", ChoixMultiples(OPTIONS)
    yield "liste", _list()
    yield "onglets", _tabs()


def _focus(widget: QWidget, qtbot: QtBot) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: widget.window().focusWidget() in {widget, widget.focusProxy()})


@PALETTES
def test_where_the_focus_is_is_seen(qtbot: QtBot, dress: Callable[..., Theme], couleurs: Mapping[Teinte, str]) -> None:
    dress(couleurs)
    vus = {}
    for nom, widget in focusables():
        with shown(widget, qtbot):
            avant = grab(widget)
            _focus(widget, qtbot)
            vus[nom] = round(change_contrast(avant, grab(widget)), 2)
    assert {nom: contraste for nom, contraste in vus.items() if contraste < DESSIN_MIN} == {}


@PALETTES
def test_every_icon_is_seen_in_every_colour_it_takes(
    qtbot: QtBot, dress: Callable[..., Theme], couleurs: Mapping[Teinte, str], racine: Path
) -> None:
    dress(couleurs)
    noms = sorted(icone.stem for icone in (racine / "resources" / "icones").glob("*.svg"))
    with shown(Icone(noms[0]), qtbot) as icone:
        assert isinstance(icone, Icone)
        faibles = {}
        for nom in noms:
            for teinte in _ETATS:
                icone.show_icon(nom, teinte)
                faibles[nom, teinte] = ink_contrast(grab(icone), marge=0)
    assert {cle: contraste for cle, contraste in faibles.items() if contraste < DESSIN_MIN} == {}


@PALETTES
def test_a_box_to_tick_is_seen_ticked_or_not(qtbot: QtBot, dress: Callable[..., Theme], couleurs: Mapping[Teinte, str]) -> None:
    dress(couleurs)
    for widget in (ChoixUnique(OPTIONS[1:]), ChoixMultiples(OPTIONS[1:])):
        carte = widget.card("non")
        with shown(widget, qtbot):
            vus = []
            for coche in (False, True):
                carte.setChecked(coche)
                boite = grab(carte).copy(12, 0, 24, carte.height())
                vus.append(ink_contrast(boite, marge=2))
            assert min(vus) >= DESSIN_MIN
