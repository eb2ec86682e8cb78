"""Dossiers as lines of a table that leaves the coffre, read some at a time."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.domain.dossier.releves import Releve
from droits_usagers.vault.encodage import date_of
from droits_usagers.vault.moteur import Database, rows

# In the order of the fields of a Releve.
_LIGNES = """
    SELECT suivi_index.dossier, suivi_index.reference, suivi_index.demarche, etat, organisme, genre, territoire,
        envoyee_le, recue_le, repondue_le, dernier_jour, prochaine_date, prochaine_etape,
        votre_date, votre_delai, leur_date, leur_delai, revoir_le, clos_le, en_propre,
        personne, service,
        coalesce((SELECT reference_dossier FROM roles JOIN personnes ON personnes.id = personne
            WHERE roles.dossier = suivi_index.dossier AND role = 'concerne' AND rang = 0), ''),
        coalesce((SELECT group_concat(recommande, ', ' ORDER BY faits.date, faits.id) FROM evenements AS faits
            WHERE faits.dossier = suivi_index.dossier AND recommande <> ''
                AND NOT EXISTS (SELECT 1 FROM evenements AS autres WHERE autres.annule = faits.id)), ''),
        coalesce((SELECT titre FROM affaires WHERE affaires.id = suivi_index.affaire), ''),
        votre_reserve,
        (SELECT json_group_array(json(adresse)) FROM roles JOIN personnes ON personnes.id = personne
            WHERE roles.dossier = suivi_index.dossier AND adresse_protegee AND role IN ('concerne', 'auteur'))
    FROM suivi_index WHERE reference IN (SELECT value FROM json_each(?))"""

_DATES = (
    *("envoyee_le", "recue_le", "repondue_le", "dernier_jour", "prochaine_date"),
    *("votre_date", "leur_date", "revoir_le", "clos_le"),
)


class Releves:
    """The dossiers of an opened coffre, as lines."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def read(self, references: Sequence[str]) -> list[Releve]:
        """Those of these dossiers that are outside the bin, in the order given."""
        lus = {releve.reference: releve for releve in map(_releve, rows(self._db, _LIGNES, (json.dumps(list(references)),)))}
        return [lus[reference] for reference in references if reference in lus]

    @property
    def version(self) -> int:
        """Changes with anything that is written in the coffre while it is open."""
        return int(self._db.conn.total_changes)


def _releve(lue: tuple[Any, ...]) -> Releve:
    brut = Releve(*lue)
    dates: dict[str, Any] = {nom: date_of(getattr(brut, nom)) for nom in _DATES}
    chez = tuple(map(tuple, json.loads(lue[-1])))
    return replace(brut, en_propre=bool(brut.en_propre), votre_reserve=Reserve(brut.votre_reserve), chez=chez, **dates)
