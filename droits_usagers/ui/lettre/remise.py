"""Hands a letter over, and what goes with it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.cadre import Decisions
from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.controle.valeurs import Alerte
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Doute, Mandat
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.controle.controle import Gestes, SortieRetenue
from droits_usagers.services.lettre.courriers import Exemplaire, Format, bundle, bundle_name
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.composants import Avis, Colonne, Nature
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

#: What was handed over is not the letter: it has not left.
A_PART = "feuille_imprimee"


class Remise(Livraison):
    """The same, for a demande and the étape of its letter."""

    kit_listed = Signal(object)
    #: The letter and what goes with it would leave as they are, or would be held back.
    ready = Signal(bool)
    #: What is to be remembered, in sentences.
    remembered = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(contexte, parent)
        # « Relire » shows them all.
        self.gestes = Gestes(Decisions(chaque_ligne=True))

    def list_kit(self, demande: Demande, etape: str, *, emporter: Collection[str] = ()) -> None:
        """Find what « Tout imprimer » will print, with what one wants to carry home."""
        self.run(partial(self.courriers.kit, demande, etape, emporter=emporter), self.kit_listed.emit)

    def find_what_to_remember(self, demande: Demande, etape: str) -> None:
        """Find the day on which a right is lost first, and when to come back."""
        self.run(partial(self.courriers.to_remember, demande, etape), self.remembered.emit)

    def look_if_ready(self, demande: Demande, etape: str, *, emporter: Collection[str] = ()) -> None:
        """Find whether anything is left to decide, or to mend, before the letter and what goes with it leave."""
        kit = partial(self.contexte.services.departs.kit, demande, etape, gestes=self.gestes, emporter=emporter)
        self.run(lambda: _leaves(kit), self.ready.emit)

    def would_release(self, alertes: Iterable[Alerte]) -> bool:
        """True when what the control found there holds nothing back."""
        alertes = tuple(alertes)
        return _leaves(lambda: self.controle.check(alertes, self.gestes.confirmees(alertes)))

    def print_all(self, demande: Demande, etape: str, *, emporter: Collection[str] = ()) -> None:
        """Print the letter and what goes with it, as one job."""
        departs = self.contexte.services.departs

        def lay_out() -> Libre[Sequence[Liasse]]:
            return departs.kit(demande, etape, gestes=self.gestes, emporter=emporter).map(self._laid_out)

        self.print_out(lay_out)

    def print_address_sheet(self, demande: Demande) -> None:
        """Print the page that bears a protected address, alone."""
        departs = self.contexte.services.departs
        self.print_out(lambda: departs.address_sheet(demande).map(lambda une: self._laid_out((une,))), fait=A_PART)

    def _laid_out(self, kit: Sequence[Exemplaire]) -> Sequence[Liasse]:
        return [self.courriers.liasse(un.document, un.nombre, self.contexte.textes(f"assistant.fin.kit.{un.id}")) for un in kit]

    def save_all(self, demande: Demande, etape: str, *, emporter: Collection[str] = ()) -> None:
        """Write all that goes with the letter as one PDF, and the letter for Word beside it, where the person says."""
        departs, nom = self.contexte.services.departs, bundle_name(self.courriers, demande, etape)

        def make() -> Libre[Mapping[str, bytes]]:
            kit = departs.kit(demande, etape, gestes=self.gestes, emporter=emporter)
            return kit.map(lambda exemplaires: bundle(self.courriers, exemplaires).contenus)

        self.save_together(make, nom)

    def save_one(self, demande: Demande, etape: str, id_: str) -> None:
        """Write one document of the kit as a PDF, where the person says."""
        nom = bundle_name(self.courriers, demande, etape, id_)
        self.save_as(partial(self._find, demande, etape, id_), Format.PDF, nom)

    def _find(self, demande: Demande, etape: str, id_: str) -> Libre[Document]:
        # Whoever asks for one page wants to carry it.
        return self.contexte.services.departs.document(demande, etape, id_=id_, gestes=self.gestes, emporter=(id_,))

    def save(self, demande: Demande, etape: str, format_: Format) -> None:
        """Write the letter as a file where the person says."""
        nom = self.courriers.suggested_name(demande, etape, format_)
        departs = self.contexte.services.departs
        self.save_as(partial(departs.document, demande, etape, gestes=self.gestes, nom=nom), format_, nom)

    def copy(self, demande: Demande, etape: str) -> None:
        """Put the text of the letter in the clipboard."""
        self.copy_text(partial(self.contexte.services.departs.document, demande, etape, gestes=self.gestes))

    def words_of(self, demande: Demande, etape: str) -> Callable[[], Libre[str]]:
        """What lets the text of the letter go."""
        make = partial(self.contexte.services.departs.document, demande, etape, gestes=self.gestes)
        return lambda: make().map(self.courriers.text)

    def copy_sheet(self, demande: Demande, etape: str, id_: str) -> None:
        """Put the text of a page that goes with the letter in the clipboard."""
        self.copy_text(partial(self._find, demande, etape, id_))


def _leaves(let_go: Callable[[], object]) -> bool:
    try:
        let_go()
    except SortieRetenue:
        return False
    return True


class AvisMandat(QWidget):
    """Asks the coffre, and says nothing where there is none."""

    def __init__(self, contexte: Contexte, demande: Demande) -> None:
        super().__init__()
        self._contexte = contexte
        self._colonne = Colonne(self)
        reponses = Reponses(self, self._on_known, lambda _: None)
        AccesCoffre(contexte).ask(partial(_situation, demande=demande), reponses)

    def _on_known(self, situation: tuple[Mandat | None, Doute | None]) -> None:
        mandat, doute = situation
        textes = self._contexte.textes
        if doute is not None:
            self._say(textes(f"mandats.doutes.{doute}"), Nature.ATTENTION)
        elif mandat is not None and mandat.signe_le is not None:
            self._say(textes("mandats.doutes.tenu", date=date_courte(mandat.signe_le)), Nature.INFORMATION)

    def _say(self, phrase: str, nature: Nature) -> None:
        self._colonne.addWidget(Avis(phrase, mot=self._contexte.textes("mandats.doutes.mot"), nature=nature))


def _situation(coffre: "Coffre", *, demande: Demande) -> tuple[Mandat | None, Doute | None]:
    return coffre.mandats.situation(demande)
