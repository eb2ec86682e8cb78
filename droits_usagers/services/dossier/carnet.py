"""What is written in a coffre beside a dossier: when to look at it again, consignes, the numbers of registered letters."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from droits_usagers.domain.dossier.attaches import Attache, LigneAttachee
from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.echeances.evenements import Evenement

if TYPE_CHECKING:
    import datetime as dt

    from droits_usagers.domain.personnes.personnes import Consignes
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot


class RegardsCoffre:
    """The days on which one chose to look at dossiers again. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def put(self, reference: str, jour: "dt.date | None") -> "dt.date | None":
        """Choose that of a dossier; None: when its dates say so. Returns the one there was, to be put back.

        It holds until something is recorded in the dossier.
        """
        with self._depot.writing():
            numero = self._depot.dossiers.number_of(reference)
            avant = self._depot.dossiers.look_again(numero, jour)
            self._lignes.note(Action.DOSSIER_MODIFIE, numero)
            return avant


class ConsignesCoffre:
    """The consignes of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def put(self, reference: str, consignes: "Consignes") -> "Consignes":
        """Replace those of a dossier and of its person. Returns those there were, to be put back."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            avant = self._depot.dossiers.consignes.of(dossier)
            self._depot.dossiers.consignes.put(dossier, consignes)
            self._depot.adresses.changed = True
            self._lignes.note(Action.CONSIGNE_CHANGEE, dossier)
            return avant


@dataclass(frozen=True, slots=True)
class LettreRecommandee:
    """A registered letter: its dossier, and the fact that it was sent."""

    reference: str
    evenement: Evenement


class RecommandesCoffre:
    """The registered letters of an opened coffre."""

    def __init__(self, depot: "Depot") -> None:
        self._depot = depot

    def find(self, fin: str, *, plus: int, cle: bool = False) -> tuple[LettreRecommandee, ...]:
        """Those whose number ends like this (letters and digits only), or does but for its key if `cle`; latest first."""
        with self._depot.reading():
            dossiers = self._depot.dossiers
            trouves = dossiers.faits.ending_with(fin, plus=plus, cle=cle)
            return tuple(LettreRecommandee(dossiers.read_light(numero).reference, fait) for numero, fait in trouves)


L = TypeVar("L", bound=LigneAttachee)


class AttachesCoffre:
    """An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def put(self, reference: str, attache: Attache[L], ligne: L) -> L:
        """Keep a line: a new one, dated, or one that was taken away, as it was. Returns it with its number."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            a_garder = ligne if ligne.numero else attache.dated(ligne, self._moyens.now())
            gardee = self._depot.dossiers.attaches.put(dossier, attache, a_garder)
            self._lignes.note(attache.posee, dossier)
            return gardee

    def take(self, reference: str, attache: Attache[L], numero: int) -> L | None:
        """Take a line away. Returns what it was, to be put back; None if it was not there."""
        with self._depot.writing():
            dossier = self._depot.dossiers.number_of(reference)
            prise = self._depot.dossiers.attaches.take(dossier, attache, numero)
            self._lignes.note(attache.retiree, dossier)
            return prise
