"""An opened coffre: its connection, its lock, and what can be read and written through them."""

import datetime as dt
import json
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.meme_lieu import SavoirLieux, says_number
from droits_usagers.domain.dossier.adresses import AdresseTenue
from droits_usagers.domain.dossier.oubli import DouteOubli, Oubli
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.vault.adresses import AdressesTues
from droits_usagers.vault.agenda import Agenda
from droits_usagers.vault.annuaire import AnnuaireGarde
from droits_usagers.vault.brouillons import Brouillons
from droits_usagers.vault.carnet import Affaires, Journal, ReglagesGardes
from droits_usagers.vault.changement import copy_under, swapped
from droits_usagers.vault.colonnes import MAL_LU, Degats, damage_by_parts, is_ours
from droits_usagers.vault.connus import Connus, Semblables
from droits_usagers.vault.diagnostic import can_be_read, some_page_passes
from droits_usagers.vault.dossiers import Dossiers, Lots
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.effacement import ClosDepuis, Corbeille, erase, give_up
from droits_usagers.vault.fichiers import ECRITURES, is_held_here
from droits_usagers.vault.gateway import UNREADABLE, gateway, result_code
from droits_usagers.vault.mandats import Mandats
from droits_usagers.vault.moteur import Database, ForeignError, dbapi2, is_sound, scalar
from droits_usagers.vault.personnes import OrganismesGardes
from droits_usagers.vault.releves import LectureChiffres, Releves
from droits_usagers.vault.retablissement import is_intact
from droits_usagers.vault.sauvegardes import Sauvegardes
from droits_usagers.vault.suivi import IndexSuivi, Ombre
from droits_usagers.vault.verrou import LectureSeule, VerrouFichier

if TYPE_CHECKING:
    from droits_usagers.vault.sauvetage import Lacunes


_ENGINE_OR_DISK = (dbapi2.Error, OSError, MemoryError)
#: The file is not there any more: it is not the connection that is in doubt.
_FILE_IS_ELSEWHERE = {Panne.COFFRE_INACCESSIBLE}


