"""Mandats, and the dossiers that rest on them. One that no dossier rests on any more goes away when something is erased."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.vault.encodage import cleaned, day_of, iso_of
from droits_usagers.vault.moteur import Database, rows, run, scalar

# What is in the bin does not count, and takes the mandat that it alone rests on out of sight.
_LUES = """SELECT mandats.id, mandant, mandataire, signe_le, fin_le, revoque_le, count(dossiers.id) - count(corbeille.dossier)
           FROM mandats LEFT JOIN dossiers ON mandat = mandats.id LEFT JOIN corbeille ON corbeille.dossier = dossiers.id"""
_EN_VUE = "HAVING count(dossiers.id) = 0 OR count(dossiers.id) > count(corbeille.dossier)"
#: Written about a mandat, and not by virtue of one.
_SUR_LE_MANDAT = "('mandat', 'revocation_mandat')"


class Mandats:
    """The mandats of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, mandat: Mandat) -> int:
        """Keep one (its number is not read). Returns its number."""
        propre = cleaned(mandat)
        return int(
            scalar(
                self._db,
                """INSERT INTO mandats (mandant, mandataire, signe_le, fin_le, revoque_le)
                   VALUES (?, ?, ?, ?, ?) RETURNING id""",
                (propre.mandant, propre.mandataire, iso_of(propre.signe_le), iso_of(propre.fin_le), iso_of(propre.revoque_le)),
            )
        )

    def update(self, mandat: Mandat) -> None:
        """Replace what is known of one."""
        propre = cleaned(mandat)
        run(
            self._db,
            "UPDATE mandats SET mandant = ?, mandataire = ?, signe_le = ?, fin_le = ?, revoque_le = ? WHERE id = ?",
            (
                *(propre.mandant, propre.mandataire),
                *(iso_of(propre.signe_le), iso_of(propre.fin_le), iso_of(propre.revoque_le), propre.numero),
            ),
        )

    def link(self, dossiers: Sequence[int], mandat: int | None) -> None:
        """Say on which mandat these dossiers rest; None: on none."""
        self._db.conn.executemany("UPDATE dossiers SET mandat = ? WHERE id = ?", [(mandat, dossier) for dossier in dossiers])

    def read(self, numero: int) -> Mandat | None:
        """The mandat of that number, None if there is none."""
        return next(iter(self._read(f"{_LUES} WHERE mandats.id = ? GROUP BY mandats.id", (numero,))), None)

    def all(self) -> tuple[Mandat, ...]:
        """Every mandat, latest first, with how many dossiers rest on it."""
        return self._read(f"{_LUES} GROUP BY mandats.id {_EN_VUE} ORDER BY mandats.id DESC", ())

    def dossiers_of(self, numero: int) -> tuple[tuple[int, str], ...]:
        """Number and reference of the dossiers that rest on it, outside the bin."""
        lues = rows(
            self._db,
            """SELECT id, reference FROM dossiers
               WHERE mandat = ? AND id NOT IN (SELECT dossier FROM corbeille) ORDER BY id""",
            (numero,),
        )
        return tuple((dossier, reference) for dossier, reference in lues)

    def idle(self) -> frozenset[int]:
        """Numbers of mandats all of whose dossiers are closed: nothing more is written by virtue of them."""
        lues = rows(
            self._db,
            """SELECT dossiers.mandat FROM dossiers JOIN suivi_index ON suivi_index.dossier = dossiers.id
               WHERE dossiers.mandat IS NOT NULL GROUP BY dossiers.mandat HAVING min(etat = 'clos')""",
        )
        return frozenset(ligne[0] for ligne in lues)

    def without(self, limite: int) -> tuple[int, ...]:
        """Numbers of dossiers that someone follows for another, that are not closed, and that rest on no mandat."""
        lues = rows(
            self._db,
            f"""SELECT suivi_index.dossier FROM roles JOIN suivi_index ON suivi_index.dossier = roles.dossier
                WHERE role = 'auteur' AND qualite = 'mandataire' AND mandat IS NULL AND etat <> 'clos'
                    AND demarche NOT IN {_SUR_LE_MANDAT} LIMIT ?""",  # noqa: S608 - our own names
            (limite,),
        )
        return tuple(ligne[0] for ligne in lues)

    def count_ending(self, du: dt.date, au: dt.date) -> int:
        """How many are signed, not revoked, and have their last day between these two, both included."""
        return int(
            scalar(
                self._db,
                """SELECT count(*) FROM mandats WHERE fin_le BETWEEN ? AND ? AND signe_le <= ?
                   AND (revoque_le IS NULL OR revoque_le > ?)""",
                (du.isoformat(), au.isoformat(), du.isoformat(), du.isoformat()),
            )
        )

    def _read(self, sql: str, valeurs: tuple[object, ...]) -> tuple[Mandat, ...]:
        return tuple(
            replace(
                Mandat(mandant, mandataire, day_of(signe_le), day_of(fin_le), day_of(revoque_le)),
                numero=numero,
                dossiers=dossiers,
            )
            for numero, mandant, mandataire, signe_le, fin_le, revoque_le, dossiers in rows(self._db, sql, valeurs)
        )
