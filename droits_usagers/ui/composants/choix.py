"""Choices one can hit and read, whatever their length: one among several, as cards; as many as apply, as lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QCheckBox, QRadioButton, QWidget

from droits_usagers.ui.composants.entendre import GROUPE
from droits_usagers.ui.composants.mise_en_page import Colonne, Rangee
from droits_usagers.ui.composants.peinture import Peint
from droits_usagers.ui.composants.theme import Teinte, current_theme


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: its id, its words, a line of help, and what it is called to who listens, if that is not its words."""

    id: str
    libelle: str
    aide: str = ""
    dit: str = ""


class _Carte(Peint):
    """What a radio card and a check card share."""

    ornement = 20
    marge_h = 12

    def _set_up_card(self, option: Option) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_up(option.libelle, option.aide)
        self.setAccessibleName(option.dit or option.libelle)

    def background(self) -> str:
        """Tinted when chosen."""
        return current_theme().choisi if self.isChecked() else super().background()

    def border(self) -> tuple[str, float]:
        """Thicker and in the main colour when chosen."""
        return (current_theme().hexa(Teinte.PRIMAIRE), 2.0) if self.isChecked() else super().border()

    def _box(self) -> tuple[QColor, QPen]:
        theme = current_theme()
        if self.isChecked():
            return theme.color(Teinte.PRIMAIRE), QPen(theme.color(Teinte.PRIMAIRE), 1.5)
        return theme.color(Teinte.SURFACE), QPen(theme.color(Teinte.DOUX), 1.5)


class CarteUnique(_Carte, QRadioButton):
    """One of several; arrows go from one to the next."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up_card(option)

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """A circle, with a dot when chosen."""
        fond, trait = self._box()
        painter.setPen(trait)
        painter.setBrush(current_theme().color(Teinte.SURFACE))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        if self.isChecked():
            marge = rect.width() * 0.27
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fond)
            painter.drawEllipse(rect.adjusted(marge, marge, -marge, -marge))


class LigneMultiple(_Carte, QCheckBox):
    """One of those that may apply together: a plain line, its box, its words; Space ticks it."""

    hauteur_min = 40
    marge_v = 4

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up_card(option)

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """A square, ticked when chosen."""
        fond, trait = self._box()
        painter.setPen(trait)
        painter.setBrush(fond)
        rayon = current_theme().px(3)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), rayon, rayon)
        if self.isChecked():
            crayon = QPen(current_theme().color(Teinte.SUR_PRIMAIRE), rect.width() / 9)
            crayon.setCapStyle(Qt.PenCapStyle.RoundCap)
            crayon.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(crayon)
            points = ((0.27, 0.52), (0.44, 0.69), (0.74, 0.33))
            painter.drawPolyline([QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height()) for x, y in points])

    def background(self) -> str:
        """None, but a tint under the mouse."""
        theme = current_theme()
        return theme.survol if self.underMouse() else theme.hexa(Teinte.FOND)

    def border(self) -> tuple[str, float]:
        """None, ticked or not."""
        return self.background(), 0.0


class _Choix(QWidget):
    """A column of cards, or a row of short ones. A label names the whole; the focus goes to the card that matters."""

    entendu = GROUPE
    choice_changed = Signal()
    #: Between two of them, in a column.
    ecart = 8

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None, *, en_ligne: bool = False) -> None:
        super().__init__(parent)
        boite = Rangee(self, ecart=8) if en_ligne else Colonne(self, ecart=self.ecart)
        self._rangee = boite if en_ligne else None
        self._cartes: dict[str, QAbstractButton] = {}
        for option in options:
            carte = self._card(option)
            carte.toggled.connect(self._on_toggled)
            self._cartes[option.id] = carte
            boite.addWidget(carte, 1)
        if self._cartes:
            self.setFocusProxy(next(iter(self._cartes.values())))

    def _card(self, option: Option) -> QAbstractButton:
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        """One above the other, a row is as wide as its widest."""
        taille = super().minimumSizeHint()
        if self._rangee is not None and self._cartes:
            taille.setWidth(max(carte.minimumSizeHint().width() for carte in self._cartes.values()))
        return taille

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a row where there is room for it."""
        super().resizeEvent(event)
        if self._rangee is not None:
            cartes = self._cartes.values()
            besoin = sum(carte.minimumSizeHint().width() + self._rangee.spacing() for carte in cartes) - self._rangee.spacing()
            sens = QBoxLayout.Direction.LeftToRight if self.width() >= besoin else QBoxLayout.Direction.TopToBottom
            if self._rangee.direction() is not sens:
                self._rangee.setDirection(sens)

    def card(self, id_: str) -> QAbstractButton:
        """The card of an option."""
        return self._cartes[id_]

    def chosen(self) -> tuple[str, ...]:
        """Ids of what is chosen, in the order shown."""
        return tuple(id_ for id_, carte in self._cartes.items() if carte.isChecked())

    def _show_chosen(self, ids: Iterable[str]) -> None:
        voulus = set(ids)
        avant = self.chosen()
        self.blockSignals(True)
        for id_, carte in self._cartes.items():
            carte.setChecked(id_ in voulus)
        self.blockSignals(False)
        if self.chosen() != avant:
            self.choice_changed.emit()

    def _on_toggled(self, _checked: bool) -> None:  # noqa: FBT001 - Qt
        self.choice_changed.emit()

    def clear(self) -> None:
        """Nothing chosen."""
        self._show_chosen(())


class ChoixUnique(_Choix):
    """One of several. `choice_changed` is said once per change."""

    def _card(self, option: Option) -> QAbstractButton:
        return CarteUnique(option, self)

    def value(self) -> str:
        """Id of what is chosen, empty when nothing is."""
        return next(iter(self.chosen()), "")

    def set_value(self, id_: str) -> None:
        """Chooses one, or nothing when empty."""
        self._show_chosen((id_,) if id_ else ())

    def _show_chosen(self, ids: Iterable[str]) -> None:
        # Qt refuses to leave an exclusive group with nothing chosen, which is how every question starts.
        for carte in self._cartes.values():
            carte.setAutoExclusive(False)
        super()._show_chosen(ids)
        for carte in self._cartes.values():
            carte.setAutoExclusive(True)
        proxy = self._cartes.get(self.value()) or next(iter(self._cartes.values()), None)
        if proxy is not None:
            self.setFocusProxy(proxy)

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt
        if checked:
            self.setFocusProxy(self._cartes[self.value()])
            super()._on_toggled(checked)


class ChoixMultiples(_Choix):
    """As many as apply."""

    ecart = 0

    def _card(self, option: Option) -> QAbstractButton:
        return LigneMultiple(option, self)

    def value(self) -> tuple[str, ...]:
        """Ids of what is ticked, in the order shown."""
        return self.chosen()

    def set_value(self, ids: Iterable[str]) -> None:
        """Ticks exactly these."""
        self._show_chosen(ids)
