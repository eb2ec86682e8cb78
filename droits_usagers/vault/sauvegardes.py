"""Backups: encrypted copies beside the coffre, checked before they count, thinned with age, rewritten when someone is erased.

A copy is the file itself, a piece at a time between two transactions: the coffre answers meanwhile, which one long statement
(`VACUUM INTO`) would not allow. Its salt and its key are those of the coffre: `ATTACH` opens it without deriving the key again.
Never `Connection.backup`: it waits for ever on an open transaction.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.vault.chaine import Parente, Voisinage, compared
from droits_usagers.vault.colonnes import bad_pages, broken_links
from droits_usagers.vault.driver import PAGE_SIZE, Cle, salt_of
from droits_usagers.vault.effacement import erase, holds
from droits_usagers.vault.fichiers import discard, private_temp, publish, publish_new, remove, remove_temps, sync_file
from droits_usagers.vault.gateway import UNREADABLE, gateway, result_code
from droits_usagers.vault.migrations import FORMAT, format_of
from droits_usagers.vault.moteur import Database, dbapi2, rows, scalar
from droits_usagers.vault.structure import counts_on, require_coffre

T = TypeVar("T")

#: How long each part lasts, in seconds: whoever waits for the coffre waits no longer for it.
_PART = 0.01


class Arret:
    """Stops what is done on a connection, from another thread."""

    def __init__(self) -> None:
        self._verrou = Lock()
        self._db: Database | None = None
        self._demande = False

    def watch(self, db: Database) -> Database:
        """The connection that is being used from now on. Raises dbapi2.OperationalError if it is already too late."""
        with self._verrou:
            self._db = db
            if self._demande:
                db.close()
                msg = "interrupted"
                raise dbapi2.OperationalError(msg)
        return db

    def ask(self) -> None:
        """Interrupt the statement under way; harmless when there is none."""
        with self._verrou:
            self._demande = True
            if self._db is not None:
                self._db.conn.interrupt()

    def release(self) -> None:
        """Close the connection, and forget it."""
        with self._verrou:
            db, self._db = self._db, None
            if db is not None:
                db.close()


def aside(action: Callable[[Arret], T]) -> Generator[None, None, T]:
    """What `action` gives, by parts that do nothing but wait for it. Stopped before the end, it interrupts it."""
    arret = Arret()
    with ThreadPoolExecutor(1, thread_name_prefix="copie") as fil:
        futur = fil.submit(action, arret)
        try:
            while not futur.done():
                wait([futur], timeout=_PART)
                yield
        finally:
            arret.ask()
    return futur.result()


_NOM = re.compile(r"(\d{4}-\d\d-\d\d_\d{6})\.coffre")
_HORODATE = "%Y-%m-%d_%H%M%S"
_OWNER_ONLY = 0o700
#: Copied at once: a few milliseconds of a slow disk.
_MORCEAU = 2**20
#: How far the coffre is: the file may have been replaced by an older one, by a program that synchronises its folder.
_COMPTEURS = "SELECT name, seq FROM sqlite_sequence ORDER BY name"
#: How many days of backups stay, however old they look: nobody knows that a clock is right.
_TOUJOURS = 5
#: What the journal says of a coffre in which nothing changed.
_RIEN_ECRIT = (Action.SAUVEGARDE, Action.COPIE_SORTIE, Action.AGENDA_EXPORTE, Action.TABLEAU_EXPORTE)
#: What the journal says where it begins again from an older state: an older format says it when it is brought to this one.
_REPREND = (Action.SAUVEGARDE_REMISE, Action.FORMAT_CHANGE)
#: How often a copy begins again before it is made in one go.
_REPRISES = 5


def backup_folder(chemin: Path) -> Path:
    """Where the backups of a coffre are: beside it."""
    return chemin.with_name(chemin.name + ".sauvegardes")


def backups_of(chemin: Path) -> dict[Path, dt.datetime]:
    """The backups of a coffre and when their names say that they were made (local time), the latest name first.

    A name is what a clock said: which one goes furthest is told by what they hold (`in_order`).
    """
    found: dict[Path, dt.datetime] = {}
    for sauvegarde in sorted(backup_folder(chemin).glob("*.coffre"), reverse=True):
        moment = named_moment(sauvegarde)
        if moment is not None and sauvegarde.is_file():
            found[sauvegarde] = moment
    return found


def named_moment(copie: Path) -> dt.datetime | None:
    """When a copy was made (local time), as its name says; None where it is called otherwise."""
    nom = _NOM.fullmatch(copie.name)
    return dt.datetime.strptime(nom[1], _HORODATE) if nom else None  # noqa: DTZ007 - file names are in local time


class Avancee(NamedTuple):
    """How far a file goes, by its own journal. Of two, the greater one is what came last, whatever the clock said."""

    #: Where its journal began again from an older state. One that did so from an earlier line gave the other up; from the same
    #: one, only the clock tells.
    reprises: tuple[tuple[int, str], ...]
    #: What was last written in it: a line, and when, for two versions of a coffre number theirs alike.
    ecrite: tuple[int, str]
    #: The last line, were it about a backup: of two that hold the same, the one that was made last.
    fin: int


def advance_of(db: Database, schema: str = "main") -> Avancee:
    """How far a file goes. Making a backup is a line too: by the pages, no two of them would be alike."""
    ecrit, reprend = (", ".join("?" * len(actions)) for actions in (_RIEN_ECRIT, _REPREND))
    reprises = rows(db, f"SELECT -id, quand FROM {schema}.journal WHERE action IN ({reprend}) ORDER BY id", _REPREND)  # noqa: S608
    sql = f"SELECT id, quand FROM {schema}.journal WHERE action NOT IN ({ecrit}) ORDER BY id DESC LIMIT 1"  # noqa: S608
    ecrites = rows(db, sql, _RIEN_ECRIT)
    fin = scalar(db, f"SELECT max(id) FROM {schema}.journal")  # noqa: S608
    return Avancee(tuple(reprises), ecrites[0] if ecrites else (0, ""), fin or 0)


def in_order(avancees: Mapping[Path, Avancee | None], siennes: Collection[Path] = ()) -> tuple[Path, ...]:
    """Those that go furthest first; before any other, `siennes`. One that nothing is known of is placed by its name."""
    connues = {chemin: (chemin in siennes, avancee) for chemin, avancee in avancees.items() if avancee is not None}
    ordre = sorted(connues, key=lambda une: (connues[une], une.name), reverse=True)
    for chemin in sorted(avancees.keys() - connues.keys(), reverse=True):
        ordre.insert(next((rang for rang, une in enumerate(ordre) if une.name < chemin.name), len(ordre)), chemin)
    return tuple(ordre)


class Sauvegardes:
    """The backups of an opened coffre. Nothing here may be called inside a transaction.

    `cle` opens it: what is long is done on the copies, through connections of their own.
    """

    def __init__(self, db: Database, chemin: Path, cle: Cle) -> None:
        self._db = db
        self._chemin = chemin
        self.cle = cle
        #: How many times what copies hold stopped being what they may hold.
        self._perimees = 0
        self._en_cours: set[Path] = set()
        #: Many dossiers were written at once, and no backup holds that yet.
        self.wanted = False
        #: Backups of which every page was read, by what they were like then, and whether all of them passed.
        self._relues: dict[tuple[Path, int, int], bool] = {}
        #: How far they go, the same way.
        self._avancees: dict[tuple[Path, int, int], Avancee] = {}
        #: Whether a key opens what was written under a salt.
        self._essayes: dict[tuple[Cle, bytes], bool] = {}

    def want(self, combien: int) -> None:
        """So many dossiers were just written at once: more than one, and a backup is to hold them soon."""
        self.wanted |= combien > 1

    def outdate(self) -> None:
        """Have the copy that is being made begin again: something was erased, or the phrase changed."""
        self._perimees += 1

    def all(self) -> dict[Path, dt.datetime]:
        """The backups and when they were made, as `backups_of` does."""
        return backups_of(self._chemin)

    def ordering(self) -> Generator[None, None, dict[Path, dt.datetime]]:
        """The same, in parts, by what they hold: first those of this coffre as it is, then of what was given up of it."""
        faites, avancees, siennes = self.all(), dict[Path, Avancee | None](), set[Path]()
        for chemin in faites:
            avancees[chemin] = avancee = self._advance(chemin)
            if avancee is not None and self._is_ours(avancee):
                siennes.add(chemin)
            yield
        return {chemin: faites[chemin] for chemin in in_order(avancees, siennes)}

    def removal_days(self) -> dict[Path, dt.date | None]:
        """The day each one is removed by thinning; None for those that stay whatever the clock says."""
        faites = self.all()
        gardees = self._kept_anyway(faites)
        jours = removal_days(tuple(faites.values()), newest=not gardees)
        return {chemin: None if chemin in gardees else jours[moment] for chemin, moment in faites.items()}

    def _kept_anyway(self, faites: Mapping[Path, dt.datetime]) -> set[Path]:
        """The last of each of the latest days something else was written in: no clock, ahead or behind, removes any of them.

        The latest by what they hold, as the journal counts it: a backup of a day to come is not the latest for its name.
        With them, those of another version of it (lines that this one has not) that are not older. None of another
        phrase: what is erased does not reach them.
        """
        etats = {chemin: avancee for chemin in faites if (avancee := self._advance(chemin)) is not None}
        siennes = {chemin: avancee for chemin, avancee in etats.items() if self._is_ours(avancee)}
        gardees = _last_of_days(faites, in_order(siennes), etats)
        depuis = min((faites[une].date() for une in gardees), default=dt.date.min) if len(gardees) == _TOUJOURS else dt.date.min
        autres = [une for une in faites if une in etats and une not in siennes and faites[une].date() >= depuis]
        return gardees | _last_of_days(faites, autres, etats)

    def _is_ours(self, avancee: Avancee) -> bool:
        """True when the coffre has the very line that was last written in it."""
        return bool(scalar(self._db, "SELECT count(*) FROM journal WHERE id = ? AND quand = ?", avancee.ecrite))

    def _advance(self, sauvegarde: Path) -> Avancee | None:
        """How far it goes; None where this key does not open it. One without any line is like no other."""
        if not self.is_of_this_key(sauvegarde):
            return None
        comme = _like(sauvegarde)
        if comme not in self._avancees:
            try:
                with self._attached(sauvegarde):
                    avancee = advance_of(self._db, "copie")
            except dbapi2.Error:
                return None
            self._avancees[comme] = avancee if avancee.fin else avancee._replace(ecrite=(0, sauvegarde.name))
        return self._avancees[comme]

    def make(self, moment: dt.datetime) -> Path:
        """Add a checked backup beside the coffre. Raises ExpectedError as `copying` does."""
        return run_through(self.making(moment))

    def making(self, moment: dt.datetime) -> Generator[None, None, Path]:
        """The same, in parts: whatever is written in between is in the backup or not, never half of it."""
        dossier = backup_folder(self._chemin)
        dossier.mkdir(mode=_OWNER_ONLY, exist_ok=True)
        self.remove_leftovers()
        # The one of before an import is not the one of after it, however short it was.
        secondes = (moment + dt.timedelta(seconds=plus) for plus in itertools.count())
        destination = next(libre for une in secondes if not (libre := dossier / copy_name(une)).exists())
        try:
            yield from self.copying(destination)
        except BaseException:
            # A first one that was not made leaves nothing: what holds others stays.
            with suppress(OSError):
                dossier.rmdir()
            raise
        self._relues[_like(destination)] = True
        return destination

    def reading_back(self, sauvegarde: Path) -> Generator[None, None, bool]:
        """Read every page of a backup, by parts, unless that was done since it last changed. False if one does not pass.

        Raises OSError if it is not there any more.
        """
        comme = _like(sauvegarde)
        if comme not in self._relues:
            self._relues[comme] = yield from aside(lambda arret: self._passes(sauvegarde, arret))
        return self._relues[comme]

    def is_of_this_key(self, sauvegarde: Path) -> bool:
        """False when it was made before the phrase was last changed, or when its beginning is damaged."""
        return salt_of(sauvegarde) == salt_of(self._chemin)

    def remove_leftovers(self) -> None:
        """Remove what an interruption left: what is erased everywhere else could still be in it."""
        for reste in backup_folder(self._chemin).glob(".*.tmp*"):
            # One that is being rewritten waits for its turn.
            if not any(reste.name.startswith(temp.name) for temp in self._en_cours):
                remove(reste)

    def thin(self, today: dt.date) -> None:
        """Remove the backups whose day has come."""
        for sauvegarde, jour in self.removal_days().items():
            if jour is not None and jour <= today:
                remove(sauvegarde)

    def copying(self, destination: Path) -> Generator[None, None, None]:
        """Write a copy that is read back before it counts: of a damaged coffre, none is made as if it were whole.

        In parts: the coffre may be read and written between two of them. Raises FileExistsError, ExpectedError COFFRE_ABIME
        or COPIE_INFIDELE.
        """
        if self._db.conn.in_transaction:
            msg = "a copy made inside a transaction would miss it"
            raise RuntimeError(msg)
        remove_temps(destination)
        with self._beside(destination) as temp:
            if not (yield from self._made_faithful(temp)):
                # Whose fault it is: a damaged page is copied as it is.
                with gateway(self._chemin):
                    abime = bool(bad_pages(self._db))
                raise ExpectedError(Panne.COFFRE_ABIME if abime else Panne.COPIE_INFIDELE, fichier=self._chemin.name)
            publish_new(temp, destination)

    @contextmanager
    def _beside(self, destination: Path) -> Iterator[Path]:
        """A file to write first, that nothing else here takes for what an interruption left."""
        temp = private_temp(destination)
        self._en_cours.add(temp)
        try:
            yield temp
        finally:
            self._en_cours.discard(temp)
            discard(temp)

    def _made_faithful(self, temp: Path) -> Generator[None, None, bool]:
        """Copy, then read the copy back; again if what it may hold, or the phrase, changed while it was read."""
        while True:
            etat = self._perimees
            yield from self._duplicating(temp)
            # Read in this thread: closing the coffre in another one would let go of the locks of whoever writes to it.
            with gateway(self._chemin):
                attendu = salt_of(self._chemin), rows(self._db, _COMPTEURS)
            fidele = yield from aside(lambda arret, attendu=attendu: self._is_faithful(temp, attendu, arret))  # type: ignore[misc]
            if self._perimees == etat:
                return fidele

    def _duplicating(self, temp: Path) -> Generator[None, None, None]:
        """Copy the file as it lies, a piece at a time; from its beginning again if something was written meanwhile.

        Between two transactions there is nothing beside the file, and nobody else writes to it.
        """
        for _ in range(_REPRISES):
            etat = self._stamp()
            with temp.open("wb") as copie:
                while morceau := self._piece(copie.tell()):
                    copie.write(morceau)
                    yield
                    if self._stamp() != etat:
                        break
                else:
                    return
        # Someone writes without a pause: in one go, then.
        with temp.open("wb") as copie:
            while morceau := self._piece(copie.tell()):
                copie.write(morceau)

    def _piece(self, position: int) -> bytes:
        return self._read(position, _MORCEAU)

    def _read(self, position: int, nombre: int) -> bytes:
        """Some of the coffre. A read may fail once; one that fails again says nothing of where the copy goes."""
        try:
            return self._read_once(position, nombre)
        except OSError:
            pass
        try:
            with gateway(self._chemin):
                return self._read_once(position, nombre)
        except ExpectedError as error:
            if error.panne is not Panne.DISQUE_INCOMPRIS:
                raise
            raise ExpectedError(Panne.COFFRE_ILLISIBLE, fichier=self._chemin.name) from error

    def _read_once(self, position: int, nombre: int) -> bytes:
        # Closing a file lets go of every lock the program has on it: between two transactions there is none.
        with self._chemin.open("rb") as fichier:
            fichier.seek(position)
            return fichier.read(nombre)

    def _stamp(self) -> bytes:
        """What changes whenever something is written to the coffre: its first page counts the writes.

        Its date does not: two writes may have the same one, on a disk that counts by two seconds.
        """
        return self._read(0, PAGE_SIZE)

    def _is_faithful(self, temp: Path, attendu: tuple[bytes, list[tuple[Any, ...]]], arret: Arret) -> bool:
        """Read the copy back from the disk: every page, the structure, the salt and the counters. In a thread of its own."""
        sync_file(temp)
        sel, compteurs = attendu

        def is_whole(db: Database) -> bool:
            return (
                not bad_pages(db)
                and scalar(db, "PRAGMA quick_check") == "ok"
                and rows(db, _COMPTEURS) == compteurs
                and counts_on(db)
                and not broken_links(db)
            )

        return salt_of(temp) == sel and self._is_sound(temp, is_whole, arret)

    def _passes(self, sauvegarde: Path, arret: Arret) -> bool:
        """In a thread of its own."""
        return self._is_sound(sauvegarde, lambda db: not bad_pages(db), arret)

    def _is_sound(self, fichier: Path, passes: Callable[[Database], bool], arret: Arret) -> bool:
        """What is found of it by a connection of its own, looked at twice before it is refused: a read may fail once."""
        return self._looks_sound(fichier, passes, arret) or self._looks_sound(fichier, passes, arret)

    def _looks_sound(self, fichier: Path, passes: Callable[[Database], bool], arret: Arret) -> bool:
        try:
            return passes(arret.watch(self.cle.consult(fichier)))
        except dbapi2.DatabaseError as error:
            if result_code(error) in UNREADABLE:
                return False
            raise
        finally:
            arret.release()

    def opens_with_this_key(self, sauvegarde: Path) -> bool:
        """False when another phrase protects it, or when its beginning is damaged."""
        sel = salt_of(sauvegarde)
        if sel != salt_of(self._chemin):
            # Of before a change of phrase, which may have been undone since. Its key takes a while to derive: once for all.
            if (self.cle, sel) not in self._essayes:
                self._essayes[self.cle, sel] = self._opens(sauvegarde)
            return self._essayes[self.cle, sel]
        try:
            with self._attached(sauvegarde):
                return True
        except dbapi2.Error:
            return False

    def _opens(self, sauvegarde: Path) -> bool:
        try:
            self.cle.consult(sauvegarde).close()
        except dbapi2.Error:
            return False
        return True

    def compared_to(self, fichier: Path) -> Voisinage:
        """What another version of this coffre is to it, as their journals tell; as their dates do, if it cannot be read."""
        try:
            with self._attached(fichier):
                siennes = scalar(self._db, "PRAGMA copie.user_version") == FORMAT
                vue = compared(self._db, "copie") if siennes else None
        except dbapi2.Error:
            vue = None
        if vue is not None:
            return vue
        ecrite, ici = (dt.datetime.fromtimestamp(lu.stat().st_mtime, dt.UTC) for lu in (fichier, self._chemin))
        return Voisinage(Parente.INCONNUE, ecrite, plus_recente=ecrite > ici)

    def erasing_in(self, sauvegarde: Path, cles: str) -> Generator[None, None, bool]:
        """Rewrite a backup without these dossiers and drafts (`effacement`), in parts.

        False if it is out of reach: protected by another phrase, of another format, or damaged.
        """
        self.remove_leftovers()
        try:
            with self._beside(sauvegarde) as temp:
                reecrite = yield from aside(lambda arret: self._rewrite(sauvegarde, temp, cles=cles, arret=arret))
                if reecrite:
                    publish(temp, sauvegarde)
        except dbapi2.Error as error:
            if result_code(error) in UNREADABLE:
                return False
            raise
        return reecrite is not None

    def _rewrite(self, sauvegarde: Path, temp: Path, *, cles: str, arret: Arret) -> bool | None:
        """True once rewritten, False if there was nothing to erase, None if it is out of reach. In a thread of its own."""
        try:
            avant = arret.watch(self.cle.consult(sauvegarde))
            require_coffre(avant.conn)
            if bad_pages(avant) or format_of(avant) != FORMAT:
                # Copying a damaged page would make its loss look sound.
                return None
            if not holds(avant, "main", cles):
                return False
            avant.conn.execute("VACUUM INTO ?", (str(temp),))
            arret.release()
            apres = arret.watch(self.cle.connect(temp))
            with apres.atomic():
                # What is half typed there is as it was that day: nobody goes on with it.
                erase(apres, "main", cles, answered=False)
            apres.conn.execute("VACUUM")
            if bad_pages(apres):
                raise ExpectedError(Panne.COPIE_INFIDELE)
            return True
        finally:
            arret.release()

    @contextmanager
    def _attached(self, fichier: Path) -> Iterator[None]:
        """The file, read only, as schema `copie`. Raises dbapi2.Error if the key of this coffre does not open it."""
        # With a mode, a file that vanished is not created; without KEY, it is never in clear.
        self._db.conn.execute("ATTACH ? AS copie", (f"{fichier.absolute().as_uri()}?mode=ro",))
        try:
            require_coffre(self._db.conn, "copie")
            yield
        finally:
            self._db.conn.execute("DETACH copie")


def _last_of_days(faites: Mapping[Path, dt.datetime], ordre: Sequence[Path], etats: Mapping[Path, Avancee]) -> set[Path]:
    """In this order, the first of each day that holds something else than those before it; of the first days alone."""
    jours: dict[dt.date, Path] = {}
    vus: set[tuple[int, str]] = set()
    for chemin in ordre:
        if etats[chemin].ecrite not in vus:
            jours.setdefault(faites[chemin].date(), chemin)
        vus.add(etats[chemin].ecrite)
    return set(itertools.islice(jours.values(), _TOUJOURS))


def copy_name(moment: dt.datetime) -> str:
    """What a copy is called, here or elsewhere: when it was made, and nothing that was typed."""
    return f"{moment:{_HORODATE}}.coffre"


def _like(fichier: Path) -> tuple[Path, int, int]:
    """What a file is like: it changes with what is in it."""
    etat = fichier.stat()
    return fichier, etat.st_size, etat.st_mtime_ns


_Moment = dt.datetime

#: Until which age a backup stays if it is the last of its day, week or month. The newest always stays.
_PALIERS: tuple[tuple[dt.timedelta, Callable[[_Moment], object]], ...] = (
    (dt.timedelta(days=2), lambda moment: moment),
    (dt.timedelta(days=14), lambda moment: moment.date()),
    (dt.timedelta(days=60), lambda moment: moment.isocalendar()[:2]),
    (dt.timedelta(days=365), lambda moment: (moment.year, moment.month)),
)


def lifetime(moment: _Moment, suivant: _Moment) -> dt.timedelta:
    """How long a backup stays, knowing the one made next: the last of its month stays longest."""
    return max(duree for duree, periode in _PALIERS if periode(moment) != periode(suivant))


def removal_days(moments: Sequence[_Moment], *, newest: bool = True) -> dict[_Moment, dt.date | None]:
    """The day each of these backups is removed; of the newest, None where it stays whatever its age.

    A backup made later never keeps another one longer, nor removes it sooner: only the newest changes.
    """
    ordre = sorted(set(moments))
    jours: dict[_Moment, dt.date | None] = {
        moment: (moment + lifetime(moment, suivant)).date() for moment, suivant in pairwise(ordre)
    }
    return jours | {moment: None if newest else (moment + _PALIERS[-1][0]).date() for moment in ordre[-1:]}
