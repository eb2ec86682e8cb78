"""What was said once counts everywhere: known answers are shown, what is missing is a key away, and Enter goes through it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.ui.composants import BoutonPrimaire
from droits_usagers.ui.lettre.ecran_questions import EcranQuestions
from droits_usagers.ui.lettre.ecran_relire import LignesACompleter
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersDemarche
from tests.ui.lettre.parcours import (
    CTRL,
    ENTREE,
    answer,
    begin,
    field,
    focused,
    go_to,
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

NOM = "Œuvrard"


def test_what_is_left_in_dotted_lines_leads_to_the_field_that_fills_it(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    go_to(page, say(page, "relire.titre"), qtbot)
    lignes = page.findChild(LignesACompleter)
    assert isinstance(lignes, LignesACompleter)
    nom, ou = say(page, "questions.organisme_nom.libelle"), say(page, "groupes.organisme.titre")
    qtbot.waitUntil(lambda: lignes.isVisible() and nom in list(texts_of(lignes)))
    tab_to(say(page, "a_completer.nom", quoi=nom))
    press(ENTREE)
    assert title(page) == ou
    assert focused().accessibleName() == nom
    type_text("CCAS")
    go_to(page, say(page, "relire.titre"), qtbot)
    lieu = say(page, "questions.lieu.libelle")
    restent = page.findChildren(LignesACompleter)[-1]
    qtbot.waitUntil(lambda: lieu in list(texts_of(restent)))
    assert nom not in list(texts_of(restent))
    tab_to(say(page, "a_completer.nom", quoi=lieu))
    press(ENTREE)
    assert focused().accessibleName() == lieu


def test_a_step_is_ticked_only_when_nothing_useful_is_missing(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    go_to(page, say(page, "groupes.organisme.titre"), qtbot)
    vous = page.passages[1]
    assert vous.titre == say(page, "etat_step.incomplete", nom=say(page, "steps.vous"))
    vous.go()
    for _ in range(2):
        press(ENTREE, CTRL)
        if title(page) == say(page, "groupes.soi.titre"):
            break
    answer(page, "concerne_prenom", "Ali")
    answer(page, "concerne_nom", NOM)
    answer(page, "concerne_adresse", "4 place du Marché\n93000 Bobigny")
    go_to(page, say(page, "groupes.organisme.titre"), qtbot)
    assert page.passages[1].titre == say(page, "etat_step.faite", nom=say(page, "steps.vous"))


def test_what_the_sentence_said_is_shown_as_answered_with_where_it_comes_from(page: AssistantPage, qtbot: QtBot) -> None:
    type_text("mon numero de secu est ecrit")
    press(ENTREE)
    press(ENTREE)
    go_to(page, page.contexte.services.catalogue.textes_demarche("effacement")("groupes.quoi.titre"), qtbot)
    questions = screen(page)
    assert isinstance(questions, EcranQuestions)
    assert questions.formulaire.value("objet") == "numero"
    assert questions.formulaire.value("numeros") == ("nir",)
    assert "Mon numéro de sécurité sociale est écrit" in questions.introduction.text().replace("\u00a0", " ")


def test_who_has_said_what_happens_to_them_is_not_told_that_a_fear_is_not_enough(page: AssistantPage, qtbot: QtBot) -> None:
    volets = page.contexte.services.catalogue.textes_demarche("opposition")
    personnelle, insuffisant = volets("volets.personnelle.titre"), volets("volets.insuffisant.titre")
    page.arrive(VersDemarche("opposition"))
    settle(page, qtbot)
    assert insuffisant in list(texts_of(screen(page)))
    # While it is only said what can be expected, no letter has its place.
    assert not said(page)
    press(ENTREE)
    settle(page, qtbot)
    assert volets("attendu.situations") in said(page)
    assert volets("refus.situations") not in said(page)
    page.clear()
    page.arrive()
    type_text("ma voisine travaille au service")
    press(ENTREE)
    press(ENTREE)
    settle(page, qtbot)
    assert personnelle in list(texts_of(screen(page)))
    assert insuffisant not in list(texts_of(screen(page)))


def test_enter_goes_from_field_to_field_and_on_from_the_last_one(page: AssistantPage) -> None:
    begin(page)
    press(ENTREE)
    questions = page.findChild(EcranQuestions)
    assert isinstance(questions, EcranQuestions)
    suite = next(bouton for bouton in page.findChildren(BoutonPrimaire) if bouton.titre == say(page, "suite"))
    prenom, nom = (questions.formulaire.champ(f"concerne_{quoi}").editeur for quoi in ("prenom", "nom"))
    field(page, "concerne_prenom")
    assert suite.note == page.textes("commun.ctrl_entree")
    press(ENTREE)
    assert focused() is nom
    assert title(page) == say(page, "groupes.soi.titre")
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is prenom
    adresse = field(page, "concerne_adresse")
    assert suite.note == page.textes("commun.ctrl_entree")
    type_text("4 place\nBobigny")
    assert focused() is adresse
    field(page, "concerne_reference_dossier")
    assert suite.note == page.textes("commun.entree")
    press(ENTREE)
    assert title(page) == say(page, "groupes.reponse.titre")
