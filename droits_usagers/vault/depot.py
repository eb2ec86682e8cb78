"""An opened coffre: its connection, its lock, and what can be read and written through them."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.vault.affaires import Affaires
from droits_usagers.vault.agenda import Agenda
from droits_usagers.vault.brouillons import Brouillons
from droits_usagers.vault.chiffres import LectureChiffres
from droits_usagers.vault.connus import Connus
from droits_usagers.vault.conservation import Conservation
from droits_usagers.vault.controle import INTACT, Degats, damage, damage_by_parts
from droits_usagers.vault.corbeille import Corbeille
from droits_usagers.vault.dossiers import Dossiers
from droits_usagers.vault.driver import Cle, Database, dbapi2, is_sound, rows
from droits_usagers.vault.effacement import erase
from droits_usagers.vault.gateway import gateway
from droits_usagers.vault.journal import Journal
from droits_usagers.vault.lots import Lots
from droits_usagers.vault.mandats import Mandats
from droits_usagers.vault.reglages import Reglages
from droits_usagers.vault.releves import Releves
from droits_usagers.vault.rescapes import Lacunes
from droits_usagers.vault.sauvegardes import Sauvegardes
from droits_usagers.vault.semblables import Semblables
from droits_usagers.vault.suivi import IndexSuivi
from droits_usagers.vault.verrou import LectureSeule


@dataclass(frozen=True, slots=True)
class Comptes:
    """How many of each."""

    dossiers: int
    brouillons: int
    corbeille: int


class Depot:
    """What the use cases write to. Used by the thread that opened it, `reading()` or `writing()`."""

    def __init__(self, db: Database, chemin: Path, verrou: FileLock | LectureSeule, *, regles: int, cle: Cle) -> None:
        self.chemin = chemin
        self.lecture_seule = verrou if isinstance(verrou, LectureSeule) else None
        self._verrou = verrou if isinstance(verrou, FileLock) else None
        self._db = db
        self._ouvert = True
        #: What could not be read, where this is all that could be of a damaged file.
        self.lacunes: Lacunes | None = None
        self.dossiers = Dossiers(db, chemin)
        self.affaires = Affaires(db)
        self.agenda = Agenda(db)
        self.brouillons = Brouillons(db)
        self.chiffres = LectureChiffres(db)
        self.connus = Connus(db)
        self.semblables = Semblables(db)
        self.lots = Lots(db)
        self.mandats = Mandats(db)
        self.reglages = Reglages(db)
        self.releves = Releves(db)
        self.corbeille = Corbeille(db, self.dossiers)
        self.suivi = IndexSuivi(db, regles)
        self.conservation = Conservation(db)
        self.journal = Journal(db)
        self.sauvegardes = Sauvegardes(db, chemin, cle)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around whatever reads. Raises ExpectedError when the disk or the file fails, even where the engine kept quiet."""
        with gateway(self.chemin):
            yield
            self._check()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around whatever writes: all of it, or nothing. Raises ExpectedError COFFRE_LECTURE_SEULE, and as `reading` does."""
        self.require_writable()
        with gateway(self.chemin), self._db.atomic():
            yield
            self._check()

    @contextmanager
    def handling(self) -> Iterator[None]:
        """Around what manages its own transactions (backups, new key, erasing in backups)."""
        with gateway(self.chemin):
            yield

    def copy_to(self, destination: Path) -> None:
        """Write a checked copy elsewhere. Raises ExpectedError FICHIER_EXISTE, DOSSIER_INACCESSIBLE, and as making one does."""
        if self.lacunes is not None:
            raise ExpectedError(Panne.COFFRE_ABIME, fichier=self.chemin.name)
        with gateway(destination, inaccessible=Panne.DOSSIER_INACCESSIBLE):
            self.sauvegardes.copy_to(destination)

    def require_writable(self) -> None:
        """Raises ExpectedError COFFRE_LECTURE_SEULE when another program has the coffre, or its folder is protected."""
        if self.lecture_seule is not None:
            raise ExpectedError(Panne.COFFRE_LECTURE_SEULE, fichier=self.chemin.name)

    def counts(self) -> Comptes:
        """How many dossiers (outside the bin), drafts, and dossiers in the bin."""
        (comptes,) = rows(
            self._db,
            """SELECT (SELECT count(*) FROM dossiers) - (SELECT count(*) FROM corbeille),
                      (SELECT count(*) FROM brouillons), (SELECT count(*) FROM corbeille)""",
        )
        return Comptes(*comptes)

    def erase(self, cles: str) -> None:
        """Erase what is under these keys (a JSON list) from this file. Inside `writing`; `compact` comes after."""
        erase(self._db, "main", cles)
        self.sauvegardes.outdate()

    def compact(self) -> None:
        """Rewrite the file, so that nothing of what was erased stays between its pages. Needs as much free space."""
        self._db.conn.execute("VACUUM")

    def damage(self) -> Degats:
        """What a full check finds."""
        return damage(self._db) if self.lacunes is None else Degats(self.lacunes.pages, len(self.lacunes.tables))

    def damage_by_parts(self) -> Generator[None, None, Degats]:
        """The same, a table at a time."""
        return (yield from damage_by_parts(self._db)) if self.lacunes is None else self.damage()

    def is_opened_by(self, cle: Cle) -> bool:
        """True if this phrase opens the file: asked again before anything that cannot be undone."""
        try:
            cle.connect(self.chemin, read_only=True).close()
        except dbapi2.DatabaseError:
            return False
        return True

    def change_key(self, nouvelle: Cle) -> None:
        """Encrypt the file anew, and check every page of it."""
        nouvelle.replace_on(self._db)
        self.sauvegardes.cle = nouvelle
        self.sauvegardes.outdate()
        if self.damage() != INTACT:
            raise ExpectedError(Panne.COFFRE_ABIME, fichier=self.chemin.name)

    def close(self) -> None:
        """Close the file, then let another program write. Harmless when called twice."""
        if self._ouvert:
            self._ouvert = False
            self._db.close()
            if self._verrou is not None:
                self._verrou.release()

    def _check(self) -> None:
        if not is_sound(self._db):
            raise ExpectedError(Panne.COFFRE_ABIME, fichier=self.chemin.name)
