"""Textes, Réglages, Aide, and what is said of a defect."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.droit.droit import Cote, ReserveDroit
from droits_usagers.places import Places
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.permanence import read_permanence
from droits_usagers.services.socle.recherche import capital
from droits_usagers.ui.accueil.reglages import PageReglages
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire
from droits_usagers.ui.composants.theme import SOMBRE, current_theme
from droits_usagers.ui.droit.article import Article
from droits_usagers.ui.droit.page import PageTextes
from droits_usagers.ui.fenetre.application import Incident
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersArticle
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import ENTREE, everything_shown, press, type_in


def textes_page(fenetre: Fenetre, element: str = "") -> PageTextes:
    fenetre.pages.go_to("textes", VersArticle(element) if element else None)
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageTextes)
    return page


# Textes


def test_every_article_of_the_legal_base_is_listed(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    assert page.liste.lignes.rowCount() == len(fenetre.contexte.services.catalogue.droit.entrees)


def test_an_article_is_found_by_its_words_without_accents(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    type_in(page.recherche, "rgpd 15")
    trouves = [page.liste.lignes.line(rang).id for rang in range(page.liste.lignes.rowCount())]
    assert "rgpd-15" in trouves
    assert len(trouves) < len(fenetre.contexte.services.catalogue.droit.entrees)


def test_a_search_without_answer_says_so(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    type_in(page.recherche, "xyzzy")
    assert "xyzzy" in page.nombre.text()


def test_enter_goes_from_the_search_to_the_list_and_arrows_read(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    type_in(page.recherche, "rgpd 15")
    press(fenetre, ENTREE)
    assert page.liste.hasFocus()
    press(fenetre, Qt.Key.Key_Down)
    assert page.findChild(Article) is not None


def test_an_article_says_what_it_says_what_it_does_not_and_what_was_checked(fenetre: Fenetre) -> None:
    entree = fenetre.contexte.services.catalogue.droit.entrees["rgpd-15"]
    page = textes_page(fenetre, "rgpd-15")
    assert page.findChild(Article) is not None
    tout = "\n".join(everything_shown())
    for phrase in (entree.resume, entree.ne_dit_pas, entree.lien, "1er décembre 2026"):
        assert phrase in tout.replace("\u00a0", " ") or phrase in tout


@pytest.mark.parametrize("cote", Cote)
def test_an_entry_is_no_surer_than_its_weakest_part(fenetre: Fenetre, cote: Cote) -> None:
    entree = fenetre.contexte.services.catalogue.droit.entrees["rgpd-15"]
    attendu = None if cote is Cote.V else ReserveDroit(cote)
    assert replace(entree, cote_existence=Cote.V, cote_contenu=cote).reserve(fenetre.contexte.services.today()) is attendu
    assert replace(entree, cote_existence=cote, cote_contenu=Cote.V).reserve(fenetre.contexte.services.today()) is attendu


def button(page: PageTextes, texte: str) -> BoutonSecondaire:
    return next(bouton for bouton in page.findChildren(BoutonSecondaire) if bouton.titre == texte)


def test_an_address_is_copied_on_request(fenetre: Fenetre) -> None:
    page = textes_page(fenetre, "rgpd-15")
    button(page, fenetre.contexte.textes("textes.copier")).click()
    assert QGuiApplication.clipboard().text() == fenetre.contexte.services.catalogue.droit.entrees["rgpd-15"].lien


def link(page: PageTextes, titre: str) -> BoutonLien | None:
    return next((bouton for bouton in page.findChildren(BoutonLien) if bouton.titre == titre), None)


def follow(qtbot: QtBot, page: PageTextes, titre: str) -> None:
    """Clicks a link once it is there: where an article serves is found outside the window's thread."""
    qtbot.waitUntil(lambda: link(page, titre) is not None)
    bouton = link(page, titre)
    assert bouton is not None
    bouton.click()


def test_an_article_leads_to_the_demarches_that_rest_on_it(fenetre: Fenetre, qtbot: QtBot) -> None:
    page = textes_page(fenetre, "rgpd-15")
    follow(qtbot, page, fenetre.contexte.services.catalogue.textes_demarche("acces")("titre"))
    assert fenetre.pages.current_id == "assistant"


def test_an_article_names_the_letters_and_the_delays_it_serves_in(fenetre: Fenetre, qtbot: QtBot) -> None:
    textes_page(fenetre, "rgpd-12-3")
    attendu = fenetre.contexte.textes("textes.delai.reponse")
    qtbot.waitUntil(lambda: any(attendu in texte for texte in everything_shown()))
    etape = fenetre.contexte.services.catalogue.textes_demarche("acces")("etapes.demande.titre")
    assert any(etape in texte for texte in everything_shown())


