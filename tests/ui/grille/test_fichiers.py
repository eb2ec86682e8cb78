"""A grille in its file: saved, refused where it cannot be, its documents beside it; and what it leads to."""

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.grille import Point
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.socle.impression import Support
from droits_usagers.services.grille.atelier import SourceSaisie
from droits_usagers.services.grille.documents import FichiersGrille
from droits_usagers.services.grille.imprimee import FormeGrille
from droits_usagers.services.grille.suites import LETTRES
from droits_usagers.ui.composants import LigneTexte, TexteLong
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.grille.relecture import PageRelecture
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersModele
from tests.ui.avec_coffre import page_of
from tests.ui.gestes import CTRL, settle, type_in
from tests.ui.grille.conftest import DEPART, HAUT
from tests.ui.grille.gestes import button, confirm_all, examined, key, said
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.notice.gestes import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from droits_usagers.services.lettre.amorce import Amorce
    from droits_usagers.ui.grille.editeur import EditeurGrille

_HORIZONTAL = Qt.Orientation.Horizontal


def change(page: PageGrille) -> None:
    page.editeur.table.go_to(("note", Point.ORIGINE))
    page.editeur.case.begin()
    type_in(page.editeur.case.texte, "la CAF")


def save(page: PageGrille) -> None:
    page.editeur.table.setFocus()
    key(page, Qt.Key.Key_S, CTRL)


def test_ctrl_s_saves_what_was_being_typed_too(ouverte: PageGrille, chemin: Path) -> None:
    change(ouverte)
    save(ouverte)
    assert b"la CAF" in chemin.read_bytes()
    assert not ouverte.occupied
    assert "grille.toml" in said(ouverte.editeur)


def test_a_new_grille_is_saved_where_the_person_says(page: PageGrille, sorties: SortiesFausses) -> None:
    page.choix.modeles["circonscription-2012"].click()
    save(page)
    assert [fichier.name for fichier in sorties.fichiers] == ["fichier-des-demandes-d-aide.toml"]
    assert FichiersGrille.write(page.atelier.grille) == sorties.fichiers[0].read_bytes()


def test_a_file_changed_elsewhere_is_not_written_over(ouverte: PageGrille, chemin: Path) -> None:
    chemin.write_text('titre = "Changée par une collègue"\n', encoding="utf-8")
    change(ouverte)
    save(ouverte)
    assert "a changé depuis" in said(ouverte.editeur)
    assert ouverte.occupied
    assert "collègue" in chemin.read_text(encoding="utf-8")


def test_comments_are_not_lost_without_a_word(page: PageGrille, chemin: Path, sorties: SortiesFausses) -> None:
    chemin.write_bytes(b"# relue\n" + FichiersGrille.write(DEPART))
    page.ask_file = lambda: chemin
    page.choix.boutons["ouvrir"].click()
    change(page)
    save(page)
    assert chemin.read_bytes().startswith(b"# relue")
    button(page.editeur, page.textes("notices.suites.annotee_ailleurs")).click()
    assert chemin.read_bytes().startswith(b"# relue")
    assert sorties.fichiers[0].exists()


def test_comments_are_lost_when_the_person_says_so(page: PageGrille, chemin: Path) -> None:
    chemin.write_bytes(b"# relue\n" + FichiersGrille.write(DEPART))
    page.ask_file = lambda: chemin
    page.choix.boutons["ouvrir"].click()
    change(page)
    save(page)
    button(page.editeur, page.textes("notices.suites.annotee_dessus")).click()
    assert not chemin.read_bytes().startswith(b"# relue")
    assert not page.occupied


def test_a_file_that_is_no_grille_is_refused_in_a_sentence(page: PageGrille, tmp_path: Path) -> None:
    mauvais = tmp_path / "mauvais.toml"
    mauvais.write_text("inconnue = 1\n", encoding="utf-8")
    page.ask_file = lambda: mauvais
    page.choix.boutons["ouvrir"].click()
    assert "mauvais.toml" in said(page.choix)
    assert page.choix.isVisible()


