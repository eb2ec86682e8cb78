"""What is half typed when someone is erased: gone where it is about them, there where it is not, asked where it may be."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.services.coffre.saisies import EbaucheGardee, keep_ebauche, read_saisies
from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour
from droits_usagers.ui.fenetre.boite import QuestionDoute
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import VersModele
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import ask, demande, open_coffre, page_of, plain, said
from tests.ui.gestes import settle, type_in
from tests.ui.test_gardes import ECRANS, MODELES, OUVRIR, change, holds, lines_of, lock, look, look_at, show
from tests.vault.clair import decrypted


def erase_for_ever(fenetre: Fenetre, qtbot: QtBot, *references: str) -> None:
    """As a screen does, its window told."""
    finis: list[object] = []
    reponses = Reponses(fenetre, finis.append, lambda error: pytest.fail(repr(error)))
    AccesCoffre(fenetre.contexte).work(lambda coffre: coffre.effacement.erasing(references), reponses)
    qtbot.waitUntil(lambda: bool(finis))
    settle()


def test_a_note_about_someone_erased_is_not_kept_again_and_that_about_another_still_is(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path
) -> None:
    chemin = tmp_path / "permanence.coffre"
    coffre = open_coffre(fenetre, chemin, qtbot, (demande("Tanguy", envoyee=20), demande("Ouardi", envoyee=20)))
    services = fenetre.contexte.services
    fenetre.pages.go_to("suivi")
    ecran = page_of(fenetre, EcranSuivi)
    for reference, mot in (("2026-0001", "MURENE"), ("2026-0002", "TURBOT")):
        for nom in ("note", "consignes"):
            ecran.dossier_regarde.go_to(reference)
            qtbot.waitUntil(lambda: ecran.panneau.reference == reference)  # noqa: B023 # before the next
            OUVRIR[nom](ecran.panneau, tmp_path)
            qtbot.waitUntil(lambda: bool(lines_of(ecran.panneau, nom)))  # noqa: B023 # before the next
            for champ in lines_of(ecran.panneau, nom):
                type_in(champ, mot)
    settle()
    look_at(fenetre, EcranSuivi)
    assert len(ask(services, lambda: read_saisies(coffre, "suivi"), qtbot)) == 4
    fenetre.pages.go_to("accueil")
    erase_for_ever(fenetre, qtbot, "2026-0001")

    def kept() -> set[str]:
        return {une.reference for une in ask(services, lambda: read_saisies(coffre, "suivi"), qtbot)}

    assert kept() == {"2026-0002"}
    lock(fenetre, qtbot)
    assert not holds_text(chemin, "MURENE")
    assert holds_text(chemin, "TURBOT")


@pytest.mark.parametrize("tape", ["Tanguy", "2026-0001"])
def test_a_line_of_the_post_about_someone_erased_is_not_kept_again(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, tape: str
) -> None:
    chemin = tmp_path / "permanence.coffre"
    open_coffre(fenetre, chemin, qtbot, (demande("Tanguy", envoyee=20), demande("Ouardi", envoyee=20)))
    fenetre.pages.go_to("courrier_du_jour")
    page = page_of(fenetre, PageCourrierDuJour)
    type_in(page.saisie.dossier, tape)
    qtbot.waitUntil(lambda: bool(page.saisie.fait.text()))
    look_at(fenetre, PageCourrierDuJour)
    erase_for_ever(fenetre, qtbot, "2026-0001")
    assert page.saisie.dossier.text() == ""
    lock(fenetre, qtbot)
    assert not holds_text(chemin, "courrier_du_jour.saisie")


@pytest.mark.parametrize("ecran", ECRANS)
def test_what_names_someone_erased_is_not_kept_again_and_what_names_nobody_still_is(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, ecran: str
) -> None:
    chemin = tmp_path / "permanence.coffre"
    open_coffre(fenetre, chemin, qtbot, (demande("Tanguy", envoyee=20), demande("Ouardi", envoyee=20)))
    fenetre.pages.go_to(ecran, VersModele(MODELES[ecran]))
    page = show(fenetre, ecran)
    qtbot.waitUntil(lambda: page.is_building)
    change(page, "Chez Élodie Tanguy")
    look(page)
    settle()
    erase_for_ever(fenetre, qtbot, "2026-0002")
    assert holds(page, "Chez Élodie Tanguy")
    erase_for_ever(fenetre, qtbot, "2026-0001")
    lock(fenetre, qtbot)
    assert not holds_text(chemin, "Tanguy")


@pytest.mark.parametrize("garder", [True, False])
@pytest.mark.parametrize("ecran", ECRANS)
def test_what_only_has_a_word_of_the_name_of_someone_erased_is_asked_about(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, ecran: str, *, garder: bool
) -> None:
    chemin = tmp_path / "permanence.coffre"
    open_coffre(fenetre, chemin, qtbot, (demande("Petit", envoyee=20), demande("Ouardi", envoyee=20)))
    fenetre.pages.go_to(ecran, VersModele(MODELES[ecran]))
    page = show(fenetre, ecran)
    qtbot.waitUntil(lambda: page.is_building)
    change(page, "Un petit lieu MURENE")
    look(page)
    settle()
    erase_for_ever(fenetre, qtbot, "2026-0001")
    assert holds(page, "Un petit lieu MURENE")
    (question,) = (une for une in fenetre.findChildren(QuestionDoute) if une.isVisible())
    assert plain("Élodie Petit") in said(question)
    assert "MURENE" in said(question)
    (question.garder if garder else question.effacer).click()
    settle()
    assert holds(page, "Un petit lieu MURENE") is garder
    assert not any(une.isVisible() for une in fenetre.findChildren(QuestionDoute))
    lock(fenetre, qtbot)
    assert holds_text(chemin, "MURENE") is garder


def test_hiding_the_screen_keeps_what_is_asked_about_and_asks_no_more(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path) -> None:
    chemin = tmp_path / "permanence.coffre"
    coffre = open_coffre(fenetre, chemin, qtbot, (demande("Petit", envoyee=20),))
    services = fenetre.contexte.services
    for ecran in ECRANS:
        ebauche = EbaucheGardee(b"nom = 'un petit MURENE'")
        ask(services, partial(keep_ebauche, coffre, ecran, ebauche, nouvelle=True), qtbot)
    erase_for_ever(fenetre, qtbot, "2026-0001")
    assert sum(une.isVisible() for une in fenetre.findChildren(QuestionDoute)) == 1
    lock(fenetre, qtbot)
    assert not any(une.isVisible() for une in fenetre.findChildren(QuestionDoute))
    assert holds_text(chemin, "MURENE")


def holds_text(chemin: Path, texte: str) -> bool:
    """True if a page of the file holds it."""
    return texte.encode() in decrypted(chemin)
