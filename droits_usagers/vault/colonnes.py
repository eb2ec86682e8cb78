"""What each column of a coffre may hold, where more than its type says it: asked once something in it could not be read.

Whoever has the phrase can write anything there, another program too: it is then told from a fault of ours.
"""

import datetime as dt
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

from droits_usagers.domain.demarche.demande import Domicile
from droits_usagers.domain.dossier.adresses import ReponseAdresse
from droits_usagers.domain.dossier.dossiers import Action, GenreLot, GenrePiece, RaisonAVerifier
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.personnes.annuaire import SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Civilite, CodeConsigne, Qualite, Role
from droits_usagers.vault.brouillons import place_of
from droits_usagers.vault.encodage import date_of, decode_demande, decode_lignes, decode_naissance, decode_reponses
from droits_usagers.vault.gateway import result_code, tells_of_what_is_there
from droits_usagers.vault.moteur import Database, ForeignError, dbapi2, rows
from droits_usagers.vault.structure import counts_on, require_coffre


@dataclass(frozen=True, slots=True)
class Degats:
    """Pages (of 4096 bytes) that are not what was written; indexes and links that are broken."""

    pages: int = 0
    liens: int = 0


INTACT = Degats()


def bad_pages(db: Database, schema: str = "main") -> int:
    """How many pages do not pass their HMAC. Asked twice: a disk that failed once to read a page has not lost it."""
    # The pragma reads the file as it lies, without undoing an interrupted write first; any real read does.
    rows(db, f"SELECT count(*) FROM {schema}.sqlite_master")  # noqa: S608 - our own names
    verifier = f"PRAGMA {schema}.cipher_integrity_check"
    return len(rows(db, verifier)) if rows(db, verifier) else 0


def broken_links(db: Database) -> int:
    """How many rows name one that is not there."""
    return len(rows(db, "PRAGMA foreign_key_check"))


def broken_links_by_table(db: Database) -> Iterator[int]:
    """The same, of each table."""
    for (nom,) in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        yield len(rows(db, f'PRAGMA foreign_key_check ("{nom}")'))


def damage_by_parts(db: Database) -> Generator[None, None, Degats]:
    """The same as `damage`, a table at a time, so that others may use the connection in between."""
    pages = bad_pages(db)
    if pages:
        return Degats(pages=pages)
    liens = 0
    for (nom,) in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        yield
        liens += sum(texte != "ok" for (texte,) in rows(db, f'PRAGMA integrity_check ("{nom}")'))
        liens += len(rows(db, f'PRAGMA foreign_key_check ("{nom}")'))
    return Degats(liens=liens)


def damage(db: Database) -> Degats:
    """What is damaged in an opened file."""
    pages = bad_pages(db)
    if pages:
        # The structure cannot be read through damaged pages.
        return Degats(pages=pages)
    structure = [texte for (texte,) in rows(db, "PRAGMA integrity_check") if texte != "ok"]
    return Degats(liens=len(structure) + broken_links(db))


#: What reading a value that is not ours raises, whatever it is.
MAL_LU = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)

_Lecture = Callable[[str], object]
_JOUR, _MOMENT = dt.date.fromisoformat, dt.datetime.fromisoformat

#: What words are found by.
_INDEX = ("suivi_recherche", "annuaire_recherche")

_COLONNES: Mapping[str, Mapping[str, _Lecture]] = {
    "personnes": {"civilite": lambda lu: lu and Civilite(lu), "naissance": decode_naissance, "adresse": decode_lignes},
    "organismes": {"kind": GenreOrganisme, "adresse": decode_lignes},
    "dossiers": {
        "date": _JOUR,
        "reponses": decode_reponses,
        "cree_le": _MOMENT,
        "modifie_le": _MOMENT,
        "revoir_le": _JOUR,
        "adresse_relevee": _JOUR,
        "domicile": lambda lu: lu and Domicile(lu),
    },
    "roles": {"role": Role, "qualite": lambda lu: lu and Qualite(lu)},
    "evenements": {"date": read_iso, "type": TypeEvenement, "saisi_le": _MOMENT},
    "courriers": {"etabli_le": _MOMENT},
    "pieces_jointes": {"ajoutee_le": _MOMENT, "genre": GenrePiece},
    "brouillons": {"contenu": decode_demande, "position": lambda lu: place_of(json.loads(lu)), "modifie_le": _MOMENT},
    "corbeille": {"jete_le": _JOUR, "efface_le": _JOUR},
    "journal": {"quand": _MOMENT, "action": Action},
    "notes": {"ecrite_le": _MOMENT},
    "mandats": {"signe_le": _JOUR, "fin_le": _JOUR, "revoque_le": _JOUR},
    "lots": {"genre": GenreLot, "fait_le": _MOMENT},
    "reglages": {"valeur": json.loads},
    "consignes": {"code": CodeConsigne},
    "a_verifier": {"raison": RaisonAVerifier},
    "changements_organismes": {"fait_le": _MOMENT},
    "organismes_avant": {"avant": json.loads},
    "annuaire_imports": {"source": SourceAnnuaire, "fait_le": _MOMENT},
    "annuaire": {
        "source": SourceAnnuaire,
        "organisme": GenreOrganisme,
        "adresse": decode_lignes,
        "releve_le": lambda lu: lu and _JOUR(lu),
    },
    "adresses_tues": {"reponse": ReponseAdresse},
    "suivi_index": dict.fromkeys(
        ("envoyee_le", "prochaine_date", "dernier_jour", "votre_date", "leur_date", "revoir_le"),
        date_of,
    ),
}


def is_ours(db: Database) -> Generator[None, None, bool]:
    """True if it is made as this program makes one, counts as it does, and every column holds what it writes, of what is there.

    True too where a disk that fails keeps from knowing. Seconds, in a large coffre: a table or a column at a time.
    """
    try:
        for sien in _checks(db):
            if not sien:
                return False
            yield
    except ForeignError:
        return False
    except dbapi2.Error as error:
        return not tells_of_what_is_there(error)
    return True


def _checks(db: Database) -> Iterator[bool]:
    """What each of them says, as it is made."""
    require_coffre(db.conn)
    yield counts_on(db)
    yield from (_is_followed(db, index) for index in _INDEX)
    yield from (not broken for broken in broken_links_by_table(db))
    for table, colonnes in _COLONNES.items():
        for colonne, lecture in colonnes.items():
            yield _is_read(db, f'SELECT DISTINCT "{colonne}" FROM "{table}" WHERE "{colonne}" IS NOT NULL', lecture)  # noqa: S608 - our own names


def _is_followed(db: Database, index: str) -> bool:
    """True unless an index of words does not say what its table does: no other check looks there."""
    try:
        db.conn.execute("SAVEPOINT suivi_par_index")
        try:
            db.conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names
        finally:
            db.conn.execute("ROLLBACK TO suivi_par_index")
            db.conn.execute("RELEASE suivi_par_index")
    except dbapi2.Error as error:
        # So it says that the two differ.
        return result_code(error) != "SQLITE_CORRUPT" and not tells_of_what_is_there(error)
    return True


def _is_read(db: Database, sql: str, lecture: _Lecture) -> bool:
    try:
        for (valeur,) in rows(db, sql):
            lecture(valeur)
    except MAL_LU:
        return False
    return True
