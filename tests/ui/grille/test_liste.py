"""The checklist on the screen: what it shows of the passages, an answer given by hand, a fiche taken up, a draft of one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.domain.grille import GenreSource
from droits_usagers.domain.grille.valeurs import RubriqueGrille
from droits_usagers.domain.notice.traitements import A_DEMANDER
from droits_usagers.services.grille.examen import CoteListe
from droits_usagers.services.notice.atelier import FichiersFiche
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.grille.liste import EcranListe
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.socle.page import Contexte
from tests.ecarts import plain
from tests.ui.gestes import CANARI, CTRL, ENTREE, everything_shown, type_in
from tests.ui.grille.gestes import examined, key, rules, said


@pytest.fixture
def ecran(ouverte: PageGrille) -> EcranListe:
    """The checklist of a grille that says three things."""
    key(ouverte, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    return ouverte.editeur.ecran_liste


def line(ecran: EcranListe, rubrique: RubriqueGrille) -> str:
    ligne = ecran.liste.lignes.line(ecran.liste.lignes.place(rubrique.value))
    return plain(f"{ligne.mot}\n{ligne.titre}\n{ligne.sous_titre}")


def reply(page: PageGrille, qtbot: QtBot, rubrique: RubriqueGrille, texte: str, *, cote: CoteListe = CoteListe.VU) -> None:
    """Answers a question with the keyboard, after what its answer begins with."""
    ecran = page.editeur.ecran_liste
    ecran.liste.go_to(rubrique.value)
    ecran.cote.set_value(cote.value)
    key(page, ENTREE)
    type_in(ecran.texte, texte)
    examined(page, qtbot, lambda: key(page, ENTREE, CTRL))


def test_it_shows_what_is_announced_beside_what_is_seen_and_the_ecarts_of_both(ecran: EcranListe) -> None:
    assert "Annoncé : 6 mois" in line(ecran, RubriqueGrille.DUREE)
    assert "Vu : Rien n'est jamais effacé" in line(ecran, RubriqueGrille.DUREE).replace("’", "'")
    assert "depuis quel jour" in line(ecran, RubriqueGrille.DUREE)
    assert line(ecran, RubriqueGrille.DUREE).startswith("Écart ")
    assert line(ecran, RubriqueGrille.AGENTS).startswith("Sans réponse")
    assert ecran.liste.lignes.rowCount() == len(RubriqueGrille)


def test_an_answer_by_hand_becomes_a_passage_and_what_it_leads_to(ecran: EcranListe, ouverte: PageGrille, qtbot: QtBot) -> None:
    reply(ouverte, qtbot, RubriqueGrille.DUREE, "mai 2003.")

    passage = ouverte.atelier.grille.passages[-1]
    assert plain(passage.texte) == "On voit encore un dossier dont le dernier contact date de mai 2003."
    assert passage.rubrique is RubriqueGrille.DUREE
    assert ouverte.atelier.grille.sources[-1].genre is GenreSource.OBSERVATION
    assert "mai 2003" in line(ecran, RubriqueGrille.DUREE)
    assert "conservation_depassee:" in rules(ouverte)


def test_a_beginning_alone_is_no_answer(ecran: EcranListe, ouverte: PageGrille) -> None:
    avant = ouverte.atelier.grille
    ecran.liste.go_to(RubriqueGrille.DONNEES.value)
    key(ouverte, ENTREE)
    key(ouverte, ENTREE, CTRL)

    assert ouverte.atelier.grille == avant
    assert said(ecran) != ""
    assert not ouverte.editeur.is_dirty


def test_what_is_typed_is_shown_as_it_will_be_written(ecran: EcranListe, ouverte: PageGrille, qtbot: QtBot) -> None:
    ecran.liste.go_to(RubriqueGrille.DESTINATAIRES.value)
    ecran.cote.set_value(CoteListe.VU.value)
    key(ouverte, ENTREE)
    type_in(ecran.texte, f"Mme {CANARI}, la mairie")
    assert ouverte.editeur.is_dirty

    examined(ouverte, qtbot, lambda: key(ouverte, ENTREE, CTRL))
    assert CANARI not in ouverte.atelier.grille.passages[-1].texte
    assert "la mairie" in ouverte.atelier.grille.passages[-1].texte


def test_an_answer_is_taken_away_and_comes_back(ecran: EcranListe, ouverte: PageGrille, qtbot: QtBot) -> None:
    reply(ouverte, qtbot, RubriqueGrille.BUTS, "envoyer le journal.")
    avec = ouverte.atelier.grille
    retirer = next(un for un in ecran.findChildren(Bouton) if un.titre.startswith("Retirer"))
    examined(ouverte, qtbot, retirer.click)
    assert len(ouverte.atelier.grille.passages) == len(avec.passages) - 1

    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Z, CTRL))
    assert ouverte.atelier.grille == avec


def test_nothing_is_said_to_be_announced_by_no_document(page: PageGrille, qtbot: QtBot) -> None:
    examined(page, qtbot, page.choix.boutons["vierge"].click)
    page.editeur.arrive()
    key(page, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    ecran = page.editeur.ecran_liste
    ecran.liste.go_to(RubriqueGrille.BUTS.value)
    ecran.cote.set_value(CoteListe.ANNONCE.value)
    key(page, ENTREE)
    type_in(ecran.texte, "aider")
    key(page, ENTREE, CTRL)

    assert page.atelier.grille.passages == ()


def test_an_ecart_of_a_question_is_reached_from_it(ecran: EcranListe, ouverte: PageGrille) -> None:
    ecran.liste.go_to(RubriqueGrille.REFUS.value)
    lien = next(un for un in ecran.findChildren(Bouton) if un.titre.startswith("Écart"))
    lien.click()

    assert ouverte.editeur.ecarts.trouve is not None
    assert ouverte.editeur.ecarts.trouve.ecart.regle == "refus_sans_aide"


def test_what_is_hidden_is_not_shown_here(ecran: EcranListe, ouverte: PageGrille) -> None:
    ouverte.be_discreet(discreet=True)
    assert "6 mois" not in line(ecran, RubriqueGrille.DUREE)
    assert not any("6 mois" in un.titre for un in ecran.findChildren(Bouton))

    ouverte.be_discreet(discreet=False)
    assert "6 mois" in line(ecran, RubriqueGrille.DUREE)


def test_the_next_person_finds_nothing_of_it(ecran: EcranListe, ouverte: PageGrille) -> None:
    ecran.liste.go_to(RubriqueGrille.BUTS.value)
    key(ouverte, ENTREE)
    type_in(ecran.texte, CANARI)
    ouverte.clear()

    assert CANARI not in " ".join(everything_shown())
    assert ecran.liste.lignes.rowCount() == 0
    assert not ouverte.editeur.is_dirty


def test_a_fiche_is_taken_up_on_the_side_of_what_is_announced(
    ecran: EcranListe, ouverte: PageGrille, contexte: Contexte, qtbot: QtBot
) -> None:
    modele = contexte.services.fiches_traitement.models()[0]
    chemin = contexte.services.places.resources / "modeles_fiches" / f"{modele}.toml"
    ecran.ask_file = lambda: chemin
    examined(ouverte, qtbot, ecran.reprendre.click)

    source = ouverte.atelier.grille.sources[-1]
    assert source.genre is GenreSource.REGISTRE
    assert source.nom
    assert "Annoncé : Buts annoncés" in line(ecran, RubriqueGrille.BUTS)


def test_a_file_that_is_no_fiche_is_said_and_changes_nothing(ecran: EcranListe, ouverte: PageGrille, tmp_path: Path) -> None:
    avant = ouverte.atelier.grille
    chemin = tmp_path / "autre.toml"
    chemin.write_text("format = 99\n", encoding="utf-8")
    ecran.ask_file = lambda: chemin
    ecran.reprendre.click()

    assert ouverte.atelier.grille == avant
    assert said(ecran) != ""


def test_what_is_announced_makes_the_draft_of_a_fiche(
    ecran: EcranListe, contexte: Contexte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chemin = tmp_path / "brouillon.toml"
    monkeypatch.setattr(contexte.sorties(), "choose_file", lambda _nom: chemin)
    ecran.brouillon.click()
    services = contexte.services
    fiche = FichiersFiche(services.catalogue, tmp_path, services.controle).look_at(chemin)

    assert fiche.nom == "Dossier social"
    assert fiche.conservations is not A_DEMANDER
    assert [(un.duree, un.depart) for un in fiche.conservations] == [("6 mois", A_DEMANDER)]
    assert fiche.dpo is A_DEMANDER


def test_where_there_is_little_room_one_answers_and_comes_back(ecran: EcranListe, ouverte: PageGrille, qtbot: QtBot) -> None:
    ouverte.window().resize(600, 500)
    qtbot.waitUntil(lambda: not ecran.texte.isVisible())
    ecran.liste.setFocus()
    key(ouverte, ENTREE)
    assert ecran.texte.isVisible()
    assert not ecran.liste.isVisible()

    key(ouverte, Qt.Key.Key_Escape)
    assert ecran.liste.isVisible()
    assert ouverte.editeur.passages != ()
