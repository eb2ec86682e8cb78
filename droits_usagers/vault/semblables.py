"""Dossiers that are probably the same as others about to be made: same demarche, person, body, and day of sending."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.pliage import words
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.suivi import personne_shown

#: By person, body and day of sending: what each asks, and its reference.
Proches = Mapping[tuple[frozenset[str], frozenset[str], str], Sequence[tuple[str, str]]]
_Cle = tuple[str, frozenset[str], frozenset[str], str]
#: How many parts of an imprint are of the line.
_LIGNE = 3


class Semblables:
    """Looked up in an opened coffre; what is in the bin does not count."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def near(self, jours: Collection[str]) -> Proches:
        """The dossiers that left on these days; "": on none that is known."""
        lues = rows(
            self._db,
            """SELECT demarche, personne, organisme, coalesce(envoyee_le, ''), reference FROM suivi_index
               WHERE envoyee_le IN (SELECT value FROM json_each(?)) OR (envoyee_le IS NULL AND ?)
               ORDER BY reference""",
            (json.dumps(sorted(jours)), "" in jours),
        )
        proches = defaultdict[tuple[frozenset[str], frozenset[str], str], list[tuple[str, str]]](list)
        for demarche, personne, organisme, jour, reference in lues:
            proches[frozenset(words(personne)), frozenset(words(organisme)), jour].append((demarche, reference))
        return proches

    def taken_over(self, empreintes: Sequence[str]) -> dict[str, tuple[str, bool]]:
        """The dossiers that come from lines of these imprints: the reference of each, and whether all of the line was the same.

        What an imprint has after its second colon is of the whole line, then of each of its cells; former versions kept none.
        """
        debuts = {_start_of(empreinte): empreinte for empreinte in empreintes if empreinte}
        lues = rows(
            self._db,
            """SELECT value, empreinte, reference FROM json_each(?)
               JOIN lignes_reprises ON empreinte >= value AND empreinte < value || ';' JOIN suivi_index USING (dossier)""",
            (json.dumps([*debuts]),),
        )
        return {
            debuts[debut]: (reference, _line_of(connue) == _line_of(debuts[debut]))
            for debut, connue, reference in lues
            if _start_of(connue) == debut
        }

    def keep_imprint(self, dossier: int, empreinte: str) -> None:
        """Remember from which line a dossier comes, as it is now; and of its cells, those that it had too."""
        avant = scalar(self._db, "SELECT empreinte FROM lignes_reprises WHERE dossier = ?", (dossier,))
        empreinte = with_cells(empreinte, cells_of(str(avant or "")))
        run(
            self._db,
            """INSERT INTO lignes_reprises (dossier, empreinte) VALUES (?, ?)
               ON CONFLICT (dossier) DO UPDATE SET empreinte = excluded.empreinte""",
            (dossier, empreinte),
        )

    def cells(self) -> dict[str, frozenset[str]]:
        """The imprints of the cells that were taken over in each dossier, by its reference."""
        lues = rows(self._db, "SELECT reference, empreinte FROM lignes_reprises JOIN suivi_index USING (dossier)", ())
        return {reference: cells_of(empreinte) for reference, empreinte in lues}


def _start_of(empreinte: str) -> str:
    return ":".join(empreinte.split(":")[:2])


def _line_of(empreinte: str) -> str:
    return ":".join(empreinte.split(":")[:_LIGNE])


def cells_of(empreinte: str) -> frozenset[str]:
    """The imprints of the cells of a line."""
    return frozenset(cellule for dites in empreinte.split(":")[_LIGNE:] for cellule in dites.split(",") if cellule)


def with_cells(empreinte: str, autres: frozenset[str]) -> str:
    """The imprint of a line, with those of other cells."""
    return f"{_line_of(empreinte)}:{','.join(sorted(cells_of(empreinte) | autres))}" if autres else empreinte


def key_of(demande: Demande) -> _Cle | None:
    """What two dossiers about the same thing have in common; None for one that names neither a person nor a body."""
    personne, organisme = words(personne_shown(demande).nom_complet), words(demande.organisme.nom)
    if not personne or not organisme:
        return None
    envois = [fait.date.isoformat() for fait in demande.evenements if fait.type is TypeEvenement.ENVOYE]
    return demande.demarche, frozenset(personne), frozenset(organisme), min(envois, default="")
