"""What may be erased, to be ticked one by one or all at once; nothing is ticked beforehand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListView, QWidget

from droits_usagers.services.coffre.conservation import TraceGardee
from droits_usagers.ui.composants.liste import Ligne, ListeMontree

#: Laid out at once: the window goes on answering.
_PAR_FOIS = 30


class ListeTraces(ListeMontree):
    """Space or a click ticks; Ctrl+A ticks all, or nothing if all is ticked."""

    ticks_changed = Signal()

    def __init__(self, say: Callable[[TraceGardee, bool], Ligne], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._traces: dict[str, TraceGardee] = {}
        self._cochees: set[str] = set()
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_PAR_FOIS)
        self.line_opened.connect(self._toggle)
        for touche, action in ((Qt.Key.Key_Space, self._toggle_current), (QKeySequence.StandardKey.SelectAll, self.toggle_all)):
            raccourci = QShortcut(QKeySequence(touche), self)
            raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
            raccourci.activated.connect(action)

    @property
    def traces(self) -> tuple[TraceGardee, ...]:
        """Everything shown."""
        return tuple(self._traces.values())

    @property
    def cochees(self) -> tuple[TraceGardee, ...]:
        """What is ticked."""
        return tuple(trace for id_, trace in self._traces.items() if id_ in self._cochees)

    def show_traces(self, traces: Sequence[TraceGardee]) -> None:
        """Other things: what is ticked stays so if it is still there."""
        self._traces = {trace.id: trace for trace in traces}
        self._cochees &= set(self._traces)
        self.say_again()
        if traces and not self.current():
            self.go_to(traces[0].id)

    def say_again(self) -> None:
        """The same in other words."""
        with QSignalBlocker(self):
            self.show_lines([self._say(trace, trace.id in self._cochees) for trace in self.traces])
        self.ticks_changed.emit()

    def toggle_all(self) -> None:
        """Everything, or nothing if everything is ticked."""
        self._cochees = set() if len(self._cochees) == len(self._traces) else set(self._traces)
        self.say_again()

    def _toggle_current(self) -> None:
        self._toggle(self.current())

    def _toggle(self, id_: str) -> None:
        if id_ in self._traces:
            self._cochees ^= {id_}
            self.lignes.change_line(self._say(self._traces[id_], id_ in self._cochees))
            self.ticks_changed.emit()
