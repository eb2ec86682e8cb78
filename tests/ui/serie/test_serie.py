"""« Créer en série » at the keyboard: forty members, three départements, what is left out and why, and taking it back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.serie.serie import LIMITE
from droits_usagers.services.suivi.lignes import Tranche
from droits_usagers.ui.composants import Avis
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.serie.ecran_listes import EcranListes
from droits_usagers.ui.serie.ecran_questions import EcranDemarche
from droits_usagers.ui.serie.ecran_verifier import MANDATS
from droits_usagers.ui.serie.page import LISTES, QUESTIONS, PageSerie
from droits_usagers.ui.socle.destination import Destination, VersBrouillon, VersDemarche, VersPartie, VersSelection
from droits_usagers.ui.socle.page import Page
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import button, open_coffre, page_of, said
from tests.ui.gestes import CANARI, CTRL, ENTREE, everything_shown, settle
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.serie.conftest import Permanence
from tests.ui.serie.gestes import CCAS, check, done, go_to_check, listes, mandated

QUARANTE = "\n".join(f"Martin{chr(97 + rang % 26)}{rang // 26} Jeanne" for rang in range(40))


class Clavier:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, fenetre: Fenetre | Page) -> None:
        self._fenetre = fenetre
        self.touches = 0

    @property
    def _ici(self) -> QWidget:
        ici: QWidget | None = self._fenetre.focusWidget()
        return self._fenetre if ici is None else ici

    def press(self, touche: Qt.Key, avec: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.touches += 1
        QTest.keyClick(self._ici, touche, avec)
        QApplication.processEvents()

    def type(self, mot: str) -> None:
        self.touches += len(mot)
        QTest.keyClicks(self._ici, mot)
        QApplication.processEvents()

    def paste(self, texte: str) -> None:
        QGuiApplication.clipboard().setText(texte)
        self.press(Qt.Key.Key_V, CTRL)


def test_forty_members_are_made_in_eighteen_keystrokes(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    coffre = open_coffre(fenetre, tmp_path / "a.coffre", qtbot)
    fenetre.pages.go_to("suivi")
    qtbot.waitUntil(lambda: page_of(fenetre, EcranSuivi).isAncestorOf(fenetre.focusWidget()))
    clavier = Clavier(fenetre)
    clavier.press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    page = page_of(fenetre, PageSerie)
    clavier.type("agent")
    clavier.press(ENTREE)
    clavier.press(ENTREE)
    clavier.press(ENTREE)
    ecran = listes(page)
    clavier.paste(QUARANTE)
    while fenetre.focusWidget() is not ecran.organismes.texte:
        clavier.press(Qt.Key.Key_Tab)
    clavier.paste(CCAS)
    clavier.press(ENTREE, CTRL)
    qtbot.waitUntil(lambda: page.ecran is not ecran)
    clavier.press(ENTREE, CTRL)
    verifier = check(page, qtbot)
    qtbot.waitUntil(lambda: fenetre.focusWidget() is page.suite)
    assert "40 dossiers seront créés" in said(verifier)
    clavier.press(ENTREE)
    fait = done(page, qtbot)
    assert clavier.touches == 18
    assert len(fait.faite.references) == 40
    assert coffre.chemin.exists()
    # Then their letters, in bulk.
    clavier.press(ENTREE)
    assert fenetre.pages.current_id == "masse"
    assert fenetre.contexte.services.selection.references == fait.faite.references
    # Seen in the Suivi, they are chosen there; another series takes the same people again.
    fenetre.pages.go_to("suivi", VersSelection(Tranche.A_ENVOYER))
    suivi = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: "40 dossiers choisis" in said(suivi))
    qtbot.waitUntil(lambda: suivi.dossier_regarde.reference == fait.faite.references[0])
    clavier.press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: fenetre.pages.currentWidget() is page)
    page.arrive(VersDemarche("acces"))
    page._go(LISTES)  # noqa: SLF001
    button(listes(page).personnes, "Les personnes de la sélection du Suivi (40)").click()
    qtbot.waitUntil(lambda: "40 personnes lues" in said(page))


def test_lines_that_cannot_be_read_stay_numbered_and_are_led_to(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("acces_agent"))
    page._go(LISTES)  # noqa: SLF001
    ecran = listes(page)
    lignes = ["Martin Jeanne", "Petit;Paul;;32/13/1970", "Diop Awa", *(f";;rue {rang}" for rang in range(8)), "Diop Awa"]
    ecran.personnes.texte.setPlainText("\n".join(lignes))
    qtbot.waitUntil(lambda: "2 personnes lues" in said(ecran.personnes))
    dit = said(ecran.personnes)
    assert "Ligne 2 : la date de naissance n'est pas comprise." in dit.replace("’", "'")
    assert "Et 4 autres." in dit
    button(ecran.personnes, "Aller à la ligne 2").click()
    assert ecran.personnes.texte.textCursor().blockNumber() == 1
    assert ecran.personnes.texte.toPlainText().split("\n") == lignes
    # The number is drawn beside them, whatever the size of the window.
    page.resize(500, 700)
    assert not page.grab().isNull()


def test_who_must_not_be_found_is_asked_of_a_list_and_kept_from_every_letter(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    page._go(LISTES)  # noqa: SLF001
    ecran = listes(page)
    assert "Pour l’une d’elles, y a-t-il quelqu’un" in said(ecran)
    lignes = ["Martin ; Jeanne ; 3 rue Blanche, 93500 Pantin", "Diop ; Awa ; 5 rue Verte, 93500 Pantin", ""]
    ecran.personnes.texte.setPlainText("\n".join(lignes))
    qtbot.waitUntil(lambda: "2 personnes lues" in said(ecran.personnes))
    assert "Adresse protégée pour" not in said(ecran)
    proteger = button(ecran.personnes, "Protéger l’adresse de cette ligne")
    for _ in range(2):
        proteger.click()
    assert ecran.personnes.texte.toPlainText().split("\n") == [lignes[0] + " ; adresse protégée", *lignes[1:]]
    qtbot.waitUntil(lambda: "Adresse protégée pour l’une d’elles" in said(ecran))
    assert "dire où répondre" not in said(ecran)
    QTest.keyClick(ecran.personnes.texte, Qt.Key.Key_Z, CTRL)
    assert ecran.personnes.texte.toPlainText().split("\n") == lignes
    ecran.personnes.texte.selectAll()
    proteger.click()
    assert ecran.personnes.texte.toPlainText().split("\n") == [*(ligne + " ; adresse protégée" for ligne in lignes[:2]), ""]
    page.suite.click()
    qtbot.waitUntil(lambda: page.ecran is not ecran)
    page.suite.click()
    verifier = check(page, qtbot)
    assert "2 de ces personnes ont une adresse protégée" in said(verifier)
    assert "ce sera dans leurs dossiers" in said(verifier)
    assert [demande.concerne.adresse_protegee for demande in verifier.demandes if demande.concerne] == [True, True]
    qtbot.waitUntil(lambda: "À aucun particulier" in verifier.apercu.texte.toPlainText())
    assert "Blanche" not in verifier.apercu.texte.toPlainText()


def test_who_must_not_be_found_and_gave_no_other_address_is_said(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("acces_agent"))
    page._go(LISTES)  # noqa: SLF001
    ecran = listes(page)
    ecran.personnes.texte.setPlainText("Martin ; Jeanne ; adresse confidentielle\nDiop ; Awa ; ne pas divulguer")
    qtbot.waitUntil(lambda: "Adresse protégée pour 2 d’entre elles" in said(ecran))
    assert "dire où répondre" in said(ecran)


def test_nothing_and_too_much_are_said_in_place(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    page.suite.click()
    assert "Choisissez d" in said(page.ecran)
    page.arrive(VersDemarche("acces_agent"))
    page._go(LISTES)  # noqa: SLF001
    ecran = listes(page)
    page.suite.click()
    qtbot.waitUntil(lambda: "au moins une personne" in said(ecran))
    ecran.personnes.texte.setPlainText(QUARANTE)
    ecran.organismes.texte.setPlainText("\n".join(f"CCAS {chr(97 + rang)}" for rang in range(13)))
    page.suite.click()
    qtbot.waitUntil(lambda: f"On en crée {LIMITE} à la fois" in said(ecran))
    assert page.ecran is ecran


def test_what_is_already_there_is_left_out_unless_ticked(permanence: Permanence, qtbot: QtBot) -> None:
    deja = Demande(
        "acces", concerne=Personne(nom="Martin", prenom="Jeanne"), organisme=Organisme("CCAS de Pantin", GenreOrganisme.CCAS)
    )
    permanence.open([deja])
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("acces"))
    verifier = go_to_check(page, qtbot, "Martin Jeanne\nDiop Awa\n12345")
    assert "1 dossier sera créé" in said(verifier)
    assert "existe déjà dans ce coffre" in said(verifier)
    assert "Une ligne de vos listes" in said(verifier)
    assert "2026-0001" in str(verifier.liste.lignes.index(0).data())
    assert [demande.concerne.nom for demande in verifier.demandes if demande.concerne] == ["Diop"]
    verifier.liste.setFocus()
    QTest.keyClick(verifier.liste, Qt.Key.Key_Space)
    assert len(verifier.demandes) == 2
    assert "Créer 2 dossiers" in page.suite.titre
    # A click ticks too.
    centre = verifier.liste.visualRect(verifier.liste.lignes.index(0)).center()
    QTest.mouseClick(verifier.liste.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert len(verifier.demandes) == 1
    for rang in range(2):
        verifier.liste.setCurrentIndex(verifier.liste.lignes.index(rang))
        if str(rang) in verifier.liste.lignes.coches:
            QTest.keyClick(verifier.liste, Qt.Key.Key_Space)
    assert not page.suite.isEnabled()


def test_the_letter_under_the_cursor_is_shown_as_it_will_be_printed(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("acces"))
    verifier = go_to_check(page, qtbot, "Martin Jeanne\nDiop Awa")
    qtbot.waitUntil(lambda: "Jeanne Martin" in verifier.apercu.texte.toPlainText())
    verifier.liste.setCurrentIndex(verifier.liste.lignes.index(1))
    qtbot.waitUntil(lambda: "Awa Diop" in verifier.apercu.texte.toPlainText())


def test_what_has_no_letter_says_why_and_is_not_made(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("opposition"))
    verifier = go_to_check(page, qtbot, "Martin Jeanne\nDiop Awa")
    assert "2 n" in said(verifier)
    assert verifier.demandes == ()
    assert not page.suite.isEnabled()
    assert not verifier.liste.lignes.flags(verifier.liste.lignes.index(0)) & Qt.ItemFlag.ItemIsUserCheckable


def test_one_mandat_each_is_recorded_and_its_form_printed(
    permanence: Permanence, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    verifier = go_to_check(page, qtbot, "Martin Jeanne\nDiop Awa")
    assert verifier.mandats.value() == (MANDATS,)
    page.suite.click()
    fait = done(page, qtbot)
    assert "2 mandats sont à faire signer" in said(fait)
    assert len(permanence.ask(permanence.coffre.mandats.all)) == 2
    button(fait, "Imprimer les mandats").click()
    qtbot.waitUntil(lambda: len(sorties.liasses) == 2)
    assert {liasse.nombre for liasse in sorties.liasses} == {2}
    qtbot.waitUntil(lambda: "imprimante" in said(fait))
    sorties.without_printer()
    button(fait, "Imprimer les mandats").click()
    qtbot.waitUntil(lambda: "Attention" in said(fait))
    assert button(fait, "Tout enregistrer").isEnabled()
    button(fait, "Ouvrir les mandats").click()
    assert permanence.wanted[-1] == Destination("mandats", VersPartie("a_signer"))


def test_a_series_is_taken_back_whole(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("acces"))
    go_to_check(page, qtbot, "Martin Jeanne\nDiop Awa")
    page.suite.click()
    fait = done(page, qtbot)
    assert not page.occupied
    button(fait, "Voir ces dossiers").click()
    assert permanence.wanted[-1] == Destination("suivi", VersSelection(Tranche.A_ENVOYER))
    button(fait, "Annuler cette série").click()
    qtbot.waitUntil(lambda: page.ecran is not fait)
    assert "2 dossiers sont à la corbeille" in said(page)
    assert permanence.ask(lambda: permanence.coffre.liste.page().total) == 0
    page.retour.click()
    assert permanence.wanted[-1] == Destination("suivi")


def test_the_same_people_and_bodies_come_from_the_suivi_the_coffre_and_a_file(
    permanence: Permanence, tmp_path: Path, qtbot: QtBot
) -> None:
    foyer = Organisme("Foyer des Lilas", GenreOrganisme.ESSMS, "Accueil", territoire="93")
    permanence.open([Demande("acces", concerne=Personne(nom="Martin", prenom="Jeanne"), organisme=foyer), Demande("acces")])
    permanence.contexte.services.selection.give(("2026-0001", "2026-0002"))
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("acces"))
    page._go(LISTES)  # noqa: SLF001
    ecran = listes(page)
    button(ecran.personnes, "Les personnes de la sélection").click()
    qtbot.waitUntil(lambda: ecran.personnes.texte.toPlainText() == "Martin;Jeanne")
    button(ecran.organismes, "Les organismes de la sélection").click()
    qtbot.waitUntil(lambda: "Foyer des Lilas" in ecran.organismes.texte.toPlainText())
    ligne = ecran.organismes.texte.toPlainText()
    ecran.connus.bouton.click()
    qtbot.waitUntil(lambda: ecran.connus.liste.lignes.rowCount() == 1)
    assert ecran.connus.liste.lignes.coches == {ligne}
    QTest.keyClick(ecran.connus.liste, Qt.Key.Key_Space)
    assert ecran.organismes.texte.toPlainText() == ""
    QTest.keyClick(ecran.connus.liste, Qt.Key.Key_Space)
    assert ecran.organismes.texte.toPlainText() == ligne
    ecran.connus.cherche.setText("LILAS foyer")
    assert ecran.connus.liste.lignes.rowCount() == 1
    ecran.connus.cherche.setText("hôpital")
    assert ecran.connus.liste.lignes.rowCount() == 0
    tableau = tmp_path / "liste.csv"
    tableau.write_text("Diop;Awa\n", encoding="utf-8")
    ecran.personnes.take_file(tableau)
    qtbot.waitUntil(lambda: "Diop\tAwa" in ecran.personnes.texte.toPlainText())
    ecran.personnes.take_file(tmp_path / "absent.csv")
    qtbot.waitUntil(lambda: "absent.csv" in said(ecran.personnes))


def test_what_was_said_is_found_again_by_going_back(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    go_to_check(page, qtbot, "Martin Jeanne")
    for pas in (QUESTIONS, LISTES):
        page.retour.click()
        assert page._pas == pas  # noqa: SLF001
    assert listes(page).personnes.texte.toPlainText() == "Martin Jeanne"
    page.retour.click()
    assert "Syndicat du département" in [str(texte) for texte in everything_shown()]


def test_names_are_hidden_by_f9_and_gone_once_cleared(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    verifier = go_to_check(page, qtbot, f"{CANARI} Jeanne", f"CCAS {CANARI}")
    qtbot.waitUntil(lambda: CANARI in verifier.apercu.texte.toPlainText())
    assert page.occupied
    page.be_discreet(discreet=True)
    assert "nom masqué" in str(verifier.liste.lignes.index(0).data())
    page.retour.click()
    page.retour.click()
    assert not listes(page).personnes.texte.viewport().isVisible()
    page.be_discreet(discreet=False)
    assert listes(page).personnes.texte.viewport().isVisible()
    page.clear()
    settle()
    assert not page.occupied
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_what_is_still_being_read_when_one_leaves_is_not_kept(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte), VersDemarche("acces"))
    page._go(LISTES)  # noqa: SLF001
    ecran = listes(page)
    ecran.personnes.texte.setPlainText(f"{CANARI} Jeanne")
    page.suite.click()
    page.clear()
    page.arrive(VersBrouillon("inconnu"))
    page.clear()
    lus: list[bool] = []
    permanence.contexte.services.rendu.submit(
        lambda: True, on_success=lus.append, on_failure=lambda error: pytest.fail(repr(error))
    )
    qtbot.waitUntil(lambda: bool(lus))
    settle()
    assert not page.occupied
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_nothing_is_made_in_a_coffre_that_is_only_read(permanence: Permanence, monkeypatch: pytest.MonkeyPatch) -> None:
    permanence.open()
    monkeypatch.setattr(permanence.coffre, "lecture_seule", True)
    page = permanence.show(PageSerie(permanence.contexte))
    assert not page.suite.isEnabled()
    assert "ne peut être que lu" in said(page)


def test_that_nothing_is_chosen_is_said_in_view(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "a.coffre", qtbot)
    fenetre.resize(1000, 560)
    fenetre.pages.go_to("serie")
    page = page_of(fenetre, PageSerie)
    ecran = page.ecran
    assert isinstance(ecran, EcranDemarche)
    qtbot.waitUntil(lambda: fenetre.focusWidget() is not None)
    page.suite.click()
    (avis,) = (un for un in ecran.findChildren(Avis) if un.isVisible())
    qtbot.waitUntil(lambda: avis.visibleRegion().boundingRect().size() == avis.size())


def test_a_series_is_kept_when_the_coffre_is_locked_and_gone_on_with(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    raisons: list[str] = []
    page.keep_draft(raisons.append)
    assert (raisons, page.place) == ([""], None)
    mandated(page)
    go_to_check(page, qtbot, "Jeanne MARTIN\nDiop Awa")
    page.keep_draft(raisons.append)
    qtbot.waitUntil(lambda: raisons == ["", ""])
    (brouillon,) = permanence.ask(permanence.coffre.brouillons.latest)
    place = page.place
    page.clear()
    page.arrive(place)
    # The lists were read again on the way to where one was.
    assert [un.concerne.nom for un in check(page, qtbot).demandes if un.concerne] == ["MARTIN", "Diop"]
    assert page.place == VersBrouillon(brouillon.cle)
    page.retour.click()
    page.retour.click()
    assert listes(page).personnes.texte.toPlainText() == "Jeanne MARTIN\nDiop Awa"
    # Locked again, it is the same draft; made, it goes away.
    page.keep_draft(raisons.append)
    qtbot.waitUntil(lambda: len(raisons) == 3)
    assert len(permanence.ask(permanence.coffre.brouillons.latest)) == 1
    page.suite.click()
    qtbot.waitUntil(lambda: not isinstance(page.ecran, EcranListes))
    page.suite.click()
    verifier = check(page, qtbot)
    assert {demande.signataire.denomination for demande in verifier.demandes} == {"Syndicat du département"}
    page.suite.click()
    done(page, qtbot)
    assert permanence.ask(permanence.coffre.brouillons.latest) == ()


def test_a_series_left_at_its_questions_is_gone_on_with_there(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    go_to_check(page, qtbot, "Jeanne MARTIN\nDiop Awa")
    page.retour.click()
    avant = page.rang
    raisons: list[str] = []
    page.keep_draft(raisons.append)
    qtbot.waitUntil(lambda: raisons == [""])
    place = page.place
    page.clear()
    page.arrive(place)
    qtbot.waitUntil(lambda: page.rang == avant)
    page.suite.click()
    assert len(check(page, qtbot).demandes) == 2
