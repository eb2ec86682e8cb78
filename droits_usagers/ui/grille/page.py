"""« Grille d'écarts »: what one starts from, then the grille being built; what is saved, and what it leads to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from droits_usagers.domain.grille import Grille
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.grille.atelier import AtelierEcarts
from droits_usagers.ui.composants import Colonne, Libelle, Nature, Puce, Rangee
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.grille.editeur import EditeurGrille
from droits_usagers.ui.socle.choix_depart import ChoixDepart
from droits_usagers.ui.socle.destination import Destination, Quoi, VersArticle, VersEcrit
from droits_usagers.ui.socle.images import renew
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.page_fichier import PageFichier


class LigneExemple(QFrame):
    """A point, what is declared, what is done, and the écart between the two."""

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        say = textes.under("grille.exemple")
        colonne = Colonne(self, ecart=8, marges=(16, 12, 16, 12))
        rangee = Rangee(ecart=16)
        for famille, dit in (("point", "point_dit"), ("annonce", "annonce_dit"), ("fait", "fait_dit")):
            case = Colonne(ecart=2)
            case.addWidget(Libelle(say(famille), teinte=Teinte.DOUX))
            case.addWidget(Libelle(say(dit), gras=famille == "point"))
            case.addStretch(1)
            rangee.addLayout(case, 1)
        colonne.addLayout(rangee)
        colonne.addWidget(Puce(textes("ecarts.gravites.2"), Teinte.SEMAINE), 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet frame: it is not to be pressed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color(Teinte.SURFACE))
        painter.setPen(current_theme().filet)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


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
        self.editeur.masking_wanted.connect(lambda ou: self.page_wanted.emit(Destination("relecture", VersEcrit(ou))))
        self.fichiers.saved.connect(self.editeur.on_saved)

    def _example_name(self, id_: str) -> str:
        exemple = self._lus.model(id_)
        return self.textes("grille.nom_exemple", titre=exemple.titre, organisme=exemple.organisme.nom)

    @property
    def occupied(self) -> bool:
        """True if something is written that is in no file."""
        return self._is_written() or self.editeur.is_dirty

    def _proposed_name(self) -> str:
        return self.atelier.suggested_name(self.textes("grille.fichier_defaut"))

    def _name(self) -> str:
        return self.editeur.tete.name()

    def _resume(self) -> None:
        self.editeur.resume()

    def _written(self) -> Grille:
        return self.editeur.written()

    def _is_written(self) -> bool:
        return self.atelier.is_modified or self._written() != self.atelier.grille

    def _flush(self) -> None:
        self.editeur.flush()

    def _left_out(self) -> tuple[str, ...]:
        """A form that is open and not given; documents that are not copied yet."""
        formulaire = ("verrouillage_formulaire",) if self.editeur.is_dirty else ()
        return (*formulaire, *(("verrouillage_documents",) if self.atelier.documents.unsaved(self.atelier.grille) else ()))

    def _begin_blank(self, quoi: Quoi) -> None:  # noqa: ARG002 - there is one way only
        self._begin(Grille())
        self.editeur.show_subject()

    def _show_begun(self, valeur: Grille, chemin: Path | None, *, recue: bool) -> None:  # noqa: ARG002 - never someone else's
        self.atelier.open(valeur, chemin)
        self.editeur.begin()
        self._show_editor()
        self.editeur.arrive()

    def _show_recovered(self) -> None:
        self.editeur.refresh()
        self.editeur.arrive()

    def _tell(self, texte: str, *, nature: Nature) -> None:
        self.editeur.bandeau.tell(texte, nature=nature)

    def _offer(self, gestes: dict[str, Callable[[], object]]) -> None:
        self.editeur.bandeau.offer(gestes)
