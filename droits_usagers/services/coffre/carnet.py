"""What a coffre keeps around its dossiers: what screens were left as, drafts, lots, the bin, what has been closed for long."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from droits_usagers.domain.dossier.dossiers import (
    NULLE_PART,
    Brouillon,
    DossierClos,
    DossierLu,
    ElementCorbeille,
    Filtre,
    GenreLot,
    PageSuivi,
    PositionLettre,
    PositionSerie,
)
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.promesses import proves
from droits_usagers.services.coffre.valeurs import NouveauDossier

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.services.coffre.effacement import EffacementCoffre
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot

Position: TypeAlias = PositionLettre | PositionSerie


class ReglagesCoffre:
    """The settings of an opened coffre, by key."""

    def __init__(self, depot: "Depot") -> None:
        self._depot = depot

    def read(self, cle: str) -> Any:  # noqa: ANN401 - JSON
        """What is kept under this key, None if nothing is."""
        with self._depot.reading():
            return self._depot.reglages.read(cle)

    def keep(self, cle: str, valeur: object) -> None:
        """Keep a value that JSON can hold; None: nothing any more. In a coffre that is only read, nothing is kept, silently."""
        if self._depot.lecture_seule is None:
            with self._depot.writing():
                self._depot.reglages.keep(cle, valeur)

    def keep_surely(self, cle: str, valeur: object) -> None:
        """Keep it, and read it back: raises ExpectedError COFFRE_LECTURE_SEULE or COFFRE_INACCESSIBLE where it is not there."""
        if self.read(cle) == valeur:
            return
        self.keep(cle, valeur)
        if self.read(cle) != valeur:
            panne = Panne.COFFRE_INACCESSIBLE if self._depot.lecture_seule is None else Panne.COFFRE_LECTURE_SEULE
            raise ExpectedError(panne, fichier=self._depot.chemin.name)


class ConservationCoffre:
    """What is to be erased one day: the closed dossiers of an opened coffre, and those of whoever asks for it."""

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def closed_by(self, jour: dt.date, *, plus: int) -> tuple[DossierClos, ...]:
        """Those that were closed by that day, the oldest first, at most so many."""
        with self._depot.reading():
            return self._depot.conservation.closed_by(jour, plus=plus)

    def count_closed_by(self, jour: dt.date) -> int:
        """How many they are."""
        with self._depot.reading():
            return self._depot.conservation.count_closed_by(jour)

    def named(self, nom: str, *, plus: int) -> PageSuivi:
        """The dossiers outside the bin that this name finds, at most so many."""
        with self._depot.reading():
            return self._lignes.page(Filtre(nom), taille=plus)

    def discarded(self) -> tuple[tuple[ElementCorbeille, DossierLu], ...]:
        """What is in the bin, whole, first to be erased first."""
        with self._depot.reading():
            dossiers = self._depot.dossiers
            jetes = self._depot.corbeille.content()
            return tuple((un, dossiers.read(dossiers.number_of(un.reference))) for un in jetes)


class BrouillonsCoffre:
    """The drafts of an opened coffre, saved while typing."""

    def __init__(self, depot: "Depot", moyens: "Moyens") -> None:
        self._depot = depot
        self._moyens = moyens

    def save(self, demande: "Demande", *, cle: str = "", position: Position = NULLE_PART, reference: str = "") -> str:
        """Keep what is being typed. Returns its key: give it back next time so that the same draft is replaced.

        Read back: raises ExpectedError COFFRE_INACCESSIBLE rather than let anyone believe that it is there.
        """
        with self._depot.writing():
            brouillons = self._depot.brouillons
            numero = self._depot.dossiers.number_of(reference) if reference else None
            brouillon = Brouillon(cle or brouillons.new_key(), demande, self._moyens.now(), position, reference)
            brouillons.save(brouillon, numero)
        if self.holds(brouillon.cle, demande, position=position) is None:
            raise ExpectedError(Panne.COFFRE_INACCESSIBLE, fichier=self._depot.chemin.name)
        return brouillon.cle

    @proves
    def holds(self, cle: str, demande: "Demande", *, position: Position) -> bool:
        """Reads a draft back: True if the coffre has it as it was typed."""
        with self._depot.reading():
            return self._depot.brouillons.holds(Brouillon(cle, demande, self._moyens.now(), position))

    def latest(self) -> tuple[Brouillon, ...]:
        """Unfinished work, latest first."""
        with self._depot.reading():
            return self._depot.brouillons.latest()

    def delete(self, cle: str) -> None:
        """Forget a draft here. Backups keep theirs until thinning, or until `EffacementCoffre.erasing` is asked for it."""
        with self._depot.writing():
            self._depot.brouillons.delete(cle)


class CorbeilleCoffre:
    """The bin of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def put(self, reference: str) -> ElementCorbeille:
        """Put a dossier in the bin, which says when it will be erased."""
        with self._depot.writing():
            self._lignes.discard(self._depot.dossiers.number_of(reference))
            return next(element for element in self._depot.corbeille.content() if element.reference == reference)

    def take_back(self, reference: str) -> None:
        """Take a dossier out of the bin. Harmless if it is not there."""
        with self._depot.writing():
            self._lignes.take_back(self._depot.dossiers.number_of(reference))

    def content(self) -> tuple[ElementCorbeille, ...]:
        """What is in the bin, first to be erased first."""
        with self._depot.reading():
            return self._depot.corbeille.content()


class LotsCoffre:
    """The lots of an opened coffre: dossiers made together, and taken back together (a table taken over, a series)."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def create(self, genre: GenreLot, nouveaux: Iterable[NouveauDossier]) -> tuple[int, tuple[str, ...]]:
        """Make these dossiers, all or none. Returns the number of their lot and their references."""
        with self._depot.writing():
            lot = self._depot.lots.add(genre, self._moyens.now())
            references = self._lignes.create_all(nouveaux, lot=lot)
        self._depot.sauvegardes.want(len(references))
        return lot, references


class CoffreSeul(Protocol):
    """What this room asks of an opened coffre, which is made above it: the parts that know nothing of any other room."""

    reglages: ReglagesCoffre
    brouillons: BrouillonsCoffre
    conservation: ConservationCoffre
    effacement: "EffacementCoffre"
