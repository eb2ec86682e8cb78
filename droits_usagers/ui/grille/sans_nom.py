"""What is taken out of the summary without names: all of it, until someone leaves some of it there."""

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

from droits_usagers.services.grille.examen import Examen
from droits_usagers.services.grille.imprimee import DocumentGrille, FormeGrille
from droits_usagers.ui.composants import Titre
from droits_usagers.ui.grille.tri import EcranTri
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.domain.grille import Ecart
    from droits_usagers.domain.releve.tri import PassageTrie
    from droits_usagers.services.grille.anonymat import Lus


class EcranSansNom(EcranTri):
    """That of the summary, which leaves from here."""

    def __init__(self, contexte: Contexte) -> None:
        #: The findings with all that is quoted in them, read once for all that is decided.
        self._entiers: Callable[[], tuple[Ecart, ...]] = tuple
        #: What was found in their texts, whatever is decided of it.
        self._lus: Lus = {}
        super().__init__(contexte, "retires")

    def _put_out(self) -> None:
        self.colonne.addWidget(Titre(self._textes("grille.suites.formes.synthese_sans_nom"), niveau=2))
        self.colonne.addLayout(self._ways_out(FormeGrille.SYNTHESE_SANS_NOM))

    def show_examen(self, examen: Examen) -> None:
        """The summary of these findings."""
        self._entiers = cache(partial(self._contexte.services.grilles.whole, examen.grille, examen.ecarts))
        self._lus = {}
        super().show_examen(examen)

    def clear(self) -> None:
        """Holds nothing."""
        super().clear()
        self._entiers, self._lus = tuple, {}

    def _document(self, forme: FormeGrille) -> Callable[[], DocumentGrille]:  # noqa: ARG002 - it has one
        write = self._reading()
        return lambda: write()[0]

    def _reading(self) -> "Callable[[], tuple[DocumentGrille, tuple[PassageTrie, ...]]]":
        services, grille, entiers = self._contexte.services, self._examen.grille, self._entiers
        tri, lus = self.tri, self._lus
        return lambda: services.grilles.nameless(grille, entiers(), au=services.today(), tri=tri, lus=lus)
