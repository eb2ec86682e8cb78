"""A fiche described by keyboard: what is missing follows, nothing unsaved is lost, and it leads to the letters."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from droits_usagers.domain.notice.traitements import A_DEMANDER, Contact, FicheTraitement
from droits_usagers.services.notice.atelier import FichiersFiche
from droits_usagers.services.notice.formulaire import INCONNU
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.fenetre.ecrans import exists
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.notice.editeur import GROUPES, PARTIES
from droits_usagers.ui.notice.formulaire import Demandable, EcranPartie
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.socle.destination import VersPartie
from tests.domain.notice.test_mentions import SAINE
from tests.ui.gestes import CANARI, CTRL, ENTREE, everything_shown, press, settle
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.notice.gestes import button, ends, mentions, part, said, write

DPO = "dpo@estuaire-social.fr"


# From what one starts


def test_the_six_models_are_offered_and_one_is_ready_to_change(page: PageNotices) -> None:
    modeles = list(page.choix.modeles)
    assert len(modeles) == 6
    page.choix.modeles[modeles[0]].click()

    assert page.atelier.fiche.nom
    assert page.atelier.chemin is None
    assert not page.occupied


def test_enter_starts_an_empty_fiche_and_the_first_question_has_the_focus(page: PageNotices) -> None:
    QTest.keyClick(page.focusWidget(), ENTREE)

    assert page.editeur.place == "fichier"
    assert page.editeur.isAncestorOf(page.editeur.focusWidget())
    assert page.textes("notices.verification.vide") == page.editeur.verdict.accessibleName()


def test_a_file_that_is_no_fiche_is_refused_in_a_sentence(page: PageNotices, tmp_path: Path) -> None:
    mauvais = tmp_path / "mauvais.toml"
    mauvais.write_text("inconnue = 1\n", encoding="utf-8")
    page.ask_file = lambda: mauvais
    page.choix.boutons["ouvrir"].click()

    assert "mauvais.toml" in said(page.choix)
    assert page.choix.isVisible()


def test_another_fiche_is_not_opened_over_one_that_is_not_saved(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    write(page, "fichier", "nom", "Registre")
    ends(page).boutons["fermer"].click()
    page.choix.boutons["vierge"].click()
    assert page.textes("notices.pas_enregistree") in said(page.choix)
    assert page.atelier.fiche.nom == "Registre"

    button(page.choix, page.textes("notices.revenir")).click()
    assert page.atelier.fiche.nom == "Registre"
    assert page.editeur.isVisible()

    ends(page).boutons["fermer"].click()
    page.choix.boutons["vierge"].click()
    button(page.choix, page.textes("notices.continuer")).click()
    assert page.atelier.is_blank


# The questions and the checker


def test_a_sound_fiche_has_nothing_missing(ouverte: PageNotices) -> None:
    assert set(mentions(ouverte).values()) == {ouverte.textes("notices.verification.statuts.presente")}
    assert ouverte.editeur.verdict.accessibleName() == ouverte.textes("notices.verification.complet")


def test_what_is_missing_follows_what_is_typed(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    absente = page.textes("notices.verification.statuts.absente")
    assert mentions(page)["dpo"] == absente
    write(page, "dpo", "dpo_courriel", DPO)

    assert mentions(page)["dpo"] == page.textes("notices.verification.statuts.presente")
    assert page.atelier.fiche.dpo == Contact(courriel=DPO)
    assert page.occupied


def test_not_knowing_is_an_answer_and_can_be_taken_back(ouverte: PageNotices) -> None:
    champ = part(ouverte, "dpo").formulaire.champ("dpo_courriel").editeur
    assert isinstance(champ, Demandable)
    champ.bouton.click()
    assert mentions(ouverte)["dpo"] == ouverte.textes("notices.verification.statuts.a_demander")
    assert ouverte.atelier.fiche.dpo == Contact(courriel=A_DEMANDER)
    assert QApplication.focusWidget() is champ.bouton

    champ.bouton.click()
    assert ouverte.atelier.fiche.dpo == Contact(courriel=DPO)


def test_not_knowing_is_offered_for_lines_lists_and_choices(ouverte: PageNotices) -> None:
    formulaire = part(ouverte, "finalites").formulaire
    groupe = formulaire.champ("finalites").editeur
    assert isinstance(groupe, Demandable)
    groupe.bouton.click()
    assert ouverte.atelier.fiche.finalites is A_DEMANDER
    groupe.bouton.click()
    assert ouverte.atelier.fiche == SAINE

    part(ouverte, "decision").formulaire.champ("decision_existe").editeur.card(INCONNU).click()  # type: ignore[attr-defined]
    assert mentions(ouverte)["decision_automatisee"] == ouverte.textes("notices.verification.statuts.a_demander")


def test_a_mention_that_does_not_apply_is_declared_in_its_part(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    part(page, "transferts").formulaire.champ("sans_objet_transferts").editeur.card("transferts").click()  # type: ignore[attr-defined]

    assert page.atelier.fiche.sans_objet == ("transferts",)
    assert "transferts" not in mentions(page)


def test_enter_on_a_mention_leads_to_the_field_of_the_line_it_is_about(ouverte: PageNotices) -> None:
    lignes = (
        {"finalite_libelle": SAINE.finalites[0].libelle, "finalite_base": "mission", "finalite_texte": "CASF L123-2"},  # type: ignore[index]
        {"finalite_libelle": "Tenir le registre", "finalite_base": INCONNU},
    )
    ouverte.atelier.answer("finalites", lignes)  # type: ignore[arg-type] # lines
    ouverte.editeur.refresh()
    liste = ouverte.editeur.verification.liste
    liste.setFocus()
    liste.go_to("base")
    QTest.keyClick(liste, ENTREE)

    assert ouverte.editeur.place == "finalites"
    ecran = ouverte.editeur.ecran
    assert isinstance(ecran, EcranPartie)
    carte = QApplication.focusWidget()
    assert carte is not None
    assert carte.accessibleName() == ouverte.textes("notices.inconnu")


def test_tab_goes_through_the_lines_before_the_button_that_adds_one(ouverte: PageNotices) -> None:
    part(ouverte, "conservations")
    noms = []
    for _ in range(9):
        ici = QApplication.focusWidget()
        assert ici is not None
        noms.append(ici.accessibleName())
        press_tab(ouverte)
    textes = ouverte.textes

    assert noms[0] == textes("notices.questions.conservation_donnees.libelle")
    assert noms.index(textes("assistant.retirer_ligne")) < noms.index(textes("assistant.ajouter_ligne"))


def press_tab(page: PageNotices) -> None:
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)


def test_every_field_has_a_name(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    for id_ in PARTIES[:-1]:
        ecran = part(page, id_)
        champs = [champ for champ in ecran.findChildren(QLineEdit) if champ.isVisible()]
        assert all(champ.accessibleName() for champ in champs), id_


def test_a_notice_received_is_not_to_be_asked_of_anyone(page: PageNotices) -> None:
    page.choix.boutons["retaper"].click()
    assert page.atelier.is_recue
    assert part(page, "dpo").findChildren(Demandable) == []
    ecran = ends(page)
    assert ecran.boutons["lettre"].isVisible()
    assert not ecran.boutons["questions"].isVisible()


# Files


def test_it_is_saved_where_one_says_and_then_over_it(page: PageNotices, sorties: SortiesFausses, tmp_path: Path) -> None:
    page.choix.boutons["vierge"].click()
    write(page, "fichier", "nom", "Registre")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_S, CTRL)
    assert [fichier.name for fichier in sorties.fichiers] == ["registre.toml"]
    assert not page.occupied

    write(page, "fichier", "version", "2026-11")
    assert page.occupied
    page.editeur.enregistrer.click()
    assert len(sorties.fichiers) == 1
    assert "2026-11" in (tmp_path / "registre.toml").read_text(encoding="utf-8")
    assert not page.occupied


def test_a_file_changed_elsewhere_is_left_alone_and_it_is_said(ouverte: PageNotices, chemin: Path) -> None:
    chemin.write_text('nom = "Changée"\n', encoding="utf-8")
    write(ouverte, "fichier", "nom", "Autre")
    ouverte.editeur.enregistrer.click()

    assert "Changée" in chemin.read_text(encoding="utf-8")
    assert ouverte.editeur.place == "suites"
    assert "saine.toml a changé depuis que vous l’avez ouvert" in said(ouverte.editeur)
    assert ouverte.occupied


def test_a_new_version_is_another_file_and_says_what_changed(
    ouverte: PageNotices, sorties: SortiesFausses, chemin: Path
) -> None:
    avant = chemin.read_bytes()
    ends(ouverte).boutons["dupliquer"].click()
    assert ouverte.atelier.chemin is None
    write(ouverte, "dpo", "dpo_telephone", "01 02 03 04 05")
    ecran = ends(ouverte)
    ecran.boutons["comparer_avant"].click()
    dits = [label.text() for label in ecran.findChildren(QLabel)]

    assert ouverte.textes("notices.differences.compte", nombre=2) in dits
    assert "01 02 03 04 05" in dits
    ouverte.editeur.enregistrer.click()
    assert chemin.read_bytes() == avant
    assert len(sorties.fichiers) == 1


def test_another_file_is_compared_without_being_opened(ouverte: PageNotices, tmp_path: Path, chemin: Path) -> None:
    autre = tmp_path / "autre.toml"
    autre.write_bytes(FichiersFiche.write(replace(SAINE, version="2025-01")))
    ouverte.ask_file = lambda: autre
    ecran = ends(ouverte)
    ecran.boutons["comparer"].click()

    assert ouverte.textes("notices.differences.titre", version="2025-01") in [q.text() for q in ecran.findChildren(QLabel)]
    assert ouverte.atelier.chemin == chemin


# What the window asks


def test_nothing_of_it_remains_for_the_next_person(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    write(page, "fichier", "nom", CANARI)
    write(page, "responsable", "responsable_nom", CANARI)
    ends(page).boutons["fermer"].click()
    page.clear()
    settle()

    assert not any(CANARI in texte for texte in everything_shown())
    assert page.atelier.fiche == FicheTraitement()


def test_whom_a_fiche_names_is_told_beside_its_preview_before_it_is_printed(ouverte: PageNotices, qtbot: QtBot) -> None:
    apercu = ouverte.editeur.apercu
    with qtbot.waitSignal(apercu.drawn):
        ouverte.editeur.disposition.show_side("apercu")
    assert not apercu.nommes.isVisible()
    ouverte.atelier.answer("destinataires", ({"destinataire_libelle": "Mme Kerbrat, 06 12 34 56 78"},))
    apercu.draw()
    qtbot.waitUntil(lambda: "Kerbrat, 06 12 34 56 78" in said(apercu))
    ouverte.be_discreet(discreet=True)
    assert "Kerbrat" not in said(apercu)
    ouverte.be_discreet(discreet=False)
    qtbot.waitUntil(lambda: "Kerbrat" in said(apercu))


def test_f9_covers_what_is_written(ouverte: PageNotices) -> None:
    ecran = part(ouverte, "dpo")
    ouverte.be_discreet(discreet=True)
    ligne = ecran.formulaire.champ("dpo_courriel").editeur.findChild(QLineEdit)
    assert ligne is not None
    assert ligne.echoMode() is QLineEdit.EchoMode.Password
    # And in a part come to afterwards.
    suivant = part(ouverte, "droits").formulaire.champ("droits_contact").editeur.findChild(QLineEdit)
    assert suivant is not None
    assert suivant.echoMode() is QLineEdit.EchoMode.Password

    ouverte.be_discreet(discreet=False)
    assert suivant.echoMode() is QLineEdit.EchoMode.Normal


def test_a_shared_computer_does_not_offer_it() -> None:
    assert [mode for mode in Mode if exists("notices", mode)] == [Mode.SANS_ENREGISTREMENT, Mode.COFFRE]


def test_it_is_one_step_from_the_first_screen(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("accueil")
    for _ in range(2):
        press(fenetre, Qt.Key.Key_Tab)
    press(fenetre, ENTREE)
    assert fenetre.pages.current_id == "notices"


def test_closing_the_window_asks_first(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("notices", VersPartie("vierge"))
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageNotices)
    write(page, "fichier", "nom", "Registre")
    fenetre.close()

    assert fenetre.isVisible()
    assert page.atelier.fiche.nom == "Registre"


def test_every_part_is_in_one_group_in_the_order_one_goes_through_them() -> None:
    assert tuple(chain(*GROUPES.values())) == PARTIES
