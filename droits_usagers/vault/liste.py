"""The list of the Suivi, read: which lines a filter keeps, in which order, by page; how many; and their references."""

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from droits_usagers.domain.dossier.dossiers import Filtre, LigneSuivi, Perte, Tri
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.vault.consignes import MARQUE
from droits_usagers.vault.encodage import date_of
from droits_usagers.vault.filtrage import Filtrage
from droits_usagers.vault.index_mots import Expression
from droits_usagers.vault.moteur import Database, rows, scalar
from droits_usagers.vault.recherche import RechercheDossiers, expression_of

_LIGNE = f"""reference, demarche, etat, personne, organisme, service, envoyee_le, prochaine_date, prochaine_etape,
    dernier_jour, votre_date, votre_delai, leur_date, leur_delai, revoir_le,
    votre_reserve, leur_reserve, {MARQUE}"""
_ORDRES = MappingProxyType(
    {
        Tri.URGENCE: "perte NULLS LAST, reference",
        Tri.URGENCE_LOINTAINE: "perte DESC, reference DESC",
        Tri.LEURS: "leur_date NULLS LAST, reference",
        Tri.LEURS_RECENTES: "leur_date DESC, reference DESC",
        Tri.REFERENCE: "reference",
        Tri.REFERENCE_RECENTE: "reference DESC",
        Tri.DEMARCHE: "demarche, reference",
        Tri.PERSONNE: "personne_tri, reference",
        Tri.ORGANISME: "organisme_tri, reference",
        Tri.ETAT: "etat, reference",
        Tri.ENVOI: "envoyee_le, reference",
        Tri.ENVOI_RECENT: "envoyee_le DESC, reference DESC",
    }
)
#: Up to that many dossiers found by words, they are gathered, then sorted; beyond, their order is walked until a page is full.
_PEU = 3000
#: How many that only look like what was meant are shown at most.
_SEMBLABLES = 200


@dataclass(frozen=True, slots=True)
class Trouves:
    """Lines in order, how many there are in all, and how many of these, at the end, only look like what was searched.

    `partiel`: there are more, that were not counted.
    """

    lignes: tuple[LigneSuivi, ...]
    total: int
    proches: int = 0
    partiel: bool = False


