"""The order of Tab. Qt's is that in which things were made: not where they stand, once some of them come later.

Only what can take the focus counts: `setTabOrder` silently ignores the rest.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(widgets: Iterable[QWidget]) -> None:
    """Puts each right after the one before; all are in the same window."""
    for avant, apres in pairwise(widgets):
        QWidget.setTabOrder(avant, apres)


def stops_in(widget: QWidget) -> tuple[QWidget, ...]:
    """What Tab stops at in a widget, shown or not, in the present order."""
    return tuple(suivant for suivant in _walk(widget) if widget.isAncestorOf(suivant) and _is_stop(suivant))


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """All that follows in the window, once around."""
    suivant = widget.nextInFocusChain()
    while suivant is not None and suivant is not widget:
        yield suivant
        suivant = suivant.nextInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
