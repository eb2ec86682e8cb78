"""What a cell of the list shows of a name or of a date that is too long for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.services.suivi.lignes import Rubrique
from droits_usagers.ui.composants.theme import Theme, apply_theme, load_fonts
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.suivi.page import EcranSuivi
from droits_usagers.ui.suivi.table import LARGEURS, LIGNES, lines_of
from tests.ui.avec_coffre import demande, open_coffre, page_of
from tests.ui.gestes import settle

NOM = "Conseil départemental de la Seine-Saint-Denis et des communes associées de la plaine"
#: What a cell keeps for itself around its words, and an état for its icon.
AUTOUR, ICONE = 14, 26


@pytest.fixture(params=[1.0, 2.0])
def theme(qapp: object, request: pytest.FixtureRequest) -> Theme:  # noqa: ARG001 - fonts need an application
    load_fonts()
    return Theme(zoom=request.param)


def lines(texte: str, theme: Theme, largeur: float, rubrique: Rubrique = Rubrique.ORGANISME) -> list[str]:
    gauche = Qt.LayoutDirection.LeftToRight
    return [ligne for ligne, _ in lines_of(texte, theme.font(), largeur, rubrique=rubrique, direction=gauche)]


@pytest.mark.parametrize("largeur", [80, 134, 150, 240])
def test_a_name_that_is_too_long_is_cut_at_its_end_and_nowhere_else(theme: Theme, largeur: int) -> None:
    lues = lines(NOM, theme, theme.px(largeur))
    assert len(lues) == LIGNES
    *entieres, derniere = lues
    assert "…" not in "".join(entieres)
    assert NOM.startswith(" ".join([*entieres, derniere.rstrip("…")]).replace("- ", "-"))


def test_what_is_under_is_said_where_there_is_room_or_where_it_must_be(theme: Theme) -> None:
    large, etroit = theme.px(300), theme.px(80)
    assert lines("Mairie\nÉtat civil", theme, large) == ["Mairie", "État civil"]
    assert len(lines(f"{NOM}\nÉtat civil", theme, large)) == LIGNES
    assert lines("Réponse incomplète\nConsigne", theme, etroit, Rubrique.ETAT)[-1] == "Consigne"


def test_a_date_is_said_however_long_what_comes_before_it_is(theme: Theme) -> None:
    moindre = theme.px(LARGEURS[Rubrique.A_FAIRE][0] - AUTOUR)
    d_abord, date = lines("Faire le recours obligatoire\n29 septembre · 60 jours", theme, moindre, Rubrique.A_FAIRE)
    assert date == "29 septembre · 60 jours"
    assert d_abord.startswith("Faire le recours")


@pytest.mark.parametrize(
    ("rubrique", "aise", "texte"),
    [
        (Rubrique.A_FAIRE, 0, "depuis 204 jours"),
        (Rubrique.A_FAIRE, 0, "29 septembre · 300 jours"),
        (Rubrique.A_FAIRE, 0, "29 septembre · aujourd\u2019hui"),
        (Rubrique.A_FAIRE, 0, "29 septembre 2027"),
        (Rubrique.LEURS, 0, "27 septembre 2026"),
        (Rubrique.LEURS, 0, "en retard de 204 jours"),
        (Rubrique.LEURS, 0, "vers le 27 septembre"),
        (Rubrique.LEURS, 0, "vers septembre 2025"),
        (Rubrique.LEURS, 0, "peut-être en retard"),
        (Rubrique.A_FAIRE, 0, "30 septembre, peut-être"),
        (Rubrique.ENVOYEE, 0, "27 septembre 2026"),
        (Rubrique.REFERENCE, 0, "2026-0040"),
        (Rubrique.ORGANISME, 1, "Conseil départemental"),
    ],
)
def test_a_date_and_how_late_it_is_hold_on_one_line(theme: Theme, rubrique: Rubrique, aise: int, texte: str) -> None:
    assert QFontMetricsF(theme.font()).horizontalAdvance(texte) <= theme.px(LARGEURS[rubrique][aise] - AUTOUR)


@pytest.mark.parametrize(
    ("mot", "aise"), [("incomplète", 0), ("suspendu", 0), ("réponse", 0), ("Sans réponse", 1), ("En attente", 1)]
)
def test_the_words_of_an_etat_are_whole_and_on_one_line_where_there_is_room(theme: Theme, mot: str, aise: int) -> None:
    assert QFontMetricsF(theme.font()).horizontalAdvance(mot) <= theme.px(LARGEURS[Rubrique.ETAT][aise] - AUTOUR - ICONE)


def test_beside_a_dossier_on_a_small_screen_and_alone_at_200_what_identifies_is_all_there(
    fenetre: Fenetre, chemin: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    open_coffre(fenetre, chemin, qtbot, [demande("Retard", envoyee=60, recue=55)])
    fenetre.pages.go_to("suivi")
    page = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: page.modele.rowCount() == 1)

    tell_apart = {Rubrique.ETAT, Rubrique.PERSONNE, Rubrique.A_FAIRE}

    def shown() -> set[Rubrique]:
        return {une for rang, une in enumerate(Rubrique) if not page.table.isColumnHidden(rang)}

    # What a screen of 1366 pixels leaves beside the doors of the window.
    fenetre.resize(fenetre.width() + 1294 - page.width(), 768)
    settle()
    assert page.panneau.isVisible()
    assert shown() == {*tell_apart, Rubrique.LEURS, Rubrique.ORGANISME, Rubrique.REFERENCE}
    apply_theme(qapp, Theme(zoom=2.0))
    settle()
    fenetre.resize(fenetre.width() + 1294 - page.width(), 768)
    settle()
    assert tell_apart <= shown()
