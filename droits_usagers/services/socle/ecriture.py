"""Writes one file whole or not at all, for its owner only. No copy of it passes by a temporary folder.

What leaves is a `Libre`: the control let it go. What the program keeps for itself (`keep_file`) leaves nothing.
"""

import contextlib
import errno
import itertools
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.promesses import Preuve, proves
from droits_usagers.vault.fichiers import ECRITURES, is_held, private_temp, publish, publish_all, publish_new, remove_temps_of

#: No room, no quota left, or a limit on the size of one file.
_PLEIN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_file(chemin: Path, contenu: Libre[bytes], *, remplacer: bool = False, creer_dossier: bool = False) -> None:
    """Writes the file, after making its folder if asked. What was there is intact unless the new one is complete.

    Raises ExpectedError FICHIER_EXISTE (unless `remplacer`), FICHIER_TENU, DISQUE_PLEIN,
    DOSSIER_INACCESSIBLE or ECRIT_AUTREMENT.
    """
    keep_file(chemin, contenu.contenu, remplacer=remplacer, creer_dossier=creer_dossier)


def keep_file(chemin: Path, contenu: bytes, *, remplacer: bool = False, creer_dossier: bool = False) -> None:
    """The same for what the program keeps for itself: its settings, never anything that someone typed."""
    with _explained(chemin):
        if creer_dossier and (remplacer or not chemin.exists()):
            chemin.parent.mkdir(parents=True, exist_ok=True)
    with _whole(chemin, remplacer=remplacer) as temp:
        temp.write_bytes(contenu)
    _read_back(chemin, contenu)


@dataclass(slots=True)
class FichierEnCours:
    """A large file while it is written: where, and whether it may take its place."""

    temp: Path
    permis: bool = False

    def allow(self, _permission: Libre[None]) -> None:
        """Everything written in it was looked at."""
        self.permis = True


@contextmanager
def file_being_written(chemin: Path, *, remplacer: bool = False) -> Iterator[FichierEnCours]:
    """Around the writing of a large file: gives where to write it, puts it in its place once whole and allowed.

    Raises as `write_file`; a defect for one that nobody allowed, and that is removed.
    """
    with _whole(chemin, remplacer=remplacer) as temp:
        fichier = FichierEnCours(temp)
        yield fichier
        if not fichier.permis:
            raise NotAllowedError


class NotAllowedError(Exception):
    """A defect of the program: a file was written that the control was not asked about."""


@contextmanager
def _whole(chemin: Path, *, remplacer: bool) -> Iterator[Path]:
    with _explained(chemin):
        # Asked inside: a name too long for the disk cannot even be looked up.
        if not remplacer and chemin.exists():
            raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name)
        temp = private_temp(chemin)
        try:
            yield temp
            (publish if remplacer else publish_new)(temp, chemin)
        finally:
            temp.unlink(missing_ok=True)


def write_together(libre: Libre[Mapping[Path, bytes]], *, remplacer: bool = False) -> None:
    """Writes several files, all or none: what was there is intact unless every new one is complete.

    Raises ExpectedError FICHIER_EXISTE (unless `remplacer`), FICHIER_TENU, DISQUE_PLEIN or DOSSIER_INACCESSIBLE.
    """
    temps: dict[Path, Path] = {}
    contenus = libre.contenu
    if not remplacer:
        _refuse_existing(contenus)
    try:
        for chemin, contenu in contenus.items():
            with _explained(chemin):
                temps[chemin] = private_temp(chemin)
                temps[chemin].write_bytes(contenu)
        _publish_together(temps, remplacer=remplacer)
        for chemin, contenu in contenus.items():
            _read_back(chemin, contenu)
    finally:
        for reste in temps.values():
            reste.unlink(missing_ok=True)


def _refuse_existing(chemins: Iterable[Path]) -> None:
    for chemin in chemins:
        with _explained(chemin):
            if chemin.exists():
                raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name)


def _publish_together(temps: Mapping[Path, Path], *, remplacer: bool) -> None:
    gardes: dict[Path, Path] = {}
    try:
        for chemin, temp in temps.items():
            with _explained(chemin):
                if remplacer:
                    gardes |= _kept(chemin)
                (publish if remplacer else publish_new)(temp, chemin)
    except ExpectedError:
        for chemin, temp in temps.items():
            _put_back(chemin, gardes.get(chemin), published=not temp.exists())
        raise
    finally:
        for garde in gardes.values():
            garde.unlink(missing_ok=True)


