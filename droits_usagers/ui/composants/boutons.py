"""The five buttons: the one thing to do next, the other things, a quiet one in a sentence, a line of a list, a card of one."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from droits_usagers.ui.composants.clavier import Avance, bind
from droits_usagers.ui.composants.entendre import Entendu, Role, tell_expanded
from droits_usagers.ui.composants.peinture import Peint
from droits_usagers.ui.composants.theme import Tailles, Teinte, current_theme, mix, paint_icon

ENTREE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Bouton(Peint, QPushButton):
    """A button whose label wraps, and that Enter presses when it has the focus (Space too, as everywhere in Qt)."""

    def __init__(self, titre: str, sous_titre: str = "", *, note: str = "", icone: str = "") -> None:
        super().__init__()
        self.icone = icone
        self.ornement = 20 if icone else 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_up(titre, sous_titre, note)

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """Its icon, in the colour of the title."""
        paint_icon(painter, rect, self.icone, couleur=self.ink())

    def event(self, event: QEvent) -> bool:
        """Keeps Enter for itself while it has the focus, before a page takes it for its main button."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_press(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, once however long it is held down."""
        if self._is_press(event):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _is_press(event: QKeyEvent) -> bool:
        # The Enter key of the keypad says that it is one.
        return event.key() in ENTREE and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _fill(bouton: Bouton) -> str:
    """The main colour, a little lighter under the mouse."""
    theme = current_theme()
    part = 0.12 if bouton.isDown() or bouton.underMouse() else 0.0
    return mix(theme.hexa(Teinte.PRIMAIRE), theme.hexa(Teinte.SURFACE), part)


def _inner_ring(painter: QPainter, bouton: Bouton) -> None:
    painter.setPen(QPen(current_theme().color(Teinte.SUR_PRIMAIRE), 2))
    rayon = current_theme().px(4)
    painter.drawRoundedRect(QRectF(bouton.rect()).adjusted(3, 3, -3, -3), rayon, rayon)


class BoutonPrimaire(Bouton):
    """The one thing to do next on a screen; shows the key that does it."""

    titre_gras = True
    hauteur_min = 44
    marge_h = 20

    def __init__(self, titre: str, *, touche: str = "") -> None:
        super().__init__(titre, note=touche)

    def bind_enter(self, page: QWidget, *, plain: bool = True, courte: str = "", longue: str = "") -> None:
        """Enter anywhere in this page presses it, but in a field that it leaves for the next; Ctrl+Enter presses it anyway.

        The key it shows is then `courte`, or `longue` where Enter does something else. Without `plain`, Ctrl+Enter alone: for
        what cannot be undone.
        """
        if plain:
            Avance(self, page, show_key=partial(self._show_key, courte, longue) if longue else None)
            return
        for touche in ("Ctrl+Return", "Ctrl+Enter"):
            bind(touche, page, self.click)

    def _show_key(self, courte: str, longue: str, enter: bool) -> None:  # noqa: FBT001 - said by `Avance`
        note = courte if enter else longue
        if note != self.note:
            self.set_up(self.titre, self.sous_titre, note)

    @property
    def _dessous(self) -> str:
        return self.sous_titre

    @property
    def _fin(self) -> str:
        """Its key; or why it does nothing, in the same place: under what is read, a second line would take its room."""
        return self.raison or self.note

    def background(self) -> str:
        """The main colour, a little lighter under the mouse."""
        return _fill(self)

    def border(self) -> tuple[str, float]:
        """None: the fill is enough."""
        return self.background(), 0.0

    def ink(self) -> str:
        """What is read on the main colour."""
        return current_theme().hexa(Teinte.SUR_PRIMAIRE) if self.isEnabled() else super().ink()

    def soft_ink(self) -> str:
        """The same: the key matters as much as the word."""
        return self.ink()

    def paint_focus(self, painter: QPainter) -> None:
        """The ring, and a light line inside it, since blue on green alone would hardly show."""
        super().paint_focus(painter)
        _inner_ring(painter, self)


