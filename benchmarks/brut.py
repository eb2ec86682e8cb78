"""The lines of a large coffre computed again with nothing around: the same rows decoded, the same rules, one `executemany`.

No unit, no lock, no look at what changed meanwhile: what the recompute of the program costs beside that is its own.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from benchmarks.grand_coffre import JOUR
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Suivi
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Qualite
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.vault.driver import Database, rows
from droits_usagers.vault.encodage import decode_reponses

_FAITS = """SELECT dossier, date, type, organisme FROM evenements
    WHERE annule IS NULL AND id NOT IN (SELECT annule FROM evenements WHERE annule IS NOT NULL) ORDER BY dossier, date, id"""
_ECRIRE = """UPDATE suivi_index SET etat = ?, prochaine_date = ?, prochaine_etape = ?, valable_jusqu_au = ?, dernier_jour = ?
    WHERE dossier = ?"""
#: What both must have written alike.
LIGNES = """SELECT dossier, etat, prochaine_date, prochaine_etape, valable_jusqu_au, dernier_jour
    FROM suivi_index ORDER BY dossier"""


def recompute(db: Database, suivant: Suivant) -> None:
    """Every line: read in four requests, computed in memory, written in one."""
    db.conn.executemany(_ECRIRE, [_values(suivant(demande, JOUR), numero) for numero, demande in _demandes(db)])
    db.conn.commit()


def _demandes(db: Database) -> Iterator[tuple[int, Demande]]:
    """What the rules look at of each dossier, with its number."""
    faits = defaultdict[int, list[Evenement]](list)
    for dossier, date, type_, organisme in rows(db, _FAITS):
        faits[dossier].append(Evenement(dt.date.fromisoformat(date), TypeEvenement(type_), organisme))
    auteurs = {
        dossier: Auteur(Qualite(qualite))
        for dossier, qualite in rows(db, "SELECT dossier, qualite FROM roles WHERE role = 'auteur'")
    }
    organismes = {
        numero: Organisme(genre=GenreOrganisme(kind), territoire=territoire)
        for numero, kind, territoire in rows(db, "SELECT id, kind, territoire FROM organismes")
    }
    for numero, demarche, organisme, reponses in rows(db, "SELECT id, demarche, organisme, reponses FROM dossiers"):
        yield (
            numero,
            Demande(
                demarche,
                auteur=auteurs.get(numero),
                organisme=organismes[organisme],
                reponses=decode_reponses(reponses),
                evenements=tuple(faits[numero]),
            ),
        )


def _values(suivi: Suivi, numero: int) -> tuple[object, ...]:
    jours = (suivi.prochaine_date, suivi.valable_jusqu_au, suivi.dernier_jour)
    prochaine, valable, dernier = (None if jour is None else jour.isoformat() for jour in jours)
    return suivi.etat, prochaine, suivi.prochaine_etape, valable, dernier, numero
