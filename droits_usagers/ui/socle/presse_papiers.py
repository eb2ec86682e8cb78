"""Copies a text and takes it back after a while, saying how long it stays."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

DUREE = dt.timedelta(minutes=3)
#: A passphrase stays just long enough to be pasted.
DUREE_SECRET = dt.timedelta(seconds=30)
#: Names by which clipboard histories are asked to leave a text alone: KDE, GNOME and others; macOS; Windows.
_CONFIDENTIEL = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
}


class PressePapiers(QObject):
    """What was copied from here, and only that: a text copied elsewhere meanwhile is left alone.

    By a button, for a while; from a field with Ctrl+C, or by choosing words, until everything is hidden or erased.
    """

    #: Time left, as a timedelta; zero once it is empty again.
    remaining_changed = Signal(object)

    def __init__(self, now: Callable[[], dt.datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._until: dt.datetime | None = None
        self._texte = ""
        self._rythme = QTimer(self)
        self._rythme.setInterval(1_000)
        self._rythme.timeout.connect(self.look)
        #: Where what was put last came while one of our windows had the keyboard.
        self._d_ici: set[QClipboard.Mode] = set()
        QGuiApplication.clipboard().changed.connect(self._on_changed)

    @property
    def remaining(self) -> dt.timedelta:
        """Time left before the clipboard is emptied; zero when nothing of ours is in it."""
        return dt.timedelta() if self._until is None else max(self._until - self._now(), dt.timedelta())

    def copy(self, texte: str, duree: dt.timedelta = DUREE) -> None:
        """Puts the text in the clipboard for that long."""
        contenu = QMimeData()
        contenu.setText(texte)
        for nom, valeur in _CONFIDENTIEL.items():
            contenu.setData(nom, valeur)
        QGuiApplication.clipboard().setMimeData(contenu)
        self._texte = texte
        self._until = self._now() + duree
        self._rythme.start()
        self.remaining_changed.emit(self.remaining)

    def look(self) -> None:
        """Says the time left; empties the clipboard when there is none."""
        if self._until is not None and not self.remaining:
            self.empty()
        elif self._until is not None:
            self.remaining_changed.emit(self.remaining)

    def empty(self) -> None:
        """Empties it now, if what it holds came from here."""
        self._rythme.stop()
        shown = self._until is not None
        presse = QGuiApplication.clipboard()
        for lieu in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if lieu is QClipboard.Mode.Selection and not presse.supportsSelection():
                continue
            if lieu in self._d_ici or (shown and presse.text(lieu) == self._texte):
                presse.clear(lieu)
        self._d_ici.clear()
        self._until, self._texte = None, ""
        if shown:
            self.remaining_changed.emit(dt.timedelta())

    def _on_changed(self, lieu: QClipboard.Mode) -> None:
        """Another program says so too when it copies, and has the keyboard then."""
        if QApplication.activeWindow() is None:
            self._d_ici.discard(lieu)
        else:
            self._d_ici.add(lieu)
