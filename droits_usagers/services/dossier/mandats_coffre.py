"""The mandats of a coffre, and the dossiers that rest on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import (
    Doute,
    Mandat,
    best_of,
    is_between,
    mandant_of,
    mandataire_of,
    needs_mandate,
    question_of,
)
from droits_usagers.domain.dossier.dossiers import Action, GenrePiece

if TYPE_CHECKING:
    import datetime as dt

    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot

#: Dossiers without a mandat that are looked at; by then, there is plenty to do.
_SANS = 500


@dataclass(frozen=True, slots=True)
class SansMandat:
    """Someone in whose name letters are written, without a mandat: by whom, and in which dossiers."""

    mandant: str = field(repr=False)
    mandataire: str = field(repr=False)
    references: tuple[str, ...]


class MandatsCoffre:
    """The mandats of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def all(self) -> tuple[Mandat, ...]:
        """Every mandat, latest first, with how many dossiers rest on it."""
        with self._depot.reading():
            return self._depot.mandats.all()

    def count_ending(self, du: "dt.date", au: "dt.date") -> int:
        """How many hold today (`du`) and have their last day by then (`au`)."""
        with self._depot.reading():
            return self._depot.mandats.count_ending(du, au)

    def read(self, numero: int) -> Mandat | None:
        """The mandat of that number, None if there is none."""
        with self._depot.reading():
            return self._depot.mandats.read(numero)

    def dossiers(self, numero: int) -> tuple[str, ...]:
        """The references of the dossiers that rest on it, those of the bin apart."""
        with self._depot.reading():
            return tuple(reference for _, reference in self._depot.mandats.dossiers_of(numero))

    def idle(self) -> frozenset[int]:
        """The numbers of those all of whose dossiers are closed."""
        with self._depot.reading():
            return self._depot.mandats.idle()

    def missing(self) -> tuple[SansMandat, ...]:
        """Those in whose name letters are written without a mandat, by name."""
        with self._depot.reading():
            numeros = self._depot.mandats.without(_SANS)
            lus = [self._depot.dossiers.read_light(numero) for numero in numeros]
        ensemble: dict[tuple[str, str], list[str]] = {}
        for lu in lus:
            ensemble.setdefault((mandant_of(lu.demande), mandataire_of(lu.demande)), []).append(lu.reference)
        return tuple(SansMandat(*qui, tuple(sorted(references))) for qui, references in sorted(ensemble.items()))

    def doutes(self, references: Sequence[str]) -> Mapping[str, Doute]:
        """Of these dossiers, those whose letters are to be questioned today, and why."""
        today = self._moyens.today()
        with self._depot.reading():
            found = {}
            for reference in references:
                lu = self._depot.dossiers.read_light(self._depot.dossiers.number_of(reference))
                mandat = None if lu.mandat is None else self._depot.mandats.read(lu.mandat)
                found[reference] = question_of(lu.demande, mandat, today)
        return {reference: doute for reference, doute in found.items() if doute is not None}

    def situation(self, demande: Demande) -> tuple[Mandat | None, Doute | None]:
        """The mandat this letter can rest on, between the same two, or the latest there was; and why it is questioned."""
        if not needs_mandate(demande):
            return None, None
        today, mandats = self._moyens.today(), self.all()
        mandat = best_of(mandats, demande, today) or next((un for un in mandats if is_between(un, demande)), None)
        return mandat, question_of(demande, mandat, today)

    # What is written.

    def add(self, mandat: Mandat, references: Sequence[str]) -> int:
        """Keep a mandat that these dossiers rest on. Returns its number."""
        return self.add_all([(mandat, references)])[0]

    def add_all(self, nouveaux: Sequence[tuple[Mandat, Sequence[str]]]) -> tuple[int, ...]:
        """The same for several, all or none."""
        with self._depot.writing():
            numeros = []
            for mandat, references in nouveaux:
                numeros.append(self._depot.mandats.add(mandat))
                self._link(references, numeros[-1])
        self._depot.sauvegardes.want(len(nouveaux))
        return tuple(numeros)

    def update(self, mandat: Mandat) -> None:
        """Replace what is known of one: signed, ended, revoked."""
        self.update_all([mandat])

    def update_all(self, mandats: Sequence[Mandat]) -> None:
        """The same for several, all or none."""
        with self._depot.writing():
            for mandat in mandats:
                self._depot.mandats.update(mandat)
                for dossier, _ in self._depot.mandats.dossiers_of(mandat.numero):
                    self._depot.journal.add(self._moyens.now(), Action.MANDAT_CHANGE, dossier)
        self._depot.sauvegardes.want(len(mandats))

    def link(self, references: Sequence[str], numero: int | None) -> None:
        """Say on which mandat these dossiers rest; None: on none."""
        with self._depot.writing():
            self._link(references, numero)

    def settle(self, reference: str) -> Mandat | None:
        """Let a dossier rest on the mandat there is for it, unless its own holds. Returns the one it now rests on."""
        today = self._moyens.today()
        with self._depot.writing():
            lu = self._depot.dossiers.read_light(self._depot.dossiers.number_of(reference))
            connu = None if lu.mandat is None else self._depot.mandats.read(lu.mandat)
            if not needs_mandate(lu.demande) or (connu is not None and question_of(lu.demande, connu, today) is None):
                return connu
            mandat = best_of(self._depot.mandats.all(), lu.demande, today)
            if mandat is None or (connu is not None and mandat.numero == connu.numero):
                return connu
            self._link([reference], mandat.numero)
            return mandat

    def attach_signed(self, numero: int, contenu: bytes, nom: str) -> int:
        """Keep the signed paper with every dossier that rests on this mandat. Returns with how many."""
        moment = self._moyens.now()
        with self._depot.writing():
            dossiers = self._depot.mandats.dossiers_of(numero)
            for dossier, _ in dossiers:
                self._depot.dossiers.pieces.attach(dossier, contenu, nom, moment=moment, genre=GenrePiece.AUTRE)
                self._lignes.note(Action.PIECE_AJOUTEE, dossier)
            return len(dossiers)

    def _link(self, references: Sequence[str], numero: int | None) -> None:
        dossiers = [self._depot.dossiers.number_of(reference) for reference in references]
        self._depot.mandats.link(dossiers, numero)
        for dossier in dossiers:
            self._lignes.note(Action.MANDAT_CHANGE, dossier)
