"""Addresses that someone chose to keep without a coffre: in memory until « Effacer », or for the desk where it allows it.

And how all that is known of bodies is searched at once: what was corrected, what a coffre has, what is shipped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import accumulate, islice
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire, SourceAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.mots import full, split

if TYPE_CHECKING:
    from droits_usagers.services.annuaire.annuaire import Annuaire
    from droits_usagers.services.socle.reglages import Carnet

#: How far an entry is from what was typed: words it has not, words it only begins with, who says it. The nearest is the least.
_Rang: TypeAlias = tuple[int, int, int]
#: What someone corrected is before all; as near as each other, a public body is before one of a list or of the CNIL's file.
_CORRIGEE: _Rang = (-1, 0, 0)
_PUBLIC, _AUTRE = 0, 1
_AUTRES = frozenset({SourceAnnuaire.CNIL, SourceAnnuaire.LISTE})


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
        """Keep what someone chose to keep: for the desk where it allows it, else until `clear`.

        Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE where it could not be written: it is then kept until `clear`.
        """
        autres = tuple(autre for autre in self._seance if autre.cle != entree.cle)
        self._seance = (entree, *autres)
        if self._carnet.permanence.garder_adresses:
            self._carnet.keep_address(entree)
            # What the desk allowed a moment ago may not hold any more.
            if self._carnet.permanence.garder_adresses:
                self._seance = autres

    def drop(self, cle: str) -> None:
        """Take it back, wherever it was kept. Raises as `keep` does."""
        self._seance = tuple(autre for autre in self._seance if autre.cle != cle)
        self._carnet.drop_address(cle)

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
    """What these words may mean: what was corrected, then what is nearest to them, of the coffre or shipped.

    However many bodies a coffre took in, none that is no nearer than one that is shipped takes its place.

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
    autres = [dites.get(livree.cle, livree) for livree in livrees if livree.cle not in siennes]
    if not siennes or not autres:
        return (*siennes.values(), *autres)[:plus]
    return tuple(islice(_nearest_first(siennes.values(), autres, _measure(annuaire, mots)), plus))


def _nearest_first(
    siennes: Iterable[EntreeAnnuaire], livrees: Sequence[EntreeAnnuaire], measure: Callable[[EntreeAnnuaire], _Rang]
) -> Iterator[EntreeAnnuaire]:
    siens = sorted(((measure(entree), entree) for entree in siennes), key=itemgetter(0))
    # The order of the shipped ones is theirs: each is at least as near as those after it.
    rangs = [*accumulate(map(measure, reversed(livrees)), min)]
    tous = merge(siens, zip(reversed(rangs), livrees, strict=True), key=itemgetter(0))
    yield from map(itemgetter(1), tous)


def _measure(annuaire: "Annuaire", mots: str) -> Callable[[EntreeAnnuaire], _Rang]:
    voulus, fabrique = full(split(mots)), annuaire.fabrique()

    def measured(entree: EntreeAnnuaire) -> _Rang:
        if entree.source is SourceAnnuaire.CORRIGE:
            return _CORRIGEE
        siens = fabrique.words_of(entree)
        debuts = sum(any(mot.startswith(voulu) for mot in siens) for voulu in voulus)
        entiers = sum(voulu in siens for voulu in voulus)
        return len(voulus) - debuts, debuts - entiers, _AUTRE if entree.source in _AUTRES else _PUBLIC

    return measured
