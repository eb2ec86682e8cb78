"""What a filter of the Suivi is in SQL: in a list that is walked in order, or among all."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from droits_usagers.domain.dossier.dossiers import Filtre, Tri
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.vault.index_mots import Expression
from droits_usagers.vault.moteur import Database, scalar

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
