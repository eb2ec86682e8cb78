"""What is found in a grille: what one decides of it, what is hidden, what the next person does not find."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import REGLES, EcartSaisi, Point
from droits_usagers.domain.grille.lexique import sentences
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.exchange.grille import read_grille_file
from droits_usagers.services.grille.documents import FichiersGrille
from droits_usagers.services.grille.examen import examine
from droits_usagers.ui.composants import BoutonLien, ListeDeroulante
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.socle.destination import Destination, VersArticle
from tests.chaque import chaque
from tests.ui.gestes import CANARI, CTRL, ENTREE, everything_shown, type_in
from tests.ui.grille.conftest import DEPART, DUREE, REFUS
from tests.ui.grille.gestes import button, cell, examined, key, look_at, numbers, rules, said

# What is found


def test_cells_carry_the_numbers_of_what_rests_on_them(ouverte: PageGrille) -> None:
    assert numbers(ouverte, "note", Point.REFUS) == [1]
    assert cell(ouverte, "note", Point.REFUS) == REFUS
    look_at(ouverte, "refus_sans_aide")
    assert ouverte.editeur.ecarts.trouve is not None
    assert ouverte.editeur.ecarts.trouve.numero == 1


def test_a_finding_is_set_aside_and_counts_again(ouverte: PageGrille, qtbot: QtBot) -> None:
    face = ouverte.editeur.ecarts
    look_at(ouverte, "refus_sans_aide")
    examined(ouverte, qtbot, button(face, ouverte.textes("grille.ecarts.ecarter")).click)
    assert rules(ouverte)[-1] == "ecarte:refus_sans_aide"
    assert numbers(ouverte, "note", Point.REFUS) == []

    look_at(ouverte, "ecarte:")
    examined(ouverte, qtbot, button(face, ouverte.textes("grille.ecarts.reprendre")).click)
    assert numbers(ouverte, "note", Point.REFUS) == [1]
    assert ouverte.atelier.grille == DEPART


def test_a_finding_is_confirmed_by_one_key_and_set_aside_by_another(ouverte: PageGrille, qtbot: QtBot) -> None:
    look_at(ouverte, "refus_sans_aide")
    liste = ouverte.editeur.ecarts.liste
    liste.setFocus()
    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Space))
    assert [un.confirme for un in ouverte.atelier.grille.saisis] == [True]

    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Space))
    assert ouverte.atelier.grille == DEPART

    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Delete))
    assert rules(ouverte)[-1] == "ecarte:refus_sans_aide"


def test_what_words_alone_do_not_tell_is_confirmed_by_one_key(ouverte: PageGrille, catalogue: Catalogue, qtbot: QtBot) -> None:
    face = ouverte.editeur.ecarts
    look_at(ouverte, "conservation_depassee")
    assert face.trouve is not None
    assert (face.trouve.ecart.indecis, face.trouve.ecart.gravite) == (True, 1)
    face.liste.setFocus()
    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Space))

    assert face.trouve.ecart.confirme
    # The answer is kept with what it was given for.
    [oui] = ouverte.atelier.grille.saisis
    assert (oui.passages, oui.vu) == (("p2", "p3"), face.trouve.ecart.sceau)
    relue = read_grille_file(FichiersGrille.write(ouverte.atelier.grille), "g.toml", regles=REGLES, droit=())
    [dit] = [un for un in examine(relue, catalogue).trouves if un.ecart.regle == "conservation_depassee"]
    assert (dit.ecart.confirme, dit.ecart.gravite) == (True, 2)


def test_of_several_passages_each_is_answered_by_itself(ouverte: PageGrille, qtbot: QtBot) -> None:
    face, atelier = ouverte.editeur.ecarts, ouverte.atelier
    atelier.write(
        "temoignage", Point.INFORMATION, "La F3SCT a siégé sans information préalable.\n\nAucune famille n'est informée."
    )
    examined(ouverte, qtbot, ouverte.editeur.refresh)
    look_at(ouverte, "usagers_non_informes")
    face.liste.setFocus()

    # Not all of them at once.
    key(ouverte, Qt.Key.Key_Space)
    assert atelier.grille.saisis == ()
    assert "F3SCT" in ouverte.focusWidget().accessibleName()
    key(ouverte, Qt.Key.Key_Tab)
    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Space))
    assert face.trouve is not None
    assert "famille" in face.trouve.ecart.fait
    assert "F3SCT" not in face.trouve.ecart.fait

    face.liste.setFocus()
    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Space))
    assert (face.trouve.ecart.confirme, face.trouve.ecart.gravite) == (True, 3)
    assert "F3SCT" in " ".join(un.titre for un in face.findChildren(BoutonLien))


def test_a_finding_is_said_in_ones_own_words_then_in_those_of_the_program(ouverte: PageGrille, qtbot: QtBot) -> None:
    face = ouverte.editeur.ecarts
    look_at(ouverte, "refus_sans_aide")
    button(face, ouverte.textes("grille.ecarts.autrement")).click()
    assert "aucune demande de secours" in face.saisie.phrase.toPlainText()
    face.saisie.phrase.setPlainText("Pas d'écran, pas d'aide.")
    examined(ouverte, qtbot, lambda: key(ouverte, ENTREE, CTRL))
    assert face.trouve is not None
    assert face.trouve.ecart.fait == "Pas d'écran, pas d'aide."

    button(face, ouverte.textes("grille.ecarts.autrement")).click()
    examined(ouverte, qtbot, button(face, ouverte.textes("grille.saisie.rendre")).click)
    assert ouverte.atelier.grille == DEPART


def test_the_same_words_change_nothing(ouverte: PageGrille) -> None:
    face = ouverte.editeur.ecarts
    look_at(ouverte, "refus_sans_aide")
    button(face, ouverte.textes("grille.ecarts.autrement")).click()
    face.saisie.valider.click()
    assert ouverte.atelier.grille == DEPART
    assert face.liste.isVisible()


def test_a_finding_of_ones_own_has_a_point_sources_and_articles(ouverte: PageGrille, qtbot: QtBot) -> None:
    editeur, face = ouverte.editeur, ouverte.editeur.ecarts
    editeur.table.go_to(("note", Point.SECURITE))
    editeur.disposition.show_side("ecarts")
    face.ajouter.click()
    saisie = face.saisie
    saisie.valider.click()
    assert ouverte.textes("grille.saisie.phrase_vide") in said(saisie)
    saisie.phrase.setPlainText("La porte ferme mal.")
    type_in(saisie.articles.recherche, "rgpd 32")
    QTest.keyClick(saisie.articles.recherche, ENTREE)
    type_in(saisie.articles.recherche, "zzzz")
    assert saisie.articles.value() == ("rgpd-32",)
    examined(ouverte, qtbot, saisie.valider.click)

    [saisi] = ouverte.atelier.grille.saisis
    assert (saisi.point, saisi.sources, saisi.gravite, saisi.articles) == (Point.SECURITE, ("note",), 2, ("rgpd-32",))
    assert numbers(ouverte, "note", Point.SECURITE)
    # One sees that it is there, wherever its weight puts it.
    assert face.trouve is not None
    assert face.trouve.ecart.fait == "La porte ferme mal."
    examined(ouverte, qtbot, button(face, ouverte.textes("grille.ecarts.retirer")).click)
    assert ouverte.atelier.grille == DEPART


def test_an_article_of_a_finding_leads_to_the_texts(ouverte: PageGrille) -> None:
    vers: list[Destination] = []
    ouverte.page_wanted.connect(vers.append)
    look_at(ouverte, "refus_sans_aide")
    face = ouverte.editeur.ecarts
    assert face.trouve is not None
    article = face.trouve.ecart.articles[0]
    entree = ouverte.contexte.services.catalogue.droit.entrees[article]
    button(face, entree.citation_courte or entree.citation).click()
    assert vers == [Destination("textes", VersArticle(article))]


def test_enter_on_a_finding_leads_to_its_cell(ouverte: PageGrille) -> None:
    look_at(ouverte, "refus_sans_aide")
    ouverte.editeur.ecarts.liste.setFocus()
    key(ouverte, ENTREE)
    assert ouverte.editeur.table.case == ("note", Point.REFUS)


# Discretion


def test_f9_hides_all_that_is_written_and_shows_it_again(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.table.go_to(("temoignage", Point.CONSERVATION))
    editeur.disposition.show_side("case")
    ouverte.be_discreet(discreet=True)
    assert not editeur.case.texte.viewport().isVisible()
    assert DUREE not in str(cell(ouverte, "temoignage", Point.CONSERVATION))
    assert not any("jamais effacé" in editeur.ecarts.liste.lignes.line(rang).sous_titre for rang in range(len(rules(ouverte))))

    ouverte.be_discreet(discreet=False)
    assert editeur.case.texte.viewport().isVisible()
    assert cell(ouverte, "temoignage", Point.CONSERVATION) == DUREE


def test_hiding_the_screen_while_typing_leaves_the_cursor_where_it_was(ouverte: PageGrille) -> None:
    case = ouverte.editeur.case
    ouverte.editeur.table.go_to(("note", Point.ORIGINE))
    key(ouverte, ENTREE)
    type_in(case.texte, "la CAF")
    for discreet in (True, False):
        ouverte.be_discreet(discreet=discreet)
    key(ouverte, Qt.Key.Key_Space)
    assert case.texte.toPlainText() == "la CAF "
    assert case.is_dirty


def test_what_is_hidden_stays_so_from_cell_to_cell(ouverte: PageGrille) -> None:
    editeur = ouverte.editeur
    editeur.disposition.show_side("case")
    ouverte.be_discreet(discreet=True)
    editeur.table.go_to(("temoignage", Point.CONSERVATION))
    assert not editeur.case.texte.viewport().isVisible()


def test_what_one_does_of_a_finding_is_in_view_when_one_reaches_it(ouverte: PageGrille) -> None:
    face = ouverte.editeur.ecarts
    for regle in rules(ouverte)[:2]:
        look_at(ouverte, regle)
        QApplication.processEvents()
        assert not button(face, ouverte.textes("grille.ecarts.ecarter")).visibleRegion().isEmpty()
        face.ajouter.setFocus()
        face.defilement.ensureWidgetVisible(face.ajouter)


def test_the_next_person_finds_nothing(fenetre: Fenetre, qtbot: QtBot) -> None:
    fenetre.pages.go_to("grille")
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageGrille)
    page.choix.modeles["circonscription-2012"].click()
    page.editeur.table.cell_opened.emit()
    type_in(page.editeur.case.texte, CANARI)
    page.editeur.case.flush()
    page.editeur.ecarts.ajouter.click()
    type_in(page.editeur.ecarts.saisie.phrase, CANARI)
    assert page.occupied
    with qtbot.waitSignal(page.editeur.examined):
        page.editeur.refresh()
    page.clear()

    assert not any(CANARI in texte or "sous-préfecture" in texte for texte in everything_shown())
    assert not page.occupied
    qtbot.waitUntil(lambda: sentences.cache_info().currsize == 0)


@chaque("titre", ["Autre", DEPART.titre])
def test_locking_loses_nothing_of_what_has_a_file_and_no_coffre(ouverte: PageGrille, titre: str) -> None:
    ouverte.atelier.name(titre, "", GenreOrganisme.AUTRE)
    dits: list[str] = []
    ouverte.keep_draft(dits.append)
    assert dits == [""]


def test_what_a_finding_quotes_is_chosen_beside_it(ouverte: PageGrille, qtbot: QtBot) -> None:
    face = ouverte.editeur.ecarts
    look_at(ouverte, "refus_sans_aide")
    assert face.trouve is not None
    assert len(face.trouve.ecart.passages) == 1
    (choix,) = [un for un in face.findChildren(ListeDeroulante) if un.isVisible()]
    choix.setCurrentIndex(choix.findData("p2"))
    examined(ouverte, qtbot, lambda: choix.activated.emit(choix.currentIndex()))
    assert (list(face.trouve.ecart.passages), face.trouve.ecart.choisis) == (["p1", "p2"], True)

    cite = next(lien for lien in face.findChildren(BoutonLien) if lien.isVisible() and "Sans saisie" in lien.titre)
    assert cite.accessibleName().startswith("Ne plus citer")
    examined(ouverte, qtbot, cite.click)
    assert [un.id for un in ouverte.atelier.grille.passages if un.id in face.trouve.ecart.passages] == ["p2"]
    examined(ouverte, qtbot, button(face, ouverte.textes("grille.ecarts.rendre_citations")).click)
    assert ouverte.atelier.grille == DEPART


def test_a_rule_is_chosen_for_what_is_noted_in_a_cell(ouverte: PageGrille, qtbot: QtBot) -> None:
    ouverte.editeur.table.go_to(("temoignage", Point.CONSERVATION))
    ouverte.editeur.disposition.show_side("ecarts")
    ouverte.editeur.ecarts.ajouter.click()
    saisie = ouverte.editeur.ecarts.saisie
    assert not saisie.is_dirty
    saisie.regle.setCurrentIndex(saisie.regle.findData("securite_insuffisante"))
    # A choice is lost as words are.
    assert saisie.is_dirty
    examined(ouverte, qtbot, saisie.valider.click)
    [saisi] = ouverte.atelier.grille.saisis
    assert replace(saisi, vu="") == EcartSaisi("securite_insuffisante", passages=("p2",), confirme=True)


def test_what_one_quotes_follows_the_sources_and_the_point_one_chooses(ouverte: PageGrille, qtbot: QtBot) -> None:
    ouverte.editeur.table.go_to(("note", Point.REFUS))
    ouverte.editeur.disposition.show_side("ecarts")
    ouverte.editeur.ecarts.ajouter.click()
    saisie = ouverte.editeur.ecarts.saisie
    saisie.phrase.setPlainText("La porte ferme mal.")
    saisie.sources.set_value(("temoignage",))
    examined(ouverte, qtbot, saisie.valider.click)
    [saisi] = ouverte.atelier.grille.saisis
    assert (saisi.sources, saisi.passages) == (("temoignage",), ())


def test_a_finding_of_ones_own_that_rests_on_nothing_any_more_says_so(ouverte: PageGrille, qtbot: QtBot) -> None:
    def said_of_it() -> str:
        lignes = ouverte.editeur.ecarts.liste.lignes
        return next(ligne.sous_titre for ligne in map(lignes.line, range(lignes.rowCount())) if "ferme mal" in ligne.sous_titre)

    say = ouverte.textes.under("grille.ecarts")
    [passage] = [un.id for un in ouverte.atelier.grille.passages if un.source == "note"]
    saisi = EcartSaisi("", "La porte ferme mal.", point=Point.SECURITE, passages=(passage,), confirme=True)
    examined(ouverte, qtbot, lambda: ouverte.editeur.ecarts.saisie.added.emit(saisi))
    assert not any(say(id_) in said_of_it() for id_ in ("sans_citation", "sans_appui"))
    ouverte.atelier.unmark(passage)
    examined(ouverte, qtbot, ouverte.editeur.refresh)
    assert say("sans_appui") in said_of_it()
    # What it is said to be seen in is something, though it quotes nothing.
    ouverte.atelier.add(EcartSaisi("", "La fenêtre ferme mal.", point=Point.SECURITE, sources=("note",), confirme=True))
    ouverte.atelier.drop(next(un for un in ouverte.editeur._examen.trouves if un.is_own))  # noqa: SLF001 # the first one
    examined(ouverte, qtbot, ouverte.editeur.refresh)
    assert say("sans_citation") in said_of_it()
