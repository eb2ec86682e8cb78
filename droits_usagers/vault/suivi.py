"""The index of the Suivi: one prepared line per dossier that is not in the bin. Computed, droppable, rebuilt at will."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.dossiers import DossierLu, Filtre, LigneSuivi, Suivi, Tri
from droits_usagers.domain.echeances.chronologie import REPONSES
from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.domain.personnes import Personne, Qualite
from droits_usagers.domain.pliage import fold
from droits_usagers.vault.driver import Database, rows, run, scalar
from droits_usagers.vault.filtrage import Filtrage
from droits_usagers.vault.migrations import A_REFAIRE
from droits_usagers.vault.recherche import Recherche, expression_of

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


_COLONNES = (
    *("dossier", "reference", "demarche", "personne", "personne_tri", "organisme", "organisme_tri", "service", "affaire"),
    *("envoyee_le", "etat", "prochaine_date", "prochaine_etape", "valable_jusqu_au", "regles"),
    *("territoire", "genre", "recue_le", "repondue_le", "dernier_jour", "clos_le", "en_propre", "mandat"),
)
# Not INSERT OR REPLACE, which deletes the former line, and with it the words it is found by.
_METTRE = f"""INSERT INTO suivi_index ({", ".join(_COLONNES)}) VALUES ({", ".join("?" * len(_COLONNES))})
    ON CONFLICT (dossier) DO UPDATE SET {", ".join(f"{colonne} = excluded.{colonne}" for colonne in _COLONNES[1:])}"""  # noqa: S608 - our own names
#: Up to that many dossiers found by words, they are gathered, then sorted; beyond, their order is walked until a page is full.
_PEU = 3000
#: Fewer found than that: what looks like it is looked for too, and that many shown at most.
_TROP_PEU, _SEMBLABLES = 5, 200


@dataclass(frozen=True, slots=True)
class Trouves:
    """Lines in order, how many there are in all, and how many of these, at the end, only look like what was searched."""

    lignes: tuple[LigneSuivi, ...]
    total: int
    proches: int = 0


class IndexSuivi:
    """The lines of the Suivi in an opened coffre. `regles` is the version of the rules they are computed with."""

    def __init__(self, db: Database, regles: int) -> None:
        self._db = db
        self._regles = regles
        self._recherche = Recherche(db)

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
                _iso(_first(dossier, TypeEvenement.ENVOYE)),
                suivi.etat,
                _iso(suivi.prochaine_date),
                suivi.prochaine_etape,
                _iso(suivi.valable_jusqu_au),
                self._regles,
                organisme.territoire,
                organisme.genre,
                _iso(_first(dossier, TypeEvenement.RECU)),
                _iso(_first(dossier, *REPONSES)),
                _iso(suivi.dernier_jour),
                _iso(_first(dossier, TypeEvenement.CLOS)),
                int(demande.concerne is None and demande.qualite is Qualite.ORGANISATION),
                dossier.mandat,
            ),
        )
        self._recherche.put(dossier)

    def renew(self, dossier: DossierLu, suivi: Suivi) -> None:
        """Change what time or rules changed in the line of a dossier that itself did not change; write it if it is missing."""
        changed = run(
            self._db,
            """UPDATE suivi_index SET etat = ?, prochaine_date = ?, prochaine_etape = ?, valable_jusqu_au = ?,
                   dernier_jour = ?, regles = ?
               WHERE dossier = ? AND regles <> ?""",
            (
                suivi.etat,
                _iso(suivi.prochaine_date),
                suivi.prochaine_etape,
                _iso(suivi.valable_jusqu_au),
                _iso(suivi.dernier_jour),
                self._regles,
                dossier.numero,
                A_REFAIRE,
            ),
        )
        if not changed:
            self.put(dossier, suivi)

    def remove(self, dossier: int) -> None:
        """Take the line of a dossier away."""
        run(self._db, "DELETE FROM suivi_index WHERE dossier = ?", (dossier,))

    def find(self, filtre: Filtre, tri: Tri, *, debut: int, taille: int) -> Trouves:
        """Some lines, in order, and how many there are. Few of them found by words: those that look like them come after."""
        if not filtre.texte.strip():
            return self._walk(Filtrage(filtre), tri, debut=debut, taille=taille)
        expression = expression_of(filtre.texte)
        if expression is None:
            return Trouves((), 0)
        trouves = self._recherche.find(expression, plus=_PEU + 1)
        if len(trouves) > _PEU:
            total = self._recherche.count(expression)
            return self._walk(Filtrage(filtre, expression), tri, debut=debut, taille=taille, total=total)
        numeros = self._in_order(trouves, filtre, tri)
        proches = 0
        if len(numeros) < _TROP_PEU:
            semblables = self._recherche.find(self._recherche.widened(expression), plus=_PEU)
            ajoutes = self._in_order(set(semblables).difference(trouves), filtre, tri)[:_SEMBLABLES]
            numeros, proches = numeros + ajoutes, len(ajoutes)
        return Trouves(self._lines(numeros[debut : debut + taille]), len(numeros), proches)

    def _walk(self, filtrage: Filtrage, tri: Tri, *, debut: int, taille: int, total: int = 0) -> Trouves:
        """Many lines: an index gives them in order, until there are enough. `total`: without the rest of the filter."""
        depuis, clause, valeurs = filtrage.in_order()
        # The inner query walks an index, and the outer one reads only the lines shown.
        lues = rows(
            self._db,
            f"""SELECT {_LIGNE} FROM suivi_index WHERE dossier IN (
                    SELECT suivi_index.dossier FROM {depuis} {clause} ORDER BY {_ORDRES[tri]} LIMIT ? OFFSET ?)
                ORDER BY {_ORDRES[tri]}""",  # noqa: S608 - our own names
            (*valeurs, taille, debut),
        )
        if len(lues) < taille and (lues or debut == 0):
            return Trouves(tuple(map(_line, lues)), debut + len(lues))
        if not total or filtrage.narrows:
            clause, valeurs = filtrage.among()
            total = int(scalar(self._db, f"SELECT count(*) FROM suivi_index {clause}", valeurs))  # noqa: S608 - idem
        return Trouves(tuple(map(_line, lues)), total)

    def _in_order(self, numeros: Collection[int], filtre: Filtre, tri: Tri) -> list[int]:
        """Those of these dossiers that the filter keeps. Sorted once read (hence the +): no index is followed to its end."""
        if not numeros:
            return []
        clause, valeurs = Filtrage(filtre).within(numeros)
        sql = f"SELECT dossier FROM suivi_index {clause} ORDER BY +{_ORDRES[tri]}"  # noqa: S608 - our own names
        return [ligne[0] for ligne in rows(self._db, sql, valeurs)]

    def _lines(self, numeros: Sequence[int]) -> tuple[LigneSuivi, ...]:
        """The lines of these dossiers, in the order given."""
        marques = ", ".join("?" * len(numeros))
        sql = f"SELECT dossier, {_LIGNE} FROM suivi_index WHERE dossier IN ({marques})"  # noqa: S608 - only marks
        lues = {numero: _line(tuple(lue)) for numero, *lue in rows(self._db, sql, numeros)}
        return tuple(lues[numero] for numero in numeros)

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


def _first(dossier: DossierLu, *types: TypeEvenement) -> dt.date | None:
    return min((fait.date for fait in dossier.demande.evenements if fait.type in types and not fait.organisme), default=None)


def _iso(jour: dt.date | None) -> str | None:
    return None if jour is None else jour.isoformat()


def _date(iso: str | None) -> dt.date | None:
    return None if iso is None else dt.date.fromisoformat(iso)