def test_a_trap_says_that_no_letter_cites_it(fenetre: Fenetre) -> None:
    textes_page(fenetre, "lil-121")
    assert fenetre.contexte.textes("textes.jamais") in everything_shown()


def test_what_only_some_may_cite_or_be_told_is_said(fenetre: Fenetre) -> None:
    textes_page(fenetre, "cnil-2005-038")
    assert any("un agent, une organisation" in texte for texte in everything_shown())
    textes_page(fenetre, "casf-l311-3")
    genre = fenetre.contexte.textes("assistant.questions.organisme_genre.choix.essms")
    assert any(texte.endswith(f": {genre}.") or genre in texte for texte in everything_shown())


@pytest.mark.parametrize(
    ("id_", "cote"), [("casf-l241-10", "V-anc"), ("ce-312682", "V-sec"), ("cjue-c-434-16", "DM"), ("rgpd-15", "V")]
)
def test_what_was_not_read_in_the_text_is_marked(fenetre: Fenetre, id_: str, cote: str) -> None:
    textes_page(fenetre, id_)
    assert fenetre.contexte.textes(f"textes.cote.{cote}") in everything_shown()
    assert fenetre.contexte.textes(f"textes.contenu.{cote}") in everything_shown()


def test_a_slip_in_the_search_is_forgiven(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    type_in(page.recherche, "rectificasion")
    assert page.liste.lignes.place("rgpd-16") >= 0


def test_an_old_number_leads_to_the_article_of_today_and_back(fenetre: Fenetre, qtbot: QtBot) -> None:
    page = textes_page(fenetre)
    page.vues.setCurrentIndex(1)
    type_in(page.recherche, "securité 34")
    assert page.liste.lignes.line(0).id == "2011-34"
    page.liste.go_to("2011-34")
    ancien = fenetre.contexte.services.catalogue.droit.correspondances["2011-34"]
    assert {ancien.explication, ancien.piege} <= set(everything_shown())

    entree = fenetre.contexte.services.catalogue.droit.entrees["rgpd-32"]
    follow(qtbot, page, capital(entree.citation))
    qtbot.waitUntil(lambda: entree.resume in everything_shown())
    assert page.vues.currentIndex() == 0

    follow(qtbot, page, capital(ancien.ancien))
    qtbot.waitUntil(lambda: ancien.piege in everything_shown())


def test_entries_of_one_article_are_told_apart(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    lignes = [page.liste.lignes.line(rang) for rang in range(page.liste.lignes.rowCount())]
    assert len({(ligne.titre, ligne.sous_titre) for ligne in lignes}) == len(lignes)


def test_changing_list_forgets_what_was_read(fenetre: Fenetre) -> None:
    page = textes_page(fenetre, "rgpd-15")
    page.vues.setCurrentIndex(1)
    assert fenetre.contexte.textes("textes.ancien.choisir") in everything_shown()
    assert fenetre.contexte.services.catalogue.droit.entrees["rgpd-15"].resume not in everything_shown()


def test_nothing_found_among_old_numbers_says_so(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    page.vues.setCurrentIndex(1)
    type_in(page.recherche, "xyzzy")
    assert "xyzzy" in page.nombre.text()


def test_where_there_is_no_room_the_article_takes_the_place_of_the_list(fenetre: Fenetre) -> None:
    page = textes_page(fenetre)
    fenetre.resize(700, 700)
    QApplication.processEvents()
    assert page.liste.isVisible()
    page.arrive(VersArticle("rgpd-15"))
    assert not page.liste.isVisible()
    retour = next(b for b in page.findChildren(BoutonLien) if b.titre == fenetre.contexte.textes("textes.retour"))
    retour.click()
    assert page.liste.isVisible()
    assert page.liste.hasFocus()


# Réglages


def reglages_page(fenetre: Fenetre) -> PageReglages:
    fenetre.pages.go_to("reglages")
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageReglages)
    return page


def test_a_choice_of_colours_shows_at_once(fenetre: Fenetre) -> None:
    reglages_page(fenetre).apparence.card("sombre").click()
    assert current_theme().couleurs == SOMBRE


def test_a_size_of_text_shows_at_once(fenetre: Fenetre) -> None:
    reglages_page(fenetre).zoom.card("1.5").click()
    assert current_theme().zoom == 1.5


def test_without_a_coffre_a_choice_lasts_for_the_session(make_fenetre: MakeFenetre, places: Places, tmp_path: Path) -> None:
    chemin = tmp_path / "reglages.toml"
    page = reglages_page(make_fenetre(places=replace(places, reglages=chemin)))
    page.apparence.card("sombre").click()
    assert not chemin.exists()
    assert page.contexte.textes("reglages.seance") in everything_shown()


def test_with_a_coffre_a_choice_is_kept_and_it_is_said_where(make_fenetre: MakeFenetre, places: Places, tmp_path: Path) -> None:
    chemin = tmp_path / "reglages.toml"
    fenetre = make_fenetre(places=replace(places, reglages=chemin))
    fenetre.contexte.services.seance.__dict__["_mode"] = Mode.COFFRE
    page = reglages_page(fenetre)
    page.apparence.card("sombre").click()
    assert 'apparence = "sombre"' in chemin.read_text("utf-8")
    assert any(str(chemin) in texte for texte in everything_shown())


def share(page: PageReglages) -> None:
    page.partager.click()
    confirmer = page.contexte.textes("reglages.poste_confirmer")
    next(bouton for bouton in page.findChildren(BoutonSecondaire) if bouton.titre == confirmer).click()


def test_sharing_the_computer_says_what_will_be_written_then_writes_it(
    make_fenetre: MakeFenetre, places: Places, programme: Path
) -> None:
    page = reglages_page(make_fenetre(places=replace(places, programme=programme)))
    page.partager.click()
    assert any(str(programme / "permanence.toml") in avis.texte for avis in page.findChildren(Avis))
    assert list(programme.iterdir()) == []
    share(page)
    assert (programme / "permanence.toml").exists()


def test_the_line_of_the_code_is_shown_as_it_has_to_be_typed(
    make_fenetre: MakeFenetre, places: Places, programme: Path
) -> None:
    page = reglages_page(make_fenetre(places=replace(places, programme=programme)))
    page.partager.click()
    dits = " ".join(avis.texte for avis in page.findChildren(Avis))
    (ligne,) = re.findall(r"une ligne (.+?), avec votre code", dits)
    (programme / "permanence.toml").write_text(ligne, "utf-8")

    assert read_permanence(programme).code_retour == "4812"


def test_a_folder_that_refuses_the_file_is_said(make_fenetre: MakeFenetre, places: Places, programme: Path) -> None:
    obstacle = programme / "pas-un-dossier"
    obstacle.touch()
    page = reglages_page(make_fenetre(places=replace(places, programme=obstacle)))
    share(page)
    attendu = page.contexte.textes("reglages.poste_refuse", dossier=obstacle)
    assert attendu in [avis.texte for avis in page.findChildren(Avis)]


def test_a_disk_that_refuses_settings_is_said_and_the_choice_shows_all_the_same(
    make_fenetre: MakeFenetre, places: Places, tmp_path: Path
) -> None:
    obstacle = tmp_path / "pas-un-dossier"
    obstacle.touch()
    fenetre = make_fenetre(places=replace(places, reglages=obstacle / "reglages.toml"))
    fenetre.contexte.services.seance.__dict__["_mode"] = Mode.COFFRE
    page = reglages_page(fenetre)
    page.apparence.card("sombre").click()
    assert any("reglages.toml" in avis.texte for avis in page.findChildren(Avis))
    assert current_theme().couleurs == SOMBRE


# Aide


def test_help_says_every_key(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("aide")
    tout = list(everything_shown())
    for touche in ("F1", "F9", "Ctrl+K", "Ctrl+L"):
        assert touche in tout


# A defect of the program


def defect(how: Callable[[], object]) -> BaseException:
    try:
        how()
    except ZeroDivisionError as error:
        return error
    raise AssertionError


@pytest.fixture
def incident(qtbot: QtBot, fenetre: Fenetre) -> Incident:
    nom = "Zéphyrine"
    incident = Incident(defect(lambda: (nom, 1 / 0)), fenetre.contexte.textes, fenetre)
    qtbot.addWidget(incident)
    incident.show()
    return incident


def test_a_defect_is_told_without_a_word_of_what_was_typed(incident: Incident) -> None:
    rapport = incident.rapport.toPlainText()
    assert "ZeroDivisionError" in rapport
    assert "Zéphyrine" not in rapport
    assert incident.numero in rapport


def test_the_same_defect_has_the_same_number(incident: Incident, fenetre: Fenetre) -> None:
    numeros = {Incident(defect(lambda: 1 / 0), fenetre.contexte.textes, fenetre).numero for _ in range(2)}
    assert len(numeros) == 1
    assert len(incident.numero) == 8


def test_the_text_to_report_can_be_copied_and_enter_goes_on(incident: Incident, qtbot: QtBot) -> None:
    next(bouton for bouton in incident.findChildren(BoutonSecondaire)).click()
    assert incident.numero in QGuiApplication.clipboard().text()
    assert incident.focusWidget() is incident.continuer
    with qtbot.waitSignal(incident.accepted):
        QTest.keyClick(incident.rapport, ENTREE)
