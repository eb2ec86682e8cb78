"""The deadlines of a dossier, computed from dated facts and from the law as data, each with its explanation.

No date here is ever entered by hand.
"""

from droits_usagers.domain.echeances.calcul import compute_echeances
from droits_usagers.domain.echeances.valeurs import SENS, Code, Echeance, FaitsDossier, Regles, Sens

__all__ = ["SENS", "Code", "Echeance", "FaitsDossier", "Regles", "Sens", "compute_echeances"]
