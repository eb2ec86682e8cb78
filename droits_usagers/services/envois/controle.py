"""The letters of a bulk, read once more before they are made: which would not leave, and which ask for a gesture first."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.valeurs import must_be_mended, to_confirm
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.socle.travail import Avancement

if TYPE_CHECKING:
    from droits_usagers.domain.controle.valeurs import Alerte
    from droits_usagers.services.envois.tri import LigneTriee
    from droits_usagers.services.lettre.departs import Departs

#: Letters composed in one unit.
_PAR_UNITE = 10


class VerdictEnvoi(StrEnum):
    """What becomes of a letter, as far as the control is concerned: ids of `[masse.controle]`."""

    PAS_ENCORE = "pas_encore"
    RIEN = "rien"
    A_CONFIRMER = "a_confirmer"
    GARDEE = "gardee"
    ARRET = "arret"


def looking(departs: "Departs", lignes: "Sequence[LigneTriee]", vues: "dict[str, tuple[Alerte, ...]]") -> Iterator[Avancement]:
    """Add to `vues` what the control says of each letter, by dossier, in short units for the thread that draws."""
    for rang, ligne in enumerate(lignes, start=1):
        if ligne.lettre is not None:
            try:
                vues[ligne.reference] = departs.look(ligne.lettre.demande, ligne.lettre.etape)
            except ExpectedError:
                # There is no letter to look at: whoever makes it says why.
                vues[ligne.reference] = ()
        if rang % _PAR_UNITE == 0:
            yield Avancement(rang, len(lignes))
    yield Avancement(len(lignes), len(lignes))


def verdict(alertes: "Sequence[Alerte] | None", gestes: Gestes) -> VerdictEnvoi:
    """What becomes of a letter of which this was found."""
    if alertes is None:
        return VerdictEnvoi.PAS_ENCORE
    trouvees = tuple(alertes)
    if must_be_mended(trouvees):
        return VerdictEnvoi.ARRET
    a_confirmer = to_confirm(trouvees)
    if not a_confirmer:
        return VerdictEnvoi.RIEN
    return VerdictEnvoi.GARDEE if a_confirmer <= gestes.confirmees(trouvees) else VerdictEnvoi.A_CONFIRMER
