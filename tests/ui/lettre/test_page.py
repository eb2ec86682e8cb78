"""The whole way, with the keyboard alone: from a sentence to a letter on paper and as files."""

import pytest
from docx import Document
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.situations import GroupeSituations
from droits_usagers.ui.composants import BoutonLigne, BoutonPrimaire
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.mise_en_page import Defilement
from droits_usagers.ui.lettre.ecran_fin import EcranFin
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersDemarche
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.lettre.parcours import (
    ALT,
    CTRL,
    ENTREE,
    answer,
    apercu,
    begin,
    field,
    focused,
    go_to,
    is_at_the_end,
    letter_shown,
    press,
    said,
    say,
    screen,
    settle,
    tab_to,
    texts_of,
    title,
    type_text,
)

NOM = "Quetzalcóatl"


def _fill(page: AssistantPage, nom: str = NOM) -> None:
    """Who, for whom, to whom."""
    begin(page)
    press(ENTREE)
    answer(page, "concerne_prenom", "Élodie")
    answer(page, "concerne_nom", nom)
    answer(page, "concerne_naissance", "3/2/70")
    answer(page, "concerne_adresse", f"chez {nom}\n93000 Bobigny")
    press(ENTREE, CTRL)
    press(ENTREE)
    answer(page, "organisme_nom", "Conseil départemental")
    answer(page, "organisme_adresse", "Hôtel du département\n93006 Bobigny cedex")
    press(ENTREE, CTRL)


