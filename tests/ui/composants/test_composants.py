"""The widget kit: by keyboard alone, whole at any width, and saying to a screen reader what it shows."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import droits_usagers.ui
from droits_usagers.places import Places
from droits_usagers.ui.composants import (
    Avis,
    BoutonLigne,
    BoutonListe,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    ChoixUnique,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Nature,
    Option,
    Puce,
    TexteLong,
)
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import SOMBRE, Teinte, Theme, apply_theme, current_theme

COPIE, PLACE = Option("copie", "Une copie de tout"), Option("place", "Consulter sur place", "On vous donnera un rendez-vous.")
LONG = "Consulter sur place avec une personne de son choix " * 3


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a few widgets, one under the other, in a window that lasts as long as the test."""
    gardees: list[QWidget] = []

    def show(*widgets: QWidget, largeur: int = 400) -> QWidget:
        fenetre = QWidget()
        colonne = QVBoxLayout(fenetre)
        for widget in widgets:
            colonne.addWidget(widget)
        qtbot.addWidget(fenetre)
        gardees.append(fenetre)
        fenetre.resize(largeur, max(300, colonne.totalHeightForWidth(largeur)))
        with qtbot.waitActive(fenetre):
            fenetre.show()
            fenetre.activateWindow()
        return fenetre

    return show


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize("touche", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_that_has_the_focus_is_pressed_by_enter_and_space(qtbot: QtBot, show: Show, touche: Qt.Key) -> None:
    bouton = BoutonSecondaire("Retour")
    show(bouton)
    with qtbot.waitSignal(bouton.clicked):
        QTest.keyClick(bouton, touche)


def test_enter_anywhere_on_a_page_presses_its_main_button(qtbot: QtBot, show: Show) -> None:
    champ, suite = LigneTexte(), BoutonPrimaire("Suite", touche="Entrée")
    suite.bind_enter(show(champ, suite))
    champ.setFocus()
    with qtbot.waitSignal(suite.clicked):
        QTest.keyClick(champ, Qt.Key.Key_Return)


def test_enter_held_down_presses_once(qtbot: QtBot, show: Show) -> None:
    champ, suite = LigneTexte(), BoutonPrimaire("Suite")
    page = show(champ, suite)
    suite.bind_enter(page)
    assert not any(un.autoRepeat() for un in page.findChildren(QShortcut))
    tenue = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    with qtbot.assertNotEmitted(suite.clicked):
        QApplication.sendEvent(suite, tenue)


def test_enter_on_another_button_presses_that_one_only(qtbot: QtBot, show: Show) -> None:
    retour, suite = BoutonSecondaire("Retour"), BoutonPrimaire("Suite")
    suite.bind_enter(show(retour, suite))
    retour.setFocus()
    with qtbot.waitSignal(retour.clicked), qtbot.assertNotEmitted(suite.clicked):
        QTest.keyClick(retour, Qt.Key.Key_Return)


def test_in_a_long_text_enter_starts_a_line_and_ctrl_enter_goes_on(qtbot: QtBot, show: Show) -> None:
    texte, suite = TexteLong(), BoutonPrimaire("Suite")
    suite.bind_enter(show(texte, suite))
    texte.setFocus()
    with qtbot.assertNotEmitted(suite.clicked):
        QTest.keyClick(texte, Qt.Key.Key_Return)
    assert texte.toPlainText() == "\n"
    with qtbot.waitSignal(suite.clicked):
        QTest.keyClick(texte, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_cannot_be_undone_is_not_on_plain_enter(qtbot: QtBot, show: Show) -> None:
    champ, effacer = LigneTexte(), BoutonPrimaire("Tout effacer")
    effacer.bind_enter(show(champ, effacer), plain=False)
    champ.setFocus()
    with qtbot.assertNotEmitted(effacer.clicked):
        QTest.keyClick(champ, Qt.Key.Key_Return)
    with qtbot.waitSignal(effacer.clicked):
        QTest.keyClick(champ, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_tab_leaves_a_long_text(show: Show) -> None:
    texte, apres = TexteLong(), LigneTexte()
    show(texte, apres)
    texte.setFocus()
    QTest.keyClick(texte, Qt.Key.Key_Tab)
    assert apres.hasFocus()
    assert texte.toPlainText() == ""


def test_undo_brings_nothing_back_after_a_text_was_cleared(qtbot: QtBot) -> None:
    texte = TexteLong("Zéphyrine")
    qtbot.addWidget(texte)
    texte.clear()
    texte.undo()
    assert texte.toPlainText() == ""


@pytest.mark.parametrize("classe", [BoutonPrimaire, BoutonSecondaire, BoutonListe])
def test_the_focus_is_seen(show: Show, classe: type[BoutonSecondaire]) -> None:
    bouton, autre = classe("Suite"), LigneTexte()
    show(bouton, autre)
    autre.setFocus()
    sans = picture(bouton)
    bouton.setFocus()
    assert picture(bouton) != sans


@pytest.mark.parametrize("largeur", [140, 300, 900])
@pytest.mark.parametrize("classe", [BoutonPrimaire, BoutonSecondaire, BoutonListe])
def test_a_button_is_as_high_as_its_words(show: Show, classe: type[BoutonSecondaire], largeur: int) -> None:
    bouton = classe(LONG)
    show(bouton, largeur=largeur)
    assert bouton.height() >= bouton.heightForWidth(bouton.width())


def test_a_word_longer_than_the_screen_is_broken_rather_than_cut(show: Show) -> None:
    libelle = Libelle("W" * 500)
    show(libelle, largeur=300)
    assert libelle.width() < 400
    assert libelle.heightForWidth(libelle.width()) >= 15 * libelle.fontMetrics().height()


def test_an_ampersand_is_an_ampersand(qtbot: QtBot) -> None:
    bouton = BoutonSecondaire("Dupond & fils")
    qtbot.addWidget(bouton)
    assert bouton.accessibleName() == "Dupond & fils"
    assert bouton.shortcut().isEmpty()


def test_markup_typed_by_someone_is_shown_as_typed(qtbot: QtBot) -> None:
    libelle = Libelle("<b>Élodie</b> &amp; co")
    qtbot.addWidget(libelle)
    assert libelle.textFormat() is Qt.TextFormat.PlainText
    assert libelle.text() == "<b>Élodie</b> &amp; co"


@pytest.mark.parametrize("theme", [Theme(), Theme(SOMBRE), Theme(zoom=2.0)], ids=["clair", "sombre", "200"])
def test_targets_are_high_enough_to_be_hit(qtbot: QtBot, qapp: QApplication, places: Places, theme: Theme) -> None:
    apply_theme(qapp, Theme(theme.couleurs, theme.zoom, places.resources / "icones"))
    for widget in (BoutonSecondaire("Oui"), BoutonPrimaire("Oui"), BoutonListe("Oui"), ChoixUnique([COPIE]), LigneTexte()):
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() >= theme.px(40)


def test_arrows_choose_and_one_only_is_chosen(qtbot: QtBot, show: Show) -> None:
    choix = ChoixUnique([COPIE, PLACE])
    show(choix)
    choix.setFocus()
    QTest.keyClick(choix.card("copie"), Qt.Key.Key_Space)
    with qtbot.waitSignal(choix.choice_changed):
        QTest.keyClick(choix.card("copie"), Qt.Key.Key_Down)
    assert choix.value() == "place"
    assert choix.card("place").hasFocus()


def test_a_choice_can_go_back_to_nothing_chosen(qtbot: QtBot) -> None:
    choix = ChoixUnique([COPIE, PLACE])
    qtbot.addWidget(choix)
    choix.set_value("place")
    with qtbot.waitSignal(choix.choice_changed):
        choix.clear()
    assert choix.value() == ""


def test_a_change_of_choice_is_said_once(qtbot: QtBot) -> None:
    choix = ChoixUnique([COPIE, PLACE])
    qtbot.addWidget(choix)
    choix.set_value("copie")
    dits: list[str] = []
    choix.choice_changed.connect(lambda: dits.append(choix.value()))
    choix.set_value("place")
    choix.card("copie").click()
    assert dits == ["place", "copie"]


def test_as_many_as_apply_are_given_in_the_order_shown(show: Show) -> None:
    choix = ChoixMultiples([COPIE, PLACE])
    show(choix)
    for id_ in ("place", "copie"):
        QTest.mouseClick(choix.card(id_), Qt.MouseButton.LeftButton, pos=choix.card(id_).rect().bottomRight() / 1.1)
    assert choix.value() == ("copie", "place")
    choix.set_value(["place"])
    assert choix.value() == ("place",)


def test_a_screen_reader_is_told_what_a_card_is(qtbot: QtBot) -> None:
    choix = ChoixUnique([COPIE, PLACE])
    qtbot.addWidget(choix)
    carte = QAccessible.queryAccessibleInterface(choix.card("place"))
    assert carte.role() == QAccessible.Role.RadioButton
    assert carte.text(QAccessible.Text.Name) == "Consulter sur place"
    assert carte.text(QAccessible.Text.Description) == "On vous donnera un rendez-vous."


def test_a_field_is_tied_to_its_label_and_its_help(show: Show) -> None:
    champ = Champ(Intitule("Nom", "Comme sur ses courriers."), LigneTexte())
    show(champ)
    assert champ.libelle.buddy() is champ.editeur
    assert champ.editeur.accessibleName() == "Nom"
    assert champ.editeur.accessibleDescription() == "Comme sur ses courriers."
    champ.setFocus()
    assert champ.editeur.hasFocus()


def test_f1_says_why_and_hides_it_again(show: Show) -> None:
    champ = Champ(Intitule("Nom", "", "Pour que la lettre arrive.", "Pourquoi cette question ?"), LigneTexte())
    show(champ)
    champ.setFocus()
    QTest.keyClick(champ.editeur, Qt.Key.Key_F1)
    assert champ.pourquoi.isVisible()
    QTest.keyClick(champ.editeur, Qt.Key.Key_F1)
    assert not champ.pourquoi.isVisible()


def test_f1_says_why_of_the_nearest_question_where_one_holds_others(show: Show) -> None:
    dedans = Champ(Intitule("Ville", "", "Pour le tribunal.", "Pourquoi ?"), LigneTexte())
    muet, groupe = Champ(Intitule("Rue"), LigneTexte()), QWidget()
    colonne = Colonne(groupe)
    colonne.addWidget(dedans)
    colonne.addWidget(muet)
    boite = Champ(Intitule("Adresse", "", "Pour y répondre.", "Pourquoi ?"), groupe)
    show(boite)
    for champ in (dedans, muet):
        champ.setFocus()
        QTest.keyClick(champ.editeur, Qt.Key.Key_F1)
        assert (dedans.pourquoi.isVisible(), boite.pourquoi.isVisible()) == (True, champ is muet)


def test_what_is_said_under_a_field_can_be_taken_back(show: Show) -> None:
    champ = Champ(Intitule("Faits"), TexteLong())
    show(champ)
    avis = champ.say("On dirait un numéro de sécurité sociale.", mot="À savoir")
    assert avis.isVisible()
    assert avis.accessibleName() == "À savoir : On dirait un numéro de sécurité sociale."
    assert champ.say("Autre chose.", mot="À savoir", nature=Nature.BIEN) is avis
    champ.hush()
    assert not avis.isVisible()
    assert avis.texte == ""


def test_a_state_is_a_word_beside_its_icon(qtbot: QtBot) -> None:
    puce = Puce("Dépassée", Teinte.RETARD)
    qtbot.addWidget(puce)
    puce.show_state("Répondu", Teinte.REPONSE)
    assert [libelle.text() for libelle in puce.findChildren(Libelle)] == ["Répondu"]


def test_a_notice_holds_what_can_be_done_about_it(show: Show) -> None:
    avis, bouton = Avis("Le disque est plein.", mot="Pas possible", nature=Nature.ARRET), BoutonSecondaire("Réessayer")
    avis.add_button(bouton)
    show(avis)
    assert bouton.isVisible()


def test_the_focus_is_brought_into_view(show: Show) -> None:
    contenu = QWidget()
    colonne = Colonne(contenu)
    champs = [LigneTexte() for _ in range(30)]
    for champ in champs:
        colonne.addWidget(champ)
    defilement = Defilement(contenu)
    show(defilement).resize(400, 300)
    for champ in (champs[-1], champs[0], champs[15]):
        champ.setFocus()
        assert not champ.visibleRegion().isEmpty()
        assert champ.visibleRegion().boundingRect().height() == champ.height()


def test_what_is_read_is_heard_by_what_it_begins_with_and_by_nothing_once_one_is_elsewhere(show: Show) -> None:
    contenu = QWidget()
    colonne = Colonne(contenu)
    fin, debut, champ = Libelle("À la fin"), Libelle("Au début"), LigneTexte()
    colonne.addWidget(champ)
    colonne.insertWidget(0, debut)
    colonne.addWidget(fin)
    defilement = Defilement(contenu)
    show(defilement)
    defilement.setFocus()
    assert QAccessible.queryAccessibleInterface(defilement).text(QAccessible.Text.Name) == "Au début"
    debut.setText("Autre chose")
    champ.setFocus()
    assert QAccessible.queryAccessibleInterface(defilement).text(QAccessible.Text.Name) == ""
    defilement.setFocus()
    assert QAccessible.queryAccessibleInterface(defilement).text(QAccessible.Text.Name) == "Autre chose"


def test_a_list_shows_every_word_and_opens_on_enter(qtbot: QtBot, show: Show) -> None:
    liste = ListeMontree()
    show(liste, largeur=220)
    liste.show_lines([Ligne("a", "Article 15"), Ligne("b", LONG, "À vérifier")])
    assert liste.sizeHintForRow(1) > 3 * liste.sizeHintForRow(0)
    liste.setFocus()
    liste.go_to("a")
    QTest.keyClick(liste, Qt.Key.Key_Down)
    assert liste.current() == "b"
    with qtbot.waitSignal(liste.line_opened) as ouverte:
        QTest.keyClick(liste, Qt.Key.Key_Return)
    assert ouverte.args == ["b"]


def test_a_list_stays_on_its_line_when_others_go(qtbot: QtBot) -> None:
    liste = ListeMontree()
    qtbot.addWidget(liste)
    liste.show_lines([Ligne("a", "Un"), Ligne("b", "Deux")])
    liste.go_to("b")
    liste.show_lines([Ligne("b", "Deux")])
    assert liste.current() == "b"
    liste.show_lines([])
    assert liste.current() == ""


def test_a_list_is_a_sound_model(qtbot: QtBot, qtmodeltester: object) -> None:
    liste = ListeMontree()
    qtbot.addWidget(liste)
    liste.show_lines([Ligne("a", "Un", "sous"), Ligne("b", "Deux")])
    qtmodeltester.check(liste.lignes, force_py=True)  # type: ignore[attr-defined] # pytest-qt's own fixture, without a public type
    assert liste.lignes.data(liste.lignes.index(0), Qt.ItemDataRole.AccessibleTextRole) == "Un\nsous"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_list_that_opens_shows_its_last_line_whole(show: Show) -> None:
    liste = ListeDeroulante([(str(rang), f"Choix {rang}") for rang in range(9)])
    show(liste)
    liste.showPopup()
    QApplication.processEvents()
    vue = liste.view()
    dernier = vue.visualRect(vue.model().index(8, 0))
    ouverte = vue.isVisible() and vue.viewport().rect().contains(dernier)
    liste.hidePopup()
    assert ouverte


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_name_too_long_for_a_list_that_opens_loses_its_end_and_says_so(show: Show) -> None:
    nom = "Centre intercommunal d'action sociale de la communauté de communes de l'Estuaire"
    liste = ListeDeroulante([("a", nom), ("b", "CCAS")])
    show(liste)
    liste.setFixedWidth(200)
    option = QStyleOptionComboBox()
    liste.initStyleOption(option)
    assert option.currentText.startswith("Centre")
    assert option.currentText.endswith("…")
    liste.showPopup()
    fin = liste.view().textElideMode()
    liste.hidePopup()
    assert fin is Qt.TextElideMode.ElideRight


@pytest.mark.parametrize("genre", [BoutonPrimaire, BoutonSecondaire])
def test_a_button_that_cannot_be_pressed_is_an_open_outline_and_says_why(qtbot: QtBot, genre: Callable[[str], Bouton]) -> None:
    bouton = genre("Saisir la CADA")
    qtbot.addWidget(bouton)
    bouton.resize(bouton.sizeHint())
    avant = bouton.size()
    bouton.hold("Lecture seule")
    bouton.resize(bouton.sizeHint())
    assert not bouton.isEnabled()
    assert bouton.accessibleDescription() == bouton.toolTip() == "Lecture seule"
    # In place of the key of the main one, whose row has no second line; under the words of another.
    apres = bouton.size()
    assert (apres.width() > avant.width(), apres.height() > avant.height()) == (
        genre is BoutonPrimaire,
        genre is not BoutonPrimaire,
    )
    theme, image = current_theme(), bouton.grab().toImage()
    bord = [image.pixelColor(x, 0).name().upper() for x in range(12, image.width() - 12)]
    assert len(set(bord)) > 1
    assert image.pixelColor(image.width() // 2, 4).name().upper() == theme.hexa(Teinte.FOND)
    bouton.hold("")
    bouton.resize(bouton.sizeHint())
    assert bouton.isEnabled()
    assert (bouton.accessibleDescription(), bouton.toolTip(), bouton.size()) == ("", "", avant)


def test_a_note_too_long_to_stand_beside_goes_under_and_keeps_its_colour(qtbot: QtBot) -> None:
    ligne = BoutonLigne("Relancer", "19 octobre", note="service en retard de 36 jours", icone="semaine")
    qtbot.addWidget(ligne)
    assert ligne.heightForWidth(600) < ligne.heightForWidth(200)
    assert ligne.heightForWidth(600) >= current_theme().px(44)


def test_a_box_is_drawn_in_our_colours_everywhere() -> None:
    """That of Qt is hardly seen in the dark."""
    ailleurs = Path(droits_usagers.ui.__file__).parent.rglob("*.py")
    assert [fichier.name for fichier in ailleurs if re.search(r"\bQ(CheckBox|RadioButton)\(", fichier.read_text("utf-8"))] == []
