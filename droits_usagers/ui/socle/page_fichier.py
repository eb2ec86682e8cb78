"""A page whose work is in a file of one's own: what one starts from, then what is being described; what is saved of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.saisies import EbaucheGardee, ebauche_key
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.socle.lecture import FichiersLus
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Nature, Rangee
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle import choix_depart
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_depart import ChoixDepart
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.destination import Destination, Quoi, VersAmorce, VersModele, VersPartie
from droits_usagers.ui.socle.disposition import Pile
from droits_usagers.ui.socle.garde_fichier import AtelierFichier, Fichiers, GardeFichier, OuGarde
from droits_usagers.ui.socle.page import Contexte, Page, Renvoi

#: What an icon and margins take on both sides of the buttons, at 100 %.
_AUTOUR = 68
#: Under this height, at 100 %, what is behind cannot be used beside a question.
_BAS = 360


class Bandeau(Avis):
    """Hidden while there is nothing to say. Where there is no room for both, `derriere` gives way to a question."""

    def __init__(self, textes: Textes, derriere: QWidget) -> None:
        super().__init__("", mot="")
        self._textes, self._derriere = textes, derriere
        self._gestes: QWidget | None = None
        self.hide()

    def tell(self, texte: str, *, nature: Nature) -> None:
        """Says it, in place of what was said."""
        self.hush()
        self.say(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        self.show()

    def offer(self, gestes: Mapping[str, Callable[[], object]], *, focus: bool = True) -> None:
        """Under what was said, side by side where they hold; the first has the focus, unless it is only a way back."""
        self._gestes = QWidget()
        rangee = Rangee(self._gestes, ecart=8)
        boutons = {titre: BoutonSecondaire(titre) for titre in gestes}
        for titre, bouton in boutons.items():
            bouton.clicked.connect(lambda _checked=False, geste=gestes[titre]: geste())
            rangee.addWidget(bouton)
        self.add_button(self._gestes)
        self._arrange()
        if focus:
            haut = self._derriere.height()
            self._derriere.setHidden(0 < haut < current_theme().px(_BAS))
            next(iter(boutons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def hush(self) -> None:
        """Takes back what was said."""
        self.hide()
        self._derriere.show()
        if self._gestes is not None:
            self._gestes.hide()
            self._gestes.deleteLater()
            self._gestes = None

    def _arrange(self) -> None:
        if self._gestes is not None and isinstance(rangee := self._gestes.layout(), Rangee):
            boutons = [bouton.sizeHint().width() for bouton in self._gestes.findChildren(BoutonSecondaire)]
            tiennent = sum(boutons) + rangee.spacing() * len(boutons) <= self.width() - current_theme().px(_AUTOUR)
            sens = QBoxLayout.Direction.LeftToRight if tiennent else QBoxLayout.Direction.TopToBottom
            rangee.setDirection(sens)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One under the other where there is little room."""
        super().resizeEvent(event)
        self._arrange()


T = TypeVar("T")
R = TypeVar("R")


