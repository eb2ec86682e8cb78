"""The order of Tab. Qt's is that in which things were made: not where they stand, once some of them come later.

Only what can take the focus counts: `setTabOrder` silently ignores the rest.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget

from droits_usagers.ui.composants.entendre import drop_focus


def chain(widgets: Iterable[QWidget]) -> None:
    """Puts each right after the one before; all are in the same window."""
    for avant, apres in pairwise(widgets):
        QWidget.setTabOrder(avant, apres)


def stops_in(widget: QWidget) -> tuple[QWidget, ...]:
    """What Tab stops at in a widget, shown or not, in the present order."""
    return tuple(suivant for suivant in _walk(widget) if widget.isAncestorOf(suivant) and _is_stop(suivant))


def ordered_in(widget: QWidget) -> tuple[QWidget, ...]:
    """The same, itself included, and what Tab may stop at later: of a choice, another card once it is chosen."""
    dedans = (un for un in (widget, *_walk(widget)) if un is widget or widget.isAncestorOf(un))
    return tuple(un for un in dedans if un.focusPolicy() is not Qt.FocusPolicy.NoFocus)


def put_under(dessus: QWidget, *dessous: QWidget) -> None:
    """Tab meets these after all that is on that widget. Called as one moves: some of it may have just been made, or gone."""
    fenetre = dessous[0].window()
    ici = [arret for arret in stops_in(dessus) if arret.window() is fenetre]
    chain((*ici[-1:], *dessous))


def order_down(widget: QWidget) -> tuple[QWidget, ...]:
    """Tab goes down what a widget holds as it is laid out, whatever of it was made last: gives all that, from the top."""
    # Once around: going back from here, PySide would take hold of what Qt is about to delete.
    autour = tuple(un for un in _walk(widget) if _is_stop(un) and not widget.isAncestorOf(un))
    dedans = tuple(_laid_out(widget))
    chain((*autour[-1:], *dedans))
    return dedans


def let_go(part: QWidget | None) -> None:
    """Takes the focus from what is about to be hidden: whoever hides it gives it to what comes, and nothing has it between."""
    ici = part.window().focusWidget() if part is not None else None
    if part is not None and ici is not None and (ici is part or part.isAncestorOf(ici)):
        drop_focus(ici)


class Pile(QStackedWidget):
    """One screen at a time. Whoever shows another one says what of it has the focus: nothing else is heard in passing."""

    def setCurrentWidget(self, montre: QWidget) -> None:
        """Another one."""
        if montre is not self.currentWidget():
            let_go(self.currentWidget())
            # The window would be deaf to its keys. Not the method itself: PySide would make another class of it, and Qt another
            # stack for who listens to the first.
            QTimer.singleShot(0, self, partial(self._come_in))
        super().setCurrentWidget(montre)

    def setCurrentIndex(self, rang: int) -> None:
        """Another one, by its place."""
        montre = self.widget(rang)
        if montre is not None:
            self.setCurrentWidget(montre)

    def _come_in(self) -> None:
        montre = self.currentWidget()
        if montre is not None and montre.isVisible() and self.window().focusWidget() is None:
            land(montre, montre)


def land(page: QWidget, apres: QWidget) -> None:
    """What had the focus is hidden: to what follows it on a page, or to the page, and never out of it."""
    suite = (un for un in _open_stops(apres) if page.isAncestorOf(un))
    (next(suite, None) or page).setFocus(Qt.FocusReason.OtherFocusReason)


def stay_by(ici: QWidget) -> None:
    """What had the focus is disabled: to what holds it, and never to a button that a key meant for it would press."""
    autour = ici.parentWidget()
    while autour is not None and not (autour.isEnabled() and autour.isVisible()):
        autour = autour.parentWidget()
    drop_focus(ici)
    if autour is not None:
        autour.setFocus(Qt.FocusReason.OtherFocusReason)


def go_on(ici: QWidget, *, en_avant: bool) -> bool:
    """Tab or Shift+Tab: to the stop after this one, or the one before. False when there is no other.

    Qt's own also takes for a stop what only hands the focus over to something in it; standing anywhere in the order, that led
    back to where one had been, for ever.
    """
    arrets = [un for un in _open_stops(ici) if un.focusProxy() is None and un.window() is ici.window()]
    if arrets:
        sens = Qt.FocusReason.TabFocusReason if en_avant else Qt.FocusReason.BacktabFocusReason
        arrets[0 if en_avant else -1].setFocus(sens)
    return bool(arrets)


@runtime_checkable
class DansSonOrdre(Protocol):
    """What Tab goes through otherwise than it is laid out: what takes a line away is at its head, and comes last."""

    def tab_parts(self) -> Iterable[QWidget]:
        """Its parts, in order."""


def _laid_out(contenu: QWidget | QLayout) -> Iterator[QWidget]:
    if isinstance(contenu, DansSonOrdre):
        for partie in contenu.tab_parts():
            yield from _laid_out(partie)
        return
    if isinstance(contenu, QScrollArea):
        contenu = contenu.widget() or contenu
    boite = contenu.layout() if isinstance(contenu, QWidget) else contenu
    # Of choices that exclude each other, Tab stops at one: another one as soon as it is chosen.
    if isinstance(contenu, QWidget) and contenu.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield contenu
    for element in map(boite.itemAt, range(boite.count())) if boite is not None else ():
        dedans = element.layout() or element.widget() if element is not None else None
        if dedans is not None:
            yield from _laid_out(dedans)


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """All that follows in the window, once around."""
    suivant = widget.nextInFocusChain()
    while suivant is not None and suivant is not widget:
        yield suivant
        suivant = suivant.nextInFocusChain()


def _open_stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab can stop at now, after this one."""
    return (un for un in _walk(widget) if _is_stop(un) and un.isVisible() and un.isEnabled())


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
