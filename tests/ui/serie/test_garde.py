"""A series being written is kept without being asked, and once only."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import PositionSerie
from droits_usagers.ui.serie.ecran_listes import EcranListes
from droits_usagers.ui.serie.ecran_verifier import MANDATS
from droits_usagers.ui.serie.page import PageSerie
from droits_usagers.ui.socle.destination import VersBrouillon
from droits_usagers.ui.socle.saisies import Regard
from tests.ui.serie.conftest import Permanence
from tests.ui.serie.gestes import check, done, go_to_check, listes, mandated


def test_a_series_being_written_is_kept_without_being_asked(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    go_to_check(page, qtbot, "Jeanne MARTIN\nDiop Awa")
    regard = page.findChild(Regard)
    assert regard is not None
    regard.look()
    # Made while it is being kept: the draft goes away all the same.
    page.suite.click()
    done(page, qtbot)
    assert permanence.ask(permanence.coffre.brouillons.latest) == ()
    regard.look()
    assert permanence.ask(permanence.coffre.brouillons.latest) == ()


def test_the_lines_that_someone_unticked_are_so_when_one_comes_back(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    verifier = go_to_check(page, qtbot, "Jeanne MARTIN\nDiop Awa\nPaul SIMON")
    for rang in (0, 2):
        verifier.liste.setCurrentIndex(verifier.liste.lignes.index(rang))
        QTest.keyClick(verifier.liste, Qt.Key.Key_Space)
    QTest.keyClick(verifier.liste, Qt.Key.Key_Space)
    verifier.mandats.card(MANDATS).click()
    regard = page.findChild(Regard)
    assert regard is not None
    regard.look()
    (brouillon,) = permanence.ask(permanence.coffre.brouillons.latest)
    assert brouillon.position == PositionSerie(page._pas)  # noqa: SLF001 - where one is
    autre = permanence.show(PageSerie(permanence.contexte), VersBrouillon(brouillon.cle))
    revenu = check(autre, qtbot)
    assert [demande.concerne.nom for demande in revenu.demandes if demande.concerne] == ["Diop", "SIMON"]
    assert not revenu.with_mandates
    # What was said of a line is said of no other one: of the others, what is proposed.
    autre.retour.click()
    autre.retour.click()
    listes(autre).personnes.texte.setPlainText("Diop Awa\nJeanne MARTIN\nLéa MARTIN")
    autre.suite.click()
    qtbot.waitUntil(lambda: not isinstance(autre.ecran, EcranListes))
    autre.suite.click()
    assert [une.concerne.prenom for une in check(autre, qtbot).demandes if une.concerne] == ["Awa", "Léa"]


def test_the_screen_one_is_at_is_kept_without_anything_else_being_said(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    go_to_check(page, qtbot, "Jeanne MARTIN")
    regard = page.findChild(Regard)
    assert regard is not None
    regard.look()
    permanence.ask(permanence.coffre.brouillons.latest)
    for _ in range(2):
        page.retour.click()
        regard.look()
        permanence.ask(permanence.coffre.brouillons.latest)
    (brouillon,) = permanence.ask(permanence.coffre.brouillons.latest)
    assert brouillon.position == PositionSerie(page._pas)  # noqa: SLF001 - where one is
