"""A page whose work is in a file of one's own: what one starts from, then what is being described; what is saved of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.socle.fichiers_lus import FichiersLus
from droits_usagers.ui.composants import Colonne, Nature
from droits_usagers.ui.socle import choix_depart
from droits_usagers.ui.socle.choix_depart import ChoixDepart
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.destination import Destination, Quoi, VersAmorce, VersModele, VersPartie
from droits_usagers.ui.socle.fichiers import AtelierFichier, Fichiers
from droits_usagers.ui.socle.page import Contexte, Page, Renvoi
from droits_usagers.ui.socle.tabulation import Pile

T = TypeVar("T")


class EditeurDeFichier(Protocol):
    """Where one describes it. `placed`: its `compte` or its `passages` are others."""

    placed: SignalInstance

    @property
    def compte(self) -> str:
        """What of it is in view, where it does not say so itself."""
        ...

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """Where its parts are, and what it does, where it has no room to show them."""
        ...

    def arrive(self) -> None:
        """The focus where one begins."""
        ...

    def conceal(self, *, masque: bool) -> None:
        """Hides what is written, or shows it again."""
        ...

    def clear(self) -> None:
        """Holds nothing of what was written."""
        ...


class PageFichier(Page, Generic[T]):
    """Needs no coffre: what is in such a file names nobody who is received. Its words are in `<mots>`, as those of its choice.

    A subclass makes `choix` and `editeur`, gives them to `_lay_out`, and says how the editor begins and speaks.
    """

    choix: ChoixDepart
    editeur: EditeurDeFichier
    atelier: AtelierFichier[T]

    def __init__(
        self, contexte: Contexte, mots: str, *, lus: FichiersLus[T], atelier: AtelierFichier[T], parent: QWidget | None = None
    ) -> None:
        super().__init__(contexte, parent)
        self._mots, self._lus, self.atelier = mots, lus, atelier
        self._say = self.textes.under(self._mots)
        filtre = self.textes("sorties.filtre", type=self.textes("sorties.type_toml"), extension="toml")
        #: How one says which file to read; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("ouvrir"), filtre)
        self.fichiers = Fichiers(contexte, lus, atelier, propose=self._proposed_name, parent=self)
        self._open = False
        self._pile = Pile()

    def _lay_out(self, choix: ChoixDepart, editeur: QWidget) -> None:
        for widget in (choix, editeur):
            self._pile.addWidget(widget)
        Colonne(self, ecart=0).addWidget(self._pile)
        choix.chosen.connect(self._on_chosen)
        self._pile.currentChanged.connect(self.titled)
        self.editeur.placed.connect(self.titled)
        self.fichiers.failed.connect(self._on_failed)
        self.fichiers.annotated.connect(self._on_annotated)

    # What a subclass says

    def _proposed_name(self) -> str:
        """A name for a new file."""
        raise NotImplementedError

    def _name(self) -> str:
        """What is open is called so."""
        raise NotImplementedError

    def _begin_blank(self, quoi: Quoi) -> None:
        """From nothing, in one way or another."""
        raise NotImplementedError

    def _tell(self, texte: str, *, nature: Nature) -> None:
        """Says it beside what is described."""
        raise NotImplementedError

    def _offer(self, gestes: dict[str, Callable[[], object]]) -> None:
        """What to do about what was just told."""
        raise NotImplementedError

    # What the window asks of a page

    @property
    def is_building(self) -> bool:
        """True while what is described is shown."""
        return self._pile.currentWidget() is not self.choix

    @property
    def compte(self) -> str:
        """What is in view, where the editor does not say so itself."""
        return self.editeur.compte if self.is_building else ""

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """What the editor has no room to show."""
        return self.editeur.passages if self.is_building else ()

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Where one was; from a model, a file or nothing."""
        if quoi is not None and not self.occupied:
            self._on_chosen(quoi)
        elif self.is_building:
            self._resume()
        else:
            self._show_choice()

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._open = False
        self.atelier.clear()
        self._lus.forget()
        self.editeur.clear()
        self.choix.clear()
        self._pile.setCurrentWidget(self.choix)

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers what is written, or shows it again."""
        self.editeur.conceal(masque=discreet)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """It is kept where the person says, never in the coffre: they are asked to."""
        done(self._say("verrouillage") if self.occupied else "")

    # What one starts from

    def _show_choice(self) -> None:
        self._pile.setCurrentWidget(self.choix)
        self.choix.arrive(self._name() if self._open else "", modified=self.occupied)

    def _on_chosen(self, quoi: Quoi) -> None:
        match quoi:
            case VersPartie(choix_depart.REPRENDRE):
                self._show_editor()
                self.editeur.arrive()
            case VersPartie(choix_depart.OUVRIR):
                self._open_file()
            case VersModele(id_) if id_ in self._lus.models():
                self._begin(self._lus.model(id_))
            case _:
                self._begin_blank(quoi)

    def _open_file(self) -> None:
        chemin = self.ask_file()
        valeur = None if chemin is None else self.fichiers.open(chemin)
        if valeur is not None:
            self._begin(valeur, chemin)

    def _begin(self, valeur: T, chemin: Path | None = None) -> None:  # noqa: ARG002 - the editor's own way of showing it
        """Describes this one from now on: a subclass hands it to its editor."""
        if chemin is None:
            self._lus.forget()
        self._open = True

    def _show_editor(self) -> None:
        self._pile.setCurrentIndex(1)

    def _resume(self) -> None:
        """Back where one was."""
        self.editeur.arrive()

    # What becomes of it

    def _on_failed(self, error: ExpectedError) -> None:
        phrase = self.contexte.operations.sentence(error)
        if self.is_building:
            self._tell(phrase, nature=Nature.ARRET)
        else:
            self.choix.say(phrase)

    def _on_annotated(self, chemin: Path) -> None:
        """Said before anything is lost; nothing is until the person says so."""
        dire = self.textes
        self._tell(dire("notices.suites.annotee", fichier=chemin.name), nature=Nature.ATTENTION)
        ailleurs, dessus = dire("notices.suites.annotee_ailleurs"), dire("notices.suites.annotee_dessus")
        self._offer({ailleurs: self.fichiers.save_as, dessus: lambda: self.fichiers.save(annote=True)})

    def _write(self, amorce: Amorce) -> None:
        """On to the wizard; what is described stays here."""
        self.contexte.services.relais.give(amorce)
        self.page_wanted.emit(Destination("assistant", VersAmorce()))
