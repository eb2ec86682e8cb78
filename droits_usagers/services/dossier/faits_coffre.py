"""One fact of one dossier as someone notes it: with what it says of a refusal, in one go; and undone, all of it."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.services.dossier.faits import REFUS_DITS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.questions import Valeur
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.coffre.valeurs import FaitANoter
    from droits_usagers.vault.depot import Depot

#: The question whose answers are the reasons of a refusal, and that which says how it was told.
MOTIFS_REFUS, FORME_REFUS = "refus_motifs", "refus_forme"


@dataclass(frozen=True, slots=True)
class FaitPris:
    """A fact that was noted, and what it took the place of."""

    reference: str
    numero: int
    #: The day on which the dossier was to be looked at again, if one had chosen it.
    revoir_le: "dt.date | None"
    #: Former answers about the refusal, by question; None where the fact said nothing of it.
    reponses: "Mapping[str, Valeur] | None" = field(default=None, repr=False)


class FaitsCoffre:
    """The facts of an opened coffre, one at a time. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def take(self, fait: "FaitANoter", *, motifs: "Sequence[str] | None" = None) -> FaitPris:
        """Note one. `motifs`: the reasons of a refusal, none given included; None where the demarche asks for none."""
        with self._depot.writing():
            dossiers, moment = self._depot.dossiers, self._moyens.now()
            numero = dossiers.number_of(fait.reference)
            lu = dossiers.read_light(numero)
            avant = None
            if motifs is not None and fait.evenement.type in REFUS_DITS:
                avant = {id_: lu.demande.reponses[id_] for id_ in (FORME_REFUS, MOTIFS_REFUS) if id_ in lu.demande.reponses}
                forme = "oral" if fait.evenement.type is TypeEvenement.REFUS_ORAL else "ecrit"
                dites: dict[str, Valeur] = {FORME_REFUS: forme}
                if motifs:
                    dites[MOTIFS_REFUS] = tuple(motifs)
                dossiers.update(numero, _saying(lu.demande, dites), moment)
            # What one chose before it happened holds no longer.
            dossiers.look_again(numero, None)
            pris = dossiers.faits.record(numero, fait.evenement, moment, recommande=fait.recommande)
            self._lignes.note(Action.FAIT_NOTE, numero)
            return FaitPris(fait.reference, pris, lu.revoir_le, avant)

    def give_back(self, pris: FaitPris) -> None:
        """Cancel one, and put back what it took the place of. Raises ExpectedError FAIT_INCONNU."""
        with self._depot.writing():
            dossiers, moment = self._depot.dossiers, self._moyens.now()
            numero = dossiers.number_of(pris.reference)
            dossiers.faits.cancel(numero, pris.numero, moment)
            lu = dossiers.read_light(numero)
            # A day chosen since then stays.
            dossiers.look_again(numero, lu.revoir_le or pris.revoir_le)
            if pris.reponses is not None:
                dossiers.update(numero, _saying(lu.demande, pris.reponses), moment)
            self._lignes.note(Action.FAIT_ANNULE, numero)


def _saying(demande: "Demande", dites: "Mapping[str, Valeur]") -> "Demande":
    """The same demande, with these answers about its refusal and no other: the letter that follows opens with them."""
    autres = {id_: valeur for id_, valeur in demande.reponses.items() if id_ not in (FORME_REFUS, MOTIFS_REFUS)}
    return replace(demande, reponses=autres | dict(dites))
