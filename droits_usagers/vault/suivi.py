"""The index of the Suivi: one prepared line per dossier that is not in the bin. Computed, droppable, rebuilt at will."""

import datetime as dt
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.dossiers import DossierLu, Filtre, LigneSuivi, Suivi, Tri
from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.domain.personnes import Personne
from droits_usagers.domain.pliage import fold
from droits_usagers.vault.driver import Database, rows, run, scalar

_LIGNE = "reference, demarche, etat, personne, organisme, service, envoyee_le, prochaine_date, prochaine_etape"
_ORDRES = MappingProxyType(
    {
        Tri.URGENCE: "prochaine_date IS NULL, prochaine_date, reference",
        Tri.REFERENCE: "reference",
        Tri.DEMARCHE: "demarche, reference",
        Tri.PERSONNE: "personne_tri, reference",
        Tri.ORGANISME: "organisme_tri, reference",
        Tri.ETAT: "etat, reference",
        Tri.ENVOI: "envoyee_le, reference",
    }
)


class IndexSuivi:
    """The lines of the Suivi in an opened coffre. `regles` is the version of the rules they are computed with."""

    def __init__(self, db: Database, regles: int) -> None:
        self._db = db
        self._regles = regles

    def put(self, dossier: DossierLu, suivi: Suivi) -> None:
        """Write the line of a dossier, in place of the former one."""
        demande = dossier.demande
        personne = personne_shown(dossier.demande)
        organisme = demande.organisme
        cherche = (dossier.reference, personne.nom_complet, personne.nom_naissance, organisme.nom, organisme.service)
        run(
            self._db,
            """INSERT OR REPLACE INTO suivi_index
                   (dossier, reference, demarche, personne, personne_tri, organisme, organisme_tri, service, affaire,
                    envoyee_le, etat, prochaine_date, prochaine_etape, valable_jusqu_au, regles, recherche)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
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
                _iso(_sent_on(dossier)),
                suivi.etat,
                _iso(suivi.prochaine_date),
                suivi.prochaine_etape,
                _iso(suivi.valable_jusqu_au),
                self._regles,
                fold("\n".join(cherche)),
            ),
        )

    def renew(self, dossier: DossierLu, suivi: Suivi) -> None:
        """Change what time or rules changed in the line of a dossier that itself did not change; write it if it is missing."""
        changed = run(
            self._db,
            """UPDATE suivi_index SET etat = ?, prochaine_date = ?, prochaine_etape = ?, valable_jusqu_au = ?, regles = ?
               WHERE dossier = ?""",
            (
                suivi.etat,
                _iso(suivi.prochaine_date),
                suivi.prochaine_etape,
                _iso(suivi.valable_jusqu_au),
                self._regles,
                dossier.numero,
            ),
        )
        if not changed:
            self.put(dossier, suivi)

    def remove(self, dossier: int) -> None:
        """Take the line of a dossier away."""
        run(self._db, "DELETE FROM suivi_index WHERE dossier = ?", (dossier,))

    def lines(self, filtre: Filtre, tri: Tri, *, debut: int, taille: int) -> tuple[LigneSuivi, ...]:
        """Some lines, in order."""
        clause, valeurs = _where(filtre)
        # The inner query walks an index, and the outer one reads only the lines shown. While searching, it reads the table in
        # one go instead (hence the +): following an index to each line, to find few of them, is ten times slower.
        parcours = f"+{_ORDRES[tri]}" if filtre.texte else _ORDRES[tri]
        lues = rows(
            self._db,
            f"""SELECT {_LIGNE} FROM suivi_index WHERE dossier IN (
                    SELECT dossier FROM suivi_index {clause} ORDER BY {parcours} LIMIT ? OFFSET ?)
                ORDER BY {_ORDRES[tri]}""",  # noqa: S608 - our own names
            (*valeurs, taille, debut),
        )
        return tuple(map(_line, lues))

    def count(self, filtre: Filtre) -> int:
        """How many lines the filter keeps."""
        clause, valeurs = _where(filtre)
        return int(scalar(self._db, f"SELECT count(*) FROM suivi_index {clause}", valeurs))  # noqa: S608 - our own names

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
        lues = rows(
            self._db,
            """SELECT dossier FROM suivi_index WHERE regles <> ? OR valable_jusqu_au < ?
               UNION ALL
               SELECT id FROM dossiers WHERE id NOT IN (SELECT dossier FROM suivi_index)
                   AND id NOT IN (SELECT dossier FROM corbeille)""",
            (self._regles, today.isoformat()),
        )
        return [ligne[0] for ligne in lues]

    def stale_among(self, references: Sequence[str], today: dt.date) -> list[tuple[str, int]]:
        """Reference and number of those of these lines that no longer hold that day."""
        marques = ", ".join("?" * len(references))
        return [
            (reference, numero)
            for reference, numero in rows(
                self._db,
                f"""SELECT reference, dossier FROM suivi_index
                    WHERE reference IN ({marques}) AND (regles <> ? OR valable_jusqu_au < ?)""",  # noqa: S608 - only marks
                (*references, self._regles, today.isoformat()),
            )
        ]


def _where(filtre: Filtre) -> tuple[str, tuple[object, ...]]:
    conditions: list[str] = []
    valeurs: list[object] = []
    for mot in fold(filtre.texte).split():
        conditions.append("instr(recherche, ?)")
        valeurs.append(mot)
    for colonne, retenues in (("etat", filtre.etats), ("demarche", filtre.demarches)):
        if retenues:
            conditions.append(f"{colonne} IN ({', '.join('?' * len(retenues))})")
            valeurs.extend(sorted(retenues))
    if filtre.jusqu_au is not None:
        conditions.append("prochaine_date <= ?")
        valeurs.append(filtre.jusqu_au.isoformat())
    if filtre.affaire is not None:
        conditions.append("affaire = ?")
        valeurs.append(filtre.affaire)
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), tuple(valeurs)


def _line(lue: tuple[Any, ...]) -> LigneSuivi:
    reference, demarche, etat, personne, organisme, service, envoyee_le, prochaine_date, prochaine_etape = lue
    return LigneSuivi(
        reference=reference,
        demarche=demarche,
        etat=etat,
        personne=personne,
        organisme=organisme,
        service=service,
        envoyee_le=_date(envoyee_le),
        prochaine_date=_date(prochaine_date),
        prochaine_etape=prochaine_etape,
    )


def personne_shown(demande: Demande) -> Personne:
    """Whose dossier a list says it is: the concerned person, else the author."""
    if demande.concerne is not None and demande.concerne.nom_complet:
        return demande.concerne
    return demande.signataire


def _sent_on(dossier: DossierLu) -> dt.date | None:
    jours = [fait.date for fait in dossier.demande.evenements if fait.type is TypeEvenement.ENVOYE]
    return min(jours, default=None)


def _iso(jour: dt.date | None) -> str | None:
    return None if jour is None else jour.isoformat()


def _date(iso: str | None) -> dt.date | None:
    return None if iso is None else dt.date.fromisoformat(iso)
