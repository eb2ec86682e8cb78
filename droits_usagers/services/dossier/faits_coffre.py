"""The facts of an opened coffre, as someone notes them: with what they say of a refusal, in one go; and undone, all of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.services.dossier.faits import REFUS_DITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from droits_usagers.domain.demarche.questions import Valeur
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
    from droits_usagers.vault.depot import Depot

#: The question whose answers are the reasons of a refusal, and that which says how it was told.
MOTIFS_REFUS, FORME_REFUS = "refus_motifs", "refus_forme"


class FaitsCoffre:
    """The facts of an opened coffre, of one dossier or of many. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def take(self, *faits: "FaitANoter") -> "tuple[FaitPris, ...]":
        """Note them, all or none. Returns what `give_back` takes, in the same order.

        The lines of many are then left to `refresh`.
        """
        with self._depot.writing():
            numeros = [self._depot.dossiers.number_of(fait.reference) for fait in faits]
            pris = tuple(map(self._take, numeros, faits))
            self._lignes.note_all(Action.FAIT_NOTE, numeros)
        self._depot.sauvegardes.want(len(set(numeros)))
        return pris

    def give_back(self, *pris: "FaitPris") -> None:
        """Cancel them, all or none, and put back what they took the place of. Raises ExpectedError FAIT_INCONNU."""
        with self._depot.writing():
            numeros = [self._depot.dossiers.number_of(un.reference) for un in pris]
            for numero, un in zip(numeros, pris, strict=True):
                self._lignes.cancel(numero, un)
                if un.reponses is not None:
                    self._answer(numero, un.reponses)
            self._lignes.note_all(Action.FAIT_ANNULE, numeros)
        self._depot.sauvegardes.want(len(set(numeros)))

    def _take(self, numero: int, fait: "FaitANoter") -> "FaitPris":
        pris = self._lignes.record(numero, fait)
        if fait.motifs is None or fait.evenement.type not in REFUS_DITS:
            return pris
        forme = "oral" if fait.evenement.type is TypeEvenement.REFUS_ORAL else "ecrit"
        dites: dict[str, Valeur] = {FORME_REFUS: forme}
        if fait.motifs:
            dites[MOTIFS_REFUS] = tuple(fait.motifs)
        return replace(pris, reponses=self._answer(numero, dites))

    def _answer(self, numero: int, dites: "Mapping[str, Valeur]") -> "Mapping[str, Valeur]":
        """These answers about the refusal and no other: the letter that follows opens with them. Returns those there were."""
        demande = self._depot.dossiers.read_light(numero).demande
        avant = {id_: valeur for id_, valeur in demande.reponses.items() if id_ in (FORME_REFUS, MOTIFS_REFUS)}
        autres = {id_: valeur for id_, valeur in demande.reponses.items() if id_ not in avant}
        self._depot.dossiers.update(numero, replace(demande, reponses=autres | dict(dites)), self._moyens.now())
        return avant
