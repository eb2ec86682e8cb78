"""What one can do with a coffre, on a path: create it, open it, restore it. Opened, it is a `Coffre`.

Everything here is slow on purpose (the key takes a second to derive): call it from the `Travailleur`, which is also the only
thread allowed to use the `Coffre` it gives. Importing this loads no engine: that waits for the first coffre.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.services.coffre_ouvert import Coffre
from droits_usagers.services.coffre_valeurs import (
    SEJOUR_CORBEILLE,
    TOUS,
    CalculSuivi,
    Effacement,
    EtatCoffre,
    Sauvegarde,
    Verification,
)
from droits_usagers.services.gardien import Moyens, check_strength

if TYPE_CHECKING:
    from droits_usagers.services.phrases import Phrases
    from droits_usagers.vault.driver import Cle
    from droits_usagers.vault.ouverture import Contexte

__all__ = [
    "SEJOUR_CORBEILLE",
    "TOUS",
    "CalculSuivi",
    "Coffre",
    "Coffres",
    "Effacement",
    "EtatCoffre",
    "Sauvegarde",
    "Verification",
]


class Coffres:
    """Use cases on the path of a coffre."""

    def __init__(
        self,
        *,
        today: Callable[[], dt.date],
        now: Callable[[], dt.datetime],
        suivre: CalculSuivi,
        phrases: "Phrases",
        kdf_iter: int | None = None,
    ) -> None:
        """`kdf_iter` is for tests only: what they make opens nowhere else."""
        self._kdf_iter = kdf_iter
        self._moyens = Moyens(today=today, now=now, suivre=suivre, strength=phrases.strength, cle=self._cle)

    def prepare(self) -> None:
        """Load the engine (a fifth of a second), so that the first opening does not wait for it: while the phrase is typed."""
        import droits_usagers.vault.emplacement
        import droits_usagers.vault.ouverture  # noqa: F401 - loading is the point

    def create(self, chemin: Path, phrase: str, *, accept_weak: bool = False) -> Coffre:
        """Make a new coffre and open it. Nobody can recover the phrase.

        Raises ExpectedError FICHIER_EXISTE, PHRASE_TROP_FAIBLE (under 60 bits, unless accepted), PHRASE_INUTILISABLE (empty, or
        with characters no keyboard types), DOSSIER_INACCESSIBLE, DISQUE_PLEIN.
        """
        from droits_usagers.vault.ouverture import create_depot

        if not accept_weak:
            check_strength(self._moyens.strength(phrase))
        return Coffre(create_depot(self._cle(phrase), chemin, self._contexte()), self._moyens)

    def open(self, chemin: Path, phrase: str) -> Coffre:
        """Open it; read-only, and saying so, if another program has it or if nothing can be written there.

        Raises ExpectedError FICHIER_ABSENT, PHRASE_REFUSEE, COFFRE_VIDE, COFFRE_ABIME, PAS_UN_COFFRE, COFFRE_PLUS_RECENT,
        COFFRE_INACCESSIBLE, COFFRE_DEJA_OUVERT (when it first needs a migration that the other program prevents).
        """
        from droits_usagers.vault.ouverture import open_depot

        return Coffre(open_depot(self._cle(phrase), chemin, self._contexte()), self._moyens)

    def backups_of(self, chemin: Path) -> tuple[Path, ...]:
        """The backups beside a coffre that will not open, newest first."""
        from droits_usagers.vault.sauvegardes import backups_of

        return tuple(backups_of(chemin.resolve()))

    def restore(self, chemin: Path, phrase: str, *, sauvegarde: Path | None = None) -> Path | None:
        """Put a backup (by default the newest good one) in place of the coffre; returns where the former file was moved.

        Raises ExpectedError SAUVEGARDE_REFUSEE (no backup that opens with this phrase and is whole), FICHIER_ABSENT,
        PAS_UN_COFFRE or COFFRE_VIDE (the backup given), COFFRE_DEJA_OUVERT, DISQUE_PLEIN, COFFRE_INACCESSIBLE.
        """
        from droits_usagers.vault.restauration import restore

        return restore(self._cle(phrase), chemin, self._moyens.now(), sauvegarde=sauvegarde)

    def synchronised_by(self, chemin: Path) -> str:
        """The program that would copy a coffre put there elsewhere, as far as the folder's name tells; empty when none."""
        from droits_usagers.vault.emplacement import synchronised_by

        return synchronised_by(chemin)

    def _cle(self, phrase: str) -> "Cle":
        from droits_usagers.vault.driver import KDF_ITER, Cle

        return Cle(phrase, kdf_iter=self._kdf_iter or KDF_ITER)

    def _contexte(self) -> "Contexte":
        from droits_usagers.vault.ouverture import Contexte

        return Contexte(self._moyens.now, self._moyens.suivre.version)
