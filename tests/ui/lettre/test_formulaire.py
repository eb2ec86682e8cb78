import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.questions import Valeur, visible_line_questions, visible_questions
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.formulaires import constats, tidy
from droits_usagers.ui.composants import Avis, ChoixMultiples, ChoixUnique
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.questions.entrees import Intitules
from droits_usagers.ui.questions.formulaire import Formulaire, LignesGroupe, ReglesFormulaire
from tests.inventions import QUOI, SEJOUR, VISITES, textes_of
from tests.ui.lettre.conftest import AUJOURD_HUI
from tests.ui.lettre.parcours import focused

QUESTIONS = (*QUOI.questions, *VISITES.questions)


@pytest.fixture
def formulaire(qtbot: QtBot, textes: Textes, theme: Callable[[float], None]) -> Formulaire:  # noqa: ARG001 - dressed first
    regles = ReglesFormulaire(
        Intitules(textes_of(SEJOUR), textes),
        constats=lambda question, valeur: constats(question, valeur, AUJOURD_HUI),
        tidy=lambda question, valeur: tidy(question, valeur, AUJOURD_HUI),
        on_line=lambda groupe, ligne: visible_line_questions(groupe, ligne, questions=QUESTIONS, reponses={}, contexte={}),
        modeles=lambda _groupe: [("tout fait", {"par_qui": "l'accueil", "refusee": True})],
    )
    formulaire = Formulaire(QUESTIONS, regles)
    formulaire.answered.connect(lambda _id: _ask_relevant(formulaire))
    formulaire.show_answers({})
    _ask_relevant(formulaire)
    qtbot.addWidget(formulaire)
    formulaire.resize(560, 900)
    formulaire.show()
    qtbot.waitExposed(formulaire)
    formulaire.activateWindow()
    return formulaire


@pytest.fixture
def textes(services: Services) -> Textes:
    return services.catalogue.textes


def _ask_relevant(formulaire: Formulaire) -> None:
    formulaire.show_only(q.id for q in visible_questions(QUESTIONS, formulaire.values(), {}))


def _editor(formulaire: Formulaire, question: str) -> QWidget:
    return formulaire.champ(question).editeur


def _line(formulaire: Formulaire, question: str) -> QLineEdit:
    editor = _editor(formulaire, question)
    assert isinstance(editor, QLineEdit)
    return editor


def _choice(formulaire: Formulaire, question: str) -> ChoixUnique:
    editor = _editor(formulaire, question)
    assert isinstance(editor, ChoixUnique)
    return editor


def _notice(formulaire: Formulaire, question: str) -> str:
    return " ".join(avis.texte for avis in formulaire.champ(question).findChildren(Avis) if not avis.isHidden())


VISITE: dict[str, Valeur] = {"jour": "6 mars 2026", "refusee": True, "par_qui": "x"}
GIVEN: Mapping[str, Valeur] = {
    "sujet": "mon dossier",
    "recit": "Une histoire\nsur deux lignes",
    "portee": "partie",
    "pieces": ("notes",),
    "depuis": "5 mars 2026",
    "accompagne": False,
    "motif": "propre",
    "visite": (VISITE,),
}


def test_every_genre_shows_and_gives_back_its_answer(formulaire: Formulaire) -> None:
    formulaire.show_answers(GIVEN)
    assert formulaire.values() == dict(GIVEN)


def test_a_known_date_is_shown_in_words(formulaire: Formulaire) -> None:
    formulaire.show_answers({"depuis": dt.date(2026, 3, 5)})
    assert formulaire.value("depuis") == "5 mars 2026"


def test_a_question_starts_with_its_default(formulaire: Formulaire) -> None:
    assert formulaire.value("portee") == "tout"
    assert formulaire.value("accompagne") is None


def test_a_question_appears_without_taking_the_focus(formulaire: Formulaire) -> None:
    choix = _choice(formulaire, "portee")
    choix.card("tout").setFocus()
    assert formulaire.champ("pieces").isHidden()
    QTest.keyClick(choix.card("tout"), Qt.Key.Key_Down)
    assert not formulaire.champ("pieces").isHidden()
    assert choix.card("partie").hasFocus()
    QTest.keyClick(choix.card("partie"), Qt.Key.Key_Up)
    assert formulaire.champ("pieces").isHidden()
    assert choix.card("tout").hasFocus()


def test_each_field_is_named_and_explained(formulaire: Formulaire) -> None:
    champ = formulaire.champ("sujet")
    assert champ.libelle.buddy() is champ.editeur
    assert champ.editeur.accessibleName() == champ.libelle.text()
    assert champ.bouton_pourquoi is not None
    champ.editeur.setFocus()
    QTest.keyClick(champ.editeur, Qt.Key.Key_F1)
    assert champ.bouton_pourquoi.isChecked()
    assert not champ.pourquoi.isHidden()


