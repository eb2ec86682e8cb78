"""Choices one can hit and read, whatever their length: one among several, as cards; as many as apply, as lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QCheckBox, QRadioButton, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants.entendre import GROUPE, announce
from droits_usagers.ui.composants.libelles import Avis, Nature
from droits_usagers.ui.composants.mise_en_page import Colonne, Rangee, scroll_to
from droits_usagers.ui.composants.peinture import Peint, paint_ring
from droits_usagers.ui.composants.theme import Teinte, current_theme


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: its id, its words, a line of help, and what it is called to who listens, if that is not its words."""

    id: str
    libelle: str
    aide: str = ""
    dit: str = ""


@dataclass(frozen=True, slots=True)
class Vide:
    """What is said of a choice as long as nothing is ticked: to who listens, and once to who goes on without an answer.

    `laisse` is what leaving it so means, and `mot` the word before; without it, going on is nobody's business here.
    """

    compte: str = ""
    laisse: str = ""
    mot: str = ""

    @classmethod
    def of(cls, textes: Textes, options: Sequence[Option], laisse: str = "commun.choix.laisse") -> "Vide":
        """In the words of the program; `laisse` is the id of what going on means, or nothing."""
        dire = textes.under("commun.choix")
        return cls(dire("vide", nombre=len(options)), textes(laisse) if laisse else "", dire("mot"))


_SANS = Vide()


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
        self._tout = Colonne(self, ecart=8)
        boite = Rangee(ecart=8) if en_ligne else Colonne(ecart=self.ecart)
        self._tout.addLayout(boite)
        self._rangee = boite if en_ligne else None
        self._cartes: dict[str, QAbstractButton] = {}
        for option in options:
            carte = self._card(option)
            carte.toggled.connect(self._on_toggled)
            self._cartes[option.id] = carte
            boite.addWidget(carte, 1)

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


class _Anneau(QWidget):
    """The focus ring of a whole, over what is in it."""

    def __init__(self, autour: QWidget) -> None:
        super().__init__(autour)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As on a button."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, QRectF(self.rect()))
        painter.end()


_EN_AVANT = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space})
_EN_ARRIERE = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Left})


class ChoixUnique(_Choix):
    """One of several. `choice_changed` is said once per change.

    As long as nothing is ticked, the whole has the focus and its ring: on one of them, it would look chosen. An arrow or the
    space bar ticks the first one (going back, the last); from then on, it is as any choice. `vide` is what is said meanwhile.
    """

    def __init__(
        self, options: Sequence[Option], parent: QWidget | None = None, *, en_ligne: bool = False, vide: Vide = _SANS
    ) -> None:
        super().__init__(options, parent, en_ligne=en_ligne)
        self._vide = vide
        self._aide = ""
        self._avis: Avis | None = None
        self._anneau = _Anneau(self)
        self._settle()

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
        self._settle()

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt
        if checked:
            self._settle()
            super()._on_toggled(checked)

    @property
    def is_blank(self) -> bool:
        """True when nothing is ticked, and something could be."""
        return bool(self._cartes) and not self.value()

    def stay_once(self) -> bool:
        """Says what going on without an answer means; False when that was said already, or there is nothing to say."""
        if not self.is_blank or not self._vide.laisse or (self._avis is not None and self._avis.isVisibleTo(self)):
            return False
        if self._avis is None:
            self._avis = Avis("", mot="")
            self._avis.hide()
            self._tout.addWidget(self._avis)
        self._avis.say(self._vide.laisse, mot=self._vide.mot, nature=Nature.ATTENTION)
        self._avis.show()
        # Around what is said too: what is added comes over the ring.
        self._anneau.raise_()
        scroll_to(self._avis)
        return True

    def setAccessibleDescription(self, dit: str) -> None:
        """With how many there are, as long as none is ticked."""
        self._aide = dit
        compte = self._vide.compte if self.is_blank else ""
        super().setAccessibleDescription(" ".join(filter(None, (compte, dit))))

    def _settle(self) -> None:
        """Puts the focus, and what is said, where they belong: on what is ticked, else on the whole."""
        choisie, vide = self._cartes.get(self.value()), self.is_blank
        if self._avis is not None and not vide:
            self._avis.hide()
        avait = self.hasFocus() or any(carte.hasFocus() for carte in self._cartes.values())
        for carte in self._cartes.values():
            # Qt puts the others out of the way of Tab as soon as one has the focus.
            politique = Qt.FocusPolicy.ClickFocus if vide else Qt.FocusPolicy.StrongFocus
            carte.setFocusPolicy(politique if vide or carte is choisie else Qt.FocusPolicy.ClickFocus)
        # Without a proxy first: Qt would give it this policy too.
        self.setFocusProxy(None)  # type: ignore[arg-type] # a null pointer
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if vide else Qt.FocusPolicy.NoFocus)
        if choisie is not None:
            self.setFocusProxy(choisie)
        self.setAccessibleDescription(self._aide)
        if avait and (vide or self.hasFocus()):
            # To the one that has just been ticked, or back to the whole.
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ticks one of those shown."""
        ouvertes = [carte for carte in self._cartes.values() if carte.isVisible() and carte.isEnabled()]
        sens = event.key() in _EN_AVANT, event.key() in _EN_ARRIERE
        if not self.is_blank or not ouvertes or not any(sens):
            super().keyPressEvent(event)
            return
        carte = ouvertes[0 if sens[0] else -1]
        carte.click()
        carte.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is around all of them."""
        super().focusInEvent(event)
        self._anneau.setGeometry(self.rect())
        self._anneau.raise_()
        self._anneau.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Elsewhere."""
        super().focusOutEvent(event)
        self._anneau.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ring follows."""
        super().resizeEvent(event)
        self._anneau.setGeometry(self.rect())


class ChoixMultiples(_Choix):
    """As many as apply; one of `seuls` unticks all the others, and any other unticks it: `dit` tells who does not see it."""

    ecart = 0

    def __init__(
        self, options: Sequence[Option], parent: QWidget | None = None, *, seuls: Iterable[str] = (), dit: str = ""
    ) -> None:
        super().__init__(options, parent)
        self._seuls, self._dit = frozenset(seuls), dit
        for id_ in self._cartes if self._seuls else ():
            self._cartes[id_].clicked.connect(lambda cochee, id_=id_: self._leave_alone(id_, cochee=cochee))
        if self._cartes:
            self.setFocusProxy(next(iter(self._cartes.values())))

    def _card(self, option: Option) -> QAbstractButton:
        return LigneMultiple(option, self)

    def _leave_alone(self, id_: str, *, cochee: bool) -> None:
        """What does not go with what was just ticked is not ticked any more."""
        gardees = {id_} if id_ in self._seuls else set(self.chosen()) - self._seuls
        if cochee and gardees != set(self.chosen()):
            self._show_chosen(gardees)
            announce(self, self._dit)

    def value(self) -> tuple[str, ...]:
        """Ids of what is ticked, in the order shown."""
        return self.chosen()

    def set_value(self, ids: Iterable[str]) -> None:
        """Ticks exactly these."""
        self._show_chosen(ids)
