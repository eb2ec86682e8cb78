"""What a screen reader is told, where Qt alone would tell too little, or something else.

A widget whose class, or itself, has an `entendu` is told by it: its role, its name, its state. Announcements are made here.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleAttributesInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QAccessibleTextInterface,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QLabel, QScrollArea, QStackedWidget, QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class Entendu:
    """How a widget is told. `niveau`: of a heading, from 1; `etat` adds to its state what Qt does not know of it."""

    role: QAccessible.Role
    niveau: int = 0
    etat: Callable[[Any, QAccessible.State], None] | None = None


def _say_entered(_part: QWidget, etat: QAccessible.State) -> None:
    """What has the focus is in it: a section that could have none would not be said at all."""
    etat.focusable = True


#: On Linux, all the texts of a panel are said on the way into it, each time and at each depth; of a section, its name alone.
SECTION = sys.platform == "linux"
#: A named part of a screen: its name is said on the way in.
GROUPE = Entendu(Role.Section, etat=_say_entered) if SECTION else Entendu(Role.Grouping)
#: What only holds or scrolls a screen: a name, that is not said on the way in.
CADRE = Entendu(Role.Section if SECTION else Role.Pane)
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


class NiveauTitre(QAccessibleAttributesInterface):
    """How deep a heading is."""

    def __init__(self, niveau: int) -> None:
        super().__init__()
        self._niveau = niveau

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """That alone."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, _quoi: QAccessible.Attribute) -> int:
        """From 1."""
        return self._niveau


class TexteTitre(QAccessibleTextInterface):
    """What a heading says, as a text: some screen readers read it there. Nothing in it is chosen, or moved in."""

    def __init__(self, acces: QAccessibleWidget) -> None:
        super().__init__()
        self._acces = acces

    def _all(self) -> str:
        return self._acces.text(QAccessible.Text.Name)

    def text(self, debut: int, fin: int) -> str:
        """A part of it."""
        return self._all()[debut:fin]

    def characterCount(self) -> int:
        """How long it is."""
        return len(self._all())

    def cursorPosition(self) -> int:
        """At its start."""
        return 0

    def selectionCount(self) -> int:
        """Nothing is."""
        return 0

    def characterRect(self, _rang: int) -> QRect:
        """Somewhere in it."""
        return self._acces.rect()

    def offsetAtPoint(self, _point: QPoint) -> int:
        """At its start."""
        return 0

    def addSelection(self, _debut: int, _fin: int) -> None:
        """Never."""

    def removeSelection(self, _rang: int) -> None:
        """Never."""

    def setSelection(self, _rang: int, _debut: int, _fin: int) -> None:
        """Never."""

    def setCursorPosition(self, _rang: int) -> None:
        """Never."""

    def scrollToSubstring(self, _debut: int, _fin: int) -> None:
        """It is in sight when it has the focus."""


class AccesTitre(AccesEntendu):
    """A heading: its text, and how deep it is."""

    def __init__(self, widget: QWidget, entendu: Entendu) -> None:
        super().__init__(widget, entendu)
        self._dit = {
            QAccessible.InterfaceType.AttributesInterface: NiveauTitre(entendu.niveau),
            QAccessible.InterfaceType.TextInterface: TexteTitre(self),
        }

    def interface_cast(self, quoi: QAccessible.InterfaceType) -> object:  # type: ignore[override] # a pointer
        """The two that it has. For the others a null pointer: anything else, `None` included, would be taken for one."""
        return self._dit.get(quoi, shiboken6.VoidPtr(0))


def _answer(_cle: str, objet: QObject) -> QAccessibleInterface | None:
    """Asked by Qt the first time that anyone looks at an object: None leaves it to Qt."""
    entendu = getattr(objet, "entendu", None)
    if isinstance(entendu, Entendu) and isinstance(objet, QWidget):
        return (AccesTitre if entendu.niveau else AccesEntendu)(objet, entendu)
    return AccesEntendu(objet, CADRE) if isinstance(objet, _CADRES) else None


def tell_screen_readers() -> None:
    """From now on, widgets are told as they ask to be. To be called once, before any window is shown."""
    app = QApplication.instance()
    if not _DIT and isinstance(app, QApplication):
        QAccessible.installFactory(_answer)
        app.focusChanged.connect(lambda _avant, ici: tell_frames(ici))
        _DIT.append(_answer)


def tell_frames(ici: QWidget | None) -> None:
    """What holds a screen is named after what is in or around it, and screen readers remember: told again, around this one."""
    while ici is not None and is_listening():
        if isinstance(ici, _CADRES) and ici.property(_NOM_DIT) != (nom := name_of(ici)):
            ici.setProperty(_NOM_DIT, nom)
            QAccessible.updateAccessibility(QAccessibleEvent(ici, QAccessible.Event.NameChanged))
        ici = None if ici.isWindow() else ici.parentWidget()


#: The name of a frame, as it was last told.
_NOM_DIT = "nom_dit"
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


class PartNommee(QWidget):
    """A part of a screen, whose name is said on the way in."""

    entendu = GROUPE


class Annonceur(_Widget):
    """Says what it says when that changes, or when it comes on a screen in sight: once, and not as the screen itself comes.

    To be put before a subclass of QWidget, that calls `tell_change` when it says something else.
    """

    #: What was last said while it has been in sight.
    _annonce = ""

    def spoken(self) -> str:
        """What it says."""
        return name_of(self)

    def tell_change(self) -> None:
        """It may say something else."""
        dit = self.spoken()
        if self.isVisible() and dit != self._annonce:
            self._annonce = dit
            announce(self, dit)

    def setVisible(self, montre: bool) -> None:  # noqa: FBT001 - Qt
        """On a screen in sight, what has just come is said."""
        deja = self.isVisible()
        super().setVisible(montre)
        if self.isVisible() and not deja:
            self._annonce = ""
            self.tell_change()

    def showEvent(self, event: QShowEvent) -> None:
        """What is there as the screen comes is read with it."""
        super().showEvent(event)
        self._annonce = self.spoken()


def listen_again(fenetre: QWidget) -> None:
    """A screen reader is only known a moment after the window is shown: what is read on its first screen is stopped at too."""
    for widget in fenetre.findChildren(QWidget) if is_listening() else ():
        if isinstance(widget, Lisible):
            widget.be_a_stop()


def announce(widget: QWidget, dit: str) -> None:
    """Says what has just changed, once, over whatever is being said; `widget` is what it is about. Nothing when empty."""
    if dit:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, dit))


@contextmanager
def untold() -> Iterator[None]:
    """What is done within is not told to who listens."""
    ecoute = is_listening()
    if ecoute:
        QAccessible.setActive(False)
    try:
        yield
    finally:
        if ecoute:
            QAccessible.setActive(True)


def drop_focus(widget: QWidget) -> None:
    """Nothing has the focus any more, and nothing is said: Qt would tell that what has just lost it has come to have it."""
    with untold():
        widget.clearFocus()


def tell_expanded(widget: QWidget) -> None:
    """It was unfolded, or folded again."""
    change = QAccessible.State()
    change.expanded = change.collapsed = True
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, change))
