"""What a fiche leads to: letters, and what is printed, shown while one types."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from droits_usagers.domain.notice.traitements import Base, Forme
from droits_usagers.services.notice.formulaire import INCONNU
from droits_usagers.ui.composants import BoutonSecondaire
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.socle.destination import VersLettre, VersPartie
from tests.ui.avec_coffre import demande, open_coffre
from tests.ui.gestes import settle, type_in
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.notice.gestes import ends, letter, part, said, write

# The letters


def test_the_questions_left_aside_become_a_letter(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("notices", VersPartie("vierge"))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageNotices)
    page.atelier.answer("nom", "Registre")
    page.atelier.answer("dpo_courriel", INCONNU)
    ends(page).boutons["questions"].click()

    assert fenetre.pages.current_id == "assistant"
    demande = letter(fenetre)
    assert demande.demarche == "question_dpo"
    assert page.textes("notices.a_demander.dpo_courriel") in str(demande.reponses["autre_question"])
    assert page.atelier.fiche.nom == "Registre"
    settle()


def test_what_a_notice_received_leaves_out_becomes_a_letter(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("notices", VersPartie("retaper"))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageNotices)
    page.atelier.answer("finalites", ({"finalite_libelle": "Verser les aides", "finalite_base": Base.MISSION.name.lower()},))
    ends(page).boutons["lettre"].click()

    demande = letter(fenetre)
    assert demande.demarche == "defaut_information"
    manques = demande.reponses["mentions"]
    assert isinstance(manques, tuple)
    assert "dpo" in manques
    assert "buts" not in manques
    settle()


# The document


def test_the_document_is_drawn_while_one_types_and_printed(ouverte: PageNotices, qtbot: QtBot, sorties: SortiesFausses) -> None:
    apercu = ouverte.editeur.apercu
    with qtbot.waitSignal(apercu.drawn):
        ouverte.editeur.disposition.show_side("apercu")
    assert apercu.feuilles.has_pages
    with qtbot.waitSignal(apercu.drawn):
        write(ouverte, "fichier", "nom", "s")
    apercu.boutons["imprimer"].click()
    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert sorties.liasses[0].pdf.startswith(b"%PDF")
    qtbot.waitUntil(lambda: ouverte.textes("assistant.fin.fait.imprime") in said(apercu))


def test_the_document_has_all_the_height_that_is_left(ouverte: PageNotices, qtbot: QtBot) -> None:
    apercu = ouverte.editeur.apercu
    with qtbot.waitSignal(apercu.drawn):
        ouverte.editeur.disposition.show_side("apercu")
    feuilles = apercu.feuilles
    assert feuilles.mapTo(apercu, QPoint(0, feuilles.height())).y() == apercu.height()


def test_it_is_saved_for_word_and_as_a_pdf(ouverte: PageNotices, qtbot: QtBot, sorties: SortiesFausses) -> None:
    apercu = ouverte.editeur.apercu
    ouverte.editeur.disposition.show_side("apercu")
    for rang, format_ in enumerate(("pdf", "docx"), start=1):
        apercu.boutons[format_].click()
        qtbot.waitUntil(lambda attendus=rang: len(sorties.fichiers) == attendus)  # type: ignore[misc] # a lambda of its own
    pdf, docx = sorties.fichiers
    assert pdf.read_bytes().startswith(b"%PDF")
    assert docx.read_bytes().startswith(b"PK")


def test_only_a_poster_has_a_choice_of_papers(ouverte: PageNotices) -> None:
    apercu = ouverte.editeur.apercu
    ouverte.editeur.disposition.show_side("apercu")
    assert apercu.papiers.isVisible()
    apercu.formes.setCurrentIndex(apercu.formes.findData("depliant"))
    assert not apercu.papiers.isVisible()
    assert apercu.impression.papier is None


def test_what_does_not_fit_is_said_with_a_way_to_cut_it(ouverte: PageNotices, qtbot: QtBot) -> None:
    lignes = tuple({"finalite_libelle": f"Instruire les demandes d'aide numéro {rang}"} for rang in range(60))
    ouverte.atelier.answer("finalites", lignes)
    apercu = ouverte.editeur.apercu
    ouverte.editeur.disposition.show_side("apercu")
    qtbot.waitUntil(lambda: ouverte.textes("notices.apercu.ne_tient_pas") in said(apercu))
    assert not apercu.feuilles.has_pages

    with qtbot.waitSignal(apercu.drawn):
        apercu.avis.findChildren(BoutonSecondaire)[-1].click()
    assert apercu.feuilles.has_pages


def test_the_end_of_a_fiche_leads_to_what_is_printed(ouverte: PageNotices, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ouverte.editeur.apercu.drawn):
        ends(ouverte).boutons["documents"].click()

    assert QApplication.focusWidget() is ouverte.editeur.apercu.formes


def test_everything_is_printed_as_one_job(ouverte: PageNotices, qtbot: QtBot, sorties: SortiesFausses) -> None:
    ouverte.editeur.apercu.boutons["ensemble"].click()
    # The sheet of languages is left out until some are ticked, and the log of posters is the service's own.
    qtbot.waitUntil(lambda: len(sorties.liasses) == len(Forme) - 2)


def test_languages_are_ticked_for_their_sheet(ouverte: PageNotices, qtbot: QtBot, sorties: SortiesFausses) -> None:
    apercu = ouverte.editeur.apercu
    ouverte.editeur.disposition.show_side("apercu")
    assert not apercu.langues.isVisible()
    apercu.formes.setCurrentIndex(apercu.formes.findData("langues"))
    assert apercu.langues.isVisible()
    assert apercu.impression.langues == ()
    apercu.langues.set_value(["ar", "es"])
    assert set(apercu.impression.langues) == {"ar", "es"}
    apercu.boutons["imprimer"].click()
    qtbot.waitUntil(lambda: bool(sorties.liasses))
    assert len(sorties.liasses[0].pages) == 2


def test_what_must_be_known_of_a_file_is_said_once_it_is_saved(
    ouverte: PageNotices, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    apercu = ouverte.editeur.apercu
    ouverte.atelier.answer("droits_contact", "dpo@estuaire-social.fr \U00013000")
    ouverte.editeur.disposition.show_side("apercu")
    apercu.boutons["pdf"].click()
    qtbot.waitUntil(lambda: bool(sorties.fichiers))
    qtbot.waitUntil(lambda: "U+13000" in said(apercu))


# On the walls


def test_a_new_version_says_which_posters_are_outdated(ouverte: PageNotices) -> None:
    ecran = part(ouverte, "affichages")
    type_in(ecran.formulaire.champ("affichages").findChildren(QLineEdit)[0], "accueil")
    type_in(ecran.formulaire.champ("affichages").findChildren(QLineEdit)[1], "2026-11")
    assert said(ecran) == ""
    ends(ouverte).boutons["dupliquer"].click()
    ouverte.atelier.answer("version", "2027-01")

    assert "accueil · 2026-11" in said(part(ouverte, "affichages"))


def test_a_check_is_of_one_of_the_posters(ouverte: PageNotices) -> None:
    ouverte.atelier.answer("affichages", ({"affichage_lieu": "accueil"}, {"affichage_lieu": "couloir"}))
    ecran = part(ouverte, "controles")
    ecran.formulaire.champ("controles").findChildren(BoutonSecondaire)[-1].click()
    cartes = [carte.text() for carte in ecran.findChildren(QRadioButton)]
    assert cartes[:2] == ["accueil", "couloir"]


def test_in_a_coffre_the_letter_is_a_draft_of_its_own(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande("Diallo")])
    fenetre.pages.go_to("assistant", VersLettre("2026-0001"))
    qtbot.waitUntil(lambda: fenetre.pages.occupied)
    fenetre.pages.go_to("notices", VersPartie("vierge"))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageNotices)
    page.atelier.answer("dpo_courriel", INCONNU)
    ends(page).boutons["questions"].click()

    qtbot.waitUntil(lambda: letter(fenetre).demarche == "question_dpo")
    assert letter(fenetre).concerne != demande("Diallo").concerne
    settle()
