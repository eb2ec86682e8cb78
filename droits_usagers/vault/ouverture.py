"""Making and opening a coffre: from a path to a `Depot`."""

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from droits_usagers.domain.controle.meme_lieu import SavoirLieux
from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.carnet import Journal
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.diagnostic import can_be_read, inspect, why_closed
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.fichiers import discard, private_temp, publish_new, remove_temps
from droits_usagers.vault.gateway import UNREADABLE, gateway, result_code
from droits_usagers.vault.migrations import FORMAT, format_of, migrations
from droits_usagers.vault.moteur import Database, ForeignError, dbapi2
from droits_usagers.vault.retablissement import connect_after_crash, forget_cold_journal, journal_of
from droits_usagers.vault.sauvegardes import Sauvegardes, backup_folder, backups_of
from droits_usagers.vault.structure import counts_on, is_measured, require_coffre
from droits_usagers.vault.verrou import LectureSeule, VerrouFichier, take_lock


@dataclass(frozen=True, slots=True)
class ContexteOuverture:
    """What an opening depends on besides the file: the clock, the version of the rules of the Suivi, what tells a place."""

    now: Callable[[], dt.datetime]
    regles: int
    lieux: SavoirLieux = field(default_factory=SavoirLieux)


def create_depot(cle: Cle, chemin: Path, contexte: ContexteOuverture) -> Depot:
    """Make a coffre and open it. Killed half-way, it leaves no coffre.

    Raises ExpectedError FICHIER_EXISTE (a file of that name, or backups of a former coffre of that name), DISQUE_PLEIN,
    DOSSIER_INACCESSIBLE.
    """
    if backups_of(chemin):
        raise ExpectedError(Panne.FICHIER_EXISTE, fichier=backup_folder(chemin).name)
    with gateway(chemin, inaccessible=Panne.DOSSIER_INACCESSIBLE):
        if chemin.exists():
            raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name)
        remove_temps(chemin)
        temp = private_temp(chemin)
        try:
            # While the temporary file is there, a failed write is not taken for a disk that was pulled out.
            with gateway(chemin, inaccessible=Panne.DOSSIER_INACCESSIBLE):
                _fill(cle, temp, contexte.now())
                publish_new(temp, chemin)
        finally:
            discard(temp)
    return open_depot(cle, chemin, contexte)


def open_depot(cle: Cle, chemin: Path, contexte: ContexteOuverture) -> Depot:
    """Open a coffre, bringing it to the current format if it is older; read-only when another program has it.

    Raises ExpectedError FICHIER_ABSENT, PHRASE_REFUSEE, COFFRE_VIDE, COFFRE_ABIME, COFFRE_ILLISIBLE, PAS_UN_COFFRE,
    COFFRE_INCOMPRIS, COFFRE_PLUS_RECENT, COFFRE_DEJA_OUVERT, COFFRE_INACCESSIBLE, DISQUE_PLEIN.
    """
    try:
        return _opened(cle, chemin, contexte)
    except ExpectedError as error:
        if error.panne is not Panne.COFFRE_ABIME:
            raise
    # A page that the disk failed to give once, or that memory was short for, looks like a damaged one: it is read again.
    try:
        return _opened(cle, chemin, contexte)
    except ExpectedError as encore:
        if encore.panne is Panne.COFFRE_ABIME and not can_be_read(chemin):
            raise ExpectedError(Panne.COFFRE_ILLISIBLE, fichier=chemin.name) from encore
        raise


def _opened(cle: Cle, chemin: Path, contexte: ContexteOuverture) -> Depot:
    inspect(chemin)
    # One lock for one file, whatever links lead to it.
    chemin = chemin.resolve()
    with gateway(chemin), ExitStack() as undo:
        verrou = take_lock(chemin)
        if isinstance(verrou, VerrouFichier):
            undo.callback(verrou.give_up)
        db = _connect(cle, chemin, writable=isinstance(verrou, VerrouFichier))
        undo.callback(db.close)
        if isinstance(verrou, VerrouFichier):
            # What an interrupted write left may have been put back from a copy.
            verrou.follow()
        # Refuse what opens but is not ours, comes from a newer program, or counts or writes further than anyone does.
        require_coffre(db.conn)
        if format_of(db) > FORMAT:
            raise ExpectedError(Panne.COFFRE_PLUS_RECENT, fichier=chemin.name)
        if not (counts_on(db) and is_measured(db)):
            raise ExpectedError(Panne.COFFRE_INCOMPRIS, fichier=chemin.name)
        if isinstance(verrou, VerrouFichier):
            # What a killed program left: copies that erasing would not reach.
            for fichier in (chemin, journal_of(chemin)):
                remove_temps(fichier)
            forget_cold_journal(chemin)
            Sauvegardes(db, chemin, cle).remove_leftovers()
        if format_of(db) < FORMAT:
            if isinstance(verrou, LectureSeule):
                raise ExpectedError(verrou.panne, fichier=chemin.name)
            # Bring an older coffre to the current format, after a checked backup.
            Sauvegardes(db, chemin, cle).make(contexte.now())
            migrations.apply(db)
            with db.atomic():
                Journal(db).add(contexte.now(), Action.FORMAT_CHANGE)
        depot = Depot(db, chemin, verrou, regles=contexte.regles, cle=cle, lieux=contexte.lieux)
        undo.pop_all()
    return depot


def _fill(cle: Cle, temp: Path, moment: dt.datetime) -> None:
    """Make an empty file into an empty coffre."""
    # One transaction: a disk that is slow to make things last is waited for once.
    with closing(cle.connect(temp)) as db, db.atomic():
        migrations.apply(db)
        Journal(db).add(moment, Action.COFFRE_CREE)


def _connect(cle: Cle, chemin: Path, *, writable: bool) -> Database:
    """A connection, or the reason why there is none. The engine's own words for that are never shown."""
    db = _tried(cle, chemin, writable=writable)
    if db is None:
        raise ExpectedError(why_closed(cle, chemin, tuple(backups_of(chemin))), fichier=chemin.name)
    return db


def _tried(cle: Cle, chemin: Path, *, writable: bool) -> Database | None:
    try:
        if writable and journal_of(chemin).exists():
            return connect_after_crash(cle, chemin)
        return cle.connect(chemin) if writable else cle.consult(chemin)
    except dbapi2.DatabaseError as error:
        if isinstance(error, ForeignError) or result_code(error) not in UNREADABLE:
            raise
    return None
