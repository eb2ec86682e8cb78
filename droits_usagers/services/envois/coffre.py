"""Letters made for many dossiers at once, remembered in a coffre all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise

if TYPE_CHECKING:
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot


@dataclass(frozen=True, slots=True)
class CourrierANoter:
    """A letter that was made: for which dossier, which étape, from which template."""

    reference: str
    etape: str
    gabarit: GabaritUtilise
    #: True for the letter that opens the demarche: its making is a fact.
    premiere: bool = False
    #: The rules of the control that someone chose to pass.
    confirmees: frozenset[Regle] = frozenset()


class MasseCoffre:
    """What is written for many dossiers at once. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def keep_letters(self, courriers: Sequence[CourrierANoter]) -> tuple[int, ...]:
        """Remember that these letters were made, all or none. Returns their numbers, in the same order."""
        with self._depot.writing():
            numeros = tuple(map(self._keep, courriers))
        self._depot.sauvegardes.want(len(courriers))
        return numeros

    def relist(self, references: Sequence[str]) -> None:
        """Write the lines of these dossiers in the Suivi again, after a change to many: a few at a time."""
        with self._depot.writing():
            for reference in references:
                self._lignes.list_again(self._depot.dossiers.number_of(reference))

    def _keep(self, courrier: CourrierANoter) -> int:
        dossiers, moment = self._depot.dossiers, self._moyens.now()
        numero = dossiers.number_of(courrier.reference)
        fait = dossiers.pieces.add_letter(
            numero, courrier.etape, courrier.gabarit, moment=moment, confirmees=courrier.confirmees
        )
        if courrier.premiere:
            etabli = Evenement(self._moyens.today(), TypeEvenement.COURRIER_ETABLI)
            dossiers.faits.record(numero, etabli, moment)
            self._lignes.note(Action.COURRIER_ETABLI, numero)
        else:
            # A letter made changes nothing of where the dossier stands: its line in the Suivi stays as it is.
            dossiers.touch(numero, moment)
            self._depot.journal.add(moment, Action.COURRIER_ETABLI, numero)
        return fait