def _kept(chemin: Path) -> dict[Path, Path]:
    """What is there under another name, or copied, so that it can be put back; nothing where nothing is."""
    garde = private_temp(chemin)
    garde.unlink()
    with contextlib.suppress(FileNotFoundError):
        try:
            garde.hardlink_to(chemin)
        except FileNotFoundError:
            raise
        except (OSError, NotImplementedError):
            # FAT has no hard links, and a key is often that.
            shutil.copyfile(chemin, garde)
        return {chemin: garde}
    return {}


def _put_back(chemin: Path, garde: Path | None, *, published: bool) -> None:
    with contextlib.suppress(OSError):
        if published and garde is not None:
            garde.replace(chemin)
        elif published:
            chemin.unlink(missing_ok=True)


def written_so_far() -> int:
    """How many times this process put a file in place, or changed a coffre."""
    return ECRITURES.nombre


@proves
def nothing_written(avant: int) -> bool:
    """Looks if this process put no file in place, and changed no coffre, since `written_so_far` was this."""
    return ECRITURES.nombre == avant


@contextmanager
def watching() -> Iterator[None]:
    """Around a whole work: what fails in it carries the proof that nothing was written since it began, if it is so."""
    avant = written_so_far()
    try:
        yield
    except ExpectedError as error:
        error.intact = nothing_written(avant)
        raise


def free_place(chemin: Path) -> Path:
    """The same path, or with the first number that no file has."""
    return _free(chemin, ())


@contextmanager
def _explained(chemin: Path) -> Iterator[None]:
    """Around what the disk may refuse."""
    try:
        yield
    except FileExistsError as error:
        raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name) from error
    except OSError as error:
        raise ExpectedError(_panne(error, chemin), fichier=chemin.name) from error


def _panne(error: OSError, chemin: Path) -> Panne:
    if is_held(error, chemin):
        return Panne.FICHIER_TENU
    return Panne.DISQUE_PLEIN if error.errno in _PLEIN else Panne.DOSSIER_INACCESSIBLE


def write_new_files(dossier: Path, contenus: Mapping[str, Libre[bytes]]) -> dict[str, Path]:
    """Writes new files in a folder, by name, all or none. One whose name is taken gets a number: nothing is replaced.

    Returns where each is. Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE.
    """
    places: dict[str, Path] = {}
    prises: set[Path] = set()
    temps: dict[Path, Path] = {}
    try:
        for nom in contenus:
            places[nom] = _free(dossier / nom, prises)
            prises.add(places[nom])
        # What was being written when the program was ended: a letter, under a name nobody sees.
        with contextlib.suppress(OSError):
            remove_temps_of(prises)
        for nom, contenu in contenus.items():
            temp = private_temp(places[nom])
            temps[temp] = places[nom]
            temp.write_bytes(contenu.contenu)
        publish_all(temps)
    except OSError as error:
        raise ExpectedError(_panne(error, dossier), fichier=dossier.name) from error
    finally:
        for temp in temps:
            temp.unlink(missing_ok=True)
    for nom, contenu in contenus.items():
        _read_back(places[nom], contenu.contenu)
    return places


def _read_back(chemin: Path, contenu: bytes) -> None:
    """Opens what was just written. Raises ExpectedError ECRIT_AUTREMENT where it is not what was to be there."""
    with _explained(chemin):
        if chemin.read_bytes() != contenu:
            raise ExpectedError(Panne.ECRIT_AUTREMENT, fichier=chemin.name)


@proves
def are_there(*chemins: Path) -> bool:
    """Looks where files were written (each was read back then): True if all are still there, and none is empty."""
    try:
        return bool(chemins) and all(chemin.is_file() and chemin.stat().st_size for chemin in chemins)
    except OSError:
        return False


@proves
def are_gone(*chemins: Path) -> bool:
    """Looks where files were: True if none is there any more. A disk that does not answer tells nothing."""
    return all(map(_is_gone, chemins))


def _is_gone(chemin: Path) -> bool:
    try:
        chemin.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def require_there(*chemins: Path, sinon: Panne = Panne.ECRIT_AUTREMENT) -> Preuve:
    """The proof that they are there. Raises ExpectedError `sinon`."""
    preuve = are_there(*chemins)
    if preuve is None:
        raise ExpectedError(sinon, fichier=chemins[0].name)
    return preuve


def _free(chemin: Path, prises: Collection[Path]) -> Path:
    """The same path, or with the first number that no file has."""
    suites = (chemin.with_stem(f"{chemin.stem}-{rang}") for rang in itertools.count(2))
    return next(place for place in itertools.chain((chemin,), suites) if place not in prises and not place.exists())