class EditeurDeFichier(Protocol):
    """Where one describes it. `placed`: its `compte` or its `passages` are others."""

    placed: SignalInstance
    bandeau: Bandeau

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
        self.garde = GardeFichier(
            contexte, lus, atelier, genre=mots, current=self._written, modified=self._is_written, parent=self
        )
        #: What was found beside a file, while one did not decide.
        self._found: tuple[Path, T] | None = None
        #: Why it could not be kept, while that is so.
        self._not_kept = ""
        #: True once something is described; once what the coffre may have of it was looked for.
        self._open = self._looked = False
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
        self.fichiers.saved.connect(self._on_in_file)
        self.garde.homeless.connect(self._on_homeless)
        self.garde.undecided.connect(self._on_undecided)
        self.garde.failed.connect(self._on_not_kept)
        self.garde.recovered.connect(self._on_kept_again)

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

    def _written(self) -> T:
        """All that is described, what is being typed included."""
        raise NotImplementedError

    def _is_written(self) -> bool:
        """True if something of that is in no file."""
        raise NotImplementedError

    def _flush(self) -> None:
        """What is being typed is taken, where one need not say so."""

    def _left_out(self) -> tuple[str, ...]:
        """What is not in what is kept, if it is not saved: sentences of this page, by id."""
        return ()

    def _show_recovered(self) -> None:
        """What is described became what was kept."""
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
        """Where one was, even before the coffre was locked; from a model, a file or nothing."""
        if self._looked or self._open:
            self._go_on(quoi)
        else:
            self._looked = True
            self.garde.look_in_coffre(lambda ebauche: self._on_looked(ebauche, quoi))

    def _go_on(self, quoi: Quoi | None) -> None:
        if quoi is not None and not self.occupied:
            self._on_chosen(quoi)
        elif self.is_building:
            self._resume()
        else:
            self._show_choice()

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._open = self._looked = False
        self._found = None
        self.garde.stop()
        self.atelier.clear()
        self._lus.forget()
        self.editeur.clear()
        self.choix.clear()
        self._pile.setCurrentWidget(self.choix)

    @property
    def typed(self) -> tuple[str, object]:
        """What is in no file."""
        unsaved = self.garde.unsaved
        return (ebauche_key(self._mots) if unsaved else "", unsaved)

    def give_up(self) -> None:
        """Begins again, from the choice."""
        self.renounce()
        self.clear()

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers what is written, or shows it again."""
        self.editeur.conceal(masque=discreet)

    def cover(self) -> None:
        """What can be kept is, at once: memory may not last as long as what hides it."""
        self.garde.look()

    def renounce(self) -> None:
        """Nothing of it is left, beside its file or in the coffre."""
        self.garde.renounce()

    @property
    def is_beside(self) -> bool:
        """True while what is not saved is beside its file."""
        return self.garde.is_beside

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """In the coffre, or without one beside its file; what is kept nowhere is told, and why."""
        self._flush()
        occupied, left_out = self.occupied, self._left_out()

        def tell(ou: OuGarde, raison: str) -> None:
            perdue = ou is OuGarde.NULLE_PART and self._is_written()
            dits = [self._say("verrouillage"), raison] if perdue else []
            dits += [self._say(id_) for id_ in left_out]
            done(" ".join(filter(None, dits)) if occupied else "")

        self.garde.keep_now(tell)

    # What was kept, and comes back

    def _on_looked(self, ebauche: EbaucheGardee | None, quoi: Quoi | None) -> None:
        """What the coffre has of it first: beginning something else would take its place."""
        if ebauche is not None and not self._open:
            gardee = self._attempt(lambda: self._lus.read_back(ebauche.contenu), self._on_failed)
            if gardee is not None:
                self._take_up(gardee, ebauche)
                return
        self._go_on(quoi)

    def _take_up(self, gardee: T, ebauche: EbaucheGardee) -> None:
        chemin, absents = ebauche.chemin, list[ExpectedError]()
        avant = None if chemin is None else self._attempt(lambda: self._lus.open(chemin), absents.append)
        self._begin(self._lus.blank() if avant is None else avant, None if avant is None else chemin, recue=ebauche.recue)
        self.garde.take_up(gardee, ebauche)
        self.atelier.recover(gardee)
        self._show_recovered()
        perdu = self._say("reprise_sans_fichier", fichier=chemin.name) if absents and chemin is not None else ""
        self._say_above(" ".join(filter(None, (self._say("reprise_coffre"), perdu))), nature=Nature.INFORMATION)

    def _offer_beside(self, chemin: Path, gardee: T) -> None:
        """Newer changes of this file, that were never saved: what is written meanwhile must not take their place."""
        self.garde.decided = False
        self._found = chemin, gardee

        def take_up() -> None:
            self.garde.decided = True
            self.atelier.recover(gardee)
            self.editeur.bandeau.hush()
            self._show_recovered()

        def leave() -> None:
            self.garde.decided = True
            self._lus.drop(chemin)
            self.editeur.bandeau.hush()
            self.editeur.arrive()

        self._say_above(self._say("retrouvee"), nature=Nature.INFORMATION)
        self.editeur.bandeau.offer({self._say("reprise"): take_up, self._say("laissee"): leave})

    def _on_undecided(self) -> None:
        if self._found is not None and not self.editeur.bandeau.isVisible():
            self._offer_beside(*self._found)

    def _on_homeless(self) -> None:
        """From the first line: where it could be kept, once nothing else is being said."""
        if self.editeur.bandeau.isVisible():
            return
        self.garde.told = True
        self._offer_a_file("" if self.atelier.chemin is None else self._say("hors_coffre"))

    def _offer_a_file(self, dit: str) -> None:
        """Says why it is in memory only, or that it has no file, and where it may be saved."""
        self._say_above(dit or self._say("sans_fichier"), nature=Nature.ATTENTION)
        gestes: dict[str, Callable[[], object]] = {
            self._say("sans_fichier_choisir"): self.fichiers.save_as,
            self._say("sans_fichier_plus_tard"): self.editeur.bandeau.hush,
        }
        # One is writing.
        self.editeur.bandeau.offer(gestes, focus=False)

    def _on_not_kept(self, error: ExpectedError) -> None:
        operations = self.contexte.operations
        if AccesCoffre(self.contexte).is_open:
            self._offer_a_file(f"{operations.loss(error)} {self._say('hors_coffre')}")
        else:
            self._say_above(operations.sentence(error), nature=Nature.ATTENTION)
        self._not_kept = self.editeur.bandeau.texte

    def _on_kept_again(self) -> None:
        """Unless something else was said since."""
        if self.editeur.bandeau.texte == self._not_kept:
            self.editeur.bandeau.hush()

    def _on_in_file(self, chemin: Path) -> None:
        self.garde.decided = True
        self._lus.drop(chemin)
        self.garde.look()
        self.editeur.bandeau.hush()

    def _say_above(self, texte: str, *, nature: Nature) -> None:
        self.editeur.bandeau.tell(texte, nature=nature)

    def _attempt(self, action: Callable[[], R], on_failure: Callable[[ExpectedError], object]) -> R | None:
        return self.contexte.operations.attempt(action, on_failure)

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
                chemin = self.ask_file()
                valeur = None if chemin is None else self.fichiers.open(chemin)
                if valeur is not None:
                    self._begin(valeur, chemin)
            case VersModele(id_) if id_ in self._lus.models():
                self._begin(self._lus.model(id_))
            case _:
                self._begin_blank(quoi)

    def _begin(self, valeur: T, chemin: Path | None = None, *, recue: bool = False) -> None:
        """Describes this one from now on; what was described and not saved is given up."""
        self.garde.renounce()
        if chemin is None:
            self._lus.forget()
        self._open, self._found = True, None
        self._show_begun(valeur, chemin, recue=recue)
        self.garde.begin()
        gardee = None if chemin is None else self._lus.kept(chemin)
        if chemin is not None and gardee is not None:
            self._offer_beside(chemin, gardee)

    def _show_begun(self, valeur: T, chemin: Path | None, *, recue: bool) -> None:
        """Hands it to the atelier, then to the editor."""
        raise NotImplementedError

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