def test_a_date_is_put_in_words_once_left(formulaire: Formulaire) -> None:
    line = _line(formulaire, "depuis")
    line.setFocus()
    QTest.keyClicks(line, "5/3/26")
    assert line.text() == "5/3/26"
    _line(formulaire, "sujet").setFocus()
    assert line.text() == "5 mars 2026"


def test_a_date_nobody_can_read_is_said_once_left_and_unsaid_once_mended(formulaire: Formulaire, textes: Textes) -> None:
    line = _line(formulaire, "depuis")
    line.setFocus()
    QTest.keyClicks(line, "au printemps")
    assert _notice(formulaire, "depuis") == ""
    _line(formulaire, "sujet").setFocus()
    assert _notice(formulaire, "depuis") == textes("assistant.constats.date_illisible")
    assert line.text() == "au printemps"
    line.setFocus()
    line.clear()
    assert _notice(formulaire, "depuis") == ""


def test_characters_that_cannot_be_printed_are_said(formulaire: Formulaire, textes: Textes) -> None:
    _line(formulaire, "sujet").setText("a\ufffeb")
    assert _notice(formulaire, "sujet") == textes("assistant.constats.caracteres_remplaces")


def test_names_and_texts_are_hidden_and_come_back_whole(formulaire: Formulaire) -> None:
    formulaire.show_answers(GIVEN)
    formulaire.conceal(masque=True)
    assert _line(formulaire, "sujet").echoMode() is QLineEdit.EchoMode.Password
    texte = _editor(formulaire, "recit")
    assert isinstance(texte, QPlainTextEdit)
    assert texte.viewport().isHidden()
    formulaire.conceal(masque=False)
    assert _line(formulaire, "sujet").echoMode() is QLineEdit.EchoMode.Normal
    assert not texte.viewport().isHidden()
    assert formulaire.values() == dict(GIVEN)


def test_only_the_questions_named_are_hidden(formulaire: Formulaire) -> None:
    formulaire.conceal(masque=True, only=["depuis"])
    assert _line(formulaire, "depuis").echoMode() is QLineEdit.EchoMode.Password
    assert _line(formulaire, "sujet").echoMode() is QLineEdit.EchoMode.Normal


def _lines(formulaire: Formulaire) -> LignesGroupe:
    editor = _editor(formulaire, "visite")
    assert isinstance(editor, LignesGroupe)
    return editor


def _button(lignes: LignesGroupe, titre: str) -> Bouton:
    return next(bouton for bouton in lignes.findChildren(Bouton) if bouton.titre == titre)


def test_lines_are_added_filled_and_taken_away(formulaire: Formulaire, textes: Textes) -> None:
    lignes = _lines(formulaire)
    QTest.keyClick(_button(lignes, textes("assistant.ajouter_ligne")), Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "7 mars 2026")
    assert formulaire.value("visite") == ({"jour": "7 mars 2026", "par_qui": ""},)
    retirer = _button(lignes, textes("assistant.retirer_ligne"))
    QTest.keyClick(retirer, Qt.Key.Key_Return)
    assert formulaire.value("visite") == ()
    assert lignes.isAncestorOf(focused())


def test_a_ready_made_line_is_filled_in_and_asks_what_it_calls_for(formulaire: Formulaire) -> None:
    lignes = _lines(formulaire)
    bouton = _button(lignes, "tout fait")
    QTest.keyClick(bouton, Qt.Key.Key_Return)
    assert formulaire.value("visite") == ({"jour": "", "refusee": True, "par_qui": "l'accueil"},)
    [dedans] = lignes.findChildren(Formulaire)
    assert not dedans.champ("par_qui").isHidden()


def test_the_first_question_asked_gets_the_focus(formulaire: Formulaire) -> None:
    assert formulaire.focus_first()
    assert _line(formulaire, "sujet").hasFocus()
    formulaire.show_only([])
    assert not formulaire.focus_first()


def test_what_is_drawn_is_only_what_the_data_ask(formulaire: Formulaire) -> None:
    assert isinstance(_editor(formulaire, "pieces"), ChoixMultiples)
    assert _choice(formulaire, "motif").accessibleName() == formulaire.champ("motif").libelle.text()


def test_no_that_is_chosen_does_not_sound_as_what_is_not(formulaire: Formulaire) -> None:
    assert _choice(formulaire, "accompagne").card("non").accessibleName() == "Non, 2 sur 2"
    assert "sur" not in _choice(formulaire, "portee").card("tout").accessibleName()


def test_a_choice_that_has_the_focus_is_read_with_its_question(formulaire: Formulaire) -> None:
    carte = _choice(formulaire, "accompagne").card("oui")
    assert formulaire.champ("accompagne").libelle.text() in carte.accessibleDescription()
