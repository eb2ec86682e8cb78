"""The bin, taken back from until a day it tells; and what has been closed for so long that it may be erased."""

import datetime as dt

from droits_usagers.domain.dossier.dossiers import DossierClos, DossierLu, ElementCorbeille
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.vault.dossiers import Dossiers
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.suivi import personne_shown


class Corbeille:
    """The bin of an opened coffre."""

    def __init__(self, db: Database, dossiers: Dossiers) -> None:
        self._db = db
        self._dossiers = dossiers

    def put(self, dossier: int, jete_le: dt.date, efface_le: dt.date) -> None:
        """Put a dossier in the bin. One that is there already keeps its day."""
        run(
            self._db,
            "INSERT INTO corbeille (dossier, jete_le, efface_le) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (dossier, jete_le.isoformat(), efface_le.isoformat()),
        )

    def take_back(self, dossier: int) -> bool:
        """Take a dossier out of the bin. False if it was not there."""
        return run(self._db, "DELETE FROM corbeille WHERE dossier = ?", (dossier,)) > 0

    def content(self) -> tuple[ElementCorbeille, ...]:
        """What is in the bin, first to be erased first."""
        lues = rows(self._db, "SELECT dossier, jete_le, efface_le FROM corbeille ORDER BY efface_le, dossier")
        return tuple(
            _element(self._dossiers.read_light(numero), dt.date.fromisoformat(jete_le), dt.date.fromisoformat(efface_le))
            for numero, jete_le, efface_le in lues
        )

    def due(self, today: dt.date) -> tuple[int, ...]:
        """Numbers of what has been there long enough."""
        lues = rows(self._db, "SELECT dossier FROM corbeille WHERE efface_le <= ? ORDER BY dossier", (today.isoformat(),))
        return tuple(ligne[0] for ligne in lues)


def _element(dossier: DossierLu, jete_le: dt.date, efface_le: dt.date) -> ElementCorbeille:
    demande = dossier.demande
    return ElementCorbeille(
        reference=dossier.reference,
        demarche=demande.demarche,
        personne=personne_shown(demande).nom_complet,
        organisme=demande.organisme.nom,
        jete_le=jete_le,
        efface_le=efface_le,
    )


_DEPUIS = "FROM suivi_index WHERE clos_le IS NOT NULL AND clos_le <= ?"


class ClosDepuis:
    """The closed dossiers of an opened coffre, by their lines in the Suivi."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def closed_by(self, jour: dt.date, *, plus: int) -> tuple[DossierClos, ...]:
        """Those that were closed by that day, the oldest first, at most so many."""
        lues = rows(
            self._db,
            f"SELECT reference, demarche, personne, organisme, clos_le {_DEPUIS} ORDER BY clos_le, reference LIMIT ?",
            (jour.isoformat(), plus),
        )
        return tuple(
            DossierClos(reference, demarche, personne, organisme, read_iso(clos_le))
            for reference, demarche, personne, organisme, clos_le in lues
        )

    def count_closed_by(self, jour: dt.date) -> int:
        """How many they are."""
        return int(scalar(self._db, f"SELECT count(*) {_DEPUIS}", (jour.isoformat(),)))
