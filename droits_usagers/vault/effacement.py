"""Erasing for good: one list of statements for the coffre and for its backups, by the random keys of dossiers and drafts.

Keys, not numbers: after a backup was restored, a number may name one dossier here and another one there.
"""

from droits_usagers.vault.driver import Database, run, scalar

# With the dossier, by ON DELETE CASCADE: roles, facts, letters, links to files, notes, what was put in an agenda, drafts, its
# line in the Suivi and in the bin.
_STATEMENTS = (
    "DELETE FROM {schema}.brouillons WHERE cle IN (SELECT value FROM json_each(?1))",
    "DELETE FROM {schema}.dossiers WHERE cle IN (SELECT value FROM json_each(?1))",
)
_ORPHANS = (
    # What was being typed or taken over when the coffre was locked, and never gone on with: it may name anyone.
    """DELETE FROM {schema}.reglages WHERE cle LIKE '%.saisie' OR cle LIKE '%.ebauche'
       OR cle IN ('masse.envoi', 'reprise.brouillon', 'reprise.dit')""",
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
_HOLDS = """SELECT EXISTS (SELECT 1 FROM {schema}.dossiers WHERE cle IN (SELECT value FROM json_each(?1)))
                OR EXISTS (SELECT 1 FROM {schema}.brouillons WHERE cle IN (SELECT value FROM json_each(?1)))"""


def holds(db: Database, schema: str, cles: str) -> bool:
    """True if the schema still has something under one of these keys (a JSON list)."""
    return bool(scalar(db, _HOLDS.format(schema=schema), (cles,)))


def erase(db: Database, schema: str, cles: str) -> None:
    """Delete what is under these keys (a JSON list) and whatever it alone pointed to, in a transaction; VACUUM comes after."""
    for statement in _STATEMENTS:
        run(db, statement.format(schema=schema), (cles,))
    for statement in _ORPHANS:
        run(db, statement.format(schema=schema))
