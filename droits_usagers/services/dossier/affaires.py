"""A letter begun for the affaire of a dossier: how its draft remembers that, and how its dossier joins it.

What is carried is the reference of that dossier, and not the number of its affaire: nothing is written before there is a
letter, so that one given up leaves no affaire behind, and an affaire changed meanwhile is the one that counts.
"""

from typing import TYPE_CHECKING

from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.dossier.dossiers_coffre import CoffreDossiers

#: Between the place of a draft in the wizard and the dossier whose affaire it is for.
_AVEC = "#avec:"


def beside(position: str, voisin: str) -> str:
    """The place of a draft, with the dossier whose affaire it is for, if there is one."""
    return f"{position}{_AVEC}{voisin}" if voisin else position


def place_of(position: str) -> tuple[str, str]:
    """The two apart: the place in the wizard, and the reference of a dossier or an empty string."""
    place, _, voisin = position.partition(_AVEC)
    return place, voisin


def join_neighbour(coffre: "CoffreDossiers", reference: str, *, voisin: str, catalogue: "Catalogue") -> None:
    """Put a dossier in the affaire of another, made for both if that one has none; nothing if the other is gone."""
    try:
        lu = coffre.dossiers.read(voisin)
    except ExpectedError as error:
        if error.panne is not Panne.DOSSIER_INCONNU:
            raise
        return
    if lu.affaire is not None:
        coffre.affaires.join([reference], lu.affaire)
        return
    demarche = lu.demande.demarche
    connue = demarche in catalogue.demarches
    titre = catalogue.textes_demarche(demarche)("titre") if connue else demarche
    coffre.affaires.create(catalogue.textes("suivi.affaire.sans_titre", demarche=titre, reference=voisin), [voisin, reference])
