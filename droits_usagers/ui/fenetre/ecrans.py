"""The screens there are: behind which door each is, in which modes, and how it is built, on first use."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.dossier.oubli import DouteOubli, Oubli
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.socle.destination import Destination, Quoi
from droits_usagers.ui.socle.disposition import let_go
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page

TOUS = frozenset(Mode)
SANS_POSTE_PARTAGE = TOUS - {Mode.POSTE_PARTAGE}


class PorteFenetre(StrEnum):
    """What one comes for."""

    ECRIRE = "ecrire"
    SUIVRE = "suivre"
    INFORMER = "informer"


@dataclass(frozen=True, slots=True)
class EcranFenetre:
    """One screen. Its name is `rail.<id>` in the texts; its module is only imported when it is built."""

    id: str
    make: Callable[[Contexte], Page]
    modes: frozenset[Mode] = SANS_POSTE_PARTAGE
    #: None: behind no door, reached by the field and by the « ⋯ ».
    porte: PorteFenetre | None = None
    #: In the menu beside the title of those behind the same door; the first of them is what the door opens on.
    au_menu: bool = False
    #: False for one that shows what was chosen on another: Ctrl+K does not lead there.
    found: bool = True


def _ouverture(contexte: Contexte) -> Page:
    """The first screen: what to do in the coffre once there is one, what one can start before."""
    mode = contexte.services.seance.mode
    if mode is Mode.COFFRE:
        from droits_usagers.ui.accueil.accueil import PageAccueil

        return PageAccueil(contexte, lambda id_: exists(id_, mode))
    from droits_usagers.ui.accueil.ouverture import PageOuverture

    return PageOuverture(contexte, lambda id_: exists(id_, mode))


def _assistant(contexte: Contexte) -> Page:
    from droits_usagers.ui.lettre.page import AssistantPage

    return AssistantPage(contexte)


def _refus(contexte: Contexte) -> Page:
    from droits_usagers.ui.accueil.refus import PageRefus

    return PageRefus(contexte, lambda id_: exists(id_, contexte.services.seance.mode))


def _numeros(contexte: Contexte) -> Page:
    from droits_usagers.ui.droit.numeros import PageNumeros

    return PageNumeros(contexte)


def _notices(contexte: Contexte) -> Page:
    from droits_usagers.ui.notice.page import PageNotices

    return PageNotices(contexte)


def _fiches(contexte: Contexte) -> Page:
    from droits_usagers.ui.droit.fiches import PageFiches

    return PageFiches(contexte)


def _grille(contexte: Contexte) -> Page:
    from droits_usagers.ui.grille.page import PageGrille

    return PageGrille(contexte)


def _relecture(contexte: Contexte) -> Page:
    from droits_usagers.ui.grille.relecture import PageRelecture

    return PageRelecture(contexte)


def _textes(contexte: Contexte) -> Page:
    from droits_usagers.ui.droit.page import PageTextes

    return PageTextes(contexte)


def _reglages(contexte: Contexte) -> Page:
    from droits_usagers.ui.accueil.reglages import PageReglages

    return PageReglages(contexte)


def _aide(contexte: Contexte) -> Page:
    from droits_usagers.ui.accueil.aide import PageAide

    return PageAide(contexte)


def _suivi(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.page import EcranSuivi

    return EcranSuivi(contexte)


def _piece(contexte: Contexte) -> Page:
    from droits_usagers.ui.dossier.visionneuse import PageVisionneuse

    return PageVisionneuse(contexte)


def _coffre(contexte: Contexte) -> Page:
    from droits_usagers.ui.coffre.page import PageCoffre

    return PageCoffre(contexte)


def _courrier_du_jour(contexte: Contexte) -> Page:
    from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour

    return PageCourrierDuJour(contexte)


def _serie(contexte: Contexte) -> Page:
    from droits_usagers.ui.serie.page import PageSerie

    return PageSerie(contexte)


def _masse(contexte: Contexte) -> Page:
    from droits_usagers.ui.envois.page import PageMasse

    return PageMasse(contexte)


def _conservation(contexte: Contexte) -> Page:
    from droits_usagers.ui.coffre.conservation import PageConservation

    return PageConservation(contexte)


def _reprise(contexte: Contexte) -> Page:
    from droits_usagers.ui.reprise.page import PageReprise

    return PageReprise(contexte)


def _mandats(contexte: Contexte) -> Page:
    from droits_usagers.ui.dossier.mandats_page import PageMandats

    return PageMandats(contexte)


def _organismes(contexte: Contexte) -> Page:
    from droits_usagers.ui.reprise.organismes_page import PageOrganismes

    return PageOrganismes(contexte)


def _agenda(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.export import PageAgenda

    return PageAgenda(contexte)


def _export(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.export import PageExport

    return PageExport(contexte)


def _chiffres(contexte: Contexte) -> Page:
    from droits_usagers.ui.chiffres.page import PageChiffres

    return PageChiffres(contexte)


_COFFRE = frozenset({Mode.COFFRE})
ECRIRE, SUIVRE, INFORMER = PorteFenetre
#: In the order of the menus.
ECRANS = (
    EcranFenetre(OUVERTURE, _ouverture, TOUS - _COFFRE),
    EcranFenetre("assistant", _assistant, TOUS, ECRIRE, au_menu=True),
    EcranFenetre("refus", _refus, TOUS, ECRIRE, au_menu=True),
    EcranFenetre(OUVERTURE, _ouverture, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("suivi", _suivi, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("courrier_du_jour", _courrier_du_jour, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("mandats", _mandats, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("organismes", _organismes, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("chiffres", _chiffres, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("coffre", _coffre, porte=SUIVRE, au_menu=True, found=False),
    EcranFenetre("piece", _piece, _COFFRE, SUIVRE, found=False),
    EcranFenetre("conservation", _conservation, _COFFRE, SUIVRE),
    EcranFenetre("serie", _serie, _COFFRE, SUIVRE),
    EcranFenetre("reprise", _reprise, _COFFRE, SUIVRE),
    EcranFenetre("agenda", _agenda, _COFFRE, SUIVRE),
    EcranFenetre("export", _export, _COFFRE, SUIVRE),
    EcranFenetre("masse", _masse, _COFFRE, SUIVRE, found=False),
    EcranFenetre("notices", _notices, porte=INFORMER, au_menu=True),
    EcranFenetre("fiches", _fiches, porte=INFORMER, au_menu=True),
    EcranFenetre("grille", _grille, porte=INFORMER, au_menu=True),
    EcranFenetre("relecture", _relecture, porte=INFORMER, au_menu=True),
    EcranFenetre("textes", _textes),
    EcranFenetre("numeros", _numeros, TOUS),
    EcranFenetre("aide", _aide, TOUS),
    EcranFenetre("reglages", _reglages, TOUS),
)


def screens(mode: Mode) -> tuple[EcranFenetre, ...]:
    """Those there are in this mode."""
    return tuple(ecran for ecran in ECRANS if mode in ecran.modes)


def behind(porte: PorteFenetre, mode: Mode) -> tuple[EcranFenetre, ...]:
    """Those that the menu beside the title leads to, behind a door; the door opens on the first."""
    return tuple(ecran for ecran in screens(mode) if ecran.porte is porte and ecran.au_menu)


def door_of(id_: str, mode: Mode) -> PorteFenetre | None:
    """The door that a screen is behind, if any."""
    return next((ecran.porte for ecran in screens(mode) if ecran.id == id_), None)


def screen_name(textes: Textes, id_: str, mode: Mode) -> str:
    """What a screen is called: the first one of a coffre is the week's."""
    return textes("rail.semaine" if id_ == OUVERTURE and mode is Mode.COFFRE else f"rail.{id_}")