class ListeLignes:
    """Reads the lines of the Suivi in an opened coffre."""

    def __init__(self, db: Database, recherche: RechercheDossiers) -> None:
        self._db = db
        self._recherche = recherche

    def find(self, filtre: Filtre, tri: Tri, *, debut: int, taille: int, compter: bool = True) -> Trouves:
        """Some lines, in order, and how many there are. Few of them found by words: those that look like them come after.

        Without `compter`, many lines are counted no further than those given.
        """
        if not filtre.texte.strip():
            return self._walk(Filtrage(filtre), tri, debut=debut, taille=taille, compter=compter)
        expression = expression_of(filtre.texte)
        if expression is None:
            return Trouves((), 0)
        trouves = self._recherche.find(expression, plus=_PEU + 1)
        if len(trouves) > _PEU:
            return self._walk(Filtrage(filtre, expression), tri, debut=debut, taille=taille, compter=compter)
        numeros, proches = self._few(expression, trouves, filtre=filtre, tri=tri)
        return Trouves(self._lines(numeros[debut : debut + taille]), len(numeros), proches)

    def count(self, filtre: Filtre) -> int:
        """How many lines the filter keeps, without those that only look like its words."""
        expression = expression_of(filtre.texte)
        if expression is None and filtre.texte.strip():
            return 0
        return self._count(Filtrage(filtre, expression))

    def losses(self, debut: dt.date, fin: dt.date) -> tuple[Perte, ...]:
        """What can be lost from one day to another, both included, the nearest first; then in what may be over.

        Each day and each thing comes once, however many dossiers there are.
        """
        comptes = rows(
            self._db,
            """SELECT votre_reserve = ? AS clos, votre_date, votre_delai, count(*), max(dossier), min(votre_reserve = ?)
               FROM suivi_index WHERE votre_date BETWEEN ? AND ? GROUP BY clos, votre_date, votre_delai
               ORDER BY clos, votre_date, votre_delai""",
            (Reserve.PEUT_ETRE_CLOS.value, Reserve.PEUT_ETRE.value, debut.isoformat(), fin.isoformat()),
        )
        seuls = [seul for _, _, _, nombre, seul, _ in comptes if nombre == 1]
        lignes = dict(zip(seuls, self._lines(seuls), strict=True))
        return tuple(
            Perte(
                dt.date.fromisoformat(jour),
                delai,
                nombre,
                peut_etre=bool(peut_etre and not clos),
                peut_etre_clos=bool(clos),
                ligne=lignes.get(seul),
            )
            for clos, jour, delai, nombre, seul, peut_etre in comptes
        )

    def references(self, filtre: Filtre, tri: Tri, *, debut: int = 0, taille: int = -1) -> tuple[str, ...]:
        """The references of lines, in the same order as `find` gives them; `taille` -1: to the end."""
        expression = expression_of(filtre.texte) if filtre.texte.strip() else None
        if expression is None and filtre.texte.strip():
            return ()
        trouves = [] if expression is None else self._recherche.find(expression, plus=_PEU + 1)
        if expression is not None and len(trouves) <= _PEU:
            numeros, _ = self._few(expression, trouves, filtre=filtre, tri=tri)
            return self._references(numeros[debut:] if taille < 0 else numeros[debut : debut + taille])
        depuis, clause, valeurs = Filtrage(filtre, expression).in_order(self._db, tri=tri)
        sql = f"SELECT reference FROM {depuis} {clause} ORDER BY {_ORDRES[tri]} LIMIT ? OFFSET ?"  # noqa: S608 - our own names
        return tuple(ligne[0] for ligne in rows(self._db, sql, (*valeurs, taille, debut)))

    def kept(self, filtre: Filtre, references: Collection[str], tri: Tri) -> tuple[str, ...]:
        """Those of these references that the filter keeps, whatever its words, in order."""
        clause, valeurs = Filtrage(filtre).among_references(references)
        sql = f"SELECT reference FROM suivi_index {clause} ORDER BY +{_ORDRES[tri]}"  # noqa: S608 - our own names
        return tuple(ligne[0] for ligne in rows(self._db, sql, valeurs))

    def _few(self, expression: Expression, trouves: Collection[int], *, filtre: Filtre, tri: Tri) -> tuple[list[int], int]:
        """The dossiers kept among those found by words, in order; and how many, at the end, only look like what was meant."""
        numeros = self._in_order(trouves, filtre, tri)
        if len(numeros) >= RechercheDossiers.TROP_PEU:
            return numeros, 0
        semblables = self._recherche.find(self._recherche.widened(expression), plus=_PEU)
        ajoutes = self._in_order(set(semblables).difference(trouves), filtre, tri)[:_SEMBLABLES]
        return numeros + ajoutes, len(ajoutes)

    def _walk(self, filtrage: Filtrage, tri: Tri, *, debut: int, taille: int, compter: bool) -> Trouves:
        """Many lines: an index gives them in order, until there are enough."""
        depuis, clause, valeurs = filtrage.in_order(self._db, tri=tri)
        # The inner query walks an index, and the outer one reads only the lines shown.
        lues = rows(
            self._db,
            f"""SELECT {_LIGNE} FROM suivi_index WHERE dossier IN (
                    SELECT suivi_index.dossier FROM {depuis} {clause} ORDER BY {_ORDRES[tri]} LIMIT ? OFFSET ?)
                ORDER BY {_ORDRES[tri]}""",  # noqa: S608 - our own names
            (*valeurs, taille, debut),
        )
        lignes = tuple(map(_line, lues))
        if len(lues) < taille and (lues or debut == 0):
            return Trouves(lignes, debut + len(lues))
        if not compter and lues:
            return Trouves(lignes, debut + len(lues), partiel=True)
        return Trouves(lignes, self._count(filtrage))

    def _count(self, filtrage: Filtrage) -> int:
        if filtrage.expression is not None and not filtrage.narrows:
            return self._recherche.count(filtrage.expression)
        clause, valeurs = filtrage.among()
        return int(scalar(self._db, f"SELECT count(*) FROM suivi_index {clause}", valeurs))  # noqa: S608 - our own names

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

    def _references(self, numeros: Sequence[int]) -> tuple[str, ...]:
        """The references of these dossiers, in the order given."""
        sql = "SELECT dossier, reference FROM suivi_index WHERE dossier IN (SELECT value FROM json_each(?))"
        lues = dict(rows(self._db, sql, (json.dumps(list(numeros)),)))
        return tuple(lues[numero] for numero in numeros)


def _line(lue: tuple[Any, ...]) -> LigneSuivi:
    # In the order of the fields of a LigneSuivi.
    brute = LigneSuivi(*lue)
    return replace(
        brute,
        envoyee_le=date_of(lue[6]),
        prochaine_date=date_of(lue[7]),
        dernier_jour=date_of(lue[9]),
        votre_date=date_of(lue[10]),
        leur_date=date_of(lue[12]),
        revoir_le=date_of(lue[14]),
        votre_reserve=Reserve(brute.votre_reserve),
        leur_reserve=Reserve(brute.leur_reserve),
        consigne=bool(brute.consigne),
    )
