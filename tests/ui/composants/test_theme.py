"""Colours, type and space."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.places import Places
from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.composants.theme import CLAIR, FAMILLE, SOMBRE, ZOOMS, Tailles, Teinte, Theme, apply_theme, mix
from tests.ui.composants.pixels import contrast

PALETTES = pytest.mark.parametrize("couleurs", [CLAIR, SOMBRE], ids=["clair", "sombre"])
ECRITS = [teinte for teinte in Teinte if teinte not in {Teinte.FOND, Teinte.SURFACE, Teinte.TRAIT, Teinte.SUR_PRIMAIRE}]


@PALETTES
@pytest.mark.parametrize("teinte", ECRITS)
def test_every_role_that_is_read_stands_out_from_both_backgrounds(couleurs: Mapping[Teinte, str], teinte: Teinte) -> None:
    for fond in (Teinte.FOND, Teinte.SURFACE):
        assert round(contrast(couleurs[teinte], couleurs[fond]), 1) >= 6


@PALETTES
def test_borders_and_what_is_read_on_the_main_colour_stand_out(couleurs: Mapping[Teinte, str]) -> None:
    assert contrast(couleurs[Teinte.SUR_PRIMAIRE], couleurs[Teinte.PRIMAIRE]) >= 6
    for fond in (Teinte.FOND, Teinte.SURFACE):
        assert contrast(couleurs[Teinte.TRAIT], couleurs[fond]) >= 3


@PALETTES
def test_a_text_stays_readable_on_what_is_hovered_or_chosen(couleurs: Mapping[Teinte, str]) -> None:
    theme = Theme(couleurs)
    for fond in (theme.survol, theme.choisi, theme.filet):
        assert contrast(theme.hexa(Teinte.TEXTE), fond) >= 4.5
    for fond in (theme.survol, theme.choisi):
        assert contrast(theme.hexa(Teinte.DOUX), fond) >= 4.5
        assert contrast(theme.hexa(Teinte.PRIMAIRE), fond) >= 4.5


@PALETTES
def test_a_hovered_main_button_is_still_read(couleurs: Mapping[Teinte, str]) -> None:
    survole = mix(couleurs[Teinte.PRIMAIRE], couleurs[Teinte.SURFACE], 0.12)
    assert contrast(couleurs[Teinte.SUR_PRIMAIRE], survole) >= 4.5


def test_contrast_goes_from_1_to_21() -> None:
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_no_colour_is_written_outside_the_theme(racine: Path) -> None:
    fautifs = [
        fichier.name
        for fichier in (racine / "droits_usagers" / "ui").rglob("*.py")
        if fichier.name != "theme.py" and re.search(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(|Qt\.GlobalColor", fichier.read_text("utf-8"))
    ]
    assert fautifs == []


def test_every_icon_is_a_line_in_the_colour_of_its_role(racine: Path) -> None:
    icones = sorted((racine / "resources" / "icones").glob("*.svg"))
    icones.remove(racine / "resources" / "icones" / "application.svg")
    assert len(icones) > 20
    for icone in icones:
        source = icone.read_text("utf-8")
        assert 'viewBox="0 0 20 20"' in source
        assert 'stroke="currentColor"' in source
        assert 'stroke-width="1.5"' in source
        assert "#" not in source


def named_icons(racine: Path) -> set[tuple[str, str]]:
    """Each icon that the code of the window names in a call, with the file that does."""
    nommees = re.compile(r"""(?:icone=|Icone\(|_door\("\w+", )"(\w+)\"""")
    return {
        (nom, fichier.stem)
        for fichier in (racine / "droits_usagers" / "ui").rglob("*.py")
        for nom in nommees.findall(fichier.read_text("utf-8"))
    }


def test_every_icon_that_is_named_is_drawn(racine: Path) -> None:
    dessinees = {icone.stem for icone in (racine / "resources" / "icones").glob("*.svg")}
    assert {nom for nom, _ in named_icons(racine)} - dessinees == set()


def test_the_eye_means_that_the_screen_is_hidden_and_nothing_else(racine: Path) -> None:
    """The rail names it in its table."""
    assert {fichier for nom, fichier in named_icons(racine) if nom == "cacher"} == {"voile"}


def test_the_icon_of_the_program_keeps_the_light_colours_wherever_it_is_shown(racine: Path) -> None:
    source = (racine / "resources" / "icones" / "application.svg").read_text("utf-8")
    assert 'viewBox="0 0 20 20"' in source
    assert 'stroke-width="1.5"' in source
    assert set(re.findall(r"#[0-9A-F]{6}", source)) == {CLAIR[Teinte.PRIMAIRE], CLAIR[Teinte.SUR_PRIMAIRE]}
    assert "currentColor" not in source


@pytest.mark.parametrize("zoom", ZOOMS)
def test_lengths_and_letters_grow_together(zoom: float) -> None:
    theme = Theme(zoom=zoom)
    assert theme.px(40) == 40 * zoom
    assert theme.font().pointSizeF() == pytest.approx(11 * zoom)
    assert theme.font(Tailles.GRAND).pointSizeF() == pytest.approx(22 * zoom)


def test_text_is_in_the_family_made_to_be_read(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == FAMILLE


def test_gaps_follow_the_size_of_text_and_what_was_typed_stays(qtbot: QtBot, qapp: QApplication, places: Places) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    colonne = Colonne(widget, ecart=12, marges=(8, 4, 8, 4))
    colonne.addWidget(QLabel("resté"))
    apply_theme(qapp, Theme(zoom=2.0, icones=places.resources / "icones"))
    assert colonne.spacing() == 24
    assert colonne.contentsMargins().left() == 16
    assert widget.findChild(QLabel).text() == "resté"  # type: ignore[union-attr]