def exists(id_: str, mode: Mode) -> bool:
    """True if one can go there in this mode."""
    return any(ecran.id == id_ for ecran in screens(mode))


class Pages(QStackedWidget):
    """Emits `page_shown` with the id of the screen, after it took the focus."""

    page_shown = Signal(str)
    #: See Page.
    mode_changed = Signal()
    #: What is half typed, there or in the coffre, may be about someone erased: a `DouteOubli` to decide.
    doubted = Signal(object)
    #: A screen was built: whoever listens to some of its signals connects them now.
    page_built = Signal(str, object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._built: dict[str, Page] = {}
        self._discreet = False
        #: What lost the focus by being hidden, and what has it instead.
        self._cachee: tuple[QWidget | None, QWidget | None] = (None, None)
        # Said where the coffre is worked on.
        contexte.operations.erased.connect(self._on_erased, Qt.ConnectionType.QueuedConnection)

    def follow(self, destination: Destination) -> None:
        """Where someone wants to go."""
        self.go_to(destination.ecran, destination.quoi)

    def go_to(self, id_: str, quoi: Quoi | None = None) -> None:
        """Shows a screen, and something on it.

        What does not exist in the present mode is not shown, and nothing is said: no button leads there.
        """
        if not self.prepare(id_):
            return
        page = self._built[id_]
        if page is not self.currentWidget():
            let_go(self.currentWidget())
        self.setCurrentWidget(page)
        page.arrive(quoi)
        if self.window().focusWidget() is None:
            # The window would be deaf to its keys.
            page.setFocus()
        self.page_shown.emit(id_)

    def prepare(self, id_: str) -> bool:
        """Builds a screen, if it was not yet: nothing is shown or asked. False for what does not exist in the present mode."""
        ecran = next((ecran for ecran in screens(self._contexte.services.seance.mode) if ecran.id == id_), None)
        if ecran is not None and id_ not in self._built:
            page = ecran.make(self._contexte)
            page.page_wanted.connect(self.follow)
            page.mode_changed.connect(self.mode_changed)
            page.discretion_wanted.connect(self.toggle_discreet)
            page.be_discreet(discreet=self._discreet)
            self._built[id_] = page
            self.addWidget(page)
            self.page_built.emit(id_, page)
        return ecran is not None

    def _on_erased(self, oubli: Oubli) -> None:
        ici: dict[str, DouteOubli | None] = {}
        for page in self._built.values():
            page.let_go(oubli)
            cle, dits = page.typed
            if cle:
                # A screen knows what is typed on it better than the coffre, that has it two seconds later.
                ici[cle] = oubli.doubt(cle, dits)
        gardes = (doute for doute in oubli.doutes if not (doute.dernier and doute.cle in ici))
        for doute in (*filter(None, ici.values()), *gardes):
            self.doubted.emit(doute)

    def give_up(self, doute: DouteOubli) -> None:
        """What may be about someone erased is not wanted, on the screen where it is typed."""
        for page in self._built.values():
            if doute.dernier and page.typed[0] == doute.cle:
                page.give_up()

    @property
    def current_id(self) -> str:
        """The screen being shown."""
        return next((id_ for id_, page in self._built.items() if page is self.currentWidget()), "")

    @property
    def place(self) -> Destination:
        """The screen being shown and what is shown on it: what `follow` takes to come back to it."""
        page = self._built.get(self.current_id)
        return Destination(self.current_id, page.place if page is not None else None)

    def __iter__(self) -> Iterator[Page]:
        """Those that were built, shown or not."""
        return iter(tuple(self._built.values()))

    @property
    def occupied(self) -> bool:
        """True if something was typed in any of them."""
        return any(page.occupied for page in self)

    @property
    def discreet(self) -> bool:
        """True while names are hidden."""
        return self._discreet

    def toggle_discreet(self) -> None:
        """F9, for every screen at once: a name must not come back because one changed screens."""
        self._discreet = not self._discreet
        avant = self.window().focusWidget()
        for page in self:
            page.be_discreet(discreet=self._discreet)
        cachee, depuis = self._cachee
        self._cachee = (avant, self.window().focusWidget()) if self._discreet else (None, None)
        # Whoever went elsewhere meanwhile stays there.
        if cachee is not None and avant is depuis and shiboken6.isValid(cachee) and cachee.isVisible():
            cachee.setFocus(Qt.FocusReason.OtherFocusReason)

    def day_changed(self, today: dt.date) -> None:
        """Another day has begun."""
        for page in self:
            page.day_changed(today)

    def discard(self, *, keep_occupied: bool = False) -> None:
        """Empties every screen, then throws it away with its undo stacks and models."""
        for id_, page in tuple(self._built.items()):
            if not (keep_occupied and page.occupied):
                del self._built[id_]
                page.clear()
                self.removeWidget(page)
                page.setParent(None)
                page.deleteLater()
        self._contexte.services.selection.clear()
        if not keep_occupied:
            self._discreet = False
