"""What is not ordinary French in a grille that says whose it is: what names people is taken out, the rest stays."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from droits_usagers.services.grille.examen import Examen, as_decided, found_in
from droits_usagers.ui.grille.tri import EcranTri
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from collections.abc import Callable

    from droits_usagers.domain.releve.tri import PassageTrie


class EcranReleves(EcranTri):
    """`decided`: the Examen as papers and letters say it."""

    decided = Signal(object)
    #: Most of what stays, nobody decided.
    a_qui_trie = False

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte, "releves")

    def _reading(self) -> "Callable[[], tuple[Examen, tuple[PassageTrie, ...]]]":
        examen, tri, catalogue = self._examen, self.tri, self._contexte.services.catalogue

        def read() -> "tuple[Examen, tuple[PassageTrie, ...]]":
            return as_decided(examen, tri, catalogue), found_in(replace(examen.grille, tri=tri), catalogue)

        return read

    def _on_read(self, fait: "tuple[object, tuple[PassageTrie, ...]]") -> None:
        super()._on_read(fait)
        self.decided.emit(fait[0])
