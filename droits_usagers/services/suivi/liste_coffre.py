"""The list of the Suivi as a whole: counted, chosen from, and what is done to many dossiers at once, unit by unit."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.attaches import A_VERIFIER
from droits_usagers.domain.dossier.dossiers import DE_LA_FIN, Action, AVerifier, Filtre, PageSuivi, Perte, Tri
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.coffre.valeurs import SEJOUR_CORBEILLE, TOUS, FaitANoter, FaitPris
from droits_usagers.services.socle.travail import Avancement, Unites, in_units

if TYPE_CHECKING:
    import datetime as dt

    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.vault.depot import Depot
    from droits_usagers.vault.facettes import Comptes

#: Dossiers written in one unit: it stays under 20 ms, but for the wait for the disk.
_ECRITS = 10


@dataclass(frozen=True, slots=True)
class Cloture:
    """A dossier closed with others: the fact, and what is put back with it if it is cancelled."""

    pris: FaitPris
    cellules: tuple[AVerifier, ...] = field(repr=False)


class ListeCoffre:
    """The list of an opened coffre. What is in the bin is not in it.

    What is done to many is done some at a time: stopped before the end, what is done stays done.
    """

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    # Reading.

    def page(
        self, filtre: Filtre = TOUS, *, tri: Tri = Tri.URGENCE, debut: int = 0, taille: int = 100, compter: bool = True
    ) -> PageSuivi:
        """Some lines of the Suivi. Each is true for today; until `refresh` has run, their order may be of the day before.

        Without `compter`, what is long to count is not: the page is `partielle`, and `count` is to be asked.
        """
        with self._depot.reading():
            return self._lignes.page(filtre, tri=tri, debut=debut, taille=taille, compter=compter)

    def count(self, filtre: Filtre = TOUS) -> int:
        """How many dossiers the filter keeps, without those that only look like its words."""
        with self._depot.reading():
            return self._depot.suivi.liste.count(filtre)

    def losses(self, fin: "dt.date") -> tuple[Perte, ...]:
        """What can be lost from today to that day, the nearest first."""
        with self._depot.reading():
            return self._depot.suivi.liste.losses(self._moyens.today(), fin)

    def references(self, filtre: Filtre = TOUS, *, tri: Tri = Tri.URGENCE, debut: int = 0, taille: int = -1) -> tuple[str, ...]:
        """The references of lines, in the order of `page`, from the `debut`-th; `taille` -1: to the end."""
        with self._depot.reading():
            return self._depot.suivi.liste.references(filtre, tri, debut=debut, taille=taille)

    def kept(self, filtre: Filtre, references: Collection[str], *, tri: Tri = Tri.URGENCE) -> tuple[str, ...]:
        """Those of these references that the filter keeps, whatever its words, in the order of the list."""
        with self._depot.reading():
            return self._depot.suivi.liste.kept(filtre, references, tri)

    def counting(self, filtre: Filtre = TOUS) -> "Unites[Comptes]":
        """By column, how many dossiers have each value, among those that the filters on the other columns keep; in units."""
        parties = self._depot.suivi.facettes.counting(filtre)
        return (yield from in_units(parties, lambda _fait: Avancement(0), within=self._depot.reading))

    # Writing.

    def relist(self, references: Sequence[str]) -> None:
        """Write the lines of these dossiers again, after a change to many: a few at a time."""
        with self._depot.writing():
            for reference in references:
                self._lignes.list_again(self._depot.dossiers.number_of(reference))

    def refresh(self) -> Iterator[Avancement]:
        """Compute again the lines that the day or new rules have made stale, some at a time."""
        return self._lignes.refresh()

    def discarding(self, references: Sequence[str]) -> "Unites[dt.date]":
        """Put these dossiers in the bin. Gives the day they will be erased."""
        yield from self._each(references, self._lignes.discard)
        return self._moyens.today() + SEJOUR_CORBEILLE

    def taking_back(self, references: Sequence[str]) -> Unites[None]:
        """Take these dossiers out of the bin. Harmless for one that is not there."""
        yield from self._each(references, self._lignes.take_back)

    def gathering(
        self,
        references: Sequence[str],
        *,
        affaire: int | None = None,
        titre: str = "",
        avant: dict[str, int | None] | None = None,
    ) -> Unites[int]:
        """Say that these dossiers are of one story, a new one of that title unless it is given. Gives its number.

        `avant` receives the affaire in which each was, to be given back to `ungathering`.
        """
        if affaire is None:
            with self._depot.writing():
                affaire = self._depot.affaires.add(titre)
        numero_affaire, suivantes = affaire, iter(references)

        def join(numero: int) -> None:
            if avant is not None:
                avant[next(suivantes)] = self._depot.dossiers.affaire_of(numero)
            self._move(numero, numero_affaire)

        yield from self._each(references, join)
        return numero_affaire

    def ungathering(self, avant: Mapping[str, int | None]) -> Unites[None]:
        """Put each of these dossiers back in the affaire where it was."""
        anciennes = iter(tuple(avant.values()))
        yield from self._each(tuple(avant), lambda numero: self._move(numero, next(anciennes)))

    def closing(self, references: Sequence[str], *, avant: list[Cloture]) -> Unites[None]:
        """Note these dossiers closed today, but for those that are; what a table said of it is then no more to be checked.

        `avant` receives what is to be given back to `reopening`.
        """
        dossiers, today = self._depot.dossiers, self._moyens.today()

        def close(numero: int) -> None:
            lu = dossiers.read_light(numero)
            if any(fait.type is TypeEvenement.CLOS for fait in lu.demande.evenements):
                return
            dites = tuple(cellule for cellule in lu.a_verifier if cellule.raison in DE_LA_FIN)
            for cellule in dites:
                dossiers.attaches.take(numero, A_VERIFIER, cellule.numero)
            pris = self._lignes.record(numero, FaitANoter(lu.reference, Evenement(today, TypeEvenement.CLOS)))
            avant.append(Cloture(pris, dites))
            self._lignes.note(Action.FAIT_NOTE, numero)

        yield from self._each(references, close)

    def reopening(self, avant: Sequence[Cloture]) -> Unites[None]:
        """Put each of these dossiers back as it was before it was closed."""
        suivantes = iter(avant)

        def reopen(numero: int) -> None:
            cloture = next(suivantes)
            self._lignes.cancel(numero, cloture.pris)
            for cellule in cloture.cellules:
                self._depot.dossiers.attaches.put(numero, A_VERIFIER, cellule)
            self._lignes.note(Action.FAIT_ANNULE, numero)

        yield from self._each([cloture.pris.reference for cloture in avant], reopen)

    def _move(self, numero: int, affaire: int | None) -> None:
        self._depot.dossiers.join(numero, affaire)
        self._lignes.note(Action.AFFAIRE_CHANGEE, numero)

    def _each(self, references: Sequence[str], action: Callable[[int], object]) -> Unites[None]:
        for debut in range(0, len(references), _ECRITS):
            quelques = references[debut : debut + _ECRITS]
            with self._depot.writing():
                for reference in quelques:
                    action(self._depot.dossiers.number_of(reference))
            self._depot.sauvegardes.want(len(references))
            yield Avancement(debut + len(quelques), len(references))


class Selection:
    """References only, in the order they were shown. In memory; forgotten when the coffre is locked."""

    def __init__(self) -> None:
        self._references: tuple[str, ...] = ()
        self._tri: Tri | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """The dossiers chosen."""
        return self._references

    @property
    def tri(self) -> "Tri | None":
        """In which order the Suivi was when they were; None when they do not come from its list."""
        return self._tri

    def give(self, references: Sequence[str], tri: "Tri | None" = None) -> None:
        """Choose these, in place of the former ones."""
        self._references = tuple(references)
        self._tri = tri

    def clear(self) -> None:
        """Choose none."""
        self.give(())