def test_a_full_disk_loses_nothing(ouverte: PageGrille, chemin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_chemin: Path, _contenu: bytes) -> int:
        raise OSError(errno.ENOSPC, "plein")

    avant = chemin.read_bytes()
    change(ouverte)
    monkeypatch.setattr(Path, "write_bytes", full)
    save(ouverte)
    assert "Le disque est plein" in said(ouverte.editeur)
    assert ouverte.occupied
    assert chemin.read_bytes() == avant


# What is not saved yet


def reopened(page: PageGrille, chemin: Path, qtbot: QtBot) -> None:
    """As after a crash, or the veil: nothing is in memory, the file is opened again."""
    page.clear()
    page.ask_file = lambda: chemin
    page.arrive()
    with qtbot.waitSignal(page.editeur.examined):
        page.choix.boutons["ouvrir"].click()


def write_a_word(page: PageGrille) -> None:
    page.atelier.write("note", Point.ORIGINE, "la CAF")
    page.editeur.refresh()


def test_what_is_not_saved_is_beside_the_file_and_offered_again(ouverte: PageGrille, chemin: Path, qtbot: QtBot) -> None:
    a_cote, avant = chemin.with_name(f"{chemin.name}.en-cours"), chemin.read_bytes()
    ouverte.garde.look()
    assert not a_cote.exists()
    write_a_word(ouverte)
    voulue = ouverte.atelier.grille
    qtbot.waitUntil(a_cote.exists)
    assert chemin.read_bytes() == avant

    reopened(ouverte, chemin, qtbot)
    assert "plus récents" in said(ouverte.editeur)
    assert not ouverte.occupied
    examined(ouverte, qtbot, button(ouverte.editeur, ouverte.textes("grille.reprise")).click)
    assert ouverte.atelier.grille == voulue
    assert ouverte.occupied
    # One may still go back to what is in the file; saved, nothing is left beside it.
    save(ouverte)
    assert not a_cote.exists()
    assert b"la CAF" in chemin.read_bytes()
    reopened(ouverte, chemin, qtbot)
    assert said(ouverte.editeur) == ""


def places(editeur: "EditeurGrille") -> "Iterator[TexteLong | LigneTexte]":
    """Where something is typed in a grille: comes to each, and gives the field there."""
    editeur.table.go_to(("note", Point.ORIGINE))
    editeur.table.cell_opened.emit()
    yield editeur.case.texte
    editeur.tete.ajouter.click()
    yield editeur.source.nom
    editeur.disposition.show_side("ecarts")
    editeur.ecarts.ajouter.click()
    yield editeur.ecarts.saisie.phrase
    editeur.show_subject()
    yield editeur.ecran_sujet.nom
    editeur.show_text("note")
    yield editeur.ecran_marquage.colle
    editeur.show_list()
    editeur.ecran_liste.liste.line_opened.emit("")
    yield editeur.ecran_liste.texte


def test_one_comes_back_to_what_is_being_typed_wherever_that_is(ouverte: PageGrille, chemin: Path) -> None:
    # One thing at a time is shown.
    ouverte.resize(700, HAUT)
    gardee = Path(f"{chemin}.en-cours")
    for rang, champ in enumerate(places(ouverte.editeur)):
        mot = f"BERNIQUE{rang}"
        settle()
        assert champ.isVisible()
        type_in(champ, mot)
        ouverte.garde.look()
        beside = gardee.exists() and mot in gardee.read_text("utf-8")
        ouverte.arrive()
        ouverte.garde.look()
        assert champ.isVisible()
        assert mot in (champ.text() if isinstance(champ, LigneTexte) else champ.toPlainText())
        assert ouverte.occupied
        assert (gardee.exists() and mot in gardee.read_text("utf-8")) is beside


