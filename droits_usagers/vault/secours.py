"""Where a coffre is damaged: what its backups hold, compared to what can still be read of it."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from droits_usagers.domain.dossier.dossiers import DossierLu, Suivi
from droits_usagers.vault.colonnes import bad_pages
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.gateway import gateway
from droits_usagers.vault.moteur import dbapi2, rows
from droits_usagers.vault.sauvegardes import Avancee, advance_of, backups_of, in_order, named_moment
from droits_usagers.vault.sauvetage import salvage
from droits_usagers.vault.structure import require_coffre
from droits_usagers.vault.verrou import LectureSeule

_COMPTES = """SELECT (SELECT count(*) FROM dossiers) - (SELECT count(*) FROM corbeille), (SELECT count(*) FROM courriers),
                     (SELECT quand FROM journal WHERE numero IS NOT NULL ORDER BY id DESC LIMIT 1)"""


@dataclass(frozen=True, slots=True)
class Contenu:
    """What a file holds."""

    #: Outside the bin.
    dossiers: int
    lettres: int
    #: The day of what happened last to one of its dossiers, as the clock said then.
    dernier: dt.date | None
    #: The random keys of its dossiers, those in the bin too.
    cles: frozenset[str]


@dataclass(frozen=True, slots=True)
class CopieLue:
    """What a file says of itself: nothing where this key does not open it."""

    #: How far it goes, even if some of its pages are damaged.
    avancee: Avancee | None = None
    #: None where it cannot be told.
    contenu: Contenu | None = None

    def moment(self, chemin: Path) -> dt.datetime:
        """When it was made (local time): as its name says, or else when something was last written in it."""
        if (nom := named_moment(chemin)) is not None:
            return nom
        try:
            moment = dt.datetime.fromisoformat(self.avancee.ecrite[1] if self.avancee is not None else "")
        except ValueError:
            moment = dt.datetime.fromtimestamp(chemin.stat().st_mtime, dt.UTC)
        return moment.replace(tzinfo=None)


def content_of(cle: Cle, chemin: Path, *, whole: bool = True) -> CopieLue:
    """What a file holds; no content for one that this key does not open, or that is damaged: looked at twice.

    Not `whole`: only the pages that say it are read.
    """
    lue = _content_seen(cle, chemin, whole=whole)
    return lue if lue.contenu is not None else _content_seen(cle, chemin, whole=whole)


def _content_seen(cle: Cle, chemin: Path, *, whole: bool) -> CopieLue:
    avancee = None
    try:
        with closing(cle.consult(chemin)) as db:
            require_coffre(db.conn)
            avancee = advance_of(db)
            if whole and bad_pages(db):
                return CopieLue(avancee)
            ((dossiers, lettres, dernier),) = rows(db, _COMPTES)
            cles = frozenset(cle for (cle,) in rows(db, "SELECT cle FROM dossiers"))
            jour = None if dernier is None else dt.datetime.fromisoformat(dernier).date()
    except (dbapi2.Error, OSError, ValueError):
        return CopieLue(avancee)
    return CopieLue(avancee, Contenu(dossiers, lettres, jour, cles))


def contents_of_backups(cle: Cle, chemin: Path, *, whole: bool = True) -> dict[Path, CopieLue]:
    """What each backup holds if it can be told; the one that goes furthest first, whatever day it is called by."""
    lues = {sauvegarde: content_of(cle, sauvegarde, whole=whole) for sauvegarde in backups_of(chemin)}
    return {sauvegarde: lues[sauvegarde] for sauvegarde in in_order({une: lue.avancee for une, lue in lues.items()})}


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
