"""How tests are shared between processes: as pytest-xdist does by groups, and the loss of a process costs one test."""

from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController


class Partage(LoadGroupScheduling):  # type: ignore[misc] # pytest-xdist ships no types
    """By groups. The test that a process died of is not given to the next one, which would die of it too."""

    def remove_node(self, node: WorkerController) -> str | None:
        """Gives back what that process had not run, but for what it died of, whose name is returned."""
        charge = self.assigned_work.pop(node)
        restes = [nom for unite in charge.values() for nom, fini in unite.items() if not fini]
        for groupe, unite in charge.items():
            # In the order they were sent: the first not finished is the one that was running.
            suite = {nom: False for nom, fini in unite.items() if not fini and nom != restes[0]}
            if suite:
                self.workqueue[groupe] = suite
        for autre in self.assigned_work:
            self._reschedule(autre)
        return restes[0] if restes else None

    def _reschedule(self, node: WorkerController) -> None:
        """Nothing for a process that is only starting: it will ask once it knows the tests."""
        if node in self.registered_collections:
            super()._reschedule(node)
