"""Choosing the file of a coffre in a dialog that remembers nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.ui.composants import Intitule
from droits_usagers.ui.socle.choix_fichier import ChoixFichier, UsageFichier, documents
from tests.ui.gestes import as_soon_as


@pytest.fixture
def make_choix(catalogue: Catalogue, qtbot: QtBot) -> Callable[[UsageFichier], ChoixFichier]:
    def make(usage: UsageFichier) -> ChoixFichier:
        choix = ChoixFichier(catalogue.textes, Intitule("Fichier"), usage)
        qtbot.addWidget(choix)
        return choix

    return make


def test_papers_are_looked_for_in_a_folder_that_exists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ailleurs = tmp_path / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(ailleurs))
    assert documents() == Path(QDir.homePath())
    ailleurs.mkdir()
    assert documents() == ailleurs


def in_the_dialog(do: Callable[[QFileDialog], None]) -> None:
    """Does this as soon as the dialog is there."""

    def look() -> bool:
        dialogue = next((w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()), None)
        if dialogue is not None:
            do(dialogue)
        return dialogue is not None

    as_soon_as(look)


def test_a_file_chosen_in_the_dialog_is_written_in_the_field(
    make_choix: Callable[[UsageFichier], ChoixFichier], chemin: Path, qtbot: QtBot
) -> None:
    chemin.write_bytes(b"x")
    choix = make_choix(UsageFichier.OUVRIR)
    choix.show_path(chemin)

    def accept(dialogue: QFileDialog) -> None:
        assert dialogue.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert dialogue.history() == [] or str(chemin.parent) in " ".join(dialogue.history())
        dialogue.selectFile(str(chemin))
        dialogue.done(QFileDialog.DialogCode.Accepted)

    in_the_dialog(accept)
    with qtbot.waitSignal(choix.path_changed):
        choix.choisir.click()
    assert choix.chemin == chemin


def test_giving_up_changes_nothing(make_choix: Callable[[UsageFichier], ChoixFichier], chemin: Path) -> None:
    choix = make_choix(UsageFichier.CREER)
    choix.show_path(chemin)
    in_the_dialog(lambda dialogue: dialogue.reject())
    choix.choisir.click()
    assert choix.chemin == chemin


def test_an_empty_field_names_no_file(make_choix: Callable[[UsageFichier], ChoixFichier]) -> None:
    choix = make_choix(UsageFichier.OUVRIR)
    assert choix.chemin is None
    choix.show_path(Path("a.coffre"))
    choix.clear()
    assert choix.chemin is None
