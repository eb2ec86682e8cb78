"""Erasing for good: one list of statements for the coffre and for its backups, by the random keys of dossiers and drafts.

Keys, not numbers: after a backup was restored, a number may name one dossier here and another one there.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.domain.mots.pliage import words
from droits_usagers.vault.driver import Database, rows, run, scalar

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
_PERSONNES = """SELECT DISTINCT prenom, nom, nom_naissance, denomination FROM {schema}.personnes
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
_REPRISE = {"reprise.brouillon", "reprise.dit"}
#: Letters of a word that names someone by itself.
_ASSEZ = 4
_HOLDS = """SELECT EXISTS (SELECT 1 FROM {schema}.dossiers WHERE cle IN (SELECT value FROM json_each(?1)))
                OR EXISTS (SELECT 1 FROM {schema}.brouillons WHERE cle IN (SELECT value FROM json_each(?1)))"""


def holds(db: Database, schema: str, cles: str) -> bool:
    """True if the schema still has something under one of these keys (a JSON list)."""
    return bool(scalar(db, _HOLDS.format(schema=schema), (cles,)))


def erase(db: Database, schema: str, cles: str) -> Oubli:
    """Delete what is under these keys (a JSON list) and whatever it alone pointed to, in a transaction; VACUUM comes after.

    What is half typed goes where it is about them; what is about others stays.
    """
    references = rows(db, _LEURS_REFERENCES.format(schema=schema), (cles,))
    personnes = set(rows(db, _LEURS.format(schema=schema), (cles,)))
    brouillons = rows(db, _BROUILLONS.format(schema=schema), (cles,))
    for _, contenu in brouillons:
        personnes.update(_named(json.loads(contenu)))
    for statement in _STATEMENTS:
        run(db, statement.format(schema=schema), (cles,))
    restent = {_identity(personne) for personne in rows(db, _PERSONNES.format(schema=schema))}
    oubli = Oubli(
        frozenset(reference for (reference,) in references),
        frozenset((*json.loads(cles), *(cle for cle, _ in brouillons))),
        frozenset(nom for personne in personnes if _identity(personne) not in restent for nom in _names(personne)),
    )
    saisies = _drop_typed(db, schema, oubli)
    for statement in _ORPHANS:
        run(db, statement.format(schema=schema))
    return replace(oubli, saisies=saisies)


def _named(demande: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for personne in (demande.get("concerne"), (demande.get("auteur") or {}).get("personne")):
        if personne:
            yield tuple(str(personne.get(champ) or "") for champ in ("prenom", "nom", "nom_naissance", "denomination"))  # type: ignore[misc]


def _identity(personne: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    prenom, nom, _, denomination = personne
    return words(prenom), words(nom), words(denomination)


def _names(personne: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Those she is called by without her first name, or by it where it is all that is known.

    Half a double name is said for the whole; what is too short to be one (« de », « Le ») names nobody alone.
    """
    prenom, nom, naissance, denomination = (words(dit) for dit in personne)
    for dit in filter(None, (nom, naissance) if nom or naissance or denomination else (prenom,)):
        seuls = [mot for mot in dit if len(mot) >= _ASSEZ]
        yield from ((mot,) for mot in seuls) if seuls else (dit,)
    if denomination:
        yield denomination


def _drop_typed(db: Database, schema: str, oubli: Oubli) -> int:
    """How many things half typed are dropped."""
    vivantes = {reference for (reference,) in rows(db, _REFERENCES.format(schema=schema))}
    gardees = {cle: json.loads(valeur) for cle, valeur in rows(db, _SAISIES.format(schema=schema))}
    parties = 0
    for cle, valeur in gardees.items():
        if cle.endswith((".saisie", ".ebauche")):
            restent = [une for une in valeur if not _goes(une, oubli, vivantes)]
            parties += len(valeur) - len(restent)
        else:
            # A table and what is said of it go together.
            dits = [gardees[une] for une in _REPRISE & gardees.keys()] if cle in _REPRISE else valeur
            restent = [] if oubli.is_in(dits) else valeur
            parties += cle != "reprise.dit" and not restent
        if not restent:
            run(db, f"DELETE FROM {schema}.reglages WHERE cle = ?", (cle,))  # noqa: S608 - a schema of ours
        elif restent != valeur:
            sql = f"UPDATE {schema}.reglages SET valeur = ? WHERE cle = ?"  # noqa: S608 - a schema of ours
            run(db, sql, (json.dumps(restent), cle))
    return parties


def _goes(saisie: dict[str, Any], oubli: Oubli, vivantes: set[str]) -> bool:
    reference = str(saisie.get("reference") or "")
    return oubli.is_about(reference, saisie) or bool(reference and reference not in vivantes)
