"""Putting a backup in place of a coffre that no longer opens. Nothing is erased: the former file is moved aside."""

import contextlib
import datetime as dt
import itertools
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.agenda import doubt_exports
from droits_usagers.vault.carnet import Journal
from droits_usagers.vault.colonnes import INTACT, damage
from droits_usagers.vault.diagnostic import inspect
from droits_usagers.vault.driver import Cle
from droits_usagers.vault.fichiers import discard, private_temp, publish, remove_temps
from droits_usagers.vault.gateway import UNREADABLE, gateway, result_code
from droits_usagers.vault.migrations import FORMAT, format_of
from droits_usagers.vault.moteur import APPLICATION_ID, dbapi2, scalar
from droits_usagers.vault.retablissement import journal_of
from droits_usagers.vault.secours import CopieLue, content_of, contents_of_backups
from droits_usagers.vault.structure import counts_on, is_measured
from droits_usagers.vault.verrou import exclusive

#: What the name of a former file ends with, before the day it was moved.
ABIME = ".abîmé-"


@dataclass(frozen=True, slots=True)
class Restauration:
    """Which backup was put in place of a coffre."""

    #: Where the former file is; None if there was none.
    ancien: Path | None
    sauvegarde: Path
    lue: CopieLue
    #: Of those beside the coffre, what goes further or holds more dossiers.
    autres: Mapping[Path, CopieLue]


def restore(cle: Cle, chemin: Path, moment: dt.datetime, *, sauvegarde: Path | None = None) -> Restauration:
    """Put a whole backup (the one that goes furthest by what it holds, unless given) in place.

    Raises ExpectedError SAUVEGARDE_REFUSEE if none is whole and opens with this phrase, FICHIER_ABSENT, PAS_UN_COFFRE or
    COFFRE_VIDE for the given one, COFFRE_DEJA_OUVERT, and as `gateway` does.
    """
    chemin = chemin.resolve()
    if sauvegarde is not None:
        inspect(sauvegarde)
    with exclusive(chemin), gateway(chemin):
        remove_temps(chemin)
        lues = contents_of_backups(cle, chemin, whole=False)
        candidates = tuple(lues) if sauvegarde is None else (sauvegarde,)
        # Each is looked at twice before it is refused: a read that fails once, or short memory, looks like a damaged page.
        for candidate in (candidate for candidate in candidates for _ in range(2)):
            temp = private_temp(chemin)
            try:
                shutil.copyfile(candidate, temp)
                if _is_ready(cle, temp, moment):
                    lue = content_of(cle, candidate, whole=False)
                    autres = _better(cle, lue, lues)
                    return Restauration(_swap(temp, chemin, moment.date()), candidate, lue, autres)
            finally:
                discard(temp)
    raise ExpectedError(Panne.SAUVEGARDE_REFUSEE)


def _better(cle: Cle, mise: CopieLue, lues: Mapping[Path, CopieLue]) -> Mapping[Path, CopieLue]:
    """The one that goes furthest and the one that holds most, if that is more than this one.

    Read to the last page: one that does not pass is told without its content, and the next is looked at.
    """
    further = [chemin for chemin, lue in lues.items() if _advanced(lue) > _advanced(mise)]
    fuller = sorted((une for une in lues if _many(lues[une]) > _many(mise)), key=lambda une: _many(lues[une]), reverse=True)
    found: dict[Path, CopieLue] = {}
    for ordre in (further, fuller):
        for chemin in ordre:
            found[chemin] = content_of(cle, chemin)
            if found[chemin].contenu is not None:
                break
    return found


def _advanced(lue: CopieLue) -> tuple[object, ...]:
    return lue.avancee[:2] if lue.avancee is not None else ()


def _many(lue: CopieLue) -> int:
    return lue.contenu.dossiers if lue.contenu is not None else 0


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
            if format_of(db) <= FORMAT and not (counts_on(db) and is_measured(db)):
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
