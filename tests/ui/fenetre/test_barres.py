"""With the largest text on the screen of a laptop, what does not scroll takes a quarter of the height at most."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from droits_usagers.ui.fenetre.corps import LigneTitre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.grille.vue_texte import VueTexte
from droits_usagers.ui.socle.destination import VersModele
from droits_usagers.ui.socle.page import Page
from droits_usagers.ui.socle.page_fichier import Bandeau
from tests.ui.fenetre.test_cadrage import set_zoom
from tests.ui.gestes import settle
from tests.ui.test_aller_partout import look_for

#: What is pressed, typed in or read, by itself.
SEULS = (QAbstractButton, QLabel, QLineEdit, QComboBox, QTabBar, QPlainTextEdit, LigneTitre)


def fixed(dans: QWidget) -> Iterator[QWidget]:
    """What is seen of it and does not scroll."""
    for widget in dans.children():
        if not isinstance(widget, QWidget) or not widget.isVisible() or widget.isWindow():
            continue
        if isinstance(widget, Bandeau):
            # A question, in place of everything else.
            continue
        if isinstance(widget, VueTexte):
            # A whole document, that scrolls by itself.
            continue
        if isinstance(widget, SEULS):
            yield widget
        elif not isinstance(widget, QAbstractScrollArea):
            yield from fixed(widget)


def bars(fenetre: Fenetre) -> int:
    """How much of the height has something that does not scroll."""
    page = fenetre.pages.currentWidget()
    assert page is not None
    hauts = set[int]()
    for widget in (*fixed(page), *(un for un in fenetre.findChildren(LigneTitre) if un.isVisible())):
        haut = widget.mapTo(fenetre, QPoint(0, 0)).y()
        hauts.update(range(max(haut, 0), min(haut + widget.height(), fenetre.height())))
    return len(hauts)


def test_where_tabs_have_no_room_the_menu_of_the_title_and_the_field_lead_to_what_they_led_to(fenetre: Fenetre) -> None:
    set_zoom(fenetre, 2.0)
    fenetre.resize(1366, 768)
    for ecran, quoi, onglet in (
        ("notices", VersModele("service-social"), "Vérification"),
        ("grille", VersModele("circonscription-2012"), "Écarts"),
        ("textes", None, "Un texte de 2011\u202f?"),
    ):
        fenetre.pages.go_to(ecran, quoi)
        settle()
        page = fenetre.pages.currentWidget()
        assert isinstance(page, Page)
        assert not [barre for barre in page.findChildren(QTabBar) if barre.isVisible()]
        recherche = look_for(fenetre, "")
        offerts = {un.titre for un in recherche.offers}
        recherche.give_up()
        assert {passage.titre for passage in page.passages} <= offerts
        next(passage for passage in page.passages if passage.titre == onglet).go()
        assert page.compte == onglet
