"""Paper, files, clipboard, browser: names that name nobody, and no memory where nothing is kept."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog

from droits_usagers.domain.controle.libre import grant
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Support
from droits_usagers.services.accueil.seance import Seance
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.socle.presse_papiers import PressePapiers
from droits_usagers.ui.socle.sans_trace import forbid_dialog_memory, forget_dialogs
from droits_usagers.ui.socle.sorties import SortiesEcran
from tests.coffres import Horloge
from tests.outils import besoin_de, sous_linux
from tests.ui.conftest import MakeFenetre
from tests.ui.gestes import as_soon_as, settle


@pytest.fixture
def seance(horloge: Horloge) -> Seance:
    return Seance(Mode.SANS_ENREGISTREMENT, horloge.now)


@pytest.fixture
def sorties(make_fenetre: MakeFenetre, seance: Seance, horloge: Horloge) -> SortiesEcran:
    fenetre = make_fenetre()
    textes = fenetre.contexte.services.catalogue.textes
    return SortiesEcran(fenetre, textes, seance=seance, presse_papiers=PressePapiers(horloge.now, fenetre))


def answer(how: Callable[[QFileDialog], None]) -> None:
    """Answers the next file dialog as soon as it is shown."""

    def look() -> bool:
        dialogue = QApplication.activeModalWidget()
        if isinstance(dialogue, QFileDialog):
            how(dialogue)
        return isinstance(dialogue, QFileDialog)

    as_soon_as(look)


def accept(dossier: Path) -> Callable[[QFileDialog], None]:
    def choose(dialogue: QFileDialog) -> None:
        nom = Path(dialogue.selectedFiles()[0]).name
        dialogue.setDirectory(str(dossier))
        dialogue.selectFile(nom)
        dialogue.done(1)

    return choose


# Files


def test_a_letter_is_saved_where_the_person_says(sorties: SortiesEcran, seance: Seance, tmp_path: Path) -> None:
    answer(accept(tmp_path))
    chemin = sorties.save_file(grant(b"lettre"), "2026-11-24-acces-demande.pdf")
    assert chemin == tmp_path / "2026-11-24-acces-demande.pdf"
    assert chemin.read_bytes() == b"lettre"
    assert seance.fichiers == (chemin,)


def test_giving_up_saves_nothing(sorties: SortiesEcran, seance: Seance) -> None:
    answer(lambda dialogue: dialogue.reject())
    assert sorties.save_file(grant(b"lettre"), "acces.pdf") is None
    assert seance.fichiers == ()


def test_where_a_file_will_be_is_asked_before_it_is_made(sorties: SortiesEcran, seance: Seance, tmp_path: Path) -> None:
    answer(accept(tmp_path))
    chemin = sorties.choose_file("dossiers.xlsx")
    assert chemin == tmp_path / "dossiers.xlsx"
    assert not chemin.exists()
    chemin.write_bytes(b"tableau")
    assert seance.fichiers == (chemin,)

    answer(lambda dialogue: dialogue.reject())
    assert sorties.choose_file("dossiers.xlsx") is None


def test_a_folder_is_proposed_where_it_was_and_the_documents_when_it_is_gone(
    sorties: SortiesEcran, tmp_path: Path, maison: Path
) -> None:
    proposes: list[str] = []

    def look(dialogue: QFileDialog) -> None:
        proposes.append(dialogue.directory().absolutePath())
        dialogue.done(len(proposes) < 3)

    choisis = []
    for propose in (tmp_path, tmp_path / "parti", None):
        answer(look)
        choisis.append(sorties.choose_folder(propose))
        settle()
    assert proposes == [str(tmp_path), str(maison), str(maison)]
    assert choisis == [tmp_path, maison, None]


def test_the_file_dialog_is_qt_s_own_and_forgets_where_it_was(sorties: SortiesEcran, tmp_path: Path, maison: Path) -> None:
    vus: list[tuple[bool, list[str]]] = []

    def look(dialogue: QFileDialog) -> None:
        vus.append((dialogue.testOption(QFileDialog.Option.DontUseNativeDialog), dialogue.history()))
        accept(tmp_path)(dialogue)

    for _ in range(2):
        answer(look)
        sorties.save_file(grant(b"lettre"), "acces.pdf")
        settle()
    # The second time as the first: from the home, not from where the file before was put.
    assert vus == [(True, [str(maison)])] * 2
    assert [fichier for fichier in maison.rglob("*") if fichier.is_file()] == []


def test_what_qt_would_remember_of_dialogs_is_removed(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    memoire = QSettings(QSettings.Scope.UserScope, "QtProject")
    memoire.setValue("FileDialog/lastVisited", "/media/cle-usb")
    forget_dialogs()
    assert QSettings(QSettings.Scope.UserScope, "QtProject").value("FileDialog/lastVisited") is None
    forbid_dialog_memory()
    QSettings(QSettings.Scope.UserScope, "QtProject").setValue("FileDialog/lastVisited", "/media/cle-usb")


def test_opening_hands_the_file_to_its_program(sorties: SortiesEcran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ouverts: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        ouverts.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    chemin = tmp_path / "acces.docx"
    chemin.write_bytes(b"lettre")
    sorties.open_file(chemin)
    sorties.open_link("https://www.legifrance.gouv.fr/")
    assert ouverts == [QUrl.fromLocalFile(str(chemin)), QUrl("https://www.legifrance.gouv.fr/")]


def test_a_file_that_is_gone_or_that_nothing_opens_is_said(
    sorties: SortiesEcran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    chemin = tmp_path / "acces.docx"
    with pytest.raises(ExpectedError) as refus:
        sorties.open_file(chemin)
    assert refus.value.panne is Panne.FICHIER_ABSENT
    chemin.write_bytes(b"lettre")
    with pytest.raises(ExpectedError) as refus:
        sorties.open_file(chemin)
    assert refus.value.panne is Panne.PAS_DE_PROGRAMME


def test_a_copy_goes_to_the_clipboard(sorties: SortiesEcran) -> None:
    sorties.copy_text(grant("Madame, Monsieur"))
    assert QGuiApplication.clipboard().text() == "Madame, Monsieur"


# Paper


def test_without_a_printer_it_is_said(sorties: SortiesEcran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(ExpectedError) as refus:
        sorties.print_pages(grant([Liasse(b"%PDF", (Support.A4,))]))
    assert refus.value.panne is Panne.PAS_D_IMPRIMANTE


@sous_linux
@besoin_de("strace")
def test_looking_for_printers_tries_no_address(tmp_path: Path) -> None:
    code = (
        "from PySide6.QtWidgets import QApplication; from droits_usagers.ui.socle.impression import printers; "
        "application = QApplication([]); printers()"
    )
    trace = tmp_path / "trace"
    environnement = {nom: valeur for nom, valeur in os.environ.items() if nom != "CUPS_SERVER"} | {
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    commande = ["strace", "-f", "-o", str(trace), "-e", "trace=socket", sys.executable, "-c", code]
    subprocess.run(commande, env=environnement, check=True)

    assert "AF_INET" not in trace.read_text(encoding="utf-8")