class BoutonSecondaire(Bouton):
    """Anything else one may do here."""


class BoutonLien(Bouton):
    """A quiet one, that reads as a link."""

    marge_h = 8

    def background(self) -> str:
        """None, but a tint under the mouse."""
        theme = current_theme()
        return theme.choisi if self.underMouse() else theme.hexa(Teinte.FOND)

    def border(self) -> tuple[str, float]:
        """None."""
        return self.background(), 0.0

    def ink(self) -> str:
        """The main colour says that it can be pressed."""
        return current_theme().hexa(Teinte.PRIMAIRE)


def _say_unfolded(bouton: QPushButton, etat: QAccessible.State) -> None:
    etat.expandable = True
    etat.expanded, etat.collapsed = bouton.isChecked(), not bouton.isChecked()


class BoutonDepliant(BoutonLien):
    """Shows what is folded, or folds it again; says which by its icon, and to who listens."""

    entendu = Entendu(Role.Button, etat=_say_unfolded)

    def __init__(self, titre: str = "", *, note: str = "") -> None:
        super().__init__(titre, note=note, icone="deplier")
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, montre: bool) -> None:  # noqa: FBT001 - Qt
        self.icone = "replier" if montre else "deplier"
        tell_expanded(self)


class BoutonListe(Bouton):
    """A big one, in a list of what one can do: a title, and what will happen."""

    titre_gras = True
    hauteur_min = 56
    marge_v = 12
    etirement = QSizePolicy.Policy.Expanding

    def __init__(self, titre: str, sous_titre: str = "", *, note: str = "", icone: str = "") -> None:
        super().__init__(titre, sous_titre, note=note, icone=icone)
        self._principal = False

    def stand_out(self) -> None:
        """Makes it the one thing to do next."""
        self._principal = True
        self.hauteur_min, self.marge_v, self.corps_titre = 80, 16, Tailles.INTERTITRE
        self.updateGeometry()

    def background(self) -> str:
        """Filled when it stands out."""
        return _fill(self) if self._principal else super().background()

    def border(self) -> tuple[str, float]:
        """None when it is filled."""
        return (self.background(), 0.0) if self._principal else super().border()

    def ink(self) -> str:
        """What is read on the fill."""
        return current_theme().hexa(Teinte.SUR_PRIMAIRE) if self._principal else super().ink()

    def soft_ink(self) -> str:
        """The same, where it is filled: a lighter one would not be read as well."""
        return self.ink() if self._principal else super().soft_ink()

    def paint_focus(self, painter: QPainter) -> None:
        """With a light line inside when it is filled."""
        super().paint_focus(painter)
        if self._principal:
            _inner_ring(painter, self)


class BoutonPlat(Bouton):
    """One without a box: tinted where one is, and under the mouse."""

    @property
    def here(self) -> bool:
        """One is there now."""
        return self.isChecked()

    def background(self) -> str:
        """None but the tint."""
        theme = current_theme()
        return theme.choisi if self.here else theme.survol if self.underMouse() else theme.hexa(Teinte.FOND)

    def border(self) -> tuple[str, float]:
        """None."""
        return self.background(), 0.0


class BoutonLigne(BoutonPlat):
    """A line of a list of what there is to do: no box, a rule under it; its icon says a state in its colour."""

    hauteur_min = 44
    marge_h = 8
    marge_v = 4
    etirement = QSizePolicy.Policy.Expanding

    def __init__(
        self, titre: str, sous_titre: str = "", *, note: str = "", icone: str = "", teinte: Teinte = Teinte.DOUX
    ) -> None:
        super().__init__(titre, sous_titre, note=note, icone=icone)
        self._teinte = teinte

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """Its icon, in the colour of the state."""
        paint_icon(painter, rect, self.icone, couleur=current_theme().hexa(self._teinte))

    def _paint_frame(self, painter: QPainter) -> None:
        super()._paint_frame(painter)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(current_theme().filet))
