"""« Grille d'écarts »: what one starts from, then the grille being built; what is saved, and what it leads to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import Grille
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.grille.atelier import AtelierEcarts
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.ui.composants import Nature
from droits_usagers.ui.grille.editeur import EditeurGrille
from droits_usagers.ui.grille.exemple import LigneExemple
from droits_usagers.ui.socle.choix_depart import ChoixDepart
from droits_usagers.ui.socle.destination import Destination, Quoi, VersArticle
from droits_usagers.ui.socle.images import renew
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.page_fichier import PageFichier

#: Between two times what is not saved is kept beside the file, in milliseconds.
TOUTES_LES = 2000


class PageGrille(PageFichier[Grille]):
    """A grille names nobody, and is a file like any other."""

    atelier: AtelierEcarts
    editeur: EditeurGrille

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        lus = contexte.services.fichiers_grille
        super().__init__(contexte, "grille", lus=lus, atelier=AtelierEcarts(renew), parent=parent)
        modeles = {id_: self._example_name(id_) for id_ in self._lus.models()}
        self.choix = ChoixDepart(self.textes, "grille", modeles, montre=LigneExemple(self.textes))
        self.editeur = EditeurGrille(contexte, self.atelier)
        self._lay_out(self.choix, self.editeur)
        self.editeur.left.connect(self._show_choice)
        self.editeur.save_wanted.connect(self.fichiers.save)
        self.editeur.save_as_wanted.connect(self.fichiers.save_as)
        self.editeur.letter_wanted.connect(self._write)
        self.editeur.article_wanted.connect(lambda id_: self.page_wanted.emit(Destination("textes", VersArticle(id_))))
        self.fichiers.saved.connect(self._on_saved)
        self._gardee: Grille | None = None
        self._minuterie = QTimer(self, interval=TOUTES_LES)
        self._minuterie.timeout.connect(self.keep_beside)

    def _example_name(self, id_: str) -> str:
        exemple = self._lus.model(id_)
        return self.textes("grille.nom_exemple", titre=exemple.titre, organisme=exemple.organisme.nom)

    @property
    def occupied(self) -> bool:
        """True if something is written that is in no file."""
        return self.atelier.is_modified or self.editeur.is_dirty

    def _proposed_name(self) -> str:
        return self.atelier.suggested_name(self.textes("grille.fichier_defaut"))

    def _name(self) -> str:
        return self.editeur.tete.name()

    def _resume(self) -> None:
        self.editeur.resume()

    def _begin_blank(self, quoi: Quoi) -> None:  # noqa: ARG002 - there is one way only
        self._begin(Grille())
        self.editeur.show_subject()

    def _begin(self, valeur: Grille, chemin: Path | None = None) -> None:
        if self.atelier.chemin is not None and self.atelier.is_modified:
            # One chose to go on without it.
            self._lus.drop(self.atelier.chemin)
        super()._begin(valeur, chemin)
        self.atelier.open(valeur, chemin)
        self._gardee = valeur
        self._minuterie.start()
        self.editeur.begin()
        self._show_editor()
        self.editeur.arrive()
        retrouvee = None if chemin is None else self._lus.kept(chemin)
        if chemin is not None and retrouvee is not None:
            self._offer_kept(chemin, retrouvee)

    # What is not saved yet

    def keep_beside(self) -> None:
        """What is not in the file yet, beside it: the program may stop."""
        grille, chemin = self.atelier.grille, self.atelier.chemin
        if chemin is None or grille == self._gardee or not self.atelier.is_modified:
            return
        if self.contexte.sorties().allows(Sortie.ENREGISTRER):
            self._gardee = grille
            self.contexte.operations.attempt(lambda: self._lus.keep(grille, chemin), self._on_not_kept)

    def _on_not_kept(self, error: ExpectedError) -> None:
        """Said once: it is tried again at the next change."""
        self._tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def _offer_kept(self, chemin: Path, retrouvee: Grille) -> None:
        def take_up() -> None:
            self.atelier.recover(retrouvee)
            self.editeur.bandeau.hush()
            self.editeur.refresh()
            self.editeur.arrive()

        def leave() -> None:
            self._lus.drop(chemin)
            self.editeur.bandeau.hush()
            self.editeur.arrive()

        self._tell(self.textes("grille.retrouvee"), nature=Nature.INFORMATION)
        self._offer({self.textes("grille.reprise"): take_up, self.textes("grille.laissee"): leave})

    def _on_saved(self, chemin: Path) -> None:
        self._lus.drop(chemin)
        self._gardee = self.atelier.grille
        self.editeur.on_saved(chemin)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """What goes into its file is beside it; what is in none is lost, and said to be."""
        self.editeur.case.flush()
        self.keep_beside()
        gardee = self.atelier.chemin is not None and self.atelier.grille == self._gardee
        done("" if not self.occupied else self._say("verrouillage_garde" if gardee else "verrouillage"))

    def clear(self) -> None:
        """As if nobody had ever come; what is on the disk stays there."""
        self._minuterie.stop()
        self._gardee = None
        super().clear()

    def _tell(self, texte: str, *, nature: Nature) -> None:
        self.editeur.bandeau.tell(texte, nature=nature)

    def _offer(self, gestes: dict[str, Callable[[], object]]) -> None:
        self.editeur.bandeau.offer(gestes)
