"""What a cell of the list shows of a name or of a date that is too long for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from droits_usagers.services.suivi.lignes import Rubrique
from droits_usagers.ui.composants.theme import Theme, load_fonts
from droits_usagers.ui.suivi.delegue import LIGNES, lines_of
from droits_usagers.ui.suivi.table import LARGEURS

NOM = "Conseil départemental de la Seine-Saint-Denis et des communes associées de la plaine"
#: What a cell keeps for itself around its words, and an état for its icon.
AUTOUR, ICONE = 14, 26


@pytest.fixture(params=[1.0, 2.0])
def theme(qapp: object, request: pytest.FixtureRequest) -> Theme:  # noqa: ARG001 - fonts need an application
    load_fonts()
    return Theme(zoom=request.param)


def lines(texte: str, theme: Theme, largeur: float, *, garde: bool = False) -> list[str]:
    gauche = Qt.LayoutDirection.LeftToRight
    return [ligne for ligne, _ in lines_of(texte, theme.font(), largeur, direction=gauche, garde=garde)]


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
    assert lines("Réponse incomplète\nConsigne", theme, etroit, garde=True)[-1] == "Consigne"


@pytest.mark.parametrize(
    ("rubrique", "texte"),
    [
        (Rubrique.ECHEANCE, "dépassée de 1204 jours"),
        (Rubrique.ECHEANCE, "service en retard de 204 jours"),
        (Rubrique.ECHEANCE, "CADA : 29 septembre · 60 jours"),
        (Rubrique.ENVOYEE, "27 septembre 2026"),
        (Rubrique.REFERENCE, "2026-0040"),
    ],
)
def test_a_date_and_how_late_it_is_hold_on_one_line(theme: Theme, rubrique: Rubrique, texte: str) -> None:
    assert QFontMetricsF(theme.font()).horizontalAdvance(texte) <= theme.px(LARGEURS[rubrique][0] - AUTOUR)


@pytest.mark.parametrize("mot", ["Sans réponse", "incomplète", "suspendu", "En attente"])
def test_the_word_of_an_etat_is_whole(theme: Theme, mot: str) -> None:
    assert QFontMetricsF(theme.font()).horizontalAdvance(mot) <= theme.px(LARGEURS[Rubrique.ETAT][0] - AUTOUR - ICONE)
