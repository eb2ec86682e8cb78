"""The bodies of a coffre as people see them: by name. Changed for all of their dossiers at once, and changed back.

Rows of `organismes` are never edited: a dossier is pointed to another row. What it was addressed to is kept beside the change.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace

from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.reprise.denominations import ChangementOrganisme
from droits_usagers.vault.encodage import cleaned, day_of, iso_of
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.personnes import Organismes


class OrganismesGardes:
    """The bodies of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._organismes = Organismes(db)

    def dossiers_of(self, ecrits: Sequence[tuple[str, str]]) -> list[int]:
        """The dossiers addressed to bodies of these names in these départements, those in the bin too."""
        lues = rows(
            self._db,
            """SELECT dossiers.id FROM dossiers JOIN organismes ON organismes.id = organisme
               WHERE (nom, territoire) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)) ORDER BY dossiers.id""",
            (json.dumps([*ecrits]),),
        )
        return [dossier for (dossier,) in lues]

    def of(self, dossier: int) -> Organisme:
        """The body a dossier is addressed to, and how old the address of its letter is."""
        relevee = scalar(self._db, "SELECT adresse_relevee FROM dossiers WHERE id = ?", (dossier,))
        return replace(self._organismes.read(self._row_of(dossier)), adresse_relevee=day_of(relevee))

    def point(self, dossier: int, organisme: Organisme) -> None:
        """Address a dossier to this body, whose address is as old as it says."""
        ancien = self._row_of(dossier)
        run(
            self._db,
            "UPDATE dossiers SET organisme = ?, adresse_relevee = ? WHERE id = ?",
            (self._organismes.find_or_add(cleaned(organisme)), iso_of(organisme.adresse_relevee), dossier),
        )
        self._organismes.forget(ancien)

    def begin(self, nom: str, moment: dt.datetime) -> int:
        """A change is being made. Returns its number."""
        sql = "INSERT INTO changements_organismes (nom, fait_le) VALUES (?, ?) RETURNING id"
        return int(scalar(self._db, sql, (cleaned(nom), moment.isoformat(timespec="seconds"))))

    def keep(self, changement: int, dossier: int, avant: Organisme) -> None:
        """Keep what a dossier was addressed to before it."""
        adresse, relevee = [*avant.adresse], iso_of(avant.adresse_relevee)
        valeurs = [avant.nom, avant.genre, avant.service, adresse, avant.siren, avant.territoire, avant.parent, relevee]
        sql = "INSERT INTO organismes_avant (changement, dossier, avant) VALUES (?, ?, ?)"
        run(self._db, sql, (changement, dossier, json.dumps(valeurs, ensure_ascii=False)))

    def before(self, changement: int) -> list[tuple[int, Organisme]]:
        """What each dossier of a change was addressed to; those addressed to another body since are left as they are."""
        lues = rows(
            self._db,
            """SELECT dossier, avant FROM organismes_avant JOIN changements_organismes ON changements_organismes.id = changement
               JOIN dossiers ON dossiers.id = dossier JOIN organismes ON organismes.id = organisme
               WHERE changement = ? AND organismes.nom = changements_organismes.nom ORDER BY dossier""",
            (changement,),
        )
        return [(dossier, _decoded(avant)) for dossier, avant in lues]

    def forget(self, changement: int) -> None:
        """It was taken back."""
        run(self._db, "DELETE FROM changements_organismes WHERE id = ?", (changement,))

    def latest(self, combien: int) -> tuple[ChangementOrganisme, ...]:
        """The latest changes that some dossier still comes from."""
        lues = rows(
            self._db,
            """SELECT changements_organismes.id, nom, count(*), fait_le FROM changements_organismes
               JOIN organismes_avant ON changement = changements_organismes.id
               GROUP BY changements_organismes.id ORDER BY changements_organismes.id DESC LIMIT ?""",
            (combien,),
        )
        return tuple(
            ChangementOrganisme(numero, nom, dossiers, dt.datetime.fromisoformat(fait_le))
            for numero, nom, dossiers, fait_le in lues
        )

    def _row_of(self, dossier: int) -> int:
        return int(scalar(self._db, "SELECT organisme FROM dossiers WHERE id = ?", (dossier,)))


def _decoded(avant: str) -> Organisme:
    nom, kind, service, adresse, siren, territoire, parent, relevee = json.loads(avant)
    organisme = Organisme(nom, GenreOrganisme(kind), service, tuple(adresse), siren, territoire, parent)
    return replace(organisme, adresse_relevee=day_of(relevee))
