"""The mandats as a list to act on: where each stands, who has none, what needs doing first; and the dates typed about them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.mandats import EtatMandat, Mandat, etat_of
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.mots.dates import read_date
from droits_usagers.domain.mots.pliage import fold

if TYPE_CHECKING:
    from droits_usagers.services.dossier.dossiers_coffre import CoffreDossiers
    from droits_usagers.services.dossier.mandats_coffre import SansMandat

#: In place of an état: someone in whose name letters are written, without any mandat.
SANS = "sans"
#: What needs doing first comes first.
ETATS = (SANS, EtatMandat.TERMINE, EtatMandat.REVOQUE, EtatMandat.A_SIGNER, EtatMandat.FINIT_BIENTOT, EtatMandat.EN_COURS)
_RANG = {etat: rang for rang, etat in enumerate(ETATS)}
#: « 6 mois », « 1 an ».
_DUREE = re.compile(r"(\d{1,2})\s*(mois|ans?)")
_AN = 12


@dataclass(frozen=True, slots=True)
class LigneMandat:
    """One line of the list. `references`: of someone without a mandat, the dossiers that would rest on one."""

    id: str
    etat: str
    mandat: Mandat = field(repr=False)
    references: tuple[str, ...] = ()
    #: Nothing more is written by virtue of it: its dossiers are closed, or it has none.
    inactif: bool = False
    #: What it is searched by, folded.
    noms: str = field(default="", repr=False)

    @property
    def dossiers(self) -> int:
        """How many dossiers are concerned."""
        return len(self.references) or self.mandat.dossiers


@dataclass(frozen=True, slots=True)
class MandatsLus:
    """All that a coffre knows of mandats: those there are, those missing, and the numbers of those nothing is written by."""

    mandats: tuple[Mandat, ...] = field(default=(), repr=False)
    manquants: "tuple[SansMandat, ...]" = field(default=(), repr=False)
    inactifs: frozenset[int] = frozenset()


def read_mandats(coffre: "CoffreDossiers") -> MandatsLus:
    """What there is in a coffre."""
    return MandatsLus(coffre.mandats.all(), coffre.mandats.missing(), coffre.mandats.idle())


def read_lines(coffre: "CoffreDossiers", *, today: dt.date) -> tuple[LigneMandat, ...]:
    """The lines of a coffre that day."""
    return lines_of(read_mandats(coffre), today)


def _names(mandat: Mandat) -> str:
    return fold(f"{mandat.mandant} {mandat.mandataire}")


def lines_of(lus: MandatsLus, today: dt.date) -> tuple[LigneMandat, ...]:
    """Every line, what needs doing first; those by virtue of which nothing more is written come last."""
    lignes = [
        LigneMandat(
            str(mandat.numero),
            etat_of(mandat, today),
            mandat,
            inactif=not mandat.dossiers or mandat.numero in lus.inactifs,
            noms=_names(mandat),
        )
        for mandat in lus.mandats
    ]
    for sans in lus.manquants:
        vierge = Mandat(sans.mandant, sans.mandataire)
        lignes.append(LigneMandat(f"{SANS}:{sans.references[0]}", SANS, vierge, sans.references, noms=_names(vierge)))
    return tuple(sorted(lignes, key=lambda ligne: (ligne.inactif, _RANG[ligne.etat], ligne.noms)))


def count_by_state(lignes: Iterable[LigneMandat]) -> Mapping[str, int]:
    """How many of each."""
    return Counter(ligne.etat for ligne in lignes)


def only(lignes: Sequence[LigneMandat], *, etats: Collection[str] = (), mots: str = "") -> tuple[LigneMandat, ...]:
    """Those of these états (of any, when none is named) that have these words in their names."""
    cherches = fold(mots).split()
    return tuple(ligne for ligne in lignes if (not etats or ligne.etat in etats) and all(mot in ligne.noms for mot in cherches))


def read_end(texte: str, signe_le: dt.date, today: dt.date) -> dt.date | None:
    """The last day meant: a date, or a length of time from the signature; None when it cannot be told.

    >>> read_end("6 mois", dt.date(2026, 11, 24), dt.date(2026, 11, 24))
    datetime.date(2027, 5, 24)
    """
    duree = _DUREE.fullmatch(fold(texte).strip())
    if duree is not None:
        return add_months(signe_le, int(duree[1]) * (1 if duree[2] == "mois" else _AN))
    return read_date(texte, today)
