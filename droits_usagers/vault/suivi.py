"""The index of the Suivi: one prepared line per dossier that is not in the bin. Computed, droppable, rebuilt at will."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import DossierLu, RaisonAVerifier, Suivi, reserve_of
from droits_usagers.domain.dossier.etats import Reserve, reserved
from droits_usagers.domain.echeances.chronologie import REPONSES
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.vault.attaches import read_as
from droits_usagers.vault.carnet import ReglagesGardes
from droits_usagers.vault.encodage import iso_of
from droits_usagers.vault.facettes import Facettes
from droits_usagers.vault.liste import ListeLignes
from droits_usagers.vault.migrations import A_REFAIRE
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.recherche import RechercheDossiers

#: Lines copied at a time: under 20 ms.
_COPIEES = 200
_INDEX = re.compile(r"CREATE INDEX (\w+) ON suivi_index")


class Ombre:
    """What is in memory, if anything is. It never outlives what it was copied from: another program may write to the file."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._copiee_de: int | None = None

    @property
    def stands(self) -> bool:
        """True while the lines that are read are those in memory."""
        return self._copiee_de is not None

    def keep_up(self) -> None:
        """Forget those in memory where the file changed: called before anything is read."""
        if self.stands and self._copiee_de != self._version():
            self._forget("suivi_index")
            self._copiee_de = None

    def casting(self) -> Iterator[None]:
        """Copy the lines of the file, some at a time; they are read once all are there, and the file did not change meanwhile.

        Each part is made inside `Depot.listing`.
        """
        version = self._version()
        self._forget("suivi_ombre")
        colonnes = rows(self._db, "SELECT name, type FROM pragma_table_info('suivi_index', 'main')")
        declarees = ", ".join(f"{nom} {type_}{' PRIMARY KEY' if nom == 'dossier' else ''}" for nom, type_ in colonnes)
        run(self._db, f"CREATE TEMP TABLE suivi_ombre ({declarees})")
        for (sql,) in rows(self._db, "SELECT sql FROM main.sqlite_master WHERE tbl_name = 'suivi_index' AND type = 'index'"):
            if sql is not None:
                run(self._db, _INDEX.sub(r"CREATE INDEX temp.\1 ON suivi_ombre", sql))
        noms, dernier = ", ".join(nom for nom, _ in colonnes), -1
        copie = f"""INSERT INTO suivi_ombre ({noms})
            SELECT {noms} FROM main.suivi_index WHERE dossier > ? ORDER BY dossier LIMIT ?"""  # noqa: S608 - our own names
        while run(self._db, copie, (dernier, _COPIEES)):
            dernier = int(scalar(self._db, "SELECT max(dossier) FROM suivi_ombre"))
            yield
        if version == self._version():
            run(self._db, "ALTER TABLE temp.suivi_ombre RENAME TO suivi_index")
            self._copiee_de = version
        else:
            self._forget("suivi_ombre")

    def _forget(self, table: str) -> None:
        run(self._db, f"DROP TABLE IF EXISTS temp.{table}")

    def _version(self) -> int:
        return int(scalar(self._db, "PRAGMA main.data_version"))


#: Of `reglages`: the latest day that lines were computed for.
_JOUR = "suivi.jour"
_COLONNES = (
    *("dossier", "reference", "demarche", "personne", "personne_tri", "organisme", "organisme_tri", "service", "affaire"),
    *("envoyee_le", "etat", "prochaine_date", "prochaine_etape", "valable_jusqu_au", "regles"),
    *("territoire", "genre", "recue_le", "repondue_le", "dernier_jour", "clos_le", "en_propre", "mandat"),
    *("votre_date", "votre_delai", "leur_date", "leur_delai", "revoir_le", "perte"),
    *("votre_reserve", "leur_reserve", "a_verifier"),
)
# Not INSERT OR REPLACE, which deletes the former line, and with it the words it is found by.
_METTRE = f"""INSERT INTO suivi_index ({", ".join(_COLONNES)}) VALUES ({", ".join("?" * len(_COLONNES))})
    ON CONFLICT (dossier) DO UPDATE SET {", ".join(f"{colonne} = excluded.{colonne}" for colonne in _COLONNES[1:])}"""  # noqa: S608 - our own names


