"""One word to go back, in sight under what is read; and what is said stands right under what it is said of."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.ui.coffre.conservation import EcranConservation
from droits_usagers.ui.composants import Titre
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.liste import ListeMontree
from droits_usagers.ui.dossier.mandats_page import PageMandats
from droits_usagers.ui.fenetre.corps import LigneTitre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.rail import BoutonPorte
from droits_usagers.ui.socle.destination import VersPartie
from tests.coffres import fast
from tests.ui.avec_coffre import demande, open_coffre, page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import settle
from tools.scenes import SCENES


def test_back_has_one_word(catalogue: Catalogue) -> None:
    textes = catalogue.textes
    assert not [id_ for id_ in textes if textes.wording(id_).startswith("Revenir")]


@pytest.mark.parametrize("scene", ["grille-suites", "grille-sujet"])
def test_the_way_back_is_in_sight(fenetre: Fenetre, scene: str) -> None:
    SCENES[scene](fenetre)
    settle()
    retours = [bouton for bouton in fenetre.pages.findChildren(Bouton) if bouton.isVisible() and bouton.titre == "Retour"]
    assert [fenetre.rect().contains(QRect(bouton.mapTo(fenetre, QPoint(0, 0)), bouton.size())) for bouton in retours] == [True]


@pytest.mark.parametrize("partie", ["clos", "personne"])
def test_that_there_is_nothing_to_erase_is_said_under_what_is_asked(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot, partie: str
) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande()])
    fenetre.pages.go_to("conservation", VersPartie(partie))
    (ecran,) = [un for un in fenetre.pages.findChildren(EcranConservation) if un.isVisible()]
    qtbot.waitUntil(lambda: bool(ecran.compte.text()))
    settle()
    champ = ecran.mois if partie == "clos" else ecran.nom
    bas = champ.mapTo(fenetre, champ.rect().bottomLeft()).y()
    assert ecran.compte.mapTo(fenetre, QPoint(0, 0)).y() - bas < 60


@pytest.mark.parametrize("scene", ["conservation", "conservation-personne", "grille-suites", "notices-suites"])
def test_what_cannot_be_pressed_says_why(fenetre: Fenetre, scene: str) -> None:
    fast(fenetre.contexte.services)
    SCENES[scene](fenetre)
    settle()
    refuses = [bouton for bouton in fenetre.pages.findChildren(Bouton) if bouton.isVisible() and not bouton.isEnabled()]
    assert refuses or scene == "notices-suites"
    assert [bouton.titre for bouton in refuses if not (bouton.raison or bouton.sous_titre)] == []


def test_each_state_of_a_mandat_has_its_icon_and_its_days_are_on_one_line(fenetre: Fenetre) -> None:
    fast(fenetre.contexte.services)
    SCENES["mandats"](fenetre)
    page = page_of(fenetre, PageMandats)
    lignes = [page.liste.lignes.line(rang) for rang in range(page.liste.lignes.rowCount())]
    signes = {(ligne.mot, ligne.icone) for ligne in lignes}
    assert len({icone for _, icone in signes}) == len({mot for mot, _ in signes}) >= 4
    dates = [dite for ligne in lignes for dite in ligne.sous_titre.splitlines() if "signé le" in dite]
    assert dates
    assert all("dossier" not in dite and "mandataire" not in dite for dite in dates)


@pytest.mark.parametrize("scene", ["export", "assistant-attente", "textes-article"])
def test_no_title_is_said_twice(fenetre: Fenetre, scene: str) -> None:
    fast(fenetre.contexte.services)
    SCENES[scene](fenetre)
    settle()
    titres = [titre.text() for titre in fenetre.findChildren(Titre) if titre.isVisible()]
    (entete,) = [entete for entete in fenetre.findChildren(LigneTitre) if entete.isVisible()]
    nom = entete.titre.text().partition(" · ")[0]
    assert sum(titre.partition(" · ")[0] == nom for titre in titres) == 1
    if scene == "textes-article":
        assert "Droit d’accès" in titres


def test_no_text_of_the_list_says_its_number_twice(fenetre: Fenetre) -> None:
    SCENES["textes"](fenetre)
    settle()
    listes = [liste for liste in fenetre.pages.findChildren(ListeMontree) if liste.isVisible()]
    lignes = [liste.lignes.line(rang) for liste in listes for rang in range(liste.lignes.rowCount())]
    assert lignes
    assert not [ligne.titre for ligne in lignes if ligne.sous_titre.startswith(ligne.titre)]


#: Of the 255 steps from black to white, as many as no eye tells apart.
_INVISIBLE = 4


def test_no_word_of_the_doors_is_cut_where_one_reads_from_the_right(make_fenetre: MakeFenetre) -> None:
    fenetre = make_fenetre(langue="pseudo")
    settle()
    portes = [porte for porte in fenetre.findChildren(BoutonPorte) if porte.isVisible() and not porte.isChecked()]
    assert portes
    for porte in portes:
        image = porte.grab().toImage()
        bord = [image.pixelColor(x, y).lightness() for x in (0, image.width() - 1) for y in range(4, image.height() - 4)]
        # Of a word that is cut, strokes are there; its smoothing may reach so far without being seen.
        assert max(bord) - min(bord) <= _INVISIBLE, porte.titre
