"""The parts of the letter: what an answer has just changed is tinted for a moment, and each leads to its question."""

from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.apercu.texte import PartieVue, PlacePartie, TexteLettre, seen
from droits_usagers.ui.composants.theme import PAPIER
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.page import Contexte
from tests.ui.lettre.parcours import (
    CTRL,
    ENTREE,
    answer,
    apercu,
    ask_danger,
    begin,
    focused,
    go_to,
    press,
    say,
    screen,
    settle,
    tab_to,
    title,
)


def _parts(page: AssistantPage) -> list[str]:
    """The parts of the letter shown, as the text side has them."""
    return apercu(page).texte.toPlainText().removesuffix("\n").split("\n\n")


def _tinted(page: AssistantPage) -> list[str]:
    return [choix.cursor.selectedText().replace("\u2029", "\n") for choix in apercu(page).texte.extraSelections()]


def _paper(page: AssistantPage, rang: int) -> str:
    """The colour of the paper beside the words of a part."""
    coin = apercu(page).feuilles.places(rang)[0].topLeft() + QPoint(1, 1)
    return _surface(page).grab(QRect(coin, QSize(1, 1))).toImage().pixelColor(0, 0).name()


def _at_the_body(page: AssistantPage, qtbot: QtBot) -> None:
    """On the questions about the body, with its letter."""
    page.resize(1294, 768)
    begin(page)
    go_to(page, say(page, "groupes.organisme.titre"), qtbot)


def _place(page: AssistantPage, mots: str) -> int:
    return next(rang for rang, partie in enumerate(_parts(page)) if mots in partie)


def _surface(page: AssistantPage) -> QWidget:
    """What pages are drawn on."""
    surface = apercu(page).feuilles.widget()
    assert isinstance(surface, QWidget)
    return surface


def _hover(page: AssistantPage, qtbot: QtBot, rang: int) -> QPoint:
    """The mouse goes to a part of the pages: it says where it leads."""
    point = apercu(page).feuilles.places(rang)[0].center()
    for pas in (QPoint(0, 0), QPoint(1, 0)):
        QTest.mouseMove(_surface(page), point + pas)
        settle(page, qtbot)
    return point


def test_each_part_is_around_its_own_words_alone(contexte: Contexte) -> None:
    courriers = contexte.services.courriers
    for cas in load_cas(contexte.services.catalogue)[:4]:
        pages, parties = courriers.drawn(courriers.compose(cas.demande), 600)
        vues = seen(parties, [QImage.fromData(page) for page in pages])
        assert all(vue.lieux for vue in vues)
        lieux = [lieu for vue in vues for lieu in vue.lieux]
        for lieu, autre in combinations(lieux, 2):
            assert lieu.page != autre.page or not lieu.rect.intersects(autre.rect)


def test_what_an_answer_changes_is_tinted_for_a_moment(page: AssistantPage, qtbot: QtBot) -> None:
    _at_the_body(page, qtbot)
    qtbot.waitUntil(lambda: not _tinted(page))
    answer(page, "organisme_nom", "Mairie de Xaintrailles")
    settle(page, qtbot)
    assert all("Xaintrailles" in partie for partie in _tinted(page))
    assert _tinted(page)
    rang = _place(page, "Xaintrailles")
    assert _paper(page, rang) != PAPIER.lower()
    assert _paper(page, _place(page, "Madame, Monsieur")) == PAPIER.lower()
    answer(page, "organisme_service", "Accueil")
    settle(page, qtbot)
    assert all("Accueil" in partie for partie in _tinted(page))
    qtbot.waitUntil(lambda: not _tinted(page))
    assert _paper(page, rang) == PAPIER.lower()


def test_nothing_is_tinted_while_names_are_hidden(page: AssistantPage, qtbot: QtBot) -> None:
    _at_the_body(page, qtbot)
    page.be_discreet(discreet=True)
    answer(page, "organisme_nom", "Mairie de Xaintrailles")
    settle(page, qtbot)
    assert not _tinted(page)
    page.be_discreet(discreet=False)
    assert not _tinted(page)
    answer(page, "organisme_service", "Accueil")
    settle(page, qtbot)
    assert _tinted(page)
    page.be_discreet(discreet=True)
    assert not _tinted(page)


def test_another_letter_is_not_tinted_whole(page: AssistantPage, qtbot: QtBot) -> None:
    _at_the_body(page, qtbot)
    page.clear()
    page.arrive()
    ask_danger(page, "je veux effacer mon dossier")
    settle(page, qtbot)
    # Where to answer, as long as nobody said who must not know: not the rest.
    assert not [partie for partie in _tinted(page) if "Madame" in partie or "Objet" in partie]


