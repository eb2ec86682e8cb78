"""A grille built by keyboard: sources, quotes, what is found and what one decides of it."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.grille import GenreSource, Point
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.grille.atelier import SourceSaisie
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.fenetre.ecrans import exists
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.recherche import Recherche
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.socle.destination import Destination, VersArticle
from tests.ecarts import plain
from tests.ui.gestes import CTRL, ENTREE, press, settle, type_in
from tests.ui.grille.conftest import DEPART, REFUS
from tests.ui.grille.gestes import button, examined, key, paste, rules, said

ECHAP = Qt.Key.Key_Escape


# From the first screen


def test_from_the_first_screen_to_a_cell_with_the_keyboard_alone(fenetre: Fenetre, qtbot: QtBot) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, "grille")
    QTest.keyClick(recherche.champ, ENTREE)
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageGrille)
    press(fenetre, ENTREE)
    sujet = page.editeur.ecran_sujet
    type_in(sujet.nom, "Dossier social")
    press(fenetre, ENTREE)
    press(fenetre, ENTREE)
    assert page.atelier.grille.titre == "Dossier social"
    # The first source: Enter on what is proposed.
    assert page.editeur.source.isVisible()
    press(fenetre, ENTREE)
    assert [source.id for source in page.atelier.grille.sources] == ["declaration"]
    assert page.editeur.table.hasFocus()

    press(fenetre, Qt.Key.Key_Down)
    press(fenetre, Qt.Key.Key_Down)
    press(fenetre, ENTREE)
    type_in(page.editeur.case.texte, "Identité")
    with qtbot.waitSignal(page.editeur.examined):
        press(fenetre, ENTREE, CTRL)
    assert page.atelier.quotes("declaration", Point.DONNEES) == ("Identité",)
    assert page.editeur.table.hasFocus()
    fenetre.pages.discard()
    settle()


def test_it_is_found_by_its_name(fenetre: Fenetre) -> None:
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    type_in(recherche.champ, "grille ecarts")
    QTest.keyClick(recherche.champ, ENTREE)
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageGrille)
    fenetre.pages.discard()
    settle()


def test_a_shared_computer_does_not_offer_it() -> None:
    assert not exists("grille", Mode.POSTE_PARTAGE)


def test_three_examples_are_offered_and_one_shows_what_it_holds(page: PageGrille, qtbot: QtBot) -> None:
    exemples = list(page.choix.modeles)
    assert len(exemples) == 3
    examined(page, qtbot, page.choix.modeles[exemples[0]].click)

    assert page.atelier.grille.sources
    assert not page.occupied
    assert rules(page)


def test_another_grille_is_not_opened_over_one_that_is_not_saved(ouverte: PageGrille) -> None:
    ouverte.atelier.name("Autre", "", GenreOrganisme.AUTRE)
    ouverte.editeur.left.emit()
    ouverte.choix.boutons["vierge"].click()
    assert ouverte.textes("grille.pas_enregistree") in said(ouverte.choix)

    button(ouverte.choix, ouverte.textes("grille.revenir")).click()
    assert ouverte.editeur.isVisible()
    assert ouverte.atelier.grille.titre == "Autre"


def test_one_goes_back_step_by_step_to_what_one_starts_from(ouverte: PageGrille) -> None:
    ouverte.editeur.show_suites()
    key(ouverte, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert ouverte.editeur.table.hasFocus()
    key(ouverte, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert ouverte.choix.isVisible()


# Cells


def test_enter_writes_in_a_cell_and_escape_gives_up(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.REFUS))
    key(ouverte, ENTREE)
    assert editeur.case.texte.hasFocus()
    assert editeur.case.texte.toPlainText() == REFUS
    type_in(editeur.case.texte, " Encore.")
    key(ouverte, ECHAP)

    assert editeur.table.hasFocus()
    assert editeur.case.texte.toPlainText() == REFUS
    assert ouverte.atelier.grille == DEPART


def test_a_quote_with_spaces_that_do_not_break_is_not_changed_by_coming_by(ouverte: PageGrille) -> None:
    insecable = "Durée\u00a0: 6\u00a0mois"
    ouverte.atelier.write("note", Point.CONSERVATION, insecable)
    ouverte.editeur.refresh()
    for point in (Point.CONSERVATION, Point.REFUS):
        ouverte.editeur.table.go_to(("note", point))
        key(ouverte, ENTREE)
        key(ouverte, ENTREE, CTRL)
    assert ouverte.atelier.quotes("note", Point.CONSERVATION) == (insecable,)


def test_several_paragraphs_are_several_quotes(ouverte: PageGrille, qtbot: QtBot) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.ORIGINE))
    paste("Un passage.\n\nUn autre.")
    key(ouverte, Qt.Key.Key_V, CTRL)
    examined(ouverte, qtbot, lambda: key(ouverte, ENTREE, CTRL))

    assert ouverte.atelier.quotes("note", Point.ORIGINE) == ("Un passage.", "Un autre.")


def test_what_is_pasted_comes_after_what_is_there(ouverte: PageGrille) -> None:
    ouverte.editeur.table.go_to(("note", Point.REFUS))
    paste("Encore.")
    key(ouverte, Qt.Key.Key_V, CTRL)
    key(ouverte, ENTREE, CTRL)
    assert ouverte.atelier.quotes("note", Point.REFUS) == (REFUS, "Encore.")


def test_what_is_typed_is_kept_when_one_goes_to_another_cell(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.ORIGINE))
    key(ouverte, ENTREE)
    type_in(editeur.case.texte, "la CAF")
    assert ouverte.occupied
    editeur.table.go_to(("note", Point.REFUS))

    assert ouverte.atelier.quotes("note", Point.ORIGINE) == ("la CAF",)
    assert editeur.case.texte.toPlainText() == REFUS


def test_a_whole_tract_does_not_break_the_table(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.ORIGINE))
    paste("Des renseignements arrivent de partout. " * 2_000)
    key(ouverte, Qt.Key.Key_V, CTRL)
    key(ouverte, ENTREE, CTRL)

    assert editeur.table.rowHeight(3) < 200
    assert ouverte.size().width() == 1290


def test_a_person_named_a_number_and_an_old_article_are_said_calmly(ouverte: PageGrille, qtbot: QtBot) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("temoignage", Point.REFUS))
    key(ouverte, ENTREE)
    editeur.case.texte.insertPlainText("Mme Diallo (allocataire 1234567 A de la CAF), voir l'article 38 de la loi de 1978.")
    nomme, ancien = ouverte.textes("grille.case_.nomme"), ouverte.textes("grille.case_.voir_anciens")
    qtbot.waitUntil(lambda: nomme in said(editeur.case))
    assert ouverte.textes("grille.case_.numero", genre=ouverte.textes("releve.genre.caf")) in said(editeur.case)
    examined(ouverte, qtbot, lambda: key(ouverte, ENTREE, CTRL))
    editeur.disposition.show_side("case")
    qtbot.waitUntil(lambda: ancien in [un.titre for un in editeur.case.findChildren(type(editeur.case.renoncer))])
    button(editeur.case, ancien).click()

    assert editeur.anciens.isVisible()
    vers: list[Destination] = []
    ouverte.page_wanted.connect(vers.append)
    lien = next(un for un in editeur.anciens.findChildren(type(editeur.tete.sujet)) if un.isVisible())
    lien.click()
    assert vers == [Destination("textes", VersArticle("rgpd-21-1"))]


def test_nothing_is_said_of_a_name_in_a_declaration(ouverte: PageGrille, qtbot: QtBot) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("declaration", Point.REFUS))
    key(ouverte, ENTREE)
    editeur.case.texte.insertPlainText("Mme Diallo, article 38.")
    ancien = ouverte.textes("grille.case_.voir_anciens")
    qtbot.waitUntil(lambda: ancien in [un.titre for un in editeur.case.findChildren(type(editeur.case.renoncer))])
    assert ouverte.textes("grille.case_.nomme") not in said(editeur.case)


# Sources


def test_the_names_of_families_are_drawn_anew_when_one_scrolls(ouverte: PageGrille) -> None:
    table = ouverte.editeur.table
    for _ in range(30):
        ouverte.atelier.add_source(SourceSaisie(GenreSource.NOTE))
    ouverte.editeur.refresh()
    QApplication.processEvents()
    entete = table.horizontalHeader().viewport()
    dessines: list[QRect] = []

    class Regard(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if isinstance(event, QPaintEvent):
                dessines.append(event.region().boundingRect())
            return super().eventFilter(watched, event)

    regard = Regard()
    entete.installEventFilter(regard)
    table.horizontalScrollBar().setValue(60)
    QApplication.processEvents()
    # The name of a family follows the view: moving what was drawn would leave a part of it behind.
    assert dessines
    assert any(rect.contains(entete.rect()) for rect in dessines)


def test_a_source_is_added_with_its_date_as_people_write_it(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    key(ouverte, Qt.Key.Key_N, CTRL)
    source = editeur.source
    assert source.genre.hasFocus()
    source.genre.setCurrentIndex(source.genre.findData("affiche"))
    type_in(source.jour, "le 35 mai")
    key(ouverte, ENTREE)
    assert ouverte.textes("grille.source_.jour_illisible") in said(source)
    source.jour.clear()
    type_in(source.jour, "3/2/2099")
    key(ouverte, ENTREE)
    assert ouverte.textes("grille.source_.jour_a_venir") in said(source)

    source.jour.clear()
    type_in(source.jour, "5 mars 2012")
    key(ouverte, ENTREE)
    assert ouverte.atelier.grille.sources[-1].id == "affiche-2012"
    assert editeur.table.case == ("affiche-2012", Point.FINALITE)
    assert editeur.table.hasFocus()


def test_a_source_changes_where_it_is(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.REFUS))
    editeur.disposition.show_side("source")
    assert editeur.source.genre.value() == GenreSource.NOTE
    editeur.source.genre.setCurrentIndex(editeur.source.genre.findData("affiche"))
    editeur.source.jour.clear()
    editeur.source.valider.click()

    source = ouverte.atelier.grille.sources[0]
    assert (source.genre, source.date) == (GenreSource.AFFICHE, None)
    assert ouverte.atelier.quotes(source.id, Point.REFUS) == (REFUS,)


def test_what_is_said_of_a_source_is_not_lost_by_looking_at_a_cell(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.tete.ajouter.click()
    type_in(editeur.source.jour, "5 mars 2012")
    assert ouverte.occupied
    editeur.table.go_to(("temoignage", Point.REFUS))
    assert editeur.source.jour.text() == "5 mars 2012"
    editeur.source.valider.click()
    assert len(ouverte.atelier.grille.sources) == 4
    editeur.table.go_to(("temoignage", Point.REFUS))
    assert editeur.source.genre.value() == GenreSource.TEMOIGNAGE
    editeur.source.jour.clear()
    editeur.source.renoncer.click()
    assert editeur.source.jour.text() == "8 février 2011"
    assert not editeur.source.is_dirty


def test_a_source_taken_away_while_it_was_being_changed_comes_as_a_new_one(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.REFUS))
    editeur.source.jour.clear()
    ouverte.atelier.remove_source("note")
    editeur.refresh()
    editeur.source.valider.click()
    assert ouverte.atelier.grille.sources[-1].genre is GenreSource.NOTE


def test_delete_asks_what_to_take_away_and_it_comes_back(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.REFUS))
    editeur.table.setFocus()
    key(ouverte, Qt.Key.Key_Delete)
    assert "Refus" in said(editeur)
    # Nothing, unless one chooses.
    key(ouverte, ENTREE)
    assert ouverte.atelier.grille == DEPART

    key(ouverte, Qt.Key.Key_Delete)
    button(editeur, ouverte.textes("grille.effacer.case")).click()
    assert ouverte.atelier.quotes("note", Point.REFUS) == ()
    button(editeur, ouverte.textes("grille.fait.revenir")).click()
    assert ouverte.atelier.grille == DEPART

    editeur.table.go_to(("note", Point.REFUS))
    key(ouverte, Qt.Key.Key_Delete)
    button(editeur, ouverte.textes("grille.effacer.source", nombre=1)).click()
    assert [source.id for source in ouverte.atelier.grille.sources] == ["temoignage", "declaration"]
    assert "citations (1)" in plain(said(editeur))
    editeur.table.setFocus()
    key(ouverte, Qt.Key.Key_Z, CTRL)
    assert ouverte.atelier.grille == DEPART
    key(ouverte, Qt.Key.Key_Y, CTRL)
    assert len(ouverte.atelier.grille.sources) == 2


def test_a_letter_begins_to_write_in_a_cell_after_what_is_there(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("note", Point.REFUS))
    editeur.table.setFocus()
    key(ouverte, Qt.Key.Key_E)
    assert editeur.case.texte.hasFocus()
    QTest.keyClicks(editeur.case.texte, "t encore.")
    assert editeur.case.texte.toPlainText() == f"{REFUS}\n\net encore."
    editeur.table.go_to(("note", Point.ORIGINE))
    editeur.table.setFocus()
    QTest.keyClicks(editeur.table, "L")
    assert editeur.case.texte.toPlainText() == "L"
    # A key that does something else does only that.
    key(ouverte, Qt.Key.Key_Escape)
    editeur.table.setFocus()
    key(ouverte, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert editeur.case.texte.toPlainText() == ""
