"""Where cells are pasted: kept whole, and shown only as far as one needs to recognise them."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeyEvent

from droits_usagers.ui.composants import TexteLong
from droits_usagers.ui.composants.boutons import ENTREE

#: What is pasted beyond that is kept apart: laying ten thousand lines out would hold the window.
_MONTRES = 2_000


class Collage(TexteLong):
    """What is pasted takes the place of what was there: a table is not pasted in pieces."""

    def __init__(self) -> None:
        super().__init__(lignes=4)
        self._reste = ""
        self.setLineWrapMode(TexteLong.LineWrapMode.NoWrap)

    @property
    def cellules(self) -> str:
        """All that was pasted, or typed."""
        return self.toPlainText() + self._reste

    def paste_cells(self, texte: str) -> None:
        """Takes these cells."""
        unifie = texte.replace("\r\n", "\n")
        coupe = len(unifie) if len(unifie) <= _MONTRES else unifie.rfind("\n", 0, _MONTRES) + 1 or _MONTRES
        self.setPlainText(unifie[:coupe])
        self._reste = unifie[coupe:]

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Ctrl+V, the menu, or what is dropped."""
        if source.hasText():
            self.paste_cells(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on: a line is not added by hand."""
        if event.key() in ENTREE:
            self.validated.emit()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Forgets it."""
        self._reste = ""
        super().clear()
