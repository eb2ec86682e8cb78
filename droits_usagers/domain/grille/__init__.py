"""The grille d'écarts: what is declared about a processing, what is done with it, and where the two part.

Each rule is a small named function. What it weighs, the articles it rests on, its sentence and the words it looks for are
data (`resources/ecarts/`).
"""

from droits_usagers.domain.grille.anciens import Citation, find_old_citations, old_citations
from droits_usagers.domain.grille.controle import REGLES, check_ecarts
from droits_usagers.domain.grille.lexique import forget_texts
from droits_usagers.domain.grille.masque import Masque
from droits_usagers.domain.grille.valeurs import (
    Ecart,
    EcartSaisi,
    GenreSource,
    Grille,
    NaturePassage,
    PassageMarque,
    Point,
    ReferenceGrille,
    RegleGrille,
    Source,
)

__all__ = [
    "REGLES",
    "Citation",
    "Ecart",
    "EcartSaisi",
    "GenreSource",
    "Grille",
    "Masque",
    "NaturePassage",
    "PassageMarque",
    "Point",
    "ReferenceGrille",
    "RegleGrille",
    "Source",
    "check_ecarts",
    "find_old_citations",
    "forget_texts",
    "old_citations",
]
