"""Putting a backup in place of a coffre that no longer opens. Nothing is erased: the former file is moved aside."""

import contextlib
import datetime as dt
import itertools
import shutil
from pathlib import Path

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.agenda import doubt_exports
from droits_usagers.vault.carnet import Journal
from droits_usagers.vault.controle import INTACT, damage
from droits_usagers.vault.diagnostic import inspect
from droits_usagers.vault.driver import APPLICATION_ID, Cle, dbapi2, scalar
from droits_usagers.vault.fichiers import discard, private_temp, publish, remove_temps
from droits_usagers.vault.gateway import UNREADABLE, gateway, result_code
from droits_usagers.vault.migrations import FORMAT, format_of
from droits_usagers.vault.retablissement import journal_of
from droits_usagers.vault.sauvegardes import backups_of
from droits_usagers.vault.verrou import exclusive

#: What the name of a former file ends with, before the day it was moved.
ABIME = ".abîmé-"


def restore(cle: Cle, chemin: Path, moment: dt.datetime, *, sauvegarde: Path | None = None) -> Path | None:
    """Put a whole backup (the newest one, unless given) in place. Returns where the former file is; None if there was none.

    Raises ExpectedError SAUVEGARDE_REFUSEE if none is whole and opens with this phrase, FICHIER_ABSENT, PAS_UN_COFFRE or
    COFFRE_VIDE for the given one, COFFRE_DEJA_OUVERT, and as `gateway` does.
    """
    chemin = chemin.resolve()
    if sauvegarde is not None:
        inspect(sauvegarde)
    with exclusive(chemin), gateway(chemin):
        remove_temps(chemin)
        candidates = backups_of(chemin, moment) if sauvegarde is None else (sauvegarde,)
        # Each is looked at twice before it is refused: a read that fails once, or short memory, looks like a damaged page.
        for candidate in (candidate for candidate in candidates for _ in range(2)):
            temp = private_temp(chemin)
            try:
                shutil.copyfile(candidate, temp)
                if _is_ready(cle, temp, moment):
                    return _swap(temp, chemin, moment.date())
            finally:
                discard(temp)
    raise ExpectedError(Panne.SAUVEGARDE_REFUSEE)


def former_files(chemin: Path) -> tuple[Path, ...]:
    """What was moved aside by restoring: copies of dossiers that erasing does not reach."""
    debut = chemin.name + ABIME
    return tuple(sorted(fichier for fichier in chemin.parent.iterdir() if fichier.name.startswith(debut)))


def _is_ready(cle: Cle, copie: Path, moment: dt.datetime) -> bool:
    """True once a copy was found whole, and says that it was put back."""
    try:
        with contextlib.closing(cle.consult(copie)) as db:
            if scalar(db, "PRAGMA application_id") != APPLICATION_ID or damage(db) != INTACT:
                return False
        _note_return(cle, copie, moment)
    except dbapi2.DatabaseError as error:
        if result_code(error) in UNREADABLE:
            return False
        raise
    return True


def _note_return(cle: Cle, copie: Path, moment: dt.datetime) -> None:
    """Exports are in doubt, and the journal says that it begins again from there: what came after is in the former file."""
    with contextlib.closing(cle.connect(copie)) as db:
        # A newer format is left as it is: it will be refused.
        if format_of(db) <= FORMAT:
            doubt_exports(db)
        # An older one says it when it is brought to the current format.
        if format_of(db) == FORMAT:
            with db.atomic():
                Journal(db).add(moment, Action.SAUVEGARDE_REMISE)


def _swap(temp: Path, chemin: Path, jour: dt.date) -> Path | None:
    existed = chemin.exists()
    ancien = _free_name(chemin, jour)
    # A journal left beside would be played into the backup.
    if journal_of(chemin).exists():
        journal_of(chemin).rename(journal_of(ancien))
    if existed:
        try:
            ancien.hardlink_to(chemin)
        except (OSError, NotImplementedError):
            # FAT has no hard links: for an instant, the coffre is only under its new name.
            chemin.rename(ancien)
    publish(temp, chemin)
    return ancien if existed else None


def _free_name(chemin: Path, jour: dt.date) -> Path:
    base = f"{chemin.name}{ABIME}{jour.isoformat()}"
    noms = itertools.chain((base,), (f"{base}-{rang}" for rang in itertools.count(2)))
    return next(libre for nom in noms if not (libre := chemin.with_name(nom)).exists())
