"""What is asked before printing, and said: sheets, papers, sides; and what stopping, closing and failing come to."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Face, Imprimante, Part, Repli, Support, Tirage
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.services.socle.travail import Avancement
from droits_usagers.ui.composants.choix import LigneMultiple
from droits_usagers.ui.socle.impression import DialogueImpression

A4, A3, LETTER = Support.A4, Support.A3, Support.LETTER
BUREAU = Imprimante("Bureau", frozenset({A4, A3, LETTER}), deux_faces=True)
ACCUEIL = Imprimante("Accueil", frozenset({A4}), arretee=True)
US = Imprimante("US", frozenset({LETTER}))
LETTRE = Liasse(b"", (A4, A4), 2, nom="La lettre")
AFFICHE = Liasse(b"", (A3,), nom="Affiche")
DEPLIANT = Liasse(b"", (A4, A4), face=Face.COURT, nom="Dépliant")

Ask = Callable[..., DialogueImpression]


def take_all(_nom: str, tirage: Tirage) -> Iterator[Avancement]:
    total = len(tirage.travaux)
    return (Avancement(rang + 1, total) for rang in range(total))


@pytest.fixture
def ask(qtbot: QtBot, catalogue: Catalogue) -> Ask:
    def show(
        *liasses: Liasse, imprimantes: tuple[Imprimante, ...] = (BUREAU, ACCUEIL), envoyer: object = take_all
    ) -> DialogueImpression:
        dialogue = DialogueImpression(catalogue.textes, imprimantes, liasses, envoyer=envoyer, arret=Event())  # type: ignore[arg-type]
        qtbot.addWidget(dialogue)
        dialogue.show()
        return dialogue

    return show


def said(dialogue: DialogueImpression) -> str:
    return "\n".join(mot.text() for mot in dialogue.findChildren(QLabel) if mot.isVisible())


def test_sheets_are_said_before_and_follow_what_is_asked(ask: Ask) -> None:
    dialogue = ask(LETTRE)
    assert dialogue.feuilles.text() == "4 feuilles (A4)"
    dialogue.recto_verso.setChecked(True)
    assert dialogue.feuilles.text() == "2 feuilles (A4)"
    dialogue.exemplaires.setCurrentIndex(2)
    assert dialogue.feuilles.text() == "6 feuilles (A4)"
    dialogue.pages.setText("2")
    dialogue.exemplaires.setCurrentIndex(0)
    assert (dialogue.feuilles.text(), dialogue.imprimer.isEnabled()) == ("2 feuilles (A4)", True)
    dialogue.pages.setText("3")
    assert (dialogue.feuilles.text(), dialogue.imprimer.isEnabled()) == (
        "Écrivez des numéros de 1 à 2, par exemple 1-3, 5.",
        False,
    )
    dialogue.imprimante.setCurrentIndex(1)
    assert not dialogue.recto_verso.isEnabled()


def test_what_comes_out_is_named_while_it_can_be(ask: Ask) -> None:
    deux = ask(LETTRE, AFFICHE)
    assert [carte.text() for carte in deux.findChildren(LigneMultiple)][:2] == ["La lettre, 2 fois", "Affiche"]
    assert "Affiche" in said(ask(AFFICHE))
    assert "20 documents, chacun sur ses feuilles" in said(ask(*[Liasse(b"", (A4,))] * 20))
    assert "Un document" in said(ask(Liasse(b"", (A4,))))


def test_only_what_is_ticked_comes_out(ask: Ask) -> None:
    dialogue = ask(LETTRE, AFFICHE)
    lettre, affiche, _ = dialogue.findChildren(LigneMultiple)
    affiche.setChecked(False)
    assert dialogue.feuilles.text() == "4 feuilles (A4)"
    assert {travail.document for travail in dialogue.tirage.travaux} == {0}
    dialogue.imprimante.setCurrentIndex(1)
    assert not dialogue.repli.isVisible()
    lettre.setChecked(False)
    assert (dialogue.feuilles.text(), dialogue.imprimer.isEnabled()) == ("Aucune page n’est choisie.", False)


def test_a_printer_without_a3_is_said_and_two_a4_proposed(ask: Ask) -> None:
    dialogue = ask(AFFICHE)
    assert "Cette imprimante n'a pas de A3".replace("'", "’") not in said(dialogue)
    assert not dialogue.repli.isVisible()
    assert dialogue.feuilles.text() == "Une feuille (A3)"
    dialogue.imprimante.setCurrentIndex(1)
    assert "Cette imprimante n’a pas de A3\nEn deux A4" in said(dialogue)
    assert dialogue.feuilles.text() == "2 feuilles (A4) · Cette imprimante n’a pas de A3"
    assert [vue.part for vue in dialogue.tirage.travaux[0].vues] == [Part.DEBUT, Part.FIN]
    dialogue.repli.set_value(Repli.REDUIT)
    assert (dialogue.feuilles.text(), dialogue.tirage.travaux[0].reduit) == (
        "Une feuille (A4) · Cette imprimante n’a pas de A3",
        True,
    )


def test_paused_one_sided_and_american_printers_are_said(ask: Ask) -> None:
    dialogue = ask(DEPLIANT)
    assert dialogue.feuilles.text() == "Une feuille (A4)"
    dialogue.imprimante.setCurrentIndex(1)
    assert "Imprimante en pause" in said(dialogue)
    assert "Un seul côté" in said(dialogue)
    assert dialogue.feuilles.text() == "2 feuilles (A4)"
    americaine = ask(LETTRE, imprimantes=(US,))
    assert "Cette imprimante n’a pas de A4" in said(americaine)
    assert {(travail.support, travail.reduit) for travail in americaine.tirage.travaux} == {(LETTER, True)}
    assert "le papier de ce document" in said(ask(Liasse(b"", (Support.AUTRE,))))


def test_it_is_done_once_everything_was_taken(ask: Ask, qtbot: QtBot) -> None:
    dialogue = ask(LETTRE)
    with qtbot.waitSignal(dialogue.accepted):
        dialogue.imprimer.click()
    assert dialogue.outcome()


def test_giving_up_is_no_printing(ask: Ask) -> None:
    dialogue = ask(LETTRE)
    dialogue.annuler.click()
    assert not dialogue.outcome()


def test_stopping_on_the_way_says_what_left(ask: Ask, qtbot: QtBot) -> None:
    suite = Event()

    def slowly(_nom: str, tirage: Tirage) -> Iterator[Avancement]:
        yield Avancement(1, len(tirage.travaux))
        suite.wait(20)
        yield Avancement(2, len(tirage.travaux))

    dialogue = ask(LETTRE, LETTRE, envoyer=slowly)
    dialogue.imprimer.click()
    qtbot.waitUntil(lambda: "1 sur 4" in said(dialogue))
    assert not dialogue.imprimer.isVisible()
    dialogue.progres.arreter.click()
    with qtbot.waitSignal(dialogue.accepted):
        suite.set()
    with pytest.raises(ExpectedError) as coupee:
        dialogue.outcome()
    assert (coupee.value.panne, coupee.value.faits) == (Panne.IMPRESSION_COUPEE, {"partis": "2", "total": "4"})


@pytest.mark.parametrize("how", [DialogueImpression.reject, DialogueImpression.close], ids=["verrouille", "ferme"])
def test_closing_before_anything_left_is_giving_up(ask: Ask, how: Callable[[DialogueImpression], object]) -> None:
    entre, suite = Event(), Event()

    def never(_nom: str, _tirage: Tirage) -> Iterator[Avancement]:
        entre.set()
        suite.wait(20)
        yield from ()

    dialogue = ask(LETTRE, envoyer=never)
    dialogue.imprimer.click()
    entre.wait(20)
    how(dialogue)
    assert not dialogue.isVisible()
    suite.set()
    assert not dialogue.outcome()


def test_what_stops_it_is_told_even_a_bug(ask: Ask, qtbot: QtBot) -> None:
    def fail(_nom: str, _tirage: Tirage) -> Iterator[Avancement]:
        raise LookupError
        yield

    dialogue = ask(LETTRE, envoyer=fail)
    with qtbot.waitSignal(dialogue.accepted):
        dialogue.imprimer.click()
    with pytest.raises(LookupError):
        dialogue.outcome()