def test_a_text_to_be_read_is_there_still_after_another_place(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.show_text("note")
    type_in(editeur.ecran_marquage.colle, "BERNIQUE")
    editeur.ecran_marquage.retour.click()
    editeur.show_text("temoignage")
    assert editeur.ecran_marquage.colle.toPlainText() == ""
    assert ouverte.occupied
    editeur.show_text("note")
    assert editeur.ecran_marquage.colle.toPlainText() == "BERNIQUE"


def test_what_a_grille_is_about_is_kept_by_a_key_that_leads_elsewhere_or_saves(ouverte: PageGrille, chemin: Path) -> None:
    editeur = ouverte.editeur
    editeur.show_subject()
    type_in(editeur.ecran_sujet.nom, "BERNIQUE")
    key(ouverte, Qt.Key.Key_S, CTRL)
    assert b"BERNIQUE" in chemin.read_bytes()
    type_in(editeur.ecran_sujet.nom, "PATELLE")
    editeur.show_list()
    assert "PATELLE" in ouverte.atelier.grille.titre


def test_what_is_not_wanted_is_taken_away(ouverte: PageGrille, chemin: Path, qtbot: QtBot) -> None:
    a_cote = chemin.with_name(f"{chemin.name}.en-cours")
    write_a_word(ouverte)
    ouverte.garde.look()
    reopened(ouverte, chemin, qtbot)
    button(ouverte.editeur, ouverte.textes("grille.laissee")).click()
    assert not a_cote.exists()
    assert ouverte.atelier.grille == DEPART

    write_a_word(ouverte)
    ouverte.garde.look()
    ouverte.arrive()
    ouverte._begin(DEPART)  # noqa: SLF001 # one chose to go on without it
    assert not a_cote.exists()


def test_what_cannot_be_kept_beside_is_said_and_stays_in_memory(ouverte: PageGrille, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_chemin: Path, _contenu: bytes) -> int:
        raise OSError(errno.ENOSPC, "plein")

    monkeypatch.setattr(Path, "write_bytes", full)
    write_a_word(ouverte)
    ouverte.garde.look()
    assert "Le disque est plein" in said(ouverte.editeur)
    assert ouverte.occupied


def test_what_cannot_be_read_beside_the_file_is_not_offered(page: PageGrille, chemin: Path, qtbot: QtBot) -> None:
    chemin.with_name(f"{chemin.name}.en-cours").write_text("titre = [", "utf-8")
    reopened(page, chemin, qtbot)
    assert said(page.editeur) == ""
    assert page.atelier.grille == DEPART


# Documents


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    dossier = tmp_path / "cle"
    dossier.mkdir()
    scan = dossier / "scan0001.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    return scan


def attach(page: PageGrille, scan: Path) -> None:
    page.editeur.table.go_to(("note", Point.REFUS))
    page.editeur.disposition.show_side("source")
    page.editeur.source.ask_file = lambda: scan
    page.editeur.source.choisir.click()


def test_a_document_goes_beside_the_grille_when_it_is_saved(ouverte: PageGrille, scan: Path, chemin: Path) -> None:
    attach(ouverte, scan)
    ouverte.editeur.source.valider.click()
    assert ouverte.occupied
    assert not (chemin.parent / "note.pdf").exists()
    save(ouverte)
    assert (chemin.parent / "note.pdf").read_bytes() == scan.read_bytes()
    assert ouverte.atelier.grille.sources[0].fichier == "note.pdf"
    entete = ouverte.editeur.modele.headerData(0, _HORIZONTAL, ouverte.editeur.modele.ENTETE)
    assert getattr(entete, "document", False)


def test_a_document_that_is_gone_is_said_in_place(ouverte: PageGrille, scan: Path) -> None:
    attach(ouverte, scan)
    ouverte.editeur.source.valider.click()
    scan.unlink()
    save(ouverte)
    assert "scan0001.pdf" in said(ouverte.editeur)
    assert ouverte.occupied


def test_a_document_that_cannot_be_read_is_not_attached(ouverte: PageGrille, tmp_path: Path) -> None:
    attach(ouverte, tmp_path / "absent.pdf")
    assert "absent.pdf" in said(ouverte.editeur.source)
    ouverte.editeur.source.valider.click()
    assert ouverte.atelier.grille == DEPART


def test_a_document_can_be_taken_off(ouverte: PageGrille, scan: Path) -> None:
    attach(ouverte, scan)
    ouverte.editeur.source.detacher.click()
    ouverte.editeur.source.valider.click()
    assert ouverte.atelier.grille == DEPART


def test_opening_it_elsewhere_says_when_it_is_not_there(ouverte: PageGrille, scan: Path) -> None:
    attach(ouverte, scan)
    scan.unlink()
    ouverte.editeur.source.ouvrir.click()
    assert "scan0001.pdf" in said(ouverte.editeur.source) or "note.pdf" in said(ouverte.editeur.source)


# What it leads to


def test_the_grille_and_its_summary_are_printed(ouverte: PageGrille, sorties: SortiesFausses, qtbot: QtBot) -> None:
    ouverte.editeur.show_suites()
    suites = ouverte.editeur.ecran_suites
    for forme in (FormeGrille.GRILLE, FormeGrille.FEUILLE, FormeGrille.SYNTHESE):
        sorties.liasses = []
        suites.papiers[forme, "imprimer"].click()
        qtbot.waitUntil(lambda: bool(sorties.liasses))
        assert set(sorties.liasses[0].pages) == {
            Support.A3 if forme in {FormeGrille.GRILLE, FormeGrille.FEUILLE} else Support.A4
        }
    assert ouverte.textes("assistant.fin.fait.imprime_mot") in said(suites)


def test_they_are_saved_for_word_and_as_a_pdf(ouverte: PageGrille, sorties: SortiesFausses, qtbot: QtBot) -> None:
    ouverte.editeur.show_suites()
    for (_, quoi), bouton in ouverte.editeur.ecran_suites.papiers.items():
        if quoi != "imprimer":
            avant = len(sorties.fichiers)
            bouton.click()
            # One at a time: what is asked while another is being made is asked twice.
            qtbot.waitUntil(lambda avant=avant: len(sorties.fichiers) == avant + 1)  # type: ignore[misc]
    assert len(sorties.fichiers) == 2 * (len(FormeGrille) - 1)
    assert {fichier.suffix for fichier in sorties.fichiers} == {".pdf", ".docx"}
    assert len({fichier.name for fichier in sorties.fichiers}) == len(sorties.fichiers)


def join_note(page: PageGrille, tmp_path: Path, qtbot: QtBot, texte: str) -> Path:
    """The document of one of its sources; all that is found is confirmed, and one is where papers are made."""
    fichier = tmp_path / "note-de-service.txt"
    fichier.write_text(texte, "utf-8")
    nom = page.atelier.documents.add(fichier, "note")
    note = next(une for une in page.atelier.grille.sources if une.id == "note")
    page.atelier.change_source("note", SourceSaisie(note.genre, note.date, nom))
    examined(page, qtbot, page.editeur.refresh)
    confirm_all(page, qtbot)
    page.editeur.show_suites()
    return fichier


def test_the_exhibits_are_saved_from_what_was_attached(
    ouverte: PageGrille, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    suites = ouverte.editeur.ecran_suites
    ouverte.editeur.show_suites()
    suites.pieces.click()
    qtbot.waitUntil(lambda: "il n’y a pas de pièce" in said(suites))
    assert sorties.fichiers == []

    join_note(ouverte, tmp_path, qtbot, "Sans saisie, rien.")
    suites.pieces.click()
    qtbot.waitUntil(lambda: len(sorties.fichiers) == 1)
    assert sorties.fichiers[0].read_bytes().startswith(b"%PDF-")


def test_without_a_printer_it_is_said_in_place(ouverte: PageGrille, sorties: SortiesFausses, qtbot: QtBot) -> None:
    sorties.without_printer()
    ouverte.editeur.show_suites()
    suites = ouverte.editeur.ecran_suites
    suites.papiers[FormeGrille.GRILLE, "imprimer"].click()
    qtbot.waitUntil(lambda: "imprimante" in said(suites))


def test_a_named_witness_is_told_before_anything_leaves(ouverte: PageGrille, qtbot: QtBot) -> None:
    ouverte.atelier.write("temoignage", Point.REFUS, "Mme Diallo est repartie.")
    with qtbot.waitSignal(ouverte.editeur.examined):
        ouverte.editeur.refresh()
        ouverte.editeur.show_suites()
        # What is found is not known yet: nothing can leave.
        assert not ouverte.editeur.ecran_suites.isEnabled()
    assert "nommé" in said(ouverte.editeur.ecran_suites)
    assert ouverte.editeur.ecran_suites.isEnabled()


def test_letters_take_up_what_is_ticked(ouverte: PageGrille, qtbot: QtBot) -> None:
    confirm_all(ouverte, qtbot)
    ouverte.editeur.show_suites()
    suites = ouverte.editeur.ecran_suites
    coches = {trouve.ecart.gravite for trouve in suites._examen.trouves if str(trouve.numero) in suites.ecarts.value()}  # noqa: SLF001 # what was found
    assert coches
    assert min(coches) >= 2
    suites.ecarts.clear()
    assert not suites.boutons["plainte_cnil"].isEnabled()
    assert suites.boutons["registre_aipd"].isEnabled()


def test_what_nobody_looked_at_again_is_left_out_and_leads_to_where_one_does(ouverte: PageGrille, qtbot: QtBot) -> None:
    ouverte.editeur.show_suites()
    suites, ecarts = ouverte.editeur.ecran_suites, ouverte.editeur.ecarts
    assert suites.ecarts.value() == ()
    assert not suites.boutons["plainte_cnil"].isEnabled()

    numero, lien = next(iter(suites.a_confirmer.items()))
    lien.click()
    assert ecarts.trouve is not None
    assert ecarts.trouve.numero == numero
    examined(ouverte, qtbot, button(ecarts, ouverte.textes("grille.ecarts.confirmer")).click)
    ouverte.editeur.show_suites()
    assert suites.ecarts.value() == (str(numero),)
    assert numero not in suites.a_confirmer

    ouverte.editeur.arrive()
    examined(ouverte, qtbot, button(ecarts, ouverte.textes("grille.ecarts.deconfirmer")).click)
    ouverte.editeur.show_suites()
    assert suites.ecarts.value() == ()


def test_what_one_chose_to_say_is_kept_from_one_letter_to_the_next(ouverte: PageGrille, qtbot: QtBot) -> None:
    confirm_all(ouverte, qtbot)
    suites = ouverte.editeur.ecran_suites
    ouverte.editeur.show_suites()
    garde = suites.ecarts.value()[:1]
    suites.ecarts.set_value(garde)
    suites.boutons["plainte_cnil"].click()
    ouverte.arrive()
    assert suites.ecarts.value() == garde
    ouverte.editeur.arrive()
    ouverte.editeur.show_suites()
    assert suites.ecarts.value() == garde


def test_documents_that_were_not_seen_are_asked_for_whatever_is_ticked(page: PageGrille, qtbot: QtBot) -> None:
    amorces: list[Amorce] = []
    page.choix.modeles["service-social-2011"].click()
    page.editeur.letter_wanted.connect(amorces.append)
    page.editeur.show_suites()
    suites = page.editeur.ecran_suites
    qtbot.waitUntil(suites.isEnabled)
    for coches in (suites.ecarts.value(), ()):
        suites.ecarts.set_value(coches)
        suites.boutons["registre_aipd"].click()

    assert amorces[0] == amorces[1]
    assert "historique" in str(amorces[0].reponses["registre_aipd"]["documents"])


@pytest.mark.parametrize("lettre", LETTRES)
def test_a_letter_begins_from_the_grille_which_stays_there(fenetre: Fenetre, lettre: str, qtbot: QtBot) -> None:
    fenetre.pages.go_to("grille", VersModele("circonscription-2012"))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageGrille)
    qtbot.waitUntil(lambda: bool(page.editeur.ecarts.liste.lignes.rowCount()))
    confirm_all(page, qtbot)
    page.editeur.show_suites()
    qtbot.waitUntil(page.editeur.ecran_suites.isEnabled)
    page.editeur.ecran_suites.boutons[lettre].click()

    assert isinstance(fenetre.pages.currentWidget(), AssistantPage)
    # What the CNIL was told is asked of it as of any administration.
    assert letter(fenetre).demarche == {"declarations_cnil": "registre_aipd"}.get(lettre, lettre)
    fenetre.pages.go_to("grille")
    assert page.atelier.grille.titre == "Fichier des demandes d'aide"
    # The next letter begins where this one did.
    assert page.editeur.ecran_suites.isVisible()
    fenetre.pages.discard()
    settle()


def test_the_comite_hears_only_of_what_touches_the_agents(ouverte: PageGrille, qtbot: QtBot) -> None:
    confirm_all(ouverte, qtbot)
    suites = ouverte.editeur.ecran_suites
    ouverte.editeur.show_suites()
    # Those of this grille: nobody is measured, no tool fails, no secret is told.
    assert suites.ecarts.value()
    assert suites.boutons["plainte_cnil"].isEnabled()
    assert not suites.boutons["ordre_du_jour_cst"].isEnabled()


def test_what_the_grille_is_about_is_changed_from_its_name(ouverte: PageGrille) -> None:
    ouverte.editeur.tete.sujet.click()
    sujet = ouverte.editeur.ecran_sujet
    assert sujet.nom.text() == "Dossier social"
    type_in(sujet.organisme, "CCAS de Pantin")
    sujet.genre.setCurrentIndex(sujet.genre.findData("ccas"))
    sujet.suite.click()
    assert ouverte.atelier.grille.organisme.nom == "CCAS de Pantin"
    assert ouverte.atelier.grille.organisme.genre is GenreOrganisme.CCAS
    assert "CCAS de Pantin" in ouverte.editeur.tete.sujet.titre


def test_save_as_and_close_are_with_the_suites(ouverte: PageGrille, sorties: SortiesFausses) -> None:
    ouverte.editeur.show_suites()
    ouverte.editeur.ecran_suites.boutons["enregistrer_sous"].click()
    assert [fichier.name for fichier in sorties.fichiers] == ["dossier-social.toml"]
    ouverte.editeur.ecran_suites.boutons["fermer"].click()
    assert ouverte.choix.isVisible()
    ouverte.choix.boutons["reprendre"].click()
    assert ouverte.editeur.isVisible()


def test_what_is_in_a_document_is_shown_before_it_leaves(
    ouverte: PageGrille, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    document = join_note(ouverte, tmp_path, qtbot, "Mme Kerbrat, 2 55 08 14 168 025 38 : sans saisie, rien.")
    suites = ouverte.editeur.ecran_suites
    liste = suites.a_voir.liste
    assert not suites.a_voir.isVisible()

    suites.pieces.click()
    qtbot.waitUntil(suites.a_voir.isVisible)
    assert (sorties.fichiers, liste.lignes.rowCount()) == ([], 1)
    assert "2 55 08 14 168 025 38" in str(liste.lignes.index(0).data())
    assert "Regardez d’abord" in said(suites)
    assert liste.hasFocus()
    suites.a_voir.voir.click()
    assert sorties.ouverts == [document]
    for masque in (True, False):
        ouverte.be_discreet(discreet=masque)
        assert suites.a_voir.isVisible() is not masque

    # Not ticked, it stays, and it is said; ticked, it leaves as it is.
    suites.pieces.click()
    qtbot.waitUntil(lambda: len(sorties.fichiers) == 1)
    assert "laissée de côté" in said(suites)
    liste.setFocus()
    liste.setCurrentIndex(liste.lignes.index(0))
    key(ouverte, Qt.Key.Key_Space)
    suites.pieces.click()
    qtbot.waitUntil(lambda: len(sorties.fichiers) == 2)
    assert "laissée de côté" not in said(suites)
    ouverte.clear()
    assert liste.lignes.rowCount() == 0


def test_a_document_is_covered_where_writings_are_read_again(
    fenetre: Fenetre, chemin: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    fenetre.pages.go_to("grille")
    page = page_of(fenetre, PageGrille)
    page.ask_file = lambda: chemin
    with qtbot.waitSignal(page.editeur.examined):
        page.choix.boutons["ouvrir"].click()
    join_note(page, tmp_path, qtbot, "M. Etchegaray, 1 74 03 64 102 055 65 : sans saisie, rien.")
    suites = page.editeur.ecran_suites
    suites.pieces.click()
    qtbot.waitUntil(suites.a_voir.isVisible)

    suites.masquer.click()

    relecture = page_of(fenetre, PageRelecture)
    qtbot.waitUntil(lambda: "Etchegaray" in relecture.texte.toPlainText())
    # What someone types there is not lost to another document.
    relecture.texte.setPlainText("Vu Mme Iriart ce matin.")
    fenetre.pages.go_to("grille")
    suites.pieces.click()
    qtbot.waitUntil(suites.a_voir.isVisible)
    suites.masquer.click()
    assert "n’est gardé nulle part" in said(relecture)
    assert relecture.texte.toPlainText() == "Vu Mme Iriart ce matin."
    fenetre.pages.discard()


def test_nothing_of_exhibits_that_were_given_up_is_said_of_another_paper(
    ouverte: PageGrille, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    join_note(ouverte, tmp_path, qtbot, "M. Etchegaray, 1 74 03 64 102 055 65 : sans saisie, rien.")
    suites, proposes = ouverte.editeur.ecran_suites, []
    monkeypatch.setattr(sorties, "save_file", lambda *_, **__: proposes.append(1))
    suites.pieces.click()
    qtbot.waitUntil(suites.a_voir.isVisible)
    suites.pieces.click()
    qtbot.waitUntil(lambda: bool(proposes))
    assert "Regardez d’abord" not in said(suites)

    suites.papiers[FormeGrille.GRILLE, "imprimer"].click()
    qtbot.waitUntil(lambda: bool(sorties.liasses))
    qtbot.waitUntil(lambda: ouverte.textes("assistant.fin.fait.imprime_mot") in said(suites))
    assert "Pièce 1" not in said(suites)


def test_a_document_that_is_gone_once_it_was_ticked_is_said_to_be_missing(
    ouverte: PageGrille, sorties: SortiesFausses, tmp_path: Path, qtbot: QtBot
) -> None:
    document = join_note(ouverte, tmp_path, qtbot, "M. Etchegaray, 1 74 03 64 102 055 65 : sans saisie, rien.")
    suites = ouverte.editeur.ecran_suites
    suites.pieces.click()
    qtbot.waitUntil(suites.a_voir.isVisible)
    key(ouverte, Qt.Key.Key_Space)
    document.unlink()

    suites.pieces.click()

    qtbot.waitUntil(lambda: len(sorties.fichiers) == 1)
    assert "Pièce 1 : à joindre à part, aucun fichier n’a été trouvé" in said(suites).replace("\N{NO-BREAK SPACE}", " ")


def test_the_exhibits_of_another_choice_are_looked_at_again(ouverte: PageGrille, tmp_path: Path, qtbot: QtBot) -> None:
    join_note(ouverte, tmp_path, qtbot, "M. Etchegaray, 1 74 03 64 102 055 65 : sans saisie, rien.")
    suites = ouverte.editeur.ecran_suites
    suites.pieces.click()
    qtbot.waitUntil(suites.a_voir.isVisible)

    suites.ecarts.set_value(())

    # They would not bear the numbers that are listed.
    assert not suites.a_voir.isVisible()
    assert "Regardez d’abord" not in said(suites)


def test_whatever_is_found_in_a_document_is_read_whole(ouverte: PageGrille, tmp_path: Path, qtbot: QtBot) -> None:
    join_note(ouverte, tmp_path, qtbot, ", ".join(f"GK-{nombre}-TR" for nombre in range(400, 440)))
    suites = ouverte.editeur.ecran_suites
    ouverte.resize(700, HAUT)
    suites.pieces.click()
    qtbot.waitUntil(suites.a_voir.isVisible)
    settle()
    liste = suites.a_voir.liste
    assert "GK-439-TR" in str(liste.lignes.index(0).data())
    # The screen scrolls, and not the list in it: nothing of the line is out of reach of the keys.
    assert liste.viewport().rect().contains(liste.visualRect(liste.lignes.index(0)))
