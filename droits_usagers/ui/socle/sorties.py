"""The ways out of the program, through Qt: the printer, the file dialog, the clipboard, the browser.

Print jobs and windows have names that name nobody. In a session that keeps nothing, the file dialog is Qt's own, and what it
would remember (last folder, history) is taken from it: the desktop's dialog feeds lists of recent files.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QDir, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Tirage
from droits_usagers.services.accueil.seance import Seance
from droits_usagers.services.socle.ecriture import free_place, write_file, write_together
from droits_usagers.services.socle.imprimeries import ImprimerieCups, send_all
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.services.socle.travail import Avancement
from droits_usagers.ui.socle.impression import DialogueImpression, printers
from droits_usagers.ui.socle.peinture import ImprimerieQt
from droits_usagers.ui.socle.presse_papiers import DUREE, DUREE_SECRET, PressePapiers
from droits_usagers.ui.socle.sans_trace import forget_dialogs, free_name, show_folders_only, speak_our_language


class SortiesEcran:
    """`Sorties` for someone sitting at the window."""

    def __init__(
        self,
        fenetre: QWidget,
        textes: Textes,
        *,
        seance: Seance,
        presse_papiers: PressePapiers,
        check_name: Callable[[str], object] = lambda _: None,
    ) -> None:
        """`check_name` is told the name of a file that someone chose, and raises SortieRetenue."""
        self._fenetre = fenetre
        self._textes = textes
        self._seance = seance
        self._check_name = check_name
        self._presse_papiers = presse_papiers

    # Paper

    def print_pages(self, libre: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
        """See services/socle/sorties.py."""
        liasses, imprimantes = libre.contenu, printers()
        if not imprimantes:
            raise ExpectedError(Panne.PAS_D_IMPRIMANTE)
        arret = Event()
        # Our PDF as it is where CUPS takes it; painted through Qt elsewhere.
        titre = self._textes("sorties.travail")
        programme = ImprimerieCups.program()
        imprimerie = ImprimerieQt(titre) if programme is None else ImprimerieCups(programme, titre, arret)

        def send(nom: str, tirage: Tirage) -> Iterator[Avancement]:
            return send_all(imprimerie, nom, tirage, liasses)

        dialogue = DialogueImpression(self._textes, imprimantes, liasses, envoyer=send, arret=arret, parent=self._fenetre)
        dialogue.exec()
        try:
            return dialogue.outcome()
        finally:
            dialogue.deleteLater()

    # Files

    def save_file(self, contenu: Libre[bytes], nom: str, original: Path | None = None) -> Path | None:
        """See services/socle/sorties.py."""
        chemin = self._ask_where(nom)
        if chemin is not None:
            if original is not None and chemin.exists() and original.exists() and chemin.samefile(original):
                raise ExpectedError(Panne.MASQUAGE_SUR_LUI, fichier=chemin.name)
            write_file(chemin, contenu, remplacer=True)
            self._remember(chemin)
        return chemin

    def save_together(self, contenus: Libre[Mapping[str, bytes]], nom: str) -> tuple[Path, ...]:
        """See services/socle/sorties.py."""
        premier = self._ask_where(nom)
        if premier is None:
            return ()
        # The dialog asked whether to replace the first; the others were never shown: someone may have worked on them.
        autres = [free_place(premier.with_suffix(f".{extension}")) for extension in [*contenus.contenu][1:]]
        places = (premier, *autres)
        write_together(contenus.map(lambda par_format: dict(zip(places, par_format.values(), strict=True))), remplacer=True)
        for chemin in (premier, *autres):
            self._remember(chemin)
        return (premier, *autres)

    def choose_file(self, nom: str) -> Path | None:
        """See services/socle/sorties.py."""
        chemin = self._ask_where(nom)
        if chemin is not None:
            self._remember(chemin)
        return chemin

    def _remember(self, chemin: Path) -> None:
        if not self._seance.regles.may_write_settings:
            self._seance.remember_file(chemin)

    def _ask_where(self, nom: str) -> Path | None:
        extension = Path(nom).suffix.removeprefix(".")
        cle = f"sorties.type_{extension}"
        genre = self._textes(cle if cle in self._textes else "sorties.type_autre")
        dialogue = QFileDialog(self._fenetre, self._textes("sorties.enregistrer"))
        with _NoTrace(dialogue, active=not self._seance.regles.may_write_settings):
            speak_our_language(dialogue)
            dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialogue.setNameFilter(self._textes("sorties.filtre", type=genre, extension=extension))
            dialogue.setDefaultSuffix(extension)
            # An existing folder, always: otherwise Qt goes back to the last one used, by whoever was there before.
            documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
            dialogue.setDirectory(documents if documents.exists() else QDir.home())
            dialogue.selectFile(nom)
            if self._is_shared:
                show_folders_only(dialogue)
            chosen = dialogue.selectedFiles() if dialogue.exec() else []
        if not chosen:
            return None
        self._check_name(Path(chosen[0]).name)
        # The letter of the person before may be called the same: it is neither shown nor replaced.
        return free_name(Path(chosen[0])) if self._is_shared else Path(chosen[0])

    @property
    def _is_shared(self) -> bool:
        return self._seance.mode is Mode.POSTE_PARTAGE

    def choose_folder(self, propose: Path | None) -> Path | None:
        """See services/socle/sorties.py."""
        dialogue = QFileDialog(self._fenetre, self._textes("sorties.dossier"))
        with _NoTrace(dialogue, active=not self._seance.regles.may_write_settings):
            speak_our_language(dialogue)
            dialogue.setFileMode(QFileDialog.FileMode.Directory)
            dialogue.setOption(QFileDialog.Option.ShowDirsOnly, True)
            documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
            voulu = QDir(str(propose)) if propose is not None and propose.is_dir() else documents
            dialogue.setDirectory(voulu if voulu.exists() else QDir.home())
            chosen = dialogue.selectedFiles() if dialogue.exec() else []
        return Path(chosen[0]) if chosen else None

    def open_file(self, chemin: Path) -> None:
        """See services/socle/sorties.py."""
        if not chemin.is_file():
            raise ExpectedError(Panne.FICHIER_ABSENT, fichier=chemin.name)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin))):
            raise ExpectedError(Panne.PAS_DE_PROGRAMME, fichier=chemin.name)

    # The clipboard and the browser

    def copy_text(self, texte: Libre[str], *, secret: bool = False) -> None:
        """See services/socle/sorties.py."""
        self._presse_papiers.copy(texte.contenu, DUREE_SECRET if secret else DUREE)

    def open_link(self, lien: str) -> None:
        """See services/socle/sorties.py."""
        QDesktopServices.openUrl(QUrl(lien))


class _NoTrace:
    """Around a file dialog of a session that keeps nothing: Qt's own dialog, without memory before or after."""

    def __init__(self, dialogue: QFileDialog, *, active: bool) -> None:
        self._dialogue = dialogue
        self._active = active

    def __enter__(self) -> None:
        if self._active:
            # First of all: Qt makes its own dialog at that moment, and gives it what it remembers.
            self._dialogue.setOption(QFileDialog.Option.DontUseNativeDialog, True)
            self._dialogue.setHistory([])

    def __exit__(self, *_: object) -> None:
        self._dialogue.deleteLater()
        if self._active:
            self._dialogue.setHistory([])
            self._dialogue.destroyed.connect(forget_dialogs)
