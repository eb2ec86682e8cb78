"""What one can do with a coffre, on a path: create it, open it, check it, restore it. Opened, it is a `Coffre`.

Everything here is slow on purpose (the key takes a second to derive): call it from the `Travailleur`, which is also the only
thread allowed to use the `Coffre` it gives.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.dossiers import (
    Brouillon,
    DossierLu,
    ElementCorbeille,
    Filtre,
    LigneJournal,
    PageSuivi,
    Suivi,
    Tri,
)
from droits_usagers.domain.evenements import Evenement
from droits_usagers.domain.lettre import GabaritUtilise
from droits_usagers.services.travail import Avancement

#: Everything that is not in the bin.
TOUS = Filtre()


class CalculSuivi(Protocol):
    """Where a demande stands that day; `version` changes when the rules of law do, and makes every line be computed again."""

    version: int

    def __call__(self, demande: Demande, today: dt.date) -> Suivi:
        """The etat, the next date and the next step."""
        ...


@dataclass(frozen=True, slots=True)
class Sauvegarde:
    """A backup beside the coffre."""

    chemin: Path
    faite_le: dt.datetime
    #: False after the phrase was changed: it opens with the former one only.
    phrase_actuelle: bool
    #: The day thinning removes it, at the latest; None for the newest, which always stays.
    retiree_le: dt.date | None


@dataclass(frozen=True, slots=True)
class EtatCoffre:
    """What the window shows about an opened coffre."""

    chemin: Path
    #: Opened by another program, or in a folder where nothing can be written: everything can be read, nothing changed.
    lecture_seule: bool
    dossiers: int
    brouillons: int
    corbeille: int
    derniere_sauvegarde: dt.datetime | None
    #: Something changed since, and it is time for another one.
    sauvegarde_due: bool
    #: The folder is copied elsewhere by a synchronisation program (its name), or an empty string.
    synchronise_par: str = ""
    #: Copies that such a program left beside the coffre after two people wrote at once.
    copies_en_conflit: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What a full check found: nothing, or damaged pages (each is 4096 bytes) and broken links."""

    pages_abimees: int
    liens_rompus: int

    @property
    def saine(self) -> bool:
        """True when every page is what was written."""
        return not self.pages_abimees and not self.liens_rompus


@dataclass(frozen=True, slots=True)
class Effacement:
    """What was erased for good, and the backups that could not be rewritten (other phrase, unreadable)."""

    dossiers: int
    sauvegardes_hors_de_portee: tuple[Sauvegarde, ...] = ()


