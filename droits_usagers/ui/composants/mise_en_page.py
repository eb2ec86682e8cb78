"""Columns, rows and scrolling whose gaps follow the size of text."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from droits_usagers.ui.composants.entendre import is_listening
from droits_usagers.ui.composants.theme import Espacement, Marges, Teinte, current_theme

ENTRE_GROUPES = 24
DANS_UN_GROUPE = 12


class Colonne(Espacement, QVBoxLayout):
    """Things one under the other."""

    def __init__(self, parent: QWidget | None = None, *, ecart: int = DANS_UN_GROUPE, marges: Marges = (0, 0, 0, 0)) -> None:
        super().__init__(parent)  # type: ignore[arg-type] # Qt takes None, its stubs do not say so
        self.space_out(ecart, marges)


class Rangee(Espacement, QHBoxLayout):
    """Things side by side, from the reading start."""

    def __init__(self, parent: QWidget | None = None, *, ecart: int = DANS_UN_GROUPE, marges: Marges = (0, 0, 0, 0)) -> None:
        super().__init__(parent)  # type: ignore[arg-type] # Qt takes None, its stubs do not say so
        self.space_out(ecart, marges)


class Pied(Rangee):
    """The foot of a screen: the way back at the reading start, and what goes on at the other end."""

    def __init__(
        self,
        retour: QWidget,
        suite: QWidget | None = None,
        *,
        dans: QWidget | None = None,
        ecart: int = DANS_UN_GROUPE,
        marges: Marges = (0, 0, 0, 0),
    ) -> None:
        super().__init__(dans, ecart=ecart, marges=marges)
        self.addWidget(retour)
        self.addStretch(1)
        if suite is not None:
            self.addWidget(suite)


class Centre(QWidget):
    """Holds one widget in a column no wider than `largeur` (at 100 %), at the reading start or in the middle."""

    def __init__(self, contenu: QWidget, *, largeur: int = 560, au_milieu: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contenu, self._largeur = contenu, largeur
        self._rangee = Rangee(self, ecart=0)
        self._rangee.addStretch(int(au_milieu))
        self._rangee.addWidget(contenu, 1000)
        self._rangee.addStretch(1)
        self._limit()

    def hold(self, *, largeur: int, au_milieu: bool) -> None:
        """Another width, another place."""
        self._largeur = largeur
        self._rangee.setStretch(0, int(au_milieu))
        self._limit()

    def stay_under(self, defilement: "Defilement") -> "Centre":
        """Keeps the edges of what scrolls above it, whether or not its scroll bar is there; gives itself."""

        def follow() -> None:
            reste = defilement.width() - defilement.viewport().width()
            droite = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.setContentsMargins(reste if droite else 0, 0, 0 if droite else reste, 0)

        defilement.narrowed.connect(follow)
        return self

    def _limit(self) -> None:
        self.contenu.setMaximumWidth(current_theme().px(self._largeur))

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._limit()


#: What these keys do to what is scrolled, and with nothing else pressed.
_LECTURE = {
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}
_NUES = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Defilement(QScrollArea):
    """Scrolls one column, never sideways, and brings whatever takes the focus into view.

    `narrowed`: the width left for what it holds is another one.
    """

    narrowed = Signal()

    #: What had the focus when the top was shown: coming back to the window does not scroll to it.
    _tenu: QWidget | None = None

    def __init__(self, contenu: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(contenu)
        #: Where Tab goes on from what is scrolled, that has the focus as long as this is not in sight.
        self._ensuite: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _avant: QObject | None, apres: QObject | None) -> None:
        contenu = self.widget()
        if not isinstance(apres, QWidget) or apres is self._tenu:
            return
        self._tenu = None
        if contenu is not None and contenu.isAncestorOf(apres):
            self.bring_into_view(apres)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """That of what is seen: with or without a scroll bar."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.narrowed.emit()

    def bring_into_view(self, widget: QWidget) -> None:
        """Scrolls to a part of what is scrolled: now, and again once what was just added has its place."""
        self._reveal(widget)
        QTimer.singleShot(0, widget, lambda: self._reveal(widget))

    def show_top(self) -> None:
        """Scrolls to the top, and stays there until the focus goes elsewhere. What is not in sight from there does not keep it.

        What is read has it instead: the keys scroll it, Tab goes on to what had the focus, and Enter presses nothing unseen.
        """
        self._tenu = self.window().focusWidget()
        self.verticalScrollBar().setValue(0)
        if is_listening():
            # At once: what it is taken from would be heard first.
            self._settle_at_top()
        QTimer.singleShot(0, self, self._settle_at_top)

    def _settle_at_top(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        ici, contenu = self.window().focusWidget(), self.widget()
        if ici is not self._tenu:
            # Already elsewhere.
            return
        self.verticalScrollBar().setValue(0)
        if contenu is not None and contenu.isAncestorOf(ici) and not self.shows(ici):
            self._ensuite, self._tenu = ici, self
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:
        """What comes above what has the focus may push it out of sight."""
        if event.type() is QEvent.Type.Resize and self._tenu is not None and self._tenu is not self:
            QTimer.singleShot(0, self, self._look_again)
        return super().eventFilter(objet, event)

    def _look_again(self) -> None:
        if not self.verticalScrollBar().value():
            self._settle_at_top()

    def shows(self, widget: QWidget) -> bool:
        """True if all of it is in sight."""
        return self.viewport().rect().contains(QRect(widget.mapTo(self.viewport(), QPoint(0, 0)), widget.size()))

    def focusNextPrevChild(self, en_avant: bool) -> bool:  # noqa: FBT001 - Qt
        """On to what is below; back from the page, as anywhere."""
        ensuite, self._ensuite = self._ensuite, None
        if en_avant and ensuite is not None and self.hasFocus() and shiboken6.isValid(ensuite):
            ensuite.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(en_avant)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Seen to have it, and heard: what is read first."""
        super().focusInEvent(event)
        contenu = self.widget()
        if contenu is not None:
            dits = [dit for dit in contenu.findChildren(QLabel) if dit.isVisible() and dit.text()]
            self.setAccessibleName(min(dits, key=lambda dit: dit.mapTo(contenu, QPoint()).y()).text() if dits else "")
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Seen not to; and no part of it is heard under what was read there."""
        super().focusOutEvent(event)
        self.setAccessibleName("")
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring around what is read, while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            theme = current_theme()
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.color(Teinte.FOCUS), theme.px(2)))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of reading."""
        if not self.scroll_with(event):
            super().keyPressEvent(event)

    def scroll_with(self, event: QKeyEvent) -> bool:
        """Reads on, or back; False for any other key, and where all is in sight."""
        barre = self.verticalScrollBar()
        vers = _LECTURE.get(Qt.Key(event.key())) if event.modifiers() in _NUES else None
        if vers is None or not barre.maximum():
            return False
        barre.triggerAction(vers)
        return True

    def show_from_top(self, widget: QWidget) -> None:
        """Scrolls to the top, or only as far from it as a part needs to be seen, once everything has its place."""

        def settle() -> None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self.verticalScrollBar().setValue(0)
            self._reveal(widget)

        QTimer.singleShot(0, widget, settle)

    def _reveal(self, widget: QWidget) -> None:
        contenu = self.widget()
        if contenu is not None and contenu.isAncestorOf(widget):
            zone = QRect(widget.mapTo(contenu, QPoint(0, 0)), widget.size())
            marge = current_theme().px(ENTRE_GROUPES)
            self.ensureVisible(zone.center().x(), zone.bottom(), 0, marge)
            self.ensureVisible(zone.center().x(), zone.top(), 0, marge)


class DefilementAjuste(Defilement):
    """As high as what it holds, and no higher than this part of what it is in: there, it scrolls."""

    def __init__(self, contenu: QWidget, parent: QWidget | None = None, *, part: float = 0.4) -> None:
        super().__init__(contenu, parent)
        self.part = part
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """The height of what it holds, at the width it has."""
        contenu, largeur = self.widget(), self.viewport().width()
        if contenu is None:
            return super().sizeHint()
        haut = contenu.heightForWidth(largeur) if contenu.hasHeightForWidth() else contenu.sizeHint().height()
        autour = self.parentWidget()
        au_plus = haut if autour is None else max(round(autour.height() * self.part), self.minimumSizeHint().height())
        return QSize(contenu.sizeHint().width(), min(haut, au_plus))

    def minimumSizeHint(self) -> QSize:
        """Some lines: what is enough to scroll in."""
        return QSize(0, current_theme().px(64))

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:
        """Follows what it holds."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(objet, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def keep_in_sight(pied: QWidget, page: QWidget, contenu: QWidget, *, largeur: int = 560) -> Defilement:
    """Fills a page with what is read, that scrolls where text is large, and what is pressed, that stays in sight under it."""
    defilement = Defilement(Centre(contenu, largeur=largeur, au_milieu=True))
    colonne = Colonne(page, ecart=0)
    colonne.addWidget(defilement, 1)
    colonne.addWidget(Centre(pied, largeur=largeur, au_milieu=True).stay_under(defilement))
    return defilement


