"""The addressee is seen through the window, and nothing else is: the arithmetic; the documents are measured elsewhere."""

import pytest

from droits_usagers.domain.lettre.lettre import Texte
from droits_usagers.letters.lettre.serrage import DENSITES, DESTINATAIRE, EXPEDITEUR, SUITE, density, fits
from tests.letters.enveloppe import BORD_BAS, BORD_DROIT, ENVELOPPE, FENETRES, PLI, always_seen, ever_seen


@pytest.mark.parametrize("fenetre", FENETRES)
@pytest.mark.parametrize("glisse", [(x, y) for x in (0, 5, 10) for y in (0, 6, 11)])
def test_the_addressee_is_in_the_window_however_the_paper_slides(fenetre: tuple[float, float], glisse: tuple[int, int]) -> None:
    droite, bas = ENVELOPPE[0] - BORD_DROIT, ENVELOPPE[1] - BORD_BAS
    gauche, haut = droite - fenetre[0], bas - fenetre[1]
    dx, dy = glisse

    assert gauche <= DESTINATAIRE.gauche + dx
    assert DESTINATAIRE.droite + dx <= droite
    assert haut <= DESTINATAIRE.haut + dy
    assert DESTINATAIRE.bas + dy <= bas


def test_the_safe_zone_is_where_it_was_computed_by_hand() -> None:
    zone = always_seen()

    assert (zone.gauche, zone.haut, zone.droite, zone.bas) == (100, 55, 190, 79)
    assert PLI == (210, 297 / 3)


def test_nothing_else_may_be_seen() -> None:
    vue = ever_seen()

    assert EXPEDITEUR.droite < vue.gauche
    assert vue.bas < SUITE


def test_each_density_holds_its_lines() -> None:
    for densite in DENSITES:
        assert densite.lignes * densite.interligne * 25.4 / 72 <= DESTINATAIRE.hauteur + 0.1
        assert densite.corps >= 9


@pytest.mark.parametrize(
    ("lignes", "rang", "tient"),
    [
        (["un"] * 3, 0, True),
        (["un"] * 5, 0, True),
        (["un"] * 6, 1, True),
        (["un"] * 7, 2, True),
        (["un"] * 8, 2, False),
        (["Conseil départemental de la Seine-Saint-Denis", "Service", "Hôtel", "93006 Bobigny cedex"], 0, True),
        (["Service de l'aide sociale à l'enfance et de la protection maternelle et infantile"] * 3, 1, True),
        (["mot" * 200], 2, False),
        ([], 0, True),
    ],
)
def test_the_type_is_as_big_as_the_address_allows(lignes: list[str], rang: int, *, tient: bool) -> None:
    ecrites = [(Texte(ligne, saisi=True),) for ligne in lignes]

    assert (density(ecrites), fits(ecrites)) == (rang, tient)
