"""How the dossier of a letter begun for the affaire of another joins it."""

from typing import TYPE_CHECKING

from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.dossier.dossiers_coffre import CoffreDossiers


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
