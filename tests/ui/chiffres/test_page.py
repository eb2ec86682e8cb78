"""« Chiffres sans noms »: a year, its report, what was merged, and the ways out."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.modes import REGLES
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.chiffres.page import PageChiffres
from droits_usagers.ui.socle.destination import Destination, VersAnnee
from droits_usagers.ui.socle.operations import Operations
from droits_usagers.ui.socle.page import Contexte
from tests.coffres import PHRASE, fast
from tests.ui.avec_coffre import ask, fill, said
from tests.ui.gestes import settle
from tests.ui.lettre.conftest import SortiesFausses

JOUR = dt.date(2026, 11, 24)


def _demande(rang: int, *, organisme: str = "CCAS de Pantin", annee: int = 2026) -> Demande:
    return Demande(
        "acces",
        concerne=Personne(nom=f"Œuvrard {rang}"),
        organisme=Organisme(organisme, territoire="93"),
        evenements=(Evenement(dt.date(annee, 3, 2), TypeEvenement.ENVOYE), Evenement(dt.date(annee, 3, 5), TypeEvenement.RECU)),
    )


class Permanence:
    """A screen on a coffre, once its figures are counted."""

    def __init__(self, places: Places, dossier: Path, qtbot: QtBot) -> None:
        self.sorties = SortiesFausses(dossier)
        self.services = Services(places, lambda: JOUR, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
        permises = SortiesPermises(self.sorties, lambda: REGLES[self.services.seance.mode].sorties)
        application = QCoreApplication.instance()
        assert application is not None
        operations = Operations(self.services.catalogue.textes, application)
        self._contexte = Contexte(self.services, operations, lambda: permises)
        self._qtbot = qtbot
        self._chemin = dossier / "permanence.coffre"
        self.wanted: list[Destination] = []

    def open(self, *demandes: Demande, largeur: int = 1366) -> PageChiffres:
        """The screen on a new coffre of these dossiers."""
        coffres = fast(self.services)
        coffre = ask(self.services, lambda: fill(coffres.create(self._chemin, PHRASE, accept_weak=True), demandes), self._qtbot)
        self.services.seance.open_coffre(coffre)
        self.page = PageChiffres(self._contexte)
        self.page.page_wanted.connect(self.wanted.append)
        self._qtbot.addWidget(self.page)
        self.page.resize(largeur, 768)
        self.page.show()
        self.page.arrive()
        self.wait()
        return self.page

    def wait(self) -> None:
        """Until the figures are there."""
        self._qtbot.waitUntil(lambda: not self.page.etat.isVisible() and self.page.annee.count() > 0)

    def said(self) -> str:
        """What was merged, and what else is said of it."""
        return said(self.page.coulisses)

    def close(self) -> None:
        self.page.clear()
        self.page.hide()
        settle()
        self.services.rendu.stop()
        self.services.travail.stop()


@pytest.fixture
def permanence(places: Places, tmp_path: Path, qtbot: QtBot) -> Iterator[Permanence]:
    permanence = Permanence(places, tmp_path, qtbot)
    yield permanence
    permanence.close()


_DOSSIERS = [
    *(_demande(rang) for rang in range(14)),
    *(_demande(rang, organisme="CAF du Nord") for rang in range(20, 32)),
    *(_demande(rang, organisme="Rarissime") for rang in range(40, 43)),
    _demande(50, annee=2025),
]


def test_the_report_is_shown_with_what_was_merged_and_leaves_by_every_way(permanence: Permanence, qtbot: QtBot) -> None:
    page = permanence.open(*_DOSSIERS)

    qtbot.waitUntil(lambda: "Les demandes suivies en 2026" in page.apercu.texte.toPlainText())
    assert "CCAS de Pantin" in page.apercu.texte.toPlainText()
    assert "Rarissime" not in page.apercu.texte.toPlainText()
    assert "Rarissime" in permanence.said()
    assert "L’année 2026 n’est pas finie" in permanence.said()

    for bouton in page.boutons:
        fois = len(permanence.sorties.fichiers)
        bouton.click()
        qtbot.waitUntil(lambda fois=fois: len(permanence.sorties.fichiers) > fois)  # type: ignore[misc]
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(permanence.sorties.liasses))

    fichiers = {chemin.name: chemin.read_bytes()[:4] for chemin in permanence.sorties.fichiers}
    assert fichiers == {
        "chiffres-2026.pdf": b"%PDF",
        "chiffres-2026.docx": b"PK\x03\x04",
        "chiffres-2026.xlsx": b"PK\x03\x04",
        "chiffres-2026.csv": "\ufeff".encode() + b'"',
    }
    # Whoever makes them again is told that they were already given.
    page.day_changed(JOUR)
    permanence.wait()
    assert "ont déjà été remis le 24 novembre 2026" in permanence.said()


def test_another_year_is_counted_and_one_comes_back_to_it(permanence: Permanence) -> None:
    page = permanence.open(*_DOSSIERS)
    assert [page.annee.itemText(rang) for rang in range(page.annee.count())] == ["2026", "2025"]

    page.annee.setFocus()
    QTest.keyClick(page.annee, Qt.Key.Key_Down)
    permanence.wait()

    assert permanence.page.place == VersAnnee(2025)
    assert "Moins de dix personnes" in permanence.said()
    page.clear()
    assert (page.place, permanence.said(), page.apercu.texte.toPlainText()) == (None, "", "")
    page.arrive(VersAnnee(2025))
    permanence.wait()
    assert page.place == VersAnnee(2025)


def test_an_empty_year_teaches(permanence: Permanence) -> None:
    page = permanence.open()

    assert "Rien n’a été envoyé cette année-là" in said(page)
    assert not page.imprimer.isEnabled()
    page.imprimer.click()
    page.retour.click()
    assert permanence.wanted == [Destination("suivi")]


def test_the_report_takes_the_place_of_the_choices_where_there_is_little_room(permanence: Permanence, qtbot: QtBot) -> None:
    page = permanence.open(*_DOSSIERS, largeur=700)
    assert not page.apercu.isVisible()

    page.voir.click()
    qtbot.waitUntil(lambda: "2026" in page.apercu.texte.toPlainText())
    assert page.apercu.isVisible()
    assert not page.annee.isVisible()
    page.revenir.click()
    assert page.annee.isVisible()


def test_what_cannot_be_printed_is_said(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.sorties.without_printer()
    page = permanence.open(*_DOSSIERS)

    page.imprimer.click()

    phrase = page.contexte.operations.sentence(ExpectedError(Panne.PAS_D_IMPRIMANTE)).split(".")[0]
    qtbot.waitUntil(lambda: phrase in said(page))
