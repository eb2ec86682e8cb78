"""The widget kit: every screen is made of these, so that all look, read and answer to the keyboard the same way."""

from droits_usagers.ui.composants.boutons import (
    BoutonDepliant,
    BoutonLien,
    BoutonLigne,
    BoutonListe,
    BoutonPrimaire,
    BoutonSecondaire,
)
from droits_usagers.ui.composants.champ import Champ, Intitule
from droits_usagers.ui.composants.choix import ChoixMultiples, ChoixUnique, Option, Vide
from droits_usagers.ui.composants.libelles import Avis, Libelle, LibelleEtat, Nature, Puce, Titre
from droits_usagers.ui.composants.mise_en_page import Centre, Colonne, Defilement, Pied, Rangee
from droits_usagers.ui.composants.progres import Progres
from droits_usagers.ui.composants.saisie import LigneTexte, ListeDeroulante, TexteLong
from droits_usagers.ui.composants.theme import Icone

__all__ = [
    "Avis",
    "BoutonDepliant",
    "BoutonLien",
    "BoutonLigne",
    "BoutonListe",
    "BoutonPrimaire",
    "BoutonSecondaire",
    "Centre",
    "Champ",
    "ChoixMultiples",
    "ChoixUnique",
    "Colonne",
    "Defilement",
    "Icone",
    "Intitule",
    "Libelle",
    "LibelleEtat",
    "LigneTexte",
    "ListeDeroulante",
    "Nature",
    "Option",
    "Pied",
    "Progres",
    "Puce",
    "Rangee",
    "TexteLong",
    "Titre",
    "Vide",
]
