"""How tests are shared between processes: file by file, the slow ones first, and the loss of a process costs one test.

What a file makes once (a fixture of a module or of a session) is then made once in a run, and not once in each process. Files
that share something long to make name it together: `pytestmark = pytest.mark.xdist_group("lettres")`. Under pytest 9.2 that
mark is no longer heard by pytest-xdist, which writes it in a name that is not read: it is looked for here in the file itself.
"""

import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController

_GROUPE = re.compile(r'^pytestmark = .*xdist_group\("([^"]+)"\)', re.MULTILINE)
_LENT = re.compile(r"mark\.lent\b")


class Partage(LoadGroupScheduling):  # type: ignore[misc] # pytest-xdist ships no types
    """By files. The test that a process died of is not given to the next one, which would die of it too."""

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

    def _assign_work_unit(self, node: WorkerController) -> None:
        """The slow ones first, so that no process ends long after the others."""
        lent = next((groupe for groupe, unite in self.workqueue.items() if _is_slow(self._file_of(next(iter(unite))))), None)
        if lent is not None:
            self.workqueue.move_to_end(lent, last=False)
        super()._assign_work_unit(node)

    def _split_scope(self, nodeid: str) -> str:
        """The file of a test, or the name that it shares with others."""
        fichier = self._file_of(nodeid)
        return _group_of(fichier) or str(fichier)

    def _file_of(self, nodeid: str) -> Path:
        return Path(self.config.rootpath, nodeid.partition("::")[0])


@cache
def _group_of(fichier: Path) -> str:
    trouve = _GROUPE.search(_read(fichier))
    return trouve[1] if trouve else ""


@cache
def _is_slow(fichier: Path) -> bool:
    return bool(_LENT.search(_read(fichier)))


def _read(fichier: Path) -> str:
    return fichier.read_text("utf-8") if fichier.is_file() else ""
