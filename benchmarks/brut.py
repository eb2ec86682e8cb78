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
from droits_usagers.vault.encodage import decode_reponses
from droits_usagers.vault.moteur import Database, rows

_FAITS = """SELECT dossier, date, type, organisme FROM evenements
    WHERE annule IS NULL AND id NOT IN (SELECT annule FROM evenements WHERE annule IS NOT NULL) ORDER BY dossier, date, id"""
_ECRIRE = """UPDATE suivi_index SET etat = ?, prochaine_etape = ?, prochaine_date = ?, valable_jusqu_au = ?, dernier_jour = ?,
    votre_date = ?, leur_date = ?, revoir_le = ?, votre_delai = ?, leur_delai = ? WHERE dossier = ?"""
#: What both must have written alike.
LIGNES = """SELECT dossier, etat, prochaine_etape, prochaine_date, valable_jusqu_au, dernier_jour,
    votre_date, leur_date, revoir_le FROM suivi_index ORDER BY dossier"""


def recompute(db: Database, suivant: Suivant) -> None:
    """Every line: read in four requests, computed in memory, written in one."""
    calcules = (_values(suivant(demande, JOUR, cree_le=cree_le), numero) for numero, demande, cree_le in _demandes(db))
    db.conn.executemany(_ECRIRE, [*calcules])
    db.conn.commit()


def _demandes(db: Database) -> Iterator[tuple[int, Demande, dt.date]]:
    """What the rules look at of each dossier, with its number and the day it was made."""
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
    lus = rows(db, "SELECT id, demarche, organisme, reponses, cree_le FROM dossiers")
    for numero, demarche, organisme, reponses, cree_le in lus:
        yield (
            numero,
            Demande(
                demarche,
                auteur=auteurs.get(numero),
                organisme=organismes[organisme],
                reponses=decode_reponses(reponses),
                evenements=tuple(faits[numero]),
            ),
            dt.datetime.fromisoformat(cree_le).date(),
        )


def _values(suivi: Suivi, numero: int) -> tuple[object, ...]:
    siens = (suivi.votre_date, suivi.leur_date, suivi.revoir_le)
    jours = (suivi.prochaine_date, suivi.valable_jusqu_au, suivi.dernier_jour, *siens)
    isos = (None if jour is None else jour.isoformat() for jour in jours)
    return suivi.etat, suivi.prochaine_etape, *isos, suivi.votre_delai, suivi.leur_delai, numero
