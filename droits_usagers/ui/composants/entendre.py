"""What a screen reader is told, where Qt alone would tell too little, or something else.

A widget whose class, or itself, has an `entendu` is told by it: its role, its name, its state. Announcements are made here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QScrollArea, QStackedWidget, QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class Entendu:
    """How a widget is told. `etat` adds to its state what Qt does not know of it."""

    role: QAccessible.Role
    etat: Callable[[Any, QAccessible.State], None] | None = None


TITRE = Entendu(Role.Heading)
#: A named part of a screen: its name is said on the way in.
GROUPE = Entendu(Role.Grouping)
#: What only holds or scrolls a screen: a name, that is not said again under the name of that screen.
CADRE = Entendu(Role.Pane)
LISTE, ELEMENT = Entendu(Role.List), Entendu(Role.ListItem)
#: What holds one screen among several, or scrolls one: Qt calls the former a « layered pane » and names neither.
_CADRES = (QStackedWidget, QScrollArea)


class AccesEntendu(QAccessibleWidget):
    """What is answered for a widget that is told otherwise than Qt would."""

    def __init__(self, widget: QWidget, entendu: Entendu) -> None:
        super().__init__(widget, entendu.role)
        self._entendu = entendu

    def text(self, quoi: QAccessible.Text) -> str:
        """Its name, never empty where something of it can be; no description that only says its name again."""
        widget = self.object()
        if quoi == QAccessible.Text.Name and isinstance(widget, QWidget):
            return name_of(widget)
        dit = super().text(quoi)
        if quoi == QAccessible.Text.Description and isinstance(widget, QWidget) and dit == name_of(widget):
            return ""
        return dit

    def state(self) -> QAccessible.State:
        """What Qt says of any widget, and what this one adds."""
        etat = super().state()
        widget = self.object()
        if self._entendu.etat is not None and widget is not None:
            self._entendu.etat(widget, etat)
        return etat

    def actionNames(self) -> list[str]:
        """A button is pressed, whatever it is said to be."""
        appui = [self.pressAction()] if isinstance(self.object(), QAbstractButton) else []
        return [*appui, *super().actionNames()]

    def doAction(self, nom: str) -> None:
        """Does it."""
        widget = self.object()
        if nom == self.pressAction() and isinstance(widget, QAbstractButton):
            widget.click()
        else:
            super().doAction(nom)


def _answer(_cle: str, objet: QObject) -> QAccessibleInterface | None:
    """Asked by Qt the first time that anyone looks at an object: None leaves it to Qt."""
    entendu = getattr(objet, "entendu", None)
    if isinstance(entendu, Entendu) and isinstance(objet, QWidget):
        return AccesEntendu(objet, entendu)
    return AccesEntendu(objet, CADRE) if isinstance(objet, _CADRES) else None


def tell_screen_readers() -> None:
    """From now on, widgets are told as they ask to be. To be called once, before any window is shown."""
    if not _DIT:
        QAccessible.installFactory(_answer)
        _DIT.append(_answer)


#: Qt keeps what it was given for ever.
_DIT: list[object] = []


def name_of(widget: QWidget) -> str:
    """What a widget is called: its name, its words, or for what only holds a screen, what is said of that screen."""
    nom = widget.accessibleName()
    if nom:
        return nom
    if isinstance(widget, QLabel):
        return widget.text()
    return _name_of_frame(widget) if isinstance(widget, _CADRES) else ""


def _name_of_frame(cadre: QStackedWidget | QScrollArea) -> str:
    """That of what it shows, else of what it is in: a screen reader says a name twice under the other only once."""
    dedans = cadre.currentWidget() if isinstance(cadre, QStackedWidget) else None
    if dedans is not None and (nom := name_of(dedans)):
        return nom
    autour = cadre.parentWidget()
    while autour is not None and not autour.isWindow():
        if autour.accessibleName():
            return autour.accessibleName()
        autour = autour.parentWidget()
    return cadre.window().windowTitle()


def is_listening() -> bool:
    """True once a screen reader, or anything else that reads the window, asked for what it says."""
    return QAccessible.isActive()


def stop_to_read(widget: QWidget, *, stop: bool) -> None:
    """Tab stops at what is only read while someone listens, and never otherwise: the eye has no need of it."""
    voulu = Qt.FocusPolicy.TabFocus if stop and is_listening() else Qt.FocusPolicy.NoFocus
    if widget.focusPolicy() is not voulu:
        widget.setFocusPolicy(voulu)


class Lisible(_Widget):
    """What is only read, and stopped at while someone listens. To be put before a subclass of QWidget."""

    def be_a_stop(self) -> None:
        """Stopped at, if someone listens and there is something to read."""
        stop_to_read(self, stop=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Someone may have begun to listen since."""
        super().showEvent(event)
        self.be_a_stop()


def listen_again(fenetre: QWidget) -> None:
    """A screen reader is only known a moment after the window is shown: what is read on its first screen is stopped at too."""
    for widget in fenetre.findChildren(QWidget) if is_listening() else ():
        if isinstance(widget, Lisible):
            widget.be_a_stop()


def announce(widget: QWidget, dit: str) -> None:
    """Says what has just changed, once, over whatever is being said; `widget` is what it is about. Nothing when empty."""
    if dit:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, dit))


def tell_expanded(widget: QWidget) -> None:
    """It was unfolded, or folded again."""
    change = QAccessible.State()
    change.expanded = change.collapsed = True
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, change))
