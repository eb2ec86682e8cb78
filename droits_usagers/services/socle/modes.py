"""In which way the program is being used, and what that allows. Asked everywhere a trace could be left."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Nothing kept; nothing kept and nothing else offered (a shared computer); or a coffre."""

    SANS_ENREGISTREMENT = "sans_enregistrement"
    POSTE_PARTAGE = "poste_partage"
    COFFRE = "coffre"


class Sortie(StrEnum):
    """A way out of the program."""

    IMPRIMER = "imprimer"
    ENREGISTRER = "enregistrer"
    OUVRIR = "ouvrir"
    COPIER = "copier"
    LIEN = "lien"


@dataclass(frozen=True, slots=True)
class ReglesMode:
    """What a mode allows, and after how long without anyone touching the computer it protects what is on screen."""

    may_write_settings: bool
    hide_after: dt.timedelta
    #: None: nothing is erased on its own (a coffre is locked instead, its draft saved encrypted first).
    erase_after: dt.timedelta | None
    sorties: frozenset[Sortie] = frozenset(Sortie)


REGLES: dict[Mode, ReglesMode] = {
    Mode.SANS_ENREGISTREMENT: ReglesMode(
        may_write_settings=False,
        hide_after=dt.timedelta(minutes=5),
        erase_after=dt.timedelta(minutes=30),
    ),
    Mode.POSTE_PARTAGE: ReglesMode(
        may_write_settings=False,
        hide_after=dt.timedelta(minutes=2),
        erase_after=dt.timedelta(minutes=10),
        # Word and the browser keep lists of what they opened, and the next person at this computer can read them.
        sorties=frozenset({Sortie.IMPRIMER, Sortie.ENREGISTRER, Sortie.COPIER}),
    ),
    Mode.COFFRE: ReglesMode(
        may_write_settings=True,
        hide_after=dt.timedelta(minutes=5),
        erase_after=None,
    ),
}
