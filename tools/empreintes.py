"""What a screen says and what it is made of, as lines: two screens that a reader would not tell apart give the same.

Neither pixels, nor places, nor sizes, which depend on fonts and on the machine: the widgets in view, in their order, each with
its class in Qt, its name for a screen reader, and what it shows.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRubberBand,
    QTabBar,
    QTextEdit,
    QWidget,
)

from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants.peinture import Peint

#: Made by Qt for itself, here or there according to sizes.
_DE_QT = (QAbstractSlider, QHeaderView, QRubberBand)
#: Lines of a table that a picture may show; a table asks for the others only when someone goes down to them.
_LIGNES_EN_VUE = 20


def digest(widget: QWidget) -> str:
    """What tells it from any other, in 64 characters."""
    return hashlib.sha256("\n".join(lines(widget)).encode()).hexdigest()


def lines(widget: QWidget, rang: int = 0) -> Iterator[str]:
    """A widget and those that it shows, a line each, more for long texts and tables."""
    if isinstance(widget, _DE_QT) or widget.objectName().startswith("qt_scrollarea_"):
        # Containers that Qt puts around what scrolls: only what is inside says something.
        yield from _inside(widget, rang)
        return
    mots = [_kind(widget), widget.accessibleName(), *_texts(widget)]
    yield "\t" * rang + " | ".join(mot.replace("\n", "\u2028") for mot in mots if mot)
    yield from _inside(widget, rang + 1)


def _kind(widget: QWidget) -> str:
    """What Qt calls it: a class of ours that takes another name, or another room, is the same on the screen."""
    return next(classe.__name__ for classe in type(widget).__mro__ if classe.__module__.startswith("PySide6."))


def _inside(widget: QWidget, rang: int) -> Iterator[str]:
    for enfant in widget.children():
        if isinstance(enfant, QWidget) and enfant.isVisibleTo(widget):
            yield from lines(enfant, rang)


def _texts(widget: QWidget) -> Iterator[str]:
    """What it shows, whatever it is, and whether it can be used."""
    yield from next((read(widget) for genre, read in _LECTEURS.items() if isinstance(widget, genre)), ())
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        yield str(widget.isChecked())
    if not widget.isEnabled():
        yield "-"


def _painted(widget: Any) -> Iterable[str]:  # noqa: ANN401 - each reader is handed what it reads
    return (widget.titre, widget.sous_titre, widget.note, getattr(widget, "icone", ""))


def _tabs(widget: Any) -> Iterable[str]:  # noqa: ANN401
    return (*(widget.tabText(onglet) for onglet in range(widget.count())), str(widget.currentIndex()))


def _table(widget: Any) -> Iterator[str]:  # noqa: ANN401
    """Titles of columns, then the lines in view."""
    modele: QAbstractItemModel | None = widget.model()
    if modele is None:
        return
    # A list has one column, without a title.
    colonnes = range(1 if isinstance(modele, QAbstractListModel) else modele.columnCount())
    yield from (str(modele.headerData(colonne, Qt.Orientation.Horizontal) or "") for colonne in colonnes)
    for rang in range(min(modele.rowCount(), _LIGNES_EN_VUE)):
        yield from (_cell(modele.index(rang, colonne)) for colonne in colonnes)


def _cell(index: QModelIndex) -> str:
    texte, coche = index.data() or "", index.data(Qt.ItemDataRole.CheckStateRole)
    return str(texte) if coche is None else f"{texte} {coche}"


#: How each kind of widget is read; the first that fits.
_LECTEURS: Mapping[type, Callable[[Any], Iterable[str]]] = {
    Peint: _painted,
    QAbstractButton: lambda widget: (widget.text(),),
    QLabel: lambda widget: (widget.text(),),
    QLineEdit: lambda widget: (widget.text(), widget.placeholderText()),
    QPlainTextEdit: lambda widget: (widget.toPlainText(), widget.placeholderText()),
    QTextEdit: lambda widget: (widget.toPlainText(), widget.placeholderText()),
    QTabBar: _tabs,
    QAbstractItemView: _table,
    # Its pages are painted: this is what is on them.
    Apercu: lambda widget: (widget.texte.toPlainText(),),
}
