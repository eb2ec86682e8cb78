"""The list of the Suivi, read: which lines a filter keeps, in which order, by page; how many; and their references."""

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from droits_usagers.domain.dossier.dossiers import Filtre, LigneSuivi, Perte, Tri
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.vault.consignes import MARQUE
from droits_usagers.vault.encodage import date_of
from droits_usagers.vault.moteur import Database, rows, scalar
from droits_usagers.vault.recherche import Expression, RechercheDossiers, expression_of

#: After every day.
_JAMAIS = "9999"
#: Up to that many lines kept by one condition, they are gathered by its index, then sorted; and by the état, where the index
#: that gives the order holds it.
_RARES, _TRES_RARES = 15_000, 1_000


@dataclass(frozen=True, slots=True)
class ConditionSql:
    """One thing a filter asks: a column that an index finds, what is asked of it, and its values."""

    colonne: str
    suite: str
    valeurs: tuple[object, ...] = ()
    #: False where the index of the column serves no purpose: it keeps nearly everything, or the order goes by it.
    par_index: bool = True

    @property
    def sql(self) -> str:
        """As written in a WHERE; a + keeps the index of the column from being used."""
        return f"{'' if self.par_index else '+'}{self.colonne} {self.suite}"


@dataclass(frozen=True, slots=True)
class Filtrage:
    """A filter, and the words it searches if there are any."""

    filtre: Filtre
    expression: Expression | None = None

    @property
    def narrows(self) -> bool:
        """True if it asks for more than words."""
        return any(True for _ in self._conditions())

    def among(self) -> tuple[str, tuple[object, ...]]:
        """A WHERE on `suivi_index`, and its values: words are found through their index, then looked for among the lines."""
        conditions = [*self._conditions()]
        if self.expression is not None:
            suite = "IN (SELECT rowid FROM suivi_recherche WHERE suivi_recherche MATCH ?)"
            conditions.append(ConditionSql("dossier", suite, (self.expression.fts,)))
        return _where(conditions)

    def within(self, numeros: Collection[int]) -> tuple[str, tuple[object, ...]]:
        """A WHERE on `suivi_index`, and its values, for these dossiers alone."""
        parmi = ConditionSql("dossier", "IN (SELECT value FROM json_each(?))", (json.dumps(list(numeros)),))
        return _where([*(_unindexed(condition) for condition in self._conditions()), parmi])

    def among_references(self, references: Collection[str]) -> tuple[str, tuple[object, ...]]:
        """The same, for the dossiers of these references alone."""
        parmi = ConditionSql("reference", "IN (SELECT value FROM json_each(?))", (json.dumps(list(references)),))
        return _where([*(_unindexed(condition) for condition in self._conditions()), parmi])

    def in_order(self, db: Database, *, tri: Tri) -> tuple[str, str, tuple[object, ...]]:
        """A FROM, a WHERE and its values: each line is looked at in turn, whether it has the words.

        Where one condition keeps few lines, these are gathered, then sorted: walking past all others would take longer.
        """
        conditions = [*self._conditions()]
        rare = next((condition for condition in conditions if _keeps_few(db, condition, tri)), None)
        choisies = [condition if condition is rare else _unindexed(condition) for condition in conditions]
        if self.expression is None:
            return "suivi_index", *_where(choisies)
        choisies += [ConditionSql("instr(mots, ?)", "", (f" {mot}",)) for mot in self.expression.mots]
        # CROSS: the lines first, in their order.
        return "suivi_index CROSS JOIN suivi_mots ON suivi_mots.dossier = suivi_index.dossier", *_where(choisies)

    def _conditions(self) -> Iterator[ConditionSql]:
        filtre = self.filtre
        egaux = (
            ("affaire", () if filtre.affaire is None else (filtre.affaire,)),
            ("organisme", sorted(filtre.organismes)),
            ("territoire", sorted(filtre.territoires)),
            ("demarche", sorted(filtre.demarches)),
            ("etat", sorted(filtre.etats)),
            ("votre_delai", sorted(filtre.votre_delais)),
        )
        for colonne, valeurs in egaux:
            if valeurs:
                yield ConditionSql(colonne, f"IN ({', '.join('?' * len(valeurs))})", tuple(valeurs))
        if filtre.lot is not None:
            yield ConditionSql("suivi_index.dossier", "IN (SELECT id FROM dossiers WHERE lot = ?)", (filtre.lot,))
        oui_ou_non = (
            ("envoyee_le", "IS NULL", filtre.pas_envoyee),
            ("a_verifier", "> 0", filtre.a_verifier),
            ("votre_reserve", f"= '{Reserve.PEUT_ETRE_CLOS}'", filtre.peut_etre_clos is True),
            ("votre_reserve", f"<> '{Reserve.PEUT_ETRE_CLOS}'", filtre.peut_etre_clos is False),
        )
        for colonne, suite, voulu in oui_ou_non:
            if voulu:
                yield ConditionSql(colonne, suite)
        bornes = (
            ("prochaine_date", filtre.a_partir_du, filtre.jusqu_au),
            ("leur_date", None, filtre.leur_jusqu_au),
            ("votre_date", filtre.votre_du, filtre.votre_jusqu_au),
            ("revoir_le", None, filtre.revoir_jusqu_au),
            ("envoyee_le", filtre.envoyee_du, filtre.envoyee_au),
        )
        for colonne, du, au in bornes:
            if du is not None or au is not None:
                yield ConditionSql(
                    colonne,
                    "BETWEEN ? AND ?",
                    ("" if du is None else du.isoformat(), _JAMAIS if au is None else au.isoformat()),
                )


def _unindexed(condition: ConditionSql) -> ConditionSql:
    return ConditionSql(condition.colonne, condition.suite, condition.valeurs, par_index=False)


def _keeps_few(db: Database, condition: ConditionSql, tri: Tri) -> bool:
    peu = _TRES_RARES if tri is Tri.URGENCE and condition.colonne == "etat" else _RARES
    sql = f"SELECT count(*) FROM (SELECT 1 FROM suivi_index WHERE {condition.sql} LIMIT ?)"  # noqa: S608 - our own names
    return int(scalar(db, sql, (*condition.valeurs, peu + 1))) <= peu


def _where(conditions: list[ConditionSql]) -> tuple[str, tuple[object, ...]]:
    if not conditions:
        return "", ()
    valeurs = tuple(valeur for condition in conditions for valeur in condition.valeurs)
    return "WHERE " + " AND ".join(condition.sql for condition in conditions), valeurs


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