def test_a_click_on_a_paragraph_of_the_page_leads_to_its_question(page: AssistantPage, qtbot: QtBot) -> None:
    _at_the_body(page, qtbot)
    answer(page, "organisme_nom", "Mairie de Xaintrailles")
    answer(page, "organisme_adresse", "1 place du Château\n47230 Xaintrailles")
    go_to(page, say(page, "relire.titre"), qtbot)
    point = _hover(page, qtbot, _place(page, "Xaintrailles"))
    question = say(page, "questions.organisme_nom.libelle")
    assert _surface(page).toolTip() == say(page, "apercu.changer", quoi=question)
    assert _surface(page).cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(_surface(page), Qt.MouseButton.LeftButton, pos=point)
    assert title(page) == say(page, "groupes.organisme.titre")
    assert focused().accessibleName() == question


def test_a_paragraph_that_no_answer_made_leads_nowhere(page: AssistantPage, qtbot: QtBot) -> None:
    _at_the_body(page, qtbot)
    point = _hover(page, qtbot, _place(page, "Madame, Monsieur"))
    assert _surface(page).toolTip() == ""
    assert _surface(page).cursor().shape() is Qt.CursorShape.ArrowCursor
    QTest.mouseClick(_surface(page), Qt.MouseButton.LeftButton, pos=point)
    assert title(page) == say(page, "groupes.organisme.titre")


def test_arrows_and_enter_lead_there_too_and_enter_alone_still_goes_on(page: AssistantPage, qtbot: QtBot) -> None:
    _at_the_body(page, qtbot)
    tab_to(say(page, "apercu.page_nom"))
    assert isinstance(focused(), Feuilles)
    press(Qt.Key.Key_Down)
    settle(page, qtbot)
    press(ENTREE)
    # Whose name is missing at the top of the letter.
    assert title(page) == say(page, "groupes.soi.titre")
    tab_to(say(page, "apercu.page_nom"))
    press(ENTREE)
    assert title(page) != say(page, "groupes.soi.titre")


def test_the_text_leads_where_the_page_does(page: AssistantPage, qtbot: QtBot) -> None:
    _at_the_body(page, qtbot)
    answer(page, "organisme_nom", "Mairie de Xaintrailles 😀")
    answer(page, "organisme_adresse", "1 place du Château\n47230 Xaintrailles")
    go_to(page, say(page, "relire.titre"), qtbot)
    tab_to(say(page, "apercu.onglets"))
    press(Qt.Key.Key_Right)
    tab_to(say(page, "apercu.texte_nom"))
    texte = focused()
    assert isinstance(texte, TexteLettre)
    while "Xaintrailles" not in texte.textCursor().block().text():
        press(Qt.Key.Key_Down)
    settle(page, qtbot)
    place = texte.cursorRect().center()
    QTest.mouseMove(texte.viewport(), place)
    assert texte.viewport().toolTip() == say(page, "apercu.changer", quoi=say(page, "questions.organisme_nom.libelle"))
    press(ENTREE)
    assert title(page) == say(page, "groupes.organisme.titre")
    press(ENTREE, CTRL)
    settle(page, qtbot)
    QTest.mouseMove(texte.viewport(), place + QPoint(1, 0))
    settle(page, qtbot)
    QTest.mouseClick(texte.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert title(page) == say(page, "groupes.organisme.titre")


def test_how_a_letter_is_sent_is_changed_where_it_is_asked(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    go_to(page, say(page, "fin.titre"), qtbot)
    rang = _place(page, "recommandée")
    point = _hover(page, qtbot, rang)
    QTest.mouseClick(_surface(page), Qt.MouseButton.LeftButton, pos=point)
    assert title(page) == say(page, "relire.titre")
    assert isinstance(focused(), QRadioButton)
    assert screen(page).isAncestorOf(focused())


def _page_of(*textes: str) -> tuple[PartieVue, ...]:
    """So many parts one under the other."""
    return tuple(
        PartieVue(texte, (PlacePartie(0, QRectF(0.1, 0.1 + 0.1 * rang, 0.5, 0.05)),)) for rang, texte in enumerate(textes)
    )


def test_a_letter_that_only_loses_a_part_keeps_no_tint_of_the_one_before(contexte: Contexte, qtbot: QtBot) -> None:
    montre = Apercu(contexte, lambda: None)
    qtbot.addWidget(montre)
    montre.resize(600, 800)
    montre.show()
    qtbot.waitExposed(montre)
    papier = QImage(400, 566, QImage.Format.Format_RGB32)
    papier.fill(0xFFFFFF)
    for textes in (("a", "b"), ("a", "b", "c"), ("a", "b"), ("x",)):
        montre.show_letter((papier,), "\n\n".join(textes), _page_of(*textes))
        assert not montre.grab().isNull()
    assert montre.texte.extraSelections() == []
