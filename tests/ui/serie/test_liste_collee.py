"""What is said of a list that was pasted, from the keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.serie.ecran_listes import EcranListes
from droits_usagers.ui.serie.page import LISTES, PageSerie
from droits_usagers.ui.socle.destination import VersDemarche
from tests.ui.avec_coffre import button, focused, open_coffre, page_of, said
from tests.ui.gestes import ENTREE, press


def test_the_way_to_the_line_to_look_at_again_comes_right_after_the_list(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot
) -> None:
    open_coffre(fenetre, tmp_path / "a.coffre", qtbot)
    fenetre.pages.go_to("serie", VersDemarche("acces"))
    page = page_of(fenetre, PageSerie)
    page._go(LISTES)  # noqa: SLF001 - a way there that is tested once
    ecran = page.ecran
    assert isinstance(ecran, EcranListes)
    ecran.personnes.texte.setPlainText("Martin Léa\nRoux Zoé\nMartin Léa")
    qtbot.waitUntil(lambda: "déjà dite" in said(ecran))
    ecran.personnes.texte.setFocus()

    press(fenetre, Qt.Key.Key_Tab)

    assert focused() is button(ecran, "Aller à la ligne 3")
    press(fenetre, ENTREE)
    assert focused() is ecran.personnes.texte
    assert ecran.personnes.texte.textCursor().blockNumber() == 2
