"""One dossier out of a coffre and into another, as a text one can save, send or paste.

It is not encrypted: whoever takes a dossier out is told so. The letters already made are named (étape, day, template), not
carried.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.services.lettre.recours import without_follow_ups
from droits_usagers.services.socle.lecture import read_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.dossier.dossiers import DossierLu
    from droits_usagers.exchange.dossiers import DossierTransmis


def dossier_as_bytes(dossier: "DossierLu") -> bytes:
    """The dossier, with the facts in force. Same dossier, same bytes."""
    from droits_usagers.exchange.dossiers import CourrierTransmis, DossierTransmis, write_dossier

    courriers = (
        CourrierTransmis(courrier.etape, courrier.etabli_le.date(), courrier.gabarit) for courrier in dossier.courriers
    )
    return write_dossier(DossierTransmis(without_follow_ups(dossier.demande), tuple(courriers), dossier.reference))


def read_dossier(chemin: Path, catalogue: "Catalogue") -> "DossierTransmis":
    """A dossier that comes from another coffre: its `demande` makes a dossier in this one (`DossiersCoffre.create`).

    Raises ExpectedError, of the kind `is_input`, naming the file and the key at fault.
    """
    from droits_usagers.exchange.dossiers import read_dossier as read

    return read(read_file(chemin), chemin.name, catalogue.demarches)
