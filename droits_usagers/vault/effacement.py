"""Erasing for good: one list of statements for the coffre and for its backups, by the random keys of dossiers and drafts.

Keys, not numbers: after a backup was restored, a number may name one dossier here and another one there.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from droits_usagers.domain.dossier.dossiers import DossierClos, DossierLu, ElementCorbeille
from droits_usagers.domain.dossier.oubli import DouteOubli, Efface, Oubli
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.mots.pliage import words
from droits_usagers.vault.dossiers import Dossiers
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.suivi import personne_shown

# With the dossier, by ON DELETE CASCADE: roles, facts, letters, links to files, notes, what was put in an agenda, drafts, its
# line in the Suivi and in the bin.
_STATEMENTS = (
    "DELETE FROM {schema}.brouillons WHERE cle IN (SELECT value FROM json_each(?1))",
    "DELETE FROM {schema}.dossiers WHERE cle IN (SELECT value FROM json_each(?1))",
)
_ORPHANS = (
    "DELETE FROM {schema}.personnes WHERE id NOT IN (SELECT personne FROM {schema}.roles)",
    """DELETE FROM {schema}.adresses_tues
       WHERE NOT EXISTS (SELECT 1 FROM {schema}.personnes AS siens WHERE siens.lieu = adresses_tues.lieu)""",
    """DELETE FROM {schema}.changements_organismes WHERE id NOT IN (SELECT changement FROM {schema}.organismes_avant)""",
    "DELETE FROM {schema}.organismes WHERE id NOT IN (SELECT organisme FROM {schema}.dossiers)",
    "DELETE FROM {schema}.affaires WHERE id NOT IN (SELECT affaire FROM {schema}.dossiers WHERE affaire IS NOT NULL)",
    "DELETE FROM {schema}.mandats WHERE id NOT IN (SELECT mandat FROM {schema}.dossiers WHERE mandat IS NOT NULL)",
    "DELETE FROM {schema}.lots WHERE id NOT IN (SELECT lot FROM {schema}.dossiers WHERE lot IS NOT NULL)",
    "DELETE FROM {schema}.pieces WHERE empreinte NOT IN (SELECT piece FROM {schema}.pieces_jointes)",
)
# A copy goes to bodies: their names are everywhere, and say nothing of anyone.
_PERSONNES = """SELECT DISTINCT prenom, nom, nom_naissance, denomination, reference_dossier FROM {schema}.personnes
                JOIN {schema}.roles ON personne = personnes.id WHERE role IN ('concerne', 'auteur')"""
_EUX = "SELECT value FROM json_each(?1)"
_LEURS = _PERSONNES + f" AND dossier IN (SELECT id FROM {{schema}}.dossiers WHERE cle IN ({_EUX}))"  # noqa: S608 - our own
_BROUILLONS = """SELECT brouillons.cle, contenu FROM {schema}.brouillons
                 LEFT JOIN {schema}.dossiers ON dossiers.id = brouillons.dossier, json_each(?1) AS demandes
                 WHERE demandes.value IN (brouillons.cle, dossiers.cle)"""
_REFERENCES = "SELECT reference FROM {schema}.dossiers"
_LEURS_REFERENCES = f"{_REFERENCES} WHERE cle IN ({_EUX})"
# What is being typed or taken over, until it is given: it may name anyone.
_SAISIES = """SELECT cle, valeur FROM {schema}.reglages
              WHERE cle LIKE '%.saisie' OR cle LIKE '%.ebauche' OR cle IN ('masse.envoi', 'reprise.brouillon', 'reprise.dit')"""
#: A table and what is said of it go together.
_TABLE = ("reprise.brouillon", "reprise.dit")
#: Of a number that is somebody's.
_CHIFFRES = 4
_HOLDS = """SELECT EXISTS (SELECT 1 FROM {schema}.dossiers WHERE cle IN (SELECT value FROM json_each(?1)))
                OR EXISTS (SELECT 1 FROM {schema}.brouillons WHERE cle IN (SELECT value FROM json_each(?1)))"""


def holds(db: Database, schema: str, cles: str) -> bool:
    """True if the schema still has something under one of these keys (a JSON list)."""
    return bool(scalar(db, _HOLDS.format(schema=schema), (cles,)))


def erase(db: Database, schema: str, cles: str, *, answered: bool = True) -> Oubli:
    """Delete what is under these keys (a JSON list) and whatever it alone pointed to, in a transaction; VACUUM comes after.

    What is half typed goes where it is about them; what is about others stays. What may be about them stays and is told as
    doubts, unless nobody can answer: then it goes too.
    """
    references = rows(db, _LEURS_REFERENCES.format(schema=schema), (cles,))
    personnes = set(rows(db, _LEURS.format(schema=schema), (cles,)))
    brouillons = rows(db, _BROUILLONS.format(schema=schema), (cles,))
    for _, contenu in brouillons:
        personnes.update(_named(json.loads(contenu)))
    for statement in _STATEMENTS:
        run(db, statement.format(schema=schema), (cles,))
    autres = rows(db, _PERSONNES.format(schema=schema))
    restent, tenus = {_identity(autre) for autre in autres}, {words(numero) for *_, numero in autres}
    oubli = Oubli(
        frozenset(reference for (reference,) in references),
        frozenset((*json.loads(cles), *(cle for cle, _ in brouillons))),
        frozenset(_erased(personne, tenus) for personne in personnes if _identity(personne) not in restent),
    )
    saisies, doutes = _drop_typed(db, schema, oubli, answered=answered)
    for statement in _ORPHANS:
        run(db, statement.format(schema=schema))
    return replace(oubli, saisies=saisies, doutes=doutes)


def _named(demande: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    champs = ("prenom", "nom", "nom_naissance", "denomination", "reference_dossier")
    for personne in (demande.get("concerne"), (demande.get("auteur") or {}).get("personne")):
        if personne:
            yield tuple(str(personne.get(champ) or "") for champ in champs)


def _identity(personne: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    prenom, nom, _, denomination, _ = personne
    return words(prenom), words(nom), words(denomination)


def _erased(personne: tuple[str, ...], tenus: set[tuple[str, ...]]) -> Efface:
    """Two people of a household may have one number: it is hers while nobody else has it."""
    prenom, nom, naissance, denomination, numero = personne
    noms = tuple(dit for dit in (nom, naissance) if words(dit))
    propre = len("".join(words(numero))) >= _CHIFFRES and words(numero) not in tenus
    return Efface(prenom, noms, denomination, numero if propre else "")


def give_up(db: Database, doute: DouteOubli) -> None:
    """What may be about someone erased is not wanted: as it was when that was asked, unless it is another by now."""
    _drop(db, "main", lambda cle, une, _: cle == doute.cle and une == doute.valeur)


def _drop_typed(db: Database, schema: str, oubli: Oubli, *, answered: bool) -> tuple[int, tuple[DouteOubli, ...]]:
    """How many things half typed are dropped, and those that someone has to decide."""
    vivantes = {reference for (reference,) in rows(db, _REFERENCES.format(schema=schema))}
    doutes: list[DouteOubli] = []

    def goes(cle: str, une: dict[str, Any], dernier: bool) -> bool:  # noqa: FBT001 - as `_drop` calls it
        reference = str(une.get("reference") or "")
        if oubli.is_about(reference, une) or (reference and reference not in vivantes):
            return True
        doute = None if reference else oubli.doubt(cle, une, dernier=dernier)
        if doute is not None and answered:
            doutes.append(doute)
        return doute is not None and not answered

    return _drop(db, schema, goes), tuple(doutes)


def _drop(db: Database, schema: str, goes: Callable[[str, dict[str, Any], bool], bool]) -> int:
    """Drop what is half typed and `goes`; how many things that is."""
    gardees = {cle: json.loads(valeur) for cle, valeur in rows(db, _SAISIES.format(schema=schema))}
    parties = 0
    for cle, valeur in gardees.items():
        plusieurs = cle.endswith((".saisie", ".ebauche"))
        ensemble = {une: gardees[une] for une in _TABLE if une in gardees} if cle in _TABLE else {cle: valeur}
        if cle == next(iter(ensemble)):
            unes = valeur if plusieurs else [ensemble]
            restent = [une for rang, une in enumerate(unes, 1) if not goes(cle, une, rang == len(unes))]
            parties += len(unes) - len(restent)
            if not restent:
                sql = f"DELETE FROM {schema}.reglages WHERE cle IN ({_EUX})"  # noqa: S608 - a schema of ours
                run(db, sql, (json.dumps([*ensemble]),))
            elif len(restent) < len(unes):
                sql = f"UPDATE {schema}.reglages SET valeur = ? WHERE cle = ?"  # noqa: S608 - a schema of ours
                run(db, sql, (json.dumps(restent), cle))
    return parties


class Corbeille:
    """The bin of an opened coffre."""

    def __init__(self, db: Database, dossiers: Dossiers) -> None:
        self._db = db
        self._dossiers = dossiers

    def put(self, dossier: int, jete_le: dt.date, efface_le: dt.date) -> None:
        """Put a dossier in the bin. One that is there already keeps its day."""
        run(
            self._db,
            "INSERT INTO corbeille (dossier, jete_le, efface_le) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (dossier, jete_le.isoformat(), efface_le.isoformat()),
        )

    def take_back(self, dossier: int) -> bool:
        """Take a dossier out of the bin. False if it was not there."""
        return run(self._db, "DELETE FROM corbeille WHERE dossier = ?", (dossier,)) > 0

    def content(self) -> tuple[ElementCorbeille, ...]:
        """What is in the bin, first to be erased first."""
        lues = rows(self._db, "SELECT dossier, jete_le, efface_le FROM corbeille ORDER BY efface_le, dossier")
        return tuple(
            _element(self._dossiers.read_light(numero), dt.date.fromisoformat(jete_le), dt.date.fromisoformat(efface_le))
            for numero, jete_le, efface_le in lues
        )

    def due(self, today: dt.date) -> tuple[int, ...]:
        """Numbers of what has been there long enough."""
        lues = rows(self._db, "SELECT dossier FROM corbeille WHERE efface_le <= ? ORDER BY dossier", (today.isoformat(),))
        return tuple(ligne[0] for ligne in lues)


def _element(dossier: DossierLu, jete_le: dt.date, efface_le: dt.date) -> ElementCorbeille:
    demande = dossier.demande
    return ElementCorbeille(
        reference=dossier.reference,
        demarche=demande.demarche,
        personne=personne_shown(demande).nom_complet,
        organisme=demande.organisme.nom,
        jete_le=jete_le,
        efface_le=efface_le,
    )


_DEPUIS = "FROM suivi_index WHERE clos_le IS NOT NULL AND clos_le <= ?"


class ClosDepuis:
    """The closed dossiers of an opened coffre, by their lines in the Suivi."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def closed_by(self, jour: dt.date, *, plus: int) -> tuple[DossierClos, ...]:
        """Those that were closed by that day, the oldest first, at most so many."""
        lues = rows(
            self._db,
            f"SELECT reference, demarche, personne, organisme, clos_le {_DEPUIS} ORDER BY clos_le, reference LIMIT ?",
            (jour.isoformat(), plus),
        )
        return tuple(
            DossierClos(reference, demarche, personne, organisme, read_iso(clos_le))
            for reference, demarche, personne, organisme, clos_le in lues
        )

    def count_closed_by(self, jour: dt.date) -> int:
        """How many they are."""
        return int(scalar(self._db, f"SELECT count(*) {_DEPUIS}", (jour.isoformat(),)))
