"""What one can do with a coffre, on a path: create it, open it, restore it. Opened, it is a `Coffre`.

Everything here is slow on purpose (the key takes a second to derive): call it from the `Travailleur`, which is also the only
thread allowed to use the `Coffre` it gives. Importing this loads no engine: that waits for the first coffre.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.services.coffre.gardien import Moyens, SavoirAdresses, check_strength
from droits_usagers.services.coffre.valeurs import (
    SEJOUR_CORBEILLE,
    TOUS,
    CalculSuivi,
    Effacement,
    EtatCoffre,
    Sauvegarde,
    SauvegardeLue,
    SauvegardeRemise,
    Secours,
    Verification,
)
from droits_usagers.services.coffre_ouvert import Coffre

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.dossiers import DossierLu, Suivi
    from droits_usagers.services.coffre.phrases import Phrases
    from droits_usagers.vault.driver import Cle
    from droits_usagers.vault.ouverture import ContexteOuverture
    from droits_usagers.vault.secours import CopieLue

__all__ = [
    "SEJOUR_CORBEILLE",
    "TOUS",
    "CalculSuivi",
    "Coffre",
    "Coffres",
    "Effacement",
    "EtatCoffre",
    "Sauvegarde",
    "SauvegardeLue",
    "SauvegardeRemise",
    "Secours",
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
        entendre: Callable[[tuple[tuple[str, ...], ...]], None] = lambda _: None,
        adresses: SavoirAdresses | None = None,
    ) -> None:
        """`kdf_iter` is for tests only: what they make opens nowhere else."""
        self._kdf_iter = kdf_iter
        self._moyens = Moyens(
            today=today,
            now=now,
            suivre=suivre,
            strength=phrases.strength,
            cle=self._cle,
            entendre=entendre,
            adresses=adresses or SavoirAdresses(),
        )

    def prepare(self) -> None:
        """While the phrase is typed, load what the first opening would wait for: the engine (a fifth of a second), the law."""
        import droits_usagers.vault.emplacement
        import droits_usagers.vault.ouverture  # noqa: F401 - loading is the point

        self._contexte()

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

        coffre = Coffre(open_depot(self._cle(phrase), chemin, self._contexte()), self._moyens)
        with ExitStack() as undo:
            # Where these addresses cannot be read, the coffre is given back to whoever opens it next.
            undo.callback(coffre.close)
            coffre.tell_protected()
            undo.pop_all()
        return coffre

    def restore(self, chemin: Path, phrase: str, *, sauvegarde: Path | None = None) -> SauvegardeRemise:
        """Put a backup (by default the good one that goes furthest) in place of the coffre, and say which.

        Raises ExpectedError SAUVEGARDE_REFUSEE (no backup that opens with this phrase and is whole), FICHIER_ABSENT,
        PAS_UN_COFFRE or COFFRE_VIDE (the backup given), COFFRE_DEJA_OUVERT, DISQUE_PLEIN, COFFRE_INACCESSIBLE.
        """
        from droits_usagers.vault.restauration import restore

        faite = restore(self._cle(phrase), chemin, self._moyens.now(), sauvegarde=sauvegarde)
        return SauvegardeRemise(
            faite.ancien,
            _read_backup(faite.sauvegarde, faite.lue),
            tuple(_read_backup(autre, lue) for autre, lue in faite.autres.items()),
        )

    # Where a coffre is damaged.

    def secours(self, chemin: Path, phrase: str) -> Secours:
        """The backups of a damaged coffre, what each holds, and how it differs from what can still be read of the coffre.

        Each is read page by page. One that this phrase does not open, or that is damaged too, is not `lisible`.
        """
        from droits_usagers.vault.sauvetage import readable_keys
        from droits_usagers.vault.secours import contents_of_backups

        cle, chemin = self._cle(phrase), chemin.resolve()
        restent = readable_keys(cle, chemin)
        return Secours(
            chemin,
            dossiers=None if restent is None else len(restent),
            sauvegardes=tuple(
                _read_backup(sauvegarde, lue, restent=restent) for sauvegarde, lue in contents_of_backups(cle, chemin).items()
            ),
        )

    def remettre(self, chemin: Path, sauvegarde: Path, phrase: str) -> SauvegardeRemise:
        """Put this backup in place of the coffre.

        Raises ExpectedError as `restore` does.
        """
        return self.restore(chemin, phrase, sauvegarde=sauvegarde)

    def ouvrir_ce_qui_se_lit(self, chemin: Path, phrase: str) -> Coffre:
        """What can still be read of a damaged coffre, read-only, in memory. Its `lacunes` say what could not be.

        The file is not touched. Raises ExpectedError COFFRE_ABIME if nothing can be read, PHRASE_REFUSEE, and as `open` does.
        """
        from droits_usagers.vault.secours import open_salvaged

        suivre, today = self._moyens.suivre, self._moyens.today()

        def stands(dossier: "DossierLu") -> "Suivi":
            return suivre(dossier.demande, today, revoir_le=dossier.revoir_le, cree_le=dossier.cree_le)

        depot = open_salvaged(self._cle(phrase), chemin, regles=suivre.version, suivre=stands)
        return Coffre(depot, self._moyens)

    def synchronised_by(self, chemin: Path) -> str:
        """The program that would copy a coffre put there elsewhere, as far as the folder's name tells; empty when none."""
        from droits_usagers.vault.emplacement import synchronised_by

        return synchronised_by(chemin)

    def _cle(self, phrase: str) -> "Cle":
        from droits_usagers.vault.driver import KDF_ITER, Cle

        return Cle(phrase, kdf_iter=self._kdf_iter or KDF_ITER)

    def _contexte(self) -> "ContexteOuverture":
        from droits_usagers.vault.ouverture import ContexteOuverture

        return ContexteOuverture(self._moyens.now, self._moyens.suivre.version, self._moyens.adresses.lieux)


def _read_backup(chemin: Path, lue: "CopieLue", *, restent: frozenset[str] | None = None) -> SauvegardeLue:
    """A backup, next to the keys of the dossiers that can still be read of the coffre."""
    moment, contenu = lue.moment(chemin), lue.contenu
    if contenu is None:
        return SauvegardeLue(chemin, moment)
    return SauvegardeLue(
        chemin,
        moment,
        lisible=True,
        dossiers=contenu.dossiers,
        lettres=contenu.lettres,
        dernier=contenu.dernier,
        en_plus=None if restent is None else len(contenu.cles - restent),
        en_moins=None if restent is None else len(restent - contenu.cles),
    )