class Coffre:
    """An opened coffre. Used, from opening to closing, by the thread that opened it.

    Whatever writes raises ExpectedError COFFRE_LECTURE_SEULE when `lecture_seule`, DISQUE_PLEIN when the disk is full (nothing
    is then changed), COFFRE_ABIME when a page is not what was written, DOSSIER_INACCESSIBLE when the disk is gone.
    An unknown reference or draft raises ExpectedError DOSSIER_INCONNU.
    """

    chemin: Path
    lecture_seule: bool

    def etat(self) -> EtatCoffre:
        """How many dossiers, drafts and discarded ones; when the last backup was made; whether the folder is synchronised."""
        raise NotImplementedError

    # --- reading -------------------------------------------------------------------------------------------------------

    def page(self, filtre: Filtre = TOUS, *, tri: Tri = Tri.URGENCE, debut: int = 0, taille: int = 100) -> PageSuivi:
        """Some lines of the Suivi, up to date for today (stale ones are computed again first if they are few)."""
        raise NotImplementedError

    def read(self, reference: str) -> DossierLu:
        """A dossier, whole, without the content of its pieces."""
        raise NotImplementedError

    def piece(self, empreinte: str) -> bytes:
        """The content of a kept file."""
        raise NotImplementedError

    def journal(self, *, taille: int = 200) -> tuple[LigneJournal, ...]:
        """What the program did lately, newest first."""
        raise NotImplementedError

    # --- drafts: saved while typing --------------------------------------------------------------------------------------

    def save_draft(self, demande: Demande, *, cle: str = "", position: str = "", reference: str = "") -> str:
        """Keep what is being typed. Returns its key: give it back next time so that the same draft is replaced."""
        raise NotImplementedError

    def drafts(self) -> tuple[Brouillon, ...]:
        """Unfinished work, latest first."""
        raise NotImplementedError

    def delete_draft(self, cle: str) -> None:
        """Forget a draft for good."""
        raise NotImplementedError

    # --- dossiers ------------------------------------------------------------------------------------------------------

    def create_dossier(self, demande: Demande, *, brouillon: str = "", affaire: int | None = None) -> str:
        """Make a dossier (its draft, if any, goes away in the same transaction). Returns its reference, « 2026-0113 »."""
        raise NotImplementedError

    def update_dossier(self, reference: str, demande: Demande, *, brouillon: str = "") -> None:
        """Replace what is asked, of whom and by whom. Facts are left alone: they are recorded and cancelled, never edited."""
        raise NotImplementedError

    def record_event(self, reference: str, evenement: Evenement) -> int:
        """Record what happened. Returns the number of the fact."""
        raise NotImplementedError

    def cancel_event(self, reference: str, numero: int) -> None:
        """Cancel a fact by another row: both stay readable, and it no longer counts."""
        raise NotImplementedError

    def keep_letter(
        self, reference: str, *, etape: str, gabarit: GabaritUtilise, nom: str = "", contenu: bytes | None = None
    ) -> int:
        """Remember that a letter was made, from which template, and keep the file if it is given. Returns its number."""
        raise NotImplementedError

    def attach(self, reference: str, contenu: bytes, *, nom: str) -> str:
        """Keep a file (a reply received, a proof of receipt). Returns its SHA-256."""
        raise NotImplementedError

    # --- the bin -------------------------------------------------------------------------------------------------------

    def discard(self, reference: str) -> ElementCorbeille:
        """Put a dossier in the bin, which says when it will be erased."""
        raise NotImplementedError

    def take_back(self, reference: str) -> None:
        """Take a dossier out of the bin."""
        raise NotImplementedError

    def corbeille(self) -> tuple[ElementCorbeille, ...]:
        """What is in the bin, first to be erased first."""
        raise NotImplementedError

    def erase(self, references: Sequence[str]) -> Effacement:
        """Erase for good, here and in every backup within reach: people, facts, letters, files, index, drafts."""
        raise NotImplementedError

    def erase_due(self) -> Effacement:
        """Erase what has been in the bin long enough: to be called after opening, and at midnight."""
        raise NotImplementedError

    # --- long work, unit by unit ---------------------------------------------------------------------------------------

    def refresh(self) -> Iterator[Avancement]:
        """Compute again the lines of the Suivi that the day or new rules have made stale, some at a time."""
        raise NotImplementedError

    # --- safety --------------------------------------------------------------------------------------------------------

    def verify(self) -> Verification:
        """Read every page and every link."""
        raise NotImplementedError

    def backup(self, destination: Path | None = None) -> Sauvegarde:
        """Make a checked, encrypted copy, beside the coffre (older ones are then thinned) or at `destination`."""
        raise NotImplementedError

    def backups(self) -> tuple[Sauvegarde, ...]:
        """The backups beside the coffre, newest first."""
        raise NotImplementedError

    def change_phrase(self, actuelle: str, nouvelle: str, *, accept_weak: bool = False) -> tuple[Sauvegarde, ...]:
        """Change the phrase. Returns the backups that still open with the former one.

        Raises ExpectedError PHRASE_REFUSEE if `actuelle` is not the phrase, PHRASE_TROP_FAIBLE under 60 bits unless accepted.
        """
        raise NotImplementedError

    def remake_backups(self) -> Sauvegarde:
        """Make a backup under the current phrase, then remove those that open with a former one."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the file and give up the lock. Save the draft first. Calling it twice is harmless."""
        raise NotImplementedError


class Coffres:
    """Use cases on the path of a coffre."""

    def create(self, chemin: Path, phrase: str, *, accept_weak: bool = False) -> Coffre:
        """Make a new coffre and open it. Nobody can recover the phrase.

        Raises ExpectedError FICHIER_EXISTE, PHRASE_TROP_FAIBLE (under 60 bits, unless accepted), DOSSIER_INACCESSIBLE,
        DISQUE_PLEIN.
        """
        raise NotImplementedError

    def open(self, chemin: Path, phrase: str) -> Coffre:
        """Open it; read-only, and saying so, if another program has it or if nothing can be written there.

        Raises ExpectedError FICHIER_ABSENT, PHRASE_REFUSEE, COFFRE_VIDE, COFFRE_ABIME, PAS_UN_COFFRE, COFFRE_PLUS_RECENT,
        DOSSIER_INACCESSIBLE, COFFRE_DEJA_OUVERT (when it first needs a migration that the other program prevents).
        """
        raise NotImplementedError

    def backups_of(self, chemin: Path) -> tuple[Path, ...]:
        """The backups beside a coffre that will not open, newest first."""
        raise NotImplementedError

    def restore(self, chemin: Path, phrase: str, *, sauvegarde: Path | None = None) -> Path | None:
        """Put a backup (by default the newest good one) in place of the coffre; returns where the former file was moved.

        Raises ExpectedError SAUVEGARDE_REFUSEE (no backup that opens with this phrase and is whole), COFFRE_DEJA_OUVERT.
        """
        raise NotImplementedError
