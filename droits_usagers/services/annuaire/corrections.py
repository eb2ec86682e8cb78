"""Addresses that someone corrected without a coffre: in memory until « Effacer », and for the desk where it said so.

And how all that is known of bodies is searched at once: what was corrected, what a coffre has, what is shipped.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.coffre import merged
from droits_usagers.services.annuaire.mots import full, split

if TYPE_CHECKING:
    from droits_usagers.services.annuaire.annuaire import Annuaire
    from droits_usagers.services.socle.reglages import Carnet


class Corrections:
    """`carnet`: what the desk decided. Asked from any thread, changed from one."""

    def __init__(self, carnet: "Carnet") -> None:
        self._carnet = carnet
        self._seance: tuple[EntreeAnnuaire, ...] = ()

    @property
    def toutes(self) -> tuple[EntreeAnnuaire, ...]:
        """The latest first, of each body one."""
        connues: dict[str, EntreeAnnuaire] = {}
        for entree in (*self._seance, *self._carnet.permanence.adresses):
            connues.setdefault(entree.cle, entree)
        return tuple(connues.values())

    def keep(self, entree: EntreeAnnuaire) -> None:
        """Keep what someone corrected: for the desk where it allows it, else until `clear`.

        Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE where it could not be written: it is then kept until `clear`.
        """
        self._seance = (entree, *(autre for autre in self._seance if autre.cle != entree.cle))
        if self._carnet.permanence.garder_adresses:
            self._carnet.keep_addresses(self.toutes)
            # What the desk allowed a moment ago may not hold any more.
            if self._carnet.permanence.garder_adresses:
                self._seance = ()

    def clear(self) -> None:
        """Forget those of this session."""
        self._seance = ()

    def search(self, mots: str, plus: int) -> tuple[EntreeAnnuaire, ...]:
        """Those that have all these words, or words that begin so."""
        voulus = full(split(mots))
        trouvees = (entree for entree in self.toutes if voulus and _has(entree, voulus))
        return tuple(trouvees)[:plus]


def _has(entree: EntreeAnnuaire, voulus: Sequence[str]) -> bool:
    dits = f"{entree.nom} {entree.service} {entree.genre} {entree.code_postal} {entree.ville} {entree.departement} {entree.cle}"
    siens = split(dits)
    return all(any(mot.startswith(voulu) for mot in siens) for voulu in voulus)


def search_all(
    annuaire: "Annuaire", corrections: Corrections, du_coffre: Sequence[EntreeAnnuaire], *, mots: str, plus: int
) -> tuple[EntreeAnnuaire, ...]:
    """What these words may mean: what was corrected, then what the coffre has, then what is shipped.

    Raises ExpectedError (RESSOURCE_ABIMEE) where what is shipped cannot be read, and nothing else answers.
    """
    siennes: dict[str, EntreeAnnuaire] = {}
    for entree in (*corrections.search(mots, plus), *du_coffre):
        siennes.setdefault(entree.cle, entree)
    try:
        # Some of them may be those that were corrected.
        livrees = annuaire.search(mots, plus + len(siennes))
    except ExpectedError:
        if not siennes:
            raise
        livrees = ()
    # One that was corrected is shown though its own words do not answer: those of the entry it stands for do.
    dites = {entree.cle: entree for entree in corrections.toutes}
    return merged(tuple(siennes.values()), (dites.get(livree.cle, livree) for livree in livrees), plus)
