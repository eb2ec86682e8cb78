"""A Monday of the permanente syndicale, from the keyboard alone: her table taken over, a series, the post, reminders, the CADA.

Every key is counted, and letters typed too: what a morning costs is part of what is promised.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import DossierLu, Filtre
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour
from droits_usagers.ui.envois.page import PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.essai import EtapeEssai
from droits_usagers.ui.reprise.fait import EtapeFait
from droits_usagers.ui.reprise.mots import EtapeMots
from droits_usagers.ui.reprise.page import PageReprise
from droits_usagers.ui.serie.ecran_verifier import EcranFait
from droits_usagers.ui.serie.page import PageSerie
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import AUJOURDHUI, ask, open_coffre, page_of, said
from tests.ui.envois.conftest import choose_folder

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

_T = TypeEvenement
P = TypeVar("P", bound=QWidget)
CTRL, MAJ = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTREE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab

ENTETES = (
    "Nom et prénom",
    "Organisme",
    "Département",
    "Demande",
    "Envoyée le",
    "N° de recommandé",
    "AR reçu le",
    "Réponse",
    "Suite",
)
AVIS, RELANCES, SILENCES, TOUTES = 15, 12, 30, 300
MEMBRES = 40


def _jour(jours: int) -> str:
    return f"{AUJOURDHUI - dt.timedelta(days=jours):%d/%m/%Y}"


#: Two of these: as many as there are lines.
NOMS = (
    *("BLANCHARD", "BONNET", "BOYER", "CHEVALLIER", "DUVAL", "FAURE", "FONTAINE", "GARNIER", "GAUTHIER", "GUERIN"),
    *("LAMBERT", "LEFEVRE", "LEMAIRE", "MASSON", "MERCIER", "MULLER", "ROUSSEAU", "ROUSSEL", "VINCENT", "WEBER"),
    *("DUPUIS", "LEROUX", "MOREL", "NICOLAS", "PERRIN"),
)


def _rows() -> Iterator[tuple[str, ...]]:
    """Three hundred requests: some sent last week, some long late, some just silent, the others answered."""
    yield ENTETES
    for rang, deux in enumerate(combinations(NOMS, 2)):
        nom = f"{'-'.join(deux)} Camille"
        numero = f"2C 999 {rang:03} 45{rang % 10} 7 {rang % 7}"
        if rang < AVIS:
            yield (nom, "MDPH de l'Arance", "93", "accès", _jour(8), f"1A 234 567 {rang:03} {_fin(rang)}", "", "", "")
        elif rang < AVIS + RELANCES:
            yield (nom, "CCAS de Bellerive", "93", "rectification", _jour(110), numero, _jour(106), "", "")
        elif rang < AVIS + RELANCES + SILENCES:
            yield (nom, "Département du Lot", "93", "accès", _jour(56), numero, _jour(52), "", "")
        else:
            yield (nom, "CAF du Canal", "93", "accès", _jour(200), numero, _jour(196), _jour(170), "complète")


def _fin(rang: int) -> str:
    return f"{(rang * 3541 + 4821) % 10000:04}"


class Permanente:
    """Someone at a keyboard. What she does is counted by moment of the morning."""

    def __init__(self, fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
        self.fenetre, self.qtbot = fenetre, qtbot
        self.coffre: Coffre = open_coffre(fenetre, chemin, qtbot)
        self.touches: Counter[str] = Counter()
        self.moment = ""

    def press(self, *touches: Qt.Key, avec: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for touche in touches:
            self.touches[self.moment] += 1
            QTest.keyClick(self._ici, touche, avec)
            QApplication.processEvents()

    def write(self, texte: str) -> None:
        for lettre in texte:
            self.touches[self.moment] += 1
            QTest.keyClicks(self._ici, lettre)
            QApplication.processEvents()

    def paste(self, texte: str) -> None:
        QGuiApplication.clipboard().setText(texte)
        self.press(Qt.Key.Key_V, avec=CTRL)

    def wait(self, fait: object) -> None:
        self.qtbot.waitUntil(fait)  # type: ignore[arg-type] # called by qtbot

    def page(self, kind: type[P]) -> P:
        self.wait(lambda: isinstance(self.fenetre.pages.currentWidget(), kind))
        page = page_of(self.fenetre, kind)
        self.wait(lambda: page.isAncestorOf(self._ici))
        return page

    def suivi(self) -> EcranSuivi:
        """The list, come back to."""
        self.fenetre.pages.go_to("suivi")
        page = page_of(self.fenetre, EcranSuivi)
        self.wait(lambda: page.isAncestorOf(self._ici) and (self._ici is page.table or not page.modele.rowCount()))
        return page

    def found(self, texte: str) -> list[DossierLu]:
        """What the coffre holds, of those a search finds."""

        def read() -> list[DossierLu]:
            page = self.coffre.liste.page(Filtre(texte=texte), taille=500)
            return [self.coffre.dossiers.read(ligne.reference) for ligne in page.lignes[: page.total - page.proches]]

        return ask(self.fenetre.contexte.services, read, self.qtbot)

    @property
    def _ici(self) -> QWidget:
        # Where keys really go, which a window may not know of.
        ici: QWidget | None = QApplication.focusWidget()
        return self.fenetre if ici is None else ici


@pytest.fixture
def permanente(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Permanente:
    return Permanente(fenetre, tmp_path / "permanence.coffre", qtbot)


def test_a_monday_from_the_keyboard(permanente: Permanente, tmp_path: Path) -> None:
    _take_over_the_table(permanente)
    _write_for_forty_members(permanente)
    _type_fifteen_slips(permanente)
    _send_twelve_reminders(permanente, tmp_path / "relances")
    _seize_the_cada_for_thirty(permanente, tmp_path / "cada")

    assert permanente.touches == {"reprise": 6, "serie": 16, "courrier": 93, "relances": 12, "cada": 11}


def _take_over_the_table(permanente: Permanente) -> None:
    permanente.moment = "reprise"
    permanente.suivi()
    permanente.press(Qt.Key.Key_I, avec=CTRL)
    page = permanente.page(PageReprise)
    permanente.paste("\n".join("\t".join(row) for row in _rows()))
    permanente.press(ENTREE)
    permanente.wait(lambda: "Colonnes" in type(page.etape).__name__)
    page.etape.finish()
    permanente.press(ENTREE)
    # Each status once, with what it implies: nothing is taken for an answer without a look.
    permanente.wait(lambda: isinstance(page.etape, EtapeMots))
    page.etape.finish()
    permanente.press(ENTREE)
    permanente.wait(lambda: isinstance(page.etape, EtapeEssai))
    page.etape.finish()
    assert f"{TOUTES} lignes seront reprises" in said(page)
    permanente.press(ENTREE)
    permanente.wait(lambda: isinstance(page.etape, EtapeFait))
    assert len(permanente.found("camille")) == TOUTES


def _write_for_forty_members(permanente: Permanente) -> None:
    permanente.moment = "serie"
    permanente.suivi()
    permanente.press(Qt.Key.Key_N, avec=CTRL | MAJ)
    page = permanente.page(PageSerie)
    permanente.write("agent")
    permanente.press(ENTREE, ENTREE, ENTREE)
    permanente.paste("\n".join(f"Membre{chr(97 + rang % 26)}{rang // 26} Jeanne" for rang in range(MEMBRES)))
    permanente.press(TAB, TAB)
    permanente.paste("Département de la Sauldre;;1 place Neuve, 93999 Rivière;departement")
    ecran = page.ecran
    permanente.press(ENTREE, avec=CTRL)
    permanente.wait(lambda: page.ecran is not ecran)
    permanente.press(ENTREE, avec=CTRL)
    permanente.wait(lambda: f"{MEMBRES} dossiers seront créés" in said(page))
    permanente.wait(lambda: QApplication.focusWidget() is page.suite)
    permanente.press(ENTREE)
    permanente.wait(lambda: isinstance(page.ecran, EcranFait))
    assert len(permanente.found("jeanne")) == MEMBRES


def _type_fifteen_slips(permanente: Permanente) -> None:
    permanente.moment = "courrier"
    permanente.suivi()
    permanente.press(Qt.Key.Key_J, avec=CTRL)
    page = permanente.page(PageCourrierDuJour)
    permanente.write(_fin(0))
    permanente.press(ENTREE)
    permanente.wait(lambda: QApplication.focusWidget() is page.saisie.date)
    permanente.write("20")
    permanente.press(ENTREE)
    for rang in range(1, AVIS):
        permanente.write(_fin(rang))
        permanente.press(ENTREE)
        # The day of the slip before is that of this one, once it is said.
        permanente.wait(lambda: QApplication.focusWidget() is page.saisie.date)
        permanente.press(ENTREE)
    permanente.wait(lambda: f"{AVIS} lignes notées" in said(page))
    recues = permanente.found("MDPH")
    assert [[fait.evenement.type for fait in lu.faits] for lu in recues] == [[_T.ENVOYE, _T.RECU]] * AVIS


def _in_bulk(permanente: Permanente, recherche: str, touche: Qt.Key, dossier: Path) -> PageMasse:
    """Searches, chooses all, makes the letters, notes them as sent under the numbers pasted."""
    dossier.mkdir()
    suivi = permanente.suivi()
    permanente.press(Qt.Key.Key_F, avec=CTRL)
    permanente.write(recherche)
    attendus = len(permanente.found(recherche))
    permanente.wait(lambda: suivi.modele.rowCount() == attendus)
    permanente.press(ENTREE)
    permanente.press(Qt.Key.Key_A, avec=CTRL)
    permanente.press(touche, avec=CTRL)
    page = permanente.page(PageMasse)
    permanente.wait(lambda: page.preparer.modele.rowCount() == attendus and page.preparer.suite.isEnabled())
    assert f"{attendus} lettres à écrire, sur les {attendus} dossiers choisis" in said(page)
    choose_folder(dossier)
    permanente.press(ENTREE)
    permanente.wait(lambda: any(dossier.iterdir()) and page.preparer.suite.isEnabled())
    # Closing the dialog, a window manager gives the keyboard back to the window.
    with permanente.qtbot.waitActive(permanente.fenetre):
        permanente.fenetre.activateWindow()
    permanente.press(ENTREE)
    permanente.wait(lambda: page.envoi.modele.rowCount() == attendus)
    permanente.paste("\n".join(f"2C 888 {rang:03} 456 7 {rang % 10}" for rang in range(attendus)))
    permanente.press(ENTREE, avec=CTRL)
    permanente.wait(lambda: f"Noté : {attendus} envois" in said(page))
    return page


def _send_twelve_reminders(permanente: Permanente, dossier: Path) -> None:
    permanente.moment = "relances"
    _in_bulk(permanente, "ccas", Qt.Key.Key_R, dossier)
    (fichier,) = dossier.iterdir()
    paragraphes = [paragraphe.text for paragraphe in Document(str(fichier)).paragraphs]
    assert sum("Objet" in texte for texte in paragraphes) == RELANCES
    relances = permanente.found("CCAS de Bellerive")
    assert [lu.faits[-1].evenement.type for lu in relances] == [_T.RELANCE_ENVOYEE] * RELANCES
    assert len({lu.faits[-1].recommande for lu in relances}) == RELANCES


def _seize_the_cada_for_thirty(permanente: Permanente, dossier: Path) -> None:
    permanente.moment = "cada"
    _in_bulk(permanente, "lot", Qt.Key.Key_D, dossier)
    saisies = permanente.found("Département du Lot")
    assert [lu.faits[-1].evenement.type for lu in saisies] == [_T.CADA_SAISIE] * SILENCES
    assert {lu.courriers[-1].etape for lu in saisies} == {"saisine_cada/demande"}
