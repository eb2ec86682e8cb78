"""What the window asks of a screen, and what it gives it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.composants.champ import is_typed_in
from droits_usagers.ui.composants.entendre import GROUPE
from droits_usagers.ui.socle.destination import Quoi
from droits_usagers.ui.socle.operations import Operations

#: The first screen: what one comes back to.
OUVERTURE = "accueil"


@dataclass(frozen=True, slots=True)
class Contexte:
    """What every screen is built with."""

    services: Services
    operations: Operations
    #: The ways out the present mode allows. Ask again each time: opening a coffre changes them.
    sorties: Callable[[], SortiesPermises]
    #: True once something was typed on any screen.
    begun: Callable[[], bool] = lambda: False

    @property
    def textes(self) -> Textes:
        """Every sentence, by id."""
        return self.services.catalogue.textes


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A place that the menu beside the title of a screen leads to: one of its steps, or of its parts."""

    #: Its name, and in words where one is or what is left to do there.
    titre: str
    go: Callable[[], None]
    #: False where one cannot go yet.
    permis: bool = True


class Page(QWidget):
    """A screen of the window. Built when first shown, thrown away when the next person starts or a coffre is locked.

    Its title is said on the way in; and which step one is at, where it has no part that says so itself.
    """

    entendu = GROUPE
    #: Asks the window for another screen: a `Destination`.
    page_wanted = Signal(object)
    #: What the window's title line says of this screen has changed: its `titre`, its `compte` or its `passages`.
    titled = Signal()
    #: Asks the window to hide, or show again, names and previews everywhere, as F9 does.
    discretion_wanted = Signal()
    #: The session has just changed mode (a coffre was opened or left): the window arranges itself again.
    mode_changed = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.textes = contexte.textes

    @property
    def titre(self) -> str:
        """What the window's title line says; empty: the name of the screen."""
        return ""

    @property
    def rang(self) -> tuple[int, int] | None:
        """At which step one is, from 1, and of how many; nothing where one does not go through steps."""
        return None

    @property
    def rang_dit(self) -> str:
        """The same for who listens: « étape 4 sur 6 »."""
        if self.rang is None:
            return ""
        rang, total = self.rang
        return self.textes("entete.etape", rang=rang, total=total)

    @property
    def compte(self) -> str:
        """How far one is, after the title and before its menu: « 4/6 », where one goes through steps."""
        return "/".join(map(str, self.rang or ()))

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """What the menu of the title leads to; nothing: to the other screens behind the same door."""
        return ()

    @property
    def occupied(self) -> bool:
        """True if something was typed here, that leaving must not lose and hiding must protect."""
        return False

    @property
    def place(self) -> Quoi | None:
        """What to give to `arrive` so as to come back to the same thing on it, once a coffre is unlocked."""
        return None

    def arrive(self, quoi: Quoi | None = None) -> None:
        """The screen has just been shown, for this if something is named: puts the focus where one starts."""

    def clear(self) -> None:
        """Empties every widget, model and memory of what was typed or read."""

    def be_discreet(self, *, discreet: bool) -> None:
        """F9: shows or hides names and previews, for someone who may be looking over a shoulder."""

    def cover(self) -> None:
        """The screen is about to be hidden: erases what must not be left even behind that, a phrase; the rest stays."""

    @property
    def is_beside(self) -> bool:
        """True while what is not saved of this is kept in the clear, beside a file of one's own."""
        return False

    def renounce(self) -> None:
        """Whoever typed it gives it up, and was told so: what is kept of it outside memory goes too."""

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """Saves what is unfinished in the coffre before it is locked, then calls `done`, once, in the window's thread.

        With an empty text when nothing would be lost, otherwise with the sentence that says why it could not be kept. Of a
        screen that keeps nothing, what is typed in a field is said not to be.
        """
        done(self.textes("verrou.pas_donne", ecran=self.accessibleName()) if is_typed_in(self) else "")

    @property
    def typed(self) -> tuple[str, object]:
        """Where the coffre keeps what is half typed here and of no dossier, and what that is; nothing where there is none."""
        return "", ""

    def give_up(self) -> None:
        """That is not wanted any more: none of it stays, to be kept again."""

    def let_go(self, oubli: Oubli) -> None:
        """Something was erased for good: nothing half typed about it stays, to be kept again."""
        if oubli.is_in(self.typed[1]):
            self.give_up()

    def day_changed(self, today: dt.date) -> None:
        """Another day has begun: what depends on today is computed again."""