def scroll_to(widget: QWidget) -> None:
    """Scrolls to it in whatever it is scrolled in, if anything does."""
    autour: QWidget | None = widget
    while autour is not None and not isinstance(autour, Defilement):
        autour = autour.parentWidget()
    if autour is not None:
        autour.bring_into_view(widget)


def scroll_page(page: QWidget, event: QKeyEvent) -> bool:
    """Reads on, wherever the focus is in a page; False when no key of reading was pressed, or there is nothing to scroll.

    What holds the focus scrolls before what does not, and what is larger before the rest.
    """
    ici = page.window().focusWidget()
    zones = [zone for zone in page.findChildren(Defilement) if zone.isVisible() and zone.verticalScrollBar().maximum()]
    zones.sort(key=lambda zone: (zone.isAncestorOf(ici), zone.width() * zone.height()), reverse=True)
    return bool(zones) and zones[0].scroll_with(event)


def _empty(boite: QLayout) -> None:
    while (element := boite.takeAt(0)) is not None:
        if (ancien := element.widget()) is not None:
            ancien.hide()
            ancien.deleteLater()
        elif (dedans := element.layout()) is not None:
            _empty(dedans)


def replace_all(boite: QBoxLayout, widgets: Iterable[QWidget]) -> None:
    """Puts these widgets in a row or a column, in place of all that was there, in rows of its own too."""
    _empty(boite)
    with _laid_out_once(boite):
        for widget in widgets:
            boite.addWidget(widget)
            # A layout shows what it is given a moment later: too late for what takes the focus at once.
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()


@contextmanager
def _laid_out_once(boite: QBoxLayout) -> Iterator[None]:
    """Each widget that is shown has everything around it laid out: here, once they all are."""
    parent = boite.parentWidget()
    entiere = parent.layout() if parent is not None else None
    if entiere is None:
        yield
        return
    entiere.setEnabled(False)
    try:
        yield
    finally:
        entiere.setEnabled(True)
        while parent is not None and parent.isVisible():
            if (autour := parent.layout()) is not None:
                autour.activate()
            parent = parent.parentWidget()
