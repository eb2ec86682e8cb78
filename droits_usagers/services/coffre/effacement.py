"""Erasing for good: one point of no return, then what can be stopped and gone on with.

First what is asked for leaves the coffre, in one transaction, which also writes down what is left to do: from then on it is
erased. Then every backup within reach is rewritten without it, and the file made smaller. If that is stopped, or if the disk is
too full for it, `Coffre.tidying` goes on with it later.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.dossier.oubli import DouteOubli, Oubli
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.protection import SANS_DOMMAGE
from droits_usagers.services.coffre.valeurs import Effacement
from droits_usagers.services.socle.travail import Avancement, in_units

if TYPE_CHECKING:
    from droits_usagers.services.coffre.gardien import Gardien, Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.coffre.protection import ProtectionCoffre
    from droits_usagers.services.socle.travail import Unites
    from droits_usagers.vault.depot import Depot

#: Where the coffre keeps the random keys of what backups may still hold: they say nothing of anyone.
_RESTE = "effacement.reste"
#: While what is left is done: nothing undoes what was asked for.
_FAIT = Avancement(0, irrevocable=True)
#: What a transaction that erases takes at least: the pages of the indexes that a dossier is in.
_AU_MOINS = 2**21


class EffacementCoffre:
    """Erasing in an opened coffre."""

    def __init__(
        self, depot: "Depot", moyens: "Moyens", *, gardien: "Gardien", lignes: "Lignes", protection: "ProtectionCoffre"
    ) -> None:
        self._depot = depot
        self._moyens = moyens
        self._gardien = gardien
        self._lignes = lignes
        self._protection = protection
        #: Told, where the coffre is worked on, as soon as something is erased.
        self.heard: Callable[[Oubli], object] = _nobody

    @property
    def to_finish(self) -> bool:
        """True while what was erased may still be in backups, or between the pages of the file."""
        if self._depot.lecture_seule is not None:
            return False
        with self._depot.reading():
            return self._depot.reglages.read(_RESTE) is not None

    def is_gone(self, reference: str) -> bool:
        """True if no dossier of this coffre has this reference, any more."""
        with self._depot.reading():
            try:
                self._depot.dossiers.number_of(reference)
            except ExpectedError as error:
                if error.panne is not Panne.DOSSIER_INCONNU:
                    raise
                return True
            return False

    def erasing(self, references: Sequence[str], *, brouillons: Sequence[str] = ()) -> "Unites[Effacement]":
        """Erase dossiers and drafts for good, in units, here and in every backup within reach, with all that only they hold.

        Stopped before a unit that is `irrevocable`, nothing is erased; after it, all is, here. What is then left to do in
        backups is done by `Coffre.tidying`, or asking again. Raises ExpectedError PLACE_EFFACER when the disk is too full to
        write that it is erased: nothing is, then.
        """
        with self._depot.reading():
            numeros = [self._depot.dossiers.number_of(reference) for reference in references]
        return (yield from self._erasing(numeros, brouillons))

    def erasing_due(self) -> "Unites[Effacement]":
        """Erase, in units, what has been in the bin long enough."""
        with self._depot.reading():
            numeros = self._depot.corbeille.due(self._moyens.today())
        return (yield from self._erasing(numeros, ())) if numeros else Effacement(0)

    def _erasing(self, numeros: Sequence[int], brouillons: Sequence[str]) -> "Unites[Effacement]":
        self._depot.require_writable()
        with self._depot.reading():
            cles = [*self._depot.dossiers.keys_of(numeros), *brouillons]
            besoin = self._depot.size_of(numeros) + _AU_MOINS
        yield Avancement(0, len(numeros))
        oubli = self._erase(numeros, cles, besoin=besoin)
        self.heard(oubli)
        yield Avancement(len(numeros), len(numeros), irrevocable=True)
        return replace((yield from self.finishing()), dossiers=len(numeros), saisies=oubli.saisies, doutes=oubli.doutes)

    def give_up(self, doute: DouteOubli) -> None:
        """What is half typed, and may be about whoever was erased, goes too: someone says so."""
        with self._depot.writing():
            self._depot.give_up(doute)

    def finishing(self) -> "Unites[Effacement]":
        """Go on with what is left of erasures: in backups, then between the pages. Harmless when nothing is."""
        with self._depot.reading():
            cles = self._depot.reglages.read(_RESTE)
        if cles is None:
            return Effacement(0)
        # Before anything is rewritten: on a full disk, reading may ask for room afterwards, and what is erased is erased.
        sorties = self._protection.copies()
        hors_de_portee: list[Path] = []
        en_attente: list[Path] = []
        vues: set[Path] = set()
        sauvegardes = self._depot.sauvegardes
        # Another one may be made meanwhile: before the phrase is changed.
        while (chemin := next((une for une in sauvegardes.all() if une not in vues), None)) is not None:
            vues.add(chemin)
            try:
                if not (yield from self._erasing_in(chemin, json.dumps(cles))):
                    hors_de_portee.append(chemin)
            except ExpectedError as error:
                self._let_pass(error)
                en_attente.append(chemin)
            yield _FAIT
        compacte = self._compact()
        if compacte and not en_attente:
            self._forget(cles)
        with self._depot.handling():
            return Effacement(
                0,
                self._gardien.described(hors_de_portee),
                self._other_copies(),
                sorties,
                compacte=compacte,
                sauvegardes_en_attente=self._gardien.described(en_attente),
                place_manquante=0 if compacte and not en_attente else self._missing_room(en_attente),
            )

    def _erase(self, numeros: Sequence[int], cles: list[str], *, besoin: int) -> Oubli:
        try:
            with self._depot.writing():
                oubli = self._depot.erase(json.dumps(cles))
                self._depot.reglages.keep(_RESTE, sorted({*(self._depot.reglages.read(_RESTE) or ()), *cles}))
                for numero in numeros:
                    self._lignes.drop(numero)
                    self._depot.journal.add(self._moyens.now(), Action.DOSSIER_EFFACE, numero)
                return oubli
        except ExpectedError as error:
            if error.panne is not Panne.DISQUE_PLEIN:
                raise
            libre = shutil.disk_usage(self._depot.chemin.parent).free
            raise ExpectedError(
                Panne.PLACE_EFFACER,
                fichier=self._depot.chemin.name,
                # It was not enough, whatever was thought.
                besoin=str(-(-max(besoin, libre + _AU_MOINS) // 10**6)),
                libre=str(libre // 10**6),
            ) from error

    def _erasing_in(self, chemin: Path, cles: str) -> "Unites[bool]":
        with self._depot.handling():
            parties = self._depot.sauvegardes.erasing_in(chemin, cles)
            return (yield from in_units(parties, lambda _: _FAIT))

    def _forget(self, cles: list[str]) -> None:
        """What is left to do is done, but for what was erased meanwhile. Where it cannot be written, it is looked at again."""
        try:
            with self._depot.writing():
                restent = sorted({*(self._depot.reglages.read(_RESTE) or ())} - {*cles})
                self._depot.reglages.keep(_RESTE, restent or None)
        except ExpectedError as error:
            self._let_pass(error)

    def _let_pass(self, error: ExpectedError) -> None:
        """What was asked for is erased: only what closes the coffre, or nobody expects, is to be told instead."""
        if self._depot.rompu is not None or error.panne not in SANS_DOMMAGE:
            raise error

    def _compact(self) -> bool:
        """False if the disk is too full for it: what was erased is overwritten, only its place is not given back."""
        try:
            with self._depot.handling():
                self._depot.compact()
        except ExpectedError as error:
            if error.panne not in {Panne.DISQUE_PLEIN, Panne.MEMOIRE_PLEINE}:
                raise
            return False
        return True

    def _missing_room(self, en_attente: Sequence[Path]) -> int:
        """Bytes to free, at most: the largest of the files that are still to be rewritten, twice, less what there is."""
        besoin = 2 * max(chemin.stat().st_size for chemin in (self._depot.chemin, *en_attente))
        return max(0, besoin - shutil.disk_usage(self._depot.chemin.parent).free)

    def _other_copies(self) -> tuple[Path, ...]:
        """Copies of the coffre that nothing here erases in."""
        from droits_usagers.vault.emplacement import conflicting_copies
        from droits_usagers.vault.restauration import former_files

        return (*former_files(self._depot.chemin), *conflicting_copies(self._depot.chemin))


def _nobody(_: Oubli) -> None:
    """Nobody holds anything of it but the coffre."""
