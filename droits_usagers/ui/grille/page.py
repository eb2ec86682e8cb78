"""« Grille d'écarts »: what one starts from, then the grille being built; what is saved, and what it leads to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.ecarts import Grille
from droits_usagers.domain.errors import ExpectedError
from droits_usagers.services.atelier_ecarts import AtelierEcarts
from droits_usagers.services.suites_fiche import Amorce
from droits_usagers.ui import choix_depart
from droits_usagers.ui.choix_depart import ChoixDepart
from droits_usagers.ui.composants import Colonne, Nature
from droits_usagers.ui.fichier_a_lire import ask_file
from droits_usagers.ui.fichiers import Fichiers
from droits_usagers.ui.grille.editeur import Editeur
from droits_usagers.ui.grille.exemple import LigneExemple
from droits_usagers.ui.page import Contexte, Page
from droits_usagers.ui.suivi.images import renew


class PageGrille(Page):
    """Needs no coffre: a grille names nobody, and is a file like any other. `building_changed`: one is shown, or no longer."""

    building_changed = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._fichiers_grille = contexte.services.fichiers_grille
        filtre = self.textes("sorties.filtre", type=self.textes("sorties.type_toml"), extension="toml")
        #: How one says which file to read; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self.textes("grille.ouvrir"), filtre)
        self.atelier = AtelierEcarts(renew)
        self.fichiers = Fichiers(
            contexte,
            self._fichiers_grille,
            self.atelier,
            propose=lambda: self.atelier.suggested_name(self.textes("grille.fichier_defaut")),
            parent=self,
        )
        self._open = False
        modeles = {id_: self._example_name(id_) for id_ in self._fichiers_grille.models()}
        self.choix = ChoixDepart(self.textes, "grille", modeles, montre=LigneExemple(self.textes))
        self.editeur = Editeur(contexte, self.atelier)
        self._pile = QStackedWidget()
        self._pile.addWidget(self.choix)
        self._pile.addWidget(self.editeur)
        Colonne(self, ecart=0).addWidget(self._pile)
        self._connect()

    def _example_name(self, id_: str) -> str:
        exemple = self._fichiers_grille.model(id_)
        return self.textes("grille.nom_exemple", titre=exemple.titre, organisme=exemple.organisme.nom)

    def _connect(self) -> None:
        self._pile.currentChanged.connect(lambda _rang: self.building_changed.emit())
        self.choix.chosen.connect(self._on_chosen)
        self.editeur.left.connect(self._show_choice)
        self.editeur.save_wanted.connect(self.fichiers.save)
        self.editeur.save_as_wanted.connect(self.fichiers.save_as)
        self.editeur.letter_wanted.connect(self._write)
        self.editeur.article_wanted.connect(lambda id_: self.page_wanted.emit("textes", id_))
        self.fichiers.saved.connect(self.editeur.on_saved)
        self.fichiers.failed.connect(self._on_failed)
        self.fichiers.annotated.connect(self._on_annotated)

    @property
    def is_building(self) -> bool:
        """True while a grille is shown."""
        return self._pile.currentWidget() is self.editeur

    # What the window asks of a page

    @property
    def occupied(self) -> bool:
        """True if something is written that is in no file."""
        return self.atelier.is_modified or self.editeur.is_dirty

    def arrive(self, element: str = "") -> None:
        """Where one was; from an example (« modele:<id> »)."""
        if element and not self.occupied:
            self._on_chosen(element)
        elif self._pile.currentWidget() is self.editeur:
            self.editeur.resume()
        else:
            self._show_choice()

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._open = False
        self.atelier.clear()
        self._fichiers_grille.forget()
        self.editeur.clear()
        self.choix.clear()
        self._pile.setCurrentWidget(self.choix)

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers what is written, or shows it again."""
        self.editeur.conceal(masque=discreet)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """A grille is kept where the person says, never in the coffre: they are asked to."""
        done(self.textes("grille.verrouillage") if self.occupied else "")

    # What one starts from

    def _show_choice(self) -> None:
        self._pile.setCurrentWidget(self.choix)
        self.choix.arrive(self.editeur.tete.name() if self._open else "", modified=self.occupied)

    def _on_chosen(self, quoi: str) -> None:
        match quoi.partition(":"):
            case (choix_depart.REPRENDRE, _, _):
                self._show_editor()
            case (choix_depart.OUVRIR, _, _):
                self._open_file()
            case ("modele", _, id_) if id_ in self._fichiers_grille.models():
                self._begin(self._fichiers_grille.model(id_))
            case _:
                self._begin(Grille())
                self.editeur.show_subject()

    def _open_file(self) -> None:
        chemin = self.ask_file()
        grille = None if chemin is None else self.fichiers.open(chemin)
        if grille is not None:
            self._begin(grille, chemin)

    def _begin(self, grille: Grille, chemin: Path | None = None) -> None:
        if chemin is None:
            self._fichiers_grille.forget()
        self.atelier.open(grille, chemin)
        self._open = True
        self.editeur.begin()
        self._show_editor()

    def _show_editor(self) -> None:
        self._pile.setCurrentWidget(self.editeur)
        self.editeur.arrive()

    # What becomes of it

    def _on_failed(self, error: ExpectedError) -> None:
        phrase = self.contexte.operations.sentence(error)
        if self._pile.currentWidget() is self.choix:
            self.choix.say(phrase)
        else:
            self.editeur.bandeau.tell(phrase, nature=Nature.ARRET)

    def _on_annotated(self, chemin: Path) -> None:
        """Said before anything is lost; nothing is until the person says so."""
        dire = self.textes
        self.editeur.bandeau.tell(dire("notices.suites.annotee", fichier=chemin.name), nature=Nature.ATTENTION)
        ailleurs, dessus = dire("notices.suites.annotee_ailleurs"), dire("notices.suites.annotee_dessus")
        self.editeur.bandeau.offer({ailleurs: self.fichiers.save_as, dessus: lambda: self.fichiers.save(annote=True)})

    def _write(self, amorce: Amorce) -> None:
        """On to the wizard; the grille stays here."""
        self.contexte.services.relais.give(amorce)
        self.page_wanted.emit("assistant", "amorce")
