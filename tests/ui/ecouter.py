"""What a screen reader is told of a window: its tree of accessible objects, and what can be heard of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QWidget

from droits_usagers.ui.composants.entendre import Role
from droits_usagers.ui.fenetre.corps import TitreFenetre
from droits_usagers.ui.socle.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many times Tab is pressed at most to go around a window.
_TOUR = 400
#: What is only read.
_TEXTES = (Role.StaticText, Role.Heading)


def plain(texte: str) -> str:
    """Without what the eye alone tells apart."""
    return " ".join(texte.replace("\u202f", " ").replace("\u00a0", " ").split())


def _name(interface: QAccessibleInterface) -> str:
    """What it is called; of a list to choose from, by what it is tied to: on Linux, its name is what is chosen."""
    if interface.role() != Role.ComboBox:
        return plain(interface.text(QAccessible.Text.Name))
    liens = interface.relations(QAccessible.RelationFlag.Label)
    return " ".join(plain(lien[0].text(QAccessible.Text.Name)) for lien in liens)


def _is_stopped_at(objet: object) -> bool:
    """A section is gone into; of those, Tab only stops at what is read as one."""
    return isinstance(objet, QWidget) and bool(objet.focusPolicy() & Qt.FocusPolicy.TabFocus)


@dataclass(frozen=True)
class Noeud:
    """One object: what is told of it, what it is in, and what is in it."""

    objet: QWidget | None
    role: QAccessible.Role
    nom: str
    description: str
    focusable: bool
    #: Its name is said on the way to what is in it.
    annonce: bool
    autour: "Noeud | None"
    enfants: "list[Noeud]"

    @classmethod
    def read(cls, interface: QAccessibleInterface, autour: "Noeud | None" = None) -> Self:
        """All of it that is shown."""
        objet = interface.object()
        noeud = cls(
            objet if isinstance(objet, QWidget) else None,
            interface.role(),
            _name(interface),
            plain(interface.text(QAccessible.Text.Description)),
            bool(interface.state().focusable) and (interface.role() != Role.Section or _is_stopped_at(objet)),
            bool(interface.state().focusable),
            autour,
            [],
        )
        # What is in a view, or in what is edited, is told by Qt.
        if noeud.role not in (Role.Table, Role.Tree, Role.EditableText, Role.ComboBox, Role.SpinBox):
            dedans = (interface.child(rang) for rang in range(interface.childCount()))
            noeud.enfants.extend(cls.read(un, noeud) for un in dedans if not un.state().invisible)
        return noeud

    def __iter__(self) -> "Iterator[Noeud]":
        """It, and all that is in it."""
        yield self
        for enfant in self.enfants:
            yield from enfant

    def __str__(self) -> str:
        return f"{self.role.name} « {self.nom} » ({type(self.objet).__name__})"

    @property
    def ancestors(self) -> "Iterator[Noeud]":
        """What it is in, from the closest."""
        ici = self.autour
        while ici is not None:
            yield ici
            ici = ici.autour

    @property
    def said(self) -> str:
        """All that is said of it."""
        return f"{self.nom} {self.description}"

    def is_said_of(self, autre: "Noeud") -> bool:
        """True if these words are among those that are said of that other one."""
        return self.nom.casefold() in autre.said.casefold()


def tree(fenetre: QWidget) -> Noeud:
    """That of a window."""
    return Noeud.read(QAccessible.queryAccessibleInterface(fenetre))


def _focused(racine: Noeud) -> Noeud | None:
    """What has the focus of the window, which another may be in front of."""
    ici = racine.objet.window().focusWidget() if racine.objet is not None else None
    return next((un for un in racine if ici is not None and un.objet is ici), None)


def heard_on_arrival(racine: Noeud) -> str:
    """What is said as the focus comes where it is: what it is in, from the outside, then itself."""
    noeud = _focused(racine)
    if noeud is None:
        return ""
    return " ".join(un.nom for un in (*reversed(tuple(noeud.ancestors)), noeud))


def unnamed(racine: Noeud) -> list[str]:
    """What can take the focus and does not say what it is; what holds or scrolls a screen, and has no name."""
    muets = [f"sans nom : {un} dans {un.autour}" for un in racine if un.focusable and not un.nom]
    cadres = (un for un in racine if isinstance(un.objet, QStackedWidget | QScrollArea))
    return muets + [f"cadre : {un}" for un in cadres if not un.nom or un.role == Role.LayeredPane]


def silent_titles(racine: Noeud) -> list[str]:
    """The title of the screen, if nothing says it on the way in, or if it is no heading; its step, without its number."""
    dit = heard_on_arrival(racine)
    # What covers a screen says its own name.
    ici = _focused(racine)
    autour = tuple(ici.ancestors) if ici is not None else ()
    fautes = [] if dit else ["rien n'a le focus"]
    for un in racine:
        if not isinstance(un.objet, Page) or not any(part is un for part in autour):
            continue
        if un.nom not in dit or not un.nom:
            fautes.append(f"titre tu : « {un.nom} » ; entendu : {dit}")
        if plain(un.objet.rang_dit) not in dit:
            fautes.append(f"sans numéro : {un.objet.rang_dit} ; entendu : {dit}")
    return fautes + [f"pas un titre : {un}" for un in racine if type(un.objet).__name__ == "Titre" and un.role != Role.Heading]


def unreachable(racine: Noeud) -> list[str]:
    """What is written and that nobody who goes through the window with Tab is told."""
    return [f"hors d'atteinte : {un}" for un in racine if un.role in _TEXTES and _is_text(un) and not _is_reached(un, racine)]


def _is_text(noeud: Noeud) -> bool:
    # The line of the title says where one is, as the screen does on the way in.
    return isinstance(noeud.objet, QLabel) and not isinstance(noeud.objet, TitreFenetre) and bool(noeud.nom)


def _is_reached(texte: Noeud, racine: Noeud) -> bool:
    if texte.focusable:
        return True
    # What is in a part that has a name, or is read as one, is said on the way to what can be pressed there.
    parts = (un for un in (*texte.ancestors, *(un for un in racine if un.annonce)) if texte.is_said_of(un))
    if any(any(un.focusable for un in part) for part in parts):
        return True
    return texte.nom in heard_on_arrival(racine) or any(texte.is_said_of(un) for un in racine if un.focusable)


def missed_by_tab(fenetre: QWidget) -> list[str]:
    """What Tab stops at, and never comes to from where the focus is: it goes around something before."""
    premier: QWidget | None = fenetre.focusWidget()
    if premier is None:
        return ["rien n'a le focus"]
    vus: list[QWidget] = []
    for _ in range(_TOUR):
        ici = fenetre.focusWidget()
        if ici in vus:
            break
        vus.append(ici)
        QTest.keyClick(ici, Qt.Key.Key_Tab)
    arrets = (un for un in fenetre.findChildren(QWidget) if un.isVisible() and un.isEnabled() and un.focusProxy() is None)
    manques = [un for un in arrets if _is_stopped_at(un) and un.window() is fenetre and un not in vus]
    return [f"jamais atteint : {type(un).__name__} « {un.accessibleName()} »" for un in manques]
