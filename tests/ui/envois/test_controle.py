"""What the control says of many letters: a word on each line, what is left aside, and the others that go on without it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.letters.lettre.lecture_word import read_word
from droits_usagers.services.envois.chantier import FormeEnvoi
from droits_usagers.services.envois.controle import PhraseADecider
from droits_usagers.ui.composants import TexteLong
from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import Destination, VersLettre
from tests.services.en_masse import demande
from tests.ui.avec_coffre import ask, said
from tests.ui.envois.conftest import SILENCE, Masse, choose_folder, coffre_of, late, numbered

NIR, CAF = "Département, 2 55 08 14 168 025 38", "n° allocataire 1234567"
CONTROLE = 4


def fresh(nom: str, dit: str = "le service social") -> Demande:
    """A first letter, in which this is told."""
    une = demande(nom=nom)
    return replace(une, reponses={"suivi_par": dit})


def hidden(nom: str, dit: str) -> Demande:
    """The same, of someone whose address nobody may read."""
    personne = Personne(nom=nom, adresse=("8 venelle du Puits", "29800 Landerneau"), adresse_protegee=True)
    return replace(fresh(nom, dit), concerne=personne)


def controlled(masse: Masse, qtbot: QtBot) -> PageMasse:
    """Three letters: one with nothing to say of it, one to confirm, one to mend."""
    bon, caf, nir = late(*SILENCE), numbered(late(*SILENCE, nom="Diallo"), CAF), numbered(late(*SILENCE, nom="Roux"), NIR)
    page = masse("relance", bon, caf, nir)
    qtbot.waitUntil(lambda: "…" not in words(page))
    return page


def words(page: PageMasse) -> list[str]:
    return [rangee.cellules[CONTROLE] for rangee in page.preparer.modele.rows]


def ticks(page: PageMasse) -> list[bool | None]:
    return [rangee.cochee for rangee in page.preparer.modele.rows]


def test_each_line_says_what_the_control_found_and_what_is_held_back_is_left_aside(masse: Masse, qtbot: QtBot) -> None:
    page = controlled(masse, qtbot)

    assert words(page) == ["Rien relevé", "À confirmer : un numéro".replace(" :", "\u00a0:"), "À corriger\u00a0: un numéro"]
    assert ticks(page) == [True, False, None]
    assert page.preparer.suite.text().startswith("Écrire 1 lettre")
    dits = " ".join(page.preparer.textes(f"masse.motifs.{motif}") for motif in ("a_confirmer", "a_corriger"))
    assert "cochez sa case" in dits
    # The gesture is one for each: not all at once.
    page.preparer.modele.toggle_all()
    page.preparer.modele.toggle_all()
    assert ticks(page) == [True, False, None]


def test_the_others_are_made_and_those_held_back_are_named_with_a_way_to_them(
    masse: Masse, fenetre: Fenetre, dossier: Path, qtbot: QtBot
) -> None:
    page = controlled(masse, qtbot)
    page.preparer.forme.setCurrentIndex(page.preparer.forme.findData(FormeEnvoi.DOCX))
    choose_folder(dossier)
    page.preparer.go_on()
    qtbot.waitUntil(lambda: not page.preparer.fabrication.under_way and page.preparer.dit.count() > 0)

    assert [fichier.name for fichier in dossier.iterdir()] == ["2026-0001-acces-relance.docx"]
    coffre = coffre_of(fenetre)
    assert ask(fenetre.contexte.services, lambda: len(coffre.dossiers.read("2026-0001").courriers), qtbot) == 1
    assert ask(fenetre.contexte.services, lambda: len(coffre.dossiers.read("2026-0003").courriers), qtbot) == 0


def test_a_box_ticked_by_whoever_read_its_line_keeps_it_as_it_is_and_the_history_says_so(
    masse: Masse, fenetre: Fenetre, dossier: Path, qtbot: QtBot
) -> None:
    page = controlled(masse, qtbot)
    ecran = page.preparer
    ecran.table.go_to(1)
    assert "Un numéro d’allocataire est écrit ici" in said(page)
    QTest.keyClick(ecran.table, Qt.Key.Key_Space)

    assert words(page)[1] == "Gardé ainsi"
    assert ticks(page)[1] is True
    ecran.forme.setCurrentIndex(ecran.forme.findData(FormeEnvoi.DOCX))
    choose_folder(dossier)
    ecran.go_on()
    qtbot.waitUntil(lambda: not ecran.fabrication.under_way and ecran.dit.count() > 0)
    coffre = coffre_of(fenetre)
    (courrier,) = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0002").courriers, qtbot)
    assert courrier.confirmees == ("numero",)


def test_unticked_it_asks_again(masse: Masse, qtbot: QtBot) -> None:
    page = controlled(masse, qtbot)
    page.preparer.table.go_to(1)
    for _ in range(2):
        QTest.keyClick(page.preparer.table, Qt.Key.Key_Space)

    assert words(page)[1].startswith("À confirmer")
    assert ticks(page)[1] is False


def test_what_is_to_be_mended_is_reached_from_its_line(masse: Masse, qtbot: QtBot) -> None:
    page = controlled(masse, qtbot)
    page.preparer.table.go_to(2)
    ou: list[Destination] = []
    page.page_wanted.connect(ou.append)
    page.preparer.controle.liste.boutons[0].click()

    assert ou == [Destination("assistant", VersLettre("2026-0003", "acces", "relance"))]


def test_what_was_not_looked_at_yet_is_held_back_when_it_is_made(masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    page = masse("relance", numbered(late(*SILENCE), NIR), late(*SILENCE, nom="Diallo"))
    ecran = page.preparer
    ecran.forme.setCurrentIndex(ecran.forme.findData(FormeEnvoi.DOCX))
    choose_folder(dossier)
    ecran.go_on()
    qtbot.waitUntil(lambda: not ecran.fabrication.under_way and ecran.dit.count() > 0)

    assert [fichier.name for fichier in dossier.iterdir()] == ["2026-0002-acces-relance.docx"]


def test_a_sentence_is_left_once_for_all_the_letters_that_hold_it_by_one_key(masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    """Those of ordinary words too: a habit tells where someone is."""
    la = "Je dors chez ma sœur, à côté de la piscine."
    page = masse("demande", hidden("Roux", la), hidden("Blin", f"{la} Je nage le mardi."), fresh("Petit", la))
    ecran, phrases = page.preparer, page.preparer.controle.phrases
    qtbot.waitUntil(lambda: phrases.lignes.rowCount() == 2)
    assert ticks(page).count(None) == 2
    # What is to be done is on the list, and not in the dossier.
    assert words(page)[0] == "Phrases à décider"
    assert "ouvrez ce dossier" not in said(page)
    dite = phrases.lignes.index(0).data().replace("\u00a0", " ")
    assert la in dite
    assert "2 lettres" in dite

    phrases.setFocus()
    QTest.keyClick(phrases, Qt.Key.Key_L)
    assert ticks(page).count(None) == 1
    page.be_discreet(discreet=True)
    assert not phrases.isVisible()
    page.be_discreet(discreet=False)
    # The door holds what the list does not say it leaves.
    ecran.forme.setCurrentIndex(ecran.forme.findData(FormeEnvoi.DOCX))
    choose_folder(dossier)
    ecran.go_on()
    qtbot.waitUntil(lambda: not ecran.fabrication.under_way and ecran.dit.count() > 0)
    assert len([*dossier.iterdir()]) == 2


def test_the_key_goes_on_to_the_next_sentence_and_nothing_is_left_once_all_are(masse: Masse, qtbot: QtBot) -> None:
    page = masse("demande", *(hidden("Roux", f"Je nage le {jour}.") for jour in ("lundi", "mardi", "jeudi")))
    phrases = page.preparer.controle.phrases
    qtbot.waitUntil(lambda: phrases.lignes.rowCount() == 3)
    phrases.setFocus()
    for reste in (2, 1, 0):
        QTest.keyClick(phrases, Qt.Key.Key_L)
        assert ticks(page).count(None) == reste
    assert page.preparer.controle.reste.text().startswith("Tout est décidé. Laissées\u00a0: 3. Retirées\u00a0: 0.")


def test_of_many_sentences_the_one_that_one_is_on_is_in_view(masse: Masse, qtbot: QtBot) -> None:
    """More than are measured at once."""
    page = masse(
        "demande",
        hidden("Roux", " ".join(f"Je nage le {jour} mai." for jour in range(2, 30))),
        hidden("Blin", " ".join(f"Je marche le {jour} mai." for jour in range(2, 30))),
    )
    phrases = page.preparer.controle.phrases

    def in_view() -> bool:
        return phrases.viewport().rect().contains(phrases.visualRect(phrases.currentIndex()))

    qtbot.waitUntil(lambda: phrases.lignes.rowCount() == 56)
    phrases.setFocus()
    for _ in range(46):
        QTest.keyClick(phrases, Qt.Key.Key_L)
    qtbot.waitUntil(in_view)
    QTest.keyClick(phrases, Qt.Key.Key_R)
    assert phrases.currentIndex().row() == 47
    qtbot.waitUntil(in_view)


def test_of_ordinary_words_nothing_leaves_before_it_was_looked_at(masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    page = masse("demande", hidden("Roux", "Je nage le mardi."), fresh("Petit"))
    ecran = page.preparer
    ecran.forme.setCurrentIndex(ecran.forme.findData(FormeEnvoi.DOCX))
    choose_folder(dossier)
    ecran.go_on()
    qtbot.waitUntil(lambda: not ecran.fabrication.under_way and ecran.dit.count() > 0)
    assert [fichier.name for fichier in dossier.iterdir()] == ["2026-0002-acces-demande.docx"]


def test_where_the_dates_of_a_protected_letter_are_is_said_once(masse: Masse, qtbot: QtBot) -> None:
    dit = "À côté des lettres de personnes à l’adresse protégée"
    page = masse("demande", hidden("Awa", "le service"), hidden("Béa", "le service"), fresh("Roux"))
    qtbot.waitUntil(lambda: said(page).count(dit) == 1)
    page.preparer.be_discreet(discreet=True)
    assert dit not in said(page)


def lines(page: PageMasse) -> str:
    """The sentences to decide, and what is said of each."""
    lignes = page.preparer.controle.phrases.lignes
    return "\n".join(lignes.index(rang).data() for rang in range(lignes.rowCount())).replace("\u00a0", " ")


def test_a_sentence_is_taken_out_of_all_the_letters_that_hold_it_and_put_back(
    masse: Masse, dossier: Path, qtbot: QtBot
) -> None:
    page = masse("demande", hidden("Roux", "Le service. Je nage le mardi."), hidden("Blin", "Mme Kerjean. Je nage le mardi."))
    ecran, controle = page.preparer, page.preparer.controle
    qtbot.waitUntil(lambda: controle.phrases.lignes.rowCount() == 3)
    controle.phrases.setFocus()
    assert controle.phrase is not None
    assert controle.phrase.titre.text() == page.textes("masse.phrase_dans", nombre=2)
    QTest.keyClick(controle.phrases, Qt.Key.Key_R)
    # At once: a list that moved later, under a key, would have another sentence decided.
    assert "Retirée de 2 lettres" in lines(page)
    # On the next one to decide; back, by the same key, where it was.
    assert controle.phrase.phrase.texte != "Je nage le mardi."
    controle.phrases.setCurrentIndex(controle.phrases.lignes.index(0))
    QTest.keyClick(controle.phrases, Qt.Key.Key_R)
    assert "Retirée" not in lines(page)
    assert controle.phrase.phrase.texte == "Je nage le mardi."
    QTest.keyClick(controle.phrases, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "Retirée de 2 lettres" in lines(page))
    for _ in range(2):
        QTest.keyClick(controle.phrases, Qt.Key.Key_L)
    dit = controle.reste.text().replace("\u00a0", " ")
    assert dit.startswith(
        "Tout est décidé. Laissées : 2. Retirées : 1. Dans ce que vous avez écrit, 1 passage relevé : 1 laissé"
    )
    assert "(Kerjean)" in dit
    assert "Kerjean)" not in controle.phrase.accessibleName()

    ecran.forme.setCurrentIndex(ecran.forme.findData(FormeEnvoi.DOCX))
    choose_folder(dossier)
    ecran.go_on()
    qtbot.waitUntil(lambda: not ecran.fabrication.under_way and ecran.dit.count() > 0)
    lettres = [read_word(fichier.read_bytes()).texte for fichier in dossier.iterdir()]
    assert len(lettres) == 2
    assert not any("nage" in lettre for lettre in lettres)
    assert any("Kerjean" in lettre for lettre in lettres)


def test_a_sentence_is_written_otherwise_in_all_of_them_and_is_to_be_decided_again(masse: Masse, qtbot: QtBot) -> None:
    page = masse("demande", hidden("Roux", "Je nage le mardi."), hidden("Blin", "Je nage le mardi."))
    controle = page.preparer.controle
    qtbot.waitUntil(lambda: controle.phrases.lignes.rowCount() == 1)
    controle.phrases.setFocus()
    QTest.keyClick(controle.phrases, Qt.Key.Key_E)
    saisie = QApplication.focusWidget()
    assert isinstance(saisie, TexteLong)
    saisie.setPlainText("Je sors le soir.")
    QTest.keyClick(saisie, Qt.Key.Key_Tab)
    garder = QApplication.focusWidget()
    assert garder is not None
    QTest.keyClick(garder, Qt.Key.Key_Space)
    assert "nage" not in lines(page)
    assert lines(page).startswith("Je sors le soir.")
    # Nothing is left before the letters were looked at again.
    qtbot.waitUntil(lambda: ticks(page) == [None, None])
    QTest.keyClick(controle.phrases, Qt.Key.Key_L)
    assert ticks(page) == [True, True]


#: The same sentence as it is written by several people, and one that is another by a number, a word, a sign.
GRAPHIES = (
    "Le lundi, ma sœur me garde à Kerlouan, au rendez-vous de l'école.",
    "Le lundi ma soeur me garde à KERLOUAN, au rendez vous de l’école",
    "LE LUNDI, MA SŒUR ME GARDE A KERLOUAN, AU RENDEZ-VOUS DE L’ECOLE.",
    "le lundi , ma sœur me garde à Kerl\u043euan,  au rendez\u2011vous de l'ecole.",
)
AUTRES = ("Je sors à 3,5 km.", "Je sors à 35 km.", "Je sors à 3 km.", "Je sors à -3 km.", "Je ne sors pas à 3 km.")


def test_a_sentence_is_one_line_however_it_is_written_and_decided_as_one(masse: Masse, dossier: Path, qtbot: QtBot) -> None:
    page = masse("demande", *(hidden(nom, dit) for nom, dit in zip(("Roux", "Blin", "Morin", "Petit"), GRAPHIES, strict=True)))
    ecran, controle = page.preparer, page.preparer.controle
    qtbot.waitUntil(lambda: controle.phrases.lignes.rowCount() > 0)
    assert controle.phrases.lignes.rowCount() == 1
    assert "Dans 4 lettres" in lines(page)
    assert controle.phrase is not None
    # Each way is told, to whoever listens too.
    assert isinstance(controle.phrase.phrase, PhraseADecider)
    for dit in controle.phrase.phrase.formes.values():
        assert dit in controle.phrase.accessibleName()
    controle.phrases.setFocus()
    QTest.keyClick(controle.phrases, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "Retirée de 4 lettres" in lines(page))
    QTest.keyClick(controle.phrases, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "Dans 4 lettres" in lines(page))
    QTest.keyClick(controle.phrases, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: ticks(page) == [True] * 4)
    ecran.forme.setCurrentIndex(ecran.forme.findData(FormeEnvoi.DOCX))
    choose_folder(dossier)
    ecran.go_on()
    qtbot.waitUntil(lambda: not ecran.fabrication.under_way and ecran.dit.count() > 0)
    lettres = [read_word(fichier.read_bytes()).texte for fichier in dossier.iterdir()]
    assert len(lettres) == 4
    assert any("KERLOUAN, au rendez vous" in lettre for lettre in lettres)


def test_a_sentence_that_differs_by_a_word_or_a_number_is_another_line(masse: Masse, qtbot: QtBot) -> None:
    page = masse("demande", *(hidden("Roux", dit) for dit in AUTRES))
    controle = page.preparer.controle
    qtbot.waitUntil(lambda: controle.phrases.lignes.rowCount() > 0)
    assert controle.phrases.lignes.rowCount() == len(AUTRES)
    assert "Écrite aussi" not in lines(page)
