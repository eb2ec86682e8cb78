"""What one does to a dossier from its panel, on a real coffre: files, notes, affaires, proofs, an explanation to copy."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import DossierLu, GenrePiece
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.histoire import EntreeMontree, GenreEntree
from droits_usagers.ui.composants import BoutonLien, TexteLong
from droits_usagers.ui.dossier import gestes
from droits_usagers.ui.dossier.formulaires import Formulaires
from droits_usagers.ui.dossier.mandats_page import PageMandats
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.socle.destination import VersDossier
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import PHRASE
from tests.ui.avec_coffre import AUJOURDHUI, ask, button, demande, focused, open_coffre, page_of, said
from tests.ui.gestes import CTRL, ENTREE, everything_shown, press, settle, type_in
from tests.ui.suivi.papiers import LIEU, pdf, photo

NOM = "Œuvrard-Zéphyrine"


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    dossiers = (demande(NOM, envoyee=48), demande("Autre", envoyee=60, recue=55, organisme="MDPH 93"), demande("Tiers"))
    return open_coffre(fenetre, chemin, qtbot, dossiers)


@pytest.fixture
def panneau(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> Iterator[PanneauDossier]:  # noqa: ARG001 - opened first
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: shows(panneau, "2026-0001"))
    yield panneau
    QGuiApplication.clipboard().clear()


def shows(panneau: PanneauDossier, reference: str) -> bool:
    return panneau.drawn and panneau.dossier is not None and panneau.dossier.reference == reference


def says(panneau: PanneauDossier, phrase: str) -> bool:
    return phrase in said(panneau)


def lu(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, reference: str = "2026-0001") -> DossierLu:
    return ask(fenetre.contexte.services, lambda: coffre.dossiers.read(reference), qtbot)


def entries(panneau: PanneauDossier, genre: GenreEntree) -> list[EntreeMontree]:
    """Those of a kind, once everything that was read is drawn."""
    assert panneau.dossier is not None
    return [entree for entree in panneau.dossier.histoire if entree.genre is genre and panneau.drawn]


def writing(formulaires: Formulaires) -> TexteLong:
    """Where a note is written."""
    (texte,) = formulaires.attache(NOTE).findChildren(TexteLong)
    return texte


def drop(panneau: PanneauDossier, *fichiers: Path) -> None:
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(fichier)) for fichier in fichiers])
    evenement = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, donnees, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    panneau.dropEvent(evenement)


def join(panneau: PanneauDossier, fichier: Path, genre: GenrePiece = GenrePiece.INCONNU) -> None:
    """As someone who drops a file and confirms."""
    drop(panneau, fichier)
    if genre:
        panneau.formulaires.piece.choix.set_value(genre)
    panneau.formulaires.piece.enregistrer.click()


@pytest.fixture
def reponse(tmp_path: Path) -> Path:
    fichier = tmp_path / f"réponse {NOM}.pdf"
    fichier.write_bytes(pdf())
    return fichier


# Files.


def test_a_dropped_file_is_kept_as_it_is_under_the_name_given(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, reponse: Path, qtbot: QtBot
) -> None:
    join(panneau, reponse, GenrePiece.REPONSE)
    qtbot.waitUntil(lambda: bool(entries(panneau, GenreEntree.PIECE)))
    (piece,) = lu(fenetre, coffre, qtbot).pieces
    assert (piece.genre, piece.nom) == (GenrePiece.REPONSE, reponse.name)
    assert ask(fenetre.contexte.services, lambda: coffre.pieces.content(piece.empreinte), qtbot) == reponse.read_bytes()
    assert "toujours sur l'ordinateur" in said(panneau).replace("’", "'")
    # Enter says what it holds, and does not remind an organisme that has just answered.
    assert focused() is button(panneau, "Dire ce que contient")


def test_a_photograph_is_kept_without_what_it_says_of_the_place(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, tmp_path: Path, qtbot: QtBot
) -> None:
    fichier = tmp_path / "IMG_0001.jpg"
    fichier.write_bytes(photo())
    join(panneau, fichier, GenrePiece.AUTRE)
    qtbot.waitUntil(lambda: bool(entries(panneau, GenreEntree.PIECE)))
    (piece,) = lu(fenetre, coffre, qtbot).pieces
    contenu = ask(fenetre.contexte.services, lambda: coffre.pieces.content(piece.empreinte), qtbot)
    assert contenu.startswith(b"\xff\xd8")
    assert LIEU not in contenu
    assert "refaite sans ce que la photo disait" in said(panneau)


def test_what_it_is_has_to_be_said(panneau: PanneauDossier, reponse: Path) -> None:
    join(panneau, reponse)
    assert "Dites d’abord ce qu’est ce document" in said(panneau)
    assert panneau.formulaires.piece.isVisible()


def test_what_cannot_be_kept_is_said_in_the_form(panneau: PanneauDossier, tmp_path: Path, qtbot: QtBot) -> None:
    fichier = tmp_path / "un"
    for contenu, phrase in (
        (b"", "est vide"),
        (b"%PDF-" + b"0" * 20_000_000, "dépasse 20 Mo"),
        (b"\x00\x00\x00\x18ftypheic", "d’un genre que ce programme ne sait pas"),
    ):
        fichier.write_bytes(contenu)
        join(panneau, fichier, GenrePiece.AUTRE)
        qtbot.waitUntil(partial(says, panneau, phrase))
        assert panneau.formulaires.piece.enregistrer.isEnabled()
    fichier.unlink()
    panneau.formulaires.piece.enregistrer.click()
    qtbot.waitUntil(lambda: "n’existe pas" in said(panneau))


def test_files_are_dropped_one_at_a_time(panneau: PanneauDossier, reponse: Path) -> None:
    drop(panneau, reponse, reponse)
    assert "l’un après l’autre" in said(panneau)


def test_a_file_can_be_taken_away_once_what_is_lost_is_said(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, reponse: Path, qtbot: QtBot
) -> None:
    join(panneau, reponse, GenrePiece.REPONSE)
    qtbot.waitUntil(lambda: bool(entries(panneau, GenreEntree.PIECE)))
    link(panneau, "Retirer : Réponse reçue").click()
    assert getattr(focused(), "titre", "") == "Le garder"
    press(fenetre, ENTREE)
    assert lu(fenetre, coffre, qtbot).pieces
    link(panneau, "Retirer : Réponse reçue").click()
    button(panneau, "Retirer le document").click()
    qtbot.waitUntil(lambda: not entries(panneau, GenreEntree.PIECE))
    assert lu(fenetre, coffre, qtbot).pieces == ()


def link(panneau: PanneauDossier, nom: str) -> BoutonLien:
    return next(lien for lien in panneau.findChildren(BoutonLien) if lien.isVisible() and plain(lien).startswith(nom))


def plain(lien: BoutonLien) -> str:
    return lien.accessibleName().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_letter_is_replaced_by_what_was_really_sent(
    fenetre: Fenetre,
    coffre: Coffre,
    panneau: PanneauDossier,
    reponse: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def keep() -> int:
        return coffre.lettres.keep("2026-0001", etape="demande", gabarit=GabaritUtilise("acces/demande", "1", "0" * 16))

    ask(fenetre.contexte.services, keep, qtbot)
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    qtbot.waitUntil(lambda: bool(entries(panneau, GenreEntree.COURRIER)))
    monkeypatch.setattr(gestes, "ask_piece", lambda *_: reponse)
    link(panneau, "Remplacer par la version réellement envoyée").click()
    assert not panneau.formulaires.piece.champ_genre.isVisible()
    panneau.formulaires.piece.enregistrer.click()
    qtbot.waitUntil(lambda: any(entree.piece is not None for entree in entries(panneau, GenreEntree.COURRIER)))
    (courrier,) = lu(fenetre, coffre, qtbot).courriers
    assert courrier.piece is not None
    assert courrier.piece.genre is GenrePiece.VERSION_ENVOYEE


# The proof of receipt.


def test_the_day_of_receipt_is_asked_for_and_so_is_what_shows_it(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, reponse: Path, qtbot: QtBot
) -> None:
    assert "La loi compte à partir de la réception" in said(panneau)
    join(panneau, reponse, GenrePiece.PREUVE)
    qtbot.waitUntil(lambda: bool(entries(panneau, GenreEntree.PIECE)))
    qtbot.waitUntil(lambda: "son jour n’est pas noté" in said(panneau))
    button(panneau, "Noter la réception").click()
    assert panneau.formulaires.fait.choix.value() == TypeEvenement.RECU
    type_in(panneau.formulaires.fait.date, "15 octobre 2026")
    panneau.formulaires.fait.enregistrer.click()
    qtbot.waitUntil(lambda: "Preuve de réception : " not in said(panneau) and panneau.dossier is not None)
    qtbot.waitUntil(lambda: "son jour n’est pas noté" not in said(panneau))
    assert TypeEvenement.RECU in {fait.evenement.type for fait in lu(fenetre, coffre, qtbot).faits}


def test_a_receipt_that_nothing_shows_is_mentioned_quietly(fenetre: Fenetre, panneau: PanneauDossier, qtbot: QtBot) -> None:
    fenetre.pages.go_to("suivi", VersDossier("2026-0002"))
    qtbot.waitUntil(lambda: shows(panneau, "2026-0002"))
    assert "La réception est notée, sans document qui la montre" in said(panneau)


def test_a_registered_number_goes_with_the_fact(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    panneau.show_form(TypeEvenement.RELANCE_ENVOYEE)
    type_in(panneau.formulaires.fait.recommande, "1a12345678901")
    panneau.formulaires.fait.enregistrer.click()
    qtbot.waitUntil(lambda: "recommandé n° 1A 123 456 7890 1" in said(panneau))
    assert "1A 123 456 7890 1" in {fait.recommande for fait in lu(fenetre, coffre, qtbot).faits}


def test_a_late_prolongation_is_recorded_and_said_void(fenetre: Fenetre, panneau: PanneauDossier, qtbot: QtBot) -> None:
    fenetre.pages.go_to("suivi", VersDossier("2026-0002", TypeEvenement.PROLONGATION_ANNONCEE))
    qtbot.waitUntil(panneau.formulaires.fait.isVisible)
    panneau.formulaires.fait.enregistrer.click()
    qtbot.waitUntil(lambda: "Cela ne compte pas." in said(panneau))


# An explanation.


def test_an_explanation_is_copied_without_a_name(panneau: PanneauDossier) -> None:
    button(panneau, "Pourquoi cette date").click()
    button(panneau, "Copier l’explication").click()
    texte = QGuiApplication.clipboard().text()
    assert texte.startswith("Dossier 2026-0001")
    assert NOM not in texte
    assert "L’explication est copiée" in said(panneau)


def test_a_missing_mandat_is_said_and_leads_to_the_mandats(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    ecrite = replace(demande("Tierce"), auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat")))
    reference = ask(fenetre.contexte.services, lambda: coffre.dossiers.create(ecrite), qtbot)
    fenetre.pages.go_to("suivi", VersDossier(reference))
    qtbot.waitUntil(lambda: shows(panneau, reference))
    assert "aucun mandat n’est enregistré" in said(panneau)
    button(panneau, "Voir les mandats").click()
    assert isinstance(fenetre.pages.currentWidget(), PageMandats)


# Notes.


def test_a_note_is_written_read_and_erased(fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot) -> None:
    button(panneau, "Écrire une note").click()
    press(fenetre, ENTREE, CTRL)
    assert "Écrivez d’abord quelque chose" in said(panneau)
    type_in(writing(panneau.formulaires), "Rappeler mardi")
    press(fenetre, ENTREE, CTRL)
    qtbot.waitUntil(lambda: [entree.saisi for entree in entries(panneau, GenreEntree.ATTACHE)] == ["Rappeler mardi"])
    assert lu(fenetre, coffre, qtbot).notes[0].ecrite_le.date() == AUJOURDHUI
    page_of(fenetre, EcranSuivi).be_discreet(discreet=True)
    qtbot.waitUntil(lambda: panneau.drawn)
    assert "Rappeler mardi" not in said(panneau)
    link(panneau, "Supprimer la note").click()
    button(panneau, "Supprimer la note").click()
    qtbot.waitUntil(lambda: not entries(panneau, GenreEntree.ATTACHE))


def test_notes_being_written_wait_and_are_kept_when_the_coffre_is_locked(
    fenetre: Fenetre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    formulaires = panneau.formulaires
    panneau.show_attache_form(NOTE)
    type_in(writing(formulaires), "à moitié")
    formulaires.attache(NOTE).retour.click()
    panneau.show_attache_form(NOTE)
    assert writing(formulaires).toPlainText() == "à moitié"
    fenetre.pages.go_to("suivi", VersDossier("2026-0002"))
    qtbot.waitUntil(lambda: shows(panneau, "2026-0002"))
    panneau.show_attache_form(NOTE)
    type_in(writing(formulaires), "une autre")
    press(fenetre, Qt.Key.Key_L, CTRL)
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    type_in(verrou.saisie, PHRASE)
    press(fenetre, ENTREE)
    seance = fenetre.contexte.services.seance
    qtbot.waitUntil(lambda: seance.coffre is not None)
    coffre = seance.coffre
    assert coffre is not None
    for reference, texte in (("2026-0002", "une autre"), ("2026-0001", "à moitié")):
        fenetre.pages.go_to("suivi", VersDossier(reference))
        note = writing(page_of(fenetre, EcranSuivi).panneau.formulaires)
        qtbot.waitUntil(lambda: note.isVisible() and note.toPlainText() == texte)  # noqa: B023 # before the next
        assert lu(fenetre, coffre, qtbot, reference).notes == ()


# Affaires.


def test_an_affaire_is_made_joined_renamed_and_left(
    fenetre: Fenetre, coffre: Coffre, panneau: PanneauDossier, qtbot: QtBot
) -> None:
    button(panneau, "Ranger dans une affaire").click()
    qtbot.waitUntil(panneau.formulaires.affaire.isVisible)
    button(panneau, "Créer l’affaire").click()
    assert "Donnez d’abord un nom" in said(panneau)
    type_in(panneau.formulaires.affaire.focusWidget(), "Le logiciel")
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: "Affaire : Le logiciel" in said(panneau))
    fenetre.pages.go_to("suivi", VersDossier("2026-0002"))
    qtbot.waitUntil(lambda: shows(panneau, "2026-0002"))
    button(panneau, "Ranger dans une affaire").click()
    qtbot.waitUntil(panneau.formulaires.affaire.isVisible)
    button(panneau, "Ranger ici").click()
    qtbot.waitUntil(lambda: "Affaire : Le logiciel" in said(panneau))
    button(panneau, "Les voir dans la liste").click()
    modele = page_of(fenetre, EcranSuivi).modele
    qtbot.waitUntil(lambda: modele.rowCount() == 2)
    button(panneau, "2026-0001 · Accès").click()
    qtbot.waitUntil(lambda: shows(panneau, "2026-0001"))
    table = page_of(fenetre, EcranSuivi).table
    assert table.currentIndex().row() == modele.row_of("2026-0001")
    button(panneau, "Changer").click()
    qtbot.waitUntil(panneau.formulaires.affaire.isVisible)
    press(fenetre, Qt.Key.Key_A, CTRL)
    type_in(panneau.formulaires.affaire.focusWidget(), "Le fichier")
    button(panneau, "Renommer").click()
    qtbot.waitUntil(lambda: "Affaire : Le fichier" in said(panneau))
    button(panneau, "Changer").click()
    qtbot.waitUntil(panneau.formulaires.affaire.isVisible)
    button(panneau, "Sortir ce dossier").click()
    qtbot.waitUntil(lambda: "Affaire : " not in said(panneau))
    assert lu(fenetre, coffre, qtbot).affaire is None
    assert lu(fenetre, coffre, qtbot, "2026-0002").affaire is not None


# Nothing stays.


def test_nothing_of_anyone_stays_once_locked(fenetre: Fenetre, panneau: PanneauDossier, reponse: Path, qtbot: QtBot) -> None:
    join(panneau, reponse, GenrePiece.REPONSE)
    qtbot.waitUntil(lambda: bool(entries(panneau, GenreEntree.PIECE)))
    drop(panneau, reponse)
    press(fenetre, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is None)
    settle()
    assert not [texte for texte in everything_shown() if NOM in texte]


def test_a_coffre_that_is_only_read_offers_nothing_to_change(panneau: PanneauDossier, reponse: Path, qtbot: QtBot) -> None:
    panneau.lecture_seule = True
    panneau.be_discreet(discreet=False)
    qtbot.waitUntil(lambda: panneau.drawn)
    titres = [bouton.titre for bouton in panneau.findChildren(BoutonLien) if bouton.isVisible()]
    assert not [titre for titre in titres if titre.startswith(("Joindre", "Écrire", "Ranger", "Retirer"))]
    drop(panneau, reponse)
    assert not panneau.formulaires.piece.isVisible()


def test_a_day_to_look_again_is_chosen_and_taken_back(
    fenetre: Fenetre, panneau: PanneauDossier, coffre: Coffre, qtbot: QtBot
) -> None:
    button(panneau, "Revoir à une autre date").click()
    formulaire = panneau.formulaires.revoir
    assert formulaire.date.text().replace("\u00a0", " ") == "9 décembre 2026"
    type_in(formulaire.date, "20/11/2026")
    press(fenetre, ENTREE)
    assert "Ce jour n’est pas compris" in said(panneau)
    type_in(formulaire.date, "5 janvier")
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: says(panneau, "à revoir le 5 janvier · 42 jours."))
    assert lu(fenetre, coffre, qtbot).revoir_le == dt.date(2027, 1, 5)
    button(panneau, "Annuler").click()
    qtbot.waitUntil(lambda: lu(fenetre, coffre, qtbot).revoir_le is None)


def test_what_a_fact_changes_in_the_dates_is_said(fenetre: Fenetre, panneau: PanneauDossier, qtbot: QtBot) -> None:
    fenetre.pages.go_to("suivi", VersDossier("2026-0002", TypeEvenement.RELANCE_ENVOYEE))
    qtbot.waitUntil(panneau.formulaires.fait.date.hasFocus)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: says(panneau, "C’est noté : Relance envoyée, 24 novembre 2026."))
    assert says(panneau, "Ses dates ne changent pas.") or says(panneau, "Ensuite : ")


def test_an_answer_is_recorded_first_with_the_reasons_of_a_refusal_that_the_letter_opens_with(
    fenetre: Fenetre, panneau: PanneauDossier, coffre: Coffre, qtbot: QtBot
) -> None:
    fenetre.pages.go_to("suivi", VersDossier("2026-0002"))
    qtbot.waitUntil(lambda: shows(panneau, "2026-0002"))
    button(panneau, "J’ai reçu une réponse").click()
    formulaire = panneau.formulaires.fait
    assert formulaire.lire.isVisible()
    formulaire.choix.set_value(TypeEvenement.REFUS)
    assert formulaire.champ_motifs is not None
    assert formulaire.champ_motifs.isVisible()
    formulaire.motifs.set_value(("secret", "tiers"))
    formulaire.choix.set_value(TypeEvenement.REPONSE_COMPLETE)
    assert not formulaire.champ_motifs.isVisible()
    formulaire.choix.set_value(TypeEvenement.REFUS)
    formulaire.enregistrer.click()
    qtbot.waitUntil(lambda: says(panneau, "C’est noté : Refus"))
    dossier = lu(fenetre, coffre, qtbot, "2026-0002")
    assert dossier.demande.reponses["refus_motifs"] == ("secret", "tiers")
    assert dossier.demande.reponses["refus_forme"] == "ecrit"
    assert TypeEvenement.REFUS in {fait.type for fait in dossier.demande.evenements}


def test_tab_goes_down_the_form_of_an_answer(fenetre: Fenetre, panneau: PanneauDossier, qtbot: QtBot) -> None:
    fenetre.pages.go_to("suivi", VersDossier("2026-0002"))
    qtbot.waitUntil(lambda: shows(panneau, "2026-0002"))
    button(panneau, "J’ai reçu une réponse").click()
    fait = panneau.formulaires.fait
    fait.choix.set_value("refus")
    fait.choix.card("refus").setFocus()
    suite: list[object] = []
    while QApplication.focusWidget() is not fait.enregistrer and len(suite) < 40:
        press(fenetre, Qt.Key.Key_Tab)
        suite.append(focused())
    assert all(isinstance(widget, QWidget) and fait.isAncestorOf(widget) for widget in suite)
    attendus = (fait.autres, fait.lire, fait.motifs.card("secret"), fait.date, fait.retour, fait.enregistrer)
    assert [suite.index(widget) for widget in attendus] == sorted(suite.index(widget) for widget in attendus)


def test_a_receipt_long_after_its_sending_is_questioned_once(
    fenetre: Fenetre, panneau: PanneauDossier, coffre: Coffre, qtbot: QtBot
) -> None:
    panneau.show_form(TypeEvenement.RECU)
    formulaire = panneau.formulaires.fait
    formulaire.enregistrer.click()
    assert says(panneau, "C’est 48 jours après l’envoi.")
    assert TypeEvenement.RECU not in {fait.type for fait in lu(fenetre, coffre, qtbot).demande.evenements}
    formulaire.enregistrer.click()
    qtbot.waitUntil(lambda: TypeEvenement.RECU in {fait.type for fait in lu(fenetre, coffre, qtbot).demande.evenements})


def test_a_month_is_noted_as_a_month_and_gives_two_dates(
    fenetre: Fenetre, panneau: PanneauDossier, coffre: Coffre, qtbot: QtBot
) -> None:
    panneau.show_form(TypeEvenement.RECU)
    type_in(panneau.formulaires.fait.date, "octobre 2026")
    assert says(panneau, "Ce sera noté en octobre 2026")
    panneau.formulaires.fait.enregistrer.click()
    qtbot.waitUntil(lambda: says(panneau, ", octobre 2026."))
    (recu,) = [fait.date for fait in lu(fenetre, coffre, qtbot).demande.evenements if fait.type is TypeEvenement.RECU]
    assert isinstance(recu, MoisConnu)
    qtbot.waitUntil(lambda: says(panneau, "d’un fait, seul le mois est connu"))
