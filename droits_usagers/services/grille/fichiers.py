"""Grilles d'écarts as files."""

from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Grille
from droits_usagers.services.socle.lecture import FichiersLus

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.controle.controle import Controle

EXEMPLES = "ecarts/exemples"


class FichiersGrille(FichiersLus[Grille]):
    """C.toml."""

    def __init__(self, catalogue: "Catalogue", dossier_modeles: Path, controle: "Controle") -> None:
        super().__init__(dossier_modeles, controle)
        self._catalogue = catalogue

    def _parse(self, contenu: bytes, fichier: str) -> Grille:
        from droits_usagers.exchange.grille import read_grille_file

        connus = self._catalogue
        return read_grille_file(contenu, fichier, regles=connus.ecarts.regles, droit=connus.droit.entrees)

    @staticmethod
    def blank() -> Grille:
        """One that says nothing yet."""
        return Grille()

    @staticmethod
    def write(valeur: Grille) -> bytes:
        """The grille as a file."""
        from droits_usagers.exchange.grille import write_grille_file

        return write_grille_file(valeur)
