"""« Ouvrir ailleurs »: a copy in the clear, where the person says, after it was said what that leaves behind."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout

from droits_usagers.domain.dossier.dossiers import Piece
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, genre_of, image_format
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Nature
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

_SUFFIXES = {GenreFichier.PDF: ".pdf", GenreFichier.WORD: ".docx", GenreFichier.TEXTE: ".txt"}
_IMAGES = {"jpeg": ".jpg", "png": ".png"}


class CopieDehors(QObject):
    """Asks, writes and says it in this place of a screen. Never a hidden temporary file."""

    #: Something is said there, or nothing any more.
    changed = Signal()

    def __init__(self, contexte: Contexte, place: QBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self.contexte, self.textes = contexte, contexte.textes
        self._say = self.textes.under("visionneuse")
        self._place = place
        self._acces = AccesCoffre(contexte)

    @property
    def active(self) -> bool:
        """True while something is said."""
        return self._place.count() > 0

    def close(self) -> None:
        """Says nothing any more."""
        if self.active:
            replace_all(self._place, ())
            self.changed.emit()

    def ask(self, lire: Callable[[Coffre], tuple[Piece, bytes]], nom: str) -> None:
        """Says what a copy leaves behind, before anything is written; `nom` names nobody."""
        avis = self._tell(self._say("ailleurs_sur"), mot=self._say("ailleurs_mot"), nature=Nature.ATTENTION)
        non, oui = BoutonSecondaire(self._say("ailleurs_non")), BoutonSecondaire(self._say("ailleurs_oui"))
        non.clicked.connect(lambda _checked=False: self.close())
        oui.clicked.connect(lambda _checked=False: self._read(lire, nom))
        avis.add_button(non)
        avis.add_button(oui)
        non.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, lire: Callable[[Coffre], tuple[Piece, bytes]], nom: str) -> None:
        def write(trouvee: tuple[Piece, bytes]) -> None:
            self._write(trouvee[0], trouvee[1], nom)

        self._acces.ask(lire, Reponses(self, write, self._on_failure))

    def _write(self, piece: Piece, contenu: bytes, nom: str) -> None:
        def save() -> Path | None:
            fichier = f"{nom}{_suffix(piece, contenu)}"
            # A file that was received leaves as it was kept: of it, only the name is read.
            return self.contexte.sorties().save_file(
                self.contexte.services.controle.release_as_is(contenu, nom=fichier), fichier
            )

        chemin = self.contexte.operations.attempt(save, self._on_failure)
        if chemin is None:
            return
        preuve = self.contexte.operations.attempt(lambda: require_there(chemin), self._on_failure)
        if preuve is None:
            return
        avis = self._tell(
            self._say.promise("copie_faite", preuve, fichier=str(chemin)),
            mot=self.textes("commun.avis.bien"),
            nature=Nature.BIEN,
        )
        ouvrir = BoutonSecondaire(self._say("ouvrir_copie"))
        ouvrir.clicked.connect(lambda _checked=False: self._open(chemin))
        avis.add_button(ouvrir)
        avis.add_button(self._way_back())
        ouvrir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, chemin: Path) -> None:
        self.contexte.operations.attempt(lambda: self.contexte.sorties().open_file(chemin), self._on_failure)

    def _on_failure(self, error: ExpectedError) -> None:
        phrase = self.contexte.operations.sentence(error)
        avis = self._tell(phrase, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION)
        retour = self._way_back()
        avis.add_button(retour)
        retour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _way_back(self) -> BoutonSecondaire:
        retour = BoutonSecondaire(self._say("revoir"))
        retour.clicked.connect(lambda _checked=False: self.close())
        return retour

    def _tell(self, texte: str, *, mot: str, nature: Nature) -> Avis:
        avis = Avis(texte, mot=mot, nature=nature)
        replace_all(self._place, (avis,))
        self.changed.emit()
        return avis


def _suffix(piece: Piece, contenu: bytes) -> str:
    """What a program will know the copy by: what it is, else what its name said."""
    genre = genre_of(contenu)
    if genre in _SUFFIXES:
        return _SUFFIXES[genre]
    return _IMAGES.get(image_format(contenu)) or Path(piece.nom).suffix