class Depot:
    """What the use cases write to. Used by the thread that opened it, `reading()` or `writing()`."""

    def __init__(
        self,
        db: Database,
        chemin: Path,
        verrou: VerrouFichier | LectureSeule,
        *,
        regles: int,
        cle: Cle,
        lieux: SavoirLieux | None = None,
    ) -> None:
        self.chemin = chemin
        self.lecture_seule = verrou if isinstance(verrou, LectureSeule) else None
        self._verrou = verrou if isinstance(verrou, VerrouFichier) else None
        self._db = db
        #: Why nothing can be asked of it any more, once it was closed after a failure that is not understood.
        self.rompu: Panne | None = None
        self._ecrit = 0
        #: Called once other people protect an address.
        self.tell_addresses: Callable[[], None] = lambda: None
        #: What could not be read, where this is all that could be of a damaged file.
        self.lacunes: Lacunes | None = None
        lieux = lieux or SavoirLieux()
        self._cle = lieux.cle
        self.adresses = AdressesTues(db, lieux)
        self.dossiers = Dossiers(db, chemin, self.adresses)
        self.affaires = Affaires(db)
        self.agenda = Agenda(db)
        self.annuaire = AnnuaireGarde(db)
        self.brouillons = Brouillons(db)
        self.chiffres = LectureChiffres(db)
        self.organismes = OrganismesGardes(self._db)
        self.connus = Connus(db)
        self.semblables = Semblables(db)
        self.lots = Lots(db)
        self.mandats = Mandats(db)
        self.reglages = ReglagesGardes(db)
        self.releves = Releves(db)
        self.corbeille = Corbeille(db, self.dossiers)
        #: The lines of the Suivi in memory, where the file can only be read.
        self.ombre = Ombre(db)
        self.suivi = IndexSuivi(db, regles, self.ombre)
        self.conservation = ClosDepuis(db)
        self.journal = Journal(db)
        self.sauvegardes = Sauvegardes(db, chemin, cle)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around whatever reads. Raises ExpectedError when the disk or the file fails, even where the engine kept quiet."""
        with self._watched():
            self.ombre.keep_up()
            yield
            self._check()

    @contextmanager
    def listing(self) -> Iterator[None]:
        """Around what writes lines of the Suivi and nothing else: in the file, or in memory where it can only be read."""
        if self.lecture_seule is None:
            with self._transaction():
                yield
        else:
            with self._watched(), self._db.atomic():
                yield
                self._check()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around whatever writes: all of it, or nothing. Raises ExpectedError COFFRE_LECTURE_SEULE, and as `reading` does."""
        with self._transaction():
            yield
            # Before it is known that it lasts: what may have been written is not said not to be.
            ECRITURES.note()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.require_writable()
        with self._watched(), self._db.atomic():
            self._ecrit += 1
            try:
                yield
                self._check()
            finally:
                self._ecrit -= 1
        if self.adresses.changed and not self._ecrit:
            self.adresses.changed = False
            self.tell_addresses()

    @contextmanager
    def handling(self) -> Iterator[None]:
        """Around what manages its own transactions (backups, new key, erasing in backups)."""
        with self._watched():
            yield

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """After a failure that is not understood, the file is closed, and read again: what is said of it is true."""
        if self.rompu is not None:
            raise ExpectedError(self.rompu, fichier=self.chemin.name)
        try:
            with gateway(self.chemin):
                yield
        except ExpectedError as error:
            self._require_ours(error)
            # Inside a transaction of someone else, that one is to end first.
            if self._ecrit or self.lacunes is not None or not self._is_doubtful(error):
                raise
            raise self._give_up(error) from error
        except (*MAL_LU, dbapi2.Error) as error:
            if self._ecrit or self._is_ours():
                raise
            raise ExpectedError(Panne.COFFRE_INCOMPRIS, fichier=self.chemin.name) from error

    def _require_ours(self, error: ExpectedError) -> None:
        """Raises ExpectedError COFFRE_INCOMPRIS where no copy of it passes, on any disk."""
        if error.panne is Panne.COPIE_INFIDELE and not self._is_ours():
            raise ExpectedError(Panne.COFFRE_INCOMPRIS, fichier=self.chemin.name) from error

    def _is_doubtful(self, error: ExpectedError) -> bool:
        # Where memory is short, the engine takes a whole page for a damaged one: only reading the file again tells.
        return error.panne is Panne.COFFRE_ABIME or (
            isinstance(error.__cause__, _ENGINE_OR_DISK) and not self._goes_on(error.panne)
        )

    def _goes_on(self, panne: Panne) -> bool:
        """True if the reason is known, and what failed is undone, or will be before anything else is read."""
        if panne in _FILE_IS_ELSEWHERE:
            return True
        try:
            return panne is not Panne.DISQUE_INCOMPRIS and not self._db.conn.in_transaction
        except dbapi2.Error:
            return False

    def _give_up(self, error: ExpectedError) -> ExpectedError:
        """What to say. A file that is damaged indeed stays open, for what can be read of it."""
        intact = is_intact(self.sauvegardes.cle, self.chemin, writable=self._verrou is not None)
        if error.panne is Panne.COFFRE_ABIME and not intact and self._is_believed():
            return error
        if error.panne is Panne.COFFRE_ABIME and intact and self._is_believed() and not self._is_ours():
            return ExpectedError(Panne.COFFRE_INCOMPRIS, fichier=self.chemin.name)
        with suppress(dbapi2.Error):
            self._db.close()
        self.rompu = Panne.COFFRE_RELU if intact else Panne.COFFRE_NON_RELU
        return ExpectedError(self.rompu, fichier=self.chemin.name)

    def _is_ours(self) -> bool:
        """False where something else wrote in it: neither a fault of ours, nor of the disk."""
        return run_through(is_ours(self._db))

    def _is_believed(self) -> bool:
        """Where memory is exhausted, or the disk gives nothing back, every page looks damaged."""
        return self.sauvegardes.cle.engine_works() and can_be_read(self.chemin)

    def copying_to(self, destination: Path) -> Generator[None, None, None]:
        """Write a checked copy elsewhere, in parts.

        Raises ExpectedError FICHIER_EXISTE, DOSSIER_INACCESSIBLE, and as making one does.
        """
        if self.lacunes is not None:
            raise ExpectedError(Panne.COFFRE_ABIME, fichier=self.chemin.name)
        try:
            with gateway(destination, inaccessible=Panne.DOSSIER_INACCESSIBLE):
                yield from self.sauvegardes.copying(destination)
        except ExpectedError as error:
            self._require_ours(error)
            raise

    def require_writable(self) -> None:
        """Raises ExpectedError COFFRE_LECTURE_SEULE when another program has the coffre, or its folder is protected."""
        if self.lecture_seule is not None:
            raise ExpectedError(Panne.COFFRE_LECTURE_SEULE, fichier=self.chemin.name)

    def count(self) -> int:
        """How many dossiers there are outside the bin."""
        return int(scalar(self._db, "SELECT (SELECT count(*) FROM dossiers) - (SELECT count(*) FROM corbeille)"))

    def erase(self, cles: str) -> Oubli:
        """Erase what is under these keys (a JSON list) from this file. Inside `writing`; `compact` comes after."""
        oubli = erase(self._db, "main", cles)
        self.adresses.changed = True
        self.sauvegardes.outdate()
        return oubli

    def give_up(self, doute: DouteOubli) -> None:
        """What is half typed and may be about someone erased is not wanted. Inside `writing`."""
        give_up(self._db, doute)
        self.sauvegardes.outdate()

    def unanswered_addresses(self) -> tuple[AdresseTenue, ...]:
        """The places someone protects of which nobody answered, but where a body is known to be."""
        return tuple(une for une in self.adresses.unanswered() if not self.is_known_place(une.lieu, une.habitants[0].adresse))

    def is_known_place(self, lieu: str, adresse: Sequence[str]) -> bool:
        """True for the place of a body that was added to the coffre, or of an organisation of a dossier."""
        ici = self.annuaire.at(adresse) if says_number(lieu) else ()
        return any(self._cle(autre) == lieu for autre in ici) or self.adresses.has_organisation(lieu)

    def size_of(self, dossiers: Sequence[int]) -> int:
        """How many bytes of files these dossiers keep."""
        return int(
            scalar(
                self._db,
                """SELECT coalesce(sum(taille), 0) FROM pieces WHERE empreinte IN
                   (SELECT piece FROM pieces_jointes WHERE dossier IN (SELECT value FROM json_each(?)))""",
                (json.dumps([*dossiers]),),
            )
        )

    def compact(self) -> None:
        """Rewrite the file, so that nothing of what was erased stays between its pages. Needs as much free space."""
        self._db.conn.execute("VACUUM")

    def damage_by_parts(self) -> Generator[None, None, Degats]:
        """What a full check finds, a table or a column at a time.

        Raises ExpectedError COFFRE_ILLISIBLE where the disk does not give back all of the file, COFFRE_INCOMPRIS where every
        page is as it was written, and something else wrote there.
        """
        if self.lacunes is not None:
            return Degats(self.lacunes.pages, len(self.lacunes.tables))
        degats = yield from damage_by_parts(self._db)
        if degats.pages and not can_be_read(self.chemin):
            raise ExpectedError(Panne.COFFRE_ILLISIBLE, fichier=self.chemin.name)
        if not degats.pages and not (yield from is_ours(self._db)):
            raise ExpectedError(Panne.COFFRE_INCOMPRIS, fichier=self.chemin.name)
        return degats

    def is_opened_by(self, cle: Cle) -> bool:
        """True if this phrase opens the file: asked again before anything that cannot be undone.

        Raises ExpectedError COFFRE_ABIME where it is the right one, and the first page is damaged.
        """
        try:
            cle.consult(self.chemin).close()
        except dbapi2.DatabaseError as error:
            if isinstance(error, ForeignError) or result_code(error) not in UNREADABLE:
                raise
            if some_page_passes(cle, self.chemin):
                raise ExpectedError(Panne.COFFRE_ABIME, fichier=self.chemin.name) from error
            return False
        return True

    def change_key(self, nouvelle: Cle, moment: dt.datetime) -> None:
        """Have the coffre open with another phrase (`changement`).

        Raises ExpectedError PLACE_PHRASE, or PHRASE_INCHANGEE whatever else fails: it then opens with the former one, and goes
        on. PHRASE_INCERTAINE where it could not be opened again either way.
        """
        if self._db.conn.in_transaction:
            msg = "a copy made inside a transaction would miss it"
            raise RuntimeError(msg)
        actuelle = self.sauvegardes.cle
        try:
            with gateway(self.chemin):
                temp = copy_under(nouvelle, self.chemin, self._db, actuelle=actuelle, moment=moment)
        except ExpectedError as error:
            raise ExpectedError(Panne.PHRASE_INCHANGEE, fichier=self.chemin.name) from error
        self._db.close()
        try:
            with gateway(self.chemin), swapped(temp, self.chemin):
                self._reopen(nouvelle)
        except ExpectedError as error:
            self._reopen_after_failure(actuelle, error)
            raise ExpectedError(Panne.PHRASE_INCHANGEE, fichier=self.chemin.name) from error

    def _reopen(self, cle: Cle) -> None:
        """Go on with the file that is now in place: whoever holds the base keeps it."""
        if self._verrou is not None:
            self._verrou.follow()
        self._db.conn = cle.connect(self.chemin).conn
        self.sauvegardes.cle = cle
        self.sauvegardes.outdate()

    def _reopen_after_failure(self, cle: Cle, error: ExpectedError) -> None:
        try:
            with gateway(self.chemin):
                self._reopen(cle)
        except ExpectedError:
            self.rompu = Panne.PHRASE_INCERTAINE
            raise ExpectedError(self.rompu, fichier=self.chemin.name) from error

    @property
    def is_closed(self) -> bool:
        """True if the engine has let go of the file, and, where the system tells, no handle of this process leads to it."""
        try:
            self._db.conn.execute("SELECT 1")
        except dbapi2.ProgrammingError:
            return not is_held_here(self.chemin)
        return False

    def close(self) -> None:
        """Close the file, then let another program write. Harmless when called twice."""
        try:
            self._db.close()
        finally:
            if self._verrou is not None:
                self._verrou.release()

    def _check(self) -> None:
        if not is_sound(self._db):
            raise ExpectedError(Panne.COFFRE_ABIME, fichier=self.chemin.name)