class IndexSuivi:
    """The lines of the Suivi in an opened coffre. `regles` is the version of the rules they are computed with."""

    def __init__(self, db: Database, regles: int, ombre: Ombre) -> None:
        self._db = db
        self._ombre = ombre
        self._regles = regles
        self._reglages = ReglagesGardes(db)
        self._recherche = RechercheDossiers(db)
        self.liste = ListeLignes(db, self._recherche)
        self.facettes = Facettes(db, self._recherche)

    def put(self, dossier: DossierLu, suivi: Suivi) -> None:
        """Write the line of a dossier, in place of the former one."""
        demande = dossier.demande
        personne = personne_shown(dossier.demande)
        organisme = demande.organisme
        run(
            self._db,
            _METTRE,
            (
                dossier.numero,
                dossier.reference,
                demande.demarche,
                personne.nom_complet,
                fold(f"{personne.nom or personne.denomination} {personne.prenom}"),
                organisme.nom,
                fold(f"{organisme.nom} {organisme.service}"),
                organisme.service,
                dossier.affaire,
                iso_of(_first(dossier, TypeEvenement.ENVOYE)),
                suivi.etat,
                iso_of(suivi.prochaine_date),
                suivi.prochaine_etape,
                iso_of(suivi.valable_jusqu_au),
                self._regles,
                organisme.territoire,
                organisme.genre,
                iso_of(_first(dossier, TypeEvenement.RECU)),
                iso_of(_first(dossier, *REPONSES)),
                iso_of(suivi.dernier_jour),
                iso_of(_first(dossier, TypeEvenement.CLOS)),
                int(demande.concerne is None and demande.qualite is Qualite.ORGANISATION),
                dossier.mandat,
                iso_of(suivi.votre_date),
                suivi.votre_delai,
                *_own(suivi, reserve_of(une.raison for une in dossier.a_verifier)),
                len(dossier.a_verifier),
            ),
        )
        # The words by which it is found are in the file.
        if not self._ombre.stands:
            self._recherche.put(dossier)

    def renew(self, suivis: Mapping[int, Suivi]) -> tuple[int, ...]:
        """Change what time or rules changed in the lines of dossiers that themselves did not change.

        Gives back those that have no line, or one to be made again: they are to be put.
        """
        lues = rows(
            self._db,
            "SELECT dossier FROM suivi_index WHERE dossier IN (SELECT value FROM json_each(?)) AND regles <> ?",
            (json.dumps([*suivis]), A_REFAIRE),
        )
        presents = {dossier for (dossier,) in lues}
        lues = rows(
            self._db,
            "SELECT DISTINCT dossier, raison FROM a_verifier WHERE dossier IN (SELECT value FROM json_each(?))",
            (json.dumps([*presents]),),
        )
        raisons: dict[int, set[RaisonAVerifier]] = {}
        for dossier, raison in lues:
            raisons.setdefault(dossier, set()).add(read_as(RaisonAVerifier, raison, RaisonAVerifier.LAISSE))
        self._db.conn.executemany(
            """UPDATE suivi_index SET etat = ?, prochaine_date = ?, prochaine_etape = ?, valable_jusqu_au = ?,
                   dernier_jour = ?, votre_date = ?, votre_delai = ?, leur_date = ?, leur_delai = ?, revoir_le = ?, perte = ?,
                   votre_reserve = ?, leur_reserve = ?, regles = ?
               WHERE dossier = ?""",
            [(*_dates(suivis[dossier], reserve_of(raisons.get(dossier, ()))), self._regles, dossier) for dossier in presents],
        )
        return tuple(dossier for dossier in suivis if dossier not in presents)

    def spoil(self, dossiers: Sequence[int]) -> None:
        """Say that these lines and the words they are found by are to be made again, from their dossiers."""
        run(
            self._db,
            "UPDATE suivi_index SET regles = ? WHERE dossier IN (SELECT value FROM json_each(?))",
            (A_REFAIRE, json.dumps([*dossiers])),
        )

    def remove(self, dossier: int) -> None:
        """Take the line of a dossier away."""
        run(self._db, "DELETE FROM suivi_index WHERE dossier = ?", (dossier,))
        self._recherche.forget()

    def is_listed(self, dossier: int) -> bool:
        """True if this dossier exists outside the bin."""
        return bool(
            scalar(
                self._db,
                """SELECT EXISTS (SELECT 1 FROM dossiers WHERE id = ?)
                   AND NOT EXISTS (SELECT 1 FROM corbeille WHERE dossier = ?)""",
                (dossier, dossier),
            )
        )

    def stale(self, today: dt.date) -> list[int]:
        """Numbers of dossiers whose line is missing, was computed by other rules, or no longer holds that day."""
        # Each in the order of an index: on most days there are few, and only they are read.
        lues = rows(
            self._db,
            """SELECT dossier FROM suivi_index WHERE regles < ?1
               UNION ALL SELECT dossier FROM suivi_index WHERE regles > ?1
               UNION ALL SELECT dossier FROM suivi_index WHERE regles = ?1 AND valable_jusqu_au < ?2""",
            (self._regles, today.isoformat()),
        )
        if self._is_ahead_of(today):
            lues = rows(self._db, "SELECT dossier FROM suivi_index")
        if self._lacks_lines():
            lues += rows(
                self._db,
                """SELECT id FROM dossiers WHERE id NOT IN (SELECT dossier FROM suivi_index)
                   AND id NOT IN (SELECT dossier FROM corbeille)""",
            )
        return [ligne[0] for ligne in lues]

    def _lacks_lines(self) -> bool:
        return bool(
            scalar(
                self._db,
                """SELECT (SELECT count(*) FROM suivi_index)
                   <> (SELECT count(*) FROM dossiers) - (SELECT count(*) FROM corbeille)""",
            )
        )

    def stale_among(self, references: Sequence[str], today: dt.date) -> list[tuple[str, int]]:
        """Reference and number of those of these lines that no longer hold that day."""
        marques = ", ".join("?" * len(references))
        return [
            (reference, numero)
            for reference, numero in rows(
                self._db,
                f"""SELECT reference, dossier FROM suivi_index
                    WHERE reference IN ({marques}) AND (regles <> ? OR valable_jusqu_au < ? OR ?)""",  # noqa: S608 - only marks
                (*references, self._regles, today.isoformat(), self._is_ahead_of(today)),
            )
        ]

    def computed_for(self, today: dt.date, *, toutes: bool = False) -> None:
        """Keep that lines were computed for that day; `toutes`: every line that did not hold was, those of a later day too."""
        if toutes or str(self._reglages.read(_JOUR) or "") < today.isoformat():
            self._reglages.keep(_JOUR, today.isoformat())

    def _is_ahead_of(self, today: dt.date) -> bool:
        """True where lines were computed for a later day: the clock was ahead, and what they say is past may not be."""
        return str(self._reglages.read(_JOUR) or "") > today.isoformat()


