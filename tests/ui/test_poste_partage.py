"""A shared computer: what the desk decided, coming back with its code, and nothing of one person for the next."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QLineEdit

from droits_usagers.domain.controle.libre import grant
from droits_usagers.places import Places
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.accueil.reglages import PageReglages
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.sortie_personne import BilanEffacement, Depart
from droits_usagers.ui.fenetre.voile import Voile
from tests.coffres import Horloge
from tests.ui.avec_coffre import said
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import CANARI, CTRL, ENTREE, as_soon_as, begin_a_letter, everything_shown, press, settle, type_in

CODE = "4812"


@pytest.fixture
def make(make_fenetre: MakeFenetre, places: Places, programme: Path) -> Callable[[str], Fenetre]:
    """A window of a computer whose desk wrote this."""

    def write(contenu: str) -> Fenetre:
        (programme / "permanence.toml").write_text(contenu, "utf-8")
        return make_fenetre(places=replace(places, programme=programme))

    return write


@pytest.fixture
def partage(make: Callable[[str], Fenetre]) -> Fenetre:
    return make("format = 1\nposte_partage = true\n")


@pytest.fixture
def avec_code(make: Callable[[str], Fenetre]) -> Fenetre:
    return make(f'poste_partage = true\ncode_retour = "{CODE}"\n')


def hide(fenetre: Fenetre) -> Voile:
    """With something typed, Ctrl+L."""
    begin_a_letter(fenetre)
    press(fenetre, Qt.Key.Key_L, CTRL)
    voile = fenetre.findChild(Voile)
    assert voile is not None
    assert voile.isVisible()
    return voile


def beat(fenetre: Fenetre, horloge: Horloge, seconds: int) -> None:
    """So many seconds pass, each seen by the window."""
    for _ in range(seconds):
        horloge.advance(seconds=1)
        fenetre.garde.beat()


def seen(fenetre: Fenetre, genre: type[Depart | BilanEffacement | Voile]) -> bool:
    return any(widget.isVisible() for widget in fenetre.findChildren(genre))


def save(fenetre: Fenetre, chemin: Path) -> Path:
    """A file of this sitting."""
    chemin.write_bytes(b"lettre")
    fenetre.contexte.services.seance.remember_file(chemin)
    return chemin


# What the desk wrote.


def test_a_file_that_cannot_be_followed_is_said_first_and_makes_a_shared_computer(make: Callable[[str], Fenetre]) -> None:
    fenetre = make("poste_partage = non")
    assert fenetre.contexte.services.seance.mode is Mode.POSTE_PARTAGE
    assert "permanence.toml" in said(fenetre)
    assert "cet ordinateur est tenu pour partagé" in said(fenetre)


def test_nothing_is_said_of_a_file_that_is_well(partage: Fenetre) -> None:
    assert partage.contexte.services.seance.mode is Mode.POSTE_PARTAGE
    assert "permanence.toml" not in said(partage)


# Coming back.


def test_the_code_brings_back_what_was_typed(avec_code: Fenetre) -> None:
    voile = hide(avec_code)
    assert voile.code.hasFocus()
    type_in(voile.code, CODE)
    press(avec_code, ENTREE)
    assert not voile.isVisible()
    assert CODE not in " ".join(everything_shown())
    assert any(CANARI in texte for texte in everything_shown())


@pytest.mark.parametrize("saisi", ["", "0000"])
def test_without_it_the_screen_stays_hidden_and_says_so_calmly(avec_code: Fenetre, saisi: str) -> None:
    voile = hide(avec_code)
    type_in(voile.code, saisi)
    press(avec_code, ENTREE)
    assert voile.isVisible()
    assert voile.code.text() == ""
    assert "code" in said(voile)
    voile.reprendre.click()
    assert voile.isVisible()


def test_after_three_wrong_ones_what_is_typed_goes_nowhere_and_enter_erases_nothing(
    avec_code: Fenetre, horloge: Horloge
) -> None:
    voile = hide(avec_code)
    for _ in range(5):
        QTest.keyClicks(avec_code.focusWidget(), "0000")
        press(avec_code, ENTREE)
    assert voile.isVisible()
    assert voile.code.hasFocus()
    assert voile.code.text() == ""
    assert voile.effacer.isEnabled()
    assert "0 min 05 s" in said(voile)
    beat(avec_code, horloge, 5)
    QTest.keyClicks(avec_code.focusWidget(), CODE)
    press(avec_code, ENTREE)
    assert not voile.isVisible()
    assert any(CANARI in texte for texte in everything_shown())


def test_wrong_codes_do_not_put_off_erasing(avec_code: Fenetre, horloge: Horloge) -> None:
    voile = hide(avec_code)
    for _ in range(10):
        type_in(voile.code, "0000")
        press(avec_code, ENTREE)
        beat(avec_code, horloge, 60)
    settle()
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_closing_the_window_and_thinking_better_of_it_is_no_way_round(avec_code: Fenetre) -> None:
    hide(avec_code)
    assert not avec_code.close()
    assert seen(avec_code, Depart)
    press(avec_code, ENTREE)
    assert seen(avec_code, Voile)
    press(avec_code, Qt.Key.Key_Escape)
    assert seen(avec_code, Voile)
    for touche in (Qt.Key.Key_K, Qt.Key.Key_L):
        press(avec_code, touche, CTRL)
    assert seen(avec_code, Voile)


def test_erasing_from_the_hidden_screen_needs_no_code_and_says_first_what_is_lost(avec_code: Fenetre) -> None:
    voile = hide(avec_code)
    voile.effacer.setFocus()
    press(avec_code, ENTREE)
    press(avec_code, ENTREE)
    assert voile.isVisible()
    voile.effacer.click()
    press(avec_code, ENTREE, CTRL)
    settle()
    assert avec_code.pages.current_id == "accueil"
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_without_a_code_enter_resumes(partage: Fenetre) -> None:
    voile = hide(partage)
    assert not voile.code.isVisible()
    press(partage, ENTREE)
    assert not voile.isVisible()


# Leaving.


@pytest.mark.parametrize("hidden", [False, True])
def test_every_file_saved_is_offered_ticked_and_its_fate_said(partage: Fenetre, tmp_path: Path, *, hidden: bool) -> None:
    lettre, recu = save(partage, tmp_path / "acces.pdf"), save(partage, tmp_path / "recu.docx")
    if hidden:
        hide(partage).effacer.click()
    else:
        partage.start_over()
    depart = partage.findChild(Depart)
    assert depart is not None
    assert depart.choix is not None
    assert len(depart.choix.value()) == 2
    assert str(tmp_path) in " ".join(everything_shown())
    depart.choix.set_value(["0"])
    press(partage, ENTREE, CTRL)
    assert not lettre.exists()
    assert recu.exists()
    dit = said(partage)
    assert "acces.pdf" in dit.split("recu.docx")[0]
    assert "C’est effacé" in dit
    press(partage, ENTREE)
    settle()
    assert partage.pages.current_id == "accueil"
    assert not [texte for texte in everything_shown() if "acces.pdf" in texte or "recu.docx" in texte or CANARI in texte]


def test_a_file_changed_since_by_something_else_is_not_ticked_and_says_why(partage: Fenetre, tmp_path: Path) -> None:
    corrigee = save(partage, tmp_path / "acces.docx")
    corrigee.write_bytes("corrigée à la main".encode())
    partage.start_over()
    depart = partage.findChild(Depart)
    assert depart is not None
    assert depart.choix is not None
    assert depart.choix.value() == ()
    assert any("Un autre programme" in texte for texte in everything_shown())
    press(partage, ENTREE, CTRL)
    assert corrigee.exists()


def test_a_file_deleted_before_another_could_not_be_is_told_too(
    partage: Fenetre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(partage, tmp_path / "acces.pdf")
    save(partage, tmp_path / "recu.docx")
    delete = Path.unlink

    def refuse(chemin: Path, *, missing_ok: bool = False) -> None:
        if chemin.name == "recu.docx":
            raise PermissionError
        delete(chemin, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    partage.start_over()
    press(partage, ENTREE, CTRL)
    depart = partage.findChild(Depart)
    assert depart is not None
    assert depart.choix is not None
    depart.choix.set_value([])
    press(partage, ENTREE, CTRL)
    assert seen(partage, BilanEffacement)
    assert "acces.pdf" in said(partage).split("Toujours")[0]
    assert "recu.docx" in said(partage).split("Toujours")[1]


@pytest.mark.parametrize("how", ["next", "hide", "close"])
def test_what_was_copied_from_a_field_is_not_pasted_by_the_next_person(partage: Fenetre, how: str) -> None:
    begin_a_letter(partage)
    champ = next(champ for champ in partage.findChildren(QLineEdit) if champ.isVisible() and champ.text() == CANARI)
    champ.setFocus()
    press(partage, Qt.Key.Key_A, CTRL)
    press(partage, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == CANARI
    if how == "hide":
        press(partage, Qt.Key.Key_L, CTRL)
    else:
        (partage.start_over if how == "next" else partage.close)()
        press(partage, ENTREE, CTRL)
    assert not QApplication.clipboard().text()


def test_what_became_of_files_does_not_stay_on_screen(partage: Fenetre, tmp_path: Path) -> None:
    save(partage, tmp_path / "acces.pdf")
    partage.start_over()
    press(partage, ENTREE, CTRL)
    bilan = partage.findChild(BilanEffacement)
    assert bilan is not None
    minuteur = bilan.findChild(QTimer)
    assert minuteur is not None
    minuteur.timeout.emit()
    settle()
    assert not [texte for texte in everything_shown() if "acces.pdf" in texte]
    assert partage.pages.current_id == "accueil"


def test_closing_says_it_too_then_closes(partage: Fenetre, tmp_path: Path) -> None:
    save(partage, tmp_path / "acces.pdf")
    assert not partage.close()
    press(partage, ENTREE, CTRL)
    assert seen(partage, BilanEffacement)
    press(partage, ENTREE)
    assert not partage.isVisible()


# No coffre, help, and the size of text.


def test_no_screen_of_it_makes_or_opens_a_coffre(partage: Fenetre) -> None:
    for page in ("coffre", "suivi", "reprise", "mandats"):
        partage.pages.go_to(page)
        assert partage.pages.current_id == "accueil"


def test_help_and_the_size_of_text_stay_reachable_while_writing(partage: Fenetre) -> None:
    begin_a_letter(partage)
    for page in ("aide", "reglages"):
        partage.pages.go_to(page)
        assert partage.pages.current_id == page
    assert not hasattr(partage.pages.currentWidget(), "partager")
    partage.pages.go_to("assistant")
    assert any(CANARI in texte for texte in everything_shown())


def test_the_size_chosen_by_one_person_is_not_that_of_the_next(partage: Fenetre) -> None:
    partage.pages.go_to("reglages")
    page = partage.pages.currentWidget()
    assert isinstance(page, PageReglages)
    page.zoom.set_value("2.0")
    assert partage.contexte.services.carnet.reglages.zoom == 2.0
    partage.start_over()
    assert partage.contexte.services.carnet.reglages.zoom == 1.0


# File dialogs.


def names_listed(dialogue: QFileDialog) -> set[str]:
    """What someone sees in it."""
    noms: set[str] = set()
    for vue in dialogue.findChildren(QAbstractItemView):
        modele, racine = vue.model(), vue.rootIndex()
        if modele is not None:
            noms |= {str(modele.index(rang, 0, racine).data()) for rang in range(modele.rowCount(racine))}
    return noms


def ask_where(fenetre: Fenetre, nom: str, dossier: Path) -> tuple[Path | None, set[str]]:
    """Saves under the name proposed, in this folder; with what the dialog showed."""
    listes: set[str] = set()

    def answer() -> bool:
        dialogue = QApplication.activeModalWidget()
        if isinstance(dialogue, QFileDialog):
            dialogue.setDirectory(str(dossier))
            dialogue.selectFile(nom)
            as_soon_as(lambda: leave(dialogue))
        return isinstance(dialogue, QFileDialog)

    def leave(dialogue: QFileDialog) -> bool:
        listes.update(names_listed(dialogue))
        if "Courrier" in listes:
            dialogue.done(1)
        return "Courrier" in listes

    as_soon_as(answer)
    return fenetre.contexte.sorties().save_file(grant(b"lettre"), nom), listes


def test_the_dialog_shows_no_file_of_the_person_before_and_replaces_none(partage: Fenetre, tmp_path: Path) -> None:
    avant = tmp_path / "acces-demande.pdf"
    avant.write_bytes(b"celle d'avant")
    (tmp_path / "Courrier").mkdir()
    chemin, listes = ask_where(partage, "acces-demande.pdf", tmp_path)
    assert "Courrier" in listes
    assert "acces-demande.pdf" not in listes
    assert chemin == tmp_path / "acces-demande-2.pdf"
    assert avant.read_bytes() == b"celle d'avant"


def test_on_a_computer_of_one_s_own_files_are_shown(fenetre: Fenetre, tmp_path: Path) -> None:
    (tmp_path / "autre.pdf").write_bytes(b"une autre")
    (tmp_path / "Courrier").mkdir()
    _, listes = ask_where(fenetre, "acces-demande.pdf", tmp_path)
    assert {"Courrier", "autre.pdf"} <= listes