def test_a_letter_is_made_printed_and_saved_without_a_mouse(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    noms: list[str] = []
    page.letter_finished.connect(lambda demande: noms.append(demande.concerne.nom))
    _fill(page)
    go_to(page, say(page, "relire.titre"), qtbot)
    lettre = letter_shown(page, qtbot)
    assert NOM in lettre
    assert "3 février 1970" in lettre
    assert "93006 Bobigny cedex" in lettre
    press(ENTREE)
    assert title(page) == say(page, "fin.titre")
    fin = screen(page)
    qtbot.waitUntil(lambda: say(page, "fin.kit.lettre_plusieurs", nombre=2) in list(texts_of(fin)))
    with qtbot.waitSignal(page.letter_finished):
        press(ENTREE)
    assert sorties.liasses[0].nombre == 2
    for format_ in ("docx", "pdf"):
        tab_to(say(page, f"fin.{format_}"))
        with qtbot.waitSignal(page.letter_finished):
            press(ENTREE)
    docx, pdf = sorties.fichiers
    assert any(NOM in paragraphe.text for paragraphe in Document(str(docx)).paragraphs)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert NOM not in docx.name + pdf.name
    assert noms == [NOM] * 3


def test_the_text_can_be_copied(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    _fill(page)
    go_to(page, say(page, "fin.titre"), qtbot)
    qtbot.waitUntil(lambda: say(page, "fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(say(page, "fin.copier"))
    with qtbot.waitSignal(page.letter_finished):
        press(ENTREE)
    assert NOM in sorties.copie
    assert say(page, "fin.fait.copie") in said(page)


def test_nothing_asked_for_someone_is_handed_over_once_they_left(
    page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    _fill(page)
    go_to(page, say(page, "fin.titre"), qtbot)
    qtbot.waitUntil(lambda: say(page, "fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(say(page, "fin.copier"))
    QTest.keyClick(focused(), ENTREE)
    page.clear()
    page.arrive()
    begin(page)
    settle(page, qtbot)
    assert sorties.copie == ""


def test_nothing_typed_still_gives_a_letter(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    go_to(page, say(page, "relire.titre"), qtbot)
    assert "24 novembre 2026" in letter_shown(page, qtbot)
    assert apercu(page).feuilles.has_pages


def test_three_people_in_a_row_leave_nothing_to_the_next(page: AssistantPage, qtbot: QtBot) -> None:
    noms = ["Aaaa-Zéphyrine", "Bbbb-Zéphyrine", "Cccc-Zéphyrine"]
    for rang, nom in enumerate(noms):
        _fill(page, nom)
        go_to(page, say(page, "relire.titre"), qtbot)
        assert nom in letter_shown(page, qtbot)
        page.clear()
        page.arrive()
        settle(page, qtbot)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not page.occupied
        assert not any(avant in texte for avant in noms[: rang + 1] for texte in texts_of(page))


def test_going_back_and_forth_keeps_every_answer(page: AssistantPage, qtbot: QtBot) -> None:
    _fill(page)
    for _ in range(8):
        press(Qt.Key.Key_Left, ALT)
    assert title(page) == say(page, "situation.titre")
    press(Qt.Key.Key_Down)
    press(ENTREE)
    for _ in range(3):
        press(ENTREE)
    assert title(page) == say(page, "groupes.soi.titre")
    nom = field(page, "concerne_nom")
    assert isinstance(nom, QLineEdit)
    assert nom.text() == NOM
    assert NOM in letter_shown(page, qtbot)


def test_escape_destroys_nothing(page: AssistantPage) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    avant = title(page)
    press(Qt.Key.Key_Escape)
    assert title(page) == avant
    nom = focused()
    assert isinstance(nom, QLineEdit)
    assert nom.text() == NOM


def test_enter_starts_a_line_in_a_long_text_and_control_enter_goes_on(page: AssistantPage) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_adresse", "chez X\n")
    adresse = focused()
    assert isinstance(adresse, QPlainTextEdit)
    assert adresse.toPlainText() == "chez X\n"
    press(ENTREE, CTRL)
    assert title(page) == say(page, "groupes.reponse.titre")


def test_each_screen_starts_on_its_first_question(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    while not is_at_the_end(page):
        ecran = screen(page)
        assert ecran.isAncestorOf(focused())
        press(ENTREE, CTRL)
    settle(page, qtbot)
    assert isinstance(focused(), BoutonPrimaire)


def test_slips_and_missing_accents_find_the_sentence(page: AssistantPage) -> None:
    type_text("dosié de mes enfan")
    shown = [carte.titre for carte in page.findChildren(BoutonLigne) if carte.isVisible()]
    assert any("enfants" in phrase for phrase in shown)
    press(ENTREE)
    assert isinstance(focused(), BoutonLigne)


def test_the_frequent_sentences_come_first_then_five_groups_and_each_says_its_place(page: AssistantPage) -> None:
    press(Qt.Key.Key_Down)
    vus = []
    while focused().accessibleDescription() not in vus:
        vus.append(focused().accessibleDescription())
        press(Qt.Key.Key_Down)
    dire = page.textes.under("assistant.situation.groupes")
    frequentes = [dire("place", groupe=dire("frequentes"), rang=rang, total=8) for rang in range(1, 9)]
    assert vus[:8] == frequentes
    assert [vu for vu in vus if "\u00a0: 1 sur " in vu] == [
        next(vu for vu in vus if vu.startswith(dire(groupe))) for groupe in ("frequentes", *GroupeSituations)
    ]
    situations = page.contexte.services.catalogue.situations
    assert len(vus) == len(situations)


def test_words_that_find_nothing_say_so(page: AssistantPage) -> None:
    assert not page.occupied
    type_text("xyzzy")
    assert page.occupied
    assert any(widget == say(page, "situation.rien") for widget in texts_of(screen(page)))
    press(ENTREE)
    assert title(page) == say(page, "situation.titre")


def test_arrows_go_through_the_sentences_and_back_to_the_field(page: AssistantPage) -> None:
    champ = focused()
    assert champ.accessibleName() == say(page, "situation.chercher")
    for touche in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(touche)
    assert focused() is champ


def test_someone_who_works_in_the_service_is_told_what_to_mind(page: AssistantPage) -> None:
    tab_to(say(page, "situation.agent"))
    press(ENTREE)
    assert say(page, "situation.agent_phrase") in said(page)
    page.clear()
    assert said(page) == []


def test_the_letter_in_short_is_read_before_how_it_is_sent(page: AssistantPage, qtbot: QtBot) -> None:
    page.resize(1180, 500)
    begin(page)
    go_to(page, say(page, "relire.titre"), qtbot)
    settle(page, qtbot)
    assert screen(page).titre.visibleRegion().boundingRect().height() == screen(page).titre.height()


def test_a_sentence_about_silence_leads_to_the_paper_too(page: AssistantPage) -> None:
    type_text("on ne m'a pas répondu")
    press(ENTREE)
    press(ENTREE)
    assert title(page) == say(page, "groupes.papier.titre")


def test_a_number_that_had_better_not_be_written_is_remarked_and_stops_nothing(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", "2 70 05 93 123 456 78")
    assert said(page) == [say(page, "constats.nir")]
    press(ENTREE, CTRL)
    assert title(page) == say(page, "groupes.reponse.titre")
    assert "2 70 05 93 123 456 78" in letter_shown(page, qtbot)


def test_hiding_covers_the_letter_and_the_names_and_loses_nothing(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    settle(page, qtbot)
    page.be_discreet(discreet=True)
    nom = focused()
    assert isinstance(nom, QLineEdit)
    assert nom.echoMode() is QLineEdit.EchoMode.Password
    assert say(page, "apercu.masque") in said(page)
    assert not apercu(page).feuilles.isVisible()
    press(ENTREE, CTRL)
    press(Qt.Key.Key_Left, ALT)
    encore = field(page, "concerne_nom")
    assert isinstance(encore, QLineEdit)
    assert encore.echoMode() is QLineEdit.EchoMode.Password
    page.be_discreet(discreet=False)
    assert encore.echoMode() is QLineEdit.EchoMode.Normal
    assert encore.text() == NOM
    assert apercu(page).feuilles.isVisible()


def test_the_letter_is_also_a_text_to_read_and_select(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    settle(page, qtbot)
    tab_to(say(page, "apercu.onglets"))
    press(Qt.Key.Key_Right)
    texte = apercu(page).texte
    assert texte.isVisible()
    assert texte.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_writing_for_someone_else_asks_who_signs_and_prints_a_mandate(
    page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    begin(page)
    press(Qt.Key.Key_Down)
    press(ENTREE)
    assert title(page) == say(page, "groupes.concerne.titre")
    press(ENTREE, CTRL)
    assert title(page) == say(page, "groupes.auteur.titre")
    answer(page, "auteur_denomination", "Syndicat du département")
    go_to(page, say(page, "fin.titre"), qtbot)
    qtbot.waitUntil(lambda: say(page, "fin.kit.mandat") in list(texts_of(screen(page))))
    with qtbot.waitSignal(page.letter_finished):
        press(ENTREE)
    assert len(sorties.liasses) >= 3


def test_a_form_is_signed_by_two_people_and_goes_alone(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    page.arrive(VersDemarche("mandat"))
    go_to(page, say(page, "groupes.repondre.titre"), qtbot)
    press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: title(page) == say(page, "fin.formulaire.titre"))
    assert say(page, "fin.kit.formulaire_plusieurs", nombre=2) in list(texts_of(screen(page)))
    assert not any(say(page, "fin.apres_phrase") in dit for dit in texts_of(screen(page)))
    with qtbot.waitSignal(page.letter_finished):
        press(ENTREE)
    assert [liasse.nombre for liasse in sorties.liasses] == [2]


def test_a_character_that_no_font_has_is_said_before_printing(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", "\U00012000")
    go_to(page, say(page, "relire.titre"), qtbot)
    assert any("U+12000" in phrase or "\U00012000" in phrase for phrase in said(page))


def test_the_way_of_sending_is_chosen_beside_the_letter(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    go_to(page, say(page, "relire.titre"), qtbot)
    assert page.textes("canaux.guichet.titre") not in letter_shown(page, qtbot)
    # What was just said of the letter pushes the ways of sending out of sight: what is read takes the focus first.
    qtbot.waitUntil(lambda: isinstance(focused(), Defilement))
    tab_to(page.textes("canaux.lrar.titre"))
    press(Qt.Key.Key_Down)
    press(ENTREE)
    qtbot.waitUntil(lambda: say(page, "fin.kit.recepisse") in list(texts_of(screen(page))))
    assert any(dit.startswith(say(page, "fin.signer")) for dit in texts_of(screen(page)))


def test_a_registered_letter_is_signed_and_posted_today(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    go_to(page, say(page, "fin.titre"), qtbot)
    dit = f"{say(page, 'fin.signer_lrar')} {say(page, 'fin.apres_phrase')}"
    assert dit in list(texts_of(screen(page)))


def test_the_next_person_finds_no_trace_of_hiding(page: AssistantPage) -> None:
    page.be_discreet(discreet=True)
    page.clear()
    begin(page)
    press(ENTREE)
    nom = field(page, "concerne_nom")
    assert isinstance(nom, QLineEdit)
    assert nom.echoMode() is QLineEdit.EchoMode.Normal


def test_another_day_dates_the_letter_anew(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    assert "24 novembre 2026" in letter_shown(page, qtbot)
    page.day_changed(page.contexte.services.today())
    assert "24 novembre 2026" in letter_shown(page, qtbot)


def test_a_demarche_named_elsewhere_starts_at_once(page: AssistantPage) -> None:
    page.arrive(VersDemarche("acces"))
    assert title(page) == say(page, "attente.titre")
    assert page.occupied


def test_the_end_says_what_could_not_be_done(page: AssistantPage, qtbot: QtBot, sorties: SortiesFausses) -> None:
    _fill(page)
    go_to(page, say(page, "fin.titre"), qtbot)
    fin = screen(page)
    assert isinstance(fin, EcranFin)
    qtbot.waitUntil(lambda: say(page, "fin.kit.apres") in list(texts_of(fin)))
    sorties.without_printer()
    press(ENTREE)
    qtbot.waitUntil(lambda: page.textes("pannes.pas_d_imprimante") in said(page))


@pytest.mark.parametrize("mot", ["copie", "caf", "copie caf"])
def test_a_copy_of_what_the_caf_has_is_found_first(page: AssistantPage, mot: str) -> None:
    type_text(mot)
    press(ENTREE)
    premiere = focused()
    assert isinstance(premiere, Bouton)
    assert premiere.titre in ("Je veux une copie de mon dossier", "Je veux savoir ce qui est écrit sur moi")
    assert page.isVisible()
