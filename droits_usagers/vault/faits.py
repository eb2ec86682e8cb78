"""The dated facts of dossiers: added, cancelled by another row, erased with their dossier; nothing else (triggers hold it)."""

import datetime as dt
from collections.abc import Iterable, Mapping

from droits_usagers.domain.dossier.dossiers import Fait
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.encodage import cleaned
from droits_usagers.vault.moteur import Database, rows, scalar


class Faits:
    """The facts of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record(self, dossier: int, evenement: Evenement, moment: dt.datetime, *, recommande: str = "") -> int:
        """Add one, with the number of the registered letter it is about if there is one. Returns its number."""
        return self._insert(dossier, cleaned(evenement), moment, recommande=cleaned(recommande))

    def record_all(
        self, dossier: int, evenements: Iterable[Evenement], moment: dt.datetime, *, recommandes: Mapping[TypeEvenement, str]
    ) -> None:
        """Add several, cleaned already, with the numbers of the registered letters that some types of facts are about."""
        saisi_le = moment.isoformat(timespec="seconds")
        self._db.conn.executemany(
            "INSERT INTO evenements (dossier, date, type, organisme, saisi_le, recommande) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (dossier, fait.date.isoformat(), fait.type, fait.organisme, saisi_le, cleaned(recommandes.get(fait.type, "")))
                for fait in evenements
            ],
        )

    def cancel(self, dossier: int, numero: int, moment: dt.datetime) -> int:
        """Add the row that cancels another.

        Raises ExpectedError FAIT_INCONNU if it is not a fact of this dossier, or is cancelled already.
        """
        found = [fait for fait in self.of(dossier) if fait.numero == numero and not fait.annule]
        if not found:
            raise ExpectedError(Panne.FAIT_INCONNU)
        return self._insert(dossier, found[0].evenement, moment, annule=numero)

    def of(self, dossier: int) -> tuple[Fait, ...]:
        """The facts of a dossier by date, the cancelled ones marked; the rows that cancel are not facts and are not shown."""
        lues = rows(
            self._db,
            """SELECT id, date, type, organisme, saisi_le, recommande, annule
               FROM evenements WHERE dossier = ? ORDER BY date, id""",
            (dossier,),
        )
        annules = {annule for *_, annule in lues}
        return tuple(
            Fait(
                numero=numero,
                evenement=Evenement(read_iso(date), TypeEvenement(type_), organisme),
                saisi_le=dt.datetime.fromisoformat(saisi_le),
                annule=numero in annules,
                recommande=recommande,
            )
            for numero, date, type_, organisme, saisi_le, recommande, annule in lues
            if annule is None
        )

    def registered(self, dossier: int) -> tuple[str, ...]:
        """The registered numbers of its facts in force, each as many times as facts in force of the coffre bear it."""
        siens = sorted({fait.recommande for fait in self.of(dossier) if fait.recommande and not fait.annule})
        fois = {
            numero: scalar(
                self._db,
                """SELECT count(*) FROM evenements AS fait WHERE recommande = ? AND annule IS NULL
                   AND NOT EXISTS (SELECT 1 FROM evenements WHERE annule = fait.id)""",
                (numero,),
            )
            for numero in siens
        }
        return tuple(numero for numero in siens for _ in range(fois[numero]))

    def ending_with(self, fin: str, *, plus: int, cle: bool = False) -> list[tuple[int, Evenement]]:
        """The letters sent whose registered number ends like this, spaces put aside, latest first: each dossier and fact.

        `fin` has letters and digits only; with `cle`, one more comes after it: the key that La Poste prints apart. What was
        cancelled, or is in the bin, is not found.
        """
        # Numbers are in their own index, read whole; spaces are only taken out of those that end like this one.
        lues = rows(
            self._db,
            """SELECT dossier, date, type, organisme FROM evenements AS fait
               WHERE id IN (
                   SELECT id FROM evenements WHERE recommande <> '' AND recommande LIKE '%' || substr(?1, -1)
                       AND replace(replace(recommande, ' ', ''), char(160), '') LIKE '%' || ?1)
                   AND annule IS NULL AND NOT EXISTS (SELECT 1 FROM evenements WHERE annule = fait.id)
                   AND dossier NOT IN (SELECT dossier FROM corbeille)
               ORDER BY +id DESC LIMIT ?2""",
            (f"{fin}_" if cle else fin, plus),
        )
        return [
            (dossier, Evenement(read_iso(date), TypeEvenement(type_), organisme)) for dossier, date, type_, organisme in lues
        ]

    def _insert(
        self, dossier: int, evenement: Evenement, moment: dt.datetime, *, annule: int | None = None, recommande: str = ""
    ) -> int:
        return int(
            scalar(
                self._db,
                """INSERT INTO evenements (dossier, date, type, organisme, annule, saisi_le, recommande)
                   VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id""",
                (
                    dossier,
                    evenement.date.isoformat(),
                    evenement.type,
                    evenement.organisme,
                    annule,
                    moment.isoformat(timespec="seconds"),
                    recommande,
                ),
            )
        )
