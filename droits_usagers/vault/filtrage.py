"""What a filter of the Suivi is in SQL: in a list that is walked in order, or among all."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from droits_usagers.domain.dossiers import Filtre
from droits_usagers.vault.recherche import Expression


@dataclass(frozen=True, slots=True)
class Filtrage:
    """A filter, and the words it searches if there are any."""

    filtre: Filtre
    expression: Expression | None = None

    @property
    def narrows(self) -> bool:
        """True if it asks for more than words."""
        return bool(self._conditions()[0])

    def among(self) -> tuple[str, tuple[object, ...]]:
        """A WHERE on `suivi_index`, and its values: words are found through their index, then looked for among the lines."""
        conditions, valeurs = self._conditions()
        if self.expression is not None:
            conditions.append("dossier IN (SELECT rowid FROM suivi_recherche WHERE suivi_recherche MATCH ?)")
            valeurs.append(self.expression.fts)
        return _where(conditions), tuple(valeurs)

    def within(self, numeros: Collection[int]) -> tuple[str, tuple[object, ...]]:
        """A WHERE on `suivi_index`, and its values, for these dossiers alone."""
        conditions, valeurs = self._conditions()
        conditions.append("dossier IN (SELECT value FROM json_each(?))")
        return _where(conditions), (*valeurs, json.dumps(list(numeros)))

    def in_order(self) -> tuple[str, str, tuple[object, ...]]:
        """A FROM, a WHERE and its values: each line is looked at in turn, whether it has the words."""
        conditions, valeurs = self._conditions()
        if self.expression is None:
            return "suivi_index", _where(conditions), tuple(valeurs)
        for mot in self.expression.mots:
            conditions.append("instr(mots, ?)")
            valeurs.append(f" {mot}")
        # CROSS: the lines first, in their order.
        depuis = "suivi_index CROSS JOIN suivi_mots ON suivi_mots.dossier = suivi_index.dossier"
        return depuis, _where(conditions), tuple(valeurs)

    def _conditions(self) -> tuple[list[str], list[object]]:
        filtre = self.filtre
        conditions: list[str] = []
        valeurs: list[object] = []
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
        return conditions, valeurs


def _where(conditions: list[str]) -> str:
    return "WHERE " + " AND ".join(conditions) if conditions else ""