def personne_shown(demande: Demande) -> Personne:
    """Whose dossier a list says it is: the concerned person, else the author."""
    if demande.concerne is not None and demande.concerne.nom_complet:
        return demande.concerne
    return demande.signataire


def _first(dossier: DossierLu, *types: TypeEvenement) -> dt.date | None:
    return min((fait.date for fait in dossier.demande.evenements if fait.type in types and not fait.organisme), default=None)


def _dates(suivi: Suivi, dite: Reserve) -> tuple[str | None, ...]:
    """What time and rules change in a line."""
    return (
        suivi.etat,
        iso_of(suivi.prochaine_date),
        suivi.prochaine_etape,
        iso_of(suivi.valable_jusqu_au),
        iso_of(suivi.dernier_jour),
        iso_of(suivi.votre_date),
        suivi.votre_delai,
        *_own(suivi, dite),
    )


def _own(suivi: Suivi, dite: Reserve) -> tuple[str | None, ...]:
    """What others owe, when to look at it again, the rank of its loss, and how sure its dates are."""
    jour = suivi.votre_date or suivi.prochaine_date
    reserve = reserved(dite if jour is not None else Reserve.SANS, suivi.votre_reserve)
    doute = reserve is Reserve.PEUT_ETRE_CLOS
    rang = f"{2 if doute else ''}{0 if suivi.votre_date else 1}"
    perte = None if jour is None else f"{rang}{jour.isoformat()}"
    leurs = iso_of(suivi.leur_date), suivi.leur_delai
    return *leurs, iso_of(suivi.revoir_le), perte, reserve.value, suivi.leur_reserve.value
