"""A file named or looked for: the path can be typed, and « Choisir… » opens a dialog that remembers nothing."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.places import SUFFIXE_COFFRE
from droits_usagers.ui.composants import BoutonSecondaire, Champ, Intitule, LigneTexte
from droits_usagers.ui.socle.sans_trace import forget_dialogs, speak_our_language


def ask_file(parent: QWidget, titre: str, *filtres: str) -> Path | None:
    """Which file, of these kinds if any are given; None if the person gave up."""
    dialogue = QFileDialog(parent.window(), titre)
    # The desktop's own dialog would write the file down in its list of recent ones.
    # First of all: Qt makes its own at that moment, and gives it what it remembers.
    dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
    dialogue.setHistory([])
    dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
    if filtres:
        dialogue.setNameFilters(filtres)
    speak_our_language(dialogue)
    dialogue.setDirectory(str(documents()))
    chosen = dialogue.selectedFiles() if dialogue.exec() else []
    dialogue.setHistory([])
    dialogue.destroyed.connect(forget_dialogs)
    dialogue.deleteLater()
    return Path(chosen[0]) if chosen else None


class UsageFichier(Enum):
    """What the file is for."""

    OUVRIR = QFileDialog.AcceptMode.AcceptOpen
    CREER = QFileDialog.AcceptMode.AcceptSave


class ChoixFichier(Champ):
    """The path of a coffre."""

    #: Another path: typed to the end, or chosen.
    path_changed = Signal()

    def __init__(self, textes: Textes, intitule: Intitule, usage: UsageFichier) -> None:
        self.ligne = LigneTexte()
        super().__init__(intitule, self.ligne)
        self._textes = textes
        self._usage = usage
        self.choisir = BoutonSecondaire(textes("coffre_ecran.choisir"), icone="ouvrir")
        self.choisir.clicked.connect(self._on_choose)
        self.add_below(self.choisir)
        self.ligne.textChanged.connect(self.hush)
        self.ligne.editingFinished.connect(self.path_changed)

    @property
    def chemin(self) -> Path | None:
        """The path, `~` understood, with our suffix where a new file has none; None when nothing was given."""
        texte = self.ligne.text().strip()
        if not texte:
            return None
        chemin = Path(texte).expanduser()
        return (
            chemin.with_name(chemin.name + SUFFIXE_COFFRE)
            if self._usage is UsageFichier.CREER and not chemin.suffix
            else chemin
        )

    def show_path(self, chemin: Path | None) -> None:
        """Proposes a path."""
        self.ligne.setText(str(chemin) if chemin is not None else "")

    def clear(self) -> None:
        """Forgets it."""
        self.ligne.clear()
        self.hush()

    def _on_choose(self) -> None:
        chosen = self.ask()
        if chosen is not None:
            self.show_path(chosen)
            self.path_changed.emit()

    def ask(self) -> Path | None:
        """Opens the dialog; None if the person gave up."""
        dialogue = QFileDialog(self.window(), self._textes("coffre_ecran.choisir_titre"))
        dialogue.setAcceptMode(self._usage.value)
        if self._usage is UsageFichier.OUVRIR:
            dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.setNameFilters([self._textes("coffre_ecran.filtre"), self._textes("coffre_ecran.filtre_tous")])
        dialogue.setDefaultSuffix(SUFFIXE_COFFRE.removeprefix("."))
        # The desktop's own dialog would write the coffre down in its list of recent files.
        dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        dialogue.setHistory([])
        speak_our_language(dialogue)
        courant = self.chemin
        dialogue.setDirectory(str(courant.parent) if courant is not None else str(documents()))
        if courant is not None:
            dialogue.selectFile(courant.name)
        chosen = dialogue.selectedFiles() if dialogue.exec() else []
        dialogue.setHistory([])
        dialogue.destroyed.connect(forget_dialogs)
        dialogue.deleteLater()
        return Path(chosen[0]) if chosen else None


def documents() -> Path:
    """Where people keep their papers on this computer: a folder that exists, or the one that is theirs."""
    papiers = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or QDir.homePath())
    return papiers if papiers.is_dir() else Path(QDir.homePath())
