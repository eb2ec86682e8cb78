"""Where a coffre is damaged: what its backups hold, compared to what can still be read of it."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from droits_usagers.domain.dossier.dossiers import DossierLu, Suivi
from droits_usagers.vault.controle import bad_pages
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.driver import Cle, dbapi2, rows
from droits_usagers.vault.gateway import gateway
from droits_usagers.vault.sauvegardes import backups_of
from droits_usagers.vault.sauvetage import salvage
from droits_usagers.vault.verrou import LectureSeule

_COMPTES = """SELECT (SELECT count(*) FROM dossiers) - (SELECT count(*) FROM corbeille), (SELECT count(*) FROM courriers),
                     (SELECT max(modifie_le) FROM dossiers)"""


@dataclass(frozen=True, slots=True)
class Contenu:
    """What a file holds."""

    #: Outside the bin.
    dossiers: int
    lettres: int
    #: The last day something happened to one of its dossiers.
    dernier: dt.date | None
    #: The random keys of its dossiers, those in the bin too.
    cles: frozenset[str]


def content_of(cle: Cle, chemin: Path) -> Contenu | None:
    """What a whole file holds; None for one that this key does not open, or that is damaged: looked at twice."""
    return _content_seen(cle, chemin) or _content_seen(cle, chemin)


def _content_seen(cle: Cle, chemin: Path) -> Contenu | None:
    try:
        with closing(cle.consult(chemin)) as db:
            if bad_pages(db):
                return None
            ((dossiers, lettres, dernier),) = rows(db, _COMPTES)
            cles = frozenset(cle for (cle,) in rows(db, "SELECT cle FROM dossiers"))
    except (dbapi2.Error, OSError):
        return None
    return Contenu(dossiers, lettres, None if dernier is None else dt.datetime.fromisoformat(dernier).date(), cles)


def contents_of_backups(cle: Cle, chemin: Path, now: dt.datetime) -> dict[Path, tuple[dt.datetime, Contenu | None]]:
    """Each backup, as `backups_of` does: when it was made, and what it holds if it can be told."""
    return {sauvegarde: (moment, content_of(cle, sauvegarde)) for sauvegarde, moment in backups_of(chemin, now).items()}


def open_salvaged(cle: Cle, chemin: Path, *, regles: int, suivre: Callable[[DossierLu], Suivi]) -> Depot:
    """What can be read of a damaged coffre, as a coffre in memory that nothing can be written to. Raises ExpectedError."""
    chemin = chemin.resolve()
    with gateway(chemin):
        db, lacunes = salvage(cle, chemin)
        try:
            depot = Depot(db, chemin, LectureSeule.ABIME, regles=regles, cle=cle)
            depot.lacunes = lacunes
            with db.atomic():
                for (numero,) in rows(db, "SELECT id FROM dossiers WHERE id NOT IN (SELECT dossier FROM corbeille)"):
                    dossier = depot.dossiers.read_light(numero)
                    depot.suivi.put(dossier, suivre(dossier))
            db.conn.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return depot
